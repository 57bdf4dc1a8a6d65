//! Units: what stands behind or before a number and says of what measure it is.

use super::grammar::Num;
use super::line::Line;
use crate::lexicon::figures::FigureWords;
use std::ops::Range;

/// A unit found beside a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Index into the lexicon's units.
    pub unit: usize,
    /// What the column says: `km`, `USD`, `dollars per barrel`.
    pub name: String,
    /// First word of the whole (a currency sign may stand before the number) and the word behind it.
    pub start: usize,
    pub end: usize,
    /// What of it is a thing that can be counted: nights, cups; the barrel of "$90 a barrel".
    pub counts: Option<Range<usize>>,
}

/// The unit of a number: money before it, else what stands behind it.
pub fn of(line: &Line, num: &Num, words: &FigureWords) -> Option<Found> {
    let mut found = match money_before(line, num.words.start, words) {
        Some((unit, start)) => {
            let doubled = behind(line, num, words).filter(|f| words.units[f.unit].kind == "money");
            let end = doubled.map_or(num.words.end, |f| f.end);
            Found { unit, name: words.units[unit].name.clone(), start, end, counts: None }
        }
        None => behind(line, num, words)?,
    };
    rate(line, &mut found, words);
    Some(found)
}

/// The unit behind a number.
pub fn behind(line: &Line, num: &Num, words: &FigureWords) -> Option<Found> {
    let end = num.words.end;
    let mut at = end;
    if (line.is_hyphen(at) && line.glued(at)) || line.word(at) == "[" {
        at += 1;
    }
    let hyphen = at > end;
    // "half an hour", "two more years".
    if matches!(line.word(at), "a" | "an") && num.low < 1.0 || words.set("link").has(line.word(at)) && line.word(at) != "of" {
        at += 1;
    } else if line.word(at) == "of" && matches!(line.word(at + 1), "a" | "an") && num.low < 1.0 {
        at += 2;
    } else if line.word(at) == "of" && num.form != super::grammar::Form::Exact {
        at += 1;
    }
    let close = if line.capital(at) { &words.unit_capital } else { &words.unit_glued };
    let glued = close.at(&line.words, at).filter(|_| num.digits && line.glued(at));
    let upper = line.is_word(at) && line.raw(at).bytes().all(|b| b.is_ascii_uppercase());
    // "12 C", "40 TRY": letters in capitals with a blank before them.
    let apart = || {
        let temperature = words.unit_capital.at(&line.words, at).filter(|(u, _)| words.units[**u].kind == "temperature" && num.digits);
        words.unit_codes.at(&line.words, at).or(temperature).filter(|_| upper)
    };
    let (unit, n) = glued
        .or_else(|| {
            let scaled = num.scaled || num.high >= 2000.0;
            words.unit_scaled.at(&line.words, at).filter(|_| scaled).or_else(|| words.unit_forms.at(&line.words, at))
        })
        .or_else(apart)?;
    // "12 m 2 dm" is no square meter.
    let (unit, n) = match n {
        2 if line.is_number(at + 1) && !line.glued(at + 1) => {
            (words.unit_glued.get(line.word(at)).or_else(|| words.unit_forms.get(line.word(at)))?, 1)
        }
        _ => (unit, n),
    };
    // "a second city", "40 second": the ordinal is no unit unless it is joined on.
    if line.word(at) == "second" && !hyphen && num.high.fract() == 0.0 {
        return None;
    }
    let known = &words.units[*unit];
    let name = if known.keep { line.words[at..at + n].join(" ") } else { known.name.clone() };
    let counts = known.counts.then(|| at..at + n);
    Some(Found { unit: *unit, name, start: num.words.start, end: at + n, counts })
}

/// "$90 a barrel", "€4 per kilo": the unit is a compound.
fn rate(line: &Line, found: &mut Found, words: &FigureWords) {
    let Some((_, n)) = words.rates.at(&line.words, found.end) else { return };
    let at = found.end + n;
    let noun = line.word(at);
    let form = words.unit_forms.at(&line.words, at).filter(|(_, n)| line.is_word(at) && (*n == 1 || line.word(at) == "square"));
    let known = form.is_some() || words.set("rate_noun").has(noun);
    let length = form.map_or(1, |(_, n)| n);
    let time = form.is_some_and(|(u, _)| words.units[*u].kind == "time");
    if words.set("ago").has(line.word(at + length)) {
        return;
    }
    let per = line.word(found.end) == "per";
    let unit = &words.units[found.unit];
    let noun_fits = known || per && line.is_word(at) && !words.set("stop").has(noun);
    let unit_fits = unit.kind == "money" || per || time && matches!(unit.kind.as_str(), "volume" | "time" | "percent");
    if !(noun_fits && unit_fits) {
        return;
    }
    let base = if unit.long.is_empty() { &unit.name } else { &unit.long };
    found.name = format!("{base} per {}", line.words[at..at + length].join(" "));
    found.end = at + length;
    if matches!(unit.kind.as_str(), "money" | "percent" | "time") {
        found.counts = Some(at..at + length);
    }
}

/// Where the money sign before a number begins.
pub fn money_start(line: &Line, num: &Num, words: &FigureWords) -> Option<usize> {
    money_before(line, num.words.start, words).map(|(_, start)| start)
}

/// The unit that stands before a number, and its first word. Letters must be a code in capitals ("USD 40", not "try 40").
pub fn money_before(line: &Line, number: usize, words: &FigureWords) -> Option<(usize, usize)> {
    let code = number.checked_sub(1).filter(|at| line.raw(*at).bytes().all(|b| b.is_ascii_uppercase()));
    if let Some(unit) = code.and_then(|at| words.unit_codes.get(line.word(at))) {
        return Some((*unit, number - 1));
    }
    let (unit, n) = words.unit_before.before(&line.words, number)?;
    let letters = |at: usize| line.word(at).chars().all(char::is_alphabetic);
    let start = number - n;
    let known = words.units[*unit].kind == "percent";
    let sign = n > 1 && !letters(number - 1) && line.word(start).len() > 1;
    if known || sign || !letters(start) || line.capital(start) {
        return Some((*unit, start));
    }
    // "a $3500 mortgage": the letter belongs to the words before.
    let sign = words.unit_before.get(line.back(number, 1)).filter(|_| n > 1 && !letters(number - 1));
    sign.map(|unit| (*unit, number - 1))
}

/// The word behind a money sign at `i`; `i` itself if there is none.
pub fn money_behind(line: &Line, i: usize, words: &FigureWords) -> usize {
    words.unit_before.at(&line.words, i).map_or(i, |(_, n)| i + n)
}
