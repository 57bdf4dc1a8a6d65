//! The document as attribution sees it: paragraphs of body text, their tokens with word information and quotation marks.

use super::marks::{self, Mark};
use crate::lexicon::quotes::{List, QuoteWords, Takes, WordInfo};
use crate::text::{Document, Role, Span, Tag};
use std::ops::Range;

/// A document with, for each token, what the lexicon knows of it and in which quotation marks it stands.
pub struct Page<'a> {
    pub doc: &'a Document<'a>,
    pub words: &'a QuoteWords,
    pub marks: Vec<Mark>,
    /// The text has lost its commas (scraped or made so): where it has a clause and a speaker side by side, none is awaited.
    pub bare: bool,
    info: Vec<Option<&'a WordInfo>>,
    /// 1 + index of the mark in which a token stands (the marks themselves included); 0 = none.
    mark_of: Vec<u32>,
}

/// Sentences that are read together: one, or several that a quotation mark joins.
#[derive(Debug, Clone)]
pub struct Unit {
    pub tokens: Range<usize>,
    /// Index of the paragraph.
    pub block: usize,
    /// Index of the first sentence.
    pub sentence: usize,
    /// Whether it opens its paragraph.
    pub first: bool,
}

impl<'a> Page<'a> {
    pub fn new(doc: &'a Document<'a>, words: &'a QuoteWords) -> Page<'a> {
        let info = (0..doc.tokens.len()).map(|t| words.get(doc.lower(t))).collect();
        let blocks = doc.blocks.iter().filter(|b| b.role.tells());
        let marks: Vec<Mark> = blocks.flat_map(|b| marks::pairs(doc.text, b.span)).collect();
        let mut mark_of = vec![0; doc.tokens.len()];
        let mut next = 0;
        for (slot, token) in mark_of.iter_mut().zip(&doc.tokens) {
            while marks.get(next).is_some_and(|m| m.outer.end <= token.span.start) {
                next += 1;
            }
            if marks.get(next).is_some_and(|m| m.outer.start < token.span.end) {
                *slot = next as u32 + 1;
            }
        }
        Page { doc, words, marks, bare: bare(doc), info, mark_of }
    }

    /// The units of the body, in order.
    pub fn units(&self) -> Vec<Unit> {
        let mut out: Vec<Unit> = Vec::new();
        for (index, sentence) in self.doc.sentences.iter().enumerate() {
            if !sentence.role.tells() || sentence.tokens.is_empty() {
                continue;
            }
            let start = sentence.tokens.start;
            let joined = start > 0 && self.mark_of[start] != 0 && self.mark_of[start] == self.mark_of[start - 1];
            let first = out.last().is_none_or(|u| u.block != sentence.block);
            match out.last_mut() {
                Some(unit) if unit.block == sentence.block && (joined || self.tail(unit, start)) => unit.tokens.end = sentence.tokens.end,
                _ => out.push(Unit {
                    tokens: self.behind_dateline(sentence.tokens.clone(), first),
                    block: sentence.block,
                    sentence: index,
                    first,
                }),
            }
        }
        out
    }

    /// The sentence without `HARVAN, Tesmara, Oct 14 (Corran Wire) -`, which nobody says.
    pub fn behind_dateline(&self, tokens: Range<usize>, first: bool) -> Range<usize> {
        let place = self.word(tokens.start);
        let capital = place.len() > 2 && place.chars().all(char::is_uppercase);
        let within = tokens.start..tokens.end.min(tokens.start + DATELINE);
        let Some(dash) = within.clone().find(|i| self.is_dash(*i)).filter(|_| first && capital) else { return tokens };
        let plain =
            (tokens.start..dash).all(|i| self.tag(i).is_proper() || self.tag(i).is_mark() || matches!(self.tag(i), Tag::Cd | Tag::X));
        if plain && dash + 1 < tokens.end { dash + 1..tokens.end } else { tokens }
    }

    /// Whether a sentence begins with what belongs to the quotation before it: `“Go!” she said.`
    fn tail(&self, unit: &Unit, start: usize) -> bool {
        let closes =
            self.mark(unit.tokens.end - 1).is_some_and(|m| m.closed && m.outer.end == self.doc.tokens[unit.tokens.end - 1].span.end);
        if !closes || self.mark(start).is_some() {
            return false;
        }
        if self.doc.word(start).starts_with(char::is_lowercase) {
            return true;
        }
        // `“Why?” Smith asked.`: a name and a verb of saying right behind the question.
        let asks = self.mark(unit.tokens.end - 1).is_some_and(|m| m.inner.of(self.doc.text).ends_with(['?', '!', ',']));
        let verb = (start + 1..(start + 6).min(self.doc.tokens.len())).find(|i| self.is_finite(*i) || self.mark(*i).is_some());
        asks && verb
            .and_then(|v| self.info(v))
            .is_some_and(|i| i.cues.iter().any(|(c, _)| self.words.cues.get(*c).is_some_and(|c| c.takes(Takes::Quote))))
    }

    /// The mark in which a token stands.
    pub fn mark(&self, token: usize) -> Option<&Mark> {
        self.mark_index(token).map(|i| &self.marks[i])
    }

    pub fn mark_index(&self, token: usize) -> Option<usize> {
        self.mark_of.get(token).and_then(|m| (*m as usize).checked_sub(1))
    }

    /// The tokens of a mark, the marks themselves included.
    pub fn tokens_of_mark(&self, mark: usize) -> Range<usize> {
        let outer = self.marks[mark].outer;
        let first = self.doc.tokens.partition_point(|t| t.span.end <= outer.start);
        let last = self.doc.tokens.partition_point(|t| t.span.start < outer.end);
        first..last.max(first)
    }

    pub fn is(&self, token: usize, list: List) -> bool {
        self.info.get(token).is_some_and(|i| i.is_some_and(|i| i.is(list)))
    }

    pub fn info(&self, token: usize) -> Option<&'a WordInfo> {
        self.info.get(token).copied().flatten()
    }

