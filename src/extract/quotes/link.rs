//! Cues to contents: which words a cue reports, on which side of it, and who says them.

use super::content;
use super::hit::{self, Hit};
use super::page::{Page, Unit};
use super::subject::{self, Subject};
use crate::lexicon::quotes::{Form, List, Part, Takes};
use crate::text::Tag;
use std::ops::Range;

/// An attribution in tokens, before it becomes a row.
#[derive(Debug, Clone)]
pub struct Link {
    pub pieces: Vec<Range<usize>>,
    pub cue: Option<Range<usize>>,
    pub lemma: String,
    pub class: String,
    pub speaker: Option<Range<usize>>,
    /// Somebody who is told (`told AFP`), for the relay.
    pub addressee: Option<Range<usize>>,
    pub block: usize,
    /// The cue ends its paragraph with a colon: the next paragraph is its content.
    pub pending: bool,
    pub rule: &'static str,
    /// How likely it is right, as far as the finder can tell.
    pub score: f32,
}

/// The score of what a rule alone has found.
pub const BY_RULE: f32 = 0.5;

/// What a cue reports, before it is taken down.
pub(super) struct Report {
    /// The words of the cue, where they are not those of the lexicon entry.
    pub(super) cue: Option<Range<usize>>,
    pub(super) pieces: Vec<Range<usize>>,
    pub(super) speaker: Option<Range<usize>>,
    pub(super) told: Option<Range<usize>>,
    /// Where reading goes on.
    pub(super) done: usize,
    pub(super) rule: &'static str,
}

impl Report {
    pub(super) fn new(pieces: Vec<Range<usize>>, done: usize, rule: &'static str) -> Report {
        Report { cue: None, pieces, speaker: None, told: None, done, rule }
    }

    /// A content of one piece.
    pub(super) fn one(piece: Range<usize>, rule: &'static str) -> Report {
        Report::new(Vec::from_iter(std::iter::once(piece.clone())), piece.end, rule)
    }
}

/// The attributions of a unit, in the order of their cues.
pub fn unit<'a>(page: &Page<'a>, unit: &Unit, before: Option<&Link>) -> Vec<Link> {
    let hits = hit::find(page, unit);
    let mut state = State {
        page,
        unit,
        hits: &hits,
        before,
        floor: unit.tokens.start,
        reach: unit.tokens.start,
        done: unit.tokens.start,
        out: Vec::new(),
    };
    let tails = state.tails();
    for (i, hit) in hits.iter().enumerate() {
        // A cue inside what a later cue at the end of the sentence reports belongs to the report.
        let tail = tails.partition_point(|t| t.end <= hit.verb());
        if hit.verb() < state.done || tails.get(tail).is_some_and(|t| t.contains(&hit.verb())) {
            continue;
        }
        match hit.cue.part {
            Part::Verb => state.verb(i, hit),
            Part::Noun => state.noun(i, hit),
            Part::Phrase => state.phrase(i, hit),
        }
    }
    state.colon();
    state.out
}

/// A unit being read, cue by cue.
pub(super) struct State<'p, 'a> {
    pub(super) page: &'p Page<'a>,
    pub(super) unit: &'p Unit,
    pub(super) hits: &'p [Hit<'a>],
    /// The attribution before this unit, for a unit that goes on in the middle of a sentence.
    before: Option<&'p Link>,
    /// Where words that no attribution has taken begin.
    pub(super) floor: usize,
    /// How far back a subject may stand; behind a relative clause it may stand before that.
    reach: usize,
    /// Where the last content ends: cues before it belong to it.
    done: usize,
    pub(super) out: Vec<Link>,
}

