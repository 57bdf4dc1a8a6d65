//! From a number in a chart to its rows: `data/page/charts.toml` says which number of which table it is.

use super::data::ROWS;
use crate::compare::evidence::{Link, star};
use crate::frame::Table;
use crate::render::chart::Spot;
use crate::text::slug;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "about")]
    _about: toml::Table,
    chart: Vec<Entry>,
}

/// See the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    charts: Vec<String>,
    table: String,
    #[serde(default)]
    star: String,
    row: String,
    #[serde(default)]
    column: String,
    #[serde(default)]
    through: Vec<String>,
    number: String,
    #[serde(default)]
    only: BTreeMap<String, String>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/page/charts.toml")).unwrap_or_else(|e| panic!("data/page/charts.toml: {e}"))
});

/// The tables whose numbers open their rows.
pub struct Addresses<'t> {
    tables: BTreeMap<&'t str, &'t (&'t Table, Vec<Link>)>,
}

impl<'t> Addresses<'t> {
    pub fn new(compared: &'t [(&'t Table, Vec<Link>)]) -> Addresses<'t> {
        Addresses { tables: compared.iter().map(|t| (t.0.name.as_str(), t)).collect() }
    }

    /// Links over the marks of a chart, each to the rows that it counts; nothing where the chart is not known.
    pub fn links(&self, chart: &str, spots: &[Spot]) -> String {
        let entries = FILE.chart.iter().filter_map(|e| Some((e, e.charts.iter().find_map(|c| star(c, chart))?)));
        let Some(known) = entries.filter_map(|(e, stood)| self.known(e, stood)).next() else { return String::new() };
        let mut out = String::new();
        for spot in spots {
            let key = (spot.row.clone(), spot.column.clone());
            // Where outlets that say the same stand as one mark, any of them shows it.
            let address = known.get(&key).or_else(|| known.get(&(String::new(), spot.column.clone())));
            if let Some(address) = address.filter(|a| !a.is_empty()) {
                let (x, y, w, h) = spot.place;
                write!(out, "<a href=#{address}><path d=M{x},{y}h{w}v{h}h-{w}z /></a>").ok();
            }
        }
        if out.is_empty() { out } else { format!("<g class=spots>{out}</g>") }
    }

    /// Addresses by row and column of a chart, "" where there are several; `stood` is what stands for the star in its name.
    fn known(&self, entry: &Entry, stood: &str) -> Option<HashMap<(String, String), String>> {
        let (table, links) = self.tables.get(entry.table.as_str())?;
        let has = |t: &Table, name: &str| t.headings.iter().any(|h| h.name == name);
        let texts = |name: &str| if has(table, name) { table.text(name) } else { vec![""; table.height()] };
        let rows = texts(&entry.row);
        let starred = texts(&entry.star);
        let only: Vec<(Vec<&str>, &String)> = entry.only.iter().map(|(column, value)| (texts(column), value)).collect();
        let counts = |row: usize| {
            let stars = entry.star.is_empty() || starred.get(row).is_some_and(|s| slug(s) == stood || *s == stood);
            stars && only.iter().all(|(texts, value)| texts.get(row) == Some(&value.as_str()))
        };
        let mut out = HashMap::new();
        if entry.number == "id" {
            // The row names its evidence.
            let [ids, dates, parts @ ..] = entry.through.as_slice() else { return None };
            let (ids, dates) = (texts(ids), texts(dates));
            let parts: Vec<Vec<&str>> = parts.iter().map(|p| texts(p)).collect();
            for (row, id) in ids.iter().enumerate().filter(|(row, _)| counts(*row)) {
                let part = |p: &Vec<&str>| p.get(row).copied().filter(|p| !p.is_empty()).unwrap_or("no source").to_string();
                let said = parts.iter().map(part).collect::<Vec<_>>().join(" · ");
                let date = dates.get(row).and_then(|d| d.get(..10)).unwrap_or("");
                let outlet = rows.get(row).copied().unwrap_or("").to_string();
                for key in [(outlet.clone(), format!("{date} {said}")), (outlet, said.clone()), (String::new(), said)] {
                    out.entry(key).or_insert_with(|| id.to_string());
                }
            }
            return Some(out);
        }
        // Other words for the values of the column, from a table of them.
        let mut words: BTreeMap<&str, &str> = BTreeMap::new();
        if let [other, from, to] = entry.through.as_slice()
            && let Some((other, _)) = self.tables.get(other.as_str()).filter(|(t, _)| has(t, from) && has(t, to))
        {
            words.extend(other.text(from).into_iter().zip(other.text(to)));
        }
        let columns = texts(&entry.column);
        for (place, heading) in table.headings.iter().enumerate() {
            if !(entry.number == "*" || heading.name == entry.number) || !links.iter().any(|l| l.column == heading.name) {
                continue;
            }
            let numbers = table.numbers(&heading.name);
            for (row, label) in rows.iter().enumerate().take(ROWS).filter(|(row, _)| counts(*row)) {
                if numbers.get(row).copied().flatten().is_none_or(|n| n == 0.0) {
                    continue;
                }
                let value = columns.get(row).copied().unwrap_or("");
                let value = if entry.number == "*" { heading.name.as_str() } else { value };
                let value = words.get(value).copied().unwrap_or(value);
                for said in [value.to_string(), value.replace('-', " "), crate::compare::spaced(value)] {
                    let address = format!("cell-{}-{row}-{place}", table.name);
                    let there = out.entry((label.to_string(), said)).or_insert_with(|| address.clone());
                    // What sums several numbers leads to none of them.
                    if *there != address {
                        there.clear();
                    }
                }
            }
        }
        (!out.is_empty()).then_some(out)
    }
}
