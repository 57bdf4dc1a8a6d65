//! Mentions: noun phrases that may name an actor. Neighbouring phrases that are one mention are joined, owners come apart.

use super::classify::classify;
use super::text::Text;
use crate::text::{Role, Span, Tag};
use std::ops::Range;

/// What a mention is, before anybody knows whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// No actor of itself ("the lawsuit").
    Nothing,
    /// A proper name, perhaps of a person.
    Name,
    /// A name with a noun for a body ("Justice Department").
    Org,
    /// One person by office or kinship ("the president").
    Office,
    /// One person by any other noun ("a protester").
    Individual,
    /// People ("officials").
    Group,
    /// A body without a name ("the committee").
    Body,
    Country,
    Party,
    /// A people by its country ("Russians").
    People,
}

/// Whom a mention means: equal keys are one actor. Persons are numbers in the list of persons.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Person(usize),
    /// People around a person.
    Circle(usize),
    Name(String),
    Org(Vec<String>),
    Country(String),
    People(String),
    Party(String),
    /// A body by its noun and what it is of ("campaign", "trump").
    Body(String, String),
    Group(String),
}

/// The word before a mention that is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nothing,
    Definite,
    Indefinite,
    /// "his", "her".
    Personal,
    Other,
}

/// A noun phrase that may name an actor.
#[derive(Debug, Clone)]
pub struct Mention {
    /// Index of the document in the event.
    pub article: usize,
    pub sentence: usize,
    /// Without determiners.
    pub tokens: Range<usize>,
    pub head: usize,
    /// Where the phrase begins behind its owner ("Lee's | legal team").
    pub core: usize,
    pub before: Before,
    /// Index of the mention that owns this one.
    pub owner: Option<usize>,
    pub is_owner: bool,
    pub what: What,
    /// Base form of the known noun that is its head, "" if there is none.
    pub noun: String,
    pub family: String,
    pub plural: bool,
    pub kin: bool,
    pub former: bool,
    pub countries: Vec<String>,
    pub party: Option<String>,
    /// The words of the name, and where it begins.
    pub name: Vec<String>,
    pub name_at: usize,
    /// Offices before the name, with their families.
    pub titles: Vec<(String, String)>,
    pub honorific: bool,
    /// Something before or beside the name says that it is a person's.
    pub personal: bool,
    /// The name, folded, and its suffix ("jr").
    pub folded: Vec<String>,
    pub suffix: String,
    pub person: Option<usize>,
    /// No name of a person but of a thing called after one ("Lee Tower").
    pub thing: bool,
    pub key: Option<Key>,
    /// The second actor of a coordination ("North and South Korea").
    pub second: Option<Key>,
    /// How it was joined to its group.
    pub rule: &'static str,
}

impl Mention {
    /// A mention of some tokens about which nothing is known yet.
    pub fn new(article: usize, sentence: usize, tokens: Range<usize>, head: usize) -> Mention {
        Mention {
            article,
            sentence,
            head,
            core: tokens.start,
            name_at: tokens.start,
            tokens,
            before: Before::Nothing,
            owner: None,
            is_owner: false,
            what: What::Nothing,
            noun: String::new(),
            family: String::new(),
            plural: false,
            kin: false,
            former: false,
            countries: Vec::new(),
            party: None,
            name: Vec::new(),
            titles: Vec::new(),
            honorific: false,
            personal: false,
            folded: Vec::new(),
            suffix: String::new(),
            person: None,
            thing: false,
            key: None,
            second: None,
            rule: "",
        }
    }

    pub fn span(&self, text: &Text) -> Span {
        text.doc.cover(self.tokens.clone())
    }

    /// The country of its owner, if that is one.
    pub fn owner_country<'m>(&self, mentions: &'m [Mention]) -> Option<&'m str> {
        match self.owner.and_then(|o| mentions.get(o)).and_then(|o| o.key.as_ref()) {
            Some(Key::Country(c)) => Some(c),
            _ => None,
        }
    }
}

/// A noun phrase before owners are taken out.
#[derive(Clone)]
struct Phrase {
    tokens: Range<usize>,
    head: usize,
}

/// Adds the mentions of a document, in order of the text; an owner stands before what it owns.
pub fn find(text: &Text, article: usize, out: &mut Vec<Mention>) {
    let mut chunks = text.doc.chunks.iter().peekable();
    for (sentence, s) in text.doc.sentences.iter().enumerate() {
        let mut phrases: Vec<Phrase> = Vec::new();
        while let Some(chunk) = chunks.next_if(|c| c.tokens.start < s.tokens.end) {
            let next = Phrase { tokens: chunk.tokens.clone(), head: chunk.head };
            match phrases.last_mut() {
                Some(last) => match joined(text, last, &next) {
                    Some(both) => *last = both,
                    None => phrases.push(next),
                },
                None => phrases.push(next),
            }
        }
        if s.role != Role::Boilerplate {
            phrases.into_iter().for_each(|p| split(text, article, sentence, p, out));
        }
    }
}

