//! Source mix per outlet, official share with interval, and source × outlet.

use super::super::exhibit::{BarScale, Category, DotPoint, DotRow, Dots, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::sources::Quoted;
use super::super::{Chart, ChartKind, plural, ranked, spaced, stats};
use super::{Words, chart, top};
use std::collections::{BTreeMap, BTreeSet};

/// Source types with a colour of their own; the rest is summed.
const TYPES: usize = 8;
/// Sources that get a row in the matrix.
const SOURCES: usize = 18;
const OTHER: &str = "other types";

/// Charts of who is quoted; none where nobody is.
pub fn sources(quoted: &[Quoted]) -> Vec<Chart> {
    if quoted.iter().all(|q| q.n == 0) {
        return Vec::new();
    }
    vec![mix(quoted), official(quoted), matrix(quoted)]
}

fn total(quoted: &[Quoted], of: fn(&Quoted) -> &BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let mut sums = BTreeMap::new();
    for (k, n) in quoted.iter().flat_map(of) {
        *sums.entry(k.clone()).or_insert(0) += n;
    }
    sums
}

fn mix(quoted: &[Quoted]) -> Chart {
    let types = total(quoted, |q| &q.types);
    let n: usize = types.values().sum();
    let (shown, rest) = top(ranked(&types), TYPES);
    let mut categories: Vec<Category> = shown.iter().map(|(t, _)| Category { key: t.clone(), label: spaced(t) }).collect();
    if !rest.is_empty() {
        categories.push(Category { key: OTHER.into(), label: format!("{} other types", rest.len()) });
    }
    let rows = quoted
        .iter()
        .map(|q| {
            let of = |t: &String| q.types.get(t).copied().unwrap_or(0) as f64;
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
            alt: format!("Stacked bars, one an outlet: shares of source types among its attributions. {title}."),
            title,
            subtitle: "Share of each kind of source among the outlet's attributions (direct, mixed and indirect)".into(),
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

fn official(quoted: &[Quoted]) -> Chart {
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
        _ => "Too few attributions in any outlet to compare official shares".into(),
    };
    let known: usize = quoted.iter().map(|q| q.official_known).sum();
    let unclear: usize = quoted.iter().map(|q| q.n - q.official_known).sum();
    chart(
        Words {
            name: "sources_official".into(),
            alt: format!("Dots with intervals, one an outlet: share of official sources. {title}."),
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

fn matrix(quoted: &[Quoted]) -> Chart {
    let all = ranked(&total(quoted, |q| &q.sources));
    let rows: Vec<HeatRow> = all
        .iter()
        .take(SOURCES)
        .map(|(source, _)| HeatRow {
            label: source.clone(),
            cells: quoted
                .iter()
                .map(|q| {
                    let n = q.sources.get(source).copied().unwrap_or(0);
                    HeatCell { value: Some(n as f64), text: if n == 0 { "0".into() } else { n.to_string() } }
                })
                .collect(),
        })
        .collect();
    let shared = all.iter().filter(|(s, _)| quoted.iter().filter(|q| q.sources.contains_key(s)).count() > 1).count();
    let kinds: BTreeSet<&String> = quoted.iter().flat_map(|q| q.sources.keys()).collect();
    let title = match (all.first(), quoted.len()) {
        (None, _) => "No source can be told".to_string(),
        (Some((source, n)), 1) => format!("{} is quoted most often, {}", source, plural(*n, "time")),
        _ => format!("{shared} of {} are quoted by more than one outlet", plural(kinds.len(), "known source")),
    };
    let n: usize = all.iter().map(|a| a.1).sum();
    chart(
        Words {
            name: "sources_matrix".into(),
            alt: format!("Heat map of sources by outlets, how often each is quoted. {title}."),
            title,
            subtitle: "How often each outlet quotes each source".into(),
            n: format!("n = {}", plural(n, "attribution")),
            note: if all.len() > SOURCES {
                format!("The {SOURCES} most quoted; sources_list.csv has all {}.", all.len())
            } else {
                String::new()
            },
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap { columns: quoted.iter().map(|q| q.outlet.clone()).collect(), rows, unit: "attributions".into() }),
    )
}
