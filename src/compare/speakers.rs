//! Attributions as comparisons read them, and what is known of speakers: parties, and whether the text says woman or man.

use crate::frame::Frames;
use serde::Deserialize;
use std::sync::LazyLock;

/// One attribution of quotes.csv; scare quotes are none.
#[derive(Debug, Clone)]
pub struct Attribution<'t> {
    pub id: &'t str,
    pub article: &'t str,
    pub outlet: &'t str,
    pub part: &'t str,
    pub role: &'t str,
    /// 1-based number in its part.
    pub sentence: usize,
    /// Code points.
    pub start: f64,
    pub kind: &'t str,
    pub words: usize,
    pub cue: &'t str,
    pub cue_lemma: &'t str,
    pub cue_class: &'t str,
    pub speaker: &'t str,
    pub source: &'t str,
    pub source_type: &'t str,
    pub side: &'t str,
    pub official: Option<bool>,
}

/// All attributions, in the order of quotes.csv.
pub fn attributions(frames: &Frames) -> Vec<Attribution<'_>> {
    let t = &frames.quotes;
    let text = |column: &str| t.text(column);
    let (ids, articles, outlets, parts, roles) = (text("quote_id"), text("article_id"), text("outlet"), text("part"), text("role"));
    let (kinds, cues, lemmas, classes) = (text("kind"), text("cue"), text("cue_lemma"), text("cue_class"));
    let (speakers, sources, types, sides) = (text("speaker"), text("source"), text("source_type"), text("side"));
    let (sentences, starts, words, official) = (t.numbers("sentence"), t.numbers("char_start"), t.numbers("words"), t.flags("official"));
    let row = |i: usize| Attribution {
        id: ids[i],
        article: articles[i],
        outlet: outlets[i],
        part: parts[i],
        role: roles[i],
        sentence: sentences[i].unwrap_or(0.0) as usize,
        start: starts[i].unwrap_or(0.0),
        kind: kinds[i],
        words: words[i].unwrap_or(0.0) as usize,
        cue: cues[i],
        cue_lemma: lemmas[i],
        cue_class: classes[i],
        speaker: speakers[i],
        source: sources[i],
        source_type: types[i],
        side: sides[i],
        official: official[i],
    };
    (0..t.height()).filter(|i| kinds[*i] != "scare_quote").map(row).collect()
}

impl<'t> Attribution<'t> {
    /// An attribution of which only the words that name the speaker are known.
    pub fn of_speaker(speaker: &'t str) -> Attribution<'t> {
        let none = "";
        Attribution {
            id: none,
            article: none,
            outlet: none,
            part: none,
            role: none,
            sentence: 0,
            start: 0.0,
            kind: "indirect",
            words: 0,
            cue: none,
            cue_lemma: none,
            cue_class: none,
            speaker,
            source: none,
            source_type: none,
            side: none,
            official: None,
        }
    }

    /// Whether it can be told who speaks.
    pub fn known(&self) -> bool {
        self.source != "unknown" && !self.source.is_empty()
    }

    /// Some of the words stand in quotation marks.
    pub fn verbatim(&self) -> bool {
        self.kind != "indirect"
    }

    /// Whether the words that name the speaker say that it is a woman or a man; nothing else does.
    pub fn gender(&self) -> Option<Gender> {
        let is =
            |list: &Words| self.speaker.split(|c: char| !c.is_alphanumeric()).any(|w| list.words.iter().any(|l| w.eq_ignore_ascii_case(l)));
        match (is(&KNOWN.woman), is(&KNOWN.man)) {
            (true, false) => Some(Gender::Woman),
            (false, true) => Some(Gender::Man),
            _ => None,
        }
    }

    /// Whether the source bears a proper name: its words begin with capitals, but for short ones between them.
    pub fn named(&self) -> bool {
        let capital = |w: &str| w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let words: Vec<&str> = self.source.split_whitespace().collect();
        // A pronoun is no name, however it is written.
        let letters = self.source.chars().filter(|c| c.is_alphabetic()).count();
        self.known()
            && letters > 1
            && words.last().is_some_and(|w| capital(w))
            && words.iter().filter(|w| w.chars().count() > 3).all(|w| capital(w))
    }
}

/// What the text says of a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Woman,
    Man,
}

#[derive(Debug, Default, Deserialize)]
struct Words {
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Third {
    sides: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Classes {
    order: Vec<String>,
    marked: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct Known {
    third: Third,
    woman: Words,
    man: Words,
    classes: Classes,
}

/// What `data/lexicons/compare/speakers.toml` says; a test reads it too.
static KNOWN: LazyLock<Known> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/lexicons/compare/speakers.toml")).unwrap_or_default());

/// Whether a side is a party to the event.
pub fn is_party(side: &str) -> bool {
    !side.is_empty() && !KNOWN.third.sides.iter().any(|s| s == side)
}

/// "government side": a side is all who speak for it, a kind of source of the same name only those who are it.
pub fn side_name(side: &str) -> String {
    if is_party(side) { format!("{} side", super::spaced(side)) } else { super::spaced(side) }
}

/// The classes of reporting words, in the order in which they are shown.
pub fn cue_classes() -> &'static [String] {
    &KNOWN.classes.order
}

/// Whether a class keeps a distance from what is said, or colours it.
pub fn is_marked(class: &str) -> bool {
    KNOWN.classes.marked.iter().any(|c| c == class)
}
