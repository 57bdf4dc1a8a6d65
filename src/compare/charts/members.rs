//! Which other words a family of labels holds, so that a word in a chart is not read as the only one that was printed.

use super::super::{counted, ranked, tally};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Words of a family that are named.
const NAMED: usize = 3;

/// "“forces” also counts troops; “soldier” serviceman" for the families shown, with a blank before it; empty where each holds
/// its own word only.
pub fn members(frames: &Frames, shown: &[String]) -> String {
    let t = counted(frames, false);
    let words = ranked(&tally(t.text("label_group").into_iter().zip(t.text("lemma"))));
    let mut held: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for ((group, lemma), _) in words.into_iter().filter(|((group, lemma), _)| !holds(lemma, group)) {
        held.entry(group).or_default().push(lemma);
    }
    let said: Vec<String> = shown.iter().filter_map(|g| Some((g, held.get(g.as_str())?))).map(|(g, words)| one(g, words)).collect();
    match said.as_slice() {
        [] => String::new(),
        [first, rest @ ..] => {
            let all = [&[first.replacen("” ", "” also counts ", 1)], rest].concat().join("; ");
            format!(" {all}{}", if all.ends_with('…') { "" } else { "." })
        }
    }
}

fn one(group: &str, words: &[&str]) -> String {
    let more = if words.len() > NAMED { ", …" } else { "" };
    format!("“{group}” {}{more}", words.iter().take(NAMED).copied().collect::<Vec<_>>().join(", "))
}

/// Whether the words of a family stand in a label: "rebel" in "rebel fighter", "forces" in "rebel forces".
fn holds(lemma: &str, group: &str) -> bool {
    let head = group.split(' ').next_back().unwrap_or(group);
    lemma.split(' ').any(|word| word == head)
}
