//! The chain of labels over a paragraph: which is the most likely, and how likely each label is where it stands.

/// Labels: 0 nothing, 1 content begins, 2 content, 3 cue begins, 4 cue, 5 speaker begins, 6 speaker.
pub const LABELS: usize = 7;
/// Scores of the labels of one token.
pub type Scores = [f32; LABELS];
/// Scores of a label (column) behind another (row).
pub type Joint = [[f32; LABELS]; LABELS];

/// Whether a label may stand behind another: what goes on must have begun.
pub fn may_follow(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

/// The most likely labels; `joints[i]` joins token i - 1 and i (the first is not looked at), [`closed`] to what may not follow.
pub fn best(scores: &[Scores], joints: &[&Joint]) -> Vec<u8> {
    let Some(first) = scores.first() else { return Vec::new() };
    let mut total = *first;
    (0..LABELS).filter(|l| !may_follow(0, *l)).for_each(|l| total[l] = f32::NEG_INFINITY);
    let mut back = Vec::with_capacity(scores.len());
    for (own, joint) in scores.iter().zip(joints).skip(1) {
        let (mut next, mut from) = ([f32::NEG_INFINITY; LABELS], [0u8; LABELS]);
        for before in 0..LABELS {
            for label in 0..LABELS {
                let score = total[before] + joint[before][label];
                let better = score > next[label];
                next[label] = if better { score } else { next[label] };
                from[label] = if better { before as u8 } else { from[label] };
            }
        }
        (0..LABELS).for_each(|label| next[label] += own[label]);
        back.push(from);
        total = next;
    }
    let mut label = (0..LABELS).fold(0, |b, l| if total[l] > total[b] { l } else { b });
    let mut out = vec![0; scores.len()];
    for i in (0..scores.len()).rev() {
        out[i] = label as u8;
        if i > 0 {
            label = back[i - 1][label] as usize;
        }
    }
    out
}

/// Probabilities of each label at each token (forward-backward); `weights[i]` are those of [`weights`] for joint i.
pub fn likely(scores: &[Scores], weights: &[&Joint]) -> Vec<Scores> {
    passes(scores, weights).3
}

/// Probabilities of each label at each token, and of each pair of labels at each joint.
pub fn likely_pairs(scores: &[Scores], weights: &[&Joint]) -> (Vec<Scores>, Vec<Joint>) {
    let (own, ahead, behind, tokens) = passes(scores, weights);
    let mut pairs = Vec::with_capacity(scores.len());
    for i in 1..scores.len() {
        let mut pair = [[0f32; LABELS]; LABELS];
        let mut sum = 0.0;
        for before in 0..LABELS {
            for label in 0..LABELS {
                pair[before][label] = ahead[i - 1][before] * weights[i][before][label] * own[i][label] * behind[i][label];
                sum += pair[before][label];
            }
        }
        pair.iter_mut().flatten().for_each(|p| *p /= sum.max(f32::MIN_POSITIVE));
        pairs.push(pair);
    }
    (tokens, pairs)
}

/// The labels' own weights, what leads to them, what follows from them, and all three together, evened out.
type Passes = (Vec<Scores>, Vec<Scores>, Vec<Scores>, Vec<Scores>);

fn passes(scores: &[Scores], weights: &[&Joint]) -> Passes {
    let n = scores.len();
    let mut own: Vec<Scores> = Vec::with_capacity(n);
    for score in scores {
        let top = score.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        own.push(score.map(|s| (s - top).exp()));
    }
    let mut ahead = vec![[0f32; LABELS]; n];
    let mut behind = vec![[1f32; LABELS]; n];
    for i in 0..n {
        let mut reach = [0f32; LABELS];
        match i {
            0 => (0..LABELS).for_each(|label| reach[label] = f32::from(u8::from(may_follow(0, label)))),
            _ => {
                for before in 0..LABELS {
                    (0..LABELS).for_each(|label| reach[label] += ahead[i - 1][before] * weights[i][before][label]);
                }
            }
        }
        (0..LABELS).for_each(|label| ahead[i][label] = reach[label] * own[i][label]);
        even(&mut ahead[i]);
    }
    for i in (0..n.saturating_sub(1)).rev() {
        for before in 0..LABELS {
            behind[i][before] = (0..LABELS).map(|l| weights[i + 1][before][l] * own[i + 1][l] * behind[i + 1][l]).sum();
        }
        even(&mut behind[i]);
    }
    let mut tokens = Vec::with_capacity(n);
    for i in 0..n {
        let mut row = [0f32; LABELS];
        (0..LABELS).for_each(|l| row[l] = ahead[i][l] * behind[i][l]);
        even(&mut row);
        tokens.push(row);
    }
    (own, ahead, behind, tokens)
}

/// The scores of a joint without a way to what may not follow.
pub fn closed(joint: &Joint) -> Joint {
    let mut out = [[f32::NEG_INFINITY; LABELS]; LABELS];
    for (before, row) in out.iter_mut().enumerate() {
        (0..LABELS).filter(|label| may_follow(before, *label)).for_each(|label| row[label] = joint[before][label]);
    }
    out
}

/// Scores of a joint as factors; 0 for what may not follow.
pub fn weights(joint: &Joint) -> Joint {
    let mut out = [[0f32; LABELS]; LABELS];
    for (before, row) in out.iter_mut().enumerate() {
        for (label, weight) in row.iter_mut().enumerate() {
            if may_follow(before, label) {
                *weight = joint[before][label].exp();
            }
        }
    }
    out
}

/// Makes the sum 1.
fn even(row: &mut Scores) {
    let sum: f32 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|p| *p /= sum);
    }
}
