//! What is lacking and what only one has, in sentences.

use super::super::finding::Finding;
use super::super::{list, plural, spaced};
use super::items::{Coverage, Item};
use super::tables::{chance_elsewhere, evidence};
use super::{Omission, Status};
use crate::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// Findings of each kind of item; items, and outlets, named in one sentence.
const PER_KIND: usize = 10;
const NAMED: usize = 4;
const OUTLETS: usize = 5;
/// Where so few mentions are expected that none is no surprise, nothing is said.
const LEAST: f64 = 0.5;

pub fn findings(frames: &Frames, omitted: &[Omission], only: &[&Item], coverage: &Coverage) -> Vec<Finding> {
    let mut order: Vec<(&str, &str, &str)> = Vec::new();
    let mut items: BTreeMap<(&str, &str, &str), Vec<&Omission>> = BTreeMap::new();
    for o in omitted.iter().filter(|o| o.status.lacks()) {
        let key = (o.item.kind, o.item.name.as_str(), o.item.event.as_str());
        let lacking = items.entry(key).or_default();
        if lacking.is_empty() {
            order.push(key);
        }
        lacking.push(o);
    }
    let mut out: Vec<Finding> = order.iter().filter_map(|key| lacks(frames.unit(), &items[key], coverage)).collect();
    out.retain(|f| f.certainty >= LEAST);
    out.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| a.text.cmp(&b.text)));
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    out.retain(|f| {
        let n = met.entry(f.kind).or_insert(0);
        *n += 1;
        *n <= PER_KIND
    });
    out.extend(alone(frames, only, coverage));
    out
}

/// The kinds of findings: one a kind of item, so that no kind crowds the others out.
fn kind(item: &Item) -> &'static str {
    match item.kind {
        "figure" => "lacks_figure",
        "source" | "source_type" => "lacks_source",
        "actor" | "name" => "lacks_actor",
        "label" => "lacks_label",
        "theme" => "lacks_theme",
        _ => "lacks_fact",
    }
}

/// Some names, and how many more.
fn some(names: &[String], unit: &str) -> String {
    let units = crate::compare::several(unit);
    if names.len() <= OUTLETS {
        return list(names);
    }
    format!("{} and {} more {units}", names[..OUTLETS - 1].join(", "), names.len() + 1 - OUTLETS)
}

/// An item and all outlets that lack it; none where their length alone may be why.
fn lacks(unit: &str, omissions: &[&Omission], coverage: &Coverage) -> Option<Finding> {
    let units = crate::compare::several(unit);
    let item = omissions.first()?.item;
    let mut outlets: Vec<String> = omissions.iter().map(|o| o.outlet.to_string()).collect();
    outlets.sort();
    let words: usize = outlets.iter().map(|o| coverage.words(item, o)).sum();
    let theirs: usize = item.outlets.keys().map(|o| coverage.words(item, o)).sum();
    let expected = if theirs > 0 { item.n() as f64 / theirs as f64 * words as f64 } else { 0.0 };
    let certainty = 1.0 - (-expected).exp();
    if certainty < LEAST {
        return None;
    }
    let one = outlets.len() == 1;
    let has = if item.outlets.len() == 1 { "does" } else { "do" };
    let what = lacking(item, one);
    let with: Vec<String> = item.outlets.iter().map(|(o, ids)| format!("{o} ({})", ids.len())).collect();
    let all = omissions[0].others + 1 == item.outlets.len() + outlets.len();
    let who = if all && with.len() > 2 {
        format!("the other {} {units} {has} ({})", with.len(), plural(item.n(), "mention"))
    } else {
        format!("{} {has}", some(&with, unit))
    };
    let length = format!(
        " At the rate of those that {has}, {} would hold {expected:.1}.",
        if one { format!("its {}", plural(words, "body word")) } else { format!("their {}", plural(words, "body word")) }
    );
    let undated = omissions.iter().any(|o| o.status == Status::AbsentUndated);
    let time = if undated { " Dates do not tell who could have known of it." } else { "" };
    Some(Finding {
        report: "omissions",
        kind: kind(item),
        text: format!("{} {what}; {who}.{length}{time}", some(&outlets, unit)),
        effect: omissions.iter().map(|o| o.with as f64 / o.others as f64).fold(0.0, f64::max),
        certainty,
        evidence: evidence(item),
        table: "omissions".into(),
        outlets,
    })
}

