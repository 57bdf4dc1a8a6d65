//! Source mix per outlet, official share with interval, and source × outlet.

use super::super::exhibit::{BarScale, Category, DotPoint, DotRow, Dots, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::sources::{Firsts, Listed, Quoted};
use super::super::{Chart, ChartKind, grouped, list as listed, plural, ranked, spaced, stats};
use super::{Words, chart, colours, drawn, share_point, top};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Source types with a colour of their own; the rest is summed.
const TYPES: usize = 8;
/// Sources that get a row in the matrix.
const SOURCES: usize = 18;
/// Kinds of source that get a panel.
const PANELS: usize = 6;
/// A kind that fewer outlets quote shows no difference between them.
const LEAST: usize = 3;
/// Outlets that get a column.
const OUTLETS: usize = 24;
const OTHER: &str = "other types";

/// Charts of who is quoted; none where nobody is.
pub fn sources(frames: &Frames, quoted: &[Quoted], list: &[Listed], firsts: &Firsts) -> Vec<Chart> {
    if quoted.iter().all(|q| q.n == 0) {
        return Vec::new();
    }
    let unit = frames.unit();
    let palette = colours::speakers(frames);
    let mut out = vec![mix(unit, quoted, &palette), official(unit, quoted), matrix(unit, quoted, list)];
    out.extend(position(unit, quoted, firsts, &palette));
    out
}

/// Where in the article each kind of source first speaks: a panel a kind, a row an outlet; none where no article quotes two.
fn position(unit: &str, quoted: &[Quoted], firsts: &Firsts, palette: &[String]) -> Option<Chart> {
    let units = crate::compare::several(unit);
    let least = LEAST.min(firsts.quoting.len());
    let mut heard: BTreeMap<String, usize> = BTreeMap::new();
    firsts.of.keys().filter(|(_, kind)| kind != "other").for_each(|(_, kind)| *heard.entry(kind.clone()).or_insert(0) += 1);
    let (shown, _) = top(ranked(&heard).into_iter().filter(|k| k.1 >= least).collect(), PANELS);
    let mut columns: Vec<&Quoted> = quoted.iter().filter(|q| firsts.quoting.contains_key(&q.outlet)).collect();
    columns.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.outlet.cmp(&b.outlet)));
    let quoting = columns.len();
    columns.truncate(OUTLETS);
    columns.sort_by(|a, b| a.outlet.cmp(&b.outlet));
    if shown.len() < 2 || columns.is_empty() {
        return None;
    }
    let percent = |at: &[f64]| stats::percentile(&mut at.to_vec(), 0.5).map(|x| 100.0 * x);
    let point = |q: &Quoted, kind: &String| {
        let at = firsts.of.get(&(q.outlet.clone(), kind.clone()))?;
        Some(DotPoint { category: spaced(kind), value: percent(at), n: at.len() as u64, ..DotPoint::default() })
    };
    let rows: Vec<DotRow> = columns
        .iter()
        .map(|q| DotRow { label: q.outlet.clone(), points: shown.iter().filter_map(|(kind, _)| point(q, kind)).collect() })
        .collect();
    let title = heard_first(&rows, unit);
    let n: usize = firsts.quoting.values().sum();
    let palette = colours::only(palette, &shown.iter().map(|(t, _)| spaced(t)).collect::<Vec<_>>());
    Some(chart(
        Words {
            name: "sources_position".into(),
            alt: format!("Dots: a panel per kind of source, a row per {unit}, where its first quote begins. {title}."),
            title,
            subtitle: format!("Where in the running text the first quote of each kind of source begins, median over the {unit}'s articles"),
            n: format!("n = {}", plural(n, "article")),
            note: format!(
                "0% is the first word, 100% the last. Kinds that at least {} quote; others, who are of no kind, are left out. Not quoted: no \
                 article quotes the kind.{}",
                plural(least, unit),
                if quoting > OUTLETS { format!(" The {OUTLETS} {units} that quote most, of {quoting}.") } else { String::new() }
            ),
            palette,
        },
        ChartKind::Dots(Dots::percent(rows, "% of the text", "not quoted")),
    ))
}

