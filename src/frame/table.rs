//! A table: a polars DataFrame whose every column has a name, a unit and a meaning.

use polars::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A named table with its codebook. Missing values are null, never zero.
#[derive(Debug, Clone)]
pub struct Table {
    /// File stem and name everywhere (`labels_by_outlet`).
    pub name: String,
    /// One line for people: what a row is.
    pub about: String,
    pub headings: Vec<Heading>,
    pub frame: DataFrame,
}

/// What a column is called, counted in, and means. Headers, codebook and tooltips come from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub name: String,
    pub unit: String,
    pub meaning: String,
}

/// One value on its way into a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Missing,
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Int,
    Float,
    Bool,
}

/// A column of rows of type `R`: its words and how to get its value.
pub struct Column<'f, R> {
    pub heading: Heading,
    pub kind: Kind,
    pub get: Box<dyn Fn(&R) -> Cell + 'f>,
}

/// A column: name, kind, unit ("" if none), meaning, and the value of a row.
pub fn column<'f, R>(
    name: impl Into<Cow<'f, str>>,
    kind: Kind,
    unit: &str,
    meaning: impl Into<Cow<'f, str>>,
    get: impl Fn(&R) -> Cell + 'f,
) -> Column<'f, R> {
    let heading = Heading { name: name.into().into_owned(), unit: unit.to_string(), meaning: meaning.into().into_owned() };
    Column { heading, kind, get: Box::new(get) }
}

/// Makes a table of rows. A value of another kind than its column's is a defect of the caller and becomes missing in
/// release builds; tests run with debug assertions.
pub fn table<R>(name: &str, about: &str, mut columns: Vec<Column<R>>, rows: &[R]) -> Table {
    // Two words of a user can give one name ("Iran", "iran"): the second is numbered.
    let mut taken = BTreeSet::new();
    for column in &mut columns {
        let name = column.heading.name.clone();
        let mut number = 2;
        while !taken.insert(column.heading.name.clone()) {
            column.heading.name = format!("{name}_{number}");
            number += 1;
        }
    }
    let series = columns.iter().map(|c| series(c, rows)).collect();
    let frame = DataFrame::new(rows.len(), series).unwrap_or_else(|error| panic!("table {name}: {error}"));
    Table { name: name.to_string(), about: about.to_string(), headings: columns.into_iter().map(|c| c.heading).collect(), frame }
}

fn series<R>(column: &Column<R>, rows: &[R]) -> polars::prelude::Column {
    let name = PlSmallStr::from_str(&column.heading.name);
    let cells = rows.iter().map(|r| (column.get)(r));
    let wrong = |cell: &Cell| debug_assert!(*cell == Cell::Missing, "column {name}: {cell:?} is not {:?}", column.kind);
    match column.kind {
        Kind::Text => {
            let pick = |c| if let Cell::Text(v) = c { Some(v) } else { (wrong(&c), None).1 };
            polars::prelude::Column::new(name.clone(), cells.map(pick).collect::<Vec<_>>())
        }
        Kind::Int => {
            let pick = |c| if let Cell::Int(v) = c { Some(v) } else { (wrong(&c), None).1 };
            polars::prelude::Column::new(name.clone(), cells.map(pick).collect::<Vec<_>>())
        }
        Kind::Float => {
            let pick = |c| if let Cell::Float(v) = c { Some(v) } else { (wrong(&c), None).1 };
            polars::prelude::Column::new(name.clone(), cells.map(pick).collect::<Vec<_>>())
        }
        Kind::Bool => {
            let pick = |c| if let Cell::Bool(v) = c { Some(v) } else { (wrong(&c), None).1 };
            polars::prelude::Column::new(name.clone(), cells.map(pick).collect::<Vec<_>>())
        }
    }
}

impl Table {
    pub fn height(&self) -> usize {
        self.frame.height()
    }

    /// A text column; missing is "". A column that is not there is a defect of the caller.
    pub fn text(&self, column: &str) -> Vec<&str> {
        let column = self.column(column).str().unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        column.iter().map(|v| v.unwrap_or("")).collect()
    }

    /// A column of numbers, whole or not; missing is `None`.
    pub fn numbers(&self, column: &str) -> Vec<Option<f64>> {
        let column = self.column(column);
        match column.dtype() {
            DataType::Int64 => column.i64().map(|c| c.iter().map(|v| v.map(|v| v as f64)).collect()),
            _ => column.f64().map(|c| c.iter().collect()),
        }
        .unwrap_or_else(|e| panic!("table {}: {e}", self.name))
    }

    /// A column of yes and no; missing is `None`.
    pub fn flags(&self, column: &str) -> Vec<Option<bool>> {
        let column = self.column(column).bool().unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        column.iter().collect()
    }

    fn column(&self, name: &str) -> &polars::prelude::Column {
        self.frame.column(name).unwrap_or_else(|e| panic!("table {}: {e}", self.name))
    }

    /// The rows where a text column has one of these values, as a table of the same columns.
    pub fn only(&self, column: &str, values: &[&str]) -> Table {
        let mask: BooleanChunked = self.text(column).iter().map(|v| Some(values.contains(v))).collect();
        let frame = self.frame.filter(&mask).unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        Table { frame, ..self.clone() }
    }

