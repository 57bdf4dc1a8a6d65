//! Numbers over time: panels on one axis of time, with ranges, steps and a band to read them against.

use super::axis::{Axis, TICK_SIZE, compact, fixed};
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::palette::mix;
use super::rows::say_more;
use super::text::{Cut, regular, semibold, shorten, width};
use super::timeline::{HOUR, draw_ticks, seconds};
use crate::compare::exhibit::{Chart, Join, Series, SeriesLine, SeriesPanel, SeriesPoint, Symbol};

const FOOT: f64 = 36.0;
const HEAD: f64 = 26.0;
const GAP: f64 = 26.0;
/// Narrowest and lowest panel, and how small they may become lest one is left out.
const SMALLEST: [(f64, f64); 4] = [(300.0, 150.0), (220.0, 150.0), (220.0, 110.0), (180.0, 100.0)];
const RADIUS: f64 = 4.6;

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, series: &Series, sheet: (f64, f64)) {
    let area = frame(canvas, chart, sheet, &legend(canvas, chart, series));
    let panels: Vec<&SeriesPanel> = series.panels.iter().filter(|p| p.lines.iter().any(|l| !l.points.is_empty())).collect();
    let (across, shown) = arrange(panels.len(), &area);
    let hidden = panels.len() - shown;
    let area = Area { h: area.h - if hidden > 0 { 18.0 } else { 0.0 }, ..area };
    let down = shown.div_ceil(across).max(1);
    let (w, h) = ((area.w + GAP) / across as f64 - GAP, (area.h + GAP) / down as f64 - GAP);
    let times: Vec<f64> = panels.iter().flat_map(|p| &p.lines).flat_map(|l| &l.points).filter_map(|p| seconds(&p.time)).collect();
    let (first, last) = times.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), t| (a.min(*t), b.max(*t)));
    if !first.is_finite() {
        return;
    }
    let span = (last - first).max(6.0 * HOUR);
    let middle = (first + last) / 2.0;
    let ends = (middle - span * 0.53, middle + span * 0.53);
    for (i, panel) in panels.iter().take(shown).enumerate() {
        let (column, row) = (i % across, i / across);
        let place = Area { x: area.x + (w + GAP) * column as f64, y: area.y + (h + GAP) * row as f64, w, h };
        draw_panel(canvas, chart, series, panel, place, ends);
    }
    if hidden > 0 {
        say_more(canvas, hidden, (area.x, area.bottom() + 12.0), TICK_SIZE);
    }
}

/// How many of the panels stand beside each other, and how many are shown: all if there is any way.
fn arrange(panels: usize, area: &Area) -> (usize, usize) {
    let fits = |(w, h): (f64, f64)| {
        let many = |room: f64, least: f64| ((room + GAP) / (least + GAP)).floor().max(1.0) as usize;
        (many(area.w, w), many(area.h, h))
    };
    let last = SMALLEST.last().copied().unwrap_or((area.w, area.h));
    let (most, deepest) = SMALLEST.map(fits).into_iter().find(|(most, deepest)| panels <= most * deepest).unwrap_or_else(|| fits(last));
    let shown = panels.min(most * deepest);
    // As square as may be: two beside each other rather than two strips.
    let good = |n: &usize| shown.div_ceil(*n) <= (*n).min(deepest) && (shown.is_multiple_of(*n) || shown > 4);
    ((1..=most).find(good).unwrap_or(most), shown)
}

fn numbers(panel: &SeriesPanel) -> Vec<f64> {
    let points = panel.lines.iter().flat_map(|l| &l.points).flat_map(|p| [p.low, p.value, p.high]);
    let band = panel.band.into_iter().flat_map(|(low, high)| [Some(low), Some(high)]);
    points.chain(band).flatten().filter(|v| v.is_finite()).collect()
}

