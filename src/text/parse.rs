//! Heads: which word each word of a sentence hangs on, and as what (subject, object, what is said, …).
//!
//! ```text
//! Troops  left  ,  the  mayor  said  on  Monday  .
//! subj → left      mod → mayor       prep → said
//!         left = ccomp → said   mayor = subj → said   said = root
//! ```
//!
//! A greedy parser (arc-hybrid) with a small network of our own: see `data/models/README.md`. Trees are projective: what hangs
//! below a word is one stretch of tokens.

pub mod features;
pub mod model;
pub mod system;

use super::machine::{self, Work};
use super::{Document, Tag, Token};
use model::Model;
use std::ops::Range;
use std::sync::LazyLock;
use system::{Node, State, Step};

macro_rules! relations {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// As what a word hangs on its head; a coarse set after the labels of the ClearNLP guidelines.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Relation { $($(#[$doc])* $name),* }
        impl Relation {
            pub const ALL: &'static [Relation] = &[$(Relation::$name),*];
            pub fn as_str(self) -> &'static str {
                match self { $(Relation::$name => $text),* }
            }
        }
    };
}

relations! {
    /// Anything else: interjections, particles, `there`, what the parser cannot place.
    Other = "other",
    Root = "root",
    /// `troops` ← left; a clause may be one too.
    Subj = "subj",
    /// `troops` ← were killed.
    SubjPass = "subjpass",
    /// Direct and indirect objects.
    Obj = "obj",
    /// What the subject is said to be: were `tired`, is a `mayor`.
    Attr = "attr",
    /// What is said or thought, with a subject of its own: said the troops had `left`. Its head may stand behind it.
    Ccomp = "ccomp",
    /// Without a subject of its own: want to `leave`.
    Xcomp = "xcomp",
    Advcl = "advcl",
    /// `fled` in: people who fled.
    Relcl = "relcl",
    /// Participles and clauses on nouns: the report `published`, the claim that they `left`.
    Acl = "acl",
    /// The second of two joined by `and`, hanging on the first.
    Conj = "conj",
    /// The `and` itself.
    Cc = "cc",
    Prep = "prep",
    /// `by` of a passive.
    Agent = "agent",
    /// What a preposition governs.
    Pobj = "pobj",
    /// Determiners, adjectives, numbers and nouns before a noun.
    Mod = "mod",
    /// Owners before a noun, and the `'s` on them.
    Poss = "poss",
    Appos = "appos",
    /// Auxiliaries, `to` of infinitives, `not`.
    Aux = "aux",
    /// `that`, `if`, `because`.
    Mark = "mark",
    /// Adverbs, and nouns that stand for one: `Monday`.
    Adv = "adv",
    /// A clause beside its head: he `said`, in the middle of what he said.
    Parataxis = "parataxis",
    Punct = "punct",
}

/// A word's place in the tree of its sentence. Numbers are tokens of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The word it hangs on; a root hangs on itself.
    pub head: u32,
    /// First and last token of what hangs below it, itself included.
    pub left: u32,
    pub right: u32,
    pub relation: Relation,
}

impl Arc {
    /// A tree of one: what every token is without a model.
    pub fn alone(token: usize) -> Arc {
        let token = token as u32;
        Arc { head: token, left: token, right: token, relation: Relation::Other }
    }

    pub fn below(&self) -> Range<usize> {
        self.left as usize..self.right as usize + 1
    }
}

/// The tree, asked by token. Without a model no token has a head, and below each lies itself alone.
impl Document<'_> {
    /// The word that a token hangs on; `None` for the root of a sentence.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.arcs.get(token).map(|a| a.head as usize).filter(|h| *h != token)
    }

    /// As what a token hangs on its head.
    pub fn relation(&self, token: usize) -> Relation {
        self.arcs.get(token).map_or(Relation::Other, |a| a.relation)
    }

    /// The tokens below one, itself included: one stretch. Only the root's begins or ends with a mark.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        self.arcs.get(token).map_or(token..token, Arc::below)
    }

    /// What hangs on a token, marks too, from left to right.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let below = self.subtree(token);
        let mut at = below.start;
        std::iter::from_fn(move || {
            at += usize::from(at == token);
            let mut child = at;
            while at < below.end && self.head(child)? != token {
                child = self.head(child)?;
            }
            let found = (at < below.end).then_some(child)?;
            at = self.subtree(found).end;
            Some(found)
        })
    }

    /// The first of a token's children with a relation.
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|c| self.relation(*c) == relation)
    }
}

