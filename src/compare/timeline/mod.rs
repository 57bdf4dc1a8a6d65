//! Timeline: who published when, who was first with a figure, label, source or fact, and how labels and figures moved.

mod articles;
pub mod bins;
mod findings;
mod first;
pub mod labels;

pub use bins::Bins;
pub use first::{First, firsts};

use super::{Exhibit, plural};
use crate::frame::Frames;

/// Articles in order of time, firsts with the lag of the others, and labels and figures by day or hour.
pub fn timeline(frames: &Frames) -> Exhibit {
    let dates = frames.features.text("published");
    let undated = dates.iter().filter(|d| d.is_empty()).count();
    let firsts = firsts(frames);
    let bins = Bins::fitting(&dates);
    let moved = labels::moved(frames, &bins);
    let outlets = first::by_outlet(frames, &firsts);
    let day_only = dates.iter().filter(|d| d.len() == 10).count();
    let mut notes = vec![format!(
        "Times are compared in UTC, labels and figures by {}. Of {}, {} give no date and {} only the day: of two articles of one day it \
         cannot be told which was first unless both give the time.",
        bins.unit(),
        plural(dates.len(), "article"),
        grouped(undated),
        grouped(day_only)
    )];
    notes.push("First: the earliest publication among the articles read, not in the world; what stands in a later version of a page may be dated too early.".into());
    Exhibit {
        name: "timeline",
        title: "Who published when, who was first, and how words and figures moved",
        charts: super::charts::timeline(frames, &bins, &moved),
        findings: findings::findings(frames, &firsts, &outlets, &moved),
        tables: vec![
            articles::listed(frames),
            first::listed(frames, &firsts),
            first::outlets_table(&outlets),
            labels::table_of(&moved),
            labels::figures(frames, &bins),
        ],
        notes,
    }
}

fn grouped(n: usize) -> String {
    super::grouped(n as f64)
}
