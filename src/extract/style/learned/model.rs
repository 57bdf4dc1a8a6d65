//! The model's weights and the bytes they are kept in.

use super::features::{SENTENCE_BITS, WORD_BITS};
use crate::text::tag::model::checksum;

const MAGIC: &[u8; 8] = b"PXSTY01\n";
const HEADER: usize = 64;

/// What was learned; the weights stay in the bytes they are read from.
#[derive(Debug)]
pub struct Model<'a> {
    words: &'a [u8],
    sentences: &'a [u8],
    /// Steps of the weights.
    scales: [f32; 2],
    /// What the sentence weighs beside the word, and from which sum on a word counts.
    share: f32,
    threshold: f32,
}

/// Weights as they are learned.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    pub words: Vec<f32>,
    pub sentences: Vec<f32>,
    pub share: f32,
    pub threshold: f32,
}

impl<'a> Model<'a> {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &'a [u8]) -> Option<Model<'a>> {
        let (head, rest) = bytes.split_at_checked(HEADER)?;
        let word = |i: usize| head.get(8 + i * 4..12 + i * 4).map(|b| [b[0], b[1], b[2], b[3]]);
        let number = |i: usize| word(i).map(u32::from_le_bytes);
        let float = |i: usize| word(i).map(f32::from_le_bytes).filter(|x| x.is_finite());
        let (words, sentences) = rest.split_at_checked(1 << WORD_BITS)?;
        let sound = head.starts_with(MAGIC)
            && sentences.len() == 1 << SENTENCE_BITS
            && number(0)? == WORD_BITS
            && number(1)? == SENTENCE_BITS
            && number(2)? == checksum(rest);
        let model = Model { words, sentences, scales: [float(3)?, float(4)?], share: float(5)?, threshold: float(6)? };
        sound.then_some(model)
    }

    /// What the sentence says, before it is weighed.
    pub fn sentence(&self, features: &[(u32, f32)]) -> f32 {
        let sum: f32 = features.iter().map(|(row, value)| value * f32::from(self.sentences[*row as usize] as i8)).sum();
        sum * self.scales[1]
    }

    /// How sure it is that a word is loaded, 0 to 1; half is where it counts.
    pub fn score(&self, features: &[u32], sentence: f32) -> f32 {
        let sum: i32 = features.iter().map(|row| i32::from(self.words[*row as usize] as i8)).sum();
        let x = sum as f32 * self.scales[0] + self.share * sentence - self.threshold;
        1.0 / (1.0 + (-x).exp())
    }
}

impl Weights {
    /// The bytes of the model.
    pub fn bytes(&self) -> Vec<u8> {
        let scale = |weights: &[f32]| weights.iter().fold(0.0_f32, |m, w| m.max(w.abs())).max(1e-6) / 127.0;
        let scales = [scale(&self.words), scale(&self.sentences)];
        let quantised = |weights: &[f32], scale: f32| weights.iter().map(|w| (w / scale).round() as i8 as u8).collect::<Vec<u8>>();
        let rest = [quantised(&self.words, scales[0]), quantised(&self.sentences, scales[1])].concat();
        let mut out = MAGIC.to_vec();
        [WORD_BITS, SENTENCE_BITS, checksum(&rest)].iter().for_each(|n| out.extend(n.to_le_bytes()));
        [scales[0], scales[1], self.share, self.threshold].iter().for_each(|x| out.extend(x.to_le_bytes()));
        out.resize(HEADER, 0);
        out.extend(rest);
        out
    }
}
