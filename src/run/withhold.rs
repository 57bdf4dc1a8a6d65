//! `--no-text`: everything that the report shows, without the words of the articles.

use crate::compare::exhibit::{Chart, ChartKind};
use crate::compare::{Exhibit, Finding};
use crate::corpus::Corpus;
use crate::frame::{Frames, Withheld, Words};
use crate::problem::Problem;
use serde_json::Value;

/// What must not give the text away.
pub(super) struct Shown<'s> {
    pub frames: [&'s mut Frames; 2],
    pub exhibits: &'s mut [Exhibit],
    pub findings: &'s mut [Finding],
    pub problems: &'s mut [Problem],
}

/// Puts hashes in place of sentences, contexts, quotations and headlines, everywhere. Charts whose whole content is text are left
/// out, and a note says so.
pub(super) fn withhold(corpus: &Corpus, shown: Shown) {
    let sentences = shown.frames[0].sentences.text("text");
    let articles = corpus.articles.iter();
    let lines = articles.flat_map(|a| a.text.lines().chain(a.title.as_deref()));
    let withheld = Withheld::new(sentences.into_iter().chain(lines));
    for frames in shown.frames {
        frames.all_mut().into_iter().for_each(|t| withheld.table(t));
        frames.words = Words::default();
    }
    for exhibit in shown.exhibits {
        exhibit.tables.iter_mut().for_each(|t| withheld.table(t));
        let before = exhibit.charts.len();
        exhibit.charts = std::mem::take(&mut exhibit.charts).into_iter().filter_map(|c| chart(c, &withheld)).collect();
        exhibit.notes.iter_mut().for_each(|n| scrub(n, &withheld));
        let left_out = before - exhibit.charts.len();
        if left_out > 0 {
            exhibit.notes.push(format!("Left out because of --no-text: charts that show texts ({left_out})."));
        }
    }
    shown.findings.iter_mut().for_each(|f| scrub(&mut f.text, &withheld));
    shown.problems.iter_mut().for_each(|p| scrub(&mut p.what, &withheld));
}

fn scrub(text: &mut String, withheld: &Withheld) {
    if let Some(other) = withheld.text(text) {
        *text = other;
    }
}

/// The chart with every word of it looked at; `None` where it shows texts.
fn chart(chart: Chart, withheld: &Withheld) -> Option<Chart> {
    if matches!(chart.kind, ChartKind::TextTable(_)) {
        return None;
    }
    let mut value = serde_json::to_value(&chart).ok()?;
    walk(&mut value, withheld);
    serde_json::from_value(value).ok()
}

fn walk(value: &mut Value, withheld: &Withheld) {
    match value {
        Value::String(text) => scrub(text, withheld),
        Value::Array(list) => list.iter_mut().for_each(|v| walk(v, withheld)),
        Value::Object(map) => map.values_mut().for_each(|v| walk(v, withheld)),
        _ => {}
    }
}
