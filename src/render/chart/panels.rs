//! Small multiples of lollipops: a panel a heading, one axis for all, the band of chance behind.

use super::axis::{Axis, axis_height, decimals, fixed};
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::rows::{MIN_PITCH, say_more};
use super::text::{Cut, regular, semibold, shorten, width};
use crate::compare::exhibit::{Chart, Panel, Panels, Symbol};

const GAP: f64 = 34.0;
const HEAD: f64 = 24.0;
/// Narrowest panel in which words and sticks have room.
const NARROWEST: f64 = 250.0;
const MOST_PITCH: f64 = 36.0;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, panels: &Panels, sheet: (f64, f64)) {
    let mut legend: Vec<Entry> = panels
        .keys
        .iter()
        .enumerate()
        .map(|(i, k)| Entry {
            label: k.label.clone(),
            swatch: Swatch::Symbol(Symbol::nth(i), canvas.theme.paint(&k.key, &chart.palette_keys).colour, Fill::Filled),
        })
        .collect();
    if panels.panels.iter().any(|p| p.band.is_some()) {
        legend.push(Entry { label: panels.band_label.clone(), swatch: Swatch::Band(canvas.theme.grid) });
    }
    let area = frame(canvas, chart, sheet, &legend);
    let n = panels.panels.len().max(1);
    let most = ((area.w + GAP) / (NARROWEST + GAP)).floor().max(1.0) as usize;
    let across = if n <= 3 { n } else { n.div_ceil(2) }.min(most).max(1);
    let rows = n.div_ceil(across);
    let (w, h) = ((area.w + GAP) / across as f64 - GAP, area.h / rows as f64);
    let most_rows = panels.panels.iter().map(|p| p.rows.len()).max().unwrap_or(1).max(1);
    // The unit stands once, below the first panel of the last row.
    let unit = axis_height(&panels.unit) - axis_height("");
    let h = h - unit / rows as f64;
    let foot = axis_height("");
    let pitch = ((h - HEAD - foot - 6.0) / most_rows as f64).min(MOST_PITCH);
    let fit = if pitch < MIN_PITCH { (((h - HEAD - foot - 6.0) / MIN_PITCH).floor() as usize).max(1) } else { most_rows };
    canvas.idle((h - HEAD - foot - 6.0 - pitch * most_rows as f64).max(0.0) * rows as f64);
    let size = (pitch.max(MIN_PITCH) * 0.62).clamp(10.5, 14.0);
    let values = || {
        panels.panels.iter().flat_map(|p| p.rows.iter().map(|r| r.value).chain(p.band).chain(p.band.map(|b| -b))).filter(|v| v.is_finite())
    };
    let negative = panels.panels.iter().any(|p| p.rows.iter().any(|r| r.value < 0.0));
    let ends: Vec<f64> = values().filter(|v| negative || *v >= 0.0).chain([0.0]).collect();
    let places = decimals(panels.panels.iter().flat_map(|p| p.rows.iter().map(|r| r.value)), &panels.unit);
    for (i, panel) in panels.panels.iter().enumerate() {
        let place = Area {
            x: area.x + (w + GAP) * (i % across) as f64,
            y: area.y + h * (i / across) as f64,
            w,
            h: HEAD + pitch.max(MIN_PITCH) * fit as f64,
        };
        let unit = if i == across * (rows - 1) { panels.unit.as_str() } else { "" };
        draw_panel(canvas, chart, (panels, panel), place, (&ends, size, fit, places, unit));
    }
}

fn draw_panel(
    canvas: &Canvas,
    chart: &Chart,
    (all, panel): (&Panels, &Panel),
    place: Area,
    (ends, size, fit, places, unit): (&[f64], f64, usize, usize, &str),
) {
    let face = regular(size);
    let room = place.w - width(&panel.n, regular(12.0)) - 12.0;
    let fits = |size: &f64| width(&panel.heading, semibold(*size)) <= room;
    let name = semibold([14.0, 13.0, 12.0].into_iter().find(fits).unwrap_or(11.0));
    canvas.text(&shorten(&panel.heading, name, room, Cut::Middle), (place.x, place.y + 13.0), name, canvas.theme.ink, Anchor::Start);
    canvas.text(&panel.n, (place.right(), place.y + 13.0), regular(12.0), canvas.theme.grey, Anchor::End);
    let body = Area { y: place.y + HEAD, h: place.h - HEAD, ..place };
    let most = place.w * 0.46;
    // As wide in every panel, so that equal sticks are equally long.
    let all_labels = all.panels.iter().flat_map(|p| p.rows.iter().take(fit));
    let labels = all_labels.map(|r| width(&r.label, face)).fold(0.0, f64::max).min(most) + 10.0;
    let written = panel.rows.iter().map(|r| width(&fixed(r.value, places), face)).fold(0.0, f64::max) + 12.0;
    let axis = Axis::linear(ends.iter().copied(), body.x + labels, body.right() - written);
    if let Some(band) = panel.band {
        let low = if ends.iter().any(|e| *e < 0.0) { axis.x(-band) } else { axis.x(0.0) };
        canvas.rect(Area { x: low, w: axis.x(band) - low, ..body }, canvas.theme.pale);
    }
    axis.draw(canvas, &body, unit);
    let pitch = body.h / fit as f64;
    let hidden = panel.rows.len().saturating_sub(fit);
    // What has no room is said in the place of the last row.
    let shown = if hidden > 0 { fit - 1 } else { fit };
    if hidden > 0 {
        say_more(canvas, hidden + 1, (body.x, body.y + pitch * (shown as f64 + 0.5)), size);
    }
    for (i, row) in panel.rows.iter().take(shown).enumerate() {
        let y = body.y + pitch * (i as f64 + 0.5);
        let baseline = y + size * 0.36;
        canvas.text(&shorten(&row.label, face, labels - 8.0, Cut::Middle), (body.x, baseline), face, canvas.theme.ink, Anchor::Start);
        let kind = all.keys.iter().position(|k| k.key == row.key).unwrap_or(0);
        let paint = canvas.theme.paint(&row.key, &chart.palette_keys).colour;
        let x = axis.x(row.value);
        canvas.line((axis.x(0.0), y), (x, y), canvas.theme.soft(paint), 2.4);
        let fill = if panel.band.is_some_and(|b| row.value.abs() <= b) { Fill::Open } else { Fill::Filled };
        let r = (size * 0.4).clamp(4.0, 5.5);
        canvas.symbol(Symbol::nth(kind), (x, y), r, paint, fill);
        let words = fixed(row.value, places);
        let (at, anchor) = if row.value < 0.0 { (x - r - 4.0, Anchor::End) } else { (x + r + 4.0, Anchor::Start) };
        canvas.text(&words, (at, baseline), face, canvas.theme.grey, anchor);
    }
    if panel.rows.is_empty() {
        canvas.text("none", (axis.x(0.0) + 6.0, body.y + pitch * 0.5 + 4.0), face, canvas.theme.grey, Anchor::Start);
    }
    canvas.line((axis.x(0.0), body.y), (axis.x(0.0), body.bottom()), canvas.theme.axis, 1.0);
}
