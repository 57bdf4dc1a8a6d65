//! Where a figure may be: most sentences and most words hold none, and the rules need not look at them.

use super::line::Line;
use crate::lexicon::figures::FigureWords;
use crate::text::{Document, Kind};

/// Whether a token may be one that [`fits`]: numbers, words with which figures begin, words that
/// hold digits or marks that are no ASCII.
pub fn promising(doc: &Document, token: usize, words: &FigureWords) -> bool {
    let (kind, word) = (doc.tokens[token].kind, doc.lower(token));
    kind == Kind::Number || words.opens(word) || kind == Kind::Word && word.bytes().any(|b| b.is_ascii_digit() || b >= 0x80)
}

/// Whether a word may begin a figure: most sentences hold none, and end here.
pub fn fits(line: &Line, i: usize, words: &FigureWords) -> bool {
    line.is_number(i) || words.opens(line.word(i))
}

/// Whether the rules for ranks, durations and numbers can find one that begins here: most words are none of theirs.
pub fn begins(line: &Line, i: usize, words: &FigureWords) -> bool {
    let word = line.word(i);
    line.is_number(i) || matches!(word, "a" | "an" | "the" | ".") || line.is_hyphen(i) || words.begins(word)
}
