//! The whole reading: inputs to files, files to rows, rows to articles, and an account of each.

mod finish;
mod order;

use super::article::Article;
use super::build::{Builder, Built, OutletFrom, Place, listed, same_column};
use super::dialect::{Mapped, Mapping};
use super::duplicate::{Copy, Seen};
use super::encoding::{Decoded, decode};
use super::find::{Found, find, why_unread};
use super::formats::{Cells, Fault, Format, Rows, json, parquet, table, text};
use super::manifest::ArticleEntry;
use super::words::CorpusWords;
use super::{Corpus, FileReport, Input, Manifest, Options, Outcome};
use crate::lexicon::sha256;
use crate::problem::{Error, Problem, Severity};
use order::About;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Reads everything that the inputs name: folders, files, patterns with `*` and `?`.
///
/// An error only where the call is wrong (no such file, an unknown `--map` column, a manifest that is not TOML) or nothing at
/// all could be read; everything else is a [`Problem`] in the corpus.
pub fn load(inputs: &[PathBuf], options: &Options, words: &CorpusWords) -> Result<Corpus, Error> {
    let walk = find(inputs, words)?;
    let mut loader = Loader::new(options, words);
    for (path, whole) in &walk.manifests {
        let (manifest, problems) = Manifest::load(path)?;
        loader.corpus.problems.extend(problems);
        loader.manifests.push((manifest, *whole));
    }
    for (path, reason) in &walk.closed {
        let file = path.display().to_string();
        loader.skip(&file, None, Fault::new("unreadable", format!("the folder cannot be listed: {reason}"), "check its permissions"));
    }
    for file in loader.in_order(walk.files) {
        loader.file(&file);
    }
    loader.check_map()?;
    loader.finish(inputs)
}

struct Loader<'l> {
    options: &'l Options,
    words: &'l CorpusWords,
    manifests: Vec<(Manifest, bool)>,
    corpus: Corpus,
    seen: Seen,
    /// Ids given, each with the number that its last namesake got.
    ids: BTreeMap<String, usize>,
    /// All columns of data files, for the message when `--map` names none of them.
    columns: Vec<String>,
    unlisted_outlets: BTreeSet<String>,
    /// Text files whose outlet is their name.
    named_by_file: Vec<String>,
    /// File and kind of doubt to the first article's id and how many there are.
    doubts: BTreeMap<(String, &'static str), (String, usize)>,
}

