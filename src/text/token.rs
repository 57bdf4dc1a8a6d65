//! Tokens: words, numbers and marks, each a span; joined with what lies between they give the text back.

use super::{Span, Tag};
use crate::lexicon::text::TextWords;

/// What a token looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// Begins with a digit (`50,000`, `115.000`, `11:21`, `2nd`).
    Number,
    Punct,
}

/// A word, number or mark. Clitics are tokens of their own (`Syria` + `’s`, `did` + `n’t`), hyphenated words are split
/// at the hyphen (`HTS` `-` `led`), as Penn Treebank and spaCy do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: Kind,
    pub tag: Tag,
}

/// Appends the tokens of one sentence, untagged. Every character that is no white space stands in exactly one token.
///
/// Points stay with abbreviations (`U.S.`, `a.m.`, `Lt.`) but not with months (`Nov` `.`); separators stay in numbers
/// (`50,000`, `11:21`), letters behind a number do not (`25` `km`), except endings (`2nd`, `1980s`).
pub fn split(text: &str, sentence: Span, words: &TextWords, out: &mut Vec<Token>) {
    let part = sentence.of(text);
    let (first, mut at) = (out.len(), 0);
    while let Some(c) = part[at..].chars().next() {
        let rest = &part[at..];
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let glued = out[first..].last().is_some_and(|t: &Token| t.span.end == sentence.start + at);
        let (kind, len) = if is_letter(c) {
            (Kind::Word, word(rest, words))
        } else if c.is_numeric() {
            (Kind::Number, number(rest))
        } else if is_apostrophe(c) && glued && clitic(rest) > 0 {
            (Kind::Word, clitic(rest))
        } else {
            (Kind::Punct, mark(rest, c))
        };
        push_word(out, part, sentence.start, at, len, kind);
        at += len;
    }
}

/// Whether a token is a clitic (`'s`, `n't`): a token of its own, but not a word of its own.
pub fn is_clitic(word: &str) -> bool {
    word.len() > 1 && (word.starts_with(is_apostrophe) || negation(word) == word.len())
}

/// Straight or curly apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '′' | '`')
}

/// Hyphen inside compounds: the ASCII one, the typographic one and the non-breaking one.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

/// Adds a word, with its `n't` or the `not` of `cannot` apart.
fn push_word(out: &mut Vec<Token>, part: &str, base: usize, at: usize, len: usize, kind: Kind) {
    let word = &part[at..at + len];
    let mut push = |from: usize, to: usize| {
        out.push(Token { span: Span::new(base + from, base + to), kind, tag: Tag::X });
    };
    let tail = if kind != Kind::Word {
        0
    } else if word.eq_ignore_ascii_case("cannot") {
        3
    } else {
        negation(word)
    };
    if tail > 0 && tail < len {
        push(at, at + len - tail);
        push(at + len - tail, at + len);
    } else {
        push(at, at + len);
    }
}

/// Bytes of a final `n't`.
fn negation(word: &str) -> usize {
    let mut back = word.chars().rev();
    let (Some(t), Some(mark), Some(n)) = (back.next(), back.next(), back.next()) else { return 0 };
    if t.eq_ignore_ascii_case(&'t') && is_apostrophe(mark) && n.eq_ignore_ascii_case(&'n') { 2 + mark.len_utf8() } else { 0 }
}

/// Bytes of a clitic at the front (`'s`, `'ll`), 0 if there is none.
fn clitic(rest: &str) -> usize {
    let mut chars = rest.chars();
    let Some(mark) = chars.next().filter(|c| is_apostrophe(*c)) else { return 0 };
    let tail = chars.as_str();
    let letters = tail.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
    if tail[letters..].chars().next().is_some_and(is_word_char) {
        return 0;
    }
    let lower = tail.as_bytes()[..letters].to_ascii_lowercase();
    let known = matches!(lower.as_slice(), [b's' | b'd' | b'm'] | [b'l', b'l'] | [b'r' | b'v', b'e']);
    if known { mark.len_utf8() + letters } else { 0 }
}

