//! One article a file: plain text or Markdown, with or without front matter, and what the file's name says.

use super::{Cells, Fault};
use crate::lexicon::line_of;
use regex::Regex;
use std::sync::LazyLock;

/// A text file taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextFile {
    /// Without front matter this is the whole decoded file; with it, what follows the closing line. Offsets count in it.
    pub text: String,
    /// Keys and values of the front matter.
    pub cells: Cells,
    pub notes: Vec<Fault>,
}

/// Takes front matter (`---` with `key: value` lines, or `+++` with TOML) off a text.
pub fn read(text: &str) -> TextFile {
    let whole = || TextFile { text: text.to_string(), ..TextFile::default() };
    for (fence, closing) in [("---", ["---", "..."]), ("+++", ["+++", "+++"])] {
        let mut lines = text.split_inclusive('\n');
        if lines.next().map(str::trim_end) != Some(fence) {
            continue;
        }
        let start = text.find('\n').map_or(text.len(), |n| n + 1);
        let mut end = start;
        for line in lines {
            if closing.contains(&line.trim_end()) {
                let (head, rest) = (text.get(start..end).unwrap_or(""), text.get(end + line.len()..).unwrap_or(""));
                let (cells, notes) = if fence == "---" { key_values(head) } else { toml_values(head) };
                // A line of dashes that opens no metadata is the author's: the text stays whole.
                return if cells.is_empty() && fence == "---" { whole() } else { TextFile { text: rest.to_string(), cells, notes } };
            }
            end += line.len();
        }
    }
    whole()
}

/// `outlet_2024-12-05_slug` gives outlet and date (as written).
pub fn from_name(stem: &str) -> Option<(&str, &str)> {
    static NAME: LazyLock<Result<Regex, regex::Error>> = LazyLock::new(|| Regex::new(r"^(.+?)_(\d{4}-\d{2}-\d{2})(?:[_.].*)?$"));
    let found = NAME.iter().find_map(|name| name.captures(stem))?;
    Some((found.get(1)?.as_str(), found.get(2)?.as_str()))
}

fn key_values(head: &str) -> (Cells, Vec<Fault>) {
    let (mut cells, mut notes): (Cells, Vec<Fault>) = (Vec::new(), Vec::new());
    for (index, line) in head.lines().enumerate() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let (Some(item), Some((_, value))) = (trimmed.strip_prefix("- "), cells.last_mut()) {
            if !value.is_empty() {
                value.push_str("; ");
            }
            value.push_str(unquoted(item));
            continue;
        }
        match trimmed.split_once(':').filter(|(key, _)| !key.is_empty() && key.split_whitespace().count() <= 3) {
            Some((key, value)) => cells.push((key.trim().to_string(), list(value.trim()))),
            None => notes.push(Fault::new(
                "front_matter",
                format!("line {} of the file is no `key: value`: {trimmed:?}", index + 2),
                "write one `key: value` a line between the two `---`",
            )),
        }
    }
    (cells, notes)
}

fn list(value: &str) -> String {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(|item| unquoted(item.trim())).collect::<Vec<_>>().join("; "),
        None => unquoted(value).to_string(),
    }
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote: char| value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

fn toml_values(head: &str) -> (Cells, Vec<Fault>) {
    match toml::from_str::<toml::Table>(head) {
        Ok(table) => (table.iter().map(|(key, value)| (key.clone(), plain(value))).collect(), Vec::new()),
        Err(error) => {
            let line = error.span().map_or(1, |s| line_of(head, s.start)) + 1;
            let what = format!("line {line} of the file is not TOML: {}", error.message().replace('\n', " "));
            (Vec::new(), vec![Fault::new("front_matter", what, "mend the front matter between the two `+++`")])
        }
    }
}

fn plain(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}
