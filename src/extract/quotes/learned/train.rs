//! Makes the model: a chain of labels (conditional random field) and two choices (softmax), all by AdaGrad. Used by a hidden
//! command only; the same articles give the same bytes.

use super::chain::{self, Joint, LABELS, Scores};
use super::features::{JOINTS, Paragraph, joint};
use super::model::{CHAIN_BITS, Model, PAIR_BITS, place, shares};
use super::pairs::{Places, Scene};
use super::read;
use super::row::Row;
use crate::extract::quotes::{join, page::Page};
use crate::lexicon::Lexicons;
use crate::text::{CodePoints, Document};
use std::ops::Range;

/// An article to learn from, with its attributions.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Lesson {
    pub text: String,
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub quotes: Vec<Gold>,
}

/// One attribution: pieces of content, cue and speaker in code points.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Gold {
    pub content: Vec<[usize; 2]>,
    #[serde(default)]
    pub cue: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    pub speaker: Option<Vec<[usize; 2]>>,
}

/// A paragraph with the labels it should get.
struct Example {
    rows: Vec<Row>,
    rules: Vec<[u32; 3]>,
    labels: Vec<u8>,
    /// For each token the attributions it belongs to, each with 0 as content, 1 as cue, 2 as speaker.
    parts: Vec<Vec<(u8, u32)>>,
}

const ROUNDS: usize = 20;
const RATE: f32 = 0.01;
/// Features seen less often are not learned.
const MIN_COUNT: u8 = 3;
const PAIR_ROUNDS: usize = 6;
const PAIR_RATE: f32 = 0.02;
const SHRINK: f32 = 1e-4;
/// Squared gradients to begin with: the higher, the more slowly rare features learn, or they are learned by heart.
const SQUARE: f32 = 1.0;
const PAIR_SQUARE: f32 = 1e-2;
/// Changes smaller than this are not made.
const SMALL: f32 = 1e-3;
/// Every fourth article is learned from once more without its commas, as scraped texts have lost them.
const WITHOUT_COMMAS: usize = 4;

/// Learns from articles; gives the bytes of a model.
pub fn train(lessons: &[Lesson], lexicons: &Lexicons) -> Vec<u8> {
    let mut examples = Vec::new();
    for (i, lesson) in lessons.iter().enumerate() {
        examples.extend(self::examples(lesson, lexicons));
        if i % WITHOUT_COMMAS == 0 {
            examples.extend(self::examples(&without_commas(lesson), lexicons));
        }
    }
    let (weights, joints) = learn_chain(&examples);
    let (mut contents, mut speakers) = (Vec::new(), Vec::new());
    for example in &examples {
        choices(example, &mut contents, &mut speakers);
    }
    Model::write(&weights, &joints, &learn_pairs(&contents), &learn_pairs(&speakers))
}

fn examples(lesson: &Lesson, lexicons: &Lexicons) -> Vec<Example> {
    let doc = Document::read(&lesson.text, lesson.title.as_deref(), &lexicons.text);
    let page = Page::new(&doc, &lexicons.quotes);
    let links = join::links(&page);
    let points = CodePoints::new(&lesson.text);
    let mut spans: Vec<(usize, usize, u8, u32)> = Vec::new();
    for (n, gold) in lesson.quotes.iter().enumerate() {
        for (part, pieces) in [Some(&gold.content), gold.cue.as_ref(), gold.speaker.as_ref()].into_iter().enumerate() {
            spans.extend(pieces.into_iter().flatten().map(|s| (s[0], s[1], part as u8, n as u32)));
        }
    }
    let mut out = Vec::new();
    for block in doc.blocks.iter().filter(|b| b.role.tells()) {
        let tokens = doc.tokens_in(block.span);
        if tokens.is_empty() {
            continue;
        }
        let (rows, rules) = read::rows(&page, &links, tokens.clone());
        let (mut labels, mut parts) = (vec![0u8; rows.len()], vec![Vec::new(); rows.len()]);
        for (i, token) in doc.tokens[tokens].iter().enumerate() {
            let (start, end) = (points.at(token.span.start), points.at(token.span.end));
            for (from, _, part, n) in spans.iter().filter(|s| s.0 < end && start < s.1) {
                if labels[i] == 0 {
                    labels[i] = part * 2 + 1 + u8::from(*from < start);
                }
                parts[i].push((*part, *n));
            }
        }
        // What goes on must have begun.
        for i in 0..labels.len() {
            let before = i.checked_sub(1).map_or(0, |b| labels[b]);
            if !chain::may_follow(before as usize, labels[i] as usize) {
                labels[i] -= 1;
            }
        }
        out.push(Example { rows, rules, labels, parts });
    }
    out
}

