//! More of labels: in which voice each stands for one actor, how far outlets are from all others, where in the text a label begins.

use super::super::exhibit::{BarScale, Category, DotPoint, DotRow, Dots, StackedBars, StackedRow};
use super::super::labels::said::a;
use super::super::labels::{
    First,
    apart::{Apart, REST},
};
use super::super::{Chart, ChartKind, counted, plural, ranked, spaced, stats, tally};
use super::colours::{self, only};
use super::members::members;
use super::{Words, chart, drawn, labels::OUTLETS, leaders, shown_outlets, top, words_of};
use crate::extract::Voice;
use crate::frame::Frames;
use crate::text::slug;
use std::collections::BTreeMap;

/// Labels with a colour of their own in a chart of voices, and panels of first uses.
const LABELS: usize = 7;
const PANELS: usize = 5;

/// Label mix of one actor by voice, over all outlets.
pub fn by_voice(frames: &Frames, actor: &str) -> Option<Chart> {
    let t = counted(frames, false).only("actor", &[actor]);
    let (groups, voices) = (t.text("label_group"), t.text("voice"));
    let cells = tally((0..t.height()).map(|i| (voices[i], groups[i])));
    let (shown, rest) = top(ranked(&tally(groups.iter().map(|g| g.to_string()))), LABELS);
    let mut categories: Vec<Category> = shown.iter().map(|(g, _)| Category { key: g.clone(), label: g.clone() }).collect();
    if !rest.is_empty() {
        categories.push(Category { key: "other labels".into(), label: format!("{} other labels", rest.len()) });
    }
    let rows: Vec<StackedRow> =
        [Voice::Narrator, Voice::Headline, Voice::Caption, Voice::AttributedIndirect, Voice::DirectQuote, Voice::ScareQuote]
            .map(Voice::as_str)
            .into_iter()
            .filter_map(|voice| {
                let n = |g: &String| cells.get(&(voice, g.as_str())).copied().unwrap_or(0);
                let mut values: Vec<f64> = shown.iter().map(|(g, _)| n(g) as f64).collect();
                if !rest.is_empty() {
                    values.push(rest.iter().map(n).sum::<usize>() as f64);
                }
                let all = values.iter().sum::<f64>() as u64;
                (all > 0).then(|| StackedRow { label: spaced(voice), n: all, values })
            })
            .collect();
    // One voice is no comparison.
    if rows.iter().filter(|r| r.n >= stats::FEW as u64).count() < 2 {
        return None;
    }
    let n = rows.iter().map(|r| r.n as usize).sum::<usize>();
    // All that lead, where several do.
    let first = |r: &StackedRow| {
        let (words, most) = leaders(shown.iter().zip(&r.values).map(|(s, n)| (s.0.as_str(), *n as usize)));
        let each = if words.len() > 1 { " each" } else { "" };
        (!words.is_empty()).then(|| (words_of(&words), format!("{most}{each} of {}", r.n), if words.len() > 1 { "lead" } else { "leads" }))
    };
    let enough: Vec<&StackedRow> = rows.iter().filter(|r| r.n >= stats::FEW as u64).collect();
    let (Some(a), Some(b)) = (enough.first(), enough.last()) else { return None };
    let ((first_label, first_n, leads), (last_label, last_n, _)) = (first(a)?, first(b)?);
    let title = if first_label == last_label {
        format!("For {}, {first_label} {leads} in {} ({first_n}) and in {} ({last_n})", spaced(actor), a.label, b.label)
    } else {
        format!("For {}, {first_label} {leads} in {} ({first_n}), {last_label} in {} ({last_n})", spaced(actor), a.label, b.label)
    };
    Some(chart(
        Words {
            name: format!("labels_{}_voices", slug(actor)),
            alt: format!("Stacked bars, one a voice: shares of the labels for {}. {title}.", spaced(actor)),
            title,
            subtitle: format!(
                "Share of each label for {}, institutions and people included, in each voice, all {} together",
                spaced(actor),
                frames.units()
            ),
            n: format!("n = {}", plural(n, "label")),
            note: format!(
                "In reported speech a label is often the writer's.{}",
                members(frames, &shown.iter().map(|s| s.0.clone()).collect::<Vec<_>>())
            ),
            palette: only(&colours::labels(frames), shown.iter().map(|s| &s.0)),
        },
        ChartKind::StackedBars(StackedBars { categories, rows, scale: BarScale::Percent, min_n: stats::FEW as u64, unit: "labels".into() }),
    ))
}

