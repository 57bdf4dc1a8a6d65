//! What the briefing says, in its order: findings and charts by comparison, coverage, method, limits, what was skipped.

use super::super::book::Book;
use super::Block;
use crate::compare::{Exhibit, Finding};
use crate::frame::{Cell, Kind, Table};
use crate::problem::Severity;
use crate::render::csv::{Flavour, cell};

/// As many findings as a reader takes in; the others are in findings.csv.
const FINDINGS: usize = 12;
/// Charts of a comparison that stand in the text; the others are named.
const PICTURES: usize = 2;
/// Ids of evidence that stand behind a sentence; the others are in findings.csv.
const IDS: usize = 6;
/// Letters of a sentence that is given as an example.
const SENTENCE: usize = 280;
/// Rows of the table of coverage; a longer one is in its file.
const ROWS: usize = 40;
/// Columns that fit the width of a page.
const COLUMNS: usize = 11;
/// Skipped inputs that are named.
const SKIPPED: usize = 15;

/// All blocks.
pub fn blocks(book: &Book) -> Vec<Block> {
    let mut out = vec![Block::Heading(1, format!("Coverage compared: {}", book.title)), Block::Paragraph(book.scope.clone())];
    if !book.summary.is_empty() {
        out.push(Block::Paragraph(book.summary.clone()));
    }
    let how = "Every sentence below counts words, figures or quotations in the articles and names rows that prove it: \
               `parallax explain label-0012 --in` the report's folder shows one, and so do the links of report.xlsx. \
               The tool counts and compares; it rates no outlet.";
    out.push(Block::Paragraph(how.into()));
    if book.no_text {
        out.push(Block::Paragraph(
            "Written with --no-text: sentences and other words of the articles are replaced by their SHA-256 hashes.".into(),
        ));
    }
    findings(book, &mut out);
    coverage(book, &mut out);
    method(book, &mut out);
    limits(book, &mut out);
    skipped(book, &mut out);
    cite(book, &mut out);
    out
}

/// The most striking findings under the titles of their comparisons, each comparison with its charts.
fn findings(book: &Book, out: &mut Vec<Block>) {
    let top: Vec<(usize, &Finding)> = book.findings.iter().enumerate().take(FINDINGS).collect();
    out.push(Block::Heading(2, "Findings".into()));
    let said = match (top.len(), book.findings.len()) {
        (0, _) => {
            "No difference between outlets is large and certain enough to be stated as a finding. The tables show what was counted.".into()
        }
        (n, all) if n == all => "Numbers in brackets give the order of all findings, most striking first.".to_string(),
        (n, all) => {
            format!("The {n} most striking of {all} findings; all are in tables/findings.csv. Numbers in brackets give their order.")
        }
    };
    out.push(Block::Paragraph(said));
    // Comparisons come in the order of their strongest finding, then those that have charts only.
    let strongest = |e: &Exhibit| top.iter().position(|(_, f)| f.report == e.name).unwrap_or(FINDINGS);
    let mut exhibits: Vec<&Exhibit> = book.exhibits.iter().collect();
    exhibits.sort_by_key(|e| strongest(e));
    for exhibit in exhibits {
        let here: Vec<&(usize, &Finding)> = top.iter().filter(|(_, f)| f.report == exhibit.name).collect();
        if here.is_empty() && exhibit.charts.is_empty() {
            continue;
        }
        out.push(Block::Heading(3, exhibit.title.to_string()));
        for (i, finding) in here {
            out.push(Block::Item(format!("[{}] {}", i + 1, finding.text), proof(finding)));
            out.extend(example(book, *i + 1).map(Block::Example));
        }
        for chart in exhibit.charts.iter().take(PICTURES).filter(|c| book.pictures.contains_key(&c.name)) {
            let caption = format!("{} {} {}", sentence(&chart.title), sentence(&chart.subtitle), sentence(&chart.n));
            out.push(Block::Picture { name: chart.name.clone(), alt: chart.alt.clone(), caption: caption.trim().to_string() });
        }
        let others: Vec<String> = exhibit.charts.iter().skip(PICTURES).map(|c| format!("charts/{}.png", c.name)).collect();
        if !others.is_empty() {
            out.push(Block::Paragraph(format!("Further charts: {}.", others.join(", "))));
        }
    }
}

fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!', '”']) { text.to_string() } else { format!("{text}.") }
}

fn proof(finding: &Finding) -> String {
    let ids = &finding.evidence;
    let more = if ids.len() > IDS { format!(" and {} more", ids.len() - IDS) } else { String::new() };
    let shown: Vec<&str> = ids.iter().take(IDS).map(String::as_str).collect();
    let table = if finding.table.is_empty() { String::new() } else { format!("table {}", finding.table) };
    let parts = [if ids.is_empty() { String::new() } else { format!("evidence {}{more}", shown.join(", ")) }, table];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join("; ")
}

