//! Persons that no pack lists, known by the title before their name: "Iraqi Foreign Minister X Y", "HTS commander Z".

use super::read::{Mention, Read, What};
use crate::lexicon::labels::fold_all;
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

/// Adds the persons with a title of a known actor, and their surnames later in the text.
pub fn find(read: &mut Read) {
    let mut found: Vec<Mention> = Vec::new();
    let mut surnames: HashMap<String, (String, String)> = HashMap::default();
    for (sentence, tokens) in read.sentences() {
        let mut t = tokens.start;
        while t < tokens.end {
            if let Some((range, actor)) = titled(read, t, &tokens) {
                let surname = read.doc.word(range.end - 1).to_string();
                surnames.insert(fold(&surname), (surname.clone(), actor.clone()));
                t = range.end;
                found.push(mention(read, range, sentence, surname, actor));
            } else if let Some((surname, actor)) = alone(read, t, &surnames) {
                let range = article(read, t, &tokens)..t + 1;
                found.push(mention(read, range, sentence, surname, actor));
                t += 1;
            } else {
                t += 1;
            }
        }
    }
    if found.is_empty() {
        return;
    }
    read.mentions.append(&mut found);
    read.mentions.sort_by_key(|m| m.tokens.start);
    read.covered.iter_mut().for_each(|c| *c = None);
    for (index, m) in read.mentions.iter().enumerate() {
        for token in m.tokens.clone() {
            read.covered[token] = Some(index);
        }
    }
}

fn fold(word: &str) -> String {
    fold_all(word).pop().unwrap_or_default()
}

fn mention(read: &Read, tokens: Range<usize>, sentence: usize, canonical: String, actor: String) -> Mention {
    let span = read.doc.cover(tokens.clone());
    Mention { span, tokens, sentence, canonical, actor, what: What::Person, rule: "title".into(), counts: true }
}

/// A name that begins at `t`, right behind a title whose owner is a known actor.
fn titled(read: &Read, t: usize, sentence: &Range<usize>) -> Option<(Range<usize>, String)> {
    if t == sentence.start || !read.listed("titles", t - 1) || !part_of_name(read, t) {
        return None;
    }
    let mut start = t;
    while start > sentence.start && (read.listed("titles", start - 1) || read.listed("offices", start - 1)) {
        start -= 1;
    }
    let owner = start.checked_sub(1).filter(|o| *o >= sentence.start)?;
    let owner = if read.is_possessive(owner) { owner.checked_sub(1)? } else { owner };
    let actor = match read.mention(owner) {
        Some(m) if !m.actor.is_empty() && m.what != What::Person => acting(read, m)?,
        Some(_) => return None,
        None => {
            let (head, _) = read.head(owner, sentence)?;
            (head.role != super::actor::UNRESOLVED && read.has_home()).then(|| read.role(&head.role))?
        }
    };
    let mut end = t + 1;
    while end < sentence.end && end < t + 8 && (part_of_name(read, end) || read.is_hyphen(end) && part_of_name(read, end + 1)) {
        end += 1;
    }
    Some((t..end, actor))
}

/// Countries that only back somebody have no actors of their own by name.
fn acting(read: &Read, mention: &Mention) -> Option<String> {
    match &mention.what {
        What::Adjective(c) | What::Country(c) => (read.is_home(c) || read.acts(c)).then(|| mention.actor.clone()),
        _ => Some(mention.actor.clone()),
    }
}

fn part_of_name(read: &Read, t: usize) -> bool {
    let word = read.doc.tokens.get(t).map_or("", |k| k.span.of(read.doc.text));
    let capital = word.chars().next().is_some_and(char::is_uppercase) && word.chars().any(char::is_lowercase);
    let office = read.listed("titles", t) || read.listed("offices", t) || read.words.head_index.contains_key(read.lower(t));
    (capital || read.listed("name_particles", t)) && !office && read.mention(t).is_none() && !read.tag(t).is_verb()
}

/// A surname met before, standing alone.
fn alone(read: &Read, t: usize, surnames: &HashMap<String, (String, String)>) -> Option<(String, String)> {
    if surnames.is_empty() || read.mention(t).is_some() || !part_of_name(read, t) {
        return None;
    }
    surnames.get(&fold(read.doc.word(t))).cloned()
}

/// The first token of a surname with its article ("al" "-" "Jolani").
fn article(read: &Read, t: usize, sentence: &Range<usize>) -> usize {
    let joined = t >= sentence.start + 2 && read.is_hyphen(t - 1) && read.listed("name_particles", t - 2);
    if joined { t - 2 } else { t }
}
