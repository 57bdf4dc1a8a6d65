//! What a mention is: a country, a party, a name with its titles, an office, people, a body.

use super::mention::{Before, Key, Mention, What};
use super::text::Text;
use crate::lexicon::mentions::Known;
use crate::text::Tag;
use std::ops::Range;

/// Fills in what the words of a mention say of it. `before` are the mentions before it (its owner is among them).
pub fn classify(text: &Text, mention: &mut Mention, before: &[Mention]) {
    let (start, head) = (mention.tokens.start, mention.head);
    mention.plural = matches!(text.tag(head), Tag::Nns | Tag::Nnps);
    mention.former = (start..head).any(|t| text.listed("former", t));
    mention.countries = text.countries(start..head);
    mention.party = text.party(start..head + 1);
    if !text.is_time(start, head) && !known(text, mention) {
        let noun = text.noun_at(start, head, mention.tokens.end);
        match text.is_proper(head) {
            true => proper(text, mention, before, noun.map(|n| (n.base, n.noun))),
            false => common(text, mention, before, noun.map(|n| (n.base, n.noun))),
        }
    }
}

/// Countries, their institutions and peoples, parties: names that the lexicon has.
fn known(text: &Text, mention: &mut Mention) -> bool {
    let (start, head) = (mention.tokens.start, mention.head);
    let wanted = |k: &Known| !matches!(k, Known::Adjective(_) | Known::Partisan(_));
    let Some((known, first)) = text.name_ending(start, head, wanted) else { return false };
    let (what, key, rule) = match known {
        Known::Institution(c) => (What::Country, Key::Country(c.clone()), "institution"),
        Known::Party(p) => (What::Party, Key::Party(p.clone()), "party"),
        Known::People(c) => (What::People, Key::People(c.clone()), "people"),
        Known::Short(c) if mention.before == Before::Definite && text.is_proper(head) => {
            (What::Country, Key::Country(c.clone()), "country")
        }
        // "Michael Jordan" and "New Mexico" are no countries.
        Known::Country(c) if text.is_proper(head) && !(first > mention.core && text.is_proper(first - 1)) => {
            (What::Country, Key::Country(c.clone()), "country")
        }
        _ => return false,
    };
    // "North and South Korea": the short form before the "and" is a second country.
    let and = (start..first).find(|t| text.lower(*t) == "and");
    let short = and.and_then(|and| text.name_ending(start, and.checked_sub(1)?, |k| matches!(k, Known::Short(_))));
    if let Some((Known::Short(c), _)) = short.filter(|_| what == What::Country) {
        mention.second = Some(Key::Country(c.clone()));
    }
    (mention.what, mention.key, mention.rule) = (what, Some(key), rule);
    mention.name_at = first;
    true
}

type Noun<'n> = Option<(String, &'n crate::lexicon::mentions::Noun)>;

/// A mention with a proper noun as its head: a name with titles before it, a named body, an office with a capital.
fn proper(text: &Text, mention: &mut Mention, before: &[Mention], noun: Noun) {
    let (start, head) = (mention.tokens.start, mention.head);
    let run = run_start(text, mention.core.max(start), head);
    let (mut at, mut titled) = (run, false);
    for t in start..head {
        let noun = || text.noun_at(start, t, head + 1).filter(|n| n.noun.office || n.noun.kin || n.noun.people).map(|n| n.tokens.end);
        let party = || text.name_beginning(t, head, |k| matches!(k, Known::Party(_) | Known::Partisan(_))).map(|(_, end)| end);
        let honorific = text.listed("honorific", t);
        if let Some(end) = honorific.then_some(t + 1).or_else(noun).or_else(party) {
            (at, titled) = (at.max(end.min(head)), true);
            mention.honorific |= honorific;
        }
    }
    let adjective = |at: usize| text.name_beginning(at, head, |k| matches!(k, Known::Adjective(_))).is_some();
    while at < head && (adjective(at) || text.tag(at) == Tag::Hyph) {
        at += 1;
    }
    mention.name_at = at;
    mention.name = (at..head + 1).map(|t| text.plain(t).into_owned()).collect();
    if let Some((base, noun)) = noun.filter(|_| at == head || !mention.honorific) {
        mention.noun = base;
        mention.family = noun.family.clone();
        mention.kin = noun.kin && !noun.office;
        let (what, rule) = if noun.body || noun.state {
            (What::Org, "name")
        } else if noun.office || noun.kin {
            (What::Office, "title")
        } else {
            (What::Group, "head")
        };
        (mention.what, mention.rule) = (what, rule);
        if let Some(country) = mention.countries.last().filter(|_| noun.state) {
            (mention.what, mention.rule, mention.key) = (What::Country, "state", Some(Key::Country(country.clone())));
        }
        return;
    }
    (mention.what, mention.rule) = (What::Name, "name");
    // "China's Xi Jinping"
    mention.personal = titled || mention.core > start && mention.name.len() > 1 && mention.owner_country(before).is_some();
    // What stands before a name without a title is no part of it ("embattled | Lee").
    if !titled && mention.core == start {
        mention.tokens.start = run;
        mention.core = run;
        mention.name_at = run;
    }
    mention.titles = titles(text, start..at, mention.tokens.end);
    fold(text, mention);
}

