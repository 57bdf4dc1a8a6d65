//! When each outlet published: points in time, and counts by day where there are many.

use super::super::exhibit::{HeatCell, HeatMap, HeatRow, Symbol, TimePoint, TimeRow, Timeline};
use super::super::figures::claim::events_of;
use super::super::labels::said;
use super::super::timeline::Bins;
use super::super::{Chart, ChartKind, grouped, plural, ranked, tally, when};
use super::{Words, chart};
use crate::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// Outlets with a line of their own; the rest shares one.
const OUTLETS: usize = 24;
/// Points up to which each has its length beside it.
const LABELLED: usize = 40;
/// Articles from which they are counted by bins too.
const MANY: usize = 60;
/// Bins across.
const BINS: usize = 24;

/// A line an outlet and a point an article; for many articles also a map of outlets by bins.
pub fn coverage(frames: &Frames, bins: &Bins) -> Vec<Chart> {
    let mut out = vec![points(frames)];
    out.extend(map(frames, bins));
    out
}

/// Outlets in order of name; of many those with most articles, and how many others there are.
fn shown(frames: &Frames) -> (Vec<String>, usize) {
    let names = frames.outlets();
    if names.len() <= OUTLETS {
        return (names, 0);
    }
    let most = ranked(&tally(frames.features.text("outlet").into_iter().map(String::from)));
    let rest = names.len() - (OUTLETS - 1);
    (most.into_iter().take(OUTLETS - 1).map(|o| o.0).collect(), rest)
}

fn points(frames: &Frames) -> Chart {
    let f = &frames.features;
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let (outlets, dates, words) = (f.text("outlet"), f.text("published"), f.numbers("body_words"));
    let (names, rest) = shown(frames);
    let labelled = f.height() <= LABELLED;
    let point = |i: usize| TimePoint {
        time: (!dates[i].is_empty()).then(|| dates[i].to_string()),
        label: if labelled { format!("{} words", grouped(words[i].unwrap_or(0.0))) } else { String::new() },
        symbol: Symbol::Circle,
    };
    let mut articles: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, outlet) in outlets.iter().enumerate() {
        articles.entry(outlet).or_default().push(i);
    }
    let of = |name: &str| articles.get(name).into_iter().flatten().map(|i| point(*i)).collect::<Vec<_>>();
    let mut rows: Vec<TimeRow> = names.iter().map(|name| TimeRow { label: name.clone(), key: name.clone(), points: of(name) }).collect();
    if rest > 0 {
        let own: BTreeSet<&str> = names.iter().map(String::as_str).collect();
        let others =
            (0..f.height()).filter(|i| !own.contains(outlets[*i])).map(|i| TimePoint { label: String::new(), ..point(i) }).collect();
        rows.push(TimeRow { label: format!("{} others", grouped(rest as f64)), key: String::new(), points: others });
    }
    let undated = dates.iter().filter(|d| d.is_empty()).count();
    let dated = f.height() - undated;
    let title = title(frames, dated);
    let all = frames.outlets();
    let mut note = if undated > 0 { format!("{} without a date. ", plural(undated, "article")) } else { String::new() };
    if rest > 0 {
        note.push_str(&format!("The {} {units} with most articles; the {} others share the last line.", names.len(), grouped(rest as f64)));
    }
    let words = Words {
        name: "coverage_timeline".into(),
        alt: format!("Time line, one row {}, one point an article. {title}.", said::a(unit)),
        title,
        subtitle: format!("Articles by time of publication{}", if labelled { ", with the length of their running text" } else { "" }),
        n: format!("n = {} of {}", plural(f.height(), "article"), plural(all.len(), unit)),
        note: note.trim_end().to_string(),
        palette: all,
    };
    chart(words, ChartKind::Timeline(Timeline { rows }))
}

