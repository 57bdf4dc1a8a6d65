//! Coverage: who published how much and when, and what became of every input.

use super::{Exhibit, plural, tally};
use crate::frame::{Cell, Frames, Kind, Table, column, table};

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
    let note = format!(
        "Inputs found {found} = read {} + skipped {} + duplicates {}; problems.csv says why.",
        of("read"),
        of("skipped"),
        of("duplicate")
    );
    Exhibit {
        name: "coverage",
        title: "Who covered the event, how much, and when",
        tables: vec![by_outlet(&outlets), by_outcome(&inputs)],
        charts: super::charts::coverage(frames),
        notes: vec![note],
        ..Exhibit::default()
    }
}

fn outlets(frames: &Frames) -> Vec<Outlet<'_>> {
    let column = frames.features.text("outlet");
    let rows = |name: &str| (0..column.len()).filter(|i| column[*i] == name).collect();
    frames.outlets().into_iter().map(|name| Outlet { rows: rows(&name), name, frames }).collect()
}

fn by_outlet(outlets: &[Outlet]) -> Table {
    // Each column is read once, not once an outlet.
    let sum = |name: &str| {
        let values = outlets.first().map(|o| o.frames.features.numbers(name)).unwrap_or_default();
        move |o: &Outlet| -> Cell { (o.rows.iter().filter_map(|i| values[*i]).sum::<f64>() as i64).into() }
    };
    let dates = |o: &Outlet| -> Vec<String> {
        let all = o.frames.features.text("published");
        let mut known: Vec<String> = o.rows.iter().map(|i| all[*i].to_string()).filter(|d| !d.is_empty()).collect();
        known.sort();
        known
    };
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &Outlet| (&o.name).into()),
        column("articles", Kind::Int, "articles", "articles read", |o: &Outlet| o.rows.len().into()),
        column("words", Kind::Int, "words", "words of every role but boilerplate", sum("words")),
        column("body_words", Kind::Int, "words", "words of running text", sum("body_words")),
        column("first_published", Kind::Text, "ISO 8601", "earliest article; empty if none is dated", move |o: &Outlet| {
            dates(o).first().cloned().into()
        }),
        column("last_published", Kind::Text, "ISO 8601", "latest article; empty if none is dated", move |o: &Outlet| {
            dates(o).last().cloned().into()
        }),
        column("undated", Kind::Int, "articles", "articles without a date", move |o: &Outlet| (o.rows.len() - dates(o).len()).into()),
        column("labels", Kind::Int, "mentions", "descriptive labels, all voices", sum("labels_n")),
        column("names", Kind::Int, "mentions", "proper names of actors, all voices", sum("names_n")),
        column("figures", Kind::Int, "figures", "figures that are claims", sum("figures_n")),
        column("quotes", Kind::Int, "quotes", "attributions, scare quotes left out", sum("quotes_n")),
    ];
    table("coverage_outlets", "One row an outlet: what was read of it", columns, outlets)
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
