//! Differences in reporting words, in sentences.

use super::super::finding::Finding;
use super::super::speakers::{Attribution, is_marked, side_name};
use super::super::stats::{FEW, TwoByTwo, holm};
use super::super::{list, spaced};
use super::Verbs;
use super::asymmetry::{ALL, Asymmetry, MARKED};
use super::same_claim::Pair;
use crate::frame::Frames;

/// Quotes named as evidence of one finding.
const EVIDENCE: usize = 12;
/// Outlets that a sentence names.
const NAMED: usize = 5;
/// Pairs of sentences that become findings.
const PAIRS: usize = 6;

pub fn findings(frames: &Frames, rows: &[Attribution], verbs: &Verbs, asymmetries: &[Asymmetry], pairs: &[Pair]) -> Vec<Finding> {
    // As many tests as sides and outlets were compared: the smallest p-values are held against all of them (Holm).
    let tested: Vec<&Asymmetry> = asymmetries.iter().filter(|a| tested(a)).collect();
    let p = holm(&tested.iter().map(|a| a.counts.fisher()).collect::<Vec<_>>());
    let mut out: Vec<Finding> = tested.iter().zip(p).filter_map(|(a, p)| between_sides(frames.unit(), rows, a, p)).collect();
    if verbs.outlets.len() > 1 {
        let marked: Vec<&String> = verbs.classes.iter().filter(|c| is_marked(c)).collect();
        out.extend(verbs.parties.iter().flat_map(|s| marked.iter().filter_map(|c| alone(frames.unit(), rows, verbs, s, c))));
        let counts: Vec<(&String, TwoByTwo)> = verbs.outlets.iter().map(|o| (o, against_others(verbs, o))).collect();
        let counts: Vec<&(&String, TwoByTwo)> = counts.iter().filter(|(_, c)| c.of_first >= FEW && c.of_second >= FEW).collect();
        let p = holm(&counts.iter().map(|(_, c)| c.fisher()).collect::<Vec<_>>());
        out.extend(counts.iter().zip(p).filter_map(|((o, c), p)| between_outlets(frames.unit(), rows, (o.as_str(), *c), p)));
    }
    out.extend(pairs.iter().filter(|p| p.contrast == "verb").take(PAIRS).filter_map(same_claim));
    out
}

fn is(a: &Attribution, outlet: &str, class: &str) -> bool {
    (outlet == ALL || a.outlet == outlet) && if class == MARKED { is_marked(a.cue_class) } else { a.cue_class == class }
}

/// Whether an asymmetry of marked words or denials rests on enough.
fn tested(a: &Asymmetry) -> bool {
    (a.class == MARKED || a.class == "denial") && !a.too_few() && a.counts.first + a.counts.second >= 2
}

/// Marked words of an outlet and of all others.
fn against_others(verbs: &Verbs, outlet: &str) -> TwoByTwo {
    let n = |o: Option<&str>| verbs.count(o, None, &is_marked);
    let of = |o: Option<&str>| verbs.count(o, None, &|_| true);
    TwoByTwo::new(n(Some(outlet)), of(Some(outlet)), n(None) - n(Some(outlet)), of(None) - of(Some(outlet)))
}

/// Claim, doubt or boast words are commoner with one side than with the other.
fn between_sides(unit: &str, rows: &[Attribution], a: &Asymmetry, p: f64) -> Option<Finding> {
    let units = crate::compare::several(unit);
    let chance = super::super::chance(p);
    if p >= 0.1 {
        return None;
    }
    let whose = if a.outlet == ALL { format!("Over all {units}") } else { format!("In {}", a.outlet) };
    let word = if a.class == "denial" { "words of denial" } else { "claim, doubt or boast words" };
    let side = |s: &str| a.side_a == s || a.side_b == s;
    Some(Finding {
        report: "verbs",
        kind: "between_sides",
        outlets: if a.outlet == ALL { Vec::new() } else { vec![a.outlet.clone()] },
        text: format!(
            "{whose}, {} carry {} of {} attributions to the {} and {} of {} to the {} (Fisher's exact test, {chance} after Holm).",
            word,
            a.counts.first,
            a.counts.of_first,
            side_name(&a.side_a),
            a.counts.second,
            a.counts.of_second,
            side_name(&a.side_b)
        ),
        effect: a.counts.difference()?.abs(),
        certainty: 1.0 - p,
        evidence: rows.iter().filter(|r| side(r.side) && is(r, &a.outlet, &a.class)).take(EVIDENCE).map(|r| r.id.to_string()).collect(),
        table: "verbs_asymmetry".into(),
    })
}

