//! The chain of labels over a paragraph: which is the most likely, and how likely each label is where it stands.

use crate::text::machine::{self, Work};

/// Labels: 0 nothing, 1 content begins, 2 content, 3 cue begins, 4 cue, 5 speaker begins, 6 speaker.
pub const LABELS: usize = 7;
/// Scores of the labels of one token.
pub type Scores = [f32; LABELS];
/// Scores of a label (column) behind another (row).
pub type Joint = [[f32; LABELS]; LABELS];

/// One number for each label, and one more, so that all are worked on at once.
type Lanes = [f32; LABELS + 1];
/// A [`Joint`] in lanes.
pub type Rows = [Lanes; LABELS];

/// The factors of a joint, see [`factors`]: for each label those of the labels behind it, and those of the labels before it.
#[derive(Debug, Clone)]
pub struct Factors {
    behind: Rows,
    before: Rows,
}

/// Whether a label may stand behind another: what goes on must have begun.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The most likely labels; `joints[i]` joins token i - 1 and i (the first is not looked at), [`closed`] to what may not follow.
pub fn best(scores: &[Scores], joints: &[&Rows]) -> Vec<u8> {
    machine::wide(Best { scores, joints })
}

struct Best<'a> {
    scores: &'a [Scores],
    joints: &'a [&'a Rows],
}

impl Work for Best<'_> {
    type Done = Vec<u8>;

    #[inline(always)]
    fn work(self) -> Vec<u8> {
        let Best { scores, joints } = self;
        let Some(first) = scores.first() else { return Vec::new() };
        let mut totals = Vec::with_capacity(scores.len());
        let mut total = lanes(first, f32::NEG_INFINITY);
        (0..LABELS).filter(|l| !may_follow(0, *l)).for_each(|l| total[l] = f32::NEG_INFINITY);
        totals.push(total);
        for (own, joint) in scores.iter().zip(joints).skip(1) {
            let mut next = [f32::NEG_INFINITY; LABELS + 1];
            for (before, row) in total.iter().zip(*joint) {
                for (label, next) in next.iter_mut().enumerate() {
                    let score = before + row[label];
                    *next = if score > *next { score } else { *next };
                }
            }
            let own = lanes(own, 0.0);
            total = std::array::from_fn(|label| next[label] + own[label]);
            totals.push(total);
        }
        // From the end: which label before led to the best.
        let first_of_best = |of: &dyn Fn(usize) -> f32| (1..LABELS).fold(0, |b, l| if of(l) > of(b) { l } else { b });
        let mut out = vec![0; scores.len()];
        let mut label = first_of_best(&|l| total[l]);
        for i in (0..scores.len()).rev() {
            out[i] = label as u8;
            if let Some(before) = i.checked_sub(1).map(|b| &totals[b]) {
                label = first_of_best(&|l| before[l] + joints[i][l][label]);
            }
        }
        out
    }
}

/// Probabilities of each label at each token (forward-backward); `factors[i]` are those of joint i.
pub fn likely(scores: &[Scores], factors: &[&Factors]) -> Vec<Scores> {
    machine::wide(Passing { scores, factors }).tokens
}

/// Probabilities of each label at each token, and of each pair of labels at each joint.
pub fn likely_pairs(scores: &[Scores], factors: &[&Factors]) -> (Vec<Scores>, Vec<Joint>) {
    let Passes { own, ahead, behind, tokens } = machine::wide(Passing { scores, factors });
    let mut pairs = Vec::with_capacity(scores.len());
    for i in 1..scores.len() {
        let mut pair = [[0f32; LABELS]; LABELS];
        let mut sum = 0.0;
        for before in 0..LABELS {
            for label in 0..LABELS {
                pair[before][label] = ahead[i - 1][before] * factors[i].behind[before][label] * own[i][label] * behind[i][label];
                sum += pair[before][label];
            }
        }
        pair.iter_mut().flatten().for_each(|p| *p /= sum.max(f32::MIN_POSITIVE));
        pairs.push(pair);
    }
    (tokens, pairs)
}

struct Passing<'a> {
    scores: &'a [Scores],
    factors: &'a [&'a Factors],
}

