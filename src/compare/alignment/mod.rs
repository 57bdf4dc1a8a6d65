//! Alignment: sentences of different outlets that restate the same thing, and what differs between them.
//!
//! Candidates come from an inverted index on rare words; a pair is judged by shared content, its order, event words, numbers and
//! figures of one key. Words of one class ("seize", "capture") and all that an actor is called count as equal, so that what
//! differs can be read off the pair afterwards.

pub mod candidates;
pub mod changes;
pub mod pairs;
pub mod score;
pub mod units;
pub mod words;

use super::Exhibit;
use crate::frame::{Frames, Table};
use pairs::Pair;

/// Alignment: sentences of different outlets that restate the same thing.
pub fn alignment(_frames: &Frames) -> Exhibit {
    Exhibit { name: "alignment", ..Exhibit::default() }
}

/// Pairs of sentences of different outlets, of one event, that restate the same thing.
pub fn align(frames: &Frames) -> Table {
    let (units, events) = units::read(frames);
    let evidence = changes::Evidence::new(frames);
    let mut found: Vec<Pair> = events.iter().flat_map(|e| pairs::of_event(e, &units, &evidence)).collect();
    found.sort_by_key(|p| (p.a, p.b));
    pairs::table_of(frames, &evidence, &found)
}
