//! What the tagger sees of a word and of its neighbours: hashes, no letters.

use super::Tag;
use crate::text::token::is_apostrophe;

const N: usize = 22;
/// The hashed features of one word in its place.
pub type Features = [u32; N];

/// What the tagger sees of a word: hashes of its form, no letters.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Lower case, digits as zeros.
    pub word: u32,
    /// As written.
    pub exact: u32,
    pub suffixes: [u32; 3],
    pub prefix: u32,
    pub shape: u8,
    /// What tags the word form takes, from the model's dictionary; 0 if unknown.
    pub class: u16,
}

impl Look {
    /// Looks at a word; `class` is left 0.
    pub fn new(word: &str) -> Look {
        let mut look = Look { word: START, exact: START ^ 0x5bd1, ..Look::default() };
        let (mut upper, mut lower, mut digit, mut other) = (0u32, 0u32, 0u32, 0u32);
        let mut last = [0u32; 4];
        for (i, c) in word.chars().enumerate() {
            let c = if is_apostrophe(c) { '\'' } else { c };
            let small = match c {
                'a'..='z' => c,
                'A'..='Z' => c.to_ascii_lowercase(),
                _ if c.is_numeric() => '0',
                _ => c.to_lowercase().next().map_or(c, |s| if s.is_numeric() { '0' } else { s }),
            } as u32;
            look.word = step(look.word, small);
            look.exact = step(look.exact, c as u32);
            last = [small, last[0], last[1], last[2]];
            if i < 3 {
                look.prefix = step(look.prefix, small);
            }
            match c {
                'a'..='z' => lower += 1,
                _ if c.is_uppercase() => upper += 1,
                _ if c.is_numeric() => digit += 1,
                _ if c.is_alphabetic() => lower += 1,
                _ => other += 1,
            }
        }
        let mut hash = START;
        for (i, c) in last.into_iter().enumerate() {
            hash = step(hash, c);
            if i > 0 {
                look.suffixes[i - 1] = hash;
            }
        }
        let first = word.chars().next().is_some_and(char::is_uppercase);
        look.shape = match (upper, lower, digit) {
            (0, 0, 0) => 0,
            (0, _, 0) => 1,
            (1, 0, 0) => 2,
            (_, 0, 0) => 3,
            (1, _, 0) if first => 4,
            (_, _, 0) => 5,
            (0, 0, _) if other == 0 => 6 + digit.min(5) as u8,
            (0, 0, _) => 12,
            (0, _, _) => 13,
            _ => 14,
        };
        if digit > 0 && upper + lower == 0 {
            look.word = step(START, '0' as u32);
            look.exact = look.word;
        }
        look
    }
}

const START: u32 = 0x811c_9dc5;

/// One step of FNV-1a over whole characters.
fn step(hash: u32, c: u32) -> u32 {
    (hash ^ c).wrapping_mul(0x0100_0193)
}

/// Joins two values under the number of a feature into a well mixed key.
#[inline(always)]
pub fn key(feature: u32, a: u32, b: u32) -> u32 {
    let mut h = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(feature) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    h ^= h >> 32;
    h = h.wrapping_mul(0xd6e8_feb8_6659_fd93);
    (h >> 32) as u32
}

/// The features of word `at`, given the two tags before it.
#[inline(always)]
pub fn features(looks: &[Look], at: usize, p1: Tag, p2: Tag) -> Features {
    let edge = |k: u32| Look { word: k, exact: k, shape: 20, class: k as u16, ..Look::default() };
    let get =
        |i: isize| usize::try_from(at as isize + i).ok().and_then(|i| looks.get(i).copied()).unwrap_or(edge(if i < 0 { 1 } else { 2 }));
    let (w, l1, l2, r1, r2) = (get(0), get(-1), get(-2), get(1), get(2));
    let (t1, t2) = (p1 as u32, p2 as u32);
    let shape = u32::from(w.shape) << 1 | u32::from(at == 0);
    let (c, c1, c2) = (u32::from(w.class), u32::from(r1.class), u32::from(r2.class));
    [
        key(0, w.word, 0),
        key(1, w.exact, shape),
        key(2, w.suffixes[0], shape),
        key(3, w.suffixes[1], 0),
        key(4, w.suffixes[2], 0),
        key(5, w.prefix, u32::from(w.shape)),
        key(6, shape, u32::from(r1.shape) << 8 | u32::from(l1.shape)),
        key(7, t1, w.word),
        key(8, t1 << 6 | t2, 0),
        key(9, t1 << 6 | t2, w.word),
        key(10, l1.word, c),
        key(11, l2.word, c),
        key(12, r1.word, c),
        key(13, r2.word, c),
        key(14, t1 << 16 | c1, w.word),
        key(15, t1 << 16 | c1, c),
        key(16, t1 << 6 | t2, c << 16 | c1),
        key(17, c1 << 16 | c2, c),
        key(18, r1.suffixes[0], t1 << 16 | c),
        key(19, w.word, r1.word),
        key(20, l1.word, w.word),
        key(21, w.suffixes[1], t1 << 16 | u32::from(w.shape)),
    ]
}
