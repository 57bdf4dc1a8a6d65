//! Findings: figures that do not fit together, said with their sources and the rows that prove it.

use super::claim::Claim;
use super::group::{Group, Silence};
use super::reference::{Reference, place, placed, references};
use super::verdict::Verdict;
use super::{Reconciled, words};
use crate::compare::{Finding, chance, grouped, percent, plural, stats, when};
use std::collections::{BTreeMap, BTreeSet};

/// Clusters said in a sentence.
const CLUSTERS: usize = 5;
/// Ids of evidence rows in a finding.
const EVIDENCE: usize = 16;
/// Findings of one kind, the heaviest.
const KEPT: usize = 12;
/// A stated number this many times another is a difference worth a sentence.
const DIFFERS: f64 = 1.1;
/// Without dates a later count cannot be told from a contradiction.
const UNDATED: f64 = 0.9;
/// Where articles tell of several counts, the highest of two need not be of the same place or day.
const SEVERAL: f64 = 0.6;

/// Everything that is large and sure enough to be said.
pub fn findings(all: &Reconciled) -> Vec<Finding> {
    let several = all.groups.iter().map(|g| &g.event).collect::<BTreeSet<_>>().len() > 1;
    let mut out: Vec<Finding> = Vec::new();
    // Without events nobody knows that two numbers are of one thing.
    let known = !super::claim::spans_events(all.frames);
    for group in all.groups.iter().filter(|g| known || g.key.starts_with("rank_")) {
        out.extend(if group.key.starts_with("rank_") { rank(all, group) } else { between(all, group, several) });
        out.extend(hedged(all, group, several));
    }
    if known {
        out.extend(within(all));
    }
    out.extend(against_references(all));
    out.extend(bare(all));
    heaviest(out)
}

/// Of each kind the heaviest.
fn heaviest(mut all: Vec<Finding>) -> Vec<Finding> {
    all.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| (a.kind, &a.text).cmp(&(b.kind, &b.text))));
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    all.retain(|f| {
        let n = met.entry(f.kind).or_default();
        *n += 1;
        *n <= KEPT
    });
    all
}

fn finding(kind: &'static str, text: String, claims: &[&Claim], effect: f64, certainty: f64, table: &str) -> Finding {
    let mut outlets: Vec<String> = Vec::new();
    for c in claims {
        if !outlets.contains(&c.outlet) {
            outlets.push(c.outlet.clone());
        }
    }
    let evidence = claims.iter().map(|c| c.id.clone()).take(EVIDENCE).collect();
    Finding { report: "figures", kind, outlets, text, effect, certainty, evidence, table: table.into() }
}

fn topic(c: &Claim, several: bool) -> String {
    let event = if several && !c.event.is_empty() { format!(", {}", c.event.trim_matches(['(', ')'])) } else { String::new() };
    format!("{}{event}", crate::compare::sentence_case(&words::topic(c)))
}

/// What outlets give for one key, where their numbers differ.
fn between(all: &Reconciled, whole: &Group, several: bool) -> Option<Finding> {
    let group = &super::group::latest(&all.claims, whole);
    let compared: Vec<&Claim> = group.clusters.iter().flat_map(|c| &c.claims).map(|i| &all.claims[*i]).collect();
    let first = *compared.first()?;
    let outlets: BTreeSet<&str> = compared.iter().map(|c| c.outlet.as_str()).collect();
    let ratio = group.ratio(&all.claims).unwrap_or(1.0);
    let split = group.clusters.len() > 1 && across(all, group);
    if outlets.len() < 2 || !split && ratio < DIFFERS {
        return without(all, whole, several);
    }
    // The lowest, the highest, and those of most outlets between.
    let mut order: Vec<usize> = (0..group.clusters.len()).collect();
    let ends = [0, group.clusters.len() - 1];
    order.sort_by_key(|i| (!ends.contains(i), std::cmp::Reverse(group.clusters[*i].outlets.len()), *i));
    order.truncate(CLUSTERS);
    order.sort();
    let mut said: Vec<String> = order.iter().map(|i| words::cluster(&all.claims, &group.clusters[*i], all.frames.unit())).collect();
    let left = group.clusters.len() - order.len();
    if left > 0 {
        said.push(format!("{} between", plural(left, "more cluster")));
    }
    let mut text = format!("{}: {}.", topic(first, several), said.join("; "));
    if let Some(parts) = parts(all, group) {
        text.push_str(&format!(" Among them {parts}."));
    }
    if ratio >= DIFFERS {
        text.push_str(&format!(" The highest number is {} times the lowest.", times(ratio)));
    }
    let dated = compared.iter().all(|c| !c.published.is_empty());
    text.push_str(match (split, dated, first.grows()) {
        (true, false, true) => " Not all articles are dated, so a later count cannot be told from a contradiction.",
        (true, true, true) if group.count(Verdict::Conflicting) == 0 => " The higher counts came later.",
        (false, _, _) => " Their ranges meet: they can be one number.",
        _ => "",
    });
    if whole.several {
        text.push_str(" Articles here give several numbers; the highest of each is compared.");
    }
    text.push_str(&give_none(group, all.frames.unit()));
    let ends: Vec<&Claim> = group.ends.map_or(Vec::new(), |(low, high)| vec![&all.claims[high], &all.claims[low]]);
    let rest = group.clusters.iter().rev().filter_map(|c| c.claims.first()).map(|i| &all.claims[*i]).chain(compared.iter().copied());
    let proof = unique(ends.into_iter().chain(rest));
    let conflicting = split && group.count(Verdict::Conflicting) > 0;
    let kind = if conflicting { "conflicting_figures" } else { "differing_figures" };
    let spread = group.clusters.last().zip(group.clusters.first()).map_or(1.0, |(h, l)| h.at / l.at.max(1.0));
    let effect = 1.0 - 1.0 / ratio.max(if split { spread } else { 1.0 }).max(1.0);
    // What people count weighs more than how far a road is.
    let weight = if first.unit == "persons" && first.victim_class.is_empty() { 1.0 } else { 0.6 };
    let certainty = if whole.several { SEVERAL } else { 1.0 } * if dated || !conflicting { 1.0 } else { UNDATED };
    Some(finding(kind, text, &proof, effect * weight, certainty, "figures_clusters"))
}

