//! Base noun phrases: determiner, adjectives and nouns up to the head, nothing behind it.

use super::{Span, Token};
use std::ops::Range;

/// A base noun phrase. `tokens` holds determiners and possessives too; `head` is its last noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub span: Span,
    pub tokens: Range<usize>,
    /// Index of the head token in the document.
    pub head: usize,
}

/// The noun phrases of one sentence.
pub fn chunks(_text: &str, _tokens: &[Token], _sentence: Range<usize>) -> Vec<Chunk> {
    Vec::new()
}
