//! Part-of-speech tags of the Penn Treebank, and the tagger.

pub mod features;
pub mod model;

use super::token::is_apostrophe;
use super::{Kind, Token};
use crate::lexicon::text::TextWords;
use features::{Look, features};
use model::Model;
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
    let mut looks: Vec<Look> = Vec::with_capacity(tokens.len());
    for token in tokens.iter() {
        let mut look = Look::new(token.span.of(text));
        if let Some(model) = MODEL.as_ref() {
            look.class = model.class(look.word);
        }
        looks.push(look);
    }
    let mut single = false;
    let (mut p2, mut p1) = (Tag::X, Tag::X);
    for i in 0..tokens.len() {
        let word = tokens[i].span.of(text);
        let tag = match mark(word) {
            Some(Tag::Quote) if word.starts_with(is_apostrophe) => {
                let (tag, open) = apostrophe(text, tokens, i, single);
                single = open;
                tag
            }
            Some(tag) => tag,
            None => match MODEL.as_ref() {
                Some(model) => model.sure(looks[i].exact).unwrap_or_else(|| model.best(&features(&looks, i, p1, p2))),
                None => guess(word, tokens[i].kind, i == 0, p1, words),
            },
        };
        tokens[i].tag = tag;
        (p2, p1) = (p1, tag);
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
