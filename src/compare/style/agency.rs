//! Who is said to harm whom, and how it is put: by victim, by agent, by outlet.

use super::super::{ranked, stats, tally};
use crate::extract::Construction;
use crate::frame::{Frames, Kind, Table, column};
use std::collections::{BTreeMap, BTreeSet};

/// An act of harm, one entry for each of its victims.
#[derive(Debug, Clone)]
pub struct Case {
    pub id: String,
    pub outlet: String,
    pub victim: String,
    /// "" where nobody is named.
    pub agent: String,
    pub construction: String,
    pub harm: String,
    pub own: bool,
}

impl Case {
    /// Whether it is put so that a doer could be named, and none is: a passive alone or with means, or a noun without a doer.
    /// Active clauses have a subject, found or not; "died" and "the wounded" leave no place for a doer.
    pub fn nameless(&self) -> bool {
        let open = [Construction::PassiveBare, Construction::PassiveMeans, Construction::Nominal];
        open.iter().any(|c| c.as_str() == self.construction) && matches!(self.agent.as_str(), "" | "event")
    }

    fn bare(&self) -> bool {
        self.construction == Construction::PassiveBare.as_str()
    }
}

/// The acts of running text, headlines and captions, in all voices. Victims that are pronouns or names of nobody listed are left out of
/// comparisons; agency.csv has them.
pub fn cases(frames: &Frames) -> Vec<Case> {
    let t = &frames.agency;
    let (ids, outlets, victims, agents) = (t.text("agency_id"), t.text("outlet"), t.text("victim"), t.text("agent"));
    let [constructions, harms, voices] = ["construction", "harm", "voice"].map(|c| t.text(c));
    let mut out = Vec::new();
    for i in 0..t.height() {
        out.extend(victims[i].split(';').filter(|v| !UNNAMED.contains(v)).map(|victim| Case {
            id: ids[i].into(),
            outlet: outlets[i].into(),
            victim: victim.into(),
            agent: agents[i].into(),
            construction: constructions[i].into(),
            harm: harms[i].into(),
            own: voices[i] == "narrator",
        }));
    }
    out
}

const UNNAMED: [&str; 3] = ["pronoun", "name", "unresolved"];

/// One row an outlet, victim and construction.
struct Row {
    outlet: String,
    victim: String,
    construction: &'static str,
    n: usize,
    of: usize,
    ids: Vec<String>,
}

/// style_agency.csv, with a row for every construction of a victim that an outlet mentions at all.
pub fn table(cases: &[Case], frames: &Frames) -> Table {
    let mut groups: BTreeMap<(&str, &str), Vec<&Case>> = BTreeMap::new();
    cases.iter().for_each(|c| groups.entry((&c.outlet, &c.victim)).or_default().push(c));
    let mut rows = Vec::new();
    for ((outlet, victim), group) in &groups {
        for construction in Construction::ALL {
            let ids: Vec<String> = group.iter().filter(|c| c.construction == construction.as_str()).map(|c| c.id.clone()).collect();
            let (n, of) = (ids.len(), group.len());
            rows.push(Row { outlet: outlet.to_string(), victim: victim.to_string(), construction: construction.as_str(), n, of, ids });
        }
    }
    let about = format!(
        "One row a{} {}, victim and construction: how harm to them is put",
        if frames.unit().starts_with(['a', 'e', 'i', 'o', 'u']) { "n" } else { "" },
        frames.unit()
    );
    let [low, high] = stats::wilson_ends("low", "high", |r: &Row| (r.n, r.of));
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &Row| (&r.outlet).into()),
        column("victim", Kind::Text, "", "who is harmed (agency.csv)", |r: &Row| (&r.victim).into()),
        column(
            "construction",
            Kind::Text,
            "",
            "active, passive_by, passive_means, passive_bare, intransitive, nominal or participle",
            |r: &Row| r.construction.into(),
        ),
        column("n", Kind::Int, "acts", "acts of harm to this victim that are put so", |r: &Row| r.n.into()),
        column("of", Kind::Int, "acts", "acts of harm to this victim in the outlet", |r: &Row| r.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |r: &Row| (r.n as f64 / r.of as f64).into()),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("fewer than {} acts of harm to this victim", stats::FEW), |r: &Row| {
            (r.of < stats::FEW).into()
        }),
        column("evidence", Kind::Text, "", "ids of agency.csv, joined by ;", |r: &Row| r.ids.join("; ").into()),
    ];
    crate::frame::table("style_agency", &about, columns, &rows)
}

/// How often nobody is named who did it.
#[derive(Debug, Clone)]
pub struct Agentless {
    pub outlet: String,
    pub victim: String,
    pub acts: usize,
    /// Passives that name neither doer nor means.
    pub bare: usize,
    /// Acts put as passives or nouns with nobody named who did it.
    pub nameless: usize,
    /// The same of all other outlets.
    pub rest: usize,
    pub rest_bare: usize,
    pub rest_nameless: usize,
    pub ids: Vec<String>,
}

impl Agentless {
    pub fn too_few(&self) -> bool {
        self.acts < stats::FEW
    }

