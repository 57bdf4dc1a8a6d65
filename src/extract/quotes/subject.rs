//! Who speaks: the noun phrase before or behind a cue, with its apposition.

use super::hit::Hit;
use super::page::{Page, Unit};
use crate::lexicon::quotes::{Form, List};
use crate::text::Tag;
use std::ops::Range;

/// How a cue comes by its speaker.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A noun phrase of its own.
    Own(Range<usize>),
    /// The speaker of the clause before it: a participle behind a comma (`, adding that`) or a second verb (`and urged`).
    /// `from` is the connecting word or comma.
    Shared { from: usize },
    /// Nothing that could speak.
    None,
}

/// The longest noun phrase, in tokens, that is looked at.
const LONGEST: usize = 40;

/// The subject that stands before a verb, not before `floor`.
pub fn before(page: &Page, hit: &Hit, floor: usize) -> Subject {
    let mut at = hit.verb();
    while at > floor {
        let t = at - 1;
        let helper = matches!(page.tag(t), Tag::Rb | Tag::Rbr | Tag::Md | Tag::To) || page.is(t, List::Have) || page.is(t, List::Do);
        if helper || page.is(t, List::Be) || page.is(t, List::Negation) {
            at = t;
        } else {
            break;
        }
    }
    let bare = at == hit.verb();
    at = skip_time(page, at, floor);
    if at <= floor {
        return if hit.form == Form::Ing && bare { Subject::Shared { from: at } } else { Subject::None };
    }
    let t = at - 1;
    if page.tag(t) == Tag::Cc && page.mark(t).is_none() {
        return Subject::Shared { from: if t > floor && page.is_comma(t - 1) { t - 1 } else { t } };
    }
    let comma = (page.is_comma(t) || page.is_dash(t)) && page.mark(t).is_none();
    // A text without commas: `he said adding that`.
    if page.bare && hit.form == Form::Ing && bare && page.is(hit.tokens.end, List::Complementizer) {
        return Subject::Shared { from: at };
    }
    if hit.form == Form::Ing && bare && page.mark(t).is_some_and(|m| m.closed && m.inner.of(page.doc.text).ends_with(',')) {
        return Subject::Shared { from: at };
    }
    if hit.form == Form::Ing && comma {
        // `and the priest, Father Adam, expressing`: a subject of its own behind `and` or `with`.
        if let Subject::Own(np) = across_commas(page, t, floor)
            && np.start > floor
            && (page.tag(np.start - 1) == Tag::Cc || page.word_is(np.start - 1, "with"))
            && (np.clone()).any(|i| page.is_comma(i))
        {
            return Subject::Own(np);
        }
    }
    if hit.form == Form::Ing && bare && (comma || matches!(page.tag(t), Tag::In | Tag::To)) {
        return Subject::Shared { from: t };
    }
    if comma {
        return across_commas(page, t, floor);
    }
    // `A poll released on Friday shows`: the participle belongs to the noun before it.
    if t > floor && matches!(page.tag(t), Tag::Vbn | Tag::Vbd) && page.tag(t - 1).is_noun() && (bare || at < hit.verb()) {
        at = t;
    }
    match phrase_ending(page, at, floor) {
        Some(np) => Subject::Own(antecedent(page, &np, floor).or_else(|| apposition_open(page, &np, floor)).unwrap_or(np)),
        None => Subject::None,
    }
}

/// `“…,” John Smith, a baker told the agency`: an apposition whose second comma is missing.
fn apposition_open(page: &Page, np: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let comma = np.start.checked_sub(1).filter(|c| *c > floor && page.is_comma(*c))?;
    let name = phrase_ending(page, comma, floor)?;
    let described = page.tag(np.start) == Tag::Dt && page.tag(name.end - 1).is_proper();
    let begins = name.start > floor && spoken(page, name.start - 1);
    (described && begins).then_some(name.start..np.end)
}