impl State<'_, '_> {
    fn verb(&mut self, index: usize, hit: &Hit) {
        let (page, end) = (self.page, self.unit.tokens.end);
        if hit.passive || hit.cue.takes(Takes::Passive) {
            return self.passive(index, hit);
        }
        let verb = hit.verb();
        if let Some((content, speaker, from)) = self.inverted(hit) {
            let pieces = self.around(content, speaker.end, index);
            return self.push(hit, Report { speaker: Some(speaker), ..Report::new(pieces, from, "inverted") });
        }
        let found = subject::before(page, hit, self.reach);
        let (speaker, start) = match &found {
            Subject::Own(np) => (Some(np.clone()), np.start),
            Subject::Shared { from } => (self.shared(*from), *from),
            Subject::None => (None, verb),
        };
        let after = content::after_cue(page, self.unit, hit);
        let forward = self.forward(hit, &after);
        let own = matches!(found, Subject::Own(_));
        if own
            && (hit.cue.takes(Takes::Tail) || hit.cue.takes(Takes::Quote))
            && let Some(content) = self.backward(hit, start, forward.is_some())
        {
            let pieces = self.around(content, after.end.max(hit.tokens.end), index);
            return self.push(hit, Report { speaker, told: after.addressee, ..Report::new(pieces, hit.tokens.end, "tail") });
        }
        let Some(from) = forward else {
            let colon = (after.end..end).all(|i| page.is_stop(i)) && page.word(end - 1) == ":" && hit.cue.takes(Takes::Quote);
            if colon && !matches!(found, Subject::None) {
                self.push(hit, Report { speaker, told: after.addressee, ..Report::new(Vec::new(), end, "announced") });
            }
            return;
        };
        if matches!(found, Subject::None) && !after.sure {
            return;
        }
        let object = !after.sure && !hit.cue.takes(Takes::Clause);
        let relative = speaker.as_ref().is_some_and(|s| s.len() == 1 && page.is(s.start, List::Relative));
        let to = if object && relative {
            content::end_of_phrase(page, self.unit, self.hits, index, from)
        } else if object {
            content::end_of_object(page, self.unit, self.hits, index, from)
        } else {
            content::end_of_clause(page, self.unit, self.hits, index, from)
        };
        let rule = if after.sure { "clause" } else { "object" };
        self.push(hit, Report { speaker, told: after.addressee, ..Report::one(from..to, rule) });
    }

    /// The contents that stand before their cue: `CLAUSE, X said`, `CLAUSE, said X`.
    fn tails(&mut self) -> Vec<Range<usize>> {
        let first = self.floor;
        let mut out: Vec<Range<usize>> = Vec::new();
        let tail = |h: &&Hit| h.cue.part == Part::Verb && !h.passive && h.cue.takes(Takes::Tail) && h.form != Form::Ing;
        for hit in self.hits.iter().filter(tail) {
            let content = match self.inverted(hit) {
                Some((content, ..)) => Some(content),
                None => self.tail(hit),
            };
            if let Some(content) = content {
                out.push(content);
                // What one cue reports ends where it stands, so that no word is looked at twice.
                self.floor = hit.tokens.end;
            }
        }
        self.floor = first;
        out
    }

    fn tail(&self, hit: &Hit) -> Option<Range<usize>> {
        let Subject::Own(np) = subject::before(self.page, hit, self.floor) else { return None };
        let after = content::after_cue(self.page, self.unit, hit);
        if self.forward(hit, &after).is_some() {
            return None;
        }
        self.backward(hit, np.start, false)
    }

    /// Where the content behind a cue begins; without commas, not at what another cue reports (`he said adding that`).
    fn forward(&self, hit: &Hit, after: &content::After) -> Option<usize> {
        let from = content::forward(self.page, self.unit, hit, after)?;
        let near = from..self.unit.tokens.end.min(from + 5);
        let other = self.page.bare && near.take_while(|i| !self.page.is_finite(*i)).any(|i| self.participle(i));
        (!other).then_some(from)
    }

    /// Whether a participle that reports a clause stands here (`adding that`).
    fn participle(&self, at: usize) -> bool {
        let hit = self.hits.get(self.hits.partition_point(|h| h.verb() < at)).filter(|h| h.verb() == at);
        hit.is_some_and(|h| h.form == Form::Ing && self.page.is(h.tokens.end, List::Complementizer))
    }

    /// Without commas: whether nothing but times, an addressee or a participle (`updating an earlier toll`) stands behind the cue, and what
    /// stands before its subject can end a clause.
    fn closes(&self, hit: &Hit, last: usize) -> bool {
        let page = self.page;
        let after = content::after_cue(page, self.unit, hit);
        let at = content::skip_aside(page, self.unit, after.end);
        let behind = at >= self.unit.tokens.end || page.is_stop(at) || page.tag(at) == Tag::Vbg || self.participle(at);
        let open = matches!(
            page.tag(last),
            Tag::In | Tag::To | Tag::Cc | Tag::Dt | Tag::Jj | Tag::Md | Tag::Pos | Tag::PrpS | Tag::Wdt | Tag::Wp | Tag::Wrb
        );
        let joined = page.is(last, List::Subordinator) || page.is(last, List::Relative) || page.is(last, List::Complementizer);
        behind && !open && !joined
    }

