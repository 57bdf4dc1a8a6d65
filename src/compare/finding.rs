//! Findings: differences in plain sentences, each with its numbers, its size, its certainty and the rows that prove it.

use crate::frame::{Cell, Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// One difference between outlets, said in a sentence that can be pasted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Finding {
    /// The comparison that found it.
    pub report: &'static str,
    /// The kind of difference within the report (`own_voice_label`, `conflicting_figures`): of each kind the strongest come first.
    pub kind: &'static str,
    /// Outlets that the sentence speaks of, in its order.
    pub outlets: Vec<String>,
    /// The finding with its numbers and denominators: “Outlet A calls … in 4 of 4 mentions; the others in 0 of 31.”
    pub text: String,
    /// Size of the difference, 0 to 1: a difference of shares, one minus the ratio of two figures, the share of the others that
    /// have what one lacks.
    pub effect: f64,
    /// How sure it is, 0 to 1: one minus the p-value of the test named in the text or in the table; 1 where a single passage
    /// proves it (a contradiction stands there or it does not).
    pub certainty: f64,
    /// Ids of evidence rows (`label-0012`, `figure-0003`, `quote-0007`, `sentence-0040`), those that prove it most plainly first.
    pub evidence: Vec<String>,
    /// The table where its numbers stand.
    pub table: String,
}

impl Finding {
    /// By what findings are put in order: size times certainty.
    pub fn weight(&self) -> f64 {
        self.effect.clamp(0.0, 1.0) * self.certainty.clamp(0.0, 1.0)
    }

    /// The size in words: a large difference, from half of what is possible; a clear one, from a fifth; a small one.
    pub fn size_in_words(&self) -> &'static str {
        match self.effect {
            x if x >= 0.5 => "large difference",
            x if x >= 0.2 => "clear difference",
            _ => "small difference",
        }
    }

    /// The certainty in words, by the usual steps: proved by what stands there, or p below 0.001, 0.01, 0.05, 0.1 or above.
    pub fn certainty_in_words(&self) -> &'static str {
        match self.certainty {
            x if x >= 1.0 => "stands in the text",
            x if x > 0.999 => "practically certain (p < 0.001)",
            x if x > 0.99 => "very likely (p < 0.01)",
            x if x > 0.95 => "likely (p < 0.05)",
            x if x >= CERTAIN => "fairly likely (p < 0.1)",
            _ => "uncertain (p ≥ 0.1)",
        }
    }
}

/// Below this certainty a difference stays in its table and is no finding.
pub const CERTAIN: f64 = 0.9;

/// Below this size a difference stays in its table and is no finding.
pub const LARGE: f64 = 0.1;

/// Findings that are large and certain, heaviest first; but the second of a kind counts half, the third a third, so that no kind
/// crowds the others out.
pub fn ranked(findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut all: Vec<Finding> = findings.into_iter().filter(|f| f.certainty >= CERTAIN && f.effect >= LARGE).collect();
    all.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| (a.report, a.kind, &a.text).cmp(&(b.report, b.kind, &b.text))));
    let mut met = std::collections::BTreeMap::new();
    let mut weighed: Vec<(f64, Finding)> = Vec::with_capacity(all.len());
    for finding in all {
        let place = met.entry((finding.report, finding.kind)).or_insert(0_u32);
        *place += 1;
        weighed.push((finding.weight() / f64::from(*place), finding));
    }
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0));
    weighed.into_iter().map(|(_, f)| f).collect()
}

