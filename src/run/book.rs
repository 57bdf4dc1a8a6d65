//! The files that make a whole of the report: workbook, briefing, data package.

use super::output::Output;
use super::report::ReportOptions;
use crate::compare::evidence::Evidence;
use crate::compare::{Exhibit, Finding};
use crate::corpus::Corpus;
use crate::frame::Table;
use crate::problem::{Error, Problem};
use crate::render::book::Book;
use crate::render::{briefing, package, xlsx};
use serde_json::Value;
use std::collections::BTreeMap;

/// What the report has made already.
pub(super) struct Made<'r> {
    pub corpus: &'r Corpus,
    pub tables: &'r [&'r Table],
    pub exhibits: &'r [Exhibit],
    pub findings: &'r [Finding],
    pub problems: &'r [Problem],
    /// The footer of the charts.
    pub scope: &'r str,
    pub manifest: &'r Value,
    pub evidence: &'r Evidence,
}

/// `report.xlsx`, `briefing.md`, `briefing.docx` and `datapackage.json`; the charts are among the files given.
pub(super) fn book(out: &Output, made: &Made, options: &ReportOptions) -> Result<Output, Error> {
    let corpus = made.corpus;
    let pictures: BTreeMap<String, Vec<u8>> = made
        .exhibits
        .iter()
        .flat_map(|e| &e.charts)
        .filter_map(|c| Some((c.name.clone(), out.files.get(&format!("charts/{}.png", c.name))?.clone())))
        .collect();
    let book = Book {
        title: corpus.title.clone().unwrap_or_else(|| corpus.name.clone()),
        name: corpus.name.clone(),
        summary: corpus.manifest.as_ref().and_then(|m| m.summary.clone()).unwrap_or_default(),
        scope: made.scope.to_string(),
        settings: settings(made.manifest, options),
        tables: made.tables.to_vec(),
        exhibits: made.exhibits,
        findings: made.findings,
        evidence: Some(made.evidence),
        pictures,
        problems: made.problems,
        flavour: options.flavour,
        no_text: options.no_text,
    };
    let words = || (briefing::markdown(&book), package::package(&book), briefing::docx(&book));
    let (workbook, (md, package, docx)) = rayon::join(|| xlsx::xlsx(&book), words);
    let mut out = Output::default();
    out.add("report.xlsx", workbook.map_err(Error::Other)?);
    out.add("briefing.md", md);
    out.add("briefing.docx", docx.map_err(Error::Other)?);
    out.add("datapackage.json", package);
    Ok(out)
}

/// The manifest's settings in words.
fn settings(manifest: &Value, options: &ReportOptions) -> Vec<(String, String)> {
    let text = |v: &Value| match v {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), String::from)).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.iter().map(|(k, v)| format!("{k}: {}", v.as_str().unwrap_or_default())).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    let inputs = &manifest["inputs"];
    let found = format!(
        "found {} = read {} + skipped {} + duplicates {}",
        inputs["found"], inputs["read"], inputs["skipped"], inputs["duplicates"]
    );
    let settings = &manifest["settings"];
    let model = if settings["no_model"] == true { "by rules alone (--no-model)" } else { "by rules and the learned model" };
    let by = if options.by.is_empty() { "outlet" } else { &options.by };
    let lines = [
        ("Parallax", text(&manifest["parallax"])),
        ("inputs", found),
        ("lexicons", text(&manifest["lexicons"]["version"])),
        ("lexicon packs", Some(text(&settings["packs"])).filter(|p| !p.is_empty()).unwrap_or("all whose condition holds".into())),
        ("convention for vague quantities", text(&settings["convention"])),
        ("sides of actors", text(&settings["sides"])),
        ("attributions", model.to_string()),
        ("compared by", by.to_string()),
        ("text", if options.no_text { "withheld: hashes in its place (--no-text)" } else { "included" }.to_string()),
    ];
    lines.into_iter().map(|(name, value)| (name.to_string(), if value.is_empty() { "none".into() } else { value })).collect()
}
