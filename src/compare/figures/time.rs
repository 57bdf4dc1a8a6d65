//! Figures over time: the claims of each key in the order in which they were published.

use super::Reconciled;
use super::claim::Claim;
use super::group::Group;
use crate::compare::when;
use crate::frame::{Kind, Table, column, table};

/// A dated claim in its place.
pub struct Step<'r> {
    pub group: &'r Group,
    pub claim: &'r Claim,
    /// The highest stated number of the claims before it and of itself.
    pub highest: Option<f64>,
    pub says: &'static str,
    first: &'r str,
}

/// The dated claims of a group that are compared, in order of time.
pub fn steps<'r>(claims: &'r [Claim], group: &'r Group) -> Vec<Step<'r>> {
    let mut compared: Vec<usize> = group.clusters.iter().flat_map(|c| c.claims.iter().copied()).collect();
    compared.sort();
    let dated: Vec<&Claim> = compared.into_iter().map(|i| &claims[i]).filter(|c| !c.published.is_empty()).collect();
    let first = dated.first().map_or("", |c| c.published.as_str());
    let mut highest: Option<f64> = None;
    let step = |claim: &'r Claim| {
        let before = highest;
        highest = claim.stated().into_iter().chain(highest).reduce(f64::max);
        let says = match (claim.stated(), before) {
            (None, _) => "vague",
            (Some(_), None) => "first",
            (Some(now), Some(before)) if now > before => "higher",
            (Some(now), Some(before)) if now < before => "lower",
            _ => "same",
        };
        Step { group, claim, highest, says, first }
    };
    dated.into_iter().map(step).collect()
}

/// figures_over_time.csv
pub fn over_time(all: &Reconciled) -> Table {
    type S<'r> = Step<'r>;
    let rows: Vec<S> = all.groups.iter().flat_map(|g| steps(&all.claims, g)).collect();
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |s: &S| (&s.group.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |s: &S| (&s.group.event).into()),
        column("published", Kind::Text, "ISO 8601", "when the article was published", |s: &S| (&s.claim.published).into()),
        column("hours_after_first", Kind::Float, "hours", "after the first report of the key; empty where only days are known", |s: &S| {
            when::hours(s.first, &s.claim.published).into()
        }),
        column("days_after_first", Kind::Int, "days", "days of the calendar after the first report", |s: &S| {
            when::days(s.first, &s.claim.published).into()
        }),
        column("as_of_day", Kind::Text, "ISO 8601", "the day that the words name; empty if none", |s: &S| {
            s.claim.day.map(|d| d.to_string()).into()
        }),
        column("outlet", Kind::Text, "", "who published", |s: &S| (&s.claim.outlet).into()),
        column("source", Kind::Text, "", "canonical source; empty if bare", |s: &S| (&s.claim.source).into()),
        column("stated", Kind::Float, "as unit", "the number as stated; empty for vague words", |s: &S| s.claim.stated().into()),
        column("low", Kind::Float, "as unit", "least value", |s: &S| s.claim.low.into()),
        column("high", Kind::Float, "as unit", "greatest value", |s: &S| s.claim.high.into()),
        column("highest_so_far", Kind::Float, "as unit", "highest stated number until then", |s: &S| s.highest.into()),
        column(
            "step",
            Kind::Text,
            "",
            "first, higher, same or lower than the highest number before it; vague where no number is stated",
            |s: &S| s.says.into(),
        ),
        column("figure_id", Kind::Text, "", "the row in figures.csv", |s: &S| (&s.claim.id).into()),
    ];
    table("figures_over_time", "One row a dated claim that is compared, by key and time of publication", columns, &rows)
}
