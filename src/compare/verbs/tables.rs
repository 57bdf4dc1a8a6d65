//! Classes and single reporting words by side and outlet.

use super::super::speakers::Attribution;
use super::super::stats::{FEW, TwoByTwo, wilson_ends};
use super::super::{ranked, tally};
use super::{Verbs, asymmetry::ALL};
use crate::frame::{Column, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// A class in some attributions, and in those that they are held against.
struct Part<'v> {
    outlet: &'v str,
    side: &'v str,
    class: &'v str,
    /// Here, and in the rest.
    counts: TwoByTwo,
    outlets: usize,
}

fn columns<'f>(rest: &str) -> Vec<Column<'f, Part<'f>>> {
    type R<'v> = Part<'v>;
    let [low, high] = wilson_ends("share_low", "share_high", |r: &R| (r.counts.first, r.counts.of_first));
    vec![
        column("side", Kind::Text, "", "for whom the source speaks; all: every side", |r: &R| r.side.into()),
        column("cue_class", Kind::Text, "", "class of reporting words", |r: &R| r.class.into()),
        column("n", Kind::Int, "quotes", "attributions in this class", |r: &R| r.counts.first.into()),
        column("of", Kind::Int, "quotes", "attributions with a reporting word", |r: &R| r.counts.of_first.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |r: &R| (r.counts.first as f64 / r.counts.of_first as f64).into()),
        low,
        high,
        column("rest_n", Kind::Int, "quotes", format!("the same class in {rest}"), |r: &R| r.counts.second.into()),
        column("rest_of", Kind::Int, "quotes", format!("attributions in {rest}"), |r: &R| r.counts.of_second.into()),
        column("odds_ratio", Kind::Float, "ratio", format!("odds here over those in {rest}, one half added to every cell"), |r: &R| {
            r.counts.odds_ratio().map(|o| o.ratio).into()
        }),
        column("odds_low", Kind::Float, "ratio", "lower end of Woolf's 95% interval", |r: &R| r.counts.odds_ratio().map(|o| o.low).into()),
        column("odds_high", Kind::Float, "ratio", "upper end of it", |r: &R| r.counts.odds_ratio().map(|o| o.high).into()),
        column("p", Kind::Float, "0..1", "Fisher's exact test, two-sided; empty where there is no rest", |r: &R| {
            (r.counts.of_second > 0).then(|| r.counts.fisher()).into()
        }),
        column("too_few", Kind::Bool, "", format!("fewer than {FEW} attributions here or in the rest"), |r: &R| {
            (r.counts.of_first < FEW || r.counts.of_second < FEW).into()
        }),
    ]
}

pub fn by_side(verbs: &Verbs) -> Table {
    let count = |side: Option<&str>, class: &str| verbs.count(None, side, &|c| c == class);
    let all = verbs.count(None, None, &|_| true);
    let mut rows = Vec::new();
    for side in &verbs.sides {
        let of = verbs.count(None, Some(side), &|_| true);
        for class in &verbs.classes {
            let n = count(Some(side), class);
            let outlets = verbs.outlets.iter().filter(|o| verbs.count(Some(o), Some(side), &|c| c == class) > 0).count();
            let counts = TwoByTwo::new(n, of, count(None, class) - n, all - of);
            rows.push(Part { outlet: ALL, side, class, counts, outlets });
        }
    }
    let mut columns = columns("all other sides");
    columns.push(column("outlets", Kind::Int, "outlets", "in how many", |r: &Part| r.outlets.into()));
    table("verbs_by_side", "One row a side of the speaker and class of reporting words, all outlets together", columns, &rows)
}

pub fn by_outlet(verbs: &Verbs) -> Table {
    let mut rows = Vec::new();
    let sides: Vec<Option<&str>> = [None].into_iter().chain(verbs.sides.iter().map(|s| Some(s.as_str()))).collect();
    for side in &sides {
        let all = verbs.count(None, *side, &|_| true);
        for class in &verbs.classes {
            let in_all = verbs.count(None, *side, &|c| c == class);
            for outlet in &verbs.outlets {
                let of = verbs.count(Some(outlet), *side, &|_| true);
                let n = verbs.count(Some(outlet), *side, &|c| c == class);
                if of > 0 {
                    let counts = TwoByTwo::new(n, of, in_all - n, all - of);
                    rows.push(Part { outlet, side: side.unwrap_or(ALL), class, counts, outlets: 1 });
                }
            }
        }
    }
    rows.sort_by(|a, b| a.outlet.cmp(b.outlet));
    let mut columns = columns("the other outlets, for the same side");
    columns.insert(0, column("outlet", Kind::Text, "", "who published", |r: &Part| r.outlet.into()));
    table("verbs_by_outlet", "One row an outlet, side of the speaker and class of reporting words", columns, &rows)
}

/// Single words: lemma × side.
pub fn lemmas(rows: &[Attribution]) -> Table {
    struct R<'t> {
        lemma: &'t str,
        class: &'t str,
        side: &'t str,
        n: usize,
        of: usize,
        outlets: BTreeSet<&'t str>,
        evidence: Vec<&'t str>,
    }
    let totals = tally(rows.iter().map(|a| a.side));
    let counts = tally(rows.iter().map(|a| (a.cue_lemma, a.cue_class, a.side)));
    type Uses<'t> = (BTreeSet<&'t str>, Vec<&'t str>);
    let mut found: BTreeMap<(&str, &str, &str), Uses> = BTreeMap::new();
    for a in rows {
        let entry = found.entry((a.cue_lemma, a.cue_class, a.side)).or_default();
        entry.0.insert(a.outlet);
        entry.1.push(a.id);
    }
    let row = |((lemma, class, side), n)| {
        let (outlets, evidence) = found.get(&(lemma, class, side)).cloned().unwrap_or_default();
        R { lemma, class, side, n, of: totals.get(side).copied().unwrap_or(0), outlets, evidence }
    };
    let list: Vec<R> = ranked(&counts).into_iter().map(row).collect();
    let some = |names: &mut dyn Iterator<Item = &&str>| names.take(8).copied().collect::<Vec<_>>().join("; ");
    let [low, high] = wilson_ends("share_low", "share_high", |r: &R| (r.n, r.of));
    let columns = vec![
        column("cue_lemma", Kind::Text, "", "reporting word in its base form", |r: &R| r.lemma.into()),
        column("cue_class", Kind::Text, "", "its class", |r: &R| r.class.into()),
        column("side", Kind::Text, "", "for whom the source speaks", |r: &R| r.side.into()),
        column("n", Kind::Int, "quotes", "how often", |r: &R| r.n.into()),
        column("of", Kind::Int, "quotes", "attributions to the side, all words", |r: &R| r.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |r: &R| (r.n as f64 / r.of as f64).into()),
        low,
        high,
        column("outlets", Kind::Int, "outlets", "how many use it so", |r: &R| r.outlets.len().into()),
        column("outlet_names", Kind::Text, "", "the first of them, joined by ;", move |r: &R| some(&mut r.outlets.iter()).into()),
        column("evidence", Kind::Text, "", "the first rows of quotes.csv, joined by ;", move |r: &R| some(&mut r.evidence.iter()).into()),
    ];
    table("verb_lemmas", "One row a reporting word and side of the speaker, most frequent first", columns, &list)
}
