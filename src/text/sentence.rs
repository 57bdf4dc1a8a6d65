//! Sentences within a block: sentencex, and a small pass of our own over its known errors.

use super::{Block, Role, Span};
use crate::lexicon::text::TextWords;
use std::ops::Range;

/// A sentence: its words, where on the page it stands, and its tokens (indices into the document's tokens).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub role: Role,
    pub block: usize,
    pub tokens: Range<usize>,
}

/// The sentences of one block, without blanks at their ends.
pub fn split(text: &str, block: &Block, _words: &TextWords) -> Vec<Span> {
    let mut out = Vec::new();
    let part = block.span.of(text);
    for b in sentencex::get_sentence_boundaries("en", part) {
        let span = Span::new(block.span.start + b.start_byte, block.span.start + b.end_byte).trim(text);
        if !span.is_empty() {
            out.push(span);
        }
    }
    out
}
