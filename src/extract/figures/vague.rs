//! Vague amounts ("dozens", "several hundred") and parts of a whole ("half a million", "a third of").

use super::grammar::{Form, Num};
use super::line::Line;
use crate::lexicon::figures::{FigureWords, Kind};

/// "dozens", "tens of thousands", "several hundred", "a couple", "a few thousand".
pub fn vague(line: &Line, i: usize, words: &FigureWords) -> Option<Num> {
    let start = i;
    let article = matches!(line.word(i), "a" | "the") && words.vague.contains_key(line.word(i + 1));
    let i = if article { i + 1 } else { i };
    let vague = words.vague.get(line.word(i))?;
    let name = vague.name.clone();
    let of = usize::from(line.word(i + 1) == "of");
    // A word that stands for a scale of its own behind it: "several hundred", "tens of thousands", "a couple of dozen".
    let scale = |at: usize| {
        let word = line.word(at);
        let named = words.numbers.get(word).filter(|(k, _)| matches!(k, Kind::Hundred | Kind::Scale | Kind::Dozen)).map(|(_, v)| *v);
        named.or_else(|| words.vague.get(word).filter(|v| v.scale >= 12.0).map(|v| v.scale))
    };
    if let Some(times) = scale(i + 1 + of) {
        let end = i + 2 + of;
        let mut num = Num::new(start..end, vague.scale * times, Form::Vague { name, times });
        num.scaled = true;
        return Some(num);
    }
    let plain = match vague.name.as_str() {
        "few" | "tens" => false,
        "couple" => article && line.word(start) == "a" && of == 1,
        "scores" => of == 1 || line.word(i + 1) == "more" || i == 0,
        "most" => {
            let before = line.back(start, 1);
            of == 1 && (!matches!(before, "the" | "at" | "one") || line.word(i) == "majority")
        }
        "multiple" => !article,
        _ => true,
    };
    // "several" and the like stand alone; "the several hundred" keeps its article out.
    let from = if article && name != "couple" { i } else { start };
    plain.then(|| Num::new(from..i + 1, vague.scale, Form::Vague { name, times: 1.0 }))
}

/// "half a million", "a third of", "two-thirds", "three quarters of a million", "half an hour".
pub fn part(line: &Line, i: usize, words: &FigureWords) -> Option<Num> {
    let fraction = |at: usize| words.fractions.get(line.word(at)).copied();
    let whole = matches!(line.word(i), "half" | "quarter");
    let (above, at, mut value) = if let Some(below) = whole.then(|| fraction(i)).flatten() {
        (1.0, i, 1.0 / below)
    } else if matches!(line.word(i), "a" | "an" | "one") {
        let hyphen = usize::from(line.is_hyphen(i + 1));
        (1.0, i + 1 + hyphen, 1.0 / fraction(i + 1 + hyphen)?)
    } else {
        let above = words.numbers.get(line.word(i)).filter(|(k, v)| *k == Kind::Unit && *v > 1.0)?.1;
        let hyphen = usize::from(line.is_hyphen(i + 1));
        let at = i + 1 + hyphen;
        let below = fraction(at).filter(|_| line.word(at).ends_with('s') || line.word(at) == "half")?;
        (above, at, above / below)
    };
    let mut end = at + 1;
    // A scale behind it: "half a million", "quarter million", "three quarters of a million".
    let mut k = end;
    if line.word(k) == "of" {
        k += 1;
    }
    if matches!(line.word(k), "a" | "an") {
        k += 1;
    }
    if line.is_hyphen(k) {
        k += 1;
    }
    if let Some((_, scale)) = words.numbers.get(line.word(k)).filter(|(k, _)| matches!(k, Kind::Hundred | Kind::Scale | Kind::Dozen)) {
        value *= scale;
        end = k + 1;
        let mut num = Num::new(i..end, value, Form::Exact);
        num.scaled = true;
        return Some(num);
    }
    if value >= 1.0 {
        return None;
    }
    // "half an hour", "a quarter of an hour", "half-hour": a number of units.
    let halves = matches!(line.word(at), "half" | "quarter" | "quarters") || k > end + 1;
    if halves
        && words.unit_forms.at(&line.words, k).is_some_and(|(u, _)| words.units[*u].kind == "time" || words.units[*u].kind == "length")
    {
        return Some(Num::new(i..end, value, Form::Exact));
    }
    let next = line.word(end);
    let plural = line.word(at).ends_with('s') && above > 1.0;
    let of = words.set("fraction_of").has(next);
    let hedged = words.before.before(&line.words, i).is_some_and(|(_, n)| line.back(i, n) != "the");
    let first = line.back(i, 1);
    let described = i > 0 && line.tag(i - 1).is_adjective() && !hedged;
    let ordered = words.ordinals.contains_key(first) || words.set("determiner").has(first) || first == "other" || described;
    // "shrank by a third", "down a third"
    let change = words.event_before.get(first).is_some_and(|events| events.iter().any(|e| words.events[*e].change()));
    let changed = first == "by" || change && line.is_stop(end);
    let known = match line.word(at) {
        "half" | "halves" => !ordered && (of || hedged),
        _ if line.word(i) == "quarter" => false,
        word if !word.ends_with('s') => next == "of" || changed || line.is_hyphen(i + 1) || line.word(i) == "one",
        _ => plural,
    };
    known.then(|| Num::new(i..end, value, Form::Fraction))
}
