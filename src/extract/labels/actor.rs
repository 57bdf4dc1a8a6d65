//! Whom a label means: what stands before the head, what is in apposition, then the head's own side; else `unresolved`.

use super::Label;
use super::phrase::{Part, Phrase};
use super::read::{Mention, Read, What};
use crate::lexicon::labels::HeadKind;

/// Whom a label means and what decided it.
#[derive(Debug, Clone)]
pub struct Decision {
    pub actor: String,
    /// `owner`, `apposition`, `modifier`, `nation`, `backed`, `head`, `pronoun`, `coordination`, `none`.
    pub by: &'static str,
}

pub const UNRESOLVED: &str = "unresolved";

/// Decides the actor of a phrase. `earlier` are the labels found so far. `None` means that the
/// words name somebody who is no actor of the event (the Jordanian army in a Syrian text).
pub fn decide(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<Decision> {
    let head = phrase.head;
    let got = |actor: String, by: &'static str| Some(Decision { actor, by });
    if head.kind == HeadKind::Relation {
        return relation(read, phrase, sentence, earlier);
    }
    if let Some(mention) = tied_name(read, phrase, sentence) {
        return got(mention.actor.clone(), "apposition");
    }
    let mut nation = None;
    for part in &phrase.parts {
        match part {
            Part::Nation(country, _) if nation.is_none() => nation = Some(country.as_str()),
            Part::Owner(index) => {
                let owner = &read.mentions[*index];
                if let What::Country(country) = &owner.what {
                    nation = nation.or(Some(country.as_str()));
                } else if head.kind != HeadKind::Side {
                    return got(owner.actor.clone(), "owner");
                }
            }
            Part::Classifier(index) if head.kind != HeadKind::Side || !home_side(read, head, &read.mentions[*index]) => {
                let mention = &read.mentions[*index];
                if !mention.actor.is_empty() {
                    return got(mention.actor.clone(), "apposition");
                }
            }
            Part::Compound { participle, inner } if head.kind != HeadKind::Side => {
                if let Some(actor) = compound(read, participle, inner.clone()) {
                    return got(actor, "backed");
                }
            }
            Part::Stance { prefix, inner } if head.kind != HeadKind::Side => {
                if let Some(actor) = stance(read, prefix, inner.clone()) {
                    return got(actor, "stance");
                }
            }
            _ => {}
        }
    }
    if let Some(actor) = owning_label(read, phrase, earlier).filter(|_| head.kind != HeadKind::Side) {
        return got(actor, "owner");
    }
    // "rebel fighters", "government forces", "Iraqi government forces"
    let role = phrase.parts.iter().rev().find_map(|p| match p {
        Part::Head(h, _) if h.role != UNRESOLVED => Some(h.role.as_str()),
        Part::Modifier(m, _) if m.role != UNRESOLVED => Some(m.role.as_str()),
        _ => None,
    });
    let role = role.unwrap_or(&head.role);
    if let Some(country) = nation.filter(|c| !read.is_home(c)) {
        let side = !matches!(role, "government" | "security_forces" | UNRESOLVED);
        if !side {
            let regular = read.words.listed("state_forces", read.lower(phrase.core.end - 1));
            let irregular = head.kind == HeadKind::Force && head.role == UNRESOLVED && !regular || head.kind == HeadKind::Group;
            let special = read.ask(|p| p.irregulars.get(country)).filter(|_| irregular);
            return special.cloned().or_else(|| read.state(country)).map(|actor| Decision { actor, by: "nation" });
        }
    }
    if role == "government" && matches!(head.kind, HeadKind::State | HeadKind::Force) && nation.is_none() {
        if let Some(actor) = other_state(read, phrase, sentence, earlier) {
            return got(actor, "pronoun");
        }
    }
    if role != UNRESOLVED {
        let named = antecedent(read, phrase, sentence).map(|m| m.actor.clone());
        return match named {
            Some(actor) => got(actor, "antecedent"),
            None => got(read.role(role), "head"),
        };
    }
    // "troops of the government", "leader of the rebels"
    let end = phrase.core.end;
    if matches!(read.lower(end), "of" | "from") {
        let target = if read.listed("determiners", end + 1) { end + 2 } else { end + 1 };
        let owner = (target..target + 3)
            .find_map(|t| read.head(t, &(end + 1..t + 1)).filter(|(h, _)| h.role != UNRESOLVED && read.mention(t).is_none()));
        if let Some((owner, _)) = owner.filter(|(h, _)| matches!(h.kind, HeadKind::Side | HeadKind::State)) {
            return got(read.role(&owner.role), "owner");
        }
    }
    if let Some(actor) = coordinated(read, phrase, earlier) {
        return got(actor, "coordination");
    }
    if read.words.listed("pronouns", &phrase.before) {
        let own = read.words.listed("first_person", &phrase.before);
        let whose = if own { speaker(read, phrase) } else { before(read, phrase, sentence, earlier) };
        if let Some(actor) = whose {
            return got(actor, "pronoun");
        }
    }
    if nation.is_some_and(|c| read.is_home(c)) && matches!(head.kind, HeadKind::Force | HeadKind::Person) {
        let home = head.kind == HeadKind::Person || read.words.listed("state_forces", read.lower(phrase.core.end - 1));
        return got(if home { read.role("government") } else { UNRESOLVED.into() }, "nation");
    }
    let bare = read.words.listed("state_forces", read.lower(phrase.core.end - 1)) && phrase.parts.is_empty();
    if let Some(actor) = bare.then(|| context(read, phrase, sentence, earlier)).flatten() {
        return got(actor, "context");
    }
    got(UNRESOLVED.into(), "none")
}

/// Bare "troops": the one state that everything before in this and the last sentence means.
fn context(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
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
fn other_state(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
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
fn antecedent<'r>(read: &'r Read, phrase: &Phrase, sentence: usize) -> Option<&'r Mention> {
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

/// A name may stay beside a side word only if it is not of the other camp ("Assad rebels").
fn home_side(read: &Read, head: &crate::lexicon::labels::Head, mention: &Mention) -> bool {
    read.role(&head.role) != UNRESOLVED && mention.actor == read.role("government")
}

/// The name in apposition: "the jihadist group HTS", "HTS, a group with roots in …", "terrorists from HTS".
fn tied_name<'r>(read: &'r Read, phrase: &Phrase, sentence: usize) -> Option<&'r Mention> {
    let end = phrase.core.end;
    let kind = phrase.head.kind;
    let group = |m: &&Mention| matches!(m.what, What::Group) && m.sentence == sentence;
    let body = matches!(kind, HeadKind::Group | HeadKind::Force);
    if body {
        if let Some(m) = read.name(end).filter(group) {
            return Some(m);
        }
        // "a militia called the Syrian National Army", "the group, known as HTS"
        let skip = (end..end + 5).find(|t| !(read.listed("naming", *t) || read.listed("determiners", *t) || read.lower(*t) == ","));
        if let Some(m) = skip.filter(|s| *s > end && (end..*s).any(|t| read.listed("naming", t))).and_then(|s| read.name(s)).filter(group) {
            return Some(m);
        }
    }
    if let Some(m) = read.name(end).filter(|m| kind == HeadKind::Side && phrase.head.adjective && group(m)) {
        return Some(m);
    }
    if let Some(m) = apposed(read, phrase).filter(|m| group(m) && (body || kind == HeadKind::Side)) {
        return Some(m);
    }
    let linked = matches!(read.lower(end), "from" | "of") || kind == HeadKind::Person && read.lower(end) == "for";
    // "fighters affiliated with HTS", "terrorists belonging to ISIS"
    let member = read.listed("membership", end) && matches!(read.lower(end + 1), "with" | "to") && kind != HeadKind::Person;
    let end = if member { end + 1 } else { end };
    let target = if read.listed("determiners", end + 1) { end + 2 } else { end + 1 };
    let owner = read.name(target).filter(|m| m.sentence == sentence && matches!(m.what, What::Group | What::Person));
    if member {
        return owner;
    }
    owner.filter(|m| linked && !read.is_possessive(m.tokens.end) && (kind != HeadKind::Group || read.lower(end) == "of"))
}

