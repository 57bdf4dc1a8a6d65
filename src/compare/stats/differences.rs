//! Difference of two shares, with interval.

use super::wilson;

/// Difference of two independent shares (first minus second) with Newcombe's 95% interval from two Wilson intervals
/// (method 10); `None` if either has no cases.
///
/// Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions, Statistics in Medicine 17,
/// 873-890. The example is his table II, row (a): 56/70 against 48/80.
///
/// ```
/// let (d, low, high) = parallax::compare::stats::share_difference((56, 70), (48, 80)).unwrap();
/// assert!((d - 0.2).abs() < 1e-9 && (low - 0.0524).abs() < 1e-4 && (high - 0.3339).abs() < 1e-4);
/// ```
pub fn share_difference((k1, n1): (usize, usize), (k2, n2): (usize, usize)) -> Option<(f64, f64, f64)> {
    let ((l1, u1), (l2, u2)) = (wilson(k1, n1)?, wilson(k2, n2)?);
    let (p1, p2) = (k1 as f64 / n1 as f64, k2 as f64 / n2 as f64);
    let low = ((p1 - l1).powi(2) + (u2 - p2).powi(2)).sqrt();
    let high = ((u1 - p1).powi(2) + (p2 - l2).powi(2)).sqrt();
    Some((p1 - p2, (p1 - p2 - low).max(-1.0), (p1 - p2 + high).min(1.0)))
}
