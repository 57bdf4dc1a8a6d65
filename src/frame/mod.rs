//! Rows to polars: the per-article features DataFrame, the evidence tables, and the codebook from the columns' own words.

mod acts;
pub mod evidence;
pub mod features;
mod house;
pub mod rows;
pub mod table;
pub mod withheld;
pub mod words;

pub use house::house_rules;
pub use rows::{Rows, event_rows, rows};
pub use table::{Cell, Column, Heading, Kind, Table, column, table};
pub use withheld::Withheld;
pub use words::{Word, Words};

use std::collections::BTreeMap;

/// The tables that comparisons read.
#[derive(Debug, Clone)]
pub struct Frames {
    /// One row an article, those where nothing was found too.
    pub features: Table,
    pub labels: Table,
    pub figures: Table,
    pub quotes: Table,
    pub sentences: Table,
    /// Loaded words, emotions, hedges and boosters.
    pub style: Table,
    /// Acts of harm: who is said to do what to whom.
    pub agency: Table,
    /// One row a sentence and theme.
    pub themes: Table,
    /// The words of the sentences, row by row.
    pub words: Words,
    /// Pairs of sentences of different outlets that restate the same thing; see `compare::alignment`. Empty until they are found.
    pub aligned: Table,
    /// House rules, one row a rule. Empty until a run gives them.
    pub rules: Table,
    /// One row an input: read, skipped or duplicate.
    pub inputs: Table,
    /// Figures from outside the articles, as `corpus.toml` gives them.
    pub references: Table,
    /// The user column by which articles are grouped in place of outlets; empty for outlets.
    pub grouped_by: String,
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
            style: evidence::style(articles),
            agency: evidence::agency(articles),
            themes: evidence::themes(articles),
            words: Words::join(articles.iter().map(|a| &a.words), |article, sentence| !articles[article].dropped.contains(&sentence)),
            aligned: table::<()>("aligned", "", Vec::new(), &[]),
            rules: house_rules(&[]),
            inputs,
            references,
            grouped_by: String::new(),
        }
    }

    /// The same tables with a user column's values (country, kind, lean) where the outlet stood: what comparisons by group read.
    ///
    /// # Errors
    /// Says which columns there are, if no article has this one.
    pub fn by(&self, column: &str) -> Result<Frames, String> {
        let groups = self.features.groups(column)?;
        let articles = self.features.text("article_id");
        let of: BTreeMap<&str, &str> = articles.into_iter().zip(groups.iter().map(String::as_str)).collect();
        let regroup = |t: &Table| t.regrouped(&of);
        Ok(Frames {
            features: regroup(&self.features),
            labels: regroup(&self.labels),
            figures: regroup(&self.figures),
            quotes: regroup(&self.quotes),
            sentences: regroup(&self.sentences),
            style: regroup(&self.style),
            agency: regroup(&self.agency),
            themes: regroup(&self.themes),
            grouped_by: column.to_string(),
            ..self.clone()
        })
    }

    /// What one of the compared is called: `outlet`, or the column they are grouped by.
    pub fn unit(&self) -> &str {
        if self.grouped_by.is_empty() { "outlet" } else { &self.grouped_by }
    }

    /// Several of them: `outlets`, `countries`.
    pub fn units(&self) -> String {
        several(self.unit())
    }

    /// Outlets in order of name.
    pub fn outlets(&self) -> Vec<String> {
        let names: std::collections::BTreeSet<&str> = self.features.text("outlet").into_iter().collect();
        names.into_iter().map(String::from).collect()
    }

    /// The tables whose rows stand at a place in a text: their first column is an id.
    pub fn evidence(&self) -> Vec<&Table> {
        let first_is_id = |t: &Table| t.headings.first().is_some_and(|h| h.name.ends_with("_id"));
        let placed = |t: &&Table| first_is_id(t) && t.headings.iter().any(|h| h.name == "char_start");
        self.tables().into_iter().filter(placed).collect()
    }

    /// Every table there is, for changes that must miss none: a new one does not compile until it stands here.
    pub fn all_mut(&mut self) -> Vec<&mut Table> {
        let Frames {
            features,
            labels,
            figures,
            quotes,
            sentences,
            style,
            agency,
            themes,
            aligned,
            rules,
            inputs,
            references,
            words: _,
            grouped_by: _,
        } = self;
        vec![features, labels, figures, quotes, sentences, style, agency, themes, aligned, rules, inputs, references]
    }

    /// The tables themselves, in the order of the report.
    pub fn tables(&self) -> [&Table; 9] {
        let [labels, figures, quotes] = [&self.labels, &self.figures, &self.quotes];
        [&self.features, labels, figures, quotes, &self.style, &self.agency, &self.sentences, &self.inputs, &self.references]
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

/// The plural of a noun that the report uses or that names a user's column: "outlets", "countries", "classes".
pub fn several(noun: &str) -> String {
    match noun.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}
