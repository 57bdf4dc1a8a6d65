//! Words: the tokens of every sentence with base form, tag and place in the tree, as comparisons read them.

use crate::text::{CodePoints, Document, Kind, Relation, Tag};
use std::collections::HashMap;

/// The words of all sentences. Row `i` belongs to row `i` of the sentences table. Forms are numbers of a vocabulary, so that
/// a large corpus stays small and equal words are equal numbers.
#[derive(Debug, Clone, Default)]
pub struct Words {
    vocabulary: Vec<String>,
    sentences: Vec<Vec<Word>>,
}

/// A token: word, number or mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Number of the form as it stands.
    pub form: u32,
    /// Number of the base form: lower case, but proper nouns keep their form.
    pub lemma: u32,
    pub kind: Kind,
    pub tag: Tag,
    pub relation: Relation,
    /// Index in the sentence of the word it hangs on; the root hangs on itself.
    pub head: u32,
    /// Code points in its part of the article (text or title), end exclusive.
    pub char_start: u32,
    pub char_end: u32,
}

impl Words {
    /// The words of a sentence, by its row in the sentences table.
    pub fn of(&self, row: usize) -> &[Word] {
        self.sentences.get(row).map_or(&[], Vec::as_slice)
    }

    /// Sentences, in the order of the sentences table.
    pub fn sentences(&self) -> &[Vec<Word>] {
        &self.sentences
    }

    /// The form with this number.
    pub fn name(&self, number: u32) -> &str {
        self.vocabulary.get(number as usize).map_or("", String::as_str)
    }

    /// Different forms and base forms: numbers go from 0 to this, exclusive.
    pub fn different(&self) -> usize {
        self.vocabulary.len()
    }

    /// Adds the sentences of a document, behind those already there.
    pub fn add(&mut self, doc: &Document, points: &CodePoints) {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut number = |form: String, vocabulary: &mut Vec<String>| {
            *numbers.entry(form).or_insert_with_key(|form| {
                vocabulary.push(form.clone());
                (vocabulary.len() - 1) as u32
            })
        };
        for sentence in &doc.sentences {
            let first = sentence.tokens.start;
            let words = sentence.tokens.clone().map(|i| {
                let (token, (start, end)) = (doc.tokens[i], points.span(doc.tokens[i].span));
                Word {
                    form: number(doc.word(i).to_string(), &mut self.vocabulary),
                    lemma: number(doc.lemma(i), &mut self.vocabulary),
                    kind: token.kind,
                    tag: token.tag,
                    relation: doc.relation(i),
                    head: (doc.head(i).unwrap_or(i).max(first) - first) as u32,
                    char_start: start as u32,
                    char_end: end as u32,
                }
            });
            self.sentences.push(words.collect());
        }
    }

    /// The words of several articles as one, in their order; sentences for which `keep` says no are left out.
    pub fn join<'w>(parts: impl IntoIterator<Item = &'w Words>, keep: impl Fn(usize, usize) -> bool) -> Words {
        let mut all = Words::default();
        let mut numbers: HashMap<&'w str, u32> = HashMap::new();
        for (article, part) in parts.into_iter().enumerate() {
            let known = part.vocabulary.iter().map(|form| {
                *numbers.entry(form).or_insert_with(|| {
                    all.vocabulary.push(form.clone());
                    (all.vocabulary.len() - 1) as u32
                })
            });
            let known: Vec<u32> = known.collect();
            let renumbered = |w: &Word| Word { form: known[w.form as usize], lemma: known[w.lemma as usize], ..*w };
            let kept = part.sentences.iter().enumerate().filter(|(i, _)| keep(article, *i));
            all.sentences.extend(kept.map(|(_, words)| words.iter().map(renumbered).collect::<Vec<_>>()));
        }
        all
    }
}
