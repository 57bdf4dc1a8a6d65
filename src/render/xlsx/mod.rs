//! `report.xlsx`: contents, findings, charts, a sheet a table, codebook and settings; every id leads to its row.
//!
//! Text is written as text whatever it begins with, so nothing runs as a formula; numbers and dates are numbers and dates.

mod counted;
mod date;
mod front;
mod names;
mod sheet;
mod styles;

use super::book::{Book, Keys};
use crate::frame::Table;
use names::Names;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use styles::Styles;

/// The workbook's bytes: the same for the same book.
///
/// # Errors
/// What the writer of the format says; the limits of the format (characters a cell, rows a sheet, links a sheet) are kept here
/// and are none.
pub fn xlsx(book: &Book) -> Result<Vec<u8>, String> {
    written(book).map_err(|error| format!("report.xlsx: {error}"))
}

fn written(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The clock stays out of the file.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(&book.title)
        .set_subject("How news outlets cover the same event: labels, figures, sources")
        .set_author("Parallax")
        .set_comment(&book.scope)
        .set_creation_datetime(&created);
    workbook.set_properties(&properties);
    let styles = Styles::default();
    let tables = in_order(book);
    let names = Names::new(book, &tables);
    let keys = Keys::new(&book.tables);
    front::contents(workbook.add_worksheet(), book, &tables, &names, &styles)?;
    let mut pictured = std::collections::BTreeSet::new();
    let sheet = |table: &&Table| {
        let mut sheet = Worksheet::new();
        sheet::table(&mut sheet, table, (&keys, &counted::counted(table, book, &keys)), &names, &styles).map(|()| sheet)
    };
    let sheets: Vec<Worksheet> = tables.par_iter().map(sheet).collect::<Result<_, _>>()?;
    for (table, sheet) in tables.iter().zip(sheets) {
        // Charts stand before the first table of their comparison.
        let exhibit = book.exhibits.iter().find(|e| e.tables.iter().any(|t| t.name == table.name));
        if let Some(exhibit) = exhibit.filter(|e| !e.charts.is_empty() && pictured.insert(e.name)) {
            front::charts(workbook.add_worksheet(), book, exhibit, &names, &styles)?;
        }
        workbook.push_worksheet(sheet);
    }
    for exhibit in book.exhibits.iter().filter(|e| !e.charts.is_empty() && !pictured.contains(e.name)) {
        front::charts(workbook.add_worksheet(), book, exhibit, &names, &styles)?;
    }
    front::settings(workbook.add_worksheet(), book, &styles)?;
    workbook.save_to_buffer()
}

/// Findings first, then what the comparisons say, then the evidence, then what became of the inputs; the codebook last.
fn in_order<'r>(book: &Book<'r>) -> Vec<&'r Table> {
    let compared = |t: &Table| book.exhibits.iter().any(|e| e.tables.iter().any(|x| x.name == t.name));
    let place = |t: &Table| match t.name.as_str() {
        "findings" | "findings_evidence" => 0,
        "codebook" => 5,
        "inputs" | "problems" | "references" => 4,
        "features" => 2,
        _ if compared(t) => 1,
        _ => 3,
    };
    let mut tables = book.tables.clone();
    tables.sort_by_key(|t| place(t));
    tables
}
