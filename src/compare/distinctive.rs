//! Distinctive words: what sets an outlet apart from the rest.

use super::Exhibit;
use crate::frame::Frames;

/// Distinctive words: what sets an outlet apart from the rest.
pub fn distinctive(_frames: &Frames) -> Exhibit {
    Exhibit { name: "distinctive", ..Exhibit::default() }
}
