//! Who is said to harm whom: acts of harm with their construction, the one who is harmed and the one who does it.

use crate::extract::{Voice, Voices};
use crate::lexicon::Lexicons;
use crate::lexicon::style::{Harm, HarmPart, HarmPattern, StyleWords};
use crate::text::token::is_apostrophe;
use crate::text::{Document, Relation, Role, Span, Tag};

/// The class of places among those who can be harmed.
pub const PLACES: &str = "places";

/// How an act of harm is put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Construction {
    /// "X killed Y".
    Active,
    /// "Y was killed by X".
    PassiveBy,
    /// "Y was killed in an airstrike": the means or event is named.
    PassiveMeans,
    /// "Y was killed".
    PassiveBare,
    /// "Y died".
    Intransitive,
    /// "the killing of Y", "X's attack on Y".
    Nominal,
    /// "the displaced families", "a besieged town".
    Participle,
}

impl Construction {
    pub const ALL: [Construction; 7] = [
        Construction::Active,
        Construction::PassiveBy,
        Construction::PassiveMeans,
        Construction::PassiveBare,
        Construction::Intransitive,
        Construction::Nominal,
        Construction::Participle,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Construction::Active => "active",
            Construction::PassiveBy => "passive_by",
            Construction::PassiveMeans => "passive_means",
            Construction::PassiveBare => "passive_bare",
            Construction::Intransitive => "intransitive",
            Construction::Nominal => "nominal",
            Construction::Participle => "participle",
        }
    }
}

/// Somebody in an act: the words, and what the lexicon says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// The noun phrase.
    pub span: Span,
    /// Its head alone.
    pub head: Span,
    /// Class of people (`civilians`, …) or `places`, `event` for means and events, `pronoun`, `name`; "" where none is known.
    pub class: String,
}

/// One act of harm.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The word of harm.
    pub span: Span,
    pub lemma: String,
    /// `killed`, `wounded`, …
    pub harm: String,
    pub construction: Construction,
    pub victim: Party,
    pub agent: Option<Party>,
    pub voice: Voice,
    /// Index of the quote that gives the voice.
    pub quote: Option<usize>,
    pub sentence: usize,
}

/// The acts of harm of a document, in the order of the text. Acts whose victim is nobody known are left out where the frame finds no
/// actor at the place.
pub fn find(doc: &Document, voices: &Voices, lexicons: &Lexicons) -> Vec<Act> {
    let mut out = Vec::new();
    let words = &lexicons.style;
    for (sentence, s) in doc.sentences.iter().enumerate().filter(|(_, s)| !matches!(s.role, Role::Boilerplate | Role::Metadata)) {
        let headline = matches!(s.role, Role::Headline | Role::Subhead | Role::Caption);
        let clause = Clause { doc, words, headline };
        for i in s.tokens.clone() {
            let Some(pattern) = words.harm_patterns(doc.lower(i)).iter().find(|p| clause.is_here(p, i)) else { continue };
            let Some((construction, victim, agent)) = clause.read(i, pattern) else { continue };
            let harm = &words.harms[pattern.harm];
            let Some(victim) = clause.victim(victim, harm) else { continue };
            let span = doc.cover(i..i + 1 + pattern.rest.len());
            let (voice, quote) = voices.of(span);
            let agent = agent.map(|a| clause.party(a));
            let construction = match &agent {
                Some(a) if construction == Construction::PassiveBy && a.class == EVENT => Construction::PassiveMeans,
                _ => construction,
            };
            out.push(Act {
                span,
                lemma: pattern.lemma.clone(),
                harm: harm.id.clone(),
                construction,
                victim,
                agent,
                voice,
                quote,
                sentence,
            });
        }
    }
    out
}

/// The class of means and events.
const EVENT: &str = "event";
/// How far a chain of `and` and of `to` is followed to a subject.
const CHAIN: usize = 4;

/// A sentence whose acts are read.
struct Clause<'d, 'a> {
    doc: &'d Document<'a>,
    words: &'d StyleWords,
    headline: bool,
}

type Reading = (Construction, usize, Option<usize>);

impl Clause<'_, '_> {
    fn tag(&self, token: usize) -> Tag {
        self.doc.tokens[token].tag
    }

    /// Whether a form of harm stands at a token, as verb or noun.
    fn is_here(&self, pattern: &HarmPattern, i: usize) -> bool {
        let tag = self.tag(i);
        let part = match pattern.part {
            HarmPart::Verb => tag.is_verb() || tag == Tag::Jj,
            HarmPart::Middle => tag.is_verb(),
            HarmPart::Noun | HarmPart::Loss => matches!(tag, Tag::Nn | Tag::Nns),
        };
        part && pattern.rest.iter().enumerate().all(|(k, word)| self.doc.lower(i + 1 + k) == word)
    }

