//! Attributions in tokens to rows: extents, kind, relay, scare quotes.

use super::link::Link;
use super::page::Page;
use super::{Quote, QuoteKind, scare};
use crate::lexicon::quotes::List;
use crate::text::{Kind, Span, Tag};
use std::ops::Range;

/// The row of an attribution; `None` if no word is left in its content.
pub fn quote(page: &Page, link: &Link) -> Option<Quote> {
    let mut content: Vec<Span> = Vec::new();
    let (mut inside, mut outside) = (0usize, 0usize);
    let mut marked: Vec<Span> = Vec::new();
    for piece in &link.pieces {
        let piece = trimmed(page, piece.clone());
        for run in runs(page, piece) {
            for token in run.clone() {
                let word = page.doc.tokens.get(token).is_some_and(|t| t.kind != Kind::Punct);
                match page.mark_index(token) {
                    Some(mark) if page.marks[mark].outer.start <= page.doc.tokens[token].span.start => {
                        inside += usize::from(word);
                        let inner = page.marks[mark].inner;
                        if marked.last() != Some(&inner) {
                            marked.push(inner);
                        }
                    }
                    _ => outside += usize::from(word),
                }
            }
            content.extend(extent(page, run));
        }
    }
    if inside + outside == 0 || content.is_empty() {
        return None;
    }
    content.sort();
    let spoken = outside > 0 && inside == 0 && link.rule != "clause" && link.rule != "object" && first_person(page, link);
    let kind = match (inside, outside) {
        _ if spoken => QuoteKind::Direct,
        (_, 0) => QuoteKind::Direct,
        (0, _) => QuoteKind::Indirect,
        _ => QuoteKind::Mixed,
    };
    // Parts of a mark that the content does not hold are not marked words of it.
    let marked = marked.iter().filter_map(|m| clip(*m, &content)).collect();
    let start = content.first().map_or(0, |c| c.start);
    Some(Quote {
        kind,
        marked,
        cue: link.cue.clone().and_then(|c| page.span(c)),
        cue_lemma: link.lemma.clone(),
        cue_class: link.class.clone(),
        speaker: link.speaker.clone().and_then(|s| page.span(s)),
        source: String::new(),
        source_type: String::new(),
        official: None,
        side: String::new(),
        relay: relay(page, link),
        sentence: page.doc.sentence_at(start).unwrap_or(0),
        rule: link.rule.to_string(),
        score: link.score,
        content,
    })
}

fn clip(mark: Span, content: &[Span]) -> Option<Span> {
    let piece = content.iter().find(|c| c.overlaps(mark))?;
    let (start, end) = (mark.start.max(piece.start), mark.end.min(piece.end));
    (start < end).then_some(Span { start, end })
}

/// Without stops and commas at its ends that stand outside quotation marks.
fn trimmed(page: &Page, mut piece: Range<usize>) -> Range<usize> {
    let loose = |i: usize| page.mark(i).is_none() && (page.is_stop(i) || page.is_comma(i) || page.is_dash(i));
    while piece.start < piece.end && loose(piece.end - 1) {
        piece.end -= 1;
    }
    while piece.start < piece.end && loose(piece.start) {
        piece.start += 1;
    }
    piece
}

/// A piece that is nothing but several quotations falls into them.
fn runs(page: &Page, piece: Range<usize>) -> Vec<Range<usize>> {
    let bare = |i: usize| page.mark(i).is_none() && page.doc.tokens.get(i).is_some_and(|t| t.kind != Kind::Punct);
    if piece.clone().any(bare) {
        return vec![piece];
    }
    let mut out: Vec<Range<usize>> = Vec::new();
    for token in piece {
        let Some(mark) = page.mark_index(token) else { continue };
        match out.last_mut() {
            Some(run) if run.end == token && page.mark_index(run.start) == Some(mark) => run.end = token + 1,
            _ => out.push(token..token + 1),
        }
    }
    out
}

/// The span of a run: between the marks if it is one quotation, else with them.
fn extent(page: &Page, run: Range<usize>) -> Option<Span> {
    let span = page.span(run.clone())?;
    let first = page.mark_index(run.start);
    let last = run.end.checked_sub(1).and_then(|l| page.mark_index(l));
    let span = match first {
        Some(mark) if first == last => {
            let inner = page.marks[mark].inner;
            let (start, end) = (span.start.max(inner.start), span.end.min(inner.end));
            if start < end { Span { start, end } } else { return None }
        }
        _ => span,
    };
    let span = span.trim(page.doc.text);
    (!span.is_empty()).then_some(span)
}

/// Speech without marks: `We are near, the general said.`
fn first_person(page: &Page, link: &Link) -> bool {
    let tokens = link.pieces.iter().flat_map(|p| p.clone());
    link.cue.is_some() && tokens.into_iter().any(|t| page.is(t, List::FirstPerson) && page.tag(t) != Tag::Cd && page.word(t) != "US")
}

/// Who passed it on: `told AFP`, `in a statement carried by Sana`.
fn relay(page: &Page, link: &Link) -> Option<String> {
    if let Some(told) = link.addressee.clone()
        && told.clone().any(|t| page.tag(t).is_proper())
        && let Some(span) = page.span(told)
    {
        return Some(span.of(page.doc.text).to_string());
    }
    let cue = link.cue.clone()?;
    let by = (cue.end..cue.end + 14).take_while(|i| !page.is_stop(*i)).find(|i| page.is(*i, List::Relayed) && page.word_is(i + 1, "by"))?;
    let sentence = page.doc.sentences.get(page.doc.sentence_at(page.doc.tokens.get(by)?.span.start)?)?;
    let unit = super::page::Unit { tokens: sentence.tokens.clone(), block: sentence.block, sentence: 0, first: false };
    let np = super::subject::phrase_starting(page, by + 2, &unit)?;
    page.span(np).map(|s| s.of(page.doc.text).to_string())
}

/// Marked words that stand in no attribution and are no name.
pub fn scare_quotes(page: &Page, quotes: &[Quote]) -> Vec<Quote> {
    let mut taken: Vec<Span> = quotes.iter().flat_map(|q| q.content.iter().chain(q.speaker.iter()).copied()).collect();
    taken.sort();
    let mut reach = 0;
    let mut next = 0;
    let mut out = Vec::new();
    for (index, mark) in page.marks.iter().enumerate() {
        while taken.get(next).is_some_and(|t| t.start <= mark.inner.start) {
            reach = reach.max(taken[next].end);
            next += 1;
        }
        if reach > mark.inner.start || taken.get(next).is_some_and(|t| t.start < mark.inner.end) || !scare::is_scare(page, index) {
            continue;
        }
        out.push(Quote {
            kind: QuoteKind::ScareQuote,
            content: vec![mark.inner],
            marked: vec![mark.inner],
            cue: None,
            cue_lemma: String::new(),
            cue_class: String::new(),
            speaker: None,
            source: String::new(),
            source_type: String::new(),
            official: None,
            side: String::new(),
            relay: None,
            sentence: page.doc.sentence_at(mark.inner.start).unwrap_or(0),
            rule: "scare".into(),
            score: super::link::BY_RULE,
        });
    }
    out
}
