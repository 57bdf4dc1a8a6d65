//! Heat maps: darker is more, and the number stands in the cell.

use super::axis::{TICK_SIZE, decimals, fixed, number};
use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame, missing};

use super::palette::on;
use super::rows::{Columns, Rows, draw_label, label_width, middle};
use super::text::{Cut, regular, shorten, width, wrap_even};
use crate::compare::exhibit::{Chart, HeatCell, HeatMap};

/// Narrowest column; those of long words in the cells are as wide as these, up to a width that is always enough.
const MIN_COLUMN: f64 = 20.0;
const ENOUGH: f64 = 34.0;
const MAX_PITCH: f64 = 46.0;
/// Smallest letters in a cell.
const SMALLEST: f64 = 10.5;
/// Said of columns without room.
pub const MORE_COLUMNS: &str = "more columns (see table)";
/// Most lines of a heading.
const HEADING_LINES: usize = 4;
/// Columns narrower than this carry their headings upright.
const UPRIGHT: f64 = 58.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, heat: &HeatMap, sheet: (f64, f64)) {
    let values: Vec<f64> = heat.rows.iter().flat_map(|r| r.cells.iter().filter_map(usable)).collect();
    let low = values.iter().copied().fold(0.0f64, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max).max(low);
    let places = decimals(values.iter().copied(), &heat.unit);
    let mut legend = Vec::new();
    if let Some((yes, no)) = heat.unit.split_once('|') {
        // Yes and no are no scale: a swatch each.
        for (name, share) in [(yes, 1.0), (no, 0.0)] {
            let paint = canvas.theme.plain(canvas.theme.ramp(share));
            legend.push(Entry { label: name.to_string(), swatch: Swatch::Paint(paint) });
        }
    } else if !values.is_empty() {
        legend.push(Entry { label: scale_words((low, high), &heat.unit), swatch: Swatch::Ramp });
    }
    if heat.rows.iter().any(|r| (0..heat.columns.len()).any(|i| r.cells.get(i).and_then(usable).is_none())) {
        let label = if heat.missing.is_empty() { "no data" } else { &heat.missing };
        legend.push(Entry { label: label.into(), swatch: Swatch::Missing });
    }
    let area = frame(canvas, chart, sheet, &legend);

    let pitch = (area.h * 0.85 / heat.rows.len().max(1) as f64).min(MAX_PITCH);
    let labels_in = |room: f64| label_width(heat.rows.iter().map(|r| r.label.as_str()), 14.0, pitch, room);
    // Whole labels where that leaves the columns wide enough for headings that lie.
    let whole = labels_in(area.w);
    let labels = if area.w - whole >= UPRIGHT * heat.columns.len() as f64 { whole } else { labels_in(area.w * 0.75) };
    let fitting = ((area.w - labels) / narrowest(heat, places)).floor().max(1.0) as usize;
    let shown = heat.columns.len().min(fitting);
    let cell_width = ((area.w - labels) / shown.max(1) as f64).min(if shown < 4 { 320.0 } else { 200.0 });
    let style = headings(heat, shown, cell_width, area.h);
    let head = style.height;
    let hidden_columns = heat.columns.len() - shown;
    let below = if hidden_columns > 0 { 18.0 } else { 4.0 };
    let body = Area { y: area.y + head, h: area.h - head - below, ..area };
    let rows = Rows::fit(heat.rows.len(), body, Columns::One, MAX_PITCH);
    let top = rows.strip(0).y;
    for (i, name) in heat.columns.iter().take(shown).enumerate() {
        let x = area.x + labels + cell_width * i as f64;
        draw_heading(canvas, name, Area { x, y: top - head, w: cell_width, h: head }, style);
    }
    for (i, row) in heat.rows.iter().take(rows.shown).enumerate() {
        let strip = rows.strip(i);
        draw_label(canvas, &row.label, &Area { h: strip.h - 2.0, ..strip }, rows.size.min(14.0), labels);
        for j in 0..shown {
            let cell = Area { x: strip.x + labels + cell_width * j as f64, y: strip.y, w: cell_width - 2.0, h: strip.h - 2.0 };
            if let Some(name) = heat.columns.get(j) {
                canvas.spot(cell, &row.label, name);
            }
            draw_cell(canvas, row.cells.get(j), cell, (low, high), (rows.size.min(14.0), places));
        }
    }
    rows.close(canvas);
    if hidden_columns > 0 {
        let words = format!("and {hidden_columns} {MORE_COLUMNS}");
        canvas.text(
            &words,
            (area.x + labels, top + rows.pitch * rows.per_column as f64 + 14.0),
            regular(TICK_SIZE),
            canvas.theme.grey,
            Anchor::Start,
        );
    }
}

