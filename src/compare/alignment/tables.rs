//! What differs between aligned sentences, as tables: every change with its rows, and sums by pair of outlets.

use super::changes::{AttributionChange, Evidence, Figure, FigureChange, Label, LabelChange};
use super::pairs::Aligned;
use crate::compare::stats;
use crate::frame::{Cell, Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

/// A change and the pair in which it stands.
#[derive(Debug, Clone)]
pub struct In<'p, T> {
    pub pair: &'p Aligned<'p>,
    pub change: T,
}

/// All changes of all pairs.
#[derive(Debug, Default)]
pub struct All<'p> {
    pub labels: Vec<In<'p, LabelChange<'p>>>,
    pub figures: Vec<In<'p, FigureChange<'p>>>,
    pub attribution: Vec<In<'p, AttributionChange<'p>>>,
}

impl<'p> All<'p> {
    pub fn of(pairs: &'p [Aligned<'p>], evidence: &Evidence<'p>) -> All<'p> {
        let mut out = All::default();
        for pair in pairs {
            let changes = evidence.changes(pair.a, pair.b, pair.copy);
            out.labels.extend(changes.labels.into_iter().map(|change| In { pair, change }));
            out.figures.extend(changes.figures.into_iter().map(|change| In { pair, change }));
            out.attribution.extend(changes.attribution.into_iter().map(|change| In { pair, change }));
        }
        out
    }
}

fn relation(pair: &Aligned) -> Cell {
    (if pair.copy { "near_copy" } else { "same_fact" }).into()
}

type Columns<'f, T> = Vec<crate::frame::Column<'f, In<'f, T>>>;

/// Columns that every table of changes begins with.
fn head<'f, T: 'f>(kinds: &'static str, kind: fn(&T) -> &'static str) -> Columns<'f, T> {
    vec![
        column("pair_id", Kind::Text, "", "the pair (aligned.csv)", |r: &In<T>| r.pair.id.into()),
        column("relation", Kind::Text, "", "near_copy or same_fact", |r: &In<T>| relation(r.pair)),
        column("kind", Kind::Text, "", kinds, move |r: &In<T>| kind(&r.change).into()),
        column("outlet_a", Kind::Text, "", "who published the first sentence", |r: &In<T>| r.pair.outlet_a.into()),
        column("outlet_b", Kind::Text, "", "who published the second sentence", |r: &In<T>| r.pair.outlet_b.into()),
    ]
}

type Side<C, T> = (&'static str, fn(&C) -> Option<T>);

/// label_changes.csv.
pub fn label_changes<'f>(rows: &[In<'f, LabelChange<'f>>]) -> Table {
    type R<'f> = In<'f, LabelChange<'f>>;
    let kinds = "label (another family of labels), wording (the same family, other words), name (a description here, only a name there) or dropped (a near copy does not mention the actor)";
    let mut columns: Columns<LabelChange> = head(kinds, |c| c.kind);
    columns.push(column("actor", Kind::Text, "", "who is meant in both", |r: &R| r.change.actor.into()));
    let sides: [Side<LabelChange, Label>; 2] = [("a", |c| c.a), ("b", |c| c.b)];
    for (side, of) in sides {
        columns.extend([
            column(format!("label_{side}"), Kind::Text, "", "the words as they stand; empty if there are none", move |r: &R| {
                of(&r.change).map(|l| l.text).into()
            }),
            column(format!("label_group_{side}"), Kind::Text, "", "family of labels, or canonical name", move |r: &R| {
                of(&r.change).map(|l| l.group).into()
            }),
            column(format!("voice_{side}"), Kind::Text, "", "where the words stand (labels.csv)", move |r: &R| {
                of(&r.change).map(|l| l.voice).into()
            }),
            column(format!("label_id_{side}"), Kind::Text, "", "the mention (labels.csv)", move |r: &R| of(&r.change).map(|l| l.id).into()),
        ]);
    }
    table("label_changes", "One row an actor that two aligned sentences call differently", columns, rows)
}