/// Whether claims of two outlets stand in different clusters.
fn across(all: &Reconciled, group: &Group) -> bool {
    let outlets = |i: usize| group.clusters[i].claims.iter().map(|c| all.claims[*c].outlet.as_str()).collect::<BTreeSet<_>>();
    (1..group.clusters.len()).any(|i| outlets(i) != outlets(i - 1) || outlets(i).len() > 1)
}

/// "104 civilians in Outlet A (no source), 111 civilians in Outlet D (…)": parts of the claims of a group.
fn parts(all: &Reconciled, group: &Group) -> Option<String> {
    let shown = group.clusters.iter().flat_map(|c| &c.claims);
    let of = shown.filter_map(|i| all.parts.get(&all.claims[*i].id)).flatten().map(|i| &all.claims[*i]);
    // Parts of a place are not parts of every count.
    let plain = of.filter(|c| c.key == format!("{}_{}", c.event_type, c.victim_class));
    let said: Vec<String> = plain.map(|c| format!("{} in {} {}", c.context, c.outlet, words::whose(c))).take(3).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// " In Outlet C and Outlet E, which cover the event, none is found."
fn give_none(group: &Group, unit: &str) -> String {
    let none: Vec<String> = group.without(Silence::None).into_iter().map(String::from).collect();
    if none.is_empty() { String::new() } else { format!(" In {} none is found.", words::some(&none, unit)) }
}

/// A count of people that most outlets give and some do not.
fn without(all: &Reconciled, group: &Group, several: bool) -> Option<Finding> {
    let first = &all.claims[*group.claims.first()?];
    let giving = group.outlets(&all.claims).len();
    let none: Vec<String> = group.without(Silence::None).into_iter().map(String::from).collect();
    let plain = first.unit == "persons" && first.key == format!("{}_total", first.event_type);
    if !plain || none.is_empty() || giving < 2 || giving <= none.len() {
        return None;
    }
    let unit = all.frames.unit();
    let units = crate::compare::several(unit);
    let verb = if none.len() == 1 { "gives" } else { "give" };
    let text = format!(
        "{}: {} {verb} no number, though published when it was known; {} of {} {units} on the event do.",
        topic(first, several),
        words::some(&none, unit),
        giving,
        giving + none.len()
    );
    let claims: Vec<&Claim> = unique(group.claims.iter().map(|i| &all.claims[*i]));
    let mut out = finding("figure_not_given", text, &claims, giving as f64 / (giving + none.len()) as f64, 1.0, "figures_outlets");
    out.outlets = none;
    Some(out)
}

/// A rank that is stated differently.
fn rank(all: &Reconciled, group: &Group) -> Option<Finding> {
    if group.clusters.len() < 2 || group.outlets(&all.claims).len() < 2 {
        return None;
    }
    let first = &all.claims[group.claims[0]];
    let said: Vec<String> = group.clusters.iter().map(|c| words::cluster(&all.claims, c, all.frames.unit())).collect();
    let text = format!("{} is stated differently: {}.", crate::compare::sentence_case(&words::topic(first)), said.join("; "));
    // The rarer statement first.
    let mut clusters: Vec<_> = group.clusters.iter().collect();
    clusters.sort_by_key(|c| c.outlets.len());
    let claims = unique(clusters.into_iter().flat_map(|c| &c.claims).map(|i| &all.claims[*i]));
    Some(finding("rank_stated_differently", text, &claims, 0.6, 1.0, "figures_clusters"))
}

/// One number given as exact by one outlet and hedged by another.
fn hedged(all: &Reconciled, group: &Group, several: bool) -> Option<Finding> {
    let mut stated: BTreeMap<u64, Vec<&Claim>> = BTreeMap::new();
    for c in group.clusters.iter().flat_map(|c| &c.claims).map(|i| &all.claims[*i]).filter(|c| c.unit == "persons") {
        // Small numbers are equal by chance.
        if let Some(n) = c.stated().filter(|n| *n >= 20.0) {
            stated.entry(n as u64).or_default().push(c);
        }
    }
    let told = |claims: &[&Claim], exact: bool| -> Vec<String> {
        let of: BTreeSet<&str> = claims.iter().filter(|c| (c.modifier == "exact") == exact).map(|c| c.outlet.as_str()).collect();
        of.into_iter().map(String::from).collect()
    };
    let apart = |claims: &Vec<&Claim>| {
        let (exact, hedged) = (told(claims, true), told(claims, false));
        !exact.is_empty() && !hedged.is_empty() && !exact.iter().any(|o| hedged.contains(o))
    };
    let (n, claims) = stated.into_iter().filter(|(_, claims)| apart(claims)).max_by_key(|(n, claims)| (claims.len(), *n))?;
    let (exact, hedged) = (told(&claims, true), told(&claims, false));
    let hedge = claims.iter().find(|c| c.modifier != "exact").map(|c| words::amount(c)).unwrap_or_default();
    let verb = |names: &[String]| if names.len() == 1 { "gives" } else { "give" };
    let unit = all.frames.unit();
    let text = format!(
        "{}: {} {} {} as an exact number, {} “{hedge}”.",
        topic(claims[0], several),
        words::some(&exact, unit),
        verb(&exact),
        grouped(n as f64),
        words::some(&hedged, unit),
    );
    Some(finding("exact_or_hedged", text, &claims, 0.3, 1.0, "figures_claims"))
}

/// Articles whose own figures cannot both be true.
fn within(all: &Reconciled) -> Vec<Finding> {
    let mut worst: BTreeMap<(&str, &str), (&Claim, &Claim, f64)> = BTreeMap::new();
    for (a, b, verdict, _) in &all.pairs {
        let (a, b) = (&all.claims[*a], &all.claims[*b]);
        // Two sources in one article are a comparison that the article itself makes.
        let two_sources = !a.bare() && !b.bare() && a.source != b.source;
        if *verdict != Verdict::Conflicting || a.article != b.article || two_sources || !one_count(a, b) {
            continue;
        }
        let (less, more) = if a.high < b.low { (a, b) } else { (b, a) };
        let gap = 1.0 - less.high / more.low.max(f64::MIN_POSITIVE);
        let kept = worst.entry((&a.article, &a.key)).or_insert((a, b, gap));
        if gap > kept.2 {
            *kept = (a, b, gap);
        }
    }
    let one = |(a, b, gap): (&Claim, &Claim, f64)| {
        let text = format!(
            "One article of {} gives {} as {} {} and as {} {}: as written these cannot be one number.",
            a.outlet,
            words::topic(a),
            amount(a),
            words::whose(a),
            amount(b),
            words::whose(b)
        );
        let people = if a.unit == "persons" { 1.0 } else { 0.6 };
        finding("one_article_against_itself", text, &[a, b], (0.3 + 0.7 * gap) * people, 1.0, "figures_verdicts")
    };
    worst.into_values().map(one).collect()
}

/// Two numbers of people in one article are sooner those of two places or days than a contradiction, unless one is vague or
/// they are near each other.
fn one_count(a: &Claim, b: &Claim) -> bool {
    let near = |x: f64, y: f64| x.min(y) >= 20.0 && x.max(y) <= 1.5 * x.min(y);
    match (a.stated(), b.stated()) {
        // Two lengths in one sentence are sooner those of two roads.
        _ if a.unit != b.unit => false,
        _ if a.unit != "persons" => a.unit != "rank",
        (Some(x), Some(y)) => near(x, y),
        _ => a.high.max(b.high) >= 100.0,
    }
}

/// A claim as it reads where the unit is part of the point: "“the decade-long conflict”".
fn amount(c: &Claim) -> String {
    if c.unit == "persons" { words::amount(c) } else { format!("“{}”", c.context) }
}

/// Where the claims stand beside each reference figure.
fn against_references(all: &Reconciled) -> Vec<Finding> {
    let references = references(all.frames);
    let mut by: BTreeMap<(usize, &str), Vec<(&Claim, &'static str)>> = BTreeMap::new();
    for (group, claim, reference) in placed(all, &references) {
        let number = references.iter().position(|r| std::ptr::eq(r, reference)).unwrap_or(0);
        by.entry((number, &group.event)).or_default().push((claim, place(claim, reference)));
    }
    by.into_iter().filter_map(|((number, _), claims)| against(&references[number], &claims)).collect()
}

fn against(reference: &Reference, claims: &[(&Claim, &'static str)]) -> Option<Finding> {
    let n = |wanted: &[&str]| claims.iter().filter(|(_, p)| wanted.contains(p)).count();
    let (below, above, within) = (n(&["below"]), n(&["above"]), n(&["within", "overlaps"]));
    let distance = |c: &Claim| if c.high < reference.low { reference.low / c.high.max(1.0) } else { c.low / reference.high.max(1.0) };
    let outside = claims.iter().filter(|(_, p)| matches!(*p, "below" | "above"));
    let (farthest, side) = outside.max_by(|a, b| distance(a.0).total_cmp(&distance(b.0)).then_with(|| b.0.id.cmp(&a.0.id)))?;
    let ends = if reference.low == reference.high {
        grouped(reference.low)
    } else {
        format!("{} to {}", grouped(reference.low), grouped(reference.high))
    };
    let told: Vec<String> = [&reference.source, &reference.as_of].iter().filter(|s| !s.is_empty()).map(|s| s.to_string()).collect();
    let told = if told.is_empty() { String::new() } else { format!(" ({})", told.join(", as of ")) };
    let date = if farthest.published.is_empty() { String::new() } else { format!(", {}", when::short(&farthest.published)) };
    let text = format!(
        "{}: beside the reference of {ends}{told}, {} of {} lie below, {above} above and {within} within or across it; farthest {side}: {} {} {}{date}.",
        crate::compare::sentence_case(&words::topic(farthest)),
        below,
        plural(claims.len(), "claim"),
        farthest.outlet,
        words::amount(farthest),
        words::whose(farthest),
    );
    let proof: Vec<&Claim> =
        std::iter::once(*farthest).chain(claims.iter().filter(|(_, p)| matches!(*p, "below" | "above")).map(|c| c.0)).collect();
    let effect = 1.0 - 1.0 / distance(farthest).max(1.0);
    Some(finding("beside_reference", text, &unique(proof), effect, 1.0, "figures_references"))
}

/// Outlets that name a source for their figures clearly more or less often than the others.
fn bare(all: &Reconciled) -> Vec<Finding> {
    let t = all.frames.figures.only("class", &["claim"]);
    let (outlets, sources, ids) = (t.text("outlet"), t.text("source"), t.text("figure_id"));
    // Those with a source and those without.
    let mut counts: BTreeMap<&str, [Vec<String>; 2]> = BTreeMap::new();
    for i in 0..t.height() {
        counts.entry(outlets[i]).or_default()[usize::from(sources[i].is_empty())].push(ids[i].to_string());
    }
    let (with, of) = counts.values().fold((0, 0), |(w, n), c| (w + c[0].len(), n + c[0].len() + c[1].len()));
    // As many tests as outlets (Bonferroni).
    let tests = counts.values().filter(|c| c[0].len() + c[1].len() >= stats::FEW).count() as f64;
    let mut out = Vec::new();
    for (outlet, rows) in &counts {
        let (own, n) = (rows[0].len(), rows[0].len() + rows[1].len());
        let (rest, others) = (with - own, of - n);
        if n < stats::FEW || others < stats::FEW {
            continue;
        }
        let p = (stats::TwoByTwo::new(own, n, rest, others).fisher() * tests).min(1.0);
        let (share, other) = (own as f64 / n as f64, rest as f64 / others as f64);
        if p > 0.05 {
            continue;
        }
        let text = format!(
            "{outlet} names a source for {own} of its {} ({}), the other {} for {rest} of {} ({}); Fisher's exact test, {} after correction for {} {}.",
            plural(n, "figure"),
            percent(share),
            all.frames.units(),
            grouped(others as f64),
            percent(other),
            chance(p),
            tests,
            all.frames.units(),
        );
        out.push(Finding {
            report: "figures",
            kind: "figures_attribution",
            outlets: vec![outlet.to_string()],
            text,
            effect: (share - other).abs(),
            certainty: 1.0 - p,
            // What it has more of than the others.
            evidence: rows[usize::from(share < other)].iter().take(EVIDENCE).cloned().collect(),
            table: "figures_attribution".into(),
        });
    }
    out
}

/// 5.6, 12: as exact as it helps.
fn times(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.1}") } else { grouped(ratio.round()) }
}

/// Claims, each once.
fn unique<'c>(claims: impl IntoIterator<Item = &'c Claim>) -> Vec<&'c Claim> {
    let mut met = BTreeSet::new();
    claims.into_iter().filter(|c| met.insert(c.id.clone())).collect()
}
