//! Actors, their names and the words used for them: label packs (which nouns name an actor) and actor packs (who that is).

mod fold;

pub use fold::{fold, fold_all, is_article, plural};

use super::Sources;
use crate::problem::{Problem, Severity};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    /// Words before a head that say its side without being a head themselves.
    pub modifiers: HashMap<String, Modifier>,
    /// Lower-case word pairs (`military analyst`) whose first word is no label.
    pub excludes: HashSet<String>,
    pub countries: Vec<Country>,
    /// Folded words of a country's name, adjective or people to the country.
    pub country_index: HashMap<String, Vec<CountryForm>>,
    /// First folded word of every name to `(actor pack, name, folded words)`, longest first.
    pub name_index: HashMap<String, Vec<NameForm>>,
    /// Closed word lists of the rules (`determiners`, `titles`, …).
    pub lists: BTreeMap<String, HashSet<String>>,
}

/// When a pack applies: at least so many of its words in the text, and so many in a thousand words of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    pub words: Vec<String>,
    pub at_least: usize,
    #[serde(default)]
    pub per_1000: usize,
}

/// A label pack: its name and when it applies.
#[derive(Debug, Clone)]
pub struct Pack {
    pub name: String,
    pub when: Option<When>,
}

/// What a head noun is, and so what decides whom it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HeadKind {
    /// Says its side itself (`rebel`).
    Side,
    /// An institution of a state: a nationality before it decides which (`army`).
    State,
    /// Armed people of any side (`fighter`).
    Force,
    /// A body of people (`group`).
    Group,
    /// A person by office (`president`, `commander`).
    Person,
    /// Stands in a relation to an actor (`ally`, `opponent`).
    Relation,
}

/// What a head must have beside it to be a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Needs {
    Nothing,
    /// Something that ties it to an actor: modifier, owner, apposition.
    Side,
    /// A definite article, an owner or a modifier of a known side.
    Article,
}

/// When the word counts before another noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Attributive {
    Any,
    /// Only before what an armed or political actor does or holds (`actions` of the lists).
    Actions,
    None,
}

/// A group of nouns that name an actor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The family that is counted together.
    pub group: String,
    /// Singular forms; the plural is made by rule.
    #[serde(default)]
    pub words: Vec<String>,
    /// Forms that count as they stand (`forces`).
    #[serde(default)]
    pub fixed: Vec<String>,
    pub kind: HeadKind,
    /// Who is meant if nothing else decides: a role that actor packs translate, or `unresolved`.
    #[serde(default = "unresolved")]
    pub role: String,
    #[serde(default)]
    pub needs: Option<Needs>,
    #[serde(default = "any")]
    pub attributive: Attributive,
    /// The word is first of all an adjective (`Islamist`): alone before another noun or in a compound it is no label.
    #[serde(default)]
    pub adjective: bool,
    /// The word judges.
    #[serde(default)]
    pub loaded: bool,
    pub example: String,
    #[serde(default)]
    pub counter: String,
    #[serde(skip)]
    pub pack: usize,
}

/// A written form of a head.
#[derive(Debug, Clone)]
pub struct HeadForm {
    pub words: Vec<String>,
    pub head: usize,
    /// The form that stands for it in a lemma: singular, or as it is for `forces`.
    pub lemma: String,
}

/// Words before a head that say its side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    pub words: Vec<String>,
    #[serde(default = "unresolved")]
    pub role: String,
    /// Whether the word belongs to the lemma (`armed group`).
    #[serde(default)]
    pub keep: bool,
    /// The family it gives to the label; "" keeps that of the head.
    #[serde(default)]
    pub group: String,
    pub example: String,
    #[serde(default)]
    pub counter: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exclude {
    first: Vec<String>,
    then: Vec<String>,
    #[allow(dead_code)]
    counter: String,
}

/// One state with the words for it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    pub id: String,
    /// The country, its seat of power.
    pub names: Vec<String>,
    pub adjectives: Vec<String>,
    /// Its people as a whole ("the Russians").
    #[serde(default)]
    pub people: Vec<String>,
}

/// What a country's word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryWord {
    Name,
    Adjective,
    People,
}

/// A country's word, folded, and what it stands for.
#[derive(Debug, Clone)]
pub struct CountryForm {
    pub words: Vec<String>,
    pub country: usize,
    pub word: CountryWord,
}

/// Who is who in one conflict or topic.
#[derive(Debug, Clone)]
pub struct ActorPack {
    pub name: String,
    pub when: Option<When>,
    /// Label packs that apply wherever this pack does.
    pub uses: Vec<String>,
    /// The country of the events; its own institutions are the role `state`.
    pub home: String,
    /// Role of a head to canonical actor.
    pub roles: BTreeMap<String, String>,
    /// Actors that fight on the side of the armed opposition.
    pub camp: Vec<String>,
    /// Country to canonical actor; its name alone is a mention where the country acts.
    pub states: BTreeMap<String, String>,
    /// Countries that count only with a force or compound ("US-led coalition"), not by name.
    pub backers: BTreeMap<String, String>,
    /// Who is meant by irregular forces with a country's adjective ("Iraqi militias").
    pub irregulars: BTreeMap<String, String>,
    /// Who is meant by "X-backed" forces.
    pub backed: BTreeMap<String, String>,
    pub names: Vec<Name>,
}

/// One named actor.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    /// The name under which mentions are counted.
    pub canonical: String,
    pub actor: String,
    pub kind: NameKind,
    /// Every written form that counts alone. Spelling is folded, so one transliteration usually does.
    pub forms: Vec<String>,
    /// Forms that count only after one of `forms` was met in the text (surnames).
    #[serde(default)]
    pub later: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    Person,
    Group,
    /// Formal name of a state's institution.
    State,
}

/// A written form of a name, folded.
#[derive(Debug, Clone)]
pub struct NameForm {
    pub words: Vec<String>,
    pub pack: usize,
    pub name: usize,
    /// Counts only after a full form.
    pub later: bool,
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

fn unresolved() -> String {
    "unresolved".into()
}

fn any() -> Attributive {
    Attributive::Any
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
                self.modifiers.insert(word.to_lowercase(), modifier.clone());
            }
        }
        for exclude in &file.exclude {
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
            let lists = [(&country.names, CountryWord::Name), (&country.adjectives, CountryWord::Adjective), (&country.people, CountryWord::People)];
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
