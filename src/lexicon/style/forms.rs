//! The forms of a word: regular ones by rule, irregular ones from the lexicon of the lemmatiser.

use super::Part;
use crate::lexicon::Sources;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Irregular forms of verbs and nouns by base form.
pub struct Irregular {
    verbs: BTreeMap<String, String>,
    nouns: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct File {
    #[serde(default)]
    nouns: BTreeMap<String, String>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
}

impl Irregular {
    /// Problems of that file are told where the text layer reads it.
    pub fn load(sources: &Sources) -> Irregular {
        let mut out = Irregular { verbs: BTreeMap::new(), nouns: BTreeMap::new() };
        for (_, file) in sources.parse::<File>("text/irregular", &mut Vec::new()) {
            out.verbs.extend(file.verbs);
            for (plural, singular) in file.nouns {
                out.nouns.entry(singular).or_default().push(plural);
            }
        }
        out
    }
}

/// A form as its tokens in lower case: hyphens are tokens of their own.
pub fn tokens(words: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in words.to_lowercase().split_whitespace() {
        for (i, piece) in word.split('-').enumerate() {
            if i > 0 {
                out.push("-".to_string());
            }
            match piece.find("n't") {
                Some(at) if at > 0 => out.extend([piece[..at].to_string(), piece[at..].to_string()]),
                _ if piece == "cannot" => out.extend(["can".to_string(), "not".to_string()]),
                _ if !piece.is_empty() => out.push(piece.to_string()),
                _ => {}
            }
        }
    }
    out
}

/// All forms of an entry, each as its tokens; the base form first.
pub fn all(words: &str, part: Part, irregular: &Irregular) -> Vec<Vec<String>> {
    let base = tokens(words);
    if base.is_empty() {
        return Vec::new();
    }
    let (first, last) = (base.first().cloned().unwrap_or_default(), base.last().cloned().unwrap_or_default());
    let mut out = vec![base.clone()];
    match part {
        Part::Verb => out.extend(verb(&first, irregular).into_iter().map(|f| [vec![f], base[1..].to_vec()].concat())),
        Part::Noun => out.extend(plurals(&last, irregular).into_iter().map(|f| [base[..base.len() - 1].to_vec(), vec![f]].concat())),
        _ => {}
    }
    out.dedup();
    out
}

/// The form of a word that a frame asks for: `{past}`, `{third}`, `{plural}`, `{base}` or `{}`.
pub fn in_frame(frame: &str, words: &str, irregular: &Irregular) -> String {
    let (first, rest) = words.split_once(' ').map_or((words, String::new()), |(f, r)| (f, format!(" {r}")));
    let filled = frame.replace("{}", words).replace("{base}", words);
    let filled = filled.replace("{third}", &(third(first) + &rest));
    let filled = if filled.contains("{past}") {
        let known = irregular.verbs.get(first).and_then(|f| f.split(' ').next_back().map(String::from));
        filled.replace("{past}", &(known.unwrap_or_else(|| past(first)) + &rest))
    } else {
        filled
    };
    let (before, last) = words.rsplit_once([' ', '-']).map_or(("", words), |(b, l)| (&words[..b.len() + 1], l));
    filled.replace("{plural}", &format!("{before}{}", plurals(last, irregular).into_iter().next().unwrap_or_default()))
}

fn verb(base: &str, irregular: &Irregular) -> Vec<String> {
    let mut out = vec![third(base), past(base), ing(base)];
    if let Some(forms) = irregular.verbs.get(base) {
        out.extend(forms.split(' ').map(String::from));
    }
    // "slammed", "beating": which verbs double is not asked; the other spelling does no harm.
    if let Some(c) = base.chars().last().filter(|c| !"aeiouwxy".contains(*c)) {
        out.extend([format!("{base}{c}ed"), format!("{base}{c}ing"), format!("{base}ed"), format!("{base}ing")]);
    }
    out
}

fn is_consonant_y(base: &str) -> bool {
    base.strip_suffix('y').is_some_and(|s| !s.ends_with(['a', 'e', 'i', 'o', 'u']))
}

fn third(base: &str) -> String {
    match () {
        _ if is_consonant_y(base) => format!("{}ies", &base[..base.len() - 1]),
        _ if base.ends_with(['s', 'x', 'z', 'o']) || base.ends_with("sh") || base.ends_with("ch") => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

/// Whether the last consonant doubles before an ending: one syllable, one vowel before one consonant.
fn doubles(base: &str) -> bool {
    let vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u');
    let bytes = base.as_bytes();
    let syllables = bytes.windows(2).filter(|w| vowel(w[0]) && !vowel(w[1])).count();
    let n = bytes.len();
    n > 2 && syllables == 1 && !vowel(bytes[n - 1]) && !b"wxy".contains(&bytes[n - 1]) && vowel(bytes[n - 2]) && !vowel(bytes[n - 3])
}

fn past(base: &str) -> String {
    match () {
        _ if base.ends_with('e') => format!("{base}d"),
        _ if is_consonant_y(base) => format!("{}ied", &base[..base.len() - 1]),
        _ if doubles(base) => format!("{base}{}ed", &base[base.len() - 1..]),
        _ => format!("{base}ed"),
    }
}

fn ing(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") => format!("{stem}ing"),
        _ if doubles(base) => format!("{base}{}ing", &base[base.len() - 1..]),
        _ => format!("{base}ing"),
    }
}

fn plurals(base: &str, irregular: &Irregular) -> Vec<String> {
    if let Some(known) = irregular.nouns.get(base) {
        return known.clone();
    }
    if let Some(stem) = base.strip_suffix("man") {
        return vec![format!("{stem}men")];
    }
    vec![third(base)]
}