/// Divergence of each outlet from all others for the first actors, own voice where enough outlets have enough, else all voices.
pub fn divergence(frames: &Frames, apart: &[Apart], actors: &[String]) -> Option<Chart> {
    let of =
        |voices: &str| apart.iter().filter(|a| a.voices == voices && a.outlet_b == REST && actors.contains(&a.actor)).collect::<Vec<_>>();
    let tested = |rows: &[&Apart]| rows.iter().filter(|a| a.test.is_some()).count();
    let (own, all) = (of("narrator"), of("all"));
    let (rows, voice) = if tested(&all) > tested(&own) { (all, "in all voices") } else { (own, "in their own voice") };
    let categories: Vec<&String> = actors.iter().filter(|a| rows.iter().any(|r| r.actor == **a && r.test.is_some())).collect();
    if categories.is_empty() || tested(&rows) < 2 {
        return None;
    }
    let (named, rest) = shown_outlets(frames, OUTLETS);
    let dots: Vec<DotRow> = named
        .iter()
        .filter(|o| rows.iter().any(|r| r.outlet_a == **o && r.test.is_some()))
        .map(|o| DotRow {
            label: o.clone(),
            points: categories
                .iter()
                .map(|actor| {
                    let row = rows.iter().find(|r| r.outlet_a == *o && r.actor == **actor).filter(|r| r.test.is_some());
                    DotPoint {
                        category: spaced(actor),
                        value: row.and_then(|r| r.bits),
                        low: row.and_then(|r| r.test).map(|t| t.low),
                        high: row.and_then(|r| r.test).map(|t| t.high),
                        n: row.map_or(0, |r| r.n_a as u64),
                        reference: row.and_then(|r| r.test).map(|t| t.chance),
                    }
                })
                .collect(),
        })
        .collect();
    let strongest = rows
        .iter()
        .filter(|r| r.p_holm.is_some_and(|p| p < 0.05))
        .max_by(|a, b| a.bits.unwrap_or(0.0).total_cmp(&b.bits.unwrap_or(0.0)).then_with(|| b.outlet_a.cmp(&a.outlet_a)));
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let title = match strongest {
        Some(r) => format!(
            "{} is furthest from all other {units} in what it calls {} ({:.2} bits)",
            r.outlet_a,
            spaced(&r.actor),
            r.bits.unwrap_or(0.0)
        ),
        None => format!("No {unit} differs from all others by more than chance allows in what it calls an actor"),
    };
    let silent = named.len() - dots.len();
    let tested = rows.iter().filter(|r| r.test.is_some());
    let (shown, all) = tested.fold((0, 0), |(shown, all), r| (shown + if named.contains(&r.outlet_a) { r.n_a } else { 0 }, all + r.n_a));
    Some(chart(
        Words {
            name: "labels_divergence".into(),
            alt: format!(
                "Dots with intervals, one for each {unit}: Jensen-Shannon divergence of its labels from those of all others. {title}."
            ),
            title,
            subtitle: format!(
                "Jensen-Shannon divergence of {}'s labels from all others' {voice}: 0 the same shares, 1 no label in common",
                a(unit)
            ),
            n: format!("n = {}", drawn(shown, all, "label")),
            note: format!(
                "Few labels differ by chance alone: upright mark, the mean when labels are dealt out at random; p in label_divergence.csv.{}{}",
                if silent > 0 { format!(" {} without enough labels.", plural(silent, unit)) } else { String::new() },
                if rest.is_empty() { String::new() } else { format!(" {} with fewer words in the table.", plural(rest.len(), unit)) }
            ),
            palette: colours::actors(frames).iter().map(|a| spaced(a)).collect(),
        },
        ChartKind::Dots(Dots {
            rows: dots,
            unit: "bits".into(),
            domain: Some((0.0, 1.0)),
            missing: "too few".into(),
            reference: "by chance alone".into(),
            min_n: 0,
        }),
    ))
}

/// Where in the text the frequent labels of an actor first stand: median over the outlet's articles.
pub fn first(frames: &Frames, firsts: &[First], actor: &str) -> Option<Chart> {
    let of: Vec<&First> = firsts.iter().filter(|f| f.actor == actor).collect();
    let (shown, _) = top(ranked(&tally(of.iter().map(|f| f.group.clone()))), PANELS);
    let (named, _) = shown_outlets(frames, OUTLETS);
    let rows: Vec<DotRow> = named
        .iter()
        .filter(|o| of.iter().any(|f| f.outlet == **o))
        .map(|o| DotRow {
            label: o.clone(),
            points: shown
                .iter()
                .map(|(group, _)| {
                    let mut places: Vec<f64> =
                        of.iter().filter(|f| f.outlet == *o && f.group == *group).map(|f| 100.0 * f.position).collect();
                    DotPoint {
                        category: group.clone(),
                        n: places.len() as u64,
                        value: stats::percentile(&mut places, 0.5),
                        ..DotPoint::default()
                    }
                })
                .collect(),
        })
        .collect();
    if rows.len() < 2 || shown.is_empty() {
        return None;
    }
    let mut medians: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    of.iter().for_each(|f| medians.entry(&f.group).or_default().push(100.0 * f.position));
    let (group, articles) = &shown[0];
    let median = medians.get_mut(group.as_str()).and_then(|m| stats::percentile(m, 0.5))?;
    let title = if *articles < stats::FEW {
        format!("Where labels for {} first stand: none is used in {} articles", spaced(actor), stats::FEW)
    } else {
        let all = plural(*articles, "article");
        format!(
            "“{group}” for {} first stands after {median:.0}% of the text, the median of {all} of all {}",
            spaced(actor),
            frames.units()
        )
    };
    let points = rows.iter().flat_map(|r| &r.points).map(|p| p.n as usize).sum();
    Some(chart(
        Words {
            name: "labels_first".into(),
            alt: format!(
                "Dots, one for each {}, a panel a label: share of the text before its first use for {}. {title}.",
                frames.unit(),
                spaced(actor)
            ),
            title,
            subtitle: format!(
                "Share of the running text before a label's first own-voice use for {}, median of {}'s articles",
                spaced(actor),
                a(frames.unit())
            ),
            n: format!("n = {}", drawn(points, of.len(), "first use")),
            note: format!(
                "Not used: the label does not stand in its own voice. 0%: in the first sentence.{}",
                members(frames, &shown.iter().map(|s| s.0.clone()).collect::<Vec<_>>())
            ),
            palette: only(&colours::labels(frames), shown.iter().map(|s| &s.0)),
        },
        ChartKind::Dots(Dots::percent(rows, "% of the text before it", "not used")),
    ))
}
