//! Axes: positions, round ticks, and numbers in words that people write.

use super::canvas::{Anchor, Area, Canvas};
use super::text::{Cut, regular, shorten, width};

/// Numbers that span more than this go on a logarithmic axis.
const LOG_SPAN: f64 = 30.0;
/// Axes do not reach farther than this, nor are they finer than that.
const LARGEST: f64 = 1e15;
const SMALLEST: f64 = 1e-9;
/// Share of a logarithmic axis that is kept for zero.
const ZERO_SHARE: f64 = 0.07;
/// Size of the words at an axis.
pub const TICK_SIZE: f64 = 12.0;
/// Room between two numbers, with a sign for percent.
const TICK_GAP: f64 = 24.0;
/// Height below the rows for ticks and a unit of one or more words.
pub fn axis_height(unit: &str) -> f64 {
    if unit.trim_start_matches('%').trim().is_empty() { 20.0 } else { 36.0 }
}

/// A horizontal axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    scale: Scale,
    low: f64,
    high: f64,
    x0: f64,
    x1: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scale {
    Linear,
    Log,
    /// Logarithmic with a place for zero at the left end.
    LogAndZero,
}

impl Axis {
    /// A linear axis over exactly these ends.
    pub fn between(low: f64, high: f64, x0: f64, x1: f64) -> Axis {
        let (low, high) = (within(low), within(high));
        let high = if high - low > SMALLEST { high } else { low + 1.0 };
        Axis { scale: Scale::Linear, low, high, x0, x1 }
    }

    /// A linear axis with round ends that holds zero and all values.
    pub fn linear(values: impl Iterator<Item = f64>, x0: f64, x1: f64) -> Axis {
        let (low, high) = values.map(within).fold((0.0f64, 0.0f64), |(l, h), v| (l.min(v), h.max(v)));
        let high = if high - low < SMALLEST { low + 1.0 } else { high };
        let step = round_step((high - low) / 5.0);
        let half = step / 2.0;
        Axis { scale: Scale::Linear, low: (low / half).floor() * half, high: (high / half).ceil() * half, x0, x1 }
    }

