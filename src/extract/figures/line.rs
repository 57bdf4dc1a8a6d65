//! One sentence as the figure rules see it: its words in lower case beside their spans and tags.

use crate::text::{Document, Kind, Sentence, Span, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// The tokens of one sentence, counted from 0. Asking for a word outside gives "".
pub struct Line<'d, 't> {
    pub doc: &'d Document<'t>,
    /// Index of its first token in the document.
    pub first: usize,
    /// Lower case, apostrophes straight.
    pub words: Vec<Cow<'t, str>>,
    pub span: Span,
}

impl<'d, 't> Line<'d, 't> {
    pub fn new(doc: &'d Document<'t>, sentence: &Sentence) -> Line<'d, 't> {
        let words = sentence.tokens.clone().map(|i| lower(doc.word(i))).collect();
        Line { doc, first: sentence.tokens.start, words, span: sentence.span }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w)
    }

    /// The word `k` places before `i`.
    pub fn back(&self, i: usize, k: usize) -> &str {
        i.checked_sub(k).map_or("", |j| self.word(j))
    }

    /// As it stands in the text.
    pub fn raw(&self, i: usize) -> &'t str {
        if i < self.len() { self.doc.word(self.first + i) } else { "" }
    }

    pub fn tag(&self, i: usize) -> Tag {
        if i < self.len() { self.doc.tokens[self.first + i].tag } else { Tag::Punct }
    }

    pub fn kind(&self, i: usize) -> Kind {
        if i < self.len() { self.doc.tokens[self.first + i].kind } else { Kind::Punct }
    }

    pub fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Kind::Number
    }

    /// A word of letters.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    pub fn at(&self, i: usize) -> Span {
        let end = self.span.end;
        if i < self.len() { self.doc.tokens[self.first + i].span } else { Span::new(end, end) }
    }

    /// From the first to the last of some words.
    pub fn cover(&self, words: Range<usize>) -> Span {
        if words.is_empty() { self.at(words.start) } else { self.at(words.start).cover(self.at(words.end - 1)) }
    }

    /// No blank before this word.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.at(i - 1).end == self.at(i).start
    }

    pub fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "‐" | "‑")
    }

    /// A capital letter in front (not by standing at the front of the sentence alone).
    pub fn capital(&self, i: usize) -> bool {
        self.raw(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// More than one letter in capitals ("MB"), or one capital followed by no letter ("M").
    pub fn capital_word(&self, i: usize) -> bool {
        self.capital(i)
    }

    /// A proper name as far as tag and letters tell.
    pub fn is_name(&self, i: usize) -> bool {
        self.is_word(i) && self.capital(i) && (self.tag(i).is_proper() || (self.tag(i) == Tag::X && i > 0))
    }

    /// Comma, semicolon, colon, bracket, point: where a phrase ends.
    pub fn is_stop(&self, i: usize) -> bool {
        i >= self.len() || matches!(self.word(i).chars().next(), Some(',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '[' | ']'))
    }
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect())
}