    /// The rows where a column of yes and no has this value.
    pub fn only_flag(&self, column: &str, wanted: bool) -> Table {
        let mask: BooleanChunked = self.flags(column).iter().map(|v| Some(*v == Some(wanted))).collect();
        let frame = self.frame.filter(&mask).unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        Table { frame, ..self.clone() }
    }

    /// The values of a user column, a row each; "not given" where it is empty.
    pub fn groups(&self, column: &str) -> Result<Vec<String>, String> {
        let known = self.headings.iter().any(|h| h.name == column && h.meaning == super::features::USER);
        if !known {
            let names: Vec<&str> = self.headings.iter().filter(|h| h.meaning == super::features::USER).map(|h| h.name.as_str()).collect();
            let there = if names.is_empty() { "there is none".to_string() } else { format!("there are {}", names.join(", ")) };
            let near = crate::problem::did_you_mean(column, names.iter().copied());
            return Err(format!("--by {column}: no article has a column of yours named so{near}; {there}"));
        }
        let given = |v: &str| if v.is_empty() { "not given".to_string() } else { v.to_string() };
        Ok(self.text(column).into_iter().map(given).collect())
    }

    /// The same rows with the group of each article where its outlet stood.
    pub(super) fn regrouped(&self, of: &std::collections::BTreeMap<&str, &str>) -> Table {
        let groups: Vec<Option<&str>> = self.text("article_id").iter().map(|a| of.get(a).copied()).collect();
        let mut frame = self.frame.clone();
        frame.with_column(polars::prelude::Column::new("outlet".into(), groups)).unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        Table { frame, ..self.clone() }
    }

    /// Takes a column away.
    pub fn drop(&mut self, column: &str) {
        if let Ok(frame) = self.frame.drop(column) {
            self.frame = frame;
            self.headings.retain(|h| h.name != column);
        }
    }

    /// Gives a column another name and meaning; nothing happens if another column bears the name already.
    pub fn rename(&mut self, column: &str, name: &str, meaning: &str) {
        if self.headings.iter().any(|h| h.name == name) || self.frame.rename(column, name.into()).is_err() {
            return;
        }
        for heading in self.headings.iter_mut().filter(|h| h.name == column) {
            heading.name = name.to_string();
            heading.meaning = meaning.to_string();
        }
    }

    /// The kinds of the columns, in their order.
    pub fn kinds(&self) -> Vec<Kind> {
        let kind = |c: &polars::prelude::Column| match c.dtype() {
            DataType::String => Kind::Text,
            DataType::Int64 => Kind::Int,
            DataType::Float64 => Kind::Float,
            _ => Kind::Bool,
        };
        self.frame.columns().iter().map(kind).collect()
    }

    /// Puts every text through `change`, which gets the column's name beside it; where that gives nothing the text stays.
    pub fn change_texts(&mut self, change: impl Fn(&str, &str) -> Option<String>) {
        for (heading, _) in self.headings.iter().zip(self.kinds()).filter(|(_, k)| *k == Kind::Text) {
            let changed = |v: &str| change(&heading.name, v).unwrap_or_else(|| v.to_string());
            let texts: Vec<Option<String>> =
                self.column(&heading.name).str().map(|c| c.iter().map(|v| v.map(changed)).collect()).unwrap_or_default();
            let column = polars::prelude::Column::new(PlSmallStr::from_str(&heading.name), texts);
            self.frame.with_column(column).unwrap_or_else(|e| panic!("table {}: {e}", self.name));
        }
    }

    /// All values as cells, row by row, for the writers.
    pub fn cells(&self) -> Vec<Vec<Cell>> {
        let mut rows = vec![Vec::with_capacity(self.headings.len()); self.height()];
        for column in self.columns() {
            for (row, cell) in rows.iter_mut().zip(column) {
                row.push(cell);
            }
        }
        rows
    }

    /// All values as cells, column by column.
    pub fn columns(&self) -> impl Iterator<Item = Vec<Cell>> {
        self.frame.columns().iter().map(|column| match column.dtype() {
            DataType::String => self.texts(column),
            DataType::Int64 => column.i64().map(|c| c.iter().map(Cell::from).collect()).unwrap_or_default(),
            DataType::Float64 => column.f64().map(|c| c.iter().map(Cell::from).collect()).unwrap_or_default(),
            _ => column.bool().map(|c| c.iter().map(Cell::from).collect()).unwrap_or_default(),
        })
    }

    fn texts(&self, column: &polars::prelude::Column) -> Vec<Cell> {
        column.str().map(|c| c.iter().map(Cell::from).collect()).unwrap_or_default()
    }
}

impl From<&str> for Cell {
    /// Empty text is missing.
    fn from(text: &str) -> Cell {
        if text.is_empty() { Cell::Missing } else { Cell::Text(text.to_string()) }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        text.as_str().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Missing } else { Cell::Text(text) }
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Cell {
        Cell::Int(n)
    }
}

impl From<usize> for Cell {
    fn from(n: usize) -> Cell {
        Cell::Int(n as i64)
    }
}

impl From<f64> for Cell {
    /// What is no number is missing.
    fn from(x: f64) -> Cell {
        if x.is_finite() { Cell::Float(x) } else { Cell::Missing }
    }
}

impl From<bool> for Cell {
    fn from(yes: bool) -> Cell {
        Cell::Bool(yes)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Cell {
        value.map_or(Cell::Missing, Into::into)
    }
}
