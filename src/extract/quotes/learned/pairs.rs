//! Which content belongs to which cue, and which cue to which speaker: features of pairs.

use super::row::{Row, bucket, head};
use crate::text::Tag;
use crate::text::parse::Relation;
use crate::text::tag::features::key;
use std::ops::Range;

/// What the labels of a paragraph mark: places of contents, cues and speakers.
#[derive(Debug, Clone, Default)]
pub struct Places {
    pub contents: Vec<Range<usize>>,
    pub cues: Vec<Range<usize>>,
    pub speakers: Vec<Range<usize>>,
}

impl Places {
    pub fn of(labels: &[u8]) -> Places {
        Places { contents: runs(labels, 1), cues: runs(labels, 3), speakers: runs(labels, 5) }
    }
}

/// The stretches that begin with one label and go on with the next.
fn runs(labels: &[u8], begin: u8) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < labels.len() {
        let start = at;
        at += 1;
        if labels[start] == begin {
            while labels.get(at) == Some(&(begin + 1)) {
                at += 1;
            }
            out.push(start..at);
        }
    }
    out
}

/// A paragraph with its places and with what the rules found: 1 + the number of the attribution that a token belongs to
/// as content, cue and speaker.
pub struct Scene<'a> {
    pub rows: &'a [Row],
    pub places: &'a Places,
    pub rules: &'a [[u32; 3]],
}

