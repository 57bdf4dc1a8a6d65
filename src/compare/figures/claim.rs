//! Claims: what one article says under a key, once for each distinct range and source, with what sets it apart from others.

use super::rules::RULES;
use crate::compare::when;
use crate::frame::Frames;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One comparable claim: what one article says, once for each distinct range and source.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    pub id: String,
    pub outlet: String,
    pub article: String,
    pub published: String,
    /// The event of the article; claims of different events are never paired.
    pub event: String,
    pub key: String,
    pub event_type: String,
    pub victim_class: String,
    pub unit: String,
    pub text: String,
    pub context: String,
    /// The number as stated; `None` for vague quantities.
    pub value: Option<f64>,
    pub low: f64,
    pub high: f64,
    pub modifier: String,
    pub source: String,
    pub as_of: String,
    /// The day that `as_of` names, where it names one that can be told.
    pub day: Option<Date>,
    /// The figure of which this is a part, if the text says so.
    pub part_of: String,
    /// Counts on top of what was counted before ("six further arrests").
    pub further: bool,
    /// Counts bodies that lie or are buried in one place.
    pub bodies: bool,
    /// Further rows of the same article that say the same.
    pub repeats: usize,
    pub sentence: String,
}

impl Claim {
    /// Whether the text calls it a part of another figure.
    pub fn part(&self) -> bool {
        !self.part_of.is_empty()
    }

    /// Whether its sentence names no source.
    pub fn bare(&self) -> bool {
        self.source.is_empty()
    }

    /// What was stated as one number: the middle of nothing vague.
    pub fn stated(&self) -> Option<f64> {
        self.value.or((self.low == self.high).then_some(self.low))
    }

    /// Whether the count only grows while the event lasts.
    pub fn grows(&self) -> bool {
        RULES.cumulative.contains(&self.event_type) && !self.key.ends_with("_share") && !self.key.ends_with("_part")
    }

    /// How high the words let it go, within what can be the same thing: the end of "more than 100" is a convention, no bound.
    pub fn open_high(&self, apart: f64) -> f64 {
        if self.open_up() { self.low * apart } else { self.high }
    }

    /// How low the words let it go.
    pub fn open_low(&self, apart: f64) -> f64 {
        if self.open_down() { self.high / apart } else { self.low }
    }

    /// The day for which it holds: the one that it names; for a count that rises and falls, that of its publication.
    pub fn day_counted(&self) -> Option<Date> {
        self.day.or_else(|| when::day(&self.published).filter(|_| RULES.standing.contains(&self.event_type)))
    }

    /// Whether it is a part of something told elsewhere ("185 of the dead"), and which part is not known.
    pub fn loose_part(&self) -> bool {
        self.key.ends_with("_part")
    }

    pub fn open_up(&self) -> bool {
        self.modifier == "at_least" || self.modifier == "more_than"
    }

    pub fn open_down(&self) -> bool {
        self.modifier == "up_to" || self.modifier == "less_than"
    }
}

/// The comparable claims, by key, time and outlet; what an article says again is counted with the first.
pub fn claims(frames: &Frames) -> Vec<Claim> {
    let mut out: Vec<Claim> = Vec::new();
    for claim in each(frames) {
        // Only the claims of the same article can be repeated, and they stand last.
        let same = |c: &&mut Claim| {
            c.key == claim.key
                && c.unit == claim.unit
                && c.low == claim.low
                && c.high == claim.high
                && c.further == claim.further
                && (claim.source.is_empty() || c.source == claim.source)
        };
        match out.iter_mut().rev().take_while(|c| c.article == claim.article).find(same) {
            Some(earlier) => earlier.repeats += 1,
            None => out.push(claim),
        }
    }
    out.sort_by(|a, b| {
        let place = |c: &Claim| (c.published.is_empty(), when::order(&c.published));
        (&a.key, &a.event, place(a), &a.outlet, &a.id).cmp(&(&b.key, &b.event, place(b), &b.outlet, &b.id))
    });
    out
}

