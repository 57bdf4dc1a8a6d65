//! What the words are: headlines, running text, captions, page furniture.

use crate::compare::{grouped, plural};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// Sentences and words of a role.
#[derive(Default)]
struct Part {
    outlet: String,
    role: String,
    sentences: usize,
    words: usize,
    of: usize,
}

fn parts(frames: &Frames) -> Vec<Part> {
    let s = &frames.sentences;
    let (outlets, roles, words) = (s.text("outlet"), s.text("role"), s.numbers("words"));
    let mut sums: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for i in 0..s.height() {
        let n = words[i].unwrap_or(0.0) as usize;
        let sum = sums.entry((outlets[i], roles[i])).or_default();
        (sum.0, sum.1) = (sum.0 + 1, sum.1 + n);
        *totals.entry(outlets[i]).or_default() += n;
    }
    let part = |((outlet, role), (sentences, words)): ((&str, &str), (usize, usize))| Part {
        outlet: outlet.into(),
        role: role.into(),
        sentences,
        words,
        of: totals.get(outlet).copied().unwrap_or(0),
    };
    sums.into_iter().map(part).collect()
}

/// coverage_roles.csv
pub fn by_role(frames: &Frames) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |p: &Part| (&p.outlet).into()),
        column("role", Kind::Text, "", "headline, subhead, body, caption, metadata or boilerplate", |p: &Part| (&p.role).into()),
        column("sentences", Kind::Int, "sentences", "rows of sentences.csv", |p: &Part| p.sentences.into()),
        column("words", Kind::Int, "words", "their words", |p: &Part| p.words.into()),
        column("of", Kind::Int, "words", "words of all roles in the outlet", |p: &Part| p.of.into()),
        column("share", Kind::Float, "share 0..1", "words / of; empty without words", |p: &Part| (p.words as f64 / p.of as f64).into()),
    ];
    table("coverage_roles", "One row an outlet and role of text: what its words are", columns, &parts(frames))
}

/// How much is page furniture.
pub fn note(frames: &Frames) -> Option<String> {
    let parts = parts(frames);
    let words = |wanted: &dyn Fn(&str) -> bool| parts.iter().filter(|p| wanted(&p.role)).map(|p| p.words).sum::<usize>();
    let (furniture, all) = (words(&|r| r == "boilerplate"), words(&|_| true));
    let body = words(&|r| r == "body");
    (all > 0).then(|| {
        format!(
            "Of {}, {} are running text, the denominator of rates, and {} page furniture, left out of everything.",
            plural(all, "word"),
            grouped(body as f64),
            grouped(furniture as f64)
        )
    })
}
