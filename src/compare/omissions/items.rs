//! The things that an outlet can have or lack: figures, sources, kinds of source, actors, names, labels, themes, facts.

use super::super::speakers::{Attribution, attributions};
use super::super::{known, spaced};
use super::facts;
use super::status::{Moment, Status, status};
use crate::frame::{Frames, Table};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Something that was found in at least one outlet.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// `figure`, `source`, `source_type`, `actor`, `name`, `label`, `theme` or `fact`.
    pub kind: &'static str,
    /// The event as the articles give it; empty where they give none.
    pub event: String,
    /// For people: `displaced_total`, `“rebel” for anti-government forces`, the sentence of a fact.
    pub name: String,
    /// Outlet to the evidence rows, in their order.
    pub outlets: BTreeMap<String, Vec<String>>,
    /// The articles that have it.
    pub articles: BTreeSet<String>,
}

impl Item {
    /// Rows in all outlets.
    pub fn n(&self) -> usize {
        self.outlets.values().map(Vec::len).sum()
    }
}

/// The articles of an outlet on an event: when they came out, and their body words.
#[derive(Debug, Default)]
struct Own {
    moments: Vec<Option<Moment>>,
    words: usize,
}

/// What is known of the articles on one event by outlet.
#[derive(Debug, Default)]
pub struct Coverage {
    pub outlets: Vec<String>,
    /// Event to outlet to the moments of its articles with text, and to their body words.
    own: BTreeMap<String, BTreeMap<String, Own>>,
    published: HashMap<String, Option<Moment>>,
    event: HashMap<String, String>,
    /// Whether the articles are of more than one event.
    pub several_events: bool,
}

impl Coverage {
    pub fn new(frames: &Frames) -> Coverage {
        let f = &frames.features;
        let (articles, outlets, events, dates) = (f.text("article_id"), f.text("outlet"), f.text("event"), f.text("published"));
        let (words, all_words) = (f.numbers("body_words"), f.numbers("words"));
        let mut out = Coverage { outlets: frames.outlets(), ..Coverage::default() };
        for i in 0..f.height() {
            let moment = Moment::read(dates[i]);
            out.published.insert(articles[i].to_string(), moment);
            out.event.insert(articles[i].to_string(), events[i].to_string());
            let body = words[i].unwrap_or(0.0) as usize;
            if body > 0 || all_words[i].unwrap_or(0.0) > 0.0 {
                let entry = out.own.entry(events[i].to_string()).or_default().entry(outlets[i].to_string()).or_default();
                entry.moments.push(moment);
                entry.words += body;
            }
        }
        out.several_events = events.iter().collect::<BTreeSet<_>>().len() > 1;
        out
    }

    fn own(&self, item: &Item, outlet: &str) -> Option<&Own> {
        self.own.get(&item.event)?.get(outlet)
    }

    /// Body words of the outlet's articles on the item's event.
    pub fn words(&self, item: &Item, outlet: &str) -> usize {
        self.own(item, outlet).map_or(0, |o| o.words)
    }

    /// Body words of all articles of the outlet.
    pub fn all_words(&self, outlet: &str) -> usize {
        self.own.values().filter_map(|of| of.get(outlet)).map(|o| o.words).sum()
    }

    /// How many outlets but this one have an article on the item's event.
    pub fn others(&self, item: &Item, outlet: &str) -> usize {
        self.own.get(&item.event).map_or(0, |of| of.len() - usize::from(of.contains_key(outlet)))
    }

    /// How many outlets but this one have an article on the event of one of the items.
    pub fn others_of_any(&self, items: &[&Item], outlet: &str) -> usize {
        let outlets = items.iter().filter_map(|i| self.own.get(&i.event)).flat_map(|of| of.keys());
        outlets.filter(|o| *o != outlet).collect::<BTreeSet<_>>().len()
    }

    /// Body words of their articles.
    pub fn other_words(&self, item: &Item, outlet: &str) -> usize {
        let of = self.own.get(&item.event).into_iter().flatten();
        of.filter(|(o, _)| *o != outlet).map(|(_, own)| own.words).sum()
    }

    /// Whether and why an outlet lacks the item.
    pub fn status(&self, item: &Item, outlet: &str) -> Status {
        let own = self.own(item, outlet).map_or(&[][..], |o| o.moments.as_slice());
        let reports: Vec<Option<Moment>> = item.articles.iter().map(|a| self.published.get(a).copied().flatten()).collect();
        status(item.outlets.contains_key(outlet), own, &reports)
    }

    /// Mentions that the outlet's words would hold at the rate of the others; `None` where the others have no words.
    pub fn expected(&self, item: &Item, outlet: &str) -> Option<f64> {
        let words = self.other_words(item, outlet);
        let n = item.n() - item.outlets.get(outlet).map_or(0, Vec::len);
        (words > 0).then(|| n as f64 / words as f64 * self.words(item, outlet) as f64)
    }
}

