//! What the document model needs: abbreviations, sentence openers, page furniture, irregular forms.

pub mod pattern;

use super::Sources;
use crate::problem::{Problem, Severity};
use crate::text::{Role, Tag};
use pattern::{Line, Pattern};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the document model needs: abbreviations, sentence openers, page furniture, irregular forms.
#[derive(Debug, Default)]
pub struct TextWords {
    /// Keep their point, and no sentence ends behind it (`mr`, `lt`); all lists lower case, without points.
    abbreviations: WordSet,
    /// Words of closed classes with their tags, for use without a model.
    closed: HashMap<String, Tag>,
    /// Keep their point; a sentence may end behind it (`inc`).
    companies: WordSet,
    before_number: WordSet,
    months: WordSet,
    days: WordSet,
    zones: WordSet,
    particles: WordSet,
    openers: WordSet,
    date_words: WordSet,
    time_units: WordSet,
    /// Whole lines of page furniture. One expression each: anchored ones fail at their first letter, a set of them does not.
    furniture: Vec<Pattern>,
    /// By the first byte of a line, the patterns that it may match.
    by_first: Vec<Vec<usize>>,
    /// Base forms: (class, form) to lemma.
    irregular: [HashMap<String, String>; 2],
    /// Verb stems that take an e, and that take none, against the rule.
    with_e: HashSet<String>,
    whole: HashSet<String>,
    /// Line, kind it must have (or must not have), for [`TextWords::check`].
    examples: Vec<(String, &'static str, bool)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    #[serde(rename = "about")]
    _about: toml::Table,
    #[serde(default)]
    list: Vec<List>,
    #[serde(default)]
    closed: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(rename = "use")]
    name: String,
    #[serde(rename = "what")]
    _what: String,
    words: Vec<String>,
    example: String,
    #[serde(default, rename = "counter")]
    _counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    #[serde(rename = "about")]
    _about: toml::Table,
    #[serde(default)]
    line: Vec<FurnitureLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureLine {
    kind: String,
    role: Role,
    patterns: Vec<String>,
    examples: Vec<String>,
    #[serde(default)]
    counters: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Irregular {
    #[serde(rename = "about")]
    _about: toml::Table,
    #[serde(default)]
    nouns: BTreeMap<String, String>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    #[serde(default)]
    stems: BTreeMap<String, String>,
}

impl TextWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> TextWords {
        let mut out = TextWords::default();
        for (file, words) in sources.parse::<Words>("text/words", problems) {
            for (tag, members) in words.closed {
                match Tag::ALL.iter().find(|t| t.as_str() == tag) {
                    Some(tag) => out.closed.extend(members.split_whitespace().map(|w| (w.to_string(), *tag))),
                    None => problems.push(unknown(sources, &file, &tag)),
                }
            }
            for list in words.list {
                let set = match list.name.as_str() {
                    "abbreviation" => &mut out.abbreviations,
                    "company" => &mut out.companies,
                    "before_number" => &mut out.before_number,
                    "month" => &mut out.months,
                    "day" => &mut out.days,
                    "zone" => &mut out.zones,
                    "particle" => &mut out.particles,
                    "opener" => &mut out.openers,
                    "date_word" => &mut out.date_words,
                    "time_unit" => &mut out.time_units,
                    other => {
                        problems.push(unknown(sources, &file, other));
                        continue;
                    }
                };
                let example = list.example.to_lowercase();
                if !list.words.iter().any(|w| example.contains(w.as_str())) {
                    problems.push(bad(sources, &file, &list.example, "the example holds no word of its list"));
                }
                set.extend(list.words.into_iter().map(|w| w.to_lowercase()));
            }
        }
        out.load_furniture(sources, problems);
        for (_, words) in sources.parse::<Irregular>("text/irregular", problems) {
            out.irregular[0].extend(words.nouns);
            // A line of verbs is "base = forms", so that one base stands once.
            let forms = words
                .verbs
                .into_iter()
                .flat_map(|(base, forms)| forms.split_whitespace().map(|f| (f.to_string(), base.clone())).collect::<Vec<_>>());
            out.irregular[1].extend(forms);
            for (name, stems) in words.stems {
                let stems = stems.split_whitespace().map(str::to_string);
                match name.as_str() {
                    "with_e" => out.with_e.extend(stems),
                    "whole" => out.whole.extend(stems),
                    other => problems.push(unknown(sources, "text/irregular.toml", other)),
                }
            }
        }
        out
    }

    fn load_furniture(&mut self, sources: &Sources, problems: &mut Vec<Problem>) {
        for (file, furniture) in sources.parse::<Furniture>("text/furniture", problems) {
            // Our own patterns are compiled when they are needed; a test compiles all.
            let own = sources.is_embedded(&file);
            for line in furniture.line {
                // A dozen short names that live as long as the program.
                let kind: &'static str = line.kind.leak();
                for source in line.patterns {
                    let pattern = Pattern::new(source, line.role, kind);
                    match (!own).then(|| pattern.fault()).flatten() {
                        None => self.furniture.push(pattern),
                        Some(fault) => problems.push(bad(sources, &file, &pattern.source, fault)),
                    }
                }
                self.examples.extend(line.examples.into_iter().map(|e| (e, kind, true)));
                self.examples.extend(line.counters.into_iter().map(|e| (e, kind, false)));
            }
        }
        let of = |byte| (0..self.furniture.len()).filter(|i| self.furniture[*i].may_begin(byte)).collect();
        self.by_first = (0..=u8::MAX).map(of).collect();
    }

    /// The role and kind of a line that is page furniture by its words.
    pub fn furniture(&self, line: &str) -> Option<(Role, &'static str)> {
        let line = Line::new(line);
        let mut near = self.by_first.get(usize::from(line.first)).into_iter().flatten().map(|i| &self.furniture[*i]);
        near.find(|f| f.is_match(&line)).map(|f| (f.role, f.kind))
    }

    /// Compiles the furniture patterns and runs their examples.
    pub fn check(&self) -> Vec<Problem> {
        let problem = |kind, what, remedy: &str| Problem {
            file: "text/furniture.toml".into(),
            line: None,
            severity: Severity::Skipped,
            kind,
            what,
            remedy: remedy.into(),
        };
        let faults = self.furniture.iter().filter_map(|p| Some(format!("\"{}\": {}", p.source, p.fault()?.replace('\n', " "))));
        let mut out: Vec<Problem> = faults.map(|f| problem("bad_lexicon", f, "mend the pattern")).collect();
        for (line, kind, wanted) in &self.examples {
            let found = self.furniture(line).map(|f| f.1);
            if found.is_some_and(|f| f == *kind) != *wanted {
                let what = format!("{kind}: \"{line}\" gives {}", found.unwrap_or("body"));
                out.push(problem("bad_example", what, "mend the pattern or the example"));
            }
        }
        out
    }

    /// The base form of an irregular noun or verb, lower case.
    pub fn irregular_noun(&self, word: &str) -> Option<&str> {
        self.irregular[0].get(word).map(String::as_str)
    }

    /// The base form of an irregular verb form, lower case.
    pub fn irregular_verb(&self, word: &str) -> Option<&str> {
        self.irregular[1].get(word).map(String::as_str)
    }

    /// A verb stem that takes an e against the rule (`unit` → `unite`).
    pub fn ends_in_e(&self, stem: &str) -> bool {
        self.with_e.contains(stem)
    }

    /// A verb stem that takes no e, or no second consonant, against the rule (`murmur`, `expel`).
    pub fn is_whole_stem(&self, stem: &str) -> bool {
        self.whole.contains(stem)
    }

    /// A word that may stand beside a date in a line of its own.
    pub fn is_date_word(&self, word: &str) -> bool {
        self.date_words.has(word)
    }

    /// Whether a word before a point is an abbreviation that keeps it. `after` is what follows the point.
    pub fn keeps_point(&self, word: &str, after: &str) -> bool {
        if word.len() > 6 {
            return false;
        }
        let other: String;
        let word = if word.is_ascii() {
            word
        } else {
            other = word.to_lowercase();
            &other
        };
        let number = || after.trim_start_matches([' ', '\u{a0}']).starts_with(char::is_numeric);
        self.abbreviations.has(word) || self.companies.has(word) || self.before_number.has(word) && number()
    }

    /// Names of days and months, and words such as `today`.
    pub fn is_time(&self, word: &str) -> bool {
        self.days.has(word) || word.starts_with(char::is_uppercase) && self.months.has(word)
    }

    /// A stretch of time that stands behind a noun without being part of its phrase: a lawsuit last `month`.
    pub fn is_time_unit(&self, word: &str) -> bool {
        self.time_units.has(word)
    }

    /// A month or its short form, without point.
    pub fn is_month(&self, word: &str) -> bool {
        self.months.has(word)
    }

    /// A day, month or time zone: what may follow `a.m.` in the same sentence.
    pub fn goes_with_hour(&self, word: &str) -> bool {
        self.is_time(word) || self.zones.has(word)
    }

    /// A particle inside names (`al`, `bin`, `von`).
    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.has(word)
    }

