//! When each row's points were: days and times in UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::axis::TICK_SIZE;
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::palette::{GREY, GRID, INK, PAPER, colour, mix};
use super::rows::{Columns, Rows, draw_label, label_width, middle};
use super::text::{Cut, regular, shorten, width};
use crate::compare::exhibit::{Chart, Symbol, TimePoint, Timeline};

const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
const FOOT: f64 = 36.0;

/// A moment in seconds since 1970, and whether only its day is known.
#[derive(Clone, Copy, PartialEq)]
struct Moment {
    seconds: f64,
    exact: Exact,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Exact {
    Time,
    Day,
}

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, timeline: &Timeline, sheet: (f64, f64)) {
    let moments = || timeline.rows.iter().flat_map(|r| &r.points).filter_map(moment);
    let mut legend = Vec::new();
    if moments().any(|m| m.exact == Exact::Day) {
        legend.push(Entry { label: "time known".into(), swatch: Swatch::Symbol(Symbol::Circle, GREY, Fill::Filled) });
        legend.push(Entry { label: "only the day known".into(), swatch: Swatch::Symbol(Symbol::Circle, GREY, Fill::Open) });
    }
    let area = frame(canvas, chart, sheet, &legend);
    let body = Area { h: area.h - FOOT, ..area };
    let rows = Rows::fit(timeline.rows.len(), body, Columns::One, 46.0);
    let Some(column) = rows.columns.first() else { return };
    let labels = label_width(timeline.rows.iter().map(|r| r.label.as_str()), rows.size, rows.pitch, area.w);
    let (x0, x1) = (column.x + labels + 10.0, column.right() - 14.0);
    let first = moments().map(|m| start(&m)).fold(f64::INFINITY, f64::min);
    let last = moments().map(|m| end(&m)).fold(f64::NEG_INFINITY, f64::max);
    let span = (last - first).max(6.0 * HOUR);
    let (first, last) = (first - span * 0.02, first + span * 1.02);
    let x = |seconds: f64| x0 + (seconds - first) / (last - first) * (x1 - x0);

    if first.is_finite() {
        draw_ticks(canvas, (first, last), &x, column);
    }
    let face = regular((rows.size - 1.5).clamp(10.5, 12.5));
    for (i, row) in timeline.rows.iter().take(rows.shown).enumerate() {
        let strip = rows.strip(i);
        let y = middle(&strip);
        canvas.line((x0, y), (x1, y), mix(GRID, PAPER, 0.35), 1.0);
        draw_label(canvas, &row.label, &strip, rows.size, labels);
        let mut dated: Vec<(Moment, &TimePoint)> = row.points.iter().filter_map(|p| Some((moment(p)?, p))).collect();
        dated.sort_by(|a, b| a.0.seconds.total_cmp(&b.0.seconds));
        if dated.is_empty() {
            canvas.plate("no date", (x0 + width("no date", face) / 2.0 + 3.0, y), face, GREY, PAPER);
        }
        let undated = row.points.len() - dated.len();
        let paint = colour(&row.key, &chart.palette_keys).colour;
        let r = (rows.size * 0.42).clamp(4.0, 6.0);
        for (moment, _) in dated.iter().filter(|(m, _)| m.exact == Exact::Day) {
            let (left, right) = (x(start(moment)), x(end(moment)));
            canvas.rect(Area { x: left, y: y - 2.0, w: right - left, h: 4.0 }, mix(paint, PAPER, 0.6));
        }
        let mut free = x1 + 14.0;
        for (moment, point) in dated.iter().rev() {
            let at = x(moment.seconds);
            let words = shorten(&point.label, face, 220.0, Cut::End);
            let w = width(&words, face);
            if w > 0.0 && at + r + 6.0 + w <= free {
                canvas.plate(&words, (at + r + 6.0 + w / 2.0, y), face, INK, PAPER);
            } else if w > 0.0 && dated.len() == 1 && at - r - 6.0 - w >= x0 {
                canvas.plate(&words, (at - r - 6.0 - w / 2.0, y), face, INK, PAPER);
            }
            free = at - r - 8.0;
        }
        for (moment, point) in &dated {
            let fill = if moment.exact == Exact::Time { Fill::Filled } else { Fill::Open };
            canvas.symbol(point.symbol, (x(moment.seconds), y), r, paint, fill);
        }
        if undated > 0 && !dated.is_empty() {
            let words = format!("+{undated} no date");
            if dated.first().is_some_and(|(m, _)| x(m.seconds) - r - 12.0 - width(&words, face) > x0) {
                canvas.plate(&words, (x0 + width(&words, face) / 2.0 + 3.0, y), face, GREY, PAPER);
            }
        }
    }
    rows.say_hidden(canvas);
}

