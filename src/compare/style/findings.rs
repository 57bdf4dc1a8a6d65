//! The differences of style that are large and certain, in sentences.

use super::super::{Finding, plural, spaced, stats};
use super::actors::{self, Near};
use super::agency::{self, Case, EVERYBODY};
use super::marks::Marks;
use super::rates::{Count, Rate};
use super::words::Word;
use crate::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// What findings are made of.
pub struct Found<'f> {
    pub frames: &'f Frames,
    pub rates: &'f [Rate],
    pub words: &'f [Word],
    pub near: &'f Near,
    pub cases: &'f [Case],
    pub marks: &'f [Marks],
}

/// Differences whose test says less than this are no findings.
const SURE: f64 = 0.95;
/// The fewest body words on which "none" says anything.
const ENOUGH: usize = 200;
/// How many ids a finding names, and how many words it quotes.
const IDS: usize = 12;
const SAID: usize = 5;

pub fn findings(found: &Found) -> Vec<Finding> {
    let mut out = rates(found);
    out.extend(feelings(found));
    out.extend(unfelt(found));
    out.extend(marks(found));
    out.extend(agentless(found));
    out.extend(doers(found));
    out.extend(near(found));
    out
}

/// Size of what one outlet alone has, by the number of cases: 1 in 5 for a single one, half for four.
fn alone(n: usize) -> f64 {
    n as f64 / (n as f64 + 4.0)
}

fn finding(kind: &'static str, outlets: Vec<String>, text: String, table: &str) -> Finding {
    Finding { report: "style", kind, outlets, text, table: table.into(), ..Finding::default() }
}

/// Rates in the outlet's own voice that differ from those of all others, adjusted for the number of outlets (Bonferroni).
fn rates(found: &Found) -> Vec<Finding> {
    let outlets = found.frames.outlets().len().max(1) as f64;
    let mut out = Vec::new();
    for rate in found.rates.iter().filter(|r| r.voice == "own" && r.kind != Count::Scare && !r.too_few()) {
        let (Some(ratio), Some((per, low, high))) = (rate.ratio(), rate.rate()) else { continue };
        let certainty = 1.0 - (ratio.p * outlets).min(1.0);
        let Some((rest, ..)) = stats::rate(rate.rest_n, rate.rest_words) else { continue };
        if certainty < SURE || rate.words < ENOUGH {
            continue;
        }
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        let own = found.words.iter().filter(|w| w.outlet == rate.outlet && w.kind == rate.kind.as_str() && w.own > 0);
        own.for_each(|w| *words.entry(&w.lemma).or_insert(0) += w.own);
        let said: Vec<String> = super::super::ranked(&words).into_iter().take(SAID).map(|(w, n)| format!("“{w}” {n}")).collect();
        let examples = if said.is_empty() { String::new() } else { format!(" Most often: {}.", said.join(", ")) };
        let text = format!(
            "{} has {} in its own voice in {} body words, {per:.1} per 1,000 (95% interval {low:.1} to {high:.1}); all others together {rest:.1} per 1,000 ({} in {}).{examples}",
            rate.outlet,
            counted(rate),
            super::super::grouped(rate.words as f64),
            super::super::grouped(rate.rest_n as f64),
            super::super::grouped(rate.rest_words as f64),
        );
        let (more, less) = (per.max(rest), per.min(rest));
        out.push(Finding {
            effect: if more > 0.0 { 1.0 - less / more } else { 0.0 },
            certainty,
            evidence: rate.ids.iter().take(IDS).cloned().collect(),
            ..finding("rate", vec![rate.outlet.clone()], text, "style_by_outlet")
        });
    }
    out
}

/// "12 loaded words", "1 word for feelings".
fn counted(rate: &Rate) -> String {
    let n = super::super::grouped(rate.n as f64);
    let noun = rate.kind.plural();
    format!("{n} {}", if rate.n == 1 { rate.kind.singular() } else { noun })
}

/// A kind of feeling that only one outlet names, and more than once.
fn feelings(found: &Found) -> Vec<Finding> {
    let mut by: BTreeMap<&str, BTreeMap<&str, Vec<&Word>>> = BTreeMap::new();
    for word in found.words.iter().filter(|w| w.kind == "emotion") {
        by.entry(&word.category).or_default().entry(&word.outlet).or_default().push(word);
    }
    let outlets = found.frames.outlets().len();
    let mut out = Vec::new();
    for (category, users) in by.into_iter().filter(|(_, users)| users.len() == 1 && outlets > 1) {
        for (outlet, words) in users {
            let n: usize = words.iter().map(|w| w.n).sum();
            if n < 2 {
                continue;
            }
            let said: Vec<String> = words.iter().take(SAID).map(|w| format!("“{}” {}", w.lemma, w.n)).collect();
            let text = format!(
                "Only {outlet} has words for {}: {n} ({}), quotes included; none of the other {} has any.",
                spaced(category),
                said.join(", "),
                plural(outlets - 1, found.frames.unit())
            );
            let ids: Vec<String> = words.iter().flat_map(|w| &w.ids).take(IDS).cloned().collect();
            // That it stands there, and nowhere else, is read in the text; more cases make it larger.
            let finding = finding("feeling", vec![outlet.into()], text, "style_words");
            out.push(Finding { effect: alone(n), certainty: 1.0, evidence: ids, ..finding });
        }
    }
    out
}

