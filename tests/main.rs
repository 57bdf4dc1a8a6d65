//! The one test binary: polars is linked once.

mod book;
mod cases;
mod chart_room;
mod charts;
mod cli;
mod compare;
mod diff;
mod gallery;
mod learned;
mod lexicons;
mod loader;
mod page;
mod properties;
mod reports;
mod tidy;
