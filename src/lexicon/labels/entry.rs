//! What a label or actor pack consists of.

use serde::Deserialize;
use std::collections::BTreeMap;

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

/// Words before a head that describe an actor or say its side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modifier {
    pub words: Vec<String>,
    #[serde(default = "unresolved")]
    pub role: String,
    /// Whether the word belongs to the lemma (`armed group`).
    #[serde(default)]
    pub keep: bool,
    /// Whether it makes a label of a head that needs one beside it ("armed group").
    #[serde(default)]
    pub ties: bool,
    /// The family it gives to the label; "" keeps that of the head.
    #[serde(default)]
    pub group: String,
    pub example: String,
    #[serde(default)]
    pub counter: String,
    #[serde(skip)]
    pub pack: usize,
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

fn unresolved() -> String {
    "unresolved".into()
}

fn any() -> Attributive {
    Attributive::Any
}