impl Scene<'_> {
    /// Features of a content with a cue; with none, of having none.
    pub fn content_and_cue(&self, content: usize, cue: Option<usize>) -> Vec<u32> {
        let (rows, places) = (self.rows, self.places);
        let c = &places.contents[content];
        let marks = rows[c.start].place() | rows[c.end - 1].place() << 2;
        let Some(cue) = cue else { return vec![key(100, 0, 0), key(101, places.cues.len().min(3) as u32, marks)] };
        let q = &places.cues[cue];
        let (side, gap) = gap(q, c);
        let first = |at: usize| u32::from(rows[at].first);
        let apart = self.sentences(&gap) + if side == 1 { first(c.start) } else { 0 } + if side == 2 { first(q.start) } else { 0 };
        let cues = within(&places.cues, &gap);
        let contents = within(&places.contents, &gap);
        let nearer = nearer(&places.cues, cue, c, gap.len());
        let (word, last) = (&rows[q.start], &rows[q.end - 1]);
        let order = (content as i32 - cue as i32).clamp(-4, 4) as u32;
        let before = c.start.checked_sub(1).map_or(0, |b| rows[b].word);
        let behind = rows.get(c.end).map_or(0, |r| r.word);
        let agreed = self.agreed((c, 0), (q, 1));
        let path = path(rows, top(rows, c), top(rows, q));
        let mut out = Vec::with_capacity(28);
        let mut put = |a: u32, b: u32| out.push(key(out.len() as u32, a, b));
        put(side, 0);
        put(side, bucket(gap.len()));
        put(side << 4 | apart, cues);
        put(side << 8 | apart << 4 | contents, cues << 4 | nearer);
        put(side, nearer << 4 | apart);
        put(side << 4 | marks, apart << 4 | cues);
        put(side, last.word);
        put(side, word.word);
        put(side << 16 | u32::from(word.takes), marks);
        put(side, rows[c.start].word);
        put(side, u32::from(rows[c.start].tag) | u32::from(word.tag) << 8);
        put(side, if gap.len() <= 4 { words(rows, &gap) } else { 1 });
        put(side, before);
        put(side, behind);
        put(side << 8 | marks, before ^ behind.rotate_left(7));
        put(agreed, side);
        put(agreed, side << 8 | apart << 4 | nearer);
        put(agreed, word.word);
        put(side << 4 | within(&places.speakers, &gap), apart << 4 | cues);
        put(side, order);
        put(side << 4 | u32::from(places.contents.len() == places.cues.len()), order);
        put(path, side);
        put(path, u32::from(word.takes));
        put(path, nearer);
        put(side, first(c.start) | (c.len().min(3) as u32) << 4 | apart << 8);
        out
    }

    /// Features of a cue with a speaker; with none, of having none.
    pub fn cue_and_speaker(&self, cue: usize, speaker: Option<usize>) -> Vec<u32> {
        let (rows, places) = (self.rows, self.places);
        let q = &places.cues[cue];
        let (word, last) = (&rows[q.start], &rows[q.end - 1]);
        let before = q.start.checked_sub(1).map_or(&rows[0], |b| &rows[b]);
        let subject = subject(rows, q);
        let Some(speaker) = speaker else {
            let agreed = (0..places.speakers.len()).map(|s| self.agreed((q, 1), (&places.speakers[s], 2))).max().unwrap_or(0);
            let some = places.speakers.len() as u32;
            return vec![
                key(200, 0, 0),
                key(201, some.min(3), 0),
                key(202, word.word, 0),
                key(203, u32::from(word.tag), before.word),
                key(204, last.word, 0),
                key(205, u32::from(word.takes), u32::from(word.tag)),
                key(206, agreed, 0),
                key(207, u32::from(subject.is_some()), some.min(2)),
            ];
        };
        let s = &places.speakers[speaker];
        let (side, gap) = gap(q, s);
        let first = |at: usize| u32::from(rows[at].first);
        let apart = self.sentences(&gap) + if side == 1 { first(s.start) } else { 0 } + if side == 2 { first(q.start) } else { 0 };
        let (speakers, cues, contents) = (within(&places.speakers, &gap), within(&places.cues, &gap), within(&places.contents, &gap));
        let nearer = nearer(&places.speakers, speaker, q, gap.len());
        let finite = gap.clone().filter(|i| rows[*i].is_finite()).count().min(3) as u32;
        let commas = gap.clone().filter(|i| rows[*i].is(Tag::Punct)).count().min(3) as u32;
        let (begin, end) = (&rows[s.start], &rows[s.end - 1]);
        let agreed = self.agreed((q, 1), (s, 2));
        let path = path(rows, top(rows, s), top(rows, q));
        let own = subject.map_or(0, |i| if s.contains(&i) { 1 } else { 2 });
        let mut out = Vec::with_capacity(26);
        let mut put = |a: u32, b: u32| out.push(key(50 + out.len() as u32, a, b));
        put(side, bucket(gap.len()));
        put(side << 4 | apart, speakers << 4 | cues);
        put(side << 8 | apart << 4 | nearer, speakers << 8 | cues << 4 | contents);
        put(side, nearer);
        put(side << 4 | finite, commas << 4 | apart);
        put(side, word.word);
        put(side, last.word);
        put(side, u32::from(word.tag) | u32::from(begin.tag) << 8 | u32::from(end.tag) << 16);
        put(side << 4 | apart, begin.word);
        put(side, if gap.len() <= 3 { words(rows, &gap) } else { 1 });
        put(side << 16 | u32::from(word.takes) | u32::from(word.part) << 12, bucket(gap.len()));
        put(agreed, side);
        put(agreed, nearer | apart << 4);
        put(agreed, u32::from(begin.tag));
        put(side << 4 | contents, cues << 4 | apart);
        put(side << 8 | u32::from(word.tag), finite << 4 | commas);
        put((speaker as i32 - cue as i32).clamp(-4, 4) as u32, side);
        put(u32::from(before.tag) | u32::from(word.tag) << 8, side << 4 | nearer);
        put(end.word, word.word);
        put(path, side);
        put(path, u32::from(word.tag));
        put(own, side << 4 | nearer);
        put(own, u32::from(word.tag));
        put(rows.get(q.end).map_or(0, |r| r.word), side << 4 | bucket(gap.len()));
        out
    }

    /// Whether the rules joined two places: 0 they know neither, 1 only the second, 2 only the first, 3 yes, 4 no.
    fn agreed(&self, (a, part_a): (&Range<usize>, usize), (b, part_b): (&Range<usize>, usize)) -> u32 {
        let numbers = |r: &Range<usize>, part: usize| {
            let rules = self.rules.get(r.clone()).unwrap_or(&[]);
            rules.iter().map(move |n| n[part]).filter(|n| *n > 0)
        };
        let (mut x, y) = (numbers(a, part_a), || numbers(b, part_b));
        match (x.clone().next(), y().next()) {
            (None, None) => 0,
            (None, Some(_)) => 1,
            (Some(_), None) => 2,
            _ if x.any(|n| y().any(|m| m == n)) => 3,
            _ => 4,
        }
    }

    fn sentences(&self, gap: &Range<usize>) -> u32 {
        gap.clone().filter(|i| self.rows[*i].first).count().min(4) as u32
    }
}

