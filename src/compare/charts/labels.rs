//! Label mix per outlet as 100 % bars, one chart an actor; and outlet × label as a heat map of rates.

use super::super::exhibit::{BarScale, Category, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::labels::Use;
use super::super::{Chart, ChartKind, body_words, grouped, plural, ranked, spaced, stats, tally};
use super::{Words, chart, list, top};
use crate::frame::Frames;
use crate::text::slug;
use std::collections::BTreeMap;

/// Actors that get a chart of their own, most labelled first.
const ACTORS: usize = 3;
/// Labels with a colour of their own; the rest is summed.
const LABELS: usize = 7;
const OTHER: &str = "other labels";

/// A stacked bar chart for each of the actors with most labels, and the heat map.
pub fn labels(frames: &Frames, uses: &[Use]) -> Vec<Chart> {
    let narrator: Vec<&Use> = uses.iter().filter(|u| u.voices == "narrator").collect();
    let mut actors: BTreeMap<String, usize> = BTreeMap::new();
    for u in narrator.iter().filter(|u| u.actor != "unresolved") {
        *actors.entry(u.actor.clone()).or_insert(0) += u.n;
    }
    // An actor of whom no outlet has enough labels makes no picture, unless it is the first.
    let enough = |actor: &str| narrator.iter().any(|u| u.actor == actor && u.of >= stats::FEW);
    let shown = ranked(&actors).into_iter().enumerate().filter(|(i, (actor, _))| *i == 0 || enough(actor)).take(ACTORS);
    let mut out: Vec<Chart> = shown.map(|(_, (actor, _))| mix(frames, &narrator, &actor)).collect();
    out.extend(heat(frames, &narrator));
    out
}

fn sums(uses: &[&Use]) -> Vec<(String, usize)> {
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for u in uses {
        *groups.entry(u.group.clone()).or_insert(0) += u.n;
    }
    ranked(&groups)
}

fn mix(frames: &Frames, narrator: &[&Use], actor: &str) -> Chart {
    let of: Vec<&Use> = narrator.iter().copied().filter(|u| u.actor == actor).collect();
    let (shown, rest) = top(sums(&of), LABELS);
    let mut keys: Vec<String> = shown.iter().map(|(g, _)| g.clone()).collect();
    let mut categories: Vec<Category> = keys.iter().map(|k| Category { key: k.clone(), label: k.clone() }).collect();
    if !rest.is_empty() {
        categories.push(Category { key: OTHER.into(), label: format!("{} other labels", rest.len()) });
    }
    let count = |outlet: &str, wanted: &dyn Fn(&str) -> bool| -> usize {
        of.iter().filter(|u| u.outlet == outlet && wanted(&u.group)).map(|u| u.n).sum()
    };
    let rows: Vec<StackedRow> = frames
        .outlets()
        .into_iter()
        .map(|outlet| {
            let mut values: Vec<f64> = shown.iter().map(|(g, _)| count(&outlet, &|x| x == g) as f64).collect();
            if !rest.is_empty() {
                values.push(count(&outlet, &|x| rest.iter().any(|r| r == x)) as f64);
            }
            StackedRow { n: count(&outlet, &|_| true) as u64, label: outlet, values }
        })
        .collect();
    let n: usize = of.iter().map(|u| u.n).sum();
    let outlets = rows.iter().filter(|r| r.n > 0).count();
    let finding = finding(actor, &rows, &categories);
    let alt = format!(
        "Stacked bars, one an outlet: shares of the labels for {} in the outlet's own voice. {finding}. {} in {}.",
        spaced(actor),
        plural(n, "label"),
        plural(outlets, "outlet")
    );
    keys.sort();
    chart(
        Words {
            name: format!("labels_{}", slug(actor)),
            title: finding,
            subtitle: format!("Share of each label among the labels for “{}”, in the outlet's own voice", spaced(actor)),
            n: format!("n = {} in {}", plural(n, "label"), plural(outlets, "outlet")),
            note: format!("Pale: fewer than {} labels, too few to say. Names and quoted or reported words are left out.", stats::FEW),
            alt,
            palette: keys,
        },
        ChartKind::StackedBars(StackedBars { categories, rows, scale: BarScale::Percent, min_n: stats::FEW as u64, unit: "labels".into() }),
    )
}

/// Which label leads where: what the bars show, in a sentence.
fn finding(actor: &str, rows: &[StackedRow], categories: &[Category]) -> String {
    let leader = |r: &StackedRow| -> Option<String> {
        let most = r.values.iter().copied().fold(0.0, f64::max);
        let leaders: Vec<usize> = (0..r.values.len()).filter(|i| r.values[*i] == most).collect();
        let one = leaders.len() == 1 && r.n >= stats::FEW as u64 && categories[leaders[0]].key != OTHER;
        one.then(|| categories[leaders[0]].key.clone())
    };
    let leads = ranked(&tally(rows.iter().filter_map(leader)));
    let enough = rows.iter().filter(|r| r.n >= stats::FEW as u64).count();
    if leads.is_empty() {
        return format!("No label for “{}” leads clearly in any outlet", spaced(actor));
    }
    if enough == 1 {
        return format!("For “{}”, the leading label is “{}” in the one outlet with enough to say", spaced(actor), leads[0].0);
    }
    let said: Vec<String> = leads.iter().map(|(g, n)| format!("“{g}” in {n}")).collect();
    format!("For “{}”, the leading label is {} of the {enough} outlets with enough to say", spaced(actor), list(&said))
}

fn heat(frames: &Frames, narrator: &[&Use]) -> Option<Chart> {
    let (columns, _) = top(sums(narrator), 14);
    let words = body_words(frames);
    let rows: Vec<HeatRow> = frames
        .outlets()
        .into_iter()
        .map(|outlet| {
            let cell = |group: &String| {
                let n: usize = narrator.iter().filter(|u| u.outlet == outlet && &u.group == group).map(|u| u.n).sum();
                let rate = stats::rate(n, words.get(&outlet).copied().unwrap_or(0)).map(|r| r.0);
                HeatCell { value: rate, text: rate.map_or(String::new(), |r| if n == 0 { "0".into() } else { format!("{r:.1}") }) }
            };
            HeatRow { cells: columns.iter().map(|(g, _)| cell(g)).collect(), label: outlet }
        })
        .collect();
    let n: usize = narrator.iter().map(|u| u.n).sum();
    let (first, count) = columns.first()?;
    let shown: usize = columns.iter().map(|c| c.1).sum();
    let title =
        format!("“{first}” is the most frequent label in the outlets' own voice: {} of {}", grouped(*count as f64), grouped(n as f64));
    Some(chart(
        Words {
            name: "labels_rates".into(),
            alt: format!("Heat map of outlets by labels, rates per 1,000 body words in the outlet's own voice. {title}."),
            title,
            subtitle: "Labels in the outlet's own voice, per 1,000 body words".into(),
            n: format!("n = {}", plural(shown, "label")),
            note: if shown < n {
                format!("The {} most frequent labels; labels_wide.csv has all {}.", columns.len(), grouped(n as f64))
            } else {
                String::new()
            },
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap { columns: columns.into_iter().map(|c| c.0).collect(), rows, unit: "per 1,000 words".into() }),
    ))
}
