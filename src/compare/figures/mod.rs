//! Figures: every claim of one key beside the others; same, compatible, conflicting or not comparable, and why.
//!
//! ```text
//! claim      figures.csv       -> Claim: what an article says, once
//! verdict    two claims        -> same, compatible, conflicting, not_comparable, and the reason
//! group      claims of a key   -> clusters that can be one number, the spread, who gives none
//! findings   groups            -> sentences with evidence
//! ```

pub mod claim;
mod findings;
pub mod group;
pub mod reference;
pub mod rules;
mod tables;
mod time;
pub mod verdict;
pub mod words;

pub use claim::{Claim, claims};
pub use group::{Cluster, Group, Silence, groups};
pub use time::{Step, steps};
pub use verdict::{Pair, Verdict, compare};

use super::Exhibit;
use crate::frame::Frames;
use std::collections::BTreeMap;

/// All that the tables, charts and findings of this comparison are made of.
pub struct Reconciled<'f> {
    pub frames: &'f Frames,
    pub claims: Vec<Claim>,
    pub pairs: Vec<Pair>,
    pub groups: Vec<Group>,
    /// Figure id of a whole to the claims that the text calls its parts.
    pub parts: BTreeMap<String, Vec<usize>>,
}

/// The claims of a corpus, compared.
pub fn reconcile(frames: &Frames) -> Reconciled<'_> {
    let claims = claims(frames);
    let pairs = verdict::pairs(&claims, |rows| group::landmarks(&claims, rows));
    let groups = groups(frames, &claims, &pairs);
    let mut parts: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    claims.iter().enumerate().filter(|(_, c)| c.part()).for_each(|(i, c)| parts.entry(c.part_of.clone()).or_default().push(i));
    Reconciled { frames, claims, pairs, groups, parts }
}

/// Claims per key, their verdicts, clusters and spread, and who gives none.
pub fn figures(frames: &Frames) -> Exhibit {
    let all = reconcile(frames);
    let bare = all.claims.iter().filter(|c| c.bare()).count();
    let months = claim::spans_events(frames).then(|| {
        "No article names an event, and the articles span more than two months: figures are compared within a month of publication, and \
         nothing is found in them, since they need not be of one thing. An event column (event_id) changes that."
            .to_string()
    });
    Exhibit {
        name: "figures",
        title: "Which figures are cited, and whether they agree",
        charts: super::charts::figures(&all),
        findings: findings::findings(&all),
        tables: vec![
            tables::listed(&all.claims),
            tables::keys(&all),
            tables::clusters(&all),
            tables::verdicts(&all.claims, &all.pairs),
            tables::outlets(&all),
            tables::matrix(frames, &all.claims),
            tables::attribution(frames),
            tables::attribution_by_event(frames),
            time::over_time(&all),
            reference::beside(&all),
        ],
        notes: vec![
            format!(
                "{bare} of {} comparable claims name no source in their sentence (a source is never carried over).",
                all.claims.len()
            ),
            "Same: equal ranges. Compatible: the ranges meet, an open end (at least, more than, up to) reaches the other, or a later article \
             gives a higher count of what only grows (killed, displaced, arrested, …). Not comparable: another key (scope, place, victim class \
             or part of a whole), another unit, another day, further ones on top of earlier ones, bodies in one place, or more than ten times \
             apart. Conflicting: anything else. Claims of one key and event that are more than 60 are each compared with the first claims of \
             its eight largest clusters. Parts are never added to wholes."
                .into(),
            "A cluster is a set of claims that can all be one number; the fewest clusters that hold all claims are given. Spread: the highest \
             stated number over the lowest, vague words left out."
                .into(),
        ]
        .into_iter()
        .chain(months)
        .collect(),
    }
}
