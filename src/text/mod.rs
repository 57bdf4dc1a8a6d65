//! Article to document: roles, sentences, tokens, tags, heads, noun chunks. The text never changes; everything is a span into it.

pub mod chunk;
pub mod lemma;
pub mod lower;
pub mod machine;
pub mod parse;
pub mod role;
pub mod sentence;
pub mod span;
pub mod tag;
pub mod token;
pub mod train;

pub use chunk::Chunk;
pub use parse::{Arc, Relation};
pub use role::{Block, Role};
pub use sentence::Sentence;
pub use span::{CodePoints, Span};
pub use tag::Tag;
pub use tag::features::Look;
pub use token::{Kind, Token};

use crate::lexicon::text::TextWords;
use lower::Lower;
use std::ops::Range;

/// Lower case, words joined by underscores, as in column names and keys: `government forces` → `government_forces`.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("_")
}

/// A text read: every part is a span into `text`, in order, never overlapping within its kind.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    pub text: &'a str,
    /// Lines or paragraphs, each with its role; blank lines belong to none.
    pub blocks: Vec<Block>,
    /// Sentences of every block (boilerplate too: it is its own sentence and feeds no extractor).
    pub sentences: Vec<Sentence>,
    pub tokens: Vec<Token>,
    /// Base noun phrases.
    pub chunks: Vec<Chunk>,
    /// Every token's head and relation; see [`Document::head`] and the methods beside it.
    pub arcs: Vec<Arc>,
    /// What models see of each token's form.
    pub looks: Vec<Look>,
    lower: Lower,
    words: &'a TextWords,
}

impl<'a> Document<'a> {
    /// Reads a text. `title` is the headline where the source gives one: the line that repeats it is the headline.
    pub fn read(text: &'a str, title: Option<&str>, words: &'a TextWords) -> Document<'a> {
        Document::of_blocks(text, role::blocks(text, title, words), words)
    }

    /// Reads a headline that stands apart from the text.
    pub fn headline(title: &'a str, words: &'a TextWords) -> Document<'a> {
        let span = Span::new(0, title.len()).trim(title);
        let block = (!span.is_empty()).then_some(Block { span, role: Role::Headline, kind: "headline" });
        Document::of_blocks(title, block.into_iter().collect(), words)
    }

    fn of_blocks(text: &'a str, blocks: Vec<Block>, words: &'a TextWords) -> Document<'a> {
        let (mut sentences, mut tokens) = (Vec::new(), Vec::with_capacity(text.len() / 5 + 1));
        for (index, block) in blocks.iter().enumerate() {
            for span in sentence::split(text, block, words) {
                let first = tokens.len();
                token::split(text, span, words, &mut tokens);
                sentences.push(Sentence { span, role: block.role, block: index, tokens: first..tokens.len() });
            }
        }
        let ranges: Vec<Range<usize>> = sentences.iter().map(|s| s.tokens.clone()).collect();
        let looks = tag::tag_all(text, &mut tokens, &ranges, words);
        let arcs = parse::parse(text, &tokens, &ranges);
        let lower = Lower::new(text, &tokens);
        let chunks = sentences.iter().flat_map(|s| chunk::chunks(text, &tokens, s.tokens.clone(), words)).collect();
        Document { text, blocks, sentences, tokens, chunks, arcs, looks, lower, words }
    }

    /// The words of a token.
    pub fn word(&self, token: usize) -> &'a str {
        self.tokens[token].span.of(self.text)
    }

    /// The same in lower case; "" for a token that there is not.
    pub fn lower(&self, token: usize) -> &str {
        self.lower.of(token)
    }

    /// The sentence in which a byte stands (or the last one before it).
    pub fn sentence_at(&self, byte: usize) -> Option<usize> {
        self.sentences.partition_point(|s| s.span.start <= byte).checked_sub(1)
    }

    /// The tokens that lie wholly inside a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.start < span.start);
        let last = self.tokens.partition_point(|t| t.span.end <= span.end);
        first..last.max(first)
    }

    /// The span from the first to the last of some tokens.
    pub fn cover(&self, tokens: Range<usize>) -> Span {
        Span::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }

    /// The base noun phrase that holds a token.
    pub fn chunk_of(&self, token: usize) -> Option<&Chunk> {
        let i = self.chunks.partition_point(|c| c.tokens.end <= token);
        self.chunks.get(i).filter(|c| c.tokens.contains(&token))
    }

    /// The base form of a token, lower case (`militants` → `militant`, `said` → `say`); proper nouns keep their form.
    pub fn lemma(&self, token: usize) -> String {
        lemma::lemma(self.word(token), self.tokens[token].tag, self.words)
    }

    /// Words and numbers of running text (sentences with role body) without clitics, the denominator of every rate.
    pub fn body_words(&self) -> usize {
        let body = self.sentences.iter().filter(|s| s.role == Role::Body);
        body.map(|s| self.tokens[s.tokens.clone()].iter().filter(|t| self.counts(t)).count()).sum()
    }

    /// Whether a token is a word for counting: no mark, no clitic.
    pub fn counts(&self, token: &Token) -> bool {
        token.kind != Kind::Punct && !token::is_clitic(token.span.of(self.text))
    }
}
