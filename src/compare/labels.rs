//! Labels: which words each outlet uses for each actor, in its own voice first and in all voices beside it.

use super::{Exhibit, body_words, counted, known, ranked, stats, tally};
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

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

/// Shares and rates of each label for each actor, per outlet.
pub fn labels(frames: &Frames) -> Exhibit {
    let uses = uses(frames, "label");
    Exhibit {
        name: "labels",
        title: "Which words each outlet uses for each actor",
        tables: vec![
            long("labels_by_outlet", "One row an outlet, actor, label and voice set", &uses),
            wide(frames, &uses),
            long("names_by_outlet", "One row an outlet, actor, proper name and voice set", &self::uses(frames, "name")),
        ],
        charts: super::charts::labels(frames, &uses),
        notes: unlisted_note(frames)
            .into_iter()
            .chain(vec![
                format!("Shares of fewer than {} labels are marked too_few: they say little.", stats::FEW),
                "Names and labels are never added. The outlet's own voice is running text outside quotations and reported speech.".into(),
            ])
            .collect(),
        ..Exhibit::default()
    }
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
    let share = |u: &Use| stats::wilson(u.n, u.of);
    let rate = |u: &Use| stats::rate(u.n, u.body_words);
    let per = "per 1,000 body words";
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |u: &Use| (&u.outlet).into()),
        column("actor", Kind::Text, "", "who is meant", |u: &Use| (&u.actor).into()),
        column("label_group", Kind::Text, "", "family of labels, or canonical name", |u: &Use| (&u.group).into()),
        column("voices", Kind::Text, "", "narrator (the outlet's own running text) or all (every voice)", |u: &Use| u.voices.into()),
        column("n", Kind::Int, "mentions", "how often", |u: &Use| u.n.into()),
        column("of", Kind::Int, "mentions", "all labels (or names) for the actor in this outlet and voice set", |u: &Use| u.of.into()),
        column("share", Kind::Float, "share 0..1", "n / of", |u: &Use| (u.n as f64 / u.of as f64).into()),
        column("share_low", Kind::Float, "share 0..1", "lower end of Wilson's 95 % interval", move |u: &Use| share(u).map(|s| s.0).into()),
        column("share_high", Kind::Float, "share 0..1", "upper end of Wilson's 95 % interval", move |u: &Use| share(u).map(|s| s.1).into()),
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
        column("rate_low", Kind::Float, per, "lower end of the exact Poisson 95 % interval", move |u: &Use| rate(u).map(|r| r.1).into()),
        column("rate_high", Kind::Float, per, "upper end of the exact Poisson 95 % interval", move |u: &Use| rate(u).map(|r| r.2).into()),
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
