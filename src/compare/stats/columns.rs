//! Columns of statistics that many tables have.

use super::wilson;
use crate::frame::{Column, Kind, column};

/// The ends of Wilson's interval of a share as two columns with these names; `counts` gives cases that are so and all cases.
/// Missing where there are no cases.
///
/// ```
/// use parallax::{compare::stats::wilson_ends, frame::table};
/// let [low, high] = wilson_ends("low", "high", |r: &(usize, usize)| *r);
/// let t = table("t", "", vec![low, high], &[(8, 10), (0, 0)]);
/// assert!((t.numbers("low")[0].unwrap() - 0.490).abs() < 0.001);
/// assert_eq!(t.numbers("high")[1], None);
/// ```
pub fn wilson_ends<'f, R: 'f>(low: &str, high: &str, counts: impl Fn(&R) -> (usize, usize) + Copy + 'f) -> [Column<'f, R>; 2] {
    let interval = move |r: &R| wilson(counts(r).0, counts(r).1);
    [
        column(low.to_string(), Kind::Float, "share 0..1", "lower end of Wilson's 95% interval", move |r: &R| {
            interval(r).map(|i| i.0).into()
        }),
        column(high.to_string(), Kind::Float, "share 0..1", "upper end of Wilson's 95% interval", move |r: &R| {
            interval(r).map(|i| i.1).into()
        }),
    ]
}
