//! `parallax extract`: one JSON object an article, streaming, in the order of the input; or the evidence tables.

use super::output::Output;
use super::progress::Progress;
use super::{InputOptions, lexicons, load, settings, strict};
use crate::corpus::{self, Article};
use crate::extract::actors::event;
use crate::extract::{self, Settings, contract};
use crate::lexicon::Lexicons;
use crate::problem::{Error, Problem, Severity};
use crate::render::csv::{Flavour, csv};
use crate::render::parquet::parquet;
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, IsTerminal, Write};
use std::path::Path;

/// What `extract` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Jsonl,
    Csv,
    Parquet,
}

/// Articles (of a stream) or events (of a corpus) read at a time: enough for every core, little enough that memory does not
/// grow with the corpus.
const BATCH: usize = 64;

/// Extracts everything named, or standard input.
pub fn extract(input: &InputOptions, out: &Path, format: Format) -> Result<(), Error> {
    if format != Format::Jsonl {
        return tables(input, out, format);
    }
    let mut sink: Box<dyn Write> = match out == Path::new("-") {
        true => Box::new(BufWriter::new(std::io::stdout().lock())),
        false => Box::new(BufWriter::new(File::create(out).map_err(super::io(out, "cannot write"))?)),
    };
    let stdin = input.inputs.is_empty() || input.inputs == [Path::new("-")];
    if input.inputs.is_empty() && std::io::stdin().is_terminal() {
        return Err(Error::Usage("name files or a folder, or pipe JSON lines in: `cat articles.jsonl | parallax extract -`".into()));
    }
    let done = match (stdin, &input.inputs[..]) {
        (true, _) => stream(input, std::io::stdin().lock(), "stdin", &mut sink),
        (false, [one]) if is_jsonl(one) && one.is_file() => {
            let file = File::open(one).map_err(super::io(one, "cannot be read"))?;
            stream(input, BufReader::new(file), &one.display().to_string(), &mut sink)
        }
        _ => loaded(input, &mut sink),
    };
    match done.and_then(|()| sink.flush().map_err(super::io(out, "cannot write"))) {
        // A reader that has seen enough (`| head`) is no error.
        Err(Error::Io { source, .. }) if source.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// No bar between the lines of the output.
fn progress(make: impl Fn() -> Progress) -> Option<Progress> {
    (!std::io::stdout().is_terminal()).then(make)
}

/// A message that the bar does not run into.
fn aside(progress: &Option<Progress>, say: impl FnOnce()) {
    match progress {
        Some(progress) => progress.aside(say),
        None => say(),
    }
}

fn is_jsonl(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"))
}

/// The lines of the articles of some events, event by event.
fn lines(events: &[Vec<&Article>], lexicons: &Lexicons, settings: &Settings) -> Vec<String> {
    let mut found = extract::all(&events.concat(), lexicons, settings);
    let mut rest = &mut found[..];
    let mut parts = Vec::with_capacity(events.len());
    for articles in events {
        let (part, behind) = rest.split_at_mut(articles.len());
        parts.push((articles, part));
        rest = behind;
    }
    let done = parts.into_par_iter().flat_map(|(articles, event)| {
        extract::add_unlisted(event, lexicons);
        let all = articles.par_iter().zip(&*event);
        all.map(|(a, (doc, found))| contract::json(a, doc, found, &lexicons.confidence)).collect::<Vec<String>>()
    });
    done.collect()
}

fn loaded(input: &InputOptions, sink: &mut dyn Write) -> Result<(), Error> {
    let corpus = load(input)?;
    let (lexicons, problems) = lexicons(input, Some(&corpus))?;
    let settings = settings(input, Some(&corpus), &lexicons)?;
    corpus.problems.iter().chain(&problems).for_each(report);
    // Lines wait until it is their turn: the articles of an event need not be neighbours.
    let (mut waiting, mut next) = (BTreeMap::new(), 0);
    let progress = progress(|| Progress::new("reading", corpus.articles.len()));
    for events in event::of_corpus(&corpus.articles).chunks(BATCH) {
        let articles: Vec<Vec<&Article>> = events.iter().map(|e| e.iter().map(|i| &corpus.articles[*i]).collect()).collect();
        waiting.extend(events.concat().into_iter().zip(lines(&articles, &lexicons, &settings)));
        while let Some(line) = waiting.remove(&next) {
            write(sink, &[line])?;
            next += 1;
            progress.iter().for_each(|p| p.step(1));
        }
    }
    strict(input, &corpus)
}

/// JSON lines in, JSON lines out; a line that cannot be read goes to stderr as `{"id","error"}` and nothing stops.
fn stream(input: &InputOptions, reader: impl BufRead, name: &str, sink: &mut dyn Write) -> Result<(), Error> {
    let (lexicons, problems) = lexicons(input, None)?;
    let settings = settings(input, None, &lexicons)?;
    problems.iter().for_each(report);
    let (mut read, mut skipped) = (0, 0);
    let options = input.loader(&lexicons.corpus)?;
    // Whole events, until there are enough articles for every core.
    let mut batch: Vec<Vec<Article>> = Vec::new();
    let progress = progress(|| Progress::open("articles"));
    let mut flush = |batch: &mut Vec<Vec<Article>>| {
        let events: Vec<Vec<&Article>> = batch.iter().map(|event| event.iter().collect()).collect();
        let done = lines(&events, &lexicons, &settings);
        progress.iter().for_each(|p| p.step(done.len()));
        batch.clear();
        write(sink, &done)
    };
    for article in corpus::stream_jsonl(reader, name, &options, &lexicons.corpus) {
        match article {
            Ok(article) => {
                read += 1;
                match batch.last_mut().filter(|event| event::goes_on(event, &article)) {
                    Some(event) => event.push(article),
                    None => {
                        if batch.iter().map(Vec::len).sum::<usize>() >= BATCH {
                            flush(&mut batch)?;
                        }
                        batch.push(vec![article]);
                    }
                }
            }
            Err(line) if line.problem.severity == Severity::Warning => aside(&progress, || report(&line.problem)),
            Err(line) => {
                skipped += 1;
                let id = line.id.unwrap_or_else(|| format!("{name}:{}", line.problem.line.unwrap_or(0)));
                aside(&progress, || super::tell(&json!({"id": id, "error": line.problem.to_string()}).to_string()));
            }
        }
    }
    flush(&mut batch)?;
    match (read, skipped) {
        (0, 0) => Err(Error::NothingRead(format!("{name}: no article in it; each line must be a JSON object with a \"text\""))),
        (0, n) => Err(Error::NothingRead(format!("{name}: none of its {n} lines could be read; stderr says why"))),
        (_, n) if n > 0 && input.strict => Err(Error::Strict(format!("{n} lines were skipped (--strict)"))),
        _ => Ok(()),
    }
}

pub(super) fn report(problem: &Problem) {
    super::tell(&format!("{}: {problem}", problem.severity.as_str()));
}

fn write(sink: &mut dyn Write, lines: &[String]) -> Result<(), Error> {
    for line in lines {
        writeln!(sink, "{line}").map_err(super::io(Path::new("output"), "cannot write"))?;
    }
    Ok(())
}

fn tables(input: &InputOptions, out: &Path, format: Format) -> Result<(), Error> {
    if out == Path::new("-") {
        return Err(Error::Usage("csv and parquet are several tables: give a folder with -o".into()));
    }
    let corpus = load(input)?;
    let (lexicons, problems) = lexicons(input, Some(&corpus))?;
    let settings = settings(input, Some(&corpus), &lexicons)?;
    corpus.problems.iter().chain(&problems).for_each(report);
    let frames = super::report::frames(&corpus, &lexicons, &settings);
    let mut output = Output::default();
    for t in frames.tables() {
        match format {
            Format::Parquet => output.add(format!("{}.parquet", t.name), parquet(t).map_err(Error::Other)?),
            _ => output.add(format!("{}.csv", t.name), csv(t, Flavour::Plain)),
        }
    }
    output.add("manifest.json", format!("{:#}\n", json!({"parallax": env!("CARGO_PKG_VERSION"), "extract": corpus.name})));
    output.write(out)?;
    strict(input, &corpus)
}
