//! `index.html`: the whole report as one page that needs nothing but a browser.
//!
//! The template and the style stand beside this file, and so does the script that sorts, filters and leads from a number
//! to its rows and from a row to its sentence. Tables and texts lie in the page as data ([`data`]); the script writes them
//! with `textContent` only, and the page's own policy allows no other script, so that nothing in an article can run.

mod addresses;
mod charts;
mod columns;
mod data;
mod element;
mod slim;
mod texts;

use super::chart::Look;
use crate::compare::evidence::{Evidence, Link};
use crate::compare::{Exhibit, Finding};
use crate::corpus::Corpus;
use crate::frame::{Frames, Table};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, context};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What is shown.
#[derive(Debug, Clone, Copy)]
pub struct PageOptions {
    /// With the articles' texts and the reading view. Without, rows have places (offsets); tables are shown as they are given.
    pub text: bool,
    /// The shape for which charts are drawn.
    pub look: Look,
}

impl Default for PageOptions {
    fn default() -> PageOptions {
        PageOptions { text: true, look: Look::default() }
    }
}

/// What a page is made of.
pub struct Page<'r> {
    pub corpus: &'r Corpus,
    /// The evidence, by outlet.
    pub frames: &'r Frames,
    /// What was compared: by outlet, or by the group that the user named.
    pub compared: &'r Frames,
    pub exhibits: &'r [Exhibit],
    pub findings: &'r [Finding],
    /// The evidence of what was compared.
    pub evidence: &'r Evidence,
    /// Further tables, at the end: problems.
    pub others: Vec<&'r Table>,
    /// Settings and versions for the head: what, and its value.
    pub settings: Vec<(String, String)>,
    /// Other forms of the report that lie beside the page: words for them, and their files.
    pub files: &'r [(&'r str, &'r str)],
}

/// The parts of the script, in the order in which they build on each other.
const SCRIPT: [&str; 7] = [
    include_str!("dom.js"),
    include_str!("data.js"),
    include_str!("links.js"),
    include_str!("table.js"),
    include_str!("evidence.js"),
    include_str!("reading.js"),
    include_str!("page.js"),
];

/// Rows named with a finding; the others are counted.
const PROOFS: usize = 6;

/// The page.
///
/// # Errors
/// A template that does not fit its data: a defect.
pub fn page(page: &Page, options: &PageOptions) -> Result<String, String> {
    let shown: Vec<&Exhibit> =
        page.exhibits.iter().filter(|e| !(e.title.is_empty() || e.tables.is_empty() && e.charts.is_empty())).collect();
    let compared: Vec<&Table> = shown.iter().flat_map(|e| &e.tables).collect();
    let compared: Vec<(&Table, Vec<Link>)> = compared.into_iter().map(|t| (t, page.evidence.links(t))).collect();
    let addresses = addresses::Addresses::new(&compared);
    let mut shared = slim::Shared::default();
    let sections: Vec<Value> = shown
        .iter()
        .map(|e| {
            context! {
                name => e.name,
                title => e.title,
                notes => e.notes.iter().map(|n| printable(n)).collect::<Vec<_>>(),
                charts => charts::figures(&e.charts, options.look, &mut shared, &addresses),
                tables => shells(&e.tables.iter().collect::<Vec<_>>()),
            }
        })
        .collect();
    let frames = page.frames;
    let rows = frames.evidence();
    let rest: Vec<&Table> = [&frames.features, &frames.inputs, &frames.references].into_iter().chain(page.others.iter().copied()).collect();
    let packed = data::pack(page, page.evidence, &compared, &rows, &rest, options);
    let (script, style) = (SCRIPT.concat(), format!("{}{}", include_str!("page.css"), shared.style()));
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(|e| format!("{e:#}"))?);
    environment.add_template("page", include_str!("page.html")).map_err(|e| format!("{e:#}"))?;
    let template = environment.get_template("page").map_err(|e| format!("{e:#}"))?;
    let wrapped = format!("(() => {{\n\"use strict\";\n{script}}})();\n");
    let made = template.render(context! {
        title => printable(page.corpus.title.as_deref().unwrap_or(&page.corpus.name)),
        scope => crate::compare::coverage::scope(page.compared).replace("-", "\u{2011}"),
        by => printable(&page.compared.grouped_by),
        settings => page.settings.iter().map(|(k, v)| vec![printable(k), printable(v)]).collect::<Vec<_>>(),
        files => page.files.iter().map(|(words, file)| vec![printable(words), printable(file)]).collect::<Vec<_>>(),
        findings => findings(page, &shown),
        sections => sections,
        definitions => Value::from_safe_string(shared.definitions()),
        rows => shells(&rows),
        rest => shells(&rest),
        text => options.text && page.frames.features.height() > 0,
        style => Value::from_safe_string(style.clone()),
        script => Value::from_safe_string(wrapped.clone()),
        style_hash => Value::from_safe_string(hash(&style)),
        script_hash => Value::from_safe_string(hash(&wrapped)),
        data => Value::from_safe_string(packed),
    });
    made.map_err(|e| format!("{e:#}"))
}

