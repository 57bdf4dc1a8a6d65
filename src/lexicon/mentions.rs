//! What the grouping of unlisted actors knows: nouns for people, offices and bodies; countries, institutions, parties.

use super::Sources;
use crate::problem::Problem;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

/// Words of the open vocabulary of actors, ready to look up.
#[derive(Debug, Default)]
pub struct MentionWords {
    /// Base form (`prime minister`) to what it is.
    nouns: HashMap<String, Noun>,
    /// Of nouns of several words: what stands before "of", and the last word.
    opening: HashSet<String>,
    closing: HashSet<String>,
    lists: HashMap<String, HashSet<String>>,
    /// Given name to the one that stands for all its forms (`mike` → `michael`'s first form).
    short: HashMap<String, String>,
    /// Last word of every name, without points, to the names that end with it, longest first.
    names: HashMap<String, Vec<(Vec<String>, Known)>>,
    /// First word to the same names, longest first.
    starts: HashMap<String, Vec<(Vec<String>, Known)>>,
    /// The first bytes of first and of last words, as bits (0 for all that are no letter or digit): few words have any of them.
    leads: [u128; 2],
}

/// What a known name stands for. The text is the readable name of the country or party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// The country itself or its capital.
    Country(String),
    /// A short form that counts behind "the" only ("the North").
    Short(String),
    Adjective(String),
    People(String),
    Institution(String),
    Party(String),
    /// A party's adjective ("Democratic").
    Partisan(String),
}