/// The kinds whose dots lie earliest and latest: the median of the dots of each, those with enough articles behind them.
fn heard_first(rows: &[DotRow], unit: &str) -> String {
    let mut dots: BTreeMap<&str, (Vec<f64>, u64)> = BTreeMap::new();
    for (point, value) in rows.iter().flat_map(|r| &r.points).filter_map(|p| Some((p, p.value?))) {
        let kind = dots.entry(&point.category).or_default();
        kind.0.push(value);
        kind.1 += point.n;
    }
    let enough = dots.into_iter().filter(|(_, (at, n))| at.len() >= LEAST && *n >= stats::FEW as u64);
    let medians: Vec<(&str, f64)> =
        enough.filter_map(|(kind, (mut at, _))| Some((kind, stats::percentile(&mut at, 0.5)?.round()))).collect();
    let ends = (medians.iter().map(|m| m.1).fold(f64::MAX, f64::min), medians.iter().map(|m| m.1).fold(0.0, f64::max));
    let at = |end: f64| listed(&medians.iter().filter(|m| m.1 == end).map(|m| m.0.to_string()).collect::<Vec<_>>());
    if medians.len() < 2 || ends.0 == ends.1 {
        return "Too few articles to compare where kinds of sources are first heard".into();
    }
    format!(
        "Of kinds heard in {} articles or more, first: {} ({:.0}% into the text in the median {unit}), last: {} ({:.0}%)",
        stats::FEW,
        at(ends.0),
        ends.0,
        at(ends.1),
        ends.1
    )
}

fn mix(unit: &str, quoted: &[Quoted], palette: &[String]) -> Chart {
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    quoted.iter().flat_map(|q| &q.types).for_each(|(t, c)| *types.entry(t.clone()).or_insert(0) += c.n);
    let n: usize = types.values().sum();
    let (shown, rest) = top(ranked(&types), TYPES);
    let mut categories: Vec<Category> = shown.iter().map(|(t, _)| Category { key: spaced(t), label: spaced(t) }).collect();
    if !rest.is_empty() {
        categories.push(Category { key: OTHER.into(), label: format!("{} other types", rest.len()) });
    }
    let rows = quoted
        .iter()
        .map(|q| {
            let of = |t: &String| q.types.get(t).map_or(0, |c| c.n) as f64;
            let mut values: Vec<f64> = shown.iter().map(|(t, _)| of(t)).collect();
            if !rest.is_empty() {
                values.push(rest.iter().map(of).sum());
            }
            StackedRow { label: q.outlet.clone(), n: q.n as u64, values }
        })
        .collect();
    // "Others" is no kind of source: it leads a finding only where nothing else is there.
    let (_, count) = shown.iter().find(|s| s.0 != "other").unwrap_or(&shown[0]);
    let most: Vec<String> = shown.iter().filter(|s| s.1 == *count && (s.0 != "other" || shown.len() == 1)).map(|s| spaced(&s.0)).collect();
    let none = types.get("other").copied().unwrap_or(0);
    let each = if most.len() > 1 { " each" } else { "" };
    let said = format!("{} in {}{each} of {}", listed(&most), grouped(*count as f64), plural(n, "attribution"));
    let title = if none > *count {
        format!("Most quoted of the kinds told apart: {said}; {none} are of none of them")
    } else {
        format!("Most quoted: {said}")
    };
    let palette = colours::only(palette, categories.iter().filter(|c| c.key != OTHER).map(|c| &c.key));
    chart(
        Words {
            name: "sources_mix".into(),
            alt: format!("Stacked bars, one per {unit}: shares of source types among its attributions. {title}."),
            title,
            subtitle: format!("Share of each kind of source among the {unit}'s attributions (direct, mixed and indirect)"),
            n: format!("n = {}", plural(n, "attribution")),
            note:
                "A kind is what a source is, by its name or office; for whom it speaks is its side (verbs_by_side). Others: of none of the \
                   kinds."
                    .into(),
            palette,
        },
        ChartKind::StackedBars(StackedBars {
            categories,
            rows,
            scale: BarScale::Percent,
            min_n: stats::FEW as u64,
            unit: "attributions".into(),
        }),
    )
}

