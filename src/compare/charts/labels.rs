//! Label mix per outlet and per voice as 100% bars, outlet × label as a heat map, divergence from the others, and where in the
//! text a label first stands.

use super::super::exhibit::{BarScale, Category, HeatCell, HeatMap, HeatRow, StackedBars, StackedRow};
use super::super::labels::{First, Use, apart::Apart};
use super::super::{Chart, ChartKind, body_words, grouped, plural, ranked, spaced, stats};
use super::colours::{self, only};
use super::members::members;
use super::{NEARLY_ALL, TITLE, Words, chart, leaders, list, shown_outlets, top, words_of};
use crate::frame::Frames;
use crate::text::slug;
use std::collections::BTreeMap;

/// Actors that get a chart of their own, most labelled first.
const ACTORS: usize = 3;
/// Labels with a colour of their own; the rest is summed.
const LABELS: usize = 7;
/// Labels that get a column in the heat map.
const COLUMNS: usize = 13;
/// Outlets with a row of their own; the rest is summed.
pub(super) const OUTLETS: usize = 22;
const OTHER: &str = "other labels";
/// Summed labels that a note names.
const SUMMED: usize = 6;

/// A stacked bar chart for each of the actors with most labels, and the heat map.
pub fn labels(frames: &Frames, uses: &[Use], apart: &[Apart], firsts: &[First]) -> Vec<Chart> {
    let narrator: Vec<&Use> = uses.iter().filter(|u| u.voices == "narrator").collect();
    let mut actors: BTreeMap<String, usize> = BTreeMap::new();
    for u in narrator.iter().filter(|u| u.actor != "unresolved") {
        *actors.entry(u.actor.clone()).or_insert(0) += u.n;
    }
    let shown = ranked(&actors).into_iter().enumerate().filter(|(i, (actor, _))| *i == 0 || tells(&narrator, actor)).take(ACTORS);
    let shown: Vec<String> = shown.map(|(_, (actor, _))| actor).collect();
    let all: Vec<&Use> = uses.iter().filter(|u| u.voices == "all").collect();
    let mut out: Vec<Chart> = Vec::new();
    for actor in &shown {
        out.push(mix(frames, &narrator, actor));
        // Where the own voice of most is too short, all voices say more.
        let enough = |uses: &[&Use]| {
            let of = uses.iter().filter(|u| u.actor == *actor && u.of >= stats::FEW);
            of.map(|u| &u.outlet).collect::<std::collections::BTreeSet<_>>().len()
        };
        if 2 * enough(&narrator) < frames.outlets().len() && enough(&all) > enough(&narrator) {
            out.push(mix(frames, &all, actor));
        }
    }
    out.extend(shown.first().and_then(|actor| super::label_places::by_voice(frames, actor)));
    out.extend(heat(frames, &narrator));
    out.extend(super::label_places::divergence(frames, apart, &shown));
    out.extend(shown.first().and_then(|actor| super::label_places::first(frames, firsts, actor)));
    out
}

/// Whether an actor's labels make a picture: two outlets have enough of them, and not nearly all are one word.
fn tells(uses: &[&Use], actor: &str) -> bool {
    let of: Vec<&Use> = uses.iter().copied().filter(|u| u.actor == actor).collect();
    let enough: std::collections::BTreeSet<&str> = of.iter().filter(|u| u.of >= stats::FEW).map(|u| u.outlet.as_str()).collect();
    let (all, most) = (of.iter().map(|u| u.n).sum::<usize>(), sums(&of).first().map_or(0, |g| g.1));
    enough.len() > 1 && (most as f64) < NEARLY_ALL * all as f64
}

fn sums(uses: &[&Use]) -> Vec<(String, usize)> {
    let mut groups: BTreeMap<String, usize> = BTreeMap::new();
    for u in uses {
        *groups.entry(u.group.clone()).or_insert(0) += u.n;
    }
    ranked(&groups)
}

