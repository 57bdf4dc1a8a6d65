//! Headlines that say in the outlet's own voice what its text only lets others say.

use super::super::finding::Finding;
use crate::frame::{Frames, Kind, Table, Word, column, table};
use crate::text::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// Words of no more letters than this are no content.
const SHORT: usize = 3;

/// An attribution in the text that repeats the verb of the headline.
pub struct Asserted {
    pub outlet: String,
    pub article: String,
    pub headline: String,
    /// The headline's sentence, and the attribution.
    pub sentence_id: String,
    pub quote_id: String,
    pub verb: String,
    pub shared: Vec<String>,
    pub cue: String,
    pub cue_class: String,
    pub source: String,
    pub said: String,
    /// Sentences of running text that say the same outside attributions.
    pub own: usize,
    /// A label that house rules watch stands in the headline.
    pub watched: bool,
}

impl Asserted {
    /// The verb of attribution doubts or denies.
    fn in_doubt(&self) -> bool {
        matches!(self.cue_class.as_str(), "claim" | "denial" | "doubt")
    }
}

/// What a sentence holds that can be held against a headline.
struct Content<'f> {
    verbs: BTreeSet<String>,
    others: BTreeSet<&'f str>,
}

fn folded(frames: &Frames, number: u32) -> String {
    frames.words.name(number).to_lowercase()
}

/// Whether a word can carry what a headline says: no auxiliary, not too short.
fn carries(frames: &Frames, word: &Word) -> bool {
    word.relation != Relation::Aux && frames.words.name(word.form).chars().filter(|c| c.is_alphabetic()).count() > SHORT
}

/// Every attribution that repeats a headline's verb and another of its words, by article.
pub fn asserted(frames: &Frames) -> Vec<Asserted> {
    let s = &frames.sentences;
    let (articles, outlets, roles, parts) = (s.text("article_id"), s.text("outlet"), s.text("role"), s.text("part"));
    let (ids, texts) = (s.text("sentence_id"), s.text("text"));
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..s.height()).for_each(|i| rows.entry(articles[i]).or_default().push(i));
    let q = &frames.quotes;
    let (of, kinds, quote_ids, q_roles, q_parts) =
        (q.text("article_id"), q.text("kind"), q.text("quote_id"), q.text("role"), q.text("part"));
    let (cues, classes, sources, sentences) = (q.text("cue"), q.text("cue_class"), q.text("source"), q.text("sentence_text"));
    let (starts, ends) = (q.numbers("char_start"), q.numbers("char_end"));
    let mut quotes: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    (0..q.height()).filter(|i| kinds[*i] != "scare_quote").for_each(|i| quotes.entry(of[i]).or_default().push(i));
    let speech: BTreeSet<&str> = q.text("cue_lemma").into_iter().filter(|c| !c.is_empty()).collect();
    let names = super::super::labels::watched(frames);
    let heads = frames.labels.only("voice", &["headline"]);
    let groups = heads.text("label_group");
    let watched: BTreeSet<&str> =
        heads.text("article_id").into_iter().zip(groups).filter(|(_, g)| names.contains(*g)).map(|p| p.0).collect();
    let none = Vec::new();
    let mut out = Vec::new();
    for (article, rows) in &rows {
        let spoken = quotes.get(article).unwrap_or(&none);
        // A headline that quotes asserts nothing itself.
        let Some(head) = rows.iter().copied().find(|i| roles[*i] == "headline") else { continue };
        if spoken.iter().any(|i| q_roles[*i] == "headline") {
            continue;
        }
        let words: Vec<&Word> = frames.words.of(head).iter().filter(|w| carries(frames, w)).collect();
        let said: BTreeSet<String> = words.iter().flat_map(|w| [folded(frames, w.form), folded(frames, w.lemma)]).collect();
        // Nor does one with a verb of speech, though nobody's words could be made out in it.
        if said.iter().any(|w| speech.contains(w.as_str())) {
            continue;
        }
        let inside = |i: usize, w: &Word| {
            let (start, end) = (starts[i].unwrap_or(0.0) as u32, ends[i].unwrap_or(0.0) as u32);
            w.char_start >= start && w.char_end <= end
        };
        let content = |words: &[&Word]| -> Content {
            let mut content = Content { verbs: BTreeSet::new(), others: BTreeSet::new() };
            for w in words.iter().filter(|w| carries(frames, w)) {
                let (form, lemma) = (folded(frames, w.form), folded(frames, w.lemma));
                if !said.contains(&form) && !said.contains(&lemma) {
                    continue;
                }
                if w.tag.is_verb() {
                    content.verbs.insert(lemma);
                } else {
                    content.others.insert(frames.words.name(w.lemma));
                }
            }
            content
        };
        let body: Vec<usize> = rows.iter().copied().filter(|i| roles[*i] == "body" && parts[*i] == "text").collect();
        let text_quotes: Vec<usize> = spoken.iter().copied().filter(|i| q_parts[*i] == "text").collect();
        let free =
            |row: usize| -> Vec<&Word> { frames.words.of(row).iter().filter(|w| !text_quotes.iter().any(|q| inside(*q, w))).collect() };
        let own: Vec<Content> = body.iter().map(|row| content(&free(*row))).collect();
        for i in &text_quotes {
            let words: Vec<&Word> = body.iter().flat_map(|row| frames.words.of(*row)).filter(|w| inside(*i, w)).collect();
            let found = content(&words);
            let Some(verb) = found.verbs.first().filter(|_| !found.others.is_empty()) else { continue };
            out.push(Asserted {
                outlet: outlets[head].into(),
                article: article.to_string(),
                headline: texts[head].into(),
                sentence_id: ids[head].into(),
                quote_id: quote_ids[*i].into(),
                own: own.iter().filter(|c| c.verbs.contains(verb) && !c.others.is_empty()).count(),
                verb: verb.clone(),
                shared: found.others.iter().map(|w| w.to_string()).collect(),
                cue: cues[*i].into(),
                cue_class: classes[*i].into(),
                source: sources[*i].into(),
                said: sentences[*i].into(),
                watched: watched.contains(article),
            });
        }
    }
    out
}