    fn child(&self, token: usize, relations: &[Relation]) -> Option<usize> {
        self.doc.children(token).find(|c| relations.contains(&self.doc.relation(*c)))
    }

    /// The noun behind one of some prepositions that hang on a token.
    fn behind(&self, token: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
        let prepositions = self.doc.children(token).filter(|c| matches!(self.doc.relation(*c), Relation::Prep | Relation::Agent));
        prepositions.filter(|c| is(self.doc.lower(*c))).find_map(|c| self.doc.child(c, Relation::Pobj))
    }

    fn is_be(&self, token: usize) -> bool {
        matches!(self.doc.lemma(token).as_str(), "be" | "get") || self.doc.lower(token).starts_with(is_apostrophe)
    }

    fn read(&self, i: usize, pattern: &HarmPattern) -> Option<Reading> {
        if self.doc.children(i).any(|c| matches!(self.doc.lemma(c).as_str(), "not" | "never")) {
            return None;
        }
        match pattern.part {
            HarmPart::Verb => self.verb(i, &self.words.harms[pattern.harm]),
            HarmPart::Middle => Some((Construction::Intransitive, self.subject(i)?, None)),
            HarmPart::Noun => self.noun(i, true),
            HarmPart::Loss => self.noun(i, false),
        }
    }

    /// A verb with an object, in any voice.
    fn verb(&self, i: usize, harm: &Harm) -> Option<Reading> {
        let (tag, relation) = (self.tag(i), self.doc.relation(i));
        let participle = matches!(tag, Tag::Vbn | Tag::Vbd | Tag::Jj);
        let before_noun = self.doc.head(i).filter(|h| relation == Relation::Mod && *h > i && self.tag(*h).is_noun());
        if let Some(noun) = before_noun.filter(|_| matches!(tag, Tag::Vbn | Tag::Jj | Tag::Vbd)) {
            return Some((Construction::Participle, noun, None));
        }
        let object = self.child(i, &[Relation::Obj]);
        // "118 wounded people": the participle stands inside the phrase that it was taken to govern.
        let inside = |noun: &usize| self.doc.chunk_of(*noun).is_some_and(|c| c.tokens.contains(&i));
        if let Some(noun) = object.filter(inside) {
            return Some((Construction::Participle, noun, None));
        }
        // "have been killed since Oct. 4": with a form of "be" the subject suffers, whatever is taken for an object.
        let passive = self.doc.children(i).any(|c| self.doc.relation(c) == Relation::Aux && self.doc.lemma(c) == "be");
        if let Some(subject) = self.child(i, &[Relation::SubjPass, Relation::Subj]).filter(|_| passive && tag != Tag::Vbg && participle) {
            return Some(self.passive(i, self.meant(subject, i)));
        }
        if participle && object.is_none() {
            let sufferer = self.sufferer(i, harm)?;
            return Some(self.passive(i, sufferer));
        }
        if tag == Tag::Jj {
            return None;
        }
        let agent = self.subject(i).filter(|s| Some(*s) != object);
        Some((Construction::Active, object?, agent))
    }

    /// Who is harmed by a participle without an object: the subject of its passive, or the noun on which it hangs.
    fn sufferer(&self, i: usize, harm: &Harm) -> Option<usize> {
        if let Some(subject) = self.child(i, &[Relation::SubjPass]) {
            return Some(self.meant(subject, i));
        }
        let auxiliary = self.doc.children(i).any(|c| self.doc.relation(c) == Relation::Aux && self.is_be(c));
        let subject = self.child(i, &[Relation::Subj]);
        if let Some(subject) = subject.filter(|_| auxiliary || self.headline && harm.bare) {
            return Some(self.meant(subject, i));
        }
        let head = self.doc.head(i)?;
        match self.doc.relation(i) {
            Relation::Acl if self.tag(head).is_noun() || self.tag(head) == Tag::Cd => Some(head),
            // "were" is the verb and the participle what they are said to be.
            Relation::Attr if self.is_be(head) => self.subject(head),
            Relation::Conj if self.tag(head) == Tag::Vbn || auxiliary => {
                let first = self.sufferer(head, harm);
                first.or_else(|| self.child(head, &[Relation::SubjPass]))
            }
            // "12 killed": the parser takes the participle for the head of a fragment.
            _ if self.headline && harm.bare => self.child(i, &[Relation::Mod, Relation::Other]).filter(|c| self.tag(*c) == Tag::Cd),
            _ => None,
        }
    }

