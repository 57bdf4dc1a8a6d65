//! Number and hedge to a range, by a named convention.

use super::Modifier;
use super::grammar::{Form, Num};
use crate::lexicon::figures::Convention;

/// What a number says under a convention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    pub value: Option<f64>,
    pub low: f64,
    pub high: f64,
    pub modifier: Modifier,
    /// Whether the convention was needed.
    pub named: bool,
}

/// `counts` is true for things counted: then "more than 800" begins at 801.
pub fn of(num: &Num, modifier: Modifier, counts: bool, convention: &Convention) -> Bounds {
    if let Form::Vague { name, times } = &num.form {
        let [low, high] = convention.vague.get(name).copied().unwrap_or([num.low, num.high]);
        // The codebook's "tens of thousands" ends at 99,999, not at 99,000.
        let upper = if high.fract() == 0.0 && high % 10.0 == 9.0 && *times > 1.0 && name != "several" {
            (high + 1.0) * times - 1.0
        } else {
            high * times
        };
        return Bounds { value: None, low: low * times, high: upper, modifier: Modifier::Vague, named: true };
    }
    if num.form == Form::Range {
        let (low, high) = (num.low, num.high);
        return Bounds { value: None, low, high, modifier, named: false };
    }
    let n = num.high;
    let step = if counts && n.fract() == 0.0 { 1.0 } else { 0.0 };
    let (factors, shift_low, shift_high) = match modifier {
        Modifier::Exact | Modifier::Vague => ([1.0, 1.0], 0.0, 0.0),
        Modifier::About => (convention.about, 0.0, 0.0),
        Modifier::AtLeast => (convention.at_least, 0.0, 0.0),
        Modifier::MoreThan => (convention.more_than, step, 0.0),
        Modifier::Nearly => (convention.nearly, 0.0, -step),
        Modifier::UpTo => (convention.up_to, 0.0, 0.0),
        Modifier::LessThan => (convention.less_than, 0.0, -step),
    };
    let open = factors[0] != factors[1];
    let (mut low, mut high) = (tidy(n * factors[0], step), tidy(n * factors[1], step));
    if open {
        (low, high) = (low + shift_low, high + shift_high);
        // Small numbers: nearly 14 is 13 to 14.
        if modifier == Modifier::Nearly && n <= 20.0 {
            (low, high) = (n - 1.0, n);
        }
    }
    let (low, high) = (low.min(high.max(n)), high.max(low));
    Bounds { value: Some(n), low, high, modifier, named: open && modifier != Modifier::Exact }
}

/// Without the noise of binary fractions; whole for counts.
fn tidy(x: f64, step: f64) -> f64 {
    if step > 0.0 {
        return x.round();
    }
    // Of "1.99×10−30" millionths would leave nothing.
    if x.abs() < 1e-3 { x } else { (x * 1e6).round() / 1e6 }
}
