//! The words of the loader: dialects of columns, empty values, names of months; all from `data/lexicons/corpus`.

use crate::lexicon::Sources;
use crate::problem::{Problem, Severity};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// What the loader knows about names and values. [`CorpusWords::embedded`] gives the words that come with the program.
#[derive(Debug, Clone, Default)]
pub struct CorpusWords {
    /// In the order of the file; the last one (`plain`) takes every table.
    pub dialects: Vec<DialectWords>,
    pub(crate) null: BTreeSet<String>,
    pub(crate) canonical: BTreeSet<String>,
    pub(crate) cut: Vec<String>,
    pub(crate) ignored: Vec<String>,
    pub(crate) containers: Vec<String>,
    pub(crate) unread: BTreeMap<String, (String, String)>,
    pub dates: DateWords,
}

/// One tool's way to name columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DialectWords {
    pub name: String,
    /// So many `marks` must be among the columns.
    pub need: usize,
    pub marks: Vec<String>,
    /// Columns that are not kept at all (a second copy of the text, raw HTML).
    pub ignore: Vec<String>,
    /// A header line that is this dialect, and one that is not.
    pub example: String,
    pub counter: String,
    /// Canonical column to the names it goes by, best first.
    pub columns: BTreeMap<String, Vec<String>>,
}

/// Words inside dates.
#[derive(Debug, Clone, Default)]
pub struct DateWords {
    pub months: BTreeMap<String, i8>,
    pub weekdays: BTreeSet<String>,
    pub around: BTreeSet<String>,
    /// Minutes east of Greenwich.
    pub zones: BTreeMap<String, i32>,
}

impl CorpusWords {
    /// The words that come with the program.
    pub fn embedded() -> CorpusWords {
        Self::load(&Sources::load(None).0, &mut Vec::new())
    }

    /// The words of the folder `corpus` of the lexicons; what is wrong in them is added to `problems`.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> CorpusWords {
        let mut words = CorpusWords::default();
        for (_, file) in sources.parse::<WordFile>("corpus/words", problems) {
            words.null.extend(file.null.words);
            words.ignored.extend(file.ignored.names);
            words.containers.extend(file.containers.keys);
            words.canonical.extend(file.canonical.names);
            words.cut.extend(file.cut.words);
            for unread in file.unread {
                words.unread.extend(unread.endings.into_iter().map(|e| (e, (unread.what.clone(), unread.remedy.clone()))));
            }
        }
        for (name, file) in sources.parse::<DialectFile>("corpus/dialects", problems) {
            file.dialect.iter().for_each(|dialect| words.check(&name, dialect, problems));
            words.dialects.extend(file.dialect);
        }
        for (name, file) in sources.parse::<DateFile>("corpus/dates", problems) {
            words.dates.take(&name, file, problems);
        }
        words
    }

    /// A slip in a dialect would lose a column without a word.
    fn check(&self, file: &str, dialect: &DialectWords, problems: &mut Vec<Problem>) {
        for column in dialect.columns.keys().filter(|c| !self.canonical.contains(*c)) {
            let what = format!("the dialect {:?} fills {column:?}, which is no canonical column", dialect.name);
            problems.push(bad(file, what, "the canonical columns stand in corpus/words.toml"));
        }
        if dialect.need > dialect.marks.len() {
            let what = format!("the dialect {:?} needs {} of {} marks", dialect.name, dialect.need, dialect.marks.len());
            problems.push(bad(file, what, "lower `need` or add marks"));
        }
    }

    /// Whether a text ends as one that was cut off by a paywall or a feed.
    pub fn is_cut(&self, text: &str) -> bool {
        let text = text.trim_end();
        let from = text.char_indices().rev().nth(119).map_or(0, |(at, _)| at);
        let end = text.get(from..).unwrap_or(text).to_lowercase();
        self.cut.iter().any(|words| end.contains(words.as_str()))
    }

    /// Whether a cell says that there is nothing: `None`, `nan`, `NA`, empty.
    pub fn is_null(&self, value: &str) -> bool {
        let trimmed = value.trim();
        trimmed.is_empty() || (trimmed.len() <= 12 && self.null.contains(&trimmed.to_lowercase()))
    }

    /// Whether a file of this name is passed over without a word (hidden files, README, lock files).
    pub fn is_ignored(&self, file_name: &str) -> bool {
        let name = file_name.to_lowercase();
        self.ignored.iter().any(|pattern| super::find::matches(pattern, &name))
    }

    /// What a file type that is known but not read is, and what to do with it.
    pub fn unread(&self, ending: &str) -> Option<(&str, &str)> {
        self.unread.get(ending).map(|(what, remedy)| (what.as_str(), remedy.as_str()))
    }
}

impl DateWords {
    fn take(&mut self, name: &str, file: DateFile, problems: &mut Vec<Problem>) {
        for month in file.month {
            if (1..=12).contains(&month.number) {
                self.months.extend(month.names.into_iter().map(|n| (n, month.number)));
            } else {
                problems.push(bad(name, format!("month number {} is not 1 to 12", month.number), "mend the number"));
            }
        }
        self.weekdays.extend(file.weekdays.names);
        self.around.extend(file.around.words);
        self.zones.extend(file.zones.offsets);
    }
}

fn bad(file: &str, what: String, remedy: &str) -> Problem {
    Problem { file: file.to_string(), line: None, severity: Severity::Skipped, kind: "bad_lexicon", what, remedy: remedy.to_string() }
}

// The shape of the files. `example`, `counter` and `about` are read by the tests of the lexicons.

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DialectFile {
    #[serde(rename = "about")]
    _about: toml::Table,
    dialect: Vec<DialectWords>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordFile {
    #[serde(rename = "about")]
    _about: toml::Table,
    null: Words,
    ignored: Names,
    containers: Keys,
    canonical: Names,
    cut: Words,
    unread: Vec<Unread>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(rename = "counter", default)]
    _counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    names: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(rename = "counter", default)]
    _counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    keys: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
    #[serde(rename = "counter", default)]
    _counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unread {
    endings: Vec<String>,
    what: String,
    remedy: String,
    #[serde(rename = "example")]
    _example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DateFile {
    #[serde(rename = "about")]
    _about: toml::Table,
    month: Vec<Month>,
    weekdays: Names,
    around: Words,
    zones: Zones,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Month {
    number: i8,
    names: Vec<String>,
    #[serde(rename = "example")]
    _example: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Zones {
    offsets: BTreeMap<String, i32>,
    #[serde(rename = "example")]
    _example: String,
}
