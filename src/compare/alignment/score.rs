//! How alike two sentences are, and whether they restate the same thing.

use super::units::{Sentence, Units};

/// What two sentences share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Likeness {
    /// Shared weight over the geometric mean of both sentences' weights, 0 to 1.
    pub cosine: f64,
    /// Longest common subsequence of units over the geometric mean of their numbers, 0 to 1.
    pub order: f64,
    /// Weight of shared classes of event words.
    pub events: f64,
    /// Weight of shared numbers.
    pub numbers: f64,
    /// Pairs of neighbours that both have, at most four.
    pub pairs: f64,
    /// Whether both give a figure of one key, or of one counted noun and value.
    pub key: bool,
    /// How many different units both have.
    pub shared: usize,
}

impl Likeness {
    pub fn of(a: &Sentence, b: &Sentence, units: &Units, key: bool) -> Likeness {
        let mut out = Likeness { key, ..Likeness::default() };
        let mut weight = 0.0;
        let (mut i, mut j) = (0, 0);
        while let (Some(x), Some(y)) = (a.weights.get(i), b.weights.get(j)) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    weight += x.1;
                    out.events += if units.is_class(x.0) { x.1 } else { 0.0 };
                    out.numbers += if units.is_number(x.0) { x.1 } else { 0.0 };
                    out.shared += 1;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        let mean = |x: f64, y: f64| (x * y).sqrt().max(f64::MIN_POSITIVE);
        out.cosine = weight / mean(a.total, b.total);
        out.order = longest_common(&a.sequence, &b.sequence) as f64 / mean(a.sequence.len() as f64, b.sequence.len() as f64);
        out.pairs = neighbours(&a.sequence, &b.sequence).min(4) as f64;
        out
    }

    /// Probability that the sentences restate the same thing. A logistic regression on six features, weighed on 7,000 pairs
    /// of sentences of five articles (114 of them restate each other), each article pair judged by the others' weights:
    /// `tests/score/aligned.py` measures it.
    pub fn probability(&self) -> f64 {
        let z = -7.2
            + 7.8 * self.cosine
            + 5.5 * self.order
            + 0.49 * self.events
            + 0.57 * self.numbers
            + 0.42 * self.pairs
            + if self.key { 5.1 } else { 0.0 };
        1.0 / (1.0 + (-z).exp())
    }

    /// Mean of cosine and order.
    pub fn likeness(&self) -> f64 {
        (self.cosine + self.order) / 2.0
    }

    /// The same clause with most of its content.
    pub fn is_copy(&self) -> bool {
        self.shared >= 4 && self.likeness() >= 0.5
    }
}

/// Length of the longest common subsequence (Hirschberg 1975, Communications of the ACM 18, 341-343).
pub fn longest_common<T: PartialEq>(a: &[T], b: &[T]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

fn neighbours(a: &[u32], b: &[u32]) -> usize {
    let pairs = |s: &[u32]| s.windows(2).map(|w| (w[0], w[1])).collect::<std::collections::BTreeSet<_>>();
    pairs(a).intersection(&pairs(b)).count()
}
