//! How far apart outlets are in what they call an actor: Jensen-Shannon divergence of each outlet against all others, and of
//! pairs of outlets, with interval and test.

use super::super::{stats, tally};
use crate::frame::{Kind, Table, column, table};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Actors whose divergence is tested, those with most labels first.
const ACTORS: usize = 12;
/// Pairs of outlets that get a row in one voice set, those with most labels on the smaller side first.
const PAIRS: usize = 300;
/// Up to so many outlets, pairs with too few labels are listed too.
const LISTED: usize = 8;
/// What stands in `outlet_b` for all other outlets together.
pub const REST: &str = "all others";

/// The labels of one actor in one voice set, by outlet and article.
pub struct Sample<'f> {
    pub actor: &'f str,
    /// `narrator` or `all`.
    pub voices: &'static str,
    pub groups: Vec<&'f str>,
    pub outlets: BTreeMap<&'f str, stats::Cases>,
}

impl Sample<'_> {
    fn n(&self, outlet: &str) -> usize {
        self.outlets.get(outlet).map_or(0, |c| c.iter().map(Vec::len).sum())
    }

    pub fn total(&self) -> usize {
        self.outlets.keys().map(|o| self.n(o)).sum()
    }

    fn rest(&self, outlet: &str) -> stats::Cases {
        self.outlets.iter().filter(|(o, _)| **o != outlet).flat_map(|(_, c)| c.iter().cloned()).collect()
    }
}

/// The samples of every actor that is known, those with most labels first, narrator before all voices.
pub fn samples(labels: &Table) -> Vec<Sample<'_>> {
    let (outlets, articles, voices) = (labels.text("outlet"), labels.text("article_id"), labels.text("voice"));
    let (actors, groups) = (labels.text("actor"), labels.text("label_group"));
    let mut out = Vec::new();
    for set in ["narrator", "all"] {
        let rows = (0..labels.height()).filter(|i| actors[*i] != "unresolved" && (set == "all" || voices[*i] == set));
        let mut by_actor: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        rows.for_each(|i| by_actor.entry(actors[i]).or_default().push(i));
        for (actor, rows) in by_actor {
            let names: Vec<&str> = rows.iter().map(|i| groups[*i]).collect::<BTreeSet<_>>().into_iter().collect();
            let mut cases: BTreeMap<&str, BTreeMap<&str, Vec<usize>>> = BTreeMap::new();
            for i in rows {
                let kind = names.binary_search(&groups[i]).unwrap_or(0);
                cases.entry(outlets[i]).or_default().entry(articles[i]).or_default().push(kind);
            }
            let outlets = cases.into_iter().map(|(o, by_article)| (o, by_article.into_values().collect())).collect();
            out.push(Sample { actor, voices: set, groups: names, outlets });
        }
    }
    out.sort_by_cached_key(|s| (std::cmp::Reverse(s.voices), std::cmp::Reverse(s.total()), s.actor));
    out
}

/// One comparison of two outlets, or of one with all others.
pub struct Apart {
    pub actor: String,
    pub voices: &'static str,
    pub outlet_a: String,
    pub outlet_b: String,
    pub bits: Option<f64>,
    /// Interval and test, where both sides have enough labels and the actor is among the most labelled.
    pub test: Option<stats::Divergence>,
    pub p_holm: Option<f64>,
    pub n_a: usize,
    pub n_b: usize,
}

impl Apart {
    fn too_few(&self) -> bool {
        self.n_a.min(self.n_b) < stats::FEW
    }
}

/// All comparisons, and how many pairs were left out because there are too many.
pub fn apart(samples: &[Sample]) -> (Vec<Apart>, usize) {
    let (mut rows, mut hidden) = (Vec::new(), 0);
    for set in ["narrator", "all"] {
        let of: Vec<&Sample> = samples.iter().filter(|s| s.voices == set && s.outlets.len() > 1).collect();
        let rest = |s: &Sample| s.outlets.keys().map(|o| (o.to_string(), REST.to_string())).collect::<Vec<_>>();
        let mut pairs: Vec<(usize, usize, String, String)> = Vec::new();
        for (i, s) in of.iter().enumerate() {
            let names: Vec<(&str, usize)> = s.outlets.keys().map(|o| (*o, s.n(o))).collect();
            if i >= ACTORS && names.len() > LISTED {
                continue;
            }
            for (j, (a, n)) in names.iter().enumerate() {
                for (b, m) in &names[j + 1..] {
                    let n = *n.min(m);
                    if n >= stats::FEW || names.len() <= LISTED {
                        pairs.push((n, i, a.to_string(), b.to_string()));
                    }
                }
            }
        }
        pairs.sort_by(|a, b| (b.0, a.1, &a.2, &a.3).cmp(&(a.0, b.1, &b.2, &b.3)));
        hidden += pairs.iter().skip(PAIRS).filter(|p| p.0 >= stats::FEW).count();
        pairs.truncate(PAIRS);
        let mut wanted: Vec<(usize, String, String)> =
            of.iter().enumerate().flat_map(|(i, s)| rest(s).into_iter().map(move |(a, b)| (i, a, b))).collect();
        wanted.extend(pairs.into_iter().map(|(_, i, a, b)| (i, a, b)));
        rows.par_extend(wanted.into_par_iter().map(|(i, a, b)| one(of[i], i < ACTORS, a, b)));
    }
    correct(&mut rows);
    (rows, hidden)
}

