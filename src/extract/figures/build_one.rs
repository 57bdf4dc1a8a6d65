//! One figure: what is known of a number put together.

use super::build::{self, Raw, Setting, Special};
use super::event::Thing;
use super::grammar::Form;
use super::line::Line;
use super::{Class, Figure, Modifier, bounds, key, range, time};
use crate::lexicon::figures::FigureWords;
use crate::text::slug;
use std::ops::Range;

/// The figure of a raw number; `out` holds the figures before it, those of this sentence from `first`.
#[allow(clippy::too_many_arguments, reason = "the parts of one sentence; a struct would have this one use")]
pub fn figure(
    line: &Line,
    raw: &Raw,
    index: usize,
    places: &[Range<usize>],
    times: &[Range<usize>],
    setting: &Setting,
    out: &[Figure],
    first: usize,
) -> Option<Figure> {
    let words = setting.words;
    let num = &raw.num;
    let span = line.cover(num.words.clone());
    let others: Vec<Range<usize>> = places.iter().filter(|p| **p != num.words).cloned().collect();
    let thing = build::thing(line, raw, words);
    let hit = build::event(line, raw, &others, words);
    let mut event = hit.map_or(String::new(), |h| words.events[h.event].name.clone());
    let class_of = raw.counted.as_ref().and_then(|c| build::person_class(line, c, words));
    let victim_class = class_of.unwrap_or("").to_string();

    let part_of = part(line, raw, index, thing, words, out, first);
    let same = converted(line, raw, out, first).then(|| &out[out.len() - 1]);
    if let Some(whole) = part_of.and_then(|p| out.get(p)) {
        let own = hit.is_some_and(|h| h.cost <= 2 && words.events[h.event].people);
        if !own && !whole.event_type.is_empty() && matches!(thing, Thing::People | Thing::None) {
            event = whole.event_type.clone();
        }
    }
    let old = range::old_value(line, &raw.num, words);
    // "50,000 fled, up from 20,000 on Monday"
    if old
        && event.is_empty()
        && raw.unit.is_none()
        && raw.counted.is_none()
        && let Some(new) = out.last().filter(|_| out.len() > first)
    {
        event = new.event_type.clone();
    }
    let (unit, fallback) = unit_and_event(line, raw, thing, &event, words);
    if event.is_empty() || !fallback.is_empty() && !matches!(event.as_str(), "salary" | "rise" | "fall") {
        event = if fallback.is_empty() { event } else { fallback };
    }
    // "down 1.8 to 2.7 degrees (3.2 to 4.9 Fahrenheit)", "were down 2.3%, Orra Bank by 2.6%": what is left out was said before.
    let told = same.or_else(|| restated(line, raw, out, first).then(|| &out[out.len() - 1]));
    if let Some(told) = told.or_else(|| elliptic(line, raw, &event, &unit.0, out, first))
        && matches!(told.event_type.as_str(), "rise" | "fall")
    {
        event = told.event_type.clone();
    }
    let class = build::class(line, raw, &event, hit.is_some_and(|h| h.cost <= 3), words);
    let said = match same {
        Some(whole) if raw.hedge.modifier == Modifier::Exact && whole.modifier != Modifier::Vague => whole.modifier,
        _ => raw.hedge.modifier,
    };

    let mut shown = num.clone();
    let share = matches!(&num.form, Form::Fraction);
    let unit = if share && setting.convention.fraction == "percent" && unit.1 {
        (shown.low, shown.high) = (round(num.low * 100.0), round(num.high * 100.0));
        "percent".to_string()
    } else if matches!(&num.form, Form::Vague { name, .. } if name == "most") {
        "percent".to_string()
    } else {
        unit.0
    };
    let counts = raw.unit.is_none() && !share;
    let bounds = bounds::of(&shown, said, counts, setting.convention);
    let modifier = if matches!(raw.special, Special::Span) && bounds.modifier == Modifier::Vague && raw.hedge.modifier == Modifier::Exact {
        Modifier::About
    } else {
        bounds.modifier
    };
    let (mut value, mut low, mut high) = (bounds.value, bounds.low, bounds.high);
    if matches!(&num.form, Form::Vague { name, .. } if name == "decade") {
        value = Some(num.high);
    }
    let (mut column, scale) = short_time(raw, &unit, value);
    (value, low, high) = (value.map(|v| v * scale), low * scale, high * scale);
    if column == "decades" {
        column = "years".into();
        if scale == 1.0 && !matches!(num.form, Form::Vague { .. }) {
            (value, low, high) = (value.map(|v| v * 10.0), low * 10.0, high * 10.0);
        } else if let Form::Vague { .. } = num.form {
            value = value.map(|v| v * 10.0);
        }
    }

    let part_kind = match part_of {
        Some(whole) if whole < first => Part::Earlier,
        _ => Part::No,
    };
    let context = context(line, raw);
    let measured = num.words.start..raw.unit.as_ref().map_or(num.words.end, |u| u.end.max(num.words.end));
    let time = time::nearest(line, &measured, times);
    let (voice, quote, source) = build::source(setting, span);
    let key = keyed(line, raw, &event, &victim_class, time, hit.map(|h| h.at), setting, part_kind);
    let counted = raw.counted.as_ref().map(|c| line.cover(c.words.clone()));
    let convention = if bounds.named { setting.convention.name.clone() } else { String::new() };
    let rule = rule(raw, hit.map(|h| h.at < num.words.start));
    Some(Figure {
        span,
        context,
        value,
        low: Some(low),
        high: Some(high),
        modifier,
        unit: column,
        counted: counted.map_or(String::new(), |c| c.of(line.doc.text).to_string()),
        counted_head: raw.counted.as_ref().map(|c| line.at(c.head)),
        event_type: event,
        victim_class,
        source,
        as_of: time.map_or(String::new(), |t| line.cover(t.clone()).of(line.doc.text).to_string()),
        // What a figure was before it changed is no claim of what it is.
        key: if class == Class::Claim && !old { key } else { String::new() },
        voice,
        quote,
        convention,
        class,
        part_of,
        sentence: index,
        rule,
    })
}

