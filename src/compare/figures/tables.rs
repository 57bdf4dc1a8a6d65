//! The tables of figures: claims, keys, clusters, verdicts, outlets; what is attributed and what is bare.

use super::claim::Claim;
use super::group::{Cluster, Group, Silence};
use super::verdict::{Pair, Verdict};
use super::{Reconciled, words};
use crate::compare::{spaced, stats, tally};
use crate::frame::{Cell, Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// figures_claims.csv
pub fn listed(claims: &[Claim]) -> Table {
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |c: &Claim| (&c.key).into()),
        column(
            "event",
            Kind::Text,
            "",
            "the event of the article, where one is given; claims of different events are never compared",
            |c: &Claim| (&c.event).into(),
        ),
        column("published", Kind::Text, "ISO 8601", "when the article was published; empty if not known", |c: &Claim| {
            (&c.published).into()
        }),
        column("outlet", Kind::Text, "", "who published", |c: &Claim| (&c.outlet).into()),
        column("article_id", Kind::Text, "", "the article", |c: &Claim| (&c.article).into()),
        column("figure_id", Kind::Text, "", "the row in figures.csv", |c: &Claim| (&c.id).into()),
        column("context", Kind::Text, "", "the words", |c: &Claim| (&c.context).into()),
        column("stated", Kind::Float, "as unit", "the number as stated; empty for vague words", |c: &Claim| c.stated().into()),
        column("low", Kind::Float, "as unit", "least value", |c: &Claim| c.low.into()),
        column("high", Kind::Float, "as unit", "greatest value", |c: &Claim| c.high.into()),
        column("modifier", Kind::Text, "", "exact, at_least, more_than, …", |c: &Claim| (&c.modifier).into()),
        column("unit", Kind::Text, "", "what is counted", |c: &Claim| (&c.unit).into()),
        column("source", Kind::Text, "", "canonical source; empty if bare", |c: &Claim| (&c.source).into()),
        column("as_of", Kind::Text, "", "time words that bound the count", |c: &Claim| (&c.as_of).into()),
        column(
            "as_of_day",
            Kind::Text,
            "ISO 8601",
            "the day that they name, seen from the day of publication; empty if none",
            |c: &Claim| c.day.map(|d| d.to_string()).into(),
        ),
        column("part_of", Kind::Text, "", "the figure of which the text calls it a part; never added to it", |c: &Claim| {
            (&c.part_of).into()
        }),
        column("further", Kind::Bool, "", "counts on top of earlier ones (“six further arrests”)", |c: &Claim| c.further.into()),
        column("repeats", Kind::Int, "rows", "further rows of the article that say the same", |c: &Claim| c.repeats.into()),
        column("sentence_text", Kind::Text, "", "the sentence", |c: &Claim| (&c.sentence).into()),
    ];
    table("figures_claims", "One row a comparable claim of an article", columns, claims)
}

