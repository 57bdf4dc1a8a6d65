//! Which articles are copies: the same text from the same outlet, or at the same address. Syndication is not removed.

use super::article::Article;
use crate::lexicon::sha256;
use std::collections::BTreeMap;

/// What an article is to those before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copy {
    /// The first with this text.
    New,
    /// The same outlet, or the same address, and the same text: not read again. Holds the first article's id.
    Duplicate(String),
    /// Another outlet ran the same text (wire copy, syndication): evidence, so it stays. Holds the first one's id and outlet.
    SameText(String, String),
}

/// Remembers the articles seen: a hash of the text each, never the text.
#[derive(Debug, Default)]
pub struct Seen {
    /// Text to the first article's id and outlet.
    first: BTreeMap<String, (String, String)>,
    /// Text and outlet, or text and address, to the article's id.
    same: BTreeMap<(String, String), String>,
}

impl Seen {
    /// Compares an article with those before it; one that is not a duplicate is remembered.
    pub fn check(&mut self, article: &Article) -> Copy {
        let text = sha256(normal(&article.text).as_bytes());
        let outlet = (text.clone(), format!("outlet {}", normal(&article.outlet)));
        let url = article.url.as_deref().map(|url| (text.clone(), format!("url {}", address(url))));
        let earlier = self.same.get(&outlet).or_else(|| url.as_ref().and_then(|url| self.same.get(url)));
        if let Some(first) = earlier {
            return Copy::Duplicate(first.clone());
        }
        self.same.extend(std::iter::once(outlet).chain(url).map(|key| (key, article.id.clone())));
        match self.first.get(&text) {
            Some((id, outlet)) => Copy::SameText(id.clone(), outlet.clone()),
            None => {
                self.first.insert(text, (article.id.clone(), article.outlet.clone()));
                Copy::New
            }
        }
    }
}

/// Lower case, one blank between words.
fn normal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().flat_map(char::to_lowercase));
    }
    out
}

/// An address without scheme, `www.`, fragment and final slash.
fn address(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_string()
}
