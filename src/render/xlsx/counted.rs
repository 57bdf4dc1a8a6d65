//! From a count to the rows that it counts: a link to the first, and the ids of the others where the pointer rests.

use super::super::book::{Book, Keys};
use crate::frame::Table;
use std::collections::BTreeMap;

/// The rows behind a number.
pub struct Counted {
    /// The evidence table.
    pub table: String,
    /// The first row there.
    pub first: usize,
    /// All ids in words, as far as there is room.
    pub tip: String,
}

/// Letters of a tip; spreadsheets show 255.
const TIP: usize = 240;

/// The rows behind the numbers of a table, by row and column.
pub fn counted(table: &Table, book: &Book, keys: &Keys) -> BTreeMap<(usize, usize), Counted> {
    let mut out = BTreeMap::new();
    let Some(evidence) = book.evidence else { return out };
    for (link, found) in evidence.linked(table) {
        let home = book.tables.iter().find(|t| t.name == link.rows);
        let (Some(column), Some(home)) = (table.headings.iter().position(|h| h.name == link.column), home) else { continue };
        let Some(ids) = keys.own(home).map(|own| home.text(own)) else { continue };
        for (row, rows) in found.iter().enumerate() {
            if let Some(first) = rows.first() {
                let tip = told(rows.iter().filter_map(|r| ids.get(*r)).copied(), rows.len(), &home.name);
                out.insert((row, column), Counted { table: home.name.clone(), first: *first, tip });
            }
        }
    }
    out
}

/// `3 rows of labels: label-0002, label-0005, label-0009`.
fn told<'i>(ids: impl Iterator<Item = &'i str>, n: usize, table: &str) -> String {
    let mut tip = format!("{} of {table}: ", if n == 1 { "1 row".to_string() } else { format!("{n} rows") });
    for (i, id) in ids.enumerate() {
        if tip.encode_utf16().count() + id.encode_utf16().count() + 4 > TIP {
            return tip + "…";
        }
        if i > 0 {
            tip.push_str(", ");
        }
        tip.push_str(id);
    }
    tip
}
