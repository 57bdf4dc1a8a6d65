//! `--no-text`: hashes in place of what the articles say, so that a report can be shared without their text.
//!
//! A text column of whole sentences, contexts, quotations or headlines becomes hashes. Anywhere else (findings, examples, notes,
//! titles of charts) a sentence of an article, or eight words in its order, becomes a hash; names, labels and figures, which are
//! shorter, stay. A hash is that of the words as they stood (SHA-256 of their UTF-8), so that who has the text can check it.

use super::table::Table;
use crate::lexicon::sha256;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many words in an article's order are its text; fewer are a name or a label.
const RUN: usize = 8;
/// A sentence of fewer words could be anybody's.
const SENTENCE: usize = 3;
/// Columns that hold nothing but words of articles, beside sentences.
const WHOLE: [&str; 3] = ["context", "content", "headline"];

/// What may not be shown: the words of all articles.
pub struct Withheld {
    runs: HashSet<u64>,
    /// Sentences by their first words.
    sentences: HashMap<u64, Vec<Vec<u64>>>,
}

impl Withheld {
    /// Of all sentences, headlines and titles.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Withheld {
        let mut out = Withheld { runs: HashSet::new(), sentences: HashMap::new() };
        for text in texts {
            let words: Vec<u64> = words(text).into_iter().map(|w| w.hash).collect();
            out.runs.extend(words.windows(RUN).map(|run| hash(&run)));
            if words.len() >= SENTENCE {
                let known = out.sentences.entry(hash(&&words[..SENTENCE])).or_default();
                if !known.contains(&words) {
                    known.push(words);
                }
            }
        }
        out
    }

    /// The text with its runs of an article's words replaced; `None` if it has none.
    pub fn text(&self, text: &str) -> Option<String> {
        let words = words(text);
        let hashes: Vec<u64> = words.iter().map(|w| w.hash).collect();
        let mut hidden = vec![false; words.len()];
        for i in 0..words.len() {
            if hashes.get(i..i + RUN).is_some_and(|run| self.runs.contains(&hash(&run))) {
                hidden[i..i + RUN].fill(true);
            }
            let begun = hashes.get(i..i + SENTENCE).and_then(|first| self.sentences.get(&hash(&first)));
            let longest = begun.into_iter().flatten().filter(|s| hashes[i..].starts_with(s)).map(Vec::len).max();
            hidden[i..i + longest.unwrap_or(0)].fill(true);
        }
        if !hidden.contains(&true) {
            return None;
        }
        if !hidden.contains(&false) {
            return Some(hashed(text));
        }
        let (mut out, mut at, mut i) = (String::new(), 0, 0);
        while i < words.len() {
            if !hidden[i] {
                i += 1;
                continue;
            }
            let end = (i..words.len()).find(|j| !hidden[*j]).unwrap_or(words.len());
            let (from, to) = (words[i].start, words[end - 1].end);
            out.push_str(&text[at..from]);
            let hash = sha256(&text.as_bytes()[from..to]);
            out.push_str(&format!("[{} words withheld, sha256:{}]", end - i, &hash[..16]));
            (at, i) = (to, end);
        }
        out.push_str(&text[at..]);
        Some(out)
    }

    /// The table without the articles' text.
    pub fn table(&self, table: &mut Table) {
        let sentences = table.name == "sentences";
        table.change_texts(|column, text| {
            let whole = WHOLE.contains(&column) || column.ends_with("sentence_text") || sentences && column == "text";
            let reference = column.ends_with("_id") || column.contains("url") || column.contains("sha256");
            match (whole, reference) {
                (true, _) => Some(hashed(text)),
                (_, true) => None,
                _ => self.text(text),
            }
        });
    }
}

/// `sha256:` and the hash of a text.
pub fn hashed(text: &str) -> String {
    format!("sha256:{}", sha256(text.as_bytes()))
}

struct Word {
    hash: u64,
    start: usize,
    end: usize,
}

/// Words between blanks, without the marks around them and whatever their case. A file name or an address is one word.
fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    for piece in text.split_whitespace() {
        let bare = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let start = bare.as_ptr() as usize - text.as_ptr() as usize;
        out.push(Word { hash: hash(&bare.to_lowercase()), start, end: start + bare.len() });
    }
    out
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
