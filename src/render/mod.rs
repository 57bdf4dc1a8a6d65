//! Exhibits to bytes: computes nothing that a reader takes for a number.

pub mod chart;
pub mod csv;
pub mod html;
pub mod parquet;
