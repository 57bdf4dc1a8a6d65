//! Makes the parser's model from parsed text. Used by a hidden command only.

use super::net::{Net, first, random};
use crate::lexicon::text::TextWords;
use crate::text::parse::features::{hash, rows};
use crate::text::parse::model::{KNOWN, Model, unknown};
use crate::text::parse::system::{Node, State, Step};
use crate::text::parse::{Relation, best, features, is_mark, parse_with};
use crate::text::{Kind, Span, Tag, Token, tag};
use std::collections::HashMap;

/// Times every sentence is read.
const EPOCHS: usize = 4;
/// The learning rate at the beginning; it falls to nothing.
const RATE: f32 = 0.2;
/// Words seen less often are known by their ending only.
const MIN_COUNT: u32 = 8;

/// A sentence with the teacher's answer, marks left out.
pub struct Example {
    nodes: Vec<Node>,
    /// The number of each word if it were unknown, and how often it was seen.
    endings: Vec<(u16, u32)>,
    /// By node; the root's node is one behind the last word.
    heads: Vec<u32>,
    relations: Vec<u8>,
}

/// A sentence as the teacher reads it: `token TAB tag TAB head TAB relation`, heads counted from 1, 0 is the root.
pub struct Sentence<'a> {
    pub text: String,
    pub tokens: Vec<Token>,
    pub words: Vec<&'a str>,
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
}

impl Sentence<'_> {
    /// From the first to the last word below one, in the teacher's tree.
    fn below(&self, top: usize) -> std::ops::Range<usize> {
        let under = |mut i: usize| {
            for _ in 0..self.heads.len() {
                match self.heads[i] {
                    _ if i == top => return true,
                    0 => return false,
                    head => i = head - 1,
                }
            }
            false
        };
        let mut words = (0..self.heads.len()).filter(|i| !is_mark(self.tokens[*i].tag) && under(*i));
        let first = words.next().unwrap_or(top);
        first..words.next_back().unwrap_or(first) + 1
    }
}

/// Reads parsed sentences and tags them with the tagger in the binary, as they will be tagged when the parser is used.
pub fn read<'a>(tsv: &'a str, words: &TextWords) -> Vec<Sentence<'a>> {
    let sentence = |lines: &'a str| {
        let lines: Vec<Vec<&str>> = lines.lines().map(|l| l.split('\t').collect()).filter(|l: &Vec<&str>| l.len() == 4).collect();
        let mut out = Sentence { text: String::new(), tokens: vec![], words: vec![], heads: vec![], relations: vec![] };
        for line in &lines {
            let kind = if line[0].starts_with(char::is_numeric) { Kind::Number } else { Kind::Word };
            let from = out.text.len();
            out.text.push_str(line[0]);
            out.tokens.push(Token { span: Span::new(from, out.text.len()), kind, tag: Tag::X });
            out.text.push(' ');
            out.words.push(line[0]);
            out.heads.push(line[2].parse().unwrap_or(0));
            out.relations.push(Relation::ALL.iter().position(|r| r.as_str() == line[3]).unwrap_or(0) as u8);
        }
        tag::tag(&out.text, &mut out.tokens, words);
        for (token, line) in out.tokens.iter_mut().zip(&lines) {
            // What stands around an apostrophe is lost here.
            if token.tag == Tag::Quote && line[1] == "POS" {
                token.tag = Tag::Pos;
            }
        }
        out
    };
    tsv.split("\n\n").map(sentence).filter(|s| !s.tokens.is_empty()).collect()
}

