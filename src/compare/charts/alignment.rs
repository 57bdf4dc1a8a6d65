//! Who shares text with whom as a heat map; who calls whom differently as a table of words.

use super::super::alignment::tables::Substitution;
use super::super::alignment::wire::Shared;
use super::super::exhibit::{Category, HeatCell, HeatMap, HeatRow, Mark, TextCell, TextTable};
use super::super::{Chart, ChartKind, percent, plural, spaced};
use super::{Words, chart, colours};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Outlets shown: those that share most.
const OUTLETS: usize = 20;
/// Substitutions shown.
const ROWS: usize = 12;

/// The charts that have something to say.
pub fn alignment(frames: &Frames, shared: &[Shared], substitutions: &[Substitution], pairs: (usize, usize)) -> Vec<Chart> {
    let (copies, facts) = pairs;
    matrix(frames, shared, copies, facts).into_iter().chain(words(frames, substitutions, copies + facts)).collect()
}

fn matrix(frames: &Frames, shared: &[Shared], copies: usize, facts: usize) -> Option<Chart> {
    let mut sums: BTreeMap<&str, usize> = BTreeMap::new();
    shared.iter().for_each(|s| *sums.entry(&s.outlet).or_insert(0) += s.words);
    let mut outlets: Vec<&str> = sums.keys().copied().collect();
    outlets.sort_by(|a, b| sums[b].cmp(&sums[a]).then(a.cmp(b)));
    let hidden = outlets.len().saturating_sub(OUTLETS);
    outlets.truncate(OUTLETS);
    outlets.sort();
    // Of those in the picture.
    let shown = |s: &&Shared| s.words > 0 && outlets.contains(&s.outlet.as_str()) && outlets.contains(&s.other.as_str());
    let most = shared.iter().filter(shown).max_by(|a, b| share(a).total_cmp(&share(b)).then(b.outlet.cmp(&a.outlet)))?;
    let of: BTreeMap<(&str, &str), &Shared> = shared.iter().map(|s| ((s.outlet.as_str(), s.other.as_str()), s)).collect();
    let cell = |a: &str, b: &str| match of.get(&(a, b)).filter(|s| s.of > 0) {
        Some(s) => {
            HeatCell { value: Some(100.0 * share(s)), text: if s.words == 0 { "0".into() } else { format!("{:.1}", 100.0 * share(s)) } }
        }
        None => HeatCell { value: None, text: if a == b { String::new() } else { "–".into() } },
    };
    let rows = outlets.iter().map(|a| HeatRow { label: a.to_string(), cells: outlets.iter().map(|b| cell(a, b)).collect() }).collect();
    let title = format!("{} of {}’s running text stands as near copies in {}", percent(share(most)), most.outlet, most.other);
    let rest = if hidden > 0 {
        format!(" {} that share least are left out; similarity.csv has all.", plural(hidden, frames.unit()))
    } else {
        String::new()
    };
    Some(chart(
        Words {
            name: "wire_similarity_matrix".into(),
            alt: format!(
                "Heat map, rows and columns are {}: share of the row’s running text that stands as near copies in the column. {title}.",
                frames.units()
            ),
            title,
            subtitle: format!(
                "Share of the row’s running text (words) that also stands in the column’s {}, at least half of it alike and in order",
                frames.unit()
            ),
            n: format!("n = {}; {} restate the same fact in other words", plural(copies, "near copy"), plural(facts, "other pair")),
            note: format!(
                "Near copies: sentences with at least half of their content in common; their labels may differ. Who copied whom is not said.{rest}"
            ),
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap {
            columns: outlets.iter().map(ToString::to_string).collect(),
            rows,
            unit: "% of words".into(),
            missing: format!("the same {}", frames.unit()),
        }),
    ))
}

fn share(s: &Shared) -> f64 {
    if s.of == 0 { 0.0 } else { s.words as f64 / s.of as f64 }
}

fn words(frames: &Frames, all: &[Substitution], pairs: usize) -> Option<Chart> {
    let labels: Vec<&Substitution> = all.iter().filter(|s| s.kind == "label").collect();
    let first = labels.first()?;
    let mut keys: Vec<String> = labels.iter().take(ROWS).map(|s| s.actor.clone()).collect();
    keys.sort();
    keys.dedup();
    let plain = |text: String| TextCell { text, marks: Vec::new() };
    let said = |outlet: &str, label: &str, actor: &str| {
        let start = outlet.chars().count() + 2;
        let text = format!("{outlet}: {label}");
        let end = text.chars().count();
        TextCell { text, marks: vec![Mark { start, end, key: actor.to_string() }] }
    };
    let row = |s: &&Substitution| {
        vec![
            plain(spaced(&s.actor)),
            said(&s.outlets[0], &s.labels[0], &s.actor),
            said(&s.outlets[1], &s.labels[1], &s.actor),
            plain(format!("{} of {}", s.pairs.len(), s.of)),
        ]
    };
    let [a, b] = &first.outlets;
    let title = format!(
        "For {}, {a} says “{}” and {b} “{}” in {} of {} pairs of sentences that restate the same thing",
        spaced(&first.actor),
        first.labels[0],
        first.labels[1],
        first.pairs.len(),
        first.of,
    );
    let more = if labels.len() > ROWS { " label_substitutions.csv has the others.".into() } else { String::new() };
    Some(chart(
        Words {
            name: "label_substitutions".into(),
            alt: format!(
                "Table, one row an actor and two {}: what each calls the actor in sentences that restate the same thing. {title}.",
                frames.units()
            ),
            title,
            subtitle: format!("What two {} call the same actor in sentences that restate the same thing", frames.units()),
            n: format!("n = {}", plural(pairs, "aligned pair")),
            note: format!(
                "“1 of 3”: pairs in which each uses its word, of the pairs in which both mention the actor; a pair with several words stands in \
                 several rows. All voices.{more}"
            ),
            palette: colours::actors(frames),
        },
        ChartKind::TextTable(TextTable {
            columns: ["Actor", "One says", "The other says"].into_iter().chain(["Pairs"]).map(String::from).collect(),
            rows: labels.iter().take(ROWS).map(row).collect(),
            marks: keys.into_iter().map(|k| Category { label: spaced(&k), key: k }).collect(),
        }),
    ))
}
