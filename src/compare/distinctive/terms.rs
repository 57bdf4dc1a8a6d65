//! Terms of the running text: content words by base form, and pairs of them side by side, by outlet and article.

use super::Term;
use crate::frame::{Frames, Word};
use crate::text::{Kind, Tag};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// From so many articles on, an outlet's text is split by articles.
pub const BY_ARTICLE: usize = 4;

/// A content word, or two side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TermKind {
    Word,
    Pair,
}

impl TermKind {
    pub const ALL: [TermKind; 2] = [TermKind::Word, TermKind::Pair];

    pub fn as_str(self) -> &'static str {
        if self == TermKind::Word { "word" } else { "pair" }
    }

    pub fn plural(self) -> &'static str {
        if self == TermKind::Word { "words" } else { "pairs" }
    }
}

/// Counts of terms.
#[derive(Default)]
pub struct Tally {
    pub counts: BTreeMap<u32, usize>,
    /// Articles in which a term stands.
    pub articles: BTreeMap<u32, usize>,
    pub terms: usize,
    /// Articles with running text.
    pub read: usize,
}

/// A sentence's terms of both kinds.
struct Sentence {
    outlet: usize,
    article: usize,
    terms: [Vec<u32>; 2],
}

/// The terms of a corpus.
#[derive(Default)]
pub struct Corpus {
    outlets: Vec<String>,
    sentences: Vec<Sentence>,
    /// Folded terms of each kind, and how they are mostly spelt.
    names: [Vec<String>; 2],
    whole: [Tally; 2],
    by_outlet: BTreeMap<(String, TermKind), Tally>,
    labels: BTreeSet<String>,
    proper: BTreeSet<String>,
}

impl Corpus {
    pub fn read(frames: &Frames) -> Corpus {
        let s = &frames.sentences;
        let (outlets, articles, roles) = (s.text("outlet"), s.text("article_id"), s.text("role"));
        let mut corpus = Corpus { outlets: frames.outlets(), ..Corpus::default() };
        let mut known: [HashMap<String, u32>; 2] = Default::default();
        let mut spelt: [Vec<BTreeMap<String, usize>>; 2] = Default::default();
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        for row in (0..s.height()).filter(|i| roles[*i] == "body") {
            let next = numbers.len();
            let article = *numbers.entry(articles[row]).or_insert(next);
            let Ok(outlet) = corpus.outlets.binary_search_by(|o| o.as_str().cmp(outlets[row])) else { continue };
            let mut terms: [Vec<u32>; 2] = Default::default();
            let mut before: Option<&Word> = None;
            for word in frames.words.of(row) {
                let content = is_content(frames, word);
                let mut add = |kind: usize, form: String| {
                    let folded = form.to_lowercase();
                    let next = known[kind].len() as u32;
                    let number = *known[kind].entry(folded).or_insert(next);
                    if number == next {
                        spelt[kind].push(BTreeMap::new());
                    }
                    *spelt[kind][number as usize].entry(form).or_insert(0) += 1;
                    terms[kind].push(number);
                };
                if content {
                    let lemma = frames.words.name(word.lemma);
                    add(0, lemma.to_string());
                    if let Some(b) = before {
                        add(1, format!("{} {lemma}", frames.words.name(b.lemma)));
                    }
                }
                before = content.then_some(word);
            }
            corpus.sentences.push(Sentence { outlet, article, terms });
        }
        let most = |forms: &BTreeMap<String, usize>| super::super::ranked(forms).into_iter().next().map_or(String::new(), |f| f.0);
        corpus.names = spelt.map(|forms| forms.iter().map(most).collect());
        corpus.count();
        corpus.mark(frames);
        corpus
    }

    fn count(&mut self) {
        for kind in TermKind::ALL {
            let mut seen: BTreeSet<(usize, u32)> = BTreeSet::new();
            let mut read: BTreeSet<usize> = BTreeSet::new();
            for s in &self.sentences {
                let here = self.by_outlet.entry((self.outlets[s.outlet].clone(), kind)).or_default();
                let whole = &mut self.whole[kind as usize];
                let new = read.insert(s.article);
                for tally in [here, whole] {
                    tally.read += usize::from(new);
                    tally.terms += s.terms[kind as usize].len();
                    for t in &s.terms[kind as usize] {
                        *tally.counts.entry(*t).or_insert(0) += 1;
                    }
                }
                for t in &s.terms[kind as usize] {
                    if seen.insert((s.article, *t)) {
                        *self.whole[kind as usize].articles.entry(*t).or_insert(0) += 1;
                        let here = self.by_outlet.entry((self.outlets[s.outlet].clone(), kind)).or_default();
                        *here.articles.entry(*t).or_insert(0) += 1;
                    }
                }
            }
            for outlet in &self.outlets {
                self.by_outlet.entry((outlet.clone(), kind)).or_default();
            }
        }
    }

