//! Speakers to canonical sources: names, aliases, surnames, pronouns; what kind of source each is.

use super::page::Page;
use super::{Quote, QuoteKind, Settings};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::lexicon::gazetteer::{Entry, Gazetteer};
use crate::lexicon::quotes::List;
use crate::text::{Role, Tag};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// A source as resolved.
#[derive(Debug, Clone, PartialEq)]
struct Who {
    name: String,
    kind: String,
    /// One person, so that `he` or `she` may mean them.
    person: bool,
}

/// Left off in front of the name of a source.
const ARTICLES: [&str; 2] = ["the ", "The "];

/// How many sentences back a pronoun may reach.
const REACH: usize = 3;

/// Fills source, source type and official.
pub fn resolve(page: &Page, _article: &Article, lexicons: &Lexicons, settings: &Settings, quotes: &mut [Quote]) {
    let names = Names::new(page, &lexicons.gazetteer, settings);
    let mut last: Option<(Who, usize)> = None;
    for quote in quotes.iter_mut().filter(|q| q.kind != QuoteKind::ScareQuote) {
        let tokens = quote.speaker.map(|s| page.doc.tokens_in(s)).filter(|t| !t.is_empty());
        let place = quote.speaker.or(quote.cue).map_or(quote.sentence, |s| page.doc.sentence_at(s.start).unwrap_or(quote.sentence));
        let who = match tokens {
            None => Who { name: "unknown".into(), kind: "anonymous".into(), person: false },
            Some(tokens) if is_pronoun(page, &tokens) => names.antecedent(page, &tokens, place, last.as_ref()),
            Some(tokens) => {
                let whole = names.whole(page, tokens.clone());
                if whole.start < tokens.start {
                    quote.speaker = page.span(whole.clone());
                }
                names.describe(page, whole)
            }
        };
        if quote.speaker.is_some() && who.name != "unknown" {
            last = Some((who.clone(), place));
        }
        quote.official = names.official(&who);
        quote.source = who.name;
        quote.source_type = who.kind;
    }
    for quote in quotes.iter_mut().filter(|q| q.kind == QuoteKind::ScareQuote) {
        quote.source = "unknown".into();
        quote.source_type = "other".into();
    }
}

/// `Gen. Pavle Rostik` ends with `Pavle Rostik`.
fn ends_with_words(name: &str, alias: &str) -> bool {
    name.strip_suffix(alias).is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace))
}

fn is_pronoun(page: &Page, tokens: &Range<usize>) -> bool {
    tokens.len() == 1
        && !page.word(tokens.start).chars().all(char::is_uppercase)
        && (matches!(page.tag(tokens.start), Tag::Prp | Tag::Wp | Tag::Wdt)
            || page.is(tokens.start, List::Pronoun)
            || page.is(tokens.start, List::Relative))
}

/// What the article says of people and groups by name.
struct Names<'a> {
    gazetteer: &'a Gazetteer,
    settings: &'a Settings,
    /// The country that the article is about.
    country: Option<usize>,
    /// Last word of a name of two words or more to the phrase in which it first stands.
    surnames: HashMap<&'a str, Range<usize>>,
    /// Acronym in brackets to the phrase before it.
    acronyms: BTreeMap<&'a str, Range<usize>>,
}

