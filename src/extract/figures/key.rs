//! The key that makes claims comparable: event, who, and any scope of time or place that is not the event's own.

use super::line::Line;
use super::time::is_year;
use crate::lexicon::figures::FigureWords;
use crate::text::{Tag, slug};
use std::ops::Range;

/// How many words on either side of a figure are searched for names.
const REACH: usize = 60;
/// The two places of a distance stand close to it, or it is not known between which it lies.
const PLACES: usize = 12;
/// A subject stands among the first words.
const OPENING: usize = 5;

/// What a time scope adds to a key: `_1982`, `_war`, "" for the event's own time.
pub fn time_scope(line: &Line, as_of: Option<&Range<usize>>, figure: usize, published: Option<&str>, words: &FigureWords) -> String {
    // "The war has killed 90,000": its subject is the scope, whatever year stands beside it.
    // "war monitor" is no war: an article or adjective stands before it, and no noun behind.
    let begins = |i: usize| i == 0 || matches!(line.tag(i - 1), Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Pos);
    let opens = (0..OPENING.min(figure)).filter(|i| begins(*i)).find_map(|i| words.set("war").at(&line.words, i).map(|(_, n)| i + n));
    if opens.is_some_and(|end| !line.is_hyphen(end) && !line.tag(end).is_noun()) {
        return "_war".into();
    }
    let past = |i: usize| is_year(line.word(i)) && published.is_none_or(|p| !p.starts_with(line.word(i)));
    let Some(range) = as_of.filter(|r| (r.start..r.end).any(&past)) else { return earlier(line, as_of, figure, past, words) };
    let year = (range.start..range.end).find(|i| past(*i)).map_or("", |i| line.word(i));
    // A full date is the event's own.
    if range.clone().any(|i| line.is_number(i) && line.word(i) != year) {
        return String::new();
    }
    let war =
        (range.start.saturating_sub(REACH)..(range.end + REACH).min(line.len())).any(|i| words.set("war").at(&line.words, i).is_some());
    match line.word(range.start) {
        "since" if war => "_war".into(),
        "since" => format!("_since_{year}"),
        _ => format!("_{year}"),
    }
}

/// "In the spring of 1994 the troops murdered 6,000 people in nine days": one past year before the figure rules where no
/// time of the event's own stands beside it.
fn earlier(line: &Line, as_of: Option<&Range<usize>>, figure: usize, past: impl Fn(usize) -> bool, words: &FigureWords) -> String {
    let length = |r: &Range<usize>| r.clone().any(|i| words.set("time_noun").has(line.word(i)) && line.word(r.start) == "in");
    if as_of.is_some_and(|r| !length(r)) {
        return String::new();
    }
    let years: Vec<usize> =
        (figure.saturating_sub(REACH).max(1)..figure).filter(|i| past(*i) && words.set("year_before").has(line.back(*i, 1))).collect();
    match years[..] {
        [year] if line.back(year, 1) != "since" => format!("_{}", line.word(year)),
        _ => String::new(),
    }
}

/// The name behind "in", "around", "from" close to the figure's event word: `_homs`; countries narrow nothing.
pub fn place_scope(line: &Line, near: Range<usize>, words: &FigureWords) -> String {
    let before = words.set("place_before");
    for i in near.start..near.end.min(line.len()) {
        if !before.has(line.word(i)) {
            continue;
        }
        let mut at = i + 1;
        while at < i + 5 && words.set("place_opener").has(line.word(at)) {
            at += 1;
        }
        // "from Syria's third city of Homs": on to the next name.
        if line.is_name(at) && words.set("country").has(line.word(at)) && line.word(at + 1) == "'s" {
            at = (at + 2..(at + 8).min(line.len())).find(|k| line.is_name(*k)).unwrap_or(at);
        }
        let attribute = line.tag(at + 1).is_noun() && !line.is_name(at + 1) || line.word(at + 1) == "'s";
        if attribute {
            continue;
        }
        if line.is_name(at)
            && !words.set("country").has(line.word(at))
            && !words.set("weekday").has(line.word(at))
            && !words.set("month").has(line.word(at))
        {
            return format!("_{}", slug(line.raw(at)));
        }
    }
    String::new()
}

/// Two places of a distance, in order of the alphabet: "hama_homs". "40 km south of Hama": the place behind "of" or "from"
/// is one end, the nearest name before the figure the other. "On the way to Velm, some forty km up the river": without one
/// behind, the two nearest before. Where two cannot be told, none is.
pub fn places(line: &Line, near: Range<usize>, words: &FigureWords) -> String {
    let is_date = |i: usize| words.set("weekday").has(line.word(i)) || words.set("month").has(line.word(i));
    // A name in front of a sentence is often taken for a common noun.
    let opens = |i: usize| i == 0 && line.is_word(0) && line.capital(0) && line.tag(0).is_noun();
    let place = |i: &usize| (line.is_name(*i) || opens(*i)) && !is_date(*i) && !slug(line.raw(*i)).is_empty();
    let from = |i: usize| (1..4).any(|k| matches!(line.back(i, k), "of" | "from"));
    let behind = (near.end..(near.end + PLACES).min(line.len())).take_while(|i| line.word(*i) != ";").filter(place).find(|i| from(*i));
    // As before the figure: the last word of a name.
    let behind = behind.map(|i| (i..line.len()).take_while(|k| place(k)).last().unwrap_or(i));
    let mut names: Vec<String> = behind.map(|i| slug(line.raw(i))).into_iter().collect();
    for i in (near.start.saturating_sub(REACH)..near.start).rev().filter(place) {
        let name = slug(line.raw(i));
        // Of a name of several words the last stands for it.
        if names.len() < 2 && !names.contains(&name) && !place(&(i + 1)) {
            names.push(name);
        }
    }
    names.sort();
    if names.len() == 2 { names.join("_") } else { String::new() }
}

/// A name inside the counted phrase: "Homs residents" is `_homs`.
pub fn name_in(line: &Line, counted: Option<Range<usize>>, words: &FigureWords) -> String {
    let found = counted.and_then(|c| c.rev().skip(1).find(|i| line.is_name(*i) && !words.persons.has(line.word(*i))));
    found.map_or(String::new(), |i| format!("_{}", slug(line.raw(i))))
}
