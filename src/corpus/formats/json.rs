//! JSON: one object a line, an array of objects, an object that holds them, or one article.

use super::{Cells, Fault, Row, Rows};
use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Reads a text of one object a line.
pub fn lines(text: &str) -> Rows {
    let mut rows = Rows { layout: "one object a line".into(), ..Rows::default() };
    for (index, line) in text.lines().enumerate() {
        if !line.trim().is_empty() {
            rows.push(index + 1, line_cells(line));
        }
    }
    rows
}

/// Reads an array, an object with an array under one of `containers`, one article, or lines under a wrong name.
pub fn document(text: &str, containers: &[String]) -> Rows {
    if text.trim_start().starts_with('[') {
        return array(text);
    }
    match parse(text) {
        Ok((Value::Object(object), note)) => {
            let held = containers.iter().find_map(|key| {
                let items = object.get(key)?.as_array()?;
                items.iter().any(Value::is_object).then_some((key, items))
            });
            let mut rows = Rows::default();
            match held {
                Some((key, items)) => {
                    rows.layout = format!("array under {key:?}");
                    items.iter().enumerate().for_each(|(i, item)| rows.push(i + 1, object_cells(item.clone())));
                }
                None => {
                    rows.layout = "one article".into();
                    rows.push(1, Ok(cells(object)));
                }
            }
            rows.notes.extend(note);
            rows
        }
        // Several objects one after another: lines with the ending of a document.
        _ if text.lines().filter(|l| l.trim_start().starts_with('{')).take(2).count() == 2 => lines(text),
        Ok((value, _)) => Rows { rows: vec![bad_row(1, not_an_object(&value))], ..Rows::default() },
        Err(fault) => Rows { rows: vec![bad_row(1, fault)], ..Rows::default() },
    }
}

/// The cells of one line.
pub fn line_cells(line: &str) -> Result<(Cells, Option<Fault>), Fault> {
    let (value, note) = parse(line)?;
    object_cells(value).map(|cells| (cells, note))
}

/// The id in a line that is no JSON, for the message: what stands after `"id":`, if that is plain enough.
pub fn id_of_broken(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("\"id\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start();
    let id = match value.strip_prefix('"') {
        Some(text) => text.split_once('"')?.0,
        None => value.split([',', '}']).next()?.trim(),
    };
    (!id.is_empty() && id.len() <= 200 && !id.contains('\\')).then(|| id.to_string())
}

impl Rows {
    fn push<C: Into<CellsAndNote>>(&mut self, number: usize, cells: Result<C, Fault>) {
        match cells.map(Into::into) {
            Ok(CellsAndNote(cells, note)) => {
                for (column, _) in &cells {
                    if !self.columns.contains(column) {
                        self.columns.push(column.clone());
                    }
                }
                self.rows.push(Row { number, cells: Ok(cells), notes: note.into_iter().collect() });
            }
            Err(fault) => self.rows.push(bad_row(number, fault)),
        }
    }
}

/// Cells, and what had to be mended to read them.
struct CellsAndNote(Cells, Option<Fault>);

impl From<Cells> for CellsAndNote {
    fn from(cells: Cells) -> Self {
        CellsAndNote(cells, None)
    }
}

impl From<(Cells, Option<Fault>)> for CellsAndNote {
    fn from((cells, note): (Cells, Option<Fault>)) -> Self {
        CellsAndNote(cells, note)
    }
}

fn bad_row(number: usize, fault: Fault) -> Row {
    Row { number, cells: Err(fault), notes: Vec::new() }
}

fn object_cells(value: Value) -> Result<Cells, Fault> {
    match value {
        Value::Object(object) => Ok(cells(object)),
        other => Err(not_an_object(&other)),
    }
}

fn not_an_object(value: &Value) -> Fault {
    let shown: String = value.to_string().chars().take(60).collect();
    Fault::new("bad_json", format!("not a JSON object: {shown}"), "an article is an object such as {\"id\": \"1\", \"text\": \"…\"}")
}

fn cells(object: Map<String, Value>) -> Cells {
    object.into_iter().filter_map(|(key, value)| plain(value, &key).map(|v| (key, v))).collect()
}

/// A value as a cell: lists joined (paragraphs by blank lines, names by semicolons), an object by its name.
fn plain(value: Value, key: &str) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        Value::Array(items) => {
            let long = items.iter().any(|i| i.as_str().is_some_and(|t| t.len() > 120)) || ["paragraphs", "text", "content"].contains(&key);
            let parts: Vec<String> = items.into_iter().filter_map(|item| plain(item, key)).collect();
            (!parts.is_empty()).then(|| parts.join(if long { "\n\n" } else { "; " }))
        }
        Value::Object(mut object) => match object.remove("name").or_else(|| object.remove("text")) {
            Some(Value::String(name)) => Some(name),
            _ if object.is_empty() => None,
            _ => Some(Value::Object(object).to_string()),
        },
        other => Some(other.to_string()),
    }
}

