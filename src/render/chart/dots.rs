//! Estimates with intervals, a panel a category.

use super::axis::{Axis, axis_height, decimals, fixed, number};
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::palette::mix;
use super::rows::{Columns, Rows, TIGHT_PITCH, columns, draw_label, label_width, middle};
use super::text::{Cut, regular, semibold, width, wrap_even};
use crate::compare::exhibit::{Chart, DotPoint, Dots, Symbol};

const PANEL_GAP: f64 = 38.0;
/// Narrowest panel, and how narrow it may become lest panels stand below each other or rows are left out.
const PANEL: f64 = 105.0;
const NARROW: f64 = 78.0;
/// Idle height between bands of panels.
const BAND_GAP: f64 = 8.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, dots: &Dots, sheet: (f64, f64)) {
    let area = frame(canvas, chart, sheet, &legend(canvas, dots));
    let mut categories: Vec<&str> = Vec::new();
    for point in points(dots) {
        if !categories.contains(&point.category.as_str()) {
            categories.push(&point.category);
        }
    }
    if categories.is_empty() {
        categories.push("");
    }
    let longest = label_width(dots.rows.iter().map(|r| r.label.as_str()), 14.0, 20.0, area.w);
    let (across, head) = arrange(dots, &categories, (area.w - longest, area.h));
    let bands = categories.len().div_ceil(across);
    // The unit stands below the last band.
    let unit = axis_height(&dots.unit) - axis_height("");
    let height = (area.h - unit) / bands as f64;
    for (i, part) in categories.chunks(across).enumerate() {
        let last = i + 1 == bands;
        let h = height - if last { -unit } else { BAND_GAP };
        let place = Area { y: area.y + height * i as f64, h, ..area };
        draw_band(canvas, chart, dots, part, (place, head, across, last));
    }
}

fn legend(canvas: &Canvas, dots: &Dots) -> Vec<Entry> {
    let mut legend = Vec::new();
    let grey = canvas.theme.grey;
    if points(dots).any(|p| p.low.is_some() && p.high.is_some()) {
        legend.push(Entry { label: "estimate".into(), swatch: Swatch::Symbol(Symbol::Circle, grey, Fill::Filled) });
        legend.push(Entry { label: "95% interval".into(), swatch: Swatch::Range(canvas.theme.soft(grey)) });
    }
    if points(dots).any(|p| p.reference.is_some()) {
        legend.push(Entry { label: dots.reference.clone(), swatch: Swatch::Upright(grey) });
    }
    if points(dots).any(|p| is_small(p, dots)) {
        let label = format!("n below {}: too few to say", dots.min_n);
        legend.push(Entry { label, swatch: Swatch::Symbol(Symbol::Circle, grey, Fill::Open) });
    }
    legend
}

/// How many panels stand beside each other and how high their names are: wide panels, on two lines if rows need not be tight for it.
fn arrange(dots: &Dots, categories: &[&str], (room, height): (f64, f64)) -> (usize, f64) {
    let panels = categories.len();
    let try_it = |least: f64| {
        let fitting = (room / (least + PANEL_GAP)).floor().max(1.0) as usize;
        let bands = panels.div_ceil(fitting);
        let across = panels.div_ceil(bands);
        let panel = room / across as f64 - PANEL_GAP;
        let lines = categories.iter().map(|c| name_lines(c, panel).len()).max().unwrap_or(1);
        let head = if panels > 1 { 9.0 + 15.0 * lines as f64 } else { 4.0 };
        let body = height / bands as f64 - BAND_GAP - head - axis_height(&dots.unit);
        (across, head, bands, body >= TIGHT_PITCH * dots.rows.len() as f64)
    };
    let (wide, narrow) = (try_it(PANEL), try_it(NARROW));
    let (across, head, ..) = if wide.2 <= 2 && wide.3 { wide } else { narrow };
    (across, head)
}

/// The name of a panel on one or two lines.
fn name_lines(name: &str, panel: f64) -> Vec<String> {
    wrap_even(name, semibold(13.0), panel + PANEL_GAP / 2.0, 2, Cut::End)
}

fn points(dots: &Dots) -> impl Iterator<Item = &DotPoint> {
    dots.rows.iter().flat_map(|r| &r.points)
}