impl<'a> Names<'a> {
    fn new(page: &Page<'a>, gazetteer: &'a Gazetteer, settings: &'a Settings) -> Names<'a> {
        let mut surnames = HashMap::new();
        let mut acronyms = BTreeMap::new();
        for chunk in &page.doc.chunks {
            let words = chunk.tokens.clone();
            let Some(last) = words.end.checked_sub(1).filter(|l| page.tag(*l).is_proper()) else { continue };
            if words.len() > 1 && page.tag(last - 1).is_proper() {
                surnames.entry(page.word(last)).or_insert(words.clone());
            }
            let acronym = page.word(words.end + 1);
            if page.word(words.end) == "("
                && page.word(words.end + 2) == ")"
                && acronym.len() > 1
                && acronym.chars().all(char::is_uppercase)
            {
                acronyms.entry(acronym).or_insert(words);
            }
        }
        Names { gazetteer, settings, country: own_country(page, gazetteer), surnames, acronyms }
    }

    /// With the beginning of a known name that the noun phrase has lost (`Save the` + `Children`).
    fn whole(&self, page: &Page, tokens: Range<usize>) -> Range<usize> {
        let back = tokens.start.saturating_sub(4)..tokens.start;
        let known = |at: &usize| {
            let found =
                page.word(*at).starts_with(char::is_uppercase).then(|| self.gazetteer.longest((*at..tokens.end).map(|t| page.word(t))));
            matches!(found.flatten(), Some((Entry::Source(_), len)) if at + len > tokens.start)
        };
        back.into_iter().find(known).map_or(tokens.clone(), |start| start..tokens.end)
    }

    /// What the gazetteer says of the source itself, else of its type.
    fn official(&self, who: &Who) -> Option<bool> {
        let known = self.gazetteer.sources.iter().find(|s| s.official.is_some() && s.name == who.name);
        known.and_then(|s| s.official).or_else(|| self.gazetteer.source_type(&who.kind)?.official)
    }

    /// Who a noun phrase names.
    fn describe(&self, page: &Page, tokens: Range<usize>) -> Who {
        let who = self.read(page, tokens.clone(), true);
        match self.settings.sides.get(&who.name) {
            Some(side) if self.gazetteer.type_index(side).is_some() => Who { kind: side.clone(), ..who },
            _ => who,
        }
    }

    fn read(&self, page: &Page, tokens: Range<usize>, look_up: bool) -> Who {
        let found = self.entries(page, tokens.clone());
        let name = person(page, tokens.clone(), &found);
        let country = found.iter().find_map(|(e, _)| if let Entry::Country(c) = e { Some(*c) } else { None });
        let known = found.iter().find_map(|(e, _)| if let Entry::Source(s) = e { self.gazetteer.sources.get(*s) } else { None });
        let kind = found.iter().filter_map(|(e, _)| if let Entry::Kind(k) = e { Some(*k) } else { None }).min();
        let kind = kind.and_then(|k| self.gazetteer.types.get(k)).map(|t| t.name.as_str());
        let words = page.span(first_piece(page, &tokens)).map_or("", |s| s.of(page.doc.text));
        let bare = ARTICLES.iter().find_map(|a| words.strip_prefix(a)).unwrap_or(words).to_string();
        let head = page.doc.chunk_of(tokens.start).map_or(tokens.end.saturating_sub(1), |c| c.head);
        let head_kind = found.iter().find_map(|(e, at)| {
            if let Entry::Kind(k) = e
                && at.end == head + 1
            {
                self.gazetteer.types.get(*k).map(|t| t.name.as_str())
            } else {
                None
            }
        });
        if head_kind == Some("anonymous") && name.is_none() {
            return Who { name: bare, kind: "anonymous".into(), person: false };
        }
        if let Some(source) = known {
            let local = source.country.is_empty() || self.is_own(&source.country);
            let kind = match source.kind.as_str() {
                "government" if !local => "foreign_government",
                "rebels" if !local => "other",
                kind => kind,
            };
            // A named person who speaks for an office keeps their own name; a monitor's director is the monitor.
            let own = name
                .clone()
                .filter(|n| kind != "ngo_monitor" && *n != source.name && !source.aliases.iter().any(|a| ends_with_words(n, a)));
            return Who { name: own.unwrap_or_else(|| source.name.clone()), kind: kind.into(), person: name.is_some() };
        }
        let foreign = country.is_some_and(|c| Some(c) != self.country);
        let kind = match kind {
            Some("government") if foreign => "foreign_government",
            Some("anonymous") if name.is_some() => {
                if foreign {
                    "foreign_government"
                } else {
                    "government"
                }
            }
            Some(kind) => kind,
            None if country.is_some()
                && name.is_none()
                && found.iter().any(|(e, at)| matches!(e, Entry::Country(_)) && at.end == head + 1) =>
            {
                let people = page.tag(head) == Tag::Nnps && page.word(head) != "States" || page.word(head).ends_with("ans");
                if people {
                    "civilian"
                } else if foreign {
                    "foreign_government"
                } else {
                    "government"
                }
            }
            None => "",
        };
        if kind.is_empty()
            && look_up
            && let Some(other) = self.mention(page, &tokens)
        {
            let who = self.read(page, other, false);
            return if who.kind.is_empty() { Who { kind: "other".into(), ..who } } else { who };
        }
        let named = name.is_some();
        let kind = if !kind.is_empty() {
            kind
        } else if !look_up {
            ""
        } else if named && self.plain_person(page, &tokens) {
            "civilian"
        } else {
            "other"
        };
        Who { name: name.unwrap_or(bare), kind: kind.into(), person: named }
    }

    /// A fuller mention elsewhere: the surname's first full name with what stands around it, or the words of an acronym.
    fn mention(&self, page: &Page, tokens: &Range<usize>) -> Option<Range<usize>> {
        let piece = first_piece(page, tokens);
        let last = piece.end.checked_sub(1).filter(|l| page.tag(*l).is_proper())?;
        if let Some(full) = self.acronyms.get(page.word(last)) {
            return Some(full.clone());
        }
        let full = self.surnames.get(page.word(last))?.clone();
        (full != piece).then(|| around(page, full))
    }

    /// Known names, countries and kinds in some tokens, each with its tokens.
    fn entries(&self, page: &Page, tokens: Range<usize>) -> Vec<(Entry, Range<usize>)> {
        let mut out = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            match self.gazetteer.longest((at..tokens.end).map(|t| page.word(t))) {
                Some((entry, len)) => {
                    // `anti-Assad`, `US-led`: a part of a compound; `official` as an adjective: no kind.
                    let part = at > tokens.start && page.tag(at - 1) == Tag::Hyph || page.tag(at + len) == Tag::Hyph;
                    let kind = matches!(entry, Entry::Kind(_));
                    if if kind { len > 1 || !page.tag(at).is_adjective() } else { !part } {
                        out.push((entry, at..at + len));
                    }
                    at += len;
                }
                None => at += 1,
            }
        }
        out
    }

