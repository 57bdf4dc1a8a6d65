//! Actors that no lexicon lists: the mentions of each main actor, grouped over all articles of one event.
//!
//! Noun phrases become mentions ([`mention`]); names are joined by full name, surname, given name and acronym
//! ([`person`], [`body`]), descriptions by office, apposition, owner, country, party and shared head ([`title`], [`body`]).
//! What recurs is a main actor and gives rows of kind `unlisted` ([`rows`]); a span that a lexicon has found gives none.

mod body;
mod classify;
pub mod event;
mod mention;
mod modifier;
mod person;
mod rows;
mod text;
mod title;

use super::{Found, Label};
use crate::lexicon::Lexicons;
use crate::text::Document;
use text::Text;

/// An article of the event: its document and what the extractors have found in it.
#[derive(Debug, Clone, Copy)]
pub struct Member<'m> {
    pub doc: &'m Document<'m>,
    pub found: &'m Found,
}

/// The unlisted rows of each article of one event, in the order of the articles and of their text.
pub fn group(members: &[Member], lexicons: &Lexicons) -> Vec<Vec<Label>> {
    let words = &lexicons.mentions;
    let texts: Vec<Text> = members.iter().map(|m| Text::new(m.doc, m.found, lexicons)).collect();
    let mut mentions = Vec::new();
    for (article, text) in texts.iter().enumerate() {
        mention::find(text, article, &mut mentions);
    }
    let mut people = person::find(&texts, &mut mentions, words);
    body::organisations(&mut mentions);
    title::learn(&texts, &mut mentions, &mut people);
    modifier::find(&texts, &mut mentions, &mut people);
    let home = body::home(&mentions);
    title::resolve(&texts, &mut mentions, &people, home.as_deref());
    body::resolve(&texts, &mut mentions, &people, home.as_deref());
    rows::rows(&texts, &mentions, &people, words)
}
