//! Descriptive labels: every head noun of the active packs, as a whole phrase, before another noun, or in a compound.

use super::accept::accepted;
use super::actor::{Decision, UNRESOLVED};
use super::phrase::{Part, Phrase, Reach, phrase};
use super::read::{Read, What};
use super::{Form, Label, LabelKind, loyal, wording};
use crate::lexicon::labels::{Attributive, Head, HeadKind};
use crate::text::Tag;
use std::cell::OnceCell;
use std::ops::Range;

/// The sentence that is read.
struct Here<'r, 'a> {
    read: &'r Read<'a>,
    sentence: usize,
    tokens: Range<usize>,
}

/// Adds the labels of one sentence to those of the sentences before.
pub fn find(read: &Read, sentence: usize, tokens: Range<usize>, out: &mut Vec<Label>) {
    let here = Here { read, sentence, tokens };
    let titles = OnceCell::new();
    for t in here.tokens.clone() {
        let Some((head, start)) = read.head(t, &here.tokens) else { continue };
        if read.mention(t).is_some() || !nominal(read, head, t, &here.tokens) {
            continue;
        }
        // "ex-rebels", "eco-terrorists"
        let prefixed = start == t && start >= here.tokens.start + 2 && read.is_hyphen(start - 1) && read.listed("prefixes", start - 2);
        let core = if prefixed { start - 2 } else { start }..t + 1;
        if read.is_hyphen(t + 1) {
            // "militant-held" is somebody's, "Islamist-led" only describes.
            if read.listed(if head.adjective { "holding" } else { "participles" }, t + 2) {
                compounded(&here, head, core, out);
            }
            continue;
        }
        if !prefixed && start == t && start > here.tokens.start && read.is_hyphen(start - 1) {
            if start >= 2 && read.listed("stances", start - 2) && !head.adjective {
                compounded(&here, head, core, out);
            }
            continue;
        }
        let titles = || *titles.get_or_init(|| title_case(read, &here.tokens));
        let last = if alone(read, head, t, &here.tokens, titles) { t } else { last_noun(read, t, &here.tokens) };
        if last != t {
            if !absorbed(&here, t, last, out) {
                attributive(&here, head, core, last, out);
            }
        } else if !titled(read, head, t) && !shares_head(&here, head, t) {
            whole(&here, head, core, out);
        }
    }
}

/// Whether the word is used as a noun (or as an adjective before one) here.
fn nominal(read: &Read, head: &Head, t: usize, sentence: &Range<usize>) -> bool {
    let tag = read.tag(t);
    if tag.is_noun() || tag == Tag::X {
        return true;
    }
    // "Terrorist gangs fired": between a describing word and a verb a plural is a noun whatever the tagger says.
    let described = |t: usize| {
        read.adjective(t).is_some() || read.modifier(t).is_some() || read.head(t, sentence).is_some() || read.tag(t).is_adjective()
    };
    if tag.is_verb() && t > sentence.start && described(t - 1) && read.tag(t - 1) != Tag::Nns {
        return matches!(read.tag(t + 1), Tag::Vbd | Tag::Vbp | Tag::Vbn | Tag::Md | Tag::Vb);
    }
    let before_noun = t + 1 < sentence.end && (read.tag(t + 1).is_noun() || read.tag(t + 1).is_adjective() || read.is_hyphen(t + 1));
    tag.is_adjective() && (before_noun || !head.adjective)
}

