//! Which other words a label stands for, so that nobody takes the name of a group for the word that was printed.

use super::super::{counted, ranked, tally};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Words named for a label, and letters of the whole sentence.
const WORDS: usize = 3;
const LETTERS: usize = 150;

/// " “rebel” includes revolutionary; “forces” includes troops." Empty where every label is the word itself.
pub fn includes<'s>(frames: &Frames, actor: Option<&str>, groups: impl IntoIterator<Item = &'s String>) -> String {
    let t = counted(frames, false);
    let (actors, names, lemmas) = (t.text("actor"), t.text("label_group"), t.text("lemma"));
    let mut words: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for i in (0..t.height()).filter(|i| actor.is_none_or(|a| actors[*i] == a)) {
        words.entry(names[i]).or_default().push(lemmas[i]);
    }
    let mut out = String::new();
    for group in groups {
        let of = tally(words.get(group.as_str()).into_iter().flatten().copied().filter(|lemma| !contains(lemma, group)));
        let named: Vec<&str> = ranked(&of).into_iter().take(WORDS).map(|w| w.0).collect();
        let said = format!("{}“{group}” includes {}", if out.is_empty() { " " } else { "; " }, named.join(", "));
        if !named.is_empty() && out.chars().count() + said.chars().count() <= LETTERS {
            out.push_str(&said);
        }
    }
    if out.is_empty() { out } else { out + "." }
}

/// Whether the label is one of the words: "rebel" in "rebel forces".
fn contains(lemma: &str, group: &str) -> bool {
    lemma.to_lowercase().contains(&group.to_lowercase())
}