    fn is_own(&self, country: &str) -> bool {
        self.country.and_then(|c| self.gazetteer.countries.get(c)).is_some_and(|c| c.name == country)
    }

    /// A name with an age, a clause about them or nothing else: a private person.
    fn plain_person(&self, page: &Page, tokens: &Range<usize>) -> bool {
        let alone = tokens.len() == 1 && page.word(tokens.start).starts_with(char::is_uppercase);
        (tokens.clone()).all(|t| alone || page.tag(t).is_proper() || page.tag(t) == Tag::Cd || page.is_comma(t) || page.tag(t) == Tag::Hyph)
    }

    /// Whom a pronoun means: the speaker before it if near enough, else `unknown`.
    fn antecedent(&self, page: &Page, tokens: &Range<usize>, place: usize, last: Option<&(Who, usize)>) -> Who {
        let word = page.word(tokens.start).to_lowercase();
        if page.is(tokens.start, List::Relative) || matches!(page.tag(tokens.start), Tag::Wp | Tag::Wdt) {
            let end = if page.is_comma(tokens.start.saturating_sub(1)) { tokens.start - 1 } else { tokens.start };
            if let Some(np) = super::subject::phrase_ending(page, end, end.saturating_sub(20)) {
                return self.describe(page, np);
            }
        }
        let one = word == "he" || word == "she";
        let many = word == "they" || word == "it";
        if let Some((who, at)) = last.filter(|_| one || many) {
            let fits = if one { who.person || self.gazetteer.source_type(&who.kind).is_some_and(|t| t.one) } else { !who.person };
            if fits && place >= *at && place - at <= REACH {
                return who.clone();
            }
        }
        if one && let Some(np) = self.named_before(page, place) {
            return self.describe(page, np);
        }
        Who { name: "unknown".into(), kind: "other".into(), person: one }
    }