struct Passes {
    /// The labels' own weights, what leads to them and what follows from them.
    own: Vec<Lanes>,
    ahead: Vec<Lanes>,
    behind: Vec<Lanes>,
    /// All three together, evened out.
    tokens: Vec<Scores>,
}

impl Work for Passing<'_> {
    type Done = Passes;

    #[inline(always)]
    fn work(self) -> Passes {
        let Passing { scores, factors } = self;
        let n = scores.len();
        let mut own: Vec<Lanes> = Vec::with_capacity(n);
        for score in scores {
            let top = score.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            own.push(lanes(&score.map(|s| (s - top).exp()), 0.0));
        }
        let mut ahead = vec![[0f32; LABELS + 1]; n];
        let mut behind = vec![[1f32; LABELS + 1]; n];
        for i in 0..n {
            let mut reach = [0f32; LABELS + 1];
            match i {
                0 => (0..LABELS).for_each(|label| reach[label] = f32::from(u8::from(may_follow(0, label)))),
                _ => add(&mut reach, &ahead[i - 1], &factors[i].behind),
            }
            ahead[i] = times(&reach, &own[i]);
            if i % FAR == 0 {
                ahead[i] = evened(ahead[i]);
            }
        }
        for i in (0..n.saturating_sub(1)).rev() {
            let mut reach = [0f32; LABELS + 1];
            add(&mut reach, &times(&own[i + 1], &behind[i + 1]), &factors[i + 1].before);
            behind[i] = if i % FAR == 0 { evened(reach) } else { reach };
        }
        let mut tokens = Vec::with_capacity(n);
        for i in 0..n {
            let row = evened(times(&ahead[i], &behind[i]));
            tokens.push(std::array::from_fn(|l| row[l]));
        }
        Passes { own, ahead, behind, tokens }
    }
}

/// Numbers are evened out after as many tokens: far below what they can hold, and sums of lanes are waited for.
const FAR: usize = 4;

#[inline(always)]
fn lanes(row: &Scores, rest: f32) -> Lanes {
    std::array::from_fn(|l| row.get(l).copied().unwrap_or(rest))
}

#[inline(always)]
fn times(a: &Lanes, b: &Lanes) -> Lanes {
    std::array::from_fn(|l| a[l] * b[l])
}

/// Adds the rows, each as often as its share says.
#[inline(always)]
fn add(sum: &mut Lanes, shares: &Lanes, rows: &Rows) {
    // Two sums, so that one need not wait for the other.
    let mut more = [0f32; LABELS + 1];
    for pair in 0..LABELS / 2 {
        let (a, b) = (2 * pair, 2 * pair + 1);
        (0..=LABELS).for_each(|l| sum[l] += shares[a] * rows[a][l]);
        (0..=LABELS).for_each(|l| more[l] += shares[b] * rows[b][l]);
    }
    (0..=LABELS).for_each(|l| sum[l] += shares[LABELS - 1] * rows[LABELS - 1][l] + more[l]);
}

/// The scores of a joint without a way to what may not follow.
pub fn closed(joint: &Joint) -> Rows {
    let mut out = [[f32::NEG_INFINITY; LABELS + 1]; LABELS];
    for (before, row) in out.iter_mut().enumerate() {
        (0..LABELS).filter(|label| may_follow(before, *label)).for_each(|label| row[label] = joint[before][label]);
    }
    out
}

/// Scores of a joint as factors; 0 for what may not follow.
pub fn factors(joint: &Joint) -> Factors {
    let mut out = Factors { behind: [[0.0; LABELS + 1]; LABELS], before: [[0.0; LABELS + 1]; LABELS] };
    for (before, row) in joint.iter().enumerate() {
        for (label, score) in row.iter().enumerate().filter(|(l, _)| may_follow(before, *l)) {
            let factor = score.exp();
            (out.behind[before][label], out.before[label][before]) = (factor, factor);
        }
    }
    out
}

/// With the sum 1.
#[inline(always)]
fn evened(row: Lanes) -> Lanes {
    let sum = ((row[0] + row[4]) + (row[2] + row[6])) + ((row[1] + row[5]) + row[3]);
    if sum > 0.0 { row.map(|p| p / sum) } else { row }
}
