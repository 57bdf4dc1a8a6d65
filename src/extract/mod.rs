//! Document and lexicons to rows: quotes first (who speaks where), then labels and figures with the voice of each span.
//!
//! No I/O, no failure: any string gives rows. Extractors do not call one another; quotes reach the others as [`Voices`].

pub mod actors;
pub mod contract;
pub mod examples;
pub mod figures;
pub mod labels;
pub mod quotes;
pub mod style;
pub mod voice;

pub use figures::Figure;
pub use labels::Label;
pub use quotes::Quote;
pub use style::{Act, Construction, Style};
pub use voice::{Voice, Voices};

use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::text::Document;
use rayon::prelude::*;

/// What a corpus says of the event, beyond the article: lexicon packs to use and the actors' sides.
#[derive(Debug, Clone, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Packs to use; empty means every pack whose own condition holds.
    pub packs: Vec<String>,
    /// The named convention for vague quantities; empty means the default.
    pub convention: String,
    /// Attributions by the rules alone, without the learned model.
    pub no_model: bool,
    /// Words of style and acts of harm are not looked for.
    pub no_style: bool,
    /// Canonical actor or source to its side (`government`, `rebels`, …): overrides packs.
    pub sides: std::collections::BTreeMap<String, String>,
    /// Names of speakers in lower case to the side for which they speak, as the corpus says.
    pub speakers: std::collections::BTreeMap<String, String>,
}

/// Everything found in one text, each list in the order of the text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    pub quotes: Vec<Quote>,
    pub labels: Vec<Label>,
    pub figures: Vec<Figure>,
    /// Loaded words, emotions, hedges, boosters.
    pub style: Vec<Style>,
    /// Acts of harm: who is said to do what to whom.
    pub acts: Vec<Act>,
}

/// Reads the articles of one event and extracts everything but for the actors that no lexicon lists.
pub fn event<'a>(articles: &[&'a Article], lexicons: &'a Lexicons, settings: &Settings) -> Vec<(Document<'a>, Found)> {
    let read = |a: &&'a Article| {
        let doc = Document::read(&a.text, a.title.as_deref(), &lexicons.text);
        let found = extract(&doc, a, lexicons, settings);
        (doc, found)
    };
    articles.par_iter().map(read).collect()
}

/// Adds to the articles of one event the mentions of actors that no lexicon lists, grouped over all of them.
pub fn add_unlisted(event: &mut [(Document, Found)], lexicons: &Lexicons) {
    let members: Vec<actors::Member> = event.iter().map(|(doc, found)| actors::Member { doc, found }).collect();
    let rows = actors::group(&members, lexicons);
    for ((_, found), rows) in event.iter_mut().zip(rows) {
        found.labels.extend(rows);
        found.labels.sort_by_key(|l| (l.span.start, std::cmp::Reverse(l.span.end), l.kind));
    }
}

/// Extracts everything from a document, but for the actors that no lexicon lists: those need the whole event.
pub fn extract(doc: &Document, article: &Article, lexicons: &Lexicons, settings: &Settings) -> Found {
    let quotes = quotes::find(doc, article, lexicons, settings);
    let voices = Voices::new(doc, &quotes);
    let labels = labels::find(doc, article, &voices, lexicons, settings);
    let figures = figures::find(doc, article, &voices, lexicons, settings);
    let style = if settings.no_style { Vec::new() } else { style::candidates(doc, &voices, lexicons, settings) };
    let acts = if settings.no_style { Vec::new() } else { style::agency::find(doc, &voices, lexicons) };
    Found { quotes, labels, figures, style, acts }
}
