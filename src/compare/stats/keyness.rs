//! Keyness: log-odds ratios of words with an informative Dirichlet prior, and what halves of one text look like.

use super::{Random, percentile, shuffle};
use std::collections::BTreeMap;

/// How much more one side uses a term than the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keyness {
    /// Difference of the log-odds: above 0 where the first side uses it more.
    pub log_odds: f64,
    pub variance: f64,
    /// `log_odds` over its standard error.
    pub z: f64,
}

/// A term's counts on both sides, of how many terms, and its prior pseudo-count of how many in all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counts {
    pub here: usize,
    pub of_here: usize,
    pub there: usize,
    pub of_there: usize,
    pub prior: f64,
    pub alpha0: f64,
}

/// Log-odds ratio with informative Dirichlet prior; `None` where the prior or what is left of a side is nothing.
///
/// Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008), Fightin' words: lexical feature selection and evaluation for identifying
/// the content of political conflict, Political Analysis 16, 372-403, equations 16 (point estimate), 20 (variance), 22 (z).
///
/// ```
/// use parallax::compare::stats::{Counts, log_odds};
/// let k = log_odds(Counts { here: 6, of_here: 20, there: 2, of_there: 40, prior: 4.0, alpha0: 30.0 }).unwrap();
/// // by hand: ln(10 / 40) - ln(6 / 64); 1/10 + 1/6
/// assert!((k.log_odds - 0.980_829_253).abs() < 1e-8 && (k.variance - 0.266_666_667).abs() < 1e-8, "{k:?}");
/// ```
pub fn log_odds(c: Counts) -> Option<Keyness> {
    let (here, there) = (c.here as f64 + c.prior, c.there as f64 + c.prior);
    let (not_here, not_there) = (c.of_here as f64 + c.alpha0 - here, c.of_there as f64 + c.alpha0 - there);
    if c.prior <= 0.0 || not_here <= 0.0 || not_there <= 0.0 {
        return None;
    }
    let log_odds = (here / not_here).ln() - (there / not_there).ln();
    let variance = 1.0 / here + 1.0 / there;
    Some(Keyness { log_odds, variance, z: log_odds / variance.sqrt() })
}

/// Splits of a text into halves.
pub const SPLITS: usize = 200;

/// The 95th percentile of the largest |z| between random halves of one text: what the most distinctive term looks like where there
/// is no difference. `units` are the parts that are dealt (articles or sentences) as numbers of terms; `prior` gives a term's
/// pseudo-count. Terms that stand once cannot be the most distinctive and are passed over. `None` with fewer than two units, or
/// where every term stands once.
///
/// The split-half check is customary with keyness rankings; dealing whole units keeps words that come in bursts together (Gries
/// 2008, Dispersions and adjusted frequencies in corpora, International Journal of Corpus Linguistics 13, 403-437).
pub fn split_halves(units: &[Vec<u32>], prior: &BTreeMap<u32, f64>, alpha0: f64, seed: &str) -> Option<f64> {
    if units.len() < 2 {
        return None;
    }
    // Terms by place, so that a split only counts.
    let known: Vec<(u32, f64)> = prior.iter().map(|(t, a)| (*t, *a)).collect();
    let place = |term: &u32| known.binary_search_by_key(term, |k| k.0);
    let units: Vec<Vec<usize>> = units.iter().map(|u| u.iter().flat_map(place).collect()).collect();
    let mut whole = vec![0_usize; known.len()];
    units.iter().flatten().for_each(|t| whole[*t] += 1);
    let all: usize = whole.iter().sum();
    let mut order: Vec<usize> = (0..units.len()).collect();
    let mut random = Random::new(seed);
    let mut half = vec![0_usize; known.len()];
    let mut largest: Vec<f64> = Vec::with_capacity(SPLITS);
    for _ in 0..SPLITS {
        shuffle(&mut order, &mut random);
        half.fill(0);
        order[..units.len() / 2].iter().flat_map(|u| &units[*u]).for_each(|t| half[*t] += 1);
        let n: usize = half.iter().sum();
        let z = |i: usize| {
            let counts = Counts { here: half[i], of_here: n, there: whole[i] - half[i], of_there: all - n, prior: known[i].1, alpha0 };
            log_odds(counts).map(|k| k.z.abs())
        };
        let most = (0..known.len()).filter(|i| whole[*i] > 1).filter_map(z).max_by(f64::total_cmp);
        largest.extend(most);
    }
    percentile(&mut largest, 0.95)
}
