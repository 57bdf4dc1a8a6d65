//! The articles in order of time, event by event.

use crate::compare::figures::claim::events_of;
use crate::compare::when;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

struct Published<'f> {
    event: String,
    row: usize,
    article: &'f str,
    outlet: &'f str,
    published: &'f str,
    headline: &'f str,
    place: Option<usize>,
    first: &'f str,
}

/// timeline_articles.csv
pub fn listed(frames: &Frames) -> Table {
    let f = &frames.features;
    let (ids, outlets, dates, headlines, words) =
        (f.text("article_id"), f.text("outlet"), f.text("published"), f.text("headline"), f.numbers("body_words"));
    let events = events_of(frames);
    let mut rows: Vec<Published> = (0..f.height())
        .map(|row| Published {
            event: events.get(ids[row]).cloned().unwrap_or_default(),
            row,
            article: ids[row],
            outlet: outlets[row],
            published: dates[row],
            headline: headlines[row],
            place: None,
            first: "",
        })
        .collect();
    let key = |p: &Published| (p.published.is_empty(), when::order(p.published));
    rows.sort_by(|a, b| (&a.event, key(a), a.outlet, a.row).cmp(&(&b.event, key(b), b.outlet, b.row)));
    let mut met: BTreeMap<String, (usize, &str)> = BTreeMap::new();
    for row in rows.iter_mut().filter(|r| !r.published.is_empty()) {
        let event = met.entry(row.event.clone()).or_insert((0, row.published));
        event.0 += 1;
        (row.place, row.first) = (Some(event.0), event.1);
    }
    type P<'f> = Published<'f>;
    let columns = vec![
        column("event", Kind::Text, "", "the event, where articles name one", |p: &P| (&p.event).into()),
        column("place", Kind::Int, "number", "1 is the first of its event; empty without a date", |p: &P| p.place.into()),
        column("published", Kind::Text, "ISO 8601", "date or date and time; empty if not known", |p: &P| p.published.into()),
        column(
            "hours_after_first",
            Kind::Float,
            "hours",
            "after the first article on the event; empty where only days are known",
            |p: &P| when::hours(p.first, p.published).into(),
        ),
        column("days_after_first", Kind::Int, "days", "days of the calendar after the first article on the event", |p: &P| {
            when::days(p.first, p.published).into()
        }),
        column("outlet", Kind::Text, "", "who published", |p: &P| p.outlet.into()),
        column("headline", Kind::Text, "", "as it stands", |p: &P| p.headline.into()),
        column("body_words", Kind::Int, "words", "words of running text", |p: &P| words[p.row].map(|w| w as i64).into()),
        column("article_id", Kind::Text, "", "the article (features.csv)", |p: &P| p.article.into()),
    ];
    table("timeline_articles", "One row an article, in order of time; those without a date last", columns, &rows)
}
