//! Number words, modifiers, units, event types, conventions.

use super::Sources;
use crate::problem::Problem;

/// Number words, modifiers, units, event types, conventions.
#[derive(Debug, Default)]
pub struct FigureWords {}

impl FigureWords {
    /// Reads the files; problems are collected.
    pub fn load(_sources: &Sources, _problems: &mut Vec<Problem>) -> FigureWords {
        FigureWords {}
    }

    pub fn convention_names(&self) -> Vec<&str> {
        vec!["hama-v1"]
    }
    pub fn default_convention(&self) -> &str {
        "hama-v1"
    }
}
