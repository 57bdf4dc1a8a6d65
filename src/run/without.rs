//! The comparisons once more without text that was passed on: sentences that are near copies of another outlet's.

use crate::compare::{self, Exhibit, Finding, alignment};
use crate::frame::{self, Frames, Table};
use crate::problem::Error;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is different without copies.
#[derive(Default)]
pub struct Without {
    /// Of each finding, whether it holds; empty where nothing is copied.
    pub holds: Vec<Option<bool>>,
    /// `wire_effect`, where something is copied.
    pub effect: Option<Table>,
    /// Tables that differ.
    pub tables: Vec<Table>,
}

/// Runs the comparisons without copied sentences, where there are any; nothing is extracted again.
///
/// # Errors
/// A column to group by that no article has.
pub fn without(rows: &[frame::Rows], frames: &Frames, compared: &Frames, with: (&[Exhibit], &[Finding])) -> Result<Without, Error> {
    let copied = alignment::copied(compared);
    if copied.is_empty() {
        return Ok(Without::default());
    }
    let mut rest = Frames::new(&drop_rows(rows, &copied), frames.inputs.clone(), frames.references.clone());
    rest.aligned = frames.aligned.clone();
    rest.rules = frames.rules.clone();
    if !compared.grouped_by.is_empty() {
        rest = rest.by(&compared.grouped_by).map_err(Error::Usage)?;
    }
    let mut exhibits: Vec<Exhibit> = compare::ALL.par_iter().map(|compare| compare(&rest)).collect();
    let findings = compare::finding::ranked(exhibits.iter_mut().flat_map(|e| std::mem::take(&mut e.findings)));
    let before: BTreeMap<&str, &Table> = with.0.iter().flat_map(|e| &e.tables).map(|t| (t.name.as_str(), t)).collect();
    // Alignment is about the copies themselves.
    let others = exhibits.into_iter().filter(|e| e.name != "alignment").flat_map(|e| e.tables);
    let tables = others.filter_map(|mut t| {
        let same = before.get(t.name.as_str()).is_some_and(|b| b.cells() == t.cells());
        super::report::name_groups(&mut t, compared);
        (!same).then_some(t)
    });
    let mut effect = alignment::wire_effect(compared, &rest);
    let tables = tables.collect();
    super::report::name_groups(&mut effect, compared);
    Ok(Without { holds: alignment::holds(with.1, &findings), effect: Some(effect), tables })
}

/// The articles without the sentences whose rows in the sentences table are given.
fn drop_rows(rows: &[frame::Rows], copied: &BTreeSet<usize>) -> Vec<frame::Rows> {
    let mut first = 0;
    let mut out = Vec::with_capacity(rows.len());
    for article in rows {
        let last = first + article.sentences.len();
        let here: BTreeSet<usize> = copied.range(first..last).map(|i| i - first).collect();
        out.push(if here.is_empty() { article.clone() } else { article.without(here) });
        first = last;
    }
    out
}
