//! Frames to exhibits: one comparison a file, each a pure function that computes every number a table or chart shows.

pub mod alignment;
pub mod charts;
pub mod coverage;
pub mod discover;
pub mod distinctive;
pub mod evidence;
pub mod exhibit;
pub mod figures;
pub mod finding;
pub mod headlines;
pub mod labels;
pub mod omissions;
pub mod overview;
pub mod places;
pub mod profile;
pub mod rules;
pub mod sources;
pub mod speakers;
pub mod stats;
pub mod style;
pub mod timeline;
pub mod unlisted;
pub mod verbs;
pub mod voices;
pub mod when;

pub use exhibit::{Chart, ChartKind};
pub use finding::Finding;

pub(crate) use crate::frame::several;
use crate::frame::{Frames, Table};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What one comparison shows.
#[derive(Debug, Clone, Default)]
pub struct Exhibit {
    /// The comparison's name, also the prefix of its files.
    pub name: &'static str,
    pub title: &'static str,
    pub tables: Vec<Table>,
    pub charts: Vec<Chart>,
    /// What a reader must know to use the numbers.
    pub notes: Vec<String>,
    /// Differences in plain sentences; [`finding::ranked`] puts those of all comparisons in order.
    pub findings: Vec<Finding>,
}

/// All comparisons, in the order of the report. To add one: a file, and its name here.
pub const ALL: [fn(&Frames) -> Exhibit; 16] = [
    coverage::coverage,
    overview::overview,
    labels::labels,
    unlisted::unlisted,
    voices::voices,
    rules::rules,
    headlines::headlines,
    figures::figures,
    sources::sources,
    verbs::verbs,
    omissions::omissions,
    alignment::alignment,
    distinctive::distinctive,
    style::style,
    timeline::timeline,
    profile::profile,
];

/// Whether the lexicons know the event: at least one of their labels an article says whom it means.
pub(crate) fn known(frames: &Frames) -> bool {
    let (kinds, actors) = (frames.labels.text("kind"), frames.labels.text("actor"));
    let resolved = kinds.iter().zip(actors).filter(|(kind, actor)| **kind == "label" && *actor != "unresolved").count();
    resolved > 0 && resolved >= frames.features.height()
}

/// The names or the descriptions that comparisons count: those of the lexicons; where they do not know the event, unlisted
/// ones too.
pub(crate) fn counted(frames: &Frames, named: bool) -> Table {
    let listed_first = listed_first(frames);
    let kinds = [if named { "name" } else { "label" }, "unlisted"];
    listed_first.only("kind", &kinds).only_flag("named", named)
}

/// The rows of the lexicons; where they do not know the event, all rows.
pub(crate) fn listed_first(frames: &Frames) -> Table {
    if known(frames) { frames.labels.only("kind", &["name", "label"]) } else { frames.labels.clone() }
}

/// Counts of equal things, in order.
pub(crate) fn tally<K: Ord>(things: impl IntoIterator<Item = K>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for thing in things {
        *counts.entry(thing).or_insert(0) += 1;
    }
    counts
}

/// Keys by falling count, then by name.
pub(crate) fn ranked<K: Ord + Clone>(counts: &BTreeMap<K, usize>) -> Vec<(K, usize)> {
    let mut out: Vec<(K, usize)> = counts.iter().map(|(k, n)| (k.clone(), *n)).collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    out
}

/// Ids in words for people, from `data/lexicons/display.toml`; others with blanks for underscores.
pub(crate) fn spaced(id: &str) -> String {
    names().get(id).cloned().unwrap_or_else(|| id.replace('_', " "))
}

/// The ids that have words of their own.
pub(crate) fn names() -> &'static BTreeMap<String, String> {
    static NAMES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let file: toml::Table = toml::from_str(include_str!("../../data/lexicons/display.toml")).unwrap_or_default();
        let names = file.get("names").and_then(toml::Value::as_table).cloned().unwrap_or_default();
        names.into_iter().filter_map(|(id, name)| Some((id, name.as_str()?.to_string()))).collect()
    });
    &NAMES
}

/// 50000 → "50,000"; decimals only where there are some.
pub fn grouped(x: f64) -> String {
    let text = crate::render::csv::number(x);
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |d| ("-", d));
    let (whole, rest) = digits.split_once('.').map_or((digits, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut out = String::new();
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    format!("{sign}{out}{rest}")
}

/// "1 mention", "2 mentions", "3 countries".
pub(crate) fn plural(n: usize, noun: &str) -> String {
    format!("{} {}", grouped(n as f64), if n == 1 { noun.to_string() } else { several(noun) })
}

/// 0.125 → "13%"; a share that is not quite none or all says so.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 100.0).round();
    match () {
        _ if share > 0.0 && rounded == 0.0 => "under 1%".into(),
        _ if share < 1.0 && rounded == 100.0 => "over 99%".into(),
        _ => format!("{rounded}%"),
    }
}

/// "a", "a and b", "a, b and c".
pub(crate) fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// With a capital at the front.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// "p = 0.012", "p < 0.001".
pub(crate) fn chance(p: f64) -> String {
    if p < 0.001 { "p < 0.001".into() } else { format!("p = {p:.3}") }
}

/// Body words of each outlet: the denominator of every rate.
pub(crate) fn body_words(frames: &Frames) -> BTreeMap<String, usize> {
    let words = frames.features.numbers("body_words");
    let mut out = BTreeMap::new();
    for (outlet, n) in frames.features.text("outlet").into_iter().zip(words) {
        *out.entry(outlet.to_string()).or_insert(0) += n.unwrap_or(0.0) as usize;
    }
    out
}
