//! Omission matrix: items by outlets, a tick where the outlet has it.

use super::super::exhibit::{HeatCell, HeatMap, HeatRow};
use super::super::omissions::{Coverage, Item, Omission, Status, lacking as says};
use super::super::{Chart, ChartKind, list, plural, spaced};
use super::{Words, chart};
use std::collections::BTreeMap;

/// Items and outlets that are shown: the most telling.
const ITEMS: usize = 20;
const OUTLETS: usize = 22;
/// Items of one kind, so that the kinds stand beside each other.
const PER_KIND: usize = 5;
/// Characters of an item's name, and of the sentence of a fact.
const NAME: usize = 60;
const FACT: usize = 32;
/// Outlets that a title names.
const NAMED: usize = 3;

/// The chart, or why there is none.
pub fn omissions(unit: &str, items: &[Item], omitted: &[Omission], coverage: &Coverage) -> (Vec<Chart>, Option<String>) {
    let units = crate::compare::several(unit);
    let shown = telling(items, omitted);
    if coverage.outlets.len() < 2 || shown.is_empty() {
        return (Vec::new(), Some(format!("No chart: there is nothing that at least two {units} have and another lacks.")));
    }
    let mut lacking: BTreeMap<&str, f64> = BTreeMap::new();
    omitted.iter().filter(|o| o.status.lacks()).for_each(|o| *lacking.entry(o.outlet).or_insert(0.0) += o.weight());
    let mut columns: Vec<&String> = coverage.outlets.iter().collect();
    let weight = |o: &str| lacking.get(o).copied().unwrap_or(0.0);
    columns.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.cmp(b)));
    columns.truncate(OUTLETS);
    columns.sort();
    let rows: Vec<HeatRow> = shown
        .iter()
        .map(|item| HeatRow { label: label(item), cells: columns.iter().map(|o| cell(coverage.status(item, o))).collect() })
        .collect();
    let mut note = vec![
        "Lacks it: the program found none. Themes are found by words. A short article lacks more. omissions.csv has all, with evidence."
            .to_string(),
    ];
    if rows.iter().flat_map(|r| &r.cells).any(|c| c.value.is_none()) {
        note.insert(0, "No article then: none at all, or all published before the first report.".into());
    }
    if coverage.outlets.len() > columns.len() {
        note.push(format!("The {} {units} that lack most, of {}.", columns.len(), coverage.outlets.len()));
    }
    let title = title(unit, omitted, &shown);
    let words = Words {
        name: "omissions_matrix".into(),
        alt: format!("Heat map of items by {units} with a tick where the {unit} has the item. {title}."),
        title,
        subtitle: format!(
            "What at least two {units} have and others lack: the most telling, at most {PER_KIND} of a kind first, by how many have them"
        ),
        n: format!("n = {} items of {}", rows.len(), items.iter().filter(|i| i.outlets.len() > 1).count()),
        note: note.join(" "),
        palette: Vec::new(),
    };
    let kind = HeatMap {
        columns: columns.into_iter().cloned().collect(),
        rows,
        unit: "has it|lacks it".into(),
        missing: "no article then".into(),
    };
    (vec![chart(words, ChartKind::HeatMap(kind))], None)
}

/// The items whose absence weighs most, a few a kind, in order of how many have them.
fn telling<'i>(items: &'i [Item], omitted: &[Omission]) -> Vec<&'i Item> {
    let mut weights: BTreeMap<(&str, &str, &str), f64> = BTreeMap::new();
    // By the most telling omission of an item, as in findings: what all but one have weighs most.
    for o in omitted.iter().filter(|o| o.status.lacks()) {
        let weight = weights.entry((o.item.kind, &o.item.name, &o.item.event)).or_insert(0.0);
        *weight = weight.max(o.weight());
    }
    let weight = |i: &Item| weights.get(&(i.kind, i.name.as_str(), i.event.as_str())).copied().unwrap_or(0.0);
    let mut order: Vec<&Item> = items.iter().filter(|i| weight(i) > 0.0).collect();
    order.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name))));
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut few = |i: &Item| {
        let n = met.entry(i.kind).or_insert(0);
        *n += 1;
        *n <= PER_KIND
    };
    // A few a kind first; the rest fills the room that is left.
    let (mut out, rest): (Vec<&Item>, Vec<&Item>) = order.into_iter().partition(|i| few(i));
    out.truncate(ITEMS);
    let room = ITEMS - out.len();
    out.extend(rest.into_iter().take(room));
    out.sort_by(|a, b| b.outlets.len().cmp(&a.outlets.len()).then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name))));
    out
}

fn label(item: &Item) -> String {
    let name = if item.kind == "figure" || item.kind == "source_type" { spaced(&item.name) } else { item.name.clone() };
    let short = |most: usize| -> String {
        if name.chars().count() > most { name.chars().take(most).collect::<String>().trim_end().to_string() + "…" } else { name.clone() }
    };
    match item.kind {
        "source_type" => format!("quoted: {name}"),
        // Its quotation marks say that it is a label.
        "label" => name,
        "fact" => format!("fact: {}", short(FACT)),
        kind => format!("{kind}: {}", short(NAME)),
    }
}

fn cell(status: Status) -> HeatCell {
    match status {
        Status::Present => HeatCell { value: Some(1.0), text: "✓".into() },
        Status::Absent | Status::AbsentUndated => HeatCell { value: Some(0.0), text: "–".into() },
        Status::PublishedBefore => HeatCell { value: None, text: "before".into() },
        Status::NoArticle => HeatCell { value: None, text: "none".into() },
    }
}

/// Who lacks what, by the most telling omission.
fn title(unit: &str, omitted: &[Omission], shown: &[&Item]) -> String {
    let units = crate::compare::several(unit);
    let in_picture = |o: &&Omission| shown.iter().any(|i| i.kind == o.item.kind && i.name == o.item.name);
    let told = omitted.iter().filter(in_picture).find(|o| o.status.lacks() && o.item.kind != "fact");
    let Some(o) = told.or(omitted.first()) else {
        return format!("Nothing that most {units} have is lacking in another");
    };
    let same = |p: &&Omission| p.status.lacks() && (p.item.kind, &p.item.name, &p.item.event) == (o.item.kind, &o.item.name, &o.item.event);
    let mut lacking: Vec<String> = omitted.iter().filter(same).map(|p| p.outlet.to_string()).collect();
    lacking.sort();
    let lacks = says(o.item, lacking.len() == 1);
    let who = if lacking.len() > NAMED { plural(lacking.len(), unit) } else { list(&lacking) };
    format!("{who} {lacks}; {} of {} do", o.with, plural(o.others + 1, unit))
}