/// Where the script puts tables.
fn shells(tables: &[&Table]) -> Vec<Value> {
    let shell = |t: &&&Table| context! { name => printable(&t.name), about => printable(&t.about), height => t.height() };
    tables.iter().filter(|t| t.height() > 0).map(|t| shell(&t)).collect()
}

fn findings(page: &Page, shown: &[&Exhibit]) -> Vec<Value> {
    let words = words(page.frames);
    let proof = |id: &String| {
        let (words, outlet) = words.get(id.as_str()).copied().unwrap_or(("", ""));
        context! { id => printable(id), words => printable(&shortened(words)), outlet => printable(outlet) }
    };
    let one = |(i, f): (usize, &Finding)| {
        context! {
            id => crate::frame::evidence::row_id("finding", i + 1),
            text => printable(&f.text),
            report => f.report,
            section => shown.iter().find(|e| e.name == f.report).map(|e| e.title),
            size => f.size_in_words(),
            certainty => f.certainty_in_words(),
            table => shown.iter().flat_map(|e| &e.tables).find(|t| t.name == f.table).map(|t| printable(&t.name)),
            evidence => f.evidence.iter().take(PROOFS).map(proof).collect::<Vec<_>>(),
            more => f.evidence.len().saturating_sub(PROOFS),
        }
    };
    page.findings.iter().enumerate().map(one).collect()
}

/// The words and the outlet of every evidence row.
fn words(frames: &Frames) -> BTreeMap<&str, (&str, &str)> {
    let mut out = BTreeMap::new();
    for table in frames.evidence() {
        let has = |name: &&&str| table.headings.iter().any(|h| h.name == **name);
        let text = ["content", "text"].iter().find(has).unwrap_or(&"sentence_text");
        out.extend(table.text(&table.headings[0].name).into_iter().zip(table.text(text).into_iter().zip(table.text("outlet"))));
    }
    out
}

/// At most sixty letters.
fn shortened(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if text.chars().nth(60).is_some() {
        out = format!("{}…", out.trim_end());
    }
    out
}

/// Without control characters, which no page may hold.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { '\u{FFFD}' } else { c }).collect()
}

/// What the page's policy calls a script or style: `sha256-` and the base64 of its digest.
fn hash(text: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(text.as_bytes())))
}

/// RFC 4648, with padding.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = three.iter().chain([&0, &0]).take(3).fold(0_usize, |w, b| (w << 8) | usize::from(*b));
        for i in 0..4 {
            let letter = char::from(LETTERS[(word >> (18 - 6 * i)) & 63]);
            out.push(if i <= three.len() { letter } else { '=' });
        }
    }
    out
}
