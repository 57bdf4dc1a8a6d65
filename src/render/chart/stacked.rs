//! Stacked bars: shares or counts of categories, a bar a row.

use super::axis::{AXIS_HEIGHT, Axis, TICK_SIZE, number};
use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame, painted};
use super::palette::{AXIS, GREY, PAPER, Paint, Pattern, colour, mix, on};
use super::rows::{Columns, Rows, draw_label, label_width, middle};
use super::text::{regular, semibold, width};
use crate::compare::exhibit::{BarScale, Chart, StackedBars, StackedRow};

const HEAD: f64 = 18.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, bars: &StackedBars, sheet: (f64, f64)) {
    let mut legend = painted(&bars.categories, &chart.palette_keys);
    if bars.rows.iter().any(|row| is_small(row, bars)) {
        let label = format!("pale: too few to say (n below {})", bars.min_n);
        legend.push(Entry { label, swatch: Swatch::Band(pale(colour("", &[])).colour) });
    }
    let area = frame(canvas, chart, sheet, &legend);
    let body = Area { y: area.y + HEAD, h: area.h - HEAD - AXIS_HEIGHT, ..area };
    let rows = Rows::fit(bars.rows.len(), body, Columns::UpToTwo, 52.0);
    let Some(first) = rows.columns.first() else { return };
    let labels = label_width(bars.rows.iter().map(|r| r.label.as_str()), rows.size, rows.pitch, first.w);
    let counts =
        bars.rows.iter().map(|r| width(&number(r.n as f64), regular(rows.size))).fold(width("n", semibold(rows.size)), f64::max) + 14.0;
    let most = bars.rows.iter().map(|r| sum(&r.values)).fold(0.0, f64::max);
    for column in &rows.columns {
        let (x0, x1) = (column.x + labels, column.right() - counts);
        let (axis, unit) = match bars.scale {
            BarScale::Percent => (Axis::between(0.0, 100.0, x0, x1), "% "),
            BarScale::Count => (Axis::linear([most].into_iter(), x0, x1), bars.unit.as_str()),
        };
        axis.draw(canvas, column, unit);
        canvas.text("n", (column.right(), column.y - 6.0), semibold(TICK_SIZE), GREY, Anchor::End);
    }
    let mut named = false;
    for (i, row) in bars.rows.iter().take(rows.shown).enumerate() {
        let strip = rows.strip(i);
        draw_label(canvas, &row.label, &strip, rows.size, labels);
        canvas.text(&number(row.n as f64), (strip.right(), middle(&strip) + rows.size * 0.36), regular(rows.size), GREY, Anchor::End);
        let height = (strip.h * 0.74).min(30.0);
        let mut bar = Area { x: strip.x + labels, y: middle(&strip) - height / 2.0, w: strip.w - labels - counts, h: height };
        if bars.scale == BarScale::Count {
            let axis = Axis::linear([most].into_iter(), bar.x, bar.right());
            bar.w = axis.x(sum(&row.values)) - bar.x;
        }
        let names = if named { Names::No } else { Names::Yes };
        named |= draw_bar(canvas, chart, bars, row, bar, (rows.size.min(13.0), names));
    }
    rows.say_hidden(canvas);
}

/// Whether segments also carry the names of their categories.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    Yes,
    No,
}

/// Draws a row's bar; whether it was one that could carry names.
fn draw_bar(canvas: &Canvas, chart: &Chart, bars: &StackedBars, row: &StackedRow, bar: Area, (size, names): (f64, Names)) -> bool {
    let total = sum(&row.values);
    let baseline = bar.y + bar.h / 2.0 + size * 0.36;
    if row.n == 0 || total <= 0.0 {
        canvas.line((bar.x, bar.y), (bar.x, bar.bottom()), AXIS, 1.5);
        canvas.text("none found", (bar.x + 8.0, baseline), regular(size), GREY, Anchor::Start);
        return false;
    }
    let small = is_small(row, bars);
    let mut x = bar.x;
    for (category, &value) in bars.categories.iter().zip(&row.values) {
        if !(value.is_finite() && value > 0.0) {
            continue;
        }
        let segment = Area { x, w: bar.w * value / total, ..bar };
        x += segment.w;
        let paint = colour(&category.key, &chart.palette_keys);
        canvas.paint(segment, if small { pale(paint) } else { paint });
        canvas.line((x, bar.y), (x, bar.bottom()), PAPER, 1.0);
        if small {
            continue;
        }
        let figure = match bars.scale {
            BarScale::Percent => format!("{:.0}%", 100.0 * value / total),
            BarScale::Count => number(value),
        };
        let whole = format!("{} {figure}", category.label);
        let words = [whole.as_str(), figure.as_str()];
        let fits = |w: &&&str| width(w, regular(size)) + 10.0 <= segment.w;
        if let Some(words) = words.iter().skip(usize::from(names == Names::No)).find(fits) {
            let centre = (segment.x + segment.w / 2.0, bar.y + bar.h / 2.0);
            if paint.pattern == Pattern::Plain {
                canvas.text(words, (centre.0, baseline), regular(size), on(paint.colour), Anchor::Middle);
            } else {
                canvas.plate(words, centre, regular(size), on(paint.colour), paint.colour);
            }
        }
    }
    !small
}

fn is_small(row: &StackedRow, bars: &StackedBars) -> bool {
    row.n > 0 && row.n < bars.min_n
}

fn pale(paint: Paint) -> Paint {
    Paint { colour: mix(paint.colour, PAPER, 0.78), ..paint }
}

fn sum(values: &[f64]) -> f64 {
    values.iter().filter(|v| v.is_finite() && **v > 0.0).sum()
}
