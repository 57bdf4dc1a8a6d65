//! What a noun phrase says of the kind of source it names: its head, the offices in it, the organisations and countries beside it.

use super::page::Page;
use crate::lexicon::gazetteer::{Entry, Gazetteer, KnownSource};
use crate::text::Tag;
use std::cell::OnceCell;
use std::ops::Range;

/// A known name, country or kind, and its tokens.
pub type Hit = (Entry, Range<usize>);

/// What one piece of a description says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Told<'g> {
    pub kind: &'g str,
    /// The known source that it is, or speaks for.
    pub source: Option<usize>,
    /// An office alone (`a spokesman`) says less than `a rebel`.
    pub strong: bool,
}

/// Words to types, in one article.
pub struct Judge<'g> {
    pub gazetteer: &'g Gazetteer,
    /// The country of the events.
    pub home: Option<usize>,
    /// Whether the article has rebels; asked only where it matters.
    war: OnceCell<bool>,
}

impl<'g> Judge<'g> {
    pub fn new(gazetteer: &'g Gazetteer, home: Option<usize>) -> Judge<'g> {
        Judge { gazetteer, home, war: OnceCell::new() }
    }

    /// Whether the article speaks of rebels: elsewhere the opposition sits in parliament.
    fn war(&self, page: &Page) -> bool {
        *self.war.get_or_init(|| {
            let words = 0..page.doc.tokens.len();
            let entry = |t: usize| self.gazetteer.longest((t..page.doc.tokens.len()).map(|t| page.word(t)));
            words.filter_map(entry).any(|(e, _)| match e {
                Entry::Kind(k) => self.name(k) == "rebels",
                Entry::Source(s) => self.gazetteer.sources.get(s).is_some_and(|s| s.kind == "rebels"),
                _ => false,
            })
        })
    }

    /// Known names, countries and kinds in some tokens.
    pub fn entries(&self, page: &Page, tokens: Range<usize>) -> Vec<Hit> {
        let mut out = Vec::new();
        let mut at = tokens.start;
        while at < tokens.end {
            match self.gazetteer.longest_of((at..tokens.end).map(|t| page.word(t)), |e| self.known_here(e)) {
                Some((entry, len)) => {
                    // `anti-Assad`, `US-led`, `rebel-held`: a part of a compound; `official` as an adjective: no kind.
                    let part = at > tokens.start && page.tag(at - 1) == Tag::Hyph || page.tag(at + len) == Tag::Hyph;
                    let kind = matches!(entry, Entry::Kind(_) | Entry::Role(_));
                    let whole = if kind { len > 1 || !part && !page.tag(at).is_adjective() } else { !part };
                    if whole {
                        out.push((entry, at..at + len));
                    }
                    at += len;
                }
                None => at += 1,
            }
        }
        out
    }

    /// Places name nobody; a source that is known in one country only counts in its events.
    fn known_here(&self, entry: Entry) -> bool {
        match entry {
            Entry::Place(_) => false,
            Entry::Source(s) => self.gazetteer.sources.get(s).is_none_or(|s| {
                let sided = matches!(s.kind.as_str(), "government" | "rebels");
                sided || s.country.is_empty() || self.home.is_none() || self.is_home(&s.country)
            }),
            _ => true,
        }
    }

    fn is_home(&self, country: &str) -> bool {
        self.home.and_then(|c| self.gazetteer.countries.get(c)).is_some_and(|c| c.name == country)
    }

    /// A kind as it is in the events of the home country: another country's government is a foreign one.
    fn local(&self, kind: &'g str, country: Option<usize>) -> &'g str {
        match (kind, country) {
            ("government", Some(_)) if country != self.home => "foreign_government",
            ("foreign_government", Some(_)) if country == self.home => "government",
            (kind, _) => kind,
        }
    }

    /// The type of a known source in the events of the home country.
    pub fn of_source(&self, source: &'g KnownSource) -> &'g str {
        let local = source.country.is_empty() || self.is_home(&source.country);
        match source.kind.as_str() {
            "government" if !local => "foreign_government",
            "rebels" if !local => "other",
            kind => kind,
        }
    }

    fn name(&self, kind: usize) -> &'g str {
        self.gazetteer.types.get(kind).map_or("", |t| t.name.as_str())
    }

    /// What a description says of somebody: the first piece that tells for sure, else the first that tells anything.
    pub fn describe(&self, page: &Page, tokens: &Range<usize>, found: &[Hit]) -> Option<Told<'g>> {
        let told: Vec<Told> = pieces(page, tokens).into_iter().filter_map(|p| self.piece(page, p, found)).collect();
        let best = told.iter().find(|t| t.strong).or(told.first()).copied()?;
        // `The EU, the US and Turkey`: a body beside states acts as one of them.
        let states = found.iter().any(|(e, at)| matches!(e, Entry::Country(_)) && at.start > tokens.start);
        let listed = best.kind == "igo_un" && states && told.len() + found.len() > 2;
        let joined = listed && tokens.clone().any(|t| page.tag(t) == Tag::Cc && page.tag(t + 1) != Tag::Jj);
        Some(if joined && !person_like(page, tokens) { Told { kind: "foreign_government", ..best } } else { best })
    }

    /// What one piece says.
    fn piece(&self, page: &Page, piece: Range<usize>, found: &[Hit]) -> Option<Told<'g>> {
        let close = head_end(page, &piece, found);
        let near = || found.iter().filter(|(_, at)| at.start >= piece.start && at.end <= close);
        let country = near().rev().find_map(|(e, _)| country(*e));
        let kind = near().filter_map(|(e, at)| if let Entry::Kind(k) = e { Some((self.name(*k), at.clone())) } else { None });
        let kinds: Vec<(&str, Range<usize>)> = kind.collect();
        let source = near().rev().find_map(|(e, at)| if let Entry::Source(s) = e { Some((*s, at.clone())) } else { None });
        let strong = |kind, source| Some(Told { kind, source, strong: true });
        let last = kinds.last().map(|(k, at)| {
            let rebel = *k == "military_official" && kinds.iter().any(|(k, _)| *k == "rebels");
            (if rebel { "rebels" } else { *k }, at.clone())
        });
        if let Some((index, at)) = source
            && let Some(source) = self.gazetteer.sources.get(index)
        {
            let kind = self.of_source(source);
            let behind = last.filter(|(_, l)| l.start >= at.end);
            let owner = self.gazetteer.country_index(&source.country);
            return match behind {
                // `Assad's forces`, `Putin's lawyer`; but `the Pentagon's administration`.
                Some((k, _)) if source.kind == "government" && k != "government" => strong(self.local(k, owner), None),
                Some((k, _)) if k == "civilian" && matches!(kind, "rebels" | "other") => strong(k, None),
                Some((k, _)) if k == "anonymous" => strong(k, None),
                // `the Syrian ambassador to the UN`, `Syria's UN ambassador`: an envoy to a body, not of it.
                Some((k, _)) if kind == "igo_un" && matches!(k, "government" | "foreign_government") && country.is_some() => {
                    strong(self.local("government", country), None)
                }
                _ => strong(kind, Some(index)),
            };
        }
        let far = || found.iter().filter(|(_, at)| at.start >= close && at.end <= piece.end);
        if let Some((k, at)) = last {
            // `a doctor with Médecins Sans Frontières` speaks for it, `a resident of` a place does not.
            let with = far().find_map(|(e, at)| self.employer(page, *e, at, k));
            if let Some(told) = with {
                return Some(told);
            }
            // `a coalition of rebel groups`; but `the head of AirAsia Indonesia` is no government.
            let inner = || far().filter(|(e, _)| !matches!(e, Entry::Country(_)));
            if k == "other"
                && let Some(told) = inner().find_map(|(e, at)| self.beside(page, *e, at, None))
            {
                return Some(told);
            }
            let country = country.or_else(|| far().filter(|(_, c)| owns(page, at.end, c)).find_map(|(e, _)| self::country(*e)));
            return strong(self.local(k, country), None);
        }
        if let Some((role, _)) =
            near().rev().find_map(|(e, at)| if let Entry::Role(k) = e { Some((self.name(*k), at.clone())) } else { None })
        {
            let other = far().find_map(|(e, at)| self.beside(page, *e, at, country));
            let role = if role == "rebels" && !self.war(page) { "other" } else { role };
            // A spokesman for a union or a firm speaks for no government.
            let body = role == "government" && country.is_none() && (close + 1..piece.end).any(|t| page.tag(t).is_proper());
            let role = if body && (page.word_is(close, "for") || page.word_is(close, "of")) { "other" } else { role };
            let alone = Told { kind: self.local(role, country), source: None, strong: country.is_some() || role == "rebels" };
            return Some(other.unwrap_or(alone));
        }
        let head = close.checked_sub(1)?;
        if let Some((Entry::Country(c), at)) = near().next_back()
            && at.end == close
        {
            let many = page.tag(head) == Tag::Nnps && page.word(head) != "States" || page.word(head).ends_with("ans");
            let all = page.word_is(at.start.saturating_sub(1), "the");
            let own = Some(*c) == self.home;
            let kind = if many && (own || !all) { "civilian" } else { self.local("government", Some(*c)) };
            return strong(kind, None);
        }
        // `Rami Abdel Rahman of the Observatory`
        let of = far().find(|(e, at)| matches!(e, Entry::Source(_)) && linked(page, at.start));
        of.and_then(|(e, at)| self.beside(page, *e, at, None))
    }

