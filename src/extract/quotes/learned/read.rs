//! Page and rules to rows.

use super::row::Row;
use crate::extract::quotes::link::Link;
use crate::extract::quotes::page::Page;
use crate::lexicon::quotes::{Cue, Part};
use crate::text::Chunk;
use std::ops::Range;

/// The rows of some tokens (a paragraph), and for each token 1 + the number of the rules' attribution to which it belongs
/// as content, cue and speaker; `links` are what the rules found in the whole document, in order.
pub fn rows(page: &Page, links: &[Link], tokens: Range<usize>) -> (Vec<Row>, Vec<[u32; 3]>) {
    let mut near = Near::new(page, tokens.start);
    let mut out: Vec<Row> = tokens.clone().map(|i| row(page, i, tokens.clone(), &mut near)).collect();
    let mut numbers = vec![[0; 3]; out.len()];
    cues(page, tokens.clone(), &mut out);
    for (n, link) in links.iter().enumerate() {
        let how = how(link.rule);
        let mut paint = |range: &Range<usize>, begin: u8, part: usize| {
            for i in range.start.max(tokens.start)..range.end.min(tokens.end) {
                let row = &mut out[i - tokens.start];
                (row.rule, row.how) = (begin + u8::from(i > range.start), how);
                numbers[i - tokens.start][part] = n as u32 + 1;
            }
        };
        link.pieces.iter().for_each(|p| paint(p, 1, 0));
        link.cue.iter().for_each(|p| paint(p, 3, 1));
        link.speaker.iter().for_each(|p| paint(p, 5, 2));
    }
    let sentences = &page.doc.sentences;
    let from = sentences.partition_point(|s| s.tokens.start < tokens.start);
    for sentence in sentences[from..].iter().take_while(|s| s.tokens.start < tokens.end) {
        out[sentence.tokens.start - tokens.start].first = true;
    }
    if let Some(row) = out.first_mut() {
        row.first = true;
    }
    (out, numbers)
}

/// The noun phrase and the quotation mark where reading stands: the next token is in the same or in one behind.
struct Near {
    chunk: usize,
    mark: Option<usize>,
    marked: Range<usize>,
}

impl Near {
    fn new(page: &Page, token: usize) -> Near {
        Near { chunk: page.doc.chunks.partition_point(|c| c.tokens.end <= token), mark: None, marked: 0..0 }
    }

    fn chunk<'a>(&mut self, page: &Page<'a>, token: usize) -> Option<&'a Chunk> {
        let chunks: &'a [Chunk] = &page.doc.chunks;
        while chunks.get(self.chunk).is_some_and(|c| c.tokens.end <= token) {
            self.chunk += 1;
        }
        chunks.get(self.chunk).filter(|c| c.tokens.contains(&token))
    }

    /// The tokens of a mark.
    fn marked(&mut self, page: &Page, mark: usize) -> Range<usize> {
        if self.mark != Some(mark) {
            (self.mark, self.marked) = (Some(mark), page.tokens_of_mark(mark));
        }
        self.marked.clone()
    }
}

fn row(page: &Page, i: usize, tokens: Range<usize>, near: &mut Near) -> Row {
    let look = page.doc.looks[i];
    let mark = page.mark_index(i).map_or(0, |m| {
        let range = near.marked(page, m);
        let closes = i + 1 == range.end && page.marks[m].closed;
        let place = if i == range.start {
            1
        } else if closes {
            3
        } else {
            2
        };
        place + if range.len() < SHORT { 4 } else { 0 }
    });
    let chunk = near.chunk(page, i).map_or(0, |c| {
        if i == c.head {
            3
        } else if i == c.tokens.start {
            1
        } else {
            2
        }
    });
    let head = page.doc.head(i).filter(|h| tokens.contains(h)).unwrap_or(i);
    Row {
        word: look.word,
        shape: look.shape,
        tag: page.tag(i) as u8,
        mark,
        lists: page.info(i).map_or(0, |w| w.lists()),
        chunk,
        head: (head - tokens.start) as u32,
        relation: page.doc.relation(i) as u8,
        ..Row::default()
    }
}

/// Marks of fewer tokens than this, themselves counted, hold few words.
const SHORT: usize = 7;

/// Notes the cues of the lexicon, wherever they stand.
fn cues(page: &Page, tokens: Range<usize>, out: &mut [Row]) {
    for i in tokens.clone() {
        let Some(cue) = cue_at(page, i, tokens.end) else { continue };
        let part = 1 + cue.part as u8;
        let at = i - tokens.start;
        (out[at].takes, out[at].part) = (cue.takes_bits(), part);
        out[at + 1..=at + cue.rest.len()].iter_mut().for_each(|row| row.part = part + 4);
    }
}

/// The cue of the lexicon that begins at a token and ends before `end`, if its words and its part of speech are there.
pub fn cue_at<'a>(page: &Page<'a>, token: usize, end: usize) -> Option<&'a Cue> {
    let tag = page.tag(token);
    let known = page.info(token)?.cues.iter().filter_map(|(index, _)| page.words.cues.get(*index));
    known.into_iter().find(|cue| {
        let fits = match cue.part {
            Part::Verb => tag.is_verb(),
            Part::Noun => tag.is_noun(),
            Part::Phrase => true,
        };
        fits && token + cue.rest.len() < end && cue.rest.iter().enumerate().all(|(k, w)| page.word_is(token + 1 + k, w))
    })
}

/// A rule's name as a number.
fn how(rule: &str) -> u8 {
    rule.bytes().fold(7, |h: u8, b| h.wrapping_mul(31).wrapping_add(b))
}
