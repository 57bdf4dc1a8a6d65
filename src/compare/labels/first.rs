//! Where in the text a label first stands in the outlet's own voice.

use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, HashMap};

/// A label's first own-voice use in an article.
pub struct First {
    pub outlet: String,
    pub article: String,
    pub actor: String,
    pub group: String,
    /// Share of the running text before it, 0 to 1.
    pub position: f64,
    pub evidence: String,
}

/// First uses, by outlet, article, actor and label. The place is counted in words of running text before its sentence.
pub fn firsts(frames: &Frames, labels: &Table) -> Vec<First> {
    let s = &frames.sentences;
    let (articles, roles, parts) = (s.text("article_id"), s.text("role"), s.text("part"));
    let (numbers, words) = (s.numbers("sentence"), s.numbers("words"));
    let mut before: HashMap<(&str, usize), f64> = HashMap::new();
    let mut totals: HashMap<&str, f64> = HashMap::new();
    for i in (0..s.height()).filter(|i| roles[*i] == "body" && parts[*i] == "text") {
        let total = totals.entry(articles[i]).or_insert(0.0);
        before.insert((articles[i], numbers[i].unwrap_or(0.0) as usize), *total);
        *total += words[i].unwrap_or(0.0);
    }
    let t = labels.only("voice", &["narrator"]);
    let (outlets, of, actors, groups, ids) =
        (t.text("outlet"), t.text("article_id"), t.text("actor"), t.text("label_group"), t.text("label_id"));
    let (places, at) = (t.numbers("sentence"), t.numbers("char_start"));
    let mut out: BTreeMap<[&str; 4], (usize, f64, &str)> = BTreeMap::new();
    for i in 0..t.height() {
        let sentence = places[i].unwrap_or(0.0) as usize;
        let (Some(start), Some(total)) = (before.get(&(of[i], sentence)), totals.get(of[i]).filter(|n| **n > 0.0)) else { continue };
        let found = (at[i].unwrap_or(0.0) as usize, start / total, ids[i]);
        let first = out.entry([outlets[i], of[i], actors[i], groups[i]]).or_insert(found);
        if found.0 < first.0 {
            *first = found;
        }
    }
    out.into_iter()
        .map(|([outlet, article, actor, group], (_, position, id))| First {
            outlet: outlet.into(),
            article: article.into(),
            actor: actor.into(),
            group: group.into(),
            position,
            evidence: id.into(),
        })
        .collect()
}

/// labels_first: one row an article, actor and label.
pub fn listed(rows: &[First]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |f: &First| (&f.outlet).into()),
        column("article_id", Kind::Text, "", "the article", |f: &First| (&f.article).into()),
        column("actor", Kind::Text, "", "who is meant", |f: &First| (&f.actor).into()),
        column("label_group", Kind::Text, "", "family of labels", |f: &First| (&f.group).into()),
        column(
            "position",
            Kind::Float,
            "share 0..1",
            "words of running text before the sentence of its first own-voice use, of all",
            |f: &First| f.position.into(),
        ),
        column("evidence", Kind::Text, "", "id of that use in labels.csv", |f: &First| (&f.evidence).into()),
    ];
    table("labels_first", "One row an article, actor and label: where in the text it first stands in the outlet's own voice", columns, rows)
}