    pub fn tag(&self, token: usize) -> Tag {
        self.doc.tokens.get(token).map_or(Tag::X, |t| t.tag)
    }

    pub fn word(&self, token: usize) -> &'a str {
        if token < self.doc.tokens.len() { self.doc.word(token) } else { "" }
    }

    pub fn word_is(&self, token: usize, lower: &str) -> bool {
        self.word(token).eq_ignore_ascii_case(lower)
    }

    pub fn is_comma(&self, token: usize) -> bool {
        self.word(token) == ","
    }

    /// A dash between words (not the hyphen inside one).
    pub fn is_dash(&self, token: usize) -> bool {
        match self.word(token) {
            "—" | "–" | "--" | "---" => true,
            "-" => {
                let span = self.doc.tokens[token].span;
                self.doc.text[..span.start].ends_with(char::is_whitespace) && self.doc.text[span.end..].starts_with(char::is_whitespace)
            }
            _ => false,
        }
    }

    /// `.` `!` `?` `;` `:` or `…`
    pub fn is_stop(&self, token: usize) -> bool {
        self.word(token).starts_with(['.', '!', '?', ';', ':', '…'])
    }

    /// A verb that can be the verb of a clause: past, present or modal.
    pub fn is_finite(&self, token: usize) -> bool {
        matches!(self.tag(token), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    }

    /// A word that may stand inside a noun phrase.
    pub fn is_nominal(&self, token: usize) -> bool {
        let tag = self.tag(token);
        tag.is_noun()
            || tag.is_adjective()
            || matches!(tag, Tag::Dt | Tag::Cd | Tag::Pos | Tag::PrpS | Tag::Prp | Tag::Pdt | Tag::Hyph | Tag::Fw | Tag::X | Tag::Ex)
    }

    /// The span from the first to the last of some tokens; `None` if there are none.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        (tokens.start < tokens.end && tokens.end <= self.doc.tokens.len()).then(|| self.doc.cover(tokens))
    }
}

/// The longest date line, in tokens.
const DATELINE: usize = 16;
/// Fewer words than this show nothing; commas a thousand words below which they were lost (English news has 40 to 70).
const ENOUGH: usize = 60;
const LOST: usize = 3;

fn bare(doc: &Document) -> bool {
    let body = || doc.sentences.iter().filter(|s| s.role == Role::Body).flat_map(|s| s.tokens.clone());
    let commas = body().filter(|i| doc.word(*i) == ",").count();
    let words = body().filter(|i| !doc.tokens[*i].tag.is_mark()).count();
    words >= ENOUGH && commas * 1000 < LOST * words
}
