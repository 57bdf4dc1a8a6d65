//! Divergence of distributions: Jensen-Shannon with bootstrap interval and permutation test, and Holm's correction.

use super::{DRAWS, Random, percentile, shuffle};

/// Jensen-Shannon divergence of two distributions given as counts of the same kinds, in bits: 0 where the shares are equal, 1
/// where no kind is shared. `None` where a side has no cases.
///
/// Lin, J. (1991), Divergence measures based on the Shannon entropy, IEEE Transactions on Information Theory 37, 145-151: the
/// entropy of the mean of the two distributions minus the mean of their entropies.
///
/// ```
/// use parallax::compare::stats::jensen_shannon;
/// assert_eq!(jensen_shannon(&[4, 0], &[0, 7]), Some(1.0));
/// assert_eq!(jensen_shannon(&[3, 3], &[5, 5]), Some(0.0));
/// // scipy.spatial.distance.jensenshannon([4, 1, 0], [1, 6, 3], base=2) ** 2
/// assert!((jensen_shannon(&[4, 1, 0], &[1, 6, 3]).unwrap() - 0.449_022_499_6).abs() < 1e-9);
/// ```
pub fn jensen_shannon(a: &[usize], b: &[usize]) -> Option<f64> {
    let (n, m): (usize, usize) = (a.iter().sum(), b.iter().sum());
    if n == 0 || m == 0 {
        return None;
    }
    let (n, m) = (n as f64, m as f64);
    let mut bits = 0.0;
    for i in 0..a.len().max(b.len()) {
        let p = a.get(i).map_or(0.0, |x| *x as f64 / n);
        let q = b.get(i).map_or(0.0, |x| *x as f64 / m);
        let mean = (p + q) / 2.0;
        for share in [p, q].into_iter().filter(|s| *s > 0.0) {
            bits += share / 2.0 * (share / mean).log2();
        }
    }
    // Rounding may leave a trace on the wrong side of the ends.
    Some(bits.clamp(0.0, 1.0))
}

/// Cases of one side in groups that belong together (the labels of an article): each case is the number of its kind.
pub type Cases = Vec<Vec<usize>>;

/// How far two sides are apart, and how sure that is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Divergence {
    pub bits: f64,
    /// 95% percentile bootstrap interval. Resamples repeat cases, so that it lies a little high where cases are few.
    pub low: f64,
    pub high: f64,
    /// Mean divergence when the cases are dealt to the sides at random: what no difference looks like with so few cases.
    pub chance: f64,
    /// Share of such dealings that are at least as far apart, (1 + b) / (1 + draws).
    pub p: f64,
    /// Whether whole groups (articles) were dealt, or single cases because there are too few groups.
    pub by_group: bool,
}

/// Dealings of whole groups need at least so many different outcomes for a p below 0.05 to be possible.
const DEALINGS: f64 = 200.0;

/// Compares two sides whose cases are of `kinds` kinds; `seed` names what is compared. `None` where a side has no cases.
///
/// The interval resamples groups where a side has several, else single cases (Efron & Tibshirani 1993, An introduction to the
/// bootstrap, ch. 13). The test deals groups, or cases where the groups are too few, to the sides (Phipson & Smyth 2010,
/// Permutation p-values should never be zero, Statistical Applications in Genetics and Molecular Biology 9, 39).
pub fn compare(a: &Cases, b: &Cases, kinds: usize, seed: &str) -> Option<Divergence> {
    let (a, b): (Side, Side) = (Side::new(a, kinds), Side::new(b, kinds));
    let bits = jensen_shannon(&a.counts, &b.counts)?;
    let mut random = Random::new(seed);
    let (mut x, mut y) = (vec![0; kinds], vec![0; kinds]);
    let mut draws: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        a.resample(&mut x, &mut random);
        b.resample(&mut y, &mut random);
        draws.extend(jensen_shannon(&x, &y));
    }
    let (low, high) = (percentile(&mut draws, 0.025)?, percentile(&mut draws, 0.975)?);
    let by_group = choices(a.groups.len() + b.groups.len(), a.groups.len()) >= DEALINGS;
    let (mut sum, mut as_far) = (0.0, 0);
    let whole: Vec<usize> = a.counts.iter().zip(&b.counts).map(|(x, y)| x + y).collect();
    // The smaller side is drawn; the other is what is left: the divergence is the same either way round.
    let size = |side: &Side| if by_group { side.groups.len() } else { side.cases.len() };
    let drawn = size(&a).min(size(&b));
    let mut groups: Vec<&[usize]> = a.groups.iter().chain(&b.groups).copied().collect();
    let mut cases: Vec<usize> = a.cases.iter().chain(&b.cases).copied().collect();
    for _ in 0..DRAWS {
        x.fill(0);
        if by_group {
            deal(&mut groups, drawn, &mut random);
            groups[..drawn].iter().flat_map(|g| g.iter()).for_each(|k| x[*k] += 1);
        } else {
            deal(&mut cases, drawn, &mut random);
            cases[..drawn].iter().for_each(|k| x[*k] += 1);
        }
        y.iter_mut().zip(whole.iter().zip(&x)).for_each(|(y, (w, x))| *y = w - x);
        // A dealing that leaves a side empty is as far as can be.
        let dealt = jensen_shannon(&x, &y).unwrap_or(1.0);
        sum += dealt;
        as_far += usize::from(dealt >= bits - 1e-12);
    }
    let p = (1 + as_far) as f64 / (1 + DRAWS) as f64;
    Some(Divergence { bits, low, high, chance: sum / DRAWS as f64, p, by_group })
}

