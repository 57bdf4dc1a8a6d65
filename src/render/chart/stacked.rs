//! Stacked bars: shares or counts of categories, a bar a row.

use plotters::style::RGBColor;

use super::axis::{Axis, TICK_SIZE, axis_height, number};
use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame, painted};
use super::palette::{Pattern, on};
use super::rows::{Rows, columns, draw_label, label_width, middle};
use super::text::{regular, semibold, width};
use crate::compare::exhibit::{BarScale, Chart, StackedBars, StackedRow};

const HEAD: f64 = 12.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, bars: &StackedBars, sheet: (f64, f64)) {
    let mut legend = painted(canvas, &bars.categories, &chart.palette_keys);
    if bars.rows.iter().any(|row| is_small(row, bars)) {
        let label = format!("too few for shares (n below {})", bars.min_n);
        legend.push(Entry { label, swatch: Swatch::Band(canvas.theme.pale) });
    }
    let area = frame(canvas, chart, sheet, &legend);
    let unit = if bars.scale == BarScale::Percent { "%" } else { bars.unit.as_str() };
    let body = Area { y: area.y + HEAD, h: area.h - HEAD - axis_height(unit), ..area };
    let rows = Rows::fit(bars.rows.len(), body, columns(canvas), 52.0);
    let Some(first) = rows.columns.first() else { return };
    let labels = label_width(bars.rows.iter().map(|r| r.label.as_str()), rows.size, rows.pitch, first.w);
    let counts =
        bars.rows.iter().map(|r| width(&number(r.n as f64), regular(rows.size))).fold(width("n", semibold(rows.size)), f64::max) + 14.0;
    let most = bars.rows.iter().map(|r| sum(&r.values)).fold(0.0, f64::max);
    for column in &rows.columns {
        let (x0, x1) = (column.x + labels, column.right() - counts);
        let axis = match bars.scale {
            BarScale::Percent => Axis::between(0.0, 100.0, x0, x1),
            BarScale::Count => Axis::linear([most].into_iter(), x0, x1),
        };
        axis.draw(canvas, column, unit);
        canvas.text("n", (column.right(), column.y - 6.0), semibold(TICK_SIZE), canvas.theme.grey, Anchor::End);
    }
    for (i, row) in bars.rows.iter().enumerate().take(rows.shown) {
        let strip = rows.strip(i);
        draw_label(canvas, &row.label, &strip, rows.size, labels);
        canvas.text(
            &number(row.n as f64),
            (strip.right(), middle(&strip) + rows.size * 0.36),
            regular(rows.size),
            canvas.theme.grey,
            Anchor::End,
        );
        let height = (strip.h * 0.74).min(34.0_f64.max(strip.h * 0.55));
        let mut bar = Area { x: strip.x + labels, y: middle(&strip) - height / 2.0, w: strip.w - labels - counts, h: height };
        if bars.scale == BarScale::Count {
            let axis = Axis::linear([most].into_iter(), bar.x, bar.right());
            bar.w = axis.x(sum(&row.values)) - bar.x;
        }
        draw_bar(canvas, chart, bars, row, bar, rows.size.min(13.0));
    }
    rows.close(canvas);
}

/// Draws a row's bar. Names stand wherever there is room for them.
fn draw_bar(canvas: &Canvas, chart: &Chart, bars: &StackedBars, row: &StackedRow, bar: Area, size: f64) {
    let total = sum(&row.values);
    if row.n == 0 || total <= 0.0 {
        canvas.line((bar.x, bar.y), (bar.x, bar.bottom()), canvas.theme.axis, 1.5);
        say(canvas, "none found", &bar, size, canvas.theme.paper);
        return;
    }
    let small = is_small(row, bars);
    if small {
        canvas.rect(bar, canvas.theme.pale);
        say(canvas, &counts(row, bars, bar.w, size), &bar, size, canvas.theme.pale);
    }
    let mut x = bar.x;
    for (category, &value) in bars.categories.iter().zip(&row.values).filter(|(_, v)| v.is_finite() && **v > 0.0) {
        let segment = Area { x, w: bar.w * (value / total).clamp(0.0, 1.0), ..bar };
        x += segment.w;
        canvas.spot(segment, &row.label, &category.label);
        if small {
            continue;
        }
        let paint = canvas.theme.paint(&category.key, &chart.palette_keys);
        canvas.paint(segment, paint);
        canvas.line((x, bar.y), (x, bar.bottom()), canvas.theme.paper, 1.0);
        let figure = match bars.scale {
            BarScale::Percent => format!("{:.0}%", 100.0 * value / total),
            BarScale::Count => number(value),
        };
        let whole = format!("{} {figure}", category.label);
        let fits = |words: &&String| width(words, regular(size)) + 10.0 <= segment.w;
        let Some(words) = [&whole, &figure].into_iter().find(fits) else { continue };
        let centre = (segment.x + segment.w / 2.0, bar.y + bar.h / 2.0);
        if paint.pattern == Pattern::Plain {
            canvas.text(words, (centre.0, centre.1 + size * 0.36), regular(size), on(paint.fill), Anchor::Middle);
        } else {
            canvas.plate(words, centre, regular(size), on(paint.fill), paint.fill);
        }
    }
}

/// Words at the start of a bar.
fn say(canvas: &Canvas, words: &str, bar: &Area, size: f64, ground: RGBColor) {
    let centre = (bar.x + 8.0 + width(words, regular(size)) / 2.0, bar.y + bar.h / 2.0);
    canvas.plate(words, centre, regular(size), canvas.theme.grey, ground);
}

/// What was counted of too few for shares: "army 2, soldier 1".
fn counts(row: &StackedRow, bars: &StackedBars, room: f64, size: f64) -> String {
    let mut found: Vec<(&str, f64)> =
        bars.categories.iter().zip(&row.values).filter(|(_, v)| **v > 0.0).map(|(c, v)| (short_label(&c.label), *v)).collect();
    found.sort_by(|a, b| b.1.total_cmp(&a.1));
    let said: Vec<String> = found.iter().map(|(label, n)| format!("{label} {}", number(*n))).collect();
    let words = said.join(", ");
    if width(&words, regular(size)) + 16.0 <= room { words } else { "too few for shares".into() }
}

/// Without the number of "6 other labels" and without what a colon begins.
fn short_label(label: &str) -> &str {
    let label = label.split(':').next().unwrap_or(label);
    label.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start()
}

fn is_small(row: &StackedRow, bars: &StackedBars) -> bool {
    row.n > 0 && row.n < bars.min_n
}

fn sum(values: &[f64]) -> f64 {
    values.iter().filter(|v| v.is_finite() && **v > 0.0).map(|v| v.min(1e15)).sum()
}
