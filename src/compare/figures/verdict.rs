//! Verdicts: whether two claims of one key are the same, compatible, conflicting or not comparable, and why in words.

use super::claim::Claim;
use super::rules::RULES;
use crate::compare::{grouped, spaced, when};
use std::collections::{BTreeMap, BTreeSet};

/// Claims of one key and event beyond this number are compared with the key's landmarks only.
const PAIRED: usize = 60;
/// Claims with which those of a big key are compared: the first of its largest clusters.
const LANDMARKS: usize = 8;
/// A toll that grows this many times over within one event more probably counts something else.
pub const APART: f64 = 10.0;

/// How two claims relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Same,
    Compatible,
    Conflicting,
    NotComparable,
}

impl Verdict {
    pub const ALL: [Verdict; 4] = [Verdict::Same, Verdict::Compatible, Verdict::Conflicting, Verdict::NotComparable];

    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Compatible => "compatible",
            Verdict::Conflicting => "conflicting",
            Verdict::NotComparable => "not_comparable",
        }
    }
}

/// Two claims (indices), the verdict and the reason in words.
pub type Pair = (usize, usize, Verdict, String);

/// Every pair of claims of one key and event (of many claims, each with the key's landmarks), and keys that must be kept
/// apart. `landmarks` names the claims with which those of a big key are compared.
pub fn pairs(claims: &[Claim], landmarks: impl Fn(&[usize]) -> Vec<usize>) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut first: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (i, c) in claims.iter().enumerate() {
        first.entry((&c.event, &c.event_type, &c.key)).or_default().push(i);
    }
    for rows in first.values() {
        let mut add = |j: usize, i: usize| {
            let (verdict, why) = compare(&claims[j], &claims[i]);
            out.push((j, i, verdict, why));
        };
        if rows.len() <= PAIRED {
            rows.iter().enumerate().for_each(|(n, i)| rows[..n].iter().for_each(|j| add(*j, *i)));
            continue;
        }
        let marks: BTreeSet<usize> = landmarks(rows).into_iter().take(LANDMARKS).collect();
        for &i in rows {
            // Two landmarks meet once.
            marks.iter().filter(|j| **j != i && !(marks.contains(&i) && **j > i)).for_each(|j| add(i.min(*j), i.max(*j)));
        }
    }
    out.extend(kept_apart(claims, &first));
    out
}

/// For each kind of event, the key with most claims beside every other one of people: why they are not compared.
fn kept_apart(claims: &[Claim], first: &BTreeMap<(&str, &str, &str), Vec<usize>>) -> Vec<Pair> {
    // Event and kind of event to the keys and their claims.
    type Kinds<'t> = BTreeMap<[&'t str; 2], Vec<(&'t str, &'t Vec<usize>)>>;
    let mut kinds = Kinds::new();
    for ((event, kind, key), rows) in first.iter().filter(|((_, kind, _), rows)| !kind.is_empty() && claims[rows[0]].unit == "persons") {
        kinds.entry([event, kind]).or_default().push((key, rows));
    }
    let main = |event: &str, kind: &str| {
        let keys = kinds.get(&[event, kind])?;
        keys.iter().max_by_key(|(key, rows)| (rows.len(), std::cmp::Reverse(*key))).copied()
    };
    let mut out = Vec::new();
    for ([event, kind], keys) in &kinds {
        let Some((key, rows)) = main(event, kind) else { continue };
        for (other, others) in keys.iter().filter(|(other, _)| *other != key) {
            out.push((rows[0], others[0], Verdict::NotComparable, apart(&claims[rows[0]], &claims[others[0]], key, other)));
        }
        for ([_, second], why) in RULES.beside.iter().filter(|(events, _)| events[0] == *kind) {
            let Some((other, others)) = main(event, second) else { continue };
            let why = format!("{why}: {} and {}", spaced(key), spaced(other));
            out.push((rows[0], others[0], Verdict::NotComparable, why));
        }
    }
    out
}

fn apart(a: &Claim, b: &Claim, key: &str, other: &str) -> String {
    let whole = |c: &Claim| if c.part() { "a part of a whole" } else { "a count of its own" };
    if a.part() != b.part() {
        return format!("{} is {}, {} is {}", spaced(key), whole(a), spaced(other), whole(b));
    }
    if a.victim_class != b.victim_class {
        let class = |c: &Claim| if c.victim_class.is_empty() { "all".to_string() } else { spaced(&c.victim_class) };
        return format!("different classes of people: {} and {}", class(a), class(b));
    }
    format!("different scope, place or time: {} and {}", spaced(key), spaced(other))
}

