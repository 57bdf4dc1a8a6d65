//! Findings in time: who was first, which labels and figures moved.

use super::first::{First, Pace, lag};
use super::labels::Moved;
use crate::compare::figures::claim::events_of;
use crate::compare::{Finding, figures, grouped, plural, spaced, stats, tally, when};
use crate::frame::Frames;
use statrs::distribution::{Binomial, DiscreteCDF};
use std::collections::{BTreeMap, BTreeSet};

/// A label's share counts as moved with this many labels for the actor before and after.
const ENOUGH: usize = 10;
/// Above this chance nothing is said.
const CHANCE: f64 = 0.05;
/// Ids of evidence rows in a finding.
const EVIDENCE: usize = 12;
/// Findings of a kind.
const KEPT: usize = 5;

/// What is large and sure enough to be said.
pub fn findings(frames: &Frames, firsts: &[First], paces: &[Pace], moved: &[Moved]) -> Vec<Finding> {
    let mut out: Vec<Finding> = published_first(frames, firsts).into_iter().collect();
    out.extend(pace(frames, firsts, paces));
    out.extend(labels(frames, moved));
    out.extend(grew(frames));
    out
}

fn finding(kind: &'static str, outlets: Vec<String>, text: String, table: &str) -> Finding {
    Finding { report: "timeline", kind, outlets, text, table: table.into(), ..Finding::default() }
}

/// Who was the first with a number that most give, event by event where there is one.
fn published_first(frames: &Frames, firsts: &[First]) -> Vec<Finding> {
    let one_event = events_of(frames).values().collect::<BTreeSet<_>>().len() <= 1;
    let mut counts: Vec<&First> =
        firsts.iter().filter(|f| f.kind == "figure_key" && f.told_apart && f.seen.len() > 2 && f.thing.starts_with("people")).collect();
    counts.sort_by(|a, b| b.seen.len().cmp(&a.seen.len()).then_with(|| (&a.event, &a.thing).cmp(&(&b.event, &b.thing))));
    let one = |f: &&First| {
        let start = &f.seen[0];
        let later: Vec<String> =
            f.seen[1..].iter().take(4).map(|s| format!("{} ({})", s.outlet, lag(&start.published, &s.published))).collect();
        let more = f.seen.len().saturating_sub(5);
        let more = if more > 0 { format!(" and {} more", grouped(more as f64)) } else { String::new() };
        let event = if one_event || f.event.is_empty() { String::new() } else { format!(" on {}", f.event) };
        let text = format!(
            "{} was the first of {} {} to give a number of {}{event} ({}); then {}{more}.",
            start.outlet,
            f.seen.len(),
            frames.units(),
            f.thing,
            when::short(&start.published),
            later.join(", ")
        );
        let mut out = finding("first_with_a_figure", f.seen.iter().map(|s| s.outlet.clone()).collect(), text, "timeline_first");
        (out.effect, out.certainty) = (0.3, 1.0);
        out.evidence = f.seen.iter().take(EVIDENCE).map(|s| s.id.clone()).collect();
        out
    };
    counts.iter().take(KEPT).map(one).collect()
}

/// An outlet that is first more often than chance would have it.
fn pace(frames: &Frames, firsts: &[First], paces: &[Pace]) -> Vec<Finding> {
    let tested = paces.iter().filter(|p| p.things >= stats::FEW).count();
    let mut out = Vec::new();
    for p in paces.iter().filter(|p| p.things >= stats::FEW && p.first > 0) {
        let chance =
            Binomial::new((p.expected / p.things as f64).clamp(0.0, 1.0), p.things as u64).map_or(1.0, |b| b.sf(p.first as u64 - 1));
        // As many tests as outlets (Bonferroni).
        let chance = (chance * tested as f64).min(1.0);
        if chance > CHANCE {
            continue;
        }
        let text = format!(
            "{} was first with {} of the {} figures and facts that it shares with other {} and where the first can be told; chance alone would give {}.",
            p.outlet,
            p.first,
            grouped(p.things as f64),
            frames.units(),
            grouped((p.expected * 10.0).round() / 10.0)
        );
        let mut said = finding("first_more_often", vec![p.outlet.clone()], text, "timeline_outlets");
        said.effect = (p.first as f64 - p.expected) / p.things as f64;
        said.certainty = 1.0 - chance;
        let own = firsts.iter().filter(|f| f.told_apart && f.seen[0].outlet == p.outlet && matches!(f.kind, "figure_key" | "fact"));
        said.evidence = own.take(EVIDENCE).map(|f| f.seen[0].id.clone()).collect();
        out.push(said);
    }
    out
}

