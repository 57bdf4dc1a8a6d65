//! From numbers to figures: unit, hedge, thing counted, event, source and key of every number of a document.

use super::event::{self, Hit, Thing};
use super::grammar::{self, Form, Num};
use super::line::Line;
use super::number::Style;
use super::{Class, Figure, Modifier, candidate, counted, lookalike, modifier, range, rank, share, time, unit};
use crate::corpus::Article;
use crate::extract::{Settings, Voices};
use crate::lexicon::figures::{Convention, FigureWords};
use crate::text::{Document, Kind, Role, Span, Tag};
use std::ops::Range;

/// How many figures and time expressions on either side are looked at.
pub const NEAR: usize = 20;

/// What every sentence needs of its document.
pub struct Setting<'a> {
    pub words: &'a FigureWords,
    pub convention: &'a Convention,
    pub style: Style,
    pub published: Option<&'a str>,
    pub voices: &'a Voices<'a>,
}

/// The figures of a document, in text order.
pub fn figures(doc: &Document, article: &Article, voices: &Voices, words: &FigureWords, settings: &Settings) -> Vec<Figure> {
    let Some(convention) = words.convention(&settings.convention) else { return Vec::new() };
    let mut style = Style::default();
    doc.tokens.iter().filter(|t| t.kind == Kind::Number).for_each(|t| style.see(t.span.of(doc.text)));
    let setting = Setting { words, convention, style, published: article.published.as_deref(), voices };
    let mut out: Vec<Figure> = Vec::new();
    for (index, sentence) in doc.sentences.iter().enumerate() {
        if matches!(sentence.role, Role::Metadata | Role::Boilerplate) {
            continue;
        }
        if !sentence.tokens.clone().any(|t| candidate::promising(doc, t, words)) {
            continue;
        }
        let line = Line::new(doc, sentence, words);
        if (0..line.len()).any(|i| candidate::fits(&line, i, words)) {
            sentence_figures(&line, index, &setting, &mut out);
        }
    }
    out
}

/// A number that was found, before it is understood.
pub struct Raw {
    pub num: Num,
    pub unit: Option<unit::Found>,
    pub hedge: modifier::Hedge,
    pub counted: Option<counted::Counted>,
    /// A rank's place, a duration in words ("week-long").
    pub special: Special,
}

/// Figures that are no plain number.
#[derive(Debug, Clone, PartialEq)]
pub enum Special {
    None,
    Rank(String),
    /// "week-long", "a week of": one of the unit.
    Span,
    Age,
}

fn sentence_figures(line: &Line, index: usize, setting: &Setting, out: &mut Vec<Figure>) {
    let words = setting.words;
    let blocked = lookalike::blocked(line, words);
    let mut raws: Vec<Raw> = Vec::new();
    let mut i = 0;
    while i < line.len() {
        if blocked[i] || !candidate::begins(line, i, words) {
            i += 1;
            continue;
        }
        let raw = special(line, i, words).or_else(|| plain(line, i, &blocked, setting));
        i = match &raw {
            Some(raw) => raw.num.words.end.max(i + 1),
            None => i + 1,
        };
        raws.extend(raw);
    }
    share::units(line, &mut raws, words);
    let places: Vec<Range<usize>> = raws.iter().map(|r| r.num.words.clone()).collect();
    let times = if raws.is_empty() { Vec::new() } else { time::expressions(line, words) };
    let first = out.len();
    for (i, raw) in raws.iter().enumerate() {
        // Only neighbours matter; a "sentence" may be a table of ten thousand numbers.
        let places = &places[i.saturating_sub(NEAR)..(i + NEAR).min(places.len())];
        let figure = super::build_one::figure(line, raw, index, places, time::around(&times, &raw.num.words), setting, out, first)
            .filter(|f| stated(raw, f));
        out.extend(figure);
    }
}

/// "Several innovations", "most of us": vague words that state no fact are no figures.
fn stated(raw: &Raw, figure: &Figure) -> bool {
    let weak =
        matches!(&raw.num.form, Form::Vague { name, times } if *times == 1.0 && matches!(name.as_str(), "several" | "multiple" | "most"));
    !weak || !figure.event_type.is_empty()
}

