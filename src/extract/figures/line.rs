//! One sentence as the figure rules see it: its words in lower case beside their spans and tags.

use crate::lexicon::figures::FigureWords;
use crate::text::{Document, Kind, Sentence, Span, Tag, Token};
use std::borrow::Cow;
use std::ops::Range;

/// The tokens of one sentence, counted from 0. Asking for a word outside gives "".
pub struct Line<'d, 't> {
    pub doc: &'d Document<'t>,
    tokens: Vec<Token>,
    /// Lower case, apostrophes straight.
    pub words: Vec<Cow<'d, str>>,
    pub span: Span,
}

impl<'d, 't> Line<'d, 't> {
    pub fn new(doc: &'d Document<'t>, sentence: &Sentence, words: &FigureWords) -> Line<'d, 't> {
        let mut tokens: Vec<Token> = Vec::with_capacity(sentence.tokens.len());
        let mut as_is = true;
        for token in &doc.tokens[sentence.tokens.clone()] {
            let before = tokens.len();
            match money_prefix(token, doc.text, words) {
                Some(Money { at, end }) => {
                    tokens.push(Token { span: Span::new(token.span.start, at), kind: Kind::Word, tag: Tag::Sym });
                    tokens.push(Token { span: Span::new(at, end), kind: Kind::Number, tag: Tag::Cd });
                    if end < token.span.end {
                        tokens.push(Token { span: Span::new(end, token.span.end), kind: Kind::Word, tag: Tag::Cd });
                    }
                }
                None => join_digits(&mut tokens, *token, doc.text),
            }
            as_is &= tokens.len() == before + 1;
        }
        // Only some sums of money are cut otherwise than in the document.
        let word = |(i, t): (usize, &Token)| match t.span.of(doc.text) {
            word if as_is && word.is_ascii() => Cow::Borrowed(doc.lower(sentence.tokens.start + i)),
            word => lower(word),
        };
        let words = tokens.iter().enumerate().map(word).collect();
        Line { doc, tokens, words, span: sentence.span }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn word(&self, i: usize) -> &str {
        self.words.get(i).map_or("", |w| w)
    }

    /// The word `k` places before `i`.
    pub fn back(&self, i: usize, k: usize) -> &str {
        i.checked_sub(k).map_or("", |j| self.word(j))
    }

    /// As it stands in the text.
    pub fn raw(&self, i: usize) -> &'t str {
        self.tokens.get(i).map_or("", |t| t.span.of(self.doc.text))
    }

    pub fn tag(&self, i: usize) -> Tag {
        self.tokens.get(i).map_or(Tag::Punct, |t| t.tag)
    }

    pub fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Punct, |t| t.kind)
    }

    pub fn is_number(&self, i: usize) -> bool {
        self.kind(i) == Kind::Number
    }

    /// A word of letters.
    pub fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    pub fn at(&self, i: usize) -> Span {
        let end = self.span.end;
        self.tokens.get(i).map_or(Span::new(end, end), |t| t.span)
    }

    /// From the first to the last of some words.
    pub fn cover(&self, words: Range<usize>) -> Span {
        if words.is_empty() { self.at(words.start) } else { self.at(words.start).cover(self.at(words.end - 1)) }
    }

    /// No blank before this word.
    pub fn glued(&self, i: usize) -> bool {
        i > 0 && i < self.len() && self.at(i - 1).end == self.at(i).start
    }

    pub fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "‐" | "‑")
    }

    /// A capital letter in front (not by standing at the front of the sentence alone).
    pub fn capital(&self, i: usize) -> bool {
        self.raw(i).chars().next().is_some_and(char::is_uppercase)
    }

    /// A proper name as far as tag and letters tell.
    pub fn is_name(&self, i: usize) -> bool {
        self.is_word(i) && self.capital(i) && (self.tag(i).is_proper() || (self.tag(i) == Tag::X && i > 0))
    }

    /// Comma, semicolon, colon, bracket, point: where a phrase ends.
    pub fn is_stop(&self, i: usize) -> bool {
        i >= self.len() || matches!(self.word(i).chars().next(), Some(',' | ';' | ':' | '.' | '!' | '?' | '(' | ')' | '[' | ']'))
    }
}

/// Where the digits of a sum of money begin and end.
struct Money {
    at: usize,
    end: usize,
}

/// The digits in a sum of money that is one word ("US113", "RM120", "US$2m").
fn money_prefix(token: &Token, text: &str, words: &FigureWords) -> Option<Money> {
    let word = token.span.of(text);
    let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let dollar = usize::from(word[letters..].starts_with('$'));
    let tail = &word[letters + dollar..];
    let figures = tail.bytes().take_while(u8::is_ascii_digit).count();
    if token.kind != Kind::Word || !(1..4).contains(&letters) || figures == 0 {
        return None;
    }
    let scale = &tail[figures..];
    let scaled = scale.is_empty() || words.short_scales.contains_key(&scale.to_lowercase());
    let letters = letters + dollar;
    let code = word[..letters].to_lowercase();
    let sign = text[..token.span.start].ends_with('$') && words.unit_before.has(&format!("${code}"));
    let known = sign || letters > 1 && words.unit_before.get(&code).is_some_and(|u| words.units[*u].kind == "money");
    let at = token.span.start + letters;
    (scaled && known).then_some(Money { at, end: at + figures })
}

/// Adds a token; the rest of a number whose head was split off (",615,680") goes to its head.
fn join_digits(tokens: &mut Vec<Token>, token: Token, text: &str) {
    if token.kind == Kind::Number
        && let [.., head, mark] = tokens.as_mut_slice()
    {
        let separator = matches!(mark.span.of(text), "," | ".") && head.span.end == mark.span.start && mark.span.end == token.span.start;
        if separator
            && head.kind == Kind::Number
            && head.tag == Tag::Cd
            && text[..head.span.start].ends_with(|c: char| c.is_ascii_uppercase() || c == '$')
        {
            head.span = head.span.cover(token.span);
            tokens.pop();
            return;
        }
    }
    tokens.push(token);
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect())
}
