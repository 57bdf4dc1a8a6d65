//! Omissions, the matrix of items and outlets, what only one outlet has, and each outlet against its length.

use super::items::{Coverage, Item};
use super::{Omission, Status};
use crate::frame::{Kind, Table, column, table};

/// Rows named as evidence.
const EVIDENCE: usize = 10;
/// Rows of the matrix: the most widespread of each kind.
const PER_KIND: usize = 300;

/// The first row of each outlet that has it, then second ones, as far as there is room.
pub fn evidence(item: &Item) -> Vec<String> {
    let longest = item.outlets.values().map(Vec::len).max().unwrap_or(0);
    let turns = (0..longest).flat_map(|turn| item.outlets.values().filter_map(move |ids| ids.get(turn).cloned()));
    turns.filter(|id| !id.is_empty()).take(EVIDENCE).collect()
}

pub fn omissions(rows: &[Omission]) -> Table {
    type R<'i> = Omission<'i>;
    let columns = vec![
        column("kind", Kind::Text, "", "figure, source, source_type, actor, name, label, theme or fact", |r: &R| r.item.kind.into()),
        column("item", Kind::Text, "", "what is lacking", |r: &R| (&r.item.name).into()),
        column("event", Kind::Text, "", "the event, as the articles give it", |r: &R| (&r.item.event).into()),
        column("outlet", Kind::Text, "", "who lacks it", |r: &R| r.outlet.into()),
        column(
            "status",
            Kind::Text,
            "",
            "absent; absent_undated (times do not tell whether it came out before the first report); published_before; no_article",
            |r: &R| r.status.as_str().into(),
        ),
        column("others_with", Kind::Int, "outlets", "other outlets that have it", |r: &R| r.with.into()),
        column("others", Kind::Int, "outlets", "other outlets with an article on the event", |r: &R| r.others.into()),
        column("share", Kind::Float, "share 0..1", "others_with / others", |r: &R| (r.with as f64 / r.others as f64).into()),
        column("n", Kind::Int, "mentions", "rows of it in the others", |r: &R| r.item.n().into()),
        column("body_words", Kind::Int, "words", "body words of the outlet on the event", |r: &R| r.body_words.into()),
        column("expected", Kind::Float, "mentions", "mentions that these words would hold at the rate of the others", |r: &R| {
            r.expected.filter(|_| r.status != Status::NoArticle).into()
        }),
        column("chance_if_even", Kind::Float, "0..1", "Poisson chance of no mention at that rate; small: length is hardly why", |r: &R| {
            r.chance().filter(|_| r.status != Status::NoArticle).into()
        }),
        column("evidence", Kind::Text, "", "rows of the others that have it (the first of each), joined by ;", |r: &R| {
            evidence(r.item).join("; ").into()
        }),
    ];
    table("omissions", "One row something that most others have and an outlet lacks, most telling first", columns, rows)
}

/// Items down, outlets across: for people.
pub fn matrix(items: &[Item], coverage: &Coverage) -> Table {
    let mut met = std::collections::BTreeMap::new();
    let mut widespread = |i: &&Item| {
        let n = met.entry(i.kind).or_insert(0);
        *n += usize::from(i.outlets.len() > 1);
        i.outlets.len() > 1 && *n <= PER_KIND
    };
    let rows: Vec<&Item> = items.iter().filter(|i| widespread(i)).collect();
    type R<'i> = &'i Item;
    let mut columns = vec![
        column("kind", Kind::Text, "", "figure, source, source_type, actor, name, label, theme or fact", |r: &R| r.kind.into()),
        column("item", Kind::Text, "", "what it is", |r: &R| (&r.name).into()),
        column("event", Kind::Text, "", "the event, as the articles give it", |r: &R| (&r.event).into()),
        column("outlets", Kind::Int, "outlets", "how many have it", |r: &R| r.outlets.len().into()),
        column("n", Kind::Int, "mentions", "rows of it in all outlets", |r: &R| r.n().into()),
    ];
    for outlet in &coverage.outlets {
        let meaning = format!("✓: {outlet} has it; –: it lacks it; before: it published before the first report; no article");
        columns.push(column(outlet.clone(), Kind::Text, "", meaning, move |r: &R| mark(coverage.status(r, outlet)).into()));
    }
    table("omissions_matrix", "One row something that at least two outlets have, one column an outlet", columns, &rows)
}

/// A status as a mark.
fn mark(status: Status) -> &'static str {
    match status {
        Status::Present => "✓",
        Status::Absent | Status::AbsentUndated => "–",
        Status::PublishedBefore => "before",
        Status::NoArticle => "no article",
    }
}

/// The chance that none of the others has it, if their words held it at the rate of the one outlet's.
pub fn chance_elsewhere(item: &Item, coverage: &Coverage) -> Option<f64> {
    let (outlet, ids) = item.outlets.first_key_value()?;
    let words = coverage.words(item, outlet);
    let others = coverage.other_words(item, outlet);
    (words > 0).then(|| (-(ids.len() as f64) / words as f64 * others as f64).exp())
}