/// Parses; on failure tries once more with `NaN` as null and lone surrogates as U+FFFD, which Python writes.
fn parse(text: &str) -> Result<(Value, Option<Fault>), Fault> {
    let first = match serde_json::from_str::<Value>(text) {
        Ok(value) => return Ok((value, None)),
        Err(error) => error,
    };
    if let Some(Ok(value)) = mended(text).map(|t| serde_json::from_str(&t)) {
        let what = "not strict JSON: NaN or half a surrogate pair";
        return Ok((value, Some(Fault::new("mended_json", what, "they were read as null and U+FFFD"))));
    }
    Err(bad_json(&first))
}

fn bad_json(error: &serde_json::Error) -> Fault {
    // In a document of many lines the parser's own line helps; in a JSONL line it is always 1.
    let place =
        if error.line() > 1 { format!("line {}, column {}", error.line(), error.column()) } else { format!("column {}", error.column()) };
    let full = error.to_string();
    let what = full.split(" at line ").next().unwrap_or("not JSON");
    Fault::new("bad_json", format!("not JSON at {place}: {what}"), "mend or remove it; the other articles are read")
}

/// The text with bare `NaN` and `Infinity` as `null` and lone surrogate escapes as `\ufffd`; none if there is nothing to mend.
fn mended(text: &str) -> Option<String> {
    let (mut out, mut rest, mut inside, mut changed) = (String::with_capacity(text.len()), text, false, false);
    while let Some(c) = rest.chars().next() {
        let mut take = c.len_utf8();
        if inside && c == '\\' {
            let unit = |at: &str| at.strip_prefix("\\u").and_then(|h| h.get(..4)).map(|h| u32::from_str_radix(h, 16).unwrap_or(0));
            match unit(rest) {
                Some(0xD800..=0xDBFF) if rest.get(6..).and_then(unit).is_some_and(|u| (0xDC00..=0xDFFF).contains(&u)) => take = 12,
                Some(0xD800..=0xDFFF) => {
                    out.push_str("\\ufffd");
                    rest = rest.get(6..).unwrap_or("");
                    changed = true;
                    continue;
                }
                _ => take += rest.get(1..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8),
            }
        } else if c == '"' {
            inside = !inside;
        } else if !inside && let Some(word) = ["-Infinity", "Infinity", "NaN"].iter().find(|w| rest.starts_with(**w)) {
            out.push_str("null");
            rest = rest.get(word.len()..).unwrap_or("");
            changed = true;
            continue;
        }
        out.push_str(rest.get(..take).unwrap_or(""));
        rest = rest.get(take..).unwrap_or("");
    }
    changed.then_some(out)
}

/// An array; if it breaks off, the articles before the break are kept and the break is a row of its own.
fn array(text: &str) -> Rows {
    let mut items = Vec::new();
    let mut result = collect(text, &mut items);
    let mut note = None;
    if result.is_err()
        && let Some(mended) = mended(text)
    {
        let mut again = Vec::new();
        let second = collect(&mended, &mut again);
        if again.len() > items.len() {
            (items, result) = (again, second);
            note = Some(Fault::new("mended_json", "not strict JSON: NaN or half a surrogate pair", "they were read as null and U+FFFD"));
        }
    }
    let mut rows = Rows { layout: "array".into(), ..Rows::default() };
    rows.notes.extend(note);
    items.into_iter().enumerate().for_each(|(i, item)| rows.push(i + 1, object_cells(item)));
    if let Err(error) = result {
        let mut fault = bad_json(&error);
        fault.what = format!("the array breaks off after {} articles: {}", rows.rows.len(), fault.what);
        fault.remedy = "what follows is not read: mend the file there".into();
        rows.rows.push(bad_row(rows.rows.len() + 1, fault));
    }
    rows
}

fn collect(text: &str, items: &mut Vec<Value>) -> Result<(), serde_json::Error> {
    let mut reader = serde_json::Deserializer::from_str(text);
    Items(items).deserialize(&mut reader)?;
    reader.end()
}

struct Items<'v>(&'v mut Vec<Value>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();
    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();
    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("an array of articles")
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(item) = sequence.next_element()? {
            self.0.push(item);
        }
        Ok(())
    }
}
