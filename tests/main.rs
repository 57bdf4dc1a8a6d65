//! The one test binary: polars is linked once.

mod cases;
mod cli;
mod learned;
mod lexicons;
mod loader;
mod properties;
mod reports;
mod tidy;
