//! Calendar dates around the name of a month: their numbers are no figures.

use super::line::Line;
use crate::lexicon::figures::{FigureWords, Kind};

/// A month that is part of a date.
pub fn is_month(line: &Line, i: usize, words: &FigureWords) -> bool {
    let word = line.word(i);
    if !words.set("month").has(word) {
        return false;
    }
    let near = |j: usize| {
        line.is_number(j) && line.word(j).len() <= 4
            || words.numbers.contains_key(line.word(j))
            || words.ordinals.contains_key(line.word(j))
    };
    let beside = near(i + 1)
        || (i > 0 && near(i - 1))
        || line.word(i + 1) == "the" && near(i + 2)
        || line.word(i + 1) == "." && near(i + 2)
        || line.back(i, 1) == "of"
        || line.word(i + 1) == "of";
    // "may" and "march" are verbs, "second" and "mar" are more.
    (line.capital(i) || beside) && (!words.set("month_verb").has(word) || beside || line.capital(i) && i > 0)
}

/// A day or year: what may stand in a date.
pub fn dateish(line: &Line, i: usize, words: &FigureWords) -> bool {
    if line.is_number(i) {
        let digits = line.word(i).bytes().filter(u8::is_ascii_digit).count();
        return digits <= 4 && !line.word(i).contains([',']) || line.word(i).contains(['/', ':']);
    }
    let word = line.word(i);
    words.ordinals.contains_key(word)
        || words.numbers.get(word).is_some_and(|(k, _)| matches!(k, Kind::Unit | Kind::Teen | Kind::Ten))
        || word.ends_with("teenth")
        || word == "twentieth"
}

const BETWEEN: usize = 3;

/// Day and year around a month: "Nov. 27, 2024", "3 and 12 of Sept", "May twenty nine".
pub fn month(line: &Line, i: usize, words: &FigureWords, out: &mut [bool]) {
    out[i] = true;
    let glue = |j: usize| words.set("date_link").has(line.word(j));
    // Behind it.
    let (mut j, mut last, mut seen) = (i + 1, i, 0);
    while j < line.len() && j <= last + BETWEEN {
        let within = line.back(i, 1) == "in" && j == i + 1;
        if dateish(line, j, words) && seen < 4 && !counts_something(line, j, words, Beside { year_due: seen > 0, within }) {
            let end = spelled_end(line, j, words);
            out[last + 1..end].fill(true);
            (last, seen) = (end - 1, seen + 1);
            j = last;
            // "Sep 7 2016 4 soldiers": nothing of the date follows its year.
            if line.is_number(j) && line.word(j).len() == 4 && !line.is_hyphen(j + 1) {
                break;
            }
        } else if !glue(j) && !words.set("month").has(line.word(j)) {
            break;
        }
        j += 1;
    }
    // Before it.
    let (mut first, mut seen) = (i, 0);
    let mut j = i;
    while j > 0 && first - (j - 1) <= BETWEEN {
        j -= 1;
        if dateish(line, j, words) && seen < 3 && line.word(j) != "one" {
            if seen == 0 && first - j > 1 && !words.set("date_link_back").has(line.back(first, 1)) {
                break;
            }
            out[j..first].fill(true);
            (first, seen) = (j, seen + 1);
        } else if !words.set("date_link_back").has(line.word(j)) {
            break;
        }
    }
}

/// Behind the last word of a year in words: "seventeen hundred thirty three".
fn spelled_end(line: &Line, at: usize, words: &FigureWords) -> usize {
    let spelled = |k: usize| !line.is_number(k) && words.numbers.get(line.word(k)).is_some_and(|(kind, _)| *kind != Kind::Dozen);
    let mut end = at + 1;
    while spelled(at) && (spelled(end) || matches!(line.word(end), "and" | "-") && spelled(end + 1)) {
        end += 1;
    }
    end
}

/// What stands beside a number behind the name of a month.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside {
    /// A day stands before it.
    pub year_due: bool,
    /// "in March 40 houses": a day of the month has "on" before it, or nothing.
    pub within: bool,
}

/// "In March 40 people", "in May two houses": the number has a noun or unit of its own.
pub fn counts_something(line: &Line, i: usize, words: &FigureWords, beside: Beside) -> bool {
    let Beside { year_due, within } = beside;
    if line.glued(i) && !line.is_word(i - 1) {
        return false;
    }
    if let Some((_, value)) = words.numbers.get(line.word(i)) {
        let after = (i + 1..i + 4).find(|k| !words.numbers.contains_key(line.word(*k))).unwrap_or(i + 1);
        let scaled = (i + 1..after).any(|k| words.numbers.get(line.word(k)).is_some_and(|(_, v)| *v >= 100.0)) && *value < 20.0;
        let noun = line.tag(after).is_noun() && !words.set("month").has(line.word(after));
        return noun && (scaled || line.word(after).ends_with('s') || words.persons.has(line.word(after)));
    }
    let year = line.word(i).len() == 4;
    let next = line.word(i + 1);
    if year && (1900..2100).contains(&line.word(i).parse().unwrap_or(0)) {
        return false;
    }
    let person = words.persons.has(next) && line.tag(i + 1).is_noun();
    let noun = person || words.unit_forms.has(next) && !words.set("month").has(next);
    let plural = line.is_word(i + 1) && next.len() > 3 && next.ends_with('s') && !words.set("month").has(next);
    let large = line.word(i).parse::<f64>().is_ok_and(|v| v > 31.0);
    (noun || plural && !year && (large || within))
        && !(year && year_due)
        && line.word(i).parse::<f64>().is_ok_and(|v| !(1000.0..=2100.0).contains(&v) || noun)
}
