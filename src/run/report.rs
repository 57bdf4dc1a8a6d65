//! `parallax report`: corpus to frames to exhibits to files.

use super::book::Made;
use super::output::Output;
use super::progress::Progress;
use super::summary::summary;
use super::withhold::{Shown, withhold};
use super::without::Without;
use super::{InputOptions, lexicons, load, settings, strict};
use crate::compare::evidence::Evidence;
use crate::compare::{self, Exhibit};
use crate::corpus::{self, Article, Corpus};
use crate::extract::Settings;
use crate::extract::actors::event;
use crate::frame::{self, Frames, Kind, Table, column, table};
use crate::lexicon::Lexicons;
use crate::problem::{Error, Problem};
use crate::render::chart::{self, Look};
use crate::render::csv::{Flavour, csv, reflavour};
use crate::render::html::{self, Page, PageOptions};
use crate::render::parquet::parquet;
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where the report goes and how it is written.
#[derive(Debug, Clone, Default)]
pub struct ReportOptions {
    pub out: Option<PathBuf>,
    pub flavour: Flavour,
    /// Size and theme of the charts.
    pub look: Look,
    /// Compare by this user column in place of the outlet; empty for outlets.
    pub by: String,
    /// Hashes in place of the articles' text.
    pub no_text: bool,
}

/// Where the sample corpora are, seen from the repository.
const SAMPLES: &str = "data/sample";

/// Makes the report of one corpus, or of each sample corpus when nothing is named.
pub fn report(input: &InputOptions, options: &ReportOptions) -> Result<(), Error> {
    if !input.inputs.is_empty() {
        return one(input, options);
    }
    let samples = samples()?;
    if options.out.is_some() && samples.len() > 1 {
        return Err(Error::Usage("-o needs one corpus: name its folder".into()));
    }
    for sample in samples {
        one(&InputOptions { inputs: vec![sample], ..input.clone() }, options)?;
    }
    Ok(())
}

fn samples() -> Result<Vec<PathBuf>, Error> {
    let none = || Error::Usage(format!("name a folder of articles or a data file (there is no {SAMPLES} here to fall back on)"));
    let entries = std::fs::read_dir(SAMPLES).map_err(|_| none())?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|e| e.path()).filter(|p| p.is_dir()).collect();
    folders.sort();
    if folders.is_empty() { Err(none()) } else { Ok(folders) }
}

fn one(input: &InputOptions, options: &ReportOptions) -> Result<(), Error> {
    let corpus = load(input)?;
    let (lexicons, problems) = lexicons(input, Some(&corpus))?;
    let settings = settings(input, Some(&corpus), &lexicons)?;
    let mut problems: Vec<Problem> = corpus.problems.iter().cloned().chain(problems).collect();
    let rows = rows(&corpus, &lexicons, &settings);
    let mut frames = frames_of_rows(&rows, &corpus, &lexicons);
    let mut compared = if options.by.is_empty() { frames.clone() } else { frames.by(&options.by).map_err(Error::Usage)? };
    let progress = Progress::new("comparing", compare::ALL.len());
    let done = |exhibit: Exhibit| (progress.step(1), exhibit).1;
    let mut exhibits: Vec<Exhibit> = compare::ALL.par_iter().map(|compare| done(compare(&compared))).collect();
    drop(progress);
    let mut findings = compare::finding::ranked(exhibits.iter_mut().flat_map(|e| std::mem::take(&mut e.findings)));
    let mut without = super::without::without(&rows, &frames, &compared, (&exhibits, &findings))?;
    drop(rows);
    if options.no_text {
        // The tables without copies are seen to with the others.
        exhibits.push(Exhibit { tables: std::mem::take(&mut without.tables), ..Exhibit::default() });
        let frames = [&mut frames, &mut compared];
        withhold(&corpus, Shown { frames, exhibits: &mut exhibits, findings: &mut findings, problems: &mut problems });
        without.tables = exhibits.pop().map(|e| e.tables).unwrap_or_default();
    }
    let out = options.out.clone().unwrap_or_else(|| Path::new("reports").join(&corpus.name));
    let report = Report { frames: &frames, compared: &compared, exhibits, findings: &findings, without };
    let files = files(&corpus, &lexicons, &settings, report, &problems, options)?;
    files.write(&out)?;
    super::tell(summary(&corpus, &frames, &problems, &findings, (&files, &out)).trim_end());
    strict(input, &corpus)
}