/// What a noun can be; `family` joins offices that stand for one another.
#[derive(Debug, Clone, Default)]
pub struct Noun {
    pub office: bool,
    pub kin: bool,
    pub people: bool,
    pub body: bool,
    pub state: bool,
    /// Plural people around one person ("his aides").
    pub circle: bool,
    /// Plural people who without a country beside them are those of the country where the event plays.
    pub official: bool,
    pub family: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: super::quotes::About,
    #[serde(default)]
    noun: Vec<NounEntry>,
    #[serde(default)]
    list: Vec<List>,
    #[serde(default)]
    short: Vec<Short>,
    #[serde(default)]
    country: Vec<Country>,
    #[serde(default)]
    institution: Vec<Institution>,
    #[serde(default)]
    party: Vec<Party>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Class {
    Office,
    Kin,
    People,
    Body,
    State,
    Circle,
    Official,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NounEntry {
    class: Class,
    #[serde(default)]
    family: String,
    words: Vec<String>,
    /// A text in which one of the words is an actor, and one in which none is.
    #[serde(rename = "example")]
    _example: String,
    #[serde(default, rename = "counter")]
    _counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    name: String,
    words: HashSet<String>,
    #[serde(rename = "example")]
    _example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Short {
    names: Vec<Vec<String>>,
    #[serde(rename = "example")]
    _example: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Institution {
    country: String,
    words: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(default, rename = "counter")]
    _counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Party {
    name: String,
    #[serde(rename = "country")]
    _country: String,
    words: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(default, rename = "counter")]
    _counter: String,
}

impl MentionWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> MentionWords {
        let mut out = MentionWords::default();
        for (_, file) in sources.parse::<File>("mentions/", problems) {
            file.noun.iter().for_each(|n| out.add_noun(n));
            out.lists.extend(file.list.into_iter().map(|l| (l.name, l.words)));
            for group in file.short.iter().flat_map(|s| &s.names) {
                for name in group {
                    out.short.insert(name.clone(), group[0].clone());
                }
            }
            for c in &file.country {
                out.add(&c.name, Known::Country(c.name.clone()));
                c.names.iter().for_each(|w| out.add(w, Known::Country(c.name.clone())));
                c.short.iter().for_each(|w| out.add(w, Known::Short(c.name.clone())));
                c.adjectives.iter().for_each(|w| out.add(w, Known::Adjective(c.name.clone())));
                c.people.iter().for_each(|w| out.add(w, Known::People(c.name.clone())));
            }
            for i in &file.institution {
                i.words.iter().for_each(|w| out.add(w, Known::Institution(i.country.clone())));
            }
            for p in &file.party {
                p.words.iter().for_each(|w| out.add(w, Known::Party(p.name.clone())));
                p.adjectives.iter().for_each(|w| out.add(w, Known::Partisan(p.name.clone())));
            }
        }
        for names in out.names.values_mut().chain(out.starts.values_mut()) {
            names.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        }
        out
    }

    fn add_noun(&mut self, entry: &NounEntry) {
        for word in &entry.words {
            self.opening.extend(word.split_once(" of ").map(|(first, _)| first.to_string()));
            self.closing.extend(word.rsplit_once(' ').map(|(_, last)| last.to_string()));
            let noun = self.nouns.entry(word.clone()).or_default();
            match entry.class {
                Class::Office => noun.office = true,
                Class::Kin => noun.kin = true,
                Class::People => noun.people = true,
                Class::Body => noun.body = true,
                Class::State => noun.state = true,
                Class::Circle => noun.circle = true,
                Class::Official => noun.official = true,
            }
            if matches!(entry.class, Class::Office) || noun.family.is_empty() {
                noun.family = if entry.family.is_empty() { word.clone() } else { entry.family.clone() };
            }
        }
    }

    fn add(&mut self, name: &str, known: Known) {
        let words = split(name);
        if let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) {
            for (bits, word) in self.leads.iter_mut().zip([&first, &last]) {
                *bits |= if lead(word) == u128::MAX { 1 } else { lead(word) };
            }
            self.starts.entry(first).or_default().push((words.clone(), known.clone()));
            self.names.entry(last).or_default().push((words, known));
        }
    }

    /// What a base form in lower case is (`prime minister`).
    pub fn noun(&self, base: &str) -> Option<&Noun> {
        self.nouns.get(base)
    }

    /// Whether a noun with "of" begins with a word.
    pub fn opens_noun(&self, base: &str) -> bool {
        self.opening.contains(base)
    }

    /// Whether a noun of several words ends with a word.
    pub fn closes_noun(&self, base: &str) -> bool {
        self.closing.contains(base)
    }

    pub fn listed(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }

    /// The given name that stands for all forms of one (`mike` and `michael`).
    pub fn given<'w>(&'w self, name: &'w str) -> &'w str {
        self.short.get(name).map_or(name, String::as_str)
    }

    /// Whether a word, points or not, may be the first of a name; wrong only in the safe direction.
    pub fn may_begin(&self, word: &str) -> bool {
        self.leads[0] & lead(word) != 0
    }

    /// Whether it may be the last of a name.
    pub fn may_end(&self, word: &str) -> bool {
        self.leads[1] & lead(word) != 0
    }

    /// Names that end with a word (without points), longest first.
    pub fn ending(&self, last: &str) -> &[(Vec<String>, Known)] {
        self.names.get(last).map_or(&[], Vec::as_slice)
    }

    /// Names that begin with a word (without points), longest first.
    pub fn beginning(&self, first: &str) -> &[(Vec<String>, Known)] {
        self.starts.get(first).map_or(&[], Vec::as_slice)
    }
}

/// The bit of a word's first byte; all bits where it is no ASCII letter or digit, so that it may be written in another way.
fn lead(word: &str) -> u128 {
    match word.bytes().next() {
        Some(b) if b.is_ascii_alphanumeric() => 1 << b,
        _ => u128::MAX,
    }
}

/// The words of a name as tokens have them, without points: `U.S. Army` → `US`, `Army`.
fn split(name: &str) -> Vec<String> {
    let apart = name.replace('-', " - ").replace("'s", " 's").replace("s' ", "s ' ");
    apart.split_whitespace().map(|w| w.replace('.', "")).collect()
}
