//! Patterns of whole lines, compiled when a line comes that may match: compiling all of them takes longer than reading an
//! article, and most lines differ from most patterns in their first letter, or lack a mark that the pattern needs.

use crate::text::Role;
use regex::Regex;
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
    needs: Bytes,
    regex: OnceLock<Result<Regex, String>>,
}

impl Pattern {
    pub fn new(source: String, role: Role, kind: &'static str) -> Pattern {
        let (begins, needs) = Bytes::of(&source);
        Pattern { source, role, kind, begins, needs, regex: OnceLock::new() }
    }

    /// What is wrong with the expression.
    pub fn fault(&self) -> Option<&str> {
        self.regex().as_ref().err().map(String::as_str)
    }

    /// Whether it matches the whole line, which must not be empty.
    pub fn is_match(&self, line: &str) -> bool {
        let begins = line.bytes().next().is_some_and(|b| self.begins.has(b));
        let may = begins && (self.needs == Bytes::ALL || line.bytes().any(|b| self.needs.has(b)));
        may && self.regex().as_ref().is_ok_and(|r| r.is_match(line))
    }

    fn regex(&self) -> &Result<Regex, String> {
        self.regex.get_or_init(|| Regex::new(&format!("^(?i:{})$", self.source)).map_err(|e| e.to_string()))
    }
}

/// A set of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes([u64; 4]);

impl Bytes {
    const NONE: Bytes = Bytes([0; 4]);
    const ALL: Bytes = Bytes([u64::MAX; 4]);

    /// The bytes with which a match of an expression may begin, and bytes of which every match holds one, letter case aside.
    /// All bytes where the expression says what is not read here; the syntax is that of the regex crate.
    pub fn of(pattern: &str) -> (Bytes, Bytes) {
        let mut chars = pattern.chars().peekable();
        match alternatives(&mut chars) {
            Some(part) if chars.peek().is_none() => (part.begins, part.needs),
            _ => (Bytes::ALL, Bytes::ALL),
        }
    }

    /// How bad a sign: few bytes are better than many, and a blank is everywhere.
    fn commonness(&self) -> u32 {
        if self.has(b' ') { 256 } else { self.0.iter().map(|w| w.count_ones()).sum() }
    }

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
    /// Of these bytes every match holds one.
    needs: Bytes,
    /// Whether it may match nothing.
    empty: bool,
}

impl Part {
    fn one(bytes: Bytes) -> Part {
        Part { begins: bytes, needs: bytes, empty: false }
    }

    fn edge() -> Part {
        Part { begins: Bytes::NONE, needs: Bytes::ALL, empty: true }
    }
}

/// Each of these gives `None` where the expression cannot be read.
fn alternatives(chars: &mut Source) -> Option<Part> {
    let mut out = sequence(chars)?;
    while chars.next_if_eq(&'|').is_some() {
        let more = sequence(chars)?;
        out.begins.join(more.begins);
        out.needs.join(more.needs);
        out.empty |= more.empty;
    }
    Some(out)
}

fn sequence(chars: &mut Source) -> Option<Part> {
    let mut out = Part::edge();
    while chars.peek().is_some_and(|c| !matches!(c, '|' | ')')) {
        let part = atom(chars)?;
        let empty = part.empty | quantifier(chars)?;
        if out.empty {
            out.begins.join(part.begins);
        }
        // The rarest is the best sign.
        if !empty && part.needs.commonness() < out.needs.commonness() {
            out.needs = part.needs;
        }
        out.empty &= empty;
    }
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
        '[' => bytes = class(chars)?,
        '.' => bytes = Bytes::ALL,
        '^' | '$' => return Some(Part::edge()),
        '\\' if escape(chars, &mut bytes)? => return Some(Part::edge()),
        '\\' => {}
        c => bytes.char(c),
    }
    Some(Part::one(bytes))
}

/// What an escape stands for; gives whether it stands for an edge, which is no character.
fn escape(chars: &mut Source, bytes: &mut Bytes) -> Option<bool> {
    match chars.next()? {
        'b' | 'B' => return Some(true),
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

fn class(chars: &mut Source) -> Option<Bytes> {
    if chars.peek() == Some(&'^') {
        // Whatever is left out, the rest is nearly all.
        while chars.next()? != ']' {
            if chars.peek() == Some(&'[') || chars.next_if_eq(&'\\').is_some() && chars.next().is_none() {
                return None;
            }
        }
        return Some(Bytes::ALL);
    }
    let (mut bytes, mut last) = (Bytes::NONE, None::<char>);
    loop {
        match chars.next()? {
            ']' if bytes != Bytes::NONE => return Some(bytes),
            '[' | '&' | '~' | ']' => return None,
            '\\' => {
                if escape(chars, &mut bytes)? {
                    return None;
                }
                last = None;
            }
            '-' if last.is_some() && chars.peek().is_some_and(|c| *c != ']') => {
                let (from, to) = (last.take()?, chars.next()?);
                if !from.is_ascii() || !to.is_ascii() || to == '\\' {
                    return None;
                }
                (from..=to).for_each(|c| bytes.char(c));
            }
            c => {
                bytes.char(c);
                last = Some(c);
            }
        }
    }
}

/// Whether what stands before may be left out; passes over the quantifier.
fn quantifier(chars: &mut Source) -> Option<bool> {
    let mut may_miss = false;
    loop {
        match chars.peek() {
            Some('?' | '*') => may_miss = true,
            Some('+') => {}
            Some('{') => {
                chars.next();
                let bounds: String = std::iter::from_fn(|| chars.next_if(|c| *c != '}')).collect();
                let least = bounds.split(',').next()?.trim();
                if least.is_empty() || !least.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                may_miss |= least.bytes().all(|b| b == b'0');
            }
            _ => return Some(may_miss),
        }
        chars.next();
    }
}
