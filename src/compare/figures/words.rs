//! How claims, keys and clusters read in sentences.

use super::claim::Claim;
use super::group::Cluster;
use crate::compare::{grouped, list, plural, sentence_case, spaced};
use std::collections::BTreeMap;

/// Names said in a sentence; the rest is counted.
const NAMED: usize = 4;

/// "a", "a and b", "a, b and c"; of many, the first few and how many more.
pub fn some(names: &[String], noun: &str) -> String {
    match names {
        many if many.len() > NAMED => {
            format!("{} and {}", many[..NAMED - 1].join(", "), plural(many.len() - NAMED + 1, &format!("more {noun}")))
        }
        few => list(few),
    }
}

/// What a key counts, in words: "civilians killed", "people displaced (Homs)", "the rank of Aleppo".
pub fn topic(c: &Claim) -> String {
    if let Some(place) = c.key.strip_prefix("rank_city_") {
        return format!("the rank of {}", sentence_case(place));
    }
    if let Some(places) = c.key.strip_prefix("distance_") {
        return format!("the distance {}", places.split('_').map(sentence_case).collect::<Vec<_>>().join(" to "));
    }
    if let Some(of) = c.key.strip_prefix("duration_") {
        return format!("the length of the {}", of.replace('_', " "));
    }
    if c.unit != "persons" || c.event_type.is_empty() {
        return spaced(&c.key);
    }
    let who = if c.victim_class.is_empty() { "people".to_string() } else { spaced(&c.victim_class) };
    let stem = if c.victim_class.is_empty() { "total" } else { &c.victim_class };
    let rest = c.key.strip_prefix(c.event_type.as_str()).unwrap_or("").trim_start_matches('_');
    let scope = rest.strip_prefix(stem).unwrap_or(rest).trim_start_matches('_');
    let id = format!("who_{}", c.event_type);
    let what = spaced(&id);
    let what = if what == id.replace('_', " ") { spaced(&c.event_type) } else { what };
    let scope = match scope {
        "" => String::new(),
        "part" => " (a part)".into(),
        "share" => " (share)".into(),
        "war" => " (whole war)".into(),
        other => format!(" ({})", other.split('_').map(sentence_case).collect::<Vec<_>>().join(" ")),
    };
    format!("{who} {what}{scope}")
}

/// A claim as it reads: "nearly 50,000", "“tens of thousands”", "“second-largest city”".
pub fn amount(c: &Claim) -> String {
    let hedge = match c.modifier.as_str() {
        "exact" => "",
        "vague" => return format!("“{}”", c.text.to_lowercase()),
        other => &spaced(other),
    };
    if c.unit == "rank" {
        return format!("“{}”", c.context);
    }
    let number = c.stated().map_or_else(|| super::verdict::range(c), grouped);
    let unit = match c.unit.as_str() {
        "persons" | "" => String::new(),
        "percent" => " percent".into(),
        unit => format!(" {}", spaced(unit)),
    };
    let hedged = if hedge.is_empty() { number } else { format!("{hedge} {number}") };
    format!("{hedged}{unit}")
}

/// "(United Nations)", "(no source)"; a rank that nobody is quoted for needs none.
pub fn whose(c: &Claim) -> String {
    if c.bare() && c.unit == "rank" {
        return String::new();
    }
    format!("({})", if c.bare() { "no source" } else { &c.source })
}

/// A cluster in words, outlets of one number and source together: "Outlet A and Outlet B nearly 50,000 (United Nations)".
pub fn cluster(claims: &[Claim], cluster: &Cluster, unit: &str) -> String {
    let mut said: Vec<((String, String), Vec<String>)> = Vec::new();
    let mut place: BTreeMap<(String, String), usize> = BTreeMap::new();
    for c in cluster.claims.iter().map(|i| &claims[*i]) {
        let what = (amount(c), whose(c));
        let at = *place.entry(what.clone()).or_insert_with(|| {
            said.push((what, Vec::new()));
            said.len() - 1
        });
        if !said[at].1.contains(&c.outlet) {
            said[at].1.push(c.outlet.clone());
        }
    }
    // What most outlets say first; of many wordings the rest is counted.
    said.sort_by_key(|s| std::cmp::Reverse(s.1.len()));
    let rest = said.len().saturating_sub(NAMED);
    let mut parts: Vec<String> = said
        .iter()
        .take(NAMED)
        .map(|((amount, whose), outlets)| format!("{} {amount} {whose}", some(outlets, unit)).trim_end().to_string())
        .collect();
    if rest > 0 {
        parts.push(format!("{} near it", plural(rest, "more wording")));
    }
    parts.join(", ")
}
