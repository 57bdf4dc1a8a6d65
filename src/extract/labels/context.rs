//! What the words around a label say of its actor: owners, coordination, pronouns, speakers, the sentence before.

use super::Label;
use super::actor::UNRESOLVED;
use super::phrase::Phrase;
use super::read::{Mention, Read, What};
use crate::lexicon::labels::HeadKind;

/// Bare "troops": the one state that everything before in this and the last sentence means.
pub fn lone_state(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
    let from = sentence.saturating_sub(1);
    let first = read.mentions.partition_point(|m| m.sentence < from);
    let names =
        read.mentions[first..].iter().take_while(|m| m.tokens.end <= phrase.tokens.start).filter(|m| m.counts).map(|m| m.actor.as_str());
    let labels = earlier.iter().rev().take_while(|l| l.sentence >= from).map(|l| l.actor.as_str());
    let mut all = names.chain(labels);
    let one = all.next().filter(|a| !a.is_empty() && *a != UNRESOLVED)?;
    let regular = one == read.role("government") || read.actors.iter().any(|i| read.words.actors[*i].states.values().any(|s| s == one));
    (regular && all.all(|a| a == one)).then(|| one.to_string())
}

/// "Russia said its air force", "Iraq would not send soldiers": the forces of a foreign state named before.
pub fn other_state(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
    let foreign = |actor: &str| read.actors.iter().any(|i| read.words.actors[*i].states.values().any(|s| s == actor));
    if read.words.listed("pronouns", &phrase.before) && !read.words.listed("first_person", &phrase.before) {
        return before(read, phrase, sentence, earlier).filter(|a| foreign(a));
    }
    if phrase.head.kind != HeadKind::Force || !phrase.parts.is_empty() {
        return None;
    }
    let end = read.mentions.partition_point(|m| m.tokens.end <= phrase.tokens.start);
    let names = read.mentions[..end].iter().rev().take_while(|m| m.sentence == sentence).filter(|m| m.counts).map(|m| m.actor.as_str());
    let labels = earlier.iter().rev().take_while(|l| l.sentence == sentence).map(|l| l.actor.as_str());
    let mut all = names.chain(labels);
    let one = all.next().filter(|a| foreign(a))?;
    all.all(|a| a == one).then(|| one.to_string())
}

/// "The jihadist group" after a group was named: that group, if no other was named in this and the sentence before.
pub fn antecedent<'r>(read: &'r Read, phrase: &Phrase, sentence: usize) -> Option<&'r Mention> {
    let word = read.lower(phrase.core.end - 1);
    if phrase.head.kind != HeadKind::Group
        || !phrase.head.words.iter().any(|w| w == word)
        || !matches!(phrase.before.as_str(), "the" | "this")
    {
        return None;
    }
    let end = read.mentions.partition_point(|m| m.tokens.end <= phrase.tokens.start);
    let near = || read.mentions[..end].iter().rev().take_while(|m| m.sentence + 1 >= sentence).filter(|m| m.what == What::Group);
    let last = near().next()?;
    near().all(|m| m.actor == last.actor).then_some(last)
}

/// "the regime's troops": the actor of the label before the possessive mark.
pub fn owning_label(read: &Read, phrase: &Phrase, earlier: &[Label]) -> Option<String> {
    let mark = phrase.tokens.start.checked_sub(1).filter(|t| read.is_possessive(*t))?;
    let start = read.doc.tokens.get(mark)?.span.start;
    let owner = earlier.iter().rev().take_while(|l| l.span.end >= start).find(|l| l.span.end == start)?;
    (owner.actor != UNRESOLVED).then(|| owner.actor.clone())
}

/// "police and militias", "the army, or fighters who": the actor of the label before "and" or "or".
pub fn coordinated(read: &Read, phrase: &Phrase, earlier: &[Label]) -> Option<String> {
    let and = phrase.tokens.start.checked_sub(1).filter(|t| matches!(read.lower(*t), "and" | "or"))?;
    let mut left = and.checked_sub(1)?;
    if read.lower(left) == "," {
        left = left.checked_sub(1)?;
    }
    let end = read.doc.tokens.get(left)?.span.end;
    let last = earlier.iter().rev().take_while(|l| l.span.end >= end).find(|l| l.span.end == end)?;
    (last.actor != UNRESOLVED && last.kind == super::LabelKind::Label).then(|| last.actor.clone())
}

/// "our forces": whoever speaks here, if the words for the speaker name an actor.
pub fn speaker(read: &Read, phrase: &Phrase) -> Option<String> {
    let (_, quote) = read.voices.of(read.doc.cover(phrase.core.clone()));
    let quote = read.voices.quotes.get(quote?)?;
    let named = quote.speaker.and_then(|span| {
        let first = read.mentions.partition_point(|m| m.span.end <= span.start);
        let inside = read.mentions[first..].iter().take_while(|m| m.span.start < span.end);
        inside.filter(|m| !m.actor.is_empty()).last().map(|m| m.actor.clone())
    });
    let typed = match quote.source_type.as_str() {
        "government" | "military_official" => Some("government"),
        "rebels" => Some("armed_opposition"),
        _ => None,
    };
    named.or_else(|| typed.map(|role| read.role(role)))
}

/// The actor that a possessive pronoun means: the last in the sentence that agrees with it, else the only one of the
/// sentence before. "His" is a person's, "its" a body's, "their" nobody's alone.
pub fn before(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
    let his = matches!(phrase.before.as_str(), "his" | "her");
    let end = read.mentions.partition_point(|m| m.tokens.end <= phrase.tokens.start);
    let fits = |m: &&Mention| m.counts && !m.actor.is_empty() && (m.what == What::Person) == his;
    let named = read.mentions[..end].iter().rev().take_while(|m| m.sentence == sentence).find(fits);
    let agrees = |l: &&Label| {
        let words = l.span.of(read.doc.text).to_lowercase();
        let plural = !words.ends_with(l.lemma.rsplit(' ').next().unwrap_or_default()) || words.ends_with('s');
        match phrase.before.as_str() {
            "its" => !plural,
            "their" => plural,
            _ => read.words.heads.iter().any(|h| h.kind == HeadKind::Person && h.group == l.group),
        }
    };
    let label = earlier.iter().rev().take_while(|l| l.sentence == sentence).find(|l| l.actor != UNRESOLVED && agrees(l));
    match (named, label) {
        (Some(m), Some(l)) if l.span.start > m.span.start => Some(l.actor.clone()),
        (Some(m), _) => Some(m.actor.clone()),
        (None, Some(l)) => Some(l.actor.clone()),
        (None, None) => only_one(read, sentence.checked_sub(1)?, earlier),
    }
}

/// The actor of a sentence in which all names and labels mean the same.
pub fn only_one(read: &Read, sentence: usize, earlier: &[Label]) -> Option<String> {
    let first = read.mentions.partition_point(|m| m.sentence < sentence);
    let names = read.mentions[first..].iter().take_while(|m| m.sentence == sentence).filter(|m| m.counts).map(|m| m.actor.as_str());
    let labels =
        earlier.iter().rev().skip_while(|l| l.sentence > sentence).take_while(|l| l.sentence == sentence).map(|l| l.actor.as_str());
    let mut all = names.chain(labels);
    let one = all.next().filter(|a| !a.is_empty() && *a != UNRESOLVED)?;
    all.all(|a| a == one).then(|| one.to_string())
}
