//! Part-of-speech tags of the Penn Treebank, and the tagger.

use super::token::is_apostrophe;
use super::{Kind, Token};
use std::collections::HashMap;
use std::sync::LazyLock;

macro_rules! tags {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// A Penn Treebank tag (`NNS`, `VBD`, …); marks are `Punct`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag { $($name),* }
        impl Tag {
            pub const ALL: &'static [Tag] = &[$(Tag::$name),*];
            pub fn as_str(self) -> &'static str {
                match self { $(Tag::$name => $text),* }
            }
        }
    };
}

tags! {
    X = "X", Punct = "PUNCT", Quote = "QUOTE", Hyph = "HYPH", Sym = "SYM", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
    In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT",
    Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", To = "TO", Uh = "UH", Vb = "VB",
    Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB",
}

impl Tag {
    /// NN, NNS, NNP, NNPS.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// NNP, NNPS.
    pub fn is_proper(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }

    /// Any verb form but modals.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    /// Neither word nor number.
    pub fn is_mark(self) -> bool {
        matches!(self, Tag::Punct | Tag::Quote | Tag::Hyph | Tag::Sym)
    }
}

/// The model in the binary; without one, [`guess`] tags.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("../../data/models/tagger.bin")));

/// Places for scores in a row; more than there are tags.
pub const SLOTS: usize = 40;
const N: usize = 22;
/// The hashed features of one word in its place.
pub type Features = [u32; N];

/// Tags the tokens of one sentence in place.
pub fn tag(text: &str, tokens: &mut [Token]) {
    let mut looks: Vec<Look> = Vec::with_capacity(tokens.len());
    for token in tokens.iter() {
        let mut look = Look::new(token.span.of(text));
        if let Some(model) = MODEL.as_ref() {
            look.class = model.class(look.word);
        }
        looks.push(look);
    }
    let mut single = false;
    let (mut p2, mut p1) = (Tag::X, Tag::X);
    for i in 0..tokens.len() {
        let word = tokens[i].span.of(text);
        let tag = match mark(word) {
            Some(Tag::Quote) if word.starts_with(is_apostrophe) => {
                let (tag, open) = apostrophe(text, tokens, i, single);
                single = open;
                tag
            }
            Some(tag) => tag,
            None => match MODEL.as_ref() {
                Some(model) => model.sure(looks[i].exact).unwrap_or_else(|| model.best(&features(&looks, i, p1, p2))),
                None => guess(word, tokens[i].kind, i == 0, p1),
            },
        };
        tokens[i].tag = tag;
        (p2, p1) = (p1, tag);
    }
}

/// Whether an apostrophe is the possessive of a plural (`rebels’ advance`) or a quotation mark, and whether a single
/// quotation is open behind it.
fn apostrophe(text: &str, tokens: &[Token], i: usize, open: bool) -> (Tag, bool) {
    let word = tokens[i].span.of(text);
    let glued = i > 0 && tokens[i - 1].span.end == tokens[i].span.start;
    let glued_next = tokens.get(i + 1).is_some_and(|t| t.span.start == tokens[i].span.end);
    let plural = glued && tokens[i - 1].span.of(text).ends_with(['s', 'S', 'x', 'z']);
    if !glued && glued_next && !word.starts_with('’') {
        return (Tag::Quote, true);
    }
    if plural && !open && !glued_next && word.chars().count() == 1 {
        return (Tag::Pos, false);
    }
    (Tag::Quote, open && !glued)
}

/// The tag of a mark; `None` for words and numbers.
pub fn mark(word: &str) -> Option<Tag> {
    let c = word.chars().next()?;
    match c {
        _ if c.is_alphanumeric() => None,
        _ if is_apostrophe(c) => (word.len() <= c.len_utf8() || word.chars().nth(1) == Some(c)).then_some(Tag::Quote),
        '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' => Some(Tag::Quote),
        '-' | '‐' | '‑' if word.len() == c.len_utf8() => Some(Tag::Hyph),
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₪' | '%' | '#' | '+' | '=' | '@' | '°' | '§' | '©' | '®' | '™' | '&' | '<' | '>' | '|'
        | '^' | '~' | '\\' => Some(Tag::Sym),
        _ => Some(Tag::Punct),
    }
}

/// What the tagger sees of a word: hashes of its form, no letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Lower case, digits as zeros.
    pub word: u32,
    /// As written.
    pub exact: u32,
    suffixes: [u32; 3],
    prefix: u32,
    shape: u8,
    /// What tags the word form takes, from the model's dictionary; 0 if unknown.
    pub class: u16,
}

