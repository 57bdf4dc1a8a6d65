//! Divergence of distributions, with bootstrap interval and permutation test.
