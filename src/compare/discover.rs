//! Label discovery: words that the articles use for actors and no lexicon lists, each with what speaks for it.

use super::alignment::pairs;
use super::places::Places;
use crate::frame::{Frames, Word};
use crate::text::{Relation, Tag};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A word or phrase that could be a label or an alias.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proposal {
    /// Base form of a description, or the name as it stands.
    pub words: String,
    /// Whom it seems to mean: an actor of the lexicons, or the name of a group that no lexicon lists.
    pub actor: String,
    /// Whether the lexicons know the actor.
    pub known: bool,
    /// A proper name; else a description.
    pub named: bool,
    pub outlets: BTreeSet<String>,
    /// What speaks for it, strongest first.
    pub evidence: Vec<Evidence>,
}

/// One place that speaks for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// How it was found.
    pub how: How,
    pub outlet: String,
    /// The row to look at: of labels.csv, or of sentences.csv.
    pub row: String,
    /// The aligned pair, if that is what speaks.
    pub pair: String,
    pub sentence: String,
}

/// What speaks for a proposal, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It stands where an aligned sentence of another outlet has a known label.
    Slot,
    /// It stands beside a known name.
    Apposition,
    /// The program found it by rule as a mention.
    Mention,
}

impl How {
    pub fn as_str(self) -> &'static str {
        match self {
            How::Slot => "in the place of a known label of an aligned sentence",
            How::Apposition => "beside a known name",
            How::Mention => "found as a mention by rule",
        }
    }
}

/// A slot holds at most so many words.
const SLOT: usize = 4;

/// All proposals: those of known actors first, then by outlets and number of places.
pub fn discover(frames: &Frames) -> Vec<Proposal> {
    let sentences = ["outlet", "sentence_id", "text"].map(|c| frames.sentences.text(c));
    let mut found = Found { frames, sentences, proposals: BTreeMap::new(), mentions: mentions(frames) };
    found.unlisted();
    found.slots();
    found.appositions();
    let mut out: Vec<Proposal> = found.proposals.into_values().collect();
    for proposal in &mut out {
        proposal.evidence.sort();
        proposal.evidence.dedup();
    }
    let weight = |p: &Proposal| (p.known, p.evidence.first().is_some_and(|e| e.how < How::Mention), p.outlets.len(), p.evidence.len());
    out.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| (&a.actor, &a.words).cmp(&(&b.actor, &b.words))));
    out
}

/// A mention of an actor in a sentence.
struct Mention<'f> {
    start: u32,
    end: u32,
    actor: &'f str,
    listed: bool,
    named: bool,
}

fn mentions(frames: &Frames) -> HashMap<usize, Vec<Mention<'_>>> {
    let t = &frames.labels;
    let (actors, kinds, named) = (t.text("actor"), t.text("kind"), t.flags("named"));
    let (starts, ends) = (t.numbers("char_start"), t.numbers("char_end"));
    let mut out: HashMap<usize, Vec<Mention>> = HashMap::new();
    for (i, row) in Places::new(frames).rows(t).into_iter().enumerate() {
        let point = |x: Option<f64>| x.unwrap_or(0.0) as u32;
        let (start, end) = (point(starts[i]), point(ends[i]));
        let mention = Mention { start, end, actor: actors[i], listed: kinds[i] != "unlisted", named: named[i].unwrap_or(false) };
        if let Some(row) = row {
            out.entry(row).or_default().push(mention);
        }
    }
    out
}

struct Found<'f> {
    frames: &'f Frames,
    /// Outlets, ids and texts of the sentences.
    sentences: [Vec<&'f str>; 3],
    proposals: BTreeMap<(bool, String, String), Proposal>,
    mentions: HashMap<usize, Vec<Mention<'f>>>,
}

impl<'f> Found<'f> {
    fn add(&mut self, words: String, actor: &str, known: bool, named: bool, evidence: Evidence) {
        let key = (named, words.to_lowercase(), actor.to_string());
        let new = || Proposal { words, actor: actor.to_string(), known, named, ..Proposal::default() };
        let proposal = self.proposals.entry(key).or_insert_with(new);
        proposal.outlets.insert(evidence.outlet.clone());
        proposal.evidence.push(evidence);
    }

    /// Mentions that no lexicon lists.
    fn unlisted(&mut self) {
        let t = &self.frames.labels;
        let (actors, kinds, named, lemmas) = (t.text("actor"), t.text("kind"), t.flags("named"), t.text("lemma"));
        let rows = (0..t.height()).filter(|i| kinds[*i] != "unlisted");
        let listed: BTreeSet<&str> = rows.flat_map(|i| actors[i].split(';')).collect();
        let (ids, outlets, sentences) = (t.text("label_id"), t.text("outlet"), t.text("sentence_text"));
        for i in (0..t.height()).filter(|i| kinds[*i] == "unlisted" && actors[*i] != "unresolved") {
            let evidence = Evidence {
                how: How::Mention,
                outlet: outlets[i].into(),
                row: ids[i].into(),
                pair: String::new(),
                sentence: sentences[i].into(),
            };
            self.add(lemmas[i].to_string(), actors[i], listed.contains(actors[i]), named[i].unwrap_or(false), evidence);
        }
    }

