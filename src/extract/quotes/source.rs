//! Speakers to canonical sources: names, aliases, surnames, pronouns; what kind of source each is.

use super::home::{self, Home};
use super::page::Page;
use super::role::{self, Hit, Judge, Told};
use super::{Quote, QuoteKind, Settings};
use crate::corpus::Article;
use crate::lexicon::Lexicons;
use crate::lexicon::gazetteer::{Entry, Gazetteer};
use crate::lexicon::quotes::List;
use crate::text::Tag;
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

/// A speaker of so many words, in a text without commas, may hold more than the speaker.
const RUN_ON: usize = 4;

/// How many speakers back `the source` may reach, and how many full names of one surname are read.
const RECENT: usize = 12;
const MENTIONS: usize = 4;

/// A speaker met before: who, in which words, in which sentence.
#[derive(Debug, Clone)]
struct Past {
    who: Who,
    tokens: Range<usize>,
    place: usize,
}

/// Fills source, source type and official.
pub fn resolve(page: &Page, _article: &Article, lexicons: &Lexicons, settings: &Settings, quotes: &mut [Quote]) {
    let names = Names::new(page, &lexicons.gazetteer, settings);
    let mut past: Vec<Past> = Vec::new();
    let mut sides = Sides { names: &names, settings, foreign: BTreeMap::new() };
    for quote in quotes.iter_mut().filter(|q| q.kind != QuoteKind::ScareQuote) {
        let tokens = quote.speaker.map(|s| page.doc.tokens_in(s)).filter(|t| !t.is_empty());
        let place = quote.speaker.or(quote.cue).map_or(quote.sentence, |s| page.doc.sentence_at(s.start).unwrap_or(quote.sentence));
        let who = match &tokens {
            None => Who { name: "unknown".into(), kind: "anonymous".into(), person: false },
            Some(tokens) if is_pronoun(page, tokens) => names.antecedent(page, tokens, place, &past),
            Some(tokens) => {
                let whole = names.whole(page, tokens.clone());
                if whole.start < tokens.start {
                    quote.speaker = page.span(whole.clone());
                }
                names.definite(page, &whole, place, &past).unwrap_or_else(|| names.describe(page, whole))
            }
        };
        quote.side = sides.of(page, &who, tokens.as_ref());
        if let Some(tokens) = tokens.filter(|_| who.name != "unknown") {
            past.push(Past { who: who.clone(), tokens, place });
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

/// For whom sources speak.
struct Sides<'n, 'a> {
    names: &'n Names<'a>,
    settings: &'n Settings,
    /// Whether armed forces met before are a foreign country's.
    foreign: BTreeMap<String, bool>,
}

impl Sides<'_, '_> {
    /// What the corpus says, else what the type of source says. Armed forces are the government's unless a country that is
    /// not that of the events is named.
    fn of(&mut self, page: &Page, who: &Who, tokens: Option<&Range<usize>>) -> String {
        if let Some(side) = self.settings.speakers.get(&who.name.to_lowercase()) {
            return side.clone();
        }
        if who.name == "unknown" {
            return "unknown".into();
        }
        if who.kind == "military_official" && self.foreign(page, who, tokens) {
            return "foreign".into();
        }
        let side = self.names.gazetteer.source_type(&who.kind).map_or("", |t| t.side.as_str());
        if side.is_empty() { "others".into() } else { side.into() }
    }

    fn foreign(&mut self, page: &Page, who: &Who, tokens: Option<&Range<usize>>) -> bool {
        let (gazetteer, home) = (self.names.gazetteer, self.names.home.country);
        let known = gazetteer.sources.iter().find(|s| s.name == who.name);
        let of = known.and_then(|s| gazetteer.country_index(&s.forces_of).or_else(|| gazetteer.country_index(&s.country)));
        let said = tokens.filter(|t| t.len() > 1 || !is_pronoun(page, t)).and_then(|tokens| {
            let entries = self.names.judge.entries(page, tokens.clone());
            entries.iter().find_map(|(e, _)| if let Entry::Country(c) = e { Some(*c) } else { None })
        });
        match (of.or(said), home) {
            (Some(country), Some(home)) => {
                self.foreign.insert(who.name.clone(), country != home);
                country != home
            }
            _ => self.foreign.get(&who.name).copied().unwrap_or(false),
        }
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
    judge: Judge<'a>,
    home: Home,
    /// Last word of a name of two words or more to the phrases that end with such a name.
    surnames: HashMap<&'a str, Vec<Range<usize>>>,
    /// Acronym in brackets to the phrase before it.
    acronyms: BTreeMap<&'a str, Range<usize>>,
}

impl<'a> Names<'a> {
    fn new(page: &Page<'a>, gazetteer: &'a Gazetteer, settings: &'a Settings) -> Names<'a> {
        let mut surnames: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let mut acronyms = BTreeMap::new();
        for chunk in &page.doc.chunks {
            let words = chunk.tokens.clone();
            let Some(last) = words.end.checked_sub(1).filter(|l| page.tag(*l).is_proper()) else { continue };
            if words.len() > 1 && page.tag(last - 1).is_proper() {
                surnames.entry(page.word(last)).or_default().push(words.clone());
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
        let home = home::of(page, gazetteer);
        Names { gazetteer, settings, judge: Judge::new(gazetteer, home.country), home, surnames, acronyms }
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
        let found = self.judge.entries(page, tokens.clone());
        let name = person(page, tokens.clone(), &found);
        let told = self.judge.describe(page, &tokens, &found);
        // Without commas the place may have run into the speaker: `hit the market of Sarmin a medic`.
        if told.is_none_or(|t| !t.strong)
            && page.bare
            && tokens.len() >= RUN_ON
            && let Some(last) = page.doc.chunk_of(tokens.end - 1).filter(|c| c.tokens.start > tokens.start)
        {
            return self.read(page, last.tokens.start..tokens.end, look_up);
        }
        let first = role::pieces(page, &tokens).into_iter().next().unwrap_or(tokens.clone());
        let words = page.span(first).map_or("", |s| s.of(page.doc.text));
        let bare = ARTICLES.iter().find_map(|a| words.strip_prefix(a)).unwrap_or(words).to_string();
        let person = name.is_some();
        let full = |told: &Told| told.strong || !look_up;
        match told {
            Some(Told { kind: "anonymous", .. }) if !person => Who { name: bare, kind: "anonymous".into(), person },
            Some(told) if told.source.is_some() || !person && !self.unnamed_monitor(page, &tokens, told.kind) => {
                let Some(source) = told.source.and_then(|s| self.gazetteer.sources.get(s)) else {
                    return Who { name: bare, kind: told.kind.into(), person };
                };
                // A named person who speaks for an office keeps their own name; a monitor's director is the monitor.
                let alias = |n: &String| *n == source.name || source.aliases.iter().any(|a| ends_with_words(n, a));
                let own = name.filter(|n| told.kind != "ngo_monitor" && !alias(n));
                Who { name: own.unwrap_or_else(|| source.name.clone()), kind: told.kind.into(), person }
            }
            Some(told) if !person => {
                let monitor = self.home.monitor(tokens.start).and_then(|s| self.gazetteer.sources.get(s));
                Who { name: monitor.map_or(bare, |m| m.name.clone()), kind: told.kind.into(), person }
            }
            Some(told) if full(&told) && told.kind != "anonymous" => Who { name: name.unwrap_or(bare), kind: told.kind.into(), person },
            _ => self.elsewhere(page, &tokens, name, bare, look_up, told.map(|t| t.kind)),
        }
    }

    /// Somebody of whom the phrase itself says nothing, or only an office: what the rest of the article says of them.
    fn elsewhere(
        &self,
        page: &Page,
        tokens: &Range<usize>,
        name: Option<String>,
        bare: String,
        look_up: bool,
        office: Option<&str>,
    ) -> Who {
        let person = name.is_some();
        let mentions = if look_up { self.mentions(page, tokens) } else { Vec::new() };
        let mut fuller: Option<Who> = None;
        for other in mentions {
            let who = self.read(page, other, false);
            if !who.kind.is_empty() {
                return who;
            }
            fuller = fuller.or(Some(who));
        }
        let office = office.filter(|o| *o != "anonymous");
        let private = person && self.plain_person(page, tokens);
        let kind = match (office, look_up) {
            (Some(office), _) => office,
            (None, false) => "",
            (None, true) if private && fuller.is_none() => "civilian",
            (None, true) => "other",
        };
        match fuller {
            Some(who) => Who { kind: kind.into(), ..who },
            None => Who { name: name.unwrap_or(bare), kind: kind.into(), person },
        }
    }

    /// `a monitor`, `a monitoring group` in an article that names one.
    fn unnamed_monitor(&self, page: &Page, tokens: &Range<usize>, kind: &str) -> bool {
        let head = page.doc.chunk_of(tokens.start).map_or(tokens.end.saturating_sub(1), |c| c.head);
        kind == "ngo_monitor"
            && matches!(page.tag(head), Tag::Nn | Tag::Nnp)
            && tokens.clone().next().is_some_and(|t| page.tag(t) == Tag::Dt)
    }

    /// Fuller mentions elsewhere: a surname's full names with what stands around them, or the words of an acronym.
    fn mentions(&self, page: &Page, tokens: &Range<usize>) -> Vec<Range<usize>> {
        let piece = first_piece(page, tokens);
        let Some(last) = piece.end.checked_sub(1).filter(|l| page.tag(*l).is_proper()) else { return Vec::new() };
        if let Some(full) = self.acronyms.get(page.word(last)) {
            return vec![full.clone()];
        }
        let full = self.surnames.get(page.word(last)).into_iter().flatten();
        let wide = full.map(|full| (full.end == piece.end, self.around(page, full.clone())));
        wide.filter(|(own, wide)| !own || wide.end > tokens.end).take(MENTIONS).map(|(_, wide)| wide).collect()
    }

    /// `the source`, `the monitoring group`, `the statement`: who was called so before, or who spoke last.
    fn definite(&self, page: &Page, tokens: &Range<usize>, place: usize, past: &[Past]) -> Option<Who> {
        let definite = page.word_is(tokens.start, "the") && (2..=4).contains(&tokens.len());
        // `the Coalition`, in an article that names the Syrian one.
        let last = tokens.end.checked_sub(1)?;
        let capital = page.word_is(tokens.start, "the") && tokens.len() == 2 && page.word(last).starts_with(char::is_uppercase);
        if capital
            && !self.judge.entries(page, last..last + 1).iter().any(|(e, _)| matches!(e, Entry::Source(_)))
            && let Some(source) = self.home.shortened(page, last).and_then(|s| self.gazetteer.sources.get(s))
        {
            return Some(Who { name: source.name.clone(), kind: self.judge.of_source(source).into(), person: false });
        }
        if !definite || (tokens.start + 1..tokens.end).any(|t| page.tag(t).is_proper()) {
            return None;
        }
        let head = tokens.end - 1;
        let (word, tag) = (page.word(head), page.tag(head));
        let found = self.judge.entries(page, tokens.clone());
        if !tag.is_noun() || found.iter().any(|(e, _)| matches!(e, Entry::Source(_) | Entry::Country(_))) {
            return None;
        }
        let kind = found.iter().find_map(|(e, at)| match e {
            Entry::Kind(k) if at.end == tokens.end => self.gazetteer.types.get(*k),
            _ => None,
        });
        let recent = || past.iter().rev().take(RECENT);
        let alike = |p: &&Past| kind.is_none_or(|k| p.who.kind == k.name || k.name == "media_agency" && p.who.kind == "state_media");
        let same =
            |p: &&Past| p.tokens.clone().any(|t| page.word_is(t, word)) || p.who.name.split(' ').any(|w| w.eq_ignore_ascii_case(word));
        if let Some(before) = recent().filter(alike).find(same) {
            return Some(before.who.clone());
        }
        let near = || recent().filter(|p| place >= p.place && place - p.place <= REACH);
        let paper = page.is(head, List::Medium) || page.is(head, List::Report);
        if paper && found.is_empty() {
            return near().next().map(|p| p.who.clone());
        }
        let known = |p: &&Past| self.gazetteer.sources.iter().any(|s| s.name == p.who.name);
        if let Some(kind) = kind {
            let body = kind.name == "ngo_monitor" || kind.name == "media_agency" || kind.name == "state_media";
            return near().filter(|_| body && tag == Tag::Nn).filter(alike).find(known).map(|p| p.who.clone());
        }
        let office = found.iter().any(|(e, at)| matches!(e, Entry::Role(_)) && at.end == tokens.end);
        near().next().filter(|p| office && tag == Tag::Nn && known(p)).map(|p| p.who.clone())
    }

    /// A name with an age, a clause about them or nothing else: a private person.
    fn plain_person(&self, page: &Page, tokens: &Range<usize>) -> bool {
        let alone = tokens.len() == 1 && page.word(tokens.start).starts_with(char::is_uppercase);
        // `Evidence` and `Military` at the start of a sentence are no names.
        let tag = page.tag(tokens.start);
        let named = alone && (tag.is_proper() || !tag.is_noun() && !tag.is_adjective()) && !shouts(page.word(tokens.start));
        if alone && !named {
            return false;
        }
        (tokens.clone()).all(|t| alone || page.tag(t).is_proper() || page.tag(t) == Tag::Cd || page.is_comma(t) || page.tag(t) == Tag::Hyph)
    }

    /// Whom a pronoun means: the speaker before it if near enough, else the person named last, else `unknown`.
    fn antecedent(&self, page: &Page, tokens: &Range<usize>, place: usize, past: &[Past]) -> Who {
        let word = page.word(tokens.start).to_lowercase();
        if page.is(tokens.start, List::Relative) || matches!(page.tag(tokens.start), Tag::Wp | Tag::Wdt) {
            let end = if page.is_comma(tokens.start.saturating_sub(1)) { tokens.start - 1 } else { tokens.start };
            if let Some(np) = super::subject::phrase_ending(page, end, end.saturating_sub(20)) {
                return self.describe(page, np);
            }
        }
        let one = word == "he" || word == "she";
        let many = word == "they" || word == "it";
        if one || many {
            let fits = |p: &&Past| {
                let single = p.who.person || self.gazetteer.source_type(&p.who.kind).is_some_and(|t| t.one);
                // The director of a monitor is resolved to it: `it` may mean it all the same.
                let body = !p.who.person || self.gazetteer.sources.iter().any(|s| s.name == p.who.name && s.kind == p.who.kind);
                let near = place >= p.place && place - p.place <= REACH;
                near && if one { single } else { body }
            };
            let spoke = past.iter().rev().take(2).find(fits);
            let named = if one { self.named_before(page, tokens.start, place) } else { None };
            // A person named after the last speaker is nearer.
            let nearer = named.clone().filter(|n| spoke.is_none_or(|s| n.start > s.tokens.end && !s.who.person));
            if let Some(np) = nearer {
                return self.describe(page, np);
            }
            if let Some(spoke) = spoke {
                return spoke.who.clone();
            }
        }
        Who { name: "unknown".into(), kind: "other".into(), person: one }
    }

    /// The person named at the beginning of one of the two sentences before, or of its own.
    fn named_before(&self, page: &Page, pronoun: usize, place: usize) -> Option<Range<usize>> {
        (0..=2).find_map(|back| {
            let sentence = page.doc.sentences.get(place.checked_sub(back)?)?;
            let from = page.doc.chunks.partition_point(|c| c.tokens.start < sentence.tokens.start);
            let near = page.doc.chunks[from..].iter().take_while(|c| c.tokens.end <= sentence.tokens.end.min(pronoun)).take(2);
            near.map(|c| c.tokens.clone()).find(|np| self.names_person(page, np)).map(|np| self.around(page, np))
        })
    }

    /// A full name, or a surname of one, that is no place or organisation.
    fn names_person(&self, page: &Page, np: &Range<usize>) -> bool {
        let last = np.end - 1;
        let full = np.len() > 1 && page.tag(last - 1).is_proper();
        if !page.tag(last).is_proper() || !(full || self.surnames.contains_key(page.word(last))) || shouts(page.word(last)) {
            return false;
        }
        let found = self.judge.entries(page, np.clone());
        let office = found.iter().any(|(e, _)| matches!(e, Entry::Kind(_) | Entry::Role(_)));
        let place = |t: usize| self.gazetteer.longest((t..np.end).map(|t| page.word(t))).is_some_and(|(e, _)| matches!(e, Entry::Place(_)));
        let taken = found.iter().any(|(e, at)| at.end == np.end && !matches!(e, Entry::Source(s) if self.is_leader(*s))) || place(last);
        !taken && (office || person(page, np.clone(), &found).is_some())
    }

    /// A name with the apposition behind or before it, for what it says of the person: `Ali, who heads the clinic,`, `the
    /// governor, Ali,`, in a text without commas `Ali a baker`.
    fn around(&self, page: &Page, name: Range<usize>) -> Range<usize> {
        let mut start = name.start;
        if start > 1
            && page.is_comma(start - 1)
            && let Some(before) = page.doc.chunk_of(start - 2).filter(|c| page.tag(c.tokens.start) == Tag::Dt && c.tokens.end == start - 1)
            && self
                .judge
                .entries(page, before.tokens.clone())
                .iter()
                .any(|(e, at)| at.end == start - 1 && matches!(e, Entry::Kind(_) | Entry::Role(_)))
        {
            start = before.tokens.start;
        }
        let comma = page.is_comma(name.end);
        let from = name.end + usize::from(comma);
        let clause = page.word_is(from, "who");
        if !comma && !clause && page.tag(from) != Tag::Dt {
            return start..name.end;
        }
        let ends = |t: &usize| page.is_comma(*t) || page.is_stop(*t) || !clause && page.is_finite(*t) || page.mark(*t).is_some();
        let stop = (from..(from + 16).min(page.doc.tokens.len())).find(ends);
        start..stop.unwrap_or(name.end)
    }

    /// A known source that is a person: the leaders that the gazetteer lists speak for a country.
    fn is_leader(&self, source: usize) -> bool {
        self.gazetteer.sources.get(source).is_some_and(|s| s.kind == "government" && s.name.contains(' '))
    }
}

/// All capitals: an acronym.
fn shouts(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// The tokens up to the first comma or bracket.
fn first_piece(page: &Page, tokens: &Range<usize>) -> Range<usize> {
    let end = tokens.clone().find(|t| page.is_comma(*t) || page.word(*t) == "(").unwrap_or(tokens.end);
    tokens.start..end
}

/// The name in a phrase, or in the apposition behind it: `the mayor, Anna Kell`.
fn person(page: &Page, tokens: Range<usize>, found: &[Hit]) -> Option<String> {
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
fn name_at_end(page: &Page, piece: Range<usize>, found: &[Hit]) -> Option<String> {
    let taken = |t: usize| {
        found.iter().any(|(e, at)| at.end == t + 1 && (!matches!(e, Entry::Source(_)) || at.end + 1 < piece.end && shouts(page.word(t))))
    };
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