    /// A title or other abbreviation (without its point) behind which no sentence ends.
    pub fn is_title(&self, word: &str) -> bool {
        self.abbreviations.has(word)
    }

    /// The tag of a word of a closed class (`the`, `of`, `they`), whatever its case.
    pub fn closed_class(&self, word: &str) -> Option<Tag> {
        if word.len() > 16 { None } else { self.closed.get(&word.to_lowercase()).copied() }
    }

    /// A word that opens sentences (`the`, `but`).
    pub fn is_opener(&self, word: &str) -> bool {
        self.openers.has(word)
    }
}

/// A list of words that are looked up without regard to case; none is longer than 16 bytes.
#[derive(Debug, Default)]
struct WordSet {
    words: HashSet<String>,
    /// The first bytes of the words, as bits (0 for all that are no ASCII letter): few other words have any of them.
    leads: u128,
}

impl WordSet {
    fn extend(&mut self, words: impl Iterator<Item = String>) {
        for word in words {
            self.leads |= lead(&word);
            self.words.insert(word);
        }
    }

    fn has(&self, word: &str) -> bool {
        let mut buffer = [0u8; 16];
        let Some(lower) = buffer.get_mut(..word.len()).filter(|_| self.leads & lead(word) != 0) else { return false };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).is_ok_and(|w| self.words.contains(w))
    }
}

fn lead(word: &str) -> u128 {
    match word.bytes().next() {
        Some(b) if b.is_ascii_alphabetic() => 1 << b.to_ascii_lowercase(),
        _ => 1,
    }
}

fn unknown(sources: &Sources, file: &str, value: &str) -> Problem {
    bad(sources, file, value, "not one of the known names")
}

fn bad(sources: &Sources, file: &str, value: &str, what: &str) -> Problem {
    let text = sources.0.get(file).map_or("", |s| s.text.as_str());
    Problem {
        file: file.to_string(),
        line: text.find(value).map(|at| super::line_of(text, at)),
        severity: Severity::Skipped,
        kind: "bad_lexicon",
        what: format!("\"{value}\": {}", what.replace('\n', " ")),
        remedy: "mend the line; the other entries of the file show how".into(),
    }
}
