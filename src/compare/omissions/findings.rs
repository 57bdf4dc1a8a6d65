//! What is lacking and what only one has, in sentences.

use super::super::finding::Finding;
use super::super::{list, plural, spaced};
use super::items::{Coverage, Item};
use super::tables::{chance_elsewhere, evidence};
use super::{Omission, Status};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Findings of each kind of item; and items named in one sentence.
const PER_KIND: usize = 12;
const NAMED: usize = 4;

pub fn findings(frames: &Frames, omitted: &[Omission], only: &[&Item], coverage: &Coverage) -> Vec<Finding> {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let lacking = omitted.iter().filter(|o| o.status.lacks()).filter(|o| {
        let n = met.entry(o.item.kind).or_insert(0);
        *n += 1;
        *n <= PER_KIND
    });
    let mut out: Vec<Finding> = lacking.map(|o| lacks(frames.unit(), o)).collect();
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

fn lacks(unit: &str, o: &Omission) -> Finding {
    let item = &o.item.name;
    let what = match o.item.kind {
        "figure" => format!("gives no figure of the kind “{}”", spaced(item)),
        "source" => format!("does not quote {item}"),
        "source_type" => format!("quotes nobody of the kind “{}”", spaced(item)),
        "actor" => format!("neither names nor describes {item}"),
        "name" => format!("does not name {item}"),
        "label" => format!("does not use {item}, in any voice"),
        "theme" => format!("has no sentence on the theme “{item}”"),
        _ => format!("has no sentence that restates “{item}”"),
    };
    let have = if o.with == o.others {
        format!("all {} other {unit}s have it", o.others)
    } else {
        format!("{} of the {} other {unit}s have it", o.with, o.others)
    };
    let length = o.expected.map_or(String::new(), |e| {
        format!(" At their rate, its {} would hold {e:.1} of their {}.", plural(o.body_words, "body word"), plural(o.item.n(), "mention"))
    });
    let time = if o.status == Status::AbsentUndated { " The dates do not tell whether it came out before them." } else { "" };
    Finding {
        report: "omissions",
        kind: kind(o.item),
        outlets: vec![o.outlet.to_string()],
        text: format!("{} {what}; {have}.{length}{time}", o.outlet),
        effect: o.with as f64 / o.others as f64,
        certainty: 1.0 - o.chance().unwrap_or(1.0),
        evidence: evidence(o.item),
        table: "omissions".into(),
    }
}

/// What one outlet alone has, a sentence a kind of item: named actors, figures and themes. Sources are told in their own report.
fn alone(frames: &Frames, only: &[&Item], coverage: &Coverage) -> Vec<Finding> {
    let mut totals: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut groups: BTreeMap<(&'static str, &str), Vec<&Item>> = BTreeMap::new();
    for item in only {
        let Some(outlet) = item.outlets.keys().next() else { continue };
        *totals.entry((item.kind, outlet)).or_insert(0) += item.n();
        if matches!(item.kind, "figure" | "actor" | "name" | "theme") {
            groups.entry((item.kind, outlet)).or_default().push(item);
        }
    }
    let one = |((kind, outlet), mut items): ((&'static str, &str), Vec<&Item>)| {
        items.sort_by(|a, b| b.n().cmp(&a.n()).then_with(|| a.name.cmp(&b.name)));
        let n: usize = items.iter().map(|i| i.n()).sum();
        let of = mentions(frames, kind, outlet).max(n);
        let said = |i: &&Item| match kind {
            "figure" | "theme" => format!("“{}” ({})", spaced(&i.name), i.n()),
            _ => format!("{} ({})", i.name, i.n()),
        };
        let named: Vec<String> = items.iter().take(NAMED).map(|i| said(&i)).collect();
        let more = if items.len() > NAMED { format!(", and {} more", items.len() - NAMED) } else { String::new() };
        let verb = match kind {
            "figure" => "gives figures of the kinds",
            "theme" => "has sentences on",
            "actor" => "names or describes",
            _ => "names",
        };
        let chance: f64 = items.iter().filter_map(|i| chance_elsewhere(i, coverage)).fold(1.0, f64::min);
        Finding {
            report: "omissions",
            kind: match kind {
                "figure" => "only_figure",
                "theme" => "only_theme",
                _ => "only_actor",
            },
            outlets: vec![outlet.to_string()],
            text: format!(
                "Only {outlet} {verb} {}{more}; the other {} {}s with an article on it do not.",
                list(&named),
                coverage.others(items[0], outlet),
                frames.unit()
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
        _ => {
            let kinds = frames.labels.text("kind");
            count(&frames.labels, &|i| kinds[i] == "name")
        }
    }
}
