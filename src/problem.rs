//! What can go wrong: an [`Error`] stops the run, a [`Problem`] is collected and shown to the user.

use std::path::PathBuf;

/// Stops the run. The message says what, where and what to do; [`Error::exit_code`] is the process's answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The call itself is wrong (exit 2).
    #[error("{0}")]
    Usage(String),
    /// No input could be read (exit 3).
    #[error("{0}")]
    NothingRead(String),
    /// Inputs were skipped and `--strict` was given (exit 4).
    #[error("{0}")]
    Strict(String),
    /// A file could not be read or written (exit 1).
    #[error("{path}: {what}: {source}", path = path.display())]
    Io { path: PathBuf, what: &'static str, source: std::io::Error },
    /// Anything else (exit 1).
    #[error("{0}")]
    Other(String),
}

impl Error {
    /// 0 done, 2 usage, 3 nothing could be read, 4 skipped and `--strict`, 1 anything else.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) => 2,
            Error::NothingRead(_) => 3,
            Error::Strict(_) => 4,
            Error::Io { .. } | Error::Other(_) => 1,
        }
    }
}

/// One thing the user should know of: a skipped input, a date that cannot be decided, a lexicon line that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as the user named it.
    pub file: String,
    /// 1-based line (text, JSONL) or data row (tables); `None` where the whole file is meant.
    pub line: Option<usize>,
    pub severity: Severity,
    /// Short kind in snake_case, for filtering: `unreadable`, `empty_text`, `ambiguous_date`, `duplicate`, …
    pub kind: &'static str,
    /// What is wrong, with the value.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The input was not read.
    Skipped,
    /// The input is a copy of another that was read.
    Duplicate,
    /// The input was read, but something in it could not be used.
    Warning,
}

impl Severity {
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Skipped => "skipped",
            Severity::Duplicate => "duplicate",
            Severity::Warning => "warning",
        }
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{}: {}", self.file, line, self.what)?,
            None => write!(f, "{}: {}", self.file, self.what)?,
        }
        if self.remedy.is_empty() { Ok(()) } else { write!(f, "; {}", self.remedy) }
    }
}

/// "; did you mean x?" where one of the known words is near to what was given, else nothing.
///
/// ```
/// use parallax::problem::did_you_mean;
/// assert_eq!(did_you_mean("narator", ["narrator", "headline"]), "; did you mean narrator?");
/// assert_eq!(did_you_mean("loud", ["narrator", "headline"]), "");
/// ```
pub fn did_you_mean<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(given, known).map(|word| format!("; did you mean {word}?")).unwrap_or_default()
}

/// The known word with the fewest changes of letters, if at most a third of the letters change; or the only one that begins
/// with what was given.
pub fn nearest<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let folded = given.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    let most = (given.chars().count() / 3).max(1);
    let near = known.iter().map(|k| (distance(&folded, &k.to_lowercase(), most), *k)).filter(|(d, _)| *d <= most);
    let mut begun = known.iter().filter(|k| folded.chars().count() > 2 && k.to_lowercase().starts_with(&folded));
    near.min().map(|(_, k)| k).or_else(|| begun.next().copied().filter(|_| begun.next().is_none()))
}

/// Letters to add, leave out, replace or swap with their neighbour (optimal string alignment); words whose lengths differ by
/// more than `most` are not looked at.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let cost = usize::from(a[i - 1] != b[j - 1]);
            let mut best = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + cost);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}