/// Learns from parsed sentences; gives the bytes of a model for [`Model::read`].
pub fn train(tsv: &str, words: &TextWords, report: &mut dyn FnMut(&str)) -> Vec<u8> {
    let sentences = read(tsv, words);
    let (keys, counts) = vocabulary(&sentences);
    let ids: HashMap<u32, u16> = keys.iter().enumerate().map(|(i, k)| (*k, i as u16)).collect();
    let examples: Vec<Example> = sentences.iter().map(|s| example(s, &ids, &counts)).collect();
    drop(sentences);
    let mut learner = Learner::new(0x2545_f491_4f6c_dd1d);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..EPOCHS {
        for i in (1..order.len()).rev() {
            order.swap(i, (random(&mut learner.seed) * (i + 1) as f32) as usize % (i + 1));
        }
        (learner.explore, learner.right, learner.all) = (epoch > 0, 0, 0);
        for (done, index) in order.iter().enumerate() {
            let gone = (epoch as f32 + done as f32 / order.len() as f32) / EPOCHS as f32;
            learner.rate = RATE * (1.0 - gone).max(0.02);
            learner.sentence(&examples[*index]);
        }
        report(&format!(
            "round {}: {:.4} of {} steps right",
            epoch + 1,
            f64::from(learner.right) / f64::from(learner.all.max(1)),
            learner.all
        ));
    }
    let net = learner.net;
    Model::write(&net.rows.weights, &net.bias.weights, &net.outputs.weights, &keys)
}

/// The hashes of the commonest words, and how often each word was seen.
fn vocabulary(sentences: &[Sentence]) -> (Vec<u32>, HashMap<u32, u32>) {
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for sentence in sentences {
        sentence.words.iter().for_each(|w| *counts.entry(hash(w)).or_default() += 1);
    }
    let mut common: Vec<(u32, u32)> = counts.iter().filter(|c| *c.1 >= MIN_COUNT).map(|(k, n)| (*n, *k)).collect();
    common.sort_unstable_by(|a, b| b.cmp(a));
    common.truncate(KNOWN);
    (common.into_iter().map(|c| c.1).collect(), counts)
}

fn example(sentence: &Sentence, ids: &HashMap<u32, u16>, counts: &HashMap<u32, u32>) -> Example {
    let mut out = Example { nodes: vec![], endings: vec![], heads: vec![0], relations: vec![0] };
    let mut numbers = vec![0u32; sentence.tokens.len()];
    let mut mark = 0;
    for (i, (word, token)) in sentence.words.iter().zip(&sentence.tokens).enumerate() {
        if is_mark(token.tag) {
            mark = features::mark(mark, token.tag, word);
            continue;
        }
        let key = hash(word);
        let ending = unknown(word);
        out.nodes.push(Node { word: ids.get(&key).copied().unwrap_or(ending), tag: token.tag as u8, mark, edge: mark, ..Node::default() });
        out.endings.push((ending, counts.get(&key).copied().unwrap_or(0)));
        numbers[i] = out.nodes.len() as u32;
        mark = 0;
    }
    let root = out.nodes.len() as u32 + 1;
    let mut top = None;
    for i in 0..sentence.tokens.len() {
        if numbers[i] == 0 {
            continue;
        }
        // What hangs on a mark hangs on what the mark hangs on.
        let (mut head, mut relation) = (sentence.heads[i], sentence.relations[i]);
        for _ in 0..sentence.tokens.len() {
            if head == 0 || numbers.get(head - 1).is_none_or(|n| *n > 0) {
                break;
            }
            head = sentence.heads[head - 1];
        }
        let above = head.checked_sub(1).and_then(|h| numbers.get(h)).copied();
        let node = match (above, top) {
            (Some(node), _) if node != numbers[i] => node,
            (_, None) => {
                top = Some(numbers[i]);
                relation = Relation::Root as u8;
                root
            }
            (_, Some(top)) => top,
        };
        out.heads.push(node);
        out.relations.push(relation);
    }
    project(&mut out.heads, root);
    out
}

/// Lifts arcs that cross others until none does.
fn project(heads: &mut [u32], root: u32) {
    let crosses = |heads: &[u32], d: usize| {
        let (from, to) = (d.min(heads[d] as usize), d.max(heads[d] as usize));
        let under = |mut w: u32| {
            for _ in 0..heads.len() {
                if w == heads[d] || w == root {
                    break;
                }
                w = heads[w as usize];
            }
            w == heads[d]
        };
        heads[d] != root && (from + 1..to).any(|w| !under(w as u32))
    };
    for _ in 0..heads.len() * 4 {
        let worst = (1..heads.len()).filter(|d| crosses(heads, *d)).min_by_key(|d| (*d as i64 - i64::from(heads[*d])).abs());
        let Some(d) = worst else { return };
        heads[d] = heads[heads[d] as usize];
    }
}

