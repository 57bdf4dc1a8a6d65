//! What the alignment knows of English words: classes that restate each other, stems, and how common a word is.

use crate::frame::{Word, Words};
use crate::lexicon::labels::fold;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// `data/lexicons/align`, read once.
pub static ENGLISH: LazyLock<English> = LazyLock::new(English::read);

#[derive(Debug, Default)]
pub struct English {
    /// Stem to the number of its class.
    classes: HashMap<String, usize>,
    names: Vec<String>,
    /// Share of articles that hold a word of the class.
    class_shares: Vec<f64>,
    /// Stem to the share of articles that hold it, for stems that are not rare.
    shares: HashMap<String, f64>,
    endings: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Synonyms {
    #[serde(default)]
    stem: Stems,
    #[serde(default)]
    class: Vec<Class>,
}

#[derive(Deserialize, Default)]
struct Stems {
    #[serde(default)]
    endings: Vec<String>,
}

/// A class of the file, with the sentences that must and must not share it.
#[derive(Deserialize, Debug, Clone, Default)]
pub struct Class {
    pub name: String,
    pub words: String,
    pub example: String,
    pub restated: String,
    pub counter: String,
}

#[derive(Deserialize, Default)]
struct Background {
    #[serde(default)]
    band: Vec<Band>,
}

#[derive(Deserialize)]
struct Band {
    /// Articles among a thousand that hold each of the words.
    per_mille: f64,
    words: String,
}

/// Share of articles that hold a word which is not among the common ones.
const RARE: f64 = 0.004;

impl English {
    fn read() -> English {
        let synonyms = synonyms();
        let background: Background = toml::from_str(include_str!("../../../data/lexicons/align/background.toml")).unwrap_or_default();
        let mut out = English { endings: synonyms.stem.endings, ..English::default() };
        for band in &background.band {
            for word in band.words.split_whitespace() {
                let share = out.shares.entry(out.stem(word)).or_insert(0.0);
                *share = share.max(band.per_mille / 1000.0);
            }
        }
        for class in synonyms.class {
            let stems: Vec<String> = class.words.split_whitespace().map(|w| out.stem(w)).collect();
            // A class is met more often than its most frequent word, but less often than all together.
            let most = stems.iter().map(|s| out.share(s)).fold(0.0, f64::max);
            out.class_shares.push((1.3 * most).min(0.95));
            let number = out.names.len();
            for stem in stems {
                out.classes.entry(stem).or_insert(number);
            }
            out.names.push(class.name);
        }
        out
    }

    /// The class of a stem.
    pub fn class(&self, stem: &str) -> Option<(&str, f64)> {
        self.classes.get(stem).map(|c| (self.names[*c].as_str(), self.class_shares[*c]))
    }

    /// Share of news articles that hold a stem.
    pub fn share(&self, stem: &str) -> f64 {
        self.shares.get(stem).copied().unwrap_or(RARE)
    }

    /// The stem of a base form: lower case, without one ending that makes nouns, adjectives and adverbs.
    ///
    /// ```
    /// let english = &parallax::compare::alignment::words::ENGLISH;
    /// assert_eq!(english.stem("displacement"), english.stem("displace"));
    /// assert_eq!(english.stem("Liberation"), english.stem("liberate"));
    /// ```
    pub fn stem(&self, lemma: &str) -> String {
        let mut stem = lemma.to_lowercase();
        for _ in 0..2 {
            let cut = self.endings.iter().find_map(|e| stem.strip_suffix(e.as_str()).filter(|s| s.chars().count() >= 4));
            match cut {
                Some(shorter) => stem = shorter.to_string(),
                None => break,
            }
        }
        if stem.chars().count() > 4 && stem.ends_with("at") {
            stem.truncate(stem.len() - 2);
        }
        stem
    }

    /// What stands for a word in comparisons and the share of articles that hold it; `None` for words that say nothing.
    pub fn unit(&self, word: &Word, words: &Words) -> Option<(String, f64)> {
        let lemma = words.name(word.lemma);
        let silent =
            word.tag.is_closed() || word.tag.is_mark() || word.tag == crate::text::Tag::Rp || word.relation == crate::text::Relation::Aux;
        if silent || !lemma.chars().any(char::is_alphanumeric) || crate::text::token::is_clitic(lemma) {
            return None;
        }
        if word.tag.is_proper() {
            let name = fold(lemma);
            return (!name.is_empty()).then(|| (name, self.share(&self.stem(lemma)).min(0.1)));
        }
        let stem = self.stem(lemma);
        if let Some((class, share)) = self.class(&stem) {
            return Some((format!("={class}"), share));
        }
        let share = self.share(&stem);
        (share < COMMON).then_some((stem, share))
    }
}

/// Words that more articles than this hold are no content.
const COMMON: f64 = 0.4;

fn synonyms() -> Synonyms {
    toml::from_str(include_str!("../../../data/lexicons/align/synonyms.toml")).unwrap_or_default()
}

/// The classes, for the tests that run their sentences.
pub fn classes() -> Vec<Class> {
    synonyms().class
}
