//! Class of reporting words by side of the speaker, and by outlet: dots with intervals.

use super::super::exhibit::{DotPoint, DotRow, Dots};
use super::super::speakers::is_marked;
use super::super::stats::{FEW, wilson};
use super::super::verbs::{Verbs, asymmetries};
use super::super::{Chart, ChartKind, plural, spaced};
use super::{Words, chart, colours};
use crate::frame::Frames;

/// Sides and outlets that get a row.
const SIDES: usize = 8;
const OUTLETS: usize = 24;

/// Two charts; none where nothing but neutral words are found.
pub fn verbs(frames: &Frames, verbs: &Verbs) -> Vec<Chart> {
    let unit = frames.unit();
    let classes: Vec<&String> = verbs.classes.iter().filter(|c| *c != "neutral").collect();
    if classes.is_empty() || verbs.sides.is_empty() {
        return Vec::new();
    }
    let mut out = vec![by_side(unit, verbs, &classes)];
    out.extend(by_outlet(unit, verbs, &colours::speakers(frames)));
    out
}

fn point(category: &str, n: usize, of: usize) -> DotPoint {
    let percent = |x: f64| 100.0 * x;
    let interval = wilson(n, of);
    DotPoint {
        category: category.to_string(),
        value: (of > 0).then(|| percent(n as f64 / of as f64)),
        low: interval.map(|i| percent(i.0)),
        high: interval.map(|i| percent(i.1)),
        n: of as u64,
        reference: None,
    }
}

fn by_side(unit: &str, verbs: &Verbs, classes: &[&String]) -> Chart {
    let units = crate::compare::several(unit);
    let count = |side: &str, class: &str| verbs.count(None, Some(side), &|c| c == class);
    let of = |side: &str| verbs.count(None, Some(side), &|_| true);
    let mut sides: Vec<&String> = verbs.sides.iter().take(SIDES).collect();
    // Parties first: they are what is compared.
    sides.sort_by_key(|s| verbs.parties.iter().position(|p| p == *s).unwrap_or(usize::MAX));
    let rows = sides
        .iter()
        .map(|side| DotRow {
            label: format!("{} ({})", spaced(side), of(side)),
            points: classes.iter().map(|c| point(&spaced(c), count(side, c), of(side))).collect(),
        })
        .collect();
    let n = verbs.count(None, None, &|_| true);
    let title = finding(verbs);
    let mut palette: Vec<String> = classes.iter().map(|c| spaced(c)).collect();
    palette.sort();
    chart(
        Words {
            name: "verbs_by_side".into(),
            alt: format!("Dots with intervals: a panel per class of reporting words, a row per side of the speaker. {title}."),
            title,
            subtitle: format!(
                "Share of each class of reporting words among the attributions to a side, all {units} together; the rest is neutral (said)"
            ),
            n: format!("n = {}", plural(n, "attribution")),
            note: "In brackets: attributions. Sides as the lexicon packs or corpus.toml give them, not kinds of sources. 95% intervals: Wilson.".into(),
            palette,
        },
        ChartKind::Dots(Dots { rows, unit: "% of attributions".into(), domain: Some((0.0, 100.0)), min_n: FEW as u64, ..Dots::default() }),
    )
}

/// What the first two parties show.
fn finding(verbs: &Verbs) -> String {
    let all = asymmetries(verbs);
    match all.iter().find(|a| a.outlet == "all" && a.class == "marked") {
        Some(a) if !a.too_few() => format!(
            "Claim, doubt or boast words: {} of {} attributions to {}, {} of {} to {}",
            a.counts.first,
            a.counts.of_first,
            spaced(&a.side_a),
            a.counts.second,
            a.counts.of_second,
            spaced(&a.side_b)
        ),
        _ => {
            let (n, of) = (verbs.count(None, None, &is_marked), verbs.count(None, None, &|_| true));
            format!("Claim, doubt or boast words stand in {n} of {}", plural(of, "attribution"))
        }
    }
}

/// Marked words by outlet, a panel a party.
fn by_outlet(unit: &str, verbs: &Verbs, palette: &[String]) -> Option<Chart> {
    let units = crate::compare::several(unit);
    let panels: Vec<&String> = verbs.parties.iter().collect();
    let of = |outlet: &str, side: Option<&str>| verbs.count(Some(outlet), side, &|_| true);
    let mut outlets: Vec<&String> = verbs.outlets.iter().filter(|o| panels.iter().any(|s| of(o, Some(s)) > 0)).collect();
    let shown = outlets.len();
    outlets.sort_by(|a, b| {
        let quoted = |o: &str| panels.iter().map(|s| of(o, Some(s))).sum::<usize>();
        quoted(b).cmp(&quoted(a)).then_with(|| a.cmp(b))
    });
    outlets.truncate(OUTLETS);
    outlets.sort();
    if panels.is_empty() || outlets.len() < 2 {
        return None;
    }
    let marked = |outlet: &str, side: &str| verbs.count(Some(outlet), Some(side), &is_marked);
    let rows: Vec<DotRow> = outlets
        .iter()
        .map(|o| DotRow { label: o.to_string(), points: panels.iter().map(|s| point(&spaced(s), marked(o, s), of(o, Some(s)))).collect() })
        .collect();
    let n: usize = verbs.outlets.iter().map(|o| panels.iter().map(|s| of(o, Some(s))).sum::<usize>()).sum();
    let most =
        outlets.iter().flat_map(|o| panels.iter().map(move |s| (o, s))).filter(|(o, s)| of(o, Some(s)) >= FEW && marked(o, s) > 1).max_by(
            |a, b| {
                let share = |(o, s): &(&&String, &&String)| marked(o, s) as f64 / of(o, Some(s)) as f64;
                share(a).total_cmp(&share(b)).then_with(|| b.cmp(a))
            },
        );
    let title = match most {
        Some((o, s)) => {
            format!("Claim, doubt or boast words are most frequent in {o} for {}: {} of {}", spaced(s), marked(o, s), of(o, Some(s)))
        }
        None => format!("Too few attributions to a party in any {unit} to compare claim, doubt and boast words"),
    };
    let palette = colours::only(palette, &panels.iter().map(|s| spaced(s)).collect::<Vec<_>>());
    Some(chart(
        Words {
            name: "verbs_by_outlet".into(),
            alt: format!("Dots with intervals: a panel per party, a row per {unit}. {title}."),
            title,
            subtitle: match panels.as_slice() {
                [one] => format!("Share of claim, doubt and boast words among each {unit}'s attributions to the side “{}”", spaced(one)),
                _ => format!("Share of claim, doubt and boast words among each {unit}'s attributions to a party"),
            },
            n: format!("n = {}", plural(n, "attribution")),
            note: format!(
                "{}Parties are sides, as the lexicon packs or corpus.toml give them. 95% intervals: Wilson.",
                if shown > OUTLETS { format!("The {OUTLETS} {units} that quote the parties most, of {shown}. ") } else { String::new() }
            ),
            palette,
        },
        ChartKind::Dots(Dots {
            rows,
            unit: "% of attributions".into(),
            domain: Some((0.0, 100.0)),
            missing: "not quoted".into(),
            min_n: FEW as u64,
            ..Dots::default()
        }),
    ))
}