    /// What stands beside an office: `a spokesman for the army`, `the president of Turkey`. Where it was said tells nothing.
    fn beside(&self, page: &Page, entry: Entry, at: &Range<usize>, country: Option<usize>) -> Option<Told<'g>> {
        let told = |kind, source| Some(Told { kind, source, strong: true });
        match entry {
            _ if page.word_is(at.start.saturating_sub(1), "in") => None,
            Entry::Source(s) => told(self.of_source(self.gazetteer.sources.get(s)?), Some(s)),
            Entry::Kind(k) if self.name(k) != "anonymous" => told(self.local(self.name(k), country), None),
            Entry::Country(c) if !page.is_nominal(at.end) => told(self.local("government", Some(c)), None),
            _ => None,
        }
    }

    /// The organisation for which a doctor or an expert works.
    fn employer(&self, page: &Page, entry: Entry, at: &Range<usize>, kind: &str) -> Option<Told<'g>> {
        let Entry::Source(s) = entry else { return None };
        let body = self.of_source(self.gazetteer.sources.get(s)?);
        // Whoever works for a state is known by the office, not as a doctor.
        let state = matches!(body, "government" | "foreign_government" | "military_official") || matches!(body, "other" | "analyst");
        let speaks = kind == "civilian" && !state || kind == "analyst" && body == "ngo_monitor";
        let of = page.word_is(at.start.saturating_sub(1), "of") || page.word_is(at.start.saturating_sub(2), "of");
        (speaks && linked(page, at.start) && !(kind == "civilian" && of)).then_some(Told { kind: body, source: Some(s), strong: true })
    }
}

