//! Hedges: which words bound a number, before it or behind it.

use super::Modifier;
use super::line::Line;
use crate::lexicon::figures::FigureWords;

/// A hedge with the words it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    pub modifier: Modifier,
    /// First word of hedge and number.
    pub start: usize,
    /// Behind the last word.
    pub end: usize,
}

/// The hedge of what stands from word `start` to `end` (number with money sign and unit); `number` is where its digits end.
pub fn of(line: &Line, start: usize, number: usize, end: usize, words: &FigureWords) -> Hedge {
    let mut hedge = Hedge { modifier: Modifier::Exact, start, end };
    let (mut at, mut definite) = (start, false);
    for _ in 0..3 {
        let Some((modifier, n)) = words.before.before(&line.words, at) else { break };
        at -= n;
        // "It stands around the 40 stones", "over their 12 years": a place, a time, no hedge.
        if *modifier != Modifier::Exact && definite && words.set("loose_hedge").has(line.word(at)) {
            break;
        }
        if *modifier != Modifier::Exact {
            (hedge.modifier, hedge.start) = (*modifier, at);
            break;
        }
        definite = words.set("definite").has(line.word(at));
        // "over the past two years" bounds nothing.
        if (at..at + n).any(|i| words.set("lately").has(line.word(i))) {
            break;
        }
    }
    // "about five hundred or more" is at least five hundred.
    if matches!(hedge.modifier, Modifier::Exact | Modifier::About) {
        let plain = words.before.before(&line.words, start).map_or(start, |(_, n)| start - n);
        let about = hedge.modifier == Modifier::About;
        hedge.start = if about { hedge.start } else { plain };
        for at in [end, number] {
            if let Some((modifier, n)) = words.after.at(&line.words, at) {
                return Hedge { modifier: *modifier, start: hedge.start, end: (at + n).max(end) };
            }
        }
    }
    hedge
}