/// What is said of one outlet or several that lack an item: "does not quote anybody of the kind military".
pub fn lacking(item: &Item, one: bool) -> String {
    let name = &item.name;
    let has_not = if one { "does not" } else { "do not" };
    match item.kind {
        "figure" => format!("{has_not} give a figure of the kind {}", spaced(name)),
        "source" => format!("{has_not} quote {name}"),
        "source_type" => format!("{has_not} quote anybody of the kind {}", spaced(name)),
        "actor" => format!("{has_not} name or describe {}", spaced(name)),
        "name" => format!("{has_not} name {}", spaced(name)),
        "label" => format!("{has_not} use {name}, in any voice"),
        "theme" => format!("{} no sentence that matches the theme {name}", if one { "has" } else { "have" }),
        _ => format!("{has_not} have a sentence aligned with “{name}”"),
    }
}

/// What one outlet alone has, a sentence a kind of item: named actors, figures and themes. Sources are told in their own report.
fn alone(frames: &Frames, only: &[&Item], coverage: &Coverage) -> Vec<Finding> {
    let mut groups: BTreeMap<(&'static str, &str), Vec<&Item>> = BTreeMap::new();
    for item in only {
        let Some(outlet) = item.outlets.keys().next() else { continue };
        if !matches!(item.kind, "source" | "source_type" | "label") {
            groups.entry((item.kind, outlet)).or_default().push(item);
        }
    }
    let one = |((kind, outlet), mut items): ((&'static str, &str), Vec<&Item>)| {
        items.sort_by(|a, b| b.n().cmp(&a.n()).then_with(|| a.name.cmp(&b.name)));
        let n: usize = items.iter().map(|i| i.n()).sum();
        let of = mentions(frames, kind, outlet).max(n);
        let said = |i: &&Item| match kind {
            "figure" | "theme" => format!("{} ({})", spaced(&i.name), i.n()),
            _ => format!("{} ({})", i.name, i.n()),
        };
        let named: Vec<String> = items.iter().take(NAMED).map(said).collect();
        let more = if items.len() > NAMED { format!(", and {} more", items.len() - NAMED) } else { String::new() };
        let verb = match kind {
            "figure" => "gives figures of the kinds",
            "theme" => "has sentences that match the theme",
            "actor" => "names or describes",
            _ => "names",
        };
        // The least chance of several items is held against their number (Bonferroni).
        let chance = items.iter().filter_map(|i| chance_elsewhere(i, coverage)).fold(1.0, f64::min);
        let chance = (chance * items.len() as f64).min(1.0);
        let events = items.iter().map(|i| &i.event).collect::<BTreeSet<_>>().len();
        Finding {
            report: "omissions",
            kind: match kind {
                "figure" => "only_figure",
                "theme" => "only_theme",
                _ => "only_actor",
            },
            outlets: vec![outlet.to_string()],
            text: format!(
                "Only {outlet} {verb} {}{more}; the other {} {} with an article on {} do not.",
                list(&named),
                coverage.others_of_any(&items, outlet),
                frames.units(),
                if events == 1 { "it" } else { "the same events" }
            ),
            effect: n as f64 / of as f64,
            certainty: 1.0 - chance,
            evidence: items.iter().take(NAMED).flat_map(|i| evidence(i).into_iter().take(3)).collect(),
            table: "only_here".into(),
        }
    };
    groups.into_iter().map(one).collect()
}

/// Rows of a kind in one outlet: what its own items are a share of.
fn mentions(frames: &Frames, kind: &str, outlet: &str) -> usize {
    let count = |t: &crate::frame::Table, is: &dyn Fn(usize) -> bool| {
        t.text("outlet").iter().enumerate().filter(|(i, o)| **o == outlet && is(*i)).count()
    };
    match kind {
        "figure" => {
            let classes = frames.figures.text("class");
            count(&frames.figures, &|i| classes[i] == "claim")
        }
        "theme" => count(&frames.themes, &|_| true),
        "actor" => count(&super::super::listed_first(frames), &|_| true),
        _ => {
            let kinds = frames.labels.text("kind");
            count(&frames.labels, &|i| kinds[i] == "name")
        }
    }
}