/// figure_changes.csv.
pub fn figure_changes<'f>(rows: &[In<'f, FigureChange<'f>>]) -> Table {
    type R<'f> = In<'f, FigureChange<'f>>;
    let kinds = "same, compatible (the ranges meet), conflicting (they do not), or dropped (a near copy without the figure)";
    let mut columns: Columns<FigureChange> = head(kinds, |c| c.kind);
    let either = |r: &R<'f>| r.change.a.or(r.change.b);
    columns.push(column("key", Kind::Text, "", "what both count (figures.csv); empty where only the counted noun agrees", move |r: &R| {
        either(r).map(|f| f.key).into()
    }));
    columns.push(column("unit", Kind::Text, "", "unit of both", move |r: &R| either(r).map(|f| f.unit).into()));
    let sides: [Side<FigureChange, Figure>; 2] = [("a", |c| c.a), ("b", |c| c.b)];
    for (side, of) in sides {
        columns.extend([
            column(format!("figure_{side}"), Kind::Text, "", "the number words; empty if there are none", move |r: &R| {
                of(&r.change).map(|f| f.text).into()
            }),
            column(format!("low_{side}"), Kind::Float, "as unit", "least value that the words allow", move |r: &R| {
                of(&r.change).and_then(|f| f.low).into()
            }),
            column(format!("high_{side}"), Kind::Float, "as unit", "greatest value that the words allow", move |r: &R| {
                of(&r.change).and_then(|f| f.high).into()
            }),
            column(format!("figure_id_{side}"), Kind::Text, "", "the figure (figures.csv)", move |r: &R| {
                of(&r.change).map(|f| f.id).into()
            }),
        ]);
    }
    table("figure_changes", "One row a figure that two aligned sentences give, or one of two near copies", columns, rows)
}

/// attribution_changes.csv.
pub fn attribution_changes<'f>(rows: &[In<'f, AttributionChange<'f>>]) -> Table {
    type R<'f> = In<'f, AttributionChange<'f>>;
    let kinds =
        "dropped (one attributes what the other states in its own voice), source (another source) or cue (the same source, another stance)";
    let mut columns: Columns<AttributionChange> = head(kinds, |c| c.kind);
    let sides: [Side<AttributionChange, super::changes::Quote>; 2] = [("a", |c| c.a), ("b", |c| c.b)];
    for (side, of) in sides {
        columns.extend([
            column(format!("source_{side}"), Kind::Text, "", "canonical source; empty in the outlet's own voice", move |r: &R| {
                of(&r.change).map(|q| q.source).into()
            }),
            column(format!("cue_{side}"), Kind::Text, "", "the attributing words", move |r: &R| of(&r.change).map(|q| q.cue).into()),
            column(format!("cue_class_{side}"), Kind::Text, "", "their class (quotes.csv)", move |r: &R| {
                of(&r.change).map(|q| q.cue_class).into()
            }),
            column(format!("quote_id_{side}"), Kind::Text, "", "the quote (quotes.csv)", move |r: &R| of(&r.change).map(|q| q.id).into()),
        ]);
    }
    table("attribution_changes", "One row a pair of aligned sentences that differ in who says it", columns, rows)
}

/// A label here where there is another there, over all pairs of two outlets.
#[derive(Debug, Clone, PartialEq)]
pub struct Substitution {
    pub actor: String,
    pub kind: &'static str,
    /// In order of name; each says its label to the other's.
    pub outlets: [String; 2],
    pub labels: [String; 2],
    /// Pairs with this change; of them near copies; of them in both outlets' own voice.
    pub pairs: BTreeSet<String>,
    pub copies: usize,
    pub own_voice: usize,
    /// Pairs of the two outlets in which both mention the actor by a description or a name.
    pub of: usize,
    /// Rows of labels.csv.
    pub mentions: Vec<String>,
}

