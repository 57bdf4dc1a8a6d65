//! Bodies and people without a name: "his government", "the committee", "Lee's aides", "French officials", "migrants".

use super::mention::{Before, Key, Mention, What};
use super::person::People;
use super::text::Text;
use crate::text::Tag;
use std::collections::BTreeMap;

/// The country where the event plays: the one whose institutions are named most.
pub fn home(mentions: &[Mention]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for m in mentions.iter().filter(|m| m.what == What::Country && m.rule == "institution") {
        if let Some(Key::Country(c)) = &m.key {
            *counts.entry(c).or_insert(0) += 1;
        }
    }
    counts.into_iter().filter(|(_, n)| *n > 1).max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0))).map(|(c, _)| c.to_string())
}

/// Named bodies: equal names, their shorter forms and their acronyms are one.
pub fn organisations(mentions: &mut [Mention]) {
    let mut acronyms: BTreeMap<String, Key> = BTreeMap::new();
    let mut names: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for m in mentions.iter_mut().filter(|m| m.what == What::Org && m.key.is_none()) {
        let name: Vec<String> = m.name.iter().map(|w| w.to_lowercase()).collect();
        let initials: String = m.name.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        if initials.len() > 2 {
            acronyms.entry(initials).or_insert_with(|| Key::Org(name.clone()));
        }
        *names.entry(name.clone()).or_insert(0) += 1;
        m.key = Some(Key::Org(name));
    }
    // "Judiciary Committee" is the one "House Judiciary Committee" of the event, if there is one.
    let longer = |short: &[String]| {
        let ends = |n: &&Vec<String>| n.len() > short.len() && n.ends_with(short);
        let mut found = names.keys().filter(ends);
        found.next().filter(|_| found.next().is_none())
    };
    for m in mentions.iter_mut() {
        match &m.key {
            Some(Key::Org(name)) if name.len() > 1 && m.what == What::Org => {
                if let Some(long) = longer(name) {
                    m.key = Some(Key::Org(long.clone()));
                    m.rule = "head";
                }
            }
            Some(Key::Name(_)) if m.name.len() == 1 => {
                if let Some(key) = acronyms.get(&m.name[0]) {
                    m.key = Some(key.clone());
                    m.rule = "acronym";
                }
            }
            _ => {}
        }
    }
}

/// A body that is called after somebody ("the Lee Campaign") is the one that others write small; a bare "campaign" is the
/// one campaign of the event.
fn same_bodies(mentions: &mut [Mention], people: &People) {
    for m in mentions.iter_mut().filter(|m| m.what == What::Org) {
        if let Some(Key::Org(name)) = &m.key
            && let [of, noun] = &name[..]
            && people.is_surname(of)
        {
            m.key = Some(Key::Body(noun.clone(), of.clone()));
        }
    }
    let mut bodies: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for m in mentions.iter() {
        if let Some(Key::Body(noun, of)) = &m.key
            && !of.is_empty()
        {
            *bodies.entry(noun).or_default().entry(of).or_insert(0) += 1;
        }
    }
    let only = |noun: &str| {
        let all: usize = bodies.get(noun)?.values().sum();
        let (of, n) = bodies.get(noun)?.iter().max_by_key(|(_, n)| **n)?;
        (4 * n >= 3 * all && *n >= 3).then(|| of.to_string())
    };
    let found: BTreeMap<String, String> = bodies.keys().filter_map(|noun| Some((noun.to_string(), only(noun)?))).collect();
    for m in mentions.iter_mut().filter(|m| m.what == What::Body && m.before != Before::Indefinite && !m.plural) {
        if let Some(Key::Body(noun, of)) = &mut m.key
            && of.is_empty()
            && let Some(only) = found.get(noun)
        {
            of.clone_from(only);
        }
    }
}

/// Whom bodies and people without a name mean.
pub fn resolve(texts: &[Text], mentions: &mut [Mention], people: &People, home: Option<&str>) {
    let mut seen = Seen::default();
    for i in 0..mentions.len() {
        if mentions[i].article != seen.article {
            seen = Seen { article: mentions[i].article, ..Seen::default() };
        }
        let text = &texts[mentions[i].article];
        if mentions[i].key.is_none() {
            let key = match mentions[i].what {
                What::Body => body(text, mentions, i, people, home, &seen),
                What::Group => group(text, mentions, i, people, home, &seen),
                _ => None,
            };
            if let Some((key, rule)) = key {
                (mentions[i].key, mentions[i].rule) = (Some(key), rule);
            }
        }
        seen.note(text, &mentions[i], people);
    }
    same_bodies(mentions, people);
}

