//! What the comparisons are without text that was passed on.

use crate::compare::Finding;
use crate::frame::{Frames, Kind, Table, column, table};
use std::collections::{BTreeMap, BTreeSet};

struct Effect {
    outlet: String,
    /// Words, mentions, figures, quotes: those that stand in copies, and all.
    counts: [(usize, usize); 4],
}

/// wire_effect.csv: what of each outlet stands in copied sentences.
pub fn wire_effect(frames: &Frames, without: &Frames) -> Table {
    let counted: [fn(&Frames) -> Counts; 4] = [words, labels, claims, spoken];
    let both = counted.map(|count| (count(frames), count(without)));
    let count = |outlet: &String| {
        let counts = [0, 1, 2, 3].map(|i: usize| {
            let (all, rest) = &both[i];
            let all = all.get(outlet).copied().unwrap_or(0);
            (all - rest.get(outlet).copied().unwrap_or(0).min(all), all)
        });
        Effect { outlet: outlet.clone(), counts }
    };
    let effects: Vec<Effect> = frames.outlets().iter().map(count).collect();
    let mut columns = vec![column("outlet", Kind::Text, "", "who published", |e: &Effect| (&e.outlet).into())];
    let kinds = [("body_words", "words of running text"), ("mentions", "mentions of actors"), ("figures", "claims")];
    for (i, (name, what)) in kinds.into_iter().chain([("quotes", "attributions")]).enumerate() {
        let unit = name.trim_start_matches("body_");
        let copied = format!("{what} in sentences that stand as near copies elsewhere");
        columns.extend([
            column(format!("{name}_copied"), Kind::Int, unit, copied, move |e: &Effect| e.counts[i].0.into()),
            column(name, Kind::Int, unit, format!("{what}, all"), move |e: &Effect| e.counts[i].1.into()),
            column(
                format!("{name}_copied_share"),
                Kind::Float,
                "share 0..1",
                "copied among all; empty if there are none",
                move |e: &Effect| (e.counts[i].0 as f64 / e.counts[i].1 as f64).into(),
            ),
        ]);
    }
    let about = "One row an outlet: what of it stands in near copies, and is left out of the tables in without_copies";
    table("wire_effect", about, columns, &effects)
}

type Counts = BTreeMap<String, usize>;

fn words(f: &Frames) -> Counts {
    super::super::body_words(f)
}

fn labels(f: &Frames) -> Counts {
    sum(f.labels.text("outlet").into_iter().map(|o| (o, 1)))
}

fn claims(f: &Frames) -> Counts {
    let rows = f.figures.text("outlet").into_iter().zip(f.figures.text("class"));
    sum(rows.map(|(o, class)| (o, usize::from(class == "claim"))))
}

fn spoken(f: &Frames) -> Counts {
    let rows = f.quotes.text("outlet").into_iter().zip(f.quotes.text("kind"));
    sum(rows.map(|(o, kind)| (o, usize::from(kind != "scare_quote"))))
}

fn sum<'f>(counts: impl Iterator<Item = (&'f str, usize)>) -> Counts {
    let mut out = Counts::new();
    for (outlet, n) in counts {
        *out.entry(outlet.to_string()).or_insert(0) += n;
    }
    out
}

/// Of each finding, whether the comparisons without copies have one of the same kind on the same outlets; `None` for findings
/// that are about copies.
pub fn holds(findings: &[Finding], without: &[Finding]) -> Vec<Option<bool>> {
    let still: BTreeSet<(&str, &str, &[String])> = without.iter().map(|f| (f.report, f.kind, f.outlets.as_slice())).collect();
    let of = |f: &Finding| (f.report != "alignment").then(|| still.contains(&(f.report, f.kind, f.outlets.as_slice())));
    findings.iter().map(of).collect()
}
