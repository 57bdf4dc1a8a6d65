//! What a corpus says of its own actors and sources, put into the form of lexicon files.

use super::{Source, Sources};
use crate::corpus::manifest::{Actor, Manifest};
use crate::problem::{Problem, Severity};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sides {
    #[allow(dead_code)]
    about: toml::Table,
    /// Side to the roles of its first actor.
    roles: BTreeMap<String, Vec<String>>,
}

#[derive(Serialize)]
struct ActorFile<'m> {
    home: String,
    about: About,
    roles: BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    name: Vec<Name<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    country: Vec<Country<'m>>,
}

#[derive(Serialize)]
struct About {
    name: &'static str,
    what: &'static str,
    provenance: String,
    licence: &'static str,
}

#[derive(Serialize)]
struct Name<'m> {
    canonical: &'m str,
    actor: &'m str,
    kind: &'m str,
    forms: Vec<&'m str>,
}

#[derive(Serialize)]
struct Country<'m> {
    id: &'m str,
    names: &'m [String],
    adjectives: &'m [String],
}

#[derive(Serialize)]
struct LabelFile<'m> {
    about: About,
    head: Vec<Head<'m>>,
}

#[derive(Serialize)]
struct Head<'m> {
    group: &'m str,
    fixed: Vec<&'m str>,
    kind: &'static str,
    role: String,
    example: &'static str,
}

#[derive(Serialize)]
struct GazetteerFile<'m> {
    about: About,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    source: Vec<Known<'m>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    country: Vec<SourceCountry<'m>>,
}

#[derive(Serialize)]
struct Known<'m> {
    name: &'m str,
    aliases: &'m [String],
    #[serde(rename = "type")]
    kind: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    official: Option<bool>,
    country: &'m str,
}

#[derive(Serialize)]
struct SourceCountry<'m> {
    name: &'m str,
    words: Vec<&'m String>,
}

/// The corpus's sources.
fn gazetteer(manifest: &Manifest) -> GazetteerFile<'_> {
    GazetteerFile {
        about: about("Sources that the corpus names"),
        source: manifest
            .sources
            .iter()
            .map(|s| Known {
                name: &s.name,
                aliases: &s.aliases,
                kind: s.kind.as_deref().unwrap_or("other"),
                official: s.official,
                // Its type is as the corpus says, in every article.
                country: "",
            })
            .collect(),
        country: manifest
            .countries
            .iter()
            .map(|c| SourceCountry { name: &c.name, words: c.names.iter().chain(&c.adjectives).collect() })
            .collect(),
    }
}

/// The corpus's actors as a pack of names, and its labels as heads where they are new.
pub fn of_manifest(manifest: &Manifest, sources: &Sources, problems: &mut Vec<Problem>) -> Vec<Source> {
    let mut out = Vec::new();
    if !manifest.actors.is_empty() || !manifest.countries.is_empty() {
        out.extend(file("actors/00-corpus.toml", &actors(manifest, &sides(sources, problems)), problems));
        out.extend(file("labels/00-corpus.toml", &labels(manifest), problems));
    }
    if !manifest.sources.is_empty() || !manifest.countries.is_empty() {
        out.extend(file("gazetteer/00-corpus.toml", &gazetteer(manifest), problems));
    }
    out
}

fn file(name: &str, content: &impl Serialize, problems: &mut Vec<Problem>) -> Option<Source> {
    match toml::to_string(content) {
        Ok(text) => Some(Source { name: name.into(), text }),
        Err(error) => {
            problems.push(Problem {
                file: name.into(),
                line: None,
                severity: Severity::Skipped,
                kind: "bad_lexicon",
                what: error.to_string(),
                remedy: "look at the actors and sources in corpus.toml".into(),
            });
            None
        }
    }
}

fn sides(sources: &Sources, problems: &mut Vec<Problem>) -> BTreeMap<String, Vec<String>> {
    sources.parse::<Sides>("sides.toml", problems).into_iter().flat_map(|(_, s)| s.roles).collect()
}

fn about(what: &'static str) -> About {
    // Not the path: it would change the digits of the lexicons with the way in which the folder is named.
    About { name: "corpus", what, provenance: "corpus.toml".into(), licence: "the corpus's own" }
}

/// Whom an entry means: the actor of which it is a part, else itself.
fn meant(actor: &Actor) -> &str {
    actor.part_of.as_deref().unwrap_or(&actor.name)
}

fn actors<'m>(manifest: &'m Manifest, sides: &BTreeMap<String, Vec<String>>) -> ActorFile<'m> {
    let mut roles = BTreeMap::new();
    for actor in &manifest.actors {
        // A side that is listed nowhere is a role of that name, so that a label pack of the user's can use it.
        let side = actor.side.iter().flat_map(|s| sides.get(s).cloned().unwrap_or_else(|| vec![s.clone()]));
        for role in side.chain([own_role(actor)]) {
            roles.entry(role).or_insert_with(|| meant(actor).to_string());
        }
    }
    // A police of its own goes before the government as security.
    for actor in manifest.actors.iter().filter(|a| a.side.as_deref() == Some("police")) {
        for role in sides.get("police").into_iter().flatten() {
            roles.insert(role.clone(), meant(actor).to_string());
        }
    }
    let sides = [roles.get("government").cloned(), roles.get("armed_opposition").cloned()];
    if let [Some(state), Some(opposition)] = sides {
        roles.insert("both".into(), format!("{opposition};{state}"));
    }
    roles.insert("foreign".into(), "other".into());
    let named = |a: &'m Actor| {
        let mut forms: Vec<&str> = a.names.iter().map(String::as_str).collect();
        if forms.is_empty() && a.labels.is_empty() {
            forms.push(&a.name);
        }
        let kind = a.kind.as_deref().unwrap_or("group");
        (!forms.is_empty()).then(|| Name { canonical: &a.name, actor: meant(a), kind, forms })
    };
    ActorFile {
        home: manifest.countries.iter().find(|c| c.home).map(|c| c.name.clone()).unwrap_or_default(),
        about: about("Who is who, as the corpus says"),
        roles,
        name: manifest.actors.iter().filter_map(named).collect(),
        country: manifest.countries.iter().map(|c| Country { id: &c.name, names: &c.names, adjectives: &c.adjectives }).collect(),
    }
}

/// The role that the corpus's own labels of an actor carry.
fn own_role(actor: &Actor) -> String {
    format!("corpus: {}", actor.name)
}

fn labels(manifest: &Manifest) -> LabelFile<'_> {
    let mut seen = BTreeSet::new();
    let mut head = Vec::new();
    for actor in &manifest.actors {
        for label in actor.labels.iter().filter(|l| !l.trim().is_empty()) {
            if seen.insert(label.to_lowercase()) {
                let group = label.as_str();
                head.push(Head { group, fixed: vec![label], kind: "side", role: own_role(actor), example: "" });
            }
        }
    }
    LabelFile { about: about("Labels that the corpus gives"), head }
}
