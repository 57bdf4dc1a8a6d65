//! Sources: who is quoted, how often and at what length; source types, official share, effective number of sources.

use super::{Exhibit, ranked, stats, tally};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// The attributions of one outlet (scare quotes left out).
pub struct Quoted {
    pub outlet: String,
    pub n: usize,
    pub words: usize,
    pub types: BTreeMap<String, usize>,
    pub sources: BTreeMap<String, usize>,
    pub official: usize,
    pub official_known: usize,
}

/// Who is quoted in each outlet.
pub fn sources(frames: &Frames) -> Exhibit {
    let quoted = quoted(frames);
    Exhibit {
        name: "sources",
        title: "Who is quoted",
        tables: vec![by_outlet(&quoted), by_type(&quoted), by_source(frames), types_wide(&quoted)],
        charts: super::charts::sources(&quoted),
        notes: vec![
            format!("Shares of fewer than {} quotes are marked too_few: they say little.", stats::FEW),
            "A source that cannot be told is “unknown”; the nearest name is never taken for it.".into(),
        ],
        ..Exhibit::default()
    }
}

/// One entry an outlet, in order of name, those without quotes too.
pub fn quoted(frames: &Frames) -> Vec<Quoted> {
    let t = frames.quotes.only("kind", &["direct", "indirect", "mixed"]);
    let (outlets, types, sources) = (t.text("outlet"), t.text("source_type"), t.text("source"));
    let (words, official) = (t.numbers("words"), t.flags("official"));
    let of = |outlet: String| {
        let rows: Vec<usize> = (0..t.height()).filter(|i| outlets[*i] == outlet).collect();
        Quoted {
            n: rows.len(),
            words: rows.iter().filter_map(|i| words[*i]).sum::<f64>() as usize,
            types: tally(rows.iter().map(|i| types[*i].to_string())),
            sources: tally(rows.iter().map(|i| sources[*i].to_string()).filter(|s| s != "unknown")),
            official: rows.iter().filter(|i| official[**i] == Some(true)).count(),
            official_known: rows.iter().filter(|i| official[**i].is_some()).count(),
            outlet,
        }
    };
    frames.outlets().into_iter().map(of).collect()
}

fn by_outlet(quoted: &[Quoted]) -> Table {
    let share = |q: &Quoted| stats::wilson(q.official, q.official_known);
    let anonymous = |q: &Quoted| q.types.get("anonymous").copied().unwrap_or(0);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |q: &Quoted| (&q.outlet).into()),
        column("quotes", Kind::Int, "quotes", "attributions: direct, mixed and indirect", |q: &Quoted| q.n.into()),
        column("quoted_words", Kind::Int, "words", "words attributed", |q: &Quoted| q.words.into()),
        column("sources", Kind::Int, "sources", "distinct known sources", |q: &Quoted| q.sources.len().into()),
        column(
            "effective_sources",
            Kind::Float,
            "sources",
            "exp of Shannon's entropy over known sources (Hill 1973); empty without any",
            |q: &Quoted| stats::effective_number(q.sources.values().copied()).into(),
        ),
        column("unknown", Kind::Int, "quotes", "quotes whose source cannot be told", |q: &Quoted| {
            (q.n - q.sources.values().sum::<usize>()).into()
        }),
        column("anonymous", Kind::Int, "quotes", "quotes of sources that the text leaves unnamed", move |q: &Quoted| anonymous(q).into()),
        column("anonymous_share", Kind::Float, "share 0..1", "anonymous / quotes; empty without quotes", move |q: &Quoted| {
            (anonymous(q) as f64 / q.n as f64).into()
        }),
        column("official", Kind::Int, "quotes", "quotes of official sources", |q: &Quoted| q.official.into()),
        column("official_known", Kind::Int, "quotes", "quotes where it is known whether the source is official", |q: &Quoted| {
            q.official_known.into()
        }),
        column("official_share", Kind::Float, "share 0..1", "official / official_known; empty without any", |q: &Quoted| {
            (q.official as f64 / q.official_known as f64).into()
        }),
        column("official_low", Kind::Float, "share 0..1", "lower end of Wilson's 95 % interval", move |q: &Quoted| {
            share(q).map(|s| s.0).into()
        }),
        column("official_high", Kind::Float, "share 0..1", "upper end of Wilson's 95 % interval", move |q: &Quoted| {
            share(q).map(|s| s.1).into()
        }),
        column("too_few", Kind::Bool, "", format!("the official share rests on fewer than {} quotes", stats::FEW), |q: &Quoted| {
            (q.official_known < stats::FEW).into()
        }),
    ];
    table("sources_by_outlet", "One row an outlet: how it quotes", columns, quoted)
}

fn by_type(quoted: &[Quoted]) -> Table {
    type R<'q> = (&'q Quoted, &'q String, usize);
    let rows: Vec<R> = quoted.iter().flat_map(|q| q.types.iter().map(move |(t, n)| (q, t, *n))).collect();
    let share = |r: &R| stats::wilson(r.2, r.0.n);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &R| (&r.0.outlet).into()),
        column("source_type", Kind::Text, "", "kind of source", |r: &R| r.1.into()),
        column("n", Kind::Int, "quotes", "how often quoted", |r: &R| r.2.into()),
        column("of", Kind::Int, "quotes", "quotes of the outlet", |r: &R| r.0.n.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |r: &R| (r.2 as f64 / r.0.n as f64).into()),
        column("share_low", Kind::Float, "share 0..1", "lower end of Wilson's 95 % interval", move |r: &R| share(r).map(|s| s.0).into()),
        column("share_high", Kind::Float, "share 0..1", "upper end of Wilson's 95 % interval", move |r: &R| share(r).map(|s| s.1).into()),
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} quotes", stats::FEW), |r: &R| {
            (r.0.n < stats::FEW).into()
        }),
    ];
    table("sources_by_type", "One row an outlet and source type", columns, &rows)
}

fn types_wide(quoted: &[Quoted]) -> Table {
    let types: BTreeSet<&String> = quoted.iter().flat_map(|q| q.types.keys()).collect();
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |q: &Quoted| (&q.outlet).into()),
        column("quotes", Kind::Int, "quotes", "all attributions", |q: &Quoted| q.n.into()),
    ];
    for t in types {
        let meaning = format!("quotes of source type {t}");
        columns.push(column(t.clone(), Kind::Int, "quotes", meaning, move |q: &Quoted| q.types.get(t).copied().unwrap_or(0).into()));
    }
    table("sources_wide", "One row an outlet, one column a source type", columns, quoted)
}

fn by_source(frames: &Frames) -> Table {
    let t = frames.quotes.only("kind", &["direct", "indirect", "mixed"]);
    let (outlets, sources, types) = (t.text("outlet"), t.text("source"), t.text("source_type"));
    let counts = tally((0..t.height()).map(|i| (sources[i], types[i], outlets[i])));
    let rows = ranked(&counts);
    type R<'r> = ((&'r str, &'r str, &'r str), usize);
    let columns = vec![
        column("source", Kind::Text, "", "canonical source, or unknown", |r: &R| r.0.0.into()),
        column("source_type", Kind::Text, "", "kind of source", |r: &R| r.0.1.into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| r.0.2.into()),
        column("n", Kind::Int, "quotes", "how often quoted", |r: &R| r.1.into()),
    ];
    table("sources_list", "One row a source and outlet, most quoted first", columns, &rows)
}
