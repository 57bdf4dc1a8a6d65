//! Bytes to a corpus: articles, problems, duplicates.
//!
//! [`load`] reads folders and files of any kind and tells of every input what became of it: read, skipped with a reason, or
//! a duplicate. [`stream_jsonl`] reads one article after another without keeping any. [`inspect()`] tells people what was found.
//!
//! The text of a `.txt` or `.md` file is the whole decoded file (without byte order mark); only where front matter opens it
//! is the text what follows the front matter. The text of a row is its text column, unchanged.
//!
//! ```
//! use parallax::corpus::{CorpusWords, Options, stream_jsonl};
//! let lines = "{\"id\": \"a\", \"outlet\": \"Example Times\", \"date\": \"5 December 2024\", \"text\": \"Rain fell.\"}\nnot json\n";
//! let (options, words) = (Options::default(), CorpusWords::embedded());
//! let read: Vec<_> = stream_jsonl(lines.as_bytes(), "stdin", &options, &words).collect();
//! assert_eq!(read[0].as_ref().unwrap().published.as_deref(), Some("2024-12-05"));
//! assert_eq!(read[1].as_ref().unwrap_err().problem.kind, "bad_json");
//! ```

pub mod article;
mod build;
pub mod date;
pub mod dialect;
pub mod duplicate;
pub mod encoding;
pub mod find;
pub mod formats;
mod inspect;
mod load;
pub mod manifest;
mod stream;
pub mod words;

pub use article::Article;
pub use date::DateOrder;
pub use inspect::inspect;
pub use load::load;
pub use manifest::Manifest;
pub use stream::{LineProblem, Stream, stream_jsonl};
pub use words::CorpusWords;

use crate::problem::{Error, Problem};
use std::collections::BTreeMap;

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Canonical column to the column that holds it: `outlet` to `media_name`. See [`Options::map`].
    pub map: BTreeMap<String, String>,
    /// For dates such as `03/04/2024`; goes before the manifest's `date_order`.
    pub date_order: DateOrder,
}

impl Options {
    /// Adds one `outlet=media_name` as given with `--map`.
    pub fn add_map(&mut self, argument: &str, words: &CorpusWords) -> Result<(), Error> {
        let canonical = words.canonical();
        let known = || canonical.iter().copied().collect::<Vec<_>>().join(", ");
        let Some((ours, theirs)) =
            argument.split_once('=').map(|(a, b)| (a.trim(), b.trim())).filter(|(a, b)| !a.is_empty() && !b.is_empty())
        else {
            return Err(Error::Usage(format!("--map {argument}: write CANONICAL=COLUMN, for example --map outlet=media_name")));
        };
        let ours =
            if ours == "id" || ours == "event" { canonical.iter().find(|c| c.contains(ours)).copied().unwrap_or(ours) } else { ours };
        if !canonical.contains(ours) {
            let near = crate::problem::did_you_mean(ours, canonical.iter().copied());
            return Err(Error::Usage(format!("--map {argument}: {ours:?} is no canonical column{near}; these are: {}", known())));
        }
        match self.map.insert(ours.to_string(), theirs.to_string()) {
            Some(before) if before != theirs => {
                Err(Error::Usage(format!("--map {argument}: {ours} was already mapped to {before:?}; give it once")))
            }
            _ => Ok(()),
        }
    }
}

/// What was read, and what became of every input.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// From the manifest, else the folder's or file's name; safe as a file name.
    pub name: String,
    pub title: Option<String>,
    pub event: Option<String>,
    /// In the order of the manifest, then of file names, then of rows.
    pub articles: Vec<Article>,
    pub problems: Vec<Problem>,
    /// One for each article found, whether it was read or not, and one for each file that is none.
    pub inputs: Vec<Input>,
    pub files: Vec<FileReport>,
    pub manifest: Option<Manifest>,
}

/// One thing found and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub file: String,
    /// Line of a JSONL file, row of a table; none for a whole file.
    pub row: Option<usize>,
    pub outcome: Outcome,
}

/// Every input ends in one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// With the article's id.
    Read(String),
    /// With the kind of problem: `empty_text`, `bad_json`, `unknown_format`, …
    Skipped(&'static str),
    /// With the id of the article that it repeats.
    Duplicate(String),
}

/// How many inputs ended how: `found = read + skipped + duplicates`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub found: usize,
    pub read: usize,
    pub skipped: usize,
    pub duplicates: usize,
}

/// How one file was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileReport {
    pub path: String,
    /// `text`, `jsonl`, `json`, `table`, `parquet`.
    pub format: String,
    /// `semicolon-separated`, `array under "articles"`; empty where there is nothing to say.
    pub layout: String,
    /// None for a text file.
    pub dialect: Option<String>,
    /// None for Parquet, which has none.
    pub encoding: Option<String>,
    pub bom: bool,
    /// The encoding is a guess.
    pub guessed: bool,
    /// Canonical column to the file's column.
    pub columns: BTreeMap<String, String>,
    /// Columns kept as they are.
    pub user_columns: Vec<String>,
    pub rows: usize,
    /// Of the file's bytes.
    pub sha256: String,
}

impl Corpus {
    /// Counts the inputs by outcome.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts { found: self.inputs.len(), ..Counts::default() };
        for input in &self.inputs {
            match input.outcome {
                Outcome::Read(_) => counts.read += 1,
                Outcome::Skipped(_) => counts.skipped += 1,
                Outcome::Duplicate(_) => counts.duplicates += 1,
            }
        }
        counts
    }
}
