//! Style: loaded words, hedges, boosters, scare quotes, agentless passives.

use super::Exhibit;
use crate::frame::Frames;

/// Style: loaded words, hedges, boosters, scare quotes, agentless passives.
pub fn style(_frames: &Frames) -> Exhibit {
    Exhibit { name: "style", ..Exhibit::default() }
}
