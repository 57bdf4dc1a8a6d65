//! Where a reported content begins and ends.

use super::hit::Hit;
use super::page::{Page, Unit};
use super::subject::{self, Subject};
use crate::lexicon::quotes::{List, Part, Takes};
use crate::text::Tag;
use std::ops::Range;

/// What stands between a cue and its content.
#[derive(Debug, Clone)]
pub struct After {
    /// The first token behind addressee, times and media.
    pub end: usize,
    pub addressee: Option<Range<usize>>,
    /// `that`, a colon or a quotation mark shows that a content follows.
    pub sure: bool,
}

/// Steps over what may stand between a cue and its content: addressee, adverbs, times, media.
pub fn after_cue(page: &Page, unit: &Unit, hit: &Hit) -> After {
    let end = unit.tokens.end;
    let mut at = skip_aside(page, unit, hit.tokens.end);
    let mut addressee = None;
    let told = hit.cue.takes(Takes::Person) && at < end && page.mark(at).is_none() && !page.is(at, List::Complementizer);
    if told && let Some(np) = subject::phrase_starting(page, at, unit) {
        // `told reporters the army had left`: the addressee is the first phrase only.
        let tail = page.is_finite(np.end) && !page.is_comma(np.end);
        let person = if tail { at..first_phrase(page, np).end.max(at + 1) } else { np };
        at = skip_aside(page, unit, person.end);
        addressee = Some(person);
    }
    if let Some(that) = that_ahead(page, unit, at) {
        at = that;
    }
    let mut sure = false;
    while at < end && page.mark(at).is_none() {
        let comma = page.is_comma(at) && at + 1 < end && page.mark(at + 1).is_some();
        if !comma && page.word(at) != ":" {
            break;
        }
        sure = true;
        at += 1;
    }
    if at < end && (page.mark(at).is_some() || page.is(at, List::Complementizer)) {
        sure = true;
    }
    After { end: at, addressee, sure }
}

/// The first base phrase of a longer run of nouns (`reporters the army` → `reporters`).
fn first_phrase(page: &Page, np: Range<usize>) -> Range<usize> {
    match page.doc.chunk_of(np.start) {
        Some(chunk) if chunk.tokens.end < np.end => np.start..chunk.tokens.end.max(np.start + 1),
        _ => {
            let cut = (np.start + 1..np.end).find(|i| matches!(page.tag(*i), Tag::Dt | Tag::Prp | Tag::PrpS));
            np.start..cut.unwrap_or(np.start + 1)
        }
    }
}

/// A `that` or a quotation behind phrases such as `in a statement to the council`, before any other verb.
fn that_ahead(page: &Page, unit: &Unit, at: usize) -> Option<usize> {
    if !matches!(page.tag(at), Tag::In | Tag::To) && !page.is_comma(at) && !page.is(at, List::Relayed)
        || page.is(at, List::Complementizer)
        || page.mark(at).is_some()
    {
        return None;
    }
    let stop = unit.tokens.end.min(at + 25);
    for i in at + 1..stop {
        if page.mark(i).is_some() {
            let opens = page.mark(i).is_some_and(|m| !super::scare::is_name(page, page.mark_index(i).unwrap_or(0)) && m.inner.len() > 20);
            return opens.then_some(i);
        }
        if page.is_finite(i) || page.is_stop(i) && page.word(i) != ":" {
            return None;
        }
        if page.word(i) == ":" || page.word_is(i, "that") && page.tag(i) != Tag::Wdt && page.tag(i) != Tag::Dt {
            return Some(i);
        }
    }
    None
}