/// Ranks, and durations whose number is not said.
fn special(line: &Line, i: usize, words: &FigureWords) -> Option<Raw> {
    if let Some(rank) = rank::of(line, i, words) {
        let place = rank::place(line, &rank, words);
        let num = plain_num(rank.words.clone(), rank.value);
        let end = (rank.noun + 1).min(line.len());
        let hedge = modifier::Hedge { modifier: Modifier::Exact, start: i, end };
        let counted = Some(counted::Counted { words: rank.noun..end, head: rank.noun });
        return Some(Raw { num, unit: None, hedge, counted, special: Special::Rank(place) });
    }
    duration(line, i, words)
}

fn plain_num(words: Range<usize>, value: f64) -> Num {
    Num { words, low: value, high: value, form: Form::Exact, digits: false, bare: false, scaled: false, decimal: None }
}

/// "week-long", "decade-long", "a week of fighting", "nearly a decade", "in a week".
fn duration(line: &Line, i: usize, words: &FigureWords) -> Option<Raw> {
    let unit =
        |at: usize| words.unit_forms.get(line.word(at)).copied().filter(|u| words.units[*u].kind == "time" && line.word(at) != "second");
    let long = |at: usize| line.is_hyphen(at) && line.word(at + 1) == "long" || line.word(at) == "long" && line.word(at - 1).ends_with('s');
    let numbered = i > 0 && (line.is_number(i - 1) || words.numbers.contains_key(line.back(i, 1)) || line.is_hyphen(i - 1));
    let (at, range) = if long(i + 1) && unit(i).is_some() && !numbered {
        (i, i..i + 1)
    } else if matches!(line.word(i), "a" | "an") && unit(i + 1).is_some() {
        let hedged = words.before.before(&line.words, i).is_some_and(|(m, _)| *m != Modifier::Exact && *m != Modifier::LessThan);
        let of = line.word(i + 2) == "of";
        let joined = line.is_hyphen(i + 2);
        if !(hedged || of) || joined || words.set("ago").has(line.word(i + 2)) && !of {
            return None;
        }
        (i + 1, i..i + 2)
    } else {
        return None;
    };
    let found = unit(at)?;
    let mut num = plain_num(range.clone(), 1.0);
    let name = words.units[found].name.clone();
    let end = if long(at + 1) { (at + 3).min(line.len()) } else { at + 1 };
    let counted = counted::of(line, end, words);
    let hedge = modifier::of(line, i, end, end, words);
    if name == "decades" {
        num.form = Form::Vague { name: "decade".into(), times: 1.0 };
    }
    let unit = Some(unit::Found { unit: found, name, start: i, end, counts: None });
    Some(Raw { num, unit, hedge, counted, special: Special::Span })
}

/// A number with its unit, hedge and noun; `None` if it is none of a figure's.
fn plain(line: &Line, i: usize, blocked: &[bool], setting: &Setting) -> Option<Raw> {
    let words = setting.words;
    let num = grammar::number(line, i, words, setting.style)?;
    if blocked[num.words.clone()].iter().any(|b| *b) {
        return None;
    }
    let mut num = range::join(line, num, blocked, setting);
    let measure = |num: &Num| {
        // "from 208 pounds to 193"
        let unit = unit::of(line, num, words).or_else(|| {
            let first = grammar::number(line, num.words.start, words, setting.style).filter(|_| num.form == Form::Range)?;
            unit::behind(line, &first, words).map(|u| unit::Found { end: num.words.end, ..u })
        });
        let (start, end) = unit.as_ref().map_or((num.words.start, num.words.end), |u| (u.start, u.end.max(num.words.end)));
        let hedge = modifier::of(line, start, num.words.end, end, words);
        (unit, hedge, end)
    };
    let (mut unit, mut hedge, mut end) = measure(&num);
    if let Some(both) = range::bounded(line, &num, hedge.modifier, blocked, setting) {
        num = both;
        let start = hedge.start;
        (unit, hedge, end) = measure(&num);
        hedge = modifier::Hedge { modifier: Modifier::Exact, start, end: hedge.end };
    }
    if let Some((both, whole)) = range::compound(line, &num, blocked, setting) {
        (num, end) = (both, whole.end);
        hedge = modifier::of(line, whole.start, num.words.end, end, words);
        unit = Some(whole);
    }
    if words.set("below_zero").at(&line.words, end).is_some() {
        (num.low, num.high) = (-num.high.abs(), -num.low.abs());
    }
    let measured = unit.is_some();
    let counted = match &unit {
        Some(unit) => unit.counts.clone().map(|words| counted::Counted { head: words.end.saturating_sub(1), words }),
        None => counted::of(line, num.words.end, words),
    };
    if !measured && dropped(line, &num, counted.as_ref(), words) {
        return None;
    }
    let counted = counted.map(|c| attribute(line, &num, c, words));
    // "injured seven Homs Governor …": a name of one thing is not what two or more count.
    let counted = counted.filter(|c| {
        num.high <= 1.0 || line.tag(c.head) != Tag::Nnp || line.word(c.head).ends_with('s') || person_class(line, c, words).is_some()
    });
    let hedge = behind_noun(line, hedge, counted.as_ref(), words);
    // 115.000: thousandths only of a measure.
    if let Some(decimal) = num.decimal {
        let round = line.word(num.words.start).ends_with("000");
        if !round && !setting.style.continental() && (measured || counted.is_none()) {
            (num.low, num.high) = (decimal, decimal);
        }
    }
    let special = if !measured && age(line, &num, &hedge, counted.as_ref(), words) { Special::Age } else { Special::None };
    Some(Raw { num, unit, hedge, counted, special })
}