/// Outlets without any word for a feeling while the others have some.
fn unfelt(found: &Found) -> Option<Finding> {
    let all: Vec<&Rate> = found.rates.iter().filter(|r| r.kind == Count::Emotion && r.voice == "all").collect();
    let (none, some): (Vec<&Rate>, Vec<&Rate>) = all.into_iter().partition(|r| r.n == 0);
    let none: Vec<&Rate> = none.into_iter().filter(|r| r.words >= ENOUGH).collect();
    let (silent, n) = (none.iter().map(|r| r.words).sum::<usize>(), some.iter().map(|r| r.n).sum::<usize>());
    let words: usize = some.iter().map(|r| r.words).sum();
    let test = stats::rate_ratio(0, silent, n, words).filter(|t| 1.0 - t.p >= crate::compare::finding::CERTAIN)?;
    let names: Vec<String> = none.iter().map(|r| r.outlet.clone()).collect();
    let said: Vec<String> = some.iter().take(SAID).map(|r| format!("{} {}", r.outlet, r.n)).collect();
    let more = if some.len() > SAID { format!(" and {} more", some.len() - SAID) } else { String::new() };
    let text = format!(
        "{} no word for a feeling of people, in quotes or outside, in {}; the others have {n} in {} ({}{more}).",
        who(&names, found, ["has", "have"]),
        plural(silent, "body word"),
        super::super::grouped(words as f64),
        said.join(", ")
    );
    let evidence = some.iter().flat_map(|r| &r.ids).take(IDS).cloned().collect();
    Some(Finding { effect: 1.0, certainty: 1.0 - test.p, evidence, ..finding("no_feelings", names, text, "style_by_outlet") })
}

/// "A and B have": up to six names, else their number.
fn who(names: &[String], found: &Found, verbs: [&str; 2]) -> String {
    match names {
        [one] => format!("{one} {}", verbs[0]),
        [most @ .., last] if most.len() <= 5 => format!("{} and {last} {}", most.join(", "), verbs[1]),
        _ => format!("{} of {} {}", plural(names.len(), found.frames.unit()), found.marks.len(), verbs[1]),
    }
}

/// An actor whom one outlet alone names as doing harm.
fn doers(found: &Found) -> Vec<Finding> {
    let known: BTreeSet<&str> = found.frames.labels.text("actor").into_iter().flat_map(|a| a.split(';')).collect();
    let mut met = BTreeSet::new();
    let acts: Vec<&Case> = found.cases.iter().filter(|c| met.insert(c.id.as_str())).collect();
    let mut by: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
    for act in acts.iter().copied() {
        act.agent.split(';').filter(|a| known.contains(a) && !NOBODY.contains(a)).for_each(|a| by.entry(a).or_default().push(act));
    }
    let mut out = Vec::new();
    for (actor, named) in by {
        let outlet = named[0].outlet.as_str();
        let here = acts.iter().filter(|a| a.outlet == outlet).count();
        let rest = acts.len() - here;
        if named.iter().any(|a| a.outlet != outlet) || rest < stats::FEW {
            continue;
        }
        let kinds = super::super::ranked(&super::super::tally(named.iter().map(|a| a.harm.as_str())));
        let kinds: Vec<String> = kinds.into_iter().map(|(k, n)| format!("{k} {n}")).collect();
        let text = format!(
            "Only {outlet} names {} as who did harm: in {} of its {} ({}); the others, with {}, never do.",
            spaced(actor),
            named.len(),
            harms(here),
            kinds.join(", "),
            harms(rest)
        );
        let evidence = named.iter().take(IDS).map(|a| a.id.clone()).collect();
        let finding = finding("named_doer", vec![outlet.into()], text, "style_agents");
        out.push(Finding { effect: alone(named.len()), certainty: 1.0, evidence, ..finding });
    }
    out
}

/// What labels say that means nobody known.
const NOBODY: [&str; 2] = ["unresolved", "other"];

/// "1 act of harm", "7 acts of harm".
fn harms(n: usize) -> String {
    format!("{} of harm", plural(n, "act"))
}

