//! How often house rules would flag, rule by outlet.

use super::super::exhibit::{HeatCell, HeatMap, HeatRow};
use super::super::rules::{Count, WORDS};
use super::super::{Chart, ChartKind, plural, ranked};
use super::{Words, chart, list, shown_outlets};
use crate::frame::Frames;
use std::collections::BTreeSet;

/// Outlets with a row of their own; the rest is summed.
const OUTLETS: usize = 22;

/// The chart; none where no rule has a hit.
pub fn rules(frames: &Frames, counts: &[Count]) -> Vec<Chart> {
    let total: usize = counts.iter().map(|c| c.n).sum();
    if total == 0 {
        return Vec::new();
    }
    let with_hits: BTreeSet<&str> = counts.iter().filter(|c| c.n > 0).map(|c| c.rule.as_str()).collect();
    let rules: Vec<&str> = frames.rules.text("rule").into_iter().filter(|r| with_hits.contains(r)).collect();
    let (shown, rest) = shown_outlets(frames, OUTLETS);
    let cell = |outlets: &[String], rule: &str| {
        let of: Vec<&Count> = counts.iter().filter(|c| c.rule == rule && outlets.contains(&c.outlet)).collect();
        let (n, occasions) = (of.iter().map(|c| c.n).sum::<usize>(), of.iter().map(|c| c.of).sum::<usize>());
        // Without an occasion there is nothing to see.
        // Of words of running text the number of occasions says nothing that a cell could hold.
        let text = if of.iter().any(|c| c.of_what == WORDS) { n.to_string() } else { format!("{n} of {occasions}") };
        if occasions == 0 { HeatCell { value: None, text: String::new() } } else { HeatCell { value: Some(n as f64), text } }
    };
    let row = |label: String, outlets: &[String]| HeatRow { label, cells: rules.iter().map(|r| cell(outlets, r)).collect() };
    let mut rows: Vec<HeatRow> = shown.iter().map(|o| row(o.clone(), std::slice::from_ref(o))).collect();
    if !rest.is_empty() {
        rows.push(row(format!("{} others", rest.len()), &rest));
    }
    let per_rule: Vec<(&str, usize)> =
        ranked(&with_hits.iter().map(|r| (*r, counts.iter().filter(|c| c.rule == *r).map(|c| c.n).sum())).collect());
    let title = match per_rule.first() {
        Some((_, n)) if per_rule.len() > 1 => {
            let most: Vec<String> = per_rule.iter().filter(|r| r.1 == *n).map(|r| r.0.replace('-', " ")).collect();
            let each = if most.len() > 1 { " each" } else { "" };
            format!("House rules of this kind would flag {}, most often under: {} ({n}{each})", plural(total, "passage"), list(&most))
        }
        _ => format!("House rules of this kind would flag {}", plural(total, "passage")),
    };
    let words = Words {
        name: "rules_by_outlet".into(),
        alt: format!("Heat map of {} by house rules: passages that a rule would flag. {title}.", frames.units()),
        title,
        subtitle: format!("Passages that a rule of this kind would flag, by {}; what each rule asks is in rules.csv", frames.unit()),
        n: format!("n = {} under {}", plural(total, "passage"), plural(rules.len(), "rule")),
        note: "“2 of 9”: passages of all occasions, which are labels, attributions or figures of the rule's kind, in any voice for figures; a \
               rule of words has no such number. rules_by_outlet.csv has each denominator."
            .into(),
        palette: Vec::new(),
    };
    let columns = rules.iter().map(|r| r.replace('-', " ")).collect();
    vec![chart(words, ChartKind::HeatMap(HeatMap { columns, rows, unit: "passages".into(), missing: "no occasion".into() }))]
}
