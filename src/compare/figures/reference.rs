//! The reference figures of `corpus.toml` beside the claims: below, within or above.

use super::claim::Claim;
use super::verdict::APART;
use super::{Reconciled, group::Group};
use crate::frame::{Frames, Kind, Table, column, table};

/// A figure from outside the articles.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    pub key: String,
    pub low: f64,
    pub high: f64,
    pub as_of: String,
    pub source: String,
    /// What it counts, in the words of the file.
    pub note: String,
}

/// The references that give a number.
pub fn references(frames: &Frames) -> Vec<Reference> {
    let t = &frames.references;
    let (keys, sources, times, notes) = (t.text("key"), t.text("source"), t.text("as_of"), t.text("note"));
    let (value, low, high) = (t.numbers("value"), t.numbers("low"), t.numbers("high"));
    let one = |i: usize| {
        let (low, high) = (low[i].or(value[i])?, high[i].or(value[i])?);
        let text = |c: &[&str]| c[i].to_string();
        Some(Reference { key: text(&keys), low, high, as_of: text(&times), source: text(&sources), note: text(&notes) })
    };
    (0..t.height()).filter_map(one).collect()
}

/// Where a claim stands beside a reference: below, within or above it; overlaps where its range meets one end; open_below or
/// open_above where its words leave the end open ("at least 200" says nothing against 270).
pub fn place(c: &Claim, r: &Reference) -> &'static str {
    if c.low >= r.low && c.high <= r.high {
        "within"
    } else if c.high < r.low {
        if c.open_high(APART) >= r.low { "open_below" } else { "below" }
    } else if c.low > r.high {
        if c.open_low(APART) <= r.high { "open_above" } else { "above" }
    } else {
        "overlaps"
    }
}

/// Each claim that is compared with each reference of its key.
pub fn placed<'r>(all: &'r Reconciled, references: &'r [Reference]) -> Vec<(&'r Group, &'r Claim, &'r Reference)> {
    let mut out = Vec::new();
    for reference in references {
        for group in all.groups.iter().filter(|g| g.key == reference.key) {
            let mut compared: Vec<usize> = group.clusters.iter().flat_map(|c| c.claims.iter().copied()).collect();
            compared.sort();
            out.extend(compared.into_iter().map(|i| (group, &all.claims[i], reference)));
        }
    }
    out
}

/// figures_references.csv
pub fn beside(all: &Reconciled) -> Table {
    type R<'r> = (&'r Group, &'r Claim, &'r Reference);
    let references = references(all.frames);
    let rows = placed(all, &references);
    let middle = |r: &Reference| (r.low + r.high) / 2.0;
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |r: &R| (&r.0.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |r: &R| (&r.0.event).into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| (&r.1.outlet).into()),
        column("published", Kind::Text, "ISO 8601", "when the article was published; empty if not known", |r: &R| (&r.1.published).into()),
        column("figure_id", Kind::Text, "", "the row in figures.csv", |r: &R| (&r.1.id).into()),
        column("context", Kind::Text, "", "the words", |r: &R| (&r.1.context).into()),
        column("low", Kind::Float, "as unit", "least value of the claim", |r: &R| r.1.low.into()),
        column("high", Kind::Float, "as unit", "greatest value of the claim", |r: &R| r.1.high.into()),
        column("source", Kind::Text, "", "canonical source of the claim; empty if bare", |r: &R| (&r.1.source).into()),
        column("reference_low", Kind::Float, "as unit", "lower end of the reference", |r: &R| r.2.low.into()),
        column("reference_high", Kind::Float, "as unit", "upper end of the reference", |r: &R| r.2.high.into()),
        column("reference_source", Kind::Text, "", "who gives it", |r: &R| (&r.2.source).into()),
        column("reference_note", Kind::Text, "", "what it counts, as corpus.toml says", |r: &R| (&r.2.note).into()),
        column("reference_as_of", Kind::Text, "", "as of when", |r: &R| (&r.2.as_of).into()),
        column(
            "place",
            Kind::Text,
            "",
            "below, within or above; overlaps (the ranges meet); open_below (at least so many), open_above (up to so many): no contradiction",
            |r: &R| place(r.1, r.2).into(),
        ),
        column("times", Kind::Float, "times", "stated number over the middle of the reference; empty for vague words", move |r: &R| {
            r.1.stated().filter(|_| middle(r.2) > 0.0).map(|s| s / middle(r.2)).into()
        }),
    ];
    table(
        "figures_references",
        "One row a claim beside a reference figure of corpus.toml; figures of other days may differ from it rightly",
        columns,
        &rows,
    )
}
