//! Numbers of the comparisons that moved: rows are the same where their words are.

use super::super::Change;
use crate::problem::Error;
use crate::run::saved::{Row, Saved};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a table's numbers are compared: pivots say the same as the long tables, and words about columns are no numbers.
pub fn compared(table: &str) -> bool {
    let other = ["codebook", "inputs", "problems"].contains(&table) || ["findings", "references"].contains(&table);
    !other && !table.ends_with("_wide")
}

/// Numbers with their values before and after; rows that came or went.
pub fn moved(a: &Saved, b: &Saved, table: &str) -> Result<Vec<Change>, Error> {
    let ((columns, old), (others, new)) = (a.table(table)?, b.table(table)?);
    let shared: Vec<&str> = columns.iter().filter(|c| others.contains(c)).map(String::as_str).collect();
    let numeric: BTreeSet<&str> = shared.iter().copied().filter(|c| number(c, &old) && number(c, &new)).collect();
    // An article's id stays; those of evidence rows are running numbers.
    let mut names: Vec<&str> = shared.iter().copied().filter(|c| !numeric.contains(c) && words(c)).collect();
    // One row an outlet or an article: its other words may change and it is the same row still.
    if names.first().is_some_and(|c| alone(c, &old) && alone(c, &new)) {
        names.truncate(1);
    }
    let (old, new) = (by_name(&old, &names), by_name(&new, &names));
    let one = |what, key: &str| Change { kind: "numbers", what, table: table.into(), key: key.into(), ..Change::default() };
    let mut out = Vec::new();
    for (key, row) in &old {
        let Some(now) = new.get(key) else {
            out.push(Change { before: told(row, &numeric), ..one("removed", key) });
            continue;
        };
        for column in shared.iter().filter(|c| numeric.contains(*c)) {
            let get = |r: &Row| r.get(*column).cloned().unwrap_or_default();
            let (before, after) = (get(row), get(now));
            if before != after {
                out.push(Change { column: column.to_string(), before, after, ..one("changed", key) });
            }
        }
    }
    let come = new.iter().filter(|(key, _)| !old.contains_key(*key));
    out.extend(come.map(|(key, row)| Change { after: told(row, &numeric), ..one("added", key) }));
    Ok(out)
}

/// Whether every row has a value here, each its own.
fn alone(column: &str, rows: &[Row]) -> bool {
    let values: BTreeSet<&str> = rows.iter().filter_map(|r| r.get(column)).map(String::as_str).filter(|v| !v.is_empty()).collect();
    values.len() == rows.len()
}

/// Whether a column tells rows apart: ids of evidence and whole sentences do not, nor dates beside the article.
fn words(column: &str) -> bool {
    let running = column.contains("_id") && !column.starts_with("article_id");
    let when = column.contains("published") || column == "file";
    !running && !when && !column.contains("sentence_text") && !["example", "evidence", "text_sha256"].contains(&column)
}

fn number(column: &str, rows: &[Row]) -> bool {
    !column.contains("_id") && rows.iter().filter_map(|r| r.get(column)).all(|v| v.is_empty() || v.parse::<f64>().is_ok())
}

fn by_name<'r>(rows: &'r [Row], names: &[&str]) -> BTreeMap<String, &'r Row> {
    let mut out = BTreeMap::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let said: Vec<&str> = names.iter().filter_map(|c| row.get(*c)).map(String::as_str).filter(|v| !v.is_empty()).collect();
        let key = said.join(" · ");
        let n = met.entry(key.clone()).and_modify(|n| *n += 1).or_insert(1);
        out.insert(if *n > 1 { format!("{key} #{n}") } else { key }, row);
    }
    out
}

/// The first numbers of a row in words.
fn told(row: &Row, numeric: &BTreeSet<&str>) -> String {
    let some = row.iter().filter(|(c, v)| numeric.contains(c.as_str()) && !v.is_empty()).take(3);
    some.map(|(c, v)| format!("{c} {v}")).collect::<Vec<_>>().join(", ")
}
