//! Cue words where they stand: verbs, nouns and phrases of the lexicon outside quotation marks.

use super::page::{Page, Unit};
use crate::lexicon::quotes::{Cue, Form, List, Part};
use crate::text::Tag;
use std::ops::Range;

/// A cue of the lexicon at its place.
#[derive(Debug, Clone)]
pub struct Hit<'a> {
    pub cue: &'a Cue,
    pub form: Form,
    /// All its words; the first is the verb or noun.
    pub tokens: Range<usize>,
    pub passive: bool,
    pub negated: bool,
}

impl Hit<'_> {
    /// The verb (or noun, or first word of the phrase).
    pub fn verb(&self) -> usize {
        self.tokens.start
    }
}

/// The cues of a unit, in order.
pub fn find<'a>(page: &Page<'a>, unit: &Unit) -> Vec<Hit<'a>> {
    let mut out: Vec<Hit> = Vec::new();
    let mut at = unit.tokens.start;
    while at < unit.tokens.end {
        let hit = page
            .info(at)
            .filter(|_| page.mark(at).is_none())
            .and_then(|info| info.cues.iter().find_map(|(index, form)| matches(page, unit, at, page.words.cues.get(*index)?, *form)));
        at = hit.as_ref().map_or(at + 1, |h| h.tokens.end);
        out.extend(hit);
    }
    out
}

fn matches<'a>(page: &Page<'a>, unit: &Unit, at: usize, cue: &'a Cue, form: Form) -> Option<Hit<'a>> {
    let mut end = at + 1;
    for (i, word) in cue.rest.iter().enumerate() {
        // An adverb may stand between a verb and its particle: `called again for`.
        if i == 0 && cue.part == Part::Verb && page.tag(end) == Tag::Rb && !page.word_is(end, word) {
            end += 1;
        }
        if end >= unit.tokens.end || !page.word_is(end, word) || page.mark(end).is_some() {
            return None;
        }
        end += 1;
    }
    let mut hit = Hit { cue, form, tokens: at..end, passive: false, negated: false };
    let fits = match cue.part {
        Part::Phrase => true,
        Part::Noun => page.tag(at).is_noun() || page.tag(at) == Tag::X,
        Part::Verb => verb(page, unit, &mut hit),
    };
    fits.then_some(hit)
}

/// Whether a verb form stands as a verb that says something; notes passive and negation.
fn verb(page: &Page, unit: &Unit, hit: &mut Hit) -> bool {
    let at = hit.verb();
    let tag = page.tag(at);
    let misread = hit.form == Form::ThirdPerson && tag == Tag::Nns && misread(page, unit, at);
    if !(misread || tag.is_verb() || tag == Tag::X || (hit.form == Form::Past && tag == Tag::Jj)) {
        return false;
    }
    // `with claims that`, `the report that`: a noun, whatever the tagger says.
    let before = if at > unit.tokens.start { page.tag(at - 1) } else { Tag::X };
    let nominal = matches!(before, Tag::Dt | Tag::PrpS) || before == Tag::In && !page.is(at - 1, List::Subordinator);
    let form = matches!(hit.form, Form::ThirdPerson | Form::Base) || before == Tag::Dt && matches!(hit.form, Form::Past | Form::Ing);
    if form && nominal && !page.is(at - 1, List::Pronoun) && !page.is(at - 1, List::Relative) {
        return false;
    }
    let mut left = at;
    let (mut be, mut have, mut helped) = (false, false, false);
    while left > unit.tokens.start {
        let t = left - 1;
        if page.is(t, List::Negation) {
            hit.negated = true;
        } else if page.is(t, List::Be) {
            (be, helped) = (true, true);
        } else if page.is(t, List::Have) {
            (have, helped) = (true, true);
        } else if page.tag(t) == Tag::Md {
            // What somebody would or may say is not said.
            return false;
        } else if page.is(t, List::Do) {
            helped = true;
        } else if !matches!(page.tag(t), Tag::Rb | Tag::Rbr) {
            break;
        }
        left = t;
    }
    hit.passive = be && hit.form == Form::Past;
    if hit.form == Form::Past && (tag == Tag::Vbn || tag == Tag::Jj) && !have && !be {
        // A participle behind a noun (`attacks reported in the city`) unless a clause or a quotation follows.
        return page.is(hit.tokens.end, List::Complementizer)
            || page.mark(hit.tokens.end).is_some()
            || tag == Tag::Vbn && (speaks(page, hit) || lone(page, unit, at));
    }
    if hit.form == Form::Base && tag == Tag::Vb {
        return helped;
    }
    true
}

/// A verb in -s that the tagger took for a noun: `Smith hopes that`, `“…,” Smith notes`.
fn misread(page: &Page, unit: &Unit, at: usize) -> bool {
    let named = (unit.tokens.start.max(at.saturating_sub(4))..at).rev().take_while(|i| page.tag(*i).is_proper()).last();
    named.is_some_and(|n| page.is(at + 1, List::Complementizer) || n > unit.tokens.start && page.mark(n - 1).is_some())
}

/// Whether no other verb near it can be the verb of the sentence.
fn lone(page: &Page, unit: &Unit, at: usize) -> bool {
    let finite = |i: &usize| page.is_finite(*i) && page.mark(*i).is_none();
    let before = unit.tokens.start.max(at.saturating_sub(40))..at;
    let mut after = at + 1..unit.tokens.end.min(at + 40);
    // A verb behind `that` is the verb of what is said.
    let reported = |verb: usize| (at + 1..verb).any(|i| page.is(i, List::Complementizer));
    at > unit.tokens.start
        && page.tag(at - 1).is_noun()
        && !before.into_iter().any(|i| finite(&i))
        && after.find(finite).is_none_or(reported)
}

/// A past form that the tagger may have taken for a participle: a pronoun or name stands right before it.
fn speaks(page: &Page, hit: &Hit) -> bool {
    let at = hit.verb();
    at > 0 && (page.tag(at - 1) == Tag::Prp || page.tag(at - 1).is_proper() || page.is_comma(at - 1) || page.mark(at - 1).is_some())
}
