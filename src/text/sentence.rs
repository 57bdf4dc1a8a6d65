//! Sentences within a block: rules of our own for what news is sure about, sentencex for the doubtful rest.

use super::{Block, Role, Span};
use crate::lexicon::text::TextWords;
use std::ops::Range;

/// A sentence: its words, where on the page it stands, and its tokens (indices into the document's tokens).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub role: Role,
    pub block: usize,
    pub tokens: Range<usize>,
}

/// sentencex takes quadratic time in paragraphs full of quotation marks, so it sees no more bytes than this at once.
const WINDOW: usize = 8_000;

/// What a full stop, question mark or the like is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    End,
    Inside,
    /// sentencex may decide.
    Doubtful,
}

/// The sentences of one block, without blanks at their ends. Headlines and page furniture are never split.
pub fn split(text: &str, block: &Block, words: &TextWords) -> Vec<Span> {
    if !matches!(block.role, Role::Body | Role::Caption) {
        return vec![block.span];
    }
    let part = block.span.of(text);
    let mut stops = stops(part, words);
    decide(part, &mut stops);
    let mut out = Vec::new();
    let mut from = 0;
    for at in stops.into_iter().filter(|s| s.1 == Stop::End).map(|s| s.0).chain([part.len()]) {
        let span = Span::new(block.span.start + from, block.span.start + at).trim(text);
        if !span.is_empty() {
            out.push(span);
        }
        from = at;
    }
    out
}

/// Every place behind a stop and its closing marks, with what it is.
fn stops(part: &str, words: &TextWords) -> Vec<(usize, Stop)> {
    let mut out = Vec::new();
    let mut done = 0;
    for (at, _) in part.match_indices(['.', '!', '?', '…', '。', '؟', '।']) {
        if at < done {
            continue;
        }
        let run = part.len() - part[at..].trim_start_matches(is_stop).len();
        let end = part.len() - part[run..].trim_start_matches(is_closer).len();
        done = run;
        let rest = &part[end..];
        let blank = rest.starts_with(char::is_whitespace);
        let next = rest.trim_start_matches(|c: char| c.is_whitespace() || is_opener(c));
        if next.is_empty() || !blank && !glued(&part[..at], &part[at..run], next) {
            continue;
        }
        out.push((end, judge(part, at, run, end, next, words)));
    }
    out
}

/// Judges the stop at `at..run` with closing marks up to `end`; `next` begins with the next word.
fn judge(part: &str, at: usize, run: usize, end: usize, next: &str, words: &TextWords) -> Stop {
    let first = next.chars().next().unwrap_or(' ');
    let word = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    let before = last_word(&part[..at]);
    if first.is_lowercase() {
        // A name such as iPhone may open a sentence.
        return if word.chars().nth(1).is_some_and(char::is_uppercase) { Stop::Doubtful } else { Stop::Inside };
    }
    let opens = first.is_uppercase() || first.is_numeric();
    if !opens {
        return Stop::Doubtful;
    }
    let closed = end > run;
    if &part[at..run] != "." {
        // “Where are they?” Finch asked; Wait … The troops left.
        let quoted = closed && !words.is_opener(word);
        return if quoted || part[at..run].starts_with(['…']) || run - at > 1 { Stop::Doubtful } else { Stop::End };
    }
    if closed {
        return Stop::End;
    }
    let letters = before.strip_suffix('.').unwrap_or(before);
    let dotted = before.contains('.') || before.chars().count() == 1 && before.starts_with(char::is_uppercase);
    let name = !words.is_opener(word);
    match () {
        _ if letters.len() == 1 && dotted && name && letters != "I" => Stop::Inside,
        _ if dotted && before.ends_with(['m', 'M']) && before.starts_with(['a', 'p', 'A', 'P']) && before.len() == 3 => {
            if words.goes_with_hour(word) { Stop::Inside } else { Stop::End }
        }
        _ if dotted && before.contains('.') && before.starts_with(char::is_alphabetic) && short_parts(before) => {
            if name || before.starts_with(char::is_lowercase) { Stop::Inside } else { Stop::End }
        }
        _ if before.is_empty() => Stop::Doubtful,
        _ if words.is_title(before) => Stop::Inside,
        _ if first.is_numeric() && (words.is_month(before) && before.len() < 5 || words.keeps_point(before, next)) => Stop::Inside,
        _ if words.keeps_point(before, next) && name => Stop::Inside,
        // "1. The first rule" at the beginning of a block.
        _ if before.len() <= 2 && before.bytes().all(|b| b.is_ascii_digit()) && part[..at].trim_start().len() == before.len() => {
            Stop::Inside
        }
        _ => Stop::End,
    }
}

/// Lets sentencex decide the doubtful stops.
fn decide(part: &str, stops: &mut [(usize, Stop)]) {
    let mut from = 0;
    let mut index = 0;
    while index < stops.len() {
        let mut last = index;
        while last + 1 < stops.len() && stops[last + 1].0 - from < WINDOW {
            last += 1;
        }
        let here = &mut stops[index..=last];
        let end = here.last().map_or(from, |s| s.0);
        let to = floor(part, (end + 200).min(part.len()));
        if here.iter().any(|s| s.1 == Stop::Doubtful) && to - from < 2 * WINDOW {
            let found = sentencex::get_sentence_boundaries("en", &part[from..to]);
            let mut ends = found.iter().map(|b| from + b.start_byte + b.text.trim_end().len()).peekable();
            for (at, stop) in here.iter_mut().filter(|s| s.1 == Stop::Doubtful) {
                while ends.next_if(|e| *e < *at).is_some() {}
                *stop = if ends.peek() == Some(at) { Stop::End } else { Stop::Inside };
            }
        } else {
            here.iter_mut().filter(|s| s.1 == Stop::Doubtful).for_each(|s| s.1 = Stop::Inside);
        }
        from = end;
        index = last + 1;
    }
}

/// "said.The": two sentences whose blank was lost.
fn glued(before: &str, stop: &str, next: &str) -> bool {
    let mut next = next.chars();
    let capital = next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    let mut back = before.chars().rev();
    capital && stop.chars().count() == 1 && (0..3).all(|_| back.next().is_some_and(char::is_lowercase))
}

/// Letters between points are one or two: `U.S`, `Ph.D`.
fn short_parts(word: &str) -> bool {
    word.split('.').all(|p| p.chars().count() <= 2)
}

/// The word that ends here, with the points inside it; at most 20 characters.
fn last_word(before: &str) -> &str {
    let mut start = before.len();
    for (at, c) in before.char_indices().rev().take(20) {
        if !(c.is_alphanumeric() || c == '.') {
            break;
        }
        start = at;
    }
    before[start..].trim_start_matches('.')
}

fn floor(part: &str, mut at: usize) -> usize {
    while !part.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '؟' | '।')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»' | '›' | '}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '‘' | '\'' | '(' | '[' | '«' | '‹' | '{' | '—' | '–' | '-' | '•' | '¿' | '¡')
}
