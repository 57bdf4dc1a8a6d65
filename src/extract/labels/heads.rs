//! Descriptive labels: every head noun of the active packs, as a whole phrase, before another noun, or in a compound.

use super::actor::{Decision, UNRESOLVED, decide};
use super::phrase::{Part, Phrase, Reach, phrase};
use super::read::{Read, What};
use super::{Form, Label, LabelKind};
use crate::lexicon::labels::{Attributive, Head, HeadKind, Needs};
use crate::text::{Span, Tag};
use std::ops::Range;

/// Adds the labels of one sentence to those of the sentences before.
pub fn find(read: &Read, sentence: usize, tokens: Range<usize>, out: &mut Vec<Label>) {
    let titles = title_case(read, &tokens);
    for t in tokens.clone() {
        let Some((head, start)) = read.head(t, &tokens) else { continue };
        if read.mention(t).is_some() || !nominal(read, head, t, &tokens) {
            continue;
        }
        if read.is_hyphen(t + 1) {
            compound_row(read, sentence, head, start..t + 1, out);
            continue;
        }
        if start > tokens.start && read.is_hyphen(start - 1) {
            stance_row(read, sentence, head, start, t, out);
            continue;
        }
        let last = if alone(read, head, t, &tokens, titles) { t } else { last_noun(read, t, &tokens) };
        if last == t {
            if !titled(read, head, t) {
                whole(read, sentence, head, start..t + 1, &tokens, out);
            }
        } else if !absorbed(read, t, last, &tokens, sentence, out) {
            attributive(read, sentence, head, start..t + 1, last, &tokens, out);
        }
    }
}

/// Whether the word is used as a noun (or as an adjective before one) here.
fn nominal(read: &Read, head: &Head, t: usize, sentence: &Range<usize>) -> bool {
    let tag = read.tag(t);
    if tag.is_noun() || tag == Tag::X {
        return true;
    }
    let before_noun = t + 1 < sentence.end && (read.tag(t + 1).is_noun() || read.tag(t + 1).is_adjective() || read.is_hyphen(t + 1));
    tag.is_adjective() && (before_noun || !head.adjective)
}

/// Whether a head ends its phrase although a noun seems to follow: plurals do not stand before nouns ("rebels target …"),
/// and in a line of Title Case the tagger takes verbs for names ("Army Retakes Town").
fn alone(read: &Read, head: &Head, t: usize, sentence: &Range<usize>, titles: bool) -> bool {
    let plural = read.form(t, sentence).is_some_and(|(_, _, lemma)| !lemma.ends_with(read.lower(t)));
    let next = t + 1;
    let verb = titles && read.tag(next).is_proper() && read.lower(next).ends_with('s') && read.head(next, sentence).is_none();
    (plural && read.head(next, sentence).is_none()) || verb && head.kind != HeadKind::Person && !read.listed("actions", next)
}

/// Whether most longer words of a sentence begin with a capital, as in headlines.
fn title_case(read: &Read, tokens: &Range<usize>) -> bool {
    let long = tokens.clone().filter(|t| read.doc.word(*t).chars().filter(|c| c.is_alphabetic()).count() > 3);
    let (mut all, mut capital) = (0, 0);
    for t in long {
        all += 1;
        capital += usize::from(read.doc.word(t).chars().next().is_some_and(char::is_uppercase));
    }
    all >= 3 && capital * 10 >= all * 7
}

/// The last noun of the phrase in which a token stands before others ("rebel | military commander").
fn last_noun(read: &Read, t: usize, sentence: &Range<usize>) -> usize {
    let (mut last, mut i) = (t, t + 1);
    while i < sentence.end {
        let tag = read.tag(i);
        let name = read.name(i).is_some();
        if name || tag.is_proper() && !read.tag(t).is_proper() && read.head(i, sentence).is_none() || read.is_hyphen(i + 1) && i + 1 < sentence.end {
            break;
        }
        if tag.is_noun() || tag == Tag::X && read.head(i, sentence).is_some() {
            last = i;
        } else if !tag.is_adjective() && !read.is_hyphen(i) {
            break;
        }
        i += 1;
    }
    last
}

