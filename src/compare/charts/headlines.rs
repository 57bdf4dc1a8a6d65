//! Headlines side by side, labels and names marked.

use super::super::exhibit::{Category, Mark, TextCell, TextTable};
use super::super::headlines::Headline;
use super::super::{Chart, ChartKind, grouped, plural, ranked, spaced, tally, when};
use super::{Words, chart, colours, list};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Headlines in the picture.
const HEADLINES: usize = 15;

/// One chart; none where no article has a headline.
pub fn headlines(frames: &Frames, all: &[Headline]) -> Vec<Chart> {
    let with: Vec<&Headline> = all.iter().filter(|h| !h.text.is_empty()).collect();
    if with.is_empty() {
        return Vec::new();
    }
    let shown = in_turn(&with);
    let actors = ranked(&tally(shown.iter().flat_map(|h| h.labels.iter().map(|l| l.2.clone()).filter(|a| a != "unresolved"))));
    let mut keys: Vec<String> = actors.iter().map(|a| a.0.clone()).collect();
    keys.sort();
    let rows = shown
        .iter()
        .map(|h| {
            vec![
                plain(h.outlet.clone()),
                plain(if h.published.is_empty() { "no date".into() } else { when::short(&h.published) }),
                marked(h),
            ]
        })
        .collect();
    let labelled = shown.iter().filter(|h| !h.labels.is_empty()).count();
    let title = match actors.first() {
        Some((actor, _)) if shown.len() == 1 => format!("In the headline a word for {} is found", spaced(actor)),
        Some((_, n)) => {
            let most: Vec<String> = actors.iter().filter(|a| a.1 == *n).map(|a| spaced(&a.0)).collect();
            let each = if most.len() > 1 { " each" } else { "" };
            let words = plural(*n, "word");
            format!("In {labelled} of {} headlines words for actors are found, most for {} ({words}{each})", shown.len(), list(&most))
        }
        None => format!("In none of {} headlines a word for an actor is found", shown.len()),
    };
    let words = Words {
        name: "headlines".into(),
        alt: format!("Table of headlines, one an article, in order of time. {title}."),
        title,
        subtitle: "Headlines in order of publication; the words for actors that were found are marked, others may stand there".into(),
        n: format!("n = {}", plural(shown.len(), "headline")),
        note: note(shown.len(), with.len(), all.len()),
        palette: colours::actors(frames),
    };
    let marks = keys.into_iter().map(|k| Category { label: spaced(&k), key: k }).collect();
    let columns = ["Outlet", "Published", "Headline"].map(String::from).to_vec();
    vec![chart(words, ChartKind::TextTable(TextTable { columns, rows, marks }))]
}

/// Headlines that a picture can hold: the first of each outlet before second ones, in order of time.
fn in_turn<'h>(with: &[&'h Headline]) -> Vec<&'h Headline> {
    let mut met: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<(usize, usize)> = Vec::with_capacity(with.len());
    for (i, h) in with.iter().enumerate() {
        let turn = met.entry(&h.outlet).or_insert(0);
        order.push((*turn, i));
        *turn += 1;
    }
    order.sort_unstable();
    order.truncate(HEADLINES);
    order.sort_unstable_by_key(|o| o.1);
    order.into_iter().map(|(_, i)| with[i]).collect()
}

fn note(shown: usize, with: usize, all: usize) -> String {
    let more = if shown < with {
        format!("{shown} of {} headlines, the first of each outlet first; headlines.csv has all. ", grouped(with as f64))
    } else {
        String::new()
    };
    let missing = if with < all { format!("{} without a headline.", plural(all - with, "article")) } else { String::new() };
    (more + &missing).trim_end().to_string()
}

fn plain(text: String) -> TextCell {
    TextCell { text, marks: Vec::new() }
}

/// Marks are found again by their words, in order, because a headline may be the given title with its own offsets.
fn marked(h: &Headline) -> TextCell {
    let mut marks: Vec<Mark> = Vec::new();
    let mut from = 0;
    for (text, _, actor) in &h.labels {
        let Some(at) = h.text.get(from..).and_then(|rest| rest.find(text.as_str())).map(|i| from + i) else { continue };
        let start = h.text[..at].chars().count();
        let end = start + text.chars().count();
        if marks.last().is_none_or(|m| m.end <= start) {
            marks.push(Mark { start, end, key: actor.clone() });
            from = at + text.len();
        }
    }
    TextCell { text: h.text.clone(), marks }
}
