//! Verbs: with which reporting words each side is quoted: who says, who claims, who boasts.

mod asymmetry;
mod findings;
mod same_claim;
mod tables;

pub use asymmetry::{Asymmetry, asymmetries};

use super::speakers::{Attribution, attributions, cue_classes, is_party};
use super::{Exhibit, ranked, stats, tally};
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Parties that are compared two by two: those quoted most.
const PARTIES: usize = 3;

/// Attributions with a reporting word, counted by outlet, side and class.
#[derive(Debug, Default)]
pub struct Verbs {
    pub outlets: Vec<String>,
    /// Sides by falling count of attributions.
    pub sides: Vec<String>,
    /// Those of them that are parties, at most [`PARTIES`]: the government first.
    pub parties: Vec<String>,
    /// Classes that occur, in the order in which they are shown.
    pub classes: Vec<String>,
    counts: BTreeMap<(String, String, String), usize>,
}

impl Verbs {
    pub fn new(frames: &Frames, rows: &[Attribution]) -> Verbs {
        let counts = tally(rows.iter().map(|a| (a.outlet.to_string(), a.side.to_string(), a.cue_class.to_string())));
        let sides: Vec<String> = ranked(&tally(rows.iter().map(|a| a.side.to_string()))).into_iter().map(|s| s.0).collect();
        let mut parties: Vec<String> = sides.iter().filter(|s| is_party(s)).take(PARTIES).cloned().collect();
        parties.sort_by_key(|s| s != "government");
        let met = tally(rows.iter().map(|a| a.cue_class.to_string()));
        let mut classes: Vec<String> = cue_classes().iter().filter(|c| met.contains_key(*c)).cloned().collect();
        classes.extend(met.into_keys().filter(|c| !cue_classes().contains(c)));
        Verbs { outlets: frames.outlets(), sides, parties, classes, counts }
    }

    /// Attributions that pass: outlet, side and class, `None` for all.
    pub fn count(&self, outlet: Option<&str>, side: Option<&str>, class: &dyn Fn(&str) -> bool) -> usize {
        let is = |wanted: Option<&str>, value: &str| wanted.is_none_or(|w| w == value);
        self.counts.iter().filter(|((o, s, c), _)| is(outlet, o) && is(side, s) && class(c)).map(|(_, n)| n).sum()
    }
}

/// Classes of reporting words by side of the speaker and outlet.
pub fn verbs(frames: &Frames) -> Exhibit {
    let rows: Vec<Attribution> = attributions(frames).into_iter().filter(|a| !a.cue_class.is_empty()).collect();
    let verbs = Verbs::new(frames, &rows);
    let asymmetries = asymmetries(&verbs);
    let pairs = same_claim::pairs(frames, &rows);
    Exhibit {
        name: "verbs",
        title: "With which words each side is quoted",
        tables: vec![
            tables::by_side(&verbs),
            tables::by_outlet(&verbs),
            asymmetry::table(&asymmetries),
            tables::lemmas(&rows),
            same_claim::table(&pairs),
        ],
        charts: super::charts::verbs(frames, &verbs),
        findings: findings::findings(frames, &rows, &verbs, &asymmetries, &pairs),
        notes: vec![
            "Classes of reporting words (said: neutral; confirmed: assertive; claimed: claim; denied: denial; …) come from the lexicons of \
             quotes; quotes.csv has the word of every row. “Marked” are claim, doubt and boast: words that keep a distance or colour \
             what is said. A denial is often the fact itself, so it is counted apart."
                .into(),
            format!(
                "Odds ratios have one half added to every cell (Haldane 1956, Anscombe 1956) and Woolf's 95% interval; p is Fisher's \
                 exact test, two-sided, in the tables not corrected for the number of comparisons, in findings after Holm. Below {} attributions of a side nothing is said.",
                stats::FEW
            ),
            format!("Attributions without a reporting word (speech in marks alone) are left out: {} remain.", rows.len()),
        ],
    }
}
