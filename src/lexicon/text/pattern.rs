//! Patterns of whole lines, compiled when a line comes that may match: compiling all of them takes longer than reading an
//! article, and most lines differ from most patterns in their first letter, or lack a mark or a word that the pattern needs.

use crate::text::Role;
use regex::Regex;
use std::cell::OnceCell;
use std::iter::Peekable;
use std::str::Chars;
use std::sync::OnceLock;

/// A kind of page furniture: an expression that must match the whole line, letter case aside.
#[derive(Debug)]
pub struct Pattern {
    pub source: String,
    pub role: Role,
    pub kind: &'static str,
    begins: Bytes,
    /// Every match holds a piece of each of these sets.
    pieces: Vec<Vec<Piece>>,
    /// No match has more characters.
    longest: usize,
    regex: OnceLock<Result<Regex, String>>,
}

impl Pattern {
    pub fn new(source: String, role: Role, kind: &'static str) -> Pattern {
        let Signs { begins, pieces, longest } = read(&source);
        let pieces = pieces.iter().map(|set| set.iter().map(|p| Piece::new(p)).collect()).collect();
        Pattern { source, role, kind, begins, pieces, longest: longest.unwrap_or(usize::MAX), regex: OnceLock::new() }
    }

    /// What is wrong with the expression.
    pub fn fault(&self) -> Option<&str> {
        self.regex().as_ref().err().map(String::as_str)
    }

    /// Whether it matches the whole line, which must not be empty.
    pub fn is_match(&self, line: &Line) -> bool {
        self.may(line) && self.regex().as_ref().is_ok_and(|r| r.is_match(line.text))
    }

    /// Whether it may match a line that begins as it must, as far as length and pieces tell.
    pub fn may(&self, line: &Line) -> bool {
        line.chars <= self.longest && self.pieces.iter().all(|set| set.iter().any(|p| line.may_hold(p)))
    }

    /// Whether a match may begin with a byte.
    pub fn may_begin(&self, byte: u8) -> bool {
        self.begins.has(byte)
    }

    fn regex(&self) -> &Result<Regex, String> {
        self.regex.get_or_init(|| Regex::new(&format!("^(?i:{})$", self.source)).map_err(|e| e.to_string()))
    }
}

/// A line, ready to be asked for pieces: which pairs and triples of neighbouring bytes it has, in lower case, as bits of a small hash.
pub struct Line<'t> {
    text: &'t str,
    pub first: u8,
    chars: usize,
    /// Made when somebody asks.
    bits: OnceCell<[u64; WORDS]>,
}

/// Words of bits: a line of common length sets one bit in twenty.
const WORDS: usize = 128;

impl Line<'_> {
    pub fn new(text: &str) -> Line<'_> {
        Line { text, first: text.bytes().next().unwrap_or(0), chars: text.chars().count(), bits: OnceCell::new() }
    }

    fn bits(&self) -> [u64; WORDS] {
        // The Kelvin sign and the long s are a k and an s, letter case aside.
        let mut bits = [if self.text.contains(['\u{212a}', '\u{17f}']) { u64::MAX } else { 0 }; WORDS];
        let (mut second, mut last) = (0, 0);
        for byte in self.text.bytes().map(|b| b.to_ascii_lowercase()) {
            let mut set = |bit: u16| bits[usize::from(bit / 64)] |= 1 << (bit % 64);
            set(hash(0, last, byte));
            set(hash(second, last, byte));
            // Single letters are no signs.
            if !byte.is_ascii_alphanumeric() {
                set(hash(0, 0, byte));
            }
            (second, last) = (last, byte);
        }
        bits
    }

    /// Whether the line may hold a piece; wrong only in the safe direction.
    fn may_hold(&self, piece: &Piece) -> bool {
        let bits = self.bits.get_or_init(|| self.bits());
        let bit = |i: usize| bits[usize::from(piece.0[i] / 64)] >> (piece.0[i] % 64);
        bit(0) & bit(1) & bit(2) & bit(3) & 1 != 0
    }
}

