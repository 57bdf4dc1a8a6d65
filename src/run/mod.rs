//! The order of the stages, and the only writer of files: one file a command.

mod discover;
mod explain;
mod extract;
mod inspect;
mod kwic;
mod lexicon;
mod output;
mod report;
mod tagger;
mod without;

pub use discover::discover_labels;
pub use explain::explain;
pub use extract::{Format, extract};
pub use inspect::inspect;
pub use kwic::{KwicFilter, kwic};
pub use lexicon::lexicon_check;
pub use report::{ReportOptions, frames_of, report};
pub use tagger::{tokens, train_parser, train_quotes, train_tagger};

use crate::corpus::{self, Corpus};
use crate::extract::Settings;
use crate::lexicon::Lexicons;
use crate::problem::{Error, Problem};
use std::path::{Path, PathBuf};

/// What to read and how: the options that commands share.
#[derive(Debug, Clone, Default)]
pub struct InputOptions {
    pub inputs: Vec<PathBuf>,
    /// `outlet=media_name`: canonical column and the user's column.
    pub map: Vec<String>,
    pub lexicons: Option<PathBuf>,
    pub convention: Option<String>,
    /// Attributions by rule alone.
    pub no_model: bool,
    pub strict: bool,
}

/// Reads a corpus; nothing named is a usage error.
fn load(options: &InputOptions) -> Result<Corpus, Error> {
    if options.inputs.is_empty() {
        return Err(Error::Usage("name a folder of articles or a data file; `parallax inspect FOLDER` shows what would be read".into()));
    }
    let words = corpus_words(options);
    corpus::load(&options.inputs, &options.loader(&words)?, &words)
}

/// The loader's words are needed before the corpus can say what other lexicons it wants.
fn corpus_words(options: &InputOptions) -> corpus::CorpusWords {
    let (sources, mut problems) = crate::lexicon::Sources::load(options.lexicons.as_deref());
    corpus::CorpusWords::load(&sources, &mut problems)
}

impl InputOptions {
    fn loader(&self, words: &corpus::CorpusWords) -> Result<corpus::Options, Error> {
        let mut out = corpus::Options::default();
        self.map.iter().try_for_each(|pair| out.add_map(pair, words))?;
        Ok(out)
    }
}

/// The lexicons with what the corpus itself says of its actors and sources; their problems go to stderr.
fn lexicons(options: &InputOptions, corpus: Option<&Corpus>) -> Result<(Lexicons, Vec<Problem>), Error> {
    if let Some(dir) = options.lexicons.as_ref().filter(|d| !d.is_dir()) {
        return Err(Error::Usage(format!("--lexicons {}: no such folder", dir.display())));
    }
    let (lexicons, problems) = Lexicons::load_for(options.lexicons.as_deref(), corpus.and_then(|c| c.manifest.as_ref()));
    // Words that the user gave and that cannot be read would silently count nothing.
    match problems.iter().find(|p| p.severity == crate::problem::Severity::Skipped) {
        Some(problem) if options.lexicons.is_some() => Err(Error::Usage(format!("{problem}; `parallax lexicon check` lists all problems"))),
        _ => Ok((lexicons, problems)),
    }
}

/// Packs, convention and sides: the command line over the corpus's own word.
fn settings(options: &InputOptions, corpus: Option<&Corpus>, lexicons: &Lexicons) -> Result<Settings, Error> {
    let manifest = corpus.and_then(|c| c.manifest.as_ref());
    let mut settings = manifest.map(of_manifest).unwrap_or_default();
    settings.no_model = options.no_model;
    if let Some(name) = &options.convention {
        settings.convention = name.clone();
    }
    let known = lexicons.figures.convention_names();
    if !settings.convention.is_empty() && !known.contains(&settings.convention.as_str()) {
        let given = &settings.convention;
        return Err(Error::Usage(format!("convention {given:?} is not known; there are {}", known.join(", "))));
    }
    Ok(settings)
}

fn of_manifest(manifest: &corpus::Manifest) -> Settings {
    let sides = manifest.sides.iter().flat_map(|(side, actors)| actors.iter().map(|a| (a.clone(), side.clone())));
    let own = manifest.actors.iter().filter_map(|a| Some((a.name.clone(), a.side.clone()?)));
    Settings {
        packs: manifest.packs.clone(),
        convention: manifest.convention.clone().unwrap_or_default(),
        no_model: false,
        sides: own.chain(sides).collect(),
    }
}

/// Exit 4 where `--strict` was given and something was skipped.
fn strict(options: &InputOptions, corpus: &Corpus) -> Result<(), Error> {
    let counts = corpus.counts();
    if options.strict && counts.skipped > 0 {
        return Err(Error::Strict(format!("{} of {} inputs were skipped (--strict)", counts.skipped, counts.found)));
    }
    Ok(())
}

fn io(path: &Path, what: &'static str) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_path_buf();
    move |source| Error::Io { path, what, source }
}

/// Messages to stderr; where nobody can read them the run goes on.
pub(crate) fn tell(text: &str) {
    use std::io::Write;
    drop(writeln!(std::io::stderr().lock(), "{text}"));
}

/// Data to stdout; a reader that went away (`| head`) ends the program quietly.
fn print(text: &str) -> Result<(), Error> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(io(Path::new("stdout"), "cannot write")(error)),
        _ => Ok(()),
    }
}
