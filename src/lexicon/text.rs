//! What the document model needs: abbreviations, page furniture, the tagger's model.

use super::Sources;
use crate::problem::Problem;

/// What the document model needs: abbreviations, page furniture, the tagger's model.
#[derive(Debug, Default)]
pub struct TextWords {}

impl TextWords {
    /// Reads the files; problems are collected.
    pub fn load(_sources: &Sources, _problems: &mut Vec<Problem>) -> TextWords {
        TextWords {}
    }
}
