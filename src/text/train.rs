//! Makes the tagger's model: averaged perceptron on tagged text, pruned and quantised. Used by hidden commands only.

pub mod net;
pub mod parser;

use super::tag::features::{Features, Look, features};
use super::tag::model::{Model, SLOTS};
use super::{Document, Kind, Span, Tag, Token};
use crate::lexicon::text::TextWords;
use std::collections::HashMap;

/// Features seen less often than this are not learned.
const MIN_COUNT: u32 = 3;
const EPOCHS: u64 = 6;
/// Bytes the weights may take together.
const BUDGET: usize = 2_700_000;
/// A word form seen this often with one tag in all but one of 250 cases needs no model.
const SURE_COUNT: u32 = 20;

/// The tokens of a text as the tagger sees them: one a line, a blank line after each sentence.
pub fn tokens(text: &str, words: &TextWords) -> String {
    let doc = Document::read(text, None, words);
    let mut out = String::with_capacity(text.len() + text.len() / 4);
    for sentence in &doc.sentences {
        for token in sentence.tokens.clone() {
            out.push_str(doc.word(token));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

struct Example {
    looks: Vec<Look>,
    gold: Vec<Tag>,
    fixed: Vec<Option<Tag>>,
}

/// Learns from `token TAB tag` lines (blank line between sentences); gives the bytes of a model for [`Model::read`].
pub fn train(tsv: &str) -> Vec<u8> {
    let mut lexicon: HashMap<u32, [u32; 48]> = HashMap::new();
    let mut examples = read(tsv, &mut lexicon);
    let sure = sure(&lexicon);
    for example in &mut examples {
        for (i, look) in example.looks.iter_mut().enumerate() {
            look.class = class(&lexicon, look.word);
            if example.fixed[i].is_none() {
                example.fixed[i] = sure.get(&look.exact).copied();
            }
        }
    }
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for example in &examples {
        each(example, |at, p2, p1| {
            for key in features(&example.looks, at, p1, p2) {
                *counts.entry(key).or_default() += 1;
            }
            example.gold[at]
        });
    }
    let mut keys: Vec<u32> = counts.iter().filter(|(_, n)| **n >= MIN_COUNT).map(|(k, _)| *k).collect();
    keys.sort_unstable();
    let ids: HashMap<u32, u32> = keys.iter().enumerate().map(|(i, k)| (*k, i as u32)).collect();
    let weights = learn(&examples, &ids);
    let classes = lexicon.keys().map(|w| (*w, class(&lexicon, *w))).filter(|c| c.1 != 0).collect();
    Model::write(&keys, &weights, sure, classes, BUDGET)
}

/// Goes through the words of a sentence that need the model, with the two tags before; `answer` gives the tag used as context.
fn each(example: &Example, mut answer: impl FnMut(usize, Tag, Tag) -> Tag) {
    let (mut p2, mut p1) = (Tag::X, Tag::X);
    for at in 0..example.looks.len() {
        let tag = example.fixed[at].unwrap_or_else(|| answer(at, p2, p1));
        (p2, p1) = (p1, tag);
    }
}

fn learn(examples: &[Example], ids: &HashMap<u32, u32>) -> Vec<[f32; SLOTS]> {
    let mut weights = vec![[0f32; SLOTS]; ids.len()];
    let mut totals = vec![[0f32; SLOTS]; ids.len()];
    let mut now: f32 = 1.0;
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    for _ in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            order.swap(i, (seed % (i as u64 + 1)) as usize);
        }
        for &index in &order {
            let example = &examples[index];
            now += 1.0;
            each(example, |at, p2, p1| {
                let found: Features = features(&example.looks, at, p1, p2);
                let rows: Vec<usize> = found.iter().filter_map(|k| ids.get(k)).map(|i| *i as usize).collect();
                let mut scores = [0f32; SLOTS];
                for row in &rows {
                    for (score, weight) in scores.iter_mut().zip(&weights[*row]) {
                        *score += weight;
                    }
                }
                let best = (0..Tag::ALL.len()).fold(0, |b, t| if scores[t] > scores[b] { t } else { b });
                let gold = example.gold[at] as usize;
                if best != gold {
                    for row in rows {
                        weights[row][gold] += 1.0;
                        weights[row][best] -= 1.0;
                        totals[row][gold] += now;
                        totals[row][best] -= now;
                    }
                }
                Tag::ALL[best]
            });
        }
    }
    // The average of all states is the last one less what came late.
    for (weight, total) in weights.iter_mut().zip(&totals) {
        for (w, t) in weight.iter_mut().zip(total) {
            *w -= t / now;
        }
    }
    weights
}

fn read(tsv: &str, lexicon: &mut HashMap<u32, [u32; 48]>) -> Vec<Example> {
    let mut out = Vec::new();
    let mut example = Example { looks: Vec::new(), gold: Vec::new(), fixed: Vec::new() };
    for line in tsv.lines().chain(std::iter::once("")) {
        // What stands behind the tag is for the parser.
        let mut cells = line.split('\t');
        let (Some(word), Some(tag)) = (cells.next(), cells.next()) else {
            if !example.looks.is_empty() {
                out.push(std::mem::replace(&mut example, Example { looks: Vec::new(), gold: Vec::new(), fixed: Vec::new() }));
            }
            continue;
        };
        let tag = Tag::ALL.iter().copied().find(|t| t.as_str() == tag).unwrap_or(Tag::X);
        let look = Look::new(word);
        let fixed = super::tag::mark(word);
        if fixed.is_none() {
            lexicon.entry(look.word).or_insert([0; 48])[tag as usize] += 1;
            lexicon.entry(look.exact).or_insert([0; 48])[tag as usize] += (look.exact != look.word) as u32;
        }
        example.looks.push(look);
        example.gold.push(tag);
        // An apostrophe may stand for a possessive; a rule decides it when the tagger runs.
        example.fixed.push(fixed.map(|f| if tag == Tag::Pos { tag } else { f }));
    }
    out
}

/// Words that need no model.
fn sure(lexicon: &HashMap<u32, [u32; 48]>) -> HashMap<u32, Tag> {
    let mut out = HashMap::new();
    for (word, counts) in lexicon {
        let sum: u32 = counts.iter().sum();
        let best = (0..Tag::ALL.len()).fold(0, |b, t| if counts[t] > counts[b] { t } else { b });
        if sum >= SURE_COUNT && (sum - counts[best]) * 250 <= sum {
            out.insert(*word, Tag::ALL[best]);
        }
    }
    out
}

/// The two commonest tags of a word form as one number, 0 for a rare word.
fn class(lexicon: &HashMap<u32, [u32; 48]>, word: u32) -> u16 {
    let Some(counts) = lexicon.get(&word) else { return 0 };
    let sum: u32 = counts.iter().sum();
    if sum < 10 {
        return 0;
    }
    let mut tags: Vec<usize> = (0..Tag::ALL.len()).filter(|t| counts[*t] * 20 >= sum).collect();
    tags.sort_by_key(|t| std::cmp::Reverse(counts[*t]));
    let first = tags.first().copied().unwrap_or(0);
    (first * 64 + tags.get(1).copied().unwrap_or(first)) as u16
}

/// How far the embedded tagger agrees with `token TAB tag` lines: words tagged alike, words, and the commonest confusions.
pub fn measure(tsv: &str, words: &TextWords) -> String {
    let (mut right, mut coarse, mut all) = (0u32, 0u32, 0u32);
    let mut confusions: HashMap<(&str, &str), u32> = HashMap::new();
    for sentence in tsv.split("\n\n") {
        let pairs: Vec<(&str, &str)> =
            sentence.lines().filter_map(|l| l.split_once('\t')).map(|(w, rest)| (w, rest.split('\t').next().unwrap_or(rest))).collect();
        let text = pairs.iter().map(|p| p.0).collect::<Vec<_>>().join(" ");
        let mut at = 0;
        let mut tokens = Vec::new();
        for (word, _) in &pairs {
            let number = word.starts_with(char::is_numeric);
            let kind = if number { Kind::Number } else { Kind::Word };
            tokens.push(Token { span: Span::new(at, at + word.len()), kind, tag: Tag::X });
            at += word.len() + 1;
        }
        super::tag::tag(&text, &mut tokens, words);
        for (token, (word, gold)) in tokens.iter().zip(&pairs) {
            if super::tag::mark(word).is_none() {
                all += 1;
                right += (token.tag.as_str() == *gold) as u32;
                coarse += (class_of(token.tag.as_str()) == class_of(gold)) as u32;
                if token.tag.as_str() != *gold {
                    *confusions.entry((*gold, token.tag.as_str())).or_default() += 1;
                }
            }
        }
    }
    let mut confusions: Vec<_> = confusions.into_iter().collect();
    confusions.sort_by_key(|c| (std::cmp::Reverse(c.1), c.0));
    let mut out = format!(
        "{right} of {all} words alike: {:.4}, by word class {:.4}\n",
        f64::from(right) / f64::from(all.max(1)),
        f64::from(coarse) / f64::from(all.max(1))
    );
    for ((gold, found), n) in confusions.iter().take(25) {
        out.push_str(&format!("{gold} as {found}: {n}\n"));
    }
    out
}

/// A tag without number, tense and degree: NNP stays apart from NN.
fn class_of(tag: &str) -> &str {
    match tag {
        "NNP" | "NNPS" => "NNP",
        _ => tag.get(..2).unwrap_or(tag),
    }
}