/// `A study that appeared in the journal found`: a phrase that a verb or preposition governs is no subject; the noun
/// before its relative clause is.
fn antecedent(page: &Page, np: &Range<usize>, floor: usize) -> Option<Range<usize>> {
    let governor = np.start.checked_sub(1).filter(|g| *g >= floor)?;
    let governed = page.tag(governor).is_verb() || page.tag(governor) == Tag::In && !page.is(governor, List::Subordinator);
    if !governed || page.tag(np.start) == Tag::Prp && !page.is(np.start, List::ObjectPronoun) {
        return None;
    }
    let relative = (floor.max(np.start.saturating_sub(14))..np.start)
        .rev()
        .take_while(|i| !page.is_comma(*i) && page.mark(*i).is_none())
        .find(|i| matches!(page.tag(*i), Tag::Wdt | Tag::Wp) && page.is(*i, List::Relative))?;
    let finite = (relative..np.start).any(|i| page.is_finite(i));
    let left = phrase_ending(page, relative, floor)?;
    finite.then_some(left)
}

/// `X, a resident of Y, said`: the first piece that is a noun phrase, with the appositions behind it.
fn across_commas(page: &Page, comma: usize, floor: usize) -> Subject {
    let lowest = floor.max(comma.saturating_sub(80));
    let mut end = comma;
    let mut best: Option<Range<usize>> = None;
    loop {
        let mut start = end;
        let edge = |i: usize| page.is_comma(i) || page.is_dash(i) || page.is_stop(i) || spoken(page, i);
        while start > lowest && !edge(start - 1) {
            start -= 1;
        }
        let stop = start == lowest || page.is_stop(start - 1) || spoken(page, start - 1);
        let first = opened(page, start..end);
        let wh = page.is(first, List::Relative) || matches!(page.tag(first), Tag::Wp | Tag::Wdt | Tag::Wrb | Tag::WpS);
        let finite = (first..end).any(|i| page.is_finite(i) && page.mark(i).is_none());
        let clause = finite && !wh;
        let name = end == first + 1 && page.word(first).starts_with(char::is_uppercase);
        if first < end && !clause && !wh && (name || page.is_nominal(first) || page.mark(first).is_some()) {
            let np = phrase_ending(page, end, first).map_or(first..end, |p| p.start.min(end)..end);
            best = Some(match best {
                Some(b) if apposed(page, end, &b) => np.start..b.end,
                _ => np,
            });
        }
        if stop || clause || start == 0 || first != start {
            break;
        }
        end = start - 1;
    }
    best.map_or(Subject::None, Subject::Own)
}

/// Whether a token stands in quotation marks that are no name.
fn spoken(page: &Page, token: usize) -> bool {
    page.mark_index(token).is_some_and(|m| !super::scare::is_name(page, m))
}

/// Whether the piece right behind a comma belongs to the name before it.
fn apposed(page: &Page, comma: usize, next: &Range<usize>) -> bool {
    next.start == comma + 1 && (page.is_comma(comma) || page.is_dash(comma))
}

/// The first token behind opening conjunctions and adverbs.
fn opened(page: &Page, range: Range<usize>) -> usize {
    let mut at = range.start;
    while at < range.end && (page.is(at, List::Opener) || page.tag(at) == Tag::Cc) {
        at += 1;
    }
    at
}

/// Steps left over `on Thursday`, `late Thursday`, `this week`.
fn skip_time(page: &Page, at: usize, floor: usize) -> usize {
    if at <= floor || !page.is(at - 1, List::Time) || page.tag(at - 1) == Tag::Md {
        return at;
    }
    let mut left = at;
    while left > floor {
        let t = left - 1;
        let part = page.is(t, List::Time) || matches!(page.tag(t), Tag::Cd | Tag::In | Tag::Rb) || (page.tag(t) == Tag::Dt && left < at);
        if !part
            || page.tag(t) == Tag::In && left < at && !page.is(left, List::Time) && page.tag(left) != Tag::Dt && page.tag(left) != Tag::Rb
        {
            break;
        }
        left = t;
        if page.tag(t) == Tag::In {
            break;
        }
    }
    if left > floor { left } else { at }
}

