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

/// As many articles are worked on side by side, see [`together`].
pub const TOGETHER: usize = 8;

/// Reads articles and extracts everything but for the actors that no lexicon lists, on all cores; in the order of the articles.
pub fn all<'a>(articles: &[&'a Article], lexicons: &'a Lexicons, settings: &Settings) -> Vec<(Document<'a>, Found)> {
    // Few articles are shared out evenly.
    let size = articles.len().div_ceil(rayon::current_num_threads()).clamp(1, TOGETHER);
    articles.par_chunks(size).flat_map_iter(|part| together(part, lexicons, settings)).collect()
}

/// The same on one core, for few articles: each stage goes through all of them, since the tables of one model push those of
/// another out of the core's cache.
pub fn together<'a>(articles: &[&'a Article], lexicons: &'a Lexicons, settings: &Settings) -> Vec<(Document<'a>, Found)> {
    let read = |a: &&'a Article| Document::read(&a.text, a.title.as_deref(), &lexicons.text);
    let docs: Vec<Document> = articles.iter().map(read).collect();
    let quotes: Vec<Vec<Quote>> = docs.iter().zip(articles).map(|(d, a)| quotes::find(d, a, lexicons, settings)).collect();
    let rest = docs.into_iter().zip(articles).zip(quotes);
    rest.map(|((doc, article), quotes)| {
        let found = with_quotes(&doc, article, quotes, lexicons, settings);
        (doc, found)
    })
    .collect()
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
    with_quotes(doc, article, quotes::find(doc, article, lexicons, settings), lexicons, settings)
}

fn with_quotes(doc: &Document, article: &Article, quotes: Vec<Quote>, lexicons: &Lexicons, settings: &Settings) -> Found {
    let voices = Voices::new(doc, &quotes);
    let labels = labels::find(doc, article, &voices, lexicons, settings);
    let figures = figures::find(doc, article, &voices, lexicons, settings);
    let style = if settings.no_style { Vec::new() } else { style::candidates(doc, &voices, lexicons, settings) };
    let acts = if settings.no_style { Vec::new() } else { style::agency::find(doc, &voices, lexicons) };
    Found { quotes, labels, figures, style, acts }
}
