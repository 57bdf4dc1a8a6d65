//! Which articles are one event: what is grouped together.

use crate::corpus::Article;
use std::collections::BTreeMap;

/// Articles that are grouped together at most, so that an event that never ends does not outgrow the memory.
pub const MOST: usize = 200;

/// The event that an article names, if it does.
pub fn of(article: &Article) -> Option<&str> {
    article.event.as_deref().map(str::trim).filter(|e| !e.is_empty())
}

/// The articles of a corpus by event, as indices, in order of their first article: those of one name are one event; a
/// corpus in which none has a name is one event.
pub fn of_corpus(articles: &[Article]) -> Vec<Vec<usize>> {
    let none_named = articles.iter().all(|a| of(a).is_none());
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        let name = of(article).or(none_named.then_some(""));
        match name.and_then(|n| place.get(n)).map(|p| &mut out[*p]).filter(|event| event.len() < MOST) {
            Some(event) => event.push(index),
            None => {
                name.map(|n| place.insert(n, out.len()));
                out.push(vec![index]);
            }
        }
    }
    out
}

/// Whether an article goes on with the event of those before it in a stream: the same name, and not too many of them.
pub fn goes_on(before: &[Article], next: &Article) -> bool {
    before.len() < MOST && of(next).is_some() && before.last().is_some_and(|b| of(b) == of(next))
}
