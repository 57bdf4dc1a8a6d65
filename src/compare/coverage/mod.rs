//! Coverage: who published how much and when, and what became of every input.

mod articles;
mod days;
mod roles;

use super::{Exhibit, plural, tally, timeline::Bins};
use crate::frame::{Cell, Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

struct Outlet<'f> {
    name: String,
    frames: &'f Frames,
    rows: Vec<usize>,
}

/// Articles, words, dates and mentions per outlet; inputs by outcome.
pub fn coverage(frames: &Frames) -> Exhibit {
    let outlets = outlets(frames);
    let inputs = tally(frames.inputs.text("outcome"));
    let of = |outcome| inputs.get(outcome).copied().unwrap_or(0);
    let found: usize = inputs.values().sum();
    let bins = Bins::fitting(&frames.features.text("published"));
    let mut notes = vec![format!(
        "Inputs found {found} = read {} + skipped {} + duplicates {}; problems.csv says why.",
        of("read"),
        of("skipped"),
        of("duplicate")
    )];
    let texts = articles::texts(frames);
    notes.extend(articles::note(&texts));
    notes.extend(roles::note(frames));
    Exhibit {
        name: "coverage",
        title: "Who covered the event, how much, and when",
        tables: vec![
            by_outlet(&outlets),
            by_outcome(&inputs),
            roles::by_role(frames),
            articles::table_of(&texts),
            days::long(frames, &bins),
            days::wide(frames, &bins),
        ],
        charts: super::charts::coverage(frames, &bins),
        notes,
        ..Exhibit::default()
    }
}

fn outlets(frames: &Frames) -> Vec<Outlet<'_>> {
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, outlet) in frames.features.text("outlet").into_iter().enumerate() {
        rows.entry(outlet).or_default().push(i);
    }
    rows.into_iter().map(|(name, rows)| Outlet { name: name.to_string(), frames, rows }).collect()
}

fn by_outlet(outlets: &[Outlet]) -> Table {
    // Each column is read once, not once an outlet.
    let sum = |name: &str| {
        let values = outlets.first().map(|o| o.frames.features.numbers(name)).unwrap_or_default();
        move |o: &Outlet| -> Cell { (o.rows.iter().filter_map(|i| values[*i]).sum::<f64>() as i64).into() }
    };
    let published = outlets.first().map(|o| o.frames.features.text("published")).unwrap_or_default();
    let dates: BTreeMap<&str, Vec<&str>> = outlets
        .iter()
        .map(|o| {
            let mut known: Vec<&str> = o.rows.iter().map(|i| published[*i]).filter(|d| !d.is_empty()).collect();
            known.sort_by_key(|d| super::when::order(d));
            (o.name.as_str(), known)
        })
        .collect();
    let dates = &dates;
    let total: usize = outlets.iter().map(|o| o.rows.len()).sum();
    let frames = outlets.first().map(|o| o.frames);
    let repeated = frames.map(repeated).unwrap_or_default();
    let copied = frames.and_then(copied);
    let (repeated, copied) = (&repeated, &copied);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &Outlet| (&o.name).into()),
        column("articles", Kind::Int, "articles", "articles read", |o: &Outlet| o.rows.len().into()),
        column("articles_share", Kind::Float, "share 0..1", "its articles among all that were read", move |o: &Outlet| {
            (o.rows.len() as f64 / total as f64).into()
        }),
        column("words", Kind::Int, "words", "words of every role but boilerplate", sum("words")),
        column("body_words", Kind::Int, "words", "words of running text", sum("body_words")),
        column("first_published", Kind::Text, "ISO 8601", "earliest article; empty if none is dated", move |o: &Outlet| {
            dates[o.name.as_str()].first().copied().unwrap_or("").into()
        }),
        column("last_published", Kind::Text, "ISO 8601", "latest article; empty if none is dated", move |o: &Outlet| {
            dates[o.name.as_str()].last().copied().unwrap_or("").into()
        }),
        column("undated", Kind::Int, "articles", "articles without a date", move |o: &Outlet| {
            (o.rows.len() - dates[o.name.as_str()].len()).into()
        }),
        column("labels", Kind::Int, "mentions", "descriptive labels, all voices", sum("labels_n")),
        column("names", Kind::Int, "mentions", "proper names of actors, all voices", sum("names_n")),
        column("figures", Kind::Int, "figures", "figures that are claims", sum("figures_n")),
        column("quotes", Kind::Int, "quotes", "attributions, scare quotes left out", sum("quotes_n")),
        column("boilerplate_words", Kind::Int, "words", "page furniture, left out of everything", sum("boilerplate_words")),
        column(
            "duplicates",
            Kind::Int,
            "inputs",
            "further inputs that were the same as one of its articles, left out",
            move |o: &Outlet| repeated.get(&o.name).copied().unwrap_or(0).into(),
        ),
        column(
            "near_copy_words",
            Kind::Int,
            "words",
            "words in sentences that stand nearly the same in another outlet (wire copy, or one from the other); empty if not compared",
            move |o: &Outlet| copied.as_ref().map(|c| c.get(&o.name).map_or(0, |n| n.0)).into(),
        ),
        column("near_copy_share", Kind::Float, "share 0..1", "near_copy_words / words of headlines and running text", move |o: &Outlet| {
            copied.as_ref().and_then(|c| c.get(&o.name)).map(|n| n.0 as f64 / n.1 as f64).into()
        }),
    ];
    table("coverage_outlets", "One row an outlet: what was read of it", columns, outlets)
}

