//! Words of style: loaded words, emotions, hedges and boosters, each with its voice; and who is said to harm whom.
//!
//! Words come from the lexicons of `data/lexicons/style`; whether a word is loaded where it stands is decided by a small model of
//! its context ([`learned`]). Without the model the strong words of the lexicon remain.

pub mod agency;
pub mod learned;

pub use agency::{Act, Construction};

use super::{Settings, Voice, Voices};
use crate::lexicon::Lexicons;
use crate::lexicon::style::{Group, Part, StyleKind, StyleWords};
use crate::text::{Document, Kind, Role, Span, Tag};
use std::collections::BTreeSet;
use std::ops::Range;

/// One word of style.
#[derive(Debug, Clone, PartialEq)]
pub struct Style {
    pub span: Span,
    pub kind: StyleKind,
    /// Kind within the kind: `emotive`, `hearsay`, `fear`, …; of words that only the model found, `learned`.
    pub category: String,
    /// `negative`, `positive`, `mixed`, or "" where nothing is said.
    pub polarity: String,
    /// Base form as in the lexicon, else of the word.
    pub lemma: String,
    pub voice: Voice,
    /// Index of the quote that gives the voice.
    pub quote: Option<usize>,
    /// How sure it is that the word is loaded here, 0 to 1, by the model; at least half for strong words of the lexicon; 1 for other
    /// kinds and without the model. A loaded word counts from [`COUNTS`] on.
    pub score: f32,
    /// Classes of people named in the same sentence (`civilians`, `children`, …), joined by `;`.
    pub people: String,
    pub sentence: usize,
    /// File and category of the lexicon, or `learned`.
    pub rule: String,
}

/// From this score on a word counts as loaded.
pub const COUNTS: f32 = 0.5;

/// The words of style of a document in the order of the text, those that count.
pub fn find(doc: &Document, voices: &Voices, lexicons: &Lexicons, settings: &Settings) -> Vec<Style> {
    let mut out = candidates(doc, voices, lexicons, settings);
    out.retain(|s| s.score >= COUNTS);
    out
}

/// The same with loaded words that are less sure (from [`learned::LEAST`] on).
pub fn candidates(doc: &Document, voices: &Voices, lexicons: &Lexicons, settings: &Settings) -> Vec<Style> {
    let mut out = Vec::new();
    let mut reader = learned::Reader::default();
    for (index, sentence) in doc.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Boilerplate) {
        let page = Page { doc, words: &lexicons.style, sentence: index };
        let hits = page.hits();
        let scores = if settings.no_model { None } else { reader.scores(&page, &hits, lexicons) };
        let add = |span: Span, kind, group: Option<&Group>, lemma: String, score: f32| {
            let (voice, quote) = voices.of(span);
            Style {
                span,
                kind,
                category: group.map_or("learned", |g| &g.category).into(),
                polarity: group.map_or(String::new(), |g| g.polarity.clone()),
                lemma,
                voice,
                quote,
                score,
                people: String::new(),
                sentence: index,
                rule: group.map_or("learned", |g| &g.rule).into(),
            }
        };
        let first = out.len();
        let mut taken = vec![false; sentence.tokens.len()];
        for hit in &hits {
            let group = &lexicons.style.groups[hit.group];
            let score = match (group.kind, scores) {
                (StyleKind::Loaded, Some(scores)) => {
                    // Strong words are loaded by themselves; the model says how much.
                    let own = &scores[hit.tokens.start - sentence.tokens.start..hit.tokens.end - sentence.tokens.start];
                    let score = own.iter().copied().fold(0.0, f32::max);
                    if group.weak { score } else { learned::strong(score) }
                }
                (StyleKind::Loaded, None) if group.weak => continue,
                _ => 1.0,
            };
            if group.kind == StyleKind::Loaded {
                hit.tokens.clone().for_each(|i| taken[i - sentence.tokens.start] = true);
            }
            if score >= learned::LEAST {
                out.push(add(doc.cover(hit.tokens.clone()), group.kind, Some(group), hit.lemma.clone(), score));
            }
        }
        let mut next = sentence.tokens.start;
        for i in sentence.tokens.clone().filter(|_| scores.is_some()) {
            if i < next {
                continue;
            }
            let compound = page.compound(i);
            next = compound.end;
            let own = compound.start - sentence.tokens.start..compound.end - sentence.tokens.start;
            let score = scores.into_iter().flat_map(|s| &s[own.clone()]).copied().fold(0.0, f32::max);
            if score >= learned::LEAST && !taken[own].contains(&true) {
                let lemma = if compound.len() == 1 { doc.lemma(i) } else { doc.cover(compound.clone()).of(doc.text).to_lowercase() };
                out.push(add(doc.cover(compound), StyleKind::Loaded, None, lemma, score));
            }
        }
        if out.len() > first {
            let people = page.people();
            out[first..].iter_mut().for_each(|s| s.people.clone_from(&people));
        }
        out[first..].sort_by_key(|s| (s.span, s.kind));
    }
    out
}

