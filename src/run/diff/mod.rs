//! `parallax diff`: what changed between two reports: settings, inputs, articles, counts, evidence, numbers.

mod changes;
mod show;

use super::saved::Saved;
use crate::problem::Error;
pub(super) use changes::evidence::is as is_evidence;
use changes::{evidence, manifest, numbers};
use std::path::Path;

/// How the changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffFormat {
    /// For people: by kind of change, long lists cut.
    Table,
    Csv,
    Json,
}

/// One thing that is not the same in both.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// settings, inputs, articles, rows, evidence, findings or numbers.
    pub kind: &'static str,
    /// added, removed or changed.
    pub what: &'static str,
    /// The table in which it stands; empty for settings and inputs.
    pub table: String,
    /// Which setting, article, row.
    pub key: String,
    /// The column that changed, where one did.
    pub column: String,
    pub before: String,
    pub after: String,
}

/// Prints what changed from one report to the other; that something did is no error.
///
/// # Errors
/// A usage error where one of the folders holds no report.
pub fn diff(before: &Path, after: &Path, format: DiffFormat) -> Result<(), Error> {
    let (a, b) = (Saved::open(before)?, Saved::open(after)?);
    let changes = changes(&a, &b)?;
    let text = match format {
        DiffFormat::Table => show::table(&changes, before, after),
        DiffFormat::Csv => show::csv(&changes),
        DiffFormat::Json => show::json(&changes, before, after),
    };
    super::print(&text)
}

/// All changes, in the order in which they explain one another: settings, inputs, articles, rows, evidence, findings, numbers.
fn changes(a: &Saved, b: &Saved) -> Result<Vec<Change>, Error> {
    let mut out = manifest::settings(a, b);
    out.extend(manifest::inputs(a, b));
    out.extend(evidence::articles(a, b)?);
    out.extend(manifest::rows(a, b));
    let (ours, theirs) = (a.tables(), b.tables());
    let both: Vec<&str> = ours.into_iter().filter(|t| theirs.contains(t)).collect();
    for table in both.iter().filter(|t| evidence::is(t)) {
        out.extend(evidence::rows(a, b, table)?);
    }
    out.extend(evidence::findings(a, b)?);
    for table in both.iter().filter(|t| !evidence::is(t) && numbers::compared(t)) {
        out.extend(numbers::moved(a, b, table)?);
    }
    Ok(out)
}