impl Look {
    /// Looks at a word; `class` is left 0.
    pub fn new(word: &str) -> Look {
        let mut look = Look { word: START, exact: START ^ 0x5bd1, ..Look::default() };
        let (mut upper, mut lower, mut digit, mut other) = (0u32, 0u32, 0u32, 0u32);
        let mut last = [0u32; 4];
        for (i, c) in word.chars().enumerate() {
            let c = if is_apostrophe(c) { '\'' } else { c };
            let small = if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            let small = if small.is_numeric() { '0' } else { small } as u32;
            look.word = step(look.word, small);
            look.exact = step(look.exact, c as u32);
            last = [small, last[0], last[1], last[2]];
            if i < 3 {
                look.prefix = step(look.prefix, small);
            }
            match c {
                _ if c.is_uppercase() => upper += 1,
                _ if c.is_numeric() => digit += 1,
                _ if c.is_alphabetic() => lower += 1,
                _ => other += 1,
            }
        }
        let mut hash = START;
        for (i, c) in last.into_iter().enumerate() {
            hash = step(hash, c);
            if i > 0 {
                look.suffixes[i - 1] = hash;
            }
        }
        let first = word.chars().next().is_some_and(char::is_uppercase);
        look.shape = match (upper, lower, digit) {
            (0, 0, 0) => 0,
            (0, _, 0) => 1,
            (1, 0, 0) => 2,
            (_, 0, 0) => 3,
            (1, _, 0) if first => 4,
            (_, _, 0) => 5,
            (0, 0, _) if other == 0 => 6 + digit.min(5) as u8,
            (0, 0, _) => 12,
            (0, _, _) => 13,
            _ => 14,
        };
        if digit > 0 && upper + lower == 0 {
            look.word = step(START, '0' as u32);
            look.exact = look.word;
        }
        look
    }
}

const START: u32 = 0x811c_9dc5;

