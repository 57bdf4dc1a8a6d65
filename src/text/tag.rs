//! Part-of-speech tags of the Penn Treebank, and the tagger.

pub mod features;
pub mod model;

use super::machine::{self, Work};
use super::token::is_apostrophe;
use super::{Kind, Token};
use crate::lexicon::text::TextWords;
use features::{Features, Look, features};
use model::Model;
use std::ops::Range;
use std::sync::LazyLock;

macro_rules! tags {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// A Penn Treebank tag (`NNS`, `VBD`, …); marks are `Punct`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum Tag { $($name),* }
        impl Tag {
            pub const ALL: &'static [Tag] = &[$(Tag::$name),*];
            pub fn as_str(self) -> &'static str {
                match self { $(Tag::$name => $text),* }
            }
        }
    };
}

tags! {
    X = "X", Punct = "PUNCT", Quote = "QUOTE", Hyph = "HYPH", Sym = "SYM", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
    In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Md = "MD", Nn = "NN", Nns = "NNS", Nnp = "NNP", Nnps = "NNPS", Pdt = "PDT",
    Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP", To = "TO", Uh = "UH", Vb = "VB",
    Vbd = "VBD", Vbg = "VBG", Vbn = "VBN", Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB",
}

impl Tag {
    /// NN, NNS, NNP, NNPS.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
    }

    /// NNP, NNPS.
    pub fn is_proper(self) -> bool {
        matches!(self, Tag::Nnp | Tag::Nnps)
    }

    /// Any verb form but modals.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
    }

    /// Words of closed classes: articles, prepositions, pronouns, conjunctions, modals.
    pub fn is_closed(self) -> bool {
        matches!(
            self,
            Tag::Dt
                | Tag::In
                | Tag::To
                | Tag::Cc
                | Tag::Prp
                | Tag::PrpS
                | Tag::Wp
                | Tag::WpS
                | Tag::Wdt
                | Tag::Wrb
                | Tag::Md
                | Tag::Pdt
                | Tag::Ex
        )
    }

    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    /// Neither word nor number.
    pub fn is_mark(self) -> bool {
        matches!(self, Tag::Punct | Tag::Quote | Tag::Hyph | Tag::Sym)
    }
}

/// The model in the binary; without one, [`guess`] tags.
static MODEL: LazyLock<Option<Model>> = LazyLock::new(|| Model::read(include_bytes!("../../data/models/tagger.bin")));

/// Tags the tokens of one sentence in place.
pub fn tag(text: &str, tokens: &mut [Token], words: &TextWords) {
    let whole = 0..tokens.len();
    tag_all(text, tokens, &[whole], words);
}

/// How many sentences are tagged side by side: while the model's weights for a word of one are on their way from memory, the
/// others are worked on.
const LANES: usize = 8;

/// Tags the tokens of each sentence in place; gives what models see of each token.
pub fn tag_all(text: &str, tokens: &mut [Token], sentences: &[Range<usize>], words: &TextWords) -> Vec<Look> {
    let mut looks: Vec<Look> = tokens.iter().map(|t| Look::new(t.span.of(text))).collect();
    let Some(model) = MODEL.as_ref() else {
        for mut lane in sentences.iter().map(Lane::new) {
            let first = lane.at;
            lane.advance(text, tokens, |at, word, before| Some(guess(word.span.of(text), word.kind, at == first, before, words)));
        }
        return looks;
    };
    looks.iter_mut().for_each(|l| l.class = model.class(l.word));
    machine::wide(Tagging { model, text, tokens, looks: &looks, sentences });
    looks
}

/// Sentences to be tagged.
struct Tagging<'a> {
    model: &'a Model,
    text: &'a str,
    tokens: &'a mut [Token],
    looks: &'a [Look],
    sentences: &'a [Range<usize>],
}

impl Work for Tagging<'_> {
    type Done = ();

    #[inline(always)]
    fn work(self) {
        let Tagging { model, text, tokens, looks, sentences } = self;
        let mut waiting = sentences.iter().map(Lane::new);
        let mut lanes: Vec<Lane> = waiting.by_ref().take(LANES).collect();
        while !lanes.is_empty() {
            let mut i = 0;
            while i < lanes.len() {
                let lane = &mut lanes[i];
                if lane.advance(text, tokens, |at, _, _| model.sure(looks[at].exact)) {
                    lane.features = features(&looks[lane.sentence.clone()], lane.at - lane.sentence.start, lane.p1, lane.p2);
                    model.fetch(&lane.features);
                    i += 1;
                    continue;
                }
                match waiting.next() {
                    Some(next) => *lane = next,
                    None => drop(lanes.swap_remove(i)),
                }
            }
            for lane in &mut lanes {
                lane.found = model.places(&lane.features, &mut lane.places);
            }
            for lane in &mut lanes {
                lane.set(tokens, model.best(&lane.places[..lane.found]));
            }
        }
    }
}

