//! Evidence: which rows of the evidence tables a column of counts counts, so that every number can open them.
//!
//! What is told in `data/page/links.toml` is used only where it agrees with every row of the table: then as many rows are
//! found as the number says. A renderer takes the [`Link`]s and computes nothing.

use crate::frame::{Cell, Frames, Heading, Table};
use crate::text::slug;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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

/// The evidence tables, read once for all tables: equal texts are equal numbers.
pub struct Evidence {
    tables: BTreeMap<String, There>,
    /// Every text that stands in a column of the evidence by which rows are found.
    numbers: FxHashMap<String, u32>,
    /// What stands where the outlet stood, in tables that compare by groups.
    unit: String,
}

/// The number of a missing value, and that of a text that no evidence holds.
const MISSING: u32 = 0;
const NOWHERE: u32 = u32::MAX;

/// Columns of an evidence table.
#[derive(Default)]
struct There {
    height: usize,
    columns: BTreeMap<String, Values>,
}

/// The values of a column as numbers of texts, and the different texts in it.
struct Values {
    rows: Vec<u32>,
    different: BTreeSet<String>,
}

/// A table whose numbers may count evidence, as text by column; missing is "".
struct Here {
    height: usize,
    columns: HashMap<String, Vec<String>>,
}

impl Here {
    fn new(table: &Table) -> Here {
        let names = table.headings.iter().map(|h| h.name.clone());
        let columns = names.zip(table.columns()).map(|(name, cells)| (name, cells.into_iter().map(text).collect()));
        Here { height: table.height(), columns: columns.collect() }
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

/// The columns of evidence that `data/page/links.toml` names: no other is asked for.
static NAMED: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut out: BTreeSet<String> = FILE.keys.values().flatten().map(|k| same(k)).flat_map(|s| [Some(s.there), s.or]).flatten().collect();
    out.extend(FILE.base.iter().flat_map(|b| b.only.keys().cloned()));
    for entry in &FILE.link {
        out.insert(entry.star.trim_end_matches(';').to_string());
        out.extend(entry.only.keys().cloned());
        out.extend(entry.same.iter().map(|s| same(s)).flat_map(|s| [Some(s.there), s.or]).flatten());
    }
    out
});

impl There {
    fn new(table: &Table, numbers: &mut FxHashMap<String, u32>) -> There {
        let mut out = There { height: table.height(), ..There::default() };
        for (heading, cells) in table.headings.iter().zip(table.columns()).filter(|(h, _)| NAMED.contains(&h.name)) {
            let mut values = Values { rows: Vec::with_capacity(cells.len()), different: BTreeSet::new() };
            for cell in cells {
                let text = text(cell);
                let next = numbers.len() as u32;
                let number = numbers.get(&text).copied().unwrap_or(next);
                if number == next {
                    numbers.insert(text.clone(), number);
                }
                values.rows.push(number);
                if !values.different.contains(&text) {
                    values.different.insert(text);
                }
            }
            out.columns.insert(heading.name.clone(), values);
        }
        out
    }

    fn rows(&self, column: &str) -> &[u32] {
        self.columns.get(column).map_or(&[][..], |c| c.rows.as_slice())
    }
}

/// The rows of evidence by their values in some columns.
type Index = FxHashMap<Vec<u32>, Vec<u32>>;

/// What was indexed for the links of one table: by evidence table, columns compared, and those of them that are asked.
#[derive(Default)]
struct Indexed {
    by: BTreeMap<(String, Vec<Same>, Vec<bool>), Rc<Index>>,
}

impl Indexed {
    fn index(&mut self, there: &There, link: &Link, asked: &[bool]) -> Rc<Index> {
        let made = self.by.entry((link.rows.clone(), link.same.clone(), asked.to_vec())).or_insert_with(|| {
            let columns = link.same.iter().zip(asked).filter(|(_, asked)| **asked);
            let columns: Vec<(&[u32], &[u32])> =
                columns.map(|(s, _)| (there.rows(&s.there), s.or.as_deref().map_or(&[][..], |o| there.rows(o)))).collect();
            let value = |(first, or): &(&[u32], &[u32]), row: usize| match first[row] {
                MISSING => or.get(row).copied().unwrap_or(MISSING),
                number => number,
            };
            let mut out = Index::default();
            for row in 0..there.height {
                out.entry(columns.iter().map(|c| value(c, row)).collect()).or_default().push(row as u32);
            }
            Rc::new(out)
        });
        made.clone()
    }
}