/// Bits that a line must have to hold a piece of text.
#[derive(Debug)]
struct Piece([u16; SIGNS]);

const SIGNS: usize = 4;

impl Piece {
    fn new(text: &str) -> Piece {
        let lower = text.to_ascii_lowercase();
        let bits: Vec<u16> = match *lower.as_bytes() {
            [one] => vec![hash(0, 0, one)],
            [a, b] => vec![hash(0, a, b)],
            ref bytes => bytes.windows(3).map(|three| hash(three[0], three[1], three[2])).collect(),
        };
        // Four tell enough, from all over the piece; fewer are looked at again.
        let step = (bits.len() / SIGNS).max(1);
        Piece(std::array::from_fn(|i| bits.get(i * step % bits.len().max(1)).copied().unwrap_or_default()))
    }
}

/// The bit of one, two or three bytes, the last ones of the arguments.
fn hash(a: u8, b: u8, c: u8) -> u16 {
    let bytes = u32::from(a) << 16 | u32::from(b) << 8 | u32::from(c);
    (bytes.wrapping_mul(0x9e37_79b1) >> 19) as u16
}

/// What is known of every match of an expression, letter case aside.
#[derive(Debug)]
pub struct Signs {
    /// The bytes with which it may begin.
    pub begins: Bytes,
    /// It holds a piece of each of these sets.
    pub pieces: Vec<Vec<String>>,
    /// It has no more characters; `None` where there is no end to them.
    pub longest: Option<usize>,
}

/// Reads an expression in the syntax of the regex crate: where it says what is not read here, all bytes, no sets and no end.
pub fn read(pattern: &str) -> Signs {
    let mut chars = pattern.chars().peekable();
    match alternatives(&mut chars) {
        Some(part) if chars.peek().is_none() => Signs { begins: part.begins, pieces: part.pieces, longest: part.longest },
        _ => Signs { begins: Bytes::ALL, pieces: Vec::new(), longest: None },
    }
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Bytes = Bytes([0; 4]);
    const ALL: Bytes = Bytes([u64::MAX; 4]);

    pub fn has(&self, byte: u8) -> bool {
        self.0[usize::from(byte) / 64] >> (byte % 64) & 1 != 0
    }

    fn add(&mut self, byte: u8) {
        self.0[usize::from(byte) / 64] |= 1 << (byte % 64);
    }

    fn join(&mut self, other: Bytes) {
        self.0.iter_mut().zip(other.0).for_each(|(a, b)| *a |= b);
    }

    fn range(&mut self, bytes: std::ops::RangeInclusive<u8>) {
        bytes.for_each(|b| self.add(b));
    }

    /// A character, letter case aside.
    fn char(&mut self, c: char) {
        match c {
            'a'..='z' | 'A'..='Z' => {
                self.add(c.to_ascii_lowercase() as u8);
                self.add(c.to_ascii_uppercase() as u8);
                // The Kelvin sign and the long s are a k and an s, letter case aside.
                match c {
                    'k' | 'K' => self.add(0xe2),
                    's' | 'S' => self.add(0xc5),
                    _ => {}
                }
            }
            _ if c.is_ascii() => self.add(c as u8),
            // Letters of other scripts have other cases, which may begin with other bytes.
            _ if c.is_alphabetic() => *self = Bytes::ALL,
            _ => self.add(c.encode_utf8(&mut [0; 4]).as_bytes()[0]),
        }
    }
}

type Source<'a> = Peekable<Chars<'a>>;

/// What is known of a part of an expression.
struct Part {
    begins: Bytes,
    /// Every match holds a piece of each of these sets, the best signs first.
    pieces: Vec<Vec<String>>,
    /// The character where it is one and no class of them.
    char: Option<char>,
    /// Whether it may match nothing.
    empty: bool,
    /// No match has more characters.
    longest: Option<usize>,
}

impl Part {
    fn one(bytes: Bytes) -> Part {
        Part { begins: bytes, pieces: Vec::new(), char: None, empty: false, longest: Some(1) }
    }

