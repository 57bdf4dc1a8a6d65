//! The words of a document in lower case, made once for all who look words up.

use super::Token;

/// Words one behind the other in one string.
#[derive(Debug, Clone, Default)]
pub struct Lower {
    text: String,
    /// Where each word ends.
    ends: Vec<usize>,
}

impl Lower {
    pub fn new(text: &str, tokens: &[Token]) -> Lower {
        let mut out = Lower { text: String::with_capacity(text.len()), ends: Vec::with_capacity(tokens.len()) };
        for token in tokens {
            let word = token.span.of(text);
            if word.is_ascii() {
                let from = out.text.len();
                out.text.push_str(word);
                out.text[from..].make_ascii_lowercase();
            } else {
                out.text.push_str(&word.to_lowercase());
            }
            out.ends.push(out.text.len());
        }
        out
    }

    /// A word; "" for a token that there is not.
    pub fn of(&self, token: usize) -> &str {
        let Some(end) = self.ends.get(token) else { return "" };
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..*end]
    }
}
