//! Learns loaded words from sentences in which people marked them, and scores sentences by models that never saw their fold.

use super::super::Page;
use super::features::{Features, SENTENCE_BITS, WORD_BITS};
use super::model::{Model, Weights};
use crate::lexicon::Lexicons;
use crate::text::{CodePoints, Document};
use std::collections::BTreeSet;

/// A sentence with its marked words, as code points.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Lesson {
    pub id: String,
    pub text: String,
    pub outlet: String,
    pub topic: String,
    /// Whether people called the sentence biased; `None` where they did not agree.
    pub biased: Option<bool>,
    pub spans: Vec<(usize, usize)>,
}

/// Held-out scores: words of a lesson with their score.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Scored {
    pub id: String,
    pub start: usize,
    pub end: usize,
    pub score: f32,
}

/// Rounds over the lessons, first step, and how strongly weights are drawn to zero.
const WORDS: Plan = Plan { rounds: 12, step: 0.08, decay: 5e-5 };
const SENTENCES: Plan = Plan { rounds: 30, step: 0.3, decay: 6e-4 };
/// What the sentence weighs beside the word: chosen on held-out topics, where more helps sentences and hurts words.
const SHARE: f32 = 0.35;
/// Folds of topics or outlets.
const FOLDS: usize = 5;

struct Plan {
    rounds: usize,
    step: f32,
    decay: f32,
}

/// A lesson as the model sees it.
struct Read {
    words: Vec<Word>,
    sentences: Vec<Vec<(u32, f32)>>,
    biased: Option<bool>,
    outlet: String,
    topic: String,
}

struct Word {
    features: Vec<u32>,
    loaded: bool,
    /// Counts in any case.
    strong: bool,
    /// Index among the sentences of the lesson.
    sentence: usize,
    place: (usize, usize),
}

/// Learns from all lessons; the threshold is the one that is best on held-out topics.
pub fn train(lessons: &[Lesson], lexicons: &Lexicons) -> Vec<u8> {
    let read: Vec<Read> = lessons.iter().map(|l| read(l, lexicons)).collect();
    let threshold = best_threshold(&read, &held_out(&read, |l| &l.topic));
    let all: Vec<&Read> = read.iter().collect();
    Weights { threshold, ..weights(&all) }.bytes()
}

/// Scores every word by a model that saw neither its topic nor, with `outlet`, its outlet; half is the threshold of
/// [`train`], and strong words of the lexicon count in any case, as they do in the program.
pub fn folds(lessons: &[Lesson], lexicons: &Lexicons, outlet: bool) -> Vec<Scored> {
    let read: Vec<Read> = lessons.iter().map(|l| read(l, lexicons)).collect();
    let by_topic = held_out(&read, |l| &l.topic);
    let threshold = best_threshold(&read, &by_topic);
    let sums = if outlet { held_out(&read, |l| &l.outlet) } else { by_topic };
    let mut out = Vec::new();
    for ((lesson, read), sums) in lessons.iter().zip(&read).zip(&sums) {
        out.extend(read.words.iter().zip(sums).map(|(word, sum)| {
            let score = 1.0 / (1.0 + (threshold - sum).exp());
            let score = if word.strong { super::strong(score) } else { score };
            Scored { id: lesson.id.clone(), start: word.place.0, end: word.place.1, score }
        }));
    }
    out
}

fn read(lesson: &Lesson, lexicons: &Lexicons) -> Read {
    let doc = Document::read(&lesson.text, None, &lexicons.text);
    let points = CodePoints::new(&lesson.text);
    let mut features = Features::default();
    let (mut words, mut sentences) = (Vec::new(), Vec::new());
    for (index, sentence) in doc.sentences.iter().enumerate() {
        let page = Page { doc: &doc, words: &lexicons.style, sentence: index };
        features.read(&page, &page.hits(), lexicons);
        for i in (0..features.len()).filter(|i| features.is_content(*i)) {
            let place = points.span(doc.tokens[sentence.tokens.start + i].span);
            let shared = |s: &(usize, usize)| place.1.min(s.1).saturating_sub(place.0.max(s.0));
            let loaded = lesson.spans.iter().any(|s| 2 * shared(s) >= place.1 - place.0);
            words.push(Word { features: features.of(i).to_vec(), loaded, strong: features.is_strong(i), sentence: index, place });
        }
        sentences.push(features.sentence.clone());
    }
    Read { words, sentences, biased: lesson.biased, outlet: lesson.outlet.clone(), topic: lesson.topic.clone() }
}

