//! Labels and figures by bin of time: how often each label was used for an actor, which numbers were given.

use super::Bins;
use crate::compare::figures::{self, Claim};
use crate::compare::{counted, ranked, stats, tally};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// Uses of a label for an actor in a bin, in the outlets' own voice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moved {
    pub bin: String,
    /// Empty for all outlets together.
    pub outlet: String,
    pub actor: String,
    pub group: String,
    pub n: usize,
    /// Labels for the actor in this bin and outlet.
    pub of: usize,
}

/// Labels of an actor that are followed through time; the rest is in the denominator.
const GROUPS: usize = 12;

/// Labels in the outlets' own voice, by bin, each outlet and all together; dated articles only. Bins without the label but
/// with others for the actor are rows with n = 0, where all together or the outlet use it elsewhere.
pub fn moved(frames: &Frames, bins: &Bins) -> Vec<Moved> {
    let t = counted(frames, false).only("voice", &["narrator"]);
    let (outlets, dates, actors, groups) = (t.text("outlet"), t.text("published"), t.text("actor"), t.text("label_group"));
    let mut bin_of: BTreeMap<&str, Option<String>> = BTreeMap::new();
    for published in dates.iter().copied() {
        bin_of.entry(published).or_insert_with(|| bins.of(published));
    }
    // Actor, outlet ("" for all) and bin to label to count.
    type Counts<'t> = BTreeMap<(&'t str, &'t str, &'t str), BTreeMap<&'t str, usize>>;
    let mut counts = Counts::new();
    for i in 0..t.height() {
        let Some(bin) = bin_of.get(dates[i]).and_then(Option::as_deref) else { continue };
        for whose in ["", outlets[i]] {
            *counts.entry((actors[i], whose, bin)).or_default().entry(groups[i]).or_default() += 1;
        }
    }
    let all = ranked(&tally((0..t.height()).map(|i| (actors[i], groups[i]))));
    let mut followed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for ((actor, group), _) in all {
        let groups = followed.entry(actor).or_default();
        if groups.len() < GROUPS {
            groups.insert(group);
        }
    }
    let mut used: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for ((actor, outlet, _), groups) in &counts {
        used.extend(groups.keys().map(|group| (*actor, *outlet, *group)));
    }
    let mut out = Vec::new();
    for ((actor, outlet, bin), groups) in &counts {
        let of = groups.values().sum();
        // An outlet's own row only for labels that it uses somewhere.
        for group in followed.get(actor).into_iter().flatten() {
            let n = groups.get(group).copied().unwrap_or(0);
            if outlet.is_empty() || used.contains(&(*actor, *outlet, *group)) {
                out.push(Moved {
                    bin: bin.to_string(),
                    outlet: outlet.to_string(),
                    actor: actor.to_string(),
                    group: group.to_string(),
                    n,
                    of,
                });
            }
        }
    }
    out.sort_by(|a, b| (&a.actor, &a.group, &a.outlet, &a.bin).cmp(&(&b.actor, &b.group, &b.outlet, &b.bin)));
    out
}

/// The bin at which the second half begins, of labels for an actor by bin; `None` where there is one bin.
pub fn halves<'m>(all: &BTreeMap<&'m str, usize>) -> Option<&'m str> {
    let total: usize = all.values().sum();
    let mut sum = 0;
    for (bin, n) in all {
        if sum > 0 && 2 * sum + n >= total {
            return Some(*bin);
        }
        sum += n;
    }
    all.keys().nth(1).copied()
}

/// A label of an actor before and after a cut, in the outlets that label the actor on both sides of it: where others came or went,
/// the share of all moves though nobody changed a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change<'m> {
    pub outlets: BTreeSet<&'m str>,
    pub counts: stats::TwoByTwo,
}

