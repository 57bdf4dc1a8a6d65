//! Omissions: what most others have and an outlet lacks.

use super::Exhibit;
use crate::frame::Frames;

/// Omissions: what most others have and an outlet lacks.
pub fn omissions(_frames: &Frames) -> Exhibit {
    Exhibit { name: "omissions", ..Exhibit::default() }
}
