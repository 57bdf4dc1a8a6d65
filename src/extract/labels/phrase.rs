//! The noun phrase of a label: from the head to the left over adjectives, nouns, compounds and owners, without articles.

use super::read::{Mention, Read, What};
use crate::lexicon::labels::Head;
use crate::text::Tag;
use std::ops::Range;

/// A head with what stands before it.
#[derive(Debug, Clone)]
pub struct Phrase<'a> {
    pub head: &'a Head,
    /// All tokens of the label.
    pub tokens: Range<usize>,
    /// Tokens of the head itself (`air forces`: two).
    pub core: Range<usize>,
    /// What each premodifier says, in the order of the text.
    pub parts: Vec<Part<'a>>,
    /// Where the second of two coordinated nationalities begins ("Syrian and |Russian air forces").
    pub second: Option<usize>,
    pub reach: Reach,
    /// The word before the phrase that is left out: article, pronoun, number; "" at the start of a sentence.
    pub before: String,
}

/// One premodifier.
#[derive(Debug, Clone)]
pub enum Part<'a> {
    /// Another label word (`rebel` in "rebel fighters").
    Head(&'a Head, usize),
    /// A word of the modifier list.
    Modifier(&'a crate::lexicon::labels::Modifier, usize),
    /// A nationality.
    Nation(String, usize),
    /// "X-backed", "X-led": the participle and the tokens of X.
    Compound { participle: String, inner: Range<usize> },
    /// "pro-X", "anti-X".
    Stance { prefix: String, inner: Range<usize> },
    /// "Assad's": the name that owns (index of a mention).
    Owner(usize),
    /// "the Hezbollah group": the name stays outside the label (index of a mention).
    Classifier(usize),
    /// Any other word, kept in the lemma if it is a noun.
    Word(usize),
}

/// How far a phrase may reach to the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// The whole noun phrase.
    Full,
    /// Only words that say whose side ("Syrian army positions", not "full government control").
    Sides,
}

/// The phrase whose head ends at a token.
pub fn phrase<'a>(read: &Read<'a>, head: &'a Head, core: Range<usize>, sentence: &Range<usize>, reach: Reach) -> Phrase<'a> {
    let mut at = core.start;
    let (mut parts, mut second) = (Vec::new(), None);
    // The bound keeps long lists of nouns linear.
    while at > sentence.start && parts.len() < 12 {
        let Some((part, next)) = step(read, at, sentence, reach) else { break };
        // No noun stands before a nationality in one phrase ("in the border area Turkish soldiers …").
        let noun = matches!(part, Part::Head(..) | Part::Classifier(..)) || matches!(part, Part::Word(t) if read.tag(t).is_noun());
        if noun && matches!(parts.last(), Some(Part::Nation(..))) {
            break;
        }
        let stop = matches!(part, Part::Owner(_) | Part::Classifier(_));
        let outside = matches!(part, Part::Classifier(_));
        if let (Part::Nation(..), Some(left), Reach::Full) = (&part, coordinated(read, next, sentence), reach) {
            parts.push(part);
            second = second.or(Some(next));
            at = left;
            continue;
        }
        if let (Part::Compound { .. }, Some(left)) = (&part, coordinated(read, next, sentence)) {
            parts.push(part);
            at = left;
            continue;
        }
        if !outside {
            at = next;
        }
        parts.push(part);
        if stop {
            break;
        }
    }
    parts.reverse();
    let before = at.checked_sub(1).filter(|b| *b >= sentence.start).map_or(String::new(), |b| read.lower(b).to_string());
    Phrase { head, tokens: at..core.end, core, parts, second, reach, before }
}

