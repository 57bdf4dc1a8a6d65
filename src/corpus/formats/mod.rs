//! One file a format: bytes to rows of named cells, or to a text.

pub mod json;
pub mod parquet;
pub mod table;
pub mod text;

use std::path::Path;

/// What a file is, by its ending, or by its first bytes where the user named the file and it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One article a file, with or without front matter.
    Text,
    /// One JSON object a line.
    Jsonl,
    /// An array of articles, an object that holds one, or one article.
    Json,
    /// CSV or TSV.
    Table,
    Parquet,
}

impl Format {
    /// By the ending of the file's name.
    pub fn of(path: &Path) -> Option<Format> {
        match ending(path).as_str() {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Text),
            "jsonl" | "ndjson" | "jl" => Some(Format::Jsonl),
            "json" => Some(Format::Json),
            "csv" | "tsv" | "tab" => Some(Format::Table),
            "parquet" | "pq" => Some(Format::Parquet),
            _ => None,
        }
    }

    /// By the first bytes: JSON and Parquet say what they are.
    pub fn sniff(bytes: &[u8]) -> Option<Format> {
        let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
        match start.first() {
            _ if bytes.starts_with(b"PAR1") => Some(Format::Parquet),
            Some(b'[') => Some(Format::Json),
            Some(b'{') => Some(Format::Jsonl),
            _ => None,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Jsonl => "jsonl",
            Format::Json => "json",
            Format::Table => "table",
            Format::Parquet => "parquet",
        }
    }
}

/// The ending of a file's name in lower case, empty if it has none.
pub fn ending(path: &Path) -> String {
    path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default()
}

/// A data file read: its columns in order of appearance, and its rows.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// What is wrong with the file as a whole though it could be read.
    pub notes: Vec<Fault>,
    /// For the report: `comma-separated`, `array`.
    pub layout: String,
}

/// One row, well or badly formed.
#[derive(Debug, Clone)]
pub struct Row {
    /// 1-based: the line of a JSONL file, the data row of a table, the place in an array.
    pub number: usize,
    pub cells: Result<Cells, Fault>,
    /// Something wrong that did not prevent reading.
    pub notes: Vec<Fault>,
}

/// Column and value, in the order of the file; the values as given.
pub type Cells = Vec<(String, String)>;

/// What is wrong with a row or file, before anybody knows the file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: &'static str,
    pub what: String,
    pub remedy: String,
}

impl Fault {
    pub fn new(kind: &'static str, what: impl Into<String>, remedy: impl Into<String>) -> Fault {
        Fault { kind, what: what.into(), remedy: remedy.into() }
    }
}
