//! Timeline: who published when, how figures and labels moved.

use super::Exhibit;
use crate::frame::Frames;

/// Timeline: who published when, how figures and labels moved.
pub fn timeline(_frames: &Frames) -> Exhibit {
    Exhibit { name: "timeline", ..Exhibit::default() }
}
