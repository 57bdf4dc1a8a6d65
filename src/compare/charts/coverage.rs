//! When each outlet published.

use super::super::exhibit::{Symbol, TimePoint, TimeRow, Timeline};
use super::super::{Chart, ChartKind, plural, when};
use super::{Words, chart};
use crate::frame::Frames;

/// One chart: a line an outlet, a point an article.
pub fn coverage(frames: &Frames) -> Vec<Chart> {
    let f = &frames.features;
    let (outlets, dates, words) = (f.text("outlet"), f.text("published"), f.numbers("body_words"));
    let names = frames.outlets();
    let point = |i: usize| TimePoint {
        time: (!dates[i].is_empty()).then(|| dates[i].to_string()),
        label: format!("{} words", super::super::grouped(words[i].unwrap_or(0.0))),
        symbol: Symbol::Circle,
    };
    let rows: Vec<TimeRow> = names
        .iter()
        .map(|name| TimeRow {
            label: name.clone(),
            key: name.clone(),
            points: (0..f.height()).filter(|i| outlets[*i] == name).map(point).collect(),
        })
        .collect();
    let first = (0..f.height()).filter(|i| !dates[*i].is_empty()).min_by_key(|i| when::order(dates[*i]));
    let undated = dates.iter().filter(|d| d.is_empty()).count();
    let dated = f.height() - undated;
    let title = match first {
        Some(i) if dated > 1 => format!("{} published first, {}", outlets[i], when::short(dates[i])),
        Some(i) => format!("Only one article is dated: {}, {}", outlets[i], when::short(dates[i])),
        None => "No article is dated".to_string(),
    };
    let words = Words {
        name: "coverage_timeline".into(),
        alt: format!("Time line, one row an outlet, one point an article with its length. {title}."),
        title,
        subtitle: "Articles by time of publication, with the length of their running text".into(),
        n: format!("n = {} of {}", plural(f.height(), "article"), plural(names.len(), "outlet")),
        note: if undated > 0 { format!("{} without a date.", plural(undated, "article")) } else { String::new() },
        palette: names,
    };
    vec![chart(words, ChartKind::Timeline(Timeline { rows }))]
}
