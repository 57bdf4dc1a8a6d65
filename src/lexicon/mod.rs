//! Lexicons: the words that the extractors know, as data files with examples that run as tests.
//!
//! The files of `data/lexicons`, `data/gazetteer` and `data/models` are embedded in the binary; a folder given with
//! `--lexicons` replaces files of the same relative name and adds to them.

pub mod confidence;
pub mod figures;
pub mod gazetteer;
pub mod labels;
pub mod mentions;
mod own;
pub mod quotes;
pub mod rules;
pub mod style;
pub mod text;
pub mod themes;

use crate::corpus::Manifest;
use crate::problem::{Problem, Severity};
use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

static EMBEDDED: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/lexicons");

/// Everything the extractors know, validated.
#[derive(Debug)]
pub struct Lexicons {
    pub text: text::TextWords,
    pub quotes: quotes::QuoteWords,
    pub gazetteer: gazetteer::Gazetteer,
    pub labels: labels::LabelWords,
    pub mentions: mentions::MentionWords,
    pub figures: figures::FigureWords,
    pub style: style::StyleWords,
    pub themes: themes::Themes,
    pub corpus: crate::corpus::CorpusWords,
    pub confidence: confidence::Confidence,
    /// House rules: all sets inside the program, unless the run chooses others.
    pub rules: rules::Rules,
    /// Relative file name to the SHA-256 of its bytes, for the manifest.
    pub hashes: BTreeMap<String, String>,
}

/// A lexicon file before it is understood: its relative name and its text.
#[derive(Debug, Clone)]
pub struct Source {
    pub name: String,
    pub text: String,
}

/// The files of one folder of the lexicons (`quotes`, `labels`, …), in order of name.
pub struct Sources(pub BTreeMap<String, Source>);

impl Sources {
    /// The embedded files, then those of `dir` over them.
    pub fn load(dir: Option<&Path>) -> (Sources, Vec<Problem>) {
        let (mut files, mut problems) = (BTreeMap::new(), Vec::new());
        embedded(&EMBEDDED, &mut files);
        if let Some(dir) = dir {
            overlay(dir, dir, &mut files, &mut problems);
        }
        (Sources(files), problems)
    }

    /// Whether a file is the one inside the program, not one laid over it.
    pub fn is_embedded(&self, name: &str) -> bool {
        let own = EMBEDDED.get_file(name).and_then(|f| f.contents_utf8());
        own.is_some() && self.0.get(name).map(|s| s.text.as_str()) == own
    }

    /// The TOML files below a folder, parsed one by one; a file that cannot be parsed is a problem with its line.
    pub fn parse<T: DeserializeOwned>(&self, folder: &str, problems: &mut Vec<Problem>) -> Vec<(String, T)> {
        let mut out = Vec::new();
        for (name, source) in self.0.iter().filter(|(n, _)| n.starts_with(folder) && n.ends_with(".toml")) {
            match toml::from_str::<T>(&source.text) {
                Ok(value) => out.push((name.clone(), value)),
                Err(error) => problems.push(Problem {
                    file: name.clone(),
                    line: error.span().map(|s| line_of(&source.text, s.start)),
                    severity: Severity::Skipped,
                    kind: "bad_lexicon",
                    what: error.message().replace('\n', " "),
                    remedy: "mend the line; data/lexicons/README.md describes the format".into(),
                }),
            }
        }
        out
    }
}

/// The 1-based line in which a byte stands.
pub fn line_of(text: &str, byte: usize) -> usize {
    1 + text.as_bytes()[..byte.min(text.len())].iter().filter(|b| **b == b'\n').count()
}

/// Documents beside the lexicons are no part of them, nor of their version.
fn is_lexicon(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "toml")
}

fn embedded(dir: &Dir, files: &mut BTreeMap<String, Source>) {
    for file in dir.files().filter(|f| is_lexicon(f.path())) {
        if let Some(text) = file.contents_utf8() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            files.insert(name.clone(), Source { name, text: text.to_string() });
        }
    }
    dir.dirs().for_each(|d| embedded(d, files));
}

fn overlay(root: &Path, dir: &Path, files: &mut BTreeMap<String, Source>, problems: &mut Vec<Problem>) {
    let bad = |path: &Path, error: std::io::Error| Problem {
        file: path.display().to_string(),
        line: None,
        severity: Severity::Skipped,
        kind: "unreadable",
        what: error.to_string(),
        remedy: "check the folder given with --lexicons".into(),
    };
    let entries = match std::fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) => return problems.push(bad(dir, error)),
    };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            overlay(root, &path, files, problems);
        } else if is_lexicon(&path) {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            match std::fs::read_to_string(&path) {
                Ok(text) => drop(files.insert(name.clone(), Source { name, text })),
                Err(error) => problems.push(bad(&path, error)),
            }
        }
    }
}

/// The rule file, or the rule files of a folder, that a user names; files are called by their path.
fn own_files(path: &Path, files: &mut BTreeMap<String, Source>, problems: &mut Vec<Problem>) {
    if path.is_dir() {
        let mut inside = BTreeMap::new();
        overlay(path, path, &mut inside, problems);
        let named = inside.into_iter().map(|(name, s)| (path.join(name).display().to_string(), s.text));
        files.extend(named.map(|(name, text)| (name.clone(), Source { name, text })));
        return;
    }
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => drop(files.insert(name.clone(), Source { name, text })),
        Err(error) => problems.push(Problem {
            file: name,
            line: None,
            severity: Severity::Skipped,
            kind: "unreadable",
            what: error.to_string(),
            remedy: format!("name a rule file, a folder of them, or one of {}", rules::Rules::sets().join(", ")),
        }),
    }
}

impl Lexicons {
    /// Takes the house rules of a run, and their files into the version of the lexicons.
    pub fn with_rules(mut self, rules: rules::Rules) -> Lexicons {
        self.hashes.extend(rules.hashes.clone());
        self.rules = rules;
        self
    }

    /// Reads and validates all lexicons; what is wrong in them comes back beside them.
    pub fn load(dir: Option<&Path>) -> (Lexicons, Vec<Problem>) {
        Lexicons::load_for(dir, None)
    }

    /// As [`Lexicons::load`], with what a corpus says of its own actors and sources.
    pub fn load_for(dir: Option<&Path>, manifest: Option<&Manifest>) -> (Lexicons, Vec<Problem>) {
        let (mut sources, mut problems) = Sources::load(dir);
        let own = manifest.map(|m| own::of_manifest(m, &sources, &mut problems)).unwrap_or_default();
        sources.0.extend(own.into_iter().map(|s| (s.name.clone(), s)));
        let hashes = sources.0.iter().map(|(n, s)| (n.clone(), sha256(s.text.as_bytes()))).collect();
        let lexicons = Lexicons {
            text: text::TextWords::load(&sources, &mut problems),
            quotes: quotes::QuoteWords::load(&sources, &mut problems),
            gazetteer: gazetteer::Gazetteer::load(&sources, &mut problems),
            labels: labels::LabelWords::load(&sources, &mut problems),
            mentions: mentions::MentionWords::load(&sources, &mut problems),
            figures: figures::FigureWords::load(&sources, &mut problems),
            style: style::StyleWords::load(&sources, &mut problems),
            themes: themes::Themes::load(&sources, &mut problems),
            corpus: crate::corpus::CorpusWords::load(&sources, &mut problems),
            confidence: confidence::Confidence::load(&sources, &mut problems),
            rules: rules::Rules::default(),
            hashes,
        };
        (lexicons, problems)
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}
