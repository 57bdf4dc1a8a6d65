//! The key that makes claims comparable: event, who, and any scope of time or place that is not the event's own.

use super::line::Line;
use crate::lexicon::figures::FigureWords;
use std::ops::Range;

/// Lower case letters and digits, `_` between.
pub fn slug(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    clean.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// What a time scope adds to a key: `_1982`, `_war`, "" for the event's own time.
pub fn time_scope(line: &Line, as_of: Option<&Range<usize>>, published: Option<&str>, words: &FigureWords) -> String {
    let Some(range) = as_of else { return String::new() };
    let year = range.clone().map(|i| line.word(i)).find(|w| w.len() == 4 && w.parse::<u32>().is_ok_and(|y| (1000..2100).contains(&y)));
    let Some(year) = year.filter(|y| published.is_none_or(|p| !p.starts_with(*y))) else { return String::new() };
    // A full date is the event's own.
    if range.clone().any(|i| line.is_number(i) && line.word(i) != year) {
        return String::new();
    }
    let war = (0..line.len()).any(|i| words.set("war").at(&line.words, i).is_some());
    match line.word(range.start) {
        "since" if war => "_war".into(),
        "since" => format!("_since_{year}"),
        _ => format!("_{year}"),
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

/// Two places of a distance, in order of the alphabet: "hama_homs".
pub fn places(line: &Line, near: Range<usize>) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut ordered: Vec<usize> = (0..line.len()).filter(|i| line.is_name(*i)).collect();
    ordered.sort_by_key(|i| if *i < near.start { near.start - i } else { i - near.start.min(*i) });
    for i in ordered {
        let name = slug(line.raw(i));
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(2);
    names.sort();
    names.join("_")
}

/// A name inside the counted phrase: "Homs residents" is `_homs`.
pub fn name_in(line: &Line, counted: Option<Range<usize>>, words: &FigureWords) -> String {
    let found = counted.and_then(|c| c.rev().skip(1).find(|i| line.is_name(*i) && !words.persons.has(line.word(*i))));
    found.map_or(String::new(), |i| format!("_{}", slug(line.raw(i))))
}
