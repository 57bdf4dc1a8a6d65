//! Two sides against each other: is one made to claim, boast or deny more often than the other?

use super::super::speakers::is_marked;
use super::super::stats::{FEW, TwoByTwo};
use super::Verbs;
use crate::frame::{Kind, Table, column};

/// What stands for all outlets together, and for all marked classes together.
pub const ALL: &str = "all";
pub const MARKED: &str = "marked";

/// A class of reporting words between two sides, in one outlet or in all.
#[derive(Debug, Clone)]
pub struct Asymmetry {
    pub outlet: String,
    pub class: String,
    pub side_a: String,
    pub side_b: String,
    pub counts: TwoByTwo,
}

impl Asymmetry {
    pub fn too_few(&self) -> bool {
        self.counts.of_first < FEW || self.counts.of_second < FEW
    }

    /// What can be said: `too few to say`, `none`, `clear` (p below 0.05) or `not clear`.
    pub fn verdict(&self) -> &'static str {
        match () {
            () if self.counts.first + self.counts.second == 0 => "none",
            () if self.too_few() => "too few to say",
            () if self.counts.fisher() < 0.05 => "clear",
            () => "not clear",
        }
    }
}

/// Every pair of parties × class × outlet, and all outlets together first; pairs of which an outlet quotes neither are left out.
pub fn asymmetries(verbs: &Verbs) -> Vec<Asymmetry> {
    let mut out = Vec::new();
    let outlets: Vec<Option<&str>> = [None].into_iter().chain(verbs.outlets.iter().map(|o| Some(o.as_str()))).collect();
    let classes: Vec<&str> = [MARKED].into_iter().chain(verbs.classes.iter().map(String::as_str)).collect();
    for (i, a) in verbs.parties.iter().enumerate() {
        for b in &verbs.parties[i + 1..] {
            for outlet in &outlets {
                let of = |side: &str| verbs.count(*outlet, Some(side), &|_| true);
                let (of_a, of_b) = (of(a), of(b));
                if of_a + of_b == 0 {
                    continue;
                }
                for class in &classes {
                    let is = |c: &str| if *class == MARKED { is_marked(c) } else { c == *class };
                    let n = |side: &str| verbs.count(*outlet, Some(side), &is);
                    out.push(Asymmetry {
                        outlet: outlet.unwrap_or(ALL).to_string(),
                        class: class.to_string(),
                        side_a: a.clone(),
                        side_b: b.clone(),
                        counts: TwoByTwo::new(n(a), of_a, n(b), of_b),
                    });
                }
            }
        }
    }
    out
}

pub fn table(rows: &[Asymmetry]) -> Table {
    type R = Asymmetry;
    let share = |n: usize, of: usize| (of > 0).then(|| n as f64 / of as f64);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published; all: all outlets together", |r: &R| (&r.outlet).into()),
        column("cue_class", Kind::Text, "", "class of reporting words; marked: claim, doubt and boast together", |r: &R| (&r.class).into()),
        column("side_a", Kind::Text, "", "one side", |r: &R| (&r.side_a).into()),
        column("side_b", Kind::Text, "", "the other side", |r: &R| (&r.side_b).into()),
        column("n_a", Kind::Int, "quotes", "attributions to side a in this class", |r: &R| r.counts.first.into()),
        column("of_a", Kind::Int, "quotes", "attributions to side a", |r: &R| r.counts.of_first.into()),
        column("share_a", Kind::Float, "share 0..1", "n_a / of_a", move |r: &R| share(r.counts.first, r.counts.of_first).into()),
        column("n_b", Kind::Int, "quotes", "attributions to side b in this class", |r: &R| r.counts.second.into()),
        column("of_b", Kind::Int, "quotes", "attributions to side b", |r: &R| r.counts.of_second.into()),
        column("share_b", Kind::Float, "share 0..1", "n_b / of_b", move |r: &R| share(r.counts.second, r.counts.of_second).into()),
        column(
            "odds_ratio",
            Kind::Float,
            "ratio",
            "odds of side a over those of side b, one half added to every cell; above 1: more often with side a",
            |r: &R| r.counts.odds_ratio().map(|o| o.ratio).into(),
        ),
        column("odds_low", Kind::Float, "ratio", "lower end of Woolf's 95% interval", |r: &R| r.counts.odds_ratio().map(|o| o.low).into()),
        column("odds_high", Kind::Float, "ratio", "upper end of it", |r: &R| r.counts.odds_ratio().map(|o| o.high).into()),
        column("p", Kind::Float, "0..1", "Fisher's exact test, two-sided; empty where one side is not quoted", |r: &R| {
            (r.counts.of_first > 0 && r.counts.of_second > 0).then(|| r.counts.fisher()).into()
        }),
        column("verdict", Kind::Text, "", "clear (p below 0.05), not clear, none (no such word) or too few to say", |r: &R| {
            r.verdict().into()
        }),
    ];
    crate::frame::table("verbs_asymmetry", "One row two sides, a class of reporting words and an outlet", columns, rows)
}