/// What the widest words of all cells need.
fn narrowest(heat: &HeatMap, places: usize) -> f64 {
    let words = |cell: &HeatCell| match usable(cell) {
        Some(value) if cell.text.is_empty() => width(&fixed(value, places), regular(SMALLEST)),
        _ => width(&cell.text, regular(SMALLEST)),
    };
    heat.rows.iter().flat_map(|r| &r.cells).map(words).fold(0.0, f64::max).clamp(MIN_COLUMN - 6.0, ENOUGH - 6.0) + 6.0
}

/// The ends of the scale: "0 to 3 claims", "0% to 89.2% of words".
fn scale_words((low, high): (f64, f64), unit: &str) -> String {
    match unit.strip_prefix('%') {
        Some(rest) => format!("{}% to {}%{rest}", number(low), number(high)),
        None => format!("{} to {} {unit}", number(low), number(high)),
    }
}

fn usable(cell: &HeatCell) -> Option<f64> {
    cell.value.filter(|v| v.is_finite())
}

fn draw_cell(canvas: &Canvas, cell: Option<&HeatCell>, a: Area, (low, high): (f64, f64), (size, places): (f64, usize)) {
    let baseline = middle(&a) + size * 0.36;
    let text = cell.map(|c| c.text.as_str()).unwrap_or_default();
    let Some(value) = cell.and_then(usable) else {
        missing(canvas, a);
        if text.is_empty() {
            return;
        }
        canvas.plate(
            &shorten(text, regular(size), a.w - 8.0, Cut::End),
            (a.x + a.w / 2.0, middle(&a)),
            regular(size),
            canvas.theme.grey,
            canvas.theme.pale,
        );
        return;
    };
    let share = if high > low { (value - low) / (high - low) } else { 0.5 };
    let ground = canvas.theme.ramp(share);
    canvas.rect(a, ground);
    let written = fixed(value, places);
    let words = if text.is_empty() { &written } else { text };
    let face = [size, SMALLEST, 9.0].into_iter().find(|&s| width(words, regular(s)) <= a.w - 4.0).unwrap_or(9.0);
    let words = shorten(words, regular(face), a.w - 4.0, Cut::End);
    canvas.text(&words, (a.x + a.w / 2.0, baseline), regular(face), on(ground), Anchor::Middle);
}

/// How the headings of columns are set.
#[derive(Clone, Copy)]
struct Headings {
    size: f64,
    upright: bool,
    height: f64,
}

fn headings(heat: &HeatMap, shown: usize, cell_width: f64, room: f64) -> Headings {
    let names = || heat.columns.iter().take(shown);
    let fits = |size: f64| names().flat_map(|n| n.split_whitespace()).all(|word| width(word, regular(size)) <= cell_width - 4.0);
    let size = [13.0, 12.0, 11.0, 10.5].into_iter().find(|&size| cell_width >= UPRIGHT && fits(size));
    let Some(size) = size else {
        let longest = names().map(|n| width(n, regular(12.0))).fold(0.0, f64::max);
        return Headings { size: 12.0, upright: true, height: longest.min((room * 0.36).max(180.0)) + 10.0 };
    };
    let lines = names().map(|n| wrap_even(n, regular(size), cell_width - 4.0, HEADING_LINES, Cut::End).len()).max().unwrap_or(1);
    Headings { size, upright: false, height: 15.0 * lines as f64 + 8.0 }
}

fn draw_heading(canvas: &Canvas, name: &str, a: Area, style: Headings) {
    let face = regular(style.size);
    let centre = a.x + (a.w - 2.0) / 2.0;
    if style.upright {
        let words = shorten(name, face, a.h - 8.0, Cut::Middle);
        canvas.upright_text(&words, (centre + 4.3, a.bottom() - 6.0), face, canvas.theme.ink);
        return;
    }
    let lines = wrap_even(name, face, a.w - 4.0, HEADING_LINES, Cut::End);
    let first = a.bottom() - 8.0 - 15.0 * (lines.len() as f64 - 1.0);
    for (i, line) in lines.iter().enumerate() {
        canvas.text(line, (centre, first + 15.0 * i as f64), face, canvas.theme.ink, Anchor::Middle);
    }
}