pub fn only_here(items: &[&Item], coverage: &Coverage) -> Table {
    type R<'i> = &'i Item;
    let mut rows: Vec<R> = items.to_vec();
    rows.sort_by(|a, b| {
        let outlet = |i: &Item| i.outlets.keys().next().cloned();
        (outlet(a), a.kind, b.n()).cmp(&(outlet(b), b.kind, a.n())).then_with(|| (&a.name, &a.event).cmp(&(&b.name, &b.event)))
    });
    let outlet = |r: &R| r.outlets.keys().next().cloned();
    let columns = vec![
        column("outlet", Kind::Text, "", "who alone has it", move |r: &R| outlet(r).into()),
        column("kind", Kind::Text, "", "figure, source, source_type, actor, name, label or theme", |r: &R| r.kind.into()),
        column("item", Kind::Text, "", "what it is", |r: &R| (&r.name).into()),
        column("event", Kind::Text, "", "the event, as the articles give it", |r: &R| (&r.event).into()),
        column("n", Kind::Int, "mentions", "rows of it", |r: &R| r.n().into()),
        column("body_words", Kind::Int, "words", "body words of the outlet on the event", move |r: &R| {
            outlet(r).map(|o| coverage.words(r, &o)).into()
        }),
        column("others", Kind::Int, "outlets", "other outlets with an article on the event", move |r: &R| {
            outlet(r).map(|o| coverage.others(r, &o)).into()
        }),
        column(
            "chance_if_even",
            Kind::Float,
            "0..1",
            "Poisson chance that none of the others has it at the outlet's rate",
            move |r: &R| chance_elsewhere(r, coverage).into(),
        ),
        column("evidence", Kind::Text, "", "its rows, joined by ;", |r: &R| evidence(r).join("; ").into()),
    ];
    table("only_here", "One row something that only one outlet has", columns, &rows)
}

/// Each outlet: how much of what others have it has, beside its length.
pub fn outlets(unit: &str, items: &[Item], omitted: &[Omission], coverage: &Coverage) -> Table {
    let units = crate::compare::several(unit);
    struct R<'c> {
        outlet: &'c str,
        words: usize,
        widespread: usize,
        has: usize,
        lacks: usize,
        before: usize,
        no_article: usize,
        telling: usize,
        only: usize,
    }
    let row = |outlet: &'_ String| {
        let has = items
            .iter()
            .filter(|i| i.outlets.contains_key(outlet))
            .filter(|i| super::most(i.outlets.len() - 1, coverage.others(i, outlet)));
        let of = |status: fn(Status) -> bool| omitted.iter().filter(|o| o.outlet == outlet && status(o.status)).count();
        (has.count(), of(Status::lacks), of(|s| s == Status::PublishedBefore), of(|s| s == Status::NoArticle))
    };
    let rows = coverage.outlets.iter().map(|outlet| {
        let (has, lacks, before, no_article) = row(outlet);
        R {
            outlet,
            words: coverage.all_words(outlet),
            widespread: has + lacks,
            has,
            lacks,
            before,
            no_article,
            telling: omitted.iter().filter(|o| o.outlet == outlet && o.status.lacks() && o.chance().is_some_and(|c| c < 0.05)).count(),
            only: items.iter().filter(|i| i.outlets.len() == 1 && i.outlets.contains_key(outlet)).count(),
        }
    });
    let rows: Vec<R> = rows.collect();
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &R| r.outlet.into()),
        column("body_words", Kind::Int, "words", "words of running text", |r: &R| r.words.into()),
        column(
            "widespread",
            Kind::Int,
            "items",
            format!("items that most of the other {units} have, and that it could have had"),
            |r: &R| r.widespread.into(),
        ),
        column("has", Kind::Int, "items", "of these, items that it has", |r: &R| r.has.into()),
        column("lacks", Kind::Int, "items", "of these, items that it lacks (absent and absent_undated)", |r: &R| r.lacks.into()),
        column("has_share", Kind::Float, "share 0..1", "has / widespread; read it beside body_words: short articles lack more", |r: &R| {
            (r.has as f64 / r.widespread as f64).into()
        }),
        column("telling", Kind::Int, "items", "of lacks, those whose chance at the others' rate is below 0.05", |r: &R| r.telling.into()),
        column("published_before", Kind::Int, "items", "items that most others have, first reported after its last article", |r: &R| {
            r.before.into()
        }),
        column("no_article", Kind::Int, "items", "items of events on which it has no article", |r: &R| r.no_article.into()),
        column("only_here", Kind::Int, "items", "items that it alone has", |r: &R| r.only.into()),
    ];
    table("omissions_by_outlet", "One row an outlet: how much it has of what most others have, beside its length", columns, &rows)
}
