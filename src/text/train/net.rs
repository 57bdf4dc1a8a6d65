//! The parser's network while it learns: floats, one example at a time, AdaGrad.

use crate::text::parse::features::N;
use crate::text::parse::model::{ONE, OUTPUTS, RELATIONS, ROWS, WIDTH};
use crate::text::parse::system::Step;

pub type Hidden = [f32; WIDTH];

/// Weights with the sum of their squared gradients.
pub struct Layer {
    pub weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Layer {
    fn new(rows: usize, spread: f32, seed: &mut u64) -> Layer {
        let weights = (0..rows * WIDTH).map(|_| (random(seed) * 2.0 - 1.0) * spread).collect();
        Layer { weights, squares: vec![SLOW; rows * WIDTH] }
    }

    fn row(&self, row: usize) -> &[f32] {
        &self.weights[row * WIDTH..(row + 1) * WIDTH]
    }

    fn learn(&mut self, row: usize, gradient: &Hidden, rate: f32, limit: f32) {
        let range = row * WIDTH..(row + 1) * WIDTH;
        for ((w, s), g) in self.weights[range.clone()].iter_mut().zip(&mut self.squares[range]).zip(gradient) {
            *s += g * g;
            *w = (*w - rate * g / s.sqrt()).clamp(-limit, limit);
        }
    }
}

pub struct Net {
    pub rows: Layer,
    pub bias: Layer,
    pub outputs: Layer,
}

/// Squares to begin with: rare features learn slowly, or they are learned by heart.
const SLOW: f32 = 5.0;
/// What a row's weights may be at most, so that they can be kept in eight bits.
const LIMIT: f32 = 127.0 / ONE;

impl Net {
    pub fn new(seed: &mut u64) -> Net {
        let mut bias = Layer::new(1, 0.0, seed);
        bias.weights.fill(0.2);
        Net { rows: Layer::new(ROWS, 0.05, seed), bias, outputs: Layer::new(OUTPUTS, 0.3, seed) }
    }

    pub fn hidden(&self, rows: &[u32; N]) -> Hidden {
        let mut sum = [0.0; WIDTH];
        sum.copy_from_slice(&self.bias.weights);
        for row in rows {
            for (s, w) in sum.iter_mut().zip(self.rows.row(*row as usize)) {
                *s += w;
            }
        }
        sum.map(|s| s.max(0.0))
    }

    pub fn steps(&self, hidden: &Hidden) -> [f32; 3] {
        [0, 1, 2].map(|i| dot(self.outputs.row(i), hidden))
    }

    pub fn relations(&self, hidden: &Hidden, step: Step) -> [f32; RELATIONS] {
        let first = first(step);
        let mut out = [0.0; RELATIONS];
        out.iter_mut().enumerate().for_each(|(i, o)| *o = dot(self.outputs.row(first + i), hidden));
        out
    }

    /// One step down: `errors` are the gradients of the outputs by their number.
    pub fn learn(&mut self, rows: &[u32; N], hidden: &Hidden, errors: &[(usize, f32)], rate: f32) {
        let mut back = [0.0; WIDTH];
        for (output, error) in errors.iter().filter(|e| e.1.abs() > 1e-4) {
            for (b, w) in back.iter_mut().zip(self.outputs.row(*output)) {
                *b += error * w;
            }
            self.outputs.learn(*output, &hidden.map(|h| h * error), rate, 120.0);
        }
        for (b, h) in back.iter_mut().zip(hidden) {
            if *h <= 0.0 {
                *b = 0.0;
            }
        }
        if back.iter().all(|b| *b == 0.0) {
            return;
        }
        self.bias.learn(0, &back, rate, 100.0);
        for row in rows {
            self.rows.learn(*row as usize, &back, rate, LIMIT);
        }
    }
}

/// The first output of the relations of a step's arc.
pub fn first(step: Step) -> usize {
    3 + if step == Step::Right { RELATIONS } else { 0 }
}

fn dot(a: &[f32], b: &Hidden) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// A number from 0 to 1, the same in every run.
pub fn random(seed: &mut u64) -> f32 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    (*seed >> 40) as f32 / (1u32 << 24) as f32
}