/// A title before a name ("President Bashar", "Foreign Minister X") is no label.
fn titled(read: &Read, head: &Head, t: usize) -> bool {
    head.kind == HeadKind::Person && (read.tag(t + 1).is_proper() || read.name(t + 1).is_some_and(|m| m.what == What::Person))
}

/// Whether the noun at the end of the phrase is a label of its own that takes this word in.
fn absorbed(read: &Read, t: usize, last: usize, tokens: &Range<usize>, sentence: usize, earlier: &[Label]) -> bool {
    (t + 1..=last).rev().any(|l| {
        let Some((head, start)) = read.head(l, tokens) else { return false };
        if start <= t || !read.is_noun(l) {
            return start <= t;
        }
        let reach = if l == last { Reach::Full } else { Reach::Sides };
        let found = phrase(read, head, start..l + 1, tokens, reach);
        found.tokens.start <= t && accepted(read, &found, sentence, earlier).is_some()
    })
}

/// The whole noun phrase.
fn whole(read: &Read, sentence: usize, head: &Head, core: Range<usize>, tokens: &Range<usize>, out: &mut Vec<Label>) {
    let found = phrase(read, head, core.clone(), tokens, Reach::Full);
    let Some(decision) = accepted(read, &found, sentence, out) else { return };
    let mut span = read.doc.cover(found.tokens.clone());
    if let Some(end) = loyal(read, core.end, tokens) {
        let decision = Decision { actor: loyal_actor(read, core.end, end).unwrap_or(decision.actor), by: "loyal" };
        span = read.doc.cover(found.tokens.start..end);
        let lemma = format!("{} {}", lemma(read, &found), loyal_words(read, core.end, end));
        return out.push(row(read, sentence, head, span, lemma, "forces loyal to X".into(), decision, Form::Nominal));
    }
    let (lemma, group) = (lemma(read, &found), group(&found));
    let second = found.second.filter(|_| matches!(head.kind, HeadKind::State | HeadKind::Force | HeadKind::Relation));
    if let Some(second) = second.filter(|s| *s > found.tokens.start) {
        let nations: Vec<String> = found.parts.iter().filter_map(|p| if let Part::Nation(c, _) = p { read.state(c) } else { None }).collect();
        if let [a, b] = nations.as_slice() {
            if a != b {
                let right = read.doc.cover(second..found.tokens.end);
                let decided = |actor: &String| Decision { actor: actor.clone(), by: "nation" };
                out.push(row(read, sentence, head, span, lemma.clone(), group.clone(), decided(a), Form::Nominal));
                return out.push(row(read, sentence, head, right, lemma, group, decided(b), Form::Nominal));
            }
        }
    }
    out.push(row(read, sentence, head, span, lemma, group, decision, Form::Nominal));
}

/// The word before another noun ("rebel advance", "Syrian army positions").
#[allow(clippy::too_many_arguments)]
fn attributive(read: &Read, sentence: usize, head: &Head, core: Range<usize>, last: usize, tokens: &Range<usize>, out: &mut Vec<Label>) {
    let (word, next, end) = (read.lower(core.end - 1), read.lower(core.end), read.lower(last));
    let excluded = |noun: &str| read.words.excludes.contains(&format!("{word} {noun}"));
    let allowed = match head.attributive {
        Attributive::Any => true,
        Attributive::Actions => read.words.listed("actions", next) || read.words.listed("actions", end),
        Attributive::None => false,
    };
    if !allowed || excluded(next) || excluded(end) || titled(read, head, core.end - 1) {
        return;
    }
    let found = phrase(read, head, core, tokens, Reach::Sides);
    if head.needs == Some(Needs::Article) && head.adjective {
        return;
    }
    let Some(decision) = accepted(read, &found, sentence, out) else { return };
    let span = read.doc.cover(found.tokens.clone());
    let (lemma, group) = (lemma(read, &found), group(&found));
    out.push(row(read, sentence, head, span, lemma, group, decision, Form::Attributive));
}