    /// `CLAUSE, said X`: content, speaker and where the speaker ends.
    fn inverted(&self, hit: &Hit) -> Option<(Range<usize>, Range<usize>, usize)> {
        let (page, verb) = (self.page, hit.verb());
        if !hit.cue.takes(Takes::Invert) || !matches!(hit.form, Form::Past | Form::ThirdPerson) || verb <= self.floor {
            return None;
        }
        let first = hit.tokens.end;
        let content = self.backward(hit, verb, false).or_else(|| self.side_by_side(verb))?;
        let joined = page.bare && !page.is_comma(verb - 1) && page.mark(verb - 1).is_none();
        let np = subject::phrase_starting(page, first, self.unit)?;
        let np = subject::with_apposition(page, np, self.unit);
        let next = np.end;
        // `X, a researcher, said the rebels had left`: a verb behind the noun phrase makes it a clause.
        let clause = next < self.unit.tokens.end && (page.is_finite(next) || page.tag(next) == Tag::Rb && page.is_finite(next + 1));
        if clause || page.is(first, List::Complementizer) {
            return None;
        }
        let quoted = page.mark(content.end - 1).is_some();
        let finite = content.clone().any(|i| page.is_finite(i));
        let closed = next >= self.unit.tokens.end || page.is_stop(next) || page.is_comma(next) && page.tag(next + 1) == Tag::Vbg;
        // Without commas only a name that ends the sentence speaks: `… in the province said the Observatory.`
        let named = closed && np.len() <= 8 && !page.is(first, List::Time) && np.clone().any(|i| page.tag(i).is_proper());
        ((!joined || named) && (quoted || finite || closed && content.len() > 8)).then_some((content, np.clone(), np.end))
    }

    /// Without commas: a clause right before the cue, if it can end there.
    fn side_by_side(&self, verb: usize) -> Option<Range<usize>> {
        let page = self.page;
        let content = self.opening(verb)..verb;
        let ends = |t: usize| page.tag(t).is_noun() || matches!(page.tag(t), Tag::Cd | Tag::Rb | Tag::Jj);
        let clause = content.clone().any(|i| page.is_finite(i)) && !page.is(content.start, List::Subordinator);
        (page.bare && clause && content.len() > 8 && ends(verb - 1)).then_some(content)
    }

    /// The words before `start` that the cue reports, if they are a quotation or a clause before a comma.
    fn backward(&self, hit: &Hit, start: usize, forward: bool) -> Option<Range<usize>> {
        let page = self.page;
        let last = start.checked_sub(1).filter(|l| *l >= self.floor)?;
        if page.is(start, List::Relative) {
            return None;
        }
        let comma = page.mark(last).is_none() && (page.is_comma(last) || page.is_dash(last));
        let end = if comma { last } else { start };
        let marked = end.checked_sub(1).filter(|l| *l >= self.floor).and_then(|l| page.mark(l));
        if let Some(mark) = marked.filter(|_| hit.cue.takes(Takes::Quote)) {
            let spoken = mark.inner.of(page.doc.text).ends_with([',', '.', '!', '?', '…', '—', '–', '-']);
            if spoken || (comma || page.bare) && !forward {
                return Some(self.opening(end)..end);
            }
        }
        let side_by_side = page.bare && !forward && start < hit.verb() && self.closes(hit, last);
        if !(comma || side_by_side) || forward || !hit.cue.takes(Takes::Tail) {
            return None;
        }
        let content = self.opening(end)..end;
        if side_by_side && !content.clone().any(|i| page.is_finite(i)) {
            return None;
        }
        let finite = content.clone().any(|i| page.is_finite(i));
        let clause = finite || content.len() > 8 && content.clone().any(|i| page.tag(i).is_verb());
        // `When it rained, the coach said so`: a lone subordinate clause is not what is said.
        let opens = page.is(content.start, List::Subordinator)
            || page.tag(content.start) == Tag::To
            || !finite && matches!(page.tag(content.start), Tag::In | Tag::Vbg);
        let lone = opens && !page.word_is(content.start, "if") && !content.clone().any(|i| page.is_comma(i));
        let goes_on = (!clause || lone) && content.len() < 16 && self.goes_on(hit);
        ((clause && !lone || goes_on) && !content.is_empty()).then_some(content)
    }

