//! The kinds of changes, a file each.

pub mod evidence;
pub mod manifest;
pub mod numbers;
