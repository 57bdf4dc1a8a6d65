//! The model's weights and the bytes they are kept in.

use super::chain::{self, Factors, Joint, LABELS, Rows, Scores};
use super::features::{JOINTS, N, Paragraph, joint};
use super::row::Row;
use crate::text::machine::{self, Work};
use crate::text::tag::model::checksum;

/// Bits of a feature's place among the rows of the chain, and among the weights of the pairs.
pub const CHAIN_BITS: u32 = 19;
pub const PAIR_BITS: u32 = 16;
/// Bytes of a row: one for each label, and one more.
pub const WIDTH: usize = 8;

/// The rows, one for each place that a feature can have.
type Chain = [[u8; WIDTH]; 1 << CHAIN_BITS];

const MAGIC: &[u8; 8] = b"PXQUO01\n";
const HEADER: usize = 64;

/// What was learned of attributions. The rows of the chain stay where they are, in the bytes they are read from.
#[derive(Debug)]
pub struct Model<'a> {
    chain: &'a Chain,
    scale: f32,
    joints: Vec<Rows>,
    factors: Vec<Factors>,
    contents: Pairs,
    speakers: Pairs,
}

/// Labels of a paragraph, and how likely each label is at each token.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    pub labels: Vec<u8>,
    pub likely: Vec<Scores>,
}

impl<'a> Model<'a> {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        let head = bytes.get(..HEADER)?;
        let word = |i: usize| head.get(8 + i * 4..12 + i * 4).map(|b| [b[0], b[1], b[2], b[3]]);
        let number = |i: usize| word(i).map(u32::from_le_bytes);
        let scale = |i: usize| word(i).map(f32::from_le_bytes).filter(|s| s.is_finite() && *s > 0.0);
        let (chain, rest) = bytes.get(HEADER..)?.split_at_checked(WIDTH << CHAIN_BITS)?;
        let (joints, rest) = rest.split_at_checked(JOINTS * LABELS * LABELS * 4)?;
        let (contents, speakers) = rest.split_at_checked(2 << PAIR_BITS)?;
        let sizes = [CHAIN_BITS, PAIR_BITS, JOINTS as u32, N as u32];
        let sound = head.starts_with(MAGIC)
            && (0..4).all(|i| number(i) == Some(sizes[i]))
            && speakers.len() == 2 << PAIR_BITS
            && number(4) == Some(checksum(&bytes[HEADER..]));
        if !sound {
            return None;
        }
        let mut floats = joints.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let mut table = vec![[[0f32; LABELS]; LABELS]; JOINTS];
        table.iter_mut().flatten().flatten().for_each(|w| *w = floats.next().filter(|w| w.is_finite()).unwrap_or(0.0));
        Some(Model {
            chain: chain.as_chunks().0.try_into().ok()?,
            scale: scale(5)?,
            joints: table.iter().map(chain::closed).collect(),
            factors: table.iter().map(chain::factors).collect(),
            contents: Pairs::read(contents, scale(6)?),
            speakers: Pairs::read(speakers, scale(7)?),
        })
    }

    /// The bytes of a model.
    pub fn write(chain: &[[f32; LABELS]], joints: &[Joint], contents: &[f32], speakers: &[f32]) -> Vec<u8> {
        let (step, parts) = (step(chain.iter().flatten().copied(), 127.0), [contents, speakers]);
        let mut body = Vec::with_capacity(WIDTH << CHAIN_BITS);
        for row in chain {
            body.extend(row.map(|w| (w / step).round().clamp(-127.0, 127.0) as i8 as u8));
            body.push(0);
        }
        joints.iter().flatten().flatten().for_each(|w| body.extend(w.to_le_bytes()));
        let steps = parts.map(|p| self::step(p.iter().copied(), 32_767.0));
        for (part, step) in parts.iter().zip(steps) {
            part.iter().for_each(|w| body.extend(((w / step).round().clamp(-32_767.0, 32_767.0) as i16).to_le_bytes()));
        }
        let mut out = MAGIC.to_vec();
        for n in [CHAIN_BITS, PAIR_BITS, JOINTS as u32, N as u32, checksum(&body)] {
            out.extend(n.to_le_bytes());
        }
        [step, steps[0], steps[1]].iter().for_each(|s| out.extend(s.to_le_bytes()));
        out.resize(HEADER, 0);
        out.extend(body);
        out
    }

    /// The most likely labels of a paragraph.
    pub fn label(&self, rows: &[Row]) -> Reading {
        if rows.is_empty() {
            return Reading::default();
        }
        let paragraph = Paragraph::new(rows);
        let scores = machine::wide(Scoring { model: self, paragraph: &paragraph, tokens: rows.len() });
        let sets: Vec<usize> = (0..rows.len()).map(|i| joint(rows, i)).collect();
        let labels = chain::best(&scores, &refs(&self.joints, &sets));
        // Nothing found by model or rule: nobody asks how likely it is.
        let asked = labels.iter().any(|l| *l > 0) || rows.iter().any(|r| r.rule > 0);
        let likely = if asked { chain::likely(&scores, &refs(&self.factors, &sets)) } else { Vec::new() };
        Reading { labels, likely }
    }

    #[inline(always)]
    fn score(&self, places: &[u32; N]) -> Scores {
        let sum = self.sum(places);
        let mut out = [0.0; LABELS];
        out.iter_mut().zip(sum).for_each(|(o, s)| *o = f32::from(s) * self.scale);
        out
    }

    /// The rows added up. Not inlined: seeing that only seven sums are used, the compiler would work on them in pieces.
    #[inline(never)]
    fn sum(&self, places: &[u32; N]) -> [i16; WIDTH] {
        let mut sum = [0i16; WIDTH];
        for at in places {
            let weights = &self.chain[*at as usize];
            (0..WIDTH).for_each(|i| sum[i] = sum[i].wrapping_add(i16::from(weights[i] as i8)));
        }
        sum
    }

    /// Probabilities of the cues (and of none, last) for a content, given the features of each.
    pub fn cue(&self, candidates: &[Vec<u32>]) -> Vec<f32> {
        self.contents.likely(candidates)
    }

    /// Probabilities of the speakers (and of none, last) for a cue.
    pub fn speaker(&self, candidates: &[Vec<u32>]) -> Vec<f32> {
        self.speakers.likely(candidates)
    }
}

