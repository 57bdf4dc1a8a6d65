//! `datapackage.json`: the tables described for programs, after the Frictionless Data Package (<https://specs.frictionlessdata.io>).

use super::book::{Book, Keys};
use super::csv::Flavour;
use crate::frame::{Cell, Heading, Kind, Table};
use serde_json::{Value, json};

/// The descriptor: files, types, units, meanings, missing values, primary and foreign keys.
pub fn package(book: &Book) -> String {
    let keys = Keys::new(&book.tables);
    let package = json!({
        "profile": "tabular-data-package",
        "name": slug(&book.name),
        "title": book.title,
        "description": format!("How news outlets cover the same event: labels, figures, sources. {}", book.scope),
        "resources": book.tables.iter().map(|t| resource(t, &keys, book)).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

/// Lower case, figures, `-`, `_` and `.`: all that a name may hold.
fn slug(name: &str) -> String {
    let kept = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c.to_ascii_lowercase() } else { '-' };
    let out: String = name.chars().map(kept).collect();
    if out.is_empty() { "corpus".into() } else { out }
}

fn resource(table: &Table, keys: &Keys, book: &Book) -> Value {
    let plain = book.flavour == Flavour::Plain;
    let (cells, kinds) = (table.cells(), table.kinds());
    let described = table.headings.iter().zip(&kinds).enumerate();
    let fields: Vec<Value> = described.map(|(c, (h, k))| field(h, kind(&cells, c, h, *k), book.flavour)).collect();
    let mut schema = json!({"fields": fields, "missingValues": [""]});
    let own = keys.own(table);
    if let Some(own) = own {
        schema["primaryKey"] = json!(own);
    }
    let foreign = foreign(table, &cells, keys);
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::Array(foreign);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": slug(&table.name),
        "path": format!("tables/{}.csv", table.name),
        "description": table.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": if plain { "utf-8" } else { "utf-8-sig" },
        "dialect": {
            "delimiter": if book.flavour == Flavour::ExcelEu { ";" } else { "," },
            "lineTerminator": if plain { "\n" } else { "\r\n" },
            "quoteChar": "\"",
            "doubleQuote": true,
            "header": true,
        },
        "schema": schema,
    })
}

fn field(heading: &Heading, kind: &str, flavour: Flavour) -> Value {
    let mut out = json!({"name": heading.name, "type": kind, "description": heading.meaning});
    if !heading.unit.is_empty() {
        out["unit"] = json!(heading.unit);
    }
    if kind == "number" && flavour == Flavour::ExcelEu {
        out["decimalChar"] = json!(",");
    }
    out
}

/// The type of a column; a column of nothing but days is one of dates, days and times in any mixture are text.
fn kind(cells: &[Vec<Cell>], column: usize, heading: &Heading, kind: Kind) -> &'static str {
    let mut values = cells.iter().filter_map(|row| row.get(column)).filter(|c| **c != Cell::Missing).peekable();
    let day = |c: &Cell| matches!(c, Cell::Text(t) if t.len() == 10 && t.parse::<jiff::civil::Date>().is_ok());
    match kind {
        Kind::Int => "integer",
        Kind::Float => "number",
        Kind::Bool => "boolean",
        Kind::Text if heading.unit == "ISO 8601" && values.peek().is_some() && values.all(day) => "date",
        Kind::Text => "string",
    }
}

/// Columns all of whose ids are rows of another table (or of this one: a part and its whole).
fn foreign(table: &Table, cells: &[Vec<Cell>], keys: &Keys) -> Vec<Value> {
    let mut out = Vec::new();
    for (c, heading) in table.headings.iter().enumerate().filter(|(_, h)| keys.own(table) != Some(&h.name)) {
        let texts = || cells.iter().filter_map(|row| if let Some(Cell::Text(t)) = row.get(c) { Some(t.as_str()) } else { None });
        let Some(first) = texts().next() else { continue };
        let by_value = || first.rsplit_once('-').map(|(stem, _)| format!("{stem}_id"));
        let Some(key) = keys.home(&heading.name).map(String::from).or_else(by_value) else { continue };
        let Some(home) = keys.table(&key) else { continue };
        if texts().all(|v| keys.within(&key, v).is_some()) {
            let resource = if home == table.name { String::new() } else { slug(home) };
            out.push(json!({"fields": heading.name, "reference": {"resource": resource, "fields": key}}));
        }
    }
    out
}