/// A sentence that is being tagged.
struct Lane {
    sentence: Range<usize>,
    /// The next token.
    at: usize,
    /// A single quotation mark is open.
    single: bool,
    /// The tags of the token before the next and of the one before that.
    p1: Tag,
    p2: Tag,
    features: Features,
    /// Where the model's weights for the features are, and of how many it has any.
    places: Features,
    found: usize,
}

impl Lane {
    fn new(sentence: &Range<usize>) -> Lane {
        let (features, places) = (Features::default(), Features::default());
        Lane { sentence: sentence.clone(), at: sentence.start, single: false, p1: Tag::X, p2: Tag::X, features, places, found: 0 }
    }

    /// Tags on until a token whose tag is not known at once; gives whether there is one. `known` is asked for the tag of a word
    /// or number, given its index, itself and the tag before it.
    fn advance(&mut self, text: &str, tokens: &mut [Token], known: impl Fn(usize, &Token, Tag) -> Option<Tag>) -> bool {
        while self.at < self.sentence.end {
            let i = self.at - self.sentence.start;
            let word = tokens[self.at].span.of(text);
            let tag = match mark(word) {
                Some(Tag::Quote) if word.starts_with(is_apostrophe) => {
                    let (tag, open) = apostrophe(text, &tokens[self.sentence.clone()], i, self.single);
                    self.single = open;
                    tag
                }
                Some(tag) => tag,
                None => match known(self.at, &tokens[self.at], self.p1) {
                    Some(tag) => tag,
                    None => return true,
                },
            };
            self.set(tokens, tag);
        }
        false
    }

    fn set(&mut self, tokens: &mut [Token], tag: Tag) {
        tokens[self.at].tag = tag;
        (self.p2, self.p1) = (self.p1, tag);
        self.at += 1;
    }
}

/// Whether an apostrophe is the possessive of a plural (`rebels’ advance`) or a quotation mark, and whether a single
/// quotation is open behind it.
fn apostrophe(text: &str, tokens: &[Token], i: usize, open: bool) -> (Tag, bool) {
    let word = tokens[i].span.of(text);
    let glued = i > 0 && tokens[i - 1].span.end == tokens[i].span.start;
    let glued_next = tokens.get(i + 1).is_some_and(|t| t.span.start == tokens[i].span.end);
    let plural = glued && tokens[i - 1].span.of(text).ends_with(['s', 'S', 'x', 'z']);
    if !glued && glued_next && !word.starts_with('’') {
        return (Tag::Quote, true);
    }
    if plural && !open && !glued_next && word.chars().count() == 1 {
        return (Tag::Pos, false);
    }
    (Tag::Quote, open && !glued)
}

/// The tag of a mark; `None` for words and numbers.
pub fn mark(word: &str) -> Option<Tag> {
    let c = word.chars().next()?;
    match c {
        _ if c.is_alphanumeric() => None,
        _ if is_apostrophe(c) => (word.len() <= c.len_utf8() || word.chars().nth(1) == Some(c)).then_some(Tag::Quote),
        '"' | '“' | '”' | '„' | '«' | '»' | '‹' | '›' | '‚' => Some(Tag::Quote),
        '-' | '‐' | '‑' if word.len() == c.len_utf8() => Some(Tag::Hyph),
        '$' | '€' | '£' | '¥' | '₹' | '₽' | '₪' | '%' | '#' | '+' | '=' | '@' | '°' | '§' | '©' | '®' | '™' | '&' | '<' | '>' | '|'
        | '^' | '~' | '\\' => Some(Tag::Sym),
        _ => Some(Tag::Punct),
    }
}

/// A tag without a model: closed classes by the word, the rest by its form.
fn guess(word: &str, kind: Kind, first: bool, before: Tag, words: &TextWords) -> Tag {
    let capital = word.starts_with(char::is_uppercase);
    match () {
        _ if kind == Kind::Number => Tag::Cd,
        _ if words.closed_class(word).is_some() => words.closed_class(word).unwrap_or(Tag::X),
        _ if capital && !first => Tag::Nnp,
        _ if word.ends_with("ly") => Tag::Rb,
        _ if word.ends_with("ing") => Tag::Vbg,
        _ if word.ends_with("ed") && matches!(before, Tag::Dt | Tag::Jj) => Tag::Jj,
        _ if word.ends_with("ed") => Tag::Vbd,
        _ if word.ends_with('s') && !word.ends_with("ss") && word.len() > 3 => Tag::Nns,
        _ => Tag::Nn,
    }
}
