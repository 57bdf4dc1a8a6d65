//! What the model looks at: of each word its form, part of speech, place in the tree, lexicons and neighbours; of the sentence its words.

use super::super::{Hit, Page};
use crate::lexicon::Lexicons;
use crate::lexicon::style::hash;
use crate::text::token::is_apostrophe;
use crate::text::{Kind, Relation, Tag};

/// Rows of the two tables of weights, as bits.
pub const WORD_BITS: u32 = 17;
pub const SENTENCE_BITS: u32 = 16;

/// Features of the words of one sentence and of the sentence, in buffers that are used again.
#[derive(Debug, Default)]
pub struct Features {
    /// Rows of the table of words, of nouns, verbs, adjectives and adverbs alone; those of token `i` are `words[ends[i - 1]..ends[i]]`.
    words: Vec<u32>,
    ends: Vec<usize>,
    /// Rows of the table of sentences with their values.
    pub sentence: Vec<(u32, f32)>,
    looks: Vec<Look>,
    flags: Vec<Flag>,
}

/// What is asked of a token more than once.
#[derive(Debug, Clone, Copy)]
struct Look {
    form: u32,
    /// The first six letters.
    stem: u32,
    tag: Tag,
    class: u32,
    relation: Relation,
    head: usize,
    is_word: bool,
    quoted: bool,
    /// Its flags.
    from: usize,
    to: usize,
}

/// What a lexicon says of a word, in full and in short.
#[derive(Debug, Clone, Copy)]
struct Flag {
    full: u32,
    short: u32,
    loaded: bool,
    weak: bool,
}

fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut x = (template.wrapping_mul(0x9e37_79b9) ^ a).wrapping_mul(0x85eb_ca6b) ^ b.wrapping_mul(0xc2b2_ae35);
    x ^= x >> 15;
    x = x.wrapping_mul(0x2c1b_3c6d);
    x ^ (x >> 13)
}

/// Noun, verb, adjective and adverb, in whatever form; other tags stand for themselves.
fn class(tag: Tag) -> u32 {
    let base = match tag {
        Tag::Nns => Tag::Nn,
        Tag::Nnps => Tag::Nnp,
        Tag::Jjr | Tag::Jjs => Tag::Jj,
        Tag::Rbr | Tag::Rbs => Tag::Rb,
        t if t.is_verb() => Tag::Vb,
        t => t,
    };
    base as u32
}

fn is_content(tag: Tag) -> bool {
    tag.is_noun() || tag.is_verb() || tag.is_adjective() || matches!(tag, Tag::Rb | Tag::Rbr | Tag::Rbs)
}

/// The last `n` letters; `None` where the word has no more.
fn tail(word: &str, n: usize) -> Option<&str> {
    word.char_indices().rev().nth(n - 1).filter(|(at, _)| *at > 0).map(|(at, _)| &word[at..])
}

/// The first `n` letters; `None` where the word has hardly more.
fn front(word: &str, n: usize) -> Option<&str> {
    let at = word.char_indices().nth(n)?.0;
    (word[at..].chars().count() > 1).then(|| &word[..at])
}

impl Features {
    /// Reads a sentence; replaces what was read before.
    pub fn read(&mut self, page: &Page, hits: &[Hit], lexicons: &Lexicons) {
        self.words.clear();
        self.ends.clear();
        self.sentence.clear();
        self.look(page, hits, lexicons);
        let context = self.context();
        for i in 0..self.looks.len() {
            if self.is_content(i) {
                self.word(page, i, &context);
            }
            self.ends.push(self.words.len());
        }
        self.of_sentence(page);
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.looks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.looks.is_empty()
    }

    /// Whether a token can be loaded: a noun, verb, adjective or adverb.
    pub fn is_content(&self, i: usize) -> bool {
        self.looks[i].is_word && is_content(self.looks[i].tag)
    }

    /// Whether a token is a strong word of the lexicon.
    pub fn is_strong(&self, i: usize) -> bool {
        self.flags(i).iter().any(|f| f.loaded && !f.weak)
    }