/// Who was first, if that can be told and the articles are about one event; else who published most.
fn title(frames: &Frames, dated: usize) -> String {
    let f = &frames.features;
    let (outlets, dates) = (f.text("outlet"), f.text("published"));
    let mut order: Vec<usize> = (0..f.height()).filter(|i| !dates[*i].is_empty()).collect();
    order.sort_by_key(|i| (when::order(dates[*i]), *i));
    let Some(first) = order.first().copied() else { return "No article is dated".into() };
    let told = order[1..].iter().all(|i| outlets[*i] == outlets[first] || when::before(dates[first], dates[*i]) == Some(true));
    if events_of(frames).values().collect::<BTreeSet<_>>().len() > 1 {
        let most = ranked(&tally(outlets.iter().copied()));
        let (outlet, n) = most.first().copied().unwrap_or(("", 0));
        return format!("{outlet} has most articles: {n} of {}", grouped(f.height() as f64));
    }
    match (dated, told) {
        (1, _) => format!("Only one article is dated: {}, {}", outlets[first], when::short(dates[first])),
        (_, true) => format!("{} published first, {}", outlets[first], when::short(dates[first])),
        _ => format!("Who published first cannot be told: several on {}", dates[first].get(..10).unwrap_or(dates[first])),
    }
}

/// Counts by bin, from the first with an article to the last; of many bins several are joined.
fn map(frames: &Frames, bins: &Bins) -> Option<Chart> {
    let f = &frames.features;
    if f.height() <= MANY {
        return None;
    }
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let (outlets, dates) = (f.text("outlet"), f.text("published"));
    let binned: Vec<Option<String>> = dates.iter().map(|d| bins.of(d)).collect();
    let mut known: Vec<&str> = binned.iter().flatten().map(String::as_str).collect::<BTreeSet<_>>().into_iter().collect();
    // More bins than columns: years of months.
    let shorter = |bin: &str, length: usize| bin.get(..length).unwrap_or(bin).to_string();
    let length = if known.len() <= BINS { 16 } else { 7 };
    let length = if length == 7 && known.iter().map(|b| shorter(b, 7)).collect::<BTreeSet<_>>().len() > BINS { 4 } else { length };
    let columns: BTreeSet<String> = known.drain(..).map(|b| shorter(b, length)).collect();
    if columns.len() < 2 {
        return None;
    }
    let (names, rest) = shown(frames);
    let own: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let other = format!("{} others", grouped(rest as f64));
    let mut cells: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (outlet, bin) in outlets.iter().zip(&binned) {
        let Some(bin) = bin else { continue };
        let row = if own.contains(outlet) { outlet.to_string() } else { other.clone() };
        *cells.entry((row, shorter(bin, length))).or_default() += 1;
    }
    let lines = names.iter().cloned().chain((rest > 0).then(|| other.clone()));
    let row = |label: String| HeatRow {
        cells: columns
            .iter()
            .map(|bin| {
                let n = cells.get(&(label.clone(), bin.clone())).copied().unwrap_or(0);
                HeatCell { value: Some(n as f64), text: if n == 0 { "·".into() } else { n.to_string() } }
            })
            .collect(),
        label,
    };
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    for ((_, bin), n) in &cells {
        *sums.entry(bin).or_default() += n;
    }
    let dated: usize = sums.values().sum();
    let (busiest, most) = ranked(&sums).first().copied()?;
    let per = match length {
        4 => "year",
        7 => "month",
        _ => bins.unit(),
    };
    let title = format!("Most articles were published in the {per} of {busiest}: {most} of {}", grouped(dated as f64));
    Some(chart(
        Words {
            name: "coverage_by_time".into(),
            alt: format!("Heat map of {units} by time, articles counted. {title}."),
            title,
            subtitle: format!("Articles of each {unit} by {per} of publication (UTC)"),
            n: format!("n = {} of {}", plural(dated, "dated article"), plural(frames.outlets().len(), unit)),
            note: if f.height() > dated {
                format!("{} without a date left out.", plural(f.height() - dated, "article"))
            } else {
                String::new()
            },
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap {
            columns: columns.iter().cloned().collect(),
            rows: lines.map(row).collect(),
            unit: "articles".into(),
            missing: String::new(),
        }),
    ))
}
