//! The tables as the page's data: every text once, columns of numbers that point to it.

use super::{Page, PageOptions, texts};
use crate::compare::evidence::{Evidence, Link};
use crate::frame::{Cell, Table};
use crate::render::csv::number;
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Rows of a compared table that the page holds; the file has all of them.
const ROWS: usize = 1000;

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
pub fn pack(page: &Page, evidence: &Evidence, compared: &[&Table], rows: &[&Table], rest: &[&Table], options: &PageOptions) -> String {
    let mut pool = Pool::default();
    let mut tables = Map::new();
    for t in compared {
        let links = evidence.links(t);
        tables.insert(t.name.clone(), table(t, &links, ROWS, &mut pool));
    }
    for t in rows.iter().chain(rest) {
        let links = if t.name == "features" { evidence.links(t) } else { Vec::new() };
        tables.insert(t.name.clone(), table(t, &links, usize::MAX, &mut pool));
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
    let columns: Vec<Value> = table
        .headings
        .iter()
        .zip(table.columns())
        .map(|(h, cells)| {
            let mut out = values(&cells[..cells.len().min(most)], pool);
            out.insert("n".into(), h.name.clone().into());
            if !h.unit.is_empty() {
                out.insert("u".into(), h.unit.clone().into());
            }
            out.insert("m".into(), h.meaning.clone().into());
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

/// A column: its kind `k` and its values (see [`short`]), `c` where all are one; ids are written as their prefix `p` and
/// their numbers, and running ones without numbers.
fn values(cells: &[Cell], pool: &mut Pool) -> Map<String, Value> {
    let mut out = Map::new();
    let kind = cells.iter().find(|c| **c != Cell::Missing);
    let kind = match kind {
        Some(Cell::Int(_)) => "i",
        Some(Cell::Float(_)) => "f",
        Some(Cell::Bool(_)) => "b",
        _ => "t",
    };
    out.insert("k".into(), kind.into());
    if let Some((prefix, numbers)) = ids(cells) {
        out.insert("p".into(), prefix.into());
        if numbers.iter().enumerate().all(|(i, n)| *n == Some(i + 1)) {
            return out;
        }
        out.extend(short(numbers.into_iter().map(Value::from).collect()));
        return out;
    }
    let values: Vec<Value> = cells.iter().map(|c| value(c, pool)).collect();
    match values.first() {
        Some(first) if values.iter().all(|v| v == first) => {
            out.insert("c".into(), first.clone());
        }
        _ => out.extend(short(values)),
    }
    out
}

/// The letters of [`short`] in their order: printable ones that mean nothing to JSON or HTML.
fn letters() -> Vec<char> {
    (' '..='~').filter(|c| !r#""\<>&"#.contains(*c)).collect()
}

/// Values as they are, `v`; or, where that is shorter, the different ones `d` and a letter (or two, `two`) a row, `s`.
fn short(values: Vec<Value>) -> Map<String, Value> {
    let letters = letters();
    let mut different: Vec<Value> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut whole = 0;
    let rows: Vec<usize> = values
        .iter()
        .map(|v| {
            let text = v.to_string();
            whole += text.len() + 1;
            *places.entry(text).or_insert_with(|| {
                different.push(v.clone());
                different.len() - 1
            })
        })
        .collect();
    let two = different.len() > letters.len();
    let size = places.keys().map(|k| k.len() + 1).sum::<usize>() + rows.len() * if two { 2 } else { 1 };
    if different.len() > letters.len() * letters.len() || size >= whole {
        return Map::from_iter([("v".to_string(), values.into())]);
    }
    let mut text = String::with_capacity(rows.len() * 2);
    for row in rows {
        if two {
            text.push(letters[row / letters.len()]);
        }
        text.push(letters[row % letters.len()]);
    }
    let mut out = Map::from_iter([("d".to_string(), different.into()), ("s".to_string(), text.into())]);
    if two {
        out.insert("two".into(), 1.into());
    }
    out
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