    /// The rows of a token's features.
    pub fn of(&self, i: usize) -> &[u32] {
        &self.words[i.checked_sub(1).map_or(0, |b| self.ends[b])..self.ends[i]]
    }

    fn look(&mut self, page: &Page, hits: &[Hit], lexicons: &Lexicons) {
        self.looks.clear();
        self.flags.clear();
        let tokens = page.tokens();
        let mut quoted = false;
        for i in tokens.clone() {
            let (token, lower) = (page.doc.tokens[i], page.doc.lower(i));
            let from = self.flags.len();
            for hit in hits.iter().filter(|h| h.tokens.contains(&i)) {
                let group = &lexicons.style.groups[hit.group];
                let loaded = group.kind == crate::lexicon::style::StyleKind::Loaded;
                self.flags.push(Flag { full: group.code, short: group.short, loaded, weak: group.weak });
            }
            let mut other =
                |kind: u32, full: u32| self.flags.push(Flag { full: mix(kind, full, 0), short: kind, loaded: false, weak: false });
            if let Some((cue, _)) = lexicons.quotes.get(lower).and_then(|w| w.cues.first()) {
                other(1, hash(&lexicons.quotes.cues[*cue].class));
            }
            if let Some(pattern) = lexicons.style.harm_patterns(lower).first() {
                other(2, hash(&lexicons.style.harms[pattern.harm].id));
            }
            if let Some(victim) = lexicons.style.victim(lower) {
                other(3, hash(victim));
            }
            quoted ^= token.tag == Tag::Quote && !lower.starts_with(is_apostrophe);
            self.looks.push(Look {
                form: hash(lower),
                stem: hash(lower.char_indices().nth(6).map_or(lower, |(at, _)| &lower[..at])),
                tag: token.tag,
                class: class(token.tag),
                relation: page.doc.relation(i),
                head: page.doc.head(i).unwrap_or(i).saturating_sub(tokens.start),
                is_word: token.kind != Kind::Punct,
                quoted,
                from,
                to: self.flags.len(),
            });
        }
    }

    fn flags(&self, i: usize) -> &[Flag] {
        &self.flags[self.looks[i].from..self.looks[i].to]
    }

    /// What is true of every word of the sentence.
    fn context(&self) -> [u32; 8] {
        let n = self.looks.len().max(1);
        let strong = (0..n.min(self.looks.len())).filter(|i| self.flags(*i).iter().any(|f| f.loaded && !f.weak)).count();
        let weak = (0..n.min(self.looks.len())).filter(|i| self.flags(*i).iter().any(|f| f.weak)).count();
        let count = |is: &dyn Fn(&Look) -> bool| self.looks.iter().filter(|l| is(l)).count();
        let [i, we, you] = ["i", "we", "you"].map(hash);
        let person = count(&|l| l.form == i || l.form == we || l.form == you || l.tag == Tag::PrpS);
        let ends = ["!", "?"].map(hash);
        [
            strong.min(3) as u32,
            weak.min(5) as u32,
            (n / 8).min(6) as u32,
            u32::from(count(&|l| l.tag == Tag::Quote) > 0),
            person.min(1) as u32,
            u32::from(count(&|l| ends.contains(&l.form)) > 0),
            u32::from(count(&|l| l.tag == Tag::Cd) > 0),
            (8 * count(&|l| l.tag.is_proper()) / n) as u32,
        ]
    }

