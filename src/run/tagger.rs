//! The hidden commands that make the models: see `data/models/README.md`.

use crate::lexicon::Lexicons;
use crate::problem::Error;
use crate::text::parse::model::Model;
use crate::text::train;
use std::io::Write;
use std::path::Path;

/// Prints the tokens of JSONL articles, one a line, a blank line after each sentence.
pub fn tokens(input: &Path) -> Result<(), Error> {
    let (lexicons, _) = Lexicons::load(None);
    let text = read(input)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in text.lines() {
        let article: serde_json::Value = serde_json::from_str(line).map_err(|e| Error::Other(format!("{}: {e}", input.display())))?;
        let tokens = train::tokens(article["text"].as_str().unwrap_or(""), &lexicons.text);
        out.write_all(tokens.as_bytes()).map_err(|source| Error::Io { path: "stdout".into(), what: "cannot write", source })?;
    }
    Ok(())
}

/// Learns from JSONL articles with attributions (`text`, `quotes`: `content`, `cue`, `speaker` as spans) and writes the model.
pub fn train_quotes(input: &Path, out: &Path) -> Result<(), Error> {
    let (lexicons, _) = Lexicons::load(None);
    let lessons: Result<Vec<_>, _> = read(input)?.lines().map(serde_json::from_str).collect();
    let lessons = lessons.map_err(|e| Error::Other(format!("{}: {e}", input.display())))?;
    let model = crate::extract::quotes::learned::train::train(&lessons, &lexicons);
    std::fs::write(out, model).map_err(|source| Error::Io { path: out.into(), what: "cannot write", source })
}

/// Learns loaded words from JSONL sentences (`text`, `outlet`, `topic`, `biased`, `spans`) and writes the model; with `folds` (`topic`
/// or `outlet`) it writes scores of held-out words instead, as JSONL.
pub fn train_style(input: &Path, out: &Path, folds: Option<&str>) -> Result<(), Error> {
    use crate::extract::style::learned::train::{Lesson, folds as held_out, train};
    let (lexicons, _) = Lexicons::load(None);
    let lessons: Result<Vec<Lesson>, _> = read(input)?.lines().map(serde_json::from_str).collect();
    let lessons = lessons.map_err(|e| Error::Other(format!("{}: {e}", input.display())))?;
    let bytes = match folds {
        None => train(&lessons, &lexicons),
        Some(by) => {
            let scored = held_out(&lessons, &lexicons, by == "outlet");
            scored.iter().map(|s| format!("{}\n", serde_json::json!(s))).collect::<String>().into_bytes()
        }
    };
    std::fs::write(out, bytes).map_err(|source| Error::Io { path: out.into(), what: "cannot write", source })
}

/// Learns from tagged tokens (`token TAB tag` lines) and writes the model.
pub fn train_tagger(input: &Path, out: &Path) -> Result<(), Error> {
    let model = train::train(&read(input)?);
    std::fs::write(out, model).map_err(|source| Error::Io { path: out.into(), what: "cannot write", source })
}

/// Learns from parsed tokens (`token TAB tag TAB head TAB relation` lines) and writes the model; then measures it on those held out.
pub fn train_parser(input: &Path, held: &Path, out: &Path) -> Result<(), Error> {
    let (lexicons, _) = Lexicons::load(None);
    let model = train::parser::train(&read(input)?, &lexicons.text, &mut |round| eprintln!("{round}"));
    print!("{}", train::parser::measure(&read(held)?, &lexicons.text, Model::read(&model).as_ref()));
    std::fs::write(out, model).map_err(|source| Error::Io { path: out.into(), what: "cannot write", source })
}

fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|source| Error::Io { path: path.into(), what: "cannot read", source })
}
