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

use super::{Chart, ChartKind, list};
use crate::frame::Frames;

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
