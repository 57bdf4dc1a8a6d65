//! Differences between aligned sentences that a passage proves.

use super::changes::{Figure, Quote};
use super::pairs::Aligned;
use super::tables::{All, In, Substitution};
use super::wire::Shared;
use crate::compare::{Finding, percent, plural, spaced, stats};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// From this share of an outlet's running text on, what it shares is worth a sentence.
const MUCH: f64 = 0.05;
/// Ids of evidence shown with a finding.
const SHOWN: usize = 8;

/// All findings.
pub fn findings(frames: &Frames, all: &All, substitutions: &[Substitution], shared: &[Shared]) -> Vec<Finding> {
    let mut out: Vec<Finding> = substitutions.iter().filter_map(|s| substitution(s, substitutions)).collect();
    out.extend(conflicts(frames, all));
    out.extend(dropped(frames, all));
    out.extend(copies(shared));
    out
}

/// Certain where the two outlets call the actor so in enough sentences, by a sign test against the reverse; or where a near copy
/// was changed.
fn substitution(s: &Substitution, all: &[Substitution]) -> Option<Finding> {
    let n = s.pairs.len();
    if s.kind != "label" || (n < stats::FEW && s.copies == 0) || s.own_voice == 0 {
        return None;
    }
    let turned =
        |r: &&Substitution| r.actor == s.actor && r.outlets == s.outlets && r.labels[0] == s.labels[1] && r.labels[1] == s.labels[0];
    let reverse = all.iter().find(turned).map_or(0, |r| r.pairs.len());
    // Two counts of equal exposure: the exact binomial test at one half.
    let certainty = if s.copies > 0 { 1.0 } else { 1.0 - stats::rate_ratio(n, 1, reverse, 1).map_or(1.0, |r| r.p) };
    let [a, b] = &s.outlets;
    let how = if s.copies > 0 { format!(" ({} of them near copies)", s.copies) } else { String::new() };
    let text = format!(
        "In {} that restate the same thing{how}, {a} says “{}” and {b} says “{}” for {}; both mention them in {}.",
        if n == 1 { "a pair of sentences".to_string() } else { format!("{n} pairs of sentences") },
        s.labels[0],
        s.labels[1],
        spaced(&s.actor),
        plural(s.of, "pair"),
    );
    let evidence = s.pairs.iter().cloned().chain(s.mentions.iter().cloned()).take(SHOWN).collect();
    let effect = n as f64 / s.of.max(1) as f64;
    Some(Finding {
        report: "alignment",
        kind: "label_substitution",
        outlets: s.outlets.to_vec(),
        text,
        effect,
        certainty,
        evidence,
        table: "label_substitutions".into(),
    })
}

/// Conflicting figures of one thing: one finding a key and two outlets, the widest apart.
fn conflicts(frames: &Frames, all: &All) -> Vec<Finding> {
    let texts = frames.sentences.text("text");
    let mut widest = BTreeMap::new();
    for row in all.figures.iter().filter(|r| r.change.kind == "conflicting") {
        let (Some(a), Some(b)) = (row.change.a, row.change.b) else { continue };
        if a.key.is_empty() {
            continue;
        }
        let apart = apart(&a, &b);
        let best = widest.entry((a.key, super::tables::ordered(row.pair.outlet_a, row.pair.outlet_b))).or_insert((-1.0, row));
        if apart > best.0 {
            *best = (apart, row);
        }
    }
    type Change<'c> = (f64, &'c In<'c, super::changes::FigureChange<'c>>);
    let say = |((key, outlets), (apart, row)): ((&str, [String; 2]), Change)| {
        let (a, b) = (row.change.a?, row.change.b?);
        let text = format!(
            "{} gives “{}” and {} “{}” for the same thing ({}): {} and {}.",
            row.pair.outlet_a,
            a.text,
            row.pair.outlet_b,
            b.text,
            spaced(key),
            quoted(texts[row.pair.a]),
            quoted(texts[row.pair.b])
        );
        Some(Finding {
            report: "alignment",
            kind: "conflicting_figures",
            outlets: outlets.to_vec(),
            text,
            effect: apart,
            certainty: row.pair.score,
            evidence: vec![row.pair.id.into(), a.id.into(), b.id.into()],
            table: "figure_changes".into(),
        })
    };
    widest.into_iter().filter_map(say).collect()
}

