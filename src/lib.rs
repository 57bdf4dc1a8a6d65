//! Parallax shows how news outlets cover the same event differently.
pub mod cli;
pub mod compare;
pub mod corpus;
pub mod extract;
pub mod frame;
pub mod lexicon;
pub mod problem;
pub mod render;
pub mod run;
pub mod text;
