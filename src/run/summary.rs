//! What a run tells at its end: what was found, what was skipped, where to look first.

use super::output::Output;
use crate::compare::{Finding, grouped, plural};
use crate::corpus::Corpus;
use crate::frame::Frames;
use crate::problem::{Problem, Severity};
use std::path::Path;

/// Problems and findings that are told; the files have all.
const TOLD: usize = 5;
const FINDINGS: usize = 3;

/// For stderr.
pub(super) fn summary(
    corpus: &Corpus,
    frames: &Frames,
    problems: &[Problem],
    findings: &[Finding],
    (out, dir): (&Output, &Path),
) -> String {
    let counts = corpus.counts();
    let mut text = format!(
        "{}: found {} = read {} + skipped {} + duplicates {}\n",
        corpus.name, counts.found, counts.read, counts.skipped, counts.duplicates
    );
    // What was lost comes before what was doubtful.
    let mut told: Vec<&Problem> = problems.iter().collect();
    told.sort_by_key(|p| p.severity != Severity::Skipped);
    for problem in told.iter().take(TOLD) {
        text.push_str(&format!("  {}: {problem}\n", problem.severity.as_str()));
    }
    if told.len() > TOLD {
        text.push_str(&format!("  … and {} more in tables/problems.csv\n", told.len() - TOLD));
    }
    let outlets = frames.outlets().len();
    let found = [
        plural(outlets, "outlet"),
        format!("{} labels and names", grouped(frames.labels.height() as f64)),
        plural(frames.figures.height(), "figure"),
        plural(frames.quotes.height(), "quote"),
        plural(findings.len(), "finding"),
    ];
    text.push_str(&format!("  {}\n", found.join(", ")));
    findings.iter().take(FINDINGS).for_each(|f| text.push_str(&format!("  - {}\n", f.text)));
    if outlets < 2 && counts.read > 0 {
        text.push_str(
            "  only one outlet: nothing can be compared; name outlets in file names (outlet_2024-12-05_slug.txt), columns or corpus.toml\n",
        );
    }
    let first = ["index.html", "briefing.md", "report.xlsx"].into_iter().find(|f| out.files.contains_key(*f)).unwrap_or("tables");
    text.push_str(&format!("  look first at {}\n", dir.join(first).display()));
    text.push_str(&format!("  workbook, briefing, tables and charts: {}\n", dir.display()));
    text
}
