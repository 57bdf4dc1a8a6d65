//! A table on its sheet: header with the codebook's words as notes, filter, types, links.

use super::super::book::Keys;
use super::counted::Counted;
use super::date::excel;
use super::names::{Names, address};
use super::styles::Styles;
use crate::frame::{Cell, Heading, Table};
use rust_xlsxwriter::{Format, Note, Url, Worksheet, XlsxError};
use std::collections::BTreeMap;

/// Most characters (of UTF-16) in a cell.
const MOST_CHARS: usize = 32_767;
/// Most rows of a sheet; one is the header, one is kept for the pointer to the rest.
const MOST_ROWS: usize = 1_048_576 - 2;
/// Most links of a sheet.
const MOST_LINKS: usize = 65_000;
/// Wide pivots of a big corpus would drown in notes; the codebook has the same words.
const MOST_NOTES: usize = 60;
/// Rows that decide the width of a column.
const LOOKED_AT: usize = 300;
/// A column with longer texts is this wide and wraps.
const WIDEST: usize = 60;

/// Writes a table from A1 on.
pub fn table(
    sheet: &mut Worksheet,
    table: &Table,
    (keys, counted): (&Keys, &BTreeMap<(usize, usize), Counted>),
    names: &Names,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(names.table(&table.name))?;
    let cells = table.cells();
    let columns: Vec<Look> = (0..table.headings.len()).map(|c| look(&table.headings[c], c, &cells)).collect();
    for (c, (heading, look)) in table.headings.iter().zip(&columns).enumerate() {
        let c = c as u16;
        sheet.write_string_with_format(0, c, cut(&heading.name, &table.name), &styles.header)?;
        sheet.set_column_width(c, look.width as f64)?;
        if table.headings.len() <= MOST_NOTES {
            sheet.insert_note(0, c, &note(heading))?;
        }
    }
    let own = keys.own(table);
    let homes: Vec<Option<&str>> = table.headings.iter().map(|h| keys.home(&h.name)).collect();
    let mut links = 0;
    for (r, row) in cells.iter().enumerate().take(MOST_ROWS) {
        for (c, (cell, heading)) in row.iter().zip(&table.headings).enumerate() {
            let place = (r as u32 + 1, c as u16);
            let target = match cell {
                Cell::Text(text) if links < MOST_LINKS && own != Some(&heading.name) => link(text, (heading, homes[c]), keys, names),
                _ => None,
            };
            links += usize::from(target.is_some());
            if let (Some(rows), Cell::Int(n)) = (counted.get(&(r, c)).filter(|r| r.first < MOST_ROWS && links < MOST_LINKS), cell) {
                links += 1;
                // The link lies under the number, which stays one.
                let url = Url::new(address(names.table(&rows.table), rows.first + 1)).set_tip(&rows.tip);
                sheet.write_url(place.0, place.1, url)?;
                sheet.write_number_with_format(place.0, place.1, *n as f64, &styles.counted)?;
                continue;
            }
            write(sheet, place, cell, (&columns[c], target), table, styles)?;
        }
    }
    let (rows, last) = (cells.len().min(MOST_ROWS) as u32, table.headings.len().saturating_sub(1) as u16);
    if cells.len() > MOST_ROWS {
        let words = format!("… {} more rows: see tables/{}.csv", cells.len() - MOST_ROWS, table.name);
        sheet.write_string_with_format(rows + 1, 0, words, &styles.bold)?;
    }
    if !table.headings.is_empty() {
        sheet.autofilter(0, 0, rows, last)?;
    }
    // The header stays; beside evidence the id stays too.
    sheet.set_freeze_panes(1, u16::from(own.is_some()))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn note(heading: &Heading) -> Note {
    let unit = if heading.unit.is_empty() { String::new() } else { format!(" [{}]", heading.unit) };
    let text = format!("{}{unit}", heading.meaning);
    let lines = 1 + text.chars().count() / 38;
    Note::new(text).add_author_prefix(false).set_author("Parallax").set_width(260).set_height(16 * lines as u32 + 14)
}

/// How a column is shown.
struct Look {
    kind: Show,
    wraps: bool,
    width: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Plain,
    Count,
    Share,
    Rate,
    Date,
}

fn look(heading: &Heading, column: usize, cells: &[Vec<Cell>]) -> Look {
    let unit = heading.unit.as_str();
    let kind = match unit {
        "ISO 8601" => Show::Date,
        u if u.starts_with("share") => Show::Share,
        u if u.starts_with("per 1,000") => Show::Rate,
        u if u.contains("number") || u.contains("row") || u.is_empty() || u == "year" => Show::Plain,
        _ => Show::Count,
    };
    let length = |cell: &Cell| match cell {
        Cell::Text(text) => text.lines().map(|l| l.chars().count()).max().unwrap_or(0),
        Cell::Missing => 0,
        Cell::Bool(_) => 6,
        Cell::Int(n) => n.to_string().len() + 2,
        Cell::Float(_) => 8,
    };
    let lines = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains('\n'));
    let looked = || cells.iter().take(LOOKED_AT).filter_map(|row| row.get(column));
    let longest = looked().map(length).max().unwrap_or(0);
    // Headers wrap, so half their length is enough, but no word is broken.
    let word = heading.name.split('_').map(|w| w.chars().count()).max().unwrap_or(0);
    let header = (heading.name.chars().count() / 2).max(word) + 4;
    Look { kind, wraps: longest > WIDEST || looked().any(lines), width: longest.max(header).clamp(7, WIDEST) + 1 }
}

