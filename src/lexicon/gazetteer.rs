//! Known sources: aliases, source type, official or not; countries; words that tell what kind of source somebody is.

use super::{Sources, line_of};
use crate::problem::{Problem, Severity};
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

/// Known sources: look for them in a run of words with [`Gazetteer::longest`].
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// The types of source, in the order in which they win.
    pub types: Vec<SourceType>,
    pub sources: Vec<KnownSource>,
    pub countries: Vec<Country>,
    /// First word in lower case to the names that begin with it, longest first.
    names: HashMap<String, Vec<(Vec<Word>, Entry)>>,
}

/// A word of a name.
#[derive(Debug, Clone)]
struct Word {
    text: String,
    /// Short and in capitals (`US`, `WHO`): must match letter by letter.
    acronym: bool,
}

impl Word {
    fn new(text: &str) -> Word {
        let acronym = text.len() <= 5 && text.chars().all(|c| !c.is_lowercase()) && text.chars().any(char::is_uppercase);
        Word { text: text.to_string(), acronym }
    }

    fn fits(&self, word: &str) -> bool {
        let name = self.text.as_str();
        match self.acronym {
            true => name == word,
            false => name.eq_ignore_ascii_case(word) || !name.is_ascii() && name.to_lowercase() == word.to_lowercase(),
        }
    }
}

/// What a name stands for: an index into the lists of [`Gazetteer`], or a kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A source by name.
    Source(usize),
    /// A country: name, demonym, capital or seat of its government.
    Country(usize),
    /// Index into [`Gazetteer::types`]: a word such as `resident`, `analyst`, `army`.
    Kind(usize),
    /// Index into [`Gazetteer::types`]: an office that others fill with meaning, `spokesman`, `chief`. Its type holds if
    /// nothing beside it tells more.
    Role(usize),
    /// A town or province of a country: says where events happen, never who speaks.
    Place(usize),
}

/// A source known by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSource {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One of [`Gazetteer::types`]. `government` and `rebels` hold for the events of `country` only: elsewhere they are
    /// `foreign_government` and `other`. A source of another type that has a country is known by this name only there.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub country: String,
    /// The country whose armed forces it speaks for: elsewhere it is a foreign one. It is known by this name everywhere.
    #[serde(default)]
    pub forces_of: String,
    /// Where it differs from its type.
    #[serde(default)]
    pub official: Option<bool>,
    /// A sentence in which the source speaks, and one in which no such source is named.
    #[serde(default)]
    pub example: String,
    #[serde(default)]
    pub counter: String,
}

/// A country, to tell a government from a foreign one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    pub name: String,
    /// `Syrian`, `Syrians`, `Damascus`, `the Kremlin`.
    pub words: Vec<String>,
    /// Leaders who are named without a title.
    #[serde(default)]
    pub leaders: Vec<String>,
    /// Towns and provinces: an article that names them is about the country.
    #[serde(default)]
    pub places: Vec<String>,
}

/// A type of source. Order matters: the first wins when words of several stand in one description.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceType {
    pub name: String,
    /// Whether it speaks for a state or an international body; `None` where the type does not tell.
    #[serde(default)]
    pub official: Option<bool>,
    /// A speaker of this type without a name may be one person (`he`, `she`).
    #[serde(default)]
    pub one: bool,
    /// For whom it speaks, where the corpus does not say.
    #[serde(default)]
    pub side: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindWords {
    words: Vec<String>,
    #[serde(rename = "type")]
    kind: String,
    /// An office that others fill with meaning: [`Entry::Role`].
    #[serde(default)]
    role: bool,
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: super::quotes::About,
    #[serde(default)]
    source: Vec<KnownSource>,
    #[serde(default)]
    country: Vec<Country>,
    #[serde(default)]
    kind: Vec<KindWords>,
    #[serde(default, rename = "type")]
    types: Vec<SourceType>,
}

impl Gazetteer {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> Gazetteer {
        let mut files: Vec<(String, File)> = sources.parse("gazetteer/", problems);
        let types = files.iter_mut().flat_map(|(_, f)| std::mem::take(&mut f.types)).collect();
        let mut out = Gazetteer { types, ..Gazetteer::default() };
        for (name, file) in files {
            for source in file.source {
                if out.type_index(&source.kind).is_none() {
                    problems.push(out.bad_kind(sources, &name, &source.kind));
                    continue;
                }
                let entry = Entry::Source(out.sources.len());
                out.add(&source.name, entry);
                source.aliases.iter().for_each(|a| out.add(a, entry));
                out.sources.push(source);
            }
            for country in file.country {
                let entry = Entry::Country(out.countries.len());
                out.add(&country.name, entry);
                country.words.iter().chain(&country.leaders).for_each(|w| out.add(w, entry));
                country.places.iter().for_each(|w| out.add(w, Entry::Place(out.countries.len())));
                out.countries.push(country);
            }
            for kind in file.kind {
                match out.type_index(&kind.kind) {
                    Some(index) if kind.role => kind.words.iter().for_each(|w| out.add(w, Entry::Role(index))),
                    Some(index) => kind.words.iter().for_each(|w| out.add(w, Entry::Kind(index))),
                    None => problems.push(out.bad_kind(sources, &name, &kind.kind)),
                }
                let _ = (kind.example, kind.counter);
            }
        }
        out.names
            .values_mut()
            .for_each(|list| list.sort_by_key(|(words, entry)| (std::cmp::Reverse(words.len()), !matches!(entry, Entry::Source(_)))));
        out
    }

