//! Evidence: which rows of the evidence tables a column of counts counts, so that every number can open them.
//!
//! What is told in `data/page/links.toml` is used only where it agrees with every row of the table: then as many rows are
//! found as the number says. A renderer takes the [`Link`]s and computes nothing.

use crate::frame::{Cell, Frames, Heading, Table};
use crate::text::slug;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

/// The rows behind the numbers of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The column of counts.
    pub column: String,
    /// The evidence table: `labels`, `figures`, `quotes`, `sentences` or `features`.
    pub rows: String,
    /// What must be the same in the row and in its evidence.
    pub same: Vec<Same>,
    /// Columns of the evidence and their values that count; `*` is any value, "" a missing one.
    pub only: Vec<Only>,
}

/// A column of the table and that of the evidence, which must have the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Same {
    pub here: String,
    pub there: String,
    /// A column of the evidence that stands in where `there` is missing.
    pub or: Option<String>,
    /// The value here that matches every value there.
    pub any: Option<String>,
}

/// A condition on the evidence alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    pub column: String,
    pub values: Vec<String>,
    /// The column may hold several values, joined by `;`.
    pub split: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: toml::Table,
    units: BTreeMap<String, Vec<String>>,
    keys: BTreeMap<String, Vec<String>>,
    base: Vec<Base>,
    link: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Base {
    rows: String,
    only: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    tables: Vec<String>,
    columns: Vec<String>,
    #[serde(default)]
    star: String,
    rows: String,
    same: Vec<String>,
    only: BTreeMap<String, Vec<String>>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/page/links.toml")).unwrap_or_else(|e| panic!("data/page/links.toml: {e}")));

/// The evidence tables as text, read once for all tables.
pub struct Evidence {
    tables: BTreeMap<String, Texts>,
    /// What stands where the outlet stood, in tables that compare by groups.
    unit: String,
}

/// A table's values as text, by column; missing is "".
struct Texts {
    height: usize,
    columns: HashMap<String, Vec<String>>,
}

impl Texts {
    fn new(table: &Table) -> Texts {
        let mut columns: Vec<Vec<String>> = vec![Vec::with_capacity(table.height()); table.headings.len()];
        for row in table.cells() {
            for (column, cell) in columns.iter_mut().zip(row) {
                column.push(text(cell));
            }
        }
        Texts { height: table.height(), columns: table.headings.iter().map(|h| h.name.clone()).zip(columns).collect() }
    }

    fn all(&self, column: &str) -> &[String] {
        self.columns.get(column).map_or(&[][..], Vec::as_slice)
    }

    fn get(&self, column: &str, row: usize) -> &str {
        self.columns.get(column).and_then(|c| c.get(row)).map_or("", String::as_str)
    }
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(t) => t,
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) => crate::render::csv::number(x),
        Cell::Bool(b) => b.to_string(),
    }
}

impl Evidence {
    /// Of the frames that were compared.
    pub fn new(frames: &Frames) -> Evidence {
        let tables = frames.evidence().into_iter().chain([&frames.features]);
        let tables = tables.map(|t| (t.name.clone(), Texts::new(t))).collect();
        Evidence { tables, unit: frames.unit().to_string() }
    }

    /// The links of a table whose every count equals the number of rows found.
    pub fn links(&self, table: &Table) -> Vec<Link> {
        let here = Texts::new(table);
        let mut out: Vec<Link> = Vec::new();
        let mut done: BTreeSet<&str> = BTreeSet::new();
        for heading in &table.headings {
            let told = FILE.link.iter().filter(|e| e.tables.iter().any(|t| star(t, &table.name).is_some()));
            let told = told.filter_map(|e| self.told(e, &heading.name)).chain(self.guessed(&here, heading));
            if let Some(link) = told.map(|l| self.local(l, &here)).find(|l| self.agrees(&here, l))
                && done.insert(&heading.name)
            {
                out.push(link);
            }
        }
        out
    }

