//! Rules: how a newsroom's house rules would judge each label and verb.

use super::Exhibit;
use crate::frame::Frames;

/// Rules: how a newsroom's house rules would judge each label and verb.
pub fn rules(_frames: &Frames) -> Exhibit {
    Exhibit { name: "rules", ..Exhibit::default() }
}
