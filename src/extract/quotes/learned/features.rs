//! What the model looks at in each token: the word and its neighbours, marks, cues, what the rules say, and the tree.

use super::row::{Row, bucket, head};
use crate::text::Tag;
use crate::text::parse::Relation;

/// Joins two values under the number of a feature into a key whose upper bits are well mixed: one multiplication, as a token has
/// many features.
#[inline(always)]
fn key(feature: u32, a: u32, b: u32) -> u32 {
    let salt = (u64::from(feature) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (((u64::from(a) << 32 | u64::from(b)) ^ salt).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
}

/// How many features a token has.
pub const N: usize = 65;
/// The hashed features of a token.
pub type Features = [u32; N];

/// What a clause that somebody says, thinks or wants hangs on its verb as.
const CLAUSES: [Relation; 4] = [Relation::Ccomp, Relation::Xcomp, Relation::Acl, Relation::Parataxis];
const SUBJECTS: [Relation; 2] = [Relation::Subj, Relation::SubjPass];
const HOLDERS: [Relation; 3] = [Relation::Subj, Relation::SubjPass, Relation::Agent];
/// Steps inside a noun phrase or a verb group, which lead no deeper into a sentence.
const FLAT: [Relation; 8] =
    [Relation::Mod, Relation::Poss, Relation::Appos, Relation::Prep, Relation::Pobj, Relation::Conj, Relation::Cc, Relation::Adv];
/// What a step up a tree is, by the relation that it leads over: 1 + the number of the clause's relation, and two bits.
const STEPS: [u8; 64] = steps();
const CLAUSE: u8 = 7;
const HOLDER: u8 = 8;
const DEEPER: u8 = 16;

const fn steps() -> [u8; 64] {
    let mut out = [DEEPER; 64];
    let mut i = 0;
    while i < FLAT.len() {
        out[FLAT[i] as usize] = 0;
        i += 1;
    }
    i = 0;
    while i < CLAUSES.len() {
        out[CLAUSES[i] as usize] |= i as u8 + 1;
        i += 1;
    }
    i = 0;
    while i < HOLDERS.len() {
        out[HOLDERS[i] as usize] |= HOLDER;
        i += 1;
    }
    out
}

/// What a token finds on its way up the tree.
#[derive(Debug, Clone, Copy, Default)]
struct Climb {
    /// The word whose clause it stands in, through how many words that lead deeper, and as what.
    governor: Place,
    depth: u8,
    kind: u8,
    subject_of: Place,
}

/// A place in the paragraph, or none.
type Place = Option<usize>;

/// What is worked out once for a paragraph.
#[derive(Debug, Clone, Copy, Default)]
struct Around {
    /// Nearest cue, finite verb and mark before and behind, in the same sentence.
    cues: (Place, Place),
    verbs: (Place, Place),
    marks: (Place, Place),
    sentence: usize,
    /// What the sentence holds, as bits.
    holds: u32,
    /// The word whose clause it stands in, and how deep.
    governor: Place,
    depth: u8,
    /// The verb whose subject it is part of.
    subject_of: Place,
    /// Its own first clause and subject.
    clause: Place,
    subject: Place,
    /// A clause begins or ends here, with what it hangs on; 0 for none.
    opens: u32,
    closes: u32,
}

/// A paragraph, ready to be asked for the features of its tokens.
pub struct Paragraph<'r> {
    rows: &'r [Row],
    around: Vec<Around>,
}

impl<'r> Paragraph<'r> {
    pub fn new(rows: &'r [Row]) -> Paragraph<'r> {
        let mut out = Paragraph { rows, around: vec![Around::default(); rows.len()] };
        out.near();
        out.sentences();
        out.tree();
        out
    }

    /// Notes the nearest cues, verbs and marks.
    fn near(&mut self) {
        let (mut cue, mut verb, mut mark, mut start) = (None, None, None, 0);
        for (i, row) in self.rows.iter().enumerate() {
            if row.first {
                (cue, verb, mark, start) = (None, None, None, i);
            }
            let at = &mut self.around[i];
            (at.cues.0, at.verbs.0, at.marks.0, at.sentence) = (cue, verb, mark, start);
            cue = if row.begins_cue() { Some(i) } else { cue };
            verb = if row.is_finite() { Some(i) } else { verb };
            mark = if row.is_mark() { Some(i) } else { mark };
        }
        (cue, verb, mark) = (None, None, None);
        for (i, row) in self.rows.iter().enumerate().rev() {
            let at = &mut self.around[i];
            (at.cues.1, at.verbs.1, at.marks.1) = (cue, verb, mark);
            cue = if row.begins_cue() { Some(i) } else { cue };
            verb = if row.is_finite() { Some(i) } else { verb };
            mark = if row.is_mark() { Some(i) } else { mark };
            if row.first {
                (cue, verb, mark) = (None, None, None);
            }
        }
    }

    /// Notes what each sentence holds: marks, and what the rules found in it and before it.
    fn sentences(&mut self) {
        let mut start = 0;
        while start < self.rows.len() {
            let end = (start + 1..self.rows.len()).find(|i| self.rows[*i].first).unwrap_or(self.rows.len());
            let mut holds = 0u32;
            for row in &self.rows[start..end] {
                holds |= u32::from(row.place() > 0) | u32::from(row.rule == 1) << 1 | u32::from(row.rule == 3) << 2;
                holds |= u32::from(row.rule == 5) << 3;
            }
            holds |= self.rows[start].place() << 4;
            if let Some(before) = start.checked_sub(1).map(|b| &self.rows[b]) {
                holds |= before.place() << 6 | u32::from(before.rule).div_ceil(2) << 8;
            }
            self.around[start..end].iter_mut().for_each(|a| a.holds = holds);
            start = end;
        }
    }

    /// Notes what the tree says of each token.
    fn tree(&mut self) {
        let n = self.rows.len();
        let mut edges: Vec<(usize, usize)> = (0..n).map(|i| (i, i)).collect();
        for i in 0..n {
            let row = &self.rows[i];
            if let Some(h) = head(self.rows, i) {
                if row.hangs_as(&CLAUSES) {
                    self.around[h].clause.get_or_insert(i);
                }
                if row.hangs_as(&SUBJECTS) {
                    self.around[h].subject.get_or_insert(i);
                }
            }
        }
        let mut climbed = vec![None; n];
        let mut path = Vec::new();
        for i in 0..n {
            // Up to a word that is known, then down again.
            let mut at = i;
            while climbed[at].is_none() && path.len() < n {
                path.push(at);
                match head(self.rows, at) {
                    Some(up) => at = up,
                    None => break,
                }
            }
            while let Some(at) = path.pop() {
                climbed[at] = Some(self.climb(at, &climbed));
            }
            let Climb { governor, depth, kind, subject_of } = climbed[i].unwrap_or_default();
            let here = &mut self.around[i];
            (here.governor, here.subject_of) = (governor, subject_of);
            here.depth = if governor.is_some() { depth.min(7) | kind << 3 } else { 0 };
        }
        for i in 0..n {
            let mut at = i;
            for _ in 0..n {
                let Some(up) = head(self.rows, at) else { break };
                // What is above knows already.
                if edges[up].0 <= i && i <= edges[up].1 {
                    break;
                }
                at = up;
                edges[at] = (edges[at].0.min(i), edges[at].1.max(i));
            }
        }
        for (i, (left, right)) in edges.into_iter().enumerate() {
            let row = &self.rows[i];
            let Some(h) = head(self.rows, i) else { continue };
            if row.hangs_as(&CLAUSES) || row.hangs_as(&[Relation::Advcl, Relation::Relcl]) {
                let kind = 1 + (u32::from(row.relation) << 1 | u32::from(h < i));
                let what = kind | u32::from(self.rows[h].takes) << 8 | u32::from(self.rows[h].part) << 24;
                (self.around[left].opens, self.around[right].closes) = (what, what);
            }
        }
    }

    /// What a token finds, given what those above it do.
    fn climb(&self, at: usize, climbed: &[Option<Climb>]) -> Climb {
        let Some(up) = head(self.rows, at) else { return Climb::default() };
        let above = climbed[up].unwrap_or_default();
        let step = STEPS[usize::from(self.rows[at].relation & 63)];
        let deeper = step & DEEPER != 0;
        let subject_of = if step & HOLDER != 0 { Some(up) } else { above.subject_of.filter(|_| !deeper) };
        match step & CLAUSE {
            0 => Climb { depth: above.depth.saturating_add(u8::from(deeper)), subject_of, ..above },
            kind => Climb { governor: Some(up), depth: 0, kind, subject_of },
        }
    }

    fn row(&self, at: Place) -> &Row {
        at.and_then(|i| self.rows.get(i)).unwrap_or(&Row::EDGE)
    }

    /// The features of a token.
    #[inline(always)]
    pub fn features(&self, i: usize) -> Features {
        let near = |k: isize| self.row(i.checked_add_signed(k));
        let (w, l1, l2, l3, r1, r2, r3) = (near(0), near(-1), near(-2), near(-3), near(1), near(2), near(3));
        let a = &self.around[i];
        let far = |p: Place| p.map_or(15, |p| bucket(p.abs_diff(i)));
        let tag = |r: &Row| u32::from(r.tag);
        let (rule, mark) = (|r: &Row| u32::from(r.rule), |r: &Row| u32::from(r.mark));
        let rules = rule(l1) << 8 | rule(w) << 4 | rule(r1);
        let (cl, cr) = (self.row(a.cues.0), self.row(a.cues.1));
        let (vl, vr) = (self.row(a.verbs.0), self.row(a.verbs.1));
        let (ml, mr) = (self.row(a.marks.0), self.row(a.marks.1));
        let up = head(self.rows, i);
        let hangs = u32::from(w.relation) | u32::from(up.is_some_and(|h| h < i)) << 8 | u32::from(up.is_none()) << 9;
        let governor = self.row(a.governor);
        let deep = u32::from(a.depth) | u32::from(a.governor.is_none_or(|g| g < i)) << 8;
        let subject_of = a.subject_of.map_or(0, |v| 1 + u32::from(self.around[v].clause.is_some()));
        let behind = |p: Place| u32::from(p.is_some()) | u32::from(p.is_some_and(|p| p > i)) << 1;
        let verb = behind(a.clause) | behind(a.subject) << 2;
        let closed = i.checked_sub(1).map_or(0, |b| self.around[b].closes);
        let first = self.row(Some(a.sentence));
        let begins = u32::from(w.first);
        let mut out = [0; N];
        let mut n = 0;
        let mut put = |x: u32, y: u32| {
            out[n] = key(n as u32, x, y);
            n += 1;
        };
        // The word and its neighbours.
        put(0, 0);
        put(w.word, begins);
        put(l1.word, 0);
        put(l1.word, w.word);
        put(tag(w), u32::from(w.shape));
        put(tag(w), tag(r1));
        put(tag(l2) << 8 | tag(l1), tag(w));
        put(tag(l1), tag(w) << 8 | tag(r1));
        put(w.word, tag(r1));
        put(l1.word, tag(w));
        put(r1.word, tag(w));
        put(w.lists, tag(w));
        put(l1.lists, 0);
        put(r1.lists, 0);
        // Quotation marks.
        put(mark(l1) << 8 | mark(w), mark(r1));
        put(mark(w), tag(w));
        put(mark(l1), l1.word);
        // Cues of the lexicon.
        put(w.cue(), mark(w));
        put(l1.cue(), tag(w));
        put(r1.cue(), tag(w));
        put(w.cue(), w.word);
        put(w.cue(), tag(r1) << 8 | tag(l1));
        put(l2.cue(), l1.cue());
        put(r2.cue(), r1.cue());
        put(cl.cue(), far(a.cues.0));
        put(cr.cue(), far(a.cues.1));
        put(cl.word, far(a.cues.0));
        put(cr.word, far(a.cues.1));
        put(cl.word, tag(w));
        put(cr.word, tag(w));
        put(u32::from(w.chunk), cl.word ^ far(a.cues.0));
        // What the rules say.
        put(rules, 0);
        put(rules, tag(w));
        put(rule(w), u32::from(w.how));
        put(rules, u32::from(w.how));
        put(rule(w), w.word);
        put(rules, rule(l2) << 4 | rule(r2));
        put(rules, rule(l2) << 12 | rule(r2) << 8 | rule(l3) << 4 | rule(r3));
        put(rules, mark(l1) << 8 | mark(w) << 4 | mark(r1));
        put(rule(w) << 8 | begins, a.holds);
        put(a.holds, mark(w));
        put(a.holds, rules);
        // Verbs, stops and commas before and behind.
        put(vr.word, far(a.verbs.1));
        put(vl.word, tag(w));
        put(vr.word, tag(w));
        put(tag(vl), tag(vr) | tag(w) << 8);
        put(ml.word, far(a.marks.0));
        put(mr.word, far(a.marks.1));
        put(ml.word, mr.word);
        put(ml.word, cl.cue() ^ u32::from(a.marks.0 > a.cues.0) << 31);
        // The tree.
        put(hangs, tag(w));
        put(hangs, self.row(up).cue());
        put(hangs, rules);
        put(deep, governor.word);
        put(deep, governor.cue());
        put(u32::from(a.depth) >> 3, rules ^ governor.cue() << 12);
        put(verb, w.word);
        put(verb, w.cue());
        put(verb, rules);
        put(subject_of, self.row(a.subject_of).cue());
        put(a.opens, tag(w));
        put(closed, tag(w));
        put(a.opens, closed);
        // Its place in the paragraph.
        put(first.word, tag(w));
        put(u32::from(i == 0) | u32::from(a.sentence == 0) << 1, mark(w) << 8 | tag(w));
        debug_assert_eq!(n, N);
        out
    }

    /// The rows in order.
    pub fn rows(&self) -> &'r [Row] {
        self.rows
    }
}

/// Which set of transition weights stands between a token and the one before it.
pub fn joint(rows: &[Row], i: usize) -> usize {
    let Some(before) = i.checked_sub(1).map(|b| &rows[b]) else { return 0 };
    let row = &rows[i];
    match (row.first, before.place(), row.place()) {
        (true, _, 2) => 1,
        (true, _, 1) => 2,
        (true, ..) => 3,
        (_, 3, _) => 4,
        (_, _, 1) => 5,
        (_, _, 3) => 6,
        (_, _, 2) => 7,
        _ if before.is(Tag::Punct) => 8,
        _ if row.is(Tag::Punct) => 9,
        _ if before.part > 0 => 10,
        _ => 11,
    }
}

/// How many sets of transition weights there are.
pub const JOINTS: usize = 12;