/// The sum behind every word's score, by models that saw nothing of its fold.
fn held_out(read: &[Read], key: fn(&Read) -> &String) -> Vec<Vec<f32>> {
    let keys: Vec<&String> = read.iter().map(key).collect::<BTreeSet<_>>().into_iter().collect();
    let fold = |l: &Read| keys.binary_search(&key(l)).unwrap_or(0) % FOLDS;
    let mut out = vec![Vec::new(); read.len()];
    for held in 0..FOLDS {
        let known: Vec<&Read> = read.iter().filter(|l| fold(l) != held).collect();
        let bytes = weights(&known).bytes();
        let Some(model) = Model::read(&bytes) else { continue };
        for (i, lesson) in read.iter().enumerate().filter(|(_, l)| fold(l) == held) {
            let sentences: Vec<f32> = lesson.sentences.iter().map(|s| model.sentence(s)).collect();
            out[i] = lesson.words.iter().map(|w| logit(model.score(&w.features, sentences[w.sentence]))).collect();
        }
    }
    out
}

fn logit(p: f32) -> f32 {
    let p = p.clamp(1e-6, 1.0 - 1e-6);
    (p / (1.0 - p)).ln()
}

/// The sum from which on words count: the highest whose F1 over all words is next to the best. The curve is flat there, and where loaded
/// words are rarer than in the lessons a lower one would find too many.
fn best_threshold(read: &[Read], sums: &[Vec<f32>]) -> f32 {
    let all = read.iter().zip(sums).flat_map(|(l, s)| l.words.iter().zip(s).map(|(w, x)| (*x, w.loaded)));
    let mut all: Vec<(f32, bool)> = all.collect();
    all.sort_by(|a, b| b.0.total_cmp(&a.0));
    let gold = all.iter().filter(|a| a.1).count();
    let mut right = 0;
    let f1 = all.iter().enumerate().map(|(i, (x, loaded))| {
        right += usize::from(*loaded);
        (*x, 2.0 * right as f32 / (i + 1 + gold) as f32)
    });
    let f1: Vec<(f32, f32)> = f1.collect();
    let best = f1.iter().map(|f| f.1).fold(0.0, f32::max);
    f1.iter().find(|f| f.1 >= best - NEXT).map_or(0.0, |f| f.0)
}

/// How much F1 is given for fewer words that are none.
const NEXT: f32 = 0.005;

fn weights(lessons: &[&Read]) -> Weights {
    let words: Vec<(Vec<(u32, f32)>, bool)> =
        lessons.iter().flat_map(|l| &l.words).map(|w| (w.features.iter().map(|f| (*f, 1.0)).collect(), w.loaded)).collect();
    let sentences: Vec<(Vec<(u32, f32)>, bool)> = lessons.iter().filter_map(|l| Some((l.sentences.concat(), l.biased?))).collect();
    Weights {
        words: regression(&words, 1 << WORD_BITS, &WORDS),
        sentences: regression(&sentences, 1 << SENTENCE_BITS, &SENTENCES),
        share: SHARE,
        threshold: 0.0,
    }
}

/// Logistic regression by AdaGrad (Duchi, Hazan & Singer 2011), the weights averaged over the second half of the rounds.
fn regression(cases: &[(Vec<(u32, f32)>, bool)], rows: usize, plan: &Plan) -> Vec<f32> {
    let (mut weights, mut squares) = (vec![0.0_f32; rows], vec![1e-6_f32; rows]);
    let mut sums = vec![0.0_f32; rows];
    let mut order: Vec<usize> = (0..cases.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |n: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % n as u64) as usize
    };
    for round in 0..plan.rounds {
        (1..order.len()).rev().for_each(|i| order.swap(i, next(i + 1)));
        for case in &order {
            let (features, is) = &cases[*case];
            let x: f32 = features.iter().map(|(row, value)| weights[*row as usize] * value).sum();
            let error = 1.0 / (1.0 + (-x).exp()) - f32::from(u8::from(*is));
            for (row, value) in features {
                let row = *row as usize;
                let gradient = error * value + plan.decay * weights[row];
                squares[row] += gradient * gradient;
                weights[row] -= plan.step * gradient / squares[row].sqrt();
            }
        }
        if round >= plan.rounds / 2 {
            sums.iter_mut().zip(&weights).for_each(|(s, w)| *s += w);
        }
    }
    let rounds = (plan.rounds - plan.rounds / 2) as f32;
    sums.iter().map(|s| s / rounds).collect()
}
