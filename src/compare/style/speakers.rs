//! Hedges, boosters and loaded words in quotes, by the kind of speaker, and beside them in the outlets' own voice.

use super::super::stats;
use crate::frame::{Frames, Kind, Table, column};
use std::collections::BTreeMap;

/// Words of one kind in the quotes of one kind of speaker.
struct Row {
    outlet: String,
    side: String,
    kind: String,
    n: usize,
    words: usize,
    rest_n: usize,
    rest_words: usize,
}

const KINDS: [&str; 3] = ["hedge", "booster", "loaded"];
/// The row of all outlets together, and the side of nobody quoted.
const ALL: &str = "all";
const OWN: &str = "own voice";

/// Rates by side of the speaker, for all outlets and for each.
pub fn table(frames: &Frames) -> Table {
    let q = frames.quotes.only("role", &["body"]).only("kind", &["direct", "indirect", "mixed"]);
    let mut exposure: BTreeMap<(String, String), usize> = BTreeMap::new();
    let (outlets, types, words) = (q.text("outlet"), q.text("source_type"), q.numbers("words"));
    for i in 0..q.height() {
        let side = if types[i].is_empty() { "other" } else { types[i] };
        for outlet in [ALL, outlets[i]] {
            *exposure.entry((outlet.to_string(), side.to_string())).or_insert(0) += words[i].unwrap_or(0.0) as usize;
        }
    }
    for (outlet, body) in super::super::body_words(frames) {
        let quoted: usize = exposure.iter().filter(|((o, _), _)| *o == outlet).map(|(_, n)| n).sum();
        for whose in [ALL.to_string(), outlet] {
            *exposure.entry((whose, OWN.to_string())).or_insert(0) += body.saturating_sub(quoted);
        }
    }
    let t = frames.style.only("role", &["body"]);
    let (kinds, outlets, sides, quotes, voices) =
        (t.text("kind"), t.text("outlet"), t.text("speaker_type"), t.text("quote_id"), t.text("voice"));
    let mut counts: BTreeMap<(String, String, &str), usize> = BTreeMap::new();
    for i in 0..t.height() {
        let side = match (quotes[i].is_empty(), voices[i], sides[i]) {
            (true, ..) | (_, "narrator" | "scare_quote", _) => OWN,
            (_, _, "") => "other",
            (_, _, side) => side,
        };
        for outlet in [ALL, outlets[i]] {
            *counts.entry((outlet.to_string(), side.to_string(), kinds[i])).or_insert(0) += 1;
        }
    }
    let mut rows = Vec::new();
    for ((outlet, side), words) in &exposure {
        let total: usize = exposure.iter().filter(|((o, _), _)| o == outlet).map(|(_, n)| n).sum();
        for kind in KINDS {
            let n = counts.get(&(outlet.clone(), side.clone(), kind)).copied().unwrap_or(0);
            let all: usize = counts.iter().filter(|((o, _, k), _)| o == outlet && *k == kind).map(|(_, n)| n).sum();
            let (outlet, side) = (outlet.clone(), side.clone());
            rows.push(Row { outlet, side, kind: kind.into(), n, words: *words, rest_n: all - n, rest_words: total - words });
        }
    }
    rows.sort_by(|a, b| (a.outlet != ALL, &a.outlet, &a.kind, &a.side).cmp(&(b.outlet != ALL, &b.outlet, &b.kind, &b.side)));
    let rate = |r: &Row| stats::rate(r.n, r.words);
    let ratio = |r: &Row| stats::rate_ratio(r.n, r.words, r.rest_n, r.rest_words);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published; all for all together", |r: &Row| (&r.outlet).into()),
        column("side", Kind::Text, "", "source type of the speaker (quotes.csv), or own voice", |r: &Row| (&r.side).into()),
        column("kind", Kind::Text, "", "hedge, booster or loaded", |r: &Row| (&r.kind).into()),
        column("n", Kind::Int, "words", "how many in the words of this side", |r: &Row| r.n.into()),
        column(
            "words",
            Kind::Int,
            "words",
            "words attributed to this side; for own voice the body words attributed to nobody",
            |r: &Row| r.words.into(),
        ),
        column("per_1000", Kind::Float, "per 1,000 words", "n / words; empty without words", move |r: &Row| rate(r).map(|x| x.0).into()),
        column("low", Kind::Float, "per 1,000 words", "lower end of the exact Poisson 95% interval", move |r: &Row| {
            rate(r).map(|x| x.1).into()
        }),
        column("high", Kind::Float, "per 1,000 words", "upper end", move |r: &Row| rate(r).map(|x| x.2).into()),
        column("ratio", Kind::Float, "", "its rate by that of all other words of the same outlet", move |r: &Row| {
            ratio(r).map(|x| x.ratio).into()
        }),
        column("ratio_low", Kind::Float, "", "lower end of the exact 95% interval", move |r: &Row| ratio(r).map(|x| x.low).into()),
        column("ratio_high", Kind::Float, "", "upper end", move |r: &Row| ratio(r).map(|x| x.high).into()),
        column("p", Kind::Float, "0..1", "exact conditional test of equal rates", move |r: &Row| ratio(r).map(|x| x.p).into()),
        column("too_few", Kind::Bool, "", format!("fewer than {} such words in all", stats::FEW), |r: &Row| {
            (r.n + r.rest_n < stats::FEW).into()
        }),
    ];
    crate::frame::table("style_by_speaker", "One row an outlet, side of the speaker and kind of word", columns, &rows)
}