/// figures_keys.csv
pub fn keys(all: &Reconciled) -> Table {
    type G = Group;
    let claims = &all.claims;
    let list = |names: Vec<&str>| -> Cell { names.join("; ").into() };
    let end = move |g: &G, high: bool| g.ends.map(|e| &claims[if high { e.1 } else { e.0 }]);
    let count = |v: Verdict| move |g: &G| -> Cell { g.count(v).into() };
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |g: &G| (&g.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |g: &G| (&g.event).into()),
        column("topic", Kind::Text, "", "the key in words", move |g: &G| g.claims.first().map(|i| words::topic(&claims[*i])).into()),
        column("unit", Kind::Text, "", "what is counted; claims in another unit stand aside", |g: &G| (&g.unit).into()),
        column("verdict", Kind::Text, "", "single (nothing to compare), same, compatible or conflicting (at least one pair)", |g: &G| {
            g.says().into()
        }),
        column("claims", Kind::Int, "claims", "rows in figures_claims.csv", |g: &G| g.claims.len().into()),
        column("outlets", Kind::Int, "outlets", "who gives one", move |g: &G| g.outlets(claims).len().into()),
        column("attributed", Kind::Int, "claims", "claims whose sentence names a source", move |g: &G| {
            g.claims.iter().filter(|i| !claims[**i].bare()).count().into()
        }),
        column("sources", Kind::Text, "", "who is named as source, joined by ;", move |g: &G| {
            let names: BTreeSet<&str> = g.claims.iter().map(|i| claims[*i].source.as_str()).filter(|s| !s.is_empty()).collect();
            list(names.into_iter().collect())
        }),
        column("clusters", Kind::Int, "clusters", "the fewest sets of claims that can each be one number", |g: &G| g.clusters.len().into()),
        column("lowest", Kind::Float, "as unit", "least stated number; empty where fewer than two are stated", move |g: &G| {
            end(g, false).and_then(Claim::stated).into()
        }),
        column("lowest_outlet", Kind::Text, "", "who gives it (first)", move |g: &G| end(g, false).map(|c| &c.outlet).cloned().into()),
        column("lowest_figure_id", Kind::Text, "", "its row in figures.csv", move |g: &G| end(g, false).map(|c| c.id.clone()).into()),
        column("highest", Kind::Float, "as unit", "greatest stated number", move |g: &G| end(g, true).and_then(Claim::stated).into()),
        column("highest_outlet", Kind::Text, "", "who gives it (first)", move |g: &G| end(g, true).map(|c| &c.outlet).cloned().into()),
        column("highest_figure_id", Kind::Text, "", "its row in figures.csv", move |g: &G| end(g, true).map(|c| c.id.clone()).into()),
        column("spread", Kind::Float, "times", "highest / lowest", move |g: &G| g.ratio(claims).into()),
        column(
            "alone",
            Kind::Text,
            "",
            "outlets that are the only one of their cluster, where there are several clusters, joined by ;",
            |g: &G| {
                let alone = g.clusters.iter().filter(|c| g.clusters.len() > 1 && c.outlets.len() == 1);
                let names: BTreeSet<&str> = alone.flat_map(|c| c.outlets.iter().map(String::as_str)).collect();
                names.into_iter().collect::<Vec<_>>().join("; ").into()
            },
        ),
        column(
            "several_counts",
            Kind::Bool,
            "",
            "an article gives several numbers that cannot be one: they may be of several places or days",
            |g: &G| g.several.into(),
        ),
        column(
            "aside",
            Kind::Int,
            "claims",
            "claims that count something else: further ones, bodies in one place, another unit, ten times apart",
            |g: &G| g.aside.len().into(),
        ),
        column("same", Kind::Int, "pairs", "pairs of equal ranges", count(Verdict::Same)),
        column("compatible", Kind::Int, "pairs", "pairs that can be one number, or a later higher count", count(Verdict::Compatible)),
        column("conflicting", Kind::Int, "pairs", "pairs that cannot both be true as written", count(Verdict::Conflicting)),
        column("not_comparable", Kind::Int, "pairs", "pairs that count something else", count(Verdict::NotComparable)),
        column("first_published", Kind::Text, "ISO 8601", "earliest article that gives one; empty if none is dated", move |g: &G| {
            g.claims.iter().map(|i| claims[*i].published.as_str()).find(|p| !p.is_empty()).unwrap_or("").into()
        }),
        column("none_given", Kind::Text, "", "outlets with an article when it was known that give none, joined by ;", move |g: &G| {
            list(g.without(Silence::None))
        }),
        column("published_before", Kind::Int, "outlets", "outlets whose articles all came before the first report of it", |g: &G| {
            g.without(Silence::Before).len().into()
        }),
        column("no_article", Kind::Int, "outlets", "outlets without an article on the event", |g: &G| {
            g.without(Silence::NoArticle).len().into()
        }),
    ];
    table("figures_keys", "One row a key and event: how far its claims agree, and who gives none", columns, &all.groups)
}

