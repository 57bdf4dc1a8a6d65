//! What a model learned of attributions, beside the rules.

mod read;
pub mod row;
pub mod train;

pub use read::rows;