/// What comparisons read of a corpus.
///
/// # Errors
/// Inputs that cannot be read, settings that do not exist.
pub fn frames_of(input: &InputOptions) -> Result<Frames, Error> {
    let corpus = load(input)?;
    let (lexicons, _) = lexicons(input, Some(&corpus))?;
    let settings = settings(input, Some(&corpus), &lexicons)?;
    Ok(frames(&corpus, &lexicons, &settings))
}

/// Extracts all articles, in parallel and in order, into frames.
pub fn frames(corpus: &Corpus, lexicons: &Lexicons, settings: &Settings) -> Frames {
    frames_of_rows(&rows(corpus, lexicons, settings), corpus, lexicons)
}

fn rows(corpus: &Corpus, lexicons: &Lexicons, settings: &Settings) -> Vec<frame::Rows> {
    let events = event::of_corpus(&corpus.articles);
    let progress = Progress::new("reading", corpus.articles.len());
    let read = events.par_iter().map(|event| {
        let articles: Vec<&Article> = event.iter().map(|i| &corpus.articles[*i]).collect();
        let done = frame::event_rows(&articles, lexicons, settings);
        progress.step(articles.len());
        event.iter().copied().zip(done).collect::<Vec<_>>()
    });
    let by_article: BTreeMap<usize, frame::Rows> = read.collect::<Vec<_>>().into_iter().flatten().collect();
    by_article.into_values().collect()
}

fn frames_of_rows(rows: &[frame::Rows], corpus: &Corpus, lexicons: &Lexicons) -> Frames {
    let mut frames = Frames::new(rows, inputs(corpus), references(corpus));
    frames.rules = frame::house_rules(&lexicons.rules.rules);
    frames.aligned = compare::alignment::align(&frames);
    frames
}

fn inputs(corpus: &Corpus) -> Table {
    type R = corpus::Input;
    let columns = vec![
        column("file", Kind::Text, "", "the input's file", |i: &R| (&i.file).into()),
        column("row", Kind::Int, "1-based line or row", "where in the file; empty for a whole file", |i: &R| i.row.into()),
        column("outcome", Kind::Text, "", "read, skipped or duplicate", |i: &R| outcome(i).0.into()),
        column("detail", Kind::Text, "", "the article's id; why it was skipped; or of which article it is a duplicate", |i: &R| {
            outcome(i).1.into()
        }),
    ];
    table("inputs", "One row an input: what became of it", columns, &corpus.inputs)
}

fn references(corpus: &Corpus) -> Table {
    type R = corpus::manifest::Reference;
    let none = Vec::new();
    let rows = corpus.manifest.as_ref().map_or(&none, |m| &m.references);
    let columns = vec![
        column("key", Kind::Text, "", "the key of figures.csv that it stands for", |r: &R| (&r.key).into()),
        column("value", Kind::Float, "as the key", "the figure, where one is given", |r: &R| r.value.into()),
        column("low", Kind::Float, "as the key", "its lower end, where a range is given", |r: &R| r.low.into()),
        column("high", Kind::Float, "as the key", "its upper end, where a range is given", |r: &R| r.high.into()),
        column("as_of", Kind::Text, "", "as of when", |r: &R| r.as_of.clone().into()),
        column("source", Kind::Text, "", "who gives it", |r: &R| r.source.clone().into()),
        column("note", Kind::Text, "", "what it counts", |r: &R| r.note.clone().into()),
    ];
    table("references", "One row a figure from outside the articles, as corpus.toml gives it", columns, rows)
}

/// The outcome in a word, and what belongs to it.
fn outcome(input: &corpus::Input) -> (&str, &str) {
    match &input.outcome {
        corpus::Outcome::Read(id) => ("read", id),
        corpus::Outcome::Skipped(why) => ("skipped", why),
        corpus::Outcome::Duplicate(of) => ("duplicate", of),
    }
}

fn problems_table(problems: &[Problem]) -> Table {
    let columns = vec![
        column("severity", Kind::Text, "", "skipped, duplicate or warning", |p: &Problem| p.severity.as_str().into()),
        column("kind", Kind::Text, "", "kind of problem", |p: &Problem| p.kind.into()),
        column("file", Kind::Text, "", "where", |p: &Problem| (&p.file).into()),
        column("line", Kind::Int, "1-based line or row", "where in the file", |p: &Problem| p.line.into()),
        column("what", Kind::Text, "", "what is wrong, with the value", |p: &Problem| (&p.what).into()),
        column("remedy", Kind::Text, "", "what to do", |p: &Problem| (&p.remedy).into()),
    ];
    table("problems", "One row a problem with an input or a lexicon", columns, problems)
}

