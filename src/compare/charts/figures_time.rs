//! Figures over time: what was given when, and the highest number until then.

use super::super::exhibit::{Join, Series, SeriesLine, SeriesPanel, SeriesPoint, Symbol};
use super::super::figures::{Claim, Group, Reconciled, Step, reference, steps, words};
use super::super::{Chart, ChartKind, grouped, plural, ranked, tally, when};
use super::figures::{bounded, heading, vague};
use super::{Words, chart};
use std::collections::BTreeSet;

/// Outlets with a colour of their own; the others are grey.
const OUTLETS: usize = 8;
/// Dated numbers that make a picture.
const FEWEST: usize = 4;

/// One chart, a panel a key of the charts before it that has enough dated numbers at different times.
pub fn over_time(all: &Reconciled, chosen: &[&Group]) -> Option<Chart> {
    // What cannot grow while the event lasts, such as an old toll, does not move with the time of publication.
    let growing = chosen.iter().filter(|g| g.claims.first().is_some_and(|i| all.claims[*i].grows() && !bygone(&all.claims[*i])));
    let followed: Vec<(&Group, Vec<Step>)> = growing.map(|g| (*g, steps(&all.claims, g))).filter(|(_, s)| enough(s)).collect();
    let outlets = ranked(&tally(followed.iter().flat_map(|(_, s)| s).map(|s| s.claim.outlet.clone())));
    let palette: Vec<String> = if outlets.len() > OUTLETS { Vec::new() } else { all.frames.outlets() };
    let panels: Vec<SeriesPanel> = followed.iter().map(|(g, s)| panel(all, g, s, &palette)).collect();
    let (first, steps) = followed.first()?;
    let n: usize = followed.iter().map(|f| f.1.len()).sum();
    let stated: Vec<&Step> = steps.iter().filter(|s| s.claim.stated().is_some()).collect();
    let topic = heading(all, first);
    // Whose number it is: what grows may be another source.
    let said = |s: &Step| {
        let number = format!("{} {}", words::amount(s.claim), words::whose(s.claim));
        format!("{}, {}", number.trim_end(), when::short(&s.claim.published))
    };
    let number = |s: &Step| s.claim.stated().map_or(String::new(), grouped);
    let title = match (stated.first(), stated.iter().rfind(|s| s.says == "higher")) {
        (Some(start), Some(end)) if start.claim.id != end.claim.id => {
            format!("{topic}: the highest number grows from {} to {}", said(start), said(end))
        }
        _ => format!("{topic}: no later number is higher than the first ({})", stated.first().map_or(String::new(), |s| number(s))),
    };
    let unit = all.frames.unit();
    let units = crate::compare::several(unit);
    Some(chart(
        Words {
            name: "figures_over_time".into(),
            alt: format!("Claims over time, a panel a key, with their ranges and the highest number until then. {title}."),
            title,
            subtitle: format!(
                "Claims by time of publication with the range that their words allow; {}",
                if palette.is_empty() { format!("all {units} in one colour") } else { format!("colour and symbol: {unit}") }
            ),
            n: format!("n = {} of {}", plural(n, "dated claim"), plural(outlets.len(), unit)),
            note:
                "Grey line: the highest number published until then; ranges without a number (dozens) do not move it. “At least” stands at \
                   its number. Open: rounded or vague words. Undated articles and claims that count something else are left out."
                    .into(),
            palette,
        },
        ChartKind::Series(Series { panels, unit: "people".into(), domain: None }),
    ))
}

/// Whether the key counts what happened in a year before the article: `killed_total_1994`.
fn bygone(claim: &Claim) -> bool {
    let year = claim.key.rsplit('_').next().filter(|year| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    year.is_some_and(|year| claim.published.get(..4).is_none_or(|published| year < published))
}

fn enough(steps: &[Step]) -> bool {
    let times: BTreeSet<Option<i64>> = steps.iter().map(|s| when::order(&s.claim.published)).collect();
    steps.iter().filter(|s| s.claim.stated().is_some()).count() >= FEWEST && times.len() > 2
}

fn panel(all: &Reconciled, group: &Group, steps: &[Step], palette: &[String]) -> SeriesPanel {
    let stated = steps.iter().filter(|s| s.claim.stated().is_some());
    let highest = stated.map(|s| SeriesPoint { time: s.claim.published.clone(), value: s.highest, ..SeriesPoint::default() });
    let mut lines =
        vec![SeriesLine { label: "highest until then".into(), join: Join::Step, points: highest.collect(), ..SeriesLine::default() }];
    let outlets: BTreeSet<&str> = steps.iter().map(|s| s.claim.outlet.as_str()).collect();
    for outlet in outlets {
        let place = palette.iter().position(|k| k == outlet);
        let of = steps.iter().filter(|s| s.claim.outlet == outlet);
        let points = of.map(|s| SeriesPoint {
            time: s.claim.published.clone(),
            value: s.claim.stated(),
            // The end of "at least" is a convention, no number that was given.
            low: bounded(s.claim).then_some(s.claim.low),
            high: bounded(s.claim).then_some(s.claim.high),
            open: vague(s.claim),
            n: 0,
            note: s.claim.id.clone(),
        });
        lines.push(SeriesLine {
            label: if place.is_some() { outlet.into() } else { String::new() },
            key: outlet.into(),
            symbol: place.map_or(Symbol::Circle, Symbol::nth),
            join: Join::None,
            points: points.collect(),
        });
    }
    let reference = reference::references(all.frames).into_iter().find(|r| r.key == group.key);
    SeriesPanel {
        heading: heading(all, group),
        band: reference.as_ref().map(|r| (r.low, r.high)),
        band_label: reference.map_or(String::new(), |r| {
            let when = if r.as_of.is_empty() { "reference".into() } else { format!("reference as of {}", r.as_of) };
            let amount = if r.high > r.low { format!("{}–{}", grouped(r.low), grouped(r.high)) } else { grouped(r.low) };
            format!("{when}: {amount}")
        }),
        lines,
    }
}
