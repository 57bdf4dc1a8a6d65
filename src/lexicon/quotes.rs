//! Cue words and what they say of the speaker, with the small word lists that attribution needs.

use super::{Source, Sources, line_of};
use crate::problem::{Problem, Severity};
use rustc_hash::FxHashMap as HashMap;
use serde::Deserialize;

/// Cue words and what they say of the speaker: look a word up in lower case with [`QuoteWords::get`].
#[derive(Debug, Default)]
pub struct QuoteWords {
    /// The entries in order of file and line.
    pub cues: Vec<Cue>,
    words: HashMap<String, WordInfo>,
}

/// One cue: a verb, noun or fixed phrase, what it takes and how it colours what is said.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Base form of the cue (`say`, `call for`, `according to`).
    pub lemma: String,
    /// The words behind the first, in lower case.
    pub rest: Vec<String>,
    pub part: Part,
    /// `neutral claim doubt assertive warning boast directive denial`.
    pub class: String,
    /// What may be its content, as a set of [`Takes`].
    takes: u16,
    /// A sentence in which it must fire, and one in which it must not ("" if none is needed).
    pub example: String,
    pub counter: String,
}

impl Cue {
    /// The shapes of content that it takes, as bits in the order of [`Takes`].
    pub fn takes_bits(&self) -> u16 {
        self.takes
    }

    /// Whether the cue may have a content of this shape.
    pub fn takes(&self, what: Takes) -> bool {
        self.takes & (1 << what as u16) != 0
    }
}

/// The kind of word a cue begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `said`, `called for`: the first word is a verb in any form.
    Verb,
    /// `claims that`, `reports of`: the first word is a noun.
    Noun,
    /// `according to`: the words as they stand.
    Phrase,
}

/// The shape of the content that a cue takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u16)]
pub enum Takes {
    /// A clause with or without `that`.
    Clause,
    /// A clause with `that`, `whether`, `how`, … only.
    That,
    /// Words in quotation marks beside it.
    Quote,
    /// A clause before it: `CLAUSE, X said`.
    Tail,
    /// The speaker may follow: `said X`.
    Invert,
    /// A noun phrase.
    Np,
    /// `to` and a verb.
    To,
    /// A noun phrase, `to` and a verb (`urged Iraq to stay out`).
    NpTo,
    /// Somebody who is told stands between cue and content; of a noun: it must have an owner.
    Person,
    /// A verb in -ing (`denied having`).
    Ing,
    /// Of a phrase: the source follows (`according to X`).
    Source,
    /// In the passive the content is its subject (`is expected to`).
    Passive,
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Base,
    ThirdPerson,
    /// Past tense or past participle.
    Past,
    Ing,
}

/// Lists of function words; the words are in `words.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u16)]
pub enum List {
    Be,
    Have,
    Do,
    Negation,
    /// Days, months, times of day: they may stand between speaker, cue and content.
    Time,
    /// `while`, `as`, `after`: they open a clause of their own.
    Subordinator,
    Relative,
    /// `he`, `they`: they speak for somebody named before.
    Pronoun,
    FirstPerson,
    /// `since`, `although`: behind a comma the writer goes on, not the speaker.
    Aside,
    /// `him`, `them`: never the subject of a verb.
    ObjectPronoun,
    /// `and`, `but`, `or`.
    Coordinator,
    /// `statement`, `interview`: where something was said.
    Medium,
    /// `reports`, `figures`: between `according to` and the source.
    Report,
    /// `reporters`, `lawmakers`: who was told.
    Audience,
    /// `that`, `whether`, `how`: they open a reported clause.
    Complementizer,
    /// `carried`, `broadcast`: how a statement was passed on.
    Relayed,
    /// Words that begin a title rather than a quotation, or stand before one (`called`, `titled`).
    Named,
    /// Conjunctions and adverbs that open a sentence and belong to no noun phrase.
    Opener,
}

/// What is known of one word form.
#[derive(Debug, Default)]
pub struct WordInfo {
    lists: u32,
    /// Cues that begin with it, longest first: index into [`QuoteWords::cues`] and the form.
    pub cues: Vec<(usize, Form)>,
}

impl WordInfo {
    /// The lists that hold the word, as bits in the order of [`List`].
    pub fn lists(&self) -> u32 {
        self.lists
    }

    pub fn is(&self, list: List) -> bool {
        self.lists & (1 << list as u32) != 0
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code)]
    about: super::quotes::About,
    #[serde(default)]
    cue: Vec<Entry>,
    #[serde(default)]
    noun: Vec<Entry>,
    #[serde(default)]
    phrase: Vec<Entry>,
    #[serde(default)]
    irregular: Vec<Irregular>,
    #[serde(default)]
    list: Vec<WordList>,
}

