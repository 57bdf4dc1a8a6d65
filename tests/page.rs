//! The report page as text: small, safe against what articles hold, and every linked number equal to its rows.
//! What a reader does with it is tested in a browser (`tests/browser/`).

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn page(corpus: &Path, options: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .arg("report")
        .arg(corpus)
        .args(options)
        .arg("-o")
        .arg(&out)
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    std::fs::read_to_string(out.join("index.html")).expect("the page")
}

fn data(page: &str) -> Value {
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").expect("the data");
    let (json, _) = rest.split_once("</script>").expect("its end");
    serde_json::from_str(json).expect("JSON")
}

/// Values as the page writes them (`src/render/html/columns.rs`): alone, one for all, or letters for those that differ.
fn written(c: &Value, height: usize) -> Vec<Value> {
    if let Some(values) = c["v"].as_array() {
        return values.clone();
    }
    let Some(text) = c["s"].as_str() else { return vec![c["c"].clone(); height] };
    let letters: Vec<char> = (' '..='|').filter(|c| !"\"\\<>&".contains(*c)).collect();
    let wide = if c["two"] == 1 { 2 } else { 1 };
    let mut left = text.chars().peekable();
    let mut out: Vec<Value> = Vec::new();
    while let Some(sign) = left.peek().copied() {
        let mut next = |n: usize| {
            (0..n).fold(0, |at, _| {
                let letter = left.next().expect("a letter");
                at * letters.len() + letters.iter().position(|l| *l == letter).unwrap_or(0)
            })
        };
        let back = match sign {
            '}' => next(1).max(1),
            '~' => next(3),
            _ => {
                out.push(c["d"][next(wide)].clone());
                continue;
            }
        };
        // The sign itself counts as no letter.
        for _ in 0..=next(1) {
            out.push(out[out.len() - back].clone());
        }
    }
    out
}

/// A column's numbers: its own, added to others, or decided by others.
fn numbers(columns: &[Value], index: usize, height: usize) -> Vec<Value> {
    let c = &columns[index];
    if let Some(by) = c["f"].as_u64() {
        let mut seen: Vec<Value> = Vec::new();
        let mut places = Vec::new();
        for v in numbers(columns, by as usize, height) {
            places.push(seen.iter().position(|s| *s == v).unwrap_or_else(|| {
                seen.push(v);
                seen.len() - 1
            }));
        }
        let values = written(c, seen.len());
        return places.into_iter().map(|p| values[p].clone()).collect();
    }
    let mut out = written(c, height);
    if let Some(to) = c["a"].as_i64() {
        let other = usize::try_from(to).ok().map(|to| numbers(columns, to, height));
        for i in 0..out.len() {
            let base =
                other.as_ref().map_or_else(|| if i == 0 { 0 } else { out[i - 1].as_i64().unwrap_or(0) }, |o| o[i].as_i64().unwrap_or(0));
            if let Some(v) = out[i].as_i64() {
                out[i] = (v + base).into();
            }
        }
    }
    out
}

/// A table's columns as text; missing is "".
fn columns(data: &Value, table: &str) -> BTreeMap<String, Vec<String>> {
    let table = &data["tables"][table];
    let height = table["rows"].as_u64().expect("rows") as usize;
    let text = |column: &Value, v: &Value| match (column["k"].as_str().expect("kind"), v) {
        (_, Value::Null) => String::new(),
        ("t", v) => match column["p"].as_str() {
            Some(prefix) => format!("{prefix}-{:04}", v.as_u64().expect("a number")),
            None => data["pool"][v.as_u64().expect("a place") as usize].as_str().expect("a text").to_string(),
        },
        ("b", v) => (v.as_u64() == Some(1)).to_string(),
        (_, v) => v.to_string(),
    };
    let all = table["columns"].as_array().expect("columns");
    let values = |i: usize| numbers(all, i, height).iter().map(|v| text(&all[i], v)).collect::<Vec<_>>();
    let out: BTreeMap<_, _> = (0..all.len()).map(|i| (all[i]["n"].as_str().expect("a name").to_string(), values(i))).collect();
    assert!(out.values().all(|c| c.len() == height), "{}: a column is not whole", table["about"]);
    out
}

