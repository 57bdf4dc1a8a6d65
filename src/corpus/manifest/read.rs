//! The walk over the TOML of a manifest: every value that cannot be used is named with its line.

use super::{Actor, ArticleEntry, ChartWords, Country, Manifest, Outlet, Reference, SourceEntry};
use crate::corpus::date::DateOrder;
use crate::lexicon::line_of;
use crate::problem::{Error, Problem, Severity};
use std::collections::BTreeMap;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Understands the text of a manifest.
pub(super) fn manifest(path: &Path, text: &str) -> Result<(Manifest, Vec<Problem>), Error> {
    let parsed = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(1, |s| line_of(text, s.start));
        let what = error.message().replace('\n', " ");
        Error::Usage(format!("{}:{line}: not TOML: {what}; mend the line (strings stand in quotation marks)", path.display()))
    })?;
    let mut reader = Reader { file: path.display().to_string(), text, problems: Vec::new() };
    let mut manifest = Manifest { path: path.to_path_buf(), ..Manifest::default() };
    for (key, value) in parsed.get_ref().iter() {
        reader.top(key, value, &mut manifest);
    }
    reader.problems.sort_by_key(|p| p.line);
    Ok((manifest, reader.problems))
}

type Value<'i> = Spanned<DeValue<'i>>;

struct Reader<'t> {
    file: String,
    text: &'t str,
    problems: Vec<Problem>,
}

/// One table with its cells as they stand; what is taken out is understood, the rest is reported or kept.
struct Cells<'a, 'i> {
    line: usize,
    cells: BTreeMap<String, &'a Value<'i>>,
}

