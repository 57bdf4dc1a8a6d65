//! In whose voice each label stands, as 100 % bars.

use super::super::exhibit::{BarScale, Category, StackedBars, StackedRow};
use super::super::voices::groups_by_voice;
use super::super::{Chart, ChartKind, plural, spaced, stats};
use super::{Words, chart};
use crate::extract::Voice;
use crate::frame::Frames;

/// Labels that get a bar.
const LABELS: usize = 14;

/// One chart; none where there are no labels.
pub fn voices(frames: &Frames) -> Vec<Chart> {
    let groups = groups_by_voice(frames);
    let total: usize = groups.iter().flat_map(|g| g.1).sum();
    let used: Vec<usize> = (0..Voice::ALL.len()).filter(|v| groups.iter().any(|g| g.1[*v] > 0)).collect();
    let categories =
        used.iter().map(|v| Category { key: Voice::ALL[*v].as_str().into(), label: spaced(Voice::ALL[*v].as_str()) }).collect();
    let rows: Vec<StackedRow> = groups
        .iter()
        .take(LABELS)
        .map(|(group, counts)| StackedRow {
            label: group.clone(),
            n: counts.iter().sum::<usize>() as u64,
            values: used.iter().map(|v| counts[*v] as f64).collect(),
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let title = finding(&groups);
    let words = Words {
        name: "voices_by_label".into(),
        alt: format!("Stacked bars, one a label: in which voice it stands. {title}. {}.", plural(total, "label")),
        title,
        subtitle: "Voice in which each label stands: the outlet's own, a headline, reported speech or quotation marks".into(),
        n: format!("n = {}", plural(total, "label")),
        note: format!(
            "{}Pale: fewer than {} uses, too few to say.",
            if groups.len() > LABELS { format!("The {LABELS} most frequent of {} labels. ", groups.len()) } else { String::new() },
            stats::FEW
        ),
        palette: Voice::ALL.map(|v| v.as_str().to_string()).to_vec(),
    };
    let kind = StackedBars { categories, rows, scale: BarScale::Percent, min_n: stats::FEW as u64, unit: "labels".into() };
    vec![chart(words, ChartKind::StackedBars(kind))]
}

/// The labels with most and with least of the outlets' own voice, among those used often enough.
fn finding(groups: &[(String, [usize; 7])]) -> String {
    let own = |counts: &[usize; 7]| counts[Voice::Narrator as usize] as f64 / counts.iter().sum::<usize>() as f64;
    let mut shares: Vec<(&String, f64, usize)> =
        groups.iter().map(|(g, c)| (g, own(c), c.iter().sum::<usize>())).filter(|g| g.2 >= 2 * stats::FEW).collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let percent = |x: f64| format!("{:.0} %", 100.0 * x);
    match (shares.first(), shares.last()) {
        (Some(a), Some(b)) if a.1 - b.1 > 0.1 => {
            format!("“{}” stands in the outlets' own voice in {} of its uses, “{}” in {}", a.0, percent(a.1), b.0, percent(b.1))
        }
        (Some(a), _) => format!("The frequent labels stand in the outlets' own voice about equally often (“{}”: {})", a.0, percent(a.1)),
        _ => "Too few uses of any label to compare voices".into(),
    }
}