fn draw_band(canvas: &Canvas, chart: &Chart, dots: &Dots, part: &[&str], (place, head, across, last): (Area, f64, usize, bool)) {
    let below = axis_height(if last { &dots.unit } else { "" });
    let body = Area { y: place.y + head, h: place.h - head - below, ..place };
    let columns = if head < 10.0 { columns(canvas) } else { Columns::One };
    let rows = Rows::fit(dots.rows.len(), body, columns, 42.0);
    let Some(first) = rows.columns.first().copied() else { return };
    let labels = label_width(dots.rows.iter().map(|r| r.label.as_str()), rows.size, rows.pitch, first.w);
    let panel = (first.w - labels - PANEL_GAP * (across - 1) as f64) / across as f64;
    let ends: Vec<f64> = points(dots).flat_map(|p| [p.low, p.value, p.high]).flatten().collect();
    let counted = points(dots).any(|p| p.n > 0) && across == 1;
    let right = if counted { 54.0 } else { 6.0 };
    for i in 0..rows.shown {
        let strip = rows.strip(i);
        draw_label(canvas, dots.rows.get(i).map(|r| r.label.as_str()).unwrap_or_default(), &strip, rows.size, labels);
    }
    for (j, category) in part.iter().enumerate() {
        for (c, column) in rows.columns.iter().enumerate() {
            let x0 = column.x + labels + (panel + PANEL_GAP) * j as f64;
            let x1 = x0 + panel - right;
            let axis = match dots.domain {
                Some((low, high)) => Axis::between(low, high, x0, x1),
                None => Axis::linear(ends.iter().copied(), x0, x1),
            };
            if head > 10.0 {
                for (i, line) in name_lines(category, panel).iter().rev().enumerate() {
                    canvas.text(line, (x0, column.y - 9.0 - 15.0 * i as f64), semibold(13.0), canvas.theme.ink, Anchor::Start);
                }
            } else if counted {
                canvas.text("n", (column.right(), column.y - 3.0), semibold(11.5), canvas.theme.grey, Anchor::End);
            }
            let unit = if j == 0 && last {
                dots.unit.as_str()
            } else if dots.unit.starts_with('%') {
                "%"
            } else {
                ""
            };
            axis.draw(canvas, column, unit);
            for i in (0..rows.shown).filter(|i| i / rows.per_column == c) {
                let strip = rows.strip(i);
                canvas.line((x0, middle(&strip)), (x1, middle(&strip)), mix(canvas.theme.grid, canvas.theme.paper, 0.35), 1.0);
                let point = dots.rows.get(i).and_then(|r| r.points.iter().find(|p| p.category == *category));
                let count = counted.then_some(strip.right());
                draw_point(canvas, chart, dots, point, (&axis, middle(&strip), (x0, x1)), (rows.size, count));
            }
        }
    }
    rows.close(canvas);
}

fn is_small(point: &DotPoint, dots: &Dots) -> bool {
    point.n > 0 && point.n < dots.min_n && point.value.is_some()
}

/// The value; a share of too few as a count of them.
fn value_words(dots: &Dots, point: &DotPoint, value: f64) -> String {
    let percent = if dots.unit.starts_with('%') { "%" } else { "" };
    if is_small(point, dots) && !percent.is_empty() {
        return format!("{} of {}", number((value * point.n as f64 / 100.0).round()), point.n);
    }
    let places = decimals(points(dots).filter_map(|p| p.value), &dots.unit);
    format!("{}{percent}", fixed(value, places))
}

fn draw_point(
    canvas: &Canvas,
    chart: &Chart,
    dots: &Dots,
    point: Option<&DotPoint>,
    (axis, y, (x0, x1)): (&Axis, f64, (f64, f64)),
    (size, count): (f64, Option<f64>),
) {
    let face = regular((size - 1.5).clamp(10.5, 13.0));
    let Some((point, value)) = point.and_then(|p| p.value.filter(|v| v.is_finite()).map(|v| (p, v))) else {
        let words = if dots.missing.is_empty() { "no data" } else { &dots.missing };
        canvas.plate(words, (x0 + width(words, face) / 2.0 + 7.0, y), face, canvas.theme.grey, canvas.theme.paper);
        return;
    };
    let paint = canvas.theme.paint(&point.category, &chart.palette_keys).colour;
    // Where colours begin again the shape differs.
    let again = chart.palette_keys.iter().position(|k| *k == point.category).map_or(0, |place| place / canvas.theme.marks().max(1));
    let symbol = Symbol::nth(again);
    let r = (size * 0.42).clamp(4.0, 6.0);
    let x = axis.x(value);
    let (mut left, mut right) = (x - r, x + r);
    if let (Some(low), Some(high)) = (point.low, point.high) {
        let (low, high) = (axis.x(low), axis.x(high));
        canvas.rect(Area { x: low, y: y - 2.0, w: (high - low).max(1.0), h: 4.0 }, canvas.theme.soft(paint));
        (left, right) = (left.min(low), right.max(high));
    }
    if let Some(at) = point.reference.filter(|v| v.is_finite()).map(|v| axis.x(v)) {
        canvas.rect(Area { x: at - 1.5, y: y - r - 3.0, w: 3.0, h: 2.0 * r + 6.0 }, canvas.theme.grey);
        (left, right) = (left.min(at - 1.5), right.max(at + 1.5));
    }
    canvas.symbol(symbol, (x, y), r + 1.5, canvas.theme.paper, Fill::Ring);
    canvas.symbol(symbol, (x, y), r, paint, if is_small(point, dots) { Fill::Open } else { Fill::Filled });
    let words = value_words(dots, point, value);
    let w = width(&words, face);
    let at = if right + 6.0 + w <= x1 + if count.is_some() { 4.0 } else { 30.0 } {
        Some(right + 6.0)
    } else if left - 6.0 - w >= x0 + 2.0 {
        Some(left - 6.0 - w)
    } else {
        None
    };
    match at {
        Some(at) => canvas.plate(&words, (at + w / 2.0, y), face, canvas.theme.ink, canvas.theme.paper),
        // An interval as wide as the panel leaves no room beside it.
        None => canvas.plate(
            &words,
            (x.clamp(x0 + w / 2.0, (x1 - w / 2.0).max(x0 + w / 2.0)), y - r - 0.7 * face.size),
            face,
            canvas.theme.ink,
            canvas.theme.paper,
        ),
    }
    if let Some(edge) = count.filter(|_| point.n > 0) {
        canvas.text(&number(point.n as f64), (edge, y + face.size * 0.36), face, canvas.theme.grey, Anchor::End);
    }
}
