//! Whom words of relation mean: "Russia, an ally of Assad", "Assad's opponents", "HTS and its allies".

use super::Label;
use super::actor::{Decision, UNRESOLVED, apposed};
use super::context::owning_label;
use super::phrase::{Part, Phrase};
use super::read::{Read, What};

/// "Russia, a critical ally of Assad" is Russia; "Assad's opponents" are the other side.
pub fn relation(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<Decision> {
    let against = phrase.head.role == "against";
    if let Some(m) = apposed(read, phrase).filter(|m| !m.actor.is_empty() && !against) {
        return Some(Decision { actor: m.actor.clone(), by: "apposition" });
    }
    let end = phrase.core.end;
    let behind = if read.listed("determiners", end) { end + 1 } else { end };
    if let Some(m) =
        read.name(behind).filter(|m| m.sentence == sentence && !m.actor.is_empty() && matches!(m.what, What::Group | What::Country(_)))
    {
        return Some(Decision { actor: m.actor.clone(), by: "apposition" });
    }
    let owner = phrase.parts.iter().find_map(|p| match p {
        Part::Owner(i) | Part::Classifier(i) => read.mentions.get(*i),
        _ => None,
    });
    let target = if read.listed("determiners", end + 1) { end + 2 } else { end + 1 };
    let of = (read.lower(end) == "of").then(|| read.name(target)).flatten();
    let nation = phrase.parts.iter().find_map(|p| match p {
        Part::Nation(c, _) => read.state(c).filter(|_| !read.is_home(c)),
        _ => None,
    });
    let (state, rebels) = (read.role("government"), read.role("armed_opposition"));
    let labelled = owning_label(read, phrase, earlier);
    match owner.or(of).map(|m| m.actor.clone()).or(labelled).filter(|a| !a.is_empty()) {
        Some(whose) if against && whose == state => Some(Decision { actor: rebels, by: "owner" }),
        Some(_) if against => Some(Decision { actor: UNRESOLVED.into(), by: "owner" }),
        Some(_) => {
            let copula = subject(read, phrase, sentence);
            let places = backers(read, end, sentence);
            Some(Decision { actor: copula.or(places).unwrap_or_else(|| UNRESOLVED.into()), by: "owner" })
        }
        None => {
            let named = nation.map(|actor| Decision { actor, by: "nation" });
            named.or_else(|| subject(read, phrase, sentence).map(|actor| Decision { actor, by: "copula" })).or_else(|| {
                let whose = read.words.listed("pronouns", &phrase.before).then(|| subject_of(read, phrase, sentence, earlier)).flatten()?;
                // The allies of an armed group are of its camp; those of a state may be anybody.
                if against && whose == state {
                    return Some(Decision { actor: rebels.clone(), by: "pronoun" });
                }
                let own = read.ask(|p| p.camp.iter().find(|c| **c == whose)).is_some() && !against;
                Some(Decision { actor: if own { rebels.clone() } else { UNRESOLVED.into() }, by: "pronoun" })
            })
        }
    }
}

/// Whose allies "its allies" are: those of the label right before "and", else of the first actor of the sentence.
fn subject_of(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
    let and = phrase.tokens.start.checked_sub(2).filter(|t| read.lower(*t) == "and");
    let joined = and.and_then(|a| a.checked_sub(1)).and_then(|t| read.doc.tokens.get(t)).map(|t| t.span.end);
    let here = || earlier.iter().rev().take_while(|l| l.sentence == sentence);
    if let Some(label) = joined.and_then(|end| here().find(|l| l.span.end == end)) {
        return Some(label.actor.clone());
    }
    let first = read.mentions.partition_point(|m| m.sentence < sentence);
    let named = read.mentions[first..].iter().take_while(|m| m.tokens.end <= phrase.tokens.start).find(|m| m.counts && !m.actor.is_empty());
    match (named, here().last()) {
        (Some(m), Some(l)) if l.span.start < m.span.start => Some(l.actor.clone()),
        (Some(m), _) => Some(m.actor.clone()),
        (None, label) => label.map(|l| l.actor.clone()),
    }
}

/// "Turkey, which is the main supporter of …", "Russia is an ally of …": the name before a form of "be".
fn subject(read: &Read, phrase: &Phrase, sentence: usize) -> Option<String> {
    let mut t = phrase.tokens.start.checked_sub(1)?;
    if read.listed("determiners", t) {
        t = t.checked_sub(1)?;
    }
    if !read.listed("copulas", t) {
        return None;
    }
    let mut t = t.checked_sub(1)?;
    while read.listed("relatives", t) {
        t = t.checked_sub(1)?;
    }
    read.name(t).filter(|m| m.sentence == sentence && !m.actor.is_empty()).map(|m| m.actor.clone())
}

/// "supporters in Moscow and Tehran": the capitals right behind.
fn backers(read: &Read, end: usize, sentence: usize) -> Option<String> {
    if read.lower(end) != "in" && read.lower(end) != "," {
        return None;
    }
    let first = read.name(end + 1).filter(|m| m.sentence == sentence && !m.actor.is_empty())?;
    let second = (read.lower(first.tokens.end) == "and").then(|| read.name(first.tokens.end + 1)).flatten();
    let mut actors = vec![first.actor.clone()];
    if let Some(m) = second.filter(|m| !m.actor.is_empty() && m.actor != first.actor) {
        actors.push(m.actor.clone());
    }
    Some(actors.join(";"))
}