/// Steps over adverbs, times and media: `on Tuesday`, `in a statement`, `to reporters`, `again`.
pub fn skip_aside(page: &Page, unit: &Unit, mut at: usize) -> usize {
    let end = unit.tokens.end;
    while at < end && page.mark(at).is_none() {
        let tag = page.tag(at);
        if page.is(at, List::Time) && tag != Tag::Md {
            at += 1;
        } else if (page.word_is(at, "this") || page.word_is(at, "last")) && page.is(at + 1, List::Time) {
            at += 2;
        } else if tag == Tag::Rb && !page.is(at, List::Subordinator) {
            // `said again that`, but `reported nearly 50 dead`.
            let open = at + 1 >= end || page.mark(at + 1).is_some() || page.is_stop(at + 1) || page.is_comma(at + 1);
            if !open
                && !matches!(page.tag(at + 1), Tag::In | Tag::To | Tag::Wdt | Tag::Rb | Tag::Cc)
                && !page.is(at + 1, List::Complementizer)
            {
                break;
            }
            at += 1;
        } else if matches!(tag, Tag::In | Tag::To) && !page.is(at, List::Complementizer) {
            let stop = end.min(at + 7);
            let Some(medium) = (at + 1..stop)
                .take_while(|i| page.is_nominal(*i) && page.mark(*i).is_none() && !page.is(*i, List::Complementizer))
                .filter(|i| page.is(*i, List::Medium) || page.is(*i, List::Time) || page.is(*i, List::Audience))
                .last()
            else {
                break;
            };
            // `to his Twitter followers`: the medium is no more than a part of the phrase.
            if medium + 1 < end && page.tag(medium + 1).is_noun() && !page.is(medium + 1, List::Time) {
                break;
            }
            at = medium + 1;
            while at < end && (page.is(at, List::Time) || page.tag(at) == Tag::Cd) {
                at += 1;
            }
        } else {
            break;
        }
    }
    at
}

/// Where the content behind the cue begins, if there is one of a shape that the cue takes.
pub fn forward(page: &Page, unit: &Unit, hit: &Hit, after: &After) -> Option<usize> {
    let (at, end, cue) = (after.end, unit.tokens.end, hit.cue);
    if at >= end {
        return None;
    }
    if page.mark(at).is_some() {
        let any = cue.takes(Takes::Quote) || cue.takes(Takes::Clause) || cue.takes(Takes::Np) || cue.takes(Takes::NpTo);
        return any.then_some(at);
    }
    if page.is_stop(at) || page.is_comma(at) || page.is_dash(at) {
        return None;
    }
    // `called it “a disaster”`: the quotation alone.
    if page.tag(at) == Tag::Prp && at + 1 < end && page.mark(at + 1).is_some() && cue.takes(Takes::Np) && !cue.takes(Takes::Clause) {
        return Some(at + 1);
    }
    let clausal = cue.takes(Takes::Clause) || cue.takes(Takes::That);
    if page.word_is(at, "that") && (page.tag(at) != Tag::Dt || !cue.takes(Takes::Np)) {
        return (clausal && at + 1 < end).then_some(at + 1);
    }
    // `boasted on the radio about the win`: the particle stands apart from its verb.
    if after.end > hit.tokens.end && hit.tokens.len() == 1 && page.tag(at) == Tag::In && has_particle(page, hit, at) && at + 1 < end {
        return Some(at + 1);
    }
    if page.is(at, List::Complementizer) {
        return clausal.then_some(at);
    }
    let tag = page.tag(at);
    if tag == Tag::To && at + 1 < end && page.mark(at + 1).is_some() {
        return (cue.takes(Takes::To) || cue.takes(Takes::Quote)).then_some(at + 1);
    }
    if tag == Tag::To && matches!(page.tag(at + 1), Tag::Vb | Tag::Rb) {
        return cue.takes(Takes::To).then_some(at);
    }
    if tag == Tag::Vbg && (cue.takes(Takes::Ing) || cue.takes(Takes::Np)) {
        return Some(at);
    }
    if page.is_finite(at) {
        return None;
    }
    if cue.takes(Takes::Person) && after.addressee.is_none() {
        return None;
    }
    if matches!(tag, Tag::In | Tag::Cc | Tag::Rp) && !page.is(at, List::Subordinator) {
        return (cue.takes(Takes::Clause) && !cue.takes(Takes::Np) && tag == Tag::In && has_clause(page, unit, at)).then_some(at);
    }
    if cue.takes(Takes::Clause) && has_clause(page, unit, at) {
        return Some(at);
    }
    // The tagger may have missed the verb of the clause; after `said` nothing but a clause can follow a noun phrase.
    if cue.takes(Takes::Clause) && !cue.takes(Takes::Np) && page.is_nominal(at) && (at..end.min(at + 20)).any(|i| page.tag(i).is_verb()) {
        return Some(at);
    }
    if cue.takes(Takes::NpTo) {
        let to = (at..end.min(at + 30)).find(|i| page.tag(*i) == Tag::To && page.tag(i + 1) == Tag::Vb);
        if to.is_some() {
            return Some(at);
        }
    }
    (cue.takes(Takes::Np) && page.is_nominal(at)).then_some(at)
}