/// A marked class that at most half of the outlets that quote a side use of it: the passage proves it.
fn alone(unit: &str, rows: &[Attribution], verbs: &Verbs, side: &str, class: &str) -> Option<Finding> {
    let units = crate::compare::several(unit);
    let of = |outlet: &str| verbs.count(Some(outlet), Some(side), &|_| true);
    let n = |outlet: &str| verbs.count(Some(outlet), Some(side), &|c| c == class);
    let quoting: Vec<&String> = verbs.outlets.iter().filter(|o| of(o) > 0).collect();
    let (with, without): (Vec<&String>, Vec<&String>) = quoting.iter().partition(|o| n(o) > 0);
    if with.is_empty() || without.is_empty() || 2 * with.len() > quoting.len() {
        return None;
    }
    let sum = |names: &[&String]| names.iter().map(|o| of(o)).sum::<usize>();
    let rest = sum(&without);
    if rest < FEW {
        return None;
    }
    let here: Vec<&Attribution> = rows.iter().filter(|a| a.side == side && a.cue_class == class).collect();
    let said = |outlet: &String| {
        let cues: std::collections::BTreeSet<&str> = here.iter().filter(|a| a.outlet == outlet.as_str()).map(|a| a.cue).collect();
        let cues: Vec<String> = cues.into_iter().take(3).map(|c| format!("“{c}”")).collect();
        format!("{} ({}, {} of {})", outlet, list(&cues), n(outlet), of(outlet))
    };
    let neutral: usize = without.iter().map(|o| verbs.count(Some(o), Some(side), &|c| c == "neutral")).sum();
    let evidence = here.iter().copied().chain(rows.iter().filter(|a| a.side == side && a.cue_class == "neutral"));
    // One word proves that it stands there; it is no habit: one counts a fifth, four a half.
    let share = (here.len() as f64 / sum(&with) as f64).min(here.len() as f64 / (here.len() as f64 + 4.0));
    let mut named: Vec<String> = with.iter().take(NAMED).map(|o| said(o)).collect();
    if with.len() > NAMED {
        named.push(format!("{} more", with.len() - NAMED));
    }
    Some(Finding {
        report: "verbs",
        kind: "marked_word",
        outlets: with.iter().map(|o| o.to_string()).collect(),
        text: format!(
            "Of the {}, only {} use{} a word of the class {}; the other {} that quote it use none in {rest} attributions, {neutral} \
             of them with neutral words (said, told).",
            side_name(side),
            list(&named),
            if with.len() == 1 { "s" } else { "" },
            spaced(class),
            if without.len() == 1 { unit.to_string() } else { format!("{} {units}", without.len()) },
        ),
        effect: share.min(1.0),
        certainty: 1.0,
        evidence: evidence.take(EVIDENCE).map(|a| a.id.to_string()).collect(),
        table: "verbs_by_outlet".into(),
    })
}

/// An outlet whose reporting words are marked more or less often than those of the others.
fn between_outlets(unit: &str, rows: &[Attribution], (outlet, counts): (&str, TwoByTwo), p: f64) -> Option<Finding> {
    let units = crate::compare::several(unit);
    let chance = super::super::chance(p);
    if p >= 0.1 {
        return None;
    }
    Some(Finding {
        report: "verbs",
        kind: "between_outlets",
        outlets: vec![outlet.to_string()],
        text: format!(
            "{outlet} attributes with claim, doubt or boast words in {} of {} cases, the other {units} in {} of {} (Fisher's exact test, \
             {chance} after Holm).",
            counts.first, counts.of_first, counts.second, counts.of_second
        ),
        effect: counts.difference()?.abs(),
        certainty: 1.0 - p,
        evidence: rows.iter().filter(|r| is(r, outlet, MARKED)).take(EVIDENCE).map(|r| r.id.to_string()).collect(),
        table: "verbs_by_outlet".into(),
    })
}

/// Two sentences that restate the same thing, one with a marked word.
fn same_claim(pair: &Pair) -> Option<Finding> {
    let (a, b) = (pair.a.by.as_ref()?, pair.b.by.as_ref()?);
    Some(Finding {
        report: "verbs",
        kind: "same_claim",
        outlets: vec![pair.a.outlet.clone(), pair.b.outlet.clone()],
        text: format!(
            "The same claim with other words: {} gives it with “{}” ({}), {} with “{}” ({}).",
            pair.a.outlet,
            a.cue,
            spaced(&a.class),
            pair.b.outlet,
            b.cue,
            spaced(&b.class)
        ),
        effect: 1.0,
        certainty: pair.score.clamp(0.0, 1.0),
        evidence: vec![a.quote.clone(), b.quote.clone(), pair.a.sentence.clone(), pair.b.sentence.clone()],
        table: "verbs_same_claim".into(),
    })
}
