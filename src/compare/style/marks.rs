//! Quotation marks: how many passages stand in them, and which words are held at arm's length, near whom.

use super::super::places::Places;
use super::super::{body_words, listed_first};
use crate::frame::{Frames, Kind, Table, column};
use crate::text::Tag;
use std::collections::{BTreeMap, BTreeSet};

/// Quotation marks of an outlet.
#[derive(Debug, Clone)]
pub struct Marks {
    pub outlet: String,
    /// Pairs of double quotation marks in running text.
    pub passages: usize,
    pub quotes: usize,
    pub scare: usize,
    pub words: usize,
}

/// One entry an outlet, those without marks too.
pub fn marks(frames: &Frames) -> Vec<Marks> {
    let s = &frames.sentences;
    let (outlets, roles) = (s.text("outlet"), s.text("role"));
    let mut signs: BTreeMap<&str, usize> = BTreeMap::new();
    for row in (0..s.height()).filter(|i| roles[*i] == "body") {
        let double =
            |w: &&crate::frame::Word| w.tag == Tag::Quote && !frames.words.name(w.form).chars().all(crate::text::token::is_apostrophe);
        let n = frames.words.of(row).iter().filter(double).count();
        *signs.entry(outlets[row]).or_insert(0) += n;
    }
    let count = |kinds: &[&str]| {
        let q = frames.quotes.only("kind", kinds).only("role", &["body"]);
        super::super::tally(q.text("outlet").into_iter().map(String::from))
    };
    let (quotes, scare) = (count(&["direct", "mixed", "indirect"]), count(&["scare_quote"]));
    let words = body_words(frames);
    let get = |map: &BTreeMap<String, usize>, o: &String| map.get(o).copied().unwrap_or(0);
    let of = |outlet: String| Marks {
        passages: signs.get(outlet.as_str()).copied().unwrap_or(0).div_ceil(2),
        quotes: get(&quotes, &outlet),
        scare: get(&scare, &outlet),
        words: get(&words, &outlet),
        outlet,
    };
    frames.outlets().into_iter().map(of).collect()
}

pub fn table(marks: &[Marks]) -> Table {
    let rate = |m: &Marks| super::super::stats::rate(m.passages, m.words);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |m: &Marks| (&m.outlet).into()),
        column("marked", Kind::Int, "passages", "pairs of double quotation marks in running text", |m: &Marks| m.passages.into()),
        column("body_words", Kind::Int, "words", "words of running text", |m: &Marks| m.words.into()),
        column("per_1000", Kind::Float, "per 1,000 body words", "marked / body_words", move |m: &Marks| rate(m).map(|r| r.0).into()),
        column("low", Kind::Float, "per 1,000 body words", "lower end of the exact Poisson 95% interval", move |m: &Marks| {
            rate(m).map(|r| r.1).into()
        }),
        column("high", Kind::Float, "per 1,000 body words", "upper end", move |m: &Marks| rate(m).map(|r| r.2).into()),
        column("attributions", Kind::Int, "quotes", "direct, mixed and indirect quotes in running text", |m: &Marks| m.quotes.into()),
        column("scare_quotes", Kind::Int, "quotes", "marked words that nobody is said to have spoken", |m: &Marks| m.scare.into()),
    ];
    crate::frame::table("style_marks", "One row an outlet: its quotation marks", columns, marks)
}

/// A scare quote with the actors in its sentence.
#[derive(Debug, Clone)]
pub struct Scare {
    pub quote_id: String,
    pub outlet: String,
    pub role: String,
    pub content: String,
    /// Actors of labels inside the marks; of labels in the sentence.
    pub inside: String,
    pub near: String,
    pub sentence: String,
}

/// Scare quotes in the order of the table.
pub fn scare(frames: &Frames) -> Vec<Scare> {
    let q = frames.quotes.only("kind", &["scare_quote"]);
    let labels = listed_first(frames);
    let places = Places::new(frames);
    let (actors, l_rows) = (labels.text("actor"), places.rows(&labels));
    let [l_starts, l_ends] = ["char_start", "char_end"].map(|c| labels.numbers(c));
    let mut of_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, row) in l_rows.into_iter().enumerate() {
        if let Some(row) = row {
            of_sentence.entry(row).or_default().push(i);
        }
    }
    let (outlets, roles, rows) = (q.text("outlet"), q.text("role"), places.rows(&q));
    let [ids, contents, sentences] = ["quote_id", "content", "sentence_text"].map(|c| q.text(c));
    let [starts, ends] = ["char_start", "char_end"].map(|c| q.numbers(c));
    let of = |i: usize| {
        let labels = rows[i].and_then(|row| of_sentence.get(&row));
        let who = |keep: &dyn Fn(usize) -> bool| {
            let kept = labels.into_iter().flatten().filter(|l| keep(**l)).flat_map(|l| actors[*l].split(';'));
            kept.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(";")
        };
        Scare {
            quote_id: ids[i].into(),
            outlet: outlets[i].into(),
            role: roles[i].into(),
            content: contents[i].into(),
            inside: who(&|l| l_starts[l] >= starts[i] && l_ends[l] <= ends[i]),
            near: who(&|_| true),
            sentence: sentences[i].into(),
        }
    };
    (0..q.height()).map(of).collect()
}

pub fn scare_table(scare: &[Scare]) -> Table {
    let columns = vec![
        column("quote_id", Kind::Text, "", "row of quotes.csv", |s: &Scare| (&s.quote_id).into()),
        column("outlet", Kind::Text, "", "who published", |s: &Scare| (&s.outlet).into()),
        column("role", Kind::Text, "", "body, headline, …", |s: &Scare| (&s.role).into()),
        column("content", Kind::Text, "", "the words between the marks", |s: &Scare| (&s.content).into()),
        column("actors_inside", Kind::Text, "", "actors of labels between the marks, joined by ;", |s: &Scare| (&s.inside).into()),
        column("actors_near", Kind::Text, "", "actors of labels in the same sentence, joined by ;", |s: &Scare| (&s.near).into()),
        column("sentence_text", Kind::Text, "", "the sentence as it stands", |s: &Scare| (&s.sentence).into()),
    ];
    crate::frame::table("style_scare_quotes", "One row a scare quote, with the actors near it", columns, scare)
}