/// Whether the lexicon knows the cue with this word behind it.
fn has_particle(page: &Page, hit: &Hit, at: usize) -> bool {
    let known = page.info(hit.verb()).map_or(&[][..], |i| &i.cues[..]);
    known.iter().filter_map(|(c, _)| page.words.cues.get(*c)).any(|c| c.rest.len() == 1 && page.word_is(at, &c.rest[0]))
}

/// Whether a verb that can be a clause's stands before the end of the sentence.
fn has_clause(page: &Page, unit: &Unit, at: usize) -> bool {
    let stop = unit.tokens.end.min(at + 60);
    (at..stop).take_while(|i| !page.is_stop(*i)).any(|i| page.is_finite(i))
}

/// The end of a content that begins at `from`: before the next cue of its own, else the end of the unit.
pub fn end(page: &Page, unit: &Unit, hits: &[Hit], index: usize, from: usize, floor: usize) -> usize {
    let hit = &hits[index];
    let mut end = unit.tokens.end;
    // A whole quotation that ends its sentence ends the content.
    if let Some(mark) = page.mark_index(from) {
        let tokens = page.tokens_of_mark(mark);
        let inner = page.marks[mark].inner.of(page.doc.text);
        if tokens.start == from && (inner.ends_with(['.', '!', '?']) || page.is_stop(tokens.end)) {
            return tokens.end.min(end);
        }
    }
    for next in hits.iter().skip(index + 1).filter(|h| h.verb() > from).take(12) {
        if let Some(cut) = cut(page, hit, next, from, floor) {
            end = cut;
            break;
        }
    }
    trim(page, from, end)
}

/// The end of a reported clause: besides, before a comma with a reason of the writer's (`, since`).
pub fn end_of_clause(page: &Page, unit: &Unit, hits: &[Hit], index: usize, from: usize) -> usize {
    let end = end(page, unit, hits, index, from, from);
    let commas = || (from..end).filter(|i| page.is_comma(*i) && page.mark(*i).is_none());
    let cut = commas().find(|i| page.is(i + 1, List::Aside));
    // `While the mayor said that it rained, the sun shone`: the main clause is the writer's.
    let main = within(page, unit, hits, index).then(|| commas().find(|i| starts_clause(page, *i + 1, end))).flatten();
    // `The mayor, who said the road was open, left`: the comma before the verb of the main clause.
    let verb = |i: usize| page.is_finite(i) || page.tag(i) == Tag::Rb && page.is_finite(i + 1);
    let relative = relative_subject(page, &hits[index]).then(|| commas().find(|i| verb(*i + 1))).flatten();
    trim(page, from, cut.into_iter().chain(main).chain(relative).min().unwrap_or(end))
}

/// The end of what a noun reports; if the noun is the subject of its sentence, before the verb of that sentence.
pub fn end_of_noun_clause(page: &Page, unit: &Unit, hits: &[Hit], index: usize, from: usize) -> usize {
    let end = end(page, unit, hits, index, from, from);
    if (unit.tokens.start..hits[index].verb()).any(|i| page.is_finite(i)) {
        return end;
    }
    let mut finite = (from..end).filter(|i| page.is_finite(*i) && page.mark(*i).is_none() && !page.is_finite(*i - 1));
    let (Some(first), Some(second)) = (finite.next(), finite.next()) else { return end };
    let joined = |i: usize| page.tag(i) == Tag::Cc || page.is_comma(i) || page.is(i, List::Relative) || page.is(i, List::Subordinator);
    let parts = (first..second).any(joined);
    trim(page, from, if parts { end } else { second })
}

/// Whether a cue stands in a subordinate clause that opens its sentence.
fn within(page: &Page, unit: &Unit, hits: &[Hit], index: usize) -> bool {
    let start = unit.tokens.start;
    let first = if page.is(start, List::Coordinator) { start + 1 } else { start };
    let verb = hits[index].verb();
    page.is(first, List::Subordinator) && page.mark(first).is_none() && verb < first + 20 && !(first..verb).any(|i| page.is_comma(i))
}

/// Whether a clause with subject and verb begins here.
fn starts_clause(page: &Page, at: usize, end: usize) -> bool {
    let verb = (at..end.min(at + 8)).find(|i| !page.is_nominal(*i) && page.tag(*i) != Tag::In && page.tag(*i) != Tag::Rb);
    at < end && page.mark(at).is_none() && page.is_nominal(at) && verb.is_some_and(|v| v > at && page.is_finite(v))
}