/// The article without the commas between its words; those inside numbers stay.
fn without_commas(lesson: &Lesson) -> Lesson {
    let (mut text, mut places) = (String::with_capacity(lesson.text.len()), Vec::new());
    let mut chars = lesson.text.chars().peekable();
    let mut count = 0;
    while let Some(c) = chars.next() {
        places.push(count);
        if c != ',' || chars.peek().is_some_and(|n| n.is_numeric()) {
            text.push(c);
            count += 1;
        }
    }
    places.push(count);
    let at = |i: usize| places.get(i).copied().unwrap_or(count);
    let moved = |spans: &Vec<[usize; 2]>| spans.iter().map(|s| [at(s[0]), at(s[1])]).collect::<Vec<_>>();
    let quotes = lesson.quotes.iter().map(|q| Gold {
        content: moved(&q.content),
        cue: q.cue.as_ref().map(moved),
        speaker: q.speaker.as_ref().map(moved),
    });
    Lesson { text, title: lesson.title.clone(), quotes: quotes.collect() }
}

fn random(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

fn shuffle(order: &mut [usize], seed: &mut u64) {
    for i in (1..order.len()).rev() {
        order.swap(i, (random(seed) % (i as u64 + 1)) as usize);
    }
}

const SEED: u64 = 88_172_645_463_325_252;

/// Conditional random field; the weights are the mean of those after each round of the second half.
fn learn_chain(examples: &[Example]) -> (Vec<Scores>, Vec<Joint>) {
    let size = 1usize << CHAIN_BITS;
    let mut counts = vec![0u8; size];
    let mut found: Vec<Vec<Vec<u32>>> = Vec::with_capacity(examples.len());
    for example in examples {
        let paragraph = Paragraph::new(&example.rows);
        let places = |i: usize| paragraph.features(i).iter().map(|k| place(*k, CHAIN_BITS) as u32).collect::<Vec<u32>>();
        let tokens: Vec<Vec<u32>> = (0..example.rows.len()).map(places).collect();
        tokens.iter().flatten().for_each(|p| counts[*p as usize] = counts[*p as usize].saturating_add(1));
        found.push(tokens);
    }
    found.iter_mut().flatten().for_each(|t| t.retain(|p| counts[*p as usize] >= MIN_COUNT));
    let mut weights: Vec<Scores> = vec![[0.0; LABELS]; size];
    let mut squares: Vec<Scores> = vec![[SQUARE; LABELS]; size];
    let mut joints: Vec<Joint> = vec![[[0.0; LABELS]; LABELS]; JOINTS];
    let mut joint_squares: Vec<Joint> = vec![[[SQUARE; LABELS]; LABELS]; JOINTS];
    let (mut mean, mut joint_mean, mut kept) = (weights.clone(), joints.clone(), 0.0);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = SEED;
    for round in 0..ROUNDS {
        shuffle(&mut order, &mut seed);
        for &e in &order {
            let (example, tokens) = (&examples[e], &found[e]);
            let scores: Vec<Scores> = tokens.iter().map(|t| sum(&weights, t)).collect();
            let sets: Vec<usize> = (0..tokens.len()).map(|i| joint(&example.rows, i)).collect();
            let factors: Vec<chain::Factors> = joints.iter().map(chain::factors).collect();
            let refs: Vec<&chain::Factors> = sets.iter().map(|s| &factors[*s]).collect();
            let (own, pairs) = chain::likely_pairs(&scores, &refs);
            for (i, token) in tokens.iter().enumerate() {
                let mut gradient = own[i];
                gradient[example.labels[i] as usize] -= 1.0;
                if gradient.iter().all(|g| g.abs() < SMALL) {
                    continue;
                }
                for p in token {
                    let (w, s) = (&mut weights[*p as usize], &mut squares[*p as usize]);
                    for l in 0..LABELS {
                        step(&mut w[l], &mut s[l], gradient[l], RATE);
                    }
                }
            }
            for (i, pair) in pairs.iter().enumerate() {
                let (before, label) = (example.labels[i] as usize, example.labels[i + 1] as usize);
                for b in 0..LABELS {
                    for l in (0..LABELS).filter(|l| chain::may_follow(b, *l)) {
                        let gradient = pair[b][l] - if b == before && l == label { 1.0 } else { 0.0 };
                        let set = sets[i + 1];
                        step(&mut joints[set][b][l], &mut joint_squares[set][b][l], gradient, RATE);
                    }
                }
            }
        }
        if round * 2 >= ROUNDS {
            kept += 1.0;
            mean.iter_mut().flatten().zip(weights.iter().flatten()).for_each(|(m, w)| *m += w);
            joint_mean.iter_mut().flatten().flatten().zip(joints.iter().flatten().flatten()).for_each(|(m, w)| *m += w);
        }
    }
    mean.iter_mut().flatten().for_each(|m| *m /= kept);
    joint_mean.iter_mut().flatten().flatten().for_each(|m| *m /= kept);
    (mean, joint_mean)
}

fn sum(weights: &[Scores], places: &[u32]) -> Scores {
    let mut out = [0.0; LABELS];
    for p in places {
        out.iter_mut().zip(&weights[*p as usize]).for_each(|(o, w)| *o += w);
    }
    out
}

/// One step of AdaGrad with a little shrinking.
fn step(weight: &mut f32, square: &mut f32, gradient: f32, rate: f32) {
    let gradient = gradient + SHRINK * *weight;
    if gradient.abs() >= SMALL * SMALL {
        *square += gradient * gradient;
        *weight -= rate * gradient / square.sqrt();
    }
}

/// The features of every choice, and which are right.
type Choice = (Vec<Vec<u32>>, Vec<bool>);

fn choices(example: &Example, contents: &mut Vec<Choice>, speakers: &mut Vec<Choice>) {
    let places = Places::of(&example.labels);
    let scene = Scene { rows: &example.rows, places: &places, rules: &example.rules };
    let numbers = |range: &Range<usize>, part: u8| -> Vec<u32> {
        example.parts[range.clone()].iter().flatten().filter(|p| p.0 == part).map(|p| p.1).collect()
    };
    let right = |own: &[u32], others: &[Range<usize>], part: u8| -> Vec<bool> {
        let mut out: Vec<bool> = others.iter().map(|o| numbers(o, part).iter().any(|n| own.contains(n))).collect();
        out.push(!out.contains(&true));
        out
    };
    for (i, content) in places.contents.iter().enumerate() {
        let own = numbers(content, 0);
        let found = super::choices(places.cues.len(), |cue| scene.content_and_cue(i, cue));
        contents.push((found, right(&own, &places.cues, 1)));
    }
    for (i, cue) in places.cues.iter().enumerate() {
        let own = numbers(cue, 1);
        let found = super::choices(places.speakers.len(), |speaker| scene.cue_and_speaker(i, speaker));
        speakers.push((found, right(&own, &places.speakers, 2)));
    }
}

fn learn_pairs(choices: &[Choice]) -> Vec<f32> {
    let mut weights = vec![0f32; 1 << PAIR_BITS];
    let mut squares = vec![PAIR_SQUARE; 1 << PAIR_BITS];
    let mut order: Vec<usize> = (0..choices.len()).collect();
    let mut seed = SEED;
    for _ in 0..PAIR_ROUNDS {
        shuffle(&mut order, &mut seed);
        for &c in &order {
            let (found, right) = &choices[c];
            let scores: Vec<f32> = found.iter().map(|f| f.iter().map(|k| weights[place(*k, PAIR_BITS)]).sum()).collect();
            let likely = shares(&scores);
            let good: f32 = likely.iter().zip(right).filter(|(_, r)| **r).map(|(p, _)| *p).sum::<f32>().max(1e-6);
            for ((keys, p), right) in found.iter().zip(&likely).zip(right) {
                let gradient = p - if *right { p / good } else { 0.0 };
                if gradient.abs() < SMALL {
                    continue;
                }
                for k in keys {
                    let at = place(*k, PAIR_BITS);
                    step(&mut weights[at], &mut squares[at], gradient, PAIR_RATE);
                }
            }
        }
    }
    weights
}
