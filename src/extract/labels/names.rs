//! Proper names of actors and countries: longest match on folded words, full name with its bracketed acronym as one.

use super::read::{Mention, Read, What};
use crate::lexicon::labels::{CountryWord, HeadKind, NameKind, fold, is_article};
use crate::text::{Span, Tag};
use rustc_hash::FxHashSet as HashSet;
use std::collections::BTreeMap;

/// A written word; it is folded when it is asked for, since most words begin no name and stand behind none.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    span: Span,
    /// Its end with a possessive mark.
    after: usize,
    capital: bool,
    /// Whether it may have lost the mark of a possessive, in texts that lost all their apostrophes ("Assads forces").
    stripped: bool,
}

impl Word<'_> {
    fn fold(&self) -> String {
        fold(self.text)
    }

    /// Without a final `s` that may be a possessive's.
    fn bare(&self) -> Option<String> {
        self.text.strip_suffix('s').filter(|w| self.stripped && w.len() > 3).map(fold)
    }

    fn keys(&self) -> impl Iterator<Item = String> {
        std::iter::once(self.fold()).chain(self.bare())
    }
}

/// Finds every name and country and marks the tokens they cover.
pub fn find(read: &mut Read) {
    let mut met: HashSet<(usize, usize)> = HashSet::default();
    let mut found = Vec::new();
    let stripped = !read.doc.text.contains(['\'', '’']);
    let mut buffer = Vec::new();
    for (sentence, tokens) in read.sentences() {
        let span = read.doc.sentences[sentence].span;
        words(read.doc.text, span, stripped, &mut buffer);
        let words = &buffer[..];
        let mut i = 0;
        while i < words.len() {
            if !words[i].capital {
                i += 1;
                continue;
            }
            let keys: Vec<String> = words[i].keys().collect();
            let hit = name_at(read, words, i, &keys, &mut met).or_else(|| country_at(read, words, i, &keys));
            match hit {
                Some((mut mention, next)) => {
                    mention.sentence = sentence;
                    mention.tokens = read.doc.tokens_in(mention.span);
                    if mention.tokens.start >= tokens.start && mention.tokens.end <= tokens.end && !mention.tokens.is_empty() {
                        found.push(mention);
                    }
                    i = next;
                }
                None => i += 1,
            }
        }
    }
    for mention in found {
        let index = read.mentions.len();
        for token in mention.tokens.clone() {
            read.covered[token] = Some(index);
        }
        read.mentions.push(mention);
    }
    let armed = armed(read);
    if let Some(own) = dominant(&armed) {
        read.own = Some(own.clone());
        let government = read.role("government");
        for mention in &mut read.mentions {
            if matches!(&mention.what, What::Adjective(c) | What::Country(c) if *c == own) {
                mention.actor = government.clone();
            }
        }
    }
    read.belligerents = armed.into_iter().filter(|(c, n)| *n >= 2 && !read.is_home(c)).map(|(c, _)| c).collect();
    for index in 0..read.mentions.len() {
        read.mentions[index].counts = counts(read, &read.mentions[index]);
    }
}

/// The country whose institutions are named twice as often as those of any other: the text's own.
fn dominant(armed: &[(String, usize)]) -> Option<String> {
    let (own, most) = armed.iter().max_by_key(|(_, n)| *n)?;
    armed.iter().all(|(c, n)| c == own || n * 2 <= *most).then(|| own.clone())
}

/// Countries whose institutions or forces are named and how often, where no pack says who takes part.
fn armed(read: &Read) -> Vec<(String, usize)> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in read.mentions.iter().filter(|_| !read.has_home()) {
        let (What::Adjective(country) | What::Country(country)) = &mention.what else { continue };
        let end = mention.tokens.end;
        let next = if read.is_possessive(end) { end + 1 } else { end };
        let armed = |t: usize| read.head(t, &(next..t + 1)).is_some_and(|(h, _)| matches!(h.kind, HeadKind::State | HeadKind::Force));
        if (next..next + 2).any(armed) {
            *seen.entry(country).or_default() += 1;
        }
    }
    seen.into_iter().map(|(c, n)| (c.to_string(), n)).collect()
}

/// Whether a mention stands as an actor: names always, a country where it acts.
fn counts(read: &Read, mention: &Mention) -> bool {
    let (first, last) = (mention.tokens.start, mention.tokens.end - 1);
    let compound = read.is_hyphen(last + 1) && read.listed("participles", last + 2);
    let stance = first >= 2 && read.is_hyphen(first - 1) && read.listed("stances", first - 2);
    match &mention.what {
        What::Person | What::Group | What::State => true,
        _ if mention.actor.is_empty() => false,
        What::Adjective(country) => {
            let known = read.acts(country) || read.ask(|p| p.backers.get(country)).is_some();
            known && !read.is_home(country) && (compound || stance || read.is_noun(last + 1) && read.listed("strikes", last + 1))
        }
        What::Country(country) => {
            let state = read.acts(country);
            let backer = read.ask(|p| p.backers.get(country)).is_some();
            if compound || stance {
                return state || backer;
            }
            state && if read.is_possessive(last + 1) { owns(read, last + 2) } else { !is_place(read, first, last) }
        }
    }
}