    /// A logarithmic axis if the values ask for it, else a linear one.
    pub fn fitting(values: &[f64], x0: f64, x1: f64) -> Axis {
        let usable = || values.iter().copied().filter(|v| v.is_finite()).map(within);
        let least = usable().filter(|&v| v > 0.0).fold(f64::INFINITY, f64::min).max(SMALLEST);
        let most = usable().fold(0.0, f64::max);
        if usable().any(|v| v < 0.0) || !least.is_finite() || most / least <= LOG_SPAN {
            return Axis::linear(usable(), x0, x1);
        }
        let scale = if usable().any(|v| v == 0.0) { Scale::LogAndZero } else { Scale::Log };
        let decade = |v: f64| 10f64.powf(v.log10().floor());
        let low = decade(least);
        let low = [5.0, 2.0].into_iter().map(|m| m * low).find(|&l| l <= least).unwrap_or(low);
        let low = if scale == Scale::LogAndZero { decade(least) } else { low };
        let top = decade(most);
        let high = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * top).find(|&h| h >= most).unwrap_or(most);
        Axis { scale, low, high, x0, x1 }
    }

    /// Whether equal steps multiply.
    pub fn is_log(&self) -> bool {
        self.scale != Scale::Linear
    }

    /// Where a value stands; values outside stand at the ends.
    pub fn x(&self, value: f64) -> f64 {
        let value = within(value);
        let share = match self.scale {
            Scale::Linear => (value - self.low) / (self.high - self.low),
            Scale::Log => (value.max(self.low) / self.low).ln() / (self.high / self.low).ln(),
            Scale::LogAndZero if value <= 0.0 => 0.0,
            Scale::LogAndZero => ZERO_SHARE + (1.0 - ZERO_SHARE) * (value.max(self.low) / self.low).ln() / (self.high / self.low).ln(),
        };
        self.x0 + share.clamp(0.0, 1.0) * (self.x1 - self.x0)
    }

    /// Round values, far enough apart for their labels.
    pub fn ticks(&self) -> Vec<f64> {
        match self.scale {
            Scale::Linear => {
                let step = self.step();
                let first = (self.low / step).ceil() as i64;
                let last = (self.high / step + 1e-9).floor() as i64;
                (first..=last).map(|i| i as f64 * step).collect()
            }
            Scale::Log | Scale::LogAndZero => {
                let decades = (self.high / self.low).log10();
                let most = ((self.x1 - self.x0) / 40.0).round().clamp(3.0, 8.0);
                let factors: &[f64] = if decades <= most / 3.0 { &[1.0, 2.0, 5.0] } else { &[1.0] };
                let (first, last) = ((self.low.log10() - 1e-9).ceil() as i32, (self.high.log10() + 1e-9).floor() as i32);
                let skip = (f64::from(last - first + 1) / most).ceil().max(1.0) as i32;
                let first = if factors.len() > 1 { first - 1 } else { first };
                let powers = (first..=last).filter(|p| (p - first) % skip == 0);
                let inside = |v: &f64| *v >= self.low * 0.999 && *v <= self.high * 1.001;
                let ticks = powers.flat_map(|p| factors.iter().map(move |f| f * 10f64.powi(p))).filter(inside);
                let zero = (self.scale == Scale::LogAndZero).then_some(0.0);
                zero.into_iter().chain(ticks).collect()
            }
        }
    }

    /// The smallest round step whose numbers stand apart.
    fn step(&self) -> f64 {
        let span = self.high - self.low;
        let apart = |step: f64| {
            let largest = self.high.abs().max(self.low.abs());
            let words = if largest >= 10_000.0 { compact((largest / step).floor() * step) } else { fixed(largest, step_decimals(step)) };
            (self.x1 - self.x0) * step / span >= width(&words, regular(TICK_SIZE)) + TICK_GAP
        };
        let steps = [8.0, 6.0, 5.0, 4.0, 3.0].into_iter().map(|most| round_step(span / most));
        steps.into_iter().find(|step| apart(*step)).unwrap_or_else(|| round_step(span / 2.0))
    }

    /// Grid lines over the rows, numbers and the unit below them.
    pub fn draw(&self, canvas: &Canvas, rows: &Area, unit: &str) {
        self.draw_ticks(canvas, rows, unit);
        let line = shorten(&self.unit_words(unit), regular(TICK_SIZE), rows.right() - self.x0, Cut::End);
        canvas.text(&line, (self.x0, rows.bottom() + 33.0), regular(TICK_SIZE), canvas.theme.grey, Anchor::Start);
    }

    /// Grid lines over the rows and numbers below them.
    pub fn draw_ticks(&self, canvas: &Canvas, rows: &Area, unit: &str) {
        let ticks = self.ticks();
        let percent = if unit.starts_with('%') { "%" } else { "" };
        let largest = ticks.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        let decimals = ticks.get(1).zip(ticks.first()).map_or(0, |(b, a)| step_decimals(b - a));
        for &tick in &ticks {
            let x = self.x(tick);
            let colour = if tick == 0.0 { canvas.theme.axis } else { canvas.theme.grid };
            canvas.line((x, rows.y), (x, rows.bottom() + 4.0), colour, 1.0);
            let words = if largest >= 10_000.0 || self.is_log() { compact(tick) } else { fixed(tick, decimals) };
            canvas.text(&format!("{words}{percent}"), (x, rows.bottom() + 17.0), regular(TICK_SIZE), canvas.theme.grey, Anchor::Middle);
        }
    }

    /// The unit, and what kind of axis it is if that is not plain.
    pub fn unit_words(&self, unit: &str) -> String {
        let unit = if unit.trim() == "%" { "" } else { unit };
        match (self.is_log(), unit.is_empty()) {
            (true, true) => "log scale".to_owned(),
            (true, false) => format!("{unit}, log scale"),
            (false, _) => unit.to_owned(),
        }
    }
}