/// The actor of a phrase if it is a label at all.
fn accepted(read: &Read, phrase: &Phrase, sentence: usize, earlier: &[Label]) -> Option<Decision> {
    let head = phrase.head;
    let word = read.lower(phrase.core.end - 1);
    let after = read.lower(phrase.core.end);
    let follow = if read.words.listed("determiners", after) { read.lower(phrase.core.end + 1) } else { after };
    if read.words.excludes.contains(&format!("{word} {after}")) || read.words.excludes.contains(&format!("{word} {follow}")) {
        return None;
    }
    if head.kind == HeadKind::Person && (beside_name(read, phrase) || diplomat(read, phrase)) {
        return None;
    }
    let front = phrase.parts.last().map(|p| part_word(read, p)).unwrap_or_default();
    if !front.is_empty() && read.words.excludes.contains(&format!("{front} {word}")) {
        return None;
    }
    let decision = decide(read, phrase, sentence, earlier)?;
    // "members of the army", "a group of rebels": the words behind "of" carry the label.
    if decision.by == "owner" && after == "of" && read.words.listed("partitive", word) {
        return None;
    }
    let sided = decision.actor != UNRESOLVED && decision.by != "none"
        || phrase.parts.iter().any(|p| matches!(p, Part::Head(..) | Part::Modifier(..)));
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
        Needs::Nothing => true,
        Needs::Side => sided && !(decision.by == "head" && phrase.parts.iter().all(|p| matches!(p, Part::Word(_)))),
        Needs::Article if phrase.reach == Reach::Sides => true,
        Needs::Article => sided && !phrase.parts.is_empty() || read.words.listed("definite", &phrase.before),
    };
    ok.then_some(decision)
}

/// "X, the leader of HTS" and "the leader of HTS, X": the office of somebody who is named.
fn beside_name(read: &Read, phrase: &Phrase) -> bool {
    let person = |t: usize| read.name(t).is_some_and(|m| m.what == What::Person);
    let mut before = phrase.tokens.start;
    while before > 0 && (read.listed("determiners", before - 1) || read.listed("titles", before - 1)) {
        before -= 1;
    }
    let left = before >= 2 && read.lower(before - 1) == "," && person(before - 2);
    let right = read.lower(phrase.core.end) == "," && person(phrase.core.end + 1);
    left || right
}

/// "US officials": people of a state that only counts with its forces.
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
    let other = |t: usize| read.listed("titles", t) && read.tag(t + 1).is_proper() && read.mention(t + 1).is_none() && !read.listed("titles", t + 1);
    !(person.tokens.end..start).any(other)
}

fn part_word<'r>(read: &'r Read, part: &Part) -> &'r str {
    match part {
        Part::Head(_, t) | Part::Modifier(_, t) | Part::Nation(_, t) | Part::Word(t) => read.lower(*t),
        _ => "",
    }
}

/// "rebel-held": the actor inside a compound.
fn compound_row(read: &Read, sentence: usize, head: &Head, core: Range<usize>, out: &mut Vec<Label>) {
    let side = matches!(head.kind, HeadKind::Side | HeadKind::State) && !head.adjective;
    if side && read.listed("participles", core.end + 1) {
        let decision = Decision { actor: read.role(&head.role), by: "head" };
        let lemma = base(read, core.end - 1);
        out.push(row(read, sentence, head, read.doc.cover(core), lemma, head.group.clone(), decision, Form::CompoundModifier));
    }
}

/// "pro-government": the actor behind a stance.
fn stance_row(read: &Read, sentence: usize, head: &Head, start: usize, t: usize, out: &mut Vec<Label>) {
    let side = matches!(head.kind, HeadKind::Side | HeadKind::State) && !head.adjective;
    if side && start >= 2 && read.listed("stances", start - 2) {
        let decision = Decision { actor: read.role(&head.role), by: "head" };
        out.push(row(read, sentence, head, read.doc.cover(start..t + 1), base(read, t), head.group.clone(), decision, Form::CompoundModifier));
    }
}

/// The end of "loyal to X" behind the head, X included.
fn loyal(read: &Read, end: usize, sentence: &Range<usize>) -> Option<usize> {
    if !(read.listed("loyalty", end) && read.lower(end + 1) == "to") {
        return None;
    }
    let mut t = end + 2;
    while t < sentence.end && (read.listed("determiners", t) || read.listed("titles", t) || read.tag(t).is_adjective() && read.mention(t).is_none()) {
        t += 1;
    }
    if read.adjective(t).is_some() && read.listed("titles", t + 1) {
        t += 1;
        while t < sentence.end && read.listed("titles", t) && (read.listed("titles", t + 1) || read.name(t + 1).is_some()) {
            t += 1;
        }
    }
    match read.mention(t) {
        Some(m) => {
            let mut end = m.tokens.end;
            if matches!(m.what, What::Adjective(_)) {
                read.head(end, sentence)?;
                end += 1;
            }
            Some(end)
        }
        None => read.head(t, sentence).map(|_| t + 1),
    }
    .filter(|e| *e <= sentence.end)
}

