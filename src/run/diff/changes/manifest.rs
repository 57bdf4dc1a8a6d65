//! What the manifests say: versions and settings, the hashes of the inputs, the heights of the tables.

use super::super::Change;
use crate::run::saved::Saved;
use serde_json::Value;
use std::collections::BTreeMap;

/// Versions, settings, conventions, lexicon files.
pub fn settings(a: &Saved, b: &Saved) -> Vec<Change> {
    let of = |s: &Saved| {
        let mut out = BTreeMap::new();
        for part in ["parallax", "corpus", "settings"] {
            flat(part, &s.manifest[part], &mut out);
        }
        flat("lexicons", &s.manifest["lexicons"], &mut out);
        out
    };
    compared("settings", "", &of(a), &of(b))
}

/// Files that came, went, or hold something else. A file that lies elsewhere and holds the same is no change.
pub fn inputs(a: &Saved, b: &Saved) -> Vec<Change> {
    let of = |s: &Saved| -> Vec<(String, String)> {
        let files = s.manifest["files"].as_array().cloned().unwrap_or_default();
        let text = |v: &Value| v.as_str().unwrap_or_default().to_string();
        files.iter().map(|f| (text(&f["file"]), text(&f["sha256"]))).collect()
    };
    let (old, new) = (of(a), of(b));
    let without = |files: &[(String, String)], others: &[(String, String)]| -> BTreeMap<String, String> {
        let kept = files.iter().filter(|(_, hash)| others.iter().all(|(_, h)| h != hash));
        kept.map(|(file, hash)| (file.rsplit(['/', '\\']).next().unwrap_or(file).to_string(), hash.clone())).collect()
    };
    compared("inputs", "", &without(&old, &new), &without(&new, &old))
}

/// Rows of each table, where the number changed.
pub fn rows(a: &Saved, b: &Saved) -> Vec<Change> {
    let of = |s: &Saved| {
        let mut out = BTreeMap::new();
        for (name, n) in s.manifest["tables"].as_object().into_iter().flatten() {
            out.insert(name.clone(), n.to_string());
        }
        out
    };
    compared("rows", "rows", &of(a), &of(b))
}

fn flat(name: &str, value: &Value, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| flat(&format!("{name}.{k}"), v, out)),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(|v| v.as_str().map_or_else(|| v.to_string(), String::from)).collect();
            out.insert(name.to_string(), words.join(", "));
        }
        Value::String(text) => drop(out.insert(name.to_string(), text.clone())),
        Value::Null => {}
        other => drop(out.insert(name.to_string(), other.to_string())),
    }
}

fn compared(kind: &'static str, column: &str, a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> Vec<Change> {
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    let change = |key: &String| {
        let (before, after) = (a.get(key).cloned(), b.get(key).cloned());
        let what = match (&before, &after) {
            (Some(x), Some(y)) if x == y => return None,
            (Some(_), Some(_)) => "changed",
            (None, _) => "added",
            (_, None) => "removed",
        };
        let table = if kind == "rows" { key.clone() } else { String::new() };
        let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
        Some(Change { kind, what, table, key: key.clone(), column: column.into(), before, after })
    };
    keys.into_iter().filter_map(change).collect()
}
