//! Rates of words of style by outlet, how harm is put, and whether anybody is named who does it.

use super::super::exhibit::{BarScale, Category, DotPoint, DotRow, Dots, StackedBars, StackedRow};
use super::super::style::agency::Case;
use super::super::style::rates::{Count, KINDS, Rate};
use super::super::{Chart, ChartKind, plural, ranked, stats, tally};
use super::{Words, chart};
use crate::extract::Construction;
use crate::frame::Frames;
use std::collections::BTreeSet;

/// Outlets that get a row; the rest is summed.
const ROWS: usize = 14;

/// Charts of style; each only where there is something to show.
pub fn style(frames: &Frames, rates: &[Rate], cases: &[Case]) -> Vec<Chart> {
    let shown = largest(frames);
    [words(frames, rates, &shown), agency(frames, cases)].into_iter().flatten().collect()
}

/// The outlets with most words, in order of name.
fn largest(frames: &Frames) -> Vec<String> {
    let sizes = super::super::body_words(frames);
    let mut shown: Vec<String> = ranked(&sizes).into_iter().take(ROWS).map(|(o, _)| o).collect();
    shown.sort();
    shown
}

fn words(frames: &Frames, rates: &[Rate], shown: &[String]) -> Option<Chart> {
    let own: Vec<&Rate> = rates.iter().filter(|r| r.voice == "own" && r.kind != Count::Scare).collect();
    let n: usize = own.iter().map(|r| r.n).sum();
    let of = |kind: Count, outlet: &str| own.iter().find(|r| r.kind == kind && r.outlet == outlet).copied();
    if n == 0 {
        return None;
    }
    let mut order: Vec<&String> = shown.iter().collect();
    let loaded = |o: &String| of(Count::Loaded, o).and_then(Rate::rate).map_or(-1.0, |r| r.0);
    order.sort_by(|a, b| loaded(b).total_cmp(&loaded(a)).then_with(|| a.cmp(b)));
    let kinds: Vec<Count> = KINDS.into_iter().filter(|k| *k != Count::Scare).collect();
    let point = |kind: Count, n: usize, words: usize| {
        let rate = stats::rate(n, words);
        DotPoint {
            category: kind.plural().into(),
            value: rate.map(|r| r.0),
            low: rate.map(|r| r.1),
            high: rate.map(|r| r.2),
            n: n as u64,
            reference: None,
        }
    };
    let mut rows: Vec<DotRow> = order
        .iter()
        .map(|o| DotRow {
            label: o.to_string(),
            points: kinds.iter().filter_map(|k| of(*k, o)).map(|r| point(r.kind, r.n, r.words)).collect(),
        })
        .collect();
    let hidden: Vec<&Rate> = own.iter().filter(|r| !shown.contains(&r.outlet)).copied().collect();
    if !hidden.is_empty() {
        let outlets: BTreeSet<&String> = hidden.iter().map(|r| &r.outlet).collect();
        let sum = |k: Count| hidden.iter().filter(|r| r.kind == k).fold((0, 0), |s, r| (s.0 + r.n, s.1 + r.words));
        let label = format!("{} others together", outlets.len());
        rows.push(DotRow { label, points: kinds.iter().map(|k| point(*k, sum(*k).0, sum(*k).1)).collect() });
    }
    let enough: Vec<&&String> = order.iter().filter(|o| of(Count::Loaded, o).is_some_and(|r| r.words > 0)).collect();
    let says = |o: &String| format!("{o} ({:.1} per 1,000)", loaded(o));
    // Which is most, or fewest, is said only where its own test says that it is no chance.
    let certain = |o: &String| of(Count::Loaded, o).and_then(Rate::ratio).is_some_and(|r| r.p * (enough.len() as f64) < 0.05);
    let title = match (enough.first(), enough.last()) {
        (Some(a), Some(b)) if enough.len() > 1 => match (certain(a), certain(b)) {
            (true, true) => format!("Loaded words in the outlets' own voice: most in {}, fewest in {}", says(a), says(b)),
            (true, false) => format!("Loaded words in the outlets' own voice: most in {}", says(a)),
            (false, true) => format!("Loaded words in the outlets' own voice: fewest in {}", says(b)),
            _ => format!("Loaded words in the outlets' own voice: {:.1} to {:.1} per 1,000, no certain difference", loaded(b), loaded(a)),
        },
        (Some(a), _) => format!("Loaded words in the outlets' own voice of {}", says(a)),
        _ => return None,
    };
    let total: usize = super::super::body_words(frames).values().sum();
    Some(chart(
        Words {
            name: "style_by_outlet".into(),
            alt: format!("Dots with intervals, one row an outlet, one panel a kind of word. {title}."),
            title,
            subtitle: format!("Words of each kind in the {}'s own voice per 1,000 body words, exact Poisson 95% interval", frames.unit()),
            n: format!("n = {} in {} body words", plural(n, "word"), super::super::grouped(total as f64)),
            note: "Loaded: judges, moves or dramatises. Whether two differ is not seen from intervals: style_by_outlet.csv has the tests, \
                   style_words.csv the words."
                .into(),
            palette: kinds.iter().map(|k| k.plural().to_string()).collect(),
        },
        ChartKind::Dots(Dots { rows, unit: "per 1,000 body words".into(), ..Dots::default() }),
    ))
}

