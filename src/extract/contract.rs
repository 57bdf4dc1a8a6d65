//! The machine interface: one JSON object an article, offsets in code points (SPEC of `parallax extract`).
//! Words of style with a score below 0.5 are candidates: they count nowhere else.
//! `counted` and `counted_head` of a figure have their head in the singular ("commercial fisherman"); tables keep them as they stand.

use super::Found;
use crate::corpus::Article;
use crate::lexicon::confidence::Confidence;
use crate::text::{CodePoints, Document, Role, Span};
use serde_json::{Value, json};

/// The extraction of one article as a JSON object.
pub fn json(article: &Article, doc: &Document, found: &Found, confidence: &Confidence) -> Value {
    let points = CodePoints::new(doc.text);
    let pair = |s: Span| json!([points.at(s.start), points.at(s.end)]);
    let place = |s: Span| (points.at(s.start), points.at(s.end), s.of(doc.text));
    let furniture = |r: Role| matches!(r, Role::Boilerplate | Role::Caption | Role::Metadata);
    json!({
        "id": article.id,
        "outlet": article.outlet,
        "event": article.event,
        "title": article.title,
        "published": article.published,
        "sentences": doc.sentences.iter().map(|s| {
            json!({"start": points.at(s.span.start), "end": points.at(s.span.end), "role": s.role.as_str()})
        }).collect::<Vec<_>>(),
        "boilerplate": doc.blocks.iter().filter(|b| furniture(b.role)).map(|b| {
            json!({"start": points.at(b.span.start), "end": points.at(b.span.end), "role": b.role.as_str(), "kind": b.kind})
        }).collect::<Vec<_>>(),
        "labels": found.labels.iter().map(|l| {
            let (start, end, text) = place(l.span);
            json!({"start": start, "end": end, "text": text, "kind": l.kind.as_str(), "named": l.named, "lemma": l.lemma, "group": l.group,
                "actor": l.actor, "voice": l.voice.as_str(),
                "speaker": l.quote.map(|q| &found.quotes[q].source), "form": l.form.as_str(), "rule": l.rule, "confidence": confidence.of_label(l)})
        }).collect::<Vec<_>>(),
        "figures": found.figures.iter().map(|f| {
            let (start, end, text) = place(f.span);
            json!({"start": start, "end": end, "text": text, "value": f.value, "low": f.low, "high": f.high,
                "modifier": f.modifier.as_str(), "unit": none(&f.unit), "counted": none(&f.counted_lemma(doc)),
                "event_type": none(&f.event_type), "victim_class": none(&f.victim_class), "source": none(&f.source),
                "as_of": none(&f.as_of), "key": none(&f.key), "voice": f.voice.as_str(), "class": f.class.as_str(),
                "convention": none(&f.convention), "counted_head": f.head_lemma(doc),
                "part_of": f.part_of, "rule": f.rule, "confidence": confidence.of_figure(f)})
        }).collect::<Vec<_>>(),
        "quotes": found.quotes.iter().enumerate().map(|(i, q)| {
            json!({"id": format!("q{}", i + 1), "kind": q.kind.as_str(),
                "content": q.content.iter().map(|c| pair(*c)).collect::<Vec<_>>(),
                "cue": q.cue.map(pair), "cue_lemma": none(&q.cue_lemma), "cue_class": none(&q.cue_class),
                "speaker": q.speaker.map(pair), "source": q.source, "source_type": q.source_type,
                "official": q.official, "relay": q.relay, "rule": q.rule, "score": f64::from((q.score * 1000.0).round()) / 1000.0,
                "confidence": confidence.of_quote(q)})
        }).collect::<Vec<_>>(),
        "style": found.style.iter().map(|s| {
            let (start, end, text) = place(s.span);
            json!({"start": start, "end": end, "text": text, "kind": s.kind.as_str(), "category": s.category, "polarity": none(&s.polarity),
                "lemma": s.lemma, "voice": s.voice.as_str(), "score": f64::from((s.score * 1000.0).round()) / 1000.0, "rule": s.rule})
        }).collect::<Vec<_>>(),
    })
}

fn none(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
