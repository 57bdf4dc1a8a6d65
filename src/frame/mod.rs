//! Rows to polars: the per-article features DataFrame, the evidence tables, and the codebook from the columns' own words.

pub mod evidence;
pub mod features;
pub mod rows;
pub mod table;

pub use rows::{Rows, event_rows, rows};
pub use table::{Cell, Column, Heading, Kind, Table, column, table};

/// The tables that comparisons read.
#[derive(Debug, Clone)]
pub struct Frames {
    /// One row an article, those where nothing was found too.
    pub features: Table,
    pub labels: Table,
    pub figures: Table,
    pub quotes: Table,
    pub sentences: Table,
    /// One row an input: read, skipped or duplicate.
    pub inputs: Table,
    /// Figures from outside the articles, as `corpus.toml` gives them.
    pub references: Table,
}

impl Frames {
    /// The evidence and feature tables of a corpus, and the fate of its inputs.
    pub fn new(articles: &[Rows], inputs: Table, references: Table) -> Frames {
        Frames {
            features: features::features(articles),
            labels: evidence::labels(articles),
            figures: evidence::figures(articles),
            quotes: evidence::quotes(articles),
            sentences: evidence::sentences(articles),
            inputs,
            references,
        }
    }

    /// Outlets in order of name.
    pub fn outlets(&self) -> Vec<String> {
        let names: std::collections::BTreeSet<&str> = self.features.text("outlet").into_iter().collect();
        names.into_iter().map(String::from).collect()
    }

    /// The tables themselves, in the order of the report.
    pub fn tables(&self) -> [&Table; 7] {
        [&self.features, &self.labels, &self.figures, &self.quotes, &self.sentences, &self.inputs, &self.references]
    }
}

/// codebook.csv: every column of every table, with unit and meaning.
pub fn codebook<'t>(tables: impl IntoIterator<Item = &'t Table>) -> Table {
    type R<'t> = (&'t Table, &'t Heading);
    let rows: Vec<R> = tables.into_iter().flat_map(|t| t.headings.iter().map(move |h| (t, h))).collect();
    let columns = vec![
        column("table", Kind::Text, "", "file stem of the table", |(t, _): &R| (&t.name).into()),
        column("table_about", Kind::Text, "", "what a row of the table is", |(t, _): &R| (&t.about).into()),
        column("column", Kind::Text, "", "name of the column", |(_, h): &R| (&h.name).into()),
        column("unit", Kind::Text, "", "what its values are counted in", |(_, h): &R| (&h.unit).into()),
        column("meaning", Kind::Text, "", "what its values say", |(_, h): &R| (&h.meaning).into()),
    ];
    table("codebook", "One row a column of a table", columns, &rows)
}
