//! Articles or outlets by dimension: the value in the cell, its rank among the others as the shade.

use super::super::exhibit::{HeatCell, HeatMap, HeatRow};
use super::super::profile::{Count, Dimension, Place};
use super::super::{Chart, ChartKind, Finding, body_words, percent, plural, several, spaced, stats};
use super::{Words, chart};
use crate::frame::Frames;

/// Rows that a picture holds; of more, those with most text are shown.
const ROWS: usize = 16;

/// The heat map, where at least three can be compared.
pub fn profile(frames: &Frames, dimensions: &[Dimension], places: &[Place], findings: &[Finding]) -> Vec<Chart> {
    let words = body_words(frames);
    let mut keys: Vec<(&str, &str)> = places.iter().map(|p| (p.outlet.as_str(), p.article.as_str())).collect();
    keys.dedup();
    let all = keys.len();
    if all < 3 {
        return Vec::new();
    }
    let weight = |key: &(&str, &str)| std::cmp::Reverse(words.get(key.0).copied().unwrap_or(0));
    if all > ROWS {
        keys.sort_by_key(weight);
        keys.truncate(ROWS);
        keys.sort();
    }
    let shown: Vec<&Dimension> = dimensions.iter().filter(|d| places.iter().any(|p| p.dimension == d.name && p.here.n > 0)).collect();
    let place = |d: &Dimension, (outlet, article): &(&str, &str)| {
        places.iter().find(|p| p.outlet == *outlet && p.article == *article && p.dimension == d.name)
    };
    let row = |key: &(&str, &str)| HeatRow { label: key.0.to_string(), cells: shown.iter().map(|d| cell(place(d, key))).collect() };
    let rows: Vec<HeatRow> = keys.iter().map(row).collect();
    let starred = rows.iter().flat_map(|r| &r.cells).any(|c| c.text.ends_with('*'));
    let few = if starred { format!(" * fewer than {} cases.", stats::FEW) } else { String::new() };
    let unit = frames.unit();
    let units = several(unit);
    let strongest = findings.iter().max_by(|a, b| a.weight().total_cmp(&b.weight()));
    let told = strongest.map(|f| f.text.split(" (exact test").next().unwrap_or_default().to_string());
    let left = if all > ROWS { format!(" The {ROWS} with most text of {all} are shown.") } else { String::new() };
    let words = Words {
        name: "profile".into(),
        title: told.unwrap_or_else(|| format!("No {unit} stands clearly apart from all the others")),
        subtitle: format!(
            "Shade: share of the other {units} that lie lower, ties half. In the cell: the share, or the number per 1,000 body words"
        ),
        n: format!("n = {}", plural(frames.features.height(), "article")),
        note: format!(
            "Others with the same value count half; neither end is better. Each dimension has its own cases: profile.csv.{few}{left}"
        ),
        alt: format!(
            "Heat map of {} {units} by {} dimensions; each cell gives the value and is shaded by its rank among the others.",
            keys.len(),
            shown.len()
        ),
        palette: Vec::new(),
    };
    let columns = shown.iter().map(|d| spaced(d.name)).collect();
    vec![chart(
        words,
        ChartKind::HeatMap(HeatMap {
            columns,
            rows,
            unit: "share of the others that lie lower, ties half".into(),
            missing: "too few or none".into(),
        }),
    )]
}

fn cell(place: Option<&Place>) -> HeatCell {
    let Some(place) = place else { return HeatCell::default() };
    let few = if place.here.too_few(&place.rest) { "*" } else { "" };
    let text = place.here.value().map(|x| format!("{}{few}", said(&place.here, x)));
    HeatCell { value: place.rank, text: text.unwrap_or_default() }
}

fn said(count: &Count, x: f64) -> String {
    if count.is_share() { percent(x) } else { format!("{x:.1}") }
}
