//! What tells figures of one key apart: the words of `data/lexicons/reconcile.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The rules of the embedded file.
pub static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("../../../data/lexicons/reconcile.toml")).unwrap_or_default();
    let words = |kind: &str| file.group.iter().filter(|g| g.kind == kind).flat_map(|g| g.words.iter().cloned()).collect();
    Rules {
        cumulative: words("cumulative"),
        standing: words("standing"),
        further: words("further"),
        bodies: words("bodies"),
        beside: file.beside.into_iter().map(|b| (b.events, b.reason)).collect(),
        lengths: file.length.into_iter().map(|l| (l.unit, l.scale)).collect(),
    }
});

/// Which counts grow, which words count anew, which units measure the same.
#[derive(Debug, Default)]
pub struct Rules {
    /// Event types whose count only grows while the event lasts.
    pub cumulative: BTreeSet<String>,
    /// Event types whose count rises and falls.
    pub standing: BTreeSet<String>,
    /// Words by which a number counts on top of what was counted before.
    pub further: BTreeSet<String>,
    /// Nouns of bodies in one place.
    pub bodies: BTreeSet<String>,
    /// Event types that are shown beside each other, and why they are not compared.
    pub beside: Vec<([String; 2], String)>,
    /// Units of length in kilometres.
    pub lengths: BTreeMap<String, f64>,
}

#[derive(Default, Deserialize)]
struct File {
    #[serde(default)]
    group: Vec<Group>,
    #[serde(default)]
    beside: Vec<Beside>,
    #[serde(default)]
    length: Vec<Length>,
}

#[derive(Deserialize)]
struct Group {
    kind: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Beside {
    events: [String; 2],
    reason: String,
}

#[derive(Deserialize)]
struct Length {
    unit: String,
    scale: f64,
}