/// "A 72,000 bpd plant", "a 5 star hotel": two or more count the first noun of a phrase in the singular, not its head.
fn attribute(line: &Line, num: &Num, c: counted::Counted, words: &FigureWords) -> counted::Counted {
    let first = c.words.start;
    let singular = c.words.clone().all(|i| line.tag(i) == Tag::Nn && !line.word(i).ends_with('s'));
    let known = |i: usize| words.persons.has(line.word(i)) || words.event_nouns.has(line.word(i));
    let measure = num.high > 1.0 && num.form == Form::Exact && first == num.words.end && c.words.len() > 1 && singular;
    if !measure || c.words.clone().any(known) || person_class(line, &c, words).is_some() {
        return c;
    }
    counted::Counted { words: first..first + 1, head: first }
}

/// "Forty villagers or more": the hedge stands behind the noun.
fn behind_noun(line: &Line, hedge: modifier::Hedge, counted: Option<&counted::Counted>, words: &FigureWords) -> modifier::Hedge {
    let Some(end) = counted.map(|c| c.words.end).filter(|_| hedge.modifier == Modifier::Exact) else { return hedge };
    match words.after.at(&line.words, end) {
        Some((modifier, n)) => modifier::Hedge { modifier: *modifier, start: hedge.start, end: end + n },
        None => hedge,
    }
}

/// Numbers that state nothing: "one" for a person or thing, "one of the few", names of makes ("20 Ultra"), views of a page.
fn dropped(line: &Line, num: &Num, counted: Option<&counted::Counted>, words: &FigureWords) -> bool {
    let (start, end) = (num.words.start, num.words.end);
    let one = line.word(start) == "one" && num.words.len() == 1;
    let pronoun = one
        && counted.is_none()
        && words.event_after.at(&line.words, end + 1).is_none()
        && words.event_after.at(&line.words, end).is_none();
    let named = counted.filter(|c| {
        num.bare
            && num.high < 100_000.0
            && line.word(end) != "of"
            && c.words.start == end
            && line.tag(c.head) != Tag::Nns
            && line.tag(c.head) != Tag::Nnps
            && line.capital(c.head)
    });
    let make =
        named.is_some_and(|c| !line.word(c.head).ends_with('s') && build_person(line, c, words) && !line.word(c.head).ends_with("men"));
    let furniture = line.len() < 10 && counted.is_some_and(|c| words.set("furniture").has(line.word(c.head)));
    pronoun || make || furniture
}

fn build_person(line: &Line, counted: &counted::Counted, words: &FigureWords) -> bool {
    person_class(line, counted, words).is_none()
}

