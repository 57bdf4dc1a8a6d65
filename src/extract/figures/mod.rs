//! Which numbers are cited as facts: value or range, modifier, unit, what is counted, who says so, as of when.

mod bounds;
mod build;
mod build_one;
mod candidate;
mod counted;
mod date;
mod event;
mod grammar;
mod key;
mod line;
mod lookalike;
mod modifier;
mod number;
mod range;
mod rank;
mod share;
mod time;
mod unit;
mod vague;

use super::{Settings, Voice, Voices};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::{Document, Span, Tag};
use std::borrow::Cow;

/// How the words bound the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modifier {
    Exact,
    AtLeast,
    MoreThan,
    Nearly,
    About,
    UpTo,
    LessThan,
    /// A vague quantity ("dozens"), turned into a range by the named convention.
    Vague,
}

impl Modifier {
    pub const ALL: [Modifier; 8] = [
        Modifier::Exact,
        Modifier::AtLeast,
        Modifier::MoreThan,
        Modifier::Nearly,
        Modifier::About,
        Modifier::UpTo,
        Modifier::LessThan,
        Modifier::Vague,
    ];

    /// The modifier of this name.
    pub fn parse(name: &str) -> Option<Modifier> {
        Modifier::ALL.into_iter().find(|m| m.as_str() == name)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Modifier::Exact => "exact",
            Modifier::AtLeast => "at_least",
            Modifier::MoreThan => "more_than",
            Modifier::Nearly => "nearly",
            Modifier::About => "about",
            Modifier::UpTo => "up_to",
            Modifier::LessThan => "less_than",
            Modifier::Vague => "vague",
        }
    }
}

/// A claim takes part in comparisons; an incidental number ("one resident") stays in the extraction only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Claim,
    Incidental,
}

impl Class {
    pub fn as_str(self) -> &'static str {
        match self {
            Class::Claim => "claim",
            Class::Incidental => "incidental",
        }
    }
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The number words only.
    pub span: Span,
    /// With hedge, unit and the thing counted.
    pub context: Span,
    /// The number as stated; `None` for vague quantities and ranges.
    pub value: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub modifier: Modifier,
    /// `persons km miles days years percent rank USD …`, plural; "" if none.
    pub unit: String,
    /// The counted noun phrase as it stands; "" if none. The machine interface writes its [lemma](Figure::counted_lemma).
    pub counted: String,
    /// Its head, as it stands ("people"); `None` if none.
    pub counted_head: Option<Span>,
    /// `killed injured displaced fled duration distance rank …`; "" if none.
    pub event_type: String,
    /// `civilians children combatants …`; "" if the text says none.
    pub victim_class: String,
    /// Canonical source of the attribution that covers it; "" if bare.
    pub source: String,
    /// "since Tuesday", "in a week": words of the text; "" if none.
    pub as_of: String,
    /// Groups comparable claims (`killed_total`, `killed_civilians`, `displaced_total`); "" if not comparable.
    pub key: String,
    pub voice: Voice,
    pub quote: Option<usize>,
    /// Named convention by which a vague quantity or open end became a range; "" where none was needed.
    pub convention: String,
    pub class: Class,
    /// Index (in the document's figures) of the figure this is a part of.
    pub part_of: Option<usize>,
    pub sentence: usize,
    pub rule: String,
}

impl Figure {
    /// The counted phrase with its head in the singular, for programs that compare nouns: "commercial fisherman" for
    /// "commercial fishermen", "Velmian" for "Velmians". Participles stay as they stand.
    pub fn counted_lemma(&self, doc: &Document) -> String {
        let before = self.counted_head.and_then(|head| self.counted.strip_suffix(head.of(doc.text)));
        match (before, self.head_lemma(doc)) {
            (Some(before), Some(head)) => format!("{before}{head}"),
            _ => self.counted.clone(),
        }
    }

    /// The head of the counted phrase in the singular.
    pub fn head_lemma<'t>(&self, doc: &Document<'t>) -> Option<Cow<'t, str>> {
        let head = self.counted_head?;
        let as_is = head.of(doc.text);
        let token = doc.tokens_in(head).find(|t| doc.tokens[*t].span == head);
        Some(match token.map(|t| (t, doc.tokens[t].tag)) {
            Some((token, Tag::Nns | Tag::Vbz)) => Cow::Owned(doc.lemma(token)),
            Some((_, Tag::Nnps)) if !as_is.ends_with("ss") && !as_is.ends_with("ies") => {
                Cow::Borrowed(as_is.strip_suffix('s').unwrap_or(as_is))
            }
            _ => Cow::Borrowed(as_is),
        })
    }
}

/// The figures of a document, in text order.
pub fn find(doc: &Document, article: &Article, voices: &Voices, lexicons: &Lexicons, settings: &Settings) -> Vec<Figure> {
    let mut out = build::figures(doc, article, voices, &lexicons.figures, settings);
    for end in out.iter_mut().flat_map(|f| [&mut f.value, &mut f.low, &mut f.high]).flatten() {
        *end = clean(*end);
    }
    out
}

/// Without the dust of binary arithmetic: 3.3 billion, not 3,300,000,000.000001.
fn clean(x: f64) -> f64 {
    // Of a very small number twelve decimals would be nothing.
    if x != 0.0 && x.abs() < 1e-6 {
        return x;
    }
    let digits = 10_f64.powi(12 - x.abs().max(1.0).log10().ceil() as i32);
    if digits.is_finite() && digits >= 1.0 { (x * digits).round() / digits } else { x.round() }
}
