//! Attributions across sentences: quotations that go on, announced ones, and those that nobody is named for.

use super::link::{self, Link};
use super::page::{Page, Unit};
use crate::lexicon::quotes::List;
use crate::text::Kind;
use std::ops::Range;

/// The fewest words of a quotation that stands by itself.
const FREE_WORDS: usize = 7;

/// All attributions of a document; quotations without a cue join the one before them or stand alone.
pub fn links(page: &Page) -> Vec<Link> {
    let mut out: Vec<Link> = Vec::new();
    for unit in page.units() {
        let found = link::unit(page, &unit, out.last());
        for run in lone_quotations(page, &unit, &found) {
            lone(page, &unit, run, &mut out);
        }
        out.extend(found);
    }
    out.retain(|l| !l.pieces.is_empty());
    out
}

/// Runs of quotations at the beginning or end of a unit that no attribution has taken.
fn lone_quotations(page: &Page, unit: &Unit, found: &[Link]) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut taken: Vec<&Range<usize>> = found.iter().flat_map(|l| &l.pieces).collect();
    taken.sort_by_key(|p| p.start);
    let mut next = 0;
    let mut at = unit.tokens.start;
    while at < unit.tokens.end {
        let Some(mark) = page.mark_index(at) else {
            at += 1;
            continue;
        };
        let tokens = page.tokens_of_mark(mark);
        let end = tokens.end.min(unit.tokens.end).max(at + 1);
        while taken.get(next).is_some_and(|p| p.end <= at) {
            next += 1;
        }
        if taken.get(next).is_none_or(|p| p.start >= end) {
            out.push(at..end);
        }
        at = end;
    }
    out
}

/// Whether a unit is all of its paragraph.
fn alone(page: &Page, unit: &Unit) -> bool {
    let next = page.doc.tokens.get(unit.tokens.end);
    let block = page.doc.blocks.get(unit.block);
    next.is_none_or(|n| block.is_none_or(|b| n.span.start >= b.span.end))
}

/// A quotation without a cue: more of the one before, the announced one, or somebody unknown.
fn lone(page: &Page, unit: &Unit, run: Range<usize>, out: &mut Vec<Link>) {
    let words = page.doc.tokens.get(run.clone()).map_or(0, |t| t.iter().filter(|t| t.kind != Kind::Punct).count());
    let opens = (unit.tokens.start..run.start).all(|i| page.is(i, List::Opener));
    let inner = page.mark(run.start).map_or("", |m| m.inner.of(page.doc.text));
    let sentence = inner.ends_with(['.', '!', '?', '…', ',']) || page.mark(run.start).is_some_and(|m| !m.closed);
    if opens && let Some(last) = out.last_mut() {
        let near = last.block == unit.block || last.block + 1 == unit.block;
        if last.pending && near {
            last.pieces.push(run);
            last.pending = false;
            last.block = unit.block;
            return;
        }
        let block = unit.block;
        let whole = unit.first && page.doc.sentences.get(unit.sentence).is_some() && run.end >= unit.tokens.end && alone(page, unit);
        let ends_marked = |l: &Link| l.pieces.last().is_some_and(|p| p.end > 0 && page.mark(p.end - 1).is_some());
        let speaker = last.speaker.clone();
        let recent = out.iter_mut().rev().take(4).take_while(|l| l.speaker == speaker).find(|l| ends_marked(l));
        if let Some(link) = recent.filter(|l| l.block == block || l.block + 1 == block && whole && sentence && l.speaker.is_some()) {
            link.pieces.push(run);
            link.block = block;
            return;
        }
        let Some(last) = out.last_mut() else { return };
        let quoted = last.pieces.last().is_some_and(|p| p.end > 0 && page.mark(p.end - 1).is_some());
        let unclosed = last.pieces.last().and_then(|p| page.mark(p.end.saturating_sub(1))).is_some_and(|m| !m.closed);
        if last.block == unit.block && quoted || last.block + 1 == unit.block && unclosed && unit.first {
            last.pieces.push(run);
            last.block = unit.block;
            return;
        }
        if last.block == unit.block && sentence {
            let again = Link { pieces: vec![run], rule: "continued", pending: false, ..last.clone() };
            out.push(again);
            return;
        }
    }
    if words >= FREE_WORDS && sentence {
        out.push(Link {
            pieces: vec![run],
            cue: None,
            lemma: String::new(),
            class: String::new(),
            speaker: None,
            addressee: None,
            block: unit.block,
            pending: false,
            rule: "unattributed",
            score: link::BY_RULE,
        });
    }
}
