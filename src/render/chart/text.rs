//! Measures, wraps and cuts text, with the fonts that the pictures are set in.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex};

use resvg::usvg::{self, fontdb};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The fonts, embedded: the same picture on every machine. The order is the order of fallback.
const FONTS: [&[u8]; 4] = [
    include_bytes!("../../../data/fonts/Inter-Regular.ttf"),
    include_bytes!("../../../data/fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../../data/fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("../../../data/fonts/NotoSansHebrew-Regular.ttf"),
];

/// Family name that the pictures ask for.
pub const FAMILY: &str = "Inter";

/// What stands where something was cut.
const ELLIPSIS: char = '…';

/// The embedded fonts for the rasteriser; read once.
pub static FONT_DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut db = fontdb::Database::new();
    for font in FONTS {
        db.load_font_source(fontdb::Source::Binary(Arc::new(font)));
    }
    db.set_serif_family(FAMILY);
    db.set_sans_serif_family(FAMILY);
    Arc::new(db)
});

static FACES: LazyLock<Vec<FontRef<'static>>> = LazyLock::new(|| FONTS.iter().filter_map(|bytes| FontRef::new(bytes).ok()).collect());

/// An embedded font by its place.
pub fn face(place: usize) -> Option<&'static FontRef<'static>> {
    FACES.get(place)
}

/// How heavy letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// Size in design units, and weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Type {
    pub size: f64,
    pub weight: Weight,
}

/// Regular letters of a size.
pub fn regular(size: f64) -> Type {
    Type { size, weight: Weight::Regular }
}

/// Semibold letters of a size.
pub fn semibold(size: f64) -> Type {
    Type { size, weight: Weight::SemiBold }
}

/// Text as it can stand in an SVG, on one line: no control characters (nor those that turn the direction of what
/// follows), no runs of blanks.
pub fn clean(text: &str) -> String {
    let printable = |c: char| !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
    text.split_whitespace().map(|word| word.chars().filter(|&c| printable(c)).collect::<String>()).collect::<Vec<_>>().join(" ")
}

/// No line holds more letters than this; what is longer need not be measured to its end.
const LONGEST: usize = 1200;

fn clip(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

/// Whether a character belongs to a script written from right to left.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Whether the first letter of the text is of a script written from right to left.
pub fn starts_rtl(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_rtl)
}

/// Width in design units. Letters that join or stack are shaped, others added up.
///
/// # Example
/// `width("ii", regular(12.0)) < width("WW", regular(12.0))`
pub fn width(text: &str, face: Type) -> f64 {
    if text.chars().any(is_complex) {
        return shaped_width(text, face).unwrap_or_else(|| added_width(text, face));
    }
    added_width(text, face)
}

fn is_complex(c: char) -> bool {
    is_rtl(c) || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{200b}'..='\u{200f}')
}

static ASCII: LazyLock<[[f64; 128]; 2]> = LazyLock::new(|| {
    let mut table = [[0.0; 128]; 2];
    for (row, first) in table.iter_mut().zip([0, 1]) {
        for (code, cell) in (0u8..128).zip(row.iter_mut()) {
            *cell = advance(char::from(code), first);
        }
    }
    table
});

fn added_width(text: &str, face: Type) -> f64 {
    let first = usize::from(face.weight == Weight::SemiBold);
    let table = ASCII.get(first);
    let one = |c: char| table.and_then(|t| t.get(c as usize)).copied().unwrap_or_else(|| advance(c, first));
    text.chars().map(one).sum::<f64>() * face.size
}

/// Advance of a character in em, from the first font that has it; a guess if none has.
fn advance(c: char, first: usize) -> f64 {
    let in_face = |font: &FontRef| {
        let glyph = font.charmap().map(c)?;
        font.glyph_metrics(Size::new(1.0), LocationRef::default()).advance_width(glyph).map(f64::from)
    };
    FACES.iter().skip(first).find_map(in_face).unwrap_or(0.8)
}

