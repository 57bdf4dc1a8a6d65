//! The sheets that are no tables: contents, charts, settings.

use super::super::book::{Book, DPI, pixels};
use super::names::{Names, address};
use super::sheet::cut;
use super::styles::Styles;
use crate::compare::Exhibit;
use crate::frame::Table;
use rust_xlsxwriter::{Image, Url, Worksheet, XlsxError};

/// Spreadsheets show 96 pixels an inch, and a row of text is 20 of them high.
const SCREEN: f64 = 96.0;
const ROW: f64 = 20.0;

/// Every sheet: a link, what a row of it is, how many there are.
pub fn contents(sheet: &mut Worksheet, book: &Book, tables: &[&Table], names: &Names, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("contents")?;
    sheet.write_string_with_format(0, 0, cut(&book.title, "settings"), &styles.title)?;
    sheet.write_string_with_format(1, 0, cut(&book.scope, "settings"), &styles.text)?;
    let how = "Blue counts and ids lead to the rows that they count (their ids stand where the pointer rests); a note at each column's head says what it means. An empty cell is missing, never zero.";
    sheet.write_string_with_format(2, 0, how, &styles.text)?;
    for (c, head) in [(0, "sheet"), (1, "rows"), (2, "what it is")] {
        sheet.write_string_with_format(4, c, head, &styles.header)?;
    }
    for (c, width) in [(0, 28.0), (1, 9.0), (2, 90.0)] {
        sheet.set_column_width(c, width)?;
    }
    let mut row = 5;
    let mut line = |name: &str, rows: Option<usize>, about: &str| -> Result<(), XlsxError> {
        sheet.write_url_with_format(row, 0, Url::new(address(name, 0)).set_text(name), &styles.link)?;
        if let Some(rows) = rows {
            sheet.write_number_with_format(row, 1, rows as f64, &styles.count)?;
        }
        sheet.write_string_with_format(row, 2, about, &styles.wrapped)?;
        row += 1;
        Ok(())
    };
    for exhibit in book.exhibits.iter().filter(|e| !e.charts.is_empty()) {
        line(names.charts(exhibit.name), None, &format!("Charts: {}", exhibit.title))?;
    }
    for table in tables {
        line(names.table(&table.name), Some(table.height()), &table.about)?;
    }
    line("settings", None, "Settings, versions and counts; notes of the comparisons")?;
    sheet.set_freeze_panes(5, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The charts of a comparison one below the other, each under its title.
pub fn charts(sheet: &mut Worksheet, book: &Book, exhibit: &Exhibit, names: &Names, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(names.charts(exhibit.name))?;
    sheet.set_screen_gridlines(false).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, exhibit.title, &styles.title)?;
    sheet.set_column_width(0, 28)?;
    for (c, table) in exhibit.tables.iter().enumerate().take(12) {
        let url = Url::new(address(names.table(&table.name), 0)).set_text(&table.name);
        sheet.write_url_with_format(1, c as u16, url, &styles.link)?;
    }
    let mut row = 3;
    for chart in &exhibit.charts {
        let Some((png, (w, h))) = book.pictures.get(&chart.name).and_then(|png| Some((png, pixels(png)?))) else { continue };
        sheet.write_string_with_format(row, 0, cut(&format!("{} ({})", chart.title, chart.n), "findings"), &styles.bold)?;
        let image = Image::new_from_buffer(png)?.set_alt_text(alt(&chart.alt));
        let (w, h) = (f64::from(w) / DPI * SCREEN, f64::from(h) / DPI * SCREEN);
        sheet.insert_image(row + 1, 0, &image.set_scale_to_size(w, h, false))?;
        row += (h / ROW).ceil() as u32 + 3;
    }
    Ok(())
}

/// As much of the description as the format allows, to the last whole word; the picture's file has all of it.
fn alt(text: &str) -> String {
    let mut used = 0;
    let fits: String = text.chars().take_while(|c| (used += c.len_utf16(), used <= 250).1).collect();
    if fits.len() == text.len() { fits } else { format!("{} …", fits.rsplit_once(' ').map_or(fits.as_str(), |(head, _)| head)) }
}

/// Settings by name, then the notes of every comparison.
pub fn settings(sheet: &mut Worksheet, book: &Book, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name("settings")?;
    sheet.set_column_width(0, 28)?;
    sheet.set_column_width(1, 110)?;
    for (c, head) in [(0, "setting"), (1, "value")] {
        sheet.write_string_with_format(0, c, head, &styles.header)?;
    }
    let here =
        ("times in this workbook".to_string(), "times with an offset are shown in UTC; the CSV files have them as given".to_string());
    let notes = book.exhibits.iter().flat_map(|e| e.notes.iter().map(|n| (format!("note on {}", e.name), n.clone())));
    let lines = book.settings.iter().cloned().chain([here]).chain(notes);
    for (row, (name, value)) in lines.enumerate() {
        sheet.write_string_with_format(row as u32 + 1, 0, cut(&name, "codebook"), &styles.text)?;
        sheet.write_string_with_format(row as u32 + 1, 1, cut(&value, "codebook"), &styles.wrapped)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(())
}