/// A word of the lexicon in a sentence.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Tokens of the document.
    pub tokens: Range<usize>,
    pub group: usize,
    pub lemma: String,
}

/// A sentence and the words that are looked for in it.
pub struct Page<'d, 'a> {
    pub doc: &'d Document<'a>,
    pub words: &'d StyleWords,
    pub sentence: usize,
}

impl Page<'_, '_> {
    pub fn tokens(&self) -> Range<usize> {
        self.doc.sentences[self.sentence].tokens.clone()
    }

    fn tag(&self, token: usize) -> Tag {
        self.doc.tokens[token].tag
    }

    /// The words of the lexicon that stand here; those of one kind never overlap, the longest comes first.
    pub fn hits(&self) -> Vec<Hit> {
        let mut out: Vec<Hit> = Vec::new();
        let tokens = self.tokens();
        let mut free = [tokens.start; StyleKind::ALL.len()];
        for i in tokens.clone().filter(|i| self.doc.tokens[*i].kind == Kind::Word) {
            for pattern in self.words.patterns(self.doc.lower(i)) {
                let end = i + 1 + pattern.rest.len();
                let group = &self.words.groups[pattern.group];
                let at = group.kind as usize;
                let same = || pattern.rest.iter().enumerate().all(|(k, word)| self.doc.lower(i + 1 + k) == word);
                if end > tokens.end || free[at] > i || !same() || !self.fits(group, i..end) {
                    continue;
                }
                free[at] = end;
                out.push(Hit { tokens: i..end, group: pattern.group, lemma: pattern.lemma.clone() });
            }
        }
        out
    }

    /// The hyphenated word that begins with a token, or the token alone.
    fn compound(&self, i: usize) -> Range<usize> {
        let glued = |j: usize| self.doc.tokens[j - 1].span.end == self.doc.tokens[j].span.start;
        let mut end = i + 1;
        while end + 1 < self.tokens().end && self.tag(end) == Tag::Hyph && glued(end) && glued(end + 1) {
            end += 2;
        }
        i..end
    }

    /// Whether a group's conditions hold for a word that stands here.
    fn fits(&self, group: &Group, word: Range<usize>) -> bool {
        let tokens = self.tokens();
        let (tag, relation) = (self.tag(word.start), self.doc.relation(word.start));
        let one = word.len() == 1;
        let headline = matches!(self.doc.sentences[self.sentence].role, Role::Headline | Role::Subhead);
        // Capital letters make names in running text, not in headlines.
        let name = one && tag.is_proper() && !headline && word.start != tokens.start;
        let part = !one
            || match group.part {
                Part::Adjective => tag.is_adjective() || matches!(tag, Tag::Vbn | Tag::Vbg),
                Part::Noun => matches!(tag, Tag::Nn | Tag::Nns) || tag.is_proper(),
                Part::Verb => tag.is_verb(),
                Part::Adverb => matches!(tag, Tag::Rb | Tag::Rbr | Tag::Rbs),
                Part::Phrase => true,
            };
        let before = if word.start > tokens.start { self.doc.lower(word.start - 1) } else { Default::default() };
        let after = if word.end < tokens.end { self.doc.lower(word.end) } else { Default::default() };
        !name
            && (part || !group.strict)
            && (group.tags.is_empty() || group.tags.contains(&tag))
            && (group.only_as.is_empty() || group.only_as.contains(&relation))
            && !group.not_before.contains(after)
            && !group.not_after.contains(before)
            && (group.only_before.is_empty() || group.only_before.contains(after))
            && (group.only_after.is_empty() || group.only_after.contains(before))
    }

    /// Classes of people that the sentence names, in order of name.
    fn people(&self) -> String {
        let nouns = self.tokens().filter(|i| matches!(self.tag(*i), Tag::Nn | Tag::Nns));
        let classes: BTreeSet<&str> = nouns.filter_map(|i| self.words.victim(self.doc.lower(i))).filter(|c| *c != agency::PLACES).collect();
        classes.into_iter().collect::<Vec<_>>().join(";")
    }
}