/// "Mohamed, 25, said": between commas behind a name; "aged 25"; "she was 21 when"; "people over 65".
fn age(line: &Line, num: &Num, hedge: &modifier::Hedge, counted: Option<&counted::Counted>, words: &FigureWords) -> bool {
    let (start, end) = (num.words.start, num.words.end);
    let plain = matches!(num.form, Form::Exact | Form::Range);
    let sane = num.high <= 115.0 && num.high >= 1.0 && plain && num.low >= 0.0;
    let from = hedge.start.min(start);
    let cue = [start, from].iter().any(|at| words.set("age_before").before(&line.words, *at).is_some());
    let bare = counted.is_none() && num.high.fract() == 0.0;
    let be = words.set("be").before(&line.words, from).map(|(_, n)| from - n);
    let who = bare && be.is_some_and(|at| words.set("age_subject").has(line.back(at, 1))) && ends_clause(line, end, words);
    let bound = line.back(start, 1);
    let whom = bare && from < start && words.set("age_bound").has(bound) && from > 0 && person_before(line, from - 1, words);
    let topic = |at: usize| words.set("age_topic").at(&line.words, at).is_some();
    let level = be.is_some() || words.set("level_before").has(line.back(from, 1));
    let topic = bare && level && (from.saturating_sub(TOPIC)..from).any(topic);
    if sane && (who || whom || topic) {
        return true;
    }
    let name = start > 1 && line.word(start - 1) == "," && line.is_name(start - 2) && num.bare && line.is_stop(end) && line.glued(end);
    // "aged 40 and 52", but not "aged 40 people".
    let next = end + usize::from(line.word(end) == "and");
    let people = line.is_word(next) && words.persons.has(line.word(end));
    sane && (cue && !people || name)
}

/// How far before a number its topic ("life expectancy") may stand.
const TOPIC: usize = 10;

/// Behind a number, the clause is over or goes on with "when", "and", "in".
fn ends_clause(line: &Line, end: usize, words: &FigureWords) -> bool {
    line.is_stop(end) || words.set("stop").has(line.word(end)) && !matches!(line.word(end), "of" | "for" | "out")
}

/// "children", "men": persons, straight before their age.
fn person_before(line: &Line, at: usize, words: &FigureWords) -> bool {
    line.is_word(at) && (line.tag(at).is_noun() && words.persons.has(line.word(at)) || words.set("age_person").has(line.word(at)))
}

/// 1,334.2 without a noun counts nobody.
fn bare_measure(thing: Thing) -> Thing {
    if thing == Thing::None { Thing::Measure } else { thing }
}

/// The kind of thing that is counted.
pub fn thing(line: &Line, raw: &Raw, words: &FigureWords) -> Thing {
    if let Some(unit) = &raw.unit {
        let kind = words.units[unit.unit].kind.as_str();
        let start = raw.hedge.start.min(raw.num.words.start);
        let by = kind != "time" && words.set("measure_before").has(line.back(start, 1));
        // "rose three degrees", "lost 40 tons"; but a bird rose three meters, and crews swept up three tons.
        let events = words.event_before.before(&line.words, start).map_or(&[][..], |(events, _)| events);
        let changed = start > 0
            && line.tag(start - 1).is_verb()
            && (!matches!(kind, "time" | "age" | "length") || kind == "length" && levels(line, start - 1, words))
            && events.iter().any(|e| words.events[*e].change());
        return if by || changed || matches!(kind, "percent" | "money" | "points") { Thing::Measure } else { Thing::Other };
    }
    let Some(counted) = &raw.counted else { return Thing::None };
    let head = line.word(counted.head);
    if person_class(line, counted, words).is_some() || people_of(line, raw, counted, words) {
        Thing::People
    } else if words.set("place_noun").has(head) {
        Thing::Places
    } else {
        Thing::Other
    }
}

/// "Sea levels will rise 11 feet": what has a level rises by a length.
fn levels(line: &Line, verb: usize, words: &FigureWords) -> bool {
    (verb.saturating_sub(LEVEL)..verb).any(|at| words.set("level_noun").has(line.word(at)))
}

/// How far before its verb a level may stand.
const LEVEL: usize = 4;

/// "Killed five Houthis": a people's name, where a verb beside it befalls persons.
fn people_of(line: &Line, raw: &Raw, counted: &counted::Counted, words: &FigureWords) -> bool {
    let start = raw.hedge.start.min(raw.num.words.start);
    let head = counted.head;
    let befalls = |events: &[usize]| events.iter().any(|e| words.events[*e].people);
    let before = || words.event_before.before(&line.words, start).is_some_and(|(events, _)| befalls(events));
    let be = words.set("be").at(&line.words, head + 1).map_or(0, |(_, n)| n);
    let after = || words.event_after.at(&line.words, head + 1 + be).is_some_and(|(events, _)| befalls(events));
    line.capital(head) && line.word(head).ends_with('s') && (before() || after())
}

