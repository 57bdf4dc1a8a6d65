//! Simple horizontal bars, to both sides of zero if need be.

use super::axis::{Axis, TICK_SIZE, axis_height, decimals, fixed, number};
use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame};
use super::rows::{Rows, columns, draw_label, label_width, middle};
use super::text::{regular, semibold, width};
use crate::compare::exhibit::{Bars, Chart};

const HEAD: f64 = 12.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, bars: &Bars, sheet: (f64, f64)) {
    let mut legend = Vec::new();
    let mut keys: Vec<&String> = chart.palette_keys.iter().filter(|k| bars.rows.iter().any(|r| &r.key == *k)).collect();
    keys.dedup();
    if keys.len() > 1 && keys.len() < bars.rows.len() {
        legend
            .extend(keys.iter().map(|k| Entry { label: (*k).clone(), swatch: Swatch::Paint(canvas.theme.paint(k, &chart.palette_keys)) }));
    }
    if bars.band.is_some() {
        let label = if bars.band_label.is_empty() { "noise band" } else { &bars.band_label };
        legend.push(Entry { label: label.to_owned(), swatch: Swatch::Band(canvas.theme.grid) });
    }
    let counted = bars.rows.iter().any(|r| r.n.is_some());
    let head = if counted { HEAD } else { 4.0 };
    let area = frame(canvas, chart, sheet, &legend);
    let body = Area { y: area.y + head, h: area.h - head - axis_height(&bars.unit), ..area };
    let rows = Rows::fit(bars.rows.len(), body, columns(canvas), 46.0);
    let Some(first) = rows.columns.first() else { return };
    let face = regular(rows.size.min(13.0));
    let labels = label_width(bars.rows.iter().map(|r| r.label.as_str()), rows.size, rows.pitch, first.w);
    let counts = bars.rows.iter().filter_map(|r| r.n).map(|n| width(&number(n as f64), face)).fold(0.0, f64::max);
    let counts = if counted { counts + 18.0 } else { 0.0 };
    let percent = if bars.unit.starts_with('%') { "%" } else { "" };
    let values = || bars.rows.iter().filter_map(|r| r.value.filter(|v| v.is_finite()));
    let places = decimals(values(), &bars.unit);
    let words = |v: f64| format!("{}{percent}", fixed(v, places));
    let written = values().map(|v| width(&words(v), face)).fold(0.0, f64::max) + 8.0;
    let negative = values().any(|v| v < 0.0);
    let all: Vec<f64> = values().chain(bars.band.into_iter().flat_map(|(a, b)| [a, b])).collect();

    for (c, column) in rows.columns.iter().enumerate() {
        let x0 = column.x + labels + if negative { written } else { 0.0 };
        let x1 = column.right() - counts - written;
        let axis = Axis::linear(all.iter().copied(), x0, x1);
        if let Some((low, high)) = bars.band {
            canvas.rect(Area { x: axis.x(low), w: axis.x(high) - axis.x(low), ..*column }, canvas.theme.pale);
        }
        axis.draw(canvas, column, &bars.unit);
        let zero = axis.x(0.0);
        if counted {
            canvas.text("n", (column.right(), column.y - 6.0), semibold(TICK_SIZE), canvas.theme.grey, Anchor::End);
        }
        for (i, row) in bars.rows.iter().enumerate().take(rows.shown).filter(|(i, _)| i / rows.per_column == c) {
            let strip = rows.strip(i);
            let baseline = middle(&strip) + face.size * 0.36;
            draw_label(canvas, &row.label, &strip, rows.size, labels);
            if let Some(n) = row.n {
                canvas.text(&number(n as f64), (strip.right(), baseline), face, canvas.theme.grey, Anchor::End);
            }
            let Some(value) = row.value.filter(|v| v.is_finite()) else {
                canvas.text("no data", (zero + 6.0, baseline), face, canvas.theme.grey, Anchor::Start);
                continue;
            };
            let height = (strip.h * 0.7).min(26.0_f64.max(strip.h * 0.45));
            let (left, right) = (axis.x(value).min(zero), axis.x(value).max(zero));
            let bar = Area { x: left, y: middle(&strip) - height / 2.0, w: (right - left).max(1.0), h: height };
            if value != 0.0 {
                canvas.paint(bar, canvas.theme.paint(&row.key, &chart.palette_keys));
            }
            let (at, anchor) = if value < 0.0 { (left - 6.0, Anchor::End) } else { (right + 6.0, Anchor::Start) };
            canvas.text(&words(value), (at, baseline), face, canvas.theme.ink, anchor);
        }
        canvas.line((zero, column.y), (zero, column.bottom()), canvas.theme.axis, 1.0);
    }
    rows.close(canvas);
}