fn start(moment: &Moment) -> f64 {
    if moment.exact == Exact::Day { moment.seconds - DAY / 2.0 } else { moment.seconds }
}

fn end(moment: &Moment) -> f64 {
    if moment.exact == Exact::Day { moment.seconds + DAY / 2.0 } else { moment.seconds }
}

/// Reads ISO 8601. A day stands at its noon.
fn moment(point: &TimePoint) -> Option<Moment> {
    let text = point.time.as_deref()?.trim();
    let utc = |at: DateTime| Offset::UTC.to_timestamp(at).ok().map(|t| t.as_second() as f64);
    if text.len() == 10 {
        let date: Date = text.parse().ok()?;
        return Some(Moment { seconds: utc(date.at(12, 0, 0, 0))?, exact: Exact::Day });
    }
    let instant = text.parse::<Timestamp>().ok().map(|t| t.as_second() as f64);
    let seconds = instant.or_else(|| utc(text.parse::<DateTime>().ok()?))?;
    Some(Moment { seconds, exact: Exact::Time })
}

/// Grid lines at round times, with the day below the first of each day.
fn draw_ticks(canvas: &Canvas, (first, last): (f64, f64), x: &impl Fn(f64) -> f64, rows: &Area) {
    let room = x(last) - x(first);
    let most = (room / 75.0).max(2.0);
    let steps =
        [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0, 168.0, 336.0, 720.0, 1460.0, 2920.0, 8766.0, 17532.0, 43830.0, 87660.0, 876_600.0];
    let step = steps.into_iter().map(|h| h * HOUR).find(|s| (last - first) / s <= most).unwrap_or(last - first);
    let mut tick = (first / step).ceil() * step;
    let mut day_before = None;
    let mut year_before = None;
    while tick <= last {
        let Some(at) = Timestamp::from_second(tick as i64).ok().map(|t| Offset::UTC.to_datetime(t)) else { break };
        canvas.line((x(tick), rows.y), (x(tick), rows.bottom() + 4.0), GRID, 1.0);
        let day = at.strftime("%-d %b").to_string();
        let year = at.year();
        let new_year = year_before != Some(year);
        let (upper, lower) = if step < DAY {
            let lower = if day_before.as_ref() == Some(&day) {
                String::new()
            } else if new_year {
                format!("{day} {year}")
            } else {
                day.clone()
            };
            (at.strftime("%H:%M").to_string(), lower)
        } else {
            (day.clone(), if new_year { year.to_string() } else { String::new() })
        };
        canvas.text(&upper, (x(tick), rows.bottom() + 17.0), regular(TICK_SIZE), GREY, Anchor::Middle);
        canvas.text(&lower, (x(tick), rows.bottom() + 32.0), regular(TICK_SIZE), INK, Anchor::Middle);
        (day_before, year_before) = (Some(day), Some(year));
        tick += step;
    }
    if step < DAY {
        canvas.text("UTC", (rows.x, rows.bottom() + 17.0), regular(TICK_SIZE), GREY, Anchor::Start);
    }
}
