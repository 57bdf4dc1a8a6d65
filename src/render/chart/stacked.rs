//! Stacked bars: shares or counts of categories, a bar a row.

use std::collections::BTreeSet;

use super::axis::{Axis, TICK_SIZE, axis_height, number};
use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame, painted};
use super::palette::{Pattern, on};
use super::rows::{Columns, Rows, draw_label, label_width, middle};
use super::text::{regular, semibold, width};
use crate::compare::exhibit::{BarScale, Chart, StackedBars, StackedRow};

const HEAD: f64 = 12.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, bars: &StackedBars, sheet: (f64, f64)) {
    let mut legend = painted(canvas, &bars.categories, &chart.palette_keys);
    if bars.rows.iter().any(|row| is_small(row, bars)) {
        let label = format!("faint: too few to say (n below {})", bars.min_n);
        legend.push(Entry { label, swatch: Swatch::Paint(canvas.theme.faint(canvas.theme.mark(0))) });
    }
    let area = frame(canvas, chart, sheet, &legend);
    let unit = if bars.scale == BarScale::Percent { "%" } else { bars.unit.as_str() };
    let body = Area { y: area.y + HEAD, h: area.h - HEAD - axis_height(unit), ..area };
    let rows = Rows::fit(bars.rows.len(), body, Columns::UpToTwo, 52.0);
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
    let mut unnamed: BTreeSet<&str> = bars.categories.iter().map(|c| c.key.as_str()).collect();
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
        let height = (strip.h * 0.74).min(34.0);
        let mut bar = Area { x: strip.x + labels, y: middle(&strip) - height / 2.0, w: strip.w - labels - counts, h: height };
        if bars.scale == BarScale::Count {
            let axis = Axis::linear([most].into_iter(), bar.x, bar.right());
            bar.w = axis.x(sum(&row.values)) - bar.x;
        }
        draw_bar(canvas, chart, bars, row, bar, (rows.size.min(13.0), &mut unnamed));
    }
    rows.say_hidden(canvas);
}

/// Draws a row's bar. A category's name stands in the first segment that has room for it.
fn draw_bar<'b>(
    canvas: &Canvas,
    chart: &Chart,
    bars: &'b StackedBars,
    row: &StackedRow,
    bar: Area,
    (size, unnamed): (f64, &mut BTreeSet<&'b str>),
) {
    let total = sum(&row.values);
    let baseline = bar.y + bar.h / 2.0 + size * 0.36;
    if row.n == 0 || total <= 0.0 {
        canvas.line((bar.x, bar.y), (bar.x, bar.bottom()), canvas.theme.axis, 1.5);
        canvas.plate(
            "none found",
            (bar.x + 6.0 + width("none found", regular(size)) / 2.0, bar.y + bar.h / 2.0),
            regular(size),
            canvas.theme.grey,
            canvas.theme.paper,
        );
        return;
    }
    let small = is_small(row, bars);
    let mut x = bar.x;
    for (category, &value) in bars.categories.iter().zip(&row.values) {
        if !(value.is_finite() && value > 0.0) {
            continue;
        }
        let segment = Area { x, w: bar.w * (value / total).clamp(0.0, 1.0), ..bar };
        x += segment.w;
        canvas.spot(segment, &row.label, &category.label);
        let paint = canvas.theme.paint(&category.key, &chart.palette_keys);
        canvas.paint(segment, if small { canvas.theme.faint(paint) } else { paint });
        canvas.line((x, bar.y), (x, bar.bottom()), canvas.theme.paper, 1.0);
        if small {
            continue;
        }
        let figure = match bars.scale {
            BarScale::Percent => format!("{:.0}%", 100.0 * value / total),
            BarScale::Count => number(value),
        };
        let whole = format!("{} {figure}", category.label);
        let fits = |words: &str| width(words, regular(size)) + 10.0 <= segment.w;
        let words = if paint.pattern == Pattern::Plain && unnamed.contains(category.key.as_str()) && fits(&whole) {
            unnamed.remove(category.key.as_str());
            &whole
        } else if fits(&figure) {
            &figure
        } else {
            continue;
        };
        if paint.pattern == Pattern::Plain {
            canvas.text(words, (segment.x + segment.w / 2.0, baseline), regular(size), on(paint.fill), Anchor::Middle);
        } else {
            canvas.plate(words, (segment.x + segment.w / 2.0, bar.y + bar.h / 2.0), regular(size), on(paint.fill), paint.fill);
        }
    }
    let few = "too few to say";
    if small && width(few, regular(size)) + 8.0 <= bar.w {
        canvas.text(few, (bar.x + bar.w / 2.0, baseline), regular(size), canvas.theme.ink, Anchor::Middle);
    } else if small {
        canvas.text(few, (bar.right() + 6.0, baseline), regular(size), canvas.theme.grey, Anchor::Start);
    }
}

fn is_small(row: &StackedRow, bars: &StackedBars) -> bool {
    row.n > 0 && row.n < bars.min_n
}

fn sum(values: &[f64]) -> f64 {
    values.iter().filter(|v| v.is_finite() && **v > 0.0).map(|v| v.min(1e15)).sum()
}