    fn char(c: char) -> Part {
        let mut bytes = Bytes::NONE;
        bytes.char(c);
        // Letters of other scripts have other cases.
        let plain = c.is_ascii() || !c.is_alphabetic();
        Part { char: plain.then_some(c), ..Part::one(bytes) }
    }

    fn edge() -> Part {
        Part { empty: true, longest: Some(0), ..Part::one(Bytes::NONE) }
    }
}

/// As many sets are kept.
const SETS: usize = 3;

/// How good a sign a set of pieces is: the worst of it counts. Pairs of letters are everywhere in a long line, and so are a blank, a
/// comma or a hyphen; other marks are not.
fn worth(set: &[String]) -> usize {
    let of = |piece: &String| match piece.chars().any(|c| !c.is_alphanumeric() && !matches!(c, ' ' | ',' | '.' | '-' | '\'' | '’')) {
        true => piece.len() + 3,
        false => piece.len().saturating_sub(1),
    };
    set.iter().map(of).min().unwrap_or(0)
}

/// Adds a set, if it is any sign, where it belongs.
fn offer(sets: &mut Vec<Vec<String>>, set: Vec<String>) {
    let own = worth(&set);
    if own > 0 {
        sets.insert(sets.iter().position(|s| worth(s) < own).unwrap_or(sets.len()), set);
        sets.truncate(SETS);
    }
}

/// Each of these gives `None` where the expression cannot be read.
fn alternatives(chars: &mut Source) -> Option<Part> {
    let mut out = sequence(chars)?;
    while chars.next_if_eq(&'|').is_some() {
        let more = sequence(chars)?;
        out.begins.join(more.begins);
        // A match holds a piece of the one's sets or of the other's.
        out.pieces.truncate(more.pieces.len());
        out.pieces.iter_mut().zip(more.pieces).for_each(|(set, other)| set.extend(other));
        out.empty |= more.empty;
        out.longest = out.longest.zip(more.longest).map(|(a, b)| a.max(b));
    }
    Some(out)
}

fn sequence(chars: &mut Source) -> Option<Part> {
    let mut out = Part::edge();
    // Characters that stand one behind the other in every match.
    let mut run = String::new();
    while chars.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
        let part = atom(chars)?;
        let Quantifier { may_miss, times, any: quantified } = quantifier(chars)?;
        let empty = part.empty | may_miss;
        let most = part.longest.zip(times).map(|(length, times)| length.saturating_mul(times));
        out.longest = out.longest.zip(most).map(|(a, b)| a.saturating_add(b));
        if out.empty {
            out.begins.join(part.begins);
        }
        match part.char {
            Some(c) if !quantified => run.push(c),
            c => {
                offer(&mut out.pieces, vec![std::mem::take(&mut run)]);
                if !empty {
                    c.into_iter().for_each(|c| offer(&mut out.pieces, vec![c.to_string()]));
                    part.pieces.into_iter().for_each(|set| offer(&mut out.pieces, set));
                }
            }
        }
        out.empty &= empty;
    }
    offer(&mut out.pieces, vec![run]);
    Some(out)
}

fn atom(chars: &mut Source) -> Option<Part> {
    let mut bytes = Bytes::NONE;
    match chars.next()? {
        '(' => {
            if chars.next_if_eq(&'?').is_some() {
                while chars.next_if(|c| matches!(c, '-' | 'i')).is_some() {}
                chars.next_if_eq(&':')?;
            }
            let inner = alternatives(chars)?;
            return chars.next_if_eq(&')').map(|_| inner);
        }
        '[' => return class(chars),
        '.' => bytes = Bytes::ALL,
        '^' | '$' => return Some(Part::edge()),
        '\\' if chars.peek().is_some_and(char::is_ascii_punctuation) => return chars.next().map(Part::char),
        '\\' if escape(chars, &mut bytes)? => return Some(Part::edge()),
        '\\' => {}
        c => return Some(Part::char(c)),
    }
    Some(Part::one(bytes))
}

