//! Omissions: what most other outlets have and this one lacks; what only one has. A missing article, or one that came out
//! before the first report, is told apart.

mod facts;
mod findings;
mod items;
mod status;
mod tables;

pub use findings::lacking;
pub use items::{Coverage, Item};
pub use status::{Moment, Status, status};

use super::Exhibit;
use crate::frame::Frames;

/// What one outlet lacks that most others have.
pub struct Omission<'i> {
    pub item: &'i Item,
    pub outlet: &'i str,
    pub status: Status,
    /// Other outlets that have it, and other outlets with an article on the event.
    pub with: usize,
    pub others: usize,
    pub body_words: usize,
    /// Mentions that these words would hold at the rate of the others.
    pub expected: Option<f64>,
}

impl Omission<'_> {
    /// The chance of no mention in so many words if mentions fell as evenly as in the others (Poisson).
    pub fn chance(&self) -> Option<f64> {
        self.expected.map(|e| (-e).exp())
    }

    /// By what the most telling come first: how many have it, and how sure it is that length is not why.
    pub fn weight(&self) -> f64 {
        let share = if self.others == 0 { 0.0 } else { self.with as f64 / self.others as f64 };
        share * (1.0 - self.chance().unwrap_or(1.0))
    }
}

/// At least half of the other outlets, and at least two, have it.
fn most(with: usize, others: usize) -> bool {
    with >= 2 && 2 * with >= others
}

/// What outlets lack and what they alone have.
pub fn omissions(frames: &Frames) -> Exhibit {
    let coverage = Coverage::new(frames);
    let items = items::items(frames, &coverage);
    let omitted = omitted(&items, &coverage);
    let only: Vec<&Item> = items.iter().filter(|i| i.outlets.len() == 1 && coverage.others(i, "") > 1).collect();
    let (chart, note) = super::charts::omissions(frames.unit(), &items, &omitted, &coverage);
    Exhibit {
        name: "omissions",
        title: "What others have and an outlet lacks",
        tables: vec![
            tables::omissions(&omitted),
            tables::matrix(&items, &coverage),
            tables::only_here(&only, &coverage),
            tables::outlets(frames.unit(), &items, &omitted, &coverage),
            frames.themes.clone(),
        ],
        charts: chart,
        findings: findings::findings(frames, &omitted, &only, &coverage),
        notes: notes(frames, &coverage).into_iter().chain(note).collect(),
    }
}

fn notes(frames: &Frames, coverage: &Coverage) -> Vec<String> {
    let unit = frames.unit();
    let units = crate::compare::several(unit);
    let undated = frames.features.text("published").iter().filter(|p| Moment::read(p).is_none()).count();
    let mut out = vec![
        format!(
            "An omission is listed where at least half of the other {units}, and at least two, have the item. Whether the reader needed it is \
             not for a count to say: an absence is a place to look."
        ),
        format!(
            "Length matters: a short article lacks more. Beside each omission stand the {unit}'s body words and the mentions they would hold \
             at the others' rate; chance_if_even is the Poisson chance of none. Mentions come in clusters, so the true chance is larger. \
             It is that of the item alone: of the many items that are looked at, some are lacking by chance."
        ),
        "published_before: all articles of the outlet came out before the first report of the item anywhere, so it cannot have omitted \
         it. absent_undated: a date is missing or too coarse to tell. no_article: nothing with text on the event."
            .into(),
        "An item is there if the program found it; names that no lexicon lists, and facts that alignment does not join, are missed. Look \
         at the article before you say that something is missing."
            .into(),
        "Themes are found by words (data/lexicons/themes): one strong word or two different weak ones in a sentence; themes.csv has every \
         sentence with its words."
            .into(),
    ];
    if undated > 0 {
        out.push(format!("{undated} of {} articles have no date.", frames.features.height()));
    }
    if coverage.several_events {
        out.push("The corpus holds several events: items are compared among the outlets with an article on the same event.".into());
    }
    if frames.aligned.height() == 0 {
        out.push("No sentences are aligned: facts are left out.".into());
    }
    out
}

/// All omissions, most telling first.
fn omitted<'i>(items: &'i [Item], coverage: &'i Coverage) -> Vec<Omission<'i>> {
    let mut out = Vec::new();
    for item in items.iter().filter(|i| i.outlets.len() > 1) {
        for outlet in &coverage.outlets {
            if item.outlets.contains_key(outlet) {
                continue;
            }
            let others = coverage.others(item, outlet);
            if most(item.outlets.len(), others) {
                out.push(Omission {
                    item,
                    outlet,
                    status: coverage.status(item, outlet),
                    with: item.outlets.len(),
                    others,
                    body_words: coverage.words(item, outlet),
                    expected: coverage.expected(item, outlet),
                });
            }
        }
    }
    out.sort_by(|a, b| {
        let order = |o: &Omission| (o.item.kind, o.item.name.clone(), o.item.event.clone(), o.outlet.to_string());
        (!a.status.lacks()).cmp(&!b.status.lacks()).then(b.weight().total_cmp(&a.weight())).then_with(|| order(a).cmp(&order(b)))
    });
    out
}
