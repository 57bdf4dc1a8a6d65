//! Base forms by rule and a table of irregular forms.

use super::Tag;
use crate::lexicon::text::TextWords;

/// The base form, lower case (`militants` → `militant`, `seized` → `seize`); proper nouns keep their form.
pub fn lemma(word: &str, tag: Tag, words: &TextWords) -> String {
    if tag.is_proper() || word.starts_with(char::is_numeric) {
        return word.to_string();
    }
    let lower = word.to_lowercase();
    match tag {
        Tag::Nns => match words.irregular_noun(&lower) {
            Some(base) => base.to_string(),
            None => singular(&lower),
        },
        Tag::Vb | Tag::Vbp if !lower.starts_with(['\'', '’']) && lower != "am" && lower != "are" => lower,
        _ if tag.is_verb() || tag == Tag::Md => match words.irregular_verb(&lower) {
            Some(base) => base.to_string(),
            None => base(lower, tag, words),
        },
        Tag::Rb if super::token::is_clitic(&lower) => "not".to_string(),
        _ => lower,
    }
}

/// The singular of a regular plural.
fn singular(word: &str) -> String {
    let cut = |n: usize| word[..word.len() - n].to_string();
    match () {
        _ if word.ends_with("men") && word.len() > 2 => cut(2) + "an",
        _ if word.ends_with("children") => cut(3),
        _ if word.ends_with("people") || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") || !word.ends_with('s') => {
            word.to_string()
        }
        _ if word.len() < 4 => cut(1),
        _ if word.ends_with("ies") => cut(3) + "y",
        _ if takes_es(word) => cut(2),
        _ if word.ends_with("'s") || word.ends_with("’s") => word.trim_end_matches(['s', '\'', '’']).to_string(),
        _ => cut(1),
    }
}

/// boxes, heroes, classes, churches: the e belongs to the ending.
fn takes_es(word: &str) -> bool {
    let stem = word.strip_suffix("es").unwrap_or("");
    stem.ends_with(['x', 'o']) || stem.ends_with("ss") || stem.ends_with("zz") || stem.ends_with("ch") || stem.ends_with("sh")
}

/// The base of a regular verb form.
fn base(word: String, tag: Tag, words: &TextWords) -> String {
    let cut = |n: usize| word[..word.len() - n].to_string();
    let stem = match tag {
        Tag::Vbz if word.ends_with('s') && word.len() > 2 => {
            return match () {
                _ if word.ends_with("ies") && word.len() > 4 => cut(3) + "y",
                _ if word.ends_with("es") && words.is_whole_stem(&cut(2)) => cut(2),
                _ if takes_es(&word) => cut(2),
                _ if word.ends_with("ss") => word,
                _ => cut(1),
            };
        }
        Tag::Vbd | Tag::Vbn if word.ends_with("ied") && word.len() > 4 => return cut(3) + "y",
        Tag::Vbd | Tag::Vbn if word.ends_with("ed") && word.len() > 3 => cut(2),
        Tag::Vbg if word.ends_with("ing") && word.len() > 4 => cut(3),
        _ => return word,
    };
    if !stem.is_ascii() || !stem.bytes().any(|b| is_vowel(b) || b == b'y') {
        return word;
    }
    if words.ends_in_e(&stem) {
        return stem + "e";
    }
    let b = stem.as_bytes();
    let n = b.len();
    // planned, hitting; but called, passed, added.
    if n > 3 && b[n - 1] == b[n - 2] && !is_vowel(b[n - 1]) {
        let shorter = &stem[..n - 1];
        let keep = matches!(b[n - 1], b's' | b'f' | b'z') || b[n - 1] == b'l' && (n < 7 || matches!(b[n - 3], b'a' | b'i'));
        return if words.is_whole_stem(&stem) || keep && !words.is_whole_stem(shorter) { stem } else { shorter.to_string() };
    }
    if !words.is_whole_stem(&stem) && silent_e(b) { stem + "e" } else { stem }
}

/// Whether a stem has lost a silent e: `seiz`, `creat`, `captur`, `forc`.
fn silent_e(stem: &[u8]) -> bool {
    let at = |back: usize| stem.len().checked_sub(back).and_then(|i| stem.get(i)).copied().unwrap_or(b' ');
    let (last, second, third) = (at(1), at(2), at(3));
    let vowels = stem.iter().filter(|b| is_vowel(**b)).count();
    // hoped, ruled: without the e the consonant would stand twice.
    let plain = !is_vowel(last) && !matches!(last, b'w' | b'x' | b'y') && (is_vowel(second) || second == b'y') && !is_vowel(third);
    if vowels == 1 && plain && stem.len() > 2 {
        return true;
    }
    match last {
        b'v' | b'c' | b'u' => true,
        b'z' => second != b'z',
        b'g' => {
            matches!(second, b'd' | b'r' | b'l' | b'a' | b'e' | b'u')
                || second == b'n' && (matches!(third, b'a' | b'u') || vowels > 1 && matches!(third, b'e' | b'i'))
        }
        b's' => is_vowel(second) || matches!(second, b'r' | b'l' | b'n' | b'p'),
        b'l' if is_vowel(second) => matches!(second, b'i' | b'u' | b'o' | b'a') && !is_vowel(third),
        b'l' => !matches!(second, b'l' | b'r' | b'w'),
        b'r' => second == b'i' && !matches!(third, b'a' | b'e' | b'o') || matches!(second, b'u' | b'a') && !is_vowel(third),
        b't' => match second {
            b'a' => !matches!(third, b'e' | b'o'),
            b'u' => !is_vowel(third),
            b'o' => matches!(third, b'v' | b'n' | b'm' | b'u'),
            _ => false,
        },
        b'd' => {
            matches!(second, b'i' | b'u' | b'o') && !is_vowel(third)
                || second == b'a' && !is_vowel(third)
                || second == b'e' && third != b'e'
        }
        b'n' => second == b'i' && !is_vowel(third),
        b'm' => matches!(second, b'a' | b'u') && !is_vowel(third),
        b'p' => matches!(second, b'a' | b'y') && !is_vowel(third),
        b'k' => matches!(second, b'o' | b'i' | b'a') && !is_vowel(third),
        b'b' => second == b'i',
        _ => false,
    }
}

fn is_vowel(b: u8) -> bool {
    matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
}
