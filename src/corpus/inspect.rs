//! What would be read, for people: files and their columns, outlets, dates, duplicates, what was skipped and why.

use super::build::listed;
use super::{Corpus, FileReport, Outcome};
use crate::problem::{Problem, Severity};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Lists longer than this are cut, and say so.
const LONGEST_LIST: usize = 30;

/// The report of `parallax inspect`: plain text, tables in columns.
pub fn inspect(corpus: &Corpus) -> String {
    let mut out = String::new();
    let title = corpus.title.as_deref().map(|t| format!(": {t}")).unwrap_or_default();
    line(&mut out, &format!("Corpus {}{title}", corpus.name));
    if let Some(manifest) = &corpus.manifest {
        line(&mut out, &format!("Manifest {}", manifest.path.display()));
    }
    files(corpus, &mut out);
    outlets(corpus, &mut out);
    dates(corpus, &mut out);
    for (heading, severity) in [("Duplicates", Severity::Duplicate), ("Skipped", Severity::Skipped), ("Warnings", Severity::Warning)] {
        problems(heading, corpus.problems.iter().filter(|p| p.severity == severity).collect(), &mut out);
    }
    let counts = corpus.counts();
    line(&mut out, "");
    line(
        &mut out,
        &format!("found {} = read {} + skipped {} + duplicates {}", counts.found, counts.read, counts.skipped, counts.duplicates),
    );
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn files(corpus: &Corpus, out: &mut String) {
    line(out, "\nFiles");
    let mut rows = vec!["file format dialect encoding found read".split(' ').map(String::from).collect::<Vec<_>>()];
    let mut read: BTreeMap<&str, usize> = BTreeMap::new();
    for input in corpus.inputs.iter().filter(|i| matches!(i.outcome, Outcome::Read(_))) {
        *read.entry(input.file.as_str()).or_default() += 1;
    }
    for file in corpus.files.iter().take(LONGEST_LIST) {
        let format = if file.layout.is_empty() { file.format.clone() } else { format!("{}, {}", file.format, file.layout) };
        let read = read.get(file.path.as_str()).copied().unwrap_or(0);
        let dialect = file.dialect.clone().unwrap_or_else(|| "-".into());
        rows.push(vec![file.path.clone(), format, dialect, encoding(file), file.rows.to_string(), read.to_string()]);
    }
    table(&rows, out);
    more(corpus.files.len(), out);
    for file in corpus.files.iter().filter(|f| !f.columns.is_empty()).take(LONGEST_LIST) {
        line(out, &format!("\nColumns of {}", file.path));
        let mut rows: Vec<Vec<String>> =
            file.columns.iter().map(|(ours, theirs)| vec![theirs.clone(), "->".into(), ours.clone()]).collect();
        rows.sort();
        table(&rows, out);
        if !file.user_columns.is_empty() {
            line(out, &format!("  kept as they are: {}", listed(&file.user_columns)));
        }
    }
}

fn encoding(file: &FileReport) -> String {
    let mut text = file.encoding.clone().unwrap_or_else(|| "-".into());
    if file.bom {
        text.push_str(" with BOM");
    }
    if file.guessed {
        text.push_str(" (guessed)");
    }
    text
}

fn outlets(corpus: &Corpus, out: &mut String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    corpus.articles.iter().for_each(|a| *counts.entry(a.outlet.as_str()).or_default() += 1);
    line(out, "\nOutlets");
    let mut rows = vec![vec!["outlet".to_string(), "articles".to_string()]];
    let mut sorted: Vec<_> = counts.into_iter().collect();
    sorted.sort_by_key(|(outlet, count)| (usize::MAX - count, *outlet));
    rows.extend(sorted.iter().take(LONGEST_LIST).map(|(outlet, count)| vec![(*outlet).to_string(), count.to_string()]));
    table(&rows, out);
    more(sorted.len(), out);
}

fn dates(corpus: &Corpus, out: &mut String) {
    let mut known: Vec<&str> = corpus.articles.iter().filter_map(|a| a.published.as_deref()).collect();
    known.sort_unstable();
    let unread = corpus.problems.iter().filter(|p| p.kind.ends_with("_date")).count();
    line(out, "\nDates");
    match (known.first(), known.last()) {
        (Some(first), Some(last)) => {
            line(out, &format!("  {} of {} articles have one, from {first} to {last}", known.len(), corpus.articles.len()))
        }
        _ => line(out, &format!("  none of {} articles has one", corpus.articles.len())),
    }
    if unread > 0 {
        line(out, &format!("  {unread} dates could not be read; see the warnings"));
    }
}

fn problems(heading: &str, found: Vec<&Problem>, out: &mut String) {
    if found.is_empty() {
        return;
    }
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    found.iter().for_each(|p| *kinds.entry(p.kind).or_default() += 1);
    let kinds = kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", ");
    line(out, &format!("\n{heading}: {} ({kinds})", found.len()));
    for problem in found.iter().take(LONGEST_LIST) {
        line(out, &format!("  {problem}"));
    }
    more(found.len(), out);
}

fn more(all: usize, out: &mut String) {
    if all > LONGEST_LIST {
        line(out, &format!("  … and {} more", all - LONGEST_LIST));
    }
}

/// Columns as wide as their widest cell, two blanks between.
fn table(rows: &[Vec<String>], out: &mut String) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let wide = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(wide).collect();
    for row in rows {
        let mut text = String::from(" ");
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(text, " {cell:<width$} ");
        }
        line(out, &text);
    }
}
