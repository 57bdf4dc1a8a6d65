//! What the parser sees of a parse under way: numbers of rows in its model.

use super::model::{ROWS, WORDS};
use super::system::{Node, State};
use crate::text::Tag;
use crate::text::token::is_apostrophe;

/// Places whose word has rows of its own.
const PLACES: usize = 7;
const PAIRS: usize = 30;
pub const N: usize = PLACES + PAIRS;

/// Rows that belong to words; behind them are the hashed ones.
const OWN: usize = PLACES * WORDS;

/// A hash of the word form in lower case; all numbers are one.
pub fn hash(word: &str) -> u32 {
    const START: u32 = 0x811c_9dc5;
    let step = |h: u32, c: u32| (h ^ c).wrapping_mul(0x0100_0193);
    if word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(|c: char| c.is_alphabetic()) {
        return step(START, '0' as u32);
    }
    let plain = word.bytes().fold(START, |h, b| step(h, u32::from(b.to_ascii_lowercase())));
    if word.is_ascii() {
        return plain;
    }
    let chars = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c });
    chars.flat_map(char::to_lowercase).fold(START, |h, c| step(h, c as u32))
}

/// What is left of an unknown word: its ending and whether it has capitals or digits.
pub fn ending(word: &str) -> u32 {
    let capital = word.starts_with(char::is_uppercase);
    let digit = word.bytes().any(|b| b.is_ascii_digit());
    let last = word.chars().rev().take(2).fold(0u32, |h, c| h.wrapping_mul(131).wrapping_add(c.to_ascii_lowercase() as u32));
    last.wrapping_mul(4) + u32::from(capital) * 2 + u32::from(digit)
}

/// The marks between two words as one number: what divides them, and whether a quotation mark stands there.
pub fn mark(before: u8, tag: Tag, word: &str) -> u8 {
    let (kind, quote) = (before & 7, before & 8);
    let this = match (tag, word) {
        (Tag::Quote, _) => return kind | 8,
        (Tag::Hyph, _) => 1,
        (_, ",") => 2,
        (_, "(" | "[") => 3,
        (_, ")" | "]") => 4,
        (_, ":" | ";") => 5,
        (_, "." | "?" | "!") => 6,
        _ => 7,
    };
    quote | if kind == 0 || kind == 1 { this } else { kind.max(this) }
}

#[inline(always)]
fn distance(a: u32, b: u32) -> u64 {
    match b.saturating_sub(a) {
        d @ 0..=4 => u64::from(d),
        5..=6 => 5,
        7..=10 => 6,
        _ => 7,
    }
}

/// The rows that speak for the parse as it stands.
#[inline(always)]
pub fn rows(state: &State) -> [u32; N] {
    let at = |i: u32| -> &Node { &state.nodes[i as usize] };
    let (i0, i1, i2, j0) = (state.below(0), state.below(1), state.below(2), state.next);
    let (s0, s1, s2) = (at(i0), at(i1), at(i2));
    let (b0, b1, b2, b3) = (at(j0), at(j0 + 1), at(j0 + 2), at((j0 + 3).min(state.nodes.len() as u32 - 1)));
    let (l0, r0, r1, lb) = (at(s0.left), at(s0.right), at(s1.right), at(b0.left));
    let t = |n: &Node| u64::from(n.tag);
    let w = |n: &Node| u64::from(n.word) << 6;
    let r = |n: &Node| u64::from(n.relation);
    let m = |n: &Node| u64::from(n.mark);
    let e = |n: &Node| u64::from(n.edge);
    let k = |n: &Node| u64::from(n.kinds) << 20;
    let (t0, t1, t2, u0, u1, u2, u3) = (t(s0), t(s1), t(s2), t(b0), t(b1), t(b2), t(b3));
    let near = u0 << 6 | t0;
    let down = t1 << 6 | t0;
    let (d0, d1) = (distance(i0, j0), distance(i1, i0));
    let valency = |n: &Node| u64::from(n.lefts) << 2 | u64::from(n.rights);
    let keys: [u64; PAIRS] = [
        near << 12 | t1 << 6 | e(b0),
        near << 12 | u1 << 6 | m(b1),
        u0 << 18 | u1 << 12 | u2 << 6 | m(b1),
        u0 << 24 | u1 << 18 | u2 << 12 | u3 << 6,
        t0 << 18 | t(l0) << 12 | t(r0) << 6 | u0,
        down << 12 | t(r1) << 6 | u0,
        near << 12 | t(lb) << 6 | m(b0),
        down << 12 | t2 << 6 | u0,
        near << 12 | d0 << 6 | e(b0),
        down << 12 | d1 << 6 | e(s0),
        near << 12 | valency(s0) << 6 | valency(b0),
        down << 12 | valency(s1) << 6 | valency(s0),
        k(s0) | near,
        k(s1) | down,
        down << 18 | t2 << 12 | u0 << 6 | e(b0),
        k(b0) | near,
        w(s0) << 6 | u0,
        w(b0) << 6 | t0,
        w(s0) << 13 | w(b0),
        w(s1) << 13 | w(s0),
        w(s1) << 6 | t0,
        w(s0) << 6 | t1,
        w(s1) << 12 | t0 << 6 | u0,
        w(b0) << 6 | u1,
        w(s0) << 12 | r(r0) << 6 | r(l0),
        w(s1) << 12 | r(r1) << 6 | t0,
        w(b0) << 6 | t(lb),
        e(b0) << 18 | e(s0) << 12 | m(b1) << 6 | t0,
        u64::from(state.past) << 12 | near,
        w(s0) << 13 | w(b1) << 6 | u0,
    ];
    let words = [s0, b0, s1, b1, s2, r0, lb];
    let mut out = [0; N];
    for (place, node) in words.into_iter().enumerate() {
        out[place] = (place * WORDS) as u32 + u32::from(node.word);
    }
    for (i, key) in keys.into_iter().enumerate() {
        let mixed = ((key << 5) | i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        out[PLACES + i] = (OWN as u64 + (((mixed >> 32) * (ROWS - OWN) as u64) >> 32)) as u32;
    }
    out
}