/// Whether a head ends its phrase although a noun seems to follow: plurals do not stand before nouns ("rebels target …"),
/// and in a line of Title Case the tagger takes verbs for names ("Army Retakes Town").
fn alone(read: &Read, head: &Head, t: usize, sentence: &Range<usize>, titles: impl FnOnce() -> bool) -> bool {
    let word = read.lower(t);
    let described =
        t > sentence.start && (read.mention(t - 1).is_some() || read.modifier(t - 1).is_some() || read.head(t - 1, sentence).is_some());
    let fixed = |lemma: &str| described && word.ends_with('s') && head.fixed.iter().any(|f| f == lemma);
    let plural = read.form(t, sentence).is_some_and(|(_, _, lemma)| !lemma.ends_with(word) || fixed(lemma));
    let next = t + 1;
    let verb = read.tag(next).is_proper() && read.lower(next).ends_with('s') && read.head(next, sentence).is_none() && titles();
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
    // No phrase is longer; the bound keeps long lists of nouns linear.
    while i < sentence.end.min(t + 12) {
        let tag = read.tag(i);
        let name = read.name(i).is_some();
        if name
            || tag.is_proper() && !read.tag(t).is_proper() && read.head(i, sentence).is_none()
            || read.is_hyphen(i + 1) && i + 1 < sentence.end
        {
            break;
        }
        // "rebel shelling": what an actor does counts as a noun whatever the tagger says.
        if tag.is_noun() || i == t + 1 && read.listed("actions", i) {
            last = i;
        } else if !tag.is_adjective() && !read.is_hyphen(i) {
            break;
        }
        i += 1;
    }
    last
}

/// A title before a name ("President Bashar", "Foreign Minister X") is no label, nor an adjective of a name that itself
/// stands before the label ("the extremist Islamic State | group").
fn titled(read: &Read, head: &Head, t: usize) -> bool {
    if head.adjective && read.name(t + 1).is_some_and(|m| read.words.head_index.contains_key(read.lower(m.tokens.end))) {
        return true;
    }
    head.kind == HeadKind::Person && (read.tag(t + 1).is_proper() || read.name(t + 1).is_some_and(|m| m.what == What::Person))
}

/// Whether the noun at the end of the phrase is a label of its own that takes this word in.
fn absorbed(here: &Here, t: usize, last: usize, earlier: &[Label]) -> bool {
    (t + 1..=last).rev().any(|l| {
        let Some((head, start)) = here.read.head(l, &here.tokens) else { return false };
        // A title keeps nothing ("rebel commander X"), nor does a word that itself counts only at the end ("army fighter jet").
        if l != last && head.attributive == Attributive::None || titled(here.read, head, l) {
            return false;
        }
        if start <= t || !here.read.is_noun(l) {
            return start <= t;
        }
        let reach = if l == last { Reach::Full } else { Reach::Sides };
        let found = phrase(here.read, head, start..l + 1, &here.tokens, reach);
        found.tokens.start <= t && accepted(here.read, &found, here.sentence, earlier).is_some()
    })
}

/// The whole noun phrase.
fn whole(here: &Here, head: &Head, core: Range<usize>, out: &mut Vec<Label>) {
    let read = here.read;
    let found = phrase(read, head, core.clone(), &here.tokens, Reach::Full);
    let Some(decision) = accepted(read, &found, here.sentence, out) else { return };
    if let Some(end) = loyal::end(read, core.end, &here.tokens) {
        let decision = Decision { actor: loyal::actor(read, core.end, end).unwrap_or(decision.actor), by: "loyal" };
        let lemma = format!("{} {}", wording::lemma(read, &found), loyal::words(read, core.end, end));
        let named = Named { lemma, group: loyal::GROUP.into(), decision };
        return out.push(row(here, head, found.tokens.start..end, named, Form::Nominal));
    }
    let (lemma, group) = (wording::lemma(read, &found), wording::group(&found));
    let named = |decision| Named { lemma: lemma.clone(), group: group.clone(), decision };
    if let Some((start, [first, second])) = two_states(read, &found) {
        let by = |actor| Decision { actor, by: "nation" };
        out.push(row(here, head, found.tokens.clone(), named(by(first)), Form::Nominal));
        return out.push(row(here, head, start..found.tokens.end, named(by(second)), Form::Nominal));
    }
    if let Some((start, actor, word)) = shared(here, &found, &decision) {
        // "rebel and government forces": the whole for the first, the right part for the second.
        let lemma = format!("{word} {}", wording::base(read, core.end - 1));
        let first = Named { lemma, group: group.clone(), decision: Decision { actor, by: "head" } };
        out.push(row(here, head, start..found.tokens.end, first, Form::Nominal));
    }
    out.push(row(here, head, found.tokens.clone(), named(decision), Form::Nominal));
}

