//! When each row's points were: days and times in UTC.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use super::axis::TICK_SIZE;
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::palette::mix;
use super::rows::{Columns, Rows, draw_label, label_width, middle};
use super::text::{Cut, regular, shorten, width};
use crate::compare::exhibit::{Chart, Symbol, TimePoint, Timeline};

pub(super) const HOUR: f64 = 3600.0;
const DAY: f64 = 24.0 * HOUR;
const FOOT: f64 = 36.0;

/// A moment in seconds since 1970, and whether only its day is known.
#[derive(Clone, Copy, PartialEq)]
struct Moment {
    seconds: f64,
    /// When its day begins.
    day: f64,
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
        legend.push(Entry { label: "time known".into(), swatch: Swatch::Symbol(Symbol::Circle, canvas.theme.grey, Fill::Filled) });
        legend.push(Entry { label: "only the day known".into(), swatch: Swatch::Symbol(Symbol::Circle, canvas.theme.grey, Fill::Open) });
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
    let middle_time = (first + last) / 2.0;
    let (first, last) = (middle_time - span * 0.52, middle_time + span * 0.52);
    let x = |seconds: f64| x0 + (seconds - first) / (last - first) * (x1 - x0);

    if first.is_finite() {
        draw_ticks(canvas, (first, last), &x, column);
    }
    let face = regular((rows.size - 1.5).clamp(10.5, 12.5));
    for (i, row) in timeline.rows.iter().take(rows.shown).enumerate() {
        let strip = rows.strip(i);
        let y = middle(&strip);
        canvas.line((x0, y), (x1, y), mix(canvas.theme.grid, canvas.theme.paper, 0.35), 1.0);
        draw_label(canvas, &row.label, &strip, rows.size, labels);
        let dated = dated(&row.points);
        if dated.is_empty() {
            canvas.plate("no date", (x0 + width("no date", face) / 2.0 + 3.0, y), face, canvas.theme.grey, canvas.theme.paper);
        }
        let undated = row.points.len() - dated.len();
        let paint = canvas.theme.paint(&row.key, &chart.palette_keys).colour;
        let r = (rows.size * 0.42).clamp(4.0, 6.0);
        let extent = |m: &Moment| (x(start(m)).min(x(m.seconds) - r), x(end(m)).max(x(m.seconds) + r));
        for (moment, _) in dated.iter().filter(|(m, _)| m.exact == Exact::Day) {
            let (left, right) = (x(start(moment)), x(end(moment)));
            canvas.rect(Area { x: left + 1.0, y: y - 2.0, w: right - left - 2.0, h: 4.0 }, canvas.theme.soft(paint));
        }
        let mut used = x0;
        for (i, (moment, point)) in dated.iter().enumerate() {
            let (left, right) = extent(moment);
            let until = dated.get(i + 1).map_or(x1 + 6.0, |(m, _)| extent(m).0 - 4.0);
            let words = shorten(&point.label, face, 220.0, Cut::End);
            let w = width(&words, face);
            if w > 0.0 && right + 6.0 + w <= until {
                canvas.plate(&words, (right + 6.0 + w / 2.0, y), face, canvas.theme.ink, canvas.theme.paper);
                used = right + 12.0 + w;
                continue;
            }
            if w > 0.0 && left - 6.0 - w >= used {
                canvas.plate(&words, (left - 6.0 - w / 2.0, y), face, canvas.theme.ink, canvas.theme.paper);
            } else if w > 0.0 && strip.h > face.size * 4.0 {
                // Between neighbours there is room above.
                let at = x(moment.seconds).min(column.right() - w / 2.0);
                canvas.plate(&words, (at, y - r - face.size), face, canvas.theme.ink, canvas.theme.paper);
            }
            used = right + 6.0;
        }
        for (moment, point) in &dated {
            let fill = if moment.exact == Exact::Time { Fill::Filled } else { Fill::Open };
            canvas.symbol(point.symbol, (x(moment.seconds), y), r, paint, fill);
        }
        if undated > 0 && !dated.is_empty() {
            let words = format!("+{undated} no date");
            if dated.first().is_some_and(|(m, _)| x(m.seconds) - r - 12.0 - width(&words, face) > x0) {
                canvas.plate(&words, (x0 + width(&words, face) / 2.0 + 3.0, y), face, canvas.theme.grey, canvas.theme.paper);
            }
        }
    }
    rows.close(canvas);
}

/// The points that have a date, in order. Points of one day without times share the day.
fn dated(points: &[TimePoint]) -> Vec<(Moment, &TimePoint)> {
    let mut dated: Vec<(Moment, &TimePoint)> = points.iter().filter_map(|p| Some((moment(p)?, p))).collect();
    dated.sort_by(|a, b| a.0.seconds.total_cmp(&b.0.seconds));
    let days: Vec<f64> = dated.iter().filter(|(m, _)| m.exact == Exact::Day).map(|(m, _)| m.day).collect();
    let mut before = (f64::NAN, 0.0);
    for (moment, _) in dated.iter_mut().filter(|(m, _)| m.exact == Exact::Day) {
        let same = days.iter().filter(|d| **d == moment.day).count() as f64;
        before = if before.0 == moment.day { (moment.day, before.1 + 1.0) } else { (moment.day, 1.0) };
        moment.seconds = moment.day + DAY * before.1 / (same + 1.0);
    }
    dated
}