/// The premodifier that ends right before `at`, and where it begins.
fn step<'a>(read: &Read<'a>, at: usize, sentence: &Range<usize>, reach: Reach) -> Option<(Part<'a>, usize)> {
    let t = at - 1;
    if let Some(found) = compound(read, t, sentence) {
        return Some(found);
    }
    if read.is_possessive(t) && t > sentence.start {
        return owner(read, t, sentence);
    }
    if let Some(index) = read.covered.get(t).copied().flatten() {
        let mention: &Mention = &read.mentions[index];
        return match &mention.what {
            // "US troops", "Syria army" are written like "Syrian army".
            What::Adjective(country) | What::Country(country) => Some((Part::Nation(country.clone(), t), mention.tokens.start)),
            _ => Some((Part::Classifier(index), mention.tokens.start)),
        };
    }
    let word = read.lower(t);
    if word == "," {
        // "Syrian, foreign militants": a comma between two adjectives that say who.
        let says = |t: usize| read.adjective(t).is_some() || read.modifier(t).is_some();
        return (t > sentence.start && says(t - 1) && (says(at) || read.tag(at) == Tag::Jj))
            .then(|| step(read, t, sentence, reach))
            .flatten();
    }
    if matches!(word, "and" | "or") && t > sentence.start && reach == Reach::Full {
        // "Syrian and foreign militants", "Islamist and jihadist groups"
        let says = |t: usize| read.adjective(t).is_some() || adjectival(read, t, sentence);
        return (says(at) && says(t - 1)).then(|| step(read, t, sentence, reach)).flatten();
    }
    if read.listed("quantifiers", t) || read.listed("determiners", t) {
        return None;
    }
    if let Some(modifier) = read.modifier(t) {
        return Some((Part::Modifier(modifier, t), t));
    }
    if let Some((head, start)) = read.head(t, sentence) {
        return Some((Part::Head(head, t), start));
    }
    let tag = read.tag(t);
    // "arming groups": an -ing form before a head is a verb unless listed. Times stand beside the phrase, not in it.
    let ing = word.len() > 4 && word.ends_with("ing");
    // "were attacking rebels": behind a form of "be" even a listed one is a verb.
    let verb = ing && (!read.listed("participial", t) || (t.saturating_sub(2)..t).any(|b| read.listed("copulas", b)));
    if verb || read.listed("times", t) {
        return None;
    }
    let premodifies = tag.is_adjective() || matches!(tag, Tag::Nn | Tag::Nnp | Tag::Nnps | Tag::Fw) || read.listed("participial", t);
    (reach == Reach::Full && premodifies).then_some((Part::Word(t), t))
}

/// An adjective that says who (`foreign`, `jihadist`), for coordination.
fn adjectival(read: &Read, t: usize, sentence: &Range<usize>) -> bool {
    read.modifier(t).is_some() || read.head(t, sentence).is_some_and(|(h, _)| h.adjective)
}

/// "Syrian and | Russian": the start of what is coordinated before a nationality that begins at `next`.
fn coordinated(read: &Read, next: usize, sentence: &Range<usize>) -> Option<usize> {
    let and = next.checked_sub(1).filter(|t| *t > sentence.start)?;
    (matches!(read.lower(and), "and" | "or") && read.adjective(and - 1).is_some()).then_some(and)
}

/// A hyphenated word that ends at `t`: "HTS-led", "Turkish-backed", "pro-Iran", "anti-government".
fn compound<'a>(read: &Read<'a>, t: usize, sentence: &Range<usize>) -> Option<(Part<'a>, usize)> {
    let hyphen = t.checked_sub(1).filter(|h| *h > sentence.start && read.is_hyphen(*h))?;
    let x = hyphen - 1;
    let mention = read.mention(x);
    // The hyphen of "al-Nusra" is inside one name.
    if read.covered[t].is_some() && read.covered[t] == read.covered[x] {
        return None;
    }
    if read.listed("participles", t) {
        let start = mention.map_or(x, |m| m.tokens.start);
        return Some((Part::Compound { participle: read.lower(t).to_string(), inner: start..hyphen }, start));
    }
    let inner_end = t + 1;
    let inner_start = read.mention(t).map_or(t, |m| m.tokens.start);
    if inner_start >= 2 && read.is_hyphen(inner_start - 1) && read.listed("stances", inner_start - 2) {
        let prefix = read.lower(inner_start - 2).to_string();
        return Some((Part::Stance { prefix, inner: inner_start..inner_end }, inner_start - 2));
    }
    // "Sixty-three fighters": a number stays outside, however it is written.
    if read.tag(t) == Tag::Cd {
        return None;
    }
    // Any other compound ("far-right", "Britain-based"): one word of no known side.
    let start = mention.map_or(x, |m| m.tokens.start);
    Some((Part::Word(t), start.max(sentence.start)))
}

/// "President Bashar al-Assad's": the owner before a possessive mark, with the title before it.
fn owner<'a>(read: &Read<'a>, mark: usize, sentence: &Range<usize>) -> Option<(Part<'a>, usize)> {
    let index = read.covered.get(mark - 1).copied().flatten()?;
    let mention = &read.mentions[index];
    if matches!(mention.what, What::Adjective(_)) {
        return None;
    }
    let mut start = mention.tokens.start;
    if mention.what == What::Person {
        while start > sentence.start && (read.listed("titles", start - 1) || read.adjective(start - 1).is_some()) {
            start -= 1;
        }
    }
    Some((Part::Owner(index), start))
}
