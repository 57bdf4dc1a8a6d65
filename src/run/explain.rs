//! `parallax explain`: the evidence chain of one row of a report.

use super::saved::{Row, Saved};
use crate::problem::{Error, did_you_mean};
use std::path::Path;

/// Prints the row, its sentence with the span marked, the rule that fired and what gave the voice.
pub fn explain(id: &str, report: &Path) -> Result<(), Error> {
    let report = Saved::open(report)?;
    let (table, _) = id.rsplit_once('-').ok_or_else(|| unknown(id, &report))?;
    let plural = format!("{table}s");
    let name = if report.tables().contains(&plural.as_str()) { plural } else { table.to_string() };
    if !with_ids(&report).contains(&table) {
        return Err(unknown(id, &report));
    }
    let rows = report.rows(&name)?;
    let key = format!("{table}_id");
    let row = rows.iter().find(|r| r.get(&key).is_some_and(|v| v == id)).ok_or_else(|| {
        let last = rows.last().and_then(|r| r.get(&key)).cloned().unwrap_or_else(|| "none".into());
        let full = id.rsplit_once('-').and_then(|(_, n)| Some(crate::frame::evidence::row_id(table, n.parse().ok()?)));
        let near = did_you_mean(&full.unwrap_or_default(), rows.iter().filter_map(|r| r.get(&key)).map(String::as_str));
        Error::Usage(format!("{id}: {name}.csv has no such row{near}; its last is {last}"))
    })?;
    if name == "findings" {
        return super::print(&finding(row));
    }
    let report = &report;
    let get = |k: &str| row.get(k).map_or("", String::as_str);
    let mut out = format!("{id}  {}  {}\n", get("outlet"), get("article_id"));
    out.push_str(&format!("sentence {} ({}), characters {} to {}\n\n", get("sentence"), get("role"), get("char_start"), get("char_end")));
    out.push_str(&format!("  {}\n\n", marked(row, report)?));
    // What stands above already.
    let place = ["role", "char_start", "char_end"];
    let told = ["outlet", "article_id", "sentence"].into_iter().chain(place).chain(["sentence_text", &key]);
    // A sentence is its own text, and voices of several kinds can stand in it.
    let whole = name == "sentences";
    let told: Vec<&str> = told.chain(whole.then_some("text")).collect();
    let shown = |k: &str| !told.contains(&k);
    for (name, value) in row.iter().filter(|(k, v)| shown(k) && !v.is_empty()) {
        out.push_str(&format!("{name:>16}  {value}\n"));
    }
    if !whole {
        out.push_str(&format!("\nVoice: {}\n", voice(row, report)?));
    }
    super::print(&out)
}

/// Tables whose rows have ids: label of labels.csv.
fn with_ids(report: &Saved) -> Vec<&str> {
    let evidence = |t: &&str| super::diff::is_evidence(t) || *t == "findings";
    report.tables().into_iter().filter(evidence).map(|t| t.trim_end_matches('s')).collect()
}

fn unknown(id: &str, report: &Saved) -> Error {
    let (stem, number) = id.rsplit_once(['-', '_']).unwrap_or((id, "0012"));
    let near = crate::problem::nearest(stem, with_ids(report)).map(|t| format!("; did you mean {t}-{number}?"));
    let near = near.unwrap_or_default();
    Error::Usage(format!("{id}: give a row id such as label-0012, figure-0003 or quote-0007, as in the first column of the tables{near}"))
}

/// A finding with the ids that prove it.
fn finding(row: &Row) -> String {
    let get = |k: &str| row.get(k).map_or("", String::as_str);
    let mut out = format!("{}  {} ({})\n\n  {}\n\n", get("finding_id"), get("report"), get("kind"), get("text"));
    for column in ["effect", "certainty", "table"] {
        out.push_str(&format!("{column:>16}  {}\n", get(column)));
    }
    out.push_str("\nIts evidence, each for `parallax explain`:\n");
    get("evidence").split("; ").filter(|id| !id.is_empty()).for_each(|id| out.push_str(&format!("  {id}\n")));
    out
}

/// The sentence with the words between » and «, found by their offsets.
fn marked(row: &Row, report: &Saved) -> Result<String, Error> {
    let number = |r: &Row, k: &str| r.get(k).and_then(|v| v.parse::<usize>().ok());
    let sentences = report.rows("sentences")?;
    let home = sentences.iter().find(|s| ["article_id", "part", "sentence"].iter().all(|k| s.get(*k) == row.get(*k)));
    let (Some(home), Some(start), Some(end)) = (home, number(row, "char_start"), number(row, "char_end")) else {
        return Ok(row.get("sentence_text").cloned().unwrap_or_default());
    };
    let text = home.get("text").map_or("", String::as_str);
    if text.starts_with("sha256:") {
        return Ok(format!("{text}\n  (the report was written with --no-text: the hash is that of the sentence)"));
    }
    let base = number(home, "char_start").unwrap_or(0);
    let length = text.chars().count();
    let (from, to) = (start.saturating_sub(base).min(length), end.saturating_sub(base).min(length));
    let pick = |a: usize, b: usize| text.chars().skip(a).take(b.saturating_sub(a)).collect::<String>();
    Ok(format!("{}»{}«{}", pick(0, from), pick(from, to), pick(to, length)).replace('\n', " "))
}

fn voice(row: &Row, report: &Saved) -> Result<String, Error> {
    let get = |r: &Row, k: &str| r.get(k).cloned().unwrap_or_default();
    let quote = get(row, "quote_id");
    if quote.is_empty() {
        return Ok(match get(row, "role").as_str() {
            "body" => "the words stand in running text outside every quotation: the outlet's own voice".into(),
            role => format!("the words stand in a line of role {role}"),
        });
    }
    let quotes = report.rows("quotes")?;
    let found = quotes.iter().find(|q| get(q, "quote_id") == quote);
    Ok(found.map_or(quote.clone(), |q| {
        let (kind, cue, source, rule) = (get(q, "kind"), get(q, "cue"), get(q, "source"), get(q, "rule"));
        format!("inside {quote} ({kind}), cue “{cue}”, source {source}, found by {rule}:\n  {}", get(q, "content"))
    }))
}