fn loyal_actor(read: &Read, start: usize, end: usize) -> Option<String> {
    let last = end.checked_sub(1)?;
    read.mention(last).map(|m| m.actor.clone()).filter(|a| !a.is_empty()).or_else(|| {
        let (head, _) = read.head(last, &(start..end))?;
        (head.role != UNRESOLVED).then(|| read.role(&head.role))
    })
}

/// "loyal to Assad": without the titles before the name.
fn loyal_words(read: &Read, start: usize, end: usize) -> String {
    let tail = (start + 2..end).rev().take_while(|t| !read.listed("titles", *t) && read.lower(*t) != "former").min().unwrap_or(start + 2);
    let target = if tail < end { read.doc.cover(tail..end).of(read.doc.text) } else { "" };
    format!("{} to {}", read.lower(start), target)
}

/// The words that count as one label: the head in its base form and the nouns and side words right before it.
fn lemma(read: &Read, phrase: &Phrase) -> String {
    let mut words = Vec::new();
    for part in phrase.parts.iter().rev() {
        match part {
            Part::Head(_, t) => words.push(base(read, *t)),
            Part::Modifier(m, t) if m.keep => words.push(read.lower(*t).to_string()),
            Part::Word(t) if read.tag(*t) == Tag::Nn && !read.is_hyphen(t.wrapping_sub(1)) => words.push(read.lower(*t).to_string()),
            Part::Compound { participle, inner } => {
                let side = read.head(inner.end - 1, inner).filter(|_| read.mention(inner.end - 1).is_none());
                if side.is_some() {
                    words.push(format!("{}-{participle}", read.doc.cover(inner.clone()).of(read.doc.text)));
                }
            }
            Part::Stance { prefix, inner } if read.mention(inner.end - 1).is_none() => {
                words.push(format!("{prefix}-{}", read.doc.cover(inner.clone()).of(read.doc.text).to_lowercase()));
            }
            _ => {}
        }
    }
    words.reverse();
    words.push(match read.form(phrase.core.end - 1, &phrase.core) {
        Some((_, _, lemma)) if phrase.core.len() > 1 => lemma.to_string(),
        _ => base(read, phrase.core.end - 1),
    });
    words.join(" ")
}

/// The base form of a label word: the lexicon's, with the capital of words like "Islamist" kept.
fn base(read: &Read, t: usize) -> String {
    let lemma = read.form(t, &(t..t + 1)).map_or(read.lower(t), |(_, _, lemma)| lemma);
    let lemma = lemma.rsplit(' ').next().unwrap_or_default();
    if read.words.listed("capitalised", lemma) {
        let mut chars = lemma.chars();
        return chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
    }
    lemma.to_string()
}

/// The family: that of the first side word, else the head's.
fn group(phrase: &Phrase) -> String {
    let own = matches!(phrase.head.kind, HeadKind::Side | HeadKind::State | HeadKind::Relation);
    let side = phrase.parts.iter().rev().find_map(|p| match p {
        Part::Head(h, _) if h.kind == HeadKind::Side => Some(h.group.clone()),
        Part::Head(h, _) if h.group == "government" && phrase.head.kind == HeadKind::Force => Some("government forces".into()),
        Part::Modifier(m, _) if !m.group.is_empty() => Some(m.group.clone()),
        _ => None,
    });
    side.filter(|_| !own).unwrap_or_else(|| phrase.head.group.clone())
}

#[allow(clippy::too_many_arguments)]
fn row(read: &Read, sentence: usize, head: &Head, span: Span, lemma: String, group: String, decision: Decision, form: Form) -> Label {
    let (voice, quote) = read.voices.of(span);
    let pack = read.words.packs.get(head.pack).map_or("", |p| p.name.as_str());
    let rule = format!("{pack}/{}:{}", head.group, decision.by);
    Label { kind: LabelKind::Label, span, group, lemma, actor: decision.actor, voice, quote, form, sentence, rule }
}
