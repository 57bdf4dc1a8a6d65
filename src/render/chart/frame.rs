//! What surrounds every drawing: title, subtitle, legend, note, footer.

use plotters::style::RGBColor;

use super::canvas::{Anchor, Area, Canvas, Fill};
use super::palette::{Paint, mix};
use super::text::{Cut, regular, semibold, shorten, width, wrap, wrap_even};
use crate::compare::exhibit::{Category, Chart, Symbol};

/// A legend entry.
pub struct Entry {
    pub label: String,
    pub swatch: Swatch,
}

/// What stands before the words of a legend entry.
pub enum Swatch {
    Paint(Paint),
    Symbol(Symbol, RGBColor, Fill),
    Range(RGBColor),
    Arrow(RGBColor),
    Upright(RGBColor),
    Band(RGBColor),
    Missing,
    Ramp,
    Underline(RGBColor, usize),
}

const LEGEND_SIZE: f64 = 13.0;
const LEGEND_LINE: f64 = 22.0;
/// Height of sheet for each line that a legend may take.
const SHEET_A_LINE: f64 = 180.0;

/// Legend entries of categories, in their paint.
pub fn painted(canvas: &Canvas, categories: &[Category], all: &[String]) -> Vec<Entry> {
    let entry = |c: &Category| Entry { label: c.label.clone(), swatch: Swatch::Paint(canvas.theme.paint(&c.key, all)) };
    categories.iter().map(entry).collect()
}

/// Side margin of a sheet of a width.
pub fn margin(sheet_width: f64) -> f64 {
    if sheet_width < 1000.0 { 34.0 } else { 44.0 }
}

/// Draws the surroundings and gives back the area that is left for the drawing.
pub fn frame(canvas: &Canvas, chart: &Chart, sheet: (f64, f64), legend: &[Entry]) -> Area {
    let side = margin(sheet.0);
    let room = sheet.0 - 2.0 * side;
    let mut y = side - 6.0;
    y = title(canvas, &chart.title, side, y, room);
    y = subtitle(canvas, chart, side, y, room);
    if !legend.is_empty() {
        let lines = ((sheet.1 / SHEET_A_LINE).floor() as usize).max(2);
        y = draw_legend(canvas, legend, (side, y + 8.0), (room, lines));
    }
    let bottom = foot(canvas, chart, sheet, side, room);
    let top = y + 16.0;
    Area { x: side, y: top, w: room, h: (bottom - top).max(60.0) }
}

/// A chart without rows says so.
pub fn nothing(canvas: &Canvas, chart: &Chart, sheet: (f64, f64)) {
    let area = frame(canvas, chart, sheet, &[]);
    let middle = (area.x + area.w / 2.0, area.y + area.h / 2.0);
    canvas.text("Nothing found to show", middle, regular(18.0), canvas.theme.grey, Anchor::Middle);
}

fn title(canvas: &Canvas, words: &str, x: f64, y: f64, room: f64) -> f64 {
    let (large, small) = if room < 900.0 { (24.0, 20.0) } else { (28.0, 24.0) };
    let fits = |size: f64| !wrap(words, semibold(size), room, 2, Cut::End).iter().any(|line| line.contains('…'));
    let size = if fits(large) { large } else { small };
    let lines = wrap_even(words, semibold(size), room, if fits(size) { 2 } else { 3 }, Cut::End);
    for (i, line) in lines.iter().enumerate() {
        canvas.text(line, (x, y + size * (0.9 + 1.2 * i as f64)), semibold(size), canvas.theme.ink, Anchor::Start);
    }
    y + size * 1.2 * lines.len() as f64 + 6.0
}

