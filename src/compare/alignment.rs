//! Alignment: sentences of different outlets that restate the same thing.

use super::Exhibit;
use crate::frame::{Frames, Table};

/// Alignment: sentences of different outlets that restate the same thing.
pub fn alignment(_frames: &Frames) -> Exhibit {
    Exhibit { name: "alignment", ..Exhibit::default() }
}

/// Pairs of sentences of different outlets that restate the same thing.
pub fn align(frames: &Frames) -> Table {
    frames.aligned.clone()
}
