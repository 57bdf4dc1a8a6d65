//! The pairs and their table.

use super::candidates::candidates;
use super::changes::{Changes, Evidence};
use super::score::{Likeness, longest_common};
use super::units::{Event, Units};
use crate::frame::evidence::row_id;
use crate::frame::{Frames, Kind, Table, column, table};
use rayon::prelude::*;
use std::collections::HashMap;

/// Two sentences of different outlets that restate the same thing.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// Rows of the sentences table; `a` is the earlier.
    pub a: usize,
    pub b: usize,
    pub likeness: Likeness,
    /// Share of the longer sentence's words that stand in the same order in the other.
    pub words: f64,
}

/// A copy keeps more than this share of words in their order. Likeness counts an actor under any name and words of one class as
/// equal; without words in common, one event told anew by two writers would be taken for a text that was passed on.
const KEPT: f64 = 0.3;

impl Pair {
    /// The same clause with most of its content and some of its words.
    pub fn is_copy(&self) -> bool {
        self.likeness.is_copy() && self.words > KEPT
    }
}

/// From this probability on a pair counts.
pub const LEAST: f64 = 0.5;

/// The pairs of an event.
pub fn of_event(frames: &Frames, event: &Event, units: &Units, evidence: &Evidence) -> Vec<Pair> {
    let judge = |(i, j): (usize, usize)| {
        let (x, y) = (&event.sentences[i], &event.sentences[j]);
        let likeness = Likeness::of(x, y, units, evidence.share_key(x.row, y.row));
        let (a, b) = (x.row.min(y.row), x.row.max(y.row));
        if !(likeness.shared >= 2 || likeness.key) || !(likeness.probability() >= LEAST || likeness.is_copy()) {
            return None;
        }
        let pair = Pair { a, b, likeness, words: words(frames, a, b) };
        (likeness.probability() >= LEAST || pair.is_copy()).then_some(pair)
    };
    candidates(event).into_par_iter().filter_map(judge).collect()
}

struct Row<'f> {
    id: String,
    pair: Pair,
    changes: Changes<'f>,
}

/// The table of pairs, which other comparisons and the report read.
pub fn table_of(frames: &Frames, evidence: &Evidence, pairs: &[Pair]) -> Table {
    let row = |(i, pair): (usize, &Pair)| Row {
        id: row_id("pair", i + 1),
        pair: *pair,
        changes: evidence.changes(pair.a, pair.b, pair.is_copy()),
    };
    let rows: Vec<Row> = pairs.iter().enumerate().map(row).collect();
    let s = &frames.sentences;
    let texts = |name: &str| -> Vec<&str> { s.text(name) };
    let (ids, articles, outlets, parts) = (texts("sentence_id"), texts("article_id"), texts("outlet"), texts("part"));
    let (published, roles, words) = (texts("published"), texts("role"), texts("text"));
    let (starts, ends) = (s.numbers("char_start"), s.numbers("char_end"));
    let whole = |x: Option<f64>| x.map(|x| x as i64);
    let mut columns = vec![
        column("pair_id", Kind::Text, "", "id of the pair", |r: &Row| (&r.id).into()),
        column("relation", Kind::Text, "", "near_copy (the same clause with most of its content) or same_fact", |r: &Row| {
            relation(&r.pair).into()
        }),
        column("score", Kind::Float, "0..1", "probability that the two restate the same thing", |r: &Row| {
            round(r.pair.likeness.probability()).into()
        }),
        column(
            "likeness",
            Kind::Float,
            "0..1",
            "mean of shared content (cosine) and shared order; near_copy from 0.5 on, if words are shared",
            |r: &Row| round(r.pair.likeness.likeness()).into(),
        ),
        column(
            "words_shared",
            Kind::Float,
            "0..1",
            "words in the same order in both, of the longer sentence's words; near_copy above 0.3",
            |r: &Row| round(r.pair.words).into(),
        ),
        column("labels", Kind::Text, "", "what the same actors are called in both, where that differs", |r: &Row| {
            labels(&r.changes).into()
        }),
        column("figures", Kind::Text, "", "same, compatible or conflicting figures of one thing; empty if both give none", |r: &Row| {
            figures(&r.changes).into()
        }),
        column("attribution", Kind::Text, "", "what differs in who says it: dropped, source or cue; empty if nothing does", |r: &Row| {
            r.changes.attribution.map(|a| a.kind).into()
        }),
    ];
    for (side, pick) in [("a", (|p| p.a) as fn(&Pair) -> usize), ("b", |p| p.b)] {
        let (ids, articles, outlets, parts) = (&ids, &articles, &outlets, &parts);
        let (published, roles, words, starts, ends) = (&published, &roles, &words, &starts, &ends);
        columns.extend([
            column(format!("sentence_{side}"), Kind::Text, "", "id of the sentence (sentences.csv)", move |r: &Row| {
                ids[pick(&r.pair)].into()
            }),
            column(format!("article_{side}"), Kind::Text, "", "its article", move |r: &Row| articles[pick(&r.pair)].into()),
            column(format!("outlet_{side}"), Kind::Text, "", "who published it", move |r: &Row| outlets[pick(&r.pair)].into()),
            column(format!("published_{side}"), Kind::Text, "ISO 8601", "when; empty if not known", move |r: &Row| {
                published[pick(&r.pair)].into()
            }),
            column(format!("part_{side}"), Kind::Text, "", "text or title, see sentences.csv", move |r: &Row| parts[pick(&r.pair)].into()),
            column(format!("role_{side}"), Kind::Text, "", "headline or body", move |r: &Row| roles[pick(&r.pair)].into()),
            column(format!("char_start_{side}"), Kind::Int, "code points", "where it begins in its part", move |r: &Row| {
                whole(starts[pick(&r.pair)]).into()
            }),
            column(format!("char_end_{side}"), Kind::Int, "code points", "where it ends, exclusive", move |r: &Row| {
                whole(ends[pick(&r.pair)]).into()
            }),
            column(format!("text_{side}"), Kind::Text, "", "the sentence as it stands", move |r: &Row| words[pick(&r.pair)].into()),
        ]);
    }
    table("aligned", "One row a pair of sentences of two outlets that restate the same thing", columns, &rows)
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}