    /// A passive with what stands behind its `by`, `in` or `during`.
    fn passive(&self, i: usize, victim: usize) -> Reading {
        if let Some(agent) = self.behind(i, |w| w == "by").filter(|a| self.tag(*a) != Tag::Cd && self.tag(*a) != Tag::Vbg) {
            return (Construction::PassiveBy, victim, Some(agent));
        }
        let means = self.behind(i, |w| matches!(w, "in" | "during" | "from")).filter(|m| self.words.is_event(&self.doc.lemma(*m)));
        match means {
            Some(means) => (Construction::PassiveMeans, victim, Some(means)),
            None => (Construction::PassiveBare, victim, None),
        }
    }

    /// "the killing of Y by X", "X's attack on Y".
    fn noun(&self, i: usize, act: bool) -> Option<Reading> {
        let of = self.behind(i, |w| w == "of");
        let on = self.behind(i, |w| matches!(w, "on" | "against"));
        let owner = self.child(i, &[Relation::Poss]).filter(|o| self.tag(*o) != Tag::PrpS);
        let by = self.behind(i, |w| w == "by");
        // "Y's killing": the owner is harmed where nobody else is.
        let victim = match (on, of, act) {
            (Some(on), _, true) => on,
            (_, Some(of), _) => of,
            _ => owner.filter(|_| !act || by.is_some())?,
        };
        let before = || self.child(i, &[Relation::Mod]).filter(|m| self.tag(*m).is_noun() || self.tag(*m) == Tag::Jj);
        let agent =
            by.or(owner.filter(|o| *o != victim)).or_else(|| before().filter(|m| self.tag(*m).is_proper() || self.tag(*m) == Tag::Jj));
        Some((Construction::Nominal, victim, agent.filter(|_| act)))
    }

    /// The subject of a verb: its own, else of the verb it is joined to.
    fn subject(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..CHAIN {
            if let Some(subject) = self.child(at, &[Relation::Subj, Relation::SubjPass]) {
                return Some(self.meant(subject, at));
            }
            let head = self.doc.head(at)?;
            match self.doc.relation(at) {
                Relation::Relcl | Relation::Acl => return (self.tag(head).is_noun() || self.tag(head) == Tag::Cd).then_some(head),
                // "told the guards to leave", "called on the guards to leave".
                Relation::Xcomp => match self.child(head, &[Relation::Obj]).or_else(|| self.behind(head, |w| w == "on")) {
                    Some(told) if told != at => return Some(told),
                    _ => at = head,
                },
                Relation::Conj | Relation::Advcl | Relation::Aux => at = head,
                _ => return None,
            }
        }
        None
    }

    /// "who", "which", "that" stand for the noun before their clause.
    fn meant(&self, subject: usize, verb: usize) -> usize {
        let relative = matches!(self.tag(subject), Tag::Wp | Tag::Wdt) || self.doc.lower(subject) == "that";
        let mut clause = verb;
        while relative && self.doc.relation(clause) == Relation::Conj {
            match self.doc.head(clause) {
                Some(head) => clause = head,
                None => break,
            }
        }
        self.doc.head(clause).filter(|_| relative && self.doc.relation(clause) == Relation::Relcl).unwrap_or(subject)
    }

    /// "dozens of guards": those who are counted.
    fn counted(&self, noun: usize) -> usize {
        let measure = self.tag(noun) == Tag::Cd || self.words.measures(&self.doc.lemma(noun));
        self.behind(noun, |w| w == "of").filter(|_| measure).unwrap_or(noun)
    }

    /// Those who are harmed; `None` where nobody can be.
    fn victim(&self, noun: usize, harm: &Harm) -> Option<Party> {
        let party = self.party(noun);
        (!(party.class == EVENT || party.class == PLACES && !harm.places)).then_some(party)
    }

    fn party(&self, noun: usize) -> Party {
        let head = self.counted(noun);
        let tag = self.tag(head);
        let lemma = self.doc.lemma(head).to_lowercase();
        let class = match self.words.victim(&lemma) {
            _ if self.words.is_event(&lemma) => EVENT,
            _ if matches!(tag, Tag::Prp | Tag::Wp | Tag::Dt | Tag::Wdt) => "pronoun",
            Some(class) if !tag.is_proper() => class,
            _ if tag == Tag::Cd => "people",
            _ if tag.is_proper() => "name",
            _ => "",
        };
        let span = self.doc.chunk_of(head).map_or(self.doc.tokens[head].span, |c| c.span);
        Party { span, head: self.doc.tokens[head].span, class: class.to_string() }
    }
}
