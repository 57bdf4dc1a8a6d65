//! Class of reporting words by side of the speaker, and by outlet: dots with intervals.

use super::super::exhibit::{DotPoint, DotRow, Dots};
use super::super::speakers::{is_marked, side_name};
use super::super::stats::{FEW, TwoByTwo};
use super::super::verbs::{Verbs, asymmetries};
use super::super::{Chart, ChartKind, plural, spaced};
use super::{Words, chart, colours, drawn, share_point};
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
            label: format!("{} ({})", side_name(side), of(side)),
            points: classes.iter().map(|c| share_point(&spaced(c), count(side, c), of(side))).collect(),
        })
        .collect();
    let (shown, n) = (sides.iter().map(|s| of(s)).sum(), verbs.count(None, None, &|_| true));
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
            n: format!("n = {}", drawn(shown, n, "attribution")),
            note: "In brackets: attributions. A side is all who speak for it, its army and police too; sources_mix counts kinds of source. 95% \
                   intervals: Wilson."
                .into(),
            palette,
        },
        ChartKind::Dots(Dots { min_n: FEW as u64, ..Dots::percent(rows, "% of attributions", "") }),
    )
}

/// What the first two parties show.
fn finding(verbs: &Verbs) -> String {
    let all = asymmetries(verbs);
    match all.iter().find(|a| a.outlet == "all" && a.class == "marked") {
        Some(a) if !a.too_few() => format!(
            "{}: {} of {} attributions to the {}, {} of {} to the {}",
            if a.counts.fisher() < 0.05 {
                "Claim, doubt or boast words differ by side"
            } else {
                "Claim, doubt or boast words, no certain difference"
            },
            a.counts.first,
            a.counts.of_first,
            side_name(&a.side_a),
            a.counts.second,
            a.counts.of_second,
            side_name(&a.side_b)
        ),
        _ => {
            let (n, of) = (verbs.count(None, None, &is_marked), verbs.count(None, None, &|_| true));
            format!("Claim, doubt or boast words stand in {n} of {}", plural(of, "attribution"))
        }
    }
}

/// A share that rests on enough; else none.
fn enough(category: &str, n: usize, of: usize) -> DotPoint {
    if of < FEW { DotPoint { category: category.to_string(), n: of as u64, ..DotPoint::default() } } else { share_point(category, n, of) }
}

/// The outlet whose words for a party differ most from those of all others, where the test holds against all that are made (Bonferroni).
fn between(verbs: &Verbs, outlets: &[&String], unit: &str) -> String {
    let n = |o: Option<&str>, s: &str| verbs.count(o, Some(s), &is_marked);
    let of = |o: Option<&str>, s: &str| verbs.count(o, Some(s), &|_| true);
    let pairs = outlets.iter().flat_map(|o| verbs.parties.iter().map(move |s| (*o, s)));
    let tested: Vec<(&String, &String, TwoByTwo)> = pairs
        .map(|(o, s)| {
            let (here, all) = ((n(Some(o), s), of(Some(o), s)), (n(None, s), of(None, s)));
            (o, s, TwoByTwo::new(here.0, here.1, all.0 - here.0, all.1 - here.1))
        })
        .filter(|t| t.2.of_first >= FEW && t.2.of_second >= FEW)
        .collect();
    let certain = tested.iter().map(|t| (t, t.2.fisher() * tested.len() as f64)).filter(|t| t.1 < 0.05);
    match certain.min_by(|a, b| a.1.total_cmp(&b.1)) {
        Some(((o, s, counts), _)) => format!(
            "Claim, doubt or boast words for the {}: {} of {} in {o}, {} of {} in all other {}",
            side_name(s),
            counts.first,
            counts.of_first,
            counts.second,
            counts.of_second,
            crate::compare::several(unit)
        ),
        None if tested.is_empty() => format!("Too few attributions to each party in any {unit} to compare claim, doubt or boast words"),
        None => format!("No {unit} differs from the others by more than chance in its claim, doubt or boast words for a party"),
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
        .map(|o| DotRow {
            label: o.to_string(),
            points: panels.iter().map(|s| enough(&side_name(s), marked(o, s), of(o, Some(s)))).collect(),
        })
        .collect();
    let n: usize = verbs.outlets.iter().map(|o| panels.iter().map(|s| of(o, Some(s))).sum::<usize>()).sum();
    let shown_n = rows.iter().flat_map(|r| &r.points).filter(|p| p.value.is_some()).map(|p| p.n as usize).sum();
    let title = between(verbs, &outlets, unit);
    let palette = colours::only(palette, &panels.iter().map(|s| side_name(s)).collect::<Vec<_>>());
    Some(chart(
        Words {
            name: "verbs_by_outlet".into(),
            alt: format!("Dots with intervals: a panel per party, a row per {unit}. {title}."),
            title,
            subtitle: match panels.as_slice() {
                [one] => format!("Share of claim, doubt and boast words among each {unit}'s attributions to the {}", side_name(one)),
                _ => format!("Share of claim, doubt and boast words among each {unit}'s attributions to a party"),
            },
            n: format!("n = {}", drawn(shown_n, n, "attribution")),
            note: format!(
                "{}Too few: under {FEW} attributions, or none; verbs_by_outlet.csv has them. 95% intervals: Wilson.",
                if shown > OUTLETS { format!("The {OUTLETS} {units} that quote the parties most, of {shown}. ") } else { String::new() }
            ),
            palette,
        },
        ChartKind::Dots(Dots::percent(rows, "% of attributions", "too few")),
    ))
}
