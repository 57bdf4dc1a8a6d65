//! Cue words and what they say of the speaker.

use super::Sources;
use crate::problem::Problem;

/// Cue words and what they say of the speaker.
#[derive(Debug, Default)]
pub struct QuoteWords {}

impl QuoteWords {
    /// Reads the files; problems are collected.
    pub fn load(_sources: &Sources, _problems: &mut Vec<Problem>) -> QuoteWords {
        QuoteWords {}
    }
}
