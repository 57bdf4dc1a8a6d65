//! Labels that set an outlet apart: its share of a label among all labels for an actor, against the share in all other outlets.

use super::super::finding::Finding;
use super::super::{spaced, stats, tally};
use crate::frame::{Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Shares of the others from which a label that is missing here gets a row too.
const COMMON: f64 = 0.1;
/// A finding needs this difference of shares.
const LARGE: f64 = 0.25;
/// Evidence rows of a finding.
pub const EVIDENCE: usize = 8;

/// A label of an outlet for an actor, against the others.
pub struct Share {
    pub outlet: String,
    pub actor: String,
    pub group: String,
    pub voices: &'static str,
    pub n: usize,
    pub of: usize,
    pub rest_n: usize,
    pub rest_of: usize,
    /// Fisher's exact test, two-sided.
    pub p: Option<f64>,
    pub p_holm: Option<f64>,
    pub evidence: Vec<String>,
}

impl Share {
    fn share(&self) -> f64 {
        self.n as f64 / self.of as f64
    }

    fn rest(&self) -> f64 {
        self.rest_n as f64 / self.rest_of as f64
    }
}

/// All shares of labels for known actors, in order of actor, outlet and label.
pub fn shares(labels: &Table) -> Vec<Share> {
    let (outlets, actors, groups) = (labels.text("outlet"), labels.text("actor"), labels.text("label_group"));
    let (voices, ids) = (labels.text("voice"), labels.text("label_id"));
    let mut out = Vec::new();
    for set in ["narrator", "all"] {
        let mut by_actor: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let rows = (0..labels.height()).filter(|i| actors[*i] != "unresolved" && (set == "all" || voices[*i] == set));
        rows.for_each(|i| by_actor.entry(actors[i]).or_default().push(i));
        for (actor, rows) in by_actor {
            let by_outlet = tally(rows.iter().map(|i| outlets[*i]));
            let by_group = tally(rows.iter().map(|i| groups[*i]));
            let mut cells: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
            rows.iter().for_each(|i| cells.entry((outlets[*i], groups[*i])).or_default().push(*i));
            let all = rows.len();
            let first = out.len();
            for (outlet, of) in &by_outlet {
                for (group, total) in &by_group {
                    let here: &[usize] = cells.get(&(*outlet, *group)).map_or(&[], Vec::as_slice);
                    let (n, rest_of) = (here.len(), all - of);
                    let common = rest_of > 0 && (total - n) as f64 / rest_of as f64 >= COMMON;
                    if n == 0 && !common {
                        continue;
                    }
                    let tested = *of >= stats::FEW && rest_of >= stats::FEW;
                    out.push(Share {
                        outlet: outlet.to_string(),
                        actor: actor.to_string(),
                        group: group.to_string(),
                        voices: set,
                        n,
                        of: *of,
                        rest_n: total - n,
                        rest_of,
                        p: tested.then(|| stats::TwoByTwo::new(n, *of, total - n, rest_of).fisher()),
                        p_holm: None,
                        evidence: here.iter().map(|i| ids[*i].to_string()).collect(),
                    });
                }
            }
            correct(&mut out[first..]);
        }
    }
    out
}

fn correct(rows: &mut [Share]) {
    let tested: Vec<usize> = (0..rows.len()).filter(|i| rows[*i].p.is_some()).collect();
    let p: Vec<f64> = tested.iter().filter_map(|i| rows[*i].p).collect();
    tested.into_iter().zip(stats::holm(&p)).for_each(|(i, p)| rows[i].p_holm = Some(p));
}

/// labels_apart: one row a label of an outlet for an actor.
pub fn listed(rows: &[Share]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &Share| (&r.outlet).into()),
        column("actor", Kind::Text, "", "who is meant", |r: &Share| (&r.actor).into()),
        column("label_group", Kind::Text, "", "family of labels", |r: &Share| (&r.group).into()),
        column("voices", Kind::Text, "", "narrator (the outlet's own running text) or all (every voice)", |r: &Share| r.voices.into()),
        column("n", Kind::Int, "labels", "uses here", |r: &Share| r.n.into()),
        column("of", Kind::Int, "labels", "labels for the actor here", |r: &Share| r.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |r: &Share| r.share().into()),
        column("rest_n", Kind::Int, "labels", "uses in all other outlets", |r: &Share| r.rest_n.into()),
        column("rest_of", Kind::Int, "labels", "labels for the actor in all other outlets", |r: &Share| r.rest_of.into()),
        column("rest_share", Kind::Float, "share 0..1", "rest_n / rest_of; empty without labels there", |r: &Share| r.rest().into()),
        column("difference", Kind::Float, "-1..1", "share minus rest_share", |r: &Share| (r.share() - r.rest()).into()),
        column("p", Kind::Float, "probability", "Fisher's exact test, two-sided; empty where a side has too few", |r: &Share| r.p.into()),
        column("p_holm", Kind::Float, "probability", "p corrected after Holm over the labels of this actor and voice set", |r: &Share| {
            r.p_holm.into()
        }),
        column("too_few", Kind::Bool, "", format!("a side has fewer than {} labels", stats::FEW), |r: &Share| r.p.is_none().into()),
    ];
    table("labels_apart", "One row an outlet, actor, label and voice set: its share here and in all other outlets", columns, rows)
}

/// Labels that stand out: in the outlet's own voice, or in all voices where its own has too few.
pub fn findings(rows: &[Share], unit: &str) -> Vec<Finding> {
    let units = crate::compare::several(unit);
    let large = |r: &&Share| r.actor != "other" && r.share() - r.rest() >= LARGE && r.n > 1 && r.p_holm.is_some_and(|p| p < 0.05);
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut out = Vec::new();
    for set in ["narrator", "all"] {
        let mut found: Vec<&Share> = rows.iter().filter(|r| r.voices == set).filter(large).collect();
        found.sort_by(|a, b| (b.share() - b.rest()).total_cmp(&(a.share() - a.rest())));
        for r in found {
            // Of an outlet and actor the strongest label is enough: that one goes up means that others go down.
            if !told.insert((&r.outlet, &r.actor)) {
                continue;
            }
            let voice = if set == "narrator" { "own-voice labels" } else { "labels in all voices" };
            let all = if r.n == r.of { "all" } else { "" };
            let here = if all.is_empty() { format!("{} of its {}", r.n, r.of) } else { format!("all {} of its", r.of) };
            out.push(Finding {
                report: "labels",
                kind: "label_apart",
                outlets: vec![r.outlet.clone()],
                text: format!(
                    "{} uses “{}” in {here} {voice} for {}; all other {units} together in {} of {} ({}, Fisher's exact test after Holm).",
                    r.outlet,
                    r.group,
                    spaced(&r.actor),
                    r.rest_n,
                    r.rest_of,
                    crate::compare::chance(r.p_holm.unwrap_or(1.0))
                ),
                effect: r.share() - r.rest(),
                certainty: 1.0 - r.p_holm.unwrap_or(1.0),
                evidence: r.evidence.iter().take(EVIDENCE).cloned().collect(),
                table: "labels_apart".into(),
            });
        }
    }
    out
}
