//! Names that stand inside other phrases ("the Lee campaign", "U.S. tariffs") or that no phrase holds: known names only.

use super::mention::{Key, Mention, What};
use super::person::People;
use super::text::Text;
use crate::lexicon::mentions::Known;
use crate::text::{Role, Tag};
use std::collections::{BTreeMap, BTreeSet};

/// Adds a mention for every capital word that is a name already met, a country, an institution or a party, and that no
/// mention covers. Inside descriptions of people ("Lee supporters") the name is part of the description.
pub fn find(texts: &[Text], mentions: &mut Vec<Mention>, people: &mut People) {
    let single = single_names(mentions, people);
    let parts: BTreeSet<String> = people.list.iter().filter_map(|p| p.name.last().cloned()).collect();
    let mut added = Vec::new();
    let mut covered: Vec<Vec<bool>> = texts.iter().map(|t| vec![false; t.doc.tokens.len()]).collect();
    for m in mentions.iter().filter(|m| !matches!(m.what, What::Nothing | What::Body) && !m.thing) {
        covered[m.article][m.tokens.clone()].iter_mut().for_each(|c| *c = true);
    }
    for (article, text) in texts.iter().enumerate() {
        for (sentence, s) in text.doc.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Boilerplate) {
            let mut at = s.tokens.start;
            while at < s.tokens.end {
                let free = text.is_capital(at) && !covered[article][at];
                let Some((mut mention, end)) = free.then(|| known(text, article, sentence, at, s.tokens.end, &single)).flatten() else {
                    at += 1;
                    continue;
                };
                // "Rob Lee" of whom nobody knows anything is not the other Lee.
                let goes_on = mention.what == What::Name && text.is_proper(end) && parts.contains(text.lower(end));
                if !goes_on {
                    if mention.what == What::Name {
                        let word = mention.folded.concat();
                        mention.person = people.by_surname(&word, article);
                        mention.key = Some(mention.person.map_or(Key::Name(word), Key::Person));
                        if let Some(p) = mention.person {
                            people.list[p].seen(article);
                        }
                    }
                    added.push(mention);
                }
                at = end;
            }
        }
    }
    insert(mentions, added);
}

/// Surnames, and names of one word that the articles use alone, to their folded form.
fn single_names(mentions: &[Mention], people: &People) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let alone = || mentions.iter().filter(|m| m.what == What::Name && m.folded.len() == 1 && m.name.len() == 1);
    alone().for_each(|m| *counts.entry(&m.folded[0]).or_insert(0) += 1);
    let often = |m: &&Mention| m.person.is_some() || counts[m.folded[0].as_str()] >= 2;
    let used = alone().filter(|m| !m.is_owner).filter(often).map(|m| (m.name[0].clone(), m.folded[0].clone()));
    let capital = |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    let surnames = people.surnames().filter(|w| w.chars().count() > 3).map(|w| (capital(w), w.to_string()));
    surnames.chain(used).collect()
}

fn known(
    text: &Text,
    article: usize,
    sentence: usize,
    at: usize,
    end: usize,
    single: &BTreeMap<String, String>,
) -> Option<(Mention, usize)> {
    let wanted = |k: &Known| matches!(k, Known::Country(_) | Known::Institution(_) | Known::Party(_));
    let partisan = || text.name_beginning(at, end, |k| matches!(k, Known::Partisan(_))).is_some();
    let (what, key, last) = match text.name_beginning(at, end, wanted) {
        Some((Known::Country(c) | Known::Institution(c), last)) => (What::Country, Some(Key::Country(c.clone())), last),
        Some((Known::Party(p), last)) if !partisan() => (What::Party, Some(Key::Party(p.clone())), last),
        _ => (What::Name, None, at + 1),
    };
    let mut mention = Mention::new(article, sentence, at..last, last - 1);
    let before_noun = text.tag(last).is_noun() || text.tag(last) == Tag::Hyph;
    let alone = match what {
        What::Name => "surname",
        What::Party => "party",
        _ => "country",
    };
    (mention.what, mention.key, mention.rule) = (what, key, if before_noun { "modifier" } else { alone });
    if mention.what == What::Name {
        mention.folded = vec![single.get(text.plain(at).as_ref()).filter(|_| !text.tag(at).is_closed())?.clone()];
        mention.name = vec![text.plain(at).into_owned()];
    }
    Some((mention, last))
}

/// Puts mentions where they belong in the order of the text, with the indices of owners kept true.
fn insert(mentions: &mut Vec<Mention>, added: Vec<Mention>) {
    let old = mentions.len();
    mentions.extend(added);
    let mut order: Vec<usize> = (0..mentions.len()).collect();
    order.sort_by_key(|i| {
        let m = &mentions[*i];
        (m.article, m.tokens.start, std::cmp::Reverse(m.tokens.end), *i >= old, *i)
    });
    let mut place = vec![0; mentions.len()];
    order.iter().enumerate().for_each(|(to, from)| place[*from] = to);
    let none = || Mention::new(0, 0, 0..0, 0);
    let mut sorted: Vec<Mention> = order.iter().map(|i| std::mem::replace(&mut mentions[*i], none())).collect();
    sorted.iter_mut().for_each(|m| m.owner = m.owner.map(|o| place[o]));
    *mentions = sorted;
}