/// The victim class of a counted phrase, "" for people in general; `None` if no persons are counted.
pub fn person_class<'w>(line: &Line, counted: &counted::Counted, words: &'w FigureWords) -> Option<&'w str> {
    let head = counted.head;
    let plural = || words.persons.get(&format!("{}s", line.word(head)));
    let pair = words.persons.before(&line.words, head + 1).map(|(class, _)| class).or_else(plural).map(String::as_str);
    match pair {
        Some("") => {
            // "civilian casualties", "rebel dead": the class stands before the head.
            let inner =
                counted.words.clone().filter(|i| *i != head).find_map(|i| words.persons.get(line.word(i)).filter(|c| !c.is_empty()));
            Some(inner.map_or("", |c| c.as_str()))
        }
        Some(found) => Some(found),
        None => {
            let word = line.word(head);
            let ending = |n: usize| word.len().checked_sub(n).filter(|at| *at > 2).and_then(|at| word.get(at..));
            (3..6).any(|n| ending(n).is_some_and(|e| words.set("person_ending").has(e))).then_some("")
        }
    }
}

/// Voice, quote and source of a span.
pub fn source(setting: &Setting, span: Span) -> (crate::extract::Voice, Option<usize>, String) {
    let (voice, quote) = setting.voices.of(span);
    let source = quote.and_then(|q| setting.voices.quotes.get(q)).map(|q| q.source.as_str()).filter(|s| *s != "unknown").unwrap_or("");
    (voice, quote, source.to_string())
}

/// An event hit for a raw number.
pub fn event(line: &Line, raw: &Raw, others: &[Range<usize>], words: &FigureWords) -> Option<Hit> {
    let unit_end = raw.unit.as_ref().map_or(raw.num.words.end, |u| u.end.max(raw.num.words.end));
    // "The port added a 30 degree slipway": the measure of a thing, and not by how much something rose.
    let start = raw.hedge.start.min(raw.num.words.start);
    let article = [start, raw.num.words.start].iter().any(|at| matches!(line.back(*at, 1), "a" | "an"));
    let attribute = raw.unit.is_some() && article && matches!(line.tag(unit_end), Tag::Nn | Tag::Nns);
    let hit = event::of(
        line,
        raw.hedge.start.min(raw.num.words.start)..unit_end,
        raw.counted.as_ref().map(|c| c.words.clone()),
        if raw.num.form != Form::Fraction && raw.num.high.fract() != 0.0 {
            bare_measure(thing(line, raw, words))
        } else {
            thing(line, raw, words)
        },
        others,
        words,
    )?;
    (!(attribute && hit.at < start && words.events[hit.event].change())).then_some(hit)
}

/// A number is small talk ("one resident", "the two leaders"), not a claim; `near` is whether its event stands close.
pub fn class(line: &Line, raw: &Raw, event: &str, near: bool, words: &FigureWords) -> Class {
    let start = raw.hedge.start.min(raw.num.words.start);
    let before = line.back(raw.num.words.start, 1);
    let value = raw.num.high;
    let unit = raw.unit.as_ref().map(|u| words.units[u.unit].kind.as_str()).unwrap_or("");
    let ended = raw.unit.as_ref().map_or(raw.num.words.end, |u| u.end);
    let people = words.events.iter().any(|e| e.name == event && e.people);
    let incidental = match &raw.special {
        Special::Rank(_) | Special::Age => false,
        Special::Span => raw.num.words.len() == 2 && line.word(ended) != "of" && raw.hedge.modifier == Modifier::Exact,
        Special::None if unit == "time" => {
            words.set("ago").at(&line.words, ended).is_some()
                || words.set("lately").has(before)
                || words.set("lately").has(line.back(start, 1))
                || words.set("lately").has(line.word(raw.num.words.end))
                || value == 1.0 && !raw.num.digits
        }
        Special::None if unit.is_empty() => {
            let one = value == 1.0 && raw.num.form == Form::Exact && !people;
            let of = line.word(raw.num.words.end) == "of" && !people && raw.num.form == Form::Exact && value < 10.0;
            let definite =
                value < 13.0 && words.set("definite").has(before) && !(people && near) && raw.num.form == Form::Exact && !raw.num.scaled;
            let most = matches!(&raw.num.form, Form::Vague { name, .. } if name == "most");
            let naked = raw.counted.is_none() && event.is_empty() && raw.num.form == Form::Exact && !raw.num.scaled;
            one || of || definite || most || naked
        }
        Special::None => false,
    };
    if incidental { Class::Incidental } else { Class::Claim }
}
