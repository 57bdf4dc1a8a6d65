//! One document as the grouping reads it: words without points, lower-case forms, the nouns and names that end at a token.

use super::mention::Mention;
use crate::extract::Found;
use crate::lexicon::Lexicons;
use crate::lexicon::mentions::{Known, MentionWords, Noun};
use crate::lexicon::text::TextWords;
use crate::text::{Document, Span, Tag};
use std::borrow::Cow;
use std::ops::Range;

/// A document of the event with what was found in it, and its words.
pub struct Text<'e> {
    pub doc: &'e Document<'e>,
    pub found: &'e Found,
    pub words: &'e MentionWords,
    times: &'e TextWords,
    speakers: Vec<Span>,
    /// Lower case, without points.
    lower: Vec<Cow<'e, str>>,
}

/// A noun that is known: where its words begin and end, its base form, what it is.
pub struct NounAt<'e> {
    pub tokens: Range<usize>,
    pub base: String,
    pub noun: &'e Noun,
}

impl<'e> Text<'e> {
    pub fn new(doc: &'e Document<'e>, found: &'e Found, lexicons: &'e Lexicons) -> Text<'e> {
        let lower = |t: usize| match plain(doc.word(t)) {
            Cow::Borrowed(_) => Cow::Borrowed(doc.lower(t)),
            Cow::Owned(word) => Cow::Owned(word.to_lowercase()),
        };
        let lower = (0..doc.tokens.len()).map(lower).collect();
        let speakers = found.quotes.iter().filter_map(|q| q.speaker).collect();
        Text { doc, found, words: &lexicons.mentions, times: &lexicons.text, speakers, lower }
    }

    pub fn lower(&self, token: usize) -> &str {
        self.lower.get(token).map_or("", |w| w)
    }

    fn word(&self, token: usize) -> &'e str {
        if token < self.doc.tokens.len() { self.doc.word(token) } else { "" }
    }

    /// The word as it stands, without points (`U.S.` → `US`).
    pub fn plain(&self, token: usize) -> Cow<'e, str> {
        plain(self.word(token))
    }

    pub fn tag(&self, token: usize) -> Tag {
        self.doc.tokens.get(token).map_or(Tag::Punct, |t| t.tag)
    }

    /// A day or month: "May", but not in "Ann May".
    pub fn is_time(&self, start: usize, token: usize) -> bool {
        self.times.is_time(self.doc.word(token)) && !(token > start && self.is_proper(token - 1))
    }

    pub fn is_proper(&self, token: usize) -> bool {
        self.tag(token).is_proper()
    }

    pub fn is_capital(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|_| self.doc.word(token).starts_with(char::is_uppercase))
    }

    pub fn listed(&self, list: &str, token: usize) -> bool {
        self.words.listed(list, self.lower(token))
    }

    /// Whether a mention begins at a token, determiners left out.
    pub fn starts_behind(&self, m: &Mention, token: usize) -> bool {
        token <= m.tokens.start && (token..m.tokens.start).all(|t| self.listed("determiner", t))
    }

    /// Whether a name stands where a place does: behind "in" or "city of", before "province".
    pub fn is_place(&self, m: &Mention) -> bool {
        let mut before = m.tokens.start;
        while before > 0 && (self.listed("determiner", before - 1) || self.tag(before - 1).is_adjective()) {
            before -= 1;
        }
        let site = before > 1 && self.lower(before - 1) == "of" && self.listed("site", before - 2);
        site || before > 0 && self.listed("place", before - 1) || self.listed("site", m.tokens.end)
    }

    /// Whether a mention is the speaker of a quote.
    pub fn speaks(&self, m: &Mention) -> bool {
        let head = self.doc.tokens[m.head].span;
        self.speakers.iter().any(|s| s.contains(head))
    }

    /// Whether a mention acts or owns: a verb behind it, "by" before it, or it speaks.
    pub fn acts(&self, m: &Mention) -> bool {
        let verb = matches!(self.tag(m.tokens.end), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
        verb || m.is_owner || m.tokens.start > 0 && self.lower(m.tokens.start - 1) == "by" || self.speaks(m)
    }

    /// The known noun whose words end at `head` and do not begin before `start`; the longest. Behind "of" its last words
    /// may follow, if they stand before `end` ("secretary of state").
    pub fn noun_at(&self, start: usize, head: usize, end: usize) -> Option<NounAt<'e>> {
        self.doc.tokens.get(head)?;
        let base = self.base(head);
        if head + 2 < end && self.lower(head + 1) == "of" && self.words.opens_noun(&base) {
            let long = format!("{base} of {}", self.lower(head + 2));
            if let Some(noun) = self.words.noun(&long) {
                return Some(NounAt { tokens: head..head + 3, base: long, noun });
            }
        }
        for first in [head.saturating_sub(2), head.saturating_sub(1)] {
            if first < start || first == head {
                continue;
            }
            for last in [base.as_ref(), self.lower(head)].into_iter().filter(|last| self.words.closes_noun(last)) {
                let mut long = String::new();
                (first..head).for_each(|t| long.extend([self.lower(t), " "]));
                long.push_str(last);
                if let Some(noun) = self.words.noun(&long) {
                    return Some(NounAt { tokens: first..head + 1, base: long, noun });
                }
            }
        }
        let found = [base.as_ref(), self.lower(head)].into_iter().find_map(|b| Some((b.to_string(), self.words.noun(b)?)));
        found.map(|(base, noun)| NounAt { tokens: head..head + 1, base, noun })
    }

    /// The base form of a token, lower case.
    fn base(&self, token: usize) -> Cow<'e, str> {
        match self.tag(token) {
            tag if tag.is_verb() || matches!(tag, Tag::Nns | Tag::Md | Tag::Rb) => Cow::Owned(self.doc.lemma(token).to_lowercase()),
            _ => Cow::Borrowed(self.doc.lower(token)),
        }
    }

    /// The known name that ends at `head` and does not begin before `start`, the longest of those wanted.
    pub fn name_ending(&self, start: usize, head: usize, wanted: impl Fn(&Known) -> bool) -> Option<(&'e Known, usize)> {
        if !self.words.may_end(self.word(head)) {
            return None;
        }
        let list: &'e [(Vec<String>, Known)] = self.words.ending(&self.plain(head));
        list.iter().find_map(|(name, known)| {
            let first = (head + 1).checked_sub(name.len()).filter(|f| *f >= start)?;
            (wanted(known) && name.iter().zip(first..).all(|(n, t)| *n == self.plain(t))).then_some((known, first))
        })
    }

    /// The known name that begins at a token and ends before `end`, the longest of those wanted, and where it ends.
    pub fn name_beginning(&self, at: usize, end: usize, wanted: impl Fn(&Known) -> bool) -> Option<(&'e Known, usize)> {
        if !self.words.may_begin(self.word(at)) {
            return None;
        }
        let list: &'e [(Vec<String>, Known)] = self.words.beginning(&self.plain(at));
        list.iter().find_map(|(name, known)| {
            let last = at + name.len();
            (last <= end && wanted(known) && name.iter().zip(at..).all(|(n, t)| *n == self.plain(t))).then_some((known, last))
        })
    }

    /// The countries named or meant by adjectives and institutions in some tokens, in order.
    pub fn countries(&self, tokens: Range<usize>) -> Vec<String> {
        let (mut out, mut at) = (Vec::new(), tokens.start);
        while at < tokens.end {
            match self.name_beginning(at, tokens.end, |k| matches!(k, Known::Country(_) | Known::Adjective(_) | Known::Institution(_))) {
                Some((Known::Country(c) | Known::Adjective(c) | Known::Institution(c), end)) => {
                    out.push(c.clone());
                    at = end;
                }
                _ => at += 1,
            }
        }
        out
    }

    /// The party whose name or adjective stands in some tokens.
    pub fn party(&self, tokens: Range<usize>) -> Option<String> {
        let wanted = |k: &Known| matches!(k, Known::Party(_) | Known::Partisan(_));
        tokens.clone().find_map(|t| match self.name_beginning(t, tokens.end, wanted)?.0 {
            Known::Party(p) | Known::Partisan(p) => Some(p.clone()),
            _ => None,
        })
    }
}

fn plain(word: &str) -> Cow<'_, str> {
    // Few words have a point or a curly mark in them.
    match word.len() > 1 && word.bytes().any(|b| b == b'.' || b >= 0x80) {
        true => Cow::Owned(word.replace('.', "").replace('’', "'")),
        false => Cow::Borrowed(word),
    }
}
