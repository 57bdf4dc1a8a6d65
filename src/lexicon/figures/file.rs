//! The files of the figure lexicon as they are written.

use super::{Example, FigureWords, Kind, Vague, line_with, problem};
use crate::extract::figures::Modifier;
use crate::problem::Problem;
use serde::Deserialize;
use std::collections::BTreeMap;

/// One file; each holds one or two of these lists.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[allow(dead_code, reason = "read for its presence: every file says what it is")]
    about: About,
    #[serde(default)]
    group: Vec<Group>,
    #[serde(default)]
    vague: Vec<VagueEntry>,
    #[serde(default)]
    joiner: Vec<WordList>,
    #[serde(default)]
    sign: Vec<WordList>,
    #[serde(default)]
    modifier: Vec<ModifierEntry>,
    #[serde(default)]
    unit: Vec<Unit>,
    #[serde(default)]
    rate: Vec<WordList>,
    #[serde(default)]
    event: Vec<Event>,
    #[serde(default)]
    convention: Vec<Convention>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "read for their presence: every file says where it is from")]
struct About {
    name: String,
    what: String,
    provenance: String,
    licence: String,
}

/// Number words (`words` is a table), a victim class, or a plain set of words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    #[serde(default)]
    kind: String,
    class: Option<String>,
    words: Words,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Words {
    List(Vec<String>),
    Table(BTreeMap<String, f64>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct VagueEntry {
    name: String,
    scale: f64,
    words: Vec<String>,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WordList {
    words: Vec<String>,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModifierEntry {
    modifier: String,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

/// A unit of measure, money or time.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What the column says: `km`, `USD`.
    pub name: String,
    /// `length time money percent age …`
    pub kind: String,
    /// The name in compounds: "dollars" in "dollars per barrel".
    #[serde(default)]
    pub long: String,
    /// Words behind the number.
    forms: Vec<String>,
    /// Only where glued to digits: `6m`.
    #[serde(default)]
    glued: Vec<String>,
    /// As `glued`, with capital letters: `10W`.
    #[serde(default)]
    capital: Vec<String>,
    /// Words before the number: `$`.
    #[serde(default)]
    before: Vec<String>,
    /// Code in capitals, before or behind the number: `TRY`, not `try`.
    #[serde(default)]
    code: Vec<String>,
    /// The unit below in a length or sum of two units ("six feet two inches"), and how many of it make one.
    #[serde(default)]
    pub minor: Option<(String, f64)>,
    /// The form found is the unit's name ("teaspoons" are not "cups").
    #[serde(default)]
    pub keep: bool,
    /// It is a thing as well, and so what is counted: nights, cups.
    #[serde(default)]
    pub counts: bool,
    /// Words behind a scale word or large number only: "40 million won", "5,000 pounds".
    #[serde(default)]
    scaled_forms: Vec<String>,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

/// A kind of fact that a figure states.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// `killed displaced vehicles …`
    #[serde(rename = "type")]
    pub name: String,
    /// Stem of the comparable key; "" makes none.
    #[serde(default)]
    pub key: String,
    /// Persons are counted.
    #[serde(default)]
    pub people: bool,
    /// Places are counted.
    #[serde(default)]
    pub places: bool,
    /// Its nouns say what became of people; no verb overrules them.
    #[serde(default)]
    pub state: bool,
    /// Only of percentages and money.
    #[serde(default)]
    pub measure: bool,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

impl Event {
    /// Whether it tells a change of a measure: a rise, a fall.
    pub fn change(&self) -> bool {
        self.measure && self.key.is_empty()
    }
}

/// A named convention for vague numbers and open ends.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Convention {
    pub name: String,
    #[serde(default)]
    pub default: bool,
    /// What "rose from 20 to 35" tells: two `values`, the old and the new, or one `range`.
    pub change: String,
    /// `percent` ("a third" is 33.3 percent) or `decimal` (0.333).
    pub fraction: String,
    pub about: [f64; 2],
    pub at_least: [f64; 2],
    pub more_than: [f64; 2],
    pub nearly: [f64; 2],
    pub up_to: [f64; 2],
    pub less_than: [f64; 2],
    /// Name of a vague quantity to its two ends.
    pub vague: BTreeMap<String, [f64; 2]>,
}

impl File {
    /// Puts what the file says into the lexicon.
    pub fn add(self, name: &str, text: &str, out: &mut FigureWords, problems: &mut Vec<Problem>) {
        let mut note = |field: &'static str, value: &str, example: &str, counter: &str| {
            for (text, fires) in [(example, true), (counter, false)].into_iter().filter(|(t, _)| !t.is_empty()) {
                out.examples.push(Example { file: name.into(), field, value: value.into(), text: text.into(), fires });
            }
        };
        self.group.iter().for_each(|g| match &g.class {
            Some(class) => note("victim_class", class, &g.example, &g.counter),
            None => note("figure", "", &g.example, &g.counter),
        });
        self.vague.iter().for_each(|v| note("figure", "", &v.example, &v.counter));
        self.joiner.iter().chain(&self.sign).chain(&self.rate).for_each(|w| note("figure", "", &w.example, &w.counter));
        self.modifier.iter().for_each(|m| note("modifier", &m.modifier, &m.example, &m.counter));
        self.unit.iter().for_each(|u| {
            note(if u.keep || u.kind == "age" || u.name == "decades" { "figure" } else { "unit" }, &u.name, &u.example, &u.counter)
        });
        self.event.iter().for_each(|e| note("event_type", &e.name, &e.example, &e.counter));

        for group in self.group {
            let bad = format!("unknown kind {:?}", group.kind);
            if !add_group(group, out) {
                problems.push(problem(name, line_with(text, bad.trim_matches('"')), bad));
            }
        }
        for entry in self.vague {
            for word in entry.words {
                out.vague.insert(word.to_lowercase(), Vague { name: entry.name.clone(), scale: entry.scale });
            }
        }
        self.joiner.iter().flat_map(|w| &w.words).for_each(|w| out.joiners.add(w, ()));
        self.sign.iter().flat_map(|w| &w.words).for_each(|w| out.signs.add(w, ()));
        self.rate.iter().flat_map(|w| &w.words).for_each(|w| out.rates.add(w, ()));
        for entry in self.modifier {
            let Some(modifier) = Modifier::parse(&entry.modifier) else {
                problems.push(problem(name, line_with(text, &entry.modifier), format!("unknown modifier {:?}", entry.modifier)));
                continue;
            };
            entry.before.iter().for_each(|w| out.before.add(w, modifier));
            entry.after.iter().for_each(|w| out.after.add(w, modifier));
        }
        for unit in self.unit {
            let index = out.units.len();
            unit.forms.iter().for_each(|w| out.unit_forms.add(w, index));
            unit.glued.iter().for_each(|w| out.unit_glued.add(w, index));
            unit.capital.iter().for_each(|w| out.unit_capital.add(w, index));
            unit.scaled_forms.iter().for_each(|w| out.unit_scaled.add(w, index));
            unit.code.iter().for_each(|w| out.unit_codes.add(w, index));
            unit.before.iter().for_each(|w| out.unit_before.add(w, index));
            out.units.push(unit);
        }
        for event in self.event {
            let index = out.events.len();
            event.nouns.iter().for_each(|w| out.event_nouns.add(w, index));
            event.before.iter().for_each(|w| out.event_before.entry(w).push(index));
            event.after.iter().for_each(|w| out.event_after.entry(w).push(index));
            out.events.push(event);
        }
        for convention in self.convention {
            for (key, [low, high]) in &convention.vague {
                if low > high {
                    problems.push(problem(name, None, format!("{}: {key} goes from {low} down to {high}", convention.name)));
                }
            }
            out.conventions.push(convention);
        }
    }
}

/// Adds a group; false if its kind is not known for its form.
fn add_group(group: Group, out: &mut FigureWords) -> bool {
    match (group.words, group.class) {
        (Words::List(list), Some(class)) => list.iter().for_each(|w| out.persons.add(w, class.clone())),
        (Words::List(list), None) => {
            let set = out.sets.entry(group.kind).or_default();
            list.iter().for_each(|w| set.add(w, ()));
        }
        (Words::Table(table), _) => {
            let Ok(kind) = Kind::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(&group.kind)) else {
                return false;
            };
            for (word, value) in table {
                match kind {
                    Kind::ShortScale => drop(out.short_scales.insert(word, value)),
                    Kind::Ordinal => drop(out.ordinals.insert(word, value)),
                    Kind::Fraction => drop(out.fractions.insert(word, value)),
                    _ => drop(out.numbers.insert(word, (kind, value))),
                }
            }
        }
    }
    true
}