/// A paragraph whose tokens are to be scored.
struct Scoring<'a, 'm> {
    model: &'a Model<'m>,
    paragraph: &'a Paragraph<'a>,
    tokens: usize,
}

impl Work for Scoring<'_, '_> {
    type Done = Vec<Scores>;

    /// While the rows for a token are on their way from memory, the one before it is added up.
    #[inline(always)]
    fn work(self) -> Vec<Scores> {
        let Scoring { model, paragraph, tokens } = self;
        let chain = model.chain;
        let mut out = Vec::with_capacity(tokens);
        let mut before = [0; N];
        for i in 0..=tokens {
            let mut places = [0; N];
            if i < tokens {
                for (at, key) in places.iter_mut().zip(paragraph.features(i)) {
                    *at = place(key, CHAIN_BITS) as u32;
                    machine::fetch(chain, place(key, CHAIN_BITS));
                }
            }
            if i > 0 {
                out.push(model.score(&before));
            }
            before = places;
        }
        out
    }
}

/// The joint of each token.
fn refs<'j, T>(table: &'j [T], sets: &[usize]) -> Vec<&'j T> {
    sets.iter().map(|s| &table[*s]).collect()
}

/// Where a key's weights are.
#[inline(always)]
pub fn place(key: u32, bits: u32) -> usize {
    (key >> (32 - bits)) as usize
}

/// The step between neighbouring numbers: one weight in ten thousand is cut off at the top.
fn step(weights: impl Iterator<Item = f32>, top: f32) -> f32 {
    let mut sizes: Vec<f32> = weights.map(f32::abs).filter(|w| *w > 0.0).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 10_000)).copied().unwrap_or(1.0).max(1e-6) / top
}

/// Weights of pairs, asked for the best of several.
#[derive(Debug)]
struct Pairs {
    weights: Vec<i16>,
    scale: f32,
}

impl Pairs {
    fn read(bytes: &[u8], scale: f32) -> Pairs {
        Pairs { weights: bytes.chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect(), scale }
    }

    fn likely(&self, candidates: &[Vec<u32>]) -> Vec<f32> {
        let weight = |key: &u32| self.weights.get(place(*key, PAIR_BITS)).map_or(0, |w| i32::from(*w));
        let scores: Vec<f32> = candidates.iter().map(|c| c.iter().map(weight).sum::<i32>() as f32 * self.scale).collect();
        shares(&scores)
    }
}

/// Scores to probabilities.
pub fn shares(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut out: Vec<f32> = scores.iter().map(|s| (s - top).exp()).collect();
    let sum: f32 = out.iter().sum();
    out.iter_mut().for_each(|p| *p /= sum.max(f32::MIN_POSITIVE));
    out
}

/// The index of the highest.
pub fn highest(shares: &[f32]) -> usize {
    (0..shares.len()).fold(0, |b, i| if shares[i] > shares[b] { i } else { b })
}
