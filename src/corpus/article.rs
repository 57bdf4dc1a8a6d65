//! The article: what a loader makes and nothing changes afterwards.

use std::collections::BTreeMap;

/// One article. The `text` is final: every offset that the program prints is an offset into it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Article {
    /// Unique in the corpus: the given id, else the file's name, else `file#row`.
    pub id: String,
    /// Who published it; the file's stem where nothing says so.
    pub outlet: String,
    pub title: Option<String>,
    /// ISO 8601, date or date and time, as far as it is known (`2024-12-05`, `2024-12-05T11:21`).
    pub published: Option<String>,
    pub modified: Option<String>,
    pub collected: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    pub domain: Option<String>,
    pub language: Option<String>,
    pub section: Option<String>,
    pub event: Option<String>,
    /// The decoded text, byte for byte what offsets count (as code points in output).
    pub text: String,
    /// Columns that the program does not know, kept for grouping.
    pub user: BTreeMap<String, String>,
    /// Where it came from: file as named, and line or row.
    pub file: String,
    pub line: Option<usize>,
}
