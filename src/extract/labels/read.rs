//! What the rules look at: active packs, words in lower case, names found, and small questions about tokens.

use crate::corpus::Article;
use crate::extract::{Settings, Voices};
use crate::lexicon::labels::{ActorPack, Head, LabelWords, Modifier, When};
use crate::text::{Document, Role, Span, Tag};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;
use std::ops::Range;

/// The words for an actor's name or a country, found in the text.
#[derive(Debug, Clone)]
pub struct Mention {
    pub span: Span,
    pub tokens: Range<usize>,
    pub sentence: usize,
    pub canonical: String,
    pub actor: String,
    pub what: What,
    /// `actors/syria`
    pub rule: String,
    /// Whether it stands as an actor and becomes a row.
    pub counts: bool,
}

/// What kind of name a mention is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Person,
    Group,
    /// Formal name of a state's institution.
    State,
    /// A country's name or its people, with the country's id.
    Country(String),
    /// A nationality adjective, with the country's id.
    Adjective(String),
}

/// A document as the label rules read it.
pub struct Read<'a> {
    pub doc: &'a Document<'a>,
    pub voices: &'a Voices<'a>,
    pub words: &'a LabelWords,
    /// Which label packs apply, by index.
    pub packs: Vec<bool>,
    /// The actor packs that apply, by index.
    pub actors: Vec<usize>,
    pub mentions: Vec<Mention>,
    /// In a text that no actor pack knows: countries whose forces are named at least twice.
    pub belligerents: BTreeSet<String>,
    /// In such a text: the one country whose institutions are named, if it is only one.
    pub own: Option<String>,
    /// Token to the mention that covers it.
    pub covered: Vec<Option<usize>>,
}

