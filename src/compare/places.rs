//! Places: which row of the sentences table the rows of an evidence table stand in.

use crate::frame::{Frames, Table};
use std::collections::HashMap;

/// The sentences by article, part and number.
pub struct Places<'f> {
    rows: HashMap<(&'f str, &'f str, i64), usize>,
}

impl<'f> Places<'f> {
    pub fn new(frames: &'f Frames) -> Places<'f> {
        let keys = keys(&frames.sentences);
        Places { rows: keys.into_iter().enumerate().map(|(row, key)| (key, row)).collect() }
    }

    /// The sentence row of every row of an evidence table.
    pub fn rows(&self, table: &Table) -> Vec<Option<usize>> {
        keys(table).iter().map(|k| self.rows.get(k).copied()).collect()
    }
}

fn keys(t: &Table) -> Vec<(&str, &str, i64)> {
    let (articles, parts, sentences) = (t.text("article_id"), t.text("part"), t.numbers("sentence"));
    (0..t.height()).map(|i| (articles[i], parts[i], sentences[i].unwrap_or(0.0) as i64)).collect()
}