/// figures_clusters.csv
pub fn clusters(all: &Reconciled) -> Table {
    type R<'r> = (&'r Group, usize, &'r Cluster);
    let claims = &all.claims;
    let rows: Vec<R> = all.groups.iter().flat_map(|g| g.clusters.iter().enumerate().map(move |(i, c)| (g, i + 1, c))).collect();
    let of = move |r: &R| r.2.claims.iter().map(|i| &claims[*i]).collect::<Vec<_>>();
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |r: &R| (&r.0.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |r: &R| (&r.0.event).into()),
        column("cluster", Kind::Int, "number", "1 is the lowest", |r: &R| r.1.into()),
        column("low", Kind::Float, "as unit", "least value of its claims", move |r: &R| {
            of(r).iter().map(|c| c.low).reduce(f64::min).into()
        }),
        column("high", Kind::Float, "as unit", "greatest value of its claims", move |r: &R| {
            of(r).iter().map(|c| c.high).reduce(f64::max).into()
        }),
        column("claims", Kind::Int, "claims", "how many", |r: &R| r.2.claims.len().into()),
        column("outlets", Kind::Int, "outlets", "who gives one", |r: &R| r.2.outlets.len().into()),
        column("outlet_names", Kind::Text, "", "their names, joined by ;", |r: &R| {
            r.2.outlets.iter().cloned().collect::<Vec<_>>().join("; ").into()
        }),
        column("says", Kind::Text, "", "the claims in words, with their sources", move |r: &R| {
            words::cluster(claims, r.2, all.frames.unit()).into()
        }),
        column("figure_ids", Kind::Text, "", "rows in figures.csv, joined by ;", move |r: &R| {
            of(r).iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join("; ").into()
        }),
    ];
    table("figures_clusters", "One row a set of claims that can be one number", columns, &rows)
}

/// figures_verdicts.csv
pub fn verdicts(claims: &[Claim], pairs: &[Pair]) -> Table {
    let a = |p: &Pair| &claims[p.0];
    let b = |p: &Pair| &claims[p.1];
    let columns = vec![
        column("key", Kind::Text, "", "what both count; two keys where they must be kept apart", move |p: &Pair| {
            if a(p).key == b(p).key { (&a(p).key).into() } else { format!("{} / {}", a(p).key, b(p).key).into() }
        }),
        column("event", Kind::Text, "", "the event, where articles name one", move |p: &Pair| (&a(p).event).into()),
        column("verdict", Kind::Text, "", "same, compatible, conflicting or not_comparable", |p: &Pair| p.2.as_str().into()),
        column("reason", Kind::Text, "", "why", |p: &Pair| (&p.3).into()),
        column("one_article", Kind::Bool, "", "both stand in one article", move |p: &Pair| (a(p).article == b(p).article).into()),
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

/// figures_outlets.csv: of keys that two outlets give, who gives what and who does not.
pub fn outlets(all: &Reconciled) -> Table {
    struct R<'r> {
        group: &'r Group,
        outlet: &'r str,
        state: &'static str,
        claims: Vec<&'r Claim>,
        others: usize,
    }
    let mut rows: Vec<R> = Vec::new();
    for group in &all.groups {
        let giving = group.outlets(&all.claims);
        if giving.len() < 2 {
            continue;
        }
        for outlet in &giving {
            let claims = group.claims.iter().map(|i| &all.claims[*i]).filter(|c| c.outlet == *outlet).collect();
            rows.push(R { group, outlet, state: "given", claims, others: giving.len() - 1 });
        }
        // Outlets that never wrote of the event are in figures_keys.csv as a number.
        for (outlet, why) in group.silent.iter().filter(|s| s.1 != Silence::NoArticle) {
            rows.push(R { group, outlet, state: why.as_str(), claims: Vec::new(), others: giving.len() });
        }
    }
    let join =
        |r: &R, get: fn(&Claim) -> &String| -> Cell { r.claims.iter().map(|c| get(c).as_str()).collect::<Vec<_>>().join("; ").into() };
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |r: &R| (&r.group.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |r: &R| (&r.group.event).into()),
        column("outlet", Kind::Text, "", "who published", |r: &R| r.outlet.into()),
        column(
            "state",
            Kind::Text,
            "",
            "given; none_given (it has an article when the figure was known); published_before (all its articles came before the first report)",
            |r: &R| r.state.into(),
        ),
        column("claims", Kind::Int, "claims", "how many it gives", |r: &R| r.claims.len().into()),
        column("words", Kind::Text, "", "its words, joined by ;", move |r: &R| join(r, |c| &c.context)),
        column("attributed", Kind::Int, "claims", "those whose sentence names a source", |r: &R| {
            r.claims.iter().filter(|c| !c.bare()).count().into()
        }),
        column("figure_ids", Kind::Text, "", "rows in figures.csv, joined by ;", move |r: &R| join(r, |c| &c.id)),
        column("other_outlets", Kind::Int, "outlets", "how many others give one", |r: &R| r.others.into()),
    ];
    table("figures_outlets", "One row a key that at least two outlets give, and outlet with an article on the event", columns, &rows)
}

