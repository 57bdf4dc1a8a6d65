//! Source mix per outlet, official share with interval, and source × outlet.

use super::super::exhibit::{BarScale, Category, DotPoint, DotRow, Dots, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::sources::{Listed, Quoted};
use super::super::{Chart, ChartKind, plural, ranked, spaced, stats};
use super::{Words, chart, top};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Source types with a colour of their own; the rest is summed.
const TYPES: usize = 8;
/// Sources that get a row in the matrix.
const SOURCES: usize = 18;
/// Outlets that get a column.
const OUTLETS: usize = 24;
const OTHER: &str = "other types";

/// Charts of who is quoted; none where nobody is.
pub fn sources(frames: &Frames, quoted: &[Quoted], list: &[Listed]) -> Vec<Chart> {
    if quoted.iter().all(|q| q.n == 0) {
        return Vec::new();
    }
    let unit = frames.unit();
    vec![mix(unit, quoted), official(unit, quoted), matrix(unit, quoted, list)]
}

fn mix(unit: &str, quoted: &[Quoted]) -> Chart {
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    quoted.iter().flat_map(|q| &q.types).for_each(|(t, c)| *types.entry(t.clone()).or_insert(0) += c.n);
    let n: usize = types.values().sum();
    let (shown, rest) = top(ranked(&types), TYPES);
    let mut categories: Vec<Category> = shown.iter().map(|(t, _)| Category { key: t.clone(), label: spaced(t) }).collect();
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
    let (first, count) = shown.iter().find(|s| s.0 != "other").unwrap_or(&shown[0]);
    let title = format!("Most quoted: {}, in {count} of {n} attributions", spaced(first));
    let mut palette: Vec<String> = shown.iter().map(|s| s.0.clone()).collect();
    palette.sort();
    chart(
        Words {
            name: "sources_mix".into(),
            alt: format!("Stacked bars, one per {unit}: shares of source types among its attributions. {title}."),
            title,
            subtitle: format!("Share of each kind of source among the {unit}'s attributions (direct, mixed and indirect)"),
            n: format!("n = {}", plural(n, "attribution")),
            note: format!("Pale: fewer than {} attributions, too few to say.", stats::FEW),
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
    let mut order: Vec<&Quoted> = quoted.iter().collect();
    let share = |q: &Quoted| (q.official_known > 0).then(|| q.official as f64 / q.official_known as f64);
    order.sort_by(|a, b| share(b).unwrap_or(-1.0).total_cmp(&share(a).unwrap_or(-1.0)).then_with(|| a.outlet.cmp(&b.outlet)));
    let rows = order
        .iter()
        .map(|q| {
            let interval = stats::wilson(q.official, q.official_known);
            let percent = |x: f64| 100.0 * x;
            DotRow {
                label: q.outlet.clone(),
                points: vec![DotPoint {
                    category: "official share".into(),
                    value: share(q).map(percent),
                    low: interval.map(|i| percent(i.0)),
                    high: interval.map(|i| percent(i.1)),
                    n: q.official_known as u64,
                }],
            }
        })
        .collect();
    let enough: Vec<&&Quoted> = order.iter().filter(|q| q.official_known >= stats::FEW).collect();
    let says = |q: &Quoted| format!("{} ({:.0} %)", q.outlet, 100.0 * share(q).unwrap_or(0.0));
    let title = match (enough.first(), enough.last()) {
        (Some(a), Some(b)) if enough.len() > 1 => {
            format!("Officials have the largest share of attributions in {}, the smallest in {}", says(a), says(b))
        }
        (Some(a), _) => format!("Officials' share of attributions in {}", says(a)),
        _ => format!("Too few attributions in any {unit} to compare official shares"),
    };
    let known: usize = quoted.iter().map(|q| q.official_known).sum();
    let unclear: usize = quoted.iter().map(|q| q.n - q.official_known).sum();
    chart(
        Words {
            name: "sources_official".into(),
            alt: format!("Dots with intervals, one per {unit}: share of official sources. {title}."),
            title,
            subtitle: "Share of official sources among attributions, with Wilson's 95 % interval".into(),
            n: format!("n = {}", plural(known, "attribution")),
            note: if unclear > 0 {
                format!("{} whose source cannot be told left out.", plural(unclear, "attribution"))
            } else {
                String::new()
            },
            palette: vec!["official share".into()],
        },
        ChartKind::Dots(Dots { rows, unit: "% of attributions".into(), domain: Some((0.0, 100.0)) }),
    )
}

fn matrix(unit: &str, quoted: &[Quoted], list: &[Listed]) -> Chart {
    // With many outlets those that quote most; the table has all.
    let mut columns: Vec<&Quoted> = quoted.iter().collect();
    columns.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.outlet.cmp(&b.outlet)));
    columns.truncate(OUTLETS);
    columns.sort_by(|a, b| a.outlet.cmp(&b.outlet));
    // Sources that several quote come first: they are what can be compared.
    let mut order: Vec<&Listed> = list.iter().collect();
    order.sort_by(|a, b| (b.outlets.len(), b.n).cmp(&(a.outlets.len(), a.n)).then_with(|| a.source.cmp(&b.source)));
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
    let mut note = Vec::new();
    if list.len() > SOURCES {
        note.push(format!("The {SOURCES} sources that most {unit}s quote; sources_matrix.csv has all {}.", list.len()));
    }
    if quoted.len() > OUTLETS {
        note.push(format!("The {OUTLETS} {unit}s that quote most, of {}.", quoted.len()));
    }
    chart(
        Words {
            name: "sources_matrix".into(),
            alt: format!("Heat map of sources by {unit}s, how often each is quoted. {title}."),
            title,
            subtitle: format!("How often each {unit} quotes each source; – is never"),
            n: format!("n = {}", plural(n, "attribution")),
            note: note.join(" "),
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap { columns: columns.iter().map(|q| q.outlet.clone()).collect(), rows, unit: "attributions".into() }),
    )
}