fn draw_panel(canvas: &Canvas, chart: &Chart, series: &Series, panel: &SeriesPanel, place: Area, (first, last): (f64, f64)) {
    let heading = shorten(&panel.heading, semibold(14.0), place.w, Cut::End);
    canvas.text(&heading, (place.x, place.y + 14.0), semibold(14.0), canvas.theme.ink, Anchor::Start);
    let head = if panel.heading.is_empty() { 8.0 } else { HEAD };
    let body_height = (place.h - head - FOOT).max(40.0);
    // An upright axis is a horizontal one that was turned.
    let axis = match series.domain {
        Some((low, high)) => Axis::between(low, high, 0.0, body_height),
        None => Axis::fitting(&numbers(panel), 0.0, body_height),
    };
    let percent = if series.unit.starts_with('%') { "%" } else { "" };
    let words =
        |tick: f64| if tick.abs() >= 10_000.0 || axis.is_log() { compact(tick) } else { fixed(tick, usize::from(tick.fract() != 0.0)) };
    let ticks: Vec<(f64, String)> = axis.ticks().into_iter().map(|t| (t, format!("{}{percent}", words(t)))).collect();
    let labels = ticks.iter().map(|(_, words)| width(words, regular(TICK_SIZE))).fold(0.0, f64::max) + 8.0;
    let body = Area { x: place.x + labels, y: place.y + head, w: place.w - labels, h: body_height };
    let y = |value: f64| body.bottom() - axis.x(value);
    let x = |time: f64| body.x + (time - first) / (last - first) * body.w;
    if let Some((low, high)) = panel.band {
        let (top, bottom) = (y(high), y(low));
        canvas.rect(Area { x: body.x, y: top, w: body.w, h: (bottom - top).max(2.0) }, mix(canvas.theme.axis, canvas.theme.paper, 0.55));
    }
    for (tick, words) in &ticks {
        canvas.line((body.x, y(*tick)), (body.right(), y(*tick)), if *tick == 0.0 { canvas.theme.axis } else { canvas.theme.grid }, 1.0);
        canvas.text(words, (body.x - 6.0, y(*tick) + 4.0), regular(TICK_SIZE), canvas.theme.grey, Anchor::End);
    }
    let below = Area { x: body.x, y: body.bottom(), w: body.w, h: 0.0 };
    draw_ticks(canvas, (first, last), &x, &below);
    for line in &panel.lines {
        draw_line(canvas, chart, line, &x, &y);
    }
    if let Some((low, high)) = panel.band.filter(|_| !panel.band_label.is_empty()) {
        let words = shorten(&panel.band_label, regular(11.0), body.w * 0.8, Cut::Middle);
        let half = width(&words, regular(11.0)) / 2.0 + 3.0;
        let marks = panel.lines.iter().flat_map(|l| &l.points).filter_map(|p| Some((x(seconds(&p.time)?), y(p.value.or(p.high)?))));
        let marks: Vec<(f64, f64)> = marks.collect();
        // Above the band, or below it, where no mark is hidden.
        let places = [y(high) - 9.0, y(low) + 9.0, y(high) - 28.0, y(low) + 28.0]
            .into_iter()
            .filter(|at| at - 9.0 > body.y && at + 9.0 < body.bottom());
        let places: Vec<(f64, f64)> =
            places.flat_map(|at| [body.x + half + 4.0, body.x + body.w / 2.0, body.right() - half - 4.0].map(|x| (x, at))).collect();
        let free = |p: &&(f64, f64)| marks.iter().all(|m| (m.0 - p.0).abs() > half + RADIUS || (m.1 - p.1).abs() > 8.0 + RADIUS);
        if let Some(at) = places.iter().find(free).or(places.first()) {
            canvas.plate(&words, *at, regular(11.0), canvas.theme.grey, canvas.theme.paper);
        }
    }
}

