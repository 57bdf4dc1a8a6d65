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
    /// Contents of real quotes, their marked stretches, and scare quotes.
    contents: Index,
    marked: Index,
    scare: Index,
}

impl<'q> Voices<'q> {
    pub fn new(doc: &Document, quotes: &'q [Quote]) -> Voices<'q> {
        let pick = |scare: bool, spans: fn(&Quote) -> &[Span]| {
            let of_kind = quotes.iter().enumerate().filter(move |(_, q)| (q.kind == QuoteKind::ScareQuote) == scare);
            Index::new(of_kind.flat_map(|(i, q)| spans(q).iter().map(move |s| (*s, i))).collect())
        };
        Voices {
            quotes,
            roles: doc.blocks.iter().map(|b| (b.span, b.role)).collect(),
            contents: pick(false, |q| &q.content),
            marked: pick(false, |q| &q.marked),
            scare: pick(true, |q| &q.content),
        }
    }

    /// The voice of a span, and the index of the quote that gives it.
    pub fn of(&self, span: Span) -> (Voice, Option<usize>) {
        let i = self.roles.partition_point(|(s, _)| s.start <= span.start);
        let role = i.checked_sub(1).map_or(Role::Body, |i| self.roles[i].1);
        let quote = self.contents.holding(span);
        match role {
            Role::Headline | Role::Subhead => return (Voice::Headline, quote),
            Role::Caption => return (Voice::Caption, quote),
            Role::Metadata | Role::Boilerplate => return (Voice::Metadata, quote),
            Role::Body => {}
        }
        if let Some(i) = self.marked.holding(span) {
            return (Voice::DirectQuote, Some(i));
        }
        if let Some(i) = quote {
            let direct = self.quotes[i].kind == QuoteKind::Direct;
            return (if direct { Voice::DirectQuote } else { Voice::AttributedIndirect }, Some(i));
        }
        match self.scare.holding(span) {
            Some(i) => (Voice::ScareQuote, Some(i)),
            None => (Voice::Narrator, None),
        }
    }
}

/// Spans in order of their start, each with the furthest end up to there, so that a look-up is a binary search.
struct Index(Vec<(Span, usize, usize)>);

impl Index {
    fn new(mut spans: Vec<(Span, usize)>) -> Index {
        spans.sort();
        let mut reach = 0;
        let with_reach = |(span, quote): (Span, usize)| {
            reach = reach.max(span.end);
            (span, quote, reach)
        };
        Index(spans.into_iter().map(with_reach).collect())
    }

    /// The first quote, in order of the text, one of whose spans holds this one.
    fn holding(&self, span: Span) -> Option<usize> {
        let last = self.0.partition_point(|(s, _, _)| s.start <= span.start);
        let near = self.0[..last].iter().rev().take_while(|(_, _, reach)| *reach >= span.end);
        near.filter(|(s, _, _)| s.contains(span)).map(|(_, quote, _)| *quote).min()
    }
}