/// Two phrases that are one mention: "adviser | Ann Lee", "secretary of | state Ann Lee", "North and | South Korea".
fn joined(text: &Text, last: &Phrase, next: &Phrase) -> Option<Phrase> {
    let (start, end) = (last.tokens.start, last.tokens.end);
    if next.tokens.start == end {
        let noun = text.noun_at(start, last.head, end)?.noun;
        let one = (noun.office || noun.kin || noun.people) && text.tag(last.head) != Tag::Nns;
        let named = text.is_proper(next.head) && text.is_proper(next.tokens.start);
        return (one && named).then_some(Phrase { tokens: start..next.tokens.end, head: next.head });
    }
    if next.tokens.start != end + 1 {
        return None;
    }
    match text.lower(end) {
        "of" => {
            let noun = text.noun_at(last.head, last.head, next.tokens.start + 1)?;
            let first = next.tokens.start;
            let whole = noun.tokens.end == first + 1;
            let alone = next.head == first || next.tokens.end == first + 1;
            whole.then(|| match alone {
                true => Phrase { tokens: start..first + 1, head: last.head },
                false => Phrase { tokens: start..next.tokens.end, head: next.head },
            })
        }
        // The first country lacks its last word: "North and South Korea".
        "and" => {
            let short = text.name_ending(last.head, last.head, |k| matches!(k, crate::lexicon::mentions::Known::Short(_)));
            let full = text.name_ending(next.tokens.start, next.head, |k| matches!(k, crate::lexicon::mentions::Known::Country(_)));
            let both = short.is_some() && full.is_some() && next.head > next.tokens.start && text.is_capital(last.head);
            both.then_some(Phrase { tokens: start..next.tokens.end, head: next.head })
        }
        _ => None,
    }
}

/// A phrase to its mention and those of its owners: "Lee's | brother's | house".
fn split(text: &Text, article: usize, sentence: usize, phrase: Phrase, out: &mut Vec<Mention>) {
    let (mut core, mut owner) = (phrase.tokens.start, None);
    for t in phrase.tokens.clone().filter(|t| text.tag(*t) == Tag::Pos && *t > phrase.tokens.start) {
        if let Some(mut mention) = mention(text, article, sentence, phrase.tokens.start..t, t - 1, core) {
            mention.is_owner = true;
            mention.owner = owner;
            classify(text, &mut mention, out);
            owner = Some(out.len());
            out.push(mention);
        }
        core = t + 1;
    }
    if let Some(mut mention) = mention(text, article, sentence, phrase.tokens, phrase.head, core) {
        mention.owner = owner;
        classify(text, &mut mention, out);
        out.push(mention);
    }
}

/// The mention of a phrase, without determiners; `None` for pronouns and what has no noun.
fn mention(text: &Text, article: usize, sentence: usize, tokens: Range<usize>, head: usize, core: usize) -> Option<Mention> {
    let tag = text.tag(head);
    if !(tag.is_noun() || matches!(tag, Tag::Cd | Tag::Fw)) {
        return None;
    }
    let (mut start, mut before) = (tokens.start, Before::Nothing);
    let article_like = |t: usize| matches!(text.tag(t), Tag::Dt | Tag::PrpS | Tag::WpS | Tag::Pdt) || text.listed("determiner", t);
    while start < head && article_like(start) {
        before = determiner(text, start);
        start += 1;
    }
    while start < head && text.tag(start).is_mark() {
        start += 1;
    }
    // "at least | 27 people"
    if let Some(number) = (start + 1..head).find(|t| text.tag(*t) == Tag::Cd)
        && (start..number).all(|t| matches!(text.tag(t), Tag::Jjs | Tag::Rbs | Tag::Jjr | Tag::Rb | Tag::Vbn))
    {
        start = number;
    }
    let mut mention = Mention::new(article, sentence, start..tokens.end, head);
    mention.core = core.max(start).min(head);
    mention.before = before;
    Some(mention)
}

fn determiner(text: &Text, token: usize) -> Before {
    match text.lower(token) {
        "the" | "this" | "that" => Before::Definite,
        "his" | "her" => Before::Personal,
        _ if text.listed("indefinite", token) => Before::Indefinite,
        _ => Before::Other,
    }
}