    pub fn test(&self) -> stats::TwoByTwo {
        stats::TwoByTwo::new(self.nameless, self.acts, self.rest_nameless, self.rest)
    }
}

/// The row of all victims together.
pub const EVERYBODY: &str = "everybody";

/// One entry an outlet and victim, and one for everybody together.
pub fn agentless_rows(cases: &[Case]) -> Vec<Agentless> {
    let outlets: BTreeSet<&str> = cases.iter().map(|c| c.outlet.as_str()).collect();
    let victims: BTreeSet<&str> = cases.iter().map(|c| c.victim.as_str()).chain([EVERYBODY]).collect();
    let mut out = Vec::new();
    for victim in victims {
        // An act with two victims counts once for everybody.
        let mut met = BTreeSet::new();
        let of: Vec<&Case> =
            cases.iter().filter(|c| if victim == EVERYBODY { met.insert(c.id.as_str()) } else { c.victim == victim }).collect();
        let (bare, nameless) = (of.iter().filter(|c| c.bare()).count(), of.iter().filter(|c| c.nameless()).count());
        for outlet in &outlets {
            let here: Vec<&&Case> = of.iter().filter(|c| c.outlet == *outlet).collect();
            if here.is_empty() {
                continue;
            }
            let (b, n) = (here.iter().filter(|c| c.bare()).count(), here.iter().filter(|c| c.nameless()).count());
            out.push(Agentless {
                outlet: outlet.to_string(),
                victim: victim.to_string(),
                acts: here.len(),
                bare: b,
                nameless: n,
                rest: of.len() - here.len(),
                rest_bare: bare - b,
                rest_nameless: nameless - n,
                ids: here.iter().filter(|c| c.nameless()).map(|c| c.id.clone()).collect(),
            });
        }
    }
    out
}

pub fn agentless(cases: &[Case]) -> Table {
    let rows = agentless_rows(cases);
    let [low, high] = stats::wilson_ends("low", "high", |r: &Agentless| (r.nameless, r.acts));
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |r: &Agentless| (&r.outlet).into()),
        column("victim", Kind::Text, "", "who is harmed; everybody for all together", |r: &Agentless| (&r.victim).into()),
        column("acts", Kind::Int, "acts", "acts of harm", |r: &Agentless| r.acts.into()),
        column("bare_passives", Kind::Int, "acts", "passives that name neither doer nor means (were killed)", |r: &Agentless| {
            r.bare.into()
        }),
        column("bare_share", Kind::Float, "share 0..1", "bare_passives / acts", |r: &Agentless| (r.bare as f64 / r.acts as f64).into()),
        column(
            "nameless",
            Kind::Int,
            "acts",
            "passives alone or with means, and nouns, that name no doer; means and events are none",
            |r: &Agentless| r.nameless.into(),
        ),
        column("share", Kind::Float, "share 0..1", "nameless / acts", |r: &Agentless| (r.nameless as f64 / r.acts as f64).into()),
        low,
        high,
        column("rest_nameless", Kind::Int, "acts", "nameless in all other outlets", |r: &Agentless| r.rest_nameless.into()),
        column("rest_acts", Kind::Int, "acts", "acts of harm to the same in all other outlets", |r: &Agentless| r.rest.into()),
        column("rest_bare", Kind::Int, "acts", "bare passives in all other outlets", |r: &Agentless| r.rest_bare.into()),
        column(
            "p",
            Kind::Float,
            "0..1",
            "Fisher's exact test of nameless against all other outlets; empty where they have no such act",
            |r: &Agentless| (r.rest > 0).then(|| r.test().fisher()).into(),
        ),
        column("too_few", Kind::Bool, "", format!("fewer than {} acts", stats::FEW), |r: &Agentless| r.too_few().into()),
        column("evidence", Kind::Text, "", "ids of agency.csv of the nameless acts, the first twenty, joined by ;", |r: &Agentless| {
            r.ids.iter().take(20).cloned().collect::<Vec<_>>().join("; ").into()
        }),
    ];
    crate::frame::table(
        "style_agentless",
        "One row an outlet and victim: how often a passive or a noun names nobody who did it",
        columns,
        &rows,
    )
}

/// Who is named as doing it, by victim and outlet.
pub fn agents(cases: &[Case]) -> Table {
    let pairs = cases.iter().flat_map(|c| {
        let agent = if c.agent.is_empty() { "nobody named" } else { c.agent.as_str() };
        agent.split(';').map(move |a| (a.to_string(), c.victim.clone(), c.outlet.clone()))
    });
    let rows = ranked(&tally(pairs));
    type R = ((String, String, String), usize);
    let columns = vec![
        column("agent", Kind::Text, "", "who does it: actor, class of people, event, other, or nobody named", |r: &R| (&r.0.0).into()),
        column("victim", Kind::Text, "", "who is harmed", |r: &R| (&r.0.1).into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| (&r.0.2).into()),
        column("n", Kind::Int, "acts", "how often", |r: &R| r.1.into()),
    ];
    crate::frame::table("style_agents", "One row an agent, victim and outlet, most frequent first", columns, &rows)
}
