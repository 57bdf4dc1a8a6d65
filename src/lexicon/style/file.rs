//! The files of `data/lexicons/style` as they are written, and what of them runs as tests.

use super::{Group, Harm, HarmPart, HarmPattern, Part, Pattern, StyleKind, StyleWords, forms, hash};
use crate::lexicon::line_of;
use crate::problem::{Problem, Severity};
use crate::text::{Relation, Tag};
use serde::Deserialize;

/// A file: groups of words, or words of harm.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    #[allow(dead_code)]
    about: crate::lexicon::quotes::About,
    #[serde(default)]
    group: Vec<WordGroup>,
    #[serde(default)]
    harm: Vec<HarmEntry>,
    #[serde(default)]
    victim: Vec<Victim>,
    #[serde(default)]
    measure: List,
    #[serde(default)]
    event: List,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Victim {
    class: String,
    words: Vec<String>,
}

#[derive(Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Strength {
    #[default]
    Strong,
    Weak,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordGroup {
    kind: StyleKind,
    category: String,
    #[serde(default)]
    polarity: String,
    part: Part,
    words: Vec<String>,
    #[serde(default)]
    strength: Strength,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    only_as: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    #[serde(default)]
    only_before: Vec<String>,
    #[serde(default)]
    only_after: Vec<String>,
    #[serde(default)]
    frame: String,
    #[serde(default)]
    example: String,
    #[serde(default)]
    counter: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HarmEntry {
    harm: String,
    verbs: Vec<String>,
    #[serde(default)]
    middle: Vec<String>,
    nouns: Vec<String>,
    #[serde(default)]
    loss: Vec<String>,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    places: bool,
    #[allow(dead_code)]
    example: String,
    #[allow(dead_code)]
    #[serde(default)]
    counter: String,
}

/// A sentence in which an entry must fire, or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Base form or name of the harm.
    pub entry: String,
    /// `None` for harm.
    pub kind: Option<StyleKind>,
    pub category: String,
    pub text: String,
    pub fires: bool,
}

/// What of a file runs as tests: each word in its group's frame, examples and counter-examples.
pub fn examples(text: &str, sources: &crate::lexicon::Sources) -> Vec<Example> {
    // A file that cannot be read is told where it is loaded.
    let Ok(file) = toml::from_str::<File>(text) else { return Vec::new() };
    let irregular = forms::Irregular::load(sources);
    let mut out = Vec::new();
    for group in &file.group {
        let mut add = |entry: &str, text: String, fires: bool| {
            let fires = fires && group.strength == Strength::Strong;
            if !text.is_empty() && (fires || group.strength == Strength::Strong) {
                out.push(Example { entry: entry.into(), kind: Some(group.kind), category: group.category.clone(), text, fires });
            }
        };
        for word in group.words.iter().filter(|_| !group.frame.is_empty()) {
            add(word, forms::in_frame(&group.frame, word, &irregular), true);
        }
        let all = group.words.join(", ");
        add(&all, group.example.clone(), true);
        add(&all, group.counter.clone(), false);
    }
    for harm in &file.harm {
        for (text, fires) in [(&harm.example, true), (&harm.counter, false)] {
            if !text.is_empty() {
                out.push(Example { entry: harm.harm.clone(), kind: None, category: harm.harm.clone(), text: text.clone(), fires });
            }
        }
    }
    out
}

impl File {
    /// Adds what the file says; values that are none are problems.
    pub fn add(self, name: &str, text: &str, irregular: &forms::Irregular, words: &mut StyleWords, problems: &mut Vec<Problem>) {
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".toml");
        let mut unknown = |value: &str, what: &str| {
            problems.push(Problem {
                file: name.into(),
                line: text.find(&format!("\"{value}\"")).map(|at| line_of(text, at)),
                severity: Severity::Skipped,
                kind: "bad_lexicon",
                what: format!("unknown {what} {value:?}"),
                remedy: "mend the entry; data/lexicons/README.md describes the format".into(),
            });
        };
        for group in self.group {
            let tag = |t: &String| Tag::ALL.iter().copied().find(|k| k.as_str() == t.as_str());
            let relation = |r: &String| Relation::ALL.iter().copied().find(|k| k.as_str() == r.as_str());
            group.tags.iter().filter(|t| tag(t).is_none()).for_each(|t| unknown(t, "tag"));
            group.only_as.iter().filter(|r| relation(r).is_none()).for_each(|r| unknown(r, "relation"));
            let index = words.groups.len();
            for word in &group.words {
                for mut form in forms::all(word, group.part, irregular) {
                    let rest = form.split_off(1.min(form.len()));
                    let Some(first) = form.pop() else { continue };
                    let patterns = words.patterns.entry(first).or_default();
                    let pattern = Pattern { rest, lemma: word.to_lowercase(), group: index };
                    if !patterns.iter().any(|p| p.group == index && p.rest == pattern.rest) {
                        patterns.push(pattern);
                    }
                }
            }
            let strength = if group.strength == Strength::Weak { "weak" } else { "strong" };
            let short = format!("{} {} {strength}", group.kind.as_str(), group.polarity);
            words.groups.push(Group {
                code: hash(&format!("{short} {} {:?}", group.category, group.part)),
                short: hash(&short),
                kind: group.kind,
                rule: format!("{stem}/{}", group.category),
                category: group.category,
                polarity: group.polarity,
                part: group.part,
                strict: group.strict,
                weak: group.strength == Strength::Weak,
                tags: group.tags.iter().filter_map(tag).collect(),
                only_as: group.only_as.iter().filter_map(relation).collect(),
                not_before: group.not_before.into_iter().collect(),
                not_after: group.not_after.into_iter().collect(),
                only_before: group.only_before.into_iter().collect(),
                only_after: group.only_after.into_iter().collect(),
            });
        }
        for harm in self.harm {
            let index = words.harms.len();
            let lists = [
                (&harm.verbs, HarmPart::Verb, Part::Verb),
                (&harm.middle, HarmPart::Middle, Part::Verb),
                (&harm.nouns, HarmPart::Noun, Part::Noun),
                (&harm.loss, HarmPart::Loss, Part::Noun),
            ];
            for (list, part, forms_as) in lists {
                for word in list {
                    for mut form in forms::all(word, forms_as, irregular) {
                        let rest = form.split_off(1.min(form.len()));
                        let Some(first) = form.pop() else { continue };
                        let pattern = HarmPattern { rest, lemma: word.to_lowercase(), harm: index, part };
                        words.harm_patterns.entry(first).or_default().push(pattern);
                    }
                }
            }
            words.harms.push(Harm { id: harm.harm, bare: harm.bare, places: harm.places });
        }
        for victim in self.victim {
            for form in victim.words.iter().flat_map(|w| forms::all(w, Part::Noun, irregular)).filter_map(|mut f| f.pop()) {
                words.victims.entry(form).or_insert_with(|| victim.class.clone());
            }
        }
        words.measures.extend(self.measure.words);
        words.events.extend(self.event.words);
    }
}