fn country(entry: Entry) -> Option<usize> {
    if let Entry::Country(c) = entry { Some(c) } else { None }
}

/// A preposition right before, perhaps with an article between: `of the Observatory`.
fn linked(page: &Page, at: usize) -> bool {
    let before = at.saturating_sub(1);
    let before = if page.tag(before) == Tag::Dt { before.saturating_sub(1) } else { before };
    page.tag(before) == Tag::In && !page.word_is(before, "in") && !page.word_is(before, "by")
}

/// `minister of Turkey`, `the ministry in Moscow`: the country right behind the office.
fn owns(page: &Page, end: usize, country: &Range<usize>) -> bool {
    (page.word_is(end, "of") || page.word_is(end, "in")) && country.start <= end + 2
}

/// A name at its end: one person, whatever is listed before.
fn person_like(page: &Page, tokens: &Range<usize>) -> bool {
    tokens.len() > 1 && !tokens.clone().any(|t| page.tag(t) == Tag::Cc)
}

/// Where the head of a piece ends: before a preposition, a participle or a relative clause that is no part of a known name.
fn head_end(page: &Page, piece: &Range<usize>, found: &[Hit]) -> usize {
    let named = |t: usize| found.iter().any(|(_, at)| at.contains(&t));
    let cuts = |t: &usize| {
        let participle = matches!(page.tag(*t), Tag::Vbg | Tag::Vbn) && page.tag(t - 1).is_noun() && page.tag(t + 1) != Tag::Hyph;
        let clause = matches!(page.tag(*t), Tag::In | Tag::To | Tag::Wdt | Tag::Wp | Tag::Wrb);
        (participle || clause) && page.tag(t - 1) != Tag::Hyph && !named(*t)
    };
    (piece.start + 1..piece.end).find(cuts).unwrap_or(piece.end)
}

/// The pieces of a description: cut at commas and brackets, and before what describes a name (`Ali Naser a baker`, `Ali Naser who bakes`).
pub fn pieces(page: &Page, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = tokens.start;
    for t in tokens.clone() {
        let mark = page.is_comma(t) || page.is_dash(t) || matches!(page.word(t), "(" | ")");
        let article = t > start && (page.tag(t) == Tag::Dt || page.word_is(t, "who")) && page.tag(t - 1).is_proper();
        if mark || article {
            if start < t {
                out.push(start..t);
            }
            start = if mark { t + 1 } else { t };
        }
    }
    if start < tokens.end {
        out.push(start..tokens.end);
    }
    out
}