fn mix(frames: &Frames, uses: &[&Use], actor: &str) -> Chart {
    let own = uses.first().is_none_or(|u| u.voices == "narrator");
    let voice = if own { format!("in the {}'s own voice", frames.unit()) } else { "in all voices".to_string() };
    let of: Vec<&Use> = uses.iter().copied().filter(|u| u.actor == actor).collect();
    let (shown, rest) = top(sums(&of), LABELS);
    let keys: Vec<String> = shown.iter().map(|(g, _)| g.clone()).collect();
    let mut categories: Vec<Category> = keys.iter().map(|k| Category { key: k.clone(), label: k.clone() }).collect();
    if !rest.is_empty() {
        categories.push(Category { key: OTHER.into(), label: format!("{} other labels", rest.len()) });
    }
    let count = |outlets: &[String], wanted: &dyn Fn(&str) -> bool| -> usize {
        of.iter().filter(|u| outlets.contains(&u.outlet) && wanted(&u.group)).map(|u| u.n).sum()
    };
    let row = |label: String, outlets: &[String]| {
        let mut values: Vec<f64> = shown.iter().map(|(g, _)| count(outlets, &|x| x == g) as f64).collect();
        if !rest.is_empty() {
            values.push(count(outlets, &|x| rest.iter().any(|r| r == x)) as f64);
        }
        StackedRow { n: count(outlets, &|_| true) as u64, label, values }
    };
    let (named, others) = shown_outlets(frames, OUTLETS);
    let mut rows: Vec<StackedRow> = named.iter().map(|o| row(o.clone(), std::slice::from_ref(o))).collect();
    let n: usize = of.iter().map(|u| u.n).sum();
    let outlets = of.iter().map(|u| &u.outlet).collect::<std::collections::BTreeSet<_>>().len();
    let finding = finding(actor, &rows, &categories, frames.unit());
    if !others.is_empty() {
        rows.push(row(plural(others.len(), &format!("other {}", frames.unit())), &others));
    }
    let alt = format!(
        "Stacked bars, one a row: shares of the labels for {} {voice}. {finding}. {} in {}.",
        spaced(actor),
        plural(n, "label"),
        plural(outlets, frames.unit())
    );
    chart(
        Words {
            name: format!("labels_{}{}", slug(actor), if own { "" } else { "_all" }),
            title: finding,
            subtitle: format!("Share of each label among the labels for {}, institutions and people included, {voice}", spaced(actor)),
            n: format!("n = {} in {}", plural(n, "label"), plural(outlets, frames.unit())),
            note: format!(
                "Names {} left out.{}{}",
                if own { "and quoted or reported words are" } else { "are" },
                summed(&rest),
                members(frames, &keys)
            ),
            alt,
            palette: only(&colours::labels(frames), &keys),
        },
        ChartKind::StackedBars(StackedBars { categories, rows, scale: BarScale::Percent, min_n: stats::FEW as u64, unit: "labels".into() }),
    )
}

/// " Other labels: yobs, mob, …." of the labels that have no colour of their own, the frequent ones first.
fn summed(rest: &[String]) -> String {
    let named = rest.iter().take(SUMMED).cloned().collect::<Vec<_>>().join(", ");
    match rest.len() {
        0 => String::new(),
        n if n > SUMMED => format!(" Other labels: {named}, …"),
        _ => format!(" Other labels: {named}."),
    }
}