/// Width of one line as the rasteriser will set it: slow, but right for scripts whose letters join.
fn shaped_width(text: &str, face: Type) -> Option<f64> {
    let key = (face.weight, text.to_owned());
    let known = SHAPED.lock().ok()?.get(&key).copied();
    let hundredfold = known.or_else(|| shape(text, face.weight))?;
    let mut shaped = SHAPED.lock().ok()?;
    if shaped.len() >= MOST_SHAPED {
        shaped.clear();
    }
    shaped.insert(key, hundredfold);
    Some(hundredfold * face.size / 100.0)
}

/// Widths of shaped text at size 100, so that each is shaped once.
static SHAPED: LazyLock<Mutex<BTreeMap<(Weight, String), f64>>> = LazyLock::new(Mutex::default);
const MOST_SHAPED: usize = 10_000;

fn shape(text: &str, weight: Weight) -> Option<f64> {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let weight = if weight == Weight::SemiBold { 600 } else { 400 };
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><text font-family='{FAMILY}' font-size='100' font-weight='{weight}'>{escaped}</text></svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &options()).ok()?;
    tree.root().children().iter().find_map(|node| match node {
        usvg::Node::Text(text) => Some(f64::from(text.bounding_box().width())),
        _ => None,
    })
}

/// Reading options with the embedded fonts and no others.
pub fn options() -> usvg::Options<'static> {
    usvg::Options { fontdb: Arc::clone(&FONT_DATABASE), font_family: FAMILY.to_owned(), ..usvg::Options::default() }
}

/// Where [`shorten`] takes letters away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Names: the start and the end tell them apart.
    Middle,
    /// Running text.
    End,
}

/// The text, cut with an ellipsis so that it is no wider than `room`.
pub fn shorten(text: &str, face: Type, room: f64, cut: Cut) -> String {
    let text = clip(&clean(text));
    if width(&text, face) <= room {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    let build = |keep: usize| -> String {
        let tail = if cut == Cut::Middle { keep / 3 } else { 0 };
        let mut head: String = chars.iter().take(keep - tail).collect();
        let word_end = head.rfind(' ').filter(|end| cut == Cut::End && head.len() - end < 16 && *end * 10 >= head.len() * 6);
        if let Some(end) = word_end.filter(|_| chars.get(keep).is_some_and(|c| *c != ' ')) {
            head.truncate(end);
        }
        let end: String = chars.iter().skip(chars.len() - tail).collect();
        let head = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '·' | '('));
        format!("{head}{ELLIPSIS}{}", end.trim_start())
    };
    let (mut fits, mut too_long) = (0, chars.len());
    while too_long - fits > 1 {
        let middle = (fits + too_long) / 2;
        if width(&build(middle), face) <= room { fits = middle } else { too_long = middle }
    }
    build(fits)
}

/// The text in at most `lines` lines, broken between words; what does not fit is cut with an ellipsis.
pub fn wrap(text: &str, face: Type, room: f64, lines: usize, cut: Cut) -> Vec<String> {
    let text = clip(&clean(text));
    let mut done: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split(' ').filter(|w| !w.is_empty()).peekable();
    while let Some(word) = words.peek() {
        let longer = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&longer, face) <= room {
            line = longer;
            words.next();
        } else if done.len() + 1 < lines {
            done.push(std::mem::take(&mut line));
        } else {
            break;
        }
    }
    let rest: Vec<&str> = words.collect();
    if !rest.is_empty() {
        line = format!("{line} {}", rest.join(" "));
    }
    if !line.is_empty() {
        done.push(line);
    }
    done.iter().map(|line| shorten(line, face, room, cut)).collect()
}

/// The text on as few lines as [`wrap`] needs, but lines of about the same length.
pub fn wrap_even(text: &str, face: Type, room: f64, lines: usize, cut: Cut) -> Vec<String> {
    let greedy = wrap(text, face, room, lines, cut);
    let cut_off = greedy.iter().any(|line| line.contains(ELLIPSIS));
    if greedy.len() < 2 || cut_off {
        return greedy;
    }
    let (mut narrow, mut wide) = (room / greedy.len() as f64 * 0.8, room);
    while wide - narrow > 4.0 {
        let middle = (narrow + wide) / 2.0;
        let tried = wrap(text, face, middle, greedy.len(), cut);
        if tried.iter().any(|line| line.contains(ELLIPSIS)) { narrow = middle } else { wide = middle }
    }
    wrap(text, face, wide, greedy.len(), cut)
}
