//! Labels: which words each outlet uses for each actor, in its own voice first and in all voices beside it.

mod alone;
pub mod apart;
mod described;
mod first;
pub(crate) mod said;
mod share;

pub use first::First;

use super::{Exhibit, Finding, body_words, counted, known, ranked, stats, tally};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// One label group of one actor in one outlet and voice set, with what it is compared to.
pub struct Use {
    pub outlet: String,
    pub actor: String,
    pub group: String,
    /// `narrator` or `all`.
    pub voices: &'static str,
    pub n: usize,
    /// Labels for the actor in this outlet and voice set.
    pub of: usize,
    pub body_words: usize,
}

/// Shares and rates of each label for each actor, per outlet; how far outlets are apart, and in which words.
pub fn labels(frames: &Frames) -> Exhibit {
    let uses = uses(frames, "label");
    let counted = counted(frames, false);
    let samples = apart::samples(&counted);
    let (apart, hidden) = apart::apart(&samples);
    let spreads = apart::spreads(&samples);
    let firsts = first::firsts(frames, &counted);
    let (shares, alone) = (share::shares(&counted), alone::alone(&counted));
    let (descriptions, mentioned) = (described::descriptions(frames), described::mentioned(frames));
    let mut findings = leading(&spreads, &counted, frames.unit());
    findings.extend(share::findings(&shares, frames.unit()));
    findings.extend(alone::findings(frames, &alone));
    findings.extend(described::findings(frames, &descriptions, &mentioned));
    Exhibit {
        name: "labels",
        title: "Which words each outlet uses for each actor",
        tables: vec![
            long("labels_by_outlet", "One row an outlet, actor, label and voice set", &uses),
            wide(frames, &uses),
            share::listed(&shares),
            alone::listed(&alone),
            apart::listed(&apart),
            apart::spread_table(&spreads),
            described::listed(&descriptions),
            described::mentioned_table(&mentioned),
            first::listed(&firsts),
            long("names_by_outlet", "One row an outlet, actor, proper name and voice set", &self::uses(frames, "name")),
        ],
        charts: super::charts::labels(frames, &uses, &apart, &firsts),
        notes: unlisted_note(frames)
            .into_iter()
            .chain(vec![
                format!("Shares of fewer than {} labels are marked too_few: they say little.", stats::FEW),
                "Names and labels are never added. The outlet's own voice is running text outside quotations and reported speech.".into(),
                apart::note(&apart, hidden, frames.unit()),
            ])
            .collect(),
        findings,
    }
}

/// Label groups that a rule file names: what newsrooms watch.
pub(crate) fn watched(frames: &Frames) -> BTreeSet<String> {
    frames.rules.text("label_groups").iter().flat_map(|g| g.split("; ")).filter(|g| !g.is_empty()).map(String::from).collect()
}

/// Actors for whom different labels lead in different outlets.
fn leading(spreads: &[apart::Spread], counted: &Table, unit: &str) -> Vec<Finding> {
    let units = crate::compare::several(unit);
    let enough = |s: &apart::Spread| s.leading.iter().filter(|l| l.says()).count();
    let actors: BTreeSet<&str> = spreads.iter().map(|s| s.actor.as_str()).collect();
    let mut out = Vec::new();
    for actor in actors {
        let of = |voices: &str| spreads.iter().find(|s| s.actor == actor && s.voices == voices);
        // The outlets' own voice, unless all voices let more outlets be compared.
        let chosen = match (of("narrator"), of("all")) {
            (Some(own), Some(all)) => {
                if enough(all) > enough(own) {
                    all
                } else {
                    own
                }
            }
            (own, all) => match own.or(all) {
                Some(s) => s,
                None => continue,
            },
        };
        let mut groups: BTreeMap<&str, Vec<&apart::Lead>> = BTreeMap::new();
        chosen.leading.iter().filter(|l| l.says()).for_each(|l| groups.entry(&l.group).or_default().push(l));
        if groups.len() < 2 || chosen.p >= 0.05 || actor == "other" {
            continue;
        }
        let compared = enough(chosen);
        let mut order: Vec<_> = groups.into_iter().collect();
        order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(b.0)));
        let says = |(group, outlets): &(&str, Vec<&apart::Lead>)| {
            let names: Vec<String> = outlets.iter().map(|l| format!("{} ({} of {})", l.outlet, l.n, l.of)).collect();
            format!("“{group}” in {}", said::names(&names, unit))
        };
        let voice = if chosen.voices == "narrator" { "in their own voice" } else { "in all voices" };
        let largest = order.first().map_or(0, |g| g.1.len());
        out.push(Finding {
            report: "labels",
            kind: "leading_label",
            outlets: order.iter().flat_map(|(_, outlets)| outlets.iter().map(|l| l.outlet.clone())).collect(),
            text: format!(
                "The word that {units} use most for {} {voice} differs: {} (permutation test over all {units}, {}).",
                super::spaced(actor),
                order.iter().map(says).collect::<Vec<_>>().join("; "),
                super::chance(chosen.p)
            ),
            effect: 1.0 - (largest as f64 - 1.0) / compared as f64,
            certainty: 1.0 - chosen.p,
            evidence: order
                .iter()
                .flat_map(|(group, outlets)| examples(counted, chosen, actor, group, outlets))
                .take(share::EVIDENCE)
                .collect(),
            table: "label_spread".into(),
        });
    }
    out
}