/// Outlet to the inputs that repeat one of its articles.
fn repeated(frames: &Frames) -> BTreeMap<String, usize> {
    let of: BTreeMap<&str, &str> = frames.features.text("article_id").into_iter().zip(frames.features.text("outlet")).collect();
    let t = frames.inputs.only("outcome", &["duplicate"]);
    tally(t.text("detail").into_iter().filter_map(|article| of.get(article).map(|o| o.to_string())))
}

/// Outlet to its words in near copies, and in all sentences that can be one; `None` where sentences were not aligned.
fn copied(frames: &Frames) -> Option<BTreeMap<String, (usize, usize)>> {
    let t = &frames.aligned;
    let known = |name: &str| t.headings.iter().any(|h| h.name == name);
    if !known("relation") || !known("sentence_a") || !known("sentence_b") {
        return None;
    }
    let near = t.only("relation", &["near_copy"]);
    let copies: BTreeSet<&str> = near.text("sentence_a").into_iter().chain(near.text("sentence_b")).collect();
    let s = &frames.sentences;
    let (ids, outlets, roles, words) = (s.text("sentence_id"), s.text("outlet"), s.text("role"), s.numbers("words"));
    let mut out: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for i in (0..s.height()).filter(|i| matches!(roles[*i], "headline" | "body")) {
        let n = words[i].unwrap_or(0.0) as usize;
        let sums = out.entry(outlets[i].to_string()).or_default();
        sums.0 += if copies.contains(ids[i]) { n } else { 0 };
        sums.1 += n;
    }
    Some(out)
}

fn by_outcome(inputs: &std::collections::BTreeMap<&str, usize>) -> Table {
    let rows: Vec<(&str, usize)> = inputs.iter().map(|(k, n)| (*k, *n)).collect();
    let columns = vec![
        column("outcome", Kind::Text, "", "read, skipped or duplicate", |r: &(&str, usize)| r.0.into()),
        column("inputs", Kind::Int, "inputs", "how many inputs ended so", |r: &(&str, usize)| r.1.into()),
    ];
    table("coverage_inputs", "One row an outcome; the rows add up to what was found", columns, &rows)
}

/// "8 outlets, 12 articles, 2025-03-01 to 2025-03-03": the footer of every chart.
pub fn scope(frames: &Frames) -> String {
    let mut dates: Vec<&str> = frames.features.text("published").into_iter().filter(|d| !d.is_empty()).collect();
    dates.sort();
    let day = |d: &str| d.get(..10).unwrap_or(d).to_string();
    let when = match (dates.first(), dates.last()) {
        (Some(a), Some(b)) if day(a) == day(b) => day(a),
        (Some(a), Some(b)) => format!("{} to {}", day(a), day(b)),
        _ => "no dates".to_string(),
    };
    format!("{}, {}, {when}", plural(frames.outlets().len(), frames.unit()), plural(frames.features.height(), "article"))
}