impl Reader<'_> {
    fn line(&self, at: usize) -> usize {
        line_of(self.text, at)
    }

    fn warn(&mut self, line: usize, what: String, remedy: &str) {
        let (file, remedy) = (self.file.clone(), remedy.to_string());
        self.problems.push(Problem { file, line: Some(line), severity: Severity::Warning, kind: "manifest", what, remedy });
    }

    fn top(&mut self, key: &Spanned<std::borrow::Cow<str>>, value: &Value, manifest: &mut Manifest) {
        let line = self.line(key.span().start);
        match key.get_ref().as_ref() {
            "corpus" => self.one(line, value).into_iter().for_each(|t| self.corpus(t, manifest)),
            "sides" => self.one(line, value).into_iter().for_each(|t| self.sides(&t, manifest)),
            "charts" => self.charts(line, value, manifest),
            "outlet" => self.each("outlet", value).into_iter().for_each(|t| self.outlet(t, manifest)),
            "article" => self.each("article", value).into_iter().for_each(|t| self.article(t, manifest)),
            "country" => self.each("country", value).into_iter().for_each(|t| self.country(t, manifest)),
            "actor" => self.each("actor", value).into_iter().for_each(|t| self.actor(t, manifest)),
            "source" => self.each("source", value).into_iter().for_each(|t| self.source(t, manifest)),
            "reference" => self.each("reference", value).into_iter().for_each(|t| self.reference(t, manifest)),
            other => self.warn(
                line,
                format!("the table {other:?} is not known"),
                "known are [corpus], [sides], [charts.NAME], [[outlet]], [[article]], [[country]], [[actor]], [[source]] and [[reference]]",
            ),
        }
    }

    fn one<'a, 'i>(&mut self, line: usize, value: &'a Value<'i>) -> Option<Cells<'a, 'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Cells { line, cells: table.iter().map(|(k, v)| (k.get_ref().to_string(), v)).collect() }),
            _ => {
                self.warn(line, "this must be a table".into(), "write it as [name] with `key = value` lines below");
                None
            }
        }
    }

    fn each<'a, 'i>(&mut self, name: &str, value: &'a Value<'i>) -> Vec<Cells<'a, 'i>> {
        let line = self.line(value.span().start);
        match value.get_ref() {
            DeValue::Array(items) => items
                .iter()
                .filter_map(|item| {
                    let line = self.line(item.span().start);
                    self.one(line, item)
                })
                .collect(),
            // `[outlet]` for `[[outlet]]` is plain enough to be taken as one.
            DeValue::Table(_) => self.one(line, value).into_iter().collect(),
            _ => {
                self.warn(line, format!("{name:?} must be a list of tables"), &format!("write [[{name}]] above each"));
                Vec::new()
            }
        }
    }

    fn corpus(&mut self, mut table: Cells, manifest: &mut Manifest) {
        manifest.name = self.text(&mut table, "name");
        manifest.title = self.text(&mut table, "title");
        manifest.event = self.text(&mut table, "event");
        manifest.summary = self.text(&mut table, "summary");
        manifest.packs = self.list(&mut table, "packs");
        manifest.rules = self.list(&mut table, "rules");
        manifest.convention = self.text(&mut table, "convention");
        let line = table.cells.get("date_order").map_or(table.line, |v| self.line(v.span().start));
        match self.text(&mut table, "date_order").as_deref() {
            None => {}
            Some("day-first") => manifest.date_order = DateOrder::DayFirst,
            Some("month-first") => manifest.date_order = DateOrder::MonthFirst,
            Some(other) => self.warn(line, format!("date_order {other:?} is not known"), "write \"day-first\" or \"month-first\""),
        }
        self.unknown(&table, "[corpus]", "name, title, event, summary, packs, rules, convention and date_order");
    }

    fn sides(&mut self, table: &Cells, manifest: &mut Manifest) {
        for (side, value) in &table.cells {
            let actors = self.strings(side, value);
            manifest.sides.insert(side.clone(), actors);
        }
    }

    /// A table a chart. Which charts there are is known only when they are drawn.
    fn charts(&mut self, line: usize, value: &Value, manifest: &mut Manifest) {
        let DeValue::Table(charts) = value.get_ref() else {
            return self.warn(line, "charts must hold a table for each chart".into(), "write [charts.NAME] with `title = \"…\"` below");
        };
        for (name, words) in charts.iter() {
            let line = self.line(name.span().start);
            let Some(mut table) = self.one(line, words) else { continue };
            let (title, subtitle) = (self.text(&mut table, "title"), self.text(&mut table, "subtitle"));
            self.unknown(&table, &format!("[charts.{}]", name.get_ref()), "title and subtitle");
            let (file, name) = (self.file.clone(), name.get_ref().to_string());
            manifest.charts.push(ChartWords { file, line, name, title, subtitle });
        }
        manifest.charts.sort_by_key(|c| c.line);
    }

    fn outlet(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(name) = self.required(&mut table, "[[outlet]]", "name") else { return };
        if manifest.outlets.iter().any(|o| o.name == name) {
            self.warn(table.line, format!("the outlet {name:?} stands here twice; the first one counts"), "remove one");
        }
        let aliases = self.list(&mut table, "aliases");
        let columns = self.columns(&table);
        manifest.outlets.push(Outlet { line: table.line, name, aliases, columns });
    }

    fn article(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(file) = self.required(&mut table, "[[article]]", "file") else { return };
        let file = file.replace('\\', "/").trim_start_matches("./").to_string();
        if let Some(first) = manifest.articles.iter().find(|a| a.file == file) {
            let what = format!("the file {file:?} already stands at line {}; that entry counts", first.line);
            return self.warn(table.line, what, "remove one of the two");
        }
        let columns = self.columns(&table);
        manifest.articles.push(ArticleEntry { line: table.line, file, columns });
    }

    fn actor(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(name) = self.required(&mut table, "[[actor]]", "name") else { return };
        let (side, kind, part_of) = (self.text(&mut table, "side"), self.text(&mut table, "kind"), self.text(&mut table, "part_of"));
        if let Some(kind) = kind.as_deref().filter(|k| !matches!(*k, "person" | "group" | "state")) {
            self.warn(table.line, format!("the actor {name:?} is of kind {kind:?}"), "known are person, group and state");
        }
        let kind = kind.filter(|k| matches!(k.as_str(), "person" | "group" | "state"));
        let (names, labels) = (self.list(&mut table, "names"), self.list(&mut table, "labels"));
        self.unknown(&table, "[[actor]]", "name, part_of, side, kind, names and labels");
        manifest.actors.push(Actor { line: table.line, name, part_of, side, kind, names, labels });
    }

    fn country(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(name) = self.required(&mut table, "[[country]]", "name") else { return };
        let (names, adjectives) = (self.list(&mut table, "names"), self.list(&mut table, "adjectives"));
        let home = self.flag(&mut table, "home").unwrap_or(false);
        self.unknown(&table, "[[country]]", "name, names, adjectives and home");
        manifest.countries.push(Country { line: table.line, name, names, adjectives, home });
    }

    /// true or false.
    fn flag(&mut self, table: &mut Cells, key: &str) -> Option<bool> {
        let value = table.cells.remove(key)?;
        match value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            other => {
                let line = self.line(value.span().start);
                self.warn(line, format!("{key} is {}", shown(other)), "write true or false, without quotation marks");
                None
            }
        }
    }

    fn source(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(name) = self.required(&mut table, "[[source]]", "name") else { return };
        let (aliases, kind) = (self.list(&mut table, "aliases"), self.text(&mut table, "type"));
        let official = self.flag(&mut table, "official");
        self.unknown(&table, "[[source]]", "name, aliases, type and official");
        manifest.sources.push(SourceEntry { line: table.line, name, aliases, kind, official });
    }

    fn reference(&mut self, mut table: Cells, manifest: &mut Manifest) {
        let Some(key) = self.required(&mut table, "[[reference]]", "key") else { return };
        let (value, low, high) = (self.number(&mut table, "value"), self.number(&mut table, "low"), self.number(&mut table, "high"));
        let (as_of, source, note) = (self.text(&mut table, "as_of"), self.text(&mut table, "source"), self.text(&mut table, "note"));
        self.unknown(&table, "[[reference]]", "key, value, low, high, as_of, source and note");
        if value.is_none() && low.is_none() && high.is_none() {
            self.warn(table.line, format!("the reference {key:?} has no number"), "give value, or low and high");
        }
        if low.zip(high).is_some_and(|(low, high)| low > high) {
            self.warn(table.line, format!("the reference {key:?} has a low above its high"), "exchange the two");
        }
        manifest.references.push(Reference { line: table.line, key, value, low, high, as_of, source, note });
    }

    /// A text; numbers and dates are taken as they are written.
    fn text(&mut self, table: &mut Cells, key: &str) -> Option<String> {
        let value = table.cells.remove(key)?;
        let text = plain(value.get_ref());
        if text.is_none() {
            let line = self.line(value.span().start);
            self.warn(line, format!("{key} is {}", shown(value.get_ref())), "write one text in quotation marks");
        }
        text.map(|t| t.trim().to_string()).filter(|t| !t.is_empty())
    }

    fn required(&mut self, table: &mut Cells, kind: &str, key: &str) -> Option<String> {
        let had = table.cells.contains_key(key);
        let text = self.text(table, key);
        if text.is_none() && !had {
            self.warn(table.line, format!("this {kind} has no {key}, so it is left out"), &format!("add `{key} = \"…\"`"));
        }
        text
    }

    fn list(&mut self, table: &mut Cells, key: &str) -> Vec<String> {
        table.cells.remove(key).map(|value| self.strings(key, value)).unwrap_or_default()
    }

    /// A list of texts, or one text alone.
    fn strings(&mut self, key: &str, value: &Value) -> Vec<String> {
        let items: Vec<Option<String>> = match value.get_ref() {
            DeValue::Array(items) => items.iter().map(|i| plain(i.get_ref())).collect(),
            one => vec![plain(one)],
        };
        if items.iter().any(Option::is_none) {
            let line = self.line(value.span().start);
            self.warn(line, format!("{key} holds something that is no text"), "write a list of texts: [\"one\", \"two\"]");
        }
        items.into_iter().flatten().collect()
    }

    fn number(&mut self, table: &mut Cells, key: &str) -> Option<f64> {
        let value = table.cells.remove(key)?;
        let number: Result<f64, _> = match value.get_ref() {
            DeValue::Integer(n) if n.radix() == 10 => n.as_str().replace('_', "").parse(),
            DeValue::Float(n) => n.as_str().replace('_', "").parse(),
            _ => "".parse(),
        };
        match number {
            Ok(number) if number.is_finite() => Some(number),
            _ => {
                let line = self.line(value.span().start);
                self.warn(line, format!("{key} is {}", shown(value.get_ref())), "write a number without quotation marks, such as 115_000");
                None
            }
        }
    }

    /// All cells that are left, as the user's own columns.
    fn columns(&mut self, table: &Cells) -> BTreeMap<String, String> {
        let mut columns = BTreeMap::new();
        for (key, value) in &table.cells {
            match value.get_ref() {
                DeValue::Array(_) => drop(columns.insert(key.clone(), self.strings(key, value).join("; "))),
                one => match plain(one) {
                    Some(text) => drop(columns.insert(key.clone(), text)),
                    None => {
                        let line = self.line(value.span().start);
                        self.warn(line, format!("{key} is {}", shown(one)), "write one text or number");
                    }
                },
            }
        }
        columns
    }

    fn unknown(&mut self, table: &Cells, kind: &str, known: &str) {
        for (key, value) in &table.cells {
            let line = self.line(value.span().start);
            let near = crate::problem::did_you_mean(key, known.split(", ").flat_map(|words| words.split(" and ")));
            self.warn(line, format!("{kind} has no {key:?}, so it is not used{near}"), &format!("known are {known}"));
        }
    }
}

fn plain(value: &DeValue) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(n) => Some(n.as_str().replace('_', "")),
        DeValue::Float(n) => Some(n.as_str().replace('_', "")),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Array(_) | DeValue::Table(_) => None,
    }
}

fn shown(value: &DeValue) -> String {
    match value {
        DeValue::Array(_) => "a list".into(),
        DeValue::Table(_) => "a table".into(),
        one => format!("{:?}", plain(one).unwrap_or_default()),
    }
}
