//! What a report shows, as the renderers read it that make a whole of it: workbook, briefing, data package.

use crate::compare::evidence::Evidence;
use crate::compare::{Exhibit, Finding};
use crate::frame::Table;
use crate::problem::Problem;
use crate::render::csv::Flavour;
use std::collections::BTreeMap;

/// Everything that a report shows, computed already.
pub struct Book<'r> {
    /// The corpus's title, else its name.
    pub title: String,
    /// The corpus's name: the report's folder.
    pub name: String,
    /// What the articles are about, as `corpus.toml` tells it; may be empty.
    pub summary: String,
    /// Outlets, articles, dates, versions: the footer of the charts.
    pub scope: String,
    /// Settings, versions and counts by name, in the order in which people ask for them.
    pub settings: Vec<(String, String)>,
    /// All tables, in the order of the report.
    pub tables: Vec<&'r Table>,
    pub exhibits: &'r [Exhibit],
    /// Most striking first.
    pub findings: &'r [Finding],
    /// Which rows each count counts.
    pub evidence: Option<&'r Evidence>,
    /// PNGs by the chart's name.
    pub pictures: BTreeMap<String, Vec<u8>>,
    pub problems: &'r [Problem],
    /// How the CSV files are written.
    pub flavour: Flavour,
    /// Whether sentences were replaced by their hashes.
    pub no_text: bool,
}

/// Width and height of a PNG, as its head says; `None` of anything else.
pub fn pixels(png: &[u8]) -> Option<(u32, u32)> {
    let number = |from: usize| Some(u32::from_be_bytes(png.get(from..from + 4)?.try_into().ok()?));
    let head = png.get(12..16) == Some(b"IHDR");
    Some((number(16)?, number(20)?)).filter(|_| head)
}

/// What the pictures are meant for: dots an inch.
pub const DPI: f64 = 220.0;

/// A link from one row to another: the table whose rows bear such ids, the number of its row for each id.
pub struct Keys<'r> {
    /// Name of the id column (`label_id`) to its table and rows.
    tables: BTreeMap<String, (&'r str, BTreeMap<&'r str, usize>)>,
}

impl<'r> Keys<'r> {
    /// The ids of all tables whose first column holds one in every row, each its own. Where several tables have the same id,
    /// the first is its home.
    pub fn new(tables: &[&'r Table]) -> Keys<'r> {
        let mut out = BTreeMap::new();
        for table in tables {
            let Some(name) = primary(table).filter(|n| !out.contains_key(*n)) else { continue };
            let rows = table.text(name).into_iter().enumerate().map(|(row, id)| (id, row)).collect();
            out.insert(name.to_string(), (table.name.as_str(), rows));
        }
        Keys { tables: out }
    }

    /// The id column that is a table's own, if it has one.
    pub fn own<'t>(&self, table: &'t Table) -> Option<&'t str> {
        primary(table)
    }

    /// The id column to which a column of another table refers: `figure_id_a` to `figure_id`, `part_of` by its values.
    pub fn home(&self, column: &str) -> Option<&str> {
        let stem = column.trim_end_matches("_a").trim_end_matches("_b");
        let found = self.tables.keys().find(|k| k.as_str() == stem || stem.ends_with(&format!("_{k}")));
        found.map(String::as_str)
    }

    /// The table that bears an id column.
    pub fn table(&self, key: &str) -> Option<&'r str> {
        self.tables.get(key).map(|(table, _)| *table)
    }

    /// Table and row of an id, where the id tells its table itself (`label-0012`).
    pub fn find(&self, id: &str) -> Option<(&'r str, usize)> {
        let (stem, number) = id.rsplit_once('-')?;
        number.parse::<usize>().ok()?;
        self.within(&format!("{stem}_id"), id)
    }

    /// Table and row of an id of this column.
    pub fn within(&self, key: &str, id: &str) -> Option<(&'r str, usize)> {
        let (table, rows) = self.tables.get(key)?;
        Some((table, *rows.get(id)?))
    }
}

/// The first column, if it holds ids: one in every row, each its own.
fn primary(table: &Table) -> Option<&str> {
    let first = table.headings.first().filter(|h| h.name.ends_with("_id"))?;
    let values = table.text(&first.name);
    let different: std::collections::BTreeSet<&str> = values.iter().copied().filter(|v| !v.is_empty()).collect();
    (different.len() == values.len()).then_some(first.name.as_str())
}
