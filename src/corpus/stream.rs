//! One article after another from lines of JSON: memory holds one line, however long the file.

use super::Options;
use super::article::Article;
use super::build::{Builder, OutletFrom, Place, listed};
use super::dialect::Mapping;
use super::encoding;
use super::formats::{Fault, json};
use super::words::CorpusWords;
use crate::problem::{Problem, Severity};
use std::collections::VecDeque;
use std::io::BufRead;

/// Lines longer than this are passed over: no article has 64 MiB.
const LONGEST_LINE: usize = 64 << 20;

/// What is wrong with a line. With [`Severity::Warning`] the article itself follows; with `Skipped` the line gave none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineProblem {
    /// The article's id, where the line had one.
    pub id: Option<String>,
    pub problem: Problem,
}

/// Reads articles from lines of JSON, in order; a malformed line is a problem and never the end.
///
/// Ids are not made unique and copies are not looked for, because both would need memory of all that went before.
pub fn stream_jsonl<'a, R: BufRead>(reader: R, name: &'a str, options: &'a Options, words: &'a CorpusWords) -> Stream<'a, R> {
    Stream { reader, name, options, words, mapping: None, line: 0, waiting: VecDeque::new(), outlet_reported: false, done: false }
}

/// The iterator of [`stream_jsonl`].
#[derive(Debug)]
pub struct Stream<'a, R> {
    reader: R,
    name: &'a str,
    options: &'a Options,
    words: &'a CorpusWords,
    /// Recognised at the first well-formed line.
    mapping: Option<Mapping<'a>>,
    line: usize,
    waiting: VecDeque<Result<Article, LineProblem>>,
    outlet_reported: bool,
    done: bool,
}

impl<R: BufRead> Iterator for Stream<'_, R> {
    type Item = Result<Article, LineProblem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.waiting.pop_front() {
                return Some(item);
            }
            if self.done {
                return None;
            }
            match self.read_line() {
                Ok(None) => self.done = true,
                Ok(Some(Line::Whole(bytes))) => self.take(&bytes),
                Ok(Some(Line::TooLong)) => {
                    let what = format!("the line is longer than {} MiB", LONGEST_LINE >> 20);
                    self.report(None, Severity::Skipped, Fault::new("line_too_long", what, "an article is one line; check the line ends"));
                }
                Err(error) => {
                    self.done = true;
                    self.report(None, Severity::Skipped, Fault::new("unreadable", error.to_string(), "what follows is not read"));
                }
            }
        }
    }
}

enum Line {
    Whole(Vec<u8>),
    TooLong,
}

impl<R: BufRead> Stream<'_, R> {
    fn read_line(&mut self) -> std::io::Result<Option<Line>> {
        let (mut bytes, mut too_long, mut any) = (Vec::new(), false, false);
        loop {
            let buffer = match self.reader.fill_buf() {
                Ok(buffer) => buffer,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if buffer.is_empty() {
                break;
            }
            any = true;
            let end = buffer.iter().position(|b| *b == b'\n');
            let part = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or(buffer);
            too_long |= bytes.len() + part.len() > LONGEST_LINE;
            if too_long {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(part);
            }
            let used = end.map_or(buffer.len(), |e| e + 1);
            self.reader.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.line += 1;
        Ok(Some(if too_long { Line::TooLong } else { Line::Whole(bytes) }))
    }

    fn take(&mut self, bytes: &[u8]) {
        if bytes.trim_ascii().is_empty() {
            return;
        }
        let Ok(decoded) = encoding::decode(bytes) else {
            let fault = Fault::new("binary", "the line holds NUL bytes", "give lines of JSON in UTF-8");
            return self.report(None, Severity::Skipped, fault);
        };
        if decoded.text.trim().is_empty() {
            return;
        }
        let (cells, note) = match json::line_cells(&decoded.text) {
            Ok(found) => found,
            Err(fault) => return self.report(json::id_of_broken(&decoded.text), Severity::Skipped, fault),
        };
        let columns: Vec<&str> = cells.iter().map(|(column, _)| column.as_str()).collect();
        let mapping = match &self.mapping {
            Some(mapping) => mapping.clone(),
            None => self.mapping.insert(Mapping::new(&columns, &self.options.map, self.words)).clone(),
        };
        let listed = listed(&columns);
        let mapped = mapping.apply(cells);
        let id = mapped.fields.get("article_id").map(|id| id.trim().to_string());
        if decoded.guessed {
            let what = format!("the line is not UTF-8; it is read as {}", decoded.encoding);
            self.report(id.clone(), Severity::Warning, Fault::new("encoding", what, "save the file as UTF-8"));
        }
        note.into_iter().for_each(|fault| self.report(id.clone(), Severity::Warning, fault));
        let builder = Builder { options: self.options, words: self.words, manifest: None };
        match builder.build(mapped, None, Place { file: self.name, relative: self.name, row: Some(self.line) }) {
            Ok(built) => {
                built.warnings.into_iter().for_each(|fault| self.report(id.clone(), Severity::Warning, fault));
                if built.outlet != OutletFrom::Said && !std::mem::replace(&mut self.outlet_reported, true) {
                    let what = format!("no outlet is given; {:?} is taken (and so on for the lines that follow)", built.article.outlet);
                    self.report(id, Severity::Warning, Fault::new("no_outlet", what, "name the column with --map outlet=COLUMN"));
                }
                self.waiting.push_back(Ok(built.article));
            }
            Err(mut fault) => {
                fault.what = format!("{} (columns: {listed})", fault.what);
                self.report(id, Severity::Skipped, fault);
            }
        }
    }

    fn report(&mut self, id: Option<String>, severity: Severity, fault: Fault) {
        let problem = Problem {
            file: self.name.to_string(),
            line: Some(self.line),
            severity,
            kind: fault.kind,
            what: fault.what,
            remedy: fault.remedy,
        };
        self.waiting.push_back(Err(LineProblem { id, problem }));
    }
}