/// Numbers with a link, and those that do not equal their rows.
fn links(data: &Value) -> (usize, Vec<String>) {
    let (mut checked, mut wrong) = (0, Vec::new());
    for (name, table) in data["tables"].as_object().expect("tables") {
        let here = columns(data, name);
        let names: Vec<&str> = table["columns"].as_array().expect("columns").iter().filter_map(|c| c["n"].as_str()).collect();
        for link in table["links"].as_array().into_iter().flatten() {
            let there = columns(data, link["rows"].as_str().expect("rows"));
            let height = there.values().next().map_or(0, Vec::len);
            let column = names[link["column"].as_u64().expect("a column") as usize];
            let only = |row: usize| {
                link["only"].as_array().expect("only").iter().all(|o| {
                    let value = &there[o[0].as_str().expect("a column")][row];
                    let one =
                        |v: &str| o[1].as_array().expect("values").iter().any(|w| w.as_str() == Some(v) || (w == "*" && !v.is_empty()));
                    if o[2] == true { value.split(';').any(one) } else { one(value) }
                })
            };
            for (row, number) in here[column].iter().enumerate().filter(|(_, n)| !n.is_empty()) {
                let same = |other: usize| {
                    link["same"].as_array().expect("same").iter().all(|s| {
                        let here = &here[names[s[0].as_u64().expect("a column") as usize]][row];
                        let mut value = &there[s[1].as_str().expect("a column")][other];
                        if let (true, Some(or)) = (value.is_empty(), s[2].as_str()) {
                            value = &there[or][other];
                        }
                        s[3].as_str() == Some(here) || here == value
                    })
                };
                let found = (0..height).filter(|r| only(*r) && same(*r)).count();
                checked += 1;
                if found.to_string() != *number {
                    wrong.push(format!("{name} row {row} {column}: {number}, but {found} rows"));
                }
            }
        }
    }
    (checked, wrong)
}

#[test]
fn every_linked_number_equals_its_rows() {
    for sample in ["harvan", "dockers"] {
        let data = data(&page(&Path::new("data/sample").join(sample), &[]));
        let (checked, wrong) = links(&data);
        assert!(wrong.is_empty(), "{sample}:\n{}", wrong.join("\n"));
        assert!(checked > 500, "{sample}: only {checked} numbers have rows");
        let has = |table: &str, column: &str| {
            let t = &data["tables"][table];
            let at = t["columns"].as_array().expect("columns").iter().position(|c| c["n"] == column);
            t["links"].as_array().expect("links").iter().any(|l| l["column"].as_u64() == at.map(|a| a as u64))
        };
        for (table, column) in [
            ("labels_by_outlet", "n"),
            ("sources_by_type", "n"),
            ("coverage_outlets", "articles"),
            ("features", "quotes_n"),
            ("voices_wide", "direct_quote"),
            ("label_voices", "quoted"),
        ] {
            assert!(has(table, column), "{sample}: {table}.{column} opens no rows");
        }
    }
}

/// A mark in a chart leads to a number that opens its rows, or to a row.
#[test]
fn marks_in_charts_lead_to_rows() {
    let page = page(Path::new("data/sample/harvan"), &[]);
    let data = data(&page);
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for figure in page.split("<figure id=\"chart-").skip(1) {
        let (name, rest) = figure.split_once('"').expect("a name");
        let (drawing, _) = rest.split_once("</svg>").expect("a drawing");
        for link in drawing.split("<a href=#").skip(1) {
            let (address, _) = link.split_once('>').expect("an address");
            *met.entry(name.to_string()).or_default() += 1;
            let Some(cell) = address.strip_prefix("cell-") else {
                let (kind, _) = address.split_once('-').expect("an id");
                assert!(columns(&data, &format!("{kind}s"))[&format!("{kind}_id")].contains(&address.to_string()), "{name}: {address}");
                continue;
            };
            let mut parts = cell.rsplitn(3, '-');
            let mut number = || parts.next().and_then(|p| p.parse::<usize>().ok()).expect("a place");
            let (column, row) = (number(), number());
            let table = parts.next().expect("a table");
            let links = data["tables"][table]["links"].as_array().expect("links");
            assert!(links.iter().any(|l| l["column"] == column), "{name}: {address} opens no rows");
            let heading = data["tables"][table]["columns"][column]["n"].as_str().expect("a heading");
            assert!(columns(&data, table)[heading][row].parse::<u64>().is_ok_and(|n| n > 0), "{name}: {address} counts nothing");
        }
    }
    for chart in
        ["labels_rates", "labels_anti_government_forces", "sources_mix", "sources_matrix", "figures_matrix", "figures_killed_total"]
    {
        assert!(met.get(chart).is_some_and(|n| *n > 5), "{chart}: {met:?}");
    }
}

/// In a comparison by groups the same numbers open the same rows.
#[test]
fn groups_have_links_too() {
    let data = data(&page(Path::new("data/sample/harvan"), &["--by", "country"]));
    assert_eq!(data["unit"], "country");
    let linked = data["tables"]["labels_by_outlet"]["links"].as_array().map_or(0, Vec::len);
    assert!(linked >= 2, "labels_by_outlet has {linked} links");
}

