//! The order of the stages, and the only writer of files: one file a command.

mod book;
mod chart_words;
mod diff;
mod discover;
mod explain;
mod extract;
mod inspect;
mod kwic;
mod lexicon;
mod output;
mod progress;
mod report;
mod saved;
mod summary;
mod tagger;
mod withhold;
mod without;

pub use diff::{DiffFormat, diff};
pub use discover::discover_labels;
pub use explain::explain;
pub use extract::{Format, extract};
pub use inspect::inspect;
pub use kwic::{KwicFilter, kwic};
pub use lexicon::lexicon_check;
pub use output::write_file;
pub use report::{ReportOptions, frames_of, report};
pub use tagger::{tokens, train_parser, train_quotes, train_style, train_tagger};

use crate::corpus::{self, Corpus};
use crate::extract::Settings;
use crate::lexicon::{Lexicons, rules::Rules};
use crate::problem::{Error, Problem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What to read and how: the options that commands share.
#[derive(Debug, Clone, Default)]
pub struct InputOptions {
    pub inputs: Vec<PathBuf>,
    /// `outlet=media_name`: canonical column and the user's column.
    pub map: Vec<String>,
    pub lexicons: Option<PathBuf>,
    /// House rules in place of those of the corpus: sets inside the program, rule files, folders.
    pub rules: Vec<String>,
    pub convention: Option<String>,
    /// Attributions by rule alone.
    pub no_model: bool,
    /// Words of style and acts of harm are not looked for: what `extract` does unless asked.
    pub no_style: bool,
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
        return Err(Error::Usage(format!("--lexicons {}: no such folder; give one with files like those of data/lexicons", dir.display())));
    }
    let manifest = corpus.and_then(|c| c.manifest.as_ref());
    let (lexicons, mut problems) = Lexicons::load_for(options.lexicons.as_deref(), manifest);
    let (rules, wrong) = Rules::of(&options.rules, manifest);
    if let Some(problem) = wrong.iter().find(|_| !options.rules.is_empty()) {
        return Err(Error::Usage(format!("{problem}")));
    }
    problems.extend(wrong);
    let lexicons = lexicons.with_rules(rules);
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
    settings.no_style = options.no_style;
    if let Some(name) = &options.convention {
        settings.convention = name.clone();
    }
    packs(&settings, manifest, lexicons)?;
    let known = lexicons.figures.convention_names();
    if !settings.convention.is_empty() && !known.contains(&settings.convention.as_str()) {
        let given = &settings.convention;
        let near = crate::problem::did_you_mean(given, known.iter().copied());
        return Err(Error::Usage(format!("--convention {given}: no such convention; there are {}{near}", known.join(", "))));
    }
    Ok(settings)
}

/// A pack that is not there would silently find nothing.
fn packs(settings: &Settings, manifest: Option<&corpus::Manifest>, lexicons: &Lexicons) -> Result<(), Error> {
    let words = &lexicons.labels;
    let known: std::collections::BTreeSet<&str> =
        words.packs.iter().map(|p| p.name.as_str()).chain(words.actors.iter().map(|p| p.name.as_str())).collect();
    let Some(pack) = settings.packs.iter().find(|p| !known.contains(p.as_str())) else { return Ok(()) };
    let near = crate::problem::did_you_mean(pack, known.iter().copied());
    let file = manifest.map_or("corpus.toml".to_string(), |m| m.path.display().to_string());
    let known = known.into_iter().collect::<Vec<_>>().join(", ");
    Err(Error::Usage(format!("{file}: packs names {pack:?}, which is no lexicon pack; there are {known}{near}")))
}

fn of_manifest(manifest: &corpus::Manifest) -> Settings {
    let sides = manifest.sides.iter().flat_map(|(side, actors)| actors.iter().map(|a| (a.clone(), side.clone())));
    let own = manifest.actors.iter().filter_map(|a| Some((a.name.clone(), a.side.clone()?)));
    Settings {
        packs: manifest.packs.clone(),
        convention: manifest.convention.clone().unwrap_or_default(),
        no_model: false,
        no_style: false,
        sides: own.chain(sides).collect(),
        speakers: speakers(manifest),
    }
}

/// For which side somebody speaks: actors of a side, those that are part of one, and sources that bear one of their names.
fn speakers(manifest: &corpus::Manifest) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let side = |name: &str| manifest.actors.iter().find(|a| a.name == name).and_then(|a| a.side.clone());
    for actor in &manifest.actors {
        let Some(side) = actor.side.clone().or_else(|| side(actor.part_of.as_deref()?)) else { continue };
        for name in [&actor.name].into_iter().chain(&actor.names).chain(&actor.labels) {
            out.insert(name.to_lowercase(), side.clone());
        }
    }
    for (side, names) in &manifest.sides {
        out.extend(names.iter().map(|n| (n.to_lowercase(), side.clone())));
    }
    for source in &manifest.sources {
        let known = [&source.name].into_iter().chain(&source.aliases).find_map(|n| out.get(&n.to_lowercase()).cloned());
        out.extend(known.map(|side| (source.name.to_lowercase(), side)));
    }
    out
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
pub(crate) fn print(text: &str) -> Result<(), Error> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(io(Path::new("stdout"), "cannot write")(error)),
        _ => Ok(()),
    }
}
