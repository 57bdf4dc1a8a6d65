//! Verbs: with which reporting verbs each side is quoted.

use super::Exhibit;
use crate::frame::Frames;

/// Verbs: with which reporting verbs each side is quoted.
pub fn verbs(_frames: &Frames) -> Exhibit {
    Exhibit { name: "verbs", ..Exhibit::default() }
}