/// The first row of each outlet that leads with a label.
fn examples(t: &Table, spread: &apart::Spread, actor: &str, group: &str, outlets: &[&apart::Lead]) -> Vec<String> {
    let (names, actors, groups, voices, ids) =
        (t.text("outlet"), t.text("actor"), t.text("label_group"), t.text("voice"), t.text("label_id"));
    let is = |i: &usize, outlet: &str| {
        names[*i] == outlet && actors[*i] == actor && groups[*i] == group && (spread.voices == "all" || voices[*i] == "narrator")
    };
    outlets.iter().filter_map(|l| (0..t.height()).find(|i| is(i, &l.outlet)).map(|i| ids[i].to_string())).collect()
}

/// The uses of labels or names, in order of outlet, actor and falling count; both voice sets.
pub fn uses(frames: &Frames, kind: &str) -> Vec<Use> {
    let t = if kind == "name" { counted(frames, true) } else { counted(frames, false) };
    let words = body_words(frames);
    let (outlets, actors, groups, voices) = (t.text("outlet"), t.text("actor"), t.text("label_group"), t.text("voice"));
    let mut out = Vec::new();
    for set in ["narrator", "all"] {
        let rows = (0..t.height()).filter(|i| set == "all" || voices[*i] == set);
        let counts = tally(rows.map(|i| (outlets[i], actors[i], groups[i])));
        let mut totals: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for ((outlet, actor, _), n) in &counts {
            *totals.entry((outlet, actor)).or_insert(0) += n;
        }
        for ((outlet, actor, group), n) in ranked(&counts) {
            out.push(Use {
                outlet: outlet.to_string(),
                actor: actor.to_string(),
                group: group.to_string(),
                voices: set,
                n,
                of: totals[&(outlet, actor)],
                body_words: words.get(outlet).copied().unwrap_or(0),
            });
        }
    }
    out.sort_by(|a, b| (&a.outlet, &a.actor, b.voices).cmp(&(&b.outlet, &b.actor, a.voices)));
    out
}

/// Said where the lexicons do not know the event.
fn unlisted_note(frames: &Frames) -> Option<String> {
    let note = "The lexicons know too few of this event's actors: descriptions of unlisted actors are counted as labels, and \
                their names as names (see actors_unlisted.csv).";
    (!known(frames)).then(|| note.to_string())
}

fn long(name: &str, about: &str, uses: &[Use]) -> Table {
    let rate = |u: &Use| stats::rate(u.n, u.body_words);
    let per = "per 1,000 body words";
    let [low, high] = stats::wilson_ends("share_low", "share_high", |u: &Use| (u.n, u.of));
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |u: &Use| (&u.outlet).into()),
        column("actor", Kind::Text, "", "who is meant", |u: &Use| (&u.actor).into()),
        column("label_group", Kind::Text, "", "family of labels, or canonical name", |u: &Use| (&u.group).into()),
        column("voices", Kind::Text, "", "narrator (the outlet's own running text) or all (every voice)", |u: &Use| u.voices.into()),
        column("n", Kind::Int, "mentions", "how often", |u: &Use| u.n.into()),
        column("of", Kind::Int, "mentions", "all labels (or names) for the actor in this outlet and voice set", |u: &Use| u.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |u: &Use| (u.n as f64 / u.of as f64).into()),
        low,
        high,
        column("too_few", Kind::Bool, "", format!("the share rests on fewer than {} labels", stats::FEW), |u: &Use| {
            (u.of < stats::FEW).into()
        }),
        column(
            "rate",
            Kind::Float,
            per,
            "n / body words of the outlet; with all voices n has headlines and captions too, the words below it have not",
            move |u: &Use| rate(u).map(|r| r.0).into(),
        ),
        column("rate_low", Kind::Float, per, "lower end of the exact Poisson 95% interval", move |u: &Use| rate(u).map(|r| r.1).into()),
        column("rate_high", Kind::Float, per, "upper end of the exact Poisson 95% interval", move |u: &Use| rate(u).map(|r| r.2).into()),
        column("body_words", Kind::Int, "words", "the denominator of the rate", |u: &Use| u.body_words.into()),
    ];
    table(name, about, columns, uses)
}

/// Outlets down, labels across, narrator counts in the cells: for people who paste.
fn wide(frames: &Frames, uses: &[Use]) -> Table {
    let narrator = || uses.iter().filter(|u| u.voices == "narrator");
    let mut totals: BTreeMap<String, usize> = BTreeMap::new();
    for u in narrator() {
        *totals.entry(u.group.clone()).or_insert(0) += u.n;
    }
    let words = body_words(frames);
    let outlets = frames.outlets();
    let mut cells: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for u in narrator() {
        *cells.entry((&u.outlet, Some(&u.group))).or_insert(0) += u.n;
        *cells.entry((&u.outlet, None)).or_insert(0) += u.n;
    }
    let cells = &cells;
    let count = move |outlet: &str, group: Option<&str>| cells.get(&(outlet, group)).copied().unwrap_or(0);
    let mut columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &String| o.into()),
        column("body_words", Kind::Int, "words", "words of running text", |o: &String| words.get(o).copied().into()),
        column("labels", Kind::Int, "mentions", "descriptive labels in the outlet's own voice", |o: &String| count(o, None).into()),
    ];
    for (group, _) in ranked(&totals) {
        let meaning = format!("label “{group}” in the outlet's own voice, for any actor");
        columns.push(column(group.clone(), Kind::Int, "mentions", meaning, move |o: &String| count(o, Some(&group)).into()));
    }
    table("labels_wide", "One row an outlet, one column a label, narrator voice", columns, &outlets)
}