fn one(sample: &Sample, tested: bool, a: String, b: String) -> Apart {
    let cases = |o: &str| sample.outlets.get(o).cloned().unwrap_or_default();
    let (left, right) = (cases(&a), if b == REST { sample.rest(&a) } else { cases(&b) });
    let counts = |c: &stats::Cases| {
        let mut n = vec![0; sample.groups.len()];
        c.iter().flatten().for_each(|k| n[*k] += 1);
        n
    };
    let n = |c: &stats::Cases| c.iter().map(Vec::len).sum::<usize>();
    let seed = format!("label_divergence {} {} {a} {b}", sample.actor, sample.voices);
    let enough = tested && n(&left).min(n(&right)) >= stats::FEW;
    Apart {
        actor: sample.actor.to_string(),
        voices: sample.voices,
        bits: stats::jensen_shannon(&counts(&left), &counts(&right)),
        test: if enough { stats::compare(&left, &right, sample.groups.len(), &seed) } else { None },
        p_holm: None,
        n_a: n(&left),
        n_b: n(&right),
        outlet_a: a,
        outlet_b: b,
    }
}

/// Holm's correction over the tests of one actor and voice set; those against the rest and those of pairs are families of their own.
fn correct(rows: &mut [Apart]) {
    let mut families: BTreeMap<(String, &str, bool), Vec<usize>> = BTreeMap::new();
    for (i, r) in rows.iter().enumerate().filter(|(_, r)| r.test.is_some()) {
        families.entry((r.actor.clone(), r.voices, r.outlet_b == REST)).or_default().push(i);
    }
    for family in families.into_values() {
        let p: Vec<f64> = family.iter().filter_map(|i| rows[*i].test.map(|t| t.p)).collect();
        family.into_iter().zip(stats::holm(&p)).for_each(|(i, p)| rows[i].p_holm = Some(p));
    }
}

/// What a reader must know of the tests.
pub fn note(rows: &[Apart], hidden: usize, unit: &str) -> String {
    let units = crate::compare::several(unit);
    let cases = rows.iter().filter(|r| r.test.is_some_and(|t| !t.by_group)).count();
    let mut text = format!(
        "label_divergence.csv: Jensen-Shannon divergence in bits of what two {units} call an actor, 0 to 1, with bootstrap interval and \
         permutation test ({} draws). With few labels chance alone makes distributions differ: compare jsd with `chance`. The {ACTORS} \
         actors with most labels are tested, where both sides have {} labels.",
        stats::DRAWS,
        stats::FEW
    );
    if cases > 0 {
        text.push_str(
            " Where an outlet has too few articles to deal whole articles to the sides, single labels are dealt (shuffled = labels): \
             labels of one article are alike, so that those p-values are too small rather than too large.",
        );
    }
    if hidden > 0 {
        text.push_str(&format!(" {hidden} more pairs have enough labels; the {PAIRS} with most are given in each voice set."));
    }
    text
}

/// label_divergence: one row a comparison.
pub fn listed(rows: &[Apart]) -> Table {
    let test = |get: fn(&stats::Divergence) -> f64| move |r: &Apart| r.test.as_ref().map(get).into();
    let columns = vec![
        column("actor", Kind::Text, "", "who is meant", |r: &Apart| (&r.actor).into()),
        column("voices", Kind::Text, "", "narrator (the outlet's own running text) or all (every voice)", |r: &Apart| r.voices.into()),
        column("outlet_a", Kind::Text, "", "one side", |r: &Apart| (&r.outlet_a).into()),
        column("outlet_b", Kind::Text, "", format!("the other side; “{REST}” for all other outlets together"), |r: &Apart| {
            (&r.outlet_b).into()
        }),
        column(
            "jsd",
            Kind::Float,
            "bits 0..1",
            "Jensen-Shannon divergence (base 2) of the labels; 1 where no label is shared",
            |r: &Apart| r.bits.into(),
        ),
        column("low", Kind::Float, "bits 0..1", "lower end of the percentile bootstrap 95% interval", test(|t| t.low)),
        column("high", Kind::Float, "bits 0..1", "upper end of the percentile bootstrap 95% interval", test(|t| t.high)),
        column("chance", Kind::Float, "bits 0..1", "mean divergence when the labels are dealt to the sides at random", test(|t| t.chance)),
        column("p", Kind::Float, "probability", "permutation p-value, (1 + b) / (1 + draws); empty where not tested", test(|t| t.p)),
        column("p_holm", Kind::Float, "probability", "p corrected after Holm over the tests of this actor and voice set", |r: &Apart| {
            r.p_holm.into()
        }),
        column("shuffled", Kind::Text, "", "what was dealt at random: articles, or labels where articles are too few", |r: &Apart| {
            r.test.map(|t| if t.by_group { "articles" } else { "labels" }).into()
        }),
        column("n_a", Kind::Int, "labels", "labels for the actor in outlet_a", |r: &Apart| r.n_a.into()),
        column("n_b", Kind::Int, "labels", "labels for the actor in outlet_b", |r: &Apart| r.n_b.into()),
        column("too_few", Kind::Bool, "", format!("a side has fewer than {} labels: too few to say", stats::FEW), |r: &Apart| {
            r.too_few().into()
        }),
    ];
    table("label_divergence", "One row a comparison of what two outlets, or one and all others, call an actor", columns, rows)
}