/// The value, or the end of what axes can show.
fn within(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(-LARGEST, LARGEST) }
}

/// Decimals that a round step needs.
fn step_decimals(step: f64) -> usize {
    (-(step.abs().max(1e-12) * 1.000_001).log10().floor()).max(0.0) as usize
}

/// Decimals for numbers that stand below each other: none if all are whole or large, else enough for the largest.
pub fn decimals(values: impl Iterator<Item = f64>, unit: &str) -> usize {
    let (mut largest, mut whole) = (0.0f64, true);
    for value in values.filter(|v| v.is_finite()) {
        largest = largest.max(value.abs());
        whole &= value.fract() == 0.0;
    }
    let many = if unit.starts_with('%') { 10.0 } else { 100.0 };
    if whole || largest >= many {
        0
    } else if largest >= 1.0 {
        1
    } else {
        ((-largest.log10()).ceil() as usize + 1).min(9)
    }
}

/// A number with so many decimals. What would be rounded to zero says that it is not.
pub fn fixed(value: f64, decimals: usize) -> String {
    let least = 10f64.powi(-(decimals as i32));
    if value == 0.0 {
        "0".to_owned()
    } else if value.abs() >= 1e9 {
        compact(value)
    } else if value.abs() < least / 2.0 {
        format!("{}<{least:.decimals$}", sign(value))
    } else if decimals == 0 {
        number(value.round())
    } else {
        let written = format!("{:.decimals$}", value.abs());
        let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
        format!("{}{}.{part}", sign(value), thousands(whole.parse().unwrap_or(0.0)))
    }
}

/// The least of 1, 2, 5, 10 times a power of ten that is no less than the value.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.max(f64::MIN_POSITIVE).log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= rough * 0.999_999);
    step.unwrap_or(rough).max(f64::MIN_POSITIVE)
}

/// A number for a label: `50,000`, `3.5`, `0.012`, `−4`, `1.2bn`.
pub fn number(value: f64) -> String {
    if value.abs() >= 1e9 {
        return compact(value);
    }
    if value.fract() == 0.0 {
        return sign(value) + &thousands(value.abs());
    }
    let size = value.abs();
    let decimals = if size >= 100.0 {
        0
    } else if size >= 1.0 {
        1
    } else {
        ((-size.log10()).ceil() as usize + 1).min(9)
    };
    let rounded = format!("{size:.decimals$}");
    let (whole, part) = rounded.split_once('.').unwrap_or((&rounded, ""));
    let part = part.trim_end_matches('0');
    let whole = thousands(whole.parse().unwrap_or(size));
    if part.is_empty() { sign(value) + &whole } else { format!("{}{whole}.{part}", sign(value)) }
}

/// A number for an axis: `500`, `50k`, `2.5m`, `1bn`.
pub fn compact(value: f64) -> String {
    let size = value.abs();
    if size >= 1e15 {
        return format!("{value:.1e}").replace('-', "−");
    }
    let (unit, name) = [(1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k")].into_iter().find(|(u, _)| size >= *u).unwrap_or((1.0, ""));
    if unit == 1.0 {
        return number(value);
    }
    let rounded = format!("{:.2}", size / unit);
    format!("{}{}{name}", sign(value), rounded.trim_end_matches('0').trim_end_matches('.'))
}

fn sign(value: f64) -> String {
    if value < 0.0 { "−".to_owned() } else { String::new() }
}

fn thousands(size: f64) -> String {
    let digits = format!("{size:.0}");
    let first = digits.len() % 3;
    let mut out = digits.get(..first).unwrap_or_default().to_owned();
    for chunk in digits.as_bytes().get(first..).unwrap_or_default().chunks(3) {
        if !out.is_empty() {
            out.push(',');
        }
        out.extend(chunk.iter().map(|&b| char::from(b)));
    }
    out
}