/// Labels whose share in an outlet, or in all, changed from the first half of the time to the second.
fn labels(frames: &Frames, moved: &[Moved]) -> Vec<Finding> {
    // Actor and outlet to bin to labels for the actor, and to label to bin to uses.
    let mut of: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    let mut uses: BTreeMap<(&str, &str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for m in moved {
        of.entry((&m.actor, &m.outlet)).or_default().insert(&m.bin, m.of);
        uses.entry((&m.actor, &m.outlet, &m.group)).or_default().insert(&m.bin, m.n);
    }
    let mut found = Vec::new();
    let mut tests = 0_usize;
    // Of labels that nobody knows whom they mean, no share is an actor's.
    for ((actor, outlet, group), bins) in uses.iter().filter(|((actor, _, _), _)| *actor != "unresolved") {
        let all = &of[&(*actor, *outlet)];
        let Some(middle) = super::labels::halves(all) else { continue };
        let sum = |counts: &BTreeMap<&str, usize>, late: bool| -> usize {
            counts.iter().filter(|(bin, _)| (**bin >= middle) == late).map(|(_, n)| n).sum()
        };
        // Of all together only those that publish before and after.
        let (counts, who) = if outlet.is_empty() {
            let Some(change) = super::labels::change(moved, actor, group, middle) else { continue };
            (change.counts, change.outlets.into_iter().map(String::from).collect())
        } else {
            (stats::TwoByTwo::new(sum(bins, false), sum(all, false), sum(bins, true), sum(all, true)), vec![outlet.to_string()])
        };
        if counts.of_first < ENOUGH || counts.of_second < ENOUGH {
            continue;
        }
        tests += 1;
        found.push((*actor, *outlet, *group, middle, counts, who));
    }
    let mut out: Vec<(&str, Finding)> = Vec::new();
    for (actor, outlet, group, middle, counts, who) in found {
        let (first, before, second, after) = (counts.first, counts.of_first, counts.second, counts.of_second);
        // As many tests as labels and outlets (Bonferroni).
        let chance = (counts.fisher() * tests as f64).min(1.0);
        if chance > CHANCE {
            continue;
        }
        // One that alone publishes on both sides is told by its own row.
        if outlet.is_empty() && who.len() < 2 {
            continue;
        }
        let whose = if outlet.is_empty() {
            format!("The {} {} that label {} before and after", who.len(), frames.units(), spaced(actor))
        } else {
            outlet.to_string()
        };
        let verb = if outlet.is_empty() { "use" } else { "uses" };
        let text = format!(
            "{whose} {verb} “{group}” for {} in {first} of {before} own-voice labels before {} and in {second} of {after} from then on.",
            spaced(actor),
            when::bin(middle)
        );
        let mut said = finding("label_over_time", who, text, "timeline_labels");
        said.effect = (first as f64 / before as f64 - second as f64 / after as f64).abs();
        said.certainty = 1.0 - chance;
        out.push((actor, said));
    }
    out.sort_by(|(_, a), (_, b)| b.weight().total_cmp(&a.weight()).then_with(|| a.text.cmp(&b.text)));
    out.truncate(KEPT);
    evidence(frames, &mut out);
    out.into_iter().map(|(_, said)| said).collect()
}

/// Rows of labels.csv that the sentences speak of, each of an actor.
fn evidence(frames: &Frames, findings: &mut [(&str, Finding)]) {
    if findings.is_empty() {
        return;
    }
    let t = crate::compare::counted(frames, false).only("voice", &["narrator"]);
    let (outlets, groups, ids, dates) = (t.text("outlet"), t.text("label_group"), t.text("label_id"), t.text("published"));
    let actors = t.text("actor");
    for (actor, f) in findings {
        let rows =
            (0..t.height()).filter(|i| !dates[*i].is_empty() && actors[*i] == *actor && f.text.contains(&format!("“{}”", groups[*i])));
        let own = rows.filter(|i| f.outlets.iter().any(|o| o == outlets[*i]));
        f.evidence = own.take(EVIDENCE).map(|i| ids[i].to_string()).collect();
    }
}

/// Counts of people that grew while the event lasted.
fn grew(frames: &Frames) -> Vec<Finding> {
    let all = figures::reconcile(frames);
    let mut out = Vec::new();
    for group in &all.groups {
        let first = &all.claims[group.claims[0]];
        if group.several || first.unit != "persons" || !first.grows() || first.key != format!("{}_total", first.event_type) {
            continue;
        }
        let steps: Vec<_> = figures::steps(&all.claims, group).into_iter().filter(|s| s.claim.stated().is_some()).collect();
        let Some(start) = steps.first() else { continue };
        let Some(end) = steps.iter().rfind(|s| s.says == "higher") else { continue };
        let (Some(low), Some(high)) = (start.claim.stated(), end.claim.stated()) else { continue };
        let outlets = tally(steps.iter().map(|s| s.claim.outlet.as_str()));
        if when::before(&start.claim.published, &end.claim.published) != Some(true) || low <= 0.0 || outlets.len() < 2 {
            continue;
        }
        let lower = steps.iter().filter(|s| s.says == "lower").count();
        let told = |c: &figures::Claim| format!("{} ({}, {})", figures::words::amount(c), c.outlet, when::short(&c.published));
        let text = format!(
            "{} grew over {} of {} {} from {} to {}; {} below the highest number published before.",
            crate::compare::sentence_case(&figures::words::topic(first)),
            plural(steps.len(), "dated number"),
            outlets.len(),
            frames.units(),
            told(start.claim),
            told(end.claim),
            match lower {
                0 => "none lies".to_string(),
                1 => "1 lies".to_string(),
                n => format!("{n} lie"),
            }
        );
        let mut said = finding("figure_over_time", outlets.keys().map(|o| o.to_string()).collect(), text, "figures_over_time");
        (said.effect, said.certainty) = ((1.0 - low / high) * 0.5, 1.0);
        let mut met = BTreeSet::new();
        let steps = [start, end].into_iter().chain(&steps).filter(|s| met.insert(&s.claim.id));
        said.evidence = steps.map(|s| s.claim.id.clone()).take(EVIDENCE).collect();
        out.push(said);
    }
    out.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| a.text.cmp(&b.text)));
    out.truncate(KEPT);
    out
}