/// All that a report shows.
struct Report<'f> {
    frames: &'f Frames,
    /// The frames that were compared: by outlet, or by the group that the user named.
    compared: &'f Frames,
    exhibits: Vec<Exhibit>,
    findings: &'f [compare::Finding],
    without: Without,
}

fn files(
    corpus: &Corpus,
    lexicons: &Lexicons,
    settings: &Settings,
    report: Report,
    problems: &[Problem],
    options: &ReportOptions,
) -> Result<Output, Error> {
    let mut out = Output::default();
    let Report { frames, compared, mut exhibits, findings, without } = report;
    for t in exhibits.iter_mut().flat_map(|e| &mut e.tables) {
        name_groups(t, compared);
    }
    let footer = footer(corpus, compared, lexicons, settings);
    let mut taken = std::collections::BTreeSet::new();
    for chart in exhibits.iter_mut().flat_map(|e| &mut e.charts) {
        chart.footer = footer.clone();
        let name = chart.name.clone();
        let mut number = 2;
        while !taken.insert(chart.name.clone()) {
            chart.name = format!("{name}_{number}");
            number += 1;
        }
    }
    super::chart_words::apply(corpus.manifest.as_ref().map_or(&[], |m| &m.charts), &mut exhibits)?;
    let problem_rows = problems_table(problems);
    let listed = compare::finding::listed(findings, &without.holds);
    let proved = compare::finding::proved(findings, compared);
    let mut tables: Vec<&Table> = frames.tables().into_iter().chain([&listed, &proved, &problem_rows]).collect();
    tables.extend(exhibits.iter().flat_map(|e| &e.tables));
    tables.extend(&without.effect);
    let codebook = frame::codebook(tables.iter().copied());
    tables.push(&codebook);
    let written: Vec<_> =
        tables.par_iter().map(|t| Ok((csv(t, options.flavour), parquet(t).map_err(Error::Other)?))).collect::<Result<_, Error>>()?;
    for (t, (csv, parquet)) in tables.iter().zip(written) {
        out.add(format!("tables/{}.csv", t.name), csv);
        out.add(format!("parquet/{}.parquet", t.name), parquet);
    }
    let written: Vec<_> = without.tables.par_iter().map(|t| csv(t, options.flavour)).collect();
    for (t, csv) in without.tables.iter().zip(written) {
        out.add(format!("tables/without_copies/{}.csv", t.name), csv);
    }
    let rows: serde_json::Map<String, serde_json::Value> = tables.iter().map(|t| (t.name.clone(), t.height().into())).collect();
    let notes: Vec<_> = exhibits.iter().map(|e| json!({"report": e.name, "title": e.title, "notes": e.notes})).collect();
    let charts: Vec<&compare::Chart> = exhibits.iter().flat_map(|e| &e.charts).collect();
    let progress = Progress::new("drawing", charts.len());
    let drawn = charts.par_iter().map(|c| draw(c, options.look).inspect(|_| progress.step(1)));
    let drawn: Vec<_> = drawn.collect::<Result<_, _>>()?;
    drop(progress);
    for (chart, (svg, png)) in charts.iter().zip(drawn) {
        out.add(format!("charts/{}.svg", chart.name), svg);
        out.add(format!("charts/{}.png", chart.name), png);
        out.add(format!("charts/{}.csv", chart.name), reflavour(&chart::csv(chart), options.flavour));
        out.add(format!("charts/{}.alt.txt", chart.name), format!("{}\n", chart.alt));
    }
    let evidence = Evidence::new(compared);
    let page = Page {
        corpus,
        evidence: &evidence,
        frames,
        compared,
        exhibits: &exhibits,
        findings,
        others: [&listed, &problem_rows].into_iter().chain(&without.effect).collect(),
        settings: page_settings(corpus, lexicons, settings),
        files: &[("a workbook", "report.xlsx"), ("a briefing to edit", "briefing.docx"), ("a briefing in Markdown", "briefing.md")],
    };
    let counts = corpus.counts();
    let manifest = json!({
        "parallax": env!("CARGO_PKG_VERSION"),
        "corpus": {"name": corpus.name, "title": corpus.title, "event": corpus.event},
        "inputs": {"found": counts.found, "read": counts.read, "skipped": counts.skipped, "duplicates": counts.duplicates},
        "files": corpus.files.iter().map(|f| json!({"file": f.path, "sha256": f.sha256})).collect::<Vec<_>>(),
        "settings": {"packs": settings.packs, "convention": convention(lexicons, settings), "sides": settings.sides, "no_model": settings.no_model, "no_text": options.no_text, "by": options.by, "charts": {"size": options.look.size.name(), "theme": options.look.theme.name}},
        "lexicons": {"version": version(lexicons), "files": lexicons.hashes},
        "tables": rows,
        "charts": charts.iter().map(|c| json!({"name": c.name, "title": c.title, "alt": c.alt})).collect::<Vec<_>>(),
        "notes": notes,
    });
    let scope = &footer;
    let made = Made { corpus, tables: &tables, exhibits: &exhibits, findings, problems, scope, manifest: &manifest, evidence: &evidence };
    let page_options = PageOptions { text: !options.no_text, look: options.look };
    let (page, book) = rayon::join(|| html::page(&page, &page_options), || super::book::book(&out, &made, options));
    out.add("index.html", page.map_err(Error::Other)?);
    out.files.extend(book?.files);
    out.add("manifest.json", format!("{manifest:#}\n"));
    Ok(out)
}