/// Substitutions by falling number of pairs.
pub fn substitutions(all: &All, pairs: &[Aligned], evidence: &Evidence) -> Vec<Substitution> {
    let mut both: BTreeMap<(String, [String; 2]), usize> = BTreeMap::new();
    for p in pairs {
        let actors = |row: usize| evidence.labels(row).iter().map(|l| l.actor).filter(|a| *a != "unresolved").collect::<BTreeSet<_>>();
        for actor in actors(p.a).intersection(&actors(p.b)) {
            *both.entry((actor.to_string(), ordered(p.outlet_a, p.outlet_b))).or_insert(0) += 1;
        }
    }
    let mut sums: BTreeMap<(String, [String; 2], [String; 2]), Substitution> = BTreeMap::new();
    for In { pair, change } in all.labels.iter().filter(|r| matches!(r.change.kind, "label" | "name")) {
        let (Some(a), Some(b)) = (change.a, change.b) else { continue };
        let outlets = ordered(pair.outlet_a, pair.outlet_b);
        let (first, second) = if outlets[0] == pair.outlet_a { (a, b) } else { (b, a) };
        let labels = [first.group.to_string(), second.group.to_string()];
        let of = both.get(&(change.actor.to_string(), outlets.clone())).copied().unwrap_or(0);
        let new = || Substitution {
            actor: change.actor.to_string(),
            kind: change.kind,
            outlets: outlets.clone(),
            labels: labels.clone(),
            pairs: BTreeSet::new(),
            copies: 0,
            own_voice: 0,
            of,
            mentions: Vec::new(),
        };
        let sum = sums.entry((change.actor.to_string(), outlets.clone(), labels.clone())).or_insert_with(new);
        if sum.pairs.insert(pair.id.to_string()) {
            sum.copies += usize::from(pair.copy);
            let own = |l: &Label| matches!(l.voice, "narrator" | "headline");
            sum.own_voice += usize::from(own(&first) && own(&second));
            sum.mentions.extend([first.id.to_string(), second.id.to_string()]);
        }
    }
    let mut out: Vec<Substitution> = sums.into_values().collect();
    out.sort_by(|a, b| {
        b.pairs.len().cmp(&a.pairs.len()).then_with(|| (&a.actor, &a.outlets, &a.labels).cmp(&(&b.actor, &b.outlets, &b.labels)))
    });
    out
}

pub fn ordered(a: &str, b: &str) -> [String; 2] {
    if a <= b { [a.to_string(), b.to_string()] } else { [b.to_string(), a.to_string()] }
}

/// label_substitutions.csv.
pub fn label_substitutions(all: &[Substitution]) -> Table {
    type S = Substitution;
    let columns = vec![
        column("actor", Kind::Text, "", "who is meant in both sentences", |s: &S| (&s.actor).into()),
        column("kind", Kind::Text, "", "label (two descriptions) or name (a description here, only a name there)", |s: &S| s.kind.into()),
        column("outlet_a", Kind::Text, "", "the one", |s: &S| (&s.outlets[0]).into()),
        column("label_a", Kind::Text, "", "its family of labels, or the name", |s: &S| (&s.labels[0]).into()),
        column("outlet_b", Kind::Text, "", "the other", |s: &S| (&s.outlets[1]).into()),
        column("label_b", Kind::Text, "", "its family of labels, or the name", |s: &S| (&s.labels[1]).into()),
        column("n", Kind::Int, "pairs", "pairs of sentences with this substitution", |s: &S| s.pairs.len().into()),
        column("near_copies", Kind::Int, "pairs", "of these, near copies", |s: &S| s.copies.into()),
        column("own_voice", Kind::Int, "pairs", "of these, with both labels in the outlets' own voice or headline", |s: &S| {
            s.own_voice.into()
        }),
        column("of", Kind::Int, "pairs", "pairs of sentences of the two in which both mention the actor", |s: &S| s.of.into()),
        column("too_few", Kind::Bool, "", format!("fewer than {} such pairs", stats::FEW), |s: &S| (s.of < stats::FEW).into()),
        column("pairs", Kind::Text, "", "rows of aligned.csv, joined by ;", |s: &S| {
            s.pairs.iter().cloned().collect::<Vec<_>>().join("; ").into()
        }),
        column("mentions", Kind::Text, "", "rows of labels.csv, joined by ;", |s: &S| s.mentions.join("; ").into()),
    ];
    table(
        "label_substitutions",
        "One row an actor and two outlets that call it differently in sentences that restate the same thing",
        columns,
        all,
    )
}

/// label_substitutions_wide.csv: for people, what the row's outlet says where the column's says something else.
pub fn wide(frames: &Frames, all: &[Substitution]) -> Table {
    let outlets = frames.outlets();
    let mut cells: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for s in all {
        let n = s.pairs.len();
        for (i, j) in [(0, 1), (1, 0)] {
            let words = format!("{} ↔ {} ({n})", s.labels[i], s.labels[j]);
            cells.entry((&s.outlets[i], &s.outlets[j])).or_default().push(words);
        }
    }
    let cells = &cells;
    let mut columns = vec![column("outlet", Kind::Text, "", "who says what stands first in the cells", |o: &String| o.into())];
    for other in &outlets {
        let meaning = format!("its labels ↔ those of {other} in sentences that restate the same thing, with the number of pairs");
        columns.push(column(other.as_str(), Kind::Text, "", meaning, move |o: &String| {
            cells.get(&(o.as_str(), other.as_str())).map(|c| c.join("; ")).into()
        }));
    }
    table("label_substitutions_wide", "One row an outlet, one column an outlet: who calls whom differently", columns, &outlets)
}