/// The steps that lose no arc of the teacher's which could still be made (Goldberg and Nivre 2013).
fn free(example: &Example, last: &[u32], state: &State) -> [bool; 3] {
    let (s0, s1, b0) = (state.below(0), state.below(1), state.next);
    let head = |n: u32| example.heads.get(n as usize).copied().unwrap_or(0);
    let below = &state.stack[3..state.stack.len().saturating_sub(1).max(3)];
    let open = last.get(s0 as usize).is_some_and(|l| *l >= b0);
    let shift = !below.contains(&head(b0)) && state.stack[3..].iter().all(|w| head(*w) != b0);
    let left = head(s0) != s1 && head(s0) <= b0 && !open;
    let right = head(s0) < b0 && !open;
    [shift, left, right]
}

/// The learner: its network and what it keeps between sentences.
struct Learner {
    net: Net,
    seed: u64,
    rate: f32,
    /// Whether to go on from mistakes, to learn what to do after them.
    explore: bool,
    state: State,
    /// The last word of those that hang on each, by the teacher's tree.
    last: Vec<u32>,
    right: u32,
    all: u32,
}

impl Learner {
    fn new(mut seed: u64) -> Learner {
        let net = Net::new(&mut seed);
        Learner { net, seed, rate: RATE, explore: false, state: State::default(), last: vec![], right: 0, all: 0 }
    }

    fn sentence(&mut self, example: &Example) {
        self.begin(example);
        while !self.state.done() {
            if let Some((step, relation)) = self.state.forced() {
                self.state.take(step, relation as u8);
                continue;
            }
            let found = rows(&self.state);
            let hidden = self.net.hidden(&found);
            let (taken, mut errors) = self.step(example, self.net.steps(&hidden));
            let mut relation = 0;
            if taken != Step::Shift {
                let scores = self.net.relations(&hidden, taken);
                relation = (0..scores.len()).fold(0, |b, i| if scores[i] > scores[b] { i } else { b }) as u8;
                let child = self.state.below(0) as usize;
                let head = if taken == Step::Left { self.state.next } else { self.state.below(1) };
                if example.heads[child] == head {
                    let gold = example.relations[child] as usize;
                    let shares = shares(scores, |_| true);
                    let error = |(i, s): (usize, f32)| (first(taken) + i, 0.5 * (s - if i == gold { 1.0 } else { 0.0 }));
                    errors.extend(shares.into_iter().enumerate().map(error));
                }
            }
            self.net.learn(&found, &hidden, &errors, self.rate);
            self.state.take(taken, relation);
        }
    }

    fn begin(&mut self, example: &Example) {
        self.state.clear();
        self.state.nodes.extend(&example.nodes);
        for (node, (ending, count)) in self.state.nodes.iter_mut().skip(1).zip(&example.endings) {
            // Rare words are now and then unknown, so that endings are learned.
            if random(&mut self.seed) < 2.0 / (2.0 + *count as f32) {
                node.word = *ending;
            }
        }
        self.state.start();
        self.last.clear();
        self.last.resize(self.state.nodes.len(), 0);
        for (d, h) in example.heads.iter().enumerate().skip(1) {
            self.last[*h as usize] = self.last[*h as usize].max(d as u32);
        }
    }