/// Whether a figure is a part of one in an earlier sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    No,
    Earlier,
}

fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}

/// The unit's name (and whether a share may become percent), and the event that the unit alone tells.
fn unit_and_event(line: &Line, raw: &Raw, thing: Thing, event: &str, words: &FigureWords) -> ((String, bool), String) {
    let own = |name: &str, event: &str| ((name.to_string(), false), event.to_string());
    match &raw.special {
        Special::Rank(_) => return own("rank", "rank"),
        Special::Age => return own("years", "age"),
        _ => {}
    }
    if let Some(unit) = &raw.unit {
        let kind = words.units[unit.unit].kind.as_str();
        let fact = match kind {
            "time" if words.set("age_before").before(&line.words, raw.num.words.start).is_some() => "age",
            "time" => "duration",
            "length" => "distance",
            "money" => "money",
            // "the six-year-old conflict"
            "age" if words.set("war").at(&line.words, unit.end).is_some() => "duration",
            "age" => "age",
            "percent" if event.is_empty() => "share",
            _ => "",
        };
        let name = match unit.name.as_str() {
            "years of age" => "years",
            "months of age" => "months",
            "weeks of age" => "weeks",
            "days of age" => "days",
            name => name,
        };
        let keep = matches!(event, "salary" | "rise" | "fall");
        return own(name, if keep { event } else { fact });
    }
    let people = words.events.iter().any(|e| e.name == event && e.people);
    let whole = raw.num.high.fract() == 0.0 && raw.num.low >= 0.0;
    let name = match (thing, &raw.counted) {
        (Thing::People, _) => "persons".into(),
        (Thing::None, _) if (people || line.word(raw.num.words.end) == "of" && line.word(raw.num.words.end + 1) == "whom") && whole => {
            "persons".into()
        }
        (_, Some(c)) => line.word(c.head).to_string(),
        _ => String::new(),
    };
    ((name, true), String::new())
}

