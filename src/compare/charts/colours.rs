//! One colour for one thing in all charts of a report: places in the palette for labels, actors and kinds of speakers.

use super::super::{counted, ranked, spaced, speakers::side_name, tally};
use crate::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// Labels of an actor's own-voice chart: they get the plainest places.
const FIRST: usize = 7;

/// The palette of charts of labels. Labels that are used for the same actor have different places, so that they are told
/// apart where they stand together; those of the charts of the own voice come first, then the frequent ones.
pub fn labels(frames: &Frames) -> Vec<String> {
    let t = counted(frames, false);
    let (groups, actors, voices) = (t.text("label_group"), t.text("actor"), t.text("voice"));
    let mut own: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let mut of: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| actors[*i] != "unresolved") {
        of.entry(actors[i]).or_default().insert(groups[i].to_string());
        if voices[i] == "narrator" {
            *own.entry(actors[i]).or_default().entry(groups[i].to_string()).or_insert(0) += 1;
        }
    }
    let first: BTreeSet<String> = own.values().flat_map(|used| ranked(used).into_iter().take(FIRST)).map(|g| g.0).collect();
    let all = ranked(&tally(groups.iter().map(|g| g.to_string())));
    let (shown, others): (Vec<String>, Vec<String>) = all.into_iter().map(|g| g.0).partition(|g| first.contains(g));
    placed(&[shown, others].concat(), &of)
}

/// The places in order, each with all names that stand there; [`only`] picks those of a chart. A name takes the first place
/// where nobody of its company is.
fn placed(order: &[String], company: &BTreeMap<&str, BTreeSet<String>>) -> Vec<String> {
    let mut places: Vec<(Vec<String>, BTreeSet<&str>)> = Vec::new();
    for name in order {
        let of: BTreeSet<&str> = company.iter().filter(|(_, names)| names.contains(name)).map(|(c, _)| *c).collect();
        let free = places.iter().position(|(_, taken)| taken.is_disjoint(&of)).unwrap_or(places.len());
        if free == places.len() {
            places.push(Default::default());
        }
        if let Some((names, taken)) = places.get_mut(free) {
            names.push(name.clone());
            taken.extend(of);
        }
    }
    places.into_iter().map(|(names, _)| names.join(SEPARATOR)).collect()
}

/// Stands in no label.
const SEPARATOR: &str = "\u{1f}";

/// The palette of one chart: of each place the name that the chart shows, or nothing.
pub fn only<'s>(palette: &[String], shown: impl IntoIterator<Item = &'s String>) -> Vec<String> {
    let shown: BTreeSet<&String> = shown.into_iter().collect();
    let name = |place: &String| place.split(SEPARATOR).map(String::from).find(|name| shown.contains(name)).unwrap_or_default();
    let mut out: Vec<String> = palette.iter().map(name).collect();
    // What no list knows takes a place behind the others.
    out.extend(shown.into_iter().filter(|s| !palette.iter().any(|p| p.split(SEPARATOR).any(|n| n == *s))).cloned());
    out.truncate(out.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1));
    out
}

/// All actors, those with most labels first.
pub fn actors(frames: &Frames) -> Vec<String> {
    let t = counted(frames, false);
    let mut all: Vec<String> = ranked(&tally(t.text("actor").into_iter().map(String::from))).into_iter().map(|a| a.0).collect();
    let named: BTreeSet<String> =
        frames.labels.text("actor").into_iter().filter(|a| !all.iter().any(|b| b == a)).map(String::from).collect();
    all.extend(named);
    all
}

/// The palette of kinds of sources and of sides, in the words of the charts; those that speak most come first.
pub fn speakers(frames: &Frames) -> Vec<String> {
    let column = |name, words: fn(&str) -> String| tally(frames.quotes.text(name).into_iter().filter(|t| !t.is_empty()).map(words));
    let (kinds, sides) = (column("source_type", spaced), column("side", side_name));
    let mut order: Vec<String> = ranked(&kinds).into_iter().map(|s| s.0).collect();
    order.extend(ranked(&sides).into_iter().map(|s| s.0).filter(|s| !kinds.contains_key(s)));
    placed(&order, &BTreeMap::from([("kinds", kinds.into_keys().collect()), ("sides", sides.into_keys().collect())]))
}
