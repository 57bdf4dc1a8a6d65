//! The thing counted: the noun phrase behind a number and its head.

use super::line::Line;
use crate::lexicon::figures::FigureWords;
use crate::text::Tag;
use std::ops::Range;

/// A counted noun phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    pub words: Range<usize>,
    pub head: usize,
}

/// The noun phrase that begins at word `from`, behind a number; links ("of", "more") and articles are passed over.
pub fn of(line: &Line, from: usize, words: &FigureWords) -> Option<Counted> {
    let (link, stop) = (words.set("link"), words.set("stop"));
    let mut at = from;
    let hyphen = line.is_hyphen(at) && line.glued(at);
    if hyphen {
        // "a four-cylinder engine" counts cylinders.
        at += 1;
        return (line.is_word(at) && !stop.has(line.word(at))).then(|| Counted { words: at..at + 1, head: at });
    }
    for _ in 0..3 {
        if link.has(line.word(at)) && line.word(at) != "new" && line.word(at) != "different" && line.word(at) != "separate" {
            at += 1;
        }
    }
    if at > from && line.back(at, 1) == "of" {
        while words.set("determiner").has(line.word(at)) {
            at += 1;
        }
        // "18 of 31 vehicles"
        at += usize::from(line.is_number(at));
    }
    let mut head = None;
    let mut k = at;
    while k < line.len() && k - at < 9 {
        let word = line.word(k);
        if word == "and" && k > at && head.is_none() {
            k += 1;
            continue;
        }
        let compound = k > at && line.is_hyphen(k - 1) && line.glued(k);
        if stop.has(word) && !compound && !(word.len() == 2 && line.raw(k).chars().all(char::is_uppercase)) {
            break;
        }
        let joined = (line.is_hyphen(k) || line.word(k) == "/" && k > at && line.is_word(k - 1) && line.is_word(k + 1))
            && line.glued(k)
            && line.glued(k + 1);
        if joined {
            k += 1;
            continue;
        }
        if !line.is_word(k) {
            // A shortened or slashed name in the phrase is rare; a quotation mark before the noun is not.
            if k == at && matches!(line.tag(k), Tag::Quote) {
                at += 1;
                k += 1;
                continue;
            }
            break;
        }
        let after_hyphen = k > at && line.is_hyphen(k - 1);
        let before_hyphen = line.is_hyphen(k + 1) && line.glued(k + 1) && line.glued(k + 2);
        match line.tag(k) {
            Tag::X if k - at >= 3 && head.is_some() => break,
            _ if before_hyphen || compound && stop.has(word) => {}
            tag if tag.is_noun() || tag == Tag::X => head = Some(k),
            // "five profile slots available": no adjective ends so but in -ous, -less.
            Tag::Jj if word.ends_with('s') && !word.ends_with("us") && !word.ends_with("ss") && line.back(k, 1) != "-" => head = Some(k),
            // "one Iraqi dead": a nationality without a noun.
            tag if tag.is_adjective() && head.is_none() && line.capital(k) && !noun_ahead(line, k) && line.word(k + 1) != "and" => {
                head = Some(k)
            }
            tag if tag.is_adjective() || tag == Tag::Cd => {
                if head.is_some() && !noun_ahead(line, k) {
                    break;
                }
            }
            Tag::Vbn | Tag::Vbg | Tag::Vbd if head.is_none() && !after_hyphen && noun_ahead(line, k) => {}
            Tag::Vbn | Tag::Vbg if after_hyphen => {}
            Tag::Pos => {}
            Tag::Rb if head.is_none() && line.tag(k + 1).is_adjective() => {}
            // Taggers take a plural behind a number for a verb: "40 strikes", "three attempts".
            Tag::Vbz | Tag::Vbp | Tag::Vb if head.is_none() && word.ends_with('s') => head = Some(k),
            // "five profile slots available": a plural taken for a verb.
            Tag::Vbz | Tag::Vbp | Tag::Vb | Tag::X | Tag::Vbd
                if word.ends_with('s') && head == Some(k - 1) && !line.word(k - 1).ends_with('s') =>
            {
                head = Some(k)
            }
            _ => break,
        }
        // "ten civilians activist group …" lost its comma.
        let done = head == Some(k) && line.tag(k) == Tag::Nns && words.persons.has(word) && matches!(line.tag(k + 1), Tag::Nn | Tag::Nnp);
        if done {
            break;
        }
        k += 1;
    }
    if let Some(mut head) = head {
        // "one guy lives there": of one thing, a plural behind it is a verb.
        let one = line.back(from, 1) == "one" && from == at;
        if one && head > at && line.word(head).ends_with('s') && !line.word(head - 1).ends_with('s') && line.tag(head - 1) == Tag::Nn {
            head -= 1;
        }
        return Some(Counted { words: at..head + 1, head });
    }
    // "800 dead", "12 wounded": a participle or adjective that counts persons.
    let word = line.word(at);
    let nominal = words.event_nouns.has(word) || words.persons.has(word);
    (nominal && line.is_word(at)).then(|| Counted { words: at..at + 1, head: at })
}

/// A noun follows before the phrase is over.
fn noun_ahead(line: &Line, k: usize) -> bool {
    let mut j = k + 1;
    while j < line.len() && j < k + 4 {
        let tag = line.tag(j);
        if tag.is_noun() {
            return true;
        }
        if !(tag.is_adjective() || matches!(tag, Tag::Vbn | Tag::Vbg | Tag::Hyph | Tag::Cd)) {
            return false;
        }
        j += 1;
    }
    false
}
