//! The tables as the page's data: every text once, columns of numbers that point to it.

use super::columns::packed;
use super::{Page, PageOptions, texts};
use crate::compare::evidence::{Evidence, Link};
use crate::frame::{Cell, Table};
use crate::render::csv::number;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Rows of a compared table that the page holds; the file has all of them.
pub const ROWS: usize = 1000;

/// Every text once, by number.
#[derive(Debug, Default)]
pub struct Pool {
    texts: Vec<String>,
    places: HashMap<String, usize>,
}

impl Pool {
    /// The number of a text.
    pub fn add(&mut self, text: &str) -> Value {
        if let Some(place) = self.places.get(text) {
            return (*place).into();
        }
        let place = self.texts.len();
        self.texts.push(text.to_string());
        self.places.insert(text.to_string(), place);
        place.into()
    }
}

/// All data of the page as JSON that may stand in a `script` element.
pub fn pack(
    page: &Page,
    evidence: &Evidence,
    compared: &[(&Table, Vec<Link>)],
    rows: &[&Table],
    rest: &[&Table],
    options: &PageOptions,
) -> String {
    let mut pool = Pool::default();
    let mut tables = Map::new();
    for (t, links) in compared {
        tables.insert(t.name.clone(), table(t, links, ROWS, &mut pool));
    }
    for t in rows.iter().chain(rest) {
        let links = if t.name == "features" { evidence.links(t) } else { Vec::new() };
        // The sentences of the findings stand in the page itself; the script reads them there.
        let shown = if t.name == "findings" { &unsaid(t) } else { *t };
        tables.insert(t.name.clone(), table(shown, &links, usize::MAX, &mut pool));
    }
    if page.frames.aligned.height() > 0 && !tables.contains_key("aligned") {
        tables.insert("aligned".into(), table(&both(&page.frames.aligned), &[], usize::MAX, &mut pool));
    }
    let articles = texts::articles(page.frames, page.compared, &page.corpus.articles, &mut pool, options.text);
    let data = json!({
        "unit": page.compared.unit(),
        "text": options.text,
        "display": {"aside": COLUMNS.get("aside"), "names": crate::compare::names()},
        "tables": tables,
        "articles": articles,
        "pool": pool.texts,
    });
    guarded(&data.to_string())
}

/// Of the pairs only which sentences they are and what is said of both: the rest stands with the sentences.
fn both(aligned: &Table) -> Table {
    let of_one = |name: &str| (name.ends_with("_a") || name.ends_with("_b")) && !name.starts_with("sentence");
    let mut out = aligned.clone();
    let names: Vec<String> = aligned.headings.iter().map(|h| h.name.clone()).filter(|n| of_one(n)).collect();
    names.iter().for_each(|n| out.drop(n));
    out
}

/// The findings without their sentences.
fn unsaid(findings: &Table) -> Table {
    let mut out = findings.clone();
    out.change_texts(|column, _| (column == "text").then(String::new));
    out
}

/// JSON without what ends a `script` element or opens a comment in it.
fn guarded(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

fn table(table: &Table, links: &[Link], most: usize, pool: &mut Pool) -> Value {
    let height = table.height();
    let columns: Vec<Vec<Cell>> = table
        .columns()
        .map(|mut cells| {
            cells.truncate(most);
            cells
        })
        .collect();
    let (known, values): (Vec<_>, Vec<_>) = columns.iter().map(|cells| values(cells, pool)).unzip();
    let columns: Vec<Value> = packed(&values)
        .into_iter()
        .zip(known)
        .zip(&table.headings)
        .map(|((mut out, known), h)| {
            out.extend(known);
            out.insert("n".into(), h.name.clone().into());
            if !h.unit.is_empty() {
                out.insert("u".into(), h.unit.clone().into());
            }
            out.insert("m".into(), pool.add(&h.meaning));
            out.into()
        })
        .collect();
    let links: Vec<Value> = links.iter().map(|l| link(l, table)).collect();
    json!({"about": table.about, "rows": height.min(most), "all": height, "columns": columns, "links": links})
}

/// What the page knows of columns.
static COLUMNS: LazyLock<toml::Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/page/columns.toml")).unwrap_or_else(|e| panic!("data/page/columns.toml: {e}"))
});

fn link(link: &Link, table: &Table) -> Value {
    let place = |c: &str| table.headings.iter().position(|h| h.name == c);
    let same: Vec<Value> = link.same.iter().map(|s| json!([place(&s.here), s.there, s.or, s.any])).collect();
    let only: Vec<Value> = link.only.iter().map(|o| json!([o.column, o.values, o.split])).collect();
    json!({"column": place(&link.column), "rows": link.rows, "same": same, "only": only})
}

/// What is known of a column without its values: kind `k`, and of a column of row ids their prefix `p`; and the values, as
/// numbers of the pool where they are texts.
fn values(cells: &[Cell], pool: &mut Pool) -> (Map<String, Value>, Vec<Value>) {
    let kind = match cells.iter().find(|c| **c != Cell::Missing) {
        Some(Cell::Int(_)) => "i",
        Some(Cell::Float(_)) => "f",
        Some(Cell::Bool(_)) => "b",
        _ => "t",
    };
    let mut out = Map::from_iter([("k".to_string(), kind.into())]);
    if let Some((prefix, numbers)) = ids(cells) {
        out.insert("p".into(), prefix.into());
        return (out, numbers.into_iter().map(Value::from).collect());
    }
    (out, cells.iter().map(|c| value(c, pool)).collect())
}

fn value(cell: &Cell, pool: &mut Pool) -> Value {
    match cell {
        Cell::Missing => Value::Null,
        Cell::Text(t) => pool.add(t),
        Cell::Int(n) => (*n).into(),
        // Four digits that count; the file has the others.
        Cell::Float(x) => {
            let short = if x.fract() == 0.0 { *x } else { format!("{x:.3e}").parse().unwrap_or(*x) };
            number(short).parse::<serde_json::Number>().map_or(Value::Null, Value::Number)
        }
        Cell::Bool(b) => i32::from(*b).into(),
    }
}

/// The prefix and numbers of a column of row ids (`label-0012`) or missing values.
fn ids(cells: &[Cell]) -> Option<(&str, Vec<Option<usize>>)> {
    let mut prefix = "";
    let mut out = Vec::with_capacity(cells.len());
    for cell in cells {
        let text = match cell {
            Cell::Missing => {
                out.push(None);
                continue;
            }
            Cell::Text(text) => text,
            _ => return None,
        };
        let (before, digits) = text.rsplit_once('-')?;
        let number = digits.parse().ok()?;
        if before.is_empty() || (!prefix.is_empty() && prefix != before) || crate::frame::evidence::row_id(before, number) != *text {
            return None;
        }
        prefix = before;
        out.push(Some(number));
    }
    (!prefix.is_empty()).then_some((prefix, out))
}
