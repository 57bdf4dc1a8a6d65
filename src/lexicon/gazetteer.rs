//! Known sources: aliases, source type, official or not.

use super::Sources;
use crate::problem::Problem;

/// Known sources: aliases, source type, official or not.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// Reads the files; problems are collected.
    pub fn load(_sources: &Sources, _problems: &mut Vec<Problem>) -> Gazetteer {
        Gazetteer {}
    }
}

pub fn of_manifest(_manifest: &crate::corpus::Manifest) -> Vec<super::Source> { Vec::new() }
