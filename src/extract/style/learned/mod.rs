//! What was learned of loaded words: a model of the word in its context gives each word a score. Two logistic regressions: one of the
//! word, one of the sentence; what the second says is added, with a small weight, to every word of the sentence.

pub mod features;
pub mod model;
pub mod train;

use super::{Hit, Page};
use crate::lexicon::Lexicons;
use features::Features;
use model::Model;
use std::sync::LazyLock;

/// Loaded words with a lower score are not even candidates.
pub const LEAST: f32 = 0.3;

/// The score of a strong word of the lexicon: it counts in any case.
pub fn strong(score: f32) -> f32 {
    score.max(super::COUNTS + (1.0 - super::COUNTS) * score)
}

static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(include_bytes!("../../../../data/models/style.bin")));

/// Scores the words of one sentence after the other.
#[derive(Debug, Default)]
pub struct Reader {
    features: Features,
    scores: Vec<f32>,
}

impl Reader {
    /// The score of every token of a sentence, 0 to 1 (0 for marks and words of closed classes), by the model in the binary; `None` without a sound one.
    pub fn scores(&mut self, page: &Page, hits: &[Hit], lexicons: &Lexicons) -> Option<&[f32]> {
        self.scores_by(MODEL.as_ref()?, page, hits, lexicons)
    }

    /// The same by a model.
    pub fn scores_by(&mut self, model: &Model, page: &Page, hits: &[Hit], lexicons: &Lexicons) -> Option<&[f32]> {
        self.features.read(page, hits, lexicons);
        self.scores.clear();
        let sentence = model.sentence(&self.features.sentence);
        let score = |i| if self.features.is_content(i) { model.score(self.features.of(i), sentence) } else { 0.0 };
        self.scores.extend((0..self.features.len()).map(score));
        Some(&self.scores)
    }
}
