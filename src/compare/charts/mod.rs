//! The charts of each comparison: finished numbers put into the shapes that the renderer draws.

mod alignment;
mod colours;
mod coverage;
mod distinctive;
mod figures;
mod figures_time;
mod headlines;
mod label_places;
mod labels;
mod members;
mod omissions;
mod profile;
mod rules;
mod sources;
mod style;
mod timeline;
mod verbs;
mod voices;

pub use alignment::alignment;
pub use coverage::coverage;
pub use distinctive::distinctive;
pub use figures::figures;
pub use headlines::headlines;
pub use labels::labels;
pub use omissions::omissions;
pub use profile::profile;
pub use rules::rules;
pub use sources::sources;
pub use style::style;
pub use timeline::timeline;
pub use verbs::verbs;
pub use voices::voices;

use super::exhibit::DotPoint;
use super::{Chart, ChartKind, list, stats};
use crate::frame::Frames;

/// Letters of a title that fit into two lines.
const TITLE: usize = 165;
/// Share of one label from which there is nothing to compare: no picture.
const NEARLY_ALL: f64 = 0.9;

/// The words of a chart; the footer comes from the runner, which knows versions.
struct Words {
    name: String,
    title: String,
    subtitle: String,
    n: String,
    note: String,
    /// What the picture is and shows, for those who do not see it.
    alt: String,
    palette: Vec<String>,
}

fn chart(words: Words, kind: ChartKind) -> Chart {
    Chart {
        name: words.name,
        title: words.title,
        subtitle: words.subtitle,
        n: words.n,
        note: words.note,
        footer: String::new(),
        alt: words.alt,
        palette_keys: words.palette,
        kind,
    }
}

/// The labels with the greatest count, all that reach it: a superlative names its ties. Empty where all counts are 0.
fn leaders<'k>(counts: impl IntoIterator<Item = (&'k str, usize)>) -> (Vec<&'k str>, usize) {
    let counts: Vec<(&str, usize)> = counts.into_iter().collect();
    let most = counts.iter().map(|c| c.1).max().unwrap_or(0);
    (counts.into_iter().filter(|c| c.1 == most && most > 0).map(|c| c.0).collect(), most)
}

/// More than so many ties are counted and not named.
const TIES: usize = 3;

/// “a”, “a” and “b”; of more than three, how many.
fn words_of(leaders: &[&str]) -> String {
    if leaders.len() > TIES {
        return format!("{} labels", leaders.len());
    }
    list(&leaders.iter().map(|l| format!("“{l}”")).collect::<Vec<_>>())
}

/// "9 claims"; where not all are drawn "7 of 9 claims", so that what a reader counts in the picture is what is said.
fn drawn(shown: usize, all: usize, noun: &str) -> String {
    if shown == all { super::plural(all, noun) } else { format!("{} of {}", super::grouped(shown as f64), super::plural(all, noun)) }
}

/// A share as a dot: percent, with Wilson's 95% interval.
fn share_point(category: &str, n: usize, of: usize) -> DotPoint {
    let (interval, percent) = (stats::wilson(n, of), |x: f64| 100.0 * x);
    DotPoint {
        category: category.to_string(),
        value: (of > 0).then(|| percent(n as f64 / of as f64)),
        low: interval.map(|i| percent(i.0)),
        high: interval.map(|i| percent(i.1)),
        n: of as u64,
        reference: None,
    }
}

/// The first few of a ranking and the rest as one, so that a chart stays readable.
fn top(ranked: Vec<(String, usize)>, most: usize) -> (Vec<(String, usize)>, Vec<String>) {
    let rest = ranked.iter().skip(most).map(|(k, _)| k.clone()).collect();
    (ranked.into_iter().take(most).collect(), rest)
}

/// The outlets that get a row of their own, those with most body words, in order of name; and the rest, which is summed.
fn shown_outlets(frames: &Frames, most: usize) -> (Vec<String>, Vec<String>) {
    let all = frames.outlets();
    if all.len() <= most {
        return (all, Vec::new());
    }
    let words = super::ranked(&super::body_words(frames));
    let kept: std::collections::BTreeSet<String> = words.into_iter().take(most).map(|w| w.0).collect();
    all.into_iter().partition(|o| kept.contains(o))
}