    /// The rows behind each number of a link's column, row by row of the table: places in the evidence table, in its order.
    pub fn found(&self, table: &Table, link: &Link) -> Vec<Vec<usize>> {
        let here = Texts::new(table);
        let Some(there) = self.tables.get(link.rows.as_str()) else { return vec![Vec::new(); here.height] };
        let kept: Vec<usize> = (0..there.height).filter(|row| link.only.iter().all(|o| o.holds(there.get(&o.column, *row)))).collect();
        let mut by_key: HashMap<Vec<bool>, HashMap<Vec<&str>, Vec<usize>>> = HashMap::new();
        let rows = (0..here.height).map(|row| {
            let asked: Vec<bool> = link.same.iter().map(|s| s.any.as_deref() != Some(here.get(&s.here, row))).collect();
            let of_key = by_key.entry(asked.clone()).or_insert_with(|| {
                let mut out: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
                for row in &kept {
                    let key = link.same.iter().zip(&asked).filter(|(_, a)| **a).map(|(s, _)| s.value(there, *row)).collect();
                    out.entry(key).or_default().push(*row);
                }
                out
            });
            let key: Vec<&str> = link.same.iter().zip(&asked).filter(|(_, a)| **a).map(|(s, _)| here.get(&s.here, row)).collect();
            of_key.get(&key).cloned().unwrap_or_default()
        });
        rows.collect()
    }

    /// What an entry says of a column.
    fn told(&self, entry: &Entry, column: &str) -> Option<Link> {
        let part = entry.columns.iter().find_map(|c| star(c, column))?;
        let mut only = conditions(&entry.only);
        if !entry.star.is_empty() {
            let (name, split) = entry.star.strip_suffix(';').map_or((entry.star.as_str(), false), |n| (n, true));
            let all = &self.tables.get(entry.rows.as_str())?.columns.get(name)?;
            let values: BTreeSet<&str> = all.iter().flat_map(|v| if split { v.split(';').collect() } else { vec![v.as_str()] }).collect();
            let values: Vec<String> =
                values.into_iter().filter(|v| !v.is_empty() && (*v == part || slug(v) == part)).map(String::from).collect();
            if values.is_empty() {
                return None;
            }
            only.push(Only { column: name.to_string(), values, split });
        }
        Some(Link { column: column.to_string(), rows: entry.rows.clone(), same: entry.same.iter().map(|s| same(s)).collect(), only })
    }

    /// Where nothing is told: the evidence that the unit names, by the columns that both tables have.
    fn guessed(&self, here: &Texts, heading: &Heading) -> Vec<Link> {
        let there = |k: &str| here.columns.contains_key(k) || (k == "outlet" && here.columns.contains_key(&self.unit));
        let of = |rows: &String| {
            let keys = FILE.keys.get(rows).map_or(&[][..], Vec::as_slice);
            let same: Vec<Same> = keys.iter().filter(|k| **k != heading.name && there(k)).map(|k| same(k)).collect();
            let bases = FILE.base.iter().filter(|b| b.rows == *rows && !same.is_empty());
            let link = |b: &Base| Link { column: heading.name.clone(), rows: rows.clone(), same: same.clone(), only: conditions(&b.only) };
            bases.map(link).collect::<Vec<_>>()
        };
        FILE.units.get(&heading.unit).into_iter().flatten().flat_map(of).collect()
    }

    /// Where articles were compared by groups, the group stands in the column of their name.
    fn local(&self, mut link: Link, here: &Texts) -> Link {
        for same in link.same.iter_mut().filter(|s| s.here == "outlet" && !here.columns.contains_key("outlet")) {
            same.here.clone_from(&self.unit);
        }
        link
    }

