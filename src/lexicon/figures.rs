//! Number words, modifiers, units, event types, look-alikes and conventions: what the figure rules know.

use super::{Sources, line_of};
use crate::extract::figures::Modifier;
use crate::problem::{Problem, Severity};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

mod file;
mod phrases;
pub use file::{Convention, Event, Unit};
pub use phrases::Phrases;

/// How a number word combines with its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Unit,
    Teen,
    Ten,
    Hundred,
    Dozen,
    Scale,
    ShortScale,
    Ordinal,
    Fraction,
}

/// A vague quantity: the name by which conventions give its range, and the number that its word stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Vague {
    pub name: String,
    pub scale: f64,
}

/// An example of an entry: in `text` a figure must be found whose `field` has this `value` (or must not).
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    pub file: String,
    /// `figure` (any claim), `modifier`, `unit`, `event_type` or `victim_class`.
    pub field: &'static str,
    pub value: String,
    pub text: String,
    /// Whether the field must have the value, or must not.
    pub fires: bool,
}

/// Number words, modifiers, units, event types, conventions.
#[derive(Debug, Default)]
pub struct FigureWords {
    /// Cardinals, hundreds, dozens and scales.
    pub numbers: HashMap<String, (Kind, f64)>,
    pub short_scales: HashMap<String, f64>,
    pub ordinals: HashMap<String, f64>,
    /// Word to denominator.
    pub fractions: HashMap<String, f64>,
    pub vague: HashMap<String, Vague>,
    pub joiners: Phrases<()>,
    pub signs: Phrases<()>,
    /// Hedges before and behind a number; `None` for words that leave it exact.
    pub before: Phrases<Modifier>,
    pub after: Phrases<Modifier>,
    pub units: Vec<Unit>,
    pub unit_forms: Phrases<usize>,
    pub unit_glued: Phrases<usize>,
    /// As `unit_glued`, for capital letters.
    pub unit_capital: Phrases<usize>,
    pub unit_before: Phrases<usize>,
    /// Codes of money in capitals, before or behind the number.
    pub unit_codes: Phrases<usize>,
    /// Only behind a scale word or a large number.
    pub unit_scaled: Phrases<usize>,
    pub rates: Phrases<()>,
    pub events: Vec<Event>,
    pub event_nouns: Phrases<usize>,
    pub event_before: Phrases<Vec<usize>>,
    pub event_after: Phrases<Vec<usize>>,
    /// Noun of persons to victim class.
    pub persons: Phrases<String>,
    pub conventions: Vec<Convention>,
    /// Word sets by kind (`month`, `stop`, `part`, …).
    sets: HashMap<String, Phrases<()>>,
    /// All words that a sentence with figures has one of, and all with which one may begin.
    openers: HashSet<String>,
    beginners: HashSet<String>,
    empty: Phrases<()>,
    pub examples: Vec<Example>,
}

impl FigureWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> FigureWords {
        let mut words = FigureWords::default();
        for (name, file) in sources.parse::<file::File>("figures/", problems) {
            let text = sources.0.get(&name).map_or("", |s| s.text.as_str());
            file.add(&name, text, &mut words, problems);
        }
        if !words.conventions.iter().any(|c| c.default) && !words.conventions.is_empty() {
            problems.push(problem("figures/conventions.toml", None, "no convention is the default".into()));
        }
        let sets = ["superlative", "time_noun"].map(|kind| words.set(kind));
        let words_in_sets = sets.iter().flat_map(|set| set.words());
        let all = words.numbers.keys().chain(words.vague.keys()).chain(words.fractions.keys()).chain(words_in_sets);
        words.openers = all.cloned().collect();
        let more = words.ordinals.keys().chain(words.unit_forms.words()).chain(words.signs.words());
        words.beginners = words.openers.iter().chain(more).cloned().collect();
        words
    }

    /// Whether a sentence without digits may hold figures because of a word.
    pub fn opens(&self, word: &str) -> bool {
        self.openers.contains(word)
    }

    /// Whether a number, rank or duration may begin with a word, an article aside.
    pub fn begins(&self, word: &str) -> bool {
        self.beginners.contains(word)
    }

    /// The words of one kind; an unknown kind has none.
    #[inline]
    pub fn set(&self, kind: &str) -> &Phrases<()> {
        self.sets.get(kind).unwrap_or(&self.empty)
    }

    /// Names of the conventions, in the order of the file.
    pub fn convention_names(&self) -> Vec<&str> {
        self.conventions.iter().map(|c| c.name.as_str()).collect()
    }

    /// The convention that is used where none is named.
    pub fn default_convention(&self) -> &str {
        self.conventions.iter().find(|c| c.default).map_or("", |c| &c.name)
    }

    /// The convention of this name; the default one for "" and for unknown names.
    pub fn convention(&self, name: &str) -> Option<&Convention> {
        self.conventions.iter().find(|c| c.name == name).or_else(|| self.conventions.iter().find(|c| c.default))
    }
}

fn problem(file: &str, line: Option<usize>, what: String) -> Problem {
    Problem {
        file: file.into(),
        line,
        severity: Severity::Warning,
        kind: "bad_lexicon",
        what,
        remedy: "mend the entry; data/lexicons/README.md describes the format".into(),
    }
}

/// The line on which a value stands first, for messages.
fn line_with(text: &str, value: &str) -> Option<usize> {
    text.find(&format!("\"{value}\"")).map(|byte| line_of(text, byte))
}
