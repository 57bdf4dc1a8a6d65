//! Figures: every claim of one key beside the others; same, compatible, conflicting or not comparable, and why.

use super::{Exhibit, grouped, spaced, tally, when};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// Statements of one key beyond this number are compared with the key's first ones only.
const PAIRED: usize = 60;

/// A toll that grows this many times over within one event more probably counts something else.
const APART: f64 = 10.0;

/// One comparable claim: what one article says, once for each distinct range and source.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    pub id: String,
    pub outlet: String,
    pub article: String,
    pub published: String,
    /// The event of the article; claims of different events are never paired.
    pub event: String,
    pub key: String,
    pub event_type: String,
    pub victim_class: String,
    pub unit: String,
    pub text: String,
    pub context: String,
    pub low: f64,
    pub high: f64,
    pub modifier: String,
    pub source: String,
    pub as_of: String,
    pub part: bool,
    /// Further rows of the same article that say the same.
    pub repeats: usize,
    pub sentence: String,
}

/// How two claims relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    Same,
    Compatible,
    Conflicting,
    NotComparable,
}

impl Verdict {
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Compatible => "compatible",
            Verdict::Conflicting => "conflicting",
            Verdict::NotComparable => "not_comparable",
        }
    }
}

/// Claims per key, their pairwise verdicts, and who gives none.
pub fn figures(frames: &Frames) -> Exhibit {
    let claims = claims(frames);
    let pairs = pairs(&claims);
    let bare = claims.iter().filter(|c| c.source.is_empty()).count();
    Exhibit {
        name: "figures",
        title: "Which figures are cited, and whether they agree",
        charts: super::charts::figures(frames, &claims, &pairs),
        tables: vec![listed(&claims), verdicts(&claims, &pairs), matrix(frames, &claims), attribution(frames)],
        notes: vec![
            format!("{bare} of {} comparable claims name no source in their sentence (a source is never carried over).", claims.len()),
            "Same: equal ranges. Compatible: the ranges meet, an open end (at least, more than, up to) reaches the other, or a later article \
             gives a higher count of people. Not comparable: another key (scope, place, victim class or part of a whole), another unit, or \
             more than ten times apart. Conflicting: anything else. Beyond 60 claims of a key, each is compared with the first 60. Parts are \
             never added to wholes."
                .into(),
        ],
        ..Exhibit::default()
    }
}

/// The comparable claims, by key, time and outlet.
pub fn claims(frames: &Frames) -> Vec<Claim> {
    let t = frames.figures.only("class", &["claim"]);
    let (low, high) = (t.numbers("low"), t.numbers("high"));
    let text = |name: &str| t.text(name);
    let (ids, outlets, articles, dates, keys) = (text("figure_id"), text("outlet"), text("article_id"), text("published"), text("key"));
    let (events, classes, units, words) = (text("event_type"), text("victim_class"), text("unit"), text("text"));
    let (contexts, modifiers, sources, times) = (text("context"), text("modifier"), text("source"), text("as_of"));
    let (parts, sentences) = (text("part_of"), text("sentence_text"));
    let events_of: BTreeMap<&str, &str> = frames.features.text("article_id").into_iter().zip(frames.features.text("event")).collect();
    let mut out: Vec<Claim> = Vec::new();
    for i in (0..t.height()).filter(|i| !keys[*i].is_empty()) {
        let (Some(low), Some(high)) = (low[i], high[i]) else { continue };
        // Only the claims of the same article can be repeated, and they stand last.
        let same = |c: &&mut Claim| {
            c.key == keys[i] && c.unit == units[i] && c.low == low && c.high == high && (sources[i].is_empty() || c.source == sources[i])
        };
        if let Some(earlier) = out.iter_mut().rev().take_while(|c| c.article == articles[i]).find(same) {
            earlier.repeats += 1;
            continue;
        }
        out.push(Claim {
            id: ids[i].into(),
            outlet: outlets[i].into(),
            article: articles[i].into(),
            published: dates[i].into(),
            event: events_of.get(articles[i]).copied().unwrap_or("").into(),
            key: keys[i].into(),
            event_type: events[i].into(),
            victim_class: classes[i].into(),
            unit: units[i].into(),
            text: words[i].into(),
            context: contexts[i].into(),
            low,
            high,
            modifier: modifiers[i].into(),
            source: sources[i].into(),
            as_of: times[i].into(),
            part: !parts[i].is_empty(),
            repeats: 0,
            sentence: sentences[i].into(),
        });
    }
    out.sort_by(|a, b| {
        (&a.key, a.published.is_empty(), &a.published, &a.outlet, &a.id).cmp(&(
            &b.key,
            b.published.is_empty(),
            &b.published,
            &b.outlet,
            &b.id,
        ))
    });
    out
}