    /// Where one sentence of an aligned pair has a listed description of an actor and the other, between the same neighbours,
    /// words that are no mention.
    fn slots(&mut self) {
        for pair in pairs::read(self.frames) {
            for (with, without) in [(pair.a, pair.b), (pair.b, pair.a)] {
                let listed: Vec<(u32, u32, String)> = self
                    .mentions
                    .get(&with)
                    .into_iter()
                    .flatten()
                    .filter(|m| m.listed && !m.named && m.actor != "unresolved")
                    .map(|m| (m.start, m.end, m.actor.to_string()))
                    .collect();
                for (start, end, actor) in listed {
                    let words = self.slot(with, (start, end), without).filter(|words| !self.mentioned(without, words));
                    if let Some(words) = words {
                        let text = self.phrase(words);
                        let evidence = self.evidence(How::Slot, without, pair.id);
                        let named = words.iter().any(|w| w.tag.is_proper());
                        self.add(text, &actor, true, named, evidence);
                    }
                }
            }
        }
    }

    /// The words of the other sentence between the same two neighbours as a span, if they end with a noun.
    fn slot(&self, with: usize, span: (u32, u32), without: usize) -> Option<&'f [Word]> {
        let frames: &'f Frames = self.frames;
        let (a, b) = (frames.words.of(with), frames.words.of(without));
        let first = a.iter().position(|w| w.char_start >= span.0)?;
        let last = a.iter().rposition(|w| w.char_end <= span.1)?;
        let same = |x: &Word, y: &Word| x.lemma == y.lemma;
        let after = a.get(last + 1)?;
        // At the front of a sentence nothing stands before.
        let begin = |at: usize| match first.checked_sub(1).map(|i| &a[i]) {
            Some(before) => at > 0 && same(before, &b[at - 1]),
            None => at == 0,
        };
        let starts = (0..b.len()).filter(|at| begin(*at));
        let ranges = starts.flat_map(|at| (at + 1..=(at + SLOT).min(b.len().saturating_sub(1))).map(move |end| (at, end)));
        let fits = |(at, end): &(usize, usize)| {
            same(after, &b[*end]) && b[*end - 1].tag.is_noun() && b[*at..*end].iter().all(|w| !w.tag.is_mark() && !w.tag.is_verb())
        };
        // The stretch most nearly at the same place.
        let (at, end) = ranges.filter(fits).min_by_key(|(at, _)| at.abs_diff(first))?;
        let words = &b[at..end];
        let words = &words[words.iter().take_while(|w| w.tag.is_closed()).count()..];
        (!words.is_empty()).then_some(words)
    }

    /// A description hanging on a known name: "the Ilmet Front, an alliance of rebels".
    fn appositions(&mut self) {
        let mut found = Vec::new();
        for (row, mentions) in &self.mentions {
            let words = self.frames.words.of(*row);
            for (i, word) in words.iter().enumerate().filter(|(_, w)| w.relation == Relation::Appos && matches!(w.tag, Tag::Nn | Tag::Nns))
            {
                let Some(head) = words.get(word.head as usize) else { continue };
                let name = mentions.iter().find(|m| m.listed && m.named && m.start <= head.char_start && head.char_end <= m.end);
                let before =
                    words[..i].iter().rev().take_while(|w| w.relation == Relation::Mod && !w.tag.is_closed() && w.tag != Tag::Cd).count();
                let phrase = &words[i - before..=i];
                if let Some(name) = name.filter(|_| !self.mentioned(*row, phrase)) {
                    found.push((*row, self.phrase(phrase), name.actor.to_string()));
                }
            }
        }
        found.sort();
        for (row, text, actor) in found {
            let evidence = self.evidence(How::Apposition, row, "");
            self.add(text, &actor, true, false, evidence);
        }
    }

    /// Whether some of the words are part of a listed mention.
    fn mentioned(&self, row: usize, words: &[Word]) -> bool {
        let mentions = self.mentions.get(&row).map_or(&[][..], Vec::as_slice);
        words.iter().any(|w| mentions.iter().any(|m| m.listed && m.start < w.char_end && w.char_start < m.end))
    }

    /// The words in lower case with the base form of the last; proper names as they stand.
    fn phrase(&self, words: &[Word]) -> String {
        let text = |(i, w): (usize, &Word)| {
            let number = if i + 1 == words.len() { w.lemma } else { w.form };
            let text = self.frames.words.name(number);
            if w.tag.is_proper() { text.to_string() } else { text.to_lowercase() }
        };
        words.iter().enumerate().map(text).collect::<Vec<_>>().join(" ")
    }

    fn evidence(&self, how: How, row: usize, pair: &str) -> Evidence {
        let [outlets, ids, texts] = &self.sentences;
        Evidence { how, outlet: outlets[row].into(), row: ids[row].into(), pair: pair.into(), sentence: texts[row].into() }
    }
}
