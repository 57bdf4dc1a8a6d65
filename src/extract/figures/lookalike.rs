//! What looks like a figure and is none: dates, clock times, names with numbers. Their words are blocked for the grammar.

use super::date::{dateish, is_month, month};
use super::grammar;
use super::line::Line;
use super::number::{self, Literal, Style};
use crate::lexicon::figures::{FigureWords, Kind};

/// For each word of the sentence, whether it belongs to a look-alike.
pub fn blocked(line: &Line, words: &FigureWords) -> Vec<bool> {
    let mut out = vec![false; line.len()];
    let [whole, below_zero, hours] = ["whole", "below_zero", "clock"].map(|set| words.set(set));
    for i in 0..line.len() {
        if let Some((_, n)) = whole.at(&line.words, i).or_else(|| below_zero.at(&line.words, i)) {
            out[i..i + n].fill(true);
        }
        let word = line.word(i);
        if is_month(line, i, words) {
            month(line, i, words, &mut out);
        } else if hours.at(&line.words, i).is_some() {
            clock(line, i, words, &mut out);
        } else if line.is_number(i) {
            digits(line, i, words, &mut out);
        } else if words.numbers.get(word).is_some_and(|(k, _)| matches!(k, Kind::Unit | Kind::Teen | Kind::Ten)) {
            spoken(line, i, words, &mut out);
        }
    }
    near_day(line, words, &mut out);
    out
}

/// "5 p.m.", "between 3 and 8am", "9-10 am".
fn clock(line: &Line, i: usize, words: &FigureWords, out: &mut [bool]) {
    let hour = |j: usize| {
        line.is_number(j) && line.word(j).len() <= 5
            || words.numbers.get(line.word(j)).is_some_and(|(k, v)| matches!(k, Kind::Unit | Kind::Teen) && *v <= 12.0)
    };
    if i == 0 || !hour(i - 1) {
        return;
    }
    let mut j = i - 1;
    out[j] = true;
    loop {
        let step = (1..=2).find(|k| j > *k && words.set("hour_link").has(line.word(j - k)) && *k == 1 && hour(j - 2));
        if step.is_none() {
            break;
        }
        j -= 2;
        out[j..=j + 1].fill(true);
    }
}

fn digits(line: &Line, i: usize, words: &FigureWords, out: &mut [bool]) {
    let word = line.word(i);
    let money = super::unit::money_before(line, i, words).is_some();
    let glued_to_name =
        i > 1 && line.is_hyphen(i - 1) && line.glued(i - 1) && line.glued(i) && line.is_word(i - 2) && !plain_prefix(line, i - 2, words);
    let in_word = line.glued(i) && line.is_word(i - 1) && !money && !words.set("month").has(line.word(i - 1));
    // T-72, COVID-19, mid-1990s; 192.168.1.2; tags and handles.
    if (glued_to_name && !words.unit_before.has(line.word(i - 2)) && !words.numbers.contains_key(line.word(i - 2)))
        || in_word
        || line.glued(i) && words.set("tag_sign").has(line.back(i, 1))
    {
        out[i] = true;
        return;
    }
    // "PS8.1bn": the rest of a number that is part of a name.
    if line.back(i, 1) == "."
        && line.glued(i)
        && line.glued(i - 1)
        && i > 1
        && line.is_word(i - 2)
        && line.word(i - 2).ends_with(|c: char| c.is_ascii_digit())
    {
        out[i] = true;
        return;
    }
    if matches!(number::read(word, Style::default()), Literal::None) {
        // "40 000", ".08": the grammar joins these.
        let group = word.len() == 3
            && line.is_number(i - i.min(1))
            && i > 0
            && line.at(i).start == line.at(i - 1).end + 1
            && word.bytes().all(|b| b.is_ascii_digit());
        let decimals = line.back(i, 1) == "." && line.glued(i) && !line.glued(i - 1);
        out[i] = !group && !decimals;
        if out[i] && word.contains(':') {
            before_clock(line, i, words, out);
        }
        return;
    }
    hyphened(line, i, out);
    if word.len() >= 5 && word.starts_with("20") && word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) && line.is_stop(i + 1) {
        out[i] = true;
    }
    if year(line, i, words) || designated(line, i, words) || listed(line, i, out) {
        out[i] = true;
    }
    // A letter glued behind: 9a, 4x4, 737s.
    if line.glued(i + 1) && line.is_word(i + 1) && !known_ending(line, i + 1, words) {
        out[i] = true;
    }
    // A number alone in brackets, at the head of a list, in a telephone number.
    let bare = word.bytes().all(|b| b.is_ascii_digit());
    if bare && word.len() < 4 && line.word(i + 1) == ")" && (i == 0 || line.back(i, 1) == "(") && !hinted(line, i, words) {
        out[i] = true;
    }
    // "9p", "on the 17", "5 in the morning", "the 2 upcoming months".
    let hour = bare && word.len() < 3;
    let after = line.word(i + 1);
    let morning = after == "in" && line.word(i + 2) == "the" && words.set("daytime").has(line.word(i + 3));
    let day = line.back(i, 1) == "the" && line.back(i, 2) == "on" && (line.is_stop(i + 1) || words.set("stop").has(after));
    let pointed = words.set("lately").has(after) && words.set("time_noun").has(line.word(i + 2));
    let morning = morning || after == "s" && !line.glued(i + 1);
    let letter = after == "p" && line.glued(i + 1) && words.set("hour_before").has(line.back(i, 1));
    if hour && (morning || day || pointed || letter) {
        out[i] = true;
    }
    if pointed_time(line, i, words) {
        out[i] = true;
    }
    // "at 8." ends a sentence that names an hour.
    if bare && line.back(i, 1) == "at" && line.is_stop(i + 1) && word.parse::<u32>().is_ok_and(|h| h <= 12) {
        out[i] = true;
    }
    if line.word(i - i.min(1)) == "'" && line.glued(i) && word.ends_with('s') {
        out[i] = true;
    }
}

