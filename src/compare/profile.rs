//! Profile: each article's place on every dimension against all the others, with interval. No sum of them is made: there is no
//! score of an article or an outlet.

mod dimensions;

pub use dimensions::{Count, Dimension, dimensions};

use super::{Exhibit, Finding, percent, plural, spaced, stats};
use crate::frame::{Frames, Kind, Table, column, table};

/// One article (or outlet) on one dimension.
#[derive(Debug, Clone)]
pub struct Place {
    pub article: String,
    pub outlet: String,
    pub dimension: &'static str,
    /// What is counted here and in all others together.
    pub here: Count,
    pub rest: Count,
    /// Share of the other articles that lie lower, equal ones half; `None` where fewer than two others can be placed.
    pub rank: Option<f64>,
    /// Ids of evidence rows that were counted, at most [`EVIDENCE`].
    pub evidence: Vec<String>,
}

/// Ids named with a finding.
pub const EVIDENCE: usize = 12;

/// Findings are made of outlets on dimensions with at least this much counted on both sides.
const ENOUGH: usize = 2 * stats::FEW;

/// Each article and each outlet on every dimension.
pub fn profile(frames: &Frames) -> Exhibit {
    let dimensions = dimensions(frames);
    let articles = places(frames, &dimensions, false);
    let outlets = places(frames, &dimensions, true);
    let several = frames.features.height() > frames.outlets().len();
    let mut tables =
        vec![long("profile", "One row an article and dimension: its place among the others", &articles, false), wide(frames, &dimensions)];
    if several {
        tables.push(long("profile_outlets", "One row an outlet and dimension: its place among the others", &outlets, true));
    }
    let findings = findings(frames, &outlets);
    Exhibit {
        name: "profile",
        title: "Where each article stands",
        tables,
        charts: super::charts::profile(frames, &dimensions, if several { &outlets } else { &articles }, &findings),
        notes: vec![
            "Shares have Wilson's 95% interval, their differences Newcombe's; rates have exact Poisson intervals, their ratios \
             the exact conditional one. “apart” says that the interval excludes no difference; with this many comparisons one in \
             twenty does so by chance."
                .into(),
            "The dimensions are never added up: the program makes no score of an article or an outlet.".into(),
        ],
        findings,
    }
}

/// Every article (or outlet) on every dimension, against all the other articles (of other outlets).
fn places(frames: &Frames, dimensions: &[Dimension], by_outlet: bool) -> Vec<Place> {
    let (ids, outlets) = (frames.features.text("article_id"), frames.features.text("outlet"));
    let names = frames.outlets();
    let members: Vec<Vec<usize>> = if by_outlet {
        let mut of: std::collections::BTreeMap<&str, Vec<usize>> = names.iter().map(|n| (n.as_str(), Vec::new())).collect();
        for (i, outlet) in outlets.iter().enumerate() {
            of.entry(outlet).or_default().push(i);
        }
        of.into_values().collect()
    } else {
        (0..ids.len()).map(|i| vec![i]).collect()
    };
    let mut out = Vec::with_capacity(members.len() * dimensions.len());
    for dimension in dimensions {
        let all = Count::sum(dimension.kind, dimension.counts.iter());
        let here: Vec<Count> = members.iter().map(|m| Count::sum(dimension.kind, m.iter().map(|i| &dimension.counts[*i]))).collect();
        let mut sorted: Vec<f64> = here.iter().filter_map(Count::value).collect();
        sorted.sort_by(f64::total_cmp);
        for (member, count) in members.iter().zip(&here) {
            let first = member[0];
            let ids_here = member.iter().flat_map(|i| &dimension.evidence[*i]);
            out.push(Place {
                article: if by_outlet { String::new() } else { ids[first].to_string() },
                outlet: outlets[first].to_string(),
                dimension: dimension.name,
                here: *count,
                rest: all.without(count),
                rank: rank(&sorted, count.value()),
                evidence: ids_here.take(EVIDENCE).cloned().collect(),
            });
        }
    }
    let order = |p: &Place| (p.outlet.clone(), p.article.clone());
    out.sort_by_key(order);
    out
}

/// Share of the others below a value, equal ones half.
fn rank(sorted: &[f64], value: Option<f64>) -> Option<f64> {
    let value = value?;
    let others = sorted.len().checked_sub(1).filter(|n| *n >= 2)?;
    let below = sorted.partition_point(|x| *x < value);
    let equal = sorted.partition_point(|x| *x <= value) - below - 1;
    Some((below as f64 + equal as f64 / 2.0) / others as f64)
}