/// What an article has said up to a point.
#[derive(Default)]
struct Seen {
    article: usize,
    /// Word of a named body to the body that had it last.
    bodies: BTreeMap<String, Key>,
    country: Option<Key>,
    person: Option<usize>,
    /// The last person whose country is known.
    statesman: Option<usize>,
}

impl Seen {
    fn note(&mut self, text: &Text, m: &Mention, people: &People) {
        match (&m.key, m.what) {
            (Some(Key::Person(p)), What::Name | What::Office) => {
                self.person = Some(*p);
                if people.list[*p].country().is_some() {
                    self.statesman = Some(*p);
                }
            }
            (Some(key @ Key::Country(_)), _) => {
                self.country = Some(key.clone());
                if m.rule == "institution" {
                    self.words(text, m, key);
                }
            }
            (Some(key), What::Org) => self.words(text, m, key),
            (Some(key), What::Party) => {
                self.words(text, m, key);
                self.bodies.insert("party".into(), key.clone());
            }
            _ => {}
        }
    }

    fn words(&mut self, text: &Text, m: &Mention, key: &Key) {
        m.tokens.clone().for_each(|t| drop(self.bodies.insert(text.lower(t).to_string(), key.clone())));
    }
}

type Found = (Key, &'static str);

fn body(text: &Text, mentions: &[Mention], i: usize, people: &People, home: Option<&str>, seen: &Seen) -> Option<Found> {
    let m = &mentions[i];
    let bare = m.core >= m.head;
    let owner = m.owner.map(|o| &mentions[o]);
    let person = owner.and_then(|o| o.person).or_else(|| (m.core..m.head).find_map(|t| people.by_surname(text.lower(t), m.article)));
    let ruler = person.or(seen.statesman.filter(|_| m.before == Before::Personal));
    let of_ruler = || ruler.and_then(|p| people.list[p].country()).map(|c| Key::Country(c.to_string()));
    match m.noun.as_str() {
        "government" | "administration" | "regime" if person.is_some() || m.before == Before::Personal => {
            if let Some(country) = of_ruler().filter(|_| person.is_none_or(|p| rules(people, p))) {
                return Some((country, "state"));
            }
        }
        "government" | "administration" if bare && owner.is_none() => return Some((Key::Country(home?.to_string()), "state")),
        "country" | "nation" if m.plural => return None,
        "country" | "nation" if bare && !matches!(m.before, Before::Indefinite | Before::Nothing) => {
            return Some((seen.country.clone()?, "head"));
        }
        _ => {}
    }
    if bare
        && m.before == Before::Definite
        && owner.is_none()
        && let Some(key) = seen.bodies.get(&m.noun)
    {
        return Some((key.clone(), "head"));
    }
    let of = match (person, m.head.checked_sub(1).filter(|t| *t >= m.core)) {
        (Some(p), _) => people.list[p].surname.clone(),
        (None, Some(t)) => text.lower(t).to_string(),
        (None, None) => String::new(),
    };
    Some((Key::Body(m.noun.clone(), of), "head"))
}

/// Whether a person is the head of state or government who is named most often.
fn rules(people: &People, person: usize) -> bool {
    let head = |p: usize| people.list[p].titles.keys().any(|(_, family)| family == "head");
    let country = people.list[person].country();
    let same = (0..people.list.len()).filter(|p| head(*p) && people.list[*p].country() == country);
    same.max_by_key(|p| (people.list[*p].all, std::cmp::Reverse(*p))) == Some(person)
}

fn group(text: &Text, mentions: &[Mention], i: usize, people: &People, home: Option<&str>, seen: &Seen) -> Option<Found> {
    let m = &mentions[i];
    let noun = text.words.noun(&m.noun);
    let owner = m.owner.and_then(|o| mentions[o].person);
    if noun.is_some_and(|n| n.circle) {
        let named = (m.core..m.head).find_map(|t| people.by_surname(text.lower(t), m.article));
        let his = seen.person.filter(|_| m.before == Before::Personal);
        if let Some(person) = named.or(owner).or(his) {
            return Some((Key::Circle(person), "circle"));
        }
    }
    if let Some(country) = m.countries.last().cloned().or_else(|| m.owner_country(mentions).map(String::from)) {
        return Some((Key::People(country), "people"));
    }
    if let Some(party) = &m.party {
        return Some((Key::Party(party.clone()), "party"));
    }
    if let Some(country) = home.filter(|_| noun.is_some_and(|n| n.official)) {
        return Some((Key::People(country.to_string()), "home"));
    }
    // "people", "27 people" are nobody; "armed people" may be.
    let described = (m.core..m.head).any(|t| text.tag(t) != Tag::Cd && !text.tag(t).is_mark());
    (described || !text.words.listed("vague", &m.noun)).then(|| (Key::Group(m.noun.clone()), "head"))
}
