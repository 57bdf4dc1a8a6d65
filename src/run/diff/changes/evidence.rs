//! Articles by their hash, evidence rows by where they stand: running numbers mean nothing between two runs.

use super::super::Change;
use crate::frame::withheld::hashed;
use crate::problem::Error;
use crate::run::saved::{Row, Saved};
use std::collections::BTreeMap;

/// Columns that say where a row stands and what it is; the others say what was made of it.
const PLACE: [&str; 3] = ["article_id", "char_start", "char_end"];

/// Whether a table holds evidence: its rows are found again by article, span and kind.
pub fn is(table: &str) -> bool {
    ["labels", "figures", "quotes"].contains(&table) || ["style", "agency", "sentences"].contains(&table)
}

/// Articles added, removed, or with another text.
pub fn articles(a: &Saved, b: &Saved) -> Result<Vec<Change>, Error> {
    let of = |s: &Saved| -> Result<BTreeMap<String, Row>, Error> {
        Ok(s.rows("features")?.into_iter().map(|r| (get(&r, "article_id").to_string(), r)).collect())
    };
    let (old, new) = (of(a)?, of(b)?);
    let told = |r: &Row| format!("{} {}", get(r, "outlet"), get(r, "published")).trim().to_string();
    let one = |what, key: &str, before: String, after: String| Change {
        kind: "articles",
        what,
        table: "features".into(),
        key: key.into(),
        before,
        after,
        ..Change::default()
    };
    let mut out = Vec::new();
    for (id, row) in &old {
        match new.get(id) {
            None => out.push(one("removed", id, told(row), String::new())),
            Some(now) => {
                for column in ["text_sha256", "outlet", "published"] {
                    let (x, y) = (get(row, column), get(now, column));
                    if x != y && !(x.is_empty() && column == "text_sha256") {
                        out.push(Change { column: column.into(), ..one("changed", id, x.into(), y.into()) });
                    }
                }
            }
        }
    }
    out.extend(new.iter().filter(|(id, _)| !old.contains_key(*id)).map(|(id, row)| one("added", id, String::new(), told(row))));
    Ok(out)
}

fn get<'r>(row: &'r Row, column: &str) -> &'r str {
    row.get(column).map_or("", String::as_str)
}

/// Where a row stands, for matching and for people: `article 120-131 label (text)`.
fn place(row: &Row) -> String {
    let [article, start, end] = PLACE.map(|c| get(row, c));
    let part = Some(get(row, "part")).filter(|p| *p == "title").map_or(String::new(), |p| format!(" {p}"));
    let kind = Some(get(row, "kind")).filter(|k| !k.is_empty()).map_or(String::new(), |k| format!(" {k}"));
    format!("{article}{part} {start}-{end}{kind}")
}

/// Rows of an evidence table that came, went, or were read otherwise.
pub fn rows(a: &Saved, b: &Saved, table: &str) -> Result<Vec<Change>, Error> {
    let ((columns, old), (others, new)) = (a.table(table)?, b.table(table)?);
    let (old, new) = (by_place(old), by_place(new));
    // Running numbers differ wherever a row came or went before; offsets of the sentence are said by the span already.
    let told = |c: &&String| !c.ends_with("_id") && c.as_str() != "part_of" && !PLACE.contains(&c.as_str());
    let columns: Vec<&String> = columns.iter().filter(|c| others.contains(c)).filter(told).collect();
    let one = |what, key: &str, before: &str, after: &str| Change {
        kind: "evidence",
        what,
        table: table.into(),
        key: key.into(),
        before: before.into(),
        after: after.into(),
        ..Change::default()
    };
    let words = |row: &Row| {
        let id = get(row, &format!("{}_id", table.trim_end_matches('s'))).to_string();
        let text = Some(get(row, "text")).filter(|t| !t.is_empty()).unwrap_or(get(row, "content"));
        format!("{id} {}", text.replace('\n', " "))
    };
    let mut out = Vec::new();
    for (key, row) in &old {
        let Some(now) = new.get(key) else {
            out.push(one("removed", &key.2, &words(row), ""));
            continue;
        };
        for column in &columns {
            let (x, y) = (get(row, column), get(now, column));
            if !same(x, y) {
                out.push(Change { column: column.to_string(), ..one("changed", &key.2, x, y) });
            }
        }
    }
    out.extend(new.iter().filter(|(key, _)| !old.contains_key(*key)).map(|(key, row)| one("added", &key.2, "", &words(row))));
    Ok(out)
}

/// A text and its hash say the same: one of the reports may have been written with `--no-text`.
fn same(x: &str, y: &str) -> bool {
    let hash_of = |hash: &str, text: &str| hash.starts_with("sha256:") && hash == hashed(text);
    x == y || hash_of(x, y) || hash_of(y, x)
}

/// Where a row stands: article, first code point, and both in words with end and kind.
type Placed = (String, usize, String);

/// Two rows of one place and kind are told apart by their order.
fn by_place(rows: Vec<Row>) -> BTreeMap<Placed, Row> {
    let mut out: BTreeMap<Placed, Row> = BTreeMap::new();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let words = place(&row);
        let n = met.entry(words.clone()).and_modify(|n| *n += 1).or_insert(1);
        let words = if *n > 1 { format!("{words} #{n}") } else { words };
        let start = get(&row, "char_start").parse().unwrap_or(0);
        out.insert((get(&row, "article_id").to_string(), start, words), row);
    }
    out
}

/// Findings that are said only in one of the two.
pub fn findings(a: &Saved, b: &Saved) -> Result<Vec<Change>, Error> {
    let of = |s: &Saved| -> Result<Vec<(String, String)>, Error> {
        if !s.tables().contains(&"findings") {
            return Ok(Vec::new());
        }
        Ok(s.rows("findings")?.iter().map(|r| (get(r, "report").to_string(), get(r, "text").to_string())).collect())
    };
    let (old, new) = (of(a)?, of(b)?);
    let one = |what, key: &str, before: &str, after: &str| Change {
        kind: "findings",
        what,
        table: "findings".into(),
        key: key.into(),
        before: before.into(),
        after: after.into(),
        ..Change::default()
    };
    let gone = old.iter().filter(|f| !new.contains(f)).map(|(r, t)| one("removed", r, t, ""));
    let come = new.iter().filter(|f| !old.contains(f)).map(|(r, t)| one("added", r, "", t));
    Ok(gone.chain(come).collect())
}
