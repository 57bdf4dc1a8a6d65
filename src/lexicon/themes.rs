//! Themes: what a sentence is about, by the words in it: one strong word or phrase, or two different weak ones.

use super::Sources;
use crate::problem::{Problem, Severity};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;

/// All themes, ready to be looked for.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    /// In order of file and place.
    pub themes: Vec<Theme>,
    /// First word in lower case to the words and phrases that begin with it.
    cues: HashMap<String, Vec<Cue>>,
}

/// A theme as its file has it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The name in tables: `civilian_suffering`.
    pub name: String,
    /// What belongs to it, in words.
    pub what: String,
    /// One of these is enough: words or phrases in base form.
    #[serde(default)]
    pub strong: Vec<String>,
    /// Two different ones of these are needed in a sentence.
    #[serde(default)]
    pub words: Vec<String>,
    /// Phrases whose words do not count (`air strike` for strikes).
    #[serde(default)]
    pub not: Vec<String>,
    /// Sentences of ours on the theme, and sentences with its words that are not.
    pub examples: Vec<String>,
    #[serde(default)]
    pub counters: Vec<String>,
}

#[derive(Debug, Clone)]
struct Cue {
    theme: usize,
    weight: Weight,
    /// All words of it.
    words: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weight {
    Strong,
    Weak,
    Not,
}

/// A theme found in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Index into [`Themes::themes`].
    pub theme: usize,
    /// The cues, in base form, in the order in which they stand.
    pub cues: Vec<String>,
    pub strong: bool,
    /// The words from the first to the last cue, end exclusive.
    pub first: usize,
    pub last: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: super::quotes::About,
    #[serde(default)]
    theme: Vec<Theme>,
}

impl Themes {
    /// Reads `themes/*.toml`; a theme without cues or examples is a problem.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> Themes {
        let mut out = Themes::default();
        for (name, file) in sources.parse::<File>("themes/", problems) {
            for theme in file.theme {
                if theme.strong.is_empty() && theme.words.len() < 2 || theme.examples.is_empty() {
                    let line = sources.0.get(&name).and_then(|s| s.text.find(&theme.name).map(|at| super::line_of(&s.text, at)));
                    problems.push(Problem {
                        file: name.clone(),
                        line,
                        severity: Severity::Skipped,
                        kind: "bad_lexicon",
                        what: format!("theme {:?} can never be found, or has no example", theme.name),
                        remedy: "give it a strong word or two weak ones, and an example".into(),
                    });
                    continue;
                }
                out.add(theme);
            }
        }
        out
    }

    fn add(&mut self, theme: Theme) {
        let index = self.themes.len();
        let lists = [(&theme.strong, Weight::Strong), (&theme.words, Weight::Weak), (&theme.not, Weight::Not)];
        for (list, weight) in lists {
            for cue in list {
                let words = split(cue);
                let Some(first) = words.first().cloned() else { continue };
                self.cues.entry(first).or_default().push(Cue { theme: index, weight, words });
            }
        }
        self.themes.push(theme);
    }

    /// The themes of a sentence, in order. Of each word its form and its base form.
    ///
    /// ```
    /// use parallax::lexicon::Lexicons;
    /// let themes = Lexicons::load(None).0.themes;
    /// let words = ["The", "hospital", "has", "no", "flour"].map(|w| (w, w));
    /// let names: Vec<&str> = themes.of(&words).iter().map(|h| themes.themes[h.theme].name.as_str()).collect();
    /// assert_eq!(names, ["health"]);
    /// ```
    pub fn of(&self, sentence: &[(&str, &str)]) -> Vec<Hit> {
        let words: Vec<[Cow<str>; 2]> = sentence.iter().map(|(form, lemma)| [plain(form), plain(lemma)]).collect();
        // Theme, weight, place, cue: every cue where it stands.
        let mut met: Vec<(usize, &Cue, usize)> = Vec::new();
        for at in 0..words.len() {
            let [form, lemma] = &words[at];
            let begins = |key: &str| self.cues.get(key).map_or(&[][..], Vec::as_slice);
            let other = if form == lemma { &[][..] } else { begins(lemma) };
            for cue in begins(form).iter().chain(other) {
                let fits = |(i, word): (usize, &String)| words.get(at + i).is_some_and(|w| w.iter().any(|w| w == word));
                if cue.words.iter().enumerate().all(fits) {
                    met.push((cue.theme, cue, at));
                }
            }
        }
        met.sort_by_key(|(theme, cue, at)| (*theme, *at, std::cmp::Reverse(cue.words.len())));
        met.chunk_by(|a, b| a.0 == b.0).filter_map(hit).collect()
    }
}

/// What the cues of one theme amount to: they come in the order in which they stand, the longest of a place first, and a word
/// counts for one cue only.
fn hit(met: &[(usize, &Cue, usize)]) -> Option<Hit> {
    let mut taken = 0;
    let mut counts: Vec<&(usize, &Cue, usize)> = Vec::new();
    for m in met.iter().filter(|m| m.1.weight != Weight::Not) {
        let masked = met.iter().any(|not| not.1.weight == Weight::Not && (not.2..not.2 + not.1.words.len()).contains(&m.2));
        if !masked && (counts.is_empty() || m.2 >= taken) {
            taken = m.2 + m.1.words.len();
            counts.push(m);
        }
    }
    let strong = counts.iter().any(|m| m.1.weight == Weight::Strong);
    let mut cues: Vec<String> = Vec::new();
    for m in &counts {
        let cue = m.1.words.join(" ");
        if !cues.contains(&cue) {
            cues.push(cue);
        }
    }
    let first = counts.first()?.2;
    (strong || cues.len() > 1).then_some(Hit { theme: met[0].0, cues, strong, first, last: taken })
}

/// Lower case, with the straight apostrophe.
fn plain(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase().replace('’', "'"))
}

/// A cue in words as texts are split: hyphens and clitics apart.
fn split(cue: &str) -> Vec<String> {
    plain(cue).replace('-', " - ").replace("'s", " 's").split_whitespace().map(String::from).collect()
}