/// "Syrian and | Russian air forces": where the second begins, and the two actors.
fn two_states(read: &Read, found: &Phrase) -> Option<(usize, [String; 2])> {
    let start = found.second.filter(|s| *s > found.tokens.start)?;
    if !matches!(found.head.kind, HeadKind::State | HeadKind::Force | HeadKind::Relation) {
        return None;
    }
    let nations = found.parts.iter().filter_map(|p| if let Part::Nation(c, _) = p { read.state(c) } else { None });
    let [first, second]: [String; 2] = nations.collect::<Vec<_>>().try_into().ok()?;
    (first != second).then_some((start, [first, second]))
}

/// "rebel and | government forces": where the first begins, its actor and its word.
fn shared(here: &Here, found: &Phrase, decision: &Decision) -> Option<(usize, String, String)> {
    let read = here.read;
    let and = found.tokens.start.checked_sub(1).filter(|t| *t > here.tokens.start && matches!(read.lower(*t), "and" | "or"))?;
    let first_is_side = matches!(found.parts.first(), Some(Part::Head(..) | Part::Modifier(..)));
    let (other, start) = read.head(and - 1, &here.tokens)?;
    let singular = other.words.iter().any(|w| w == read.lower(and - 1));
    let force = matches!(found.head.kind, HeadKind::Force | HeadKind::Group);
    let actor = read.role(&other.role);
    let fits = force && first_is_side && singular && other.role != UNRESOLVED && actor != decision.actor;
    fits.then(|| (start, actor, wording::base(read, and - 1)))
}

/// Whether a word is the first of two that share a head, and so no label by itself ("rebel and government forces").
fn shares_head(here: &Here, head: &Head, t: usize) -> bool {
    let read = here.read;
    let singular = head.words.iter().any(|w| w == read.lower(t)) && matches!(head.kind, HeadKind::Side | HeadKind::State);
    if !singular || !matches!(read.lower(t + 1), "and" | "or") {
        return false;
    }
    let Some((next, _)) = read.head(t + 2, &here.tokens) else { return false };
    let last = last_noun(read, t + 2, &here.tokens);
    let force = read.head(last, &here.tokens).is_some_and(|(h, _)| matches!(h.kind, HeadKind::Force | HeadKind::Group));
    last > t + 2 && force && next.role != head.role && next.role != UNRESOLVED
}

/// The word before another noun ("rebel advance", "Syrian army positions").
fn attributive(here: &Here, head: &Head, core: Range<usize>, last: usize, out: &mut Vec<Label>) {
    let read = here.read;
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
    let found = phrase(read, head, core, &here.tokens, Reach::Sides);
    let Some(decision) = accepted(read, &found, here.sentence, out) else { return };
    let named = Named { lemma: wording::lemma(read, &found), group: wording::group(&found), decision };
    out.push(row(here, head, found.tokens.clone(), named, Form::Attributive));
}

/// "rebel-held", "pro-government": the actor inside a compound.
fn compounded(here: &Here, head: &Head, core: Range<usize>, out: &mut Vec<Label>) {
    if matches!(head.kind, HeadKind::Side | HeadKind::State) {
        let decision = Decision { actor: here.read.role(&head.role), by: "head" };
        let named = Named { lemma: wording::base(here.read, core.end - 1), group: head.group.clone(), decision };
        out.push(row(here, head, core, named, Form::CompoundModifier));
    }
}

/// How a label counts.
struct Named {
    lemma: String,
    group: String,
    decision: Decision,
}

fn row(here: &Here, head: &Head, tokens: Range<usize>, named: Named, form: Form) -> Label {
    let read = here.read;
    let span = read.doc.cover(tokens);
    let (voice, quote) = read.voices.of(span);
    let pack = read.words.packs.get(head.pack).map_or("", |p| p.name.as_str());
    let rule = format!("{pack}/{}:{}", head.group, named.decision.by);
    let (lemma, group, actor) = (named.lemma, named.group, named.decision.actor);
    Label { kind: LabelKind::Label, named: false, span, group, lemma, actor, voice, quote, form, sentence: here.sentence, rule }
}
