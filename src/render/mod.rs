//! Exhibits to bytes: computes nothing that a reader takes for a number.

pub mod book;
pub mod briefing;
pub mod chart;
pub mod csv;
pub mod html;
pub mod package;
pub mod parquet;
pub mod xlsx;
