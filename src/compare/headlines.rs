//! Headlines side by side, with the labels and figures that stand in them.

mod asserts;

use super::Exhibit;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// One article's headline and what stands in it.
pub struct Headline {
    pub outlet: String,
    pub published: String,
    pub article: String,
    pub text: String,
    /// Words of labels and names, with their ids.
    pub labels: Vec<(String, String, String)>,
    pub figures: Vec<(String, String)>,
}

/// Headlines in order of time, then outlet.
pub fn headlines(frames: &Frames) -> Exhibit {
    let all = all(frames);
    let asserted = asserts::asserted(frames);
    let missing = all.iter().filter(|h| h.text.is_empty()).count();
    let note = format!("{missing} of {} articles have no headline: neither in the text nor given.", all.len());
    Exhibit {
        name: "headlines",
        title: "Headlines side by side",
        tables: vec![listed(&all), asserts::listed(&asserted)],
        charts: super::charts::headlines(frames, &all),
        notes: if missing > 0 { vec![note] } else { Vec::new() },
        findings: asserts::findings(&asserted),
    }
}

fn all(frames: &Frames) -> Vec<Headline> {
    let f = &frames.features;
    let (outlets, dates, ids, texts) = (f.text("outlet"), f.text("published"), f.text("article_id"), f.text("headline"));
    let (mut labels, mut figures) = (marks(&super::listed_first(frames), "label_id", "actor"), marks(&frames.figures, "figure_id", "key"));
    let mut out: Vec<Headline> = (0..f.height())
        .map(|i| Headline {
            outlet: outlets[i].to_string(),
            published: dates[i].to_string(),
            article: ids[i].to_string(),
            text: texts[i].to_string(),
            labels: labels.remove(ids[i]).unwrap_or_default(),
            figures: figures.remove(ids[i]).unwrap_or_default().into_iter().map(|(text, id, _)| (text, id)).collect(),
        })
        .collect();
    out.sort_by(|a, b| (a.published.is_empty(), &a.published, &a.outlet).cmp(&(b.published.is_empty(), &b.published, &b.outlet)));
    out
}

/// Article to what stands in its headline: words, row id and what is meant.
fn marks(table: &Table, id: &str, meant: &str) -> BTreeMap<String, Vec<(String, String, String)>> {
    let t = table.only("role", &["headline"]);
    let (articles, words, ids, meant) = (t.text("article_id"), t.text("text"), t.text(id), t.text(meant));
    let mut out: BTreeMap<String, Vec<(String, String, String)>> = BTreeMap::new();
    for i in 0..t.height() {
        out.entry(articles[i].into()).or_default().push((words[i].into(), ids[i].into(), meant[i].into()));
    }
    out
}

fn listed(all: &[Headline]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |h: &Headline| (&h.outlet).into()),
        column("published", Kind::Text, "ISO 8601", "when; empty if not known", |h: &Headline| (&h.published).into()),
        column("article_id", Kind::Text, "", "the article", |h: &Headline| (&h.article).into()),
        column("headline", Kind::Text, "", "the headline in the text, else the given title; empty if there is none", |h: &Headline| {
            (&h.text).into()
        }),
        column("labels", Kind::Text, "", "labels and names in it: words = actor (row id), joined by ;", |h: &Headline| {
            h.labels.iter().map(|(text, id, actor)| format!("{text} = {actor} ({id})")).collect::<Vec<_>>().join("; ").into()
        }),
        column("figures", Kind::Text, "", "figures in it: words (row id), joined by ;", |h: &Headline| {
            h.figures.iter().map(|(text, id)| format!("{text} ({id})")).collect::<Vec<_>>().join("; ").into()
        }),
    ];
    table("headlines", "One row an article, in order of time", columns, all)
}