/// One minus the ratio of the nearest values of two ranges.
fn apart(a: &Figure, b: &Figure) -> f64 {
    let (low, high) = if a.high <= b.low { (a.high, b.low) } else { (b.high, a.low) };
    match (low, high) {
        (Some(low), Some(high)) if high > 0.0 => (1.0 - low / high).clamp(0.0, 1.0),
        _ => 0.0,
    }
}

/// What one attributes and the other says itself: one finding two outlets and source.
fn dropped(frames: &Frames, all: &All) -> Vec<Finding> {
    let mut by: BTreeMap<(&str, &str), Vec<(&Aligned, Quote)>> = BTreeMap::new();
    let (roles, texts) = (frames.sentences.text("role"), frames.sentences.text("text"));
    for row in all.attribution.iter().filter(|r| r.change.kind == "dropped") {
        let (pair, change) = (row.pair, row.change);
        // Headlines seldom name a source: their silence says little.
        if roles[pair.a] != "body" || roles[pair.b] != "body" {
            continue;
        }
        match (change.a, change.b) {
            (Some(q), None) if known(&q) => by.entry((pair.outlet_a, pair.outlet_b)).or_default().push((pair, q)),
            (None, Some(q)) if known(&q) => by.entry((pair.outlet_b, pair.outlet_a)).or_default().push((pair, q)),
            _ => {}
        }
    }
    let say = |((named, bare), rows): ((&str, &str), Vec<(&Aligned, Quote)>)| {
        let (pair, quote) =
            rows.iter().max_by(|x, y| (x.0.copy, x.0.score).partial_cmp(&(y.0.copy, y.0.score)).unwrap_or(std::cmp::Ordering::Equal))?;
        let (with, without) = if pair.outlet_a == named { (pair.a, pair.b) } else { (pair.b, pair.a) };
        let text = format!(
            "{bare} states in its own voice what {named} attributes to a source in {} (here {}): {} and {}.",
            plural(rows.len(), "aligned pair"),
            quote.source,
            quoted(texts[with]),
            quoted(texts[without])
        );
        let evidence = std::iter::once(*pair).chain(rows.iter().map(|r| r.0).filter(|p| p.id != pair.id));
        let mut evidence: Vec<String> = evidence.map(|p| p.id.to_string()).take(SHOWN).collect();
        evidence.insert(1, quote.id.into());
        Some(Finding {
            report: "alignment",
            kind: "attribution_dropped",
            outlets: vec![bare.into(), named.into()],
            text,
            effect: 0.5,
            certainty: pair.score,
            evidence,
            table: "attribution_changes".into(),
        })
    };
    by.into_iter().filter_map(say).collect()
}

fn known(quote: &Quote) -> bool {
    !quote.source.is_empty() && quote.source != "unknown"
}

/// The beginning of a sentence in quotation marks.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > 110 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    format!("“{}”", out.trim_end_matches(['.', ',']))
}

fn copies(shared: &[Shared]) -> Vec<Finding> {
    let say = |s: &Shared| {
        let share = s.words as f64 / s.of.max(1) as f64;
        (share >= MUCH && s.sentences >= 2).then(|| Finding {
            report: "alignment",
            kind: "shared_text",
            outlets: vec![s.outlet.clone(), s.other.clone()],
            text: format!(
                "{} of the running text of {} ({} of {} words, {}) stands as near copies in {}.",
                percent(share),
                s.outlet,
                super::super::grouped(s.words as f64),
                super::super::grouped(s.of as f64),
                plural(s.sentences, "sentence"),
                s.other
            ),
            effect: share,
            certainty: 1.0,
            evidence: Vec::new(),
            table: "similarity".into(),
        })
    };
    shared.iter().filter_map(say).collect()
}
