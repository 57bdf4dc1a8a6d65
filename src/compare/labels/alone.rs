//! Labels that one outlet alone uses for an actor in its own voice, with what the others do with the same label.

use super::super::finding::Finding;
use super::super::{plural, spaced, stats};
use super::{said, share::EVIDENCE};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Among more outlets than this, fewer uses than that are no finding.
const MANY: usize = 8;
const SLIPS: usize = 3;

/// A label of one outlet alone.
pub struct Alone {
    pub actor: String,
    pub group: String,
    pub outlet: String,
    pub texts: Vec<String>,
    /// Uses in the outlet's own voice, of its own-voice labels for the actor.
    pub n: usize,
    pub of: usize,
    /// Outlets with own-voice labels for the actor, this one too.
    pub outlets: usize,
    /// Uses in other voices of other outlets, and in how many of them.
    pub quoted_n: usize,
    pub quoted: Vec<String>,
    /// Own-voice uses of the label in other outlets for other actors.
    pub for_others: usize,
    /// Probability that all own-voice uses fall to one outlet if they were dealt at random.
    pub p: f64,
    pub evidence: Vec<String>,
}

/// Labels of one outlet alone, where at least two outlets label the actor in their own voice.
pub fn alone(labels: &Table) -> Vec<Alone> {
    let (outlets, actors, groups, voices) = (labels.text("outlet"), labels.text("actor"), labels.text("label_group"), labels.text("voice"));
    let (ids, texts) = (labels.text("label_id"), labels.text("text"));
    type Rows<'t, K> = BTreeMap<K, BTreeMap<&'t str, Vec<usize>>>;
    let mut own: Rows<(&str, &str)> = BTreeMap::new();
    let mut other: Rows<(&str, &str)> = BTreeMap::new();
    let mut by_actor: Rows<&str> = BTreeMap::new();
    let mut by_group: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for i in 0..labels.height() {
        if voices[i] == "narrator" {
            by_group.entry(groups[i]).or_default().push(i);
        }
        if actors[i] == "unresolved" {
            continue;
        }
        let key = (actors[i], groups[i]);
        if voices[i] == "narrator" {
            own.entry(key).or_default().entry(outlets[i]).or_default().push(i);
            by_actor.entry(actors[i]).or_default().entry(outlets[i]).or_default().push(i);
        } else {
            other.entry(key).or_default().entry(outlets[i]).or_default().push(i);
        }
    }
    let none = BTreeMap::new();
    let mut out = Vec::new();
    for ((actor, group), uses) in &own {
        let everywhere = &by_actor[actor];
        let (Some((outlet, rows)), 1) = (uses.iter().next(), uses.len()) else { continue };
        if everywhere.len() < 2 {
            continue;
        }
        let all: usize = everywhere.values().map(Vec::len).sum();
        let quoted = other.get(&(*actor, *group)).unwrap_or(&none);
        let elsewhere: Vec<(&&str, &Vec<usize>)> = quoted.iter().filter(|(o, _)| *o != outlet).collect();
        let id = |i: &usize| ids[*i].to_string();
        out.push(Alone {
            actor: actor.to_string(),
            group: group.to_string(),
            outlet: outlet.to_string(),
            texts: rows.iter().map(|i| texts[*i].to_string()).collect::<BTreeSet<_>>().into_iter().collect(),
            n: rows.len(),
            of: everywhere[outlet].len(),
            outlets: everywhere.len(),
            quoted_n: elsewhere.iter().map(|(_, rows)| rows.len()).sum(),
            quoted: elsewhere.iter().map(|(o, _)| o.to_string()).collect(),
            for_others: by_group[group].iter().filter(|i| outlets[**i] != *outlet && actors[**i] != *actor).count(),
            p: stats::at_least(rows.len(), everywhere[outlet].len(), rows.len(), all),
            evidence: rows.iter().map(id).collect(),
        });
    }
    out
}

/// labels_only_here: one row a label of one outlet alone.
pub fn listed(rows: &[Alone]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "the one outlet", |r: &Alone| (&r.outlet).into()),
        column("actor", Kind::Text, "", "who is meant", |r: &Alone| (&r.actor).into()),
        column("label_group", Kind::Text, "", "family of labels that no other outlet uses for the actor in its own voice", |r: &Alone| {
            (&r.group).into()
        }),
        column("texts", Kind::Text, "", "the words as they stand, joined by ;", |r: &Alone| r.texts.join("; ").into()),
        column("n", Kind::Int, "labels", "uses in the outlet's own voice", |r: &Alone| r.n.into()),
        column("of", Kind::Int, "labels", "own-voice labels for the actor in this outlet", |r: &Alone| r.of.into()),
        column("outlets", Kind::Int, "outlets", "outlets with own-voice labels for the actor, this one too", |r: &Alone| r.outlets.into()),
        column(
            "p",
            Kind::Float,
            "probability",
            "that all these uses fall to this outlet if labels were dealt at random (exact)",
            |r: &Alone| r.p.into(),
        ),
        column("quoted_n", Kind::Int, "labels", "uses for the actor in other outlets outside their own voice", |r: &Alone| {
            r.quoted_n.into()
        }),
        column("quoted_in", Kind::Text, "", "the outlets of those, joined by ;", |r: &Alone| r.quoted.join("; ").into()),
        column(
            "for_other_actors_n",
            Kind::Int,
            "labels",
            "own-voice uses of the label in other outlets for other actors, or for one that cannot be told",
            |r: &Alone| r.for_others.into(),
        ),
        column("evidence", Kind::Text, "", "ids of the rows of labels.csv, joined by ;", |r: &Alone| r.evidence.join("; ").into()),
    ];
    table("labels_only_here", "One row a label that one outlet alone uses for an actor in its own voice", columns, rows)
}

/// Labels of one outlet alone that a rule file watches, or that are too frequent for chance.
pub fn findings(frames: &Frames, rows: &[Alone]) -> Vec<Finding> {
    let watched = super::watched(frames);
    let unit = frames.unit();
    // A label that others quote is told by the comparison of voices.
    // Among many outlets a label that stands once or twice is a slip, no usage.
    let usage = |r: &&Alone| r.n >= SLIPS || r.outlets <= MANY;
    let rows = rows.iter().filter(|r| r.quoted_n == 0 && r.actor != "other").filter(usage);
    let told = rows.filter(|r| r.outlets > 2 && (watched.contains(&r.group) || r.n >= stats::FEW && r.p < 0.01));
    told.map(|r| {
        let quoted = "nor in quotations";
        let elsewhere = match r.for_others {
            0 => format!("no other {unit} uses it for anybody in its own voice, {quoted} for {}", spaced(&r.actor)),
            n => format!(
                "no other {unit} uses it for {} in its own voice {quoted}; for others, or nobody who can be told, {}",
                spaced(&r.actor),
                plural(n, "time")
            ),
        };
        Finding {
            report: "labels",
            kind: "only_here",
            outlets: vec![r.outlet.clone()],
            text: format!(
                "Only {} calls {} “{}” in its own voice ({} for it); {elsewhere}.",
                r.outlet,
                spaced(&r.actor),
                said::lower_first(r.texts.first().unwrap_or(&r.group)),
                said::of(r.n, r.of)
            ),
            // A single word of one outlet is a smaller difference than its rule.
            effect: 0.5 + 0.5 * r.n as f64 / r.of as f64,
            certainty: 1.0,
            evidence: r.evidence.iter().take(EVIDENCE).cloned().collect(),
            table: "labels_only_here".into(),
        }
    })
    .collect()
}
