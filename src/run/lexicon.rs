//! `parallax lexicon check`: file, line and value of every problem, and every entry's examples run.

use crate::extract::examples;
use crate::lexicon::{Lexicons, Sources};
use crate::problem::Error;
use std::path::Path;

/// Prints every problem; any is exit 1.
pub fn lexicon_check(dir: Option<&Path>) -> Result<(), Error> {
    if let Some(dir) = dir.filter(|d| !d.is_dir()) {
        return Err(Error::Usage(format!(
            "{}: no such folder; give one with files like those of data/lexicons, or nothing for the lexicons inside the program",
            dir.display()
        )));
    }
    let (lexicons, mut problems) = Lexicons::load(dir);
    let (sources, _) = Sources::load(dir);
    let checked = examples::check(&lexicons, &sources, &mut problems);
    for problem in &problems {
        super::print(&format!("{problem}\n"))?;
    }
    super::tell(&format!("{} files, {checked} examples and counter-examples, {} problems", lexicons.hashes.len(), problems.len()));
    if problems.is_empty() { Ok(()) } else { Err(Error::Other(format!("{} problems in the lexicons", problems.len()))) }
}