/// The sentence that proves a finding most plainly, with outlet, day and id.
fn example(book: &Book, finding: usize) -> Option<String> {
    let table = find(book, "findings_evidence").filter(|_| !book.no_text)?;
    let id = crate::frame::evidence::row_id("finding", finding);
    let row = table.text("finding_id").iter().position(|f| *f == id)?;
    let get = |column: &str| table.text(column)[row].to_string();
    let (outlet, day, sentence) = (get("outlet"), get("published"), get("sentence_text"));
    let cut: String = sentence.chars().take(SENTENCE).collect();
    let cut = if cut.len() < sentence.len() { format!("{cut}…") } else { cut };
    let who = [outlet.as_str(), day.get(..10).unwrap_or(&day), &get("evidence_id")]
        .into_iter()
        .filter(|p| !p.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    (!sentence.is_empty()).then(|| format!("“{cut}” ({who})"))
}

fn find<'r>(book: &Book<'r>, name: &str) -> Option<&'r Table> {
    book.tables.iter().copied().find(|t| t.name == name)
}

fn coverage(book: &Book, out: &mut Vec<Block>) {
    let Some(table) = find(book, "coverage_outlets") else { return };
    out.push(Block::Heading(2, "Coverage".into()));
    let day = |c: &Cell, unit: &str| match c {
        Cell::Text(t) if unit == "ISO 8601" => t.get(..10).unwrap_or(t).to_string(),
        Cell::Int(n) => crate::compare::grouped(*n as f64),
        other => cell(other, Flavour::Plain),
    };
    // What fits a page: names, dates and counts; shares are in the file.
    let fits: Vec<usize> = table.kinds().iter().enumerate().filter(|(_, k)| **k != Kind::Float).map(|(i, _)| i).take(COLUMNS).collect();
    let row = |cells: Vec<Cell>| fits.iter().filter_map(|i| Some(day(cells.get(*i)?, &table.headings[*i].unit))).collect();
    let header: Vec<String> = fits.iter().map(|i| table.headings[*i].name.replace('_', " ")).collect();
    out.push(Block::Table(header, table.cells().into_iter().take(ROWS).map(row).collect()));
    if fits.len() < table.headings.len() {
        out.push(Block::Paragraph("Further columns are in tables/coverage_outlets.csv.".into()));
    }
    let more = table.height().saturating_sub(ROWS);
    if more > 0 {
        out.push(Block::Paragraph(format!("{more} more rows are in tables/coverage_outlets.csv.")));
    }
}

fn method(book: &Book, out: &mut Vec<Block>) {
    out.push(Block::Heading(2, "Method and conventions".into()));
    out.push(Block::Paragraph(
        "Labels are the noun phrases that name an actor; names and labels are never added together. Voice says where words stand: \
         headline, the outlet's running text (narrator), indirect speech, direct quotation, scare quotes. A figure is a claim with a \
         least and a greatest value, its source as its own sentence names it, and a time. Rates are per 1,000 words of running text \
         with exact Poisson intervals; shares have Wilson's 95% intervals; fewer than five cases are marked too few to say. \
         Every column is explained in tables/codebook.csv."
            .into(),
    ));
    out.extend(book.settings.iter().map(|(name, value)| Block::Item(format!("{name}: {value}"), String::new())));
}

fn limits(book: &Book, out: &mut Vec<Block>) {
    out.push(Block::Heading(2, "Limits".into()));
    out.push(Block::Paragraph(
        "What is found is found by rules, lexicons and small models for English news, and some of it is wrong or missed: the column \
         confidence says how often such rows were right on articles annotated by hand. Check the rows that carry an argument. An \
         article that does not say something may have been written before it was known: compare times of publication. The counts do \
         not say which outlet is right, nor why it chose its words."
            .into(),
    ));
    let notes = book.exhibits.iter().flat_map(|e| e.notes.iter().map(move |n| Block::Item(n.clone(), e.name.to_string())));
    out.extend(notes);
}

fn skipped(book: &Book, out: &mut Vec<Block>) {
    out.push(Block::Heading(2, "What was skipped".into()));
    let lost: Vec<_> = book.problems.iter().filter(|p| p.severity != Severity::Warning).collect();
    let warnings = book.problems.len() - lost.len();
    if lost.is_empty() {
        out.push(Block::Paragraph("No input was skipped and none was a duplicate.".into()));
    }
    out.extend(lost.iter().take(SKIPPED).map(|p| Block::Item(p.to_string(), p.severity.as_str().into())));
    if lost.len() > SKIPPED {
        out.push(Block::Paragraph(format!("{} more are in tables/problems.csv.", lost.len() - SKIPPED)));
    }
    if warnings > 0 {
        let s = if warnings == 1 { "warning" } else { "warnings" };
        out.push(Block::Paragraph(format!("{warnings} {s} on inputs that were read: tables/problems.csv.")));
    }
}

fn cite(book: &Book, out: &mut Vec<Block>) {
    out.push(Block::Heading(2, "How to cite".into()));
    let cited = format!("{}. {}. Hashes of all inputs and lexicons: manifest.json.", book.title, book.scope);
    out.push(Block::Paragraph(cited));
}