fn subtitle(canvas: &Canvas, chart: &Chart, x: f64, y: f64, room: f64) -> f64 {
    let face = regular(15.0);
    let parts = [chart.subtitle.trim_end_matches('.'), chart.n.as_str()];
    let words = parts.iter().filter(|p| !p.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    // The sample stays whole: it goes on a line of its own rather than being broken.
    let lines = if width(&words, face) <= room {
        vec![words]
    } else {
        let first = wrap_even(chart.subtitle.trim_end_matches('.'), face, room, 3, Cut::End);
        let joined = first.last().map(|last| format!("{last} · {}", chart.n)).filter(|last| first.len() > 1 && width(last, face) <= room);
        match joined {
            Some(last) => first.iter().take(first.len() - 1).cloned().chain([last]).collect(),
            None => first.into_iter().chain([shorten(&chart.n, face, room, Cut::End)]).collect(),
        }
    };
    for (i, line) in lines.iter().filter(|l| !l.is_empty()).enumerate() {
        canvas.text(line, (x, y + 15.0 + 20.0 * i as f64), face, canvas.theme.grey, Anchor::Start);
    }
    y + 20.0 * lines.len() as f64
}

/// Note and footer, from the bottom edge upwards. Gives back where the drawing must end.
fn foot(canvas: &Canvas, chart: &Chart, (_, height): (f64, f64), x: f64, room: f64) -> f64 {
    let mut y = height - 20.0;
    let footer = wrap(&chart.footer, regular(11.5), room, 3, Cut::End);
    for line in footer.iter().rev() {
        canvas.text(line, (x, y), regular(11.5), canvas.theme.grey, Anchor::Start);
        y -= 15.0;
    }
    let note = wrap(&chart.note, regular(12.0), room, 4, Cut::End);
    if !note.is_empty() {
        y -= 2.0;
    }
    for line in note.iter().rev() {
        canvas.text(line, (x, y), regular(12.0), canvas.theme.ink, Anchor::Start);
        y -= 16.0;
    }
    y - 5.0
}

/// Draws the entries in lines and gives back where the next thing may start.
fn draw_legend(canvas: &Canvas, entries: &[Entry], (x0, y0): (f64, f64), (room, lines): (f64, usize)) -> f64 {
    let face = regular(LEGEND_SIZE);
    let (mut x, mut line) = (x0, 0);
    for (i, entry) in entries.iter().enumerate() {
        let left = entries.len() - i;
        let more = format!("and {left} more");
        let label = shorten(&entry.label, face, 320.0, Cut::End);
        let sign = swatch_width(&entry.swatch);
        let whole = sign + width(&label, face);
        let reserve = if line + 1 == lines && left > 1 { width(&more, face) + 20.0 } else { 0.0 };
        if x > x0 && x + whole + reserve > x0 + room {
            if line + 1 == lines {
                canvas.drop(left);
                canvas.text(&more, (x, y0 + LEGEND_LINE * line as f64 + 14.5), face, canvas.theme.grey, Anchor::Start);
                break;
            }
            x = x0;
            line += 1;
        }
        let middle = y0 + LEGEND_LINE * line as f64 + 10.0;
        draw_swatch(canvas, &entry.swatch, x, middle);
        canvas.text(&label, (x + sign, middle + 4.6), face, canvas.theme.ink, Anchor::Start);
        x += whole + 20.0;
    }
    y0 + LEGEND_LINE * (line + 1) as f64
}

fn swatch_width(swatch: &Swatch) -> f64 {
    match swatch {
        Swatch::Paint(_) | Swatch::Missing | Swatch::Band(_) => 22.0,
        Swatch::Symbol(..) | Swatch::Upright(_) => 17.0,
        Swatch::Range(_) | Swatch::Arrow(_) | Swatch::Underline(..) => 34.0,
        Swatch::Ramp => 128.0,
    }
}

fn draw_swatch(canvas: &Canvas, swatch: &Swatch, x: f64, middle: f64) {
    let block = Area { x, y: middle - 7.5, w: 15.0, h: 15.0 };
    match swatch {
        Swatch::Paint(paint) => canvas.paint(block, *paint),
        Swatch::Symbol(symbol, colour, fill) => canvas.symbol(*symbol, (x + 5.5, middle), 5.5, *colour, *fill),
        Swatch::Range(colour) => canvas.rect(Area { x, y: middle - 3.0, w: 26.0, h: 6.0 }, *colour),
        Swatch::Upright(colour) => canvas.rect(Area { x: x + 4.0, y: middle - 8.0, w: 3.0, h: 16.0 }, *colour),
        Swatch::Arrow(colour) => arrow(canvas, (x, middle), x + 26.0, *colour),
        Swatch::Band(colour) => canvas.rect(block, *colour),
        Swatch::Missing => missing(canvas, block),
        Swatch::Ramp => {
            for i in 0..60 {
                // Each to the end, over the one before, so that no seam shows at other sizes.
                let cell = Area { x: x + f64::from(i) * 2.0, w: 120.0 - f64::from(i) * 2.0, ..block };
                canvas.rect(cell, canvas.theme.ramp(f64::from(i) / 59.0));
            }
        }
        Swatch::Underline(colour, style) => canvas.underline((x, middle + 3.0), 26.0, canvas.theme.edge(*colour), *style),
    }
}

/// The ground of a missing cell.
pub fn missing(canvas: &Canvas, a: Area) {
    canvas.rect(a, canvas.theme.pale);
    canvas.hatch(a, mix(canvas.theme.pale, canvas.theme.axis, 0.45), 1.0);
}

/// A line with a head that ends at `to`.
pub fn arrow(canvas: &Canvas, from: (f64, f64), to: f64, colour: RGBColor) {
    let back = if to > from.0 { -9.0 } else { 9.0 };
    canvas.line(from, (to + back * 0.6, from.1), colour, 2.5);
    canvas.polygon(&[(to, from.1), (to + back, from.1 - 5.0), (to + back, from.1 + 5.0)], colour);
}
