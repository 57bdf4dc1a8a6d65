//! The parser's model: one row of small weights a feature, added up into a hidden layer; steps and relations are read off that.

use super::Relation;
use super::features::{N, ending, hash};
use super::system::Step;
use crate::text::machine;

/// Width of the hidden layer: two rows are one cache line.
pub const WIDTH: usize = 32;
/// All rows: those of words in their places, then the hashed ones.
pub const ROWS: usize = 106_000;
/// Numbers of words: known ones, then endings of unknown ones.
pub const WORDS: usize = 6_144;
const ENDINGS: usize = 512;
/// Words the model knows by their form.
pub const KNOWN: usize = WORDS - ENDINGS;
/// Rows of the output layer: three steps, then the relations of a left and of a right arc.
pub const OUTPUTS: usize = 3 + 2 * RELATIONS;
pub const RELATIONS: usize = Relation::ALL.len();

const MAGIC: &[u8; 8] = b"PXDEP01\n";
/// So many that the rows begin on a cache line.
const HEADER: usize = 64;
/// A weight of 1 as it is kept.
pub const ONE: f32 = 64.0;

/// A trained parser. The rows stay where they are, in the bytes it is read from.
#[derive(Debug)]
pub struct Model<'a> {
    rows: &'a [[u8; WIDTH]],
    bias: [i16; WIDTH],
    outputs: Vec<[i16; WIDTH]>,
    /// Open addressing: hash and number of the known words; number 0 = empty.
    words: Vec<(u32, u16)>,
}

const SLOTS: usize = (KNOWN * 2).next_power_of_two();

impl Model<'_> {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &[u8]) -> Option<Model<'_>> {
        let head = bytes.get(..HEADER)?;
        let sizes = [ROWS, WIDTH, WORDS, OUTPUTS, N].map(|n| n as u32);
        let said = |i: usize| head.get(8 + i * 4..12 + i * 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let (rows, rest) = bytes.get(HEADER..)?.split_at_checked(ROWS * WIDTH)?;
        let (dense, words) = rest.split_at_checked((OUTPUTS + 1) * WIDTH * 2)?;
        let sound = head.starts_with(MAGIC)
            && (0..5).all(|i| said(i) == Some(sizes[i]))
            && words.len() == KNOWN * 4
            && said(5) == Some(crate::text::tag::model::checksum(&bytes[HEADER..]));
        if !sound {
            return None;
        }
        let mut layers = dense.chunks_exact(WIDTH * 2).map(|row| {
            let mut out = [0; WIDTH];
            row.chunks_exact(2).zip(&mut out).for_each(|(b, o)| *o = i16::from_le_bytes([b[0], b[1]]));
            out
        });
        let mut table = vec![(0, 0); SLOTS];
        for (number, key) in words.chunks_exact(4).enumerate().map(|(i, b)| (i, u32::from_le_bytes([b[0], b[1], b[2], b[3]]))) {
            let mut slot = key as usize & (SLOTS - 1);
            while table[slot].1 != 0 {
                slot = (slot + 1) & (SLOTS - 1);
            }
            table[slot] = (key, number as u16 + 1);
        }
        Some(Model { rows: rows.as_chunks().0, bias: layers.next()?, outputs: layers.collect(), words: table })
    }

    /// The bytes of a model. `rows`, `bias` and `outputs` are rounded; `words` are the hashes of the known words in the order of their numbers.
    pub fn write(rows: &[f32], bias: &[f32], outputs: &[f32], words: &[u32]) -> Vec<u8> {
        let mut body: Vec<u8> = rows.iter().map(|w| (w * ONE).round().clamp(-127.0, 127.0) as i8 as u8).collect();
        for w in bias {
            body.extend(((w * ONE).round() as i16).to_le_bytes());
        }
        for w in outputs {
            body.extend(((w * 256.0).round() as i16).to_le_bytes());
        }
        (0..KNOWN).for_each(|i| body.extend(words.get(i).copied().unwrap_or(u32::MAX).to_le_bytes()));
        let mut out = MAGIC.to_vec();
        for n in [ROWS, WIDTH, WORDS, OUTPUTS, N] {
            out.extend((n as u32).to_le_bytes());
        }
        out.extend(crate::text::tag::model::checksum(&body).to_le_bytes());
        out.resize(HEADER, 0);
        out.extend(body);
        out
    }

    /// The number of a word form.
    pub fn word(&self, word: &str) -> u16 {
        let key = hash(word);
        let mut slot = key as usize & (SLOTS - 1);
        loop {
            match self.words[slot] {
                (_, 0) => return unknown(word),
                (k, number) if k == key => return number - 1,
                _ => slot = (slot + 1) & (SLOTS - 1),
            }
        }
    }

    /// Asks for the rows of some features ahead of [`Model::hidden`].
    #[inline(always)]
    pub fn fetch(&self, rows: &[u32; N]) {
        rows.iter().for_each(|row| machine::fetch(self.rows, *row as usize));
    }

    /// The hidden layer for some features.
    #[inline(always)]
    pub fn hidden(&self, rows: &[u32; N]) -> [i16; WIDTH] {
        let mut sum = self.bias;
        let table = self.rows;
        for row in rows {
            let Some(weights) = table.get(*row as usize) else { continue };
            for (s, w) in sum.iter_mut().zip(weights) {
                *s = s.wrapping_add(i16::from(*w as i8));
            }
        }
        for s in &mut sum {
            *s = (*s).max(0);
        }
        sum
    }

    /// The scores of the three steps.
    #[inline(always)]
    pub fn steps(&self, hidden: &[i16; WIDTH]) -> [i32; 3] {
        [dot(&self.outputs[0], hidden), dot(&self.outputs[1], hidden), dot(&self.outputs[2], hidden)]
    }

    /// The likeliest relation of the arc that a step makes.
    #[inline(always)]
    pub fn relation(&self, hidden: &[i16; WIDTH], step: Step) -> u8 {
        let first = 3 + if step == Step::Right { RELATIONS } else { 0 };
        let mut best = (i32::MIN, 0);
        for (i, weights) in self.outputs[first..first + RELATIONS].iter().enumerate() {
            let score = dot(weights, hidden);
            if score > best.0 {
                best = (score, i as u8);
            }
        }
        best.1
    }
}

/// The number of a word that the model does not know by its form.
pub fn unknown(word: &str) -> u16 {
    let mixed = ending(word).wrapping_mul(0x9e37_79b9) >> 16;
    (KNOWN + mixed as usize % ENDINGS) as u16
}

/// The sum of products, two at a time in eight sums: so the compiler finds the instruction that does that.
#[inline(always)]
fn dot(a: &[i16; WIDTH], b: &[i16; WIDTH]) -> i32 {
    let mut sums = [0i32; 8];
    for half in [0, WIDTH / 2] {
        for (i, sum) in sums.iter_mut().enumerate() {
            let at = half + 2 * i;
            *sum += i32::from(a[at]) * i32::from(b[at]) + i32::from(a[at + 1]) * i32::from(b[at + 1]);
        }
    }
    sums.iter().sum()
}