/// On which side of `a` stands `b` (1 behind, 2 before, 3 they overlap), and what is between.
fn gap(a: &Range<usize>, b: &Range<usize>) -> (u32, Range<usize>) {
    if a.end <= b.start {
        (1, a.end..b.start)
    } else if b.end <= a.start {
        (2, b.end..a.start)
    } else {
        (3, 0..0)
    }
}

fn within(places: &[Range<usize>], gap: &Range<usize>) -> u32 {
    places.iter().filter(|p| p.start >= gap.start && p.end <= gap.end).count().min(4) as u32
}

/// How many others of a kind are nearer.
fn nearer(places: &[Range<usize>], own: usize, to: &Range<usize>, distance: usize) -> u32 {
    places.iter().enumerate().filter(|(i, p)| *i != own && gap(p, to).1.len() < distance).count().min(3) as u32
}

fn words(rows: &[Row], gap: &Range<usize>) -> u32 {
    gap.clone().fold(7, |h: u32, i| h.wrapping_mul(31).wrapping_add(rows[i].word))
}

/// The token of a place that hangs on something outside it.
fn top(rows: &[Row], place: &Range<usize>) -> usize {
    place.clone().find(|i| head(rows, *i).is_none_or(|h| !place.contains(&h))).unwrap_or(place.start)
}

/// How two tokens hang together in the tree, up to two steps; 0 if they do not.
fn path(rows: &[Row], a: usize, b: usize) -> u32 {
    let relation = |i: usize| rows.get(i).map_or(0, |r| u32::from(r.relation));
    let (up_a, up_b) = (head(rows, a), head(rows, b));
    match () {
        _ if a == b => 0,
        _ if up_a == Some(b) => 1 + relation(a),
        _ if up_b == Some(a) => 64 + relation(b),
        _ if up_a.is_some() && up_a == up_b => 128 + relation(a) * 32 + relation(b),
        _ if up_a.is_some_and(|h| head(rows, h) == Some(b)) => 2000 + relation(a) * 32 + relation(up_a.unwrap_or(a)),
        _ if up_b.is_some_and(|h| head(rows, h) == Some(a)) => 4000 + relation(b) * 32 + relation(up_b.unwrap_or(b)),
        _ => 0,
    }
}

/// The word that the tree gives a cue as subject or owner: its own, that of the verb it is joined to, or the noun that a
/// participle or relative clause describes.
pub fn subject(rows: &[Row], cue: &Range<usize>) -> Option<usize> {
    let mut at = top(rows, cue);
    for _ in 0..5 {
        let near = at.saturating_sub(60)..rows.len().min(at + 60);
        let child =
            |relations: &[Relation]| near.clone().find(|i| *i != at && rows[*i].head as usize == at && rows[*i].hangs_as(relations));
        if let Some(found) = child(&[Relation::Subj, Relation::SubjPass]).or_else(|| child(&[Relation::Poss])) {
            return Some(found);
        }
        let up = head(rows, at)?;
        let row = &rows[at];
        if row.hangs_as(&[Relation::Relcl, Relation::Acl]) {
            return Some(up);
        }
        if !row.hangs_as(&[Relation::Xcomp, Relation::Advcl, Relation::Conj, Relation::Aux, Relation::Parataxis]) {
            return None;
        }
        at = up;
    }
    None
}

/// A noun phrase by the tree: what hangs on a word, without clauses.
pub fn phrase(rows: &[Row], word: usize) -> Range<usize> {
    let clauses = [Relation::Relcl, Relation::Acl, Relation::Appos, Relation::Parataxis, Relation::Ccomp, Relation::Punct];
    let inside = |i: usize| {
        let mut at = i;
        for _ in 0..8 {
            if at == word {
                return true;
            }
            if rows[at].hangs_as(&clauses) {
                return false;
            }
            let Some(up) = head(rows, at) else { return false };
            at = up;
        }
        false
    };
    let start = (word.saturating_sub(40)..word).find(|i| inside(*i)).unwrap_or(word);
    let end = (word..rows.len().min(word + 40)).rev().find(|i| inside(*i)).unwrap_or(word);
    start..end + 1
}
