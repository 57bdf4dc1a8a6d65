//! The words of a sentence in lower case, in one buffer that is used again.

use crate::text::Document;
use std::ops::Range;

/// Words in lower case, by their token in the document.
#[derive(Debug, Default)]
pub struct Lower {
    text: String,
    ends: Vec<usize>,
    first: usize,
}

impl Lower {
    /// Takes the words of some tokens, in place of those before.
    pub fn fill(&mut self, doc: &Document, tokens: Range<usize>) {
        self.text.clear();
        self.ends.clear();
        self.first = tokens.start;
        for i in tokens {
            let word = doc.word(i);
            if word.is_ascii() {
                let from = self.text.len();
                self.text.push_str(word);
                self.text[from..].make_ascii_lowercase();
            } else {
                self.text.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
            }
            self.ends.push(self.text.len());
        }
    }

    /// The word of a token; "" outside the sentence.
    pub fn of(&self, token: usize) -> &str {
        let Some(at) = token.checked_sub(self.first).filter(|at| *at < self.ends.len()) else { return "" };
        let start = at.checked_sub(1).map_or(0, |b| self.ends[b]);
        &self.text[start..self.ends[at]]
    }
}