/// The text of every article is whole: what stands before, in and between its sentences.
#[test]
fn the_texts_are_whole() {
    let data = data(&page(Path::new("data/sample/dockers"), &[]));
    let corpus = parallax::corpus::load(
        &["data/sample/dockers".into()],
        &parallax::corpus::Options::default(),
        &parallax::corpus::CorpusWords::embedded(),
    )
    .expect("read");
    let sentences = columns(&data, "sentences");
    let pool = |v: &Value| v.as_u64().map_or(String::new(), |p| data["pool"][p as usize].as_str().unwrap_or_default().to_string());
    let articles = data["articles"].as_array().expect("articles");
    assert_eq!(articles.len(), corpus.articles.len());
    for article in articles {
        let mut text = String::new();
        let place = |i: usize| article["rows"][i].as_u64().expect("a row") as usize;
        for (row, gap) in (place(0)..).zip(&written(&article["gaps"], place(1))) {
            if sentences["part"][row] == "text" {
                text.push_str(&pool(gap));
                text.push_str(&sentences["text"][row]);
            }
        }
        text.push_str(&pool(&article["tail"]));
        let given = corpus.articles.iter().find(|a| article["id"] == a.id.as_str()).expect("the article");
        assert_eq!(text, given.text, "{}", given.id);
    }
}

/// What an article may hold to run as script or to break the page.
const TRAPS: [&str; 6] = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(2)>",
    "<!-- \"><b>",
    "{{7*7}}{% for x in y %}",
    "javascript:alert(3)",
    "\u{202E}\u{200B}\u{2028} & ' \"",
];

#[test]
fn nothing_in_an_article_becomes_markup() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("articles.jsonl");
    let lines: Vec<String> = TRAPS
        .iter()
        .map(|trap| {
            let text =
                format!("{trap}\n\nRebels {trap} entered Harvan, \"{trap}\" the United Nations said. At least 40 people were killed.");
            serde_json::json!({"id": trap, "outlet": trap, "title": trap, "url": trap, "date": "2025-10-15", "lean": trap, "text": text})
                .to_string()
        })
        .collect();
    std::fs::write(&file, lines.join("\n")).expect("written");
    let page = page(&file, &[]);
    // Tags of the page are those of the template and of charts; none comes from an article.
    let tags: BTreeSet<&str> = regex::Regex::new("<(/?[a-zA-Z!][a-zA-Z0-9-]*)")
        .expect("a pattern")
        .captures_iter(&page)
        .map(|c| c.get(1).expect("a tag").as_str())
        .collect();
    for tag in ["img", "/b", "b", "!--", "iframe", "object", "link", "base"] {
        assert!(!tags.contains(tag), "<{tag}");
    }
    assert_eq!(page.matches("<script").count(), 2);
    assert_eq!(page.matches("</script").count(), 2);
    assert!(!page.contains("href=\"javascript:"), "an address that runs");
    assert!(!page.contains(">49<") && !page.contains("49{%"), "a template in an article was run");
    let data = data(&page);
    let urls: BTreeSet<String> = data["articles"].as_array().expect("articles").iter().map(|a| a["url"].to_string()).collect();
    assert_eq!(urls, BTreeSet::from(["null".to_string()]), "no such address becomes a link");
    assert!(data["pool"].as_array().expect("texts").iter().any(|t| t.as_str() == Some(TRAPS[1])), "the words are there");
}

#[test]
fn the_page_stands_alone() {
    let page = page(Path::new("data/sample/harvan"), &[]);
    let policy = page
        .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
        .map_or("", |(_, r)| r.split_once("\">").map_or("", |(p, _)| p));
    assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    let outside = regex::Regex::new(r#"(?i)(src|srcset|action|data)\s*=\s*["']?(https?:)?//"#).expect("a pattern");
    let markup = page.split_once("id=\"data\">").map_or("", |(head, _)| head);
    assert!(!outside.is_match(markup), "something is fetched");
    assert!(!markup.contains("@import") && !markup.replace("url(#", "").contains("url("), "a style fetches something");
    assert!(!regex::Regex::new(" style=\"| on[a-z]+=\"").expect("a pattern").is_match(markup), "styles and scripts inside markup");
    for id in ["findings", "reading", "rows", "codebook"] {
        assert!(markup.contains(&format!("id=\"{id}\"")), "{id}");
    }
    assert!(page.len() < 1_050_000, "{} bytes for twelve articles", page.len());
}

/// No article, one article, articles without words: a page all the same.
#[test]
fn small_corpora_have_a_page() {
    for text in ["", "Rain.", "Rebels took Harvan. \"We are free,\" a man said."] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("articles.jsonl");
        std::fs::write(&file, serde_json::json!({"id": "a", "outlet": "A", "title": "T", "text": text}).to_string()).expect("written");
        let run = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .arg("report")
            .arg(&file)
            .arg("-o")
            .arg(folder.path().join("out"))
            .output()
            .expect("runs");
        let page = std::fs::read_to_string(folder.path().join("out/index.html"));
        assert!(page.is_ok() || !run.status.success(), "{text:?}: {}", String::from_utf8_lossy(&run.stderr));
        if let Ok(page) = page {
            let (_, wrong) = links(&data(&page));
            assert!(wrong.is_empty(), "{wrong:?}");
        }
    }
}