/// "a week" and "week-long" are 7 days; the codebook tells lengths of one unit in the unit below, but for years.
fn short_time(raw: &Raw, unit: &str, value: Option<f64>) -> (String, f64) {
    match (&raw.special, unit, value) {
        (Special::Span, "weeks", Some(_)) => ("days".into(), 7.0),
        _ => (unit.to_string(), 1.0),
    }
}

fn context(line: &Line, raw: &Raw) -> crate::text::Span {
    let mut start = raw.num.words.start.min(raw.hedge.start);
    let mut end = raw.num.words.end.max(raw.hedge.end);
    if let Some(unit) = &raw.unit {
        (start, end) = (start.min(unit.start), end.max(unit.end));
    }
    if let Some(counted) = &raw.counted {
        end = end.max(counted.words.end);
    }
    line.cover(start..end.min(line.len()).max(start + 1))
}

/// "40 km (25 mi)", "$5 million (£4 million)", "224 kW / 300 PS": the figure before in another unit.
fn converted(line: &Line, raw: &Raw, out: &[Figure], first: usize) -> bool {
    close(line, raw, out, first, |mark| matches!(mark, "(" | "/"))
}

/// "Fell 3.2 points, or 2.1 per cent": the same change told in another measure.
fn restated(line: &Line, raw: &Raw, out: &[Figure], first: usize) -> bool {
    close(line, raw, out, first, |mark| mark == "or")
}

/// Whether a measure stands right behind the one before, with such a mark between.
fn close(line: &Line, raw: &Raw, out: &[Figure], first: usize, mark: impl Fn(&str) -> bool) -> bool {
    let opener = raw.unit.as_ref().map_or(raw.num.words.start, |u| u.start.min(raw.num.words.start)).min(raw.hedge.start);
    let number = line.at(opener).start;
    let close = |f: &Figure| f.context.end < number && number - f.context.end <= 5;
    out.len() > first
        && raw.unit.is_some()
        && mark(line.back(opener, 1))
        && out.last().is_some_and(|f| close(f) && f.counted_head.is_none() && !f.unit.is_empty())
}

/// "were down 2.3%, Orra Bank by 2.6%": the verb is that of the figure before.
fn elliptic<'f>(line: &Line, raw: &Raw, event: &str, unit: &str, out: &'f [Figure], first: usize) -> Option<&'f Figure> {
    let last = out.last().filter(|f| out.len() > first && f.unit == unit)?;
    let start = raw.unit.as_ref().map_or(raw.num.words.start, |u| u.start).min(raw.hedge.start).min(raw.num.words.start);
    (line.back(start, 1) == "by" && matches!(event, "" | "share" | "money")).then_some(last)
}

/// The figure that this one is a part or another unit of.
fn part(line: &Line, raw: &Raw, index: usize, thing: Thing, words: &FigureWords, out: &[Figure], first: usize) -> Option<usize> {
    let start = raw.hedge.start.min(raw.num.words.start);
    let people = |f: &Figure| f.unit == "persons";
    let here = out.len() > first;
    if converted(line, raw, out, first) {
        return Some(out.len() - 1);
    }
    if !matches!(thing, Thing::People | Thing::None) {
        return None;
    }
    let cue = (0..3).any(|k| start.checked_sub(k).is_some_and(|at| words.set("part").before(&line.words, at).is_some()));
    let cue = cue || words.set("part_after").at(&line.words, raw.num.words.end).is_some();
    if cue && here {
        let whole = (first..out.len()).rev().take(build::NEAR).find(|i| people(&out[*i]))?;
        return Some(out[whole].part_of.filter(|_| !out[whole].victim_class.is_empty()).unwrap_or(whole));
    }
    if cue && !here {
        let near = (0..first).rev().take(build::NEAR);
        return near.take_while(|i| out[*i].sentence + 1 >= index).find(|i| people(&out[*i]) && out[*i].part_of.is_none());
    }
    // "including 104 civilians and 23 soldiers": the list goes on.
    let last = out.last().filter(|f| here && f.part_of.is_some() && people(f))?;
    let between = line.doc.tokens_in(crate::text::Span::new(last.context.end, line.at(start).start.max(last.context.end)));
    let joined = between.len() <= 2 && between.clone().all(|t| matches!(line.doc.word(t), "," | "and"));
    (joined && !between.is_empty()).then_some(last.part_of).flatten()
}

