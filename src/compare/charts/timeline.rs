//! How the labels of an actor moved over time.

use super::super::exhibit::{Join, Series, SeriesLine, SeriesPanel, SeriesPoint, Symbol};
use super::super::timeline::Bins;
use super::super::timeline::labels::{self, Moved, halves};
use super::super::{Chart, ChartKind, plural, ranked, spaced, stats, when};
use super::{Words, chart, colours};
use crate::frame::Frames;
use crate::text::slug;
use std::collections::BTreeMap;

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
    ranked(&actors).into_iter().filter_map(|(actor, _)| one(frames, bins, (&all, moved), &actor)).take(ACTORS).collect()
}

/// `None` where fewer than three bins have enough labels: that is no movement.
fn one(frames: &Frames, bins: &Bins, (all, moved): (&[&Moved], &[Moved]), actor: &str) -> Option<Chart> {
    let of: Vec<&Moved> = all.iter().copied().filter(|m| m.actor == actor).collect();
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
            let point = SeriesPoint {
                time: bins.middle(&m.bin),
                value: Some(percent(m.n as f64 / m.of as f64)),
                low: interval.map(|s| percent(s.0)),
                high: interval.map(|s| percent(s.1)),
                open: m.of < stats::FEW,
                n: m.of as u64,
                note: format!("{} of {}", m.n, m.of),
            };
            (*m, point)
        });
        let lines = joined(points.collect(), bins, group, Symbol::nth(i));
        SeriesPanel { heading: format!("“{group}”"), lines, ..SeriesPanel::default() }
    };
    let panels: Vec<SeriesPanel> = shown.iter().enumerate().map(panel).collect();
    let n: usize = totals.values().sum();
    let title = change(moved, &totals, &shown, (frames, bins), actor);
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
                "Bars: Wilson's 95% interval. Open: fewer than {} labels, too few to say. Which {units} published when moves the shares too: \
                 timeline_labels.csv has each.{}",
                stats::FEW,
                if many { String::new() } else { sizes(&totals, bins) }
            ),
            palette,
        },
        ChartKind::Series(Series { panels, unit: "% of labels".into(), domain: Some((0.0, 100.0)) }),
    ))
}

/// " Labels by day: 5, 2, 7." in order of time.
fn sizes(totals: &BTreeMap<&str, usize>, bins: &Bins) -> String {
    let n: Vec<String> = totals.values().map(ToString::to_string).collect();
    format!(" Labels by {}, from the first: {}.", bins.unit(), n.join(", "))
}

/// The label whose share changed from the first half of the time to the second, among the outlets that publish in both, where that is
/// no chance; else what the picture holds.
fn change(
    moved: &[Moved],
    totals: &BTreeMap<&str, usize>,
    shown: &[(String, usize)],
    (frames, bins): (&Frames, &Bins),
    actor: &str,
) -> String {
    let plain = format!("Labels for {} by {}", spaced(actor), bins.unit());
    let Some(middle) = halves(totals) else { return plain };
    let (cut, units) = (when::bin(middle), frames.units());
    let changes: Vec<(&String, labels::Change)> =
        shown.iter().filter_map(|(g, _)| Some((g, labels::change(moved, actor, g, middle)?))).collect();
    let Some((_, any)) = changes.first() else { return format!("{plain}: none of the {units} has some both before and after {cut}") };
    let both = match any.outlets.first() {
        Some(one) if any.outlets.len() == 1 => format!("in {one}, which alone has some before and after"),
        _ => format!("in the {} {units} that have some before and after", any.outlets.len()),
    };
    if any.counts.of_first < stats::FEW || any.counts.of_second < stats::FEW {
        return format!("{plain}: too few to compare {both} {cut}");
    }
    let tests = changes.len() as f64;
    let least = changes.iter().map(|(g, c)| (g, c.counts, c.counts.fisher() * tests)).min_by(|a, b| a.2.total_cmp(&b.2));
    match least.filter(|l| l.2 < 0.05) {
        Some((group, c, _)) => format!(
            "For {}, “{group}” goes from {} of {} labels to {} of {} {both} {cut}",
            spaced(actor),
            c.first,
            c.of_first,
            c.second,
            c.of_second
        ),
        None => format!("{plain}: no change beyond chance {both} {cut}"),
    }
}

/// Points of one label as lines: joined only where one span follows the other and both hold enough; others stand alone.
fn joined(points: Vec<(&Moved, SeriesPoint)>, bins: &Bins, key: &str, symbol: Symbol) -> Vec<SeriesLine> {
    let mut runs: Vec<Vec<(&Moved, SeriesPoint)>> = Vec::new();
    for point in points {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| !last.1.open && !point.1.open && bins.follows(&last.0.bin, &point.0.bin)) => {
                run.push(point)
            }
            _ => runs.push(vec![point]),
        }
    }
    let line = |run: Vec<(&Moved, SeriesPoint)>| SeriesLine {
        label: String::new(),
        key: key.to_string(),
        symbol,
        join: if run.len() > 1 { Join::Line } else { Join::None },
        points: run.into_iter().map(|p| p.1).collect(),
    };
    runs.into_iter().map(line).collect()
}
