//! Odds ratios and exact tests of two by two tables.

use super::intervals::Z;
use statrs::function::gamma::ln_gamma;

/// Two groups, in each of which something is so or is not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TwoByTwo {
    /// In the first group: cases that are so, of all cases.
    pub first: usize,
    pub of_first: usize,
    /// In the second group.
    pub second: usize,
    pub of_second: usize,
}

/// An odds ratio with its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsRatio {
    pub ratio: f64,
    pub low: f64,
    pub high: f64,
}

impl TwoByTwo {
    /// `first` of `of_first` against `second` of `of_second`; a part is never more than its whole.
    pub fn new(first: usize, of_first: usize, second: usize, of_second: usize) -> TwoByTwo {
        TwoByTwo { first: first.min(of_first), of_first, second: second.min(of_second), of_second }
    }

    /// The odds of the first group over those of the second, with one half added to every cell, and Woolf's logit interval.
    /// `None` where a group is empty or where all cases of both groups are alike.
    ///
    /// Haldane, J. B. S. (1956), The estimation and significance of the logarithm of a ratio of frequencies, Annals of Human
    /// Genetics 20, 309-311; Anscombe, F. J. (1956), On estimating binomial response relations, Biometrika 43, 461-464;
    /// Woolf, B. (1955), On estimating the relation between blood group and disease, Annals of Human Genetics 19, 251-253.
    ///
    /// ```
    /// use parallax::compare::stats::TwoByTwo;
    /// // (7.5 · 9.5) / (3.5 · 1.5), and exp(ln(that) ± 1.96 · sqrt(1/7.5 + 1/3.5 + 1/1.5 + 1/9.5)), by hand.
    /// let odds = TwoByTwo::new(7, 10, 1, 10).odds_ratio().unwrap();
    /// assert!((odds.ratio - 13.5714).abs() < 1e-4 && (odds.low - 1.5984).abs() < 1e-4 && (odds.high - 115.228).abs() < 1e-3);
    /// ```
    pub fn odds_ratio(&self) -> Option<OddsRatio> {
        let [a, b, c, d] = self.cells();
        if self.of_first == 0 || self.of_second == 0 || a + c == 0 || b + d == 0 {
            return None;
        }
        let [a, b, c, d] = [a, b, c, d].map(|n| n as f64 + 0.5);
        let log = (a * d / (b * c)).ln();
        let spread = Z * (1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d).sqrt();
        Some(OddsRatio { ratio: log.exp(), low: (log - spread).exp(), high: (log + spread).exp() })
    }

    /// Fisher's exact test, two-sided: the chance, if both groups were alike, of a table no likelier than this one. 1 where a
    /// group is empty.
    ///
    /// Fisher, R. A. (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98, 39-82. The sum
    /// over tables that are no likelier, with a tolerance of 1e-7, is that of R's `fisher.test` and scipy's `fisher_exact`.
    ///
    /// ```
    /// use parallax::compare::stats::TwoByTwo;
    /// // The lady tasting tea: 3 of 4 cups right.
    /// let p = TwoByTwo::new(3, 4, 1, 4).fisher();
    /// assert!((p - 0.485714).abs() < 1e-6);
    /// ```
    pub fn fisher(&self) -> f64 {
        let successes = self.first + self.second;
        let all = self.of_first + self.of_second;
        let chance = |k: usize| (choose(self.of_first, k) + choose(self.of_second, successes - k) - choose(all, successes)).exp();
        let seen = chance(self.first) * (1.0 + 1e-7);
        let tables = successes.saturating_sub(self.of_second)..=successes.min(self.of_first);
        tables.map(chance).filter(|p| *p <= seen).sum::<f64>().min(1.0)
    }

    /// The share of the first group minus that of the second; `None` where a group is empty.
    pub fn difference(&self) -> Option<f64> {
        let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
        Some(share(self.first, self.of_first)? - share(self.second, self.of_second)?)
    }

    fn cells(&self) -> [usize; 4] {
        [self.first, self.of_first - self.first, self.second, self.of_second - self.second]
    }
}

/// Logarithm of the number of ways to choose `k` of `n`.
fn choose(n: usize, k: usize) -> f64 {
    let ln = |n: usize| ln_gamma(n as f64 + 1.0);
    ln(n) - ln(k) - ln(n.saturating_sub(k))
}