/// What the page's head says of the run.
fn page_settings(corpus: &Corpus, lexicons: &Lexicons, settings: &Settings) -> Vec<(String, String)> {
    let counts = corpus.counts();
    let inputs = format!("{} found = {} read + {} skipped + {} duplicates", counts.found, counts.read, counts.skipped, counts.duplicates);
    let packs = if settings.packs.is_empty() { "all whose condition holds".to_string() } else { settings.packs.join(", ") };
    let model = if settings.no_model { "by the rules alone" } else { "rules and model" };
    let rows = [
        ("Event", corpus.event.clone().unwrap_or_default()),
        ("Inputs", inputs),
        ("Lexicon packs", packs),
        ("Numeric convention", convention(lexicons, settings).to_string()),
        ("Attribution", model.to_string()),
        ("Lexicons", version(lexicons)),
        ("Parallax", env!("CARGO_PKG_VERSION").to_string()),
    ];
    rows.into_iter().filter(|(_, v)| !v.is_empty()).map(|(k, v)| (k.to_string(), v)).collect()
}

/// A column that holds groups bears the name of the user's column.
pub(super) fn name_groups(table: &mut Table, compared: &Frames) {
    if !compared.grouped_by.is_empty() && table.headings.iter().any(|h| h.name == "outlet") {
        table.rename("outlet", compared.unit(), &format!("the articles' {}", compared.unit()));
    }
}

fn draw(chart: &compare::Chart, look: Look) -> Result<(String, Vec<u8>), Error> {
    let svg = chart::svg(chart, look);
    let png = chart::png(&svg, chart, look.size).map_err(|e| Error::Other(format!("chart {}: {e}", chart.name)))?;
    Ok((chart::outlined_svg(&svg), png))
}

fn convention<'l>(lexicons: &'l Lexicons, settings: &'l Settings) -> &'l str {
    if settings.convention.is_empty() { lexicons.figures.default_convention() } else { &settings.convention }
}

/// Eight digits that change when any lexicon does.
fn version(lexicons: &Lexicons) -> String {
    let all: String = lexicons.hashes.iter().map(|(n, h)| format!("{n} {h}\n")).collect();
    crate::lexicon::sha256(all.as_bytes())[..8].to_string()
}

/// What a picture is of, where it is pasted alone: event, outlets, articles, dates, versions.
fn footer(corpus: &Corpus, frames: &Frames, lexicons: &Lexicons, settings: &Settings) -> String {
    let scope = compare::coverage::scope(frames);
    let (convention, version) = (convention(lexicons, settings), version(lexicons));
    let by = if frames.grouped_by.is_empty() { String::new() } else { format!(" · by {}", frames.grouped_by) };
    let title = corpus.title.as_deref().map(|t| format!("{t} · ")).unwrap_or_default();
    format!("{title}{scope}{by} · Parallax {} · lexicons {version} · convention {convention}", env!("CARGO_PKG_VERSION"))
}