/// The noun phrase whose last token is `end - 1`, with prepositional phrases inside it; `None` if there is none.
pub fn phrase_ending(page: &Page, end: usize, floor: usize) -> Option<Range<usize>> {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut at = end;
    let mut start = end;
    while at > floor {
        let t = at - 1;
        let tag = page.tag(t);
        if let Some(mark) = page.mark_index(t) {
            let tokens = page.tokens_of_mark(mark);
            if !super::scare::is_name(page, mark) || tokens.start < floor {
                break;
            }
            (at, start) = (tokens.start, tokens.start);
        } else if page.word(t) == ")" {
            let open = (floor..t).rev().take(12).find(|i| page.word(*i) == "(");
            match open {
                Some(open) => at = open,
                None => break,
            }
        } else if start == end
            && page.word(t) != "WHO"
            && (matches!(tag, Tag::Wp | Tag::Wdt) || page.is(t, List::Relative) && t + 1 == end && tag != Tag::Dt)
        {
            return Some(t..end);
        } else if tag == Tag::Prp || page.is(t, List::Pronoun) && tag != Tag::Cd && !page.tag(t).is_noun() && start == end {
            return if start == end { Some(t..end) } else { Some(start..end) };
        } else if page.is_nominal(t) {
            // `On Thursday the army`, `in Damascus he`: a new phrase begins behind a finished one.
            let opens = matches!(page.tag(at), Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Pdt);
            if start == at && at < end && (opens && !matches!(tag, Tag::Pdt | Tag::Dt))
                || page.is(t, List::Time) && at < end && page.tag(at) != Tag::Pos
            {
                break;
            }
            (at, start) = (t, t);
        } else if matches!(tag, Tag::Vbg | Tag::Vbn) && t > floor && participle(page, t, at, end) {
            (at, start) = (t, t);
        } else if tag == Tag::Rb && start == end && t > floor && matches!(page.tag(t - 1), Tag::Vbg | Tag::Vbn) {
            at = t;
        } else if matches!(tag, Tag::In | Tag::To) && start < end && start == at && t > floor {
            let left = page.tag(t - 1);
            let part = page.word_is(t, "of") && page.is_nominal(t - 1) && left != Tag::Prp;
            if left.is_noun() || left == Tag::Cd || page.word(t - 1) == ")" || left == Tag::Dt || part {
                at = t;
            } else if matches!(left, Tag::Vbn | Tag::Vbg | Tag::Jj) && t > floor + 1 && page.tag(t - 2).is_noun() {
                at = t - 1;
            } else {
                break;
            }
        } else if tag == Tag::Cc && start < end && start == at && t > floor && page.is_nominal(t - 1) && page.tag(t - 1) != Tag::Prp {
            match phrase_ending(page, t, floor) {
                Some(left) if free(page, left.start, floor) => return Some(left.start..end),
                _ => break,
            }
        } else if tag == Tag::Cc && start < end && start == at && t > floor + 1 && page.is_comma(t - 1) && page.is_nominal(t - 2) {
            // `The bank, the union and the mayor`, with or without the last comma.
            return Some(list_before(page, t - 1, floor).unwrap_or(start)..end);
        } else if page.word(t) == "/" && start == at && start < end && t > floor && page.is_nominal(t - 1) {
            at = t;
        } else {
            break;
        }
    }
    let mut first = start;
    while first < end && (page.tag(first) == Tag::Hyph || page.tag(first) == Tag::Pos) {
        first += 1;
    }
    (first < end).then_some(first..end)
}

/// Whether a participle belongs to the phrase: before its noun (`an armed group`) or behind it (`a video circulating online`).
fn participle(page: &Page, at: usize, next: usize, end: usize) -> bool {
    let noun = page.tag(at - 1).is_noun();
    next < end && if noun { !page.tag(next).is_noun() } else { page.is_nominal(at - 1) }
}

