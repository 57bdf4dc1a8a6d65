//! Training the tagger: tokens out, tagged tokens in. Used once, by `data/models/train.py`.

use crate::problem::Error;
use std::path::Path;
pub fn tokens(_input: &Path) -> Result<(), Error> {
    Ok(())
}
pub fn train_tagger(_input: &Path, _out: &Path) -> Result<(), Error> {
    Ok(())
}
