//! Which part of the page a line is: headline, subhead, body, caption, metadata or boilerplate.

use super::Span;
use crate::lexicon::text::TextWords;

/// What a stretch of text is on the page. Rates use body words; boilerplate feeds no extractor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Headline,
    Subhead,
    Body,
    Caption,
    /// Date lines, tag lines, bylines.
    Metadata,
    /// Page furniture: counters, buttons, disclaimers, credits.
    Boilerplate,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Subhead => "subhead",
            Role::Body => "body",
            Role::Caption => "caption",
            Role::Metadata => "metadata",
            Role::Boilerplate => "boilerplate",
        }
    }
}

/// One line or paragraph of the text with its role. The span holds no blank at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub role: Role,
    /// What gave the role: `navigation`, `counter`, `caption`, `photo_credit`, `disclaimer`, `promo`, `dateline`, `tags`, … ("" for body).
    pub kind: &'static str,
}

/// The blocks of a text, in order.
pub fn blocks(text: &str, _title: Option<&str>, _words: &TextWords) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        if !span.is_empty() {
            out.push(Block { span, role: Role::Body, kind: "" });
        }
    }
    out
}