/// The table `[about]` on top of each file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
pub struct About {
    name: String,
    what: String,
    provenance: String,
    licence: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    words: Vec<String>,
    class: String,
    takes: Vec<Takes>,
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Irregular {
    base: String,
    third: String,
    past: Vec<String>,
    ing: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordList {
    name: List,
    words: Vec<String>,
}

/// The values that `class` may have.
const CLASSES: &str = "neutral claim doubt assertive warning boast directive denial";

impl QuoteWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> QuoteWords {
        let files: Vec<(String, File)> = sources.parse("quotes/", problems);
        let mut out = QuoteWords::default();
        let mut irregular = HashMap::default();
        for verb in files.iter().flat_map(|(_, f)| &f.irregular) {
            irregular.insert(verb.base.as_str(), verb);
        }
        for (name, file) in &files {
            for list in &file.list {
                list.words.iter().for_each(|w| out.words.entry(w.to_lowercase()).or_default().lists |= 1 << list.name as u32);
            }
            for (part, entries) in [(Part::Verb, &file.cue), (Part::Noun, &file.noun), (Part::Phrase, &file.phrase)] {
                for entry in entries {
                    if !CLASSES.split(' ').any(|c| c == entry.class) {
                        problems.push(bad_class(sources.0.get(name), name, &entry.class));
                        continue;
                    }
                    entry.words.iter().for_each(|w| out.add(w, part, entry, &irregular));
                }
            }
        }
        for info in out.words.values_mut() {
            let cues = &out.cues;
            info.cues.sort_by_key(|(i, f)| (std::cmp::Reverse(cues[*i].rest.len()), *i, *f));
        }
        out
    }

    /// What is known of a word in lower case.
    pub fn get(&self, lower: &str) -> Option<&WordInfo> {
        self.words.get(lower)
    }

    fn add(&mut self, words: &str, part: Part, entry: &Entry, irregular: &HashMap<&str, &Irregular>) {
        let mut rest: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
        if rest.is_empty() {
            return;
        }
        let first = rest.remove(0);
        let forms = match part {
            Part::Phrase => vec![(first.clone(), Form::Base)],
            Part::Noun => vec![(first.clone(), Form::Base), (plural(&first), Form::ThirdPerson)],
            Part::Verb => verb_forms(&first, irregular.get(first.as_str()).copied()),
        };
        let takes = entry.takes.iter().fold(0, |set, t| set | 1 << *t as u16);
        // An entry that repeats a cue adds to what it takes.
        if let Some(known) = self.cues.iter_mut().find(|c| c.part == part && c.lemma == words.to_lowercase()) {
            known.takes |= takes;
            return;
        }
        let index = self.cues.len();
        for (form, kind) in forms {
            self.words.entry(form).or_default().cues.push((index, kind));
        }
        self.cues.push(Cue {
            lemma: words.to_lowercase(),
            rest,
            part,
            class: entry.class.clone(),
            takes,
            example: entry.example.clone(),
            counter: entry.counter.clone(),
        });
    }
}

fn bad_class(source: Option<&Source>, name: &str, class: &str) -> Problem {
    let line = source.and_then(|s| s.text.find(&format!("\"{class}\"")).map(|at| line_of(&s.text, at)));
    Problem {
        file: name.into(),
        line,
        severity: Severity::Skipped,
        kind: "bad_lexicon",
        what: format!("unknown class {class:?}"),
        remedy: format!("use one of: {CLASSES}"),
    }
}

fn verb_forms(base: &str, irregular: Option<&Irregular>) -> Vec<(String, Form)> {
    let mut out = vec![(base.to_string(), Form::Base)];
    if let Some(verb) = irregular {
        out.push((verb.third.clone(), Form::ThirdPerson));
        out.extend(verb.past.iter().map(|p| (p.clone(), Form::Past)));
        out.push((verb.ing.clone(), Form::Ing));
        return out;
    }
    out.push((plural(base), Form::ThirdPerson));
    let stem = base.strip_suffix('e').unwrap_or(base);
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => out.push((format!("{stem}ied"), Form::Past)),
        _ => out.push((format!("{stem}ed"), Form::Past)),
    }
    out.push((if base.ends_with("ee") { format!("{base}ing") } else { format!("{stem}ing") }, Form::Ing));
    out
}

/// The form in -s of a noun or verb.
fn plural(base: &str) -> String {
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if ["s", "sh", "ch"].iter().any(|e| base.ends_with(e)) || base.ends_with('x') => format!("{base}es"),
        _ => format!("{base}s"),
    }
}