/// Every comparable claim, repeated or not, in the order of figures.csv.
pub fn each(frames: &Frames) -> Vec<Claim> {
    let t = &frames.figures;
    let kinds = t.text("class");
    let (values, low, high) = (t.numbers("value"), t.numbers("low"), t.numbers("high"));
    let text = |name: &str| t.text(name);
    let (ids, outlets, articles, dates, keys) = (text("figure_id"), text("outlet"), text("article_id"), text("published"), text("key"));
    let (events, classes, units, words) = (text("event_type"), text("victim_class"), text("unit"), text("text"));
    let (contexts, modifiers, sources, times) = (text("context"), text("modifier"), text("source"), text("as_of"));
    let (parts, sentences, heads) = (text("part_of"), text("sentence_text"), text("counted_head"));
    let event_of = events_of(frames);
    let mut out: Vec<Claim> = Vec::new();
    for i in (0..t.height()).filter(|i| kinds[*i] == "claim" && !keys[*i].is_empty()) {
        let (Some(low), Some(high)) = (low[i], high[i]) else { continue };
        let further = further(sentences[i], contexts[i]);
        out.push(Claim {
            id: ids[i].into(),
            outlet: outlets[i].into(),
            article: articles[i].into(),
            published: dates[i].into(),
            event: event_of.get(articles[i]).cloned().unwrap_or_default(),
            key: keys[i].into(),
            event_type: events[i].into(),
            victim_class: classes[i].into(),
            unit: units[i].into(),
            text: words[i].into(),
            context: contexts[i].into(),
            value: values[i],
            low,
            high,
            modifier: modifiers[i].into(),
            source: sources[i].into(),
            as_of: times[i].into(),
            day: when::day_of(times[i], dates[i]),
            part_of: parts[i].into(),
            further,
            bodies: RULES.bodies.contains(&heads[i].to_lowercase()),
            repeats: 0,
            sentence: sentences[i].into(),
        });
    }
    out
}

/// Articles that name no event are taken for one event if they were published within so many days.
const ONE_EVENT: i64 = 62;

/// The event of each article: its own, where some name one and it does not; one for all where none does, or the month of
/// publication where they span more than two months.
pub fn events_of(frames: &Frames) -> BTreeMap<String, String> {
    let f = &frames.features;
    let (articles, events, dates) = (f.text("article_id"), f.text("event"), f.text("published"));
    let named = events.iter().any(|e| !e.trim().is_empty());
    let months = spans_events(frames);
    let own = |(i, article): (usize, &str)| {
        let event = match events[i].trim() {
            "" if named => format!("({article})"),
            "" if months => dates[i].get(..7).unwrap_or("").to_string(),
            event => event.to_string(),
        };
        (article.to_string(), event)
    };
    articles.into_iter().enumerate().map(own).collect()
}

/// Whether no article names an event and they span more than two months: then they are hardly about one event.
pub fn spans_events(frames: &Frames) -> bool {
    let f = &frames.features;
    let days = f.text("published").into_iter().filter_map(when::order).map(|s| s.div_euclid(86_400));
    let (first, last) = days.fold((i64::MAX, i64::MIN), |(a, b), d| (a.min(d), b.max(d)));
    f.text("event").iter().all(|e| e.trim().is_empty()) && last.saturating_sub(first) > ONE_EVENT
}

/// Whether a word beside the number or in its phrase says that it is counted anew: "another 12 people", "six further
/// arrests", but not "more than 12" or "12 or more".
fn further(sentence: &str, context: &str) -> bool {
    let lower = context.to_lowercase();
    let before = sentence.find(context).map_or("", |at| &sentence[..at]);
    let last = before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let bound = |i: usize| {
        let next = words.get(i + 1).copied().unwrap_or("");
        let earlier = i.checked_sub(1).and_then(|i| words.get(i)).copied().unwrap_or("");
        next == "than" || earlier == "or" || earlier == "no"
    };
    // What stands behind the first three words describes who is counted ("40 men from the New Valley").
    let inside = words.iter().take(4).enumerate().any(|(i, w)| RULES.further.contains(*w) && !bound(i));
    inside || RULES.further.contains(&last)
}
