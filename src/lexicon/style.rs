//! Words of style: loaded words, emotions, hedges, boosters, and words of harm with those who suffer it.

mod file;
mod forms;

use super::Sources;
use crate::problem::Problem;
use crate::text::{Relation, Tag};
use std::collections::{HashMap, HashSet};

/// What a word of style is counted as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StyleKind {
    Loaded,
    Emotion,
    Hedge,
    Booster,
}

impl StyleKind {
    pub const ALL: [StyleKind; 4] = [StyleKind::Loaded, StyleKind::Emotion, StyleKind::Hedge, StyleKind::Booster];

    pub fn as_str(self) -> &'static str {
        match self {
            StyleKind::Loaded => "loaded",
            StyleKind::Emotion => "emotion",
            StyleKind::Hedge => "hedge",
            StyleKind::Booster => "booster",
        }
    }
}

/// The part of speech of a group: gives the forms of its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Adjective,
    Noun,
    Verb,
    Adverb,
    /// Words as they stand.
    Phrase,
}

/// Words that share what they are and where they count.
#[derive(Debug, Clone)]
pub struct Group {
    pub kind: StyleKind,
    pub category: String,
    /// `negative`, `positive`, `mixed` or "".
    pub polarity: String,
    pub part: Part,
    /// Whether the text must have them as that part of speech.
    pub strict: bool,
    /// Loaded only where the model of the context says so.
    pub weak: bool,
    /// Tags that they must have; empty for any of their part.
    pub tags: Vec<Tag>,
    /// Relations that they must have; empty for any.
    pub only_as: Vec<Relation>,
    pub not_before: HashSet<String>,
    pub not_after: HashSet<String>,
    pub only_before: HashSet<String>,
    pub only_after: HashSet<String>,
    /// `loaded/emotive`: the file's stem and the category.
    pub rule: String,
    /// What it is, in full and in short, as the model knows it.
    pub code: u32,
    pub short: u32,
}

/// A form of an entry behind its first word.
#[derive(Debug, Clone)]
pub struct Pattern {
    pub rest: Vec<String>,
    /// Base form.
    pub lemma: String,
    /// Index into [`StyleWords::groups`].
    pub group: usize,
}

/// A kind of harm.
#[derive(Debug, Clone)]
pub struct Harm {
    pub id: String,
    /// In a headline the past form without an object is a passive.
    pub bare: bool,
    /// Places can suffer it.
    pub places: bool,
}

/// What a word of harm does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HarmPart {
    /// Its object is harmed.
    Verb,
    /// Its subject is harmed.
    Middle,
    /// A noun of the act.
    Noun,
    /// A noun of what befell somebody.
    Loss,
}

/// A form of a word of harm behind its first word.
#[derive(Debug, Clone)]
pub struct HarmPattern {
    pub rest: Vec<String>,
    pub lemma: String,
    /// Index into [`StyleWords::harms`].
    pub harm: usize,
    pub part: HarmPart,
}

/// Words of style and of harm: look a word up in lower case.
#[derive(Debug, Default)]
pub struct StyleWords {
    pub groups: Vec<Group>,
    patterns: HashMap<String, Vec<Pattern>>,
    pub harms: Vec<Harm>,
    harm_patterns: HashMap<String, Vec<HarmPattern>>,
    victims: HashMap<String, String>,
    measures: HashSet<String>,
    events: HashSet<String>,
}

impl StyleWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> StyleWords {
        let irregular = forms::Irregular::load(sources);
        let mut out = StyleWords::default();
        for (name, file) in sources.parse::<file::File>("style/", problems) {
            let text = sources.0.get(&name).map_or("", |s| s.text.as_str());
            file.add(&name, text, &irregular, &mut out, problems);
        }
        // Longer forms first, then strong words before weak ones, then the order of the files.
        let weak = |p: &Pattern| out.groups[p.group].weak;
        for patterns in out.patterns.values_mut() {
            patterns.sort_by_key(|p| (std::cmp::Reverse(p.rest.len()), weak(p)));
        }
        out.harm_patterns.values_mut().for_each(|p| p.sort_by_key(|p| std::cmp::Reverse(p.rest.len())));
        out
    }

    /// The forms that begin with a word in lower case, longest first.
    pub fn patterns(&self, lower: &str) -> &[Pattern] {
        self.patterns.get(lower).map_or(&[], Vec::as_slice)
    }

    /// The forms of words of harm that begin with a word in lower case, longest first.
    pub fn harm_patterns(&self, lower: &str) -> &[HarmPattern] {
        self.harm_patterns.get(lower).map_or(&[], Vec::as_slice)
    }

    /// The class of people (or `places`) that a noun in lower case stands for.
    pub fn victim(&self, noun: &str) -> Option<&str> {
        self.victims.get(noun).map(String::as_str)
    }

    /// Whether a noun only counts what stands behind its `of`.
    pub fn measures(&self, lemma: &str) -> bool {
        self.measures.contains(lemma)
    }

    /// Whether a noun is an event or a weapon that does harm with nobody named.
    pub fn is_event(&self, lemma: &str) -> bool {
        self.events.contains(lemma)
    }

    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.patterns.values().map(Vec::len).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

pub use file::examples;

/// FNV-1a over characters, curly apostrophes as straight ones, so that the same features have the same rows in every version.
pub fn hash(text: &str) -> u32 {
    let step = |h: u32, c: char| (h ^ if c == '’' { u32::from('\'') } else { u32::from(c) }).wrapping_mul(0x0100_0193);
    text.chars().fold(0x811c_9dc5, step)
}
