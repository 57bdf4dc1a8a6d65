//! `parallax inspect`: what would be read; analyses nothing.

use super::{InputOptions, load, strict};
use crate::corpus;
use crate::problem::Error;

/// Prints the loader's report.
pub fn inspect(options: &InputOptions) -> Result<(), Error> {
    let corpus = load(options)?;
    super::print(&corpus::inspect(&corpus))?;
    strict(options, &corpus)
}