    /// Whether in every row as many rows are found as the number says; one of them must not be zero.
    fn agrees(&self, here: &Texts, link: &Link) -> bool {
        let Some(numbers) = here.columns.get(&link.column) else { return false };
        let Some(there) = self.tables.get(link.rows.as_str()) else { return false };
        let has = |t: &Texts, c: &str| t.columns.contains_key(c);
        if !link.same.iter().all(|s| has(here, &s.here) && has(there, &s.there)) || !link.only.iter().all(|o| has(there, &o.column)) {
            return false;
        }
        if !probed(here, numbers, there, link) {
            return false;
        }
        let kept: Vec<usize> = (0..there.height).filter(|row| link.only.iter().all(|o| o.holds(there.get(&o.column, *row)))).collect();
        // Evidence by key, once for each set of columns that a row's wildcards leave.
        let mut counts: HashMap<Vec<bool>, HashMap<Vec<&str>, usize>> = HashMap::new();
        let mut some = false;
        for (row, cell) in numbers.iter().enumerate().take(here.height) {
            let Ok(number) = cell.parse::<usize>() else {
                if cell.is_empty() {
                    continue;
                }
                return false;
            };
            let asked: Vec<bool> = link.same.iter().map(|s| s.any.as_deref() != Some(here.get(&s.here, row))).collect();
            let of_key = counts.entry(asked.clone()).or_insert_with(|| {
                let mut out = HashMap::new();
                for row in &kept {
                    let key = link.same.iter().zip(&asked).filter(|(_, a)| **a).map(|(s, _)| s.value(there, *row)).collect();
                    *out.entry(key).or_insert(0) += 1;
                }
                out
            });
            let key: Vec<&str> = link.same.iter().zip(&asked).filter(|(_, a)| **a).map(|(s, _)| here.get(&s.here, row)).collect();
            if of_key.get(&key).copied().unwrap_or(0) != number {
                return false;
            }
            some |= number > 0;
        }
        some
    }
}

/// Whether the first number of a column equals its rows: most candidates fail here, before anything is indexed.
fn probed(here: &Texts, numbers: &[String], there: &Texts, link: &Link) -> bool {
    let Some(row) = numbers.iter().position(|n| !n.is_empty()) else { return false };
    let only: Vec<(&Only, &[String])> = link.only.iter().map(|o| (o, there.all(&o.column))).collect();
    let asked = link.same.iter().filter(|s| s.any.as_deref() != Some(here.get(&s.here, row)));
    let same: Vec<(&str, &[String], &[String])> =
        asked.map(|s| (here.get(&s.here, row), there.all(&s.there), s.or.as_deref().map_or(&[][..], |o| there.all(o)))).collect();
    let equal = |wanted: &str, value: &str, or: &[String], at: usize| {
        let value = if value.is_empty() { or.get(at).map_or("", String::as_str) } else { value };
        wanted == value
    };
    let counts = |at: &usize| same.iter().all(|(w, v, or)| equal(w, &v[*at], or, *at)) && only.iter().all(|(o, v)| o.holds(&v[*at]));
    numbers[row] == (0..there.height).filter(counts).count().to_string()
}

impl Same {
    fn value<'t>(&self, there: &'t Texts, row: usize) -> &'t str {
        let value = there.get(&self.there, row);
        match &self.or {
            Some(or) if value.is_empty() => there.get(or, row),
            _ => value,
        }
    }
}

impl Only {
    fn holds(&self, value: &str) -> bool {
        let one = |v: &str| self.values.iter().any(|w| w == v || (w == "*" && !v.is_empty()));
        if self.split { value.split(';').any(one) } else { one(value) }
    }
}

/// `here=there|or?any`.
fn same(text: &str) -> Same {
    let (here, there) = text.split_once('=').unwrap_or((text, text));
    let (there, any) = there.split_once('?').map_or((there, None), |(t, a)| (t, Some(a.to_string())));
    let (there, or) = there.split_once('|').map_or((there, None), |(t, o)| (t, Some(o.to_string())));
    Same { here: here.to_string(), there: there.to_string(), or, any }
}

fn conditions(only: &BTreeMap<String, Vec<String>>) -> Vec<Only> {
    only.iter().map(|(column, values)| Only { column: column.clone(), values: values.clone(), split: false }).collect()
}

/// What the star of a pattern stands for; "" where there is no star. `None` if the name is another.
pub(crate) fn star<'n>(pattern: &str, name: &'n str) -> Option<&'n str> {
    let Some((before, after)) = pattern.split_once('*') else { return (pattern == name).then_some("") };
    let rest = name.strip_prefix(before)?.strip_suffix(after)?;
    (!rest.is_empty()).then_some(rest)
}