/// Where the run of proper nouns that ends at the head begins.
fn run_start(text: &Text, start: usize, head: usize) -> usize {
    let initial = |t: usize| text.plain(t).chars().count() == 1 && text.is_capital(t);
    let part = |t: usize| text.is_proper(t) || initial(t) || text.tag(t) == Tag::Hyph || text.listed("particle", t);
    let mut run = head;
    while run > start && part(run - 1) {
        run -= 1;
    }
    run
}

/// The offices in the words before a name, with their families.
fn titles(text: &Text, tokens: Range<usize>, end: usize) -> Vec<(String, String)> {
    let mut out: Vec<(Range<usize>, String, String)> = Vec::new();
    for t in tokens.clone() {
        if let Some(found) = text.noun_at(tokens.start, t, end).filter(|n| n.noun.office) {
            // "prime minister" holds "minister".
            out.retain(|(tokens, _, _)| tokens.start < found.tokens.start);
            out.push((found.tokens, found.base, found.noun.family.clone()));
        }
    }
    out.into_iter().map(|(_, base, family)| (base, family)).collect()
}

/// The name in a form in which spellings agree: lower case, without initials, hyphens and suffixes.
fn fold(text: &Text, mention: &mut Mention) {
    let parts: Vec<String> = mention.name.iter().filter(|w| w.chars().any(char::is_alphanumeric)).map(|w| w.to_lowercase()).collect();
    let (suffix, parts): (Vec<String>, Vec<String>) = parts.into_iter().partition(|w| text.words.listed("suffix", w));
    let last = parts.len().saturating_sub(1);
    let middle = |i: usize| i > 0 && i < last;
    mention.folded = parts.into_iter().enumerate().filter(|(i, w)| !middle(*i) || w.chars().count() > 1).map(|(_, w)| w).collect();
    mention.suffix = suffix.join(" ");
}

/// A mention with a common noun as its head.
fn common(text: &Text, mention: &mut Mention, before: &[Mention], noun: Noun) {
    let Some((base, noun)) = noun else { return };
    mention.noun = base;
    mention.family = noun.family.clone();
    mention.kin = noun.kin && !noun.office;
    if let Some(party) = mention.party.clone() {
        (mention.what, mention.rule, mention.key) = (What::Party, "party", Some(Key::Party(party)));
        return;
    }
    // "people", "staff": one form for one and for many.
    let mass =
        !mention.plural && noun.people && !noun.office && !noun.kin && text.lower(mention.head) == mention.noun && noun.family == MASS;
    if noun.people && (mention.plural || mass) {
        (mention.what, mention.rule) = (What::Group, "head");
    } else if noun.state && (!mention.countries.is_empty() || mention.owner_country(before).is_some()) {
        let country = mention.countries.last().cloned().or_else(|| mention.owner_country(before).map(String::from));
        (mention.what, mention.rule, mention.key) = (What::Country, "state", country.map(Key::Country));
    } else if !mention.plural && (noun.office || noun.kin) {
        (mention.what, mention.rule) = (What::Office, "title");
    } else if !mention.plural && noun.people {
        (mention.what, mention.rule) = (What::Individual, "head");
    } else if noun.body || noun.state {
        (mention.what, mention.rule) = (What::Body, "head");
    }
}

/// The family of nouns that name many without a plural ("staff").
const MASS: &str = "mass";