/// Two claims (indices), the verdict and the reason in words.
pub type Pair = (usize, usize, Verdict, String);

/// Every pair of claims with one key (beyond 60 with the key's first 60), and pairs of keys that must be kept apart.
pub fn pairs(claims: &[Claim]) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut first: BTreeMap<(&str, &str, &str), Vec<usize>> = BTreeMap::new();
    for (i, a) in claims.iter().enumerate() {
        let earlier = first.entry((&a.event, &a.event_type, &a.key)).or_default();
        for j in earlier.iter().take(PAIRED) {
            let (verdict, why) = compare(&claims[*j], a);
            out.push((*j, i, verdict, why));
        }
        earlier.push(i);
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
    let mut out = Vec::new();
    for keys in kinds.values() {
        let Some((main, rows)) = keys.iter().max_by_key(|(key, rows)| (rows.len(), std::cmp::Reverse(*key))) else { continue };
        for (key, others) in keys.iter().filter(|(key, _)| key != main) {
            out.push((rows[0], others[0], Verdict::NotComparable, apart(&claims[rows[0]], &claims[others[0]], main, key)));
        }
    }
    out
}

/// The verdict on two claims of one key.
pub fn compare(a: &Claim, b: &Claim) -> (Verdict, String) {
    if a.unit != b.unit {
        return (Verdict::NotComparable, format!("counted in different units: {} and {}", a.unit, b.unit));
    }
    let within = if a.article == b.article { "within one article: " } else { "" };
    let range = |c: &Claim| if c.low == c.high { grouped(c.low) } else { format!("{} to {}", grouped(c.low), grouped(c.high)) };
    if a.low == b.low && a.high == b.high {
        return (Verdict::Same, format!("{within}both {}", range(a)));
    }
    if a.low <= b.high && b.low <= a.high {
        return (Verdict::Compatible, format!("{within}the ranges meet: {} and {}", range(a), range(b)));
    }
    // "More than 100" leaves its upper end open: the end of its range is a convention, no bound.
    if open_low(a) <= open_high(b) && open_low(b) <= open_high(a) {
        return (Verdict::Compatible, format!("{within}the words leave an end open: {} and {}", a.context, b.context));
    }
    let (less, more) = if a.high < b.low { (a, b) } else { (b, a) };
    let dated = !less.published.is_empty() && !more.published.is_empty();
    let later = when::before(&less.published, &more.published) == Some(true);
    if less.high > 0.0 && more.low > less.high * APART {
        let why = format!("{within}more than {APART} times apart, so hardly the same thing counted: {} and {}", range(a), range(b));
        return (Verdict::NotComparable, why);
    }
    if within.is_empty() && later && grows(a) {
        let why = format!("a later higher count: {} on {}, then {} on {}", range(less), less.published, range(more), more.published);
        return (Verdict::Compatible, why);
    }
    let mut why = format!("{within}the ranges do not meet: {} and {}", range(a), range(b));
    if within.is_empty() && !dated {
        why.push_str("; not both articles are dated, so a later count cannot be told from a contradiction");
    }
    if !a.as_of.is_empty() && !b.as_of.is_empty() && a.as_of != b.as_of {
        why.push_str(&format!("; counted “{}” and “{}”", a.as_of, b.as_of));
    }
    (Verdict::Conflicting, why)
}