/// "Iran's proxy", "Russia's air force": a label or an act of war follows the possessive mark at once.
fn owns(read: &Read, from: usize) -> bool {
    read.listed("strikes", from) || (from..from + 2).any(|t| read.head(t, &(from..t + 1)).is_some())
}

/// Whether a country's name says where, not who: after a preposition of place or before a word of place.
fn is_place(read: &Read, first: usize, last: usize) -> bool {
    let mut before = first;
    // "in neighbouring Iraq", "of northern Iraq"
    while before > 0 && (read.tag(before - 1).is_adjective() || read.listed("place_adjectives", before - 1)) {
        before -= 1;
    }
    let after = if read.is_possessive(last + 1) { last + 2 } else { last + 1 };
    if read.listed("geography", after) {
        return true;
    }
    // "in Syria and Iraq": the second shares the preposition of the first.
    let first = before.checked_sub(2).filter(|_| read.tag(before - 1) == Tag::Cc).and_then(|t| read.mention(t));
    if let Some(m) = first.filter(|m| matches!(m.what, What::Country(_))) {
        return after_place(read, m.tokens.start);
    }
    after_place(read, before)
}

/// Whether the word before a token says where.
fn after_place(read: &Read, token: usize) -> bool {
    let Some(preposition) = token.checked_sub(1) else { return false };
    if read.listed("locative", preposition) {
        // "supporters in Moscow" are Moscow.
        return !preposition.checked_sub(1).is_some_and(|s| read.listed("patrons", s));
    }
    let second = preposition.checked_sub(1);
    if read.listed("motion", preposition) {
        return !second.is_some_and(|s| read.listed("support", s));
    }
    read.lower(preposition) == "of" && second.is_some_and(|s| read.listed("geography", s))
}

/// The name that begins with a word, given the word's folded forms.
fn name_at(read: &Read, words: &[Word], at: usize, keys: &[String], met: &mut HashSet<(usize, usize)>) -> Option<(Mention, usize)> {
    let text = read.doc.text;
    if keys.first().is_some_and(|k| is_article(k)) {
        return None;
    }
    for form in keys.iter().filter_map(|k| read.words.name_index.get(k)).flatten() {
        if !read.actors.contains(&form.pack) || form.later && !met.contains(&(form.pack, form.name)) {
            continue;
        }
        let Some(last) = matches(text, words, at, &form.words) else { continue };
        if form.words.len() == 1 && other_person(read, words, at, form) {
            continue;
        }
        let pack = &read.words.actors[form.pack];
        let name = &pack.names[form.name];
        met.insert((form.pack, form.name));
        let mut span = Span::new(article_start(text, words, at), words[last].span.end);
        let mut next = last + 1;
        if let Some((end, word)) = bracketed(text, words, last, form, read) {
            span.end = end;
            next = word;
        }
        let what = match name.kind {
            NameKind::Person => What::Person,
            NameKind::Group => What::Group,
            NameKind::State => What::State,
        };
        let (canonical, actor, rule) = (name.canonical.clone(), name.actor.clone(), format!("actors/{}", pack.name));
        return Some((Mention { span, tokens: 0..0, sentence: 0, canonical, actor, what, rule, counts: true }, next));
    }
    None
}

/// "Rifaat al-Assad", "Abu Omar al-Golani": another man of that surname.
fn other_person(read: &Read, words: &[Word], at: usize, form: &crate::lexicon::labels::NameForm) -> bool {
    let name = read.words.actors.get(form.pack).and_then(|p| p.names.get(form.name));
    if !name.is_some_and(|n| n.kind == NameKind::Person) {
        return false;
    }
    let mut before = at;
    while before > 0 && close(read.doc.text, words, before - 1, at) && is_article(&words[before - 1].fold()) {
        before -= 1;
    }
    let Some(first) = before.checked_sub(1).filter(|b| close(read.doc.text, words, *b, at) && words[*b].capital) else { return false };
    let tokens = read.doc.tokens_in(words[first].span);
    let Some(t) = tokens.last() else { return false };
    let known = read.listed("titles", t)
        || read.listed("times", t)
        || read.words.country_index.contains_key(&words[first].fold())
        || read.words.head_index.contains_key(read.lower(t));
    let article = before < at;
    read.tag(t).is_proper() && !known && read.modifier(t).is_none() && (article || read.listed("name_particles", t.saturating_sub(1)))
}

