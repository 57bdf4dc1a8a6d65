//! Tables to CSV: UTF-8, comma, LF, empty for missing, fixed number format; or what spreadsheets want.

use crate::frame::{Cell, Table};

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Flavour {
    /// UTF-8 without BOM, comma, LF: for programs.
    #[default]
    Plain,
    /// BOM, CRLF, formula guard on text cells: for Excel with an English locale.
    Excel,
    /// As `Excel`, with semicolon and decimal comma: for Excel with a continental locale.
    ExcelEu,
}

/// The table's bytes.
pub fn csv(table: &Table, flavour: Flavour) -> Vec<u8> {
    let header = table.headings.iter().map(|h| cell(&Cell::Text(h.name.clone()), flavour)).collect();
    let rows = table.cells().into_iter().map(|row| row.iter().map(|c| cell(c, flavour)).collect());
    write(std::iter::once(header).chain(rows), flavour)
}

/// A table that stands as plain CSV already (the data of a chart), in another flavour.
pub fn reflavour(text: &str, flavour: Flavour) -> Vec<u8> {
    if flavour == Flavour::Plain {
        return text.as_bytes().to_vec();
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let field = |f: &str| match f.parse::<f64>() {
        Ok(_) if flavour == Flavour::ExcelEu => f.replace('.', ","),
        Ok(_) => f.to_string(),
        Err(_) => guard(f),
    };
    write(reader.records().flatten().map(|r| r.iter().map(field).collect()), flavour)
}

/// Records to CSV bytes.
pub fn write(records: impl Iterator<Item = Vec<String>>, flavour: Flavour) -> Vec<u8> {
    let start = if flavour == Flavour::Plain { Vec::new() } else { vec![0xEF, 0xBB, 0xBF] };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(if flavour == Flavour::ExcelEu { b';' } else { b',' })
        .terminator(if flavour == Flavour::Plain { csv::Terminator::Any(b'\n') } else { csv::Terminator::CRLF })
        .from_writer(start);
    for record in records {
        writer.write_record(record).expect("records of one table have one length, and memory does not fail");
    }
    writer.into_inner().expect("memory does not fail")
}

/// A value as text. Floats have at most six decimals, without trailing zeros: `0.5`, `12`, `0.333333`.
pub fn cell(cell: &Cell, flavour: Flavour) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) if flavour != Flavour::Plain => guard(text),
        Cell::Text(text) => text.clone(),
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) if flavour == Flavour::ExcelEu => number(*x).replace('.', ","),
        Cell::Float(x) => number(*x),
        Cell::Bool(yes) => yes.to_string(),
    }
}

/// A number with at most six decimals.
pub fn number(x: f64) -> String {
    let text = format!("{x:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_string() } else { text.to_string() }
}

/// An apostrophe before what a spreadsheet would run as a formula.
fn guard(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_string() }
}
