//! Speakers to canonical sources.

use super::page::Page;
use super::{Quote, Settings};
use crate::corpus::Article;
use crate::lexicon::Lexicons;

/// Fills source, source type and official.
pub fn resolve(page: &Page, _article: &Article, _lexicons: &Lexicons, _settings: &Settings, quotes: &mut [Quote]) {
    for quote in quotes {
        quote.source = quote.speaker.map_or("unknown".into(), |s| s.of(page.doc.text).to_string());
        quote.source_type = "other".into();
    }
}