/// headline_claims: one row an attribution that repeats a headline.
pub fn listed(rows: &[Asserted]) -> Table {
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |a: &Asserted| (&a.outlet).into()),
        column("article_id", Kind::Text, "", "the article", |a: &Asserted| (&a.article).into()),
        column("headline", Kind::Text, "", "the headline", |a: &Asserted| (&a.headline).into()),
        column("verb", Kind::Text, "", "the verb that both have", |a: &Asserted| (&a.verb).into()),
        column("shared", Kind::Text, "", "other words that both have, joined by ;", |a: &Asserted| a.shared.join("; ").into()),
        column("quote_id", Kind::Text, "", "the attribution in the text (quotes.csv)", |a: &Asserted| (&a.quote_id).into()),
        column("source", Kind::Text, "", "to whom the text attributes it", |a: &Asserted| (&a.source).into()),
        column("cue", Kind::Text, "", "with which words", |a: &Asserted| (&a.cue).into()),
        column("cue_class", Kind::Text, "", "class of those words", |a: &Asserted| (&a.cue_class).into()),
        column(
            "own_voice",
            Kind::Int,
            "sentences",
            "sentences of the text that have verb and word outside attributions",
            |a: &Asserted| a.own.into(),
        ),
        column("sentence_text", Kind::Text, "", "the sentence of the attribution", |a: &Asserted| (&a.said).into()),
    ];
    table(
        "headline_claims",
        "One row an attribution in a text that repeats the verb and a word of its headline, which names no source",
        columns,
        rows,
    )
}

/// Headlines whose verb stands in the text only in attributions; of an article the most doubtful one.
pub fn findings(rows: &[Asserted]) -> Vec<Finding> {
    let mut told: BTreeMap<&str, Vec<&Asserted>> = BTreeMap::new();
    let strong = |a: &&Asserted| a.own == 0 && a.source != a.outlet && (a.in_doubt() || a.watched && a.shared.len() > 1);
    rows.iter().filter(strong).for_each(|a| told.entry(&a.article).or_default().push(a));
    let one = |mut found: Vec<&Asserted>| {
        found.sort_by_key(|a| (!a.in_doubt(), std::cmp::Reverse(a.shared.len())));
        let first = *found.first()?;
        let also = found.iter().skip(1).find(|a| a.in_doubt() && a.cue_class != first.cue_class);
        let says = |a: &Asserted| {
            let who = if a.source == "unknown" { "a source that cannot be told" } else { a.source.as_str() };
            format!("{who} (“{}”)", a.cue)
        };
        let also = also.map_or(String::new(), |a| format!(", and so does {}", says(a)));
        Some(Finding {
            report: "headlines",
            kind: "headline_asserts",
            outlets: vec![first.outlet.clone()],
            text: format!(
                "The headline of {} names no source for “{}”; in its text “{}” stands only in attributed words: {}{also}.",
                first.outlet,
                first.headline,
                first.verb,
                says(first)
            ),
            effect: if first.in_doubt() { 0.8 } else { 0.4 },
            certainty: 1.0,
            evidence: [first.sentence_id.clone()].into_iter().chain(found.iter().map(|a| a.quote_id.clone())).take(5).collect(),
            table: "headline_claims".into(),
        })
    };
    told.into_values().filter_map(one).collect()
}
