//! Which words: each word of style with the outlets that use it.

use crate::frame::{Frames, Kind, Table, column};
use std::collections::BTreeMap;

/// A word in an outlet.
#[derive(Debug, Clone, Default)]
pub struct Word {
    pub kind: String,
    pub category: String,
    pub polarity: String,
    pub lemma: String,
    pub outlet: String,
    pub own: usize,
    pub quoted: usize,
    pub headline: usize,
    pub n: usize,
    /// Outlets that use the word at all.
    pub outlets: usize,
    pub ids: Vec<String>,
}

/// One entry a kind, word and outlet, most frequent words first.
pub fn words(frames: &Frames) -> Vec<Word> {
    let t = &frames.style;
    let (kinds, categories, polarities, lemmas) = (t.text("kind"), t.text("category"), t.text("polarity"), t.text("lemma"));
    let (outlets, roles, voices, ids) = (t.text("outlet"), t.text("role"), t.text("voice"), t.text("style_id"));
    let mut all: BTreeMap<(&str, &str, &str), Word> = BTreeMap::new();
    for i in 0..t.height() {
        let word = all.entry((kinds[i], lemmas[i], outlets[i])).or_default();
        word.n += 1;
        match (roles[i], voices[i]) {
            ("body", "narrator") => word.own += 1,
            ("headline" | "subhead", _) => word.headline += 1,
            ("body", _) => word.quoted += 1,
            _ => {}
        }
        word.ids.push(ids[i].to_string());
        if word.category.is_empty() || word.category == "learned" {
            (word.category, word.polarity) = (categories[i].into(), polarities[i].into());
        }
    }
    let mut totals: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for ((kind, lemma, _), word) in &all {
        let total = totals.entry((kind, lemma)).or_default();
        *total = (total.0 + word.n, total.1 + 1);
    }
    let mut out: Vec<(usize, Word)> = all
        .into_iter()
        .map(|((kind, lemma, outlet), word)| {
            let (n, outlets) = totals[&(kind, lemma)];
            (n, Word { kind: kind.into(), lemma: lemma.into(), outlet: outlet.into(), outlets, ..word })
        })
        .collect();
    out.sort_by(|a, b| (&a.1.kind, b.0, &a.1.lemma, &a.1.outlet).cmp(&(&b.1.kind, a.0, &b.1.lemma, &b.1.outlet)));
    out.into_iter().map(|(_, word)| word).collect()
}

pub fn table(words: &[Word]) -> Table {
    let columns = vec![
        column("kind", Kind::Text, "", "loaded, emotion, hedge or booster", |w: &Word| (&w.kind).into()),
        column("category", Kind::Text, "", "as in style.csv", |w: &Word| (&w.category).into()),
        column("polarity", Kind::Text, "", "as in style.csv", |w: &Word| (&w.polarity).into()),
        column("lemma", Kind::Text, "", "the word", |w: &Word| (&w.lemma).into()),
        column("outlet", Kind::Text, "", "who published", |w: &Word| (&w.outlet).into()),
        column("n", Kind::Int, "words", "how often, in all voices and lines", |w: &Word| w.n.into()),
        column("own", Kind::Int, "words", "of these in running text outside quotes", |w: &Word| w.own.into()),
        column("quoted", Kind::Int, "words", "of these in running text inside quotes", |w: &Word| w.quoted.into()),
        column(
            "headline",
            Kind::Int,
            "words",
            "of these in headlines and sub-headings; the rest stands in captions and tag lines",
            |w: &Word| w.headline.into(),
        ),
        column("outlets", Kind::Int, "outlets", "how many use the word", |w: &Word| w.outlets.into()),
        column("evidence", Kind::Text, "", "ids of style.csv, the first ten, joined by ;", |w: &Word| {
            w.ids.iter().take(10).cloned().collect::<Vec<_>>().join("; ").into()
        }),
    ];
    crate::frame::table("style_words", "One row a word and outlet, most frequent words of each kind first", columns, words)
}
