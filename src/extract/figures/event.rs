//! What a figure is about: the nearest word that governs it or that it governs, by the lists of the lexicon.

use super::line::Line;
use crate::lexicon::figures::FigureWords;
use std::ops::Range;

/// What is counted, as far as it decides which events fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    People,
    Places,
    /// Percentages and money.
    Measure,
    Other,
    /// No noun.
    None,
}

/// An event word beside a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Index into the lexicon's events.
    pub event: usize,
    /// Words between, with a surcharge for commas, conjunctions and other figures.
    pub cost: usize,
    /// Word index of the event word.
    pub at: usize,
}

/// How far an event word may stand from its figure.
const FARTHEST: usize = 16;
/// The longest bracket that is passed over.
const BRACKETS: usize = 9;
/// The longest aside between commas that is passed over.
const ASIDE: usize = 14;
/// A number without noun or unit is sooner one of people than a rise or fall.
const BARE: usize = 6;
/// The most that words between may cost.
const DEAREST: usize = 18;

/// The event of a figure whose number begins at `number.start` and whose counted phrase ends at `number.end`;
/// `others` are the words of other figures.
pub fn of(
    line: &Line,
    number: Range<usize>,
    counted: Option<Range<usize>>,
    thing: Thing,
    others: &[Range<usize>],
    words: &FigureWords,
) -> Option<Hit> {
    let noun =
        counted.clone().and_then(|c| noun_event(line, c, words)).filter(|h| thing != Thing::Measure || words.events[h.event].measure);
    let fits = |event: &usize| {
        let e = &words.events[*event];
        match thing {
            Thing::People => e.people,
            Thing::Places => e.places || !e.people && !e.measure,
            Thing::Measure => e.measure,
            Thing::Other => !e.people && !e.places && !e.measure,
            Thing::None => e.people || e.measure,
        }
    };
    let end = counted.map_or(number.end, |c| c.end.max(number.end));
    // "Of the 300 on board, 120 died": the whole did not die.
    let whole = whole(line, number.start, end, others, words);
    let verb = if whole { None } else { nearest(line, number.start, end, thing, fits, others, words) };
    let verb = toll(line, number.start, thing, words).or(verb);
    match (noun, verb) {
        // A death, an arrest tells more of "protesters" than that they protest.
        (Some(n), Some(v)) => Some(if !words.events[n.event].state && v.event < n.event && v.cost <= 8 { v } else { n }),
        (n, v) => n.or(v),
    }
}

/// How far before its number a toll may stand.
const TOLL: usize = 40;

/// "The death toll in the towns that troops left has risen to 112": what has a toll is its number, however far.
fn toll(line: &Line, start: usize, thing: Thing, words: &FigureWords) -> Option<Hit> {
    if thing != Thing::None || !words.set("level_before").has(line.back(start, 1)) {
        return None;
    }
    (start.saturating_sub(TOLL)..start).rev().take_while(|at| line.word(*at) != ";").find_map(|at| {
        let (_, n) = words.set("toll").at(&line.words, at)?;
        let phrase = (at..at + n).filter_map(|k| Some((k, words.event_before.at(&line.words, k)?.0)));
        let events = phrase.flat_map(|(k, events)| events.iter().map(move |e| (k, *e)));
        events.into_iter().find(|(_, e)| words.events[*e].people).map(|(at, event)| Hit { event, cost: 1, at })
    })
}

/// Whether a number is the whole of which the clause behind it tells a part: "of the 300 on board, 120 died".
fn whole(line: &Line, start: usize, end: usize, others: &[Range<usize>], words: &FigureWords) -> bool {
    let the = usize::from(words.set("determiner").has(line.back(start, 1)));
    let opens = |at: usize| at == 0 || line.is_stop(at - 1) || matches!(line.back(at, 1), "and" | "\"" | "“");
    let of = start.checked_sub(the + 1).filter(|at| line.word(*at) == "of" && opens(*at)).is_some();
    let comma = (end..line.len().min(end + FARTHEST)).find(|at| line.word(*at) == ",");
    of && comma.is_some_and(|at| others.iter().any(|o| o.start > at && o.start < at + 5))
}