/// How far before "at 6.45" a word of prices makes it a price.
const PRICE: usize = 8;

/// "At 6.45", "on 5.12": hour or day with a point, where no price is told.
fn pointed_time(line: &Line, i: usize, words: &FigureWords) -> bool {
    let Some((head, tail)) = line.word(i).split_once('.') else { return false };
    let (Ok(a), Ok(b)) = (head.parse::<u32>(), tail.parse::<u32>()) else { return false };
    let over = line.is_stop(i + 1) || words.set("weekday").has(line.word(i + 1)) || words.set("daytime").has(line.word(i + 1));
    let price = || (i.saturating_sub(PRICE)..i).any(|k| words.set("price").has(line.word(k)) || line.is_number(k));
    let time = match line.back(i, 1) {
        "at" => a <= 24 && b < 60 && tail.len() == 2,
        "on" => (1..=31).contains(&a) && (1..=12).contains(&b) && tail.len() <= 2,
        _ => false,
    };
    time && over && !price()
}

fn known_ending(line: &Line, i: usize, words: &FigureWords) -> bool {
    let close = if line.capital(i) { &words.unit_capital } else { &words.unit_glued };
    let scale = words.short_scales.contains_key(line.word(i)) || words.numbers.contains_key(line.word(i));
    words.unit_forms.at(&line.words, i).is_some() || close.has(line.word(i)) || scale || words.unit_scaled.has(line.word(i))
}

/// "minus-130", "sub-300", "now-18": the word before the hyphen is no name.
fn plain_prefix(line: &Line, at: usize, words: &FigureWords) -> bool {
    let word = line.word(at);
    // "5k-20k", "5cm-20cm"
    let unit = at > 0 && line.is_number(at - 1) && (words.short_scales.contains_key(word) || words.unit_forms.has(word));
    // "the last-32 game": a round has its number for a name.
    if words.set("lately").has(word) {
        return false;
    }
    words.signs.has(word)
        || words.before.has(word)
        || words.set("stop").has(word)
        || words.numbers.contains_key(word)
        || unit
        || words.before.has(&format!("{word}-"))
}

/// A word before the bracket says what is counted in it: "(including 4)" is none, "children (12)" is one.
fn hinted(line: &Line, i: usize, words: &FigureWords) -> bool {
    i > 1 && (words.persons.has(line.word(i - 2)) || words.event_nouns.has(line.word(i - 2)))
}

/// The earlier hour of "between 10 and 11:30".
fn before_clock(line: &Line, i: usize, words: &FigureWords, out: &mut [bool]) {
    if i > 1 && words.set("hour_link").has(line.word(i - 1)) && line.is_number(i - 2) && line.word(i - 2).len() < 3 {
        out[i - 2] = true;
    }
}