/// Where a text leads: the web, or the row that bears this id.
fn link(text: &str, (heading, home): (&Heading, Option<&str>), keys: &Keys, names: &Names) -> Option<String> {
    if heading.name == "url" || heading.name.ends_with("_url") {
        let web = text.starts_with("https://") || text.starts_with("http://");
        return (web && text.len() < 2000 && !text.contains(char::is_whitespace)).then(|| text.to_string());
    }
    let first = text.split([';', ',', ' ']).next().unwrap_or_default();
    let by_column = home.and_then(|key| keys.within(key, text).or_else(|| keys.within(key, first)));
    let (table, row) = by_column.or_else(|| keys.find(first))?;
    (row < MOST_ROWS).then(|| address(names.table(table), row + 1))
}

type Place = (u32, u16);

fn write(
    sheet: &mut Worksheet,
    (r, c): Place,
    cell: &Cell,
    (look, target): (&Look, Option<String>),
    table: &Table,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let text = if look.wraps { &styles.wrapped } else { &styles.text };
    match cell {
        Cell::Missing => sheet,
        Cell::Int(n) if n.unsigned_abs() < (1 << 53) => sheet.write_number_with_format(r, c, *n as f64, numeric(look, styles))?,
        Cell::Int(n) => sheet.write_string_with_format(r, c, n.to_string(), text)?,
        Cell::Float(x) if look.kind == Show::Count => sheet.write_number_with_format(r, c, *x, &styles.number)?,
        Cell::Float(x) => sheet.write_number_with_format(r, c, *x, numeric(look, styles))?,
        Cell::Bool(yes) => sheet.write_boolean_with_format(r, c, *yes, &styles.truth)?,
        Cell::Text(words) => match (target, excel(words).filter(|_| look.kind == Show::Date)) {
            (Some(target), _) => {
                let style = if look.wraps { &styles.wrapped_link } else { &styles.link };
                let url = Url::new(target).set_text(cut(words, &table.name));
                if sheet.write_url_with_format(r, c, url, style).is_err() {
                    sheet.write_string_with_format(r, c, cut(words, &table.name), text)?;
                }
                sheet
            }
            (None, Some((time, clock))) => {
                sheet.write_datetime_with_format(r, c, &time, if clock { &styles.time } else { &styles.date })?
            }
            (None, None) => sheet.write_string_with_format(r, c, cut(words, &table.name), text)?,
        },
    };
    Ok(())
}

fn numeric<'s>(look: &Look, styles: &'s Styles) -> &'s Format {
    match look.kind {
        Show::Count => &styles.count,
        Show::Share => &styles.share,
        Show::Rate => &styles.rate,
        Show::Plain | Show::Date => &styles.number,
    }
}

/// The text as far as a cell holds it, with a pointer to the whole.
pub fn cut(text: &str, table: &str) -> String {
    if text.len() <= MOST_CHARS || text.encode_utf16().count() <= MOST_CHARS {
        return text.to_string();
    }
    let pointer = format!(" … [cut: the whole text is in tables/{table}.csv]");
    let room = MOST_CHARS - pointer.encode_utf16().count();
    let mut used = 0;
    let kept: String = text.chars().take_while(|c| (used += c.len_utf16(), used <= room).1).collect();
    kept + &pointer
}
