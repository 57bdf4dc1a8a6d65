//! Whom a label means: what stands before the head, what is in apposition, then the head's own side; else `unresolved`.

use super::Label;
use super::phrase::{Part, Phrase};
use super::read::{Mention, Read, What};
use super::{context, relation};
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
        return relation::relation(read, phrase, sentence, earlier);
    }
    if let Some(mention) = tied_name(read, phrase, sentence) {
        return got(mention.actor.clone(), "apposition");
    }
    if let Some(actor) = led_by(read, phrase, sentence) {
        return got(actor, "led_by");
    }
    let mut nation = None;
    for part in &phrase.parts {
        match part {
            // "Syrian Kurdish forces" are Kurdish.
            Part::Nation(country, _) if nation.is_none_or(|n| read.is_home(n)) => nation = Some(country.as_str()),
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
    if let Some(actor) = context::owning_label(read, phrase, earlier).filter(|_| head.kind != HeadKind::Side) {
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
    let own = role == "government" && matches!(head.kind, HeadKind::State | HeadKind::Force) && nation.is_none();
    if let Some(actor) = own.then(|| context::other_state(read, phrase, sentence, earlier)).flatten() {
        return got(actor, "pronoun");
    }
    if role != UNRESOLVED {
        let named = context::antecedent(read, phrase, sentence).map(|m| m.actor.clone());
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
    if let Some(actor) = context::coordinated(read, phrase, earlier) {
        return got(actor, "coordination");
    }
    if read.words.listed("pronouns", &phrase.before) {
        let own = read.words.listed("first_person", &phrase.before);
        let whose = if own { context::speaker(read, phrase) } else { context::before(read, phrase, sentence, earlier) };
        if let Some(actor) = whose {
            return got(actor, "pronoun");
        }
    }
    if nation.is_some_and(|c| read.is_home(c)) && matches!(head.kind, HeadKind::Force | HeadKind::Person) {
        let home = head.kind == HeadKind::Person || read.words.listed("state_forces", read.lower(phrase.core.end - 1));
        return got(if home { read.role("government") } else { UNRESOLVED.into() }, "nation");
    }
    let bare = read.words.listed("state_forces", read.lower(phrase.core.end - 1)) && phrase.parts.is_empty();
    if let Some(actor) = bare.then(|| context::lone_state(read, phrase, sentence, earlier)).flatten() {
        return got(actor, "context");
    }
    got(UNRESOLVED.into(), "none")
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
        // "one group, HTS, leads": not "groups, HTS, and others"
        let closed = |m: &&Mention| {
            let after = m.tokens.end;
            read.lower(after) == "," && !matches!(read.lower(after + 1), "and" | "or") && read.name(after + 1).is_none()
        };
        let singular = kind == HeadKind::Group && phrase.head.words.iter().any(|w| w == read.lower(end - 1));
        if let Some(m) = read.name(end + 1).filter(|_| singular && read.lower(end) == ",").filter(group).filter(closed) {
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

/// "a coalition led by HTS", "fighters, backed by Turkey, …" say what "HTS-led coalition" and "Turkey-backed fighters" say.
/// A word that says its side itself keeps it: "rebels led by HTS" are more than HTS.
fn led_by(read: &Read, phrase: &Phrase, sentence: usize) -> Option<String> {
    if !matches!(phrase.head.kind, HeadKind::Group | HeadKind::Force) || phrase.head.role != UNRESOLVED {
        return None;
    }
    let sided = |p: &Part| match p {
        Part::Head(h, _) => h.role != UNRESOLVED,
        Part::Modifier(m, _) => m.role != UNRESOLVED,
        _ => true,
    };
    if phrase.parts.iter().any(|p| !matches!(p, Part::Word(_)) && sided(p)) {
        return None;
    }
    let end = phrase.core.end;
    let participle = if read.lower(end) == "," { end + 1 } else { end };
    if !read.listed("participles", participle) || read.lower(participle + 1) != "by" {
        return None;
    }
    let by = participle + 2;
    let target = if read.listed("determiners", by) { by + 1 } else { by };
    let name = read.mention(target).filter(|m| m.sentence == sentence)?;
    compound(read, read.lower(participle), name.tokens.clone())
}

/// The name before a comma: "HTS, a group …" (the phrase must follow with an article).
pub fn apposed<'r>(read: &'r Read, phrase: &Phrase) -> Option<&'r Mention> {
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
