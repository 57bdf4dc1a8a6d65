//! Actors, their names and the words used for them: label packs (which nouns name an actor) and actor packs (who that is).

mod entry;
mod fold;

pub use entry::{
    ActorPack, Attributive, Country, CountryForm, CountryWord, Head, HeadForm, HeadKind, Modifier, Name, NameForm, NameKind, Needs, Pack,
    When,
};
pub use fold::{fold, fold_all, is_article, plural};

use super::Sources;
use crate::problem::{Problem, Severity};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Actors, their names and the words used for them, ready to look up.
#[derive(Debug, Default)]
pub struct LabelWords {
    /// Label packs, in order of file name.
    pub packs: Vec<Pack>,
    /// Actor packs, in order of file name.
    pub actors: Vec<ActorPack>,
    /// Head nouns: last word of every form in lower case to the forms that end with it, longest first.
    pub head_index: HashMap<String, Vec<HeadForm>>,
    pub heads: Vec<Head>,
    /// Words before a head that are no head themselves, by pack.
    pub modifiers: HashMap<String, Vec<Modifier>>,
    /// Lower-case word pairs (`military analyst`) whose first word is no label.
    pub excludes: HashSet<String>,
    /// A sentence for every group of excludes, in which no label may be found.
    pub counters: Vec<String>,
    pub countries: Vec<Country>,
    /// Folded words of a country's name, adjective or people to the country.
    pub country_index: HashMap<String, Vec<CountryForm>>,
    /// First folded word of every name to `(actor pack, name, folded words)`, longest first.
    pub name_index: HashMap<String, Vec<NameForm>>,
    /// The words by which packs apply, lower case.
    pub asked: HashSet<String>,
    /// Closed word lists of the rules (`determiners`, `titles`, …).
    pub lists: HashMap<String, HashSet<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclude {
    first: Vec<String>,
    then: Vec<String>,
    counter: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    name: String,
    #[allow(dead_code)]
    what: String,
    #[allow(dead_code)]
    provenance: String,
    #[allow(dead_code)]
    licence: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LabelFile {
    about: About,
    when: Option<When>,
    #[serde(default)]
    head: Vec<Head>,
    #[serde(default)]
    modifier: Vec<Modifier>,
    #[serde(default)]
    exclude: Vec<Exclude>,
    #[serde(default)]
    lists: BTreeMap<String, HashSet<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorFile {
    about: About,
    when: Option<When>,
    #[serde(default)]
    uses: Vec<String>,
    #[serde(default)]
    home: String,
    #[serde(default)]
    camp: Vec<String>,
    #[serde(default)]
    roles: BTreeMap<String, String>,
    #[serde(default)]
    states: BTreeMap<String, String>,
    #[serde(default)]
    backers: BTreeMap<String, String>,
    #[serde(default)]
    irregulars: BTreeMap<String, String>,
    #[serde(default)]
    backed: BTreeMap<String, String>,
    #[serde(default)]
    name: Vec<Name>,
    #[serde(default)]
    country: Vec<Country>,
}

impl LabelWords {
    /// Reads the files; problems are collected.
    pub fn load(sources: &Sources, problems: &mut Vec<Problem>) -> LabelWords {
        let mut words = LabelWords::default();
        for (_, file) in sources.parse::<LabelFile>("labels/", problems) {
            words.add_labels(file);
        }
        for (name, file) in sources.parse::<ActorFile>("actors/", problems) {
            words.add_actors(&name, file, problems);
        }
        for forms in words.head_index.values_mut() {
            forms.sort_by_key(|f| std::cmp::Reverse(f.words.len()));
        }
        let when = words.packs.iter().map(|p| &p.when).chain(words.actors.iter().map(|p| &p.when));
        words.asked = when.flatten().flat_map(|w| w.words.iter().cloned()).collect();
        // The longest form first; of equals that of the pack that knows more: one of a conflict or of the corpus itself.
        let general: Vec<bool> = words.actors.iter().map(|p| p.when.is_none() && p.roles.is_empty()).collect();
        for forms in words.name_index.values_mut() {
            forms.sort_by_key(|f| (std::cmp::Reverse(f.words.len()), general.get(f.pack).copied()));
        }
        for forms in words.country_index.values_mut() {
            forms.sort_by_key(|f| std::cmp::Reverse(f.words.len()));
        }
        words
    }

    /// Whether a closed list holds a lower-case word.
    pub fn listed(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|l| l.contains(word))
    }

    fn add_labels(&mut self, file: LabelFile) {
        let pack = self.packs.len();
        for mut head in file.head {
            head.pack = pack;
            let singular = head.words.iter().flat_map(|w| [(w.clone(), w.clone()), (plural(w), w.clone())]);
            for (form, lemma) in singular.chain(head.fixed.iter().map(|f| (f.clone(), f.clone()))) {
                let words: Vec<String> = form.to_lowercase().split(' ').map(String::from).collect();
                let last = words.last().cloned().unwrap_or_default();
                self.head_index.entry(last).or_default().push(HeadForm { words, head: self.heads.len(), lemma });
            }
            self.heads.push(head);
        }
        for modifier in file.modifier {
            for word in &modifier.words {
                self.modifiers.entry(word.to_lowercase()).or_default().push(Modifier { pack, ..modifier.clone() });
            }
        }
        for exclude in &file.exclude {
            self.counters.push(exclude.counter.clone());
            let pairs = exclude.first.iter().flat_map(|a| exclude.then.iter().map(move |b| format!("{a} {b}")));
            self.excludes.extend(pairs);
        }
        for (list, words) in file.lists {
            self.lists.entry(list).or_default().extend(words);
        }
        self.packs.push(Pack { name: file.about.name, when: file.when });
    }

    fn add_actors(&mut self, file_name: &str, file: ActorFile, problems: &mut Vec<Problem>) {
        let pack = self.actors.len();
        for (index, name) in file.name.iter().enumerate() {
            let forms = name.forms.iter().map(|f| (f, false)).chain(name.later.iter().map(|f| (f, true)));
            for (form, later) in forms {
                let words = fold_all(form);
                match words.first() {
                    Some(first) => {
                        let form = NameForm { words: words.clone(), pack, name: index, later };
                        self.name_index.entry(first.clone()).or_default().push(form);
                    }
                    None => problems.push(Problem {
                        file: file_name.to_string(),
                        line: None,
                        severity: Severity::Warning,
                        kind: "bad_lexicon",
                        what: format!("{}: the form {form:?} holds no word", name.canonical),
                        remedy: "write the name with letters".into(),
                    }),
                }
            }
        }
        for country in file.country {
            let index = self.countries.len();
            let lists = [
                (&country.names, CountryWord::Name),
                (&country.adjectives, CountryWord::Adjective),
                (&country.people, CountryWord::People),
            ];
            for (form, word) in lists.into_iter().flat_map(|(list, word)| list.iter().map(move |f| (f, word))) {
                let words = fold_all(form);
                if let Some(first) = words.first().cloned() {
                    self.country_index.entry(first).or_default().push(CountryForm { words, country: index, word });
                }
            }
            self.countries.push(country);
        }
        let ActorFile { about, when, uses, home, camp, roles, states, backers, irregulars, backed, name: names, .. } = file;
        self.actors.push(ActorPack { name: about.name, when, uses, home, camp, roles, states, backers, irregulars, backed, names });
    }
}