/// What an escape stands for; gives whether it stands for an edge, which is no character.
fn escape(chars: &mut Source, bytes: &mut Bytes) -> Option<bool> {
    match chars.next()? {
        'b' | 'B' => return Some(true),
        // All but few.
        'D' | 'S' | 'W' => bytes.range(0..=0xff),
        'd' => bytes.range(b'0'..=b'9'),
        's' => {
            bytes.range(b'\t'..=b'\r');
            bytes.add(b' ');
        }
        'w' => {
            [b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z', b'_'..=b'_'].into_iter().for_each(|r| bytes.range(r));
        }
        'x' => {
            let code = chars.next()?.to_digit(16)? * 16 + chars.next()?.to_digit(16)?;
            bytes.char(char::from_u32(code)?);
            return Some(false);
        }
        c if c.is_ascii_punctuation() => {
            bytes.char(c);
            return Some(false);
        }
        _ => return None,
    }
    // Digits, blanks and letters of other scripts.
    bytes.range(0x80..=0xff);
    Some(false)
}

fn class(chars: &mut Source) -> Option<Part> {
    if chars.peek() == Some(&'^') {
        // Whatever is left out, the rest is nearly all.
        while chars.next()? != ']' {
            if chars.peek() == Some(&'[') || chars.next_if_eq(&'\\').is_some() && chars.next().is_none() {
                return None;
            }
        }
        return Some(Part::one(Bytes::ALL));
    }
    let (mut bytes, mut last) = (Bytes::NONE, None::<char>);
    // Its characters, while they are few and no class stands among them.
    let mut few = Some(Vec::new());
    loop {
        match chars.next()? {
            ']' if bytes != Bytes::NONE => {
                let pieces = few.filter(|f| f.len() <= FEW).into_iter().collect();
                return Some(Part { pieces, ..Part::one(bytes) });
            }
            '[' | '~' | ']' => return None,
            '&' if chars.peek() == Some(&'&') => return None,
            '\\' => {
                let mark = chars.peek().copied().filter(char::is_ascii_punctuation);
                if escape(chars, &mut bytes)? {
                    return None;
                }
                match mark {
                    Some(c) => few.iter_mut().for_each(|f| f.push(c.to_string())),
                    None => few = None,
                }
                last = None;
            }
            '-' if last.is_some() && chars.peek().is_some_and(|c| *c != ']') => {
                let (from, to) = (last.take()?, chars.next()?);
                if !from.is_ascii() || !to.is_ascii() || to == '\\' {
                    return None;
                }
                (from..=to).for_each(|c| bytes.char(c));
                few = None;
            }
            c => {
                bytes.char(c);
                last = Some(c);
                match c.is_ascii() || !c.is_alphabetic() {
                    true => few.iter_mut().for_each(|f| f.push(c.to_string())),
                    false => few = None,
                }
            }
        }
    }
}

/// As many characters of a class are pieces.
const FEW: usize = 8;

/// How often what stands before may be there.
struct Quantifier {
    may_miss: bool,
    /// At most; `None` without end.
    times: Option<usize>,
    /// Whether there is one at all.
    any: bool,
}

/// Passes over a quantifier.
fn quantifier(chars: &mut Source) -> Option<Quantifier> {
    let mut out = Quantifier { may_miss: false, times: Some(1), any: false };
    loop {
        match chars.peek() {
            Some('?') => out.may_miss = true,
            Some('*') => (out.may_miss, out.times) = (true, None),
            Some('+') => out.times = None,
            Some('{') => {
                chars.next();
                let bounds: String = std::iter::from_fn(|| chars.next_if(|c| *c != '}')).collect();
                let (least, most) = bounds.split_once(',').unwrap_or((&bounds, &bounds));
                out.may_miss |= bound(least)? == 0;
                out.times = out.times.zip(bound(most)).map(|(a, b)| a.saturating_mul(b));
            }
            _ => return Some(out),
        }
        out.any = true;
        chars.next();
    }
}

/// A bound of a quantifier, if there is one.
fn bound(text: &str) -> Option<usize> {
    let digit = |n: usize, c: char| Some(n.saturating_mul(10).saturating_add(c.to_digit(10)? as usize));
    text.trim().chars().try_fold(0, digit).filter(|_| !text.trim().is_empty())
}