/// The most frequent label of an outlet for an actor.
pub struct Lead {
    pub outlet: String,
    pub group: String,
    pub n: usize,
    pub of: usize,
    /// No other label is as frequent.
    pub clear: bool,
}

impl Lead {
    /// Enough labels, and one before all others that is at least a quarter of them: 3 of 22 different words lead nothing.
    pub fn says(&self) -> bool {
        self.of >= stats::FEW && self.clear && self.n > 2 && 4 * self.n >= self.of
    }
}

/// How far the outlets are apart all together, an actor and voice set.
pub struct Spread {
    pub actor: String,
    pub voices: &'static str,
    pub bits: f64,
    pub p: f64,
    pub outlets: usize,
    pub n: usize,
    /// Most frequent label of each outlet that has labels.
    pub leading: Vec<Lead>,
}

/// The spread of the most labelled actors.
pub fn spreads(samples: &[Sample]) -> Vec<Spread> {
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let wanted: Vec<&Sample> = samples
        .iter()
        .filter(|s| {
            let n = taken.entry(s.voices).or_insert(0);
            *n += 1;
            *n <= ACTORS
        })
        .collect();
    let spread = |s: &&Sample| {
        let sides: Vec<Vec<usize>> = s.outlets.values().map(|c| c.concat()).collect();
        let (bits, p) = stats::spread(&sides, s.groups.len(), &format!("label_spread {} {}", s.actor, s.voices))?;
        let lead = |(o, c): (&&str, &stats::Cases)| {
            let order = super::super::ranked(&tally(c.iter().flatten().copied()));
            let (kind, n) = *order.first()?;
            let clear = order.get(1).is_none_or(|second| second.1 < n);
            Some(Lead { outlet: o.to_string(), group: s.groups[kind].to_string(), n, of: c.iter().map(Vec::len).sum(), clear })
        };
        let leading = s.outlets.iter().filter_map(lead).collect();
        Some(Spread { actor: s.actor.to_string(), voices: s.voices, bits, p, outlets: s.outlets.len(), n: s.total(), leading })
    };
    wanted.par_iter().filter_map(spread).collect()
}

/// label_spread: one row an actor.
pub fn spread_table(rows: &[Spread]) -> Table {
    let says = |l: &Lead| format!("{}: {} ({} of {}{})", l.outlet, l.group, l.n, l.of, if l.clear { "" } else { ", as many as another" });
    let leading = move |r: &Spread| r.leading.iter().map(says).collect::<Vec<_>>().join("; ");
    let columns = vec![
        column("actor", Kind::Text, "", "who is meant", |r: &Spread| (&r.actor).into()),
        column("voices", Kind::Text, "", "narrator or all", |r: &Spread| r.voices.into()),
        column("outlets", Kind::Int, "outlets", "outlets with labels for the actor", |r: &Spread| r.outlets.into()),
        column("n", Kind::Int, "labels", "labels for the actor in all outlets", |r: &Spread| r.n.into()),
        column(
            "bits",
            Kind::Float,
            "bits",
            "mutual information of outlet and label: Jensen-Shannon divergence of all outlets, weighted by their labels",
            |r: &Spread| r.bits.into(),
        ),
        column("p", Kind::Float, "probability", "permutation p-value of dealing the labels to the outlets at random", |r: &Spread| {
            r.p.into()
        }),
        column(
            "leading",
            Kind::Text,
            "",
            "most frequent label of each outlet (uses of all its labels for the actor), joined by ;",
            move |r: &Spread| leading(r).into(),
        ),
    ];
    table("label_spread", "One row an actor and voice set: how far all outlets are apart in what they call it", columns, rows)
}