/// The start of a list of noun phrases that ends at a comma.
fn list_before(page: &Page, comma: usize, floor: usize) -> Option<usize> {
    let mut first = None;
    let mut end = comma;
    for _ in 0..6 {
        let np = phrase_ending(page, end, floor)?;
        if !free(page, np.start, floor) {
            return first;
        }
        first = Some(np.start);
        if np.start <= floor + 1 || !page.is_comma(np.start - 1) {
            break;
        }
        end = np.start - 1;
    }
    first.filter(|f| *f <= floor || !page.is_finite(f - 1))
}

/// Whether nothing governs a phrase that begins here: it is no object of a verb or preposition.
fn free(page: &Page, start: usize, floor: usize) -> bool {
    start <= floor
        || page.is(start - 1, List::Subordinator)
        || !(page.tag(start - 1).is_verb() || matches!(page.tag(start - 1), Tag::In | Tag::To))
}

/// The noun phrase that begins at `start`, with what belongs to it; used behind `said` and `according to`.
pub fn phrase_starting(page: &Page, start: usize, unit: &Unit) -> Option<Range<usize>> {
    let stop = unit.tokens.end.min(start + LONGEST);
    let mut at = start;
    while at < stop {
        let tag = page.tag(at);
        if let Some(mark) = page.mark_index(at) {
            if !super::scare::is_name(page, mark) {
                break;
            }
            at = page.tokens_of_mark(mark).end;
        } else if page.word(at) == "(" {
            match (at..stop).take(12).find(|i| page.word(*i) == ")") {
                Some(close) => at = close + 1,
                None => break,
            }
        } else if page.is(at, List::Time) && at > start && !page.word(at).starts_with(char::is_lowercase) {
            break;
        } else if page.is_nominal(at) {
            if at > start && matches!(tag, Tag::Dt | Tag::Prp | Tag::PrpS) && page.is_nominal(at - 1) && page.tag(at - 1) != Tag::Pdt {
                break;
            }
            at += 1;
            if tag == Tag::Prp {
                break;
            }
        } else if matches!(tag, Tag::Vbg | Tag::Vbn) && at + 1 < stop && page.tag(at + 1).is_noun() && at > start {
            at += 1;
        } else if tag == Tag::In && at > start && at + 1 < stop && !page.is(at, List::Complementizer) && !page.is(at, List::Subordinator) {
            let medium = (at + 1..stop.min(at + 5)).any(|i| page.is(i, List::Medium) || page.is(i, List::Time));
            if medium || !page.is_nominal(at + 1) {
                break;
            }
            at += 1;
        } else if (tag == Tag::Cc || page.word(at) == "/")
            && at > start
            && at + 1 < stop
            && page.is_nominal(at + 1)
            && page.tag(at + 1) != Tag::Prp
            // `9,000 according to police and 30,000 according to the union`: a number alone speaks for nobody.
            && (page.tag(at + 1) != Tag::Cd || page.is_nominal(at + 2))
        {
            at += 1;
        } else {
            break;
        }
    }
    (at > start).then_some(start..at)
}

/// Adds the apposition behind a name: `Mohamed Joma, 25`, `John Smith, a resident of Homs`.
pub fn with_apposition(page: &Page, np: Range<usize>, unit: &Unit) -> Range<usize> {
    let comma = np.end;
    if !page.is_comma(comma) || comma + 1 >= unit.tokens.end || page.mark(comma).is_some() {
        return np;
    }
    let first = comma + 1;
    let opens = page.tag(first) == Tag::Dt || page.tag(first) == Tag::Cd || page.tag(first).is_noun() || page.tag(first).is_adjective();
    if !opens || page.is(first, List::Time) {
        return np;
    }
    let Some(more) = phrase_starting(page, first, unit) else { return np };
    let end = more.end;
    let ends = end >= unit.tokens.end || page.is_comma(end) || page.is_stop(end) || page.is_dash(end);
    if ends { np.start..end } else { np }
}
