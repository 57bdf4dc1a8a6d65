//! The marks of ranges: symbols, bars and arrows, with their numbers behind them.

use plotters::style::RGBColor;

use super::axis::{Axis, compact, number};
use super::canvas::{Area, Canvas, Fill};
use super::frame::arrow;
use super::text::{Type, regular, width};
use crate::compare::exhibit::{RangeRow, RangeStyle};

/// Length of the arrow of an open end, whatever the scale.
const ARROW: f64 = 22.0;
/// What stands where there is no number.
const NONE: &str = "none found";

/// How numbers behind marks are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Numbers {
    /// `280,000`
    Long,
    /// `280k`
    Short,
}

/// Letters of notes and of the numbers behind marks.
pub fn note_type(size: f64) -> Type {
    regular((size - 1.0).max(10.5))
}

/// Where a row's mark ends to the left and to the right.
fn extent(row: &RangeRow, axis: &Axis, size: f64) -> Option<(f64, f64)> {
    let known = numbers(row);
    let least = axis.x(known.iter().copied().reduce(f64::min)?);
    let most = axis.x(known.iter().copied().reduce(f64::max)?);
    let r = radius(size);
    Some(match opening(row) {
        Opening::Up => (least - r, most + ARROW),
        Opening::Down => (least - ARROW, most + r),
        Opening::None => (least - r, most + r),
    })
}

fn radius(size: f64) -> f64 {
    (size * 0.42).clamp(4.0, 6.0)
}

/// Where the number behind a row's mark ends.
pub fn label_end(row: &RangeRow, axis: &Axis, size: f64, style: Numbers) -> f64 {
    extent(row, axis, size).map_or(0.0, |(_, right)| right + 8.0 + width(&value_words(row, style), note_type(size)))
}

/// Which end of a row's number is not known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    Up,
    Down,
    None,
}

pub fn opening(row: &RangeRow) -> Opening {
    let finite = |v: Option<f64>| v.filter(|v| v.is_finite());
    match (row.style, finite(row.low), finite(row.high), finite(row.point)) {
        (RangeStyle::Open, None, Some(_), _) => Opening::Down,
        (RangeStyle::Open, Some(low), Some(high), Some(point)) if low < high && point >= high => Opening::Down,
        (RangeStyle::Open, ..) => Opening::Up,
        _ => Opening::None,
    }
}

/// The number behind a mark: "212+", "≤9,000", "~40,000", "24–99".
fn value_words(row: &RangeRow, style: Numbers) -> String {
    let number = |v: f64| if style == Numbers::Short && v.abs() >= 10_000.0 { compact(v) } else { number(v) };
    let known = numbers(row);
    let (least, most) = (known.iter().copied().fold(f64::INFINITY, f64::min), known.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    match (opening(row), row.point.filter(|v| v.is_finite())) {
        (Opening::Up, _) => format!("{}+", number(least)),
        (Opening::Down, _) => format!("≤{}", number(most)),
        (Opening::None, Some(point)) if row.style == RangeStyle::Vague => format!("~{}", number(point)),
        (Opening::None, Some(point)) => number(point),
        (Opening::None, None) if least == most => number(least),
        (Opening::None, None) => format!("{}–{}", number(least), number(most)),
    }
}

pub fn draw_row(canvas: &Canvas, row: &RangeRow, axis: &Axis, (x0, y): (f64, f64), (size, style): (f64, Numbers), paint: RGBColor) {
    let face = note_type(size);
    let known = numbers(row);
    let Some((start, end)) = extent(row, axis, size) else {
        canvas.plate(NONE, (x0 + width(NONE, face) / 2.0 + 6.0, y), face, canvas.theme.grey, canvas.theme.paper);
        return;
    };
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (left, right) = (axis.x(least), axis.x(most));
    if most > least {
        canvas.rect(Area { x: left, y: y - 2.0, w: right - left, h: 4.0 }, canvas.theme.soft(paint));
    }
    match opening(row) {
        Opening::Up => arrow(canvas, (left, y), end, canvas.theme.edge(paint)),
        // At the left edge the arrow is short rather than in the labels.
        Opening::Down => arrow(canvas, (left, y), start.max(x0 + 2.0).min(left - 14.0), canvas.theme.edge(paint)),
        Opening::None => {}
    }
    let only = (least == most).then_some(least);
    if let Some(point) = row.point.filter(|v| v.is_finite() && opening(row) == Opening::None).or(only) {
        let fill = if row.style == RangeStyle::Vague { Fill::Open } else { Fill::Filled };
        canvas.symbol(row.symbol, (axis.x(point), y), radius(size), paint, fill);
    } else {
        // A range without a number of its own is marked at its ends: nobody gave its middle.
        for end in [left, right] {
            canvas.symbol(row.symbol, (end, y), radius(size) * 0.8, paint, Fill::Open);
        }
    }
    let words = value_words(row, style);
    canvas.plate(&words, (end + 8.0 + width(&words, face) / 2.0, y), face, canvas.theme.ink, canvas.theme.paper);
}

/// What a row's mark shows: of an open end only the number that was given, else all that it can be.
pub fn numbers(row: &RangeRow) -> Vec<f64> {
    let given = match opening(row) {
        Opening::Up => [row.point.or(row.low), None, None],
        Opening::Down => [None, None, row.point.or(row.high)],
        Opening::None => [row.low, row.point, row.high],
    };
    given.into_iter().flatten().filter(|v| v.is_finite()).collect()
}