impl<'a> Read<'a> {
    pub fn new(doc: &'a Document<'a>, article: &Article, voices: &'a Voices<'a>, words: &'a LabelWords, settings: &Settings) -> Read<'a> {
        let words_in_all = doc.tokens.len();
        let mut seen: HashMap<&str, usize> = HashMap::default();
        let asked = |word: &&str| words.asked.contains(*word);
        (0..words_in_all).map(|t| doc.lower(t)).filter(asked).for_each(|w| *seen.entry(w).or_default() += 1);
        let title = article.title.as_deref().unwrap_or_default().to_lowercase();
        for word in title.split(|c: char| !c.is_alphanumeric()).filter(asked) {
            *seen.entry(word).or_default() += 1;
        }
        let count = |when: &When| when.words.iter().map(|w| seen.get(w.as_str()).copied().unwrap_or(0)).sum::<usize>();
        let applies = |name: &str, when: &Option<When>| {
            when.as_ref().is_none_or(|w| match settings.packs.is_empty() {
                true => count(w) >= w.at_least && count(w) * 1000 >= w.per_1000 * words_in_all,
                false => settings.packs.iter().any(|p| p == name),
            })
        };
        // What the corpus says of its own actors goes first: a pack without a condition that gives roles.
        let always = |i: &usize| words.actors[*i].when.is_none();
        let (own, general): (Vec<usize>, Vec<usize>) =
            (0..words.actors.len()).filter(always).partition(|i| !words.actors[*i].roles.is_empty());
        let home = own.iter().map(|i| words.actors[*i].home.to_lowercase()).find(|h| !h.is_empty());
        // One conflict a text: the actor pack whose words are most often met. Two would disagree on who "the army" is.
        let fits = (0..words.actors.len()).filter(|i| !always(i) && applies(&words.actors[*i].name, &words.actors[*i].when));
        let fits = fits.filter(|i| home.as_ref().is_none_or(|h| *h == words.actors[*i].home));
        let best = fits.max_by_key(|i| (words.actors[*i].when.as_ref().map_or(0, count), std::cmp::Reverse(*i)));
        let used = |name: &str| settings.packs.is_empty() && best.is_some_and(|i| words.actors[i].uses.iter().any(|u| u == name));
        // In a text on a war another topic must be the greater one: displaced people in it are no story of migration.
        let war = best.and_then(|i| words.actors[i].when.as_ref()).filter(|_| settings.packs.is_empty()).map_or(0, count);
        let outweighs = |when: &Option<When>| when.as_ref().is_none_or(|w| war == 0 || count(w) > war);
        let packs = words.packs.iter().map(|p| used(&p.name) || applies(&p.name, &p.when) && outweighs(&p.when)).collect();
        let actors = own.into_iter().chain(best).chain(general).collect();
        let covered = vec![None; doc.tokens.len()];
        Read { doc, voices, words, packs, actors, mentions: Vec::new(), belligerents: BTreeSet::new(), own: None, covered }
    }

    /// The first active actor pack that answers.
    pub fn ask<'b, T: ?Sized + 'b>(&'b self, question: impl Fn(&'b ActorPack) -> Option<&'b T>) -> Option<&'b T> {
        self.actors.iter().find_map(|i| question(&self.words.actors[*i]))
    }

    /// Whether an actor pack knows the event's country.
    pub fn has_home(&self) -> bool {
        self.actors.iter().any(|i| !self.words.actors[*i].home.is_empty())
    }

    pub fn is_home(&self, country: &str) -> bool {
        self.own.as_deref() == Some(country) || self.actors.iter().any(|i| self.words.actors[*i].home == country)
    }

    /// The canonical actor of a role: as a pack says, else the role itself; where two states fight and no pack says whose
    /// war it is, "the army" is nobody's.
    pub fn role(&self, role: &str) -> String {
        if role == "government" && self.belligerents.len() > 1 {
            return super::actor::UNRESOLVED.into();
        }
        self.ask(|p| p.roles.get(role)).cloned().unwrap_or_else(|| role.to_string())
    }

    /// Whose state a country is; `None` if the event does not involve it.
    pub fn state(&self, country: &str) -> Option<String> {
        if self.is_home(country) {
            return Some(self.role("government"));
        }
        let known = self.ask(|p| p.states.get(country).or_else(|| p.backers.get(country)));
        if self.has_home() { known.cloned() } else { Some(known.cloned().unwrap_or_else(|| country.to_string())) }
    }

    /// Whether a foreign state takes part in the event, so that its name alone is an actor.
    pub fn acts(&self, country: &str) -> bool {
        !self.is_home(country) && self.ask(|p| p.states.get(country)).is_some() || self.belligerents.contains(country)
    }

    pub fn tag(&self, token: usize) -> Tag {
        self.doc.tokens.get(token).map_or(Tag::Punct, |t| t.tag)
    }

    /// A noun, or a word that no tagger has looked at.
    pub fn is_noun(&self, token: usize) -> bool {
        let tag = self.tag(token);
        tag.is_noun() || tag == Tag::X && self.lower(token).chars().all(char::is_alphabetic)
    }

    pub fn lower(&self, token: usize) -> &str {
        self.doc.lower(token)
    }

    pub fn listed(&self, list: &str, token: usize) -> bool {
        self.words.listed(list, self.lower(token))
    }

    /// Whether the token is a hyphen with nothing between it and its neighbours.
    pub fn is_hyphen(&self, token: usize) -> bool {
        matches!(self.lower(token), "-" | "\u{2010}" | "\u{2011}") && token > 0 && self.joined(token - 1) && self.joined(token)
    }

    /// Whether the next token follows without a blank.
    pub fn joined(&self, token: usize) -> bool {
        match (self.doc.tokens.get(token), self.doc.tokens.get(token + 1)) {
            (Some(a), Some(b)) => a.span.end == b.span.start,
            _ => false,
        }
    }

    pub fn is_possessive(&self, token: usize) -> bool {
        matches!(self.lower(token).trim_end_matches('s'), "'" | "’") && token > 0 && self.joined(token - 1)
    }

    pub fn mention(&self, token: usize) -> Option<&Mention> {
        self.covered.get(token).copied().flatten().and_then(|m| self.mentions.get(m))
    }

    /// The country whose adjective stands here.
    pub fn adjective(&self, token: usize) -> Option<&str> {
        match self.mention(token).map(|m| &m.what) {
            Some(What::Adjective(country)) => Some(country),
            _ => None,
        }
    }

    /// A name that is no nationality adjective.
    pub fn name(&self, token: usize) -> Option<&Mention> {
        self.mention(token).filter(|m| !matches!(m.what, What::Adjective(_)))
    }

    /// The active head entry whose words end at this token, the longest first, with its first token.
    pub fn head(&self, token: usize, sentence: &Range<usize>) -> Option<(&'a Head, usize)> {
        self.form(token, sentence).map(|(head, start, _)| (head, start))
    }

    /// The same, with the base form of the words.
    pub fn form(&self, token: usize, sentence: &Range<usize>) -> Option<(&'a Head, usize, &'a str)> {
        self.words.head_index.get(self.lower(token))?.iter().find_map(|form| {
            let head = self.words.heads.get(form.head).filter(|h| self.packs.get(h.pack).copied().unwrap_or(false))?;
            let start = (token + 1).checked_sub(form.words.len()).filter(|s| *s >= sentence.start)?;
            form.words.iter().zip(start..).all(|(w, t)| w == self.lower(t)).then_some((head, start, form.lemma.as_str()))
        })
    }

    /// The entry of an active pack for a modifier.
    pub fn modifier(&self, token: usize) -> Option<&'a Modifier> {
        self.words.modifiers.get(self.lower(token))?.iter().find(|m| self.packs.get(m.pack).copied().unwrap_or(false))
    }

    /// Sentences that are read (all but page furniture), with their index.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, Range<usize>)> + 'a {
        self.doc.sentences.iter().enumerate().filter(|(_, s)| s.role != Role::Boilerplate).map(|(i, s)| (i, s.tokens.clone()))
    }
}
