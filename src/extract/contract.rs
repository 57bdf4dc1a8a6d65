//! The machine interface: one JSON object an article, offsets in code points (SPEC of `parallax extract`).
//! `style` stands there with `--style` alone; words of it with a score below 0.5 are candidates: they count nowhere else.
//! `counted` and `counted_head` of a figure have their head in the singular ("commercial fisherman"); tables keep them as they stand.
//!
//! The keys stand in the order of the fields below. They are written as they come, without a tree of values in between: a line is
//! several times as long as its article.

use super::{Figure, Found, Label, Quote, Style};
use crate::corpus::Article;
use crate::lexicon::confidence::Confidence;
use crate::text::{Block, CodePoints, Document, Role, Sentence};
use serde::Serialize;
use std::borrow::Cow;

/// The extraction of one article as a JSON object on one line.
pub fn json(article: &Article, doc: &Document, found: &Found, confidence: &Confidence) -> String {
    let points = &CodePoints::new(doc.text);
    let line = Line {
        id: &article.id,
        outlet: &article.outlet,
        event: article.event.as_deref(),
        title: article.title.as_deref(),
        published: article.published.as_deref(),
        sentences: sentences(doc, points),
        boilerplate: boilerplate(doc, points),
        labels: labels(doc, points, found, confidence),
        figures: figures(doc, points, found, confidence),
        quotes: quotes(points, found, confidence),
        style: style(doc, points, found),
    };
    let mut out = Vec::with_capacity(LENGTH * doc.text.len() + 1_000);
    // Writing to memory does not fail, and JSON is UTF-8.
    let written = serde_json::to_writer(&mut out, &line);
    written.map_or_else(|_| String::new(), |()| String::from_utf8(out).unwrap_or_default())
}

/// A line is about so many times as long as its article.
const LENGTH: usize = 5;

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    outlet: &'a str,
    event: Option<&'a str>,
    title: Option<&'a str>,
    published: Option<&'a str>,
    sentences: Vec<SentenceRow>,
    boilerplate: Vec<BlockRow>,
    labels: Vec<LabelRow<'a>>,
    figures: Vec<FigureRow<'a>>,
    quotes: Vec<QuoteRow<'a>>,
    /// Where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    style: Vec<StyleRow<'a>>,
}

#[derive(Serialize)]
struct SentenceRow {
    start: usize,
    end: usize,
    role: &'static str,
}

#[derive(Serialize)]
struct BlockRow {
    start: usize,
    end: usize,
    role: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct LabelRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    named: bool,
    lemma: &'a str,
    group: &'a str,
    actor: &'a str,
    voice: &'static str,
    speaker: Option<&'a str>,
    form: &'static str,
    rule: &'a str,
    confidence: Option<f64>,
}

#[derive(Serialize)]
struct FigureRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    modifier: &'static str,
    unit: Option<&'a str>,
    counted: Option<String>,
    event_type: Option<&'a str>,
    victim_class: Option<&'a str>,
    source: Option<&'a str>,
    as_of: Option<&'a str>,
    key: Option<&'a str>,
    voice: &'static str,
    class: &'static str,
    convention: Option<&'a str>,
    counted_head: Option<Cow<'a, str>>,
    part_of: Option<usize>,
    rule: &'a str,
    confidence: Option<f64>,
}

#[derive(Serialize)]
struct QuoteRow<'a> {
    id: String,
    kind: &'static str,
    content: Vec<(usize, usize)>,
    cue: Option<(usize, usize)>,
    cue_lemma: Option<&'a str>,
    cue_class: Option<&'a str>,
    speaker: Option<(usize, usize)>,
    source: &'a str,
    source_type: &'a str,
    official: Option<bool>,
    relay: Option<&'a str>,
    rule: &'a str,
    score: f64,
    confidence: Option<f64>,
}

#[derive(Serialize)]
struct StyleRow<'a> {
    start: usize,
    end: usize,
    text: &'a str,
    kind: &'static str,
    category: &'a str,
    polarity: Option<&'a str>,
    lemma: &'a str,
    voice: &'static str,
    speaker: Option<&'a str>,
    score: f64,
    rule: &'a str,
}