/// The key under which claims are compared; "" where nothing else could be compared with it.
#[allow(clippy::too_many_arguments, reason = "as above")]
fn keyed(
    line: &Line,
    raw: &Raw,
    event: &str,
    class: &str,
    time: Option<&Range<usize>>,
    at: Option<usize>,
    setting: &Setting,
    part: Part,
) -> String {
    let words = setting.words;
    let near = raw.num.words.start..raw.hedge.end.max(raw.num.words.end);
    match (&raw.special, event) {
        (Special::Rank(place), _) => return if place.is_empty() { String::new() } else { format!("rank_city_{place}") },
        (_, "distance") => {
            let places = key::places(line, near, words);
            return if places.contains('_') { format!("distance_{places}") } else { String::new() };
        }
        (_, "duration") => {
            let noun = raw.unit.as_ref().map_or(raw.num.words.end, |u| u.end);
            let of = super::counted::of(line, noun, words).map(|c| slug(line.raw(c.head)));
            return of
                .filter(|n| !n.is_empty())
                .map_or(String::new(), |n| format!("duration_{}", if words.set("war").has(&n) { "war" } else { &n }));
        }
        _ => {}
    }
    let Some(kind) = words.events.iter().find(|e| e.name == event && !e.key.is_empty()) else { return String::new() };
    let who = if !kind.people {
        String::new()
    } else if class.is_empty() {
        "_total".into()
    } else {
        format!("_{class}")
    };
    let scope = key::time_scope(line, time, raw.num.words.start, setting.published, words);
    let counted_end = raw.counted.as_ref().map_or(raw.num.words.end, |c| c.words.end);
    let place = if kind.name == "fled" || part == Part::Earlier {
        let from = at.unwrap_or(counted_end).max(counted_end);
        let named =
            if kind.name == "fled" { key::name_in(line, raw.counted.as_ref().map(|c| c.words.clone()), words) } else { String::new() };
        if named.is_empty() { key::place_scope(line, counted_end..from + 5, words) } else { named }
    } else {
        String::new()
    };
    let who = if kind.name == "fled" && !place.is_empty() && class.is_empty() { String::new() } else { who };
    // A share of the dead is not compared with their number.
    let share =
        if raw.unit.as_ref().is_some_and(|u| u.name == "percent") || matches!(raw.num.form, Form::Fraction) { "_share" } else { "" };
    // "185 of the dead" is a part of a number told elsewhere, and never that number.
    let end = raw.num.words.end;
    let of_them = matches!(line.word(end + 1), "the" | "those" | "them") && line.word(end) == "of";
    let share = if of_them && kind.people && share.is_empty() { "_part" } else { share };
    format!("{}{who}{place}{scope}{share}", kind.key)
}

fn rule(raw: &Raw, event_before: Option<bool>) -> String {
    let form = match (&raw.special, &raw.num.form) {
        (Special::Rank(_), _) => "rank",
        (Special::Age, _) => "age",
        (Special::Span, _) => "length",
        (_, Form::Range) => "range",
        (_, Form::Vague { .. }) => "vague",
        (_, Form::Fraction) => "share",
        (_, Form::Exact) if raw.num.digits => "digits",
        _ => "words",
    };
    format!(
        "{form}{}{}",
        if raw.unit.is_some() { "+unit" } else { "" },
        match event_before {
            Some(true) => "+event-before",
            Some(false) => "+event",
            None => "",
        }
    )
}
