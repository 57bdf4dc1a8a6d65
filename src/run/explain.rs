//! `parallax explain`: the evidence chain of one row of a report.

use crate::problem::Error;
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// Prints the row, its sentence with the span marked, the rule that fired and what gave the voice.
pub fn explain(id: &str, report: &Path) -> Result<(), Error> {
    let (table, _) = id.rsplit_once('-').ok_or_else(|| unknown(id))?;
    let plural = format!("{table}s");
    let is_there = |name: &str| report.join(format!("tables/{name}.csv")).is_file();
    let name = if !is_there(&plural) && is_there(table) { table.to_string() } else { plural };
    let path = report.join(format!("tables/{name}.csv"));
    if !table.chars().all(char::is_alphabetic) || report.join("manifest.json").is_file() && !path.is_file() {
        return Err(unknown(id));
    }
    let rows = rows(&path)?;
    let key = format!("{table}_id");
    let row = rows.iter().find(|r| r.get(&key).is_some_and(|v| v == id)).ok_or_else(|| {
        let last = rows.last().and_then(|r| r.get(&key)).cloned().unwrap_or_else(|| "none".into());
        Error::Usage(format!("{id}: {name}.csv has no such row; its last is {last}"))
    })?;
    let get = |k: &str| row.get(k).map_or("", String::as_str);
    let mut out = format!("{id}  {}  {}\n", get("outlet"), get("article_id"));
    out.push_str(&format!("sentence {} ({}), characters {} to {}\n\n", get("sentence"), get("role"), get("char_start"), get("char_end")));
    out.push_str(&format!("  {}\n\n", marked(row, report)?));
    // What stands above already.
    let place = ["role", "char_start", "char_end"];
    let told: Vec<&str> = ["outlet", "article_id", "sentence"].into_iter().chain(place).chain(["sentence_text", &key]).collect();
    let shown = |k: &str| !told.contains(&k);
    for (name, value) in row.iter().filter(|(k, v)| shown(k) && !v.is_empty()) {
        out.push_str(&format!("{name:>16}  {value}\n"));
    }
    out.push_str(&format!("\nVoice: {}\n", voice(row, report)?));
    super::print(&out)
}

fn unknown(id: &str) -> Error {
    Error::Usage(format!("{id}: give a row id such as label-0012, figure-0003 or quote-0007, as in the first column of the tables"))
}

fn rows(path: &Path) -> Result<Vec<Row>, Error> {
    let bad = |e: csv::Error| Error::Usage(format!("{}: {e}; is this the folder of a report?", path.display()));
    let bytes = std::fs::read(path).map_err(super::io(path, "cannot be read; is this the folder of a report?"))?;
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(&bytes);
    let semicolon = bytes.iter().take_while(|b| **b != b'\n').filter(|b| **b == b';').count() > 3;
    let mut reader = csv::ReaderBuilder::new().delimiter(if semicolon { b';' } else { b',' }).from_reader(bytes);
    reader.deserialize().collect::<Result<Vec<Row>, _>>().map_err(bad)
}

/// The sentence with the words between » and «, found by their offsets.
fn marked(row: &Row, report: &Path) -> Result<String, Error> {
    let number = |r: &Row, k: &str| r.get(k).and_then(|v| v.parse::<usize>().ok());
    let sentences = rows(&report.join("tables/sentences.csv"))?;
    let home = sentences.iter().find(|s| ["article_id", "part", "sentence"].iter().all(|k| s.get(*k) == row.get(*k)));
    let (Some(home), Some(start), Some(end)) = (home, number(row, "char_start"), number(row, "char_end")) else {
        return Ok(row.get("sentence_text").cloned().unwrap_or_default());
    };
    let text = home.get("text").map_or("", String::as_str);
    let base = number(home, "char_start").unwrap_or(0);
    let length = text.chars().count();
    let (from, to) = (start.saturating_sub(base).min(length), end.saturating_sub(base).min(length));
    let pick = |a: usize, b: usize| text.chars().skip(a).take(b.saturating_sub(a)).collect::<String>();
    Ok(format!("{}»{}«{}", pick(0, from), pick(from, to), pick(to, length)).replace('\n', " "))
}

fn voice(row: &Row, report: &Path) -> Result<String, Error> {
    let get = |r: &Row, k: &str| r.get(k).cloned().unwrap_or_default();
    let quote = get(row, "quote_id");
    if quote.is_empty() {
        return Ok(match get(row, "role").as_str() {
            "body" => "the words stand in running text outside every quotation: the outlet's own voice".into(),
            role => format!("the words stand in a line of role {role}"),
        });
    }
    let quotes = rows(&report.join("tables/quotes.csv"))?;
    let found = quotes.iter().find(|q| get(q, "quote_id") == quote);
    Ok(found.map_or(quote.clone(), |q| {
        let (kind, cue, source, rule) = (get(q, "kind"), get(q, "cue"), get(q, "source"), get(q, "rule"));
        format!("inside {quote} ({kind}), cue “{cue}”, source {source}, found by {rule}:\n  {}", get(q, "content"))
    }))
}