/// Numbers chained with hyphens are dates, telephone numbers, years: 2018-09-23, 1995-01, 2010-11, 0730-0930.
fn hyphened(line: &Line, i: usize, out: &mut [bool]) {
    let chained = |j: usize| matches!(line.word(j), "-" | "–" | "~") && line.is_number(j + 1) && line.glued(j) && line.glued(j + 1);
    let mut end = i;
    while end < i + 12 && chained(end + 1) {
        end += 2;
    }
    let parts = (end - i) / 2 + 1;
    let year = |j: usize| line.word(j).len() == 4 && line.word(j).parse::<u32>().is_ok_and(|y| (1000..2100).contains(&y));
    let number = |j: usize| line.word(j).parse::<u32>().ok();
    let score = match (number(i), number(end)) {
        (Some(a), Some(b)) => a >= b && a < 200 || a < 10 && b < 10 && line.is_stop(end + 1),
        _ => false,
    };
    let phone = line.word(i).len() == 3 && line.word(end).len() == 4;
    let date = year(i) && (year(end) || line.word(end).len() <= 2) || year(end) && line.word(i).len() <= 2;
    if parts > 2 || parts == 2 && (date || score || phone) {
        out[i..=end].fill(true);
    }
}

/// A bare number of four digits that is a year.
fn year(line: &Line, i: usize, words: &FigureWords) -> bool {
    let word = line.word(i);
    let Ok(value) = word.parse::<u32>() else { return false };
    if word.len() != 4 || !(1000..2150).contains(&value) {
        return false;
    }
    if words.unit_before.before(&line.words, i).is_some() {
        return false;
    }
    let next = line.word(i + 1);
    // "2000 - 2500 calories"
    if matches!(next, "-" | "–") && line.word(i + 2).parse::<u32>().is_ok_and(|end| end >= 2150) {
        return false;
    }
    if line.is_stop(i + 1) && next != "." && line.word(i + 1) == "," && line.is_number(i + 2) && line.glued(i + 2) {
        return false;
    }
    let hedge = words
        .before
        .before(&line.words, i)
        .is_some_and(|(m, n)| *m != super::Modifier::Exact && !words.set("loose_hedge").has(line.back(i, n)) && line.is_word(i - n));
    // "in 1994 killed": a verb counts nobody.
    let counted = words.persons.has(next) && !(line.tag(i + 1).is_verb() && words.set("year_before").has(line.back(i, 1)));
    if counted || words.unit_forms.has(next) && !words.unit_before.has(next) || hedge {
        return false;
    }
    let likely = (1900..2050).contains(&value);
    let before = words.set("year_before").has(line.back(i, 1)) || i == 0;
    let noun = line.is_word(i + 1) && !words.set("stop").has(next) && !words.set("month").has(next);
    let round = value % 100 == 0;
    if likely { before || !noun || !next.ends_with('s') || !round } else { before && !noun }
}

/// "Resolution 2254", "Boeing 737", "Section 427": a name before a number that counts nothing.
fn designated(line: &Line, i: usize, words: &FigureWords) -> bool {
    let word = line.word(i);
    if i == 0 || word.contains(',') {
        return false;
    }
    let before = line.back(i, 1);
    let dot = usize::from(before == "." && line.glued(i - 1));
    let name = line.back(i, 1 + dot);
    let at = i - 1 - dot.min(i - 1);
    let unit = words.unit_forms.at(&line.words, i + 1).is_some() || line.word(i + 1) == "-" && words.unit_forms.has(line.word(i + 2));
    if unit {
        return false;
    }
    let next = line.word(i + 1);
    let noun = line.is_word(i + 1)
        && !words.set("stop").has(next)
        && (next.ends_with('s') || words.persons.has(next) || words.event_nouns.has(next));
    let scale = words.numbers.contains_key(next) || words.short_scales.contains_key(next);
    if scale {
        return false;
    }
    if words.set("brand").has(name)
        && (name != "no" || line.capital(at) || dot > 0)
        && (name.len() > 1 || line.capital(at))
        && line.is_word(at)
    {
        return true;
    }
    if noun {
        return false;
    }
    if words.set("designator").has(name) && (line.capital(at) || words.set("small_designator").has(name)) {
        return true;
    }
    // Any name of the middle of a sentence, with a short bare number that no noun follows: "Channel 4", "Ocean Thirteen".
    let capital = line.is_name(at)
        && dot == 0
        && at > 0
        && !words.unit_before.has(name)
        && !words.set("month").has(name)
        && !words.set("stop").has(name)
        && !words.set("weekday").has(name);
    capital && word.bytes().all(|b| b.is_ascii_digit() || b == b'.') && word.len() <= 4 && !noun && !line.capital(i + 1)
        || capital && line.capital(i + 1) && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_digit())
}