/// How high the words let a claim go, within what can be the same thing.
fn open_high(c: &Claim) -> f64 {
    if c.modifier == "at_least" || c.modifier == "more_than" { c.low * APART } else { c.high }
}

fn open_low(c: &Claim) -> f64 {
    if c.modifier == "up_to" || c.modifier == "less_than" { c.high / APART } else { c.low }
}

/// A count of people grows while the event lasts; a distance, a rank or a share does not.
fn grows(claim: &Claim) -> bool {
    claim.unit == "persons" && !claim.key.ends_with("_share")
}

fn apart(a: &Claim, b: &Claim, key: &str, other: &str) -> String {
    let whole = |c: &Claim| if c.part { "a part of a whole" } else { "a count of its own" };
    if a.part != b.part {
        return format!("{} is {}, {} is {}", spaced(key), whole(a), spaced(other), whole(b));
    }
    if a.victim_class != b.victim_class {
        let class = |c: &Claim| if c.victim_class.is_empty() { "all".to_string() } else { spaced(&c.victim_class) };
        return format!("different classes of people: {} and {}", class(a), class(b));
    }
    format!("different scope, place or time: {} and {}", spaced(key), spaced(other))
}

fn listed(claims: &[Claim]) -> Table {
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |c: &Claim| (&c.key).into()),
        column("published", Kind::Text, "ISO 8601", "when the article was published; empty if not known", |c: &Claim| {
            (&c.published).into()
        }),
        column("outlet", Kind::Text, "", "who published", |c: &Claim| (&c.outlet).into()),
        column("article_id", Kind::Text, "", "the article", |c: &Claim| (&c.article).into()),
        column("figure_id", Kind::Text, "", "the row in figures.csv", |c: &Claim| (&c.id).into()),
        column("context", Kind::Text, "", "the words", |c: &Claim| (&c.context).into()),
        column("low", Kind::Float, "as unit", "least value", |c: &Claim| c.low.into()),
        column("high", Kind::Float, "as unit", "greatest value", |c: &Claim| c.high.into()),
        column("modifier", Kind::Text, "", "exact, at_least, more_than, …", |c: &Claim| (&c.modifier).into()),
        column("unit", Kind::Text, "", "what is counted", |c: &Claim| (&c.unit).into()),
        column("source", Kind::Text, "", "canonical source; empty if bare", |c: &Claim| (&c.source).into()),
        column("as_of", Kind::Text, "", "time words that bound the count", |c: &Claim| (&c.as_of).into()),
        column("repeats", Kind::Int, "rows", "further rows of the article that say the same", |c: &Claim| c.repeats.into()),
        column("sentence_text", Kind::Text, "", "the sentence", |c: &Claim| (&c.sentence).into()),
    ];
    table("figures_claims", "One row a comparable claim of an article", columns, claims)
}

