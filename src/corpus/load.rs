//! The whole reading: inputs to files, files to rows, rows to articles, and an account of each.

use super::build::{Builder, Built, OutletFrom, Place};
use super::dialect::Mapping;
use super::duplicate::{Copy, Seen};
use super::encoding::{Decoded, decode};
use super::find::{Found, find, identity, why_unread};
use super::formats::{Cells, Fault, Format, Rows, json, parquet, table, text};
use super::manifest::ArticleEntry;
use super::words::CorpusWords;
use super::{Corpus, FileReport, Input, Manifest, Options, Outcome};
use crate::lexicon::sha256;
use crate::problem::{Error, Problem, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Reads everything that the inputs name: folders, files, patterns with `*` and `?`.
///
/// An error only where the call is wrong (no such file, an unknown `--map` column, a manifest that is not TOML) or nothing at
/// all could be read; everything else is a [`Problem`] in the corpus.
pub fn load(inputs: &[PathBuf], options: &Options, words: &CorpusWords) -> Result<Corpus, Error> {
    let walk = find(inputs, words)?;
    let mut loader = Loader { options, words, ..Loader::new(options, words) };
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
    ids: BTreeSet<String>,
    /// All columns of data files, for the message when `--map` names none of them.
    columns: Vec<String>,
    unlisted_outlets: BTreeSet<String>,
    /// Text files whose outlet is their name.
    named_by_file: Vec<String>,
}

impl<'l> Loader<'l> {
    fn new(options: &'l Options, words: &'l CorpusWords) -> Loader<'l> {
        Loader {
            options,
            words,
            manifests: Vec::new(),
            corpus: Corpus::default(),
            seen: Seen::default(),
            ids: BTreeSet::new(),
            columns: Vec::new(),
            unlisted_outlets: BTreeSet::new(),
            named_by_file: Vec::new(),
        }
    }

    /// The manifest that speaks of a file, and the file's name in it: the nearest folder's wins.
    fn manifest_of(&self, found: &Found) -> Option<(usize, String)> {
        let path = identity(&found.path);
        let inside = self.manifests.iter().enumerate().filter_map(|(index, (manifest, _))| {
            let folder = identity(&manifest.path).parent()?.to_path_buf();
            let below = path.strip_prefix(&folder).ok()?.to_string_lossy().replace('\\', "/");
            Some((folder.components().count(), index, below))
        });
        inside.max_by_key(|(depth, index, _)| (*depth, usize::MAX - index)).map(|(_, index, below)| (index, below))
    }

    fn entry(&self, found: &Found) -> Option<(usize, usize)> {
        let (manifest, below) = self.manifest_of(found)?;
        let entry = self.manifests.get(manifest)?.0.articles.iter().position(|a| a.file == below)?;
        Some((manifest, entry))
    }

    /// Files in the manifest's order, then the others; what the manifest names and is not there is accounted for.
    fn in_order(&mut self, mut files: Vec<Found>) -> Vec<Found> {
        let present: BTreeSet<PathBuf> = files.iter().map(|f| identity(&f.path)).collect();
        let mut missing = Vec::new();
        for (manifest, _) in self.manifests.iter().filter(|(_, whole)| *whole) {
            for entry in &manifest.articles {
                let path = manifest.folder().join(&entry.file);
                if path.is_file() && !present.contains(&identity(&path)) {
                    let (name, relative, format) = (path.display().to_string(), entry.file.clone(), Format::of(&path));
                    files.push(Found { name, relative, format, named: true, path });
                } else if !path.is_file() {
                    let (kind, what) = if path.is_dir() { ("not_a_file", "a folder") } else { ("missing_file", "missing") };
                    let what = format!("{} names {:?} (line {}), which is {what}", manifest.path.display(), entry.file, entry.line);
                    missing.push((path.display().to_string(), Fault::new(kind, what, "correct the name or remove the entry")));
                }
            }
        }
        missing.into_iter().for_each(|(file, fault)| self.skip(&file, None, fault));
        files.retain(|found| self.belongs(found));
        let mut keyed: Vec<_> = files.into_iter().map(|f| (self.entry(&f).unwrap_or((usize::MAX, usize::MAX)), f)).collect();
        if keyed.iter().all(|(_, f)| !f.named) || self.manifests.iter().any(|(_, whole)| *whole) {
            keyed.sort_by_key(|(key, _)| *key);
        }
        self.unlisted(&keyed);
        keyed.into_iter().map(|(_, found)| found).collect()
    }

    /// A manifest that lists its articles owns its folder: what lies in subfolders that it does not name is something else.
    fn belongs(&self, found: &Found) -> bool {
        let Some((index, below)) = self.manifest_of(found).filter(|_| !found.named) else { return true };
        let Some(((manifest, _), (top, _))) = self.manifests.get(index).zip(below.split_once('/')) else { return true };
        manifest.articles.is_empty() || manifest.articles.iter().any(|a| a.file.split_once('/').is_some_and(|(first, _)| first == top))
    }

    /// Files beside those that the manifest lists are read too, with a warning.
    fn unlisted(&mut self, files: &[((usize, usize), Found)]) {
        for ((manifest, _), found) in files {
            let listing = self.manifest_of(found).and_then(|(index, _)| self.manifests.get(index)).filter(|(m, _)| !m.articles.is_empty());
            if let (usize::MAX, Some((manifest, _)), Some(_)) = (*manifest, listing, found.format) {
                let what = format!("the file is not among the [[article]]s of {}; it is read all the same", manifest.path.display());
                self.warn(&found.name, None, Fault::new("unlisted_file", what, "add it there, or move it out of the folder"));
            }
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
        let entry = self.entry(found);
        match self.build(found, mapping.apply(cells), entry, None) {
            Ok(built) => self.settle(found, built, None),
            Err(mut fault) => {
                fault.remedy = "remove the file or fetch it again".into();
                self.skip(&found.name, None, fault);
            }
        }
    }

    fn rows(&mut self, found: &Found, rows: Rows, mut report: FileReport) {
        let mapping = Mapping::new(&rows.columns, &self.options.map, self.words);
        report.dialect = Some(mapping.dialect().to_string());
        report.columns = mapping.used(&rows.columns);
        report.user_columns = rows.columns.iter().filter(|c| !report.columns.values().any(|used| used == *c)).cloned().collect();
        (report.rows, report.layout) = (rows.rows.len(), rows.layout);
        let has_text = report.columns.contains_key("text");
        self.corpus.files.push(report);
        rows.notes.into_iter().for_each(|fault| self.warn(&found.name, None, fault));
        let listed = rows.columns.join(", ");
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
        let entry = self.entry(found);
        let mut guessed: Option<(String, usize)> = None;
        for row in rows.rows {
            row.notes.into_iter().for_each(|fault| self.warn(&found.name, Some(row.number), fault));
            let built = row.cells.and_then(|cells| self.build(found, mapping.apply(cells), entry, Some(row.number)));
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
            let what = format!("{count} rows name no outlet; their web address or the file's name is taken (such as {outlet:?})");
            self.warn(&found.name, None, Fault::new("no_outlet", what, "name the column with --map outlet=COLUMN"));
        }
    }

    fn build(
        &self,
        found: &Found,
        mapped: super::dialect::Mapped,
        entry: Option<(usize, usize)>,
        row: Option<usize>,
    ) -> Result<Built, Fault> {
        let manifest = self.manifest_of(found).and_then(|(index, _)| self.manifests.get(index)).map(|(m, _)| m);
        let entry: Option<&ArticleEntry> = entry.and_then(|(m, e)| self.manifests.get(m)?.0.articles.get(e));
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
        self.ids.insert(article.id.clone());
        self.corpus.inputs.push(Input { file: found.name.clone(), row, outcome: Outcome::Read(article.id.clone()) });
        self.corpus.articles.push(article);
    }

    fn unique(&self, id: &str) -> String {
        let numbered = (2..).map(|n| format!("{id}#{n}"));
        std::iter::once(id.to_string()).chain(numbered).find(|id| !self.ids.contains(id)).unwrap_or_default()
    }

    /// A `--map` column that no file has is a slip of the pen; silence would lose a whole column.
    fn check_map(&self) -> Result<(), Error> {
        let known: BTreeSet<&str> = self.words.canonical();
        for (canonical, column) in &self.options.map {
            if !known.contains(canonical.as_str()) {
                let known = known.into_iter().collect::<Vec<_>>().join(", ");
                return Err(Error::Usage(format!("--map {canonical}={column}: {canonical:?} is no canonical column; these are: {known}")));
            }
            if !self.columns.is_empty() && !self.columns.iter().any(|c| super::build::same_column(c, column)) {
                let listed = self.columns.join(", ");
                return Err(Error::Usage(format!("--map {canonical}={column}: no file has a column {column:?}; there are: {listed}")));
            }
        }
        Ok(())
    }

    fn finish(mut self, inputs: &[PathBuf]) -> Result<Corpus, Error> {
        if let Some(first) = self.named_by_file.first().cloned() {
            let what = format!("{} text files say no outlet; the file's name is taken for it", self.named_by_file.len());
            let remedy = "name files outlet_2024-12-05_slug.txt, or list them with their outlets in corpus.toml";
            self.warn(&first, None, Fault::new("no_outlet", what, remedy));
        }
        if self.corpus.articles.is_empty() {
            return Err(self.nothing(inputs));
        }
        let mut manifests = self.manifests.into_iter().map(|(manifest, _)| manifest);
        let mut corpus = self.corpus;
        corpus.manifest = manifests.next();
        if let Some(first) = corpus.manifest.as_mut() {
            manifests.for_each(|next| first.join(next));
        }
        let said = |get: fn(&Manifest) -> &Option<String>| corpus.manifest.as_ref().and_then(|m| get(m).clone());
        (corpus.title, corpus.event) = (said(|m| &m.title), said(|m| &m.event));
        let name = said(|m| &m.name).unwrap_or_else(|| name_of(inputs));
        corpus.name = file_safe(&name);
        Ok(corpus)
    }

    fn nothing(&self, inputs: &[PathBuf]) -> Error {
        let places = inputs.iter().take(3).map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ");
        let more = if inputs.len() > 3 { format!(" and {} more", inputs.len() - 3) } else { String::new() };
        let mut why = String::new();
        if self.corpus.inputs.is_empty() {
            why.push_str("; no such file is there");
        } else {
            why.push_str(&format!("; {} inputs found, none could be read:", self.corpus.inputs.len()));
            self.corpus.problems.iter().filter(|p| p.severity == Severity::Skipped).take(3).for_each(|p| why.push_str(&format!("\n  {p}")));
        }
        Error::NothingRead(format!(
            "no article in {places}{more}: looked for .txt, .md, .jsonl, .json, .csv, .tsv and .parquet files with a text{why}"
        ))
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

/// A corpus without a name is called as its folder or file.
fn name_of(inputs: &[PathBuf]) -> String {
    let first = inputs.first().map(|p| identity(p));
    let named = first.as_deref().and_then(|p| if p.is_dir() { p.file_name() } else { p.file_stem() });
    named.map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Letters, digits, `-`, `_` and `.`; everything else becomes `-`.
fn file_safe(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }).collect();
    let kept = kept.trim_matches(['-', '.']);
    if kept.is_empty() { "corpus".into() } else { kept.to_string() }
}