/// The end of an object: besides, before a comma with a clause of its own behind it.
pub fn end_of_object(page: &Page, unit: &Unit, hits: &[Hit], index: usize, from: usize) -> usize {
    let end = end(page, unit, hits, index, from, from);
    let opens = |i: usize| {
        let word = page.tag(i);
        let clause = || (i + 1..end.min(i + 12)).any(|j| page.is_finite(j));
        word == Tag::Vbg || page.is(i, List::Subordinator) && word != Tag::Rb || word == Tag::Cc && clause()
    };
    let cut = (from..end).find(|i| page.is_comma(*i) && page.mark(*i).is_none() && opens(i + 1));
    // `condemned the raid and left`: a second verb of the speaker's, if the object holds no clause.
    let first = (from..end).find(|i| page.is_finite(*i) && page.mark(*i).is_none());
    let second = first.and_then(|v| v.checked_sub(1)).filter(|c| *c > from && page.tag(*c) == Tag::Cc);
    trim(page, from, cut.into_iter().chain(second).min().unwrap_or(end))
}

/// Without stops and commas at the end that stand outside quotation marks.
fn trim(page: &Page, from: usize, mut end: usize) -> usize {
    while end > from + 1 && page.mark(end - 1).is_none() && (page.is_stop(end - 1) || page.is_comma(end - 1) || page.is_dash(end - 1)) {
        end -= 1;
    }
    end
}

/// The end of a noun phrase with what belongs to it: the next comma with a verb behind it, or the end.
pub fn end_of_phrase(page: &Page, unit: &Unit, hits: &[Hit], index: usize, from: usize) -> usize {
    let end = end(page, unit, hits, index, from, from);
    let finite = (from..end).find(|i| page.is_finite(*i) && page.mark(*i).is_none());
    let Some(verb) = finite else { return end };
    let comma = (from..verb).rev().find(|i| page.is_comma(*i) && page.mark(*i).is_none());
    trim(page, from, comma.unwrap_or(verb))
}

/// Whether a relative pronoun stands right before a cue, but for helping verbs.
fn relative_subject(page: &Page, hit: &Hit) -> bool {
    let verb = hit.verb();
    let near = (verb.saturating_sub(4)..verb).rev();
    near.into_iter()
        .take_while(|i| !page.is_comma(*i))
        .any(|i| page.is(i, List::Relative) && page.tag(i) != Tag::In && page.tag(i) != Tag::Dt)
}

/// Where a later cue ends the content of an earlier one, if it does.
fn cut(page: &Page, hit: &Hit, next: &Hit, from: usize, floor: usize) -> Option<usize> {
    let verb = next.verb();
    if next.cue.part == Part::Phrase {
        return (verb > from && page.is_comma(verb - 1)).then_some(verb - 1);
    }
    if next.cue.part == Part::Noun {
        let with = verb > from + 1 && page.word_is(verb - 1, "with") && page.is_comma(verb - 2);
        return with.then(|| verb - 2);
    }
    // `X, who backed the plan, said`: the clause of the relative ends at the comma before the verb.
    if next.form != crate::lexicon::quotes::Form::Ing && page.is_comma(verb - 1) && verb - 1 > from && relative_subject(page, hit) {
        return Some(verb - 1);
    }
    match subject::before(page, next, floor) {
        Subject::Shared { from: at } if at > from => {
            let comma = (page.is_comma(at) || page.is_dash(at) || page.bare && at == verb) && page.tag(verb) == Tag::Vbg;
            (comma || next.form == hit.form && page.tag(at) == Tag::Cc || next.form == hit.form && page.is_comma(at)).then_some(at)
        }
        Subject::Own(np) if np.start > from => {
            let before = np.start - 1;
            let comma = page.is_comma(before);
            let joins = page.tag(before) == Tag::Cc || page.is(before, List::Subordinator) || page.word_is(before, "with");
            let behind_comma = joins && before > from && page.is_comma(before - 1);
            if behind_comma {
                Some(before - 1)
            } else if page.tag(before) == Tag::Cc && next.form == hit.form && before > from {
                Some(before)
            } else {
                (comma || page.is_dash(before) || page.is_stop(before)).then_some(before)
            }
        }
        _ => None,
    }
}