/// The country that begins with a word, given the word's folded forms.
fn country_at(read: &Read, words: &[Word], at: usize, keys: &[String]) -> Option<(Mention, usize)> {
    let first = &words[at];
    for form in keys.iter().filter_map(|k| read.words.country_index.get(k)).flatten() {
        let Some(last) = matches(read.doc.text, words, at, &form.words) else { continue };
        // "MOSCOW (Agency)" is where the report was written.
        let capitals = first.span.len() > 4 && !first.span.of(read.doc.text).chars().any(char::is_lowercase);
        if capitals {
            continue;
        }
        let country = &read.words.countries[form.country];
        let what = match form.word {
            CountryWord::Adjective => What::Adjective(country.id.clone()),
            CountryWord::Name | CountryWord::People => What::Country(country.id.clone()),
        };
        let actor = read.state(&country.id).unwrap_or_default();
        let span = Span::new(first.span.start, words[last].span.end);
        let (canonical, rule) = (country.names.first().unwrap_or(&country.id).clone(), "actors/countries".to_string());
        return Some((Mention { span, tokens: 0..0, sentence: 0, canonical, actor, what, rule, counts: false }, last + 1));
    }
    None
}

/// The index of the last word if the folded words stand here one after another, joined by blanks or hyphens.
fn matches(text: &str, words: &[Word], at: usize, form: &[String]) -> Option<usize> {
    let (mut i, mut last) = (at, at);
    for (n, wanted) in form.iter().enumerate() {
        while n > 0 && words.get(i).is_some_and(|w| is_article(&w.fold())) {
            i += 1;
        }
        let word = words.get(i)?;
        let same = word.fold() == *wanted || n + 1 == form.len() && word.bare().as_ref() == Some(wanted);
        if !same || n > 0 && !close(text, words, last, i) {
            return None;
        }
        last = i;
        i += 1;
    }
    Some(last)
}

fn close(text: &str, words: &[Word], from: usize, to: usize) -> bool {
    words.get(from..=to).is_some_and(|w| w.windows(2).all(|p| Span::new(p[0].after, p[1].span.start).of(text).chars().all(joins)))
}

fn joins(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’')
}

/// The start of a name with the Arabic article before it.
fn article_start(text: &str, words: &[Word], at: usize) -> usize {
    match at.checked_sub(1).and_then(|b| words.get(b)) {
        Some(before) if is_article(&before.fold()) && close(text, words, at - 1, at) => before.span.start,
        _ => words[at].span.start,
    }
}

/// The end of an acronym in brackets right behind a full name, and the word after it.
fn bracketed(text: &str, words: &[Word], last: usize, form: &crate::lexicon::labels::NameForm, read: &Read) -> Option<(usize, usize)> {
    let rest = text.get(words[last].span.end..)?;
    let inner = rest.strip_prefix(" (")?;
    let close = inner.find(')').filter(|c| *c < 40)?;
    let inside: Vec<String> = crate::lexicon::labels::fold_all(&inner[..close]);
    let known = read.words.name_index.get(inside.first()?)?;
    let same = known.iter().any(|k| k.pack == form.pack && k.name == form.name && k.words == inside);
    let acronym = inner[..close].chars().all(|c| c.is_uppercase()) && form.words.len() > 1;
    if !same && !acronym {
        return None;
    }
    let end = words[last].span.end + 2 + close + 1;
    Some((end, words.iter().position(|w| w.span.start >= end).unwrap_or(words.len())))
}

/// Reads the words of a sentence: letters and digits with inner apostrophes and stops of acronyms, without `'s`.
fn words<'t>(text: &'t str, sentence: Span, stripped: bool, out: &mut Vec<Word<'t>>) {
    let part = sentence.of(text);
    out.clear();
    let mut at = 0;
    while let Some(c) = part[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if !c.is_alphanumeric() {
            continue;
        }
        let mut end = at;
        loop {
            end += part.as_bytes()[end..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let Some(d) = part[end..].chars().next() else { break };
            let inner = matches!(d, '\'' | '’' | '.') && inner_mark(part, end, d);
            if !d.is_alphanumeric() && !inner {
                break;
            }
            end += d.len_utf8();
        }
        // The last stop of "U.S." belongs to it.
        if part[end..].starts_with('.') && part[start..end].contains('.') {
            end += 1;
        }
        // The mark itself is neither part of this word nor a word.
        let mark = ["'s", "’s"].iter().find(|m| part[end..].starts_with(**m));
        let after = end + mark.map_or(0, |m| m.len());
        at = after;
        let after = sentence.start + after;
        let word: &str = &part[start..end];
        let span = Span::new(sentence.start + start, sentence.start + end);
        out.push(Word { text: word, span, after, capital: c.is_uppercase(), stripped });
    }
}

/// Whether a mark at this byte belongs to the word: `Hay'at`, `U.S` but not `Assad's`, `2011.and`.
fn inner_mark(part: &str, at: usize, mark: char) -> bool {
    let after: Vec<char> = part[at + mark.len_utf8()..].chars().take(2).collect();
    let before = part[..at].chars().next_back();
    let Some(&next) = after.first() else { return false };
    if mark == '.' {
        let single = part[..at].chars().rev().nth(1).is_none_or(|c| !c.is_alphanumeric());
        return single && before.is_some_and(char::is_uppercase) && next.is_uppercase();
    }
    let ends = after.get(1).is_none_or(|c| !c.is_alphanumeric());
    next.is_alphabetic() && !(matches!(next, 's' | 'S') && ends)
}
