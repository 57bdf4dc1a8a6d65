//! How each outlet quotes: all indices, source types and sides.

use super::super::stats;
use super::{Cell, Quoted};
use crate::frame::{Column, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

fn ratio(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A share with its interval: three columns.
fn share<'f, R: 'f>(name: &str, meaning: &str, of: impl Fn(&R) -> (usize, usize) + Copy + 'f) -> Vec<Column<'f, R>> {
    let [low, high] = stats::wilson_ends(&format!("{name}_low"), &format!("{name}_high"), of);
    vec![column(name.to_string(), Kind::Float, "share 0..1", meaning.to_string(), move |r: &R| ratio(of(r).0, of(r).1).into()), low, high]
}

pub fn by_outlet(quoted: &[Quoted]) -> Table {
    type R = Quoted;
    let share_0_1 = "share 0..1";
    let interval = |q: &R| stats::effective_interval(&q.sources.values().copied().collect::<Vec<_>>(), &format!("sources {}", q.outlet));
    let intervals: BTreeMap<&str, Option<(f64, f64)>> = quoted.iter().map(|q| (q.outlet.as_str(), interval(q))).collect();
    let intervals = &intervals;
    let ends = move |q: &R| intervals.get(q.outlet.as_str()).copied().flatten();
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |q: &R| (&q.outlet).into()),
        column("articles", Kind::Int, "articles", "articles of the outlet", |q: &R| q.articles.into()),
        column("body_words", Kind::Int, "words", "words of running text", |q: &R| q.body_words.into()),
        column("quotes", Kind::Int, "quotes", "attributions: direct, mixed and indirect", |q: &R| q.n.into()),
        column("quotes_per_1000", Kind::Float, "per 1,000 body words", "attributions / body words; empty without words", |q: &R| {
            stats::rate(q.n, q.body_words).map(|r| r.0).into()
        }),
        column("quoted_words", Kind::Int, "words", "words attributed, of all roles", |q: &R| q.words.into()),
        column("quoted_words_share", Kind::Float, share_0_1, "attributed words of running text / body words", |q: &R| {
            ratio(q.body_quoted, q.body_words).into()
        }),
        column("words_per_quote", Kind::Float, "words", "quoted_words / quotes; empty without quotes", |q: &R| ratio(q.words, q.n).into()),
        column("verbatim", Kind::Int, "quotes", "direct and mixed: some of the words in quotation marks", |q: &R| q.verbatim.into()),
    ];
    columns.extend(share("verbatim_share", "verbatim / quotes; empty without quotes", |q: &R| (q.verbatim, q.n)));
    columns.extend([
        column("marked_sentences", Kind::Int, "sentences", "sentences with quotation marks, boilerplate left out", |q: &R| {
            q.marked_sentences.into()
        }),
        column("sources", Kind::Int, "sources", "distinct known sources", |q: &R| q.sources.len().into()),
        column(
            "effective_sources",
            Kind::Float,
            "sources",
            "exp of Shannon's entropy over known sources (Hill 1973): how many equally quoted sources would be as diverse; empty without any",
            |q: &R| stats::effective_number(q.sources.values().copied()).into(),
        ),
        column("effective_low", Kind::Float, "sources", "lower end of its 95% bootstrap interval; empty below two quotes", move |q: &R| {
            ends(q).map(|e| e.0).into()
        }),
        column("effective_high", Kind::Float, "sources", "upper end of it", move |q: &R| ends(q).map(|e| e.1).into()),
        column("unknown", Kind::Int, "quotes", "quotes whose source cannot be told", |q: &R| q.unknown.into()),
    ]);
    columns.extend(share("unknown_share", "unknown / quotes; empty without quotes", |q: &R| (q.unknown, q.n)));
    columns.push(column(
        "anonymous",
        Kind::Int,
        "quotes",
        "quotes of sources that the text leaves unnamed, or for which it names nobody",
        |q: &R| q.anonymous.into(),
    ));
    columns.extend(share("anonymous_share", "anonymous / quotes; empty without quotes", |q: &R| (q.anonymous, q.n)));
    let [low, high] = stats::wilson_ends("official_low", "official_high", |q: &R| (q.official, q.official_known));
    columns.extend([
        column("official", Kind::Int, "quotes", "quotes of official sources", |q: &R| q.official.into()),
        column("official_known", Kind::Int, "quotes", "quotes where it is known whether the source is official", |q: &R| {
            q.official_known.into()
        }),
        column("official_share", Kind::Float, share_0_1, "official / official_known; empty without any", |q: &R| {
            ratio(q.official, q.official_known).into()
        }),
        low,
        high,
        column(
            "official_words_share",
            Kind::Float,
            share_0_1,
            "the same share in attributed words: the space given to officials",
            |q: &R| ratio(q.official_words, q.official_known_words).into(),
        ),
        column("women", Kind::Int, "quotes", "quotes whose speaker the text itself calls a woman", |q: &R| q.women.into()),
        column("men", Kind::Int, "quotes", "quotes whose speaker the text itself calls a man", |q: &R| q.men.into()),
        column("gender_not_said", Kind::Int, "quotes", "quotes whose speaker the text calls neither", |q: &R| {
            (q.n - q.women - q.men).into()
        }),
        column("too_few", Kind::Bool, "", format!("the official share rests on fewer than {} quotes", stats::FEW), |q: &R| {
            (q.official_known < stats::FEW).into()
        }),
    ]);
    table("sources_by_outlet", "One row an outlet: how it quotes", columns, quoted)
}

type Part<'q> = (&'q Quoted, &'q String, Cell);

pub fn by_type(quoted: &[Quoted]) -> Table {
    let rows: Vec<Part> = quoted.iter().flat_map(|q| q.types.iter().map(move |(t, c)| (q, t, *c))).collect();
    parts("sources_by_type", "One row an outlet and source type", ("source_type", "kind of source"), &rows)
}

pub fn by_side(quoted: &[Quoted]) -> Table {
    let rows: Vec<Part> = quoted.iter().flat_map(|q| q.sides.iter().map(move |(t, c)| (q, t, *c))).collect();
    parts("sources_by_side", "One row an outlet and side of the speaker", ("side", "for whom the source speaks"), &rows)
}

fn parts(name: &str, about: &str, (first, meaning): (&'static str, &'static str), rows: &[Part]) -> Table {
    let words = |q: &Quoted| q.words;
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &Part| (&r.0.outlet).into()),
        column(first, Kind::Text, "", meaning, |r: &Part| r.1.into()),
        column("n", Kind::Int, "quotes", "how often quoted", |r: &Part| r.2.n.into()),
        column("of", Kind::Int, "quotes", "quotes of the outlet", |r: &Part| r.0.n.into()),
    ];
    columns.extend(share("share", "n / of", |r: &Part| (r.2.n, r.0.n)));
    columns.extend([
        column("words", Kind::Int, "words", "attributed words", |r: &Part| r.2.words.into()),
        column("words_of", Kind::Int, "words", "attributed words of the outlet", move |r: &Part| words(r.0).into()),
        column("words_share", Kind::Float, "share 0..1", "words / words_of: the space given; empty without words", move |r: &Part| {
            ratio(r.2.words, words(r.0)).into()
        }),
        column("verbatim", Kind::Int, "quotes", "of n, direct and mixed", |r: &Part| r.2.verbatim.into()),
    ]);
    columns.extend(share("verbatim_share", "verbatim / n: how often in the source's own words", |r: &Part| (r.2.verbatim, r.2.n)));
    columns.extend([
        column("unknown", Kind::Int, "quotes", "of n, quotes whose source cannot be told", |r: &Part| r.2.unknown.into()),
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} quotes", stats::FEW), |r: &Part| {
            (r.0.n < stats::FEW).into()
        }),
    ]);
    table(name, about, columns, rows)
}

/// Outlets down, source types across: for people who paste.
pub fn types_wide(quoted: &[Quoted]) -> Table {
    let types: BTreeSet<&String> = quoted.iter().flat_map(|q| q.types.keys()).collect();
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |q: &Quoted| (&q.outlet).into()),
        column("quotes", Kind::Int, "quotes", "all attributions", |q: &Quoted| q.n.into()),
    ];
    for t in types {
        let meaning = format!("quotes of source type {t}");
        columns.push(column(t.clone(), Kind::Int, "quotes", meaning, move |q: &Quoted| q.types.get(t).map_or(0, |c| c.n).into()));
    }
    table("sources_wide", "One row an outlet, one column a source type", columns, quoted)
}
