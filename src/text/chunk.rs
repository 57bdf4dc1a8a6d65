//! Base noun phrases: determiner, adjectives and nouns up to the head, nothing behind it.

use super::{Kind, Span, Tag, Token};
use crate::lexicon::text::TextWords;
use std::ops::Range;

/// A base noun phrase. `tokens` holds determiners and possessives too; `head` is its last noun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub span: Span,
    pub tokens: Range<usize>,
    /// Index of the head token in the document.
    pub head: usize,
}

/// The noun phrases of one sentence. A personal pronoun is a phrase of its own; a possessive chain is one phrase
/// (`President Bashar al-Assad’s government`), so are coordinated adjectives before one noun (`Syrian and foreign militants`).
pub fn chunks(text: &str, tokens: &[Token], sentence: Range<usize>, words: &TextWords) -> Vec<Chunk> {
    let scan = Scan { text, tokens: &tokens[..sentence.end], words, first: sentence.start };
    let mut out = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let (head, end) = scan.phrase(at);
        let Some(head) = head else {
            at = end.max(at + 1);
            continue;
        };
        let mut last = head + 1;
        // "Article 5", "May 30": the number belongs to the name.
        if scan.tag(head).is_proper() && scan.tag(last) == Tag::Cd && !scan.is_content(last + 1) && !scan.hyphen(last + 1) {
            last += 1;
        }
        let span = Span::new(tokens[at].span.start, tokens[last - 1].span.end);
        out.push(Chunk { span, tokens: at..last, head });
        at = last;
    }
    out
}

struct Scan<'a> {
    text: &'a str,
    tokens: &'a [Token],
    words: &'a TextWords,
    first: usize,
}

