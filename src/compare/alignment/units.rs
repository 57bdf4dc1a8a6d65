//! Sentences as sequences of weighted units: stems or classes of content words, actors in place of what they are called, numbers.

use super::super::places::Places;
use super::words::ENGLISH;
use crate::frame::Frames;
use std::collections::{BTreeMap, HashMap};

/// A sentence that takes part: body or headline.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Its row in the sentences table, and in the words.
    pub row: usize,
    pub outlet: u32,
    /// Units in order of the text.
    pub sequence: Vec<u32>,
    /// Each unit once with its weight, in order of number.
    pub weights: Vec<(u32, f64)>,
    /// Sum of the weights.
    pub total: f64,
    /// Keys of the claims in it, as units: for finding candidates.
    pub keys: Vec<u32>,
}

/// The sentences of one event.
#[derive(Debug, Clone, Default)]
pub struct Event {
    pub sentences: Vec<Sentence>,
}

/// What stands for words, by number.
#[derive(Debug, Default)]
pub struct Units {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
    /// Share of news articles that hold it.
    shares: Vec<f64>,
}

impl Units {
    fn number(&mut self, name: String, share: f64) -> u32 {
        if let Some(known) = self.numbers.get(&name) {
            return *known;
        }
        let number = self.names.len() as u32;
        self.names.push(name.clone());
        self.shares.push(share);
        self.numbers.insert(name, number);
        number
    }

    /// Whether the unit is a class of event words.
    pub fn is_class(&self, unit: u32) -> bool {
        self.names[unit as usize].starts_with('=')
    }

    /// Whether the unit is a number.
    pub fn is_number(&self, unit: u32) -> bool {
        self.names[unit as usize].starts_with('#')
    }
}

/// Shares of news articles that hold some name of an actor, some number.
const ACTOR: f64 = 0.02;
const NUMBER: f64 = 0.01;
/// Sentences of fewer units say too little to be compared.
const LEAST: usize = 3;
/// Weights above this say nothing more.
const HIGHEST: f64 = 6.0;
const LOWEST: f64 = 0.2;

/// The sentences of a corpus as units, event by event.
pub fn read(frames: &Frames) -> (Units, Vec<Event>) {
    let mut units = Units::default();
    let places = Places::new(frames);
    let marks = marks(frames, &places);
    let events = frames.features.text("event");
    let articles = frames.features.text("article_id");
    let event_of: HashMap<&str, &str> = articles.into_iter().zip(events).collect();
    let (roles, outlets, ids) = (frames.sentences.text("role"), frames.sentences.text("outlet"), frames.sentences.text("article_id"));
    let mut outlet_numbers: HashMap<&str, u32> = HashMap::new();
    let mut by_event: BTreeMap<&str, Event> = BTreeMap::new();
    let none = Vec::new();
    for row in 0..frames.sentences.height() {
        if !matches!(roles[row], "body" | "headline") {
            continue;
        }
        let next = outlet_numbers.len() as u32;
        let outlet = *outlet_numbers.entry(outlets[row]).or_insert(next);
        let sequence = sequence(frames, row, marks.get(&row).unwrap_or(&none), &mut units);
        let keys = marks.get(&row).unwrap_or(&none).iter().filter_map(|m| m.key.as_ref());
        let keys: Vec<u32> = keys.map(|k| units.number(format!("key {k}"), NUMBER)).collect();
        if sequence.len() < LEAST {
            continue;
        }
        let event = event_of.get(ids[row]).copied().unwrap_or("").trim();
        by_event.entry(event).or_default().sentences.push(Sentence { row, outlet, sequence, keys, ..Sentence::default() });
    }
    let mut events: Vec<Event> = by_event.into_values().collect();
    events.iter_mut().for_each(|e| weigh(e, &units));
    (units, events)
}

