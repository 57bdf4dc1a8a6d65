//! Articles by time of publication and outlet.

use crate::compare::timeline::Bins;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Bins across in the wide table.
const WIDE: usize = 62;

/// Bin and outlet to articles and body words; undated articles have bin "".
pub fn counts(frames: &Frames, bins: &Bins) -> BTreeMap<(String, String), (usize, usize)> {
    let f = &frames.features;
    let (outlets, dates, words) = (f.text("outlet"), f.text("published"), f.numbers("body_words"));
    let mut out: BTreeMap<(String, String), (usize, usize)> = BTreeMap::new();
    for i in 0..f.height() {
        let cell = out.entry((bins.of(dates[i]).unwrap_or_default(), outlets[i].to_string())).or_default();
        (cell.0, cell.1) = (cell.0 + 1, cell.1 + words[i].unwrap_or(0.0) as usize);
    }
    out
}

/// coverage_by_time.csv
pub fn long(frames: &Frames, bins: &Bins) -> Table {
    type R = ((String, String), (usize, usize));
    let rows: Vec<R> = counts(frames, bins).into_iter().collect();
    let columns = vec![
        column(
            "bin",
            Kind::Text,
            "ISO 8601, UTC",
            "when the bin begins: six hours, a day, a week (its Monday) or a month; empty without a date",
            |r: &R| (&r.0.0).into(),
        ),
        column("outlet", Kind::Text, "", "who published", |r: &R| (&r.0.1).into()),
        column("articles", Kind::Int, "articles", "articles published in the bin", |r: &R| r.1.0.into()),
        column("body_words", Kind::Int, "words", "their running text", |r: &R| r.1.1.into()),
    ];
    table("coverage_by_time", "One row a bin of time and outlet that published in it", columns, &rows)
}

/// coverage_wide.csv: outlets down, bins across.
pub fn wide(frames: &Frames, bins: &Bins) -> Table {
    let counts = counts(frames, bins);
    let all: BTreeSet<&str> = counts.keys().map(|k| k.0.as_str()).filter(|b| !b.is_empty()).collect();
    // Of many bins those with most articles, in order of time.
    let mut shown: Vec<(&str, usize)> =
        all.iter().map(|bin| (*bin, counts.iter().filter(|(k, _)| k.0 == *bin).map(|(_, n)| n.0).sum())).collect();
    shown.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    shown.truncate(WIDE);
    shown.sort();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for ((_, outlet), n) in &counts {
        *totals.entry(outlet).or_default() += n.0;
    }
    let (counts, totals) = (&counts, &totals);
    let outlets = frames.outlets();
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &String| o.into()),
        column("articles", Kind::Int, "articles", "all its articles, those without a date too", move |o: &String| {
            totals.get(o.as_str()).copied().unwrap_or(0).into()
        }),
        column("undated", Kind::Int, "articles", "articles without a date", move |o: &String| {
            counts.get(&(String::new(), o.clone())).map_or(0, |n| n.0).into()
        }),
    ];
    for (bin, _) in shown {
        let n = move |o: &String| counts.get(&(bin.to_string(), o.clone())).map_or(0, |n| n.0).into();
        columns.push(column(bin.to_string(), Kind::Int, "articles", format!("articles published in the {} of {bin}", bins.unit()), n));
    }
    table("coverage_wide", "One row an outlet, one column a bin of time (of many, the 62 with most articles): articles", columns, &outlets)
}