impl Scan<'_> {
    /// The head of the phrase that begins at a token, if one does, and where the search stopped.
    fn phrase(&self, start: usize) -> (Option<usize>, usize) {
        let first = self.tag(start);
        if first == Tag::Prp {
            return (Some(start), start + 1);
        }
        let mut at = start;
        let mut head = None;
        if first == Tag::Pdt || self.is(start, "all") {
            at += 1;
        }
        if matches!(self.tag(at), Tag::Dt | Tag::PrpS | Tag::WpS) {
            at += 1;
        }
        let bare = at == start;
        loop {
            let from = at;
            let tag = self.tag(at);
            if at < self.tokens.len() && self.hyphen(at + 1) && self.tokens[at].kind != Kind::Punct && !tag.is_mark() {
                // A compound: its last part says what it is.
                let end = self.compound(at);
                let last = self.tag(end - 1);
                let noun = last.is_noun() && !self.adjectival(end - 1);
                if head.is_some_and(|h| !self.may_follow(h, at, noun)) {
                    break;
                }
                at = end;
                if noun {
                    head = Some(end - 1);
                }
            } else if tag.is_noun() || tag == Tag::Fw && head.is_some() {
                if head.is_some_and(|h| !self.may_follow(h, at, true)) {
                    break;
                }
                head = Some(at);
                at += 1;
            } else if self.is(at, "%") && self.tag(at.wrapping_sub(1)) == Tag::Cd && at > start {
                head = Some(at);
                at += 1;
            } else if let Some(h) = head {
                at = self.go_on(h, at);
            } else {
                at = self.modifier(start, at, bare);
            }
            if at == from {
                break;
            }
        }
        // A possessive with nothing behind it ends before the mark.
        (head.filter(|h| *h < at), at)
    }

    /// Where the phrase goes on behind the noun `h`: possessives, name particles, `US military officials`.
    fn go_on(&self, h: usize, at: usize) -> usize {
        let next = at + 1;
        match self.tag(at) {
            Tag::Pos if at == h + 1 && (self.is_content(next) || matches!(self.tag(next), Tag::Quote | Tag::Rb)) => next,
            _ if self.tag(at.wrapping_sub(1)) == Tag::Pos => self.modifier(at, at, false),
            tag if tag.is_adjective() || tag == Tag::Cd || self.mixed(at) => {
                let chain = (h + 1..at).any(|i| self.tag(i) == Tag::Pos);
                let name = matches!(self.tag(h), Tag::Nnp | Tag::Nn)
                    && self.tag(next).is_noun()
                    && tag.is_adjective()
                    && at == h + 1
                    && !self.words.is_time_unit(self.word(next));
                if chain || name { next } else { at }
            }
            _ if (h + 1..at).any(|i| self.tag(i) == Tag::Pos) => self.modifier(h + 1, at, false),
            _ if self.tag(h).is_proper() && at == h + 1 && self.particle(at) => {
                let mut end = next;
                while end < at + 3 && self.particle(end) {
                    end += 1;
                }
                if self.tag(end).is_proper() { end } else { at }
            }
            _ => at,
        }
    }

    /// Where the phrase goes on before its noun: adjectives, participles, numbers, coordinated or quoted.
    fn modifier(&self, start: usize, at: usize, bare: bool) -> usize {
        let next = at + 1;
        let before = (at > start).then(|| self.tag(at - 1));
        match self.tag(at) {
            tag if tag.is_adjective() || tag == Tag::Cd => next,
            Tag::Vbn if !bare || before.is_some() || !self.after_auxiliary(at) => next,
            Tag::Vbg if !bare || before.is_some() => next,
            Tag::Vbd | Tag::Vb | Tag::Vbp if !bare && self.tag(next).is_noun() && at == start + 1 => next,
            Tag::Rb | Tag::Rbr | Tag::Rbs if !bare && self.is_modifier(next) => next,
            Tag::Sym if self.tag(next) == Tag::Cd && !self.is(at, "%") => next,
            Tag::Dt if before == Some(Tag::Pdt) => next,
            Tag::Cc if before.is_some_and(|b| b.is_adjective() || b == Tag::Vbn || b == Tag::Cd && self.is(at, "or")) => {
                let joins =
                    if before == Some(Tag::Cd) { self.tag(next) == Tag::Cd } else { self.is_content(next) && self.tag(next) != Tag::Cd };
                if joins && self.noun_near(next) { next } else { at }
            }
            Tag::Punct if self.is(at, ",") && before.is_some_and(Tag::is_adjective) && self.is_modifier(next) => {
                if self.tag(next) != Tag::Cd && self.noun_near(next) { next } else { at }
            }
            Tag::Quote => self.quoted(at),
            _ => at,
        }
    }

    /// Whether a noun (or compound) at `at` may stand in one phrase with the noun `h` before it.
    fn may_follow(&self, h: usize, at: usize, noun: bool) -> bool {
        if at > h + 1 {
            return true;
        }
        if self.words.is_time(self.word(at)) {
            return self.words.is_time(self.word(h));
        }
        match (self.tag(h), self.tag(at)) {
            (Tag::Nns, Tag::Nnp | Tag::Nnps) => false,
            // Last week Finch said so.
            (Tag::Nn, Tag::Nnp) if self.words.is_time_unit(self.word(h)) => false,
            _ if !noun => self.tag(h) != Tag::Nns && self.noun_near(at),
            _ => true,
        }
    }

    /// The end of a chain of words joined by hyphens.
    fn compound(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.hyphen(end) {
            end += 2;
        }
        end
    }

    /// A hyphen between two words, without blanks.
    fn hyphen(&self, at: usize) -> bool {
        at > self.first
            && self.tag(at) == Tag::Hyph
            && self.tokens.get(at + 1).is_some_and(|n| n.kind != Kind::Punct && n.span.start == self.tokens[at].span.end)
            && self.tokens[at - 1].span.end == self.tokens[at].span.start
    }

    /// The last part of a compound adjective that looks like a noun: `14-year` conflict, `anti-government` protests.
    fn adjectival(&self, last: usize) -> bool {
        self.tag(last) == Tag::Nn && self.tag(last + 1).is_noun()
    }

    /// The end of a quoted modifier (`the “moderate” rebels`), or `at`.
    fn quoted(&self, at: usize) -> usize {
        let mut end = at + 1;
        while end < at + 5 && (self.is_content(end) || self.hyphen(end)) {
            end += 1;
        }
        if end > at + 1 && self.tag(end) == Tag::Quote && self.is_content(end + 1) { end + 1 } else { at }
    }

    /// Whether a participle belongs to a verb phrase: `has captured soldiers`.
    fn after_auxiliary(&self, at: usize) -> bool {
        (1..=3)
            .take_while(|n| at >= self.first + n)
            .map(|n| self.tag(at - n))
            .find(|t| !matches!(t, Tag::Rb | Tag::Quote))
            .is_some_and(|t| t.is_verb() || t.is_noun())
    }

    fn noun_near(&self, at: usize) -> bool {
        (at..at + 6).find(|i| !self.is_modifier(*i) && !self.hyphen(*i) && self.tag(*i) != Tag::Cc).is_some_and(|i| self.tag(i).is_noun())
    }

    /// Premodifiers other than nouns.
    fn is_modifier(&self, at: usize) -> bool {
        let tag = self.tag(at);
        tag.is_adjective() || matches!(tag, Tag::Vbn | Tag::Vbg | Tag::Cd | Tag::Rb)
    }

    fn is_content(&self, at: usize) -> bool {
        let tag = self.tag(at);
        tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Vbn | Tag::Vbg | Tag::Cd)
    }

    fn mixed(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Vbn | Tag::Vbg) && self.tag(at.wrapping_sub(1)) == Tag::Pos
    }

    fn particle(&self, at: usize) -> bool {
        at < self.tokens.len() && self.words.is_particle(self.word(at))
    }

    fn tag(&self, at: usize) -> Tag {
        if at < self.first { Tag::X } else { self.tokens.get(at).map_or(Tag::X, |t| t.tag) }
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(self.text))
    }

    fn is(&self, at: usize, word: &str) -> bool {
        at >= self.first && self.word(at).eq_ignore_ascii_case(word)
    }
}
