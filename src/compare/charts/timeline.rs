//! How the labels of an actor moved over time.

use super::super::exhibit::{Join, Series, SeriesLine, SeriesPanel, SeriesPoint, Symbol};
use super::super::timeline::Bins;
use super::super::timeline::labels::{Moved, halves};
use super::super::{Chart, ChartKind, plural, ranked, sentence_case, spaced, stats, when};
use super::{Words, chart, colours};
use crate::frame::Frames;
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Labels that get a panel.
const PANELS: usize = 6;
/// Bins up to which those with too few labels are drawn.
const BINS: usize = 20;
/// Actors that get a chart.
const ACTORS: usize = 2;

/// For the actors with most labels: the share of each label by time, all outlets together.
pub fn timeline(frames: &Frames, bins: &Bins, moved: &[Moved]) -> Vec<Chart> {
    let all: Vec<&Moved> = moved.iter().filter(|m| m.outlet.is_empty() && m.actor != "unresolved").collect();
    let mut actors: BTreeMap<String, usize> = BTreeMap::new();
    for m in &all {
        *actors.entry(m.actor.clone()).or_insert(0) += m.n;
    }
    ranked(&actors).into_iter().filter_map(|(actor, _)| one(frames, bins, moved, &actor)).take(ACTORS).collect()
}

/// `None` where fewer than three bins have enough labels: that is no movement.
fn one(frames: &Frames, bins: &Bins, moved: &[Moved], actor: &str) -> Option<Chart> {
    let (of, by_outlet): (Vec<&Moved>, Vec<&Moved>) = moved.iter().filter(|m| m.actor == actor).partition(|m| m.outlet.is_empty());
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for m in &of {
        totals.insert(&m.bin, m.of);
        *groups.entry(m.group.clone()).or_insert(0) += m.n;
    }
    if totals.values().filter(|n| **n >= stats::FEW).count() < 3 {
        return None;
    }
    let shown: Vec<(String, usize)> = ranked(&groups).into_iter().filter(|g| g.1 >= stats::FEW).take(PANELS).collect();
    let palette = colours::only(&colours::labels(frames), shown.iter().map(|g| &g.0));
    let percent = |n: f64| 100.0 * n;
    // Among many points those that say too little only hide the others.
    let many = totals.len() > BINS;
    let panel = |(i, (group, _)): (usize, &(String, usize))| {
        let points = of.iter().filter(|m| &m.group == group && (!many || m.of >= stats::FEW)).map(|m| {
            let interval = stats::wilson(m.n, m.of);
            SeriesPoint {
                time: bins.middle(&m.bin),
                value: Some(percent(m.n as f64 / m.of as f64)),
                low: interval.map(|s| percent(s.0)),
                high: interval.map(|s| percent(s.1)),
                open: m.of < stats::FEW,
                n: m.of as u64,
                note: format!("{} of {}", m.n, m.of),
            }
        });
        let line =
            SeriesLine { label: String::new(), key: group.clone(), symbol: Symbol::nth(i), join: Join::Line, points: points.collect() };
        SeriesPanel { heading: format!("“{group}”"), lines: vec![line], ..SeriesPanel::default() }
    };
    let panels: Vec<SeriesPanel> = shown.iter().enumerate().map(panel).collect();
    let n: usize = totals.values().sum();
    let title = change(&of, &totals, &shown, actor);
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    Some(chart(
        Words {
            name: format!("timeline_{}", slug(actor)),
            alt: format!("Lines over time, a panel a label for {}. {title}.", spaced(actor)),
            title,
            subtitle: format!(
                "Share of each label among the labels for {} in the {units}' own voice, by {}, all {units} together",
                spaced(actor),
                bins.unit()
            ),
            n: format!("n = {} in {}", plural(n, "label"), bins.counted(totals.len())),
            note: format!(
                "Bars: Wilson's 95% interval. Open: fewer than {} labels, too few to say.{} timeline_labels.csv has each {unit}.{}",
                stats::FEW,
                if other_outlets(&by_outlet, &totals) {
                    format!(" Other {units} use the labels before and after: that moves shares too.")
                } else {
                    String::new()
                },
                super::members::includes(frames, Some(actor), shown.iter().map(|s| &s.0))
            ),
            palette,
        },
        ChartKind::Series(Series { panels, unit: "% of labels".into(), domain: Some((0.0, 100.0)) }),
    ))
}

/// Whether not the same outlets have labels in both halves.
fn other_outlets(by_outlet: &[&Moved], totals: &BTreeMap<&str, usize>) -> bool {
    let Some(middle) = halves(totals) else { return false };
    let half = |late: bool| -> BTreeSet<&str> {
        by_outlet.iter().filter(|m| m.of > 0 && (m.bin.as_str() >= middle) == late).map(|m| m.outlet.as_str()).collect()
    };
    half(false) != half(true)
}

/// Of the labels shown, the one whose share differs most between first and second half.
fn change(of: &[&Moved], totals: &BTreeMap<&str, usize>, shown: &[(String, usize)], actor: &str) -> String {
    let Some(middle) = halves(totals) else { return String::new() };
    let count = |group: &str, late: bool| {
        let rows = of.iter().filter(|m| m.group == group && (m.bin.as_str() >= middle) == late);
        rows.fold((0, 0), |(n, all), m| (n + m.n, all + m.of))
    };
    let share = |(n, of): (usize, usize)| if of == 0 { 0.0 } else { n as f64 / of as f64 };
    let apart = |group: &str| (share(count(group, false)) - share(count(group, true))).abs();
    let most = shown.iter().map(|g| &g.0).max_by(|a, b| apart(a).total_cmp(&apart(b)).then_with(|| b.cmp(a)));
    let Some(group) = most else { return String::new() };
    let (before, after) = (count(group, false), count(group, true));
    format!(
        "{}: “{group}” is {} of {} labels before {}, {} of {} from then on",
        sentence_case(&spaced(actor)),
        before.0,
        before.1,
        when::bin(middle),
        after.0,
        after.1
    )
}
