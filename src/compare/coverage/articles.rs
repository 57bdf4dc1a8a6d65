//! The texts themselves: how long, how much of them is running text, and whether they look cut off.

use crate::compare::{plural, stats};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// A text with this share of the median of its outlet, or less, is far shorter than its fellows.
const SHORT: f64 = 0.25;

/// What can be said of one text.
pub struct Text {
    article: String,
    outlet: String,
    published: String,
    words: usize,
    body_words: usize,
    headline_words: usize,
    caption_words: usize,
    boilerplate_words: usize,
    pub hint: &'static str,
}

/// One entry an article.
pub fn texts(frames: &Frames) -> Vec<Text> {
    let f = &frames.features;
    let (ids, outlets, dates) = (f.text("article_id"), f.text("outlet"), f.text("published"));
    let numbers = |name: &str| f.numbers(name).into_iter().map(|n| n.unwrap_or(0.0) as usize).collect::<Vec<_>>();
    let (words, body, furniture) = (numbers("words"), numbers("body_words"), numbers("boilerplate_words"));
    let s = &frames.sentences;
    let (articles, roles, texts, lengths) = (s.text("article_id"), s.text("role"), s.text("text"), s.numbers("words"));
    let mut roles_of: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut last: BTreeMap<&str, &str> = BTreeMap::new();
    for i in 0..s.height() {
        *roles_of.entry((articles[i], roles[i])).or_default() += lengths[i].unwrap_or(0.0) as usize;
        if roles[i] == "body" {
            last.insert(articles[i], texts[i]);
        }
    }
    let mut by_outlet: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for i in 0..f.height() {
        by_outlet.entry(outlets[i]).or_default().push(body[i] as f64);
    }
    // Few articles of an outlet have no usual length.
    let usual = |(outlet, mut lengths): (&'_ str, Vec<f64>)| {
        let median = if lengths.len() < stats::FEW { None } else { stats::percentile(&mut lengths, 0.5) };
        (outlet.to_string(), median)
    };
    let usual: BTreeMap<String, Option<f64>> = by_outlet.into_iter().map(usual).collect();
    let of = |article: &str, role: &str| roles_of.get(&(article, role)).copied().unwrap_or(0);
    let one = |i: usize| {
        let end = last.get(ids[i]).map_or("", |t| t.trim_end());
        let far_shorter = usual.get(outlets[i]).copied().flatten().is_some_and(|m| (body[i] as f64) < SHORT * m);
        Text {
            article: ids[i].into(),
            outlet: outlets[i].into(),
            published: dates[i].into(),
            words: words[i],
            body_words: body[i],
            headline_words: of(ids[i], "headline") + of(ids[i], "subhead"),
            caption_words: of(ids[i], "caption"),
            boilerplate_words: furniture[i],
            hint: if body[i] == 0 {
                "no_running_text"
            } else if end.ends_with('…') || end.ends_with("...") {
                "ends_in_dots"
            } else if end.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ',') {
                "ends_without_stop"
            } else if far_shorter {
                "far_shorter"
            } else {
                ""
            },
        }
    };
    (0..f.height()).map(one).collect()
}

/// coverage_articles.csv
pub fn table_of(texts: &[Text]) -> Table {
    let columns = vec![
        column("article_id", Kind::Text, "", "the article (features.csv)", |t: &Text| (&t.article).into()),
        column("outlet", Kind::Text, "", "who published", |t: &Text| (&t.outlet).into()),
        column("published", Kind::Text, "ISO 8601", "when; empty if not known", |t: &Text| (&t.published).into()),
        column("words", Kind::Int, "words", "words of every role but boilerplate", |t: &Text| t.words.into()),
        column("body_words", Kind::Int, "words", "running text", |t: &Text| t.body_words.into()),
        column("headline_words", Kind::Int, "words", "headline and sub-headings", |t: &Text| t.headline_words.into()),
        column("caption_words", Kind::Int, "words", "captions", |t: &Text| t.caption_words.into()),
        column("boilerplate_words", Kind::Int, "words", "page furniture, left out of everything", |t: &Text| t.boilerplate_words.into()),
        column("boilerplate_share", Kind::Float, "share 0..1", "page furniture among all words; empty without words", |t: &Text| {
            (t.boilerplate_words as f64 / (t.words + t.boilerplate_words) as f64).into()
        }),
        column(
            "text_hint",
            Kind::Text,
            "",
            "what may be wrong with the text: no_running_text, ends_in_dots or ends_without_stop (cut off, or behind a paywall?), far_shorter \
             (under a quarter of the median of its outlet, of five or more articles); empty if nothing is",
            |t: &Text| t.hint.into(),
        ),
    ];
    table("coverage_articles", "One row an article: its length by role, and whether its text looks whole", columns, texts)
}

/// How many texts look cut off.
pub fn note(texts: &[Text]) -> Option<String> {
    let n = |hint: &str| texts.iter().filter(|t| t.hint == hint).count();
    let (none, dots, bare, short) = (n("no_running_text"), n("ends_in_dots"), n("ends_without_stop"), n("far_shorter"));
    (none + dots + bare + short > 0).then(|| {
        format!(
            "Texts that may not be whole (coverage_articles.csv): {} without running text, {dots} that end in dots, {bare} without a stop at \
             the end, {short} far shorter than others of their outlet. What they leave out is not an omission of the outlet.",
            plural(none, "article")
        )
    })
}