/// The verdict on two claims of one key.
pub fn compare(a: &Claim, b: &Claim) -> (Verdict, String) {
    if a.unit != b.unit {
        return lengths(a, b).unwrap_or_else(|| {
            (Verdict::NotComparable, format!("counted in different units: {} and {}", spaced(&a.unit), spaced(&b.unit)))
        });
    }
    let within = if a.article == b.article { "within one article: " } else { "" };
    if a.further != b.further {
        let (more, other) = if a.further { (a, b) } else { (b, a) };
        let why = format!("{within}“{}” counts on top of earlier ones, “{}” does not", more.context, other.context);
        return (Verdict::NotComparable, why);
    }
    if a.bodies != b.bodies && a.event_type == "killed" {
        let (found, other) = if a.bodies { (a, b) } else { (b, a) };
        let why = format!("{within}“{}” counts bodies in one place, “{}” does not", found.context, other.context);
        return (Verdict::NotComparable, why);
    }
    if a.low == b.low && a.high == b.high {
        return (Verdict::Same, format!("{within}both {}", range(a)));
    }
    if a.loose_part() {
        return (
            Verdict::NotComparable,
            format!("{within}parts of a whole that need not be the same part: {} and {}", a.context, b.context),
        );
    }
    if a.low <= b.high && b.low <= a.high {
        return (Verdict::Compatible, format!("{within}the ranges meet: {} and {}", range(a), range(b)));
    }
    if a.open_low(APART) <= b.open_high(APART) && b.open_low(APART) <= a.open_high(APART) {
        return (Verdict::Compatible, format!("{within}the words leave an end open: {} and {}", a.context, b.context));
    }
    let (less, more) = if a.high < b.low { (a, b) } else { (b, a) };
    if less.high > 0.0 && more.low > less.high * APART {
        let why = format!("{within}more than {APART} times apart, so hardly the same thing counted: {} and {}", range(a), range(b));
        return (Verdict::NotComparable, why);
    }
    if let (Some(first), Some(second)) = (less.day_counted(), more.day_counted())
        && first != second
    {
        return days(less, more, first < second, within);
    }
    let both = !less.published.is_empty() && !more.published.is_empty();
    let (earlier, later) = (when::before(&less.published, &more.published), when::before(&more.published, &less.published));
    if within.is_empty() && earlier == Some(true) && a.grows() {
        let time = |c: &Claim| when::short(&c.published);
        let why = format!("a later higher count: {} ({}), then {} ({})", range(less), time(less), range(more), time(more));
        return (Verdict::Compatible, why);
    }
    let mut why = format!("{within}the ranges do not meet: {} and {}", range(a), range(b));
    if within.is_empty() && later == Some(true) && a.grows() {
        why.push_str("; the later count is the lower one");
    }
    if within.is_empty() && !both {
        why.push_str("; not both articles are dated, so a later count cannot be told from a contradiction");
    }
    if !a.as_of.is_empty() && !b.as_of.is_empty() && a.as_of != b.as_of {
        why.push_str(&format!("; counted “{}” and “{}”", a.as_of, b.as_of));
    }
    (Verdict::Conflicting, why)
}

/// Different numbers that are told of different days.
fn days(less: &Claim, more: &Claim, grew: bool, within: &str) -> (Verdict, String) {
    let day = |c: &Claim| c.day_counted().map_or(String::new(), |d| d.to_string());
    let said = format!("{} ({}) and {} ({})", range(less), day(less), range(more), day(more));
    if !less.grows() {
        return (Verdict::NotComparable, format!("{within}counted on different days: {said}"));
    }
    if grew {
        return (Verdict::Compatible, format!("{within}a later higher count: {said}"));
    }
    (Verdict::Conflicting, format!("{within}the count of the later day is the lower one: {said}"))
}

/// Lengths in two units: compared in kilometres, each as exact as it was rounded.
fn lengths(a: &Claim, b: &Claim) -> Option<(Verdict, String)> {
    let in_km = |c: &Claim| {
        let scale = RULES.lengths.get(&c.unit)?;
        Some(((c.low - 0.5) * scale, (c.high + 0.5) * scale))
    };
    let ((a_low, a_high), (b_low, b_high)) = (in_km(a)?, in_km(b)?);
    let said = format!("{} and {}", a.context, b.context);
    Some(if a_low <= b_high && b_low <= a_high {
        (Verdict::Compatible, format!("the same length in two units: {said}"))
    } else {
        (Verdict::Conflicting, format!("the lengths differ in kilometres too: {said}"))
    })
}

/// "602 to 662", "104".
pub fn range(c: &Claim) -> String {
    if c.low == c.high { grouped(c.low) } else { format!("{} to {}", grouped(c.low), grouped(c.high)) }
}