fn verdicts(claims: &[Claim], pairs: &[Pair]) -> Table {
    let a = |p: &Pair| &claims[p.0];
    let b = |p: &Pair| &claims[p.1];
    let columns = vec![
        column("key", Kind::Text, "", "what both count; two keys where they must be kept apart", move |p: &Pair| {
            if a(p).key == b(p).key { (&a(p).key).into() } else { format!("{} / {}", a(p).key, b(p).key).into() }
        }),
        column("verdict", Kind::Text, "", "same, compatible, conflicting or not_comparable", |p: &Pair| p.2.as_str().into()),
        column("reason", Kind::Text, "", "why", |p: &Pair| (&p.3).into()),
        column("outlet_a", Kind::Text, "", "who published the first", move |p: &Pair| (&a(p).outlet).into()),
        column("text_a", Kind::Text, "", "its words", move |p: &Pair| (&a(p).context).into()),
        column("source_a", Kind::Text, "", "its source; empty if bare", move |p: &Pair| (&a(p).source).into()),
        column("published_a", Kind::Text, "ISO 8601", "when", move |p: &Pair| (&a(p).published).into()),
        column("figure_id_a", Kind::Text, "", "the row in figures.csv", move |p: &Pair| (&a(p).id).into()),
        column("outlet_b", Kind::Text, "", "who published the second", move |p: &Pair| (&b(p).outlet).into()),
        column("text_b", Kind::Text, "", "its words", move |p: &Pair| (&b(p).context).into()),
        column("source_b", Kind::Text, "", "its source; empty if bare", move |p: &Pair| (&b(p).source).into()),
        column("published_b", Kind::Text, "ISO 8601", "when", move |p: &Pair| (&b(p).published).into()),
        column("figure_id_b", Kind::Text, "", "the row in figures.csv", move |p: &Pair| (&b(p).id).into()),
    ];
    table("figures_verdicts", "One row a pair of claims", columns, pairs)
}

/// Keys across in the wide table where there are many: those that at least two outlets give.
const WIDE: usize = 40;

/// Outlets down, keys across, the words in the cells; empty where an outlet gives none.
fn matrix(frames: &Frames, claims: &[Claim]) -> Table {
    let mut said: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for c in claims {
        let words = if c.source.is_empty() { c.context.clone() } else { format!("{} [{}]", c.context, c.source) };
        said.entry(&c.key).or_default().entry(&c.outlet).or_default().push(words);
    }
    if said.len() > WIDE {
        said.retain(|_, outlets| outlets.len() > 1);
    }
    let outlets = frames.outlets();
    let mut columns = vec![column("outlet", Kind::Text, "", "who published", |o: &String| o.into())];
    for (key, cells) in said {
        columns.push(column(
            key,
            Kind::Text,
            "",
            format!("claims of {}; empty if the outlet gives none", spaced(key)),
            move |o: &String| cells.get(o.as_str()).map(|words| words.join("; ")).into(),
        ));
    }
    table("figures_wide", "One row an outlet, one column a key (of many keys, those that two outlets give)", columns, &outlets)
}

fn attribution(frames: &Frames) -> Table {
    let t = frames.figures.only("class", &["claim"]);
    let (outlets, sources) = (t.text("outlet"), t.text("source"));
    let counts = tally(outlets.iter().zip(&sources).map(|(o, s)| (o.to_string(), !s.is_empty())));
    let rows = frames.outlets();
    let n = |o: &String, sourced: bool| counts.get(&(o.clone(), sourced)).copied().unwrap_or(0);
    let share = |o: &String| super::stats::wilson(n(o, true), n(o, true) + n(o, false));
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &String| o.into()),
        column("claims", Kind::Int, "figures", "figures that are claims", move |o: &String| (n(o, true) + n(o, false)).into()),
        column("attributed", Kind::Int, "figures", "claims whose sentence names a source", move |o: &String| n(o, true).into()),
        column("bare", Kind::Int, "figures", "claims without a source", move |o: &String| n(o, false).into()),
        column("attributed_share", Kind::Float, "share 0..1", "attributed / claims; empty without claims", move |o: &String| {
            (n(o, true) as f64 / (n(o, true) + n(o, false)) as f64).into()
        }),
        column("share_low", Kind::Float, "share 0..1", "lower end of Wilson's 95 % interval", move |o: &String| {
            share(o).map(|s| s.0).into()
        }),
        column("share_high", Kind::Float, "share 0..1", "upper end of Wilson's 95 % interval", move |o: &String| {
            share(o).map(|s| s.1).into()
        }),
    ];
    table("figures_attribution", "One row an outlet: claims with and without a source", columns, &rows)
}
