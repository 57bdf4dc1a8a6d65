//! Firsts: who was the first to publish a figure, a label, a source or a fact that several have, and how long the others took.

use crate::compare::figures::claim::events_of;
use crate::compare::{alignment, figures, grouped, stats, when};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// An outlet's earliest publication of a thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    pub outlet: String,
    pub published: String,
    /// The evidence row.
    pub id: String,
}

/// A thing that at least two outlets have, at least one of them in a dated article.
#[derive(Debug, Clone, PartialEq)]
pub struct First {
    /// `figure_key` (any number of it), `figure` (one number), `label`, `source` or `fact`.
    pub kind: &'static str,
    pub event: String,
    pub thing: String,
    /// Dated ones, earliest first.
    pub seen: Vec<Seen>,
    /// Outlets that have it in undated articles only.
    pub undated: usize,
    /// Whether the first was certainly before all others.
    pub told_apart: bool,
}

/// Words of a fact that stand for it.
const FACT: usize = 120;

/// Kind, event, thing to outlet to its earliest row (published, id); undated rows last.
type Things = BTreeMap<(&'static str, String, String), BTreeMap<String, (String, String)>>;

fn add(things: &mut Things, kind: &'static str, event: &str, thing: String, row: (&str, &str, &str)) {
    let (outlet, published, id) = row;
    let order = |p: &str| (p.is_empty(), when::order(p));
    let outlets = things.entry((kind, event.to_string(), thing)).or_default();
    match outlets.get_mut(outlet) {
        Some(kept) if order(&kept.0) <= order(published) => {}
        Some(kept) => *kept = (published.to_string(), id.to_string()),
        None => drop(outlets.insert(outlet.to_string(), (published.to_string(), id.to_string()))),
    }
}

/// Everything that several outlets have, by kind, event and thing.
pub fn firsts(frames: &Frames) -> Vec<First> {
    let events = events_of(frames);
    let none = String::new();
    let event = |article: &str| events.get(article).unwrap_or(&none).clone();
    let mut things = Things::new();
    for c in figures::claims(frames) {
        let row = (c.outlet.as_str(), c.published.as_str(), c.id.as_str());
        add(&mut things, "figure_key", &c.event, figures::words::topic(&c), row);
        if let Some(n) = c.stated() {
            add(&mut things, "figure", &c.event, format!("{}: {}", figures::words::topic(&c), grouped(n)), row);
        }
    }
    let labels = frames.labels.only("kind", &["label"]).only("voice", &["narrator", "headline"]);
    let (groups, actors, ids) = (labels.text("label_group"), labels.text("actor"), labels.text("label_id"));
    let (outlets, dates, articles) = (labels.text("outlet"), labels.text("published"), labels.text("article_id"));
    for (i, (group, actor)) in groups.iter().zip(actors).enumerate() {
        let thing =
            if actor == "unresolved" { format!("“{group}”") } else { format!("“{group}” for {}", crate::compare::spaced(actor)) };
        add(&mut things, "label", &event(articles[i]), thing, (outlets[i], dates[i], ids[i]));
    }
    let quotes = frames.quotes.only("kind", &["direct", "indirect", "mixed"]);
    let (sources, ids) = (quotes.text("source"), quotes.text("quote_id"));
    let (outlets, dates, articles) = (quotes.text("outlet"), quotes.text("published"), quotes.text("article_id"));
    for (i, source) in sources.iter().enumerate().filter(|(_, s)| !s.is_empty() && **s != "unknown") {
        add(&mut things, "source", &event(articles[i]), source.to_string(), (outlets[i], dates[i], ids[i]));
    }
    facts(frames, &events, &mut things);
    things.into_iter().filter_map(|((kind, event, thing), outlets)| first(kind, event, thing, outlets)).collect()
}

/// Sentences that restate one thing; the earliest stands for the fact.
fn facts(frames: &Frames, events: &BTreeMap<String, String>, things: &mut Things) {
    let s = &frames.sentences;
    let (ids, outlets, dates) = (s.text("sentence_id"), s.text("outlet"), s.text("published"));
    let (articles, texts) = (s.text("article_id"), s.text("text"));
    for fact in alignment::facts::facts(frames) {
        let earliest = fact.rows.iter().min_by_key(|i| (dates[**i].is_empty(), when::order(dates[**i]), **i));
        let Some(text) = earliest.map(|i| texts[*i]) else { continue };
        let mut short: String = text.chars().take(FACT).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        for i in fact.rows {
            let event = events.get(articles[i]).map_or("", String::as_str);
            add(things, "fact", event, short.clone(), (outlets[i], dates[i], ids[i]));
        }
    }
}

fn first(kind: &'static str, event: String, thing: String, outlets: BTreeMap<String, (String, String)>) -> Option<First> {
    if outlets.len() < 2 {
        return None;
    }
    let undated = outlets.values().filter(|(p, _)| p.is_empty()).count();
    let dated = outlets.into_iter().filter(|(_, (p, _))| !p.is_empty());
    let mut seen: Vec<Seen> = dated.map(|(outlet, (published, id))| Seen { outlet, published, id }).collect();
    seen.sort_by(|a, b| (when::order(&a.published), &a.outlet).cmp(&(when::order(&b.published), &b.outlet)));
    let earliest = seen.first()?;
    let told_apart =
        undated == 0 && seen.len() > 1 && seen[1..].iter().all(|s| when::before(&earliest.published, &s.published) == Some(true));
    Some(First { kind, event, thing, seen, undated, told_apart })
}

/// "+3.5 h", "+2 d", "same day".
pub fn lag(first: &str, second: &str) -> String {
    match (when::hours(first, second), when::days(first, second)) {
        (Some(hours), _) if hours < 48.0 => format!("+{} h", grouped((hours * 10.0).round() / 10.0)),
        (Some(hours), _) => format!("+{} d", grouped((hours / 2.4).round() / 10.0)),
        (None, Some(0)) => "same day".into(),
        (None, Some(days)) => format!("+{} d", grouped(days as f64)),
        _ => String::new(),
    }
}

/// Others whose lag is listed in a cell.
const OTHERS: usize = 40;

/// timeline_first.csv
pub fn listed(frames: &Frames, firsts: &[First]) -> Table {
    type F = First;
    let end = |f: &F, last: bool| if last { f.seen.last().cloned() } else { f.seen.get(1).cloned() };
    let hours = |f: &F, s: &Seen| when::hours(&f.seen[0].published, &s.published);
    let columns = vec![
        column(
            "kind",
            Kind::Text,
            "",
            "figure_key (any number of it), figure (this number), label (own voice and headlines), source or fact",
            |f: &F| f.kind.into(),
        ),
        column("event", Kind::Text, "", "the event, where articles name one", |f: &F| (&f.event).into()),
        column("thing", Kind::Text, "", "what was published", |f: &F| (&f.thing).into()),
        column("outlets", Kind::Int, "outlets", "how many have it, undated ones too", |f: &F| (f.seen.len() + f.undated).into()),
        column("first_outlet", Kind::Text, "", "who published it first, of the articles read", |f: &F| (&f.seen[0].outlet).into()),
        column("first_published", Kind::Text, "ISO 8601", "when", |f: &F| (&f.seen[0].published).into()),
        column(
            "told_apart",
            Kind::Bool,
            "",
            "it was certainly before all others; no where another has the same day or no date",
            |f: &F| f.told_apart.into(),
        ),
        column("evidence", Kind::Text, "", "the row of the evidence tables", |f: &F| (&f.seen[0].id).into()),
        column("second_outlet", Kind::Text, "", "who was next; empty if no other is dated", move |f: &F| {
            end(f, false).map(|s| s.outlet).into()
        }),
        column("second_lag_hours", Kind::Float, "hours", "after the first; empty where only the day is known", move |f: &F| {
            end(f, false).and_then(|s| hours(f, &s)).into()
        }),
        column("last_outlet", Kind::Text, "", "who was last; empty if no other is dated", move |f: &F| {
            end(f, true).filter(|_| f.seen.len() > 1).map(|s| s.outlet).into()
        }),
        column("last_lag_hours", Kind::Float, "hours", "after the first; empty where only the day is known", move |f: &F| {
            end(f, true).filter(|_| f.seen.len() > 1).and_then(|s| hours(f, &s)).into()
        }),
        column("others", Kind::Text, "", "the others with their lag and evidence row, joined by ; (of many, the first 40)", |f: &F| {
            let said =
                f.seen[1..].iter().take(OTHERS).map(|s| format!("{} {} [{}]", s.outlet, lag(&f.seen[0].published, &s.published), s.id));
            said.collect::<Vec<_>>().join("; ").into()
        }),
        column("undated", Kind::Int, "outlets", "outlets that have it in articles without a date only", |f: &F| f.undated.into()),
    ];
    let about = format!("One row a figure, label, source or fact that at least two {} have: who was first", frames.units());
    table("timeline_first", &about, columns, firsts)
}

/// How often an outlet was first.
#[derive(Debug, Clone)]
pub struct Pace {
    pub outlet: String,
    pub articles: usize,
    pub undated: usize,
    pub earliest: String,
    /// Things that it has in a dated article, where the first can be told, and those in which it was.
    pub things: usize,
    pub first: usize,
    /// What chance gives: each of those who have a thing is first as often as the others.
    pub expected: f64,
    pub lags: Vec<f64>,
}

/// Firsts by outlet; numbers and facts only: labels and sources are no news.
pub fn by_outlet(frames: &Frames, firsts: &[First]) -> Vec<Pace> {
    let f = &frames.features;
    let mut out: BTreeMap<&str, Pace> = BTreeMap::new();
    for (outlet, published) in f.text("outlet").into_iter().zip(f.text("published")) {
        let pace = out.entry(outlet).or_insert_with(|| Pace {
            outlet: outlet.into(),
            articles: 0,
            undated: 0,
            earliest: String::new(),
            things: 0,
            first: 0,
            expected: 0.0,
            lags: Vec::new(),
        });
        pace.articles += 1;
        pace.undated += usize::from(published.is_empty());
        if !published.is_empty() && (pace.earliest.is_empty() || when::order(published) < when::order(&pace.earliest)) {
            pace.earliest = published.to_string();
        }
    }
    for thing in firsts.iter().filter(|t| t.told_apart && matches!(t.kind, "figure_key" | "fact")) {
        for (i, seen) in thing.seen.iter().enumerate() {
            let Some(pace) = out.get_mut(seen.outlet.as_str()) else { continue };
            pace.things += 1;
            pace.first += usize::from(i == 0);
            pace.expected += 1.0 / thing.seen.len() as f64;
            pace.lags.extend(when::hours(&thing.seen[0].published, &seen.published).filter(|_| i > 0));
        }
    }
    out.into_values().collect()
}

/// timeline_outlets.csv
pub fn outlets_table(paces: &[Pace]) -> Table {
    let [low, high] = stats::wilson_ends("share_low", "share_high", |p: &Pace| (p.first, p.things));
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |p: &Pace| (&p.outlet).into()),
        column("articles", Kind::Int, "articles", "articles read", |p: &Pace| p.articles.into()),
        column("undated", Kind::Int, "articles", "articles without a date", |p: &Pace| p.undated.into()),
        column("first_published", Kind::Text, "ISO 8601", "its earliest article; empty if none is dated", |p: &Pace| (&p.earliest).into()),
        column(
            "things",
            Kind::Int,
            "things",
            "figures (by key) and facts that it shares with others, where the first can be told",
            |p: &Pace| p.things.into(),
        ),
        column("first", Kind::Int, "things", "those that it published first", |p: &Pace| p.first.into()),
        column(
            "expected",
            Kind::Float,
            "things",
            "how many that would be if each who has a thing were first as often as the others",
            |p: &Pace| p.expected.into(),
        ),
        column("first_share", Kind::Float, "share 0..1", "first / things; empty without any", |p: &Pace| {
            (p.first as f64 / p.things as f64).into()
        }),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} things", stats::FEW), |p: &Pace| {
            (p.things < stats::FEW).into()
        }),
        column(
            "median_lag_hours",
            Kind::Float,
            "hours",
            "median time after the first, where it was not the first; empty if not known",
            |p: &Pace| stats::percentile(&mut p.lags.clone(), 0.5).into(),
        ),
    ];
    table("timeline_outlets", "One row an outlet: how often it was first with what several have", columns, paces)
}