/// Rows of the model lie on cache lines.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);
static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../data/models/parser.bin"));
/// The model in the binary; without one, no word has a head.
static MODEL: LazyLock<Option<Model<'static>>> = LazyLock::new(|| Model::read(&BYTES.0));

/// An arc for each token of tagged sentences, with the model in the binary.
pub fn parse(text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Arc> {
    parse_with(MODEL.as_ref(), text, tokens, sentences)
}

/// How many sentences are parsed side by side: while the model's rows for a step of one are on their way from memory, the others
/// are worked on.
const LANES: usize = 6;

/// An arc for each token; trees of one if there is no model.
pub fn parse_with(model: Option<&Model>, text: &str, tokens: &[Token], sentences: &[Range<usize>]) -> Vec<Arc> {
    let mut arcs: Vec<Arc> = (0..tokens.len()).map(Arc::alone).collect();
    if let Some(model) = model {
        machine::wide(Parsing { model, text, tokens, sentences, arcs: &mut arcs });
    }
    arcs
}

/// Sentences to be parsed.
struct Parsing<'a, 'm> {
    model: &'a Model<'m>,
    text: &'a str,
    tokens: &'a [Token],
    sentences: &'a [Range<usize>],
    arcs: &'a mut [Arc],
}

impl Work for Parsing<'_, '_> {
    type Done = ();

    #[inline(always)]
    fn work(self) {
        let Parsing { model, text, tokens, sentences, arcs } = self;
        let mut waiting = sentences.iter();
        let mut lanes: Vec<Lane> = (0..LANES.min(sentences.len())).map(|_| Lane::default()).collect();
        for (lane, sentence) in lanes.iter_mut().zip(waiting.by_ref()) {
            lane.read(model, text, tokens, sentence.clone());
        }
        while !lanes.is_empty() {
            let mut i = 0;
            while i < lanes.len() {
                let lane = &mut lanes[i];
                if lane.advance() {
                    lane.rows = features::rows(&lane.state);
                    model.fetch(&lane.rows);
                    i += 1;
                    continue;
                }
                finish(&lane.state, &lane.words, &mut arcs[lane.sentence.clone()], lane.sentence.start as u32);
                match waiting.next() {
                    Some(next) => lane.read(model, text, tokens, next.clone()),
                    None => drop(lanes.swap_remove(i)),
                }
            }
            for lane in &mut lanes {
                lane.step(model);
            }
        }
    }
}

/// A sentence that is being parsed; keeps its memory from one to the next.
struct Lane {
    state: State,
    /// Tokens that are words, by number of their node.
    words: Vec<u32>,
    sentence: Range<usize>,
    rows: [u32; features::N],
}

impl Default for Lane {
    fn default() -> Lane {
        Lane { state: State::default(), words: Vec::new(), sentence: 0..0, rows: [0; features::N] }
    }
}

impl Lane {
    /// Sets the state to the words of a sentence; marks between them are noted on the word behind.
    fn read(&mut self, model: &Model, text: &str, tokens: &[Token], sentence: Range<usize>) {
        self.state.clear();
        self.words.clear();
        self.words.push(0);
        let mut mark = 0;
        for (i, token) in tokens[sentence.clone()].iter().enumerate() {
            let word = token.span.of(text);
            if is_mark(token.tag) {
                mark = features::mark(mark, token.tag, word);
                continue;
            }
            self.state.nodes.push(Node { word: model.word(word), tag: token.tag as u8, mark, edge: mark, ..Node::default() });
            self.words.push((sentence.start + i) as u32);
            mark = 0;
        }
        self.state.start();
        self.sentence = sentence;
    }

    /// Takes the steps that there is no choice about; gives whether there is one left.
    #[inline(always)]
    fn advance(&mut self) -> bool {
        if self.words.len() < 2 {
            return false;
        }
        while !self.state.done() {
            let Some((step, relation)) = self.state.forced() else { return true };
            self.state.take(step, relation as u8);
        }
        false
    }

    /// Takes the best step; the rows for the state have been set.
    #[inline(always)]
    fn step(&mut self, model: &Model) {
        let hidden = model.hidden(&self.rows);
        let step = best(&self.state, model.steps(&hidden));
        let relation = if step == Step::Shift { 0 } else { model.relation(&hidden, step) };
        self.state.take(step, relation);
    }
}

/// Marks are no words of the tree while it is made; they are hung into it afterwards.
pub fn is_mark(tag: Tag) -> bool {
    matches!(tag, Tag::Punct | Tag::Quote | Tag::Hyph)
}

/// The best step that may be taken.
#[inline(always)]
pub fn best<T: PartialOrd + Copy>(state: &State, scores: [T; 3]) -> Step {
    let mut best = None;
    for step in Step::ALL {
        if state.may(step) && best.is_none_or(|b: Step| scores[step as usize] > scores[b as usize]) {
            best = Some(step);
        }
    }
    best.unwrap_or(Step::Shift)
}

/// Writes the tree of words into the arcs of the sentence's tokens, hangs the marks into it and finds what lies below each word.
fn finish(state: &State, words: &[u32], arcs: &mut [Arc], base: u32) {
    let Some(root) = (1..words.len()).find(|i| state.nodes[*i].head == state.root() || words.len() == 2) else {
        // Marks alone hang on the first.
        let last = arcs.len().saturating_sub(1) as u32;
        for (i, arc) in arcs.iter_mut().enumerate() {
            let relation = if i == 0 { Relation::Root } else { Relation::Punct };
            *arc = Arc { head: base, relation, ..*arc };
        }
        if let Some(first) = arcs.first_mut() {
            first.right = base + last;
        }
        return;
    };
    for (node, token) in state.nodes.iter().zip(words).skip(1) {
        let arc = &mut arcs[(token - base) as usize];
        arc.relation = Relation::ALL.get(node.relation as usize).copied().unwrap_or(Relation::Other);
        arc.head = words.get(node.head as usize).copied().unwrap_or(*token);
    }
    let root = words[root];
    arcs[(root - base) as usize] = Arc { head: root, relation: Relation::Root, ..Arc::alone(root as usize) };
    edges(arcs, base);
    // A mark hangs on the lowest word whose part of the sentence goes on behind it; before the first and behind the last, on the root.
    let mut over = root;
    let mut next = words.iter().skip(1).copied().peekable();
    for token in base..base + arcs.len() as u32 {
        if next.next_if_eq(&token).is_some() {
            over = if next.peek().is_some() { token } else { root };
            continue;
        }
        while arcs[(over - base) as usize].right < token && over != root {
            over = arcs[(over - base) as usize].head;
        }
        arcs[(token - base) as usize] = Arc { head: over, relation: Relation::Punct, ..Arc::alone(token as usize) };
    }
    let last = base + arcs.len() as u32 - 1;
    let top = &mut arcs[(root - base) as usize];
    (top.left, top.right) = (base, last);
}

/// Finds the first and last token below each word. Trees are projective, so a word's children on one side lie the nearer the
/// earlier they are met from inside; a pass from either end meets a child before the words further out that it may hang on.
fn edges(arcs: &mut [Arc], base: u32) {
    // Children to the left of their head, whole before the head is met.
    for i in 0..arcs.len() {
        let (head, left) = ((arcs[i].head - base) as usize, arcs[i].left);
        if head > i {
            arcs[head].left = arcs[head].left.min(left);
        }
    }
    for i in (0..arcs.len()).rev() {
        let (head, right) = ((arcs[i].head - base) as usize, arcs[i].right);
        if head < i {
            arcs[head].right = arcs[head].right.max(right);
        }
    }
}
