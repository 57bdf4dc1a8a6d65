//! Seeded resampling: the same seed words give the same draws on every machine.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg64;

/// A generator whose stream is fixed by words: the name of the comparison and what it compares.
///
/// O'Neill, M. E. (2014), PCG: a family of simple fast space-efficient statistically good algorithms for random number
/// generation, Harvey Mudd College HMC-CS-2014-0905.
///
/// ```
/// use parallax::compare::stats::Random;
/// let draws = |words: &str| { let mut r = Random::new(words); (0..3).map(|_| r.below(100)).collect::<Vec<_>>() };
/// assert_eq!(draws("labels A B"), draws("labels A B"));
/// assert_ne!(draws("labels A B"), draws("labels A C"));
/// ```
pub struct Random(Pcg64);

impl Random {
    pub fn new(words: &str) -> Random {
        // FNV-1a: the seed of a word list must not change with the library's hasher.
        let seed = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Random(Pcg64::seed_from_u64(seed))
    }

    /// A whole number from 0 to `n`, exclusive; 0 for 0.
    pub fn below(&mut self, n: usize) -> usize {
        // 64 bits whatever the machine, so that the stream is the same.
        if n == 0 { 0 } else { self.0.random_range(0..n as u64) as usize }
    }
}

/// Fisher-Yates shuffle.
pub fn shuffle<T>(items: &mut [T], random: &mut Random) {
    for i in (1..items.len()).rev() {
        items.swap(i, random.below(i + 1));
    }
}

/// The value below which a share `p` of the values lies, between neighbours by straight line (type 7 of Hyndman & Fan 1996,
/// Sample quantiles in statistical packages, The American Statistician 50, 361-365); `None` without values.
///
/// ```
/// assert_eq!(parallax::compare::stats::percentile(&mut [4.0, 1.0, 3.0, 2.0], 0.5), Some(2.5));
/// ```
pub fn percentile(values: &mut [f64], p: f64) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let place = p.clamp(0.0, 1.0) * values.len().checked_sub(1)? as f64;
    let (low, high) = (values[place.floor() as usize], values[place.ceil() as usize]);
    Some(low + (high - low) * place.fract())
}
