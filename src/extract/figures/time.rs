//! As of when: the time words nearest to a figure ("since Tuesday", "in a week", "last week").

use super::date::{Beside, counts_something};
use super::line::Line;
use crate::lexicon::figures::FigureWords;
use std::ops::Range;

/// The time expressions of a sentence, in order.
pub fn expressions(line: &Line, words: &FigureWords) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < line.len() {
        match expression(line, i, words) {
            Some(range) => {
                i = range.end.max(i + 1);
                out.push(range);
            }
            None => i += 1,
        }
    }
    out
}

fn expression(line: &Line, i: usize, words: &FigureWords) -> Option<Range<usize>> {
    if let Some((_, n)) = words.set("time_word").at(&line.words, i) {
        return Some(i..i + n);
    }
    if let Some(end) = pointer(line, i, words) {
        return Some(i..end);
    }
    // "the 1982 massacre"
    if is_year(line.word(i)) && line.word(i) >= "1800" && line.back(i, 1) == "the" && line.is_word(i + 1) {
        return Some(i..i + 1);
    }
    let (_, n) = words.set("time_since").at(&line.words, i)?;
    let at = i + n;
    if line.word(i) == "since" {
        return since(line, i, words);
    }
    moment(line, at, words).map(|end| i..end)
}

/// "last week", "earlier this month", "this year".
fn pointer(line: &Line, i: usize, words: &FigureWords) -> Option<usize> {
    let (_, n) = words.set("time_pointer").at(&line.words, i)?;
    let at = i + n;
    let few = usize::from(line.word(at) == "few" || words.numbers.contains_key(line.word(at)) || line.is_number(at));
    let noun = words.set("time_noun").has(line.word(at + few)) || words.set("weekday").has(line.word(at + few));
    noun.then_some(at + few + 1)
}

/// The end of a point or stretch of time that begins at word `i`.
fn moment(line: &Line, i: usize, words: &FigureWords) -> Option<usize> {
    let mut at = i;
    for _ in 0..3 {
        if words.set("date_opener").has(line.word(at)) {
            at += 1;
        }
    }
    let word = line.word(at);
    if words.set("weekday").has(word) && word.len() > 3 {
        let part = usize::from(words.set("daytime").has(line.word(at + 1)) || line.word(at + 1) == "night");
        return Some(at + 1 + part);
    }
    if words.set("month").has(word) && line.capital(at) {
        return Some(date_end(line, at + 1, words));
    }
    if words.set("daytime").has(word) {
        return Some(at + 1);
    }
    if is_year(word) {
        return Some(at + 1);
    }
    if let Some(end) = pointer(line, at, words) {
        return Some(end);
    }
    // "in a week", "in 24 hours", "in the week-long offensive".
    let count = usize::from(line.is_number(at) || words.numbers.contains_key(word) || words.vague.contains_key(word) || word == "few");
    if words.set("time_noun").has(line.word(at + count)) && (count == 1 || at > i) {
        let mut end = at + count + 1;
        if line.is_hyphen(end) && line.word(end + 1) == "long" {
            end += 3;
        }
        return Some(end.min(line.len()));
    }
    None
}

fn date_end(line: &Line, mut at: usize, words: &FigureWords) -> usize {
    let from = at;
    while at < line.len() && at < from + 4 {
        let comma = matches!(line.word(at), "." | ",") && line.is_number(at + 1);
        let beside = Beside { year_due: false, within: at == from && line.back(from, 2) == "in" };
        if !(line.is_number(at) || comma) || counts_something(line, at, words, beside) {
            break;
        }
        at += 1;
    }
    at
}

/// A number of four digits that can be a year.
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|y| (1000..2100).contains(&y))
}

/// "since the dam broke last month": to the end of the clause; to the end of the date if it is one.
fn since(line: &Line, i: usize, words: &FigureWords) -> Option<Range<usize>> {
    if let Some(end) = moment(line, i + 1, words) {
        return Some(i..end);
    }
    let mut end = i + 1;
    while end < line.len()
        && end < i + 14
        && (!line.is_stop(end) || inside_date(line, end))
        && !words.set("clause").has(line.word(end))
        && !matches!(line.word(end), "and" | "\"" | "”")
    {
        end += 1;
    }
    (end > i + 1).then_some(i..end)
}

/// The point of "Nov. 27" and the comma of "27, 2024".
fn inside_date(line: &Line, i: usize) -> bool {
    i + 1 < line.len() && line.is_number(i + 1)
}

/// The expressions near a figure: those before it and behind it, at most twenty each.
pub fn around<'a>(all: &'a [Range<usize>], figure: &Range<usize>) -> &'a [Range<usize>] {
    let at = all.partition_point(|r| r.start < figure.start);
    &all[at.saturating_sub(super::build::NEAR)..(at + super::build::NEAR).min(all.len())]
}

/// The expression nearest to a figure that does not hold it; commas and conjunctions count for more, a semicolon parts.
pub fn nearest<'a>(line: &Line, figure: &Range<usize>, all: &'a [Range<usize>]) -> Option<&'a Range<usize>> {
    let cost = |r: &Range<usize>| {
        let (from, to) = if r.end <= figure.start { (r.end, figure.start) } else { (figure.end, r.start) };
        let marks = (from..to.max(from)).map(|i| match line.word(i) {
            "," => 3,
            "and" | "while" | "but" => 4,
            ";" => 50,
            _ => 1,
        });
        // A time at the front of the sentence rules all of it.
        let front = usize::from(r.start == 0 && r.end <= figure.start) * 12;
        marks.sum::<usize>().saturating_sub(front)
    };
    all.iter()
        .filter(|r| r.end <= figure.start || r.start >= figure.end)
        .map(|r| (cost(r), r))
        .filter(|(c, _)| *c < 22)
        .min_by_key(|(c, r)| (*c, r.start))
        .map(|(_, r)| r)
}