/// The constructions in the words of the legend, from "names the doer" to "names nobody".
fn legend(construction: Construction) -> &'static str {
    match construction {
        Construction::Active => "active: X killed Y",
        Construction::PassiveBy => "passive with doer: killed by X",
        Construction::PassiveMeans => "passive with means: killed in shelling",
        Construction::PassiveBare => "passive alone: were killed",
        Construction::Intransitive => "intransitive: died, fled",
        Construction::Nominal => "noun: the killing of Y",
        Construction::Participle => "participle: the besieged town",
    }
}

fn agency(frames: &Frames, cases: &[Case]) -> Option<Chart> {
    let mut met = BTreeSet::new();
    let acts: Vec<&Case> = cases.iter().filter(|c| met.insert(c.id.as_str())).collect();
    if acts.len() < stats::FEW {
        return None;
    }
    let by_outlet = tally(acts.iter().map(|c| c.outlet.as_str()));
    let mut shown: Vec<&str> = ranked(&by_outlet).into_iter().take(ROWS).map(|(o, _)| o).collect();
    shown.sort_unstable();
    let row = |label: String, of: Vec<&&Case>| StackedRow {
        label,
        n: of.len() as u64,
        values: Construction::ALL.map(|k| of.iter().filter(|c| c.construction == k.as_str()).count() as f64).to_vec(),
    };
    let mut rows: Vec<StackedRow> = shown.iter().map(|o| row(o.to_string(), acts.iter().filter(|c| c.outlet == **o).collect())).collect();
    if by_outlet.len() > shown.len() {
        let rest = acts.iter().filter(|c| !shown.contains(&c.outlet.as_str())).collect();
        rows.push(row(format!("{} others together", by_outlet.len() - shown.len()), rest));
    }
    let without = frames.outlets().len() - by_outlet.len();
    let nameless = acts.iter().filter(|c| c.nameless()).count();
    let title = format!("Passives and nouns that name no doer: {nameless} of {} of harm", plural(acts.len(), "act"));
    let keys: Vec<String> = Construction::ALL.iter().map(|k| k.as_str().to_string()).collect();
    Some(chart(
        Words {
            name: "style_agency".into(),
            alt: format!("Stacked bars, one an outlet: how acts of harm are put. {title}."),
            title,
            subtitle: format!("How harm (killed, wounded, attacked, …) is put, in all voices; share of each {}'s acts", frames.unit()),
            n: format!("n = {} with a known victim", plural(acts.len(), "act")),
            note: format!(
                "No doer: passive alone or with means, noun without a doer; agency.csv has the sentences.{}",
                if without == 0 { String::new() } else { format!(" {} without any.", plural(without, frames.unit())) }
            ),
            palette: keys,
        },
        ChartKind::StackedBars(StackedBars {
            categories: Construction::ALL.iter().map(|k| Category { key: k.as_str().into(), label: legend(*k).into() }).collect(),
            rows,
            scale: BarScale::Percent,
            min_n: stats::FEW as u64,
            unit: "acts".into(),
        }),
    ))
}
