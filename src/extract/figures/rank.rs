//! Ranks: "fourth-largest city", "the second city", "largest city".

use super::line::Line;
use crate::lexicon::figures::FigureWords;
use std::ops::Range;

/// A rank with the words that state it.
#[derive(Debug, Clone, PartialEq)]
pub struct Rank {
    pub value: f64,
    /// The ordinal, or the superlative that means the first.
    pub words: Range<usize>,
    /// The ranked noun.
    pub noun: usize,
}

/// The rank that begins at word `i`.
pub fn of(line: &Line, i: usize, words: &FigureWords) -> Option<Rank> {
    let ordinal = words.ordinals.get(line.word(i)).copied();
    let superlative = |at: usize| words.set("superlative").has(line.word(at));
    let (value, mut at, ranked) = match ordinal {
        Some(value) => {
            let hyphen = usize::from(line.is_hyphen(i + 1));
            let most = usize::from(line.word(i + 1 + hyphen) == "most");
            let best = superlative(i + 1 + hyphen + most);
            if best && value > 1.0 { (value, i + 2 + hyphen + most, true) } else { (value, i + 1, false) }
        }
        None if superlative(i) && !matches!(line.word(i), "worst" | "best") => (1.0, i + 1, false),
        None => return None,
    };
    // Up to two words between: "the third-largest Syrian city".
    let first = at;
    while at < first + 3 && line.is_word(at) && !words.set("rank_noun").has(line.word(at)) && !words.set("stop").has(line.word(at)) {
        at += 1;
    }
    let noun = words.set("rank_noun").has(line.word(at));
    // "The second city that fell" tells an order, "the second city in Syria" a rank.
    let place =
        matches!(line.word(at + 1), "in" | "of") || line.is_name(at + 1) || line.is_stop(at + 1) || line.back(i, 1).starts_with('\'');
    let plain = noun && at == first && place && line.back(i, 1) != "a";
    let is_rank = match (ordinal, ranked) {
        (Some(_), true) => noun || line.is_word(first) && !words.set("stop").has(line.word(first)),
        (Some(value), false) => value > 1.0 && plain && matches!(line.word(at), "city" | "town" | "port"),
        (None, _) => noun && at <= first + 1 && line.back(i, 1) != "most" && !matches!(line.back(i, 1), "-"),
    };
    let noun = if noun { at } else { first };
    is_rank.then(|| Rank { value, words: i..i + 1, noun })
}

/// The place that is ranked, lower case: the name behind the noun, else the nearest one before.
pub fn place(line: &Line, rank: &Rank, words: &FigureWords) -> String {
    let name = |i: usize| (line.is_name(i)).then(|| crate::text::slug(line.raw(i)));
    let near = rank.noun + 1..(rank.noun + 3).min(line.len());
    let country = |i: usize| words.set("country").has(line.word(i));
    let after = near.clone().find(|i| line.is_name(*i) && !country(*i) && !near.clone().any(|j| j < *i && line.word(j) == "in"));
    if let Some(found) = after.and_then(name) {
        return found;
    }
    let mut before =
        (rank.words.start.saturating_sub(60)..rank.words.start).rev().filter(|i| line.is_name(*i) && !line.word(i + 1).starts_with("'s"));
    before.find_map(name).unwrap_or_default()
}
