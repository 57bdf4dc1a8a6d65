//! What differs between two sentences that restate the same thing: labels, figures, attribution.

use super::super::figures::{self, Claim, Verdict, claim};
use super::super::places::Places;
use crate::frame::{Frames, Table};
use std::collections::{BTreeSet, HashMap};

/// The evidence rows of each sentence.
pub struct Evidence<'f> {
    labels: HashMap<usize, Vec<Label<'f>>>,
    figures: HashMap<usize, Vec<Figure<'f>>>,
    quotes: HashMap<usize, Vec<Quote<'f>>>,
    extents: Vec<(f64, f64)>,
    /// The claims as the comparison of figures reads them, by id.
    claims: HashMap<String, Claim>,
}

/// A mention of an actor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Label<'f> {
    pub id: &'f str,
    pub actor: &'f str,
    pub text: &'f str,
    pub lemma: &'f str,
    pub group: &'f str,
    pub named: bool,
    pub voice: &'f str,
    start: f64,
    end: f64,
}

/// A figure that is a claim.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure<'f> {
    pub id: &'f str,
    pub key: &'f str,
    pub text: &'f str,
    pub unit: &'f str,
    pub head: &'f str,
    pub event: &'f str,
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// An attribution that covers part of a sentence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quote<'f> {
    pub id: &'f str,
    pub source: &'f str,
    pub cue: &'f str,
    pub cue_class: &'f str,
    pub kind: &'f str,
    start: f64,
    end: f64,
}

/// The same actor called differently.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LabelChange<'f> {
    /// `label` (another family), `wording` (same family, other words), `name` (a description here, a name there) or `dropped`.
    pub kind: &'static str,
    pub actor: &'f str,
    pub a: Option<Label<'f>>,
    pub b: Option<Label<'f>>,
}

/// Two figures for one thing, or a figure that only one of the sentences gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FigureChange<'f> {
    /// `same`, `compatible` (both can be true), `conflicting`, or `dropped`.
    pub kind: &'static str,
    pub a: Option<Figure<'f>>,
    pub b: Option<Figure<'f>>,
}

/// A source here and none there, or another one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AttributionChange<'f> {
    /// `dropped` (one of the two states it in its own voice), `source` (another source), `cue` (the same source, another stance).
    pub kind: &'static str,
    pub a: Option<Quote<'f>>,
    pub b: Option<Quote<'f>>,
}

/// What differs in a pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Changes<'f> {
    pub labels: Vec<LabelChange<'f>>,
    pub figures: Vec<FigureChange<'f>>,
    pub attribution: Option<AttributionChange<'f>>,
}

impl<'f> Evidence<'f> {
    pub fn new(frames: &'f Frames) -> Evidence<'f> {
        let places = Places::new(frames);
        let s = &frames.sentences;
        let extents = s.numbers("char_start").into_iter().zip(s.numbers("char_end"));
        let extents = extents.map(|(a, b)| (a.unwrap_or(0.0), b.unwrap_or(0.0))).collect();
        Evidence {
            labels: by_sentence(&places, &frames.labels, labels(&frames.labels)),
            figures: by_sentence(&places, &frames.figures, counts(&frames.figures)),
            quotes: quotes(frames, &places),
            extents,
            claims: claim::each(frames).into_iter().map(|c| (c.id.clone(), c)).collect(),
        }
    }

    pub fn labels(&self, row: usize) -> &[Label<'f>] {
        self.labels.get(&row).map_or(&[], Vec::as_slice)
    }

    pub fn figures(&self, row: usize) -> &[Figure<'f>] {
        self.figures.get(&row).map_or(&[], Vec::as_slice)
    }

    /// The quote that covers most of a sentence, if that is a third of it or more.
    pub fn source(&self, row: usize) -> Option<Quote<'f>> {
        let (start, end) = self.extents.get(row).copied()?;
        let covered = |q: &Quote| (q.end.min(end) - q.start.max(start)).max(0.0);
        let quotes = self.quotes.get(&row)?;
        let best = quotes.iter().max_by(|a, b| covered(a).total_cmp(&covered(b)).then(b.id.cmp(a.id)))?;
        (covered(best) >= COVERED * (end - start)).then_some(*best)
    }

    /// Whether both sentences give a figure of one key that can be compared, or the same distance.
    pub fn share_key(&self, a: usize, b: usize) -> bool {
        let pairs = self.figures(a).iter().flat_map(|x| self.figures(b).iter().map(move |y| (x, y)));
        pairs
            .into_iter()
            .any(|(x, y)| self.verdict(x, y) != Verdict::NotComparable || x.event == "distance" && y.event == "distance" && meet(x, y))
    }

