//! How a label counts: its lemma and its family.

use super::phrase::{Part, Phrase};
use super::read::Read;
use crate::lexicon::labels::HeadKind;
use crate::text::Tag;

/// The words that count as one label: the head in its base form, the side words before it and a noun right before it.
pub fn lemma(read: &Read, phrase: &Phrase) -> String {
    let mut words = Vec::new();
    for (distance, part) in phrase.parts.iter().rev().enumerate() {
        match part {
            Part::Head(_, t) => words.push(base(read, *t)),
            Part::Modifier(m, t) if m.keep => words.push(read.lower(*t).to_string()),
            Part::Word(t) if distance == 0 && read.tag(*t) == Tag::Nn && !read.is_hyphen(t.wrapping_sub(1)) => {
                words.push(read.lower(*t).to_string())
            }
            Part::Compound { participle, inner } => {
                let side = read.head(inner.end - 1, inner).filter(|_| read.mention(inner.end - 1).is_none());
                if side.is_some() {
                    words.push(format!("{}-{participle}", read.doc.cover(inner.clone()).of(read.doc.text)));
                }
            }
            Part::Stance { prefix, inner } if read.mention(inner.end - 1).is_none() => {
                words.push(format!("{prefix}-{}", read.doc.cover(inner.clone()).of(read.doc.text).to_lowercase()));
            }
            _ => {}
        }
    }
    words.reverse();
    words.push(match read.form(phrase.core.end - 1, &phrase.core) {
        Some((_, _, lemma)) if phrase.core.len() > 1 => lemma.to_string(),
        _ => base(read, phrase.core.end - 1),
    });
    words.join(" ")
}

/// The base form of a label word: the lexicon's, with the capital of words like "Islamist" kept.
pub fn base(read: &Read, t: usize) -> String {
    let lemma = read.form(t, &(t..t + 1)).map_or(read.lower(t), |(_, _, lemma)| lemma);
    let lemma = lemma.rsplit(' ').next().unwrap_or_default();
    if read.words.listed("capitalised", lemma) {
        let mut chars = lemma.chars();
        return chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default();
    }
    lemma.to_string()
}

/// The family: that of the first side word, else the head's.
pub fn group(phrase: &Phrase) -> String {
    let own = matches!(phrase.head.kind, HeadKind::Side | HeadKind::State | HeadKind::Relation);
    let side = phrase.parts.iter().rev().find_map(|p| match p {
        Part::Head(h, _) if h.kind == HeadKind::Side => Some(h.group.clone()),
        Part::Head(h, _) if h.group == "government" && phrase.head.kind == HeadKind::Force => Some("government forces".into()),
        Part::Modifier(m, _) if !m.group.is_empty() => Some(m.group.clone()),
        _ => None,
    });
    side.filter(|_| !own).unwrap_or_else(|| phrase.head.group.clone())
}