fn long(name: &str, about: &str, places: &[Place], by_outlet: bool) -> Table {
    let interval = |p: &Place| p.here.interval();
    let against = |p: &Place| p.here.against(&p.rest);
    let mut columns = Vec::new();
    if !by_outlet {
        columns.push(column("article_id", Kind::Text, "", "the article", |p: &Place| (&p.article).into()));
    }
    columns.extend([
        column("outlet", Kind::Text, "", "who published", |p: &Place| (&p.outlet).into()),
        column("dimension", Kind::Text, "", "what is measured; profile_wide has its meaning", |p: &Place| p.dimension.into()),
        column("n", Kind::Int, "cases", "what is counted", |p: &Place| p.here.n.into()),
        column("of", Kind::Int, "cases or words", "the denominator: cases of a share, body words of a rate", |p: &Place| p.here.of.into()),
        column("value", Kind::Float, "share 0..1, or per 1,000 body words", "n / of; empty without a denominator", |p: &Place| {
            p.here.value().into()
        }),
        column("low", Kind::Float, "as value", "lower end of its 95% interval", move |p: &Place| interval(p).map(|i| i.0).into()),
        column("high", Kind::Float, "as value", "upper end of its 95% interval", move |p: &Place| interval(p).map(|i| i.1).into()),
        column("rest", Kind::Float, "as value", "the same in all others together", |p: &Place| p.rest.value().into()),
        column("difference", Kind::Float, "share, or ratio", "of shares: value minus rest; of rates: value / rest", move |p: &Place| {
            against(p).map(|d| d.0).into()
        }),
        column("difference_low", Kind::Float, "as difference", "lower end of its 95% interval", move |p: &Place| {
            against(p).map(|d| d.1).into()
        }),
        column("difference_high", Kind::Float, "as difference", "upper end of its 95% interval; empty if open", move |p: &Place| {
            against(p).map(|d| d.2).into()
        }),
        column("p", Kind::Float, "0..1", "exact two-sided p-value (Fisher for shares, conditional binomial for rates)", |p: &Place| {
            p.here.p(&p.rest).into()
        }),
        column("apart", Kind::Bool, "", "the interval of the difference excludes none", move |p: &Place| p.here.apart(&p.rest).into()),
        column(
            "rank",
            Kind::Float,
            "share 0..1",
            "share of the others that lie lower (equal ones half); empty with fewer than two others",
            |p: &Place| p.rank.into(),
        ),
        column(
            "too_few",
            Kind::Bool,
            "",
            format!("fewer than {} cases in the denominator of a share, or counted or expected of a rate", stats::FEW),
            |p: &Place| p.here.too_few(&p.rest).into(),
        ),
    ]);
    table(name, about, columns, places)
}

/// Articles down, dimensions across.
fn wide(frames: &Frames, dimensions: &[Dimension]) -> Table {
    let (ids, outlets) = (frames.features.text("article_id"), frames.features.text("outlet"));
    let rows: Vec<usize> = (0..ids.len()).collect();
    let mut columns = vec![
        column("article_id", Kind::Text, "", "the article", |i: &usize| ids[*i].into()),
        column("outlet", Kind::Text, "", "who published", |i: &usize| outlets[*i].into()),
    ];
    for d in dimensions {
        columns.push(column(d.name, Kind::Float, d.unit(), d.meaning, move |i: &usize| d.counts[*i].value().into()));
    }
    table("profile_wide", "One row an article, one column a dimension", columns, &rows)
}

/// Outlets that stand apart from all the others together on a dimension.
fn findings(frames: &Frames, outlets: &[Place]) -> Vec<Finding> {
    // As many comparisons as were made: the smallest p-values are held against all of them (Holm).
    let mut tested: Vec<(f64, &Place)> = outlets
        .iter()
        .filter(|p| p.here.of.min(p.rest.of) >= ENOUGH && !p.here.too_few(&p.rest))
        .filter_map(|p| Some((p.here.p(&p.rest)?, p)))
        .collect();
    tested.sort_by(|a, b| a.0.total_cmp(&b.0));
    let holm = stats::holm(&tested.iter().map(|t| t.0).collect::<Vec<_>>());
    tested.iter().zip(holm).take_while(|(_, p)| *p <= 0.05).filter_map(|((_, place), p)| sentence(frames, place, p)).collect()
}

fn sentence(frames: &Frames, p: &Place, holm: f64) -> Option<Finding> {
    let (value, rest) = (p.here.value()?, p.rest.value()?);
    let dimension = spaced(p.dimension);
    let (text, effect) = if p.here.is_share() {
        let said = |c: &Count, x: f64| format!("{} ({} of {})", percent(x), c.n, c.of);
        (
            format!("{dimension}: {} in {}, {} in all others together", said(&p.here, value), p.outlet, said(&p.rest, rest)),
            (value - rest).abs(),
        )
    } else {
        let said = |c: &Count, x: f64| format!("{x:.1} per 1,000 words ({})", plural(c.n, "case"));
        let (less, more) = (value.min(rest), value.max(rest));
        (
            format!("{dimension}: {} in {}, {} in all others together", said(&p.here, value), p.outlet, said(&p.rest, rest)),
            1.0 - less / more,
        )
    };
    let others = frames.outlets().into_iter().filter(|o| *o != p.outlet).count();
    (others > 0).then(|| Finding {
        report: "profile",
        kind: p.dimension,
        outlets: vec![p.outlet.clone()],
        text: format!("{} (exact test, {} after Holm).", super::sentence_case(&text), super::chance(holm)),
        effect,
        certainty: 1.0 - holm,
        evidence: p.evidence.clone(),
        table: if frames.features.height() > frames.outlets().len() { "profile_outlets".into() } else { "profile".into() },
    })
}
