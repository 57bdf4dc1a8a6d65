//! Alignment: sentences of different outlets that restate the same thing, and what differs between them.
//!
//! Candidates come from an inverted index on rare words; a pair is judged by shared content, its order, event words, numbers and
//! figures of one key. Words of one class ("seize", "capture") and all that an actor is called count as equal, so that what
//! differs can be read off the pair afterwards.

pub mod candidates;
pub mod changes;
mod effect;
pub mod facts;
mod findings;
pub mod pairs;
pub mod score;
pub mod tables;
pub mod units;
pub mod wire;
pub mod words;

pub use effect::{holds, wire_effect};

use super::Exhibit;
use crate::frame::{Frames, Table};
use pairs::Pair;
use std::collections::BTreeSet;

/// Sentences of different outlets that restate the same thing, what differs between them, and who shares text with whom.
pub fn alignment(frames: &Frames) -> Exhibit {
    let pairs = pairs::read(frames);
    let evidence = changes::Evidence::new(frames);
    let all = tables::All::of(&pairs, &evidence);
    let substitutions = tables::substitutions(&all, &pairs, &evidence);
    let shared = wire::shared(frames, &pairs);
    let copies = pairs.iter().filter(|p| p.copy).count();
    let [articles, outlets] = wire::shares(frames, &pairs);
    let mut notes = vec![
        "near_copy: the same clause with at least half of its content in the same order and more than 3 in 10 of its words. same_fact: the two restate one thing in other \
         words, or give figures of one key; the score is the probability of that, read a pair before you quote it."
            .to_string(),
        "Sentences are compared within an event; where none is given the corpus is one event. Running text and headlines only.".to_string(),
    ];
    if pairs.is_empty() {
        notes.push("No two outlets restate the same thing in sentences that could be found: no picture is drawn.".to_string());
    }
    let mut aligned = frames.aligned.clone();
    if aligned.headings.is_empty() {
        aligned = align(frames);
    }
    Exhibit {
        name: "alignment",
        title: "Sentences that restate the same thing, and what differs in them",
        tables: vec![
            aligned,
            tables::label_substitutions(&substitutions),
            tables::wide(frames, &substitutions),
            tables::label_changes(&all.labels),
            tables::figure_changes(&all.figures),
            tables::attribution_changes(&all.attribution),
            articles,
            outlets,
            wire::similarity(&shared),
        ],
        charts: super::charts::alignment(frames, &shared, &substitutions, (copies, pairs.len() - copies)),
        notes,
        findings: findings::findings(frames, &all, &substitutions, &shared),
    }
}

/// Pairs of sentences of different outlets, of one event, that restate the same thing.
pub fn align(frames: &Frames) -> Table {
    let (units, events) = units::read(frames);
    let evidence = changes::Evidence::new(frames);
    let mut found: Vec<Pair> = events.iter().flat_map(|e| pairs::of_event(frames, e, &units, &evidence)).collect();
    found.sort_by_key(|p| (p.a, p.b));
    pairs::table_of(frames, &evidence, &found)
}

/// Rows of the sentences table that are near copies of a sentence of another outlet: text that was passed on, not chosen.
pub fn copied(frames: &Frames) -> BTreeSet<usize> {
    wire::copies(&pairs::read(frames)).into_keys().collect()
}
