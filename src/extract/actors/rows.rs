//! Groups to rows: which groups are main actors, what each is called, and one row for every mention no lexicon has.

use super::mention::{Key, Mention, What};
use super::person::People;
use super::text::Text;
use crate::extract::labels::{Form, LabelKind, UNRESOLVED};
use crate::extract::{Label, Voices};
use crate::lexicon::mentions::MentionWords;
use crate::text::{Span, Tag, slug};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A group is a main actor from so many mentions on.
const MAIN: usize = 2;

/// The rows of each article, in order of the text.
pub fn rows(texts: &[Text], mentions: &[Mention], people: &People, words: &MentionWords) -> Vec<Vec<Label>> {
    let live = || mentions.iter().enumerate().filter(|(_, m)| !m.thing && m.key.is_some());
    let mut groups: BTreeMap<&Key, Group> = BTreeMap::new();
    // The lexicon row that stands on the head of a mention.
    let listed: BTreeMap<usize, &Label> = live().filter_map(|(i, m)| Some((i, listed(&texts[m.article], m)?))).collect();
    for (i, m) in live() {
        for key in m.key.iter().chain(&m.second) {
            let group = groups.entry(key).or_default();
            group.size += 1;
            let text = &texts[m.article];
            group.places += usize::from(m.person.is_none() && text.is_place(m));
            group.acts += usize::from(text.acts(m));
            *group.names.entry(called(&texts[m.article], m)).or_insert(0) += 1;
            if let Some(label) = listed.get(&i).filter(|l| l.actor != UNRESOLVED && !l.actor.contains(';')) {
                *group.actors.entry(&label.actor).or_insert(0) += 1;
            }
        }
    }
    let actors: BTreeMap<&Key, String> =
        groups.iter().filter(|(k, g)| g.is_main(k, words)).map(|(k, g)| (*k, g.actor(k, people, &groups))).collect();
    let voices: Vec<Voices> = texts.iter().map(|t| Voices::new(t.doc, &t.found.quotes)).collect();
    let mut out: Vec<Vec<Label>> = texts.iter().map(|_| Vec::new()).collect();
    for (_, m) in live().filter(|(i, _)| !listed.contains_key(i)) {
        let Some(first) = m.key.as_ref().and_then(|k| actors.get(k)) else { continue };
        let second = m.second.as_ref().and_then(|k| actors.get(k)).filter(|s| *s != first);
        let actor = second.map_or_else(|| first.clone(), |s| format!("{s};{first}"));
        out[m.article].push(row(&texts[m.article], m, actor, &voices[m.article]));
    }
    out.iter_mut().for_each(|rows| rows.sort_by_key(|l| (l.span.start, Reverse(l.span.end))));
    out
}

/// What is known of the mentions of one key.
#[derive(Default)]
struct Group<'e> {
    size: usize,
    /// Mentions that say where.
    places: usize,
    /// Mentions that act, own or speak.
    acts: usize,
    /// What the mentions call the actor, the best names only.
    names: BTreeMap<(usize, String), usize>,
    /// Actors of the lexicon rows among the mentions.
    actors: BTreeMap<&'e str, usize>,
}

impl Group<'_> {
    /// Recurs, is no place, does something; and is more than "people".
    fn is_main(&self, key: &Key, words: &MentionWords) -> bool {
        let doer = 4 * self.places < self.size && 5 * self.acts >= self.size;
        let says = match key {
            Key::Name(_) => doer,
            Key::Body(noun, of) => doer && !(of.is_empty() && words.listed("vague", noun)),
            _ => true,
        };
        self.size >= MAIN && says
    }

    /// The actor of the lexicon rows in the group where they agree, else the readable name.
    fn actor(&self, key: &Key, people: &People, groups: &BTreeMap<&Key, Group>) -> String {
        let all: usize = self.actors.values().sum();
        let most = self.actors.iter().max_by_key(|(_, n)| **n).filter(|(_, n)| 3 * **n >= 2 * all).map(|(a, _)| *a);
        let known = match key {
            // The land is not its government: "Syria" may be a place.
            Key::Country(c) => most.filter(|a| *a == slug(c)),
            Key::People(_) | Key::Circle(_) => None,
            _ => most,
        };
        known.map_or_else(|| self.name(key, people, groups), String::from)
    }

    fn name(&self, key: &Key, people: &People, groups: &BTreeMap<&Key, Group>) -> String {
        match key {
            Key::Country(name) | Key::Party(name) => name.clone(),
            Key::People(country) => format!("{country} (people)"),
            Key::Circle(person) => {
                let centre = Key::Person(*person);
                let name = groups.get(&centre).map(|g| g.name(&centre, people, groups));
                format!("people around {}", name.unwrap_or_else(|| people.list[*person].surname.clone()))
            }
            _ => {
                let best = self.names.iter().max_by_key(|((rank, name), n)| (*rank, **n, Reverse(name.clone())));
                best.map_or_else(String::new, |((_, name), _)| name.clone())
            }
        }
    }
}

/// What a mention calls its actor, and how good a name that is: a full name before a surname before a description.
fn called(text: &Text, m: &Mention) -> (usize, String) {
    let cover = |tokens| one_line(text.doc.cover(tokens).of(text.doc.text));
    match m.what {
        What::Name if m.folded.len() > 1 => (3, cover(m.name_at..m.head + 1)),
        What::Name | What::Org => (2, cover(m.name_at..m.head + 1)),
        What::Group => (1, text.lower(m.head).to_string()),
        _ => (0, cover(m.tokens.clone())),
    }
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lexicon row whose span holds the head of a mention.
fn listed<'e>(text: &Text<'e>, m: &Mention) -> Option<&'e Label> {
    let head: Span = text.doc.tokens[m.head].span;
    let labels = &text.found.labels;
    let end = labels.partition_point(|l| l.span.start <= head.start);
    labels[..end].iter().rev().take(8).find(|l| l.span.contains(head))
}

fn row(text: &Text, m: &Mention, actor: String, voices: &Voices) -> Label {
    let span = m.span(text);
    let named = match m.what {
        What::Name | What::Org | What::People => true,
        What::Country | What::Party => m.noun.is_empty(),
        _ => false,
    };
    let attributive = m.rule == "modifier";
    let (voice, quote) = voices.of(span);
    let lemma = if named { one_line(text.doc.cover(m.name_at..m.head + 1).of(text.doc.text)) } else { phrase(text, m) };
    Label {
        kind: LabelKind::Unlisted,
        named,
        span,
        group: if named { actor.clone() } else { m.noun.clone() },
        lemma,
        actor,
        voice,
        quote,
        form: if attributive { Form::Attributive } else { Form::Nominal },
        sentence: m.sentence,
        rule: format!("unlisted/{}", m.rule),
    }
}

/// The words that count as one label: without owner and numbers, the head in its base form.
fn phrase(text: &Text, m: &Mention) -> String {
    let kept = (m.core..m.head).filter(|t| text.tag(*t) != Tag::Cd && !text.tag(*t).is_mark() && text.tag(*t) != Tag::Pos);
    let word = |t: usize| if text.is_proper(t) { text.doc.word(t).to_string() } else { text.lower(t).to_string() };
    let base = m.noun.rsplit(' ').next().unwrap_or_default().to_string();
    let mut words: Vec<String> = kept.map(word).collect();
    words.push(if m.noun.contains(" of ") { m.noun.clone() } else { base });
    words.join(" ")
}
