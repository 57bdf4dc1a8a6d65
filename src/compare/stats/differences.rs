//! Differences of two shares and ratios of two rates, with intervals and exact or score tests.

use super::wilson;
use statrs::distribution::{Beta, Binomial, ContinuousCDF, Discrete};

/// Difference of two independent shares (first minus second) with Newcombe's 95 % interval from two Wilson intervals
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

/// Ratio of two Poisson rates (first over second) with its exact 95 % interval, by the Clopper-Pearson interval of the share of
/// all events that fall to the first; ends may be 0 or infinite. `None` without exposure or without any event.
///
/// Przyborowski, J., Wilenski, H. (1940), Homogeneity of results in testing samples from Poisson series, Biometrika 31, 313-323;
/// Clopper, C. J., Pearson, E. S. (1934), Biometrika 26, 404-413.
///
/// ```
/// // R: poisson.test(c(11, 6 + 8 + 7), c(800, 1083 + 1050 + 878)) gives 1.971488; Clopper-Pearson of 11 in 32
/// // (scipy: binomtest) gives 0.858426 to 4.277266 and p = 0.079669
/// let (ratio, low, high) = parallax::compare::stats::rate_ratio((11, 800), (21, 3011)).unwrap();
/// assert!((ratio - 1.971488).abs() < 1e-6);
/// assert!((low - 0.858426).abs() < 1e-6 && (high - 4.277266).abs() < 1e-6);
/// ```
pub fn rate_ratio((k1, t1): (usize, usize), (k2, t2): (usize, usize)) -> Option<(f64, f64, f64)> {
    if t1 == 0 || t2 == 0 || k1 + k2 == 0 {
        return None;
    }
    let odds = |p: f64| if p >= 1.0 { f64::INFINITY } else { p / (1.0 - p) * t2 as f64 / t1 as f64 };
    let quantile = |p: f64, a: f64, b: f64| Beta::new(a, b).map_or(f64::NAN, |d| d.inverse_cdf(p));
    let (a, b) = (k1 as f64, k2 as f64);
    let low = if k1 == 0 { 0.0 } else { quantile(0.025, a, b + 1.0) };
    let high = if k2 == 0 { 1.0 } else { quantile(0.975, a + 1.0, b) };
    Some(((a / t1 as f64) / (b / t2 as f64), odds(low), odds(high)))
}

/// Two-sided exact p-value that two Poisson rates are equal: given all events, the first's are binomial; outcomes no likelier than
/// the one seen are summed (as R's `poisson.test` does). `None` as for [`rate_ratio`].
///
/// ```
/// let p = parallax::compare::stats::rate_p((11, 800), (21, 3011)).unwrap();
/// assert!((p - 0.07967).abs() < 1e-4);
/// ```
pub fn rate_p((k1, t1): (usize, usize), (k2, t2): (usize, usize)) -> Option<f64> {
    let n = k1 + k2;
    if t1 == 0 || t2 == 0 || n == 0 {
        return None;
    }
    let binomial = Binomial::new(t1 as f64 / (t1 + t2) as f64, n as u64).ok()?;
    let seen = binomial.pmf(k1 as u64) * (1.0 + 1e-7);
    Some((0..=n as u64).map(|k| binomial.pmf(k)).filter(|p| *p <= seen).sum::<f64>().min(1.0))
}

/// Two-sided p-value that two shares are equal, by the exact test of Fisher on the two by two table: outcomes no likelier than the
/// one seen are summed. `None` if either has no cases.
///
/// Fisher, R. A. (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82.
///
/// ```
/// // The lady tasting tea, 3 of 4 right: R's fisher.test gives 0.4857.
/// let p = parallax::compare::stats::share_p((3, 4), (1, 4)).unwrap();
/// assert!((p - 0.485714).abs() < 1e-6);
/// ```
pub fn share_p((k1, n1): (usize, usize), (k2, n2): (usize, usize)) -> Option<f64> {
    if n1 == 0 || n2 == 0 {
        return None;
    }
    let (k, n) = ((k1 + k2) as u64, (n1 + n2) as u64);
    let table = statrs::distribution::Hypergeometric::new(n, k, n1 as u64).ok()?;
    let seen = table.pmf(k1 as u64) * (1.0 + 1e-7);
    let possible = k.saturating_sub(n2 as u64)..=k.min(n1 as u64);
    Some(possible.map(|x| table.pmf(x)).filter(|p| *p <= seen).sum::<f64>().min(1.0))
}