/// The name before a comma: "HTS, a group …" (the phrase must follow with an article).
fn apposed<'r>(read: &'r Read, phrase: &Phrase) -> Option<&'r Mention> {
    let article = phrase.tokens.start.checked_sub(1)?;
    let comma = article.checked_sub(1)?;
    if !read.words.listed("determiners", read.lower(article)) || read.lower(comma) != "," {
        return None;
    }
    let mut name = comma.checked_sub(1)?;
    if read.lower(name) == ")" {
        name = name.checked_sub(3)?;
    }
    read.name(name)
}

/// "Russia, a critical ally of Assad" is Russia; "Assad's opponents" are the other side.
fn relation(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<Decision> {
    let against = phrase.head.role == "against";
    if let Some(m) = apposed(read, phrase).filter(|m| !m.actor.is_empty() && !against) {
        return Some(Decision { actor: m.actor.clone(), by: "apposition" });
    }
    let end = phrase.core.end;
    if let Some(m) =
        read.name(end).filter(|m| m.sentence == sentence && !m.actor.is_empty() && matches!(m.what, What::Group | What::Country(_)))
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
    match owner.or(of) {
        Some(m) if against && m.actor == state => Some(Decision { actor: rebels, by: "owner" }),
        Some(m) if !m.actor.is_empty() && against => Some(Decision { actor: UNRESOLVED.into(), by: "owner" }),
        Some(m) if !m.actor.is_empty() => {
            let copula = subject(read, phrase, sentence);
            let places = backers(read, end, sentence);
            Some(Decision { actor: copula.or(places).unwrap_or_else(|| UNRESOLVED.into()), by: "owner" })
        }
        _ => {
            let named = nation.map(|actor| Decision { actor, by: "nation" });
            named.or_else(|| subject(read, phrase, sentence).map(|actor| Decision { actor, by: "copula" })).or_else(|| {
                let whose = read.words.listed("pronouns", &phrase.before).then(|| subject_of(read, phrase, sentence, earlier)).flatten()?;
                // The allies of an armed group are of its camp; those of a state may be anybody.
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
    while matches!(read.lower(t), "which" | "," | "who" | "long" | "has" | "have") {
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

/// "Iran-backed": whom the pack says; "HTS-led", "Assad-allied": the one named; "rebel-held" says nothing of a force.
fn compound(read: &Read, participle: &str, inner: std::ops::Range<usize>) -> Option<String> {
    let backed = read.words.listed("backed", participle);
    let mention = inner.clone().find_map(|t| read.mention(t));
    if let Some(mention) = mention {
        return match &mention.what {
            What::Country(country) | What::Adjective(country) if backed => read.ask(|p| p.backed.get(country)).cloned(),
            _ if mention.actor.is_empty() => None,
            _ => Some(mention.actor.clone()),
        };
    }
    side_word(read, inner)
}

/// "pro-Iran", "pro-government", "anti-regime".
fn stance(read: &Read, prefix: &str, inner: std::ops::Range<usize>) -> Option<String> {
    let actor = inner
        .clone()
        .find_map(|t| read.mention(t))
        .map(|m| m.actor.clone())
        .filter(|a| !a.is_empty())
        .or_else(|| side_word(read, inner))?;
    match prefix {
        "anti" if actor == read.role("government") => Some(read.role("armed_opposition")),
        "anti" => None,
        _ => Some(actor),
    }
}

/// The side of a label word inside a compound.
fn side_word(read: &Read, inner: std::ops::Range<usize>) -> Option<String> {
    let (head, _) = read.head(inner.end.checked_sub(1)?, &inner)?;
    (head.role != UNRESOLVED).then(|| read.role(&head.role))
}

/// "the regime's troops": the actor of the label before the possessive mark.
fn owning_label(read: &Read, phrase: &Phrase, earlier: &[Label]) -> Option<String> {
    let mark = phrase.tokens.start.checked_sub(1).filter(|t| read.is_possessive(*t))?;
    let start = read.doc.tokens.get(mark)?.span.start;
    let owner = earlier.iter().rev().take_while(|l| l.span.end >= start).find(|l| l.span.end == start)?;
    (owner.actor != UNRESOLVED).then(|| owner.actor.clone())
}

/// "police and militias", "the army, or fighters who": the actor of the label before "and" or "or".
fn coordinated(read: &Read, phrase: &Phrase, earlier: &[Label]) -> Option<String> {
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
fn speaker(read: &Read, phrase: &Phrase) -> Option<String> {
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
fn before(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<String> {
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
fn only_one(read: &Read, sentence: usize, earlier: &[Label]) -> Option<String> {
    let first = read.mentions.partition_point(|m| m.sentence < sentence);
    let names = read.mentions[first..].iter().take_while(|m| m.sentence == sentence).filter(|m| m.counts).map(|m| m.actor.as_str());
    let labels =
        earlier.iter().rev().skip_while(|l| l.sentence > sentence).take_while(|l| l.sentence == sentence).map(|l| l.actor.as_str());
    let mut all = names.chain(labels);
    let one = all.next().filter(|a| !a.is_empty() && *a != UNRESOLVED)?;
    all.all(|a| a == one).then(|| one.to_string())
}