/// Outlets that print no quotation marks at all while others do.
fn marks(found: &Found) -> Option<Finding> {
    let none: Vec<&Marks> = found.marks.iter().filter(|m| m.passages == 0 && m.words >= ENOUGH).collect();
    let some: Vec<&Marks> = found.marks.iter().filter(|m| m.passages > 0).collect();
    let (n, words) = (some.iter().map(|m| m.passages).sum::<usize>(), some.iter().map(|m| m.words).sum::<usize>());
    if none.is_empty() || n < stats::FEW {
        return None;
    }
    let silent: usize = none.iter().map(|m| m.words).sum();
    let names: Vec<String> = none.iter().map(|m| m.outlet.clone()).collect();
    let test = stats::rate_ratio(0, silent, n, words)?;
    let list = who(&names, found, ["prints", "print"]);
    let others: Vec<String> = some.iter().take(SAID).map(|m| format!("{} {}", m.outlet, m.passages)).collect();
    let more = if some.len() > SAID { format!(" and {} more", some.len() - SAID) } else { String::new() };
    let text = format!(
        "{list} no quotation marks in {} of running text; the others have {n} marked passages in {} ({}{more}).",
        plural(silent, "body word"),
        super::super::grouped(words as f64),
        others.join(", "),
    );
    let q = &found.frames.quotes;
    let (outlets, ids) = (q.text("outlet"), q.text("quote_id"));
    let evidence = (0..q.height()).filter(|i| names.iter().any(|n| n == outlets[*i])).take(IDS).map(|i| ids[i].to_string()).collect();
    Some(Finding { effect: 1.0, certainty: 1.0 - test.p, evidence, ..finding("no_marks", names, text, "style_marks") })
}

/// How often a passive or a noun names nobody who did it.
fn agentless(found: &Found) -> Vec<Finding> {
    let rows = agency::agentless_rows(found.cases);
    let tests = rows.iter().filter(|r| !r.too_few() && r.rest >= stats::FEW).count().max(1) as f64;
    let mut out = Vec::new();
    for row in rows.iter().filter(|r| !r.too_few() && r.rest >= stats::FEW) {
        let test = row.test();
        let (certainty, Some(difference)) = (1.0 - (test.fisher() * tests).min(1.0), test.difference()) else { continue };
        if certainty < SURE {
            continue;
        }
        let whom = if row.victim == EVERYBODY { String::new() } else { format!(" to {}", spaced(&row.victim)) };
        let text = format!(
            "{} puts {} of {} as passives or nouns that name no doer ({} of them like “were killed”); the others {} of {}.",
            row.outlet,
            row.nameless,
            harms(row.acts) + &whom,
            row.bare,
            row.rest_nameless,
            row.rest
        );
        let evidence = row.ids.iter().take(IDS).cloned().collect();
        out.push(Finding {
            effect: difference.abs(),
            certainty,
            evidence,
            ..finding("agentless", vec![row.outlet.clone()], text, "style_agentless")
        });
    }
    out
}

/// An actor whose mentions carry loaded words in one outlet more often than in the others.
fn near(found: &Found) -> Vec<Finding> {
    let rows: Vec<actors::Row> = actors::rows(found.near).into_iter().filter(|r| r.kind == "loaded" && r.actor != "unresolved").collect();
    let mut sums: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for r in &rows {
        let sum = sums.entry(&r.actor).or_default();
        *sum = (sum.0 + r.phrase, sum.1 + r.mentions.own);
    }
    let tested: BTreeSet<(&str, &str)> =
        rows.iter().filter(|r| r.mentions.own >= stats::FEW).map(|r| (r.actor.as_str(), r.outlet.as_str())).collect();
    let mut out = Vec::new();
    for r in rows.iter().filter(|r| tested.contains(&(r.actor.as_str(), r.outlet.as_str())) && r.phrase > 1) {
        let (n, of) = sums[r.actor.as_str()];
        let (rest, of_rest) = (n - r.phrase, of - r.mentions.own);
        let test = stats::TwoByTwo::new(r.phrase, r.mentions.own, rest, of_rest);
        let certainty = 1.0 - (test.fisher() * tested.len() as f64).min(1.0);
        let Some(difference) = test.difference().filter(|d| certainty >= SURE && *d > 0.0) else { continue };
        let text = format!(
            "{} puts loaded words to {} in {} of its {} own-voice mentions ({}); the others in {rest} of {of_rest}.",
            r.outlet,
            spaced(&r.actor),
            r.phrase,
            r.mentions.own,
            r.words
        );
        let evidence = r.ids.iter().take(IDS).cloned().collect();
        out.push(Finding { effect: difference, certainty, evidence, ..finding("actor", vec![r.outlet.clone()], text, "style_by_actor") });
    }
    out
}