/// "Resolutions 2118, 2209 and 2254": a list goes on as it began.
fn listed(line: &Line, i: usize, out: &[bool]) -> bool {
    let link = (1..3).take_while(|k| matches!(line.back(i, *k), "," | "and" | "or" | "&")).count();
    let Some(first) = i.checked_sub(link + 1) else { return false };
    let plain = |at: usize| line.is_number(at) && line.word(at).len() > 2 && line.word(at).bytes().all(|b| b.is_ascii_digit());
    let counts = line.is_word(i + 1) && line.word(i + 1).ends_with('s') && line.word(i + 1).len() > 3;
    out[first] && plain(first) && plain(i) && line.word(first).len() == line.word(i).len() && !counts
}

/// Number words in dates and times: "half past seven", "two thirty", "World War Two".
fn spoken(line: &Line, i: usize, words: &FigureWords, out: &mut [bool]) {
    let near = |w: &str| w == "past" || w == "o'clock";
    // "the thirty-first day", "May twenty sixth".
    let hyphen = usize::from(line.is_hyphen(i + 1));
    if words.ordinals.contains_key(line.word(i + 1 + hyphen)) && words.numbers.get(line.word(i)).is_some_and(|(k, _)| *k == Kind::Ten) {
        out[i..(i + 2 + hyphen).min(line.len())].fill(true);
        return;
    }
    let minute = words.numbers.get(line.word(i + 1)).is_some_and(|(k, _)| *k == Kind::Ten);
    if near(line.word(i + 1))
        || i > 1
            && line.back(i, 1) == "past"
            && (line.is_number(i - 2) || words.fractions.contains_key(line.back(i, 2)) || words.numbers.contains_key(line.back(i, 2)))
    {
        out[i] = true;
        return;
    }
    // "two thirty", "two forty five", "nineteen ninety".
    let ten = words.numbers.get(line.word(i)).is_some_and(|(k, _)| *k == Kind::Ten);
    if minute && !ten && words.numbers.get(line.word(i)).is_some_and(|(_, v)| *v > 0.0) {
        let more = words.numbers.get(line.word(i + 2)).is_some_and(|(k, _)| *k == Kind::Unit);
        out[i..(i + 2 + usize::from(more)).min(line.len())].fill(true);
    }
    // "Apollo Eleven", "Formula One".
    let name = i > 0 && line.capital(i) && line.is_name(i - 1) && !words.set("stop").has(line.back(i, 1));
    if name {
        out[i] = true;
    }
}

/// "in two thousand and fifteen", "October two thousand and five".
fn spelled_year(line: &Line, num: &grammar::Num, words: &FigureWords) -> bool {
    let (start, end) = (num.words.start, num.words.end);
    let years = !num.digits && num.form == grammar::Form::Exact && num.high > 1900.0 && num.high < 2100.0;
    let dated = line.back(start, 1) == "in" || words.set("month").has(line.back(start, 1));
    years && num.high != 2000.0 && dated && (line.is_stop(end) || words.set("stop").has(line.word(end)))
}

/// Bare small numbers beside a day of the week or "tonight" are hours or days.
fn near_day(line: &Line, words: &FigureWords, out: &mut [bool]) {
    let day = |j: usize| {
        let date = line.is_number(j) && line.word(j).matches('/').count() == 2;
        (date || words.set("weekday").has(line.word(j)) && line.word(j).len() > 3 || words.set("daytime").has(line.word(j)))
            && j < line.len()
    };
    for i in 0..line.len() {
        if out[i] || !(line.is_number(i) || words.numbers.contains_key(line.word(i))) {
            continue;
        }
        let Some(num) = grammar::number(line, i, words, Style::default()) else { continue };
        let (start, end) = (num.words.start, num.words.end);
        if spelled_year(line, &num, words) {
            out[start..end].fill(true);
            continue;
        }
        if num.scaled || num.high > 31.0 || start != i || words.unit_before.before(&line.words, i).is_some() {
            continue;
        }
        let next = line.word(end);
        let noun = line.is_word(end) && !words.set("stop").has(next) && !day(end) && !words.set("month").has(next);
        let hyphen = line.is_hyphen(end) && line.is_number(end + 1);
        if noun || words.unit_forms.at(&line.words, end).is_some() || line.is_hyphen(end) && !hyphen {
            continue;
        }
        let near = (end..(end + 4).min(line.len())).any(day) || (start.saturating_sub(4)..start).any(day);
        let at = words.set("hour_before").has(line.back(start, 1))
            || (start > 0 && day(start - 1))
            || day(end)
            || hyphen
            || line.word(end) == "," && day(end + 1)
            || words.joiners.has(line.word(end)) && dateish(line, end + 1, words);
        if near && at {
            out[start..end].fill(true);
        }
    }
}
