//! Style: loaded words, feelings, hedges, boosters, scare quotes and quotation marks; who is said to harm whom.
//!
//! Rates are per 1,000 body words, in the outlet's own voice and in all voices, each outlet against all others.

mod actors;
pub mod agency;
mod findings;
mod marks;
pub mod rates;
mod speakers;
mod words;

use super::Exhibit;
use crate::frame::Frames;

/// How each outlet words what it tells.
pub fn style(frames: &Frames) -> Exhibit {
    let rates = rates::rates(frames);
    let words = words::words(frames);
    let near = actors::near(frames);
    let cases = agency::cases(frames);
    let marks = marks::marks(frames);
    let scare = marks::scare(frames);
    let found = findings::Found { frames, rates: &rates, words: &words, near: &near, cases: &cases, marks: &marks };
    let mut notes = vec![
        "A loaded word judges, moves or dramatises; which words do is said by data/lexicons/style and by a model of the context that learned from crowd labels of US news. It is a property of the word, not of the outlet, and no judgement on it.".to_string(),
        "Words for feelings (emotion) and hedges are counted apart: they are no loaded words.".into(),
        "Ratios compare an outlet with all others together: exact conditional test of two Poisson rates.".into(),
        format!("Rows that rest on fewer than {} cases are marked too_few: they say little.", super::stats::FEW),
    ];
    if cases.is_empty() {
        notes.push("No act of harm with a known victim was found: there is no agency to compare.".into());
    }
    Exhibit {
        name: "style",
        title: "Words that judge, move, doubt or insist; who is said to harm whom",
        tables: vec![
            rates::table(&rates),
            rates::wide(&rates, frames),
            words::table(&words),
            actors::table(&near),
            actors::pairs(frames, &near),
            speakers::table(frames),
            marks::table(&marks),
            marks::scare_table(&scare),
            agency::table(&cases, frames),
            agency::agentless(&cases),
            agency::agents(&cases),
        ],
        charts: super::charts::style(frames, &rates, &cases),
        findings: findings::findings(&found),
        notes,
    }
}
