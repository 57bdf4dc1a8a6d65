//! Columns to canonical columns: first which tool wrote them, then what each means there.

use super::formats::Cells;
use super::words::{CorpusWords, DialectWords};
use std::collections::{BTreeMap, BTreeSet};

/// How the columns of one file are understood.
#[derive(Debug, Clone)]
pub struct Mapping<'w> {
    words: &'w CorpusWords,
    dialect: Option<&'w DialectWords>,
    /// Canonical to column, as the user asked (`--map outlet=media_name`).
    map: &'w BTreeMap<String, String>,
}

/// One row after mapping: canonical values without nulls, and the user's own columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapped {
    pub fields: BTreeMap<String, String>,
    pub user: BTreeMap<String, String>,
}

impl CorpusWords {
    /// The dialect of a set of columns: the one with most of its marks among them, `plain` where none has enough.
    pub fn detect<S: AsRef<str>>(&self, columns: &[S]) -> Option<&DialectWords> {
        let present: BTreeSet<String> = columns.iter().map(|c| normal(c.as_ref())).collect();
        let marks = |d: &DialectWords| d.marks.iter().filter(|m| present.contains(*m)).count();
        let enough = self.dialects.iter().map(|d| (marks(d), d)).filter(|(found, d)| *found >= d.need);
        // The first of equals wins.
        enough
            .fold(None, |best: Option<(usize, &DialectWords)>, next| if best.is_some_and(|b| b.0 >= next.0) { best } else { Some(next) })
            .map(|b| b.1)
    }

    /// Whether any dialect has a meaning for a column of this name.
    pub fn knows(&self, column: &str) -> bool {
        let name = normal(column);
        self.dialects.iter().any(|d| d.marks.contains(&name) || d.columns.values().any(|names| names.contains(&name)))
    }

    /// The canonical columns, in order of name.
    pub fn canonical(&self) -> BTreeSet<&str> {
        self.canonical.iter().map(String::as_str).collect()
    }
}

impl<'w> Mapping<'w> {
    /// Recognises the dialect by the columns; `map` goes before it.
    pub fn new<S: AsRef<str>>(columns: &[S], map: &'w BTreeMap<String, String>, words: &'w CorpusWords) -> Mapping<'w> {
        Mapping { words, dialect: words.detect(columns), map }
    }

    pub fn dialect(&self) -> &str {
        self.dialect.map_or("plain", |d| d.name.as_str())
    }

    /// Canonical to column, for those of `columns` that are used: the first choice of each.
    pub fn used(&self, columns: &[String]) -> BTreeMap<String, String> {
        let names: BTreeMap<String, &String> = columns.iter().rev().map(|c| (normal(c), c)).collect();
        let known = self.dialect.iter().flat_map(|d| d.columns.iter());
        let mut used: BTreeMap<String, String> = known
            .filter_map(|(canonical, aliases)| {
                let free = aliases.iter().filter(|a| !self.taken(a));
                free.filter_map(|alias| names.get(alias)).next().map(|column| (canonical.clone(), (*column).clone()))
            })
            .collect();
        for (canonical, column) in self.map {
            if let Some(found) = names.get(&normal(column)) {
                used.insert(canonical.clone(), (*found).clone());
            }
        }
        used
    }

    /// One row: a canonical column takes the first of its names that has a value here; what is left is the user's.
    pub fn apply(&self, cells: Cells) -> Mapped {
        let mut mapped = Mapped::default();
        let mut left: BTreeMap<String, (String, String)> = BTreeMap::new();
        for (column, value) in cells {
            // Of two columns that differ only in case the first one counts.
            if !self.words.is_null(&value) {
                left.entry(normal(&column)).or_insert((column, value));
            }
        }
        let mut used = BTreeSet::new();
        for (canonical, column) in self.map {
            let name = normal(column);
            if let Some((_, value)) = left.get(&name) {
                mapped.fields.insert(canonical.clone(), value.clone());
                used.insert(name);
            }
        }
        if let Some(dialect) = self.dialect {
            for (canonical, aliases) in dialect.columns.iter().filter(|(c, _)| !self.map.contains_key(*c)) {
                if let Some(name) = aliases.iter().find(|a| left.contains_key(*a) && !self.taken(a)) {
                    mapped.fields.extend(left.get(name).map(|(_, value)| (canonical.clone(), value.clone())));
                    used.insert(name.clone());
                }
            }
            // Second copies of the text would only bloat every table.
            used.extend(dialect.ignore.iter().cloned());
            used.extend(
                dialect.columns.get("text").into_iter().flatten().filter(|n| mapped.fields.contains_key("text") && !self.taken(n)).cloned(),
            );
        }
        left.retain(|name, _| !used.contains(name));
        mapped.user = left.into_values().map(|(column, value)| (column.trim().to_string(), value.trim().to_string())).collect();
        mapped
    }

    /// A column that the user gave a meaning loses the one that the dialect gives it.
    fn taken(&self, name: &str) -> bool {
        self.map.values().any(|column| normal(column) == name)
    }
}

/// Lower case, `_` for blanks, hyphens and dots.
pub fn normal(column: &str) -> String {
    column.trim().trim_start_matches('\u{FEFF}').to_lowercase().replace([' ', '-', '.'], "_")
}
