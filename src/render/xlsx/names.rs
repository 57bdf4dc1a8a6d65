//! Names of sheets: unique whatever the case, and as long as spreadsheets allow.

use super::super::book::Book;
use crate::frame::Table;
use std::collections::{BTreeMap, BTreeSet};

/// Spreadsheets allow 31 characters; one is left free.
const LONGEST: usize = 30;

/// The sheets of tables and of comparisons' charts.
pub struct Names {
    tables: BTreeMap<String, String>,
    charts: BTreeMap<String, String>,
}

impl Names {
    pub fn new(book: &Book, tables: &[&Table]) -> Names {
        let mut taken: BTreeSet<String> = ["contents", "settings", "history"].map(String::from).into();
        let mut named = |name: &str| {
            let name: String = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
            let mut number = 1;
            loop {
                let tail = if number > 1 { format!("_{number}") } else { String::new() };
                let head: String = name.chars().take(LONGEST - tail.len()).collect();
                if taken.insert(format!("{head}{tail}").to_lowercase()) {
                    return format!("{head}{tail}");
                }
                number += 1;
            }
        };
        let tables = tables.iter().map(|t| (t.name.clone(), named(&t.name))).collect();
        let charts = book.exhibits.iter().map(|e| (e.name.to_string(), named(&format!("charts_{}", e.name)))).collect();
        Names { tables, charts }
    }

    /// The sheet of a table.
    pub fn table(&self, name: &str) -> &str {
        self.tables.get(name).map_or("", String::as_str)
    }

    /// The sheet of a comparison's charts.
    pub fn charts(&self, exhibit: &str) -> &str {
        self.charts.get(exhibit).map_or("", String::as_str)
    }
}

/// The address of a cell of a sheet, for a link inside the workbook. Row 0 is the first.
pub fn address(sheet: &str, row: usize) -> String {
    format!("internal:'{sheet}'!A{}", row + 1)
}
