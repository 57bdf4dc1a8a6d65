//! Part-of-speech tags of the Penn Treebank, and the tagger.

use super::Token;
use crate::lexicon::text::TextWords;

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

    pub fn is_adjective(self) -> bool {
        matches!(self, Tag::Jj | Tag::Jjr | Tag::Jjs)
    }

    /// Neither word nor number.
    pub fn is_mark(self) -> bool {
        matches!(self, Tag::Punct | Tag::Quote | Tag::Hyph | Tag::Sym)
    }
}

/// Tags the tokens of one sentence in place.
pub fn tag(_text: &str, _tokens: &mut [Token], _words: &TextWords) {}
