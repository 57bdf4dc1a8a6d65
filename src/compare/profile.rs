//! Profile: each article's place on every dimension.

use super::Exhibit;
use crate::frame::Frames;

/// Profile: each article's place on every dimension.
pub fn profile(_frames: &Frames) -> Exhibit {
    Exhibit { name: "profile", ..Exhibit::default() }
}