/// Keys across in the wide table where there are many: those that at least two outlets give.
const WIDE: usize = 40;

/// Outlets down, keys across, the words in the cells; empty where an outlet gives none.
pub fn matrix(frames: &Frames, claims: &[Claim]) -> Table {
    let mut said: BTreeMap<&str, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for c in claims {
        let words = if c.bare() { c.context.clone() } else { format!("{} [{}]", c.context, c.source) };
        let cell = said.entry(&c.key).or_default().entry(&c.outlet).or_default();
        if !cell.contains(&words) {
            cell.push(words);
        }
    }
    if said.len() > WIDE {
        said.retain(|_, outlets| outlets.len() > 1);
    }
    // Of very many, those that most outlets give.
    if said.len() > WIDE {
        let mut order: Vec<(usize, &str)> = said.iter().map(|(key, outlets)| (outlets.len(), *key)).collect();
        order.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        let kept: BTreeSet<&str> = order.into_iter().take(WIDE).map(|k| k.1).collect();
        said.retain(|key, _| kept.contains(key));
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
    table("figures_wide", "One row an outlet, one column a key (of many keys, the 40 that most outlets give)", columns, &outlets)
}

/// Claims with and without a source.
struct Attributed {
    outlet: String,
    event_type: String,
    with: usize,
    of: usize,
}

/// figures_attribution.csv
pub fn attribution(frames: &Frames) -> Table {
    let t = frames.figures.only("class", &["claim"]);
    let (outlets, sources) = (t.text("outlet"), t.text("source"));
    let counts = tally(outlets.iter().zip(&sources).map(|(o, s)| (o.to_string(), !s.is_empty())));
    let n = |o: &str, with: bool| counts.get(&(o.to_string(), with)).copied().unwrap_or(0);
    let row = |o: String| Attributed { with: n(&o, true), of: n(&o, true) + n(&o, false), event_type: String::new(), outlet: o };
    let rows: Vec<Attributed> = frames.outlets().into_iter().map(row).collect();
    attributed("figures_attribution", "One row an outlet: claims with and without a source", &rows)
}

/// figures_attribution_by_event.csv
pub fn attribution_by_event(frames: &Frames) -> Table {
    let t = frames.figures.only("class", &["claim"]);
    let (outlets, sources, events) = (t.text("outlet"), t.text("source"), t.text("event_type"));
    let mut counts: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| !events[*i].is_empty()) {
        let cell = counts.entry((outlets[i], events[i])).or_default();
        cell.0 += usize::from(!sources[i].is_empty());
        cell.1 += 1;
    }
    let row = |((outlet, event), (with, of)): ((&str, &str), (usize, usize))| Attributed {
        outlet: outlet.into(),
        event_type: event.into(),
        with,
        of,
    };
    let rows: Vec<Attributed> = counts.into_iter().map(row).collect();
    attributed("figures_attribution_by_event", "One row an outlet and kind of event: claims with and without a source", &rows)
}

fn attributed(name: &str, about: &str, rows: &[Attributed]) -> Table {
    type A = Attributed;
    let mut columns = vec![column("outlet", Kind::Text, "", "who published", |a: &A| (&a.outlet).into())];
    if rows.iter().any(|r| !r.event_type.is_empty()) || name.ends_with("event") {
        columns.push(column("event_type", Kind::Text, "", "killed, displaced, distance, …", |a: &A| (&a.event_type).into()));
    }
    let [low, high] = stats::wilson_ends("share_low", "share_high", |a: &A| (a.with, a.of));
    columns.extend([
        column("claims", Kind::Int, "figures", "figures that are claims", |a: &A| a.of.into()),
        column("attributed", Kind::Int, "figures", "claims whose sentence names a source", |a: &A| a.with.into()),
        column("bare", Kind::Int, "figures", "claims without a source", |a: &A| (a.of - a.with).into()),
        column("attributed_share", Kind::Float, "share 0..1", "attributed / claims; empty without claims", |a: &A| {
            (a.with as f64 / a.of as f64).into()
        }),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} claims", stats::FEW), |a: &A| {
            (a.of < stats::FEW).into()
        }),
    ]);
    table(name, about, columns, rows)
}