/// What a pair is called.
pub fn relation(pair: &Pair) -> &'static str {
    if pair.is_copy() { "near_copy" } else { "same_fact" }
}

fn labels(changes: &Changes) -> String {
    let said = |l: Option<super::changes::Label>| l.map_or("–", |l| l.text).to_string();
    let all = changes.labels.iter().map(|c| format!("{} ↔ {}", said(c.a), said(c.b)));
    all.collect::<Vec<_>>().join("; ")
}

fn figures(changes: &Changes) -> &'static str {
    let has = |kind| changes.figures.iter().any(|f| f.kind == kind);
    ["conflicting", "compatible", "same"].into_iter().find(|k| has(*k)).unwrap_or("")
}

/// Share of the longer sentence's words that stand in the same order in the other.
fn words(frames: &Frames, a: usize, b: usize) -> f64 {
    let words = |row: usize| -> Vec<String> {
        let all = frames.words.of(row).iter().filter(|w| !w.tag.is_mark());
        all.map(|w| frames.words.name(w.form).to_lowercase()).collect()
    };
    let (a, b) = (words(a), words(b));
    longest_common(&a, &b) as f64 / a.len().max(b.len()).max(1) as f64
}

/// A row of the pairs' table, with the rows of the sentences as they are in these frames.
#[derive(Debug, Clone, PartialEq)]
pub struct Aligned<'f> {
    pub id: &'f str,
    pub a: usize,
    pub b: usize,
    /// Outlets, or the groups that are compared.
    pub outlet_a: &'f str,
    pub outlet_b: &'f str,
    pub copy: bool,
    pub score: f64,
}

/// The pairs whose sentences are both in the frames and of different outlets (or groups).
pub fn read(frames: &Frames) -> Vec<Aligned<'_>> {
    let t = &frames.aligned;
    if t.headings.is_empty() {
        return Vec::new();
    }
    let rows: HashMap<&str, usize> = frames.sentences.text("sentence_id").into_iter().enumerate().map(|(i, id)| (id, i)).collect();
    let outlets = frames.sentences.text("outlet");
    let (ids, relations, scores) = (t.text("pair_id"), t.text("relation"), t.numbers("score"));
    let (left, right) = (t.text("sentence_a"), t.text("sentence_b"));
    let pair = |i: usize| {
        let (a, b) = (*rows.get(left[i])?, *rows.get(right[i])?);
        let (outlet_a, outlet_b) = (outlets[a], outlets[b]);
        let copy = relations[i] == "near_copy";
        (outlet_a != outlet_b).then(|| Aligned { id: ids[i], a, b, outlet_a, outlet_b, copy, score: scores[i].unwrap_or(0.0) })
    };
    (0..t.height()).filter_map(pair).collect()
}
