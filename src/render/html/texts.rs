//! Articles for the reading view: sentences, and what stands between them, so that the text is whole again.

use super::columns::written;
use super::data::Pool;
use crate::corpus::Article;
use crate::frame::Frames;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One entry an article, in the order of the features: what it is, and the strings before each of its sentences and at its
/// end. The sentences themselves are rows of the sentences table.
pub fn articles(frames: &Frames, compared: &Frames, articles: &[Article], pool: &mut Pool, text: bool) -> Value {
    let texts: BTreeMap<&str, &Article> = articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let t = &frames.sentences;
    let (ids, parts, starts, ends) = (t.text("article_id"), t.text("part"), t.numbers("char_start"), t.numbers("char_end"));
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, id) in ids.iter().enumerate() {
        rows.entry(id).or_default().push(row);
    }
    let f = &frames.features;
    let groups = compared.features.text("outlet");
    let (ids, outlets, titles) = (f.text("article_id"), f.text("outlet"), f.text("headline"));
    let (dates, urls) = (f.text("published"), f.text("url"));
    let one = |i: usize| {
        let mine = rows.get(ids[i]).map_or(&[][..], Vec::as_slice);
        let mut gaps = Vec::new();
        let mut tail = Value::Null;
        if text && let Some(article) = texts.get(ids[i]) {
            let all: Vec<char> = article.text.chars().collect();
            let between = |from: usize, to: usize| {
                all.get(from.min(all.len())..to.min(all.len()).max(from.min(all.len()))).unwrap_or_default().iter().collect::<String>()
            };
            let mut at = 0;
            for row in mine {
                if parts[*row] != "text" {
                    gaps.push(Value::Null);
                    continue;
                }
                let (start, end) = (starts[*row].unwrap_or(0.0) as usize, ends[*row].unwrap_or(0.0) as usize);
                gaps.push(pool.add(&between(at, start)));
                at = end.max(at);
            }
            tail = pool.add(&between(at, all.len()));
        }
        json!({
            "id": ids[i], "outlet": outlets[i], "group": groups.get(i), "title": titles[i], "published": dates[i], "url": web(urls[i]),
            "rows": rows_of(mine), "gaps": written(&gaps), "tail": tail,
        })
    };
    (0..f.height()).map(one).collect()
}

/// The rows of an article's sentences: the first and how many, as they stand one after another.
fn rows_of(rows: &[usize]) -> Value {
    json!([rows.first().copied().unwrap_or(0), rows.len()])
}

/// An address that may become a link: http or https, nothing else.
fn web(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once("://").map_or("", |(scheme, _)| scheme);
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(url)
}
