//! Actors, their names and the words used for them: label packs (which nouns name an actor) and actor packs (who that is).

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

/// When a pack applies: at least so many of its words in the text.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    pub words: Vec<String>,
    pub at_least: usize,
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
    /// The country of the events; its own institutions are the role `state`.
    pub home: String,
    /// Role of a head to canonical actor.
    pub roles: BTreeMap<String, String>,
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
    home: String,
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
        for forms in words.name_index.values_mut() {
            forms.sort_by_key(|f| std::cmp::Reverse(f.words.len()));
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
        let ActorFile { about, when, home, roles, states, backers, irregulars, backed, name: names, .. } = file;
        self.actors.push(ActorPack { name: about.name, when, home, roles, states, backers, irregulars, backed, names });
    }
}

/// The regular plural, by the usual spelling rules (`army` → `armies`, `gunman` → `gunmen`).
pub fn plural(word: &str) -> String {
    let stem = |n: usize| &word[..word.len() - n];
    let consonant_y = word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("ey") && !word.ends_with("oy");
    if word.ends_with("man") && word.len() > 3 {
        format!("{}men", stem(3))
    } else if consonant_y {
        format!("{}ies", stem(1))
    } else if ["s", "sh", "ch", "x"].iter().any(|e| word.ends_with(e)) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

/// The words of a name, folded; articles of Arabic names are left out so that `al-Sham`, `Al Sham` and `ash-Sham` agree.
pub fn fold_all(text: &str) -> Vec<String> {
    let parts: Vec<&str> =
        text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’' || c == '.')).filter(|p| !p.is_empty()).collect();
    parts.iter().map(|p| fold(p)).filter(|p| !is_article(p)).collect()
}

/// Whether a folded word is the article of an Arabic name.
pub fn is_article(folded: &str) -> bool {
    matches!(folded, "al" | "ul")
}

/// A word without what transliterations differ in: `Mohammed` = `Muhammad`, `Chareh` = `Sharaa`, `Jolani` = `Joulani`.
/// Acronyms of up to four letters (`HTS`, `U.S.`) keep their letters and must agree in case.
pub fn fold(word: &str) -> String {
    let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
    if (2..=4).contains(&letters.chars().count()) && !letters.chars().any(char::is_lowercase) {
        return letters;
    }
    let plain: String = letters.to_lowercase().chars().map(unaccent).collect();
    let plain = plain.replace("ou", "u").replace("oo", "u").replace("ch", "sh").replace("dj", "j").replace("ee", "i");
    let mut out = String::new();
    for c in plain.chars() {
        let c = match c {
            'e' => 'a',
            'y' => 'i',
            'o' => 'u',
            'q' => 'k',
            c => c,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    if out.chars().count() > 3 && out.ends_with('h') {
        out.pop();
    }
    out
}

fn unaccent(c: char) -> char {
    use unicode_normalization::UnicodeNormalization;
    std::iter::once(c).nfd().next().unwrap_or(c)
}