/// findings.csv: one row a finding, in the order given; `holds` says of each whether it stands without copied text, if that is known.
pub fn listed(findings: &[Finding], holds: &[Option<bool>]) -> Table {
    let rows: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    type R<'r> = (usize, &'r Finding);
    let columns = vec![
        column("finding_id", Kind::Text, "", "id of the finding", |(i, _): &R| crate::frame::evidence::row_id("finding", i + 1).into()),
        column("report", Kind::Text, "", "the comparison that found it", |(_, f): &R| f.report.into()),
        column("kind", Kind::Text, "", "kind of difference", |(_, f): &R| f.kind.into()),
        column("outlets", Kind::Text, "", "of whom it speaks, joined by ;", |(_, f): &R| f.outlets.join("; ").into()),
        column("text", Kind::Text, "", "the finding in a sentence", |(_, f): &R| (&f.text).into()),
        column("effect", Kind::Float, "0..1", "size of the difference", |(_, f): &R| f.effect.into()),
        column("certainty", Kind::Float, "0..1", "one minus the p-value of its test; 1 where a passage proves it", |(_, f): &R| {
            f.certainty.into()
        }),
        column("evidence", Kind::Text, "", "ids of the rows that prove it, joined by ;", |(_, f): &R| f.evidence.join("; ").into()),
        column("table", Kind::Text, "", "the table where its numbers stand", |(_, f): &R| (&f.table).into()),
        column(
            "holds_without_copies",
            Kind::Bool,
            "",
            "whether the like is found without near copies (wire text); empty where there are none or the finding is about them",
            |(i, _): &R| holds.get(*i).copied().flatten().into(),
        ),
    ];
    table("findings", "One row a difference between outlets, largest and most certain first", columns, &rows)
}

/// A row that proves a finding.
struct Proof<'f> {
    finding: usize,
    place: usize,
    id: &'f str,
    /// Outlet, time, article, sentence; nothing where the row was left out of the tables.
    said: Option<[&'f str; 4]>,
}

/// findings_evidence.csv: one row a finding and a row that proves it, with the sentence in which that stands.
pub fn proved(findings: &[Finding], frames: &Frames) -> Table {
    let mut said: BTreeMap<&str, [&str; 4]> = BTreeMap::new();
    let wanted: std::collections::BTreeSet<&str> = findings.iter().flat_map(|f| &f.evidence).map(String::as_str).collect();
    for table in frames.evidence() {
        let id = table.headings[0].name.as_str();
        let sentence = if table.headings.iter().any(|h| h.name == "sentence_text") { "sentence_text" } else { "text" };
        let columns = [table.text("outlet"), table.text("published"), table.text("article_id"), table.text(sentence)];
        let rows = table.text(id).into_iter().enumerate().filter(|(_, id)| wanted.contains(id));
        said.extend(rows.map(|(i, id)| (id, columns.each_ref().map(|c| c[i]))));
    }
    let proof = |(finding, f): (usize, &'_ Finding)| -> Vec<(usize, usize, String)> {
        f.evidence.iter().enumerate().map(|(place, id)| (finding + 1, place + 1, id.clone())).collect()
    };
    let all: Vec<(usize, usize, String)> = findings.iter().enumerate().flat_map(proof).collect();
    let rows: Vec<Proof> = all
        .iter()
        .map(|(finding, place, id)| Proof { finding: *finding, place: *place, id, said: said.get(id.as_str()).copied() })
        .collect();
    let columns = vec![
        column("finding_id", Kind::Text, "", "the finding", |p: &Proof| crate::frame::evidence::row_id("finding", p.finding).into()),
        column("place", Kind::Int, "1-based number", "which of its rows: those that prove it most plainly first", |p: &Proof| {
            p.place.into()
        }),
        column("evidence_id", Kind::Text, "", "the row that proves it; `parallax explain` takes it", |p: &Proof| p.id.into()),
        column("outlet", Kind::Text, "", "who published the article", of_row(0)),
        column("published", Kind::Text, "ISO 8601", "when; empty if not known", of_row(1)),
        column("article_id", Kind::Text, "", "the article", of_row(2)),
        column("sentence_text", Kind::Text, "", "the sentence as it stands", of_row(3)),
    ];
    table("findings_evidence", "One row a finding and a row that proves it", columns, &rows)
}

fn of_row(i: usize) -> impl Fn(&Proof) -> Cell {
    move |p| p.said.map_or("", |s| s[i]).into()
}
