//! Ratio of two rates, by the exact conditional test.

use statrs::distribution::{Beta, Binomial, ContinuousCDF, DiscreteCDF};

/// Two Poisson rates compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// First rate by second; infinite where the second count is 0.
    pub ratio: f64,
    /// Exact 95% interval; the upper end is infinite where the second count is 0.
    pub low: f64,
    pub high: f64,
    /// Twice the smaller tail, at most 1.
    pub p: f64,
}

/// Compares `a` cases in an exposure of `words_a` with `b` cases in `words_b`; `None` without exposure or without any case.
///
/// Given their sum, the first count is binomial with the share of its exposure (Przyborowski, J. & Wilenski, H. (1940), Homogeneity of
/// results in testing samples from Poisson series, Biometrika 31, 313-323); the interval of that share is Clopper's and Pearson's (1934,
/// The use of confidence or fiducial limits illustrated in the case of the binomial, Biometrika 26, 404-413).
///
/// ```
/// let r = parallax::compare::stats::rate_ratio(10, 1000, 5, 1500).unwrap();
/// assert_eq!(r.ratio, 3.0);
/// // scipy: binom and beta.ppf
/// assert!((r.low - 0.93429).abs() < 1e-4 && (r.high - 11.18594).abs() < 1e-3 && (r.p - 0.067667).abs() < 1e-5, "{r:?}");
/// ```
pub fn rate_ratio(a: usize, words_a: usize, b: usize, words_b: usize) -> Option<RateRatio> {
    if words_a == 0 || words_b == 0 || a + b == 0 {
        return None;
    }
    let share = words_a as f64 / (words_a + words_b) as f64;
    let binomial = Binomial::new(share, (a + b) as u64).ok()?;
    let below = binomial.cdf(a as u64);
    let above = if a == 0 { 1.0 } else { 1.0 - binomial.cdf(a as u64 - 1) };
    let quantile = |p: f64, x: usize, y: usize| Beta::new(x as f64, y as f64).map_or(f64::NAN, |d| d.inverse_cdf(p));
    let low = if a == 0 { 0.0 } else { quantile(0.025, a, b + 1) };
    let high = if b == 0 { 1.0 } else { quantile(0.975, a + 1, b) };
    let by_exposure = words_b as f64 / words_a as f64;
    let odds = |share: f64| if share >= 1.0 { f64::INFINITY } else { share / (1.0 - share) * by_exposure };
    let ratio = if b == 0 { f64::INFINITY } else { a as f64 / b as f64 * by_exposure };
    Some(RateRatio { ratio, low: odds(low), high: odds(high), p: (2.0 * below.min(above)).min(1.0) })
}