/// Bytes of the word at the front.
fn word(rest: &str, words: &TextWords) -> usize {
    let url = url(rest);
    if url > 0 {
        return url;
    }
    let dotted = dotted(rest);
    if dotted > 0 {
        return dotted;
    }
    // Most words are ASCII letters and nothing else.
    let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let mut end = plain;
    let mut chars = rest[plain..].char_indices();
    while let Some((i, c)) = chars.next() {
        let i = plain + i;
        if is_word_char(c) {
            end = i + c.len_utf8();
            continue;
        }
        let next = chars.clone().next().map(|(_, c)| c);
        let inner = match c {
            _ if is_apostrophe(c) => {
                // O'Brien, Int'l, did + n't; not Syria + 's.
                c != '`' && next.is_some_and(is_letter) && clitic(&rest[i..]) == 0
            }
            '.' => next.is_some_and(|n| n.is_lowercase()),
            '&' => i <= 2 && next.is_some_and(|n| n.is_uppercase()) && rest[..i].chars().all(char::is_uppercase),
            // US$5, A$20: the letters belong to the currency.
            '$' => i <= 3 && rest[..i].chars().all(char::is_uppercase) && next.is_some_and(char::is_numeric),
            _ => false,
        };
        if !inner {
            break;
        }
        end = i + c.len_utf8();
    }
    let point = rest[end..].starts_with('.') && !rest[end + 1..].starts_with(['.', '…']);
    if point && words.keeps_point(&rest[..end], &rest[end + 1..]) { end + 1 } else { end }
}

/// Bytes of letters with points (`U.S.`, `a.m.`, `J.`) at the front, 0 if there are none.
fn dotted(rest: &str) -> usize {
    let mut end = 0;
    let mut pairs = 0;
    let mut chars = rest.chars();
    loop {
        let (first, second) = (chars.next(), chars.next());
        match (first, second) {
            (Some(a), Some('.')) if is_letter(a) => {
                end += a.len_utf8() + 1;
                pairs += 1;
            }
            // "U.S" without its last point.
            (Some(a), b) if pairs > 0 && a.is_uppercase() && b.is_none_or(|b| !is_word_char(b)) => {
                end += a.len_utf8();
                return if pairs > 0 { end } else { 0 };
            }
            _ => break,
        }
    }
    match pairs {
        0 => 0,
        // An initial: "John F. Kennedy"; but "Plan B." ends a sentence.
        1 => {
            let after = rest[end..].strip_prefix(' ').and_then(|r| r.chars().next());
            let initial = rest.chars().next().is_some_and(|c| c.is_uppercase() && c != 'I');
            if initial && after.is_some_and(char::is_uppercase) { end } else { 0 }
        }
        _ if rest[end..].chars().next().is_some_and(is_word_char) => 0,
        _ => end,
    }
}

/// Bytes of a web address at the front, 0 if there is none.
fn url(rest: &str) -> usize {
    let head = rest.as_bytes();
    if !(head.starts_with(b"http://") || head.starts_with(b"https://") || head.starts_with(b"www.")) {
        return 0;
    }
    let whole = rest.find(char::is_whitespace).unwrap_or(rest.len());
    rest[..whole].trim_end_matches(|c: char| !is_word_char(c) && c != '/').len()
}

/// Bytes of the number at the front: digits, separators between digits, an ordinal or plural ending.
fn number(rest: &str) -> usize {
    let mut end = 0;
    let mut chars = rest.char_indices();
    while let Some((i, c)) = chars.next() {
        let next = chars.clone().next().map(|(_, c)| c);
        if !(c.is_numeric() || matches!(c, '.' | ',' | ':' | '/' | '٫' | '٬') && next.is_some_and(char::is_numeric)) {
            break;
        }
        end = i + c.len_utf8();
    }
    let letters = rest[end..].bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
    if rest[end + letters..].chars().next().is_some_and(is_word_char) {
        return end;
    }
    let ending = match rest.as_bytes()[end..end + letters].to_ascii_lowercase().as_slice() {
        [b's'] | [b's', b't'] | [b'n' | b'r', b'd'] | [b't', b'h'] => letters,
        _ => 0,
    };
    end + ending
}

/// Bytes of the mark at the front: runs of points or dashes and doubled quotes are one mark.
fn mark(rest: &str, c: char) -> usize {
    let run = |c: char| rest.len() - rest.trim_start_matches(c).len();
    match c {
        '.' | '-' | '_' | '*' | '=' => run(c),
        '\'' | '`' if run(c) == 2 => 2,
        _ => c.len_utf8(),
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_joined(c)
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_joined(c)
}

/// Combining marks, joiners and soft hyphens belong to the word they stand in.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}')
}
