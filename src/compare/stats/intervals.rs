//! Intervals of shares and rates, and the effective number of kinds.

use super::{DRAWS, Random, percentile};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// 97.5th percentile of the standard normal distribution, for 95% intervals.
pub(super) const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of a share, 95%; `None` without cases.
///
/// Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212.
///
/// ```
/// let (low, high) = parallax::compare::stats::wilson(8, 10).unwrap();
/// assert!((low - 0.490).abs() < 0.001 && (high - 0.943).abs() < 0.001);
/// ```
pub fn wilson(successes: usize, n: usize) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (n, p) = (n as f64, successes as f64 / n as f64);
    let centre = p + Z * Z / (2.0 * n);
    let spread = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Some((((centre - spread) / scale).max(0.0), ((centre + spread) / scale).min(1.0)))
}

/// Exact 95% interval of a Poisson count (Garwood), by quantiles of the chi-squared distribution.
///
/// Garwood, F. (1936), Fiducial limits for the Poisson distribution, Biometrika 28, 437-442.
///
/// ```
/// let (low, high) = parallax::compare::stats::poisson(10);
/// assert!((low - 4.795).abs() < 0.001 && (high - 18.390).abs() < 0.001);
/// ```
pub fn poisson(count: usize) -> (f64, f64) {
    let quantile = |p: f64, degrees: f64| ChiSquared::new(degrees).map_or(f64::NAN, |d| d.inverse_cdf(p) / 2.0);
    let k = count as f64;
    (if count == 0 { 0.0 } else { quantile(0.025, 2.0 * k) }, quantile(0.975, 2.0 * k + 2.0))
}

/// Rate per 1,000 with its exact Poisson interval; `None` without exposure.
pub fn rate(count: usize, words: usize) -> Option<(f64, f64, f64)> {
    let (low, high) = poisson(count);
    let per = |x: f64| 1000.0 * x / words as f64;
    (words > 0).then(|| (per(count as f64), per(low), per(high)))
}

/// Effective number of kinds: exp of Shannon's entropy of the shares (Hill number of order 1); `None` without cases.
///
/// Hill, M. O. (1973), Diversity and evenness: a unifying notation and its consequences, Ecology 54, 427-432.
///
/// ```
/// assert_eq!(parallax::compare::stats::effective_number([5, 5]), Some(2.0));
/// ```
pub fn effective_number(counts: impl IntoIterator<Item = usize>) -> Option<f64> {
    let counts: Vec<f64> = counts.into_iter().filter(|n| *n > 0).map(|n| n as f64).collect();
    let total: f64 = counts.iter().sum();
    let entropy: f64 = counts.iter().map(|n| -(n / total) * (n / total).ln()).sum();
    (!counts.is_empty()).then(|| (entropy.exp() * 1e12).round() / 1e12)
}

/// 95% interval of the effective number of kinds, by bootstrap: cases are drawn anew with the shares found. Draws never find
/// more kinds than there are, so they lie low; of the percentile interval and the basic one (mirrored at the estimate) the
/// outer ends are taken. `None` below two cases. `seed` in words.
///
/// Davison, A. C. & Hinkley, D. V. (1997), Bootstrap methods and their application, Cambridge University Press, chapter 5.
///
/// ```
/// use parallax::compare::stats::effective_interval;
/// let (low, high) = effective_interval(&[10, 10, 10], "an outlet").unwrap();
/// assert!(low > 2.3 && low <= 3.0 && high >= 3.0 && high < 3.7);
/// assert_eq!(effective_interval(&[7], "one kind"), Some((1.0, 1.0)));
/// ```
pub fn effective_interval(counts: &[usize], seed: &str) -> Option<(f64, f64)> {
    let cases: Vec<usize> = counts.iter().enumerate().flat_map(|(kind, n)| std::iter::repeat_n(kind, *n)).collect();
    let estimate = effective_number(counts.iter().copied()).filter(|_| cases.len() > 1)?;
    let mut random = Random::new(seed);
    // A large outlet needs fewer draws, and its interval is narrow anyway.
    let draws = (MOST_DRAWN / cases.len()).clamp(DRAWS / 10, DRAWS);
    let mut draw = || {
        let mut drawn = vec![0; counts.len()];
        (0..cases.len()).for_each(|_| drawn[cases[random.below(cases.len())]] += 1);
        effective_number(drawn).unwrap_or(1.0)
    };
    let mut values: Vec<f64> = (0..draws).map(|_| draw()).collect();
    let (low, high) = (percentile(&mut values, 0.025)?, percentile(&mut values, 0.975)?);
    let mirrored = |x: f64| (2.0 * estimate - x).max(1.0);
    Some((low.min(mirrored(high)), high.max(mirrored(low))))
}

/// Cases drawn in one bootstrap, all draws together.
const MOST_DRAWN: usize = 1_000_000;
