//! Page and rules to rows.

use super::row::Row;
use crate::extract::quotes::link::Link;
use crate::extract::quotes::page::Page;
use crate::lexicon::quotes::Part;
use crate::text::tag::features::Look;
use std::ops::Range;

/// The rows of some tokens (a paragraph); `links` are what the rules found in the whole document.
pub fn rows(page: &Page, links: &[Link], tokens: Range<usize>) -> Vec<Row> {
    let mut out: Vec<Row> = tokens.clone().map(|i| row(page, i, tokens.start)).collect();
    cues(page, tokens.clone(), &mut out);
    for link in links {
        let how = how(link.rule);
        let mut paint = |range: &Range<usize>, begin: u8| {
            for i in range.clone().filter(|i| tokens.contains(i)) {
                let row = &mut out[i - tokens.start];
                (row.rule, row.how) = (begin + u8::from(i > range.start), how);
            }
        };
        link.pieces.iter().for_each(|p| paint(p, 1));
        link.cue.iter().for_each(|p| paint(p, 3));
        link.speaker.iter().for_each(|p| paint(p, 5));
    }
    for sentence in &page.doc.sentences {
        if tokens.contains(&sentence.tokens.start) {
            out[sentence.tokens.start - tokens.start].first = 1;
        }
    }
    out
}

fn row(page: &Page, i: usize, start: usize) -> Row {
    let look = Look::new(page.word(i));
    let mark = page.mark_index(i).map_or(0, |m| {
        let range = page.tokens_of_mark(m);
        let at = if i == range.start {
            1
        } else if i + 1 == range.end && page.marks[m].closed {
            3
        } else {
            2
        };
        at + if range.len() < 7 { 4 } else { 0 }
    });
    let chunk = page.doc.chunk_of(i).map_or(0, |c| {
        if i == c.head {
            3
        } else if i == c.tokens.start {
            1
        } else {
            2
        }
    });
    Row {
        word: look.word,
        exact: look.exact,
        suffixes: look.suffixes,
        prefix: look.prefix,
        shape: look.shape,
        tag: page.tag(i) as u8,
        mark,
        lists: page.info(i).map_or(0, |w| w.lists()),
        chunk,
        head: page.doc.head(i).map_or(i - start, |h| h.saturating_sub(start)) as u32,
        relation: page.doc.relation(i) as u8,
        ..Row::default()
    }
}

/// Marks the cues of the lexicon, wherever they stand.
fn cues(page: &Page, tokens: Range<usize>, out: &mut [Row]) {
    for i in tokens.clone() {
        let Some(info) = page.info(i) else { continue };
        for (index, _) in &info.cues {
            let Some(cue) = page.words.cues.get(*index) else { continue };
            let end = i + 1 + cue.rest.len();
            if end > tokens.end || !cue.rest.iter().enumerate().all(|(k, w)| page.word_is(i + 1 + k, w)) {
                continue;
            }
            let tag = page.tag(i);
            let fits = match cue.part {
                Part::Verb => tag.is_verb(),
                Part::Noun => tag.is_noun(),
                Part::Phrase => true,
            };
            if !fits {
                continue;
            }
            let part = 1 + cue.part as u8;
            let row = &mut out[i - tokens.start];
            (row.takes, row.part) = (cue.takes_bits(), part);
            for k in i + 1..end {
                out[k - tokens.start].part = part + 4;
            }
            break;
        }
    }
}

fn how(rule: &str) -> u8 {
    // The letters of a rule's name that tell the names apart.
    rule.bytes().fold(7u8, |h, b| h.wrapping_mul(31).wrapping_add(b))
}