    /// Remembers the words of labels and of names.
    fn mark(&mut self, frames: &Frames) {
        let t = &frames.labels;
        let named = t.flags("named");
        for (i, lemma) in t.text("lemma").into_iter().enumerate() {
            let set = if named[i] == Some(true) { &mut self.proper } else { &mut self.labels };
            set.extend(lemma.split([' ', '-']).map(str::to_lowercase));
        }
    }

    pub fn whole(&self, kind: TermKind) -> &Tally {
        &self.whole[kind as usize]
    }

    pub fn outlet(&self, outlet: &str, kind: TermKind) -> &Tally {
        static NONE: LazyLock<Tally> = LazyLock::new(Tally::default);
        self.by_outlet.get(&(outlet.to_string(), kind)).unwrap_or(&NONE)
    }

    /// Terms of an outlet by article, or by sentence where it has few articles, and which of the two.
    pub fn units(&self, outlet: &str, kind: TermKind) -> (Vec<Vec<u32>>, &'static str) {
        let of = self.sentences.iter().filter(|s| self.outlets[s.outlet] == outlet);
        if self.outlet(outlet, kind).read < BY_ARTICLE {
            return (of.map(|s| s.terms[kind as usize].clone()).collect(), "sentences");
        }
        let mut articles: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        of.for_each(|s| articles.entry(s.article).or_default().extend(&s.terms[kind as usize]));
        (articles.into_values().collect(), "articles")
    }

    /// Weight of the prior: the mean number of terms of an article.
    pub fn alpha0(&self, kind: TermKind) -> f64 {
        let whole = self.whole(kind);
        whole.terms as f64 / whole.read.max(1) as f64
    }

    /// Pseudo-count of a term: its share of the corpus times alpha0.
    pub fn prior(&self, kind: TermKind, term: u32) -> f64 {
        let whole = self.whole(kind);
        whole.counts.get(&term).map_or(0.0, |n| *n as f64 / whole.terms as f64) * self.alpha0(kind)
    }

    pub fn name(&self, kind: TermKind, term: u32) -> &str {
        self.names[kind as usize].get(term as usize).map_or("", String::as_str)
    }

    /// Whether a term is part of a label or of a name.
    pub fn marked(&self, kind: TermKind, term: u32) -> &'static str {
        let spelt = self.name(kind, term);
        let name = spelt.to_lowercase();
        let proper = spelt.split(' ').any(|w| w.starts_with(char::is_uppercase));
        let any = |set: &BTreeSet<String>| name.split(' ').any(|w| set.contains(w));
        if any(&self.labels) && !proper {
            "label"
        } else if any(&self.proper) || proper {
            "name"
        } else {
            ""
        }
    }
}

/// Nouns, verbs, adjectives and adverbs of at least two letters that no stop list holds.
fn is_content(frames: &Frames, word: &Word) -> bool {
    let open = word.tag.is_noun() || word.tag.is_verb() || is_adjective(word.tag);
    let lemma = frames.words.name(word.lemma);
    let letters = lemma.chars().filter(|c| c.is_alphabetic()).count();
    word.kind == Kind::Word && open && letters > 1 && !STOP.contains(&lemma.to_lowercase())
}

fn is_adjective(tag: Tag) -> bool {
    tag.as_str().starts_with("JJ") || tag.as_str().starts_with("RB")
}

static STOP: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let file: toml::Table = toml::from_str(include_str!("../../../data/lexicons/keyness.toml")).unwrap_or_default();
    let lists = file.get("stop").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let words = lists.into_iter().flat_map(|(_, list)| list.as_array().cloned().unwrap_or_default());
    words.filter_map(|w| w.as_str().map(str::to_lowercase)).collect()
});

/// Ids of the first sentences of the outlet in which the terms stand, two a term.
pub fn sentences(frames: &Frames, terms: &[&Term]) -> Vec<String> {
    let s = &frames.sentences;
    let (outlets, roles, ids) = (s.text("outlet"), s.text("role"), s.text("sentence_id"));
    let mut out = Vec::new();
    for t in terms {
        let folded = t.term.to_lowercase();
        let has = |row: usize| frames.words.of(row).iter().any(|w| frames.words.name(w.lemma).to_lowercase() == folded);
        let rows = (0..s.height()).filter(|i| roles[*i] == "body" && outlets[*i] == t.outlet && has(*i));
        out.extend(rows.take(2).map(|i| ids[i].to_string()));
    }
    let mut met = BTreeSet::new();
    out.retain(|id| met.insert(id.clone()));
    out
}
