//! Statistics, each with its source: intervals, resampling.

mod divergence;
mod intervals;
mod keyness;
mod odds;
mod resample;

pub use intervals::{effective_interval, effective_number, poisson, rate, wilson};
pub use odds::{OddsRatio, TwoByTwo};
pub use resample::{Random, percentile, shuffle};

/// Below this many cases a share is "too few to say".
pub const FEW: usize = 5;

/// Draws of every bootstrap and permutation test.
pub const DRAWS: usize = 2_000;