    /// How two figures relate. Of one key, as the comparison of figures says; without keys, the same noun counted in the same
    /// sense is compared by its ranges.
    fn verdict(&self, a: &Figure, b: &Figure) -> Verdict {
        if a.key != b.key {
            return Verdict::NotComparable;
        }
        if !a.key.is_empty() {
            let (a, b) = (self.claims.get(a.id), self.claims.get(b.id));
            return a.zip(b).map_or(Verdict::NotComparable, |(a, b)| figures::compare(a, b).0);
        }
        let one = !a.head.is_empty() && a.head.to_lowercase() == b.head.to_lowercase() && a.unit == b.unit && a.event == b.event;
        match () {
            _ if !one => Verdict::NotComparable,
            _ if a.low == b.low && a.high == b.high => Verdict::Same,
            _ if meet(a, b) => Verdict::Compatible,
            _ => Verdict::Conflicting,
        }
    }

    /// What differs between the sentences; `copy` where they are near copies, so that what one lacks was left out of it.
    pub fn changes(&self, a: usize, b: usize, copy: bool) -> Changes<'f> {
        Changes {
            labels: label_changes(self.labels(a), self.labels(b), copy),
            figures: self.figure_changes(self.figures(a), self.figures(b), copy),
            attribution: attribution_change(self.source(a), self.source(b)),
        }
    }
}

/// A quote must cover this share of a sentence to be its source.
const COVERED: f64 = 1.0 / 3.0;

fn by_sentence<T>(places: &Places, table: &Table, rows: Vec<Option<T>>) -> HashMap<usize, Vec<T>> {
    let mut out: HashMap<usize, Vec<T>> = HashMap::new();
    for (place, row) in places.rows(table).into_iter().zip(rows) {
        if let (Some(place), Some(row)) = (place, row) {
            out.entry(place).or_default().push(row);
        }
    }
    out
}

fn labels(t: &Table) -> Vec<Option<Label<'_>>> {
    let (ids, actors, texts, lemmas) = (t.text("label_id"), t.text("actor"), t.text("text"), t.text("lemma"));
    let (groups, named, voices) = (t.text("label_group"), t.flags("named"), t.text("voice"));
    let (starts, ends) = (t.numbers("char_start"), t.numbers("char_end"));
    let label = |i: usize| Label {
        id: ids[i],
        actor: actors[i],
        text: texts[i],
        lemma: lemmas[i],
        group: groups[i],
        named: named[i].unwrap_or(false),
        voice: voices[i],
        start: starts[i].unwrap_or(0.0),
        end: ends[i].unwrap_or(0.0),
    };
    (0..t.height()).map(|i| Some(label(i))).collect()
}

fn counts(t: &Table) -> Vec<Option<Figure<'_>>> {
    let (ids, keys, texts, units) = (t.text("figure_id"), t.text("key"), t.text("text"), t.text("unit"));
    let (heads, events, classes) = (t.text("counted_head"), t.text("event_type"), t.text("class"));
    let (lows, highs) = (t.numbers("low"), t.numbers("high"));
    let figure = |i: usize| Figure {
        id: ids[i],
        key: keys[i],
        text: texts[i],
        unit: units[i],
        head: heads[i],
        event: events[i],
        low: lows[i],
        high: highs[i],
    };
    (0..t.height()).map(|i| (classes[i] == "claim").then(|| figure(i))).collect()
}

/// A quote belongs to every sentence in which it stands: it may go on over several.
fn quotes<'f>(frames: &'f Frames, places: &Places) -> HashMap<usize, Vec<Quote<'f>>> {
    let t = &frames.quotes;
    let (ids, sources, cues, classes) = (t.text("quote_id"), t.text("source"), t.text("cue"), t.text("cue_class"));
    let (kinds, starts, ends) = (t.text("kind"), t.numbers("char_start"), t.numbers("char_end"));
    let s = &frames.sentences;
    let (articles, parts, begins) = (s.text("article_id"), s.text("part"), s.numbers("char_start"));
    let mut out: HashMap<usize, Vec<Quote>> = HashMap::new();
    for (i, place) in places.rows(t).into_iter().enumerate() {
        let (Some(first), false) = (place, kinds[i] == "scare_quote") else { continue };
        let (start, end) = (starts[i].unwrap_or(0.0), ends[i].unwrap_or(0.0));
        let quote = Quote { id: ids[i], source: sources[i], cue: cues[i], cue_class: classes[i], kind: kinds[i], start, end };
        let goes_on = |row: &usize| articles[*row] == articles[first] && parts[*row] == parts[first] && begins[*row] < ends[i];
        (first..articles.len()).take_while(goes_on).for_each(|row| out.entry(row).or_default().push(quote));
    }
    out
}

/// Whether an actor is told: two that are not told may be anybody.
fn told(label: &Label) -> bool {
    label.actor != "unresolved" && !label.actor.is_empty()
}