    /// `The army, he said, was gone`: the clause goes on behind the cue.
    fn goes_on(&self, hit: &Hit) -> bool {
        let page = self.page;
        let comma = hit.tokens.end;
        page.is_comma(comma) && self.resumes(comma + 1)
    }

    /// Whether a reported clause that a cue has broken off goes on here.
    fn resumes(&self, at: usize) -> bool {
        let (page, end) = (self.page, self.unit.tokens.end);
        let tag = page.tag(at);
        let aside = matches!(tag, Tag::Vbg | Tag::Wdt | Tag::Wp | Tag::Wrb) || page.is(at, List::Relative) && tag != Tag::Dt;
        let next = self.hits.get(self.hits.partition_point(|h| h.verb() < at));
        let cue = next.is_some_and(|h| h.verb() <= at + 2);
        at < end && !aside && !cue && page.mark(at).is_none() && (at..end.min(at + 30)).any(|i| page.is_finite(i))
    }

    /// Where a content that ends at `end` begins: behind the last colon, else at the first free word.
    pub(super) fn opening(&self, end: usize) -> usize {
        let page = self.page;
        let colon = (self.floor..end).rev().find(|i| page.mark(*i).is_none() && matches!(page.word(*i), ":" | ";"));
        let mut start = colon.map_or(self.floor, |c| c + 1);
        while start < end && page.mark(start).is_none() && (page.is_comma(start) || page.is_stop(start) || page.is_dash(start)) {
            start += 1;
        }
        start
    }

    /// A content before the cue, joined with what goes on behind it: `“A,” he said, “B.”`, `The army, he said, was gone.`
    fn around(&self, content: Range<usize>, after: usize, index: usize) -> Vec<Range<usize>> {
        let (page, end) = (self.page, self.unit.tokens.end);
        let mut at = content::skip_aside(page, self.unit, after);
        let mut pieces = vec![content.clone()];
        if at >= end {
            return pieces;
        }
        let comma = page.is_comma(at) || page.is_dash(at);
        let stop = page.is_stop(at) && page.mark(at).is_none();
        if !comma && !stop && page.mark(at).is_none() {
            return pieces;
        }
        while at < end && page.mark(at).is_none() && (page.is_comma(at) || page.is_dash(at) || page.is_stop(at)) {
            at += 1;
        }
        let quoted = page.mark(content.end - 1).is_some();
        if at < end && page.mark(at).is_some_and(|_| quoted) || comma && !quoted && self.resumes(at) {
            let to = content::end(page, self.unit, self.hits, index, at, at);
            pieces.push(at..to);
        }
        pieces
    }

    /// The speaker of the clause that a participle or second verb continues.
    pub(super) fn shared(&self, from: usize) -> Option<Range<usize>> {
        let page = self.page;
        let begun = page.word(self.unit.tokens.start).starts_with(char::is_lowercase);
        if let Some(link) = self.out.last().or(self.before.filter(|_| begun)) {
            return link.speaker.clone();
        }
        let verb = (self.unit.tokens.start..from).find(|i| page.is_finite(*i) && page.mark(*i).is_none())?;
        let mut end = verb;
        while end > self.unit.tokens.start && (page.is_comma(end - 1) || page.tag(end - 1) == Tag::Rb) {
            end -= 1;
        }
        subject::phrase_ending(page, end, self.unit.tokens.start)
    }

    /// Takes an attribution down and goes on behind it.
    pub(super) fn push(&mut self, hit: &Hit, report: Report) {
        let Report { cue, pieces, speaker, told, done, rule } = report;
        let pending = pieces.is_empty();
        let last = pieces.iter().map(|p| p.end).max().unwrap_or(done);
        self.done = done.max(last).max(hit.tokens.end);
        self.floor = self.done;
        if !speaker.as_ref().is_some_and(|s| s.len() == 1 && self.page.is(s.start, List::Relative)) {
            self.reach = self.done;
        }
        self.out.push(Link {
            pieces,
            cue: Some(cue.unwrap_or_else(|| hit.tokens.clone())),
            lemma: hit.cue.lemma.clone(),
            class: hit.cue.class.clone(),
            speaker,
            addressee: told,
            block: self.unit.block,
            pending,
            rule,
            score: BY_RULE,
        });
    }
}