impl<'l> Loader<'l> {
    fn new(options: &'l Options, words: &'l CorpusWords) -> Loader<'l> {
        Loader {
            options,
            words,
            manifests: Vec::new(),
            corpus: Corpus::default(),
            seen: Seen::default(),
            ids: BTreeMap::new(),
            columns: Vec::new(),
            unlisted_outlets: BTreeSet::new(),
            named_by_file: Vec::new(),
            doubts: BTreeMap::new(),
        }
    }

    fn file(&mut self, found: &Found) {
        let bytes = match std::fs::read(&found.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                return self.skip(
                    &found.name,
                    None,
                    Fault::new("unreadable", format!("the file cannot be read: {error}"), "check its permissions"),
                );
            }
        };
        let Some(format) = found.format.or_else(|| Format::sniff(&bytes).filter(|_| found.named)) else {
            let (what, remedy) = why_unread(&found.path, self.words);
            return self.skip(&found.name, None, Fault::new("unknown_format", what, remedy));
        };
        let mut report =
            FileReport { path: found.name.clone(), format: format.as_str().into(), sha256: sha256(&bytes), ..FileReport::default() };
        if bytes.trim_ascii().is_empty() {
            self.corpus.files.push(report);
            return self.skip(&found.name, None, Fault::new("empty_file", "the file is empty", "remove it or fetch it again"));
        }
        let rows = if format == Format::Parquet {
            parquet::read(&found.path, &bytes)
        } else {
            match decode(&bytes) {
                Ok(decoded) => {
                    self.encoding(found, &decoded, &mut report);
                    let known = |column: &str| self.words.knows(column) || self.options.map.values().any(|c| c == column);
                    match format {
                        Format::Text => return self.article(found, &decoded.text, report),
                        Format::Jsonl => Ok(json::lines(&decoded.text)),
                        Format::Json => Ok(json::document(&decoded.text, &self.words.containers)),
                        Format::Table | Format::Parquet => Ok(table::read(&decoded.text, &known)),
                    }
                }
                Err(_) => Err(Fault::new(
                    "binary",
                    "not a text: the file holds NUL or control bytes",
                    "check what the file is; text must be UTF-8",
                )),
            }
        };
        match rows {
            Ok(rows) => self.rows(found, rows, report),
            Err(fault) => {
                self.corpus.files.push(report);
                self.skip(&found.name, None, fault);
            }
        }
    }

    fn encoding(&mut self, found: &Found, decoded: &Decoded, report: &mut FileReport) {
        (report.encoding, report.bom, report.guessed) = (Some(decoded.encoding.to_string()), decoded.bom, decoded.guessed);
        let lost = match decoded.replaced {
            0 => String::new(),
            n => format!("; {n} characters could not be read and are shown as \u{FFFD}"),
        };
        if decoded.guessed {
            let what = format!("the file is not valid UTF-8; it is read as {}{lost}", decoded.encoding);
            self.warn(&found.name, None, Fault::new("encoding", what, "check the accents and quotation marks, or save the file as UTF-8"));
        } else if decoded.replaced > 0 {
            let what = format!("the file is {} with errors{lost}", decoded.encoding);
            self.warn(&found.name, None, Fault::new("encoding", what, "fetch the file again, or save it as UTF-8"));
        }
    }

    /// A file that is one article.
    fn article(&mut self, found: &Found, decoded: &str, mut report: FileReport) {
        let file = text::read(decoded);
        file.notes.into_iter().for_each(|fault| self.warn(&found.name, None, fault));
        let none = BTreeMap::new();
        let columns: Vec<String> = file.cells.iter().map(|(column, _)| column.clone()).collect();
        // Front matter is written by people, not by a tool: no marks, so the plain names.
        let mapping = Mapping::new::<&str>(&[], &none, self.words);
        report.columns = mapping.used(&columns);
        report.rows = 1;
        self.corpus.files.push(report);
        let cells: Cells =
            std::iter::once(("text".to_string(), file.text)).chain(file.cells.into_iter().filter(|(c, _)| c != "text")).collect();
        match self.build(found, mapping.apply(cells), self.about(found), None) {
            Ok(built) => self.settle(found, built, None),
            Err(mut fault) => {
                fault.remedy = "remove the file or fetch it again".into();
                self.skip(&found.name, None, fault);
            }
        }
    }

    fn rows(&mut self, found: &Found, rows: Rows, mut report: FileReport) {
        // Of several files each can lack a column that `--map` names; there the dialect decides.
        let has = |column: &str| rows.columns.iter().any(|c| same_column(c, column));
        let map = self.options.map.iter().filter(|(_, c)| has(c)).map(|(ours, theirs)| (ours.clone(), theirs.clone())).collect();
        let mapping = Mapping::new(&rows.columns, &map, self.words);
        report.dialect = Some(mapping.dialect().to_string());
        report.columns = mapping.used(&rows.columns);
        report.user_columns = rows.columns.iter().filter(|c| !report.columns.values().any(|used| used == *c)).cloned().collect();
        (report.rows, report.layout) = (rows.rows.len(), rows.layout);
        let has_text = report.columns.contains_key("text");
        self.corpus.files.push(report);
        rows.notes.into_iter().for_each(|fault| self.warn(&found.name, None, fault));
        let listed = listed(&rows.columns);
        for column in rows.columns {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        if rows.rows.is_empty() {
            return self.skip(&found.name, None, Fault::new("empty_file", "the file has no rows", "remove it or export it again"));
        }
        if !has_text && rows.rows.iter().any(|r| r.cells.is_ok()) {
            let what = format!("no column holds the text of the articles ({} rows; columns: {listed})", rows.rows.len());
            return self.skip(&found.name, None, Fault::new("no_text_column", what, "name it with --map text=COLUMN"));
        }
        let about = self.about(found);
        let mut guessed: Option<(String, usize)> = None;
        for row in rows.rows {
            row.notes.into_iter().for_each(|fault| self.warn(&found.name, Some(row.number), fault));
            let built = row.cells.and_then(|cells| self.build(found, mapping.apply(cells), about, Some(row.number)));
            match built {
                Ok(built) => {
                    if built.outlet != OutletFrom::Said {
                        let count = guessed.map_or(0, |g| g.1);
                        guessed = Some((built.article.outlet.clone(), count + 1));
                    }
                    self.settle(found, built, Some(row.number));
                }
                Err(fault) => self.skip(&found.name, Some(row.number), fault),
            }
        }
        if let Some((outlet, count)) = guessed {
            let what = format!("rows that name no outlet: {count}; their web address or the file's name is taken (such as {outlet:?})");
            self.warn(&found.name, None, Fault::new("no_outlet", what, "name the column with --map outlet=COLUMN"));
        }
    }

    fn build(&self, found: &Found, mapped: Mapped, about: About, row: Option<usize>) -> Result<Built, Fault> {
        let manifest = about.manifest.and_then(|index| self.manifests.get(index)).map(|(m, _)| m);
        let entry: Option<&ArticleEntry> = manifest.zip(about.entry).and_then(|(m, entry)| m.articles.get(entry));
        let place = Place { file: &found.name, relative: &found.relative, row };
        Builder { options: self.options, words: self.words, manifest }.build(mapped, entry, place)
    }

    /// Takes an article in, unless it is a copy.
    fn settle(&mut self, found: &Found, built: Built, row: Option<usize>) {
        let mut article = built.article;
        let given = article.id.clone();
        article.id = self.unique(&given);
        let copy = self.seen.check(&article);
        if let Copy::Duplicate(first) = copy {
            let what = format!("{given:?} has the text of {first:?}, from the same outlet or address");
            self.problem(&found.name, row, Severity::Duplicate, Fault::new("duplicate", what, "it is counted once; nothing to do"));
            self.corpus.inputs.push(Input { file: found.name.clone(), row, outcome: Outcome::Duplicate(first) });
            return;
        }
        for fault in built.warnings {
            // One warning an outlet is enough; a date is an article's own.
            if fault.kind != "unlisted_outlet" || self.unlisted_outlets.insert(article.outlet.clone()) {
                self.warn(&found.name, row, fault);
            }
        }
        if let Copy::SameText(first, outlet) = copy {
            let what = format!("{:?} ({}) has the same text as {first:?} ({outlet})", article.id, article.outlet);
            self.warn(&found.name, row, Fault::new("same_text", what, "both are kept, as copy from one source is evidence; nothing to do"));
        }
        if article.id != given {
            let what = format!("the id {given:?} is used twice; this article is {:?}", article.id);
            self.warn(&found.name, row, Fault::new("same_id", what, "give each article its own id"));
        }
        if row.is_none() && built.outlet == OutletFrom::FileName {
            self.named_by_file.push(found.name.clone());
        }
        self.doubt(&article);
        self.ids.entry(article.id.clone()).or_insert(1);
        self.corpus.inputs.push(Input { file: found.name.clone(), row, outcome: Outcome::Read(article.id.clone()) });
        self.corpus.articles.push(article);
    }

    /// Texts that are not whole skew every rate; one warning a file says how many.
    fn doubt(&mut self, article: &Article) {
        let words = article.text.split_whitespace().count();
        let masked = article.text.split_whitespace().filter(|w| *w == "@").count();
        for (kind, found) in [("masked_text", masked >= 3 && masked * 40 > words), ("cut_text", self.words.is_cut(&article.text))] {
            if found {
                self.doubts.entry((article.file.clone(), kind)).or_insert((article.id.clone(), 0)).1 += 1;
            }
        }
    }

    /// The id, or the id with a number that nobody has yet.
    fn unique(&mut self, id: &str) -> String {
        if !self.ids.contains_key(id) {
            return id.to_string();
        }
        // Where the last search ended: a column that says `1` in every row must not cost a search from the start each time.
        let mut number = self.ids.get(id).copied().unwrap_or(1);
        let free = loop {
            number += 1;
            let candidate = format!("{id}#{number}");
            if !self.ids.contains_key(&candidate) {
                break candidate;
            }
        };
        self.ids.insert(id.to_string(), number - 1);
        free
    }

    /// A `--map` column that no file has is a slip of the pen; silence would lose a whole column.
    fn check_map(&self) -> Result<(), Error> {
        let known: BTreeSet<&str> = self.words.canonical();
        for (canonical, column) in &self.options.map {
            if !known.contains(canonical.as_str()) {
                let known = known.into_iter().collect::<Vec<_>>().join(", ");
                return Err(Error::Usage(format!("--map {canonical}={column}: {canonical:?} is no canonical column; these are: {known}")));
            }
            if !self.columns.is_empty() && !self.columns.iter().any(|c| same_column(c, column)) {
                let listed = listed(&self.columns);
                let near = crate::problem::did_you_mean(column, self.columns.iter().map(String::as_str));
                return Err(Error::Usage(format!(
                    "--map {canonical}={column}: no file has a column {column:?}{near}; there are: {listed}"
                )));
            }
        }
        Ok(())
    }

    fn skip(&mut self, file: &str, row: Option<usize>, fault: Fault) {
        self.corpus.inputs.push(Input { file: file.to_string(), row, outcome: Outcome::Skipped(fault.kind) });
        self.problem(file, row, Severity::Skipped, fault);
    }

    fn warn(&mut self, file: &str, row: Option<usize>, fault: Fault) {
        self.problem(file, row, Severity::Warning, fault);
    }

    fn problem(&mut self, file: &str, line: Option<usize>, severity: Severity, fault: Fault) {
        let Fault { kind, what, remedy } = fault;
        self.corpus.problems.push(Problem { file: file.to_string(), line, severity, kind, what, remedy });
    }
}