    /// The position of a type of source; `None` if there is no such type.
    pub fn type_index(&self, name: &str) -> Option<usize> {
        self.types.iter().position(|t| t.name == name)
    }

    /// The position of a country; `None` if it is not listed.
    pub fn country_index(&self, name: &str) -> Option<usize> {
        self.countries.iter().position(|c| !name.is_empty() && c.name == name)
    }

    /// The type of that name.
    pub fn source_type(&self, name: &str) -> Option<&SourceType> {
        self.types.iter().find(|t| t.name == name)
    }

    fn bad_kind(&self, sources: &Sources, name: &str, kind: &str) -> Problem {
        let line = sources.0.get(name).and_then(|s| s.text.find(&format!("\"{kind}\"")).map(|at| line_of(&s.text, at)));
        let known: Vec<&str> = self.types.iter().map(|t| t.name.as_str()).collect();
        Problem {
            file: name.into(),
            line,
            severity: Severity::Skipped,
            kind: "bad_lexicon",
            what: format!("unknown source type {kind:?}"),
            remedy: format!("use one of: {}", known.join(", ")),
        }
    }

    /// The longest name that begins with the first of these words, and how many words it has. The last word may carry the
    /// `s` of a possessive whose apostrophe was lost (`Syrias`, `the White Houses`).
    pub fn longest<'w>(&self, words: impl Iterator<Item = &'w str> + Clone) -> Option<(Entry, usize)> {
        self.longest_of(words, |_| true)
    }

    /// The longest name among those entries that count here.
    pub fn longest_of<'w>(&self, words: impl Iterator<Item = &'w str> + Clone, counts: impl Fn(Entry) -> bool) -> Option<(Entry, usize)> {
        let first = words.clone().next()?;
        let (mut buffer, mut longer) = ([0; 32], String::new());
        let lower = lower(first, &mut buffer, &mut longer);
        let whole = self.names.get(lower).and_then(|names| matching(names, words.clone(), false, &counts));
        if whole.is_some() || !first.starts_with(char::is_uppercase) {
            return whole;
        }
        let bare = lower.strip_suffix('s').and_then(|bare| self.names.get(bare));
        let owner = self.names.get(lower).and_then(|names| matching(names, words.clone(), true, &counts));
        owner.or_else(|| bare.and_then(|names| matching(names, words.take(1), true, &counts)))
    }

    fn add(&mut self, name: &str, entry: Entry) {
        let words: Vec<Word> = name.replace('-', " - ").replace("'s", " 's").split_whitespace().map(Word::new).collect();
        // `Jaish al-Islam` is written `Jaish al Islam` too.
        let open: Vec<Word> = words.iter().filter(|w| w.text != "-").cloned().collect();
        let Some(first) = words.first() else { return };
        let names = self.names.entry(first.text.to_lowercase()).or_default();
        if open.len() < words.len() {
            names.push((open, entry));
        }
        names.push((words, entry));
    }
}

/// The first of some names that these words begin with; `owned`: with the `s` of a lost apostrophe at its end.
fn matching<'w>(
    names: &[(Vec<Word>, Entry)],
    words: impl Iterator<Item = &'w str> + Clone,
    owned: bool,
    counts: &impl Fn(Entry) -> bool,
) -> Option<(Entry, usize)> {
    names.iter().filter(|(_, entry)| counts(*entry)).find_map(|(name, entry)| {
        let mut rest = words.clone();
        let (last, front) = name.split_last()?;
        let begins = front.iter().all(|n| rest.next().is_some_and(|w| n.fits(w)));
        let word = if begins { rest.next()? } else { return None };
        let ends = match word.strip_suffix('s').filter(|_| owned) {
            Some(bare) => word.starts_with(char::is_uppercase) && matches!(entry, Entry::Source(_) | Entry::Country(_)) && last.fits(bare),
            None => !owned && last.fits(word),
        };
        ends.then_some((*entry, name.len()))
    })
}

/// A word in lower case, in a buffer if it fits.
fn lower<'b>(word: &str, buffer: &'b mut [u8; 32], longer: &'b mut String) -> &'b str {
    if word.is_ascii()
        && let Some(lower) = buffer.get_mut(..word.len())
    {
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        return std::str::from_utf8(lower).unwrap_or_default();
    }
    *longer = word.to_lowercase();
    longer
}