fn label_changes<'f>(a: &[Label<'f>], b: &[Label<'f>], copy: bool) -> Vec<LabelChange<'f>> {
    let mut out = Vec::new();
    let actors: BTreeSet<&str> = a.iter().chain(b).filter(|l| told(l)).map(|l| l.actor).collect();
    for actor in actors {
        let of = |labels: &[Label<'f>], named: bool| -> Vec<Label<'f>> {
            let mut seen = BTreeSet::new();
            labels.iter().filter(|l| l.actor == actor && l.named == named && seen.insert(l.lemma)).copied().collect()
        };
        let (mut here, mut there) = (of(a, false), of(b, false));
        let (names_here, names_there) = (of(a, true), of(b, true));
        let (had_here, had_there) = (!here.is_empty(), !there.is_empty());
        // What both say is no change.
        let both: BTreeSet<&str> = here.iter().map(|l| l.lemma).filter(|x| there.iter().any(|l| l.lemma == *x)).collect();
        here.retain(|l| !both.contains(l.lemma));
        there.retain(|l| !both.contains(l.lemma));
        let change = |kind, a, b| LabelChange { kind, actor, a, b };
        match (had_here, had_there) {
            (true, true) => {
                for (x, y) in matched(&here, &there) {
                    out.push(change(if x.group == y.group { "wording" } else { "label" }, Some(x), Some(y)));
                }
            }
            (true, false) if !names_there.is_empty() => {
                out.extend(here.iter().filter(|_| names_here.is_empty()).map(|x| change("name", Some(*x), Some(names_there[0]))));
            }
            (false, true) if !names_here.is_empty() => {
                out.extend(there.iter().filter(|_| names_there.is_empty()).map(|y| change("name", Some(names_here[0]), Some(*y))));
            }
            (true, false) if copy => out.extend(here.iter().map(|x| change("dropped", Some(*x), None))),
            (false, true) if copy => out.extend(there.iter().map(|y| change("dropped", None, Some(*y)))),
            _ => {}
        }
    }
    out
}

/// Each of the longer list with one of the other, those of one family first, else in order.
fn matched<'f>(here: &[Label<'f>], there: &[Label<'f>]) -> Vec<(Label<'f>, Label<'f>)> {
    let mut out = Vec::new();
    let (mut left, mut right): (Vec<Label>, Vec<Label>) = (here.to_vec(), there.to_vec());
    while let Some((i, j)) = left.iter().enumerate().find_map(|(i, x)| right.iter().position(|y| y.group == x.group).map(|j| (i, j))) {
        out.push((left.remove(i), right.remove(j)));
    }
    // What is left over goes with the last of the others: "militants, including terrorists" against "rebels" is two changes.
    for i in 0..left.len().max(right.len()) {
        let x = left.get(i).or(left.last());
        let y = right.get(i).or(right.last());
        if let (Some(x), Some(y)) = (x, y) {
            out.push((*x, *y));
        }
    }
    out
}

fn meet(a: &Figure, b: &Figure) -> bool {
    let below = |x: Option<f64>, y: Option<f64>| x.zip(y).is_none_or(|(x, y)| x <= y);
    below(a.low, b.high) && below(b.low, a.high)
}

impl Evidence<'_> {
    fn figure_changes<'f>(&self, a: &[Figure<'f>], b: &[Figure<'f>], copy: bool) -> Vec<FigureChange<'f>> {
        let mut out = Vec::new();
        let mut used = BTreeSet::new();
        for x in a {
            let open = (0..b.len()).filter(|j| !used.contains(j)).map(|j| (self.verdict(x, &b[j]), j));
            // Of several, the one that differs least; verdicts are in that order.
            match open.filter(|(verdict, _)| *verdict != Verdict::NotComparable).min() {
                Some((verdict, j)) => {
                    used.insert(j);
                    out.push(FigureChange { kind: verdict.as_str(), a: Some(*x), b: Some(b[j]) });
                }
                None if copy && !b.iter().any(|y| meet(x, y) && x.unit == y.unit) => {
                    out.push(FigureChange { kind: "dropped", a: Some(*x), b: None });
                }
                None => {}
            }
        }
        if copy {
            let alone = |j: &usize| !used.contains(j) && !a.iter().any(|x| meet(x, &b[*j]) && x.unit == b[*j].unit);
            out.extend((0..b.len()).filter(alone).map(|j| FigureChange { kind: "dropped", a: None, b: Some(b[j]) }));
        }
        out
    }
}

fn attribution_change<'f>(a: Option<Quote<'f>>, b: Option<Quote<'f>>) -> Option<AttributionChange<'f>> {
    let known = |q: &Quote| q.source != "unknown" && !q.source.is_empty();
    let kind = match (&a, &b) {
        (None, None) => return None,
        (Some(_), None) | (None, Some(_)) => "dropped",
        (Some(x), Some(y)) if known(x) && known(y) && x.source != y.source => "source",
        (Some(x), Some(y)) if x.cue_class != y.cue_class && !x.cue_class.is_empty() && !y.cue_class.is_empty() => "cue",
        _ => return None,
    };
    Some(AttributionChange { kind, a, b })
}