/// Weighs units by how rare they are in the news and in the sentences of the event: the geometric mean of both logarithms
/// (inverse document frequency: Spärck Jones 1972, Journal of Documentation 28, 11-21).
fn weigh(event: &mut Event, units: &Units) {
    let mut frequency: HashMap<u32, usize> = HashMap::new();
    for sentence in &mut event.sentences {
        let mut different = sentence.sequence.clone();
        different.sort_unstable();
        different.dedup();
        different.iter().for_each(|u| *frequency.entry(*u).or_insert(0) += 1);
        sentence.weights = different.into_iter().map(|u| (u, 0.0)).collect();
    }
    let n = event.sentences.len() as f64;
    for sentence in &mut event.sentences {
        for (unit, weight) in &mut sentence.weights {
            let news = (1.0 / units.shares[*unit as usize]).ln().clamp(LOWEST, HIGHEST);
            let here = ((n + 1.0) / frequency[unit] as f64).ln().clamp(LOWEST, HIGHEST);
            *weight = (news * here).sqrt();
        }
        sentence.total = sentence.weights.iter().map(|w| w.1).sum();
    }
}

/// Code points of a sentence that stand for an actor or a number.
struct Mark {
    start: u32,
    end: u32,
    /// The actors, or the value of the figure.
    units: Vec<String>,
    share: f64,
    key: Option<String>,
}

fn marks(frames: &Frames, places: &Places) -> HashMap<usize, Vec<Mark>> {
    let mut out: HashMap<usize, Vec<Mark>> = HashMap::new();
    let t = &frames.labels;
    let (actors, kinds, starts, ends) = (t.text("actor"), t.text("kind"), t.numbers("char_start"), t.numbers("char_end"));
    let point = |x: Option<f64>| x.unwrap_or(0.0) as u32;
    for (i, row) in places.rows(&frames.labels).into_iter().enumerate() {
        // An unlisted actor is known by its name, whose words are units of their own.
        let (Some(row), false) = (row, actors[i] == "unresolved" || kinds[i] == "unlisted") else { continue };
        let units = actors[i].split(';').map(|a| format!("@{a}")).collect();
        out.entry(row).or_default().push(Mark { start: point(starts[i]), end: point(ends[i]), units, share: ACTOR, key: None });
    }
    let t = &frames.figures;
    let (values, starts, ends) = (t.numbers("value"), t.numbers("char_start"), t.numbers("char_end"));
    let (classes, keys) = (t.text("class"), t.text("key"));
    for (i, row) in places.rows(t).into_iter().enumerate() {
        let Some(row) = row else { continue };
        let key = (classes[i] == "claim" && !keys[i].is_empty()).then(|| keys[i].to_string());
        let units = values[i].map(|v| format!("#{v}")).into_iter().collect();
        out.entry(row).or_default().push(Mark { start: point(starts[i]), end: point(ends[i]), units, share: NUMBER, key });
    }
    out
}

fn sequence(frames: &Frames, row: usize, marks: &[Mark], units: &mut Units) -> Vec<u32> {
    let mut out = Vec::new();
    let mut said = vec![false; marks.len()];
    for word in frames.words.of(row) {
        // The innermost mark: a name inside a label is an actor of its own.
        let inside = |m: &&(usize, &Mark)| m.1.start <= word.char_start && word.char_end <= m.1.end && !m.1.units.is_empty();
        let of: Vec<(usize, &Mark)> = marks.iter().enumerate().collect();
        if let Some((i, mark)) = of.iter().filter(inside).min_by_key(|(i, m)| (m.end - m.start, *i)) {
            if !std::mem::replace(&mut said[*i], true) {
                out.extend(mark.units.iter().map(|u| units.number(u.clone(), mark.share)));
            }
            continue;
        }
        let form = frames.words.name(word.form);
        if form.starts_with(|c: char| c.is_ascii_digit()) {
            out.push(units.number(format!("#{}", form.replace(',', "")), NUMBER));
        } else if let Some((name, share)) = ENGLISH.unit(word, &frames.words) {
            out.push(units.number(name, share));
        }
    }
    out
}