fn official(unit: &str, quoted: &[Quoted]) -> Chart {
    let units = crate::compare::several(unit);
    let mut order: Vec<&Quoted> = quoted.iter().collect();
    let share = |q: &Quoted| (q.official_known > 0).then(|| q.official as f64 / q.official_known as f64);
    order.sort_by(|a, b| share(b).unwrap_or(-1.0).total_cmp(&share(a).unwrap_or(-1.0)).then_with(|| a.outlet.cmp(&b.outlet)));
    let rows = order
        .iter()
        .map(|q| DotRow { label: q.outlet.clone(), points: vec![share_point("official share", q.official, q.official_known)] })
        .collect();
    let enough: Vec<&&Quoted> = order.iter().filter(|q| q.official_known >= stats::FEW).collect();
    let says = |q: &Quoted| format!("{} ({:.0}%)", q.outlet, 100.0 * share(q).unwrap_or(0.0));
    let title = match (enough.first(), enough.last()) {
        (Some(a), Some(b)) if enough.len() > 1 && share(a) == share(b) => {
            format!("Officials have the same share of attributions in all {units}: {:.0}%", 100.0 * share(a).unwrap_or(0.0))
        }
        (Some(a), Some(b)) if enough.len() > 1 => {
            let level = |end: &Quoted| enough.iter().filter(|q| share(q) == share(end)).map(|q| says(q)).collect::<Vec<_>>();
            format!("Officials have the largest share of attributions in {}, the smallest in {}", listed(&level(a)), listed(&level(b)))
        }
        (Some(a), _) => format!("Officials' share of attributions in {}", says(a)),
        _ => format!("Too few attributions in any {unit} to compare official shares"),
    };
    let known: usize = quoted.iter().map(|q| q.official_known).sum();
    let all: usize = quoted.iter().map(|q| q.n).sum();
    let unknown: usize = quoted.iter().map(|q| q.unknown).sum();
    chart(
        Words {
            name: "sources_official".into(),
            alt: format!("Dots with intervals, one per {unit}: share of official sources. {title}."),
            title,
            subtitle: "Share of official sources among attributions of which it can be told, with Wilson's 95% interval".into(),
            n: format!("n = {}", drawn(known, all, "attribution")),
            note: format!(
                "Official: speaks for a state (government, army, police, courts, state media), a foreign one too, or an international body. {}",
                left_out(all - known, unknown)
            ),
            palette: vec!["official share".into()],
        },
        ChartKind::Dots(Dots::percent(rows, "% of attributions", "not quoted")),
    )
}

/// Why attributions are left out of the official share.
fn left_out(n: usize, unknown: usize) -> String {
    if n == 0 {
        return "None left out.".into();
    }
    let unknown = unknown.min(n);
    format!("Left out: {unknown} whose source cannot be told, {} whose kind does not say whether it is official.", n - unknown)
}

fn matrix(unit: &str, quoted: &[Quoted], list: &[Listed]) -> Chart {
    let units = crate::compare::several(unit);
    // With many outlets those that quote most; the table has all.
    let mut columns: Vec<&Quoted> = quoted.iter().collect();
    columns.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.outlet.cmp(&b.outlet)));
    columns.truncate(OUTLETS);
    columns.sort_by(|a, b| a.outlet.cmp(&b.outlet));
    // Sources that most outlets quote come first: they are what can be compared.
    let mut order: Vec<&Listed> = list.iter().collect();
    let place = |l: &Listed| (l.outlets.len(), l.n, l.named);
    order.sort_by(|a, b| place(b).cmp(&place(a)).then_with(|| a.source.cmp(&b.source)));
    let rows: Vec<HeatRow> = order
        .iter()
        .take(SOURCES)
        .map(|l| HeatRow {
            label: l.source.clone(),
            cells: columns
                .iter()
                .map(|q| {
                    let n = l.outlets.get(&q.outlet).map_or(0, |g| g.n);
                    HeatCell { value: Some(n as f64), text: if n == 0 { "–".into() } else { n.to_string() } }
                })
                .collect(),
        })
        .collect();
    let shared = list.iter().filter(|l| l.outlets.len() > 1).count();
    let title = match (list.first(), quoted.len()) {
        (None, _) => "No source can be told".to_string(),
        (Some(l), 1) => format!("{} is quoted most often, {}", l.source, plural(l.n, "time")),
        _ => format!("{shared} of {} are quoted by more than one {unit}", plural(list.len(), "known source")),
    };
    let n: usize = list.iter().map(|l| l.n).sum();
    let in_columns = |l: &&Listed| columns.iter().filter_map(|q| l.outlets.get(&q.outlet)).map(|g| g.n).sum::<usize>();
    let shown = order.iter().take(SOURCES).map(in_columns).sum();
    let mut note = Vec::new();
    if order.iter().take(SOURCES).any(|l| !l.named && l.outlets.len() > 1) {
        note.push("A description without a name (residents) may mean others in each.".to_string());
    }
    if list.len() > SOURCES {
        note.push(format!("The {SOURCES} sources that most {units} quote; sources_matrix.csv has all {}.", grouped(list.len() as f64)));
    }
    if quoted.len() > OUTLETS {
        note.push(format!("The {OUTLETS} {units} that quote most, of {}.", quoted.len()));
    }
    chart(
        Words {
            name: "sources_matrix".into(),
            alt: format!("Heat map of sources by {units}, how often each is quoted. {title}."),
            title,
            subtitle: format!("How often each {unit} quotes each source that can be told; – is never"),
            n: format!("n = {}", drawn(shown, n, "attribution")),
            note: note.join(" "),
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap {
            columns: columns.iter().map(|q| q.outlet.clone()).collect(),
            rows,
            unit: "attributions".into(),
            missing: String::new(),
        }),
    )
}
