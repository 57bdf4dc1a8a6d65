//! Odds ratios and exact tests of two by two tables.
