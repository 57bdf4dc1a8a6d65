//! The cues that are no plain verbs: passives, nouns, `according to`, and a colon alone.

use super::content;
use super::hit::Hit;
use super::link::{self, Link, Report, State};
use super::subject;
use crate::lexicon::quotes::{List, Part, Takes};
use crate::text::Tag;

impl State<'_, '_> {
    /// `claims that CLAUSE`, `reports of NP`, `X's claim that CLAUSE`.
    pub(super) fn noun(&mut self, index: usize, hit: &Hit) {
        let (page, at) = (self.page, hit.tokens.end);
        if hit.tokens.len() == 1 && !(hit.cue.takes(Takes::That) && page.word_is(at, "that") && page.tag(at) != Tag::Wdt) {
            return;
        }
        let from = if hit.tokens.len() == 1 { at + 1 } else { at };
        if from >= self.unit.tokens.end || page.is_stop(from) {
            return;
        }
        let np = subject::phrase_ending(page, hit.verb() + 1, self.floor);
        let owner = np.and_then(|np| {
            if page.tag(np.start) == Tag::PrpS {
                return Some(np.start..np.start + 1);
            }
            let pos = np.clone().rev().find(|i| page.tag(*i) == Tag::Pos)?;
            (pos > np.start).then_some(np.start..pos)
        });
        let to = if hit.tokens.len() == 1 {
            content::end_of_noun_clause(page, self.unit, self.hits, index, from)
        } else {
            content::end_of_phrase(page, self.unit, self.hits, index, from)
        };
        let speaker = owner.or_else(|| {
            let with = hit.verb() > self.unit.tokens.start && page.word_is(hit.verb() - 1, "with");
            with.then(|| self.shared(hit.verb())).flatten()
        });
        if speaker.is_none() && hit.cue.takes(Takes::Person) {
            return;
        }
        self.push(hit, Report { speaker, ..Report::one(from..to, "noun") });
    }

    /// `according to X`, at the beginning, in the middle or at the end.
    pub(super) fn phrase(&mut self, index: usize, hit: &Hit) {
        let (page, end) = (self.page, self.unit.tokens.end);
        if !hit.cue.takes(Takes::Source) {
            return;
        }
        let mut first = hit.tokens.end;
        if page.is(first, List::Report) && matches!(page.tag(first + 1), Tag::In) && !page.word_is(first + 1, "on") {
            first += 2;
        }
        let Some(np) = subject::phrase_starting(page, first, self.unit) else { return };
        let np = subject::with_apposition(page, np, self.unit);
        let cue = hit.verb()..first;
        let before = hit.verb().checked_sub(1).filter(|b| *b >= self.floor);
        let mut pieces = Vec::new();
        let mut done = np.end;
        let mut content_end = hit.verb();
        while content_end > self.floor
            && page.mark(content_end - 1).is_none()
            && (page.is_comma(content_end - 1) || page.is_dash(content_end - 1))
        {
            content_end -= 1;
        }
        let mut lead = self.opening(content_end)..content_end;
        // What joins it to the attribution before is not said.
        if lead.len() > 1 && lead.start == self.floor && lead.start > self.unit.tokens.start && page.tag(lead.start) == Tag::Cc {
            lead.start += 1;
        }
        let opening = lead.is_empty() || lead.len() <= 2 && lead.clone().all(|i| page.is(i, List::Opener));
        if before.is_some() && !opening {
            pieces.push(lead.clone());
        }
        let comma = page.is_comma(np.end) && page.mark(np.end).is_none();
        let unfinished = opening || !lead.clone().any(|i| page.is_finite(i) || page.tag(i) == Tag::Vbn);
        if unfinished && np.end < end {
            let mut from = content::skip_aside(page, self.unit, np.end);
            while from < end && (page.is_comma(from) || page.is_dash(from)) && page.mark(from).is_none() {
                from += 1;
            }
            if from < end && (comma || opening) && !page.is_stop(from) {
                let to = content::end(page, self.unit, self.hits, index, from, from);
                pieces.push(from..to);
                done = to;
            }
        }
        if pieces.is_empty() {
            return;
        }
        self.push(hit, Report { cue: Some(cue), speaker: Some(np), ..Report::new(pieces, done, "according") });
    }

    /// `was reported by X`, `is expected to`: the content stands before it.
    pub(super) fn passive(&mut self, index: usize, hit: &Hit) {
        let page = self.page;
        let from = hit.tokens.end;
        let quote = from + 1 < self.unit.tokens.end && page.is_comma(from) && page.mark(from + 1).is_some();
        if quote && hit.cue.takes(Takes::Quote) {
            let to = content::end(page, self.unit, self.hits, index, from + 1, from + 1);
            return self.push(hit, Report::one(from + 1..to, "passive"));
        }
        if page.tag(from) != Tag::To || !hit.cue.takes(Takes::Passive) {
            return;
        }
        let to = content::end(page, self.unit, self.hits, index, from, from);
        self.push(hit, Report::one(from..to, "passive"));
    }

    /// `The mayor went further: “…”`, `Anna Lee: “…”`: what a colon introduces without a verb of saying before it.
    pub(super) fn colon(&mut self) {
        let (page, tokens) = (self.page, self.unit.tokens.clone());
        let quoted = |i: usize| page.mark(i).is_some() && page.mark(i - 1).is_none() && page.word(i - 1) == ":";
        let from = self.floor.max(tokens.start + 1);
        let start = (from..tokens.end).find(|i| quoted(*i)).or_else(|| (page.word(tokens.end - 1) == ":").then_some(tokens.end));
        let Some(start) = start.filter(|_| !self.out.last().is_some_and(|l| l.pending)) else { return };
        let colon = start - 1;
        let cue = self.hits.iter().rev().find(|h| h.verb() < colon && h.cue.part == Part::Verb && h.cue.takes(Takes::Quote));
        let near = colon.saturating_sub(12).max(tokens.start);
        let dash = (near..colon).rev().find(|i| page.is_dash(*i));
        let name = subject::phrase_ending(page, colon, dash.map_or(near, |d| d + 1));
        let clause = (tokens.start..colon).any(|i| page.is_finite(i));
        // `Pollsters agree - Carl Lund: “…”`: a name alone between dash and colon speaks.
        let alone = name.as_ref().is_some_and(|n| dash.is_some_and(|d| d + 1 == n.start) && page.tag(colon - 1).is_proper());
        let speaker = if clause && !alone { self.shared(colon) } else { name };
        if start == tokens.end && (cue.is_none() || self.out.iter().any(|l| l.pieces.iter().any(|p| p.end >= colon))) && !clause {
            return;
        }
        let pieces = page.mark_index(start).filter(|_| start < tokens.end).map(|m| start..page.tokens_of_mark(m).end.min(tokens.end));
        self.out.push(Link {
            pending: pieces.is_none(),
            pieces: pieces.into_iter().collect(),
            cue: cue.map(|c| c.tokens.clone()),
            lemma: cue.map_or(String::new(), |c| c.cue.lemma.clone()),
            class: cue.map_or(String::new(), |c| c.cue.class.clone()),
            speaker,
            addressee: None,
            block: self.unit.block,
            rule: "colon",
            score: link::BY_RULE,
        });
    }
}
