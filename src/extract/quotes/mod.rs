//! Who says what: direct, mixed and indirect quotations with cue, speaker and canonical source.

mod build;
mod content;
mod hit;
mod home;
mod join;
pub mod learned;
mod link;
mod marks;
mod oblique;
mod page;
mod role;
mod scare;
mod source;
mod subject;

use super::Settings;
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::{Document, Span};
use page::Page;

/// How the words are marked as somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteKind {
    /// All content words are inside quotation marks, or first-person speech without marks.
    Direct,
    /// No marks.
    Indirect,
    /// Quoted and unquoted words make one reported clause.
    Mixed,
    /// A marked word without a reporting verb.
    ScareQuote,
}

impl QuoteKind {
    pub fn as_str(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Indirect => "indirect",
            QuoteKind::Mixed => "mixed",
            QuoteKind::ScareQuote => "scare_quote",
        }
    }
}

/// One attribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    pub kind: QuoteKind,
    /// The content, in text order; several pieces where a cue stands between them. Without the marks at its ends.
    pub content: Vec<Span>,
    /// The stretches of `content` that stand inside quotation marks.
    pub marked: Vec<Span>,
    /// Verb or phrase, without auxiliaries.
    pub cue: Option<Span>,
    /// Base form of the cue (`say`, `according to`); "" without a cue.
    pub cue_lemma: String,
    /// `neutral claim doubt assertive warning boast directive denial`; "" without a cue.
    pub cue_class: String,
    /// The noun phrase that speaks, with its apposition; `None` if the text names nobody.
    pub speaker: Option<Span>,
    /// Canonical source; `unknown` if it cannot be told.
    pub source: String,
    /// `government rebels foreign_government igo_un ngo_monitor media_agency analyst civilian military_official state_media anonymous other`.
    pub source_type: String,
    /// Whether the source speaks for a state or an international organisation; `None` if not known.
    pub official: Option<bool>,
    /// For whom the source speaks: `government rebels foreign state_media others`, a side of the corpus's own, or `unknown`.
    pub side: String,
    /// Who passed it on (`told AFP`, `carried by Sana`).
    pub relay: Option<String>,
    /// Index of the sentence in which it begins.
    pub sentence: usize,
    /// Which rule found it.
    pub rule: String,
    /// How likely it is right, as far as the finder can tell; what that is worth is in `confidence.toml`.
    pub score: f32,
}

impl Quote {
    /// Whether the span stands inside the content.
    pub fn covers(&self, span: Span) -> bool {
        self.content.iter().any(|c| c.contains(span))
    }

    /// Whether the span stands inside the quotation marks of the content.
    pub fn marks(&self, span: Span) -> bool {
        self.marked.iter().any(|m| m.contains(span))
    }

    /// From the first to the last of the content.
    pub fn extent(&self) -> Span {
        Span::new(self.content[0].start, self.content[self.content.len() - 1].end)
    }
}

/// The attributions of a document, in text order.
pub fn find(doc: &Document, article: &Article, lexicons: &Lexicons, settings: &Settings) -> Vec<Quote> {
    let page = Page::new(doc, &lexicons.quotes);
    let rules = join::links(&page);
    let links = if settings.no_model { None } else { learned::links(&page, &rules) }.unwrap_or(rules);
    let mut out: Vec<Quote> = links.iter().filter_map(|link| build::quote(&page, link)).collect();
    out.extend(build::scare_quotes(&page, &out));
    out.sort_by_key(|q| (q.extent().start, q.cue.map_or(usize::MAX, |c| c.start), q.extent().end));
    source::resolve(&page, article, lexicons, settings, &mut out);
    out
}