/// Puts evidence together: kind, event and name to the item.
struct Collector<'c> {
    coverage: &'c Coverage,
    items: BTreeMap<(&'static str, String, String), Item>,
}

impl Collector<'_> {
    fn add(&mut self, kind: &'static str, name: String, (article, outlet, id): (&str, &str, &str)) {
        let event = self.coverage.event.get(article).cloned().unwrap_or_default();
        let item = self.items.entry((kind, event.clone(), name)).or_insert_with_key(|(kind, event, name)| Item {
            kind,
            event: event.clone(),
            name: name.clone(),
            ..Item::default()
        });
        item.outlets.entry(outlet.to_string()).or_default().push(id.to_string());
        item.articles.insert(article.to_string());
    }
}

/// All items, most widespread first; those of one breadth by kind and name.
pub fn items(frames: &Frames, coverage: &Coverage) -> Vec<Item> {
    let mut all = Collector { coverage, items: BTreeMap::new() };
    figures(&frames.figures, &mut all);
    let quotes = attributions(frames);
    quotes.iter().for_each(|a| quote(a, &mut all));
    actors(frames, &mut all);
    themes(frames, &mut all);
    let mut out: Vec<Item> = all.items.into_values().collect();
    out.extend(facts::items(frames).into_iter().map(|mut fact| {
        let first = fact.articles.first().and_then(|a| coverage.event.get(a));
        fact.event = first.cloned().unwrap_or_default();
        fact
    }));
    out.sort_by(|a, b| b.outlets.len().cmp(&a.outlets.len()).then_with(|| (a.kind, &a.name, &a.event).cmp(&(b.kind, &b.name, &b.event))));
    out
}

fn figures(t: &Table, all: &mut Collector) {
    let (articles, outlets, ids) = (t.text("article_id"), t.text("outlet"), t.text("figure_id"));
    let (classes, keys) = (t.text("class"), t.text("key"));
    for i in (0..t.height()).filter(|i| classes[*i] == "claim" && !keys[*i].is_empty()) {
        all.add("figure", keys[i].to_string(), (articles[i], outlets[i], ids[i]));
    }
}

fn quote(a: &Attribution, all: &mut Collector) {
    let at = (a.article, a.outlet, a.id);
    if a.named() {
        all.add("source", a.source.to_string(), at);
    }
    if a.known() && a.source_type != "other" {
        all.add("source_type", a.source_type.to_string(), at);
    }
}

/// Actors named or described, proper names, and descriptive labels by whom they mean.
fn actors(frames: &Frames, all: &mut Collector) {
    let t = &frames.labels;
    let listed = known(frames);
    let (articles, outlets, ids) = (t.text("article_id"), t.text("outlet"), t.text("label_id"));
    let (kinds, groups, whom, named) = (t.text("kind"), t.text("label_group"), t.text("actor"), t.flags("named"));
    // Names that lexicons list: an unlisted mention of the same name is another mention of it.
    let names: BTreeSet<&str> = (0..t.height()).filter(|i| kinds[*i] == "name").map(|i| groups[i]).collect();
    for i in 0..t.height() {
        let at = (articles[i], outlets[i], ids[i]);
        let unlisted = kinds[i] == "unlisted";
        if unlisted && listed {
            if names.contains(whom[i]) {
                all.add("name", whom[i].to_string(), at);
            }
            continue;
        }
        let own: Vec<&str> = whom[i].split(';').filter(|a| !a.is_empty() && *a != "unresolved" && *a != "other").collect();
        own.iter().for_each(|actor| all.add("actor", spaced(actor), at));
        if kinds[i] == "name" {
            all.add("name", groups[i].to_string(), at);
        } else if named[i] != Some(true) && !groups[i].is_empty() {
            let of: Vec<String> = own.iter().map(|a| spaced(a)).collect();
            let name = if of.is_empty() { format!("“{}”", groups[i]) } else { format!("“{}” for {}", groups[i], of.join(" and ")) };
            all.add("label", name, at);
        }
    }
}

fn themes(frames: &Frames, all: &mut Collector) {
    let s = &frames.sentences;
    let numbers = |t: &Table| -> Vec<usize> { t.numbers("sentence").into_iter().map(|n| n.unwrap_or(0.0) as usize).collect() };
    let (s_articles, s_parts, s_numbers, s_ids) = (s.text("article_id"), s.text("part"), numbers(s), s.text("sentence_id"));
    let ids: HashMap<(&str, &str, usize), &str> = (0..s.height()).map(|i| ((s_articles[i], s_parts[i], s_numbers[i]), s_ids[i])).collect();
    let t = &frames.themes;
    let (articles, outlets, parts, sentences, themes) =
        (t.text("article_id"), t.text("outlet"), t.text("part"), numbers(t), t.text("theme"));
    for i in 0..t.height() {
        let id = ids.get(&(articles[i], parts[i], sentences[i])).copied().unwrap_or("");
        all.add("theme", spaced(themes[i]), (articles[i], outlets[i], id));
    }
}
