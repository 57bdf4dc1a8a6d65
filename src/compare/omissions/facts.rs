//! Facts of the alignment as items.

use super::super::alignment::facts;
use super::items::Item;
use crate::frame::Frames;

/// Characters of the sentence that describes a fact.
const SHOWN: usize = 140;

/// One item a fact, described by its most central sentence; none where nothing is aligned.
pub fn items(frames: &Frames) -> Vec<Item> {
    let s = &frames.sentences;
    let (ids, outlets, articles, texts) = (s.text("sentence_id"), s.text("outlet"), s.text("article_id"), s.text("text"));
    let item = |fact: facts::Fact| {
        let mut item = Item { kind: "fact", name: shown(texts[fact.central]), ..Item::default() };
        for row in fact.rows {
            item.outlets.entry(outlets[row].to_string()).or_default().push(ids[row].to_string());
            item.articles.insert(articles[row].to_string());
        }
        item
    };
    facts::facts(frames).into_iter().map(item).collect()
}

/// The sentence on one line, cut behind a word where it is long.
fn shown(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SHOWN {
        return line;
    }
    let cut: String = line.chars().take(SHOWN).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(front, _)| front))
}
