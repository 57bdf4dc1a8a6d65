//! Statistics, each with its source: intervals, tests, divergence, keyness, resampling.

mod columns;
mod differences;
mod divergence;
mod intervals;
mod keyness;
mod odds;
mod ratio;
mod resample;

pub use columns::wilson_ends;
pub use differences::share_difference;
pub use divergence::{Cases, Divergence, at_least, compare, holm, jensen_shannon, spread};
pub use intervals::{effective_interval, effective_number, poisson, rate, wilson};
pub use keyness::{Counts, Keyness, SPLITS, log_odds, split_halves};
pub use odds::{OddsRatio, TwoByTwo};
pub use ratio::{RateRatio, rate_ratio};
pub use resample::{Random, percentile, shuffle};

/// Below this many cases a share is "too few to say".
pub const FEW: usize = 5;

/// Draws of every bootstrap and permutation test.
pub const DRAWS: usize = 2_000;
