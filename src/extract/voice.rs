//! Whose words a span is in: worked out once from roles and quotes.

use super::quotes::{Quote, QuoteKind};
use crate::text::{Document, Role, Span};

/// Where words stand. Voice is not authorship: in indirect speech a label is often the writer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Headline or sub-heading.
    Headline,
    Caption,
    /// Date and tag lines.
    Metadata,
    Narrator,
    AttributedIndirect,
    DirectQuote,
    ScareQuote,
}

impl Voice {
    pub const ALL: [Voice; 7] = [
        Voice::Headline,
        Voice::Caption,
        Voice::Metadata,
        Voice::Narrator,
        Voice::AttributedIndirect,
        Voice::DirectQuote,
        Voice::ScareQuote,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Voice::Headline => "headline",
            Voice::Caption => "caption",
            Voice::Metadata => "metadata",
            Voice::Narrator => "narrator",
            Voice::AttributedIndirect => "attributed_indirect",
            Voice::DirectQuote => "direct_quote",
            Voice::ScareQuote => "scare_quote",
        }
    }
}

/// The voices of one document: ask for any span.
pub struct Voices<'q> {
    pub quotes: &'q [Quote],
    roles: Vec<(Span, Role)>,
}

impl<'q> Voices<'q> {
    pub fn new(doc: &Document, quotes: &'q [Quote]) -> Voices<'q> {
        Voices { quotes, roles: doc.blocks.iter().map(|b| (b.span, b.role)).collect() }
    }

    /// The voice of a span, and the index of the quote that gives it.
    pub fn of(&self, span: Span) -> (Voice, Option<usize>) {
        let i = self.roles.partition_point(|(s, _)| s.start <= span.start);
        let role = i.checked_sub(1).map_or(Role::Body, |i| self.roles[i].1);
        let inside = |kind: fn(&Quote, Span) -> bool| self.quotes.iter().position(|q| kind(q, span));
        let quote = inside(|q, s| q.kind != QuoteKind::ScareQuote && q.covers(s));
        match role {
            Role::Headline | Role::Subhead => return (Voice::Headline, quote),
            Role::Caption => return (Voice::Caption, quote),
            Role::Metadata | Role::Boilerplate => return (Voice::Metadata, quote),
            Role::Body => {}
        }
        if let Some(i) = inside(|q, s| q.kind != QuoteKind::ScareQuote && q.marks(s)) {
            return (Voice::DirectQuote, Some(i));
        }
        if let Some(i) = quote {
            let direct = self.quotes[i].kind == QuoteKind::Direct;
            return (if direct { Voice::DirectQuote } else { Voice::AttributedIndirect }, Some(i));
        }
        match inside(|q, s| q.kind == QuoteKind::ScareQuote && q.covers(s)) {
            Some(i) => (Voice::ScareQuote, Some(i)),
            None => (Voice::Narrator, None),
        }
    }
}