    /// The person with whose name the sentence before (or its own) begins.
    fn named_before(&self, page: &Page, place: usize) -> Option<Range<usize>> {
        let sentence = page.doc.sentences.get(place.checked_sub(1)?)?;
        let chunk = page.doc.chunk_of(sentence.tokens.start)?;
        let last = chunk.tokens.end - 1;
        let person = page.tag(last).is_proper() && (chunk.tokens.len() > 1 || self.surnames.contains_key(page.word(last)));
        person.then(|| chunk.tokens.clone())
    }
}

/// The country whose names stand most often in the body.
fn own_country(page: &Page, gazetteer: &Gazetteer) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for sentence in page.doc.sentences.iter().filter(|s| matches!(s.role, Role::Body | Role::Headline)) {
        for at in sentence.tokens.clone().filter(|t| page.word(*t).starts_with(char::is_uppercase)) {
            if let Some((Entry::Country(c), _)) = gazetteer.longest((at..sentence.tokens.end).map(|t| page.word(t))) {
                *counts.entry(c).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(c, n)| (*n, std::cmp::Reverse(*c))).map(|(c, _)| c)
}

/// The tokens up to the first comma or bracket.
fn first_piece(page: &Page, tokens: &Range<usize>) -> Range<usize> {
    let end = tokens.clone().find(|t| page.is_comma(*t) || page.word(*t) == "(").unwrap_or(tokens.end);
    tokens.start..end
}

/// The name in a phrase, or in the apposition behind it: `the mayor, Anna Kell`.
fn person(page: &Page, tokens: Range<usize>, found: &[(Entry, Range<usize>)]) -> Option<String> {
    let first = first_piece(page, &tokens);
    let name = name_at_end(page, first.clone(), found);
    let next = first.end + 1..tokens.end;
    if name.is_some() || !page.is_comma(first.end) || next.len() < 2 || page.tag(first.end - 1).is_proper() {
        return name;
    }
    let next = first_piece(page, &next);
    next.clone().all(|t| page.tag(t).is_proper() || page.tag(t) == Tag::Hyph).then(|| name_at_end(page, next, found)).flatten()
}

/// The name of a person in a phrase: the last run of proper nouns before a comma that is no title, office or country.
fn name_at_end(page: &Page, piece: Range<usize>, found: &[(Entry, Range<usize>)]) -> Option<String> {
    let taken = |t: usize| found.iter().any(|(e, at)| at.end == t + 1 && !matches!(e, Entry::Source(_)));
    let mut start = piece.end;
    let alone = piece.len() == 1 && page.word(piece.start).starts_with(char::is_uppercase) && !page.is(piece.start, List::Pronoun);
    while start > piece.start && (alone || page.tag(start - 1).is_proper() || page.tag(start - 1) == Tag::Hyph) && !taken(start - 1) {
        start -= 1;
    }
    let source = found.iter().any(|(e, at)| matches!(e, Entry::Source(_)) && (start..piece.end).contains(&(at.end - 1)));
    // Half of a known name (`Democratic Forces` of the Syrian ones) is no person.
    if found.iter().any(|(e, at)| matches!(e, Entry::Source(_)) && at.start < start && at.end > start) {
        return None;
    }
    let governed = start > piece.start && matches!(page.tag(start - 1), Tag::In | Tag::Dt);
    let words = page.span(start..piece.end)?.of(page.doc.text);
    let single = piece.end - start == 1;
    // `a source at the police command`: one proper noun behind a preposition names no person.
    if single && (piece.start..start).any(|t| page.tag(t) == Tag::In) {
        return None;
    }
    let office = source && single || words.chars().all(char::is_uppercase);
    if governed || office { None } else { Some(words.to_string()) }
}

/// A name with the apposition behind it, for what it says of the person.
fn around(page: &Page, name: Range<usize>) -> Range<usize> {
    let end = name.end;
    if !page.is_comma(end) {
        return name;
    }
    let stop = (end + 1..(end + 16).min(page.doc.tokens.len())).find(|t| page.is_comma(*t) || page.is_stop(*t) || page.is_finite(*t));
    name.start..stop.unwrap_or(end)
}
