//! Whether a phrase is a label at all: exclusions, what the head needs beside it, offices of people who are named.

use super::Label;
use super::actor::{Decision, UNRESOLVED, decide};
use super::phrase::{Part, Phrase, Reach};
use super::read::{Read, What};
use crate::lexicon::labels::{HeadKind, Needs};

/// The actor of a phrase if it is a label at all.
pub fn accepted(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<Decision> {
    let head = phrase.head;
    let word = read.lower(phrase.core.end - 1);
    let after = read.lower(phrase.core.end);
    let follow = if read.words.listed("determiners", after) { read.lower(phrase.core.end + 1) } else { after };
    // "accused the army of …" is no "army of volunteers".
    let definite = after == "of" && read.words.listed("definite", &phrase.before);
    let pair = |then: &str| read.words.excludes.contains(&format!("{word} {then}"));
    if !definite && (pair(after) || pair(follow)) {
        return None;
    }
    let person = head.kind == HeadKind::Person;
    if person && beside_name(read, phrase) || (person || read.words.listed("civil", &head.group)) && diplomat(read, phrase) {
        return None;
    }
    let front = phrase.parts.last().map(|p| part_word(read, p)).unwrap_or_default();
    let excluded = |first: &str| read.words.excludes.contains(&format!("{first} {word}"));
    if !front.is_empty() && excluded(front) || excluded(&phrase.before) {
        return None;
    }
    let decision = decide(read, phrase, sentence, earlier)?;
    // "members of the army", "a group of rebels": the words behind "of" carry the label.
    if decision.by == "owner" && after == "of" && phrase.core.len() == 1 && read.words.listed("partitive", word) {
        return None;
    }
    // Whose allies they are is said, if not who they are; mere supporters may be civilians.
    let related = head.kind == HeadKind::Relation && matches!(decision.by, "owner" | "pronoun") && !read.words.listed("civil", &head.group);
    let sided = related
        || decision.actor != UNRESOLVED && decision.by != "none"
        || phrase.parts.iter().any(|p| match p {
            Part::Head(..) => true,
            Part::Modifier(m, _) => m.ties || m.role != UNRESOLVED,
            _ => false,
        });
    let needs = head.needs.unwrap_or(match head.kind {
        HeadKind::Group | HeadKind::Person | HeadKind::Relation => Needs::Side,
        _ => Needs::Nothing,
    });
    let office = head.kind == HeadKind::Person && head.role == "government" && decision.by == "head";
    if office {
        let named = phrase.parts.iter().any(|p| matches!(p, Part::Nation(..))) || incumbent(read, phrase);
        return named.then_some(decision);
    }
    let ok = match needs {
        _ if related => true,
        Needs::Nothing => true,
        Needs::Side if head.kind == HeadKind::Person && decision.actor == UNRESOLVED => false,
        Needs::Side => sided && !(decision.by == "head" && phrase.parts.iter().all(|p| matches!(p, Part::Word(_)))),
        Needs::Article if phrase.reach == Reach::Sides => true,
        Needs::Article => sided && !phrase.parts.is_empty() || read.words.listed("definite", &phrase.before),
    };
    ok.then_some(decision)
}

/// "X, the leader of HTS" and "the leader of HTS, X": the office of somebody who is named.
fn beside_name(read: &Read, phrase: &Phrase) -> bool {
    let person = |t: usize| read.name(t).is_some_and(|m| m.what == What::Person);
    if read.is_possessive(phrase.core.end) {
        return false;
    }
    let mut before = phrase.tokens.start;
    let skipped =
        |t: usize| read.listed("determiners", t) || read.listed("titles", t) || read.tag(t).is_adjective() || read.mention(t).is_some();
    while before > 0 && skipped(before - 1) {
        before -= 1;
    }
    let left = before >= 2 && read.lower(before - 1) == "," && person(before - 2);
    let right = read.lower(phrase.core.end) == "," && person(phrase.core.end + 1);
    left || right
}

/// "US officials", "the French government": people and offices of a state that only counts with its forces.
fn diplomat(read: &Read, phrase: &Phrase) -> bool {
    phrase.parts.iter().any(|p| match p {
        Part::Nation(country, _) => !read.is_home(country) && read.has_home() && read.ask(|p| p.states.get(country)).is_none(),
        Part::Owner(index) => match &read.mentions[*index].what {
            What::Country(country) => !read.is_home(country) && read.has_home() && read.ask(|p| p.states.get(country)).is_none(),
            _ => false,
        },
        _ => false,
    })
}

/// "the president": the state's, if the last person named before is of the state and no other president came since.
fn incumbent(read: &Read, phrase: &Phrase) -> bool {
    let start = phrase.tokens.start;
    if !read.has_home() || !read.words.listed("definite", &phrase.before) || read.lower(phrase.core.end) == "of" {
        return false;
    }
    let end = read.mentions.partition_point(|m| m.tokens.end <= start);
    let person = read.mentions[..end].iter().rfind(|m| m.what == What::Person);
    let Some(person) = person.filter(|m| m.actor == read.role("government")) else { return false };
    let other = |t: usize| {
        read.listed("titles", t) && read.tag(t + 1).is_proper() && read.mention(t + 1).is_none() && !read.listed("titles", t + 1)
    };
    start - person.tokens.end < 2000 && !(person.tokens.end..start).any(other)
}

fn part_word<'r>(read: &'r Read, part: &Part) -> &'r str {
    match part {
        Part::Head(_, t) | Part::Modifier(_, t) | Part::Nation(_, t) | Part::Word(t) => read.lower(*t),
        _ => "",
    }
}