/// One step of FNV-1a over whole characters.
fn step(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

/// Joins two values under the number of a feature into a well mixed key.
fn key(feature: u32, a: u32, b: u32) -> u32 {
    let mut h = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(feature) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (h >> 32) as u32
}

/// The features of word `at`, given the two tags before it.
pub fn features(looks: &[Look], at: usize, p1: Tag, p2: Tag) -> Features {
    let edge = |k: u32| Look { word: k, exact: k, shape: 20, class: k as u16, ..Look::default() };
    let get =
        |i: isize| usize::try_from(at as isize + i).ok().and_then(|i| looks.get(i).copied()).unwrap_or(edge(if i < 0 { 1 } else { 2 }));
    let (w, l1, l2, r1, r2) = (get(0), get(-1), get(-2), get(1), get(2));
    let (t1, t2) = (p1 as u32, p2 as u32);
    let shape = u32::from(w.shape) << 1 | u32::from(at == 0);
    let (c, c1, c2) = (u32::from(w.class), u32::from(r1.class), u32::from(r2.class));
    [
        key(0, w.word, 0),
        key(1, w.exact, shape),
        key(2, w.suffixes[0], shape),
        key(3, w.suffixes[1], 0),
        key(4, w.suffixes[2], 0),
        key(5, w.prefix, u32::from(w.shape)),
        key(6, shape, u32::from(r1.shape) << 8 | u32::from(l1.shape)),
        key(7, t1, w.word),
        key(8, t1 << 6 | t2, 0),
        key(9, t1 << 6 | t2, w.word),
        key(10, l1.word, c),
        key(11, l2.word, c),
        key(12, r1.word, c),
        key(13, r2.word, c),
        key(14, t1 << 16 | c1, w.word),
        key(15, t1 << 16 | c1, c),
        key(16, t1 << 6 | t2, c << 16 | c1),
        key(17, c1 << 16 | c2, c),
        key(18, r1.suffixes[0], t1 << 16 | c),
        key(19, w.word, r1.word),
        key(20, l1.word, w.word),
        key(21, w.suffixes[1], t1 << 16 | u32::from(w.shape)),
    ]
}

/// A trained tagger: hashed features and the weights they give to tags.
#[derive(Debug)]
pub struct Model {
    /// Open addressing: (key, first weight, number of weights); number 0 = empty.
    table: Vec<(u32, u32, u8)>,
    /// Tag and weight.
    weights: Vec<(u8, i8)>,
    sure: HashMap<u32, Tag>,
    classes: HashMap<u32, u16>,
}

const MAGIC: &[u8; 8] = b"PXTAG01\n";

impl Model {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut u32s = |n: usize| -> Option<Vec<u32>> {
            let (head, tail) = rest.split_at_checked(n.checked_mul(4)?)?;
            rest = tail;
            Some(head.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect())
        };
        let sizes = u32s(5)?;
        let [features, weights, sure, classes, check] = sizes[..] else { return None };
        let (features, weights, sure, classes) = (features as usize, weights as usize, sure as usize, classes as usize);
        let (keys, sure_keys, class_keys) = (u32s(features)?, u32s(sure)?, u32s(classes)?);
        let (counts, rest) = rest.split_at_checked(features)?;
        let (sure_tags, rest) = rest.split_at_checked(sure)?;
        let (class_values, pairs) = rest.split_at_checked(classes * 2)?;
        let ok =
            pairs.len() == weights * 2 && checksum(&bytes[28..]) == check && counts.iter().map(|c| *c as usize).sum::<usize>() == weights;
        let known = |t: u8| (t as usize) < Tag::ALL.len();
        if !ok || !pairs.chunks_exact(2).all(|p| known(p[0])) || !sure_tags.iter().all(|t| known(*t)) {
            return None;
        }
        let mut table = vec![(0, 0, 0); (features * 2).next_power_of_two().max(2)];
        let mut first = 0;
        for (key, count) in keys.iter().zip(counts) {
            let mut slot = *key as usize & (table.len() - 1);
            while table[slot].2 != 0 {
                slot = (slot + 1) & (table.len() - 1);
            }
            table[slot] = (*key, first, *count);
            first += u32::from(*count);
        }
        Some(Model {
            table,
            weights: pairs.chunks_exact(2).map(|p| (p[0], p[1] as i8)).collect(),
            sure: sure_keys.into_iter().zip(sure_tags.iter().map(|t| Tag::ALL[*t as usize])).collect(),
            classes: class_keys.into_iter().zip(class_values.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]))).collect(),
        })
    }

    /// The bytes of a model: the heaviest weights that fit into `budget` bytes.
    pub fn write(keys: &[u32], rows: &[[f32; SLOTS]], sure: HashMap<u32, Tag>, classes: HashMap<u32, u16>, budget: usize) -> Vec<u8> {
        let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        // One weight in a thousand is cut off at the top, so that the small ones keep their differences.
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0).max(1e-6);
        let quant = |w: f32| (w / top * 127.0).round().clamp(-127.0, 127.0) as i8;
        let mut floor = 1u8;
        loop {
            let kept = |row: &[f32; SLOTS]| (0..Tag::ALL.len()).filter(|t| quant(row[*t]).unsigned_abs() >= floor).count();
            let bytes: usize = rows.iter().map(|r| kept(r)).filter(|n| *n > 0).map(|n| 5 + 2 * n).sum();
            if bytes <= budget || floor > 100 {
                break;
            }
            floor += 1;
        }
        let (mut sure, mut classes): (Vec<_>, Vec<_>) = (sure.into_iter().collect(), classes.into_iter().collect());
        sure.sort_unstable();
        classes.sort_unstable();
        let (mut used, mut counts, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        for (key, row) in keys.iter().zip(rows) {
            let before = pairs.len();
            for (tag, weight) in row.iter().enumerate().take(Tag::ALL.len()) {
                if quant(*weight).unsigned_abs() >= floor {
                    pairs.push((tag as u8, quant(*weight)));
                }
            }
            if pairs.len() > before {
                used.push(*key);
                counts.push((pairs.len() - before) as u8);
            }
        }
        let mut body: Vec<u8> = Vec::new();
        used.iter().chain(sure.iter().map(|(k, _)| k)).chain(classes.iter().map(|(k, _)| k)).for_each(|k| body.extend(k.to_le_bytes()));
        body.extend(&counts);
        body.extend(sure.iter().map(|(_, t)| *t as u8));
        classes.iter().for_each(|(_, c)| body.extend(c.to_le_bytes()));
        pairs.iter().for_each(|(t, w)| body.extend([*t, *w as u8]));
        let mut out = MAGIC.to_vec();
        for n in [used.len(), pairs.len(), sure.len(), classes.len()] {
            out.extend((n as u32).to_le_bytes());
        }
        out.extend(checksum(&body).to_le_bytes());
        out.extend(body);
        out
    }

    fn sure(&self, exact: u32) -> Option<Tag> {
        self.sure.get(&exact).copied()
    }

    fn class(&self, word: u32) -> u16 {
        self.classes.get(&word).copied().unwrap_or(0)
    }

    fn best(&self, found: &Features) -> Tag {
        let mut scores = [0i32; 256];
        for key in found {
            let mut slot = *key as usize & (self.table.len() - 1);
            while self.table[slot].2 != 0 {
                let (k, first, count) = self.table[slot];
                if k == *key {
                    for (tag, weight) in &self.weights[first as usize..first as usize + count as usize] {
                        scores[*tag as usize] += i32::from(*weight);
                    }
                    break;
                }
                slot = (slot + 1) & (self.table.len() - 1);
            }
        }
        let best = (0..Tag::ALL.len()).fold(0, |b, t| if scores[t] > scores[b] { t } else { b });
        Tag::ALL[best]
    }
}

/// FNV-1a over the bytes, eight at a time.
fn checksum(bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    (hash >> 16) as u32
}

/// A tag without a model: by form alone.
fn guess(word: &str, kind: Kind, first: bool, before: Tag) -> Tag {
    let capital = word.starts_with(char::is_uppercase);
    match () {
        _ if kind == Kind::Number => Tag::Cd,
        _ if capital && !first => Tag::Nnp,
        _ if word.ends_with("ly") => Tag::Rb,
        _ if word.ends_with("ing") => Tag::Vbg,
        _ if word.ends_with("ed") => {
            if matches!(before, Tag::Dt | Tag::Jj) {
                Tag::Jj
            } else {
                Tag::Vbd
            }
        }
        _ if word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 => Tag::Nns,
        _ => Tag::Nn,
    }
}