/// The cases of a side, as groups and as one.
struct Side<'c> {
    groups: Vec<&'c [usize]>,
    cases: Vec<usize>,
    counts: Vec<usize>,
}

impl<'c> Side<'c> {
    fn new(cases: &'c Cases, kinds: usize) -> Side<'c> {
        let groups: Vec<&[usize]> = cases.iter().filter(|g| !g.is_empty()).map(Vec::as_slice).collect();
        let cases: Vec<usize> = groups.iter().flat_map(|g| g.iter().copied()).collect();
        let mut counts = vec![0; kinds];
        cases.iter().for_each(|k| counts[*k] += 1);
        Side { groups, cases, counts }
    }

    fn resample(&self, into: &mut [usize], random: &mut Random) {
        into.fill(0);
        if self.groups.len() > 1 {
            for _ in 0..self.groups.len() {
                self.groups[random.below(self.groups.len())].iter().for_each(|k| into[*k] += 1);
            }
        } else {
            for _ in 0..self.cases.len() {
                into[self.cases[random.below(self.cases.len())]] += 1;
            }
        }
    }
}

/// Puts a random choice of `n` items to the front.
fn deal<T>(items: &mut [T], n: usize, random: &mut Random) {
    for i in 0..n.min(items.len()) {
        items.swap(i, i + random.below(items.len() - i));
    }
}

/// Ways to choose `k` of `n`.
fn choices(n: usize, k: usize) -> f64 {
    (0..k.min(n - k)).map(|i| (n - i) as f64 / (i + 1) as f64).product()
}

/// How far several sides are apart all together: the mutual information of side and kind in bits (Jensen-Shannon divergence
/// weighted by size, Lin 1991), and the p-value of dealing the cases at random. `None` with fewer than two sides that have cases.
pub fn spread(sides: &[Vec<usize>], kinds: usize, seed: &str) -> Option<(f64, f64)> {
    let sizes: Vec<usize> = sides.iter().map(Vec::len).collect();
    if sizes.iter().filter(|n| **n > 0).count() < 2 {
        return None;
    }
    let mut cases: Vec<usize> = sides.iter().flatten().copied().collect();
    let mut counts = vec![0_usize; kinds];
    let mut information = |cases: &[usize]| {
        let total = cases.len() as f64;
        let mut at = 0;
        let mut inside = 0.0;
        for n in &sizes {
            counts.fill(0);
            cases[at..at + n].iter().for_each(|k| counts[*k] += 1);
            inside += *n as f64 / total * entropy(&counts, *n);
            at += n;
        }
        counts.fill(0);
        cases.iter().for_each(|k| counts[*k] += 1);
        (entropy(&counts, cases.len()) - inside).max(0.0)
    };
    let seen = information(&cases);
    let mut random = Random::new(seed);
    let mut as_far = 0;
    for _ in 0..DRAWS {
        shuffle(&mut cases, &mut random);
        as_far += usize::from(information(&cases) >= seen - 1e-12);
    }
    Some((seen, (1 + as_far) as f64 / (1 + DRAWS) as f64))
}

fn entropy(counts: &[usize], n: usize) -> f64 {
    counts.iter().filter(|c| **c > 0).map(|c| *c as f64 / n as f64).map(|p| -p * p.log2()).sum()
}

/// Holm's step-down correction of the p-values of one family.
///
/// Holm, S. (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6, 65-70.
///
/// ```
/// // R: p.adjust(c(0.01, 0.04, 0.03), "holm")
/// let close = |a: Vec<f64>, b: [f64; 3]| a.iter().zip(b).all(|(x, y)| (x - y).abs() < 1e-12);
/// assert!(close(parallax::compare::stats::holm(&[0.01, 0.04, 0.03]), [0.03, 0.06, 0.06]));
/// ```
pub fn holm(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|a, b| p[*a].total_cmp(&p[*b]));
    let (mut out, mut least) = (vec![1.0; p.len()], 0.0_f64);
    for (rank, i) in order.into_iter().enumerate() {
        least = least.max(p[i] * (p.len() - rank) as f64).min(1.0);
        out[i] = least;
    }
    out
}

/// One-sided exact probability of at least `here` of `n` cases, when `total` of all `all` cases are dealt at random: the upper tail
/// of the hypergeometric distribution (Fisher, R. A. 1935, The logic of inductive inference, JRSS 98, 39-82).
///
/// ```
/// // scipy.stats.hypergeom.sf(3, 36, 5, 5): 4 or 5 of 5 where 5 of 36 are of the kind
/// let p = parallax::compare::stats::at_least(4, 5, 5, 36);
/// assert!((p - 0.000_413_801_9).abs() < 1e-9, "{p}");
/// ```
pub fn at_least(here: usize, n: usize, total: usize, all: usize) -> f64 {
    use statrs::distribution::{DiscreteCDF, Hypergeometric};
    if here == 0 {
        return 1.0;
    }
    Hypergeometric::new(all as u64, total.min(all) as u64, n.min(all) as u64).map_or(1.0, |h| h.sf(here as u64 - 1))
}