fn sentences(doc: &Document, points: &CodePoints) -> Vec<SentenceRow> {
    let row = |s: &Sentence| SentenceRow { start: points.at(s.span.start), end: points.at(s.span.end), role: s.role.as_str() };
    doc.sentences.iter().map(row).collect()
}

fn boilerplate(doc: &Document, points: &CodePoints) -> Vec<BlockRow> {
    let furniture = |b: &&Block| matches!(b.role, Role::Boilerplate | Role::Caption | Role::Metadata);
    let row = |b: &Block| BlockRow { start: points.at(b.span.start), end: points.at(b.span.end), role: b.role.as_str(), kind: b.kind };
    doc.blocks.iter().filter(furniture).map(row).collect()
}

fn labels<'a>(doc: &Document<'a>, points: &CodePoints, found: &'a Found, confidence: &Confidence) -> Vec<LabelRow<'a>> {
    let row = |l: &'a Label| LabelRow {
        start: points.at(l.span.start),
        end: points.at(l.span.end),
        text: l.span.of(doc.text),
        kind: l.kind.as_str(),
        named: l.named,
        lemma: &l.lemma,
        group: &l.group,
        actor: &l.actor,
        voice: l.voice.as_str(),
        speaker: l.quote.map(|q| found.quotes[q].source.as_str()),
        form: l.form.as_str(),
        rule: &l.rule,
        confidence: confidence.of_label(l),
    };
    found.labels.iter().map(row).collect()
}

fn figures<'a>(doc: &Document<'a>, points: &CodePoints, found: &'a Found, confidence: &Confidence) -> Vec<FigureRow<'a>> {
    let row = |f: &'a Figure| FigureRow {
        start: points.at(f.span.start),
        end: points.at(f.span.end),
        text: f.span.of(doc.text),
        value: f.value,
        low: f.low,
        high: f.high,
        modifier: f.modifier.as_str(),
        unit: none(&f.unit),
        counted: Some(f.counted_lemma(doc)).filter(|c| !c.is_empty()),
        event_type: none(&f.event_type),
        victim_class: none(&f.victim_class),
        source: none(&f.source),
        as_of: none(&f.as_of),
        key: none(&f.key),
        voice: f.voice.as_str(),
        class: f.class.as_str(),
        convention: none(&f.convention),
        counted_head: f.head_lemma(doc),
        part_of: f.part_of,
        rule: &f.rule,
        confidence: confidence.of_figure(f),
    };
    found.figures.iter().map(row).collect()
}

fn quotes<'a>(points: &CodePoints, found: &'a Found, confidence: &Confidence) -> Vec<QuoteRow<'a>> {
    let row = |(i, q): (usize, &'a Quote)| QuoteRow {
        id: format!("q{}", i + 1),
        kind: q.kind.as_str(),
        content: q.content.iter().map(|c| points.span(*c)).collect(),
        cue: q.cue.map(|c| points.span(c)),
        cue_lemma: none(&q.cue_lemma),
        cue_class: none(&q.cue_class),
        speaker: q.speaker.map(|s| points.span(s)),
        source: &q.source,
        source_type: &q.source_type,
        official: q.official,
        relay: q.relay.as_deref(),
        rule: &q.rule,
        score: f64::from((q.score * 1000.0).round()) / 1000.0,
        confidence: confidence.of_quote(q),
    };
    found.quotes.iter().enumerate().map(row).collect()
}

fn style<'a>(doc: &Document<'a>, points: &CodePoints, found: &'a Found) -> Vec<StyleRow<'a>> {
    let row = |s: &'a Style| StyleRow {
        start: points.at(s.span.start),
        end: points.at(s.span.end),
        text: s.span.of(doc.text),
        kind: s.kind.as_str(),
        category: &s.category,
        polarity: none(&s.polarity),
        lemma: &s.lemma,
        voice: s.voice.as_str(),
        speaker: s.quote.map(|q| found.quotes[q].source.as_str()),
        score: f64::from((s.score * 1000.0).round()) / 1000.0,
        rule: &s.rule,
    };
    found.style.iter().map(row).collect()
}

fn none(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
