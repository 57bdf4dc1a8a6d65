//! Changes as a readable table, as CSV, as JSON.

use super::Change;
use crate::render::csv::{Flavour, write};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// Lines of a kind and table that are shown to people; `--format csv` has all.
const SHOWN: usize = 10;
/// Characters of a value that are shown to people.
const WIDTH: usize = 48;

/// For people: a heading a kind of change, then a line a change.
pub fn table(changes: &[Change], before: &Path, after: &Path) -> String {
    let mut out = format!("before: {}\nafter:  {}\n", before.display(), after.display());
    if changes.is_empty() {
        return out + "\nNothing changed.\n";
    }
    let mut kinds: Vec<&str> = Vec::new();
    for change in changes {
        if !kinds.contains(&change.kind) {
            kinds.push(change.kind);
        }
    }
    for kind in kinds {
        let all: Vec<&Change> = changes.iter().filter(|c| c.kind == kind).collect();
        let count = |what: &str| all.iter().filter(|c| c.what == what).count();
        let counts: Vec<String> =
            ["added", "removed", "changed"].into_iter().filter(|w| count(w) > 0).map(|w| format!("{} {w}", count(w))).collect();
        out.push_str(&format!("\n{} ({})\n", kind.to_uppercase(), counts.join(", ")));
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        let shown = all.iter().filter(|c| {
            let n = met.entry(if c.kind == "rows" { "" } else { c.table.as_str() }).or_insert(0);
            *n += 1;
            *n <= SHOWN || c.kind == "rows"
        });
        let lines: Vec<[String; 3]> = shown.map(|c| line(c)).collect();
        let width = |i: usize| lines.iter().map(|l| l[i].chars().count()).max().unwrap_or(0);
        let (first, second) = (width(0), width(1));
        for [what, key, values] in &lines {
            out.push_str(format!("  {}  {}  {values}", padded(what, first), padded(key, second)).trim_end());
            out.push('\n');
        }
        for (table, n) in met.iter().filter(|(_, n)| **n > SHOWN && kind != "rows") {
            let of = if table.is_empty() { String::new() } else { format!(" of {table}") };
            out.push_str(&format!("  … and {} more{of} (--format csv gives all)\n", n - SHOWN));
        }
    }
    out
}

fn line(change: &Change) -> [String; 3] {
    let sign = match change.what {
        "added" => "+",
        "removed" => "-",
        _ => "~",
    };
    let table = if change.table.is_empty() || ["rows", "articles", "findings"].contains(&change.kind) {
        String::new()
    } else {
        format!("{} ", change.table)
    };
    let key = format!("{table}{}", short(&change.key, 72));
    let column = if change.column.is_empty() || change.kind == "rows" { String::new() } else { format!("{}: ", change.column) };
    let values = match (change.before.is_empty(), change.after.is_empty()) {
        (false, false) => format!("{} → {}{}", short(&change.before, WIDTH), short(&change.after, WIDTH), moved(change)),
        (true, false) if change.what == "changed" => format!("(missing) → {}", short(&change.after, WIDTH)),
        (false, true) if change.what == "changed" => format!("{} → (missing)", short(&change.before, WIDTH)),
        (_, false) => short(&change.after, 2 * WIDTH),
        _ => short(&change.before, 2 * WIDTH),
    };
    [sign.to_string(), key, format!("{column}{values}")]
}

/// By how much a number moved.
fn moved(change: &Change) -> String {
    match (change.before.parse::<f64>(), change.after.parse::<f64>()) {
        (Ok(a), Ok(b)) if a.is_finite() && b.is_finite() => {
            let by = crate::render::csv::number(b - a);
            format!(" ({}{by})", if b >= a { "+" } else { "" })
        }
        _ => String::new(),
    }
}

fn short(text: &str, most: usize) -> String {
    let text = text.replace(['\n', '\r', '\t'], " ");
    if text.chars().count() <= most { text } else { text.chars().take(most - 1).chain(['…']).collect() }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
}

/// One line a change, nothing cut.
pub fn csv(changes: &[Change]) -> String {
    let header = [["kind", "what", "table"], ["key", "column", "before"]].concat();
    let header: Vec<String> = header.into_iter().chain(["after"]).map(String::from).collect();
    let fields = |c: &Change| {
        let words = [c.kind.to_string(), c.what.to_string(), c.table.clone(), c.key.clone()];
        words.into_iter().chain([c.column.clone(), c.before.clone(), c.after.clone()]).collect()
    };
    let bytes = write(std::iter::once(header).chain(changes.iter().map(fields)), Flavour::Plain);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// All changes as one object.
pub fn json(changes: &[Change], before: &Path, after: &Path) -> String {
    let one = |c: &Change| json!({"kind": c.kind, "what": c.what, "table": c.table, "key": c.key, "column": c.column, "before": c.before, "after": c.after});
    let all = json!({
        "before": before.display().to_string(),
        "after": after.display().to_string(),
        "changes": changes.iter().map(one).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}