/// The counted phrase itself names the event: "115,000 displaced persons", "hundreds of prisoners".
fn noun_event(line: &Line, counted: Range<usize>, words: &FigureWords) -> Option<Hit> {
    counted.rev().find_map(|at| {
        let event = *words.event_nouns.get(line.word(at))?;
        Some(Hit { event, cost: 0, at })
    })
}

/// Whether a comma stands within a list of parts: another figure follows it.
fn stretch(line: &Line, comma: usize, others: &[Range<usize>]) -> bool {
    let at = comma + 1 + usize::from(line.word(comma + 1) == "and");
    others.iter().any(|o| o.start == at)
}

fn nearest(
    line: &Line,
    start: usize,
    end: usize,
    thing: Thing,
    fits: impl Fn(&usize) -> bool,
    others: &[Range<usize>],
    words: &FigureWords,
) -> Option<Hit> {
    let mut best: Option<Hit> = None;
    let level = words.set("level_before").has(line.back(start, 1));
    // "Exports dropped for a third month, by 4 percent"
    let near = if thing == Thing::Measure && words.set("measure_before").has(line.back(start, 1)) { 9 } else { 3 };
    let mut offer = |mut hit: Hit| {
        // A rise or fall stands close to its figure, and a level that was reached is none.
        if words.events[hit.event].change() && (level || hit.cost > near) {
            return;
        }
        // "The toll has risen to 90": the dead, not the rise.
        if thing == Thing::None && words.events[hit.event].measure {
            hit.cost += BARE;
        }
        if hit.cost <= DEAREST && best.is_none_or(|b| hit.cost < b.cost) {
            best = Some(hit);
        }
    };
    let surcharge = |at: usize, forward: bool| match line.word(at) {
        ";" => 30,
        word if words.set("comma").has(word) => 3,
        word if words.set("clause").has(word) => 5,
        "by" | "in" if !forward && thing != Thing::Measure => 2,
        _ if others.iter().any(|o| o.end == at + 1) => 3,
        _ => 0,
    };
    // Behind: "826 people have been killed".
    let mut cost = 0;
    let mut closed = 0;
    for at in end..line.len().min(end + FARTHEST) {
        // "civilians (women among them) were killed": what stands in brackets parts little.
        if at < closed {
            continue;
        }
        // "40 people, among them 12 children, were killed"
        let part = line.word(at) == "," && words.set("part").at(&line.words, at + 1).is_some();
        if part && let Some(n) = (2..ASIDE).rev().find(|n| line.word(at + n) == "," && !stretch(line, at + n, others)) {
            closed = at + n + 1;
            cost += 2;
            continue;
        }
        if line.word(at) == "("
            && let Some(n) = (2..BRACKETS).find(|n| line.word(at + n) == ")")
        {
            closed = at + n + 1;
            cost += 1;
            continue;
        }
        let found = words.event_after.at(&line.words, at).and_then(|(events, _)| events.iter().find(|e| fits(e)));
        if let Some(event) = found {
            // "killed 40 people, wounded 12 others": the verb behind has a figure of its own.
            let next = (at + 1..at + 4).find(|k| words.before.at(&line.words, *k).is_none());
            let taken = next.is_some_and(|k| others.iter().any(|o| o.start == k)) && words.events[*event].people;
            let other = if taken && cost == 0 { 2 } else { 0 };
            offer(Hit { event: *event, cost: cost + other, at });
        }
        cost += 1 + surcharge(at, true);
    }
    // Before: "killed 826 people".
    let mut cost = 0;
    for at in (start.saturating_sub(FARTHEST)..start).rev() {
        let found = words.event_before.at(&line.words, at).and_then(|(events, n)| Some((events.iter().find(|e| fits(e))?, n)));
        if let Some((event, n)) = found {
            offer(Hit { event: *event, cost: (cost + 1usize).saturating_sub(n), at });
        }
        cost += 1 + surcharge(at, false);
    }
    best
}