impl Evidence {
    /// Of the frames that were compared.
    pub fn new(frames: &Frames) -> Evidence {
        let mut numbers = FxHashMap::from_iter([(String::new(), MISSING)]);
        let tables = frames.evidence().into_iter().chain([&frames.features]);
        let tables = tables.map(|t| (t.name.clone(), There::new(t, &mut numbers))).collect();
        Evidence { tables, numbers, unit: frames.unit().to_string() }
    }

    /// The links of a table whose every count equals the number of rows found.
    pub fn links(&self, table: &Table) -> Vec<Link> {
        self.linked(table).into_iter().map(|(link, _)| link).collect()
    }

    /// The same links, each with the rows behind its numbers, row by row of the table: places in the evidence table, in its order.
    pub fn linked(&self, table: &Table) -> Vec<(Link, Vec<Vec<usize>>)> {
        let here = Here::new(table);
        let mut indexed = Indexed::default();
        let mut out = Vec::new();
        for heading in &table.headings {
            let told = FILE.link.iter().filter(|e| e.tables.iter().any(|t| star(t, &table.name).is_some()));
            let told = told.filter_map(|e| self.told(e, &heading.name)).chain(self.guessed(&here, heading));
            let mut told = told.map(|l| self.local(l, &here));
            out.extend(told.find_map(|l| self.agrees(&here, &l, &mut indexed).map(|rows| (l, rows))));
        }
        out
    }

    /// The numbers of the texts that a condition lets pass, and the column that it is about.
    fn only<'t>(&self, there: &'t There, only: &Only) -> (BTreeSet<u32>, &'t [u32]) {
        let different = there.columns.get(&only.column).map(|c| &c.different).into_iter().flatten();
        let passing = different.filter(|v| only.holds(v)).filter_map(|v| self.numbers.get(v).copied());
        (passing.collect(), there.rows(&only.column))
    }

    /// What an entry says of a column.
    fn told(&self, entry: &Entry, column: &str) -> Option<Link> {
        let part = entry.columns.iter().find_map(|c| star(c, column))?;
        let mut only = conditions(&entry.only);
        if !entry.star.is_empty() {
            let (name, split) = entry.star.strip_suffix(';').map_or((entry.star.as_str(), false), |n| (n, true));
            let all = &self.tables.get(entry.rows.as_str())?.columns.get(name)?.different;
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
    fn guessed(&self, here: &Here, heading: &Heading) -> Vec<Link> {
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
    fn local(&self, mut link: Link, here: &Here) -> Link {
        for same in link.same.iter_mut().filter(|s| s.here == "outlet" && !here.columns.contains_key("outlet")) {
            same.here.clone_from(&self.unit);
        }
        link
    }

    /// The rows of evidence row by row, if as many are found as every number says; one of them must not be zero.
    fn agrees(&self, here: &Here, link: &Link, indexed: &mut Indexed) -> Option<Vec<Vec<usize>>> {
        let numbers = here.columns.get(&link.column)?;
        let there = self.tables.get(link.rows.as_str())?;
        let has = |c: &str| there.columns.contains_key(c);
        if !link.same.iter().all(|s| here.columns.contains_key(&s.here) && has(&s.there)) || !link.only.iter().all(|o| has(&o.column)) {
            return None;
        }
        let number = |text: &str| self.numbers.get(text).copied().unwrap_or(NOWHERE);
        let only: Vec<(BTreeSet<u32>, &[u32])> = link.only.iter().map(|o| self.only(there, o)).collect();
        let holds = |row: &usize| only.iter().all(|(wanted, values)| wanted.contains(&values[*row]));
        let mut indexes: BTreeMap<Vec<bool>, Rc<Index>> = BTreeMap::new();
        let mut out = Vec::with_capacity(here.height);
        for (row, cell) in numbers.iter().enumerate() {
            let asked: Vec<bool> = link.same.iter().map(|s| s.any.as_deref() != Some(here.get(&s.here, row))).collect();
            let key: Vec<u32> = link.same.iter().zip(&asked).filter(|(_, a)| **a).map(|(s, _)| number(here.get(&s.here, row))).collect();
            let index = indexes.entry(asked).or_insert_with_key(|asked| indexed.index(there, link, asked));
            let rows: Vec<usize> = index.get(&key).into_iter().flatten().map(|r| *r as usize).filter(holds).collect();
            if !cell.is_empty() && cell.parse::<usize>().ok()? != rows.len() {
                return None;
            }
            out.push(rows);
        }
        numbers.iter().zip(&out).any(|(cell, rows)| !cell.is_empty() && !rows.is_empty()).then_some(out)
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
