//! Words that set an outlet apart, as sticks with the band of chance: a panel an outlet.

use super::super::distinctive::{Side, Term, TermKind};
use super::super::exhibit::{Category, Panel, PanelRow, Panels};
use super::super::labels::said::a;
use super::super::{Chart, ChartKind, body_words, grouped, plural, ranked, stats};
use super::{Words, chart};
use crate::frame::Frames;

/// Outlets that get a panel, those with most words first.
const PANELS: usize = 6;
/// Sticks of a panel, and how many make one worth a look.
const STICKS: usize = 9;
const LEAST: usize = 3;

/// A chart of words and one of pairs; none where nothing can be compared.
pub fn distinctive(frames: &Frames, sides: &[Side], found: &[Term]) -> Vec<Chart> {
    TermKind::ALL.into_iter().filter_map(|kind| one(frames, sides, found, kind)).collect()
}

fn one(frames: &Frames, sides: &[Side], found: &[Term], kind: TermKind) -> Option<Chart> {
    let words = body_words(frames);
    let mut shown: Vec<String> = ranked(&words).into_iter().filter(|w| w.1 > 0).take(PANELS).map(|w| w.0).collect();
    shown.sort();
    let more = |outlet: &str| found.iter().filter(move |t| t.outlet == outlet && t.kind == kind && t.keyness.z > 0.0).collect::<Vec<_>>();
    let side = |outlet: &str| sides.iter().find(|s| s.outlet == outlet && s.kind == kind);
    let panel = |outlet: &String| Panel {
        heading: outlet.clone(),
        n: side(outlet).map_or(String::new(), |s| format!("{} {}", grouped(s.terms as f64), kind.plural())),
        rows: more(outlet)
            .into_iter()
            .filter(|t| t.here > 1)
            .take(STICKS)
            .map(|t| PanelRow {
                label: format!("{}{} {}:{}", t.term, if t.one_article() { "*" } else { "" }, t.here, t.there),
                value: t.keyness.z,
                key: if t.marked.is_empty() { "word".into() } else { t.marked.into() },
            })
            .collect(),
        band: side(outlet).and_then(|s| s.band),
    };
    let panels: Vec<Panel> = shown.iter().map(panel).collect();
    // A picture of a few sticks says nothing; the table has them.
    let enough = panels.iter().filter(|p| p.rows.len() >= LEAST).count();
    if 2 * enough < panels.len() || shown.len() < 2 {
        return None;
    }
    let beyond: Vec<&Term> = found
        .iter()
        .filter(|t| t.kind == kind && t.keyness.z > 0.0 && t.stands_out() && t.marked != "name" && shown.contains(&t.outlet))
        .collect();
    // A title rests on no word that stands there a few times only.
    let frequent = beyond.iter().filter(|t| t.here >= stats::FEW);
    let title = match frequent.max_by(|a, b| a.keyness.z.total_cmp(&b.keyness.z)) {
        Some(t) => {
            let rate = |n: usize, words: usize| stats::rate(n, words).map_or(0.0, |r| r.0);
            let (here, there) = (rate(t.here, t.body_words), rate(t.there, t.rest_words));
            format!(
                "What sets {} apart: “{}” in {}, {here:.1} in 1,000 words against {there:.1} elsewhere",
                a(frames.unit()),
                t.term,
                t.outlet
            )
        }
        None if !beyond.is_empty() => format!(
            "No {} used {} times or more stands out from what chance shows in any {}",
            if kind == TermKind::Word { "word" } else { "pair of words" },
            stats::FEW,
            frames.unit()
        ),
        None => format!(
            "No {} stands out from what chance shows in any {}",
            if kind == TermKind::Word { "word" } else { "pair of words" },
            frames.unit()
        ),
    };
    let keys = ["word", "label", "name"].map(String::from).to_vec();
    let named = ["other words", "part of a label for an actor", "part of a name"];
    let n: usize = shown.iter().filter_map(|o| side(o)).map(|s| s.terms).sum();
    let hidden = words.len().saturating_sub(shown.len());
    Some(chart(
        Words {
            name: format!("distinctive_{}", kind.plural()),
            alt: format!(
                "Small multiples of sticks, a panel for each {}: the {} that it uses more than the rest of the corpus, by z. {title}.",
                frames.unit(),
                kind.plural()
            ),
            title,
            subtitle: format!(
                "{} of running text used more than in all other {}: z of the log-odds ratio; beside each its uses here : elsewhere",
                if kind == TermKind::Word { "Content words" } else { "Pairs of content words" },
                frames.units()
            ),
            n: format!("n = {} {} in {}", grouped(n as f64), kind.plural(), plural(shown.len(), frames.unit())),
            note: format!(
                "Open: inside the band, as large as between random halves of the same text.{}{}",
                if panels.iter().any(|p| p.rows.iter().any(|r| r.label.contains('*'))) {
                    " *: in one article of the corpus only."
                } else {
                    ""
                },
                if hidden > 0 {
                    format!(" The {PANELS} {} with most words; {hidden} more in the table.", frames.units())
                } else {
                    String::new()
                }
            ),
            palette: keys.clone(),
        },
        ChartKind::Panels(Panels {
            panels,
            unit: "z".into(),
            keys: keys.into_iter().zip(named).map(|(key, label)| Category { key, label: label.into() }).collect(),
            band_label: "band of chance (split halves)".into(),
        }),
    ))
}
