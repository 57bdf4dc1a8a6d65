//! Every source: which outlets quote it, and which alone.

use super::super::speakers::Attribution;
use super::super::{ranked, tally};
use super::Quoted;
use crate::frame::{Kind, Table, column, table};
use std::collections::BTreeMap;

/// A source over all outlets.
#[derive(Debug, Default, Clone)]
pub struct Listed {
    pub source: String,
    /// The type and side that it has most often.
    pub source_type: String,
    pub side: String,
    pub n: usize,
    /// It bears a proper name.
    pub named: bool,
    pub outlets: BTreeMap<String, Given>,
}

/// What one outlet gives to a source.
#[derive(Debug, Default, Clone)]
pub struct Given {
    pub n: usize,
    pub words: usize,
    pub verbatim: usize,
    /// The words that name the source at its first quote.
    pub speaker: String,
    pub evidence: Vec<String>,
}

impl Listed {
    /// The outlet that alone quotes it.
    pub fn only(&self) -> Option<&String> {
        self.outlets.keys().next().filter(|_| self.outlets.len() == 1)
    }
}

/// The known sources, most quoted first.
pub fn list(rows: &[Attribution]) -> Vec<Listed> {
    let mut of: BTreeMap<&str, Vec<&Attribution>> = BTreeMap::new();
    rows.iter().filter(|a| a.known()).for_each(|a| of.entry(a.source).or_default().push(a));
    let counts: BTreeMap<&str, usize> = of.iter().map(|(s, rows)| (*s, rows.len())).collect();
    let most = |values: Vec<&str>| ranked(&tally(values)).first().map_or(String::new(), |(v, _)| v.to_string());
    let one = |(source, n): (&str, usize)| {
        let rows = &of[source];
        let mut outlets: BTreeMap<String, Given> = BTreeMap::new();
        for a in rows {
            let given = outlets.entry(a.outlet.to_string()).or_default();
            given.n += 1;
            given.words += a.words;
            given.verbatim += usize::from(a.verbatim());
            if given.speaker.is_empty() && a.speaker.contains(' ') {
                given.speaker = a.speaker.to_string();
            }
            given.evidence.push(a.id.to_string());
        }
        Listed {
            source: source.to_string(),
            source_type: most(rows.iter().map(|a| a.source_type).collect()),
            side: most(rows.iter().map(|a| a.side).collect()),
            n,
            named: rows.iter().any(|a| a.named()),
            outlets,
        }
    };
    ranked(&counts).into_iter().map(one).collect()
}

/// One row a source and outlet.
pub fn long(list: &[Listed], quoted: &[Quoted]) -> Table {
    type R<'l> = (&'l Listed, &'l String, &'l Given, usize);
    let of: BTreeMap<&str, usize> = quoted.iter().map(|q| (q.outlet.as_str(), q.n)).collect();
    let of = |outlet: &str| of.get(outlet).copied().unwrap_or(0);
    let rows: Vec<R> = list.iter().flat_map(|l| l.outlets.iter().map(move |(o, g)| (l, o, g))).map(|(l, o, g)| (l, o, g, of(o))).collect();
    let columns = vec![
        column("source", Kind::Text, "", "canonical source", |r: &R| (&r.0.source).into()),
        column("source_type", Kind::Text, "", "kind of source", |r: &R| (&r.0.source_type).into()),
        column("side", Kind::Text, "", "for whom it speaks", |r: &R| (&r.0.side).into()),
        column("named", Kind::Bool, "", "it bears a proper name; else it is described", |r: &R| r.0.named.into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| r.1.into()),
        column("n", Kind::Int, "quotes", "how often the outlet quotes it", |r: &R| r.2.n.into()),
        column("of", Kind::Int, "quotes", "quotes of the outlet", |r: &R| r.3.into()),
        column("words", Kind::Int, "words", "attributed words", |r: &R| r.2.words.into()),
        column("verbatim", Kind::Int, "quotes", "of n, direct and mixed", |r: &R| r.2.verbatim.into()),
        column("outlets", Kind::Int, "outlets", "how many quote it", |r: &R| r.0.outlets.len().into()),
        column("only_here", Kind::Bool, "", "no other outlet quotes it", |r: &R| r.0.only().is_some().into()),
        column("speaker", Kind::Text, "", "words that name it in this outlet", |r: &R| (&r.2.speaker).into()),
        column("evidence", Kind::Text, "", "the first of its rows in quotes.csv, joined by ;", |r: &R| {
            r.2.evidence.iter().take(8).cloned().collect::<Vec<_>>().join("; ").into()
        }),
    ];
    table("sources_list", "One row a known source and outlet, most quoted first", columns, &rows)
}

/// Sources down, outlets across: who quotes whom.
pub fn matrix(list: &[Listed], quoted: &[Quoted]) -> Table {
    let mut columns = vec![
        column("source", Kind::Text, "", "canonical source", |l: &Listed| (&l.source).into()),
        column("source_type", Kind::Text, "", "kind of source", |l: &Listed| (&l.source_type).into()),
        column("quotes", Kind::Int, "quotes", "how often all outlets quote it", |l: &Listed| l.n.into()),
        column("quoted_by", Kind::Int, "outlets", "how many outlets quote it", |l: &Listed| l.outlets.len().into()),
        column("only_in", Kind::Text, "", "the outlet that alone quotes it", |l: &Listed| l.only().into()),
    ];
    for q in quoted {
        let meaning = format!("how often {} quotes it", q.outlet);
        columns
            .push(column(q.outlet.clone(), Kind::Int, "quotes", meaning, |l: &Listed| l.outlets.get(&q.outlet).map_or(0, |g| g.n).into()));
    }
    table("sources_matrix", "One row a known source, one column an outlet: who quotes whom", columns, list)
}
