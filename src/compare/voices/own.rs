//! Who says a label: for each actor and label, the outlets that say it themselves, those that only quote it, and those that never do.

use super::super::finding::Finding;
use super::super::labels::{said, watched};
use super::super::{counted, plural, spaced, tally};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many outlets, those without the label get a row too.
const LISTED: usize = 12;
const EVIDENCE: usize = 8;
/// Own uses from which a label that no rule file watches is told of.
const OFTEN: usize = 3;

/// A label for an actor in an outlet.
#[derive(Default)]
pub struct Said {
    pub actor: String,
    pub group: String,
    pub outlet: String,
    /// Ids of rows in running text, in headlines, captions and tags, in reported speech, and inside marks.
    pub narrator: Vec<String>,
    pub display: Vec<String>,
    pub reported: Vec<String>,
    pub quoted: Vec<String>,
    /// Labels for the actor in the outlet, of any kind.
    pub of: usize,
}

impl Said {
    fn n(&self) -> usize {
        self.narrator.len() + self.display.len() + self.reported.len() + self.quoted.len()
    }

    fn own(&self) -> bool {
        !self.narrator.is_empty() || !self.display.is_empty()
    }

    fn how(&self) -> &'static str {
        match () {
            () if self.own() => "own voice",
            () if self.n() > 0 => "only quoted",
            () if self.of > 0 => "never",
            () => "actor not labelled",
        }
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        self.narrator.iter().chain(&self.display).chain(&self.quoted).chain(&self.reported)
    }
}

/// Every label for a known actor, by outlet.
pub fn said_by(frames: &Frames) -> Vec<Said> {
    let t = counted(frames, false);
    let (outlets, actors, groups, voices, ids) =
        (t.text("outlet"), t.text("actor"), t.text("label_group"), t.text("voice"), t.text("label_id"));
    let mut rows: BTreeMap<(&str, &str), BTreeMap<&str, Said>> = BTreeMap::new();
    let mut of: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| actors[*i] != "unresolved") {
        *of.entry((actors[i], outlets[i])).or_insert(0) += 1;
        let said = rows.entry((actors[i], groups[i])).or_default().entry(outlets[i]).or_default();
        let list = match voices[i] {
            "narrator" => &mut said.narrator,
            "attributed_indirect" => &mut said.reported,
            "direct_quote" | "scare_quote" => &mut said.quoted,
            _ => &mut said.display,
        };
        list.push(ids[i].to_string());
    }
    let all = frames.outlets();
    let mut out = Vec::new();
    for ((actor, group), mut by_outlet) in rows {
        for outlet in &all {
            let found = by_outlet.remove(outlet.as_str());
            if found.is_none() && all.len() > LISTED {
                continue;
            }
            let of = of.get(&(actor, outlet.as_str())).copied().unwrap_or(0);
            out.push(Said { actor: actor.into(), group: group.into(), outlet: outlet.clone(), of, ..found.unwrap_or_default() });
        }
    }
    out
}

/// label_voices: one row an actor, label and outlet.
pub fn listed(rows: &[Said]) -> Table {
    let columns = vec![
        column("actor", Kind::Text, "", "who is meant", |s: &Said| (&s.actor).into()),
        column("label_group", Kind::Text, "", "what the actor is called", |s: &Said| (&s.group).into()),
        column("outlet", Kind::Text, "", "who published", |s: &Said| (&s.outlet).into()),
        column("how", Kind::Text, "", "own voice, only quoted, never, or actor not labelled", |s: &Said| s.how().into()),
        column("narrator", Kind::Int, "mentions", "in running text outside quotes", |s: &Said| s.narrator.len().into()),
        column("headline_caption", Kind::Int, "mentions", "in headlines, sub-headings, captions, tags", |s: &Said| s.display.len().into()),
        column("reported", Kind::Int, "mentions", "in reported speech without marks", |s: &Said| s.reported.len().into()),
        column("quoted", Kind::Int, "mentions", "inside quotation marks", |s: &Said| s.quoted.len().into()),
        column("of", Kind::Int, "mentions", "all labels for the actor in this outlet", |s: &Said| s.of.into()),
        column("evidence", Kind::Text, "", "ids of the rows of labels.csv, joined by ;", |s: &Said| {
            s.ids().cloned().collect::<Vec<_>>().join("; ").into()
        }),
    ];
    table("label_voices", "One row an actor, label and outlet: whether the outlet says it itself", columns, rows)
}

/// Labels that some outlets say themselves and others only quote.
pub fn findings(frames: &Frames, rows: &[Said]) -> Vec<Finding> {
    let (watched, unit) = (watched(frames), frames.unit());
    let mut groups: BTreeMap<(&str, &str), Vec<&Said>> = BTreeMap::new();
    rows.iter().for_each(|s| groups.entry((&s.actor, &s.group)).or_default().push(s));
    let t = counted(frames, false);
    let pairs: BTreeSet<(&str, &str)> = t.text("actor").into_iter().zip(t.text("outlet")).collect();
    let labelled = tally(pairs.into_iter().map(|(actor, _)| actor));
    let one = |((actor, group), said): ((&str, &str), Vec<&Said>)| {
        let own: Vec<&&Said> = said.iter().filter(|s| s.own()).collect();
        let only: Vec<&&Said> = said.iter().filter(|s| !s.own() && s.n() > 0).collect();
        let often = own.len() == 1 && only.len() > 1 && own.iter().map(|s| s.narrator.len() + s.display.len()).sum::<usize>() >= OFTEN;
        if own.is_empty() || only.is_empty() || actor == "other" || !watched.contains(group) && !often {
            return None;
        }
        let names = |list: &[&&Said]| said::names(&list.iter().map(|s| s.outlet.clone()).collect::<Vec<_>>(), unit);
        let own_n: usize = own.iter().map(|s| s.narrator.len() + s.display.len()).sum();
        let only_n: usize = only.iter().map(|s| s.n()).sum();
        let never = labelled.get(actor).copied().unwrap_or(0).saturating_sub(own.len() + only.len());
        let silent: Vec<String> = said.iter().filter(|s| s.n() == 0 && s.of > 0).map(|s| s.outlet.clone()).collect();
        let never = match never {
            0 => String::new(),
            n if silent.len() == n => format!("; never in {}", said::names(&silent, unit)),
            n => format!("; never in {n} more that label it"),
        };
        Some(Finding {
            report: "voices",
            kind: "own_or_quoted",
            outlets: own.iter().chain(&only).map(|s| s.outlet.clone()).collect(),
            text: format!(
                "Who says “{group}” of {}: {} in the {unit}'s own voice ({}); {} only inside quotations or reported speech ({}){never}.",
                spaced(actor),
                names(&own),
                plural(own_n, "time"),
                names(&only),
                plural(only_n, "time"),
            ),
            effect: only.len() as f64 / (own.len() + only.len()) as f64,
            certainty: 1.0,
            evidence: own
                .iter()
                .filter_map(|s| s.narrator.first().or(s.display.first()))
                .chain(only.iter().filter_map(|s| s.ids().next()))
                .take(EVIDENCE)
                .cloned()
                .collect(),
            table: "label_voices".into(),
        })
    };
    groups.into_iter().filter_map(one).collect()
}
