//! The loader on ordinary and hostile input: nothing panics, nothing vanishes, every input is accounted for.

mod data;
mod dates;
mod dialects;
mod folders;
mod manifest;
mod report;
mod stream;
mod texts;

use parallax::corpus::{Corpus, CorpusWords, DateOrder, Options, Outcome, inspect, load, stream_jsonl};
use parallax::problem::{Error, Problem};
use std::path::{Path, PathBuf};

/// A folder of files made for one test.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a temporary folder"));
        files.iter().for_each(|(name, bytes)| folder.add(name, bytes));
        folder
    }

    fn add(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn load(&self) -> Corpus {
        self.load_with(&Options::default())
    }

    fn load_with(&self, options: &Options) -> Corpus {
        checked(self.try_load(options).expect("something to read"))
    }

    fn try_load(&self, options: &Options) -> Result<Corpus, Error> {
        load(&[self.0.path().to_path_buf()], options, &CorpusWords::embedded())
    }
}

/// Every corpus of every test must add up.
fn checked(corpus: Corpus) -> Corpus {
    let counts = corpus.counts();
    assert_eq!(counts.found, counts.read + counts.skipped + counts.duplicates);
    assert_eq!(counts.read, corpus.articles.len());
    assert_eq!(counts.found, corpus.inputs.len());
    let ids: std::collections::BTreeSet<_> = corpus.articles.iter().map(|a| &a.id).collect();
    assert_eq!(ids.len(), corpus.articles.len(), "ids are unique");
    for input in &corpus.inputs {
        if let Outcome::Skipped(kind) = input.outcome {
            assert!(
                corpus.problems.iter().any(|p| p.file == input.file && p.line == input.row && p.kind == kind),
                "{input:?} is explained"
            );
        }
    }
    for problem in &corpus.problems {
        assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "{problem:?}");
    }
    assert!(inspect(&corpus).contains(&format!("found {} = read {}", counts.found, counts.read)));
    corpus
}

fn one(name: &str, bytes: &[u8]) -> Corpus {
    Folder::new(&[(name, bytes)]).load()
}

fn fails(name: &str, bytes: &[u8]) -> Error {
    Folder::new(&[(name, bytes)]).try_load(&Options::default()).expect_err("nothing to read")
}

fn kinds(corpus: &Corpus) -> Vec<&str> {
    corpus.problems.iter().map(|p| p.kind).collect()
}

fn problem<'c>(corpus: &'c Corpus, kind: &str) -> &'c Problem {
    corpus.problems.iter().find(|p| p.kind == kind).unwrap_or_else(|| panic!("{kind} is not among {:?}", corpus.problems))
}

fn map(pairs: &[(&str, &str)]) -> Options {
    Options { map: pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect(), ..Options::default() }
}

fn date(value: &str) -> Result<String, parallax::corpus::date::DateFault> {
    parallax::corpus::date::parse(value, DateOrder::Unknown, &CorpusWords::embedded().dates)
}
