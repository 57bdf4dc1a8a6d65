//! The country of the events, so that its government can be told from a foreign one, and the monitors that an article names.

use super::page::Page;
use crate::lexicon::gazetteer::{Entry, Gazetteer};
use crate::text::{Role, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// What the names of an article say of its events.
#[derive(Debug, Default, PartialEq)]
pub struct Home {
    /// Index of the country.
    pub country: Option<usize>,
    /// Where known monitors stand: token and index of the source.
    pub monitors: Vec<(usize, usize)>,
    /// Where known sources of several words end: token and index of the source.
    sources: Vec<(usize, usize)>,
}

/// The headline tells more than a sentence, the opening more than the rest.
const HEADLINE: usize = 3;
const OPENING: usize = 3;
/// `in Syria` says where things happen; `Aleppo` too; `Russian` may only say who came.
const INSIDE: usize = 6;
const PLACE: usize = 4;
const NAME: usize = 3;
const ADJECTIVE: usize = 2;

/// Reads the names of headline and body.
pub fn of(page: &Page, gazetteer: &Gazetteer) -> Home {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut monitors, mut sources) = (Vec::new(), Vec::new());
    let mut body = 0;
    for sentence in page.doc.sentences.iter().filter(|s| s.role.tells()) {
        let weight = match sentence.role {
            Role::Headline => HEADLINE,
            _ if body < OPENING => 2,
            _ => 1,
        };
        body += usize::from(sentence.role == Role::Body);
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let found =
                page.word(at).starts_with(char::is_uppercase).then(|| gazetteer.longest((at..sentence.tokens.end).map(|t| page.word(t))));
            let Some((entry, len)) = found.flatten() else {
                at += 1;
                continue;
            };
            let (country, worth) = match entry {
                Entry::Country(c) if !is_name(page, at, gazetteer, c) => (Some(c), ADJECTIVE * weight),
                Entry::Country(c) => (Some(c), if inside(page, at, sentence.tokens.start) { INSIDE } else { NAME } * weight),
                Entry::Place(c) => (Some(c), PLACE * weight),
                // A leader of another country may fill the article and its headline.
                Entry::Source(s) => (gazetteer.sources.get(s).and_then(|s| gazetteer.country_index(&s.country)), 1),
                _ => (None, 0),
            };
            if let Entry::Source(s) = entry {
                if gazetteer.sources.get(s).is_some_and(|s| s.kind == "ngo_monitor") {
                    monitors.push((at, s));
                }
                if len > 1 {
                    sources.push((at + len - 1, s));
                }
            }
            if let Some(country) = country {
                *counts.entry(country).or_default() += worth;
            }
            at += len;
        }
    }
    let country = counts.into_iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c))).map(|(c, _)| c);
    Home { country, monitors, sources }
}

impl Home {
    /// `the Coalition` is the known source whose name ended so before.
    pub fn shortened(&self, page: &Page, token: usize) -> Option<usize> {
        let ends = self.sources.iter().rev().filter(|(at, _)| *at < token);
        ends.filter(|(at, _)| page.word(*at).trim_end_matches('s') == page.word(token)).map(|(_, s)| *s).next()
    }

    /// The monitor that an unnamed one must be: the only one of the article, or the next that is named (`a monitor said.
    /// The Observatory …`).
    pub fn monitor(&self, token: usize) -> Option<usize> {
        const NEAR: usize = 60;
        let all: BTreeSet<usize> = self.monitors.iter().map(|(_, s)| *s).collect();
        let next = self.monitors.iter().find(|(at, _)| *at > token && *at - token < NEAR).map(|(_, s)| *s);
        if all.len() == 1 { all.first().copied() } else { next }
    }
}

/// Behind a preposition, perhaps with the quarter of the sky: `in northern Syria`.
fn inside(page: &Page, at: usize, floor: usize) -> bool {
    let before = at.checked_sub(1).filter(|b| *b >= floor);
    let before = before.map(|b| if page.tag(b).is_adjective() && b > floor { b - 1 } else { b });
    before.is_some_and(|b| page.tag(b) == Tag::In && !page.word_is(b, "from") && !page.word_is(b, "by"))
}

/// The country itself and not its people, capital or adjective.
fn is_name(page: &Page, at: usize, gazetteer: &Gazetteer, country: usize) -> bool {
    let first = gazetteer.countries.get(country).and_then(|c| c.name.split(' ').next());
    first.is_some_and(|f| f == page.word(at))
}