fn start(moment: &Moment) -> f64 {
    if moment.exact == Exact::Day { moment.day } else { moment.seconds }
}

fn end(moment: &Moment) -> f64 {
    if moment.exact == Exact::Day { moment.day + DAY } else { moment.seconds }
}

fn moment(point: &TimePoint) -> Option<Moment> {
    read(point.time.as_deref()?.trim())
}

/// Seconds since 1970 of a day's noon or of a time.
pub(super) fn seconds(time: &str) -> Option<f64> {
    read(time.trim()).map(|m| m.seconds)
}

/// Reads ISO 8601. A day stands at its noon.
fn read(text: &str) -> Option<Moment> {
    let utc = |at: DateTime| Offset::UTC.to_timestamp(at).ok().map(|t| t.as_second() as f64);
    if text.len() == 10 {
        let date: Date = text.parse().ok()?;
        let noon = utc(date.at(12, 0, 0, 0))?;
        return Some(Moment { seconds: noon, day: noon - DAY / 2.0, exact: Exact::Day });
    }
    let instant = text.parse::<Timestamp>().ok().map(|t| t.as_second() as f64);
    let seconds = instant.or_else(|| utc(text.parse::<DateTime>().ok()?))?;
    Some(Moment { seconds, day: (seconds / DAY).floor() * DAY, exact: Exact::Time })
}

/// A grid line: when, what stands below it, and what stands below that if it is new.
type Tick = (f64, String, String);

/// Grid lines at round times, with the day or the year below the first of each.
pub(super) fn draw_ticks(canvas: &Canvas, (first, last): (f64, f64), x: &impl Fn(f64) -> f64, rows: &Area) {
    let most = ((x(last) - x(first)) / 75.0).max(2.0);
    let hours = [1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0, 168.0, 336.0];
    let step = hours.into_iter().map(|h| h * HOUR).find(|s| (last - first) / s <= most);
    let ticks = step.map_or_else(|| month_ticks((first, last), most), |step| hour_ticks((first, last), step));
    let hours = step.is_some_and(|s| s < DAY);
    // The zone stands at the left edge, or in the first tick where that is too near.
    let near = ticks.first().is_some_and(|(t, words, _)| x(*t) - width(words, regular(TICK_SIZE)) / 2.0 < rows.x + 32.0);
    let mut before = String::new();
    for (i, (seconds, upper, lower)) in ticks.into_iter().enumerate() {
        let upper = if hours && near && i == 0 { format!("{upper} UTC") } else { upper };
        canvas.line((x(seconds), rows.y), (x(seconds), rows.bottom() + 4.0), canvas.theme.grid, 1.0);
        canvas.text(&upper, (x(seconds), rows.bottom() + 17.0), regular(TICK_SIZE), canvas.theme.grey, Anchor::Middle);
        if lower != before {
            // The year stands once.
            let year = before.rsplit_once(' ').map(|(_, year)| format!(" {year}"));
            let words = year.and_then(|year| lower.strip_suffix(year.as_str())).unwrap_or(&lower);
            canvas.text(words, (x(seconds), rows.bottom() + 32.0), regular(TICK_SIZE), canvas.theme.ink, Anchor::Middle);
            before = lower;
        }
    }
    if hours && !near {
        canvas.text("UTC", (rows.x, rows.bottom() + 17.0), regular(TICK_SIZE), canvas.theme.grey, Anchor::Start);
    }
}

fn hour_ticks((first, last): (f64, f64), step: f64) -> Vec<Tick> {
    let tick = |i: i64| {
        let seconds = i as f64 * step;
        let at = Offset::UTC.to_datetime(Timestamp::from_second(seconds as i64).ok()?);
        let (upper, lower) = if step < DAY { ("%H:%M", "%-d %b %Y") } else { ("%-d %b", "%Y") };
        Some((seconds, at.strftime(upper).to_string(), at.strftime(lower).to_string()))
    };
    ((first / step).ceil() as i64..=(last / step).floor() as i64).filter_map(tick).collect()
}

fn month_ticks((first, last): (f64, f64), most: f64) -> Vec<Tick> {
    let month = DAY * 365.25 / 12.0;
    let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000];
    let step = steps.into_iter().find(|s| (last - first) / (month * f64::from(*s)) <= most).unwrap_or(12_000);
    let number = |seconds: f64| {
        Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds as i64).ok()?))
            .map(|d| i32::from(d.year()) * 12 + i32::from(d.month()) - 1)
    };
    let (Some(from), Some(to)) = (number(first), number(last)) else { return Vec::new() };
    let tick = |n: i32| {
        let day = Date::new(i16::try_from(n.div_euclid(12)).ok()?, i8::try_from(n.rem_euclid(12)).ok()? + 1, 1).ok()?;
        let seconds = Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second() as f64;
        let (upper, lower) = if step >= 12 { ("%Y", "") } else { ("%b", "%Y") };
        Some((seconds, day.strftime(upper).to_string(), day.strftime(lower).to_string()))
    };
    (from..=to).filter(|n| n.rem_euclid(step) == 0).filter_map(tick).filter(|t| t.0 >= first && t.0 <= last).collect()
}