/// `None` where no outlet has labels on both sides.
pub fn change<'m>(moved: &'m [Moved], actor: &str, group: &str, cut: &str) -> Option<Change<'m>> {
    let of = moved.iter().filter(|m| m.actor == actor && !m.outlet.is_empty());
    let late = |m: &Moved| m.bin.as_str() >= cut;
    let sides: BTreeSet<(&str, bool)> = of.clone().map(|m| (m.outlet.as_str(), late(m))).collect();
    let outlets: BTreeSet<&str> = sides.iter().map(|s| s.0).filter(|o| sides.contains(&(o, true)) && sides.contains(&(o, false))).collect();
    if outlets.is_empty() {
        return None;
    }
    let (mut n, mut all) = ([0; 2], [0; 2]);
    let mut met: BTreeSet<(&str, &str)> = BTreeSet::new();
    for m in of.filter(|m| outlets.contains(m.outlet.as_str())) {
        if met.insert((&m.outlet, &m.bin)) {
            all[usize::from(late(m))] += m.of;
        }
        if m.group == group {
            n[usize::from(late(m))] += m.n;
        }
    }
    Some(Change { outlets, counts: stats::TwoByTwo::new(n[0], all[0], n[1], all[1]) })
}

/// timeline_labels.csv
pub fn table_of(moved: &[Moved]) -> Table {
    let [low, high] = stats::wilson_ends("share_low", "share_high", |m: &Moved| (m.n, m.of));
    let columns = vec![
        column("bin", Kind::Text, "ISO 8601, UTC", "when the bin begins: six hours, a day, a week (its Monday) or a month", |m: &Moved| {
            (&m.bin).into()
        }),
        column("outlet", Kind::Text, "", "who published; empty for all together", |m: &Moved| (&m.outlet).into()),
        column("actor", Kind::Text, "", "who is meant", |m: &Moved| (&m.actor).into()),
        column("label_group", Kind::Text, "", "family of labels (of an actor, the 12 most frequent)", |m: &Moved| (&m.group).into()),
        column("n", Kind::Int, "mentions", "uses in the outlet's own running text", |m: &Moved| m.n.into()),
        column("of", Kind::Int, "mentions", "all labels for the actor in this bin and outlet", |m: &Moved| m.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |m: &Moved| (m.n as f64 / m.of as f64).into()),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} labels", stats::FEW), |m: &Moved| {
            (m.of < stats::FEW).into()
        }),
    ];
    table("timeline_labels", "One row a bin of time, outlet, actor and label; undated articles are left out", columns, moved)
}

/// timeline_figures.csv: the numbers of each key by bin.
pub fn figures(frames: &Frames, bins: &Bins) -> Table {
    struct R {
        bin: String,
        key: String,
        event: String,
        unit: String,
        claims: Vec<Claim>,
    }
    let mut cells: BTreeMap<(String, String, String, String), Vec<Claim>> = BTreeMap::new();
    for c in figures::claims(frames) {
        let Some(bin) = bins.of(&c.published) else { continue };
        cells.entry((c.event.clone(), c.key.clone(), c.unit.clone(), bin)).or_default().push(c);
    }
    let rows: Vec<R> = cells.into_iter().map(|((event, key, unit, bin), claims)| R { bin, key, event, unit, claims }).collect();
    let stated = |r: &R| r.claims.iter().filter_map(Claim::stated).collect::<Vec<f64>>();
    let columns = vec![
        column("key", Kind::Text, "", "claims with one key are comparable", |r: &R| (&r.key).into()),
        column("event", Kind::Text, "", "the event, where articles name one", |r: &R| (&r.event).into()),
        column("bin", Kind::Text, "ISO 8601, UTC", "when the bin begins", |r: &R| (&r.bin).into()),
        column("unit", Kind::Text, "", "what is counted", |r: &R| (&r.unit).into()),
        column("claims", Kind::Int, "claims", "claims published in the bin", |r: &R| r.claims.len().into()),
        column("outlets", Kind::Int, "outlets", "who gives them", |r: &R| {
            r.claims.iter().map(|c| &c.outlet).collect::<BTreeSet<_>>().len().into()
        }),
        column("lowest", Kind::Float, "as unit", "least stated number; empty if all are vague", move |r: &R| {
            stated(r).into_iter().reduce(f64::min).into()
        }),
        column("median", Kind::Float, "as unit", "median of the stated numbers", move |r: &R| {
            stats::percentile(&mut stated(r), 0.5).into()
        }),
        column("highest", Kind::Float, "as unit", "greatest stated number", move |r: &R| stated(r).into_iter().reduce(f64::max).into()),
    ];
    table("timeline_figures", "One row a key of figures and bin of time; undated articles are left out", columns, &rows)
}