    fn word(&mut self, page: &Page, i: usize, context: &[u32; 8]) {
        let look = self.looks[i];
        let mut words = std::mem::take(&mut self.words);
        let mut add = |template: u32, a: u32, b: u32| words.push(mix(template, a, b) >> (32 - WORD_BITS));
        add(0, 0, 0);
        let token = page.tokens().start + i;
        let (lower, word, class) = (page.doc.lower(token), page.doc.word(token), look.class);
        add(1, look.tag as u32, 0);
        add(2, class, 0);
        add(3, look.relation as u32, class);
        add(4, look.form, 0);
        add(5, look.stem, 0);
        (2..5).filter_map(|n| Some((n, tail(lower, n)?))).for_each(|(n, t)| add(6, hash(t), n as u32));
        (2..5).filter_map(|n| Some((n, front(lower, n)?))).for_each(|(n, t)| add(7, hash(t), n as u32));
        add(8, lower.len().min(12) as u32, class);
        let capital = u32::from(word.starts_with(char::is_uppercase));
        let capitals = u32::from(word.len() > 1 && !word.chars().any(char::is_lowercase));
        add(10, capital | capitals << 1 | u32::from(i == 0) << 2, 0);
        let flags = self.flags(i);
        for flag in flags {
            add(11, flag.full, 0);
            add(12, flag.short, 0);
        }
        add(13, flags.len().min(1) as u32, class);
        add(14, flags.iter().filter(|f| f.loaded).count() as u32, 0);
        if look.quoted {
            add(15, class, 0);
        }
        for (place, distance) in [(0, -2_isize), (1, -1), (2, 1), (3, 2)] {
            let Some(near) = i.checked_add_signed(distance).filter(|j| *j < self.looks.len()) else {
                add(16, place, u32::MAX);
                continue;
            };
            let other = self.looks[near];
            add(16, place, other.class);
            if distance.abs() == 1 {
                add(17 + place, other.tag as u32, class);
                add(21 + place, other.form, 0);
            }
            self.flags(near).iter().for_each(|f| add(25 + place, f.short, 0));
        }
        if look.head != i && look.head < self.looks.len() {
            let head = self.looks[look.head];
            add(30, head.class, look.relation as u32);
            add(31, head.stem, 0);
            self.flags(look.head).iter().for_each(|f| add(32, f.short, class));
        }
        for child in page.doc.children(token) {
            let child = child.saturating_sub(page.tokens().start);
            if child < self.looks.len() {
                self.flags(child).iter().for_each(|f| add(33, f.short, class));
            }
        }
        for (at, value) in context.iter().enumerate() {
            add(34 + at as u32, *value, 0);
        }
        self.words = words;
    }

    /// A bag of the sentence's words, pairs of words, word classes and flags.
    fn of_sentence(&mut self, page: &Page) {
        let mut rows: Vec<(u32, bool)> = Vec::with_capacity(self.looks.len() * 6);
        let mut add = |template: u32, a: u32, b: u32, word: bool| rows.push((mix(template, a, b) >> (32 - SENTENCE_BITS), word));
        for (i, look) in self.looks.iter().enumerate() {
            let lower = page.doc.lower(page.tokens().start + i);
            add(50, look.form, 0, true);
            if look.is_word {
                add(51, look.stem, 0, true);
                if let Some(t) = tail(lower, 3).filter(|_| is_content(look.tag) && lower.len() > 4) {
                    add(52, hash(t), 0, true);
                }
            }
            if let Some(next) = self.looks.get(i + 1) {
                add(53, look.form, next.form, true);
            }
            add(54, look.class, 0, false);
            for flag in self.flags(i) {
                add(55, flag.full, 0, false);
                add(56, flag.short, 0, false);
            }
        }
        rows.sort_unstable();
        let mut counted: Vec<(u32, bool, f32)> = Vec::with_capacity(rows.len());
        for (row, word) in rows {
            match counted.last_mut() {
                Some(last) if last.0 == row && last.1 == word => last.2 += 1.0,
                _ => counted.push((row, word, 1.0)),
            }
        }
        counted.iter_mut().for_each(|c| c.2 = c.2.ln_1p());
        let length = counted.iter().filter(|c| c.1).map(|c| c.2 * c.2).sum::<f32>().sqrt().max(1.0);
        let bias = mix(57, 0, 0) >> (32 - SENTENCE_BITS);
        let size = mix(58, 0, 0) >> (32 - SENTENCE_BITS);
        self.sentence.extend(counted.into_iter().map(|(row, word, value)| (row, if word { value / length } else { value })));
        self.sentence.extend([(bias, 1.0), (size, (self.looks.len().max(1) as f32).ln() / 3.0)]);
    }
}