    /// The step to take, and how far the scores are from the good ones.
    fn step(&mut self, example: &Example, scores: [f32; 3]) -> (Step, Vec<(usize, f32)>) {
        let may = Step::ALL.map(|s| self.state.may(s));
        let free = free(example, &self.last, &self.state);
        let mut good = [0, 1, 2].map(|i| may[i] && free[i]);
        if good == [false; 3] {
            good = may;
        }
        let (shares, wanted) = (shares(scores, |i| may[i]), shares(scores, |i| good[i]));
        let errors = (0..3).map(|i| (i, shares[i] - wanted[i])).collect();
        let guess = best(&self.state, scores);
        self.all += 1;
        self.right += u32::from(good[guess as usize]);
        if good[guess as usize] || self.explore && random(&mut self.seed) < 0.9 {
            return (guess, errors);
        }
        let fold = |b: Option<Step>, s: Step| Some(b.filter(|b| scores[*b as usize] >= scores[s as usize]).unwrap_or(s));
        let better = Step::ALL.into_iter().filter(|s| good[*s as usize]).fold(None, fold);
        (better.unwrap_or(guess), errors)
    }
}

/// What each of the chosen scores has of their sum, after exponents.
fn shares<const K: usize>(scores: [f32; K], chosen: impl Fn(usize) -> bool) -> [f32; K] {
    let top = (0..K).filter(|i| chosen(*i)).map(|i| scores[i]).fold(f32::MIN, f32::max);
    let mut out = [0.0; K];
    (0..K).filter(|i| chosen(*i)).for_each(|i| out[i] = (scores[i] - top).exp());
    let all: f32 = out.iter().sum();
    out.map(|s| s / all)
}

/// How far the embedded parser agrees with parsed sentences.
pub fn measure(tsv: &str, words: &TextWords, model: Option<&Model>) -> String {
    let sentences = read(tsv, words);
    let (mut all, mut heads, mut both) = (0u32, 0u32, 0u32);
    // Of verbs with something said: their subjects, and the exact stretch of what is said.
    let (mut subjects, mut said) = ((0u32, 0u32), (0u32, 0u32));
    let mut by: HashMap<u8, (u32, u32, u32)> = HashMap::new();
    for s in &sentences {
        let whole = 0..s.tokens.len();
        let arcs = parse_with(model, &s.text, &s.tokens, &[whole]);
        for (i, arc) in arcs.iter().enumerate() {
            if is_mark(s.tokens[i].tag) || s.relations[i] == Relation::Punct as u8 {
                continue;
            }
            let head = if arc.head as usize == i { 0 } else { arc.head as usize + 1 };
            let same = head == s.heads[i];
            let right = same && arc.relation as u8 == s.relations[i];
            all += 1;
            heads += u32::from(same);
            both += u32::from(right);
            let gold = by.entry(s.relations[i]).or_default();
            gold.0 += 1;
            gold.2 += u32::from(right);
            by.entry(arc.relation as u8).or_default().1 += 1;
            if s.relations[i] == Relation::Ccomp as u8 {
                said.0 += 1;
                said.1 += u32::from(right && arc.below() == s.below(i));
                let subject = |j: &usize| s.heads[*j] == s.heads[i] && s.relations[*j] == Relation::Subj as u8;
                if let Some(j) = (0..arcs.len()).find(subject) {
                    subjects.0 += 1;
                    subjects.1 += u32::from(arcs[j].head as usize + 1 == s.heads[j] && arcs[j].relation == Relation::Subj);
                }
            }
        }
    }
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of.max(1));
    let mut out = format!("{all} words: heads {:.4}, heads and relations {:.4}\n", share(heads, all), share(both, all));
    let (subjects, said) = ((share(subjects.1, subjects.0), subjects.0), (share(said.1, said.0), said.0));
    out.push_str(&format!(
        "subject of a reporting verb {:.4} of {}, what is said, its words exactly {:.4} of {}\n",
        subjects.0, subjects.1, said.0, said.1
    ));
    for (i, r) in Relation::ALL.iter().enumerate() {
        let (gold, found, right) = by.get(&(i as u8)).copied().unwrap_or_default();
        out.push_str(&format!("{:10} {gold:6} precision {:.3} recall {:.3}\n", r.as_str(), share(right, found), share(right, gold)));
    }
    out
}