fn draw_line(canvas: &Canvas, chart: &Chart, line: &SeriesLine, x: &impl Fn(f64) -> f64, y: &impl Fn(f64) -> f64) {
    let mut points: Vec<(f64, &SeriesPoint)> = line.points.iter().filter_map(|p| Some((seconds(&p.time)?, p))).collect();
    points.sort_by(|a, b| a.0.total_cmp(&b.0));
    let known = |chart: &Chart| chart.palette_keys.contains(&line.key);
    let paint = if known(chart) { canvas.theme.paint(&line.key, &chart.palette_keys).colour } else { canvas.theme.grey };
    for (time, p) in &points {
        if let (Some(low), Some(high)) = (p.low, p.high) {
            let (top, bottom) = (y(high), y(low));
            if bottom - top > 1.0 && line.join != Join::Step {
                canvas.rect(Area { x: x(*time) - 1.5, y: top, w: 3.0, h: bottom - top }, canvas.theme.soft(paint));
            }
        }
    }
    let drawn: Vec<(f64, f64, &SeriesPoint)> =
        points.iter().filter_map(|(t, p)| Some((x(*t), y(p.value.filter(|v| v.is_finite())?), *p))).collect();
    for pair in drawn.windows(2) {
        let (from, to) = ((pair[0].0, pair[0].1), (pair[1].0, pair[1].1));
        match line.join {
            Join::None => {}
            // What says too little makes no line.
            Join::Line if pair.iter().any(|p| p.2.open) => {}
            Join::Line => canvas.line(from, to, canvas.theme.soft(paint), 2.0),
            Join::Step => {
                canvas.line(from, (to.0, from.1), canvas.theme.soft(paint), 2.0);
                canvas.line((to.0, from.1), to, canvas.theme.soft(paint), 2.0);
            }
        }
    }
    if line.join != Join::Step {
        for (x, y, p) in &drawn {
            canvas.symbol(line.symbol, (*x, *y), RADIUS, paint, if p.open { Fill::Open } else { Fill::Filled });
        }
    }
    // A range without a number of its own is marked at its ends.
    for (time, p) in points.iter().filter(|(_, p)| p.value.is_none()) {
        for end in p.low.into_iter().chain(p.high.filter(|high| p.low != Some(*high))) {
            canvas.symbol(line.symbol, (x(*time), y(end)), RADIUS * 0.75, paint, Fill::Open);
        }
    }
}

fn legend(canvas: &Canvas, chart: &Chart, series: &Series) -> Vec<Entry> {
    let lines = || series.panels.iter().flat_map(|p| &p.lines).filter(|l| !l.points.is_empty());
    let mut entries: Vec<Entry> = Vec::new();
    let mut met: Vec<&str> = Vec::new();
    for line in lines().filter(|l| !l.label.is_empty()) {
        if met.contains(&line.label.as_str()) {
            continue;
        }
        met.push(&line.label);
        let known = chart.palette_keys.contains(&line.key);
        let paint = if known { canvas.theme.paint(&line.key, &chart.palette_keys).colour } else { canvas.theme.grey };
        let swatch = if line.join == Join::Step {
            Swatch::Range(canvas.theme.soft(paint))
        } else {
            Swatch::Symbol(line.symbol, paint, Fill::Filled)
        };
        entries.push(Entry { label: line.label.clone(), swatch });
    }
    if lines().flat_map(|l| &l.points).any(|p| p.open) {
        entries.push(Entry {
            label: if series.unit.starts_with('%') { "too few to say" } else { "rounded or vague" }.into(),
            swatch: Swatch::Symbol(Symbol::Circle, canvas.theme.grey, Fill::Open),
        });
    }
    let spread = |p: &SeriesPoint| p.low.zip(p.high).is_some_and(|(low, high)| high > low);
    if lines().filter(|l| l.join != Join::Step).flat_map(|l| &l.points).any(spread) {
        let label = if series.unit.starts_with('%') { "95% interval" } else { "range of the words" };
        entries.push(Entry { label: label.into(), swatch: Swatch::Upright(canvas.theme.soft(canvas.theme.grey)) });
    }
    if series.panels.iter().any(|p| p.band.is_some()) {
        entries.push(Entry { label: "reference".into(), swatch: Swatch::Band(mix(canvas.theme.axis, canvas.theme.pale, 0.55)) });
    }
    entries
}