/// Which label leads where: what the bars show, in a sentence.
fn finding(actor: &str, rows: &[StackedRow], categories: &[Category], unit: &str) -> String {
    let leader = |r: &StackedRow| -> Option<(String, String)> {
        let most = r.values.iter().copied().fold(0.0, f64::max);
        let leaders: Vec<usize> = (0..r.values.len()).filter(|i| r.values[*i] == most).collect();
        let one = leaders.len() == 1 && r.n >= stats::FEW as u64 && categories[leaders[0]].key != OTHER;
        one.then(|| (categories[leaders[0]].key.clone(), r.label.clone()))
    };
    let mut led: BTreeMap<String, Vec<String>> = BTreeMap::new();
    rows.iter().filter_map(leader).for_each(|(label, outlet)| led.entry(label).or_default().push(outlet));
    let order = ranked(&led.iter().map(|(label, outlets)| (label.clone(), outlets.len())).collect());
    let enough = rows.iter().filter(|r| r.n >= stats::FEW as u64).count();
    if order.is_empty() {
        return format!("No label for {} leads clearly in any {unit}", spaced(actor));
    }
    // One or two outlets are named, more are counted; all are where their names would not fit into a title.
    let says = |(label, n): &(String, usize), most: usize| {
        let who = if *n <= most { list(&led[label]) } else { plural(*n, unit) };
        format!("“{label}” in {who}")
    };
    let sentence = |most: usize| {
        let said: Vec<String> = order.iter().map(|o| says(o, most)).collect();
        format!("For {}, the leading label is {}, of {} with enough to say", spaced(actor), list(&said), plural(enough, unit))
    };
    let named = sentence(2);
    if named.chars().count() <= TITLE { named } else { sentence(0) }
}

fn heat(frames: &Frames, narrator: &[&Use]) -> Option<Chart> {
    let (columns, _) = top(sums(narrator), COLUMNS);
    let words = body_words(frames);
    let (named, others) = shown_outlets(frames, OUTLETS);
    // Two places where rates are small, lest they all read 0.0.
    let rate_of = |u: &&Use| stats::rate(u.n, u.body_words).map_or(0.0, |r| r.0);
    let places = if narrator.iter().map(rate_of).fold(0.0, f64::max) < 2.0 { 2 } else { 1 };
    let row = |label: String, outlets: &[String]| {
        let exposure: usize = outlets.iter().map(|o| words.get(o).copied().unwrap_or(0)).sum();
        let cell = |group: &String| {
            let n: usize = narrator.iter().filter(|u| outlets.contains(&u.outlet) && &u.group == group).map(|u| u.n).sum();
            let rate = stats::rate(n, exposure).map(|r| r.0);
            HeatCell { value: rate, text: rate.map_or(String::new(), |r| if n == 0 { "0".into() } else { format!("{r:.places$} ({n})") }) }
        };
        HeatRow { cells: columns.iter().map(|(g, _)| cell(g)).collect(), label }
    };
    let mut rows: Vec<HeatRow> = named.iter().map(|o| row(o.clone(), std::slice::from_ref(o))).collect();
    if !others.is_empty() {
        rows.push(row(plural(others.len(), &format!("other {}", frames.unit())), &others));
    }
    let n: usize = narrator.iter().map(|u| u.n).sum();
    let (first, most) = leaders(columns.iter().map(|c| (c.0.as_str(), c.1)));
    if first.is_empty() {
        return None;
    }
    let shown: usize = columns.iter().map(|c| c.1).sum();
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let title = match first.as_slice() {
        [one] => format!("“{one}” is the most frequent label in the {units}' own voice: {} of {}", grouped(most as f64), grouped(n as f64)),
        many => format!(
            "{} are the most frequent labels in the {units}' own voice: {} each of {}",
            words_of(many),
            grouped(most as f64),
            grouped(n as f64)
        ),
    };
    let holds = members(frames, &columns.iter().map(|c| c.0.clone()).collect::<Vec<_>>());
    Some(chart(
        Words {
            name: "labels_rates".into(),
            alt: format!("Heat map of {units} by labels, rates per 1,000 body words in their own voice, with counts. {title}."),
            title,
            subtitle: format!("Labels in the {unit}'s own voice, per 1,000 body words, and how many (in brackets)"),
            n: format!(
                "n = {}{}",
                plural(n, "label"),
                if shown < n { format!(", {} of them shown", grouped(shown as f64)) } else { String::new() }
            ),
            note: if shown < n {
                format!("For any actor. The {} most frequent labels; labels_wide.csv has the others.{holds}", columns.len())
            } else {
                format!("For any actor.{holds}")
            },
            palette: Vec::new(),
        },
        ChartKind::HeatMap(HeatMap {
            columns: columns.into_iter().map(|c| c.0).collect(),
            rows,
            unit: "per 1,000 words".into(),
            missing: String::new(),
        }),
    ))
}
