//! Runs every `cases.md`: codebook and test in one. A case is a heading, a quoted text and the table of what must be
//! found in it, or `(nothing)`; only the columns named are compared. `known miss` in the heading must still fail.

use parallax::corpus::Article;
use parallax::extract::{self, Found, Settings};
use parallax::lexicon::Lexicons;
use parallax::text::Document;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(None).0);

type Row = BTreeMap<String, String>;

struct Case {
    line: usize,
    heading: String,
    text: String,
    columns: Vec<String>,
    /// `None` until a table or `(nothing)` is met.
    rows: Option<Vec<Vec<String>>>,
}

#[test]
fn quotes() {
    run("src/extract/quotes/cases.md", quote_rows);
}

#[test]
fn labels() {
    run("src/extract/labels/cases.md", label_rows);
}

#[test]
fn figures() {
    run("src/extract/figures/cases.md", figure_rows);
}

#[test]
fn style() {
    run("src/extract/style/cases.md", style_rows);
}

/// Articles of one event are parted by a line `---`; every unlisted row is compared.
#[test]
fn actors() {
    run("src/extract/actors/cases.md", |_, _, _| Vec::new());
}

#[test]
fn text() {
    run("src/text/cases.md", text_rows);
}

/// Every case file in the sources is read by a test above.
#[test]
fn no_case_file_is_forgotten() {
    let known = [
        "src/extract/quotes/cases.md",
        "src/extract/labels/cases.md",
        "src/extract/figures/cases.md",
        "src/extract/actors/cases.md",
        "src/extract/style/cases.md",
        "src/text/cases.md",
    ];
    for file in crate::tidy::files(Path::new("src"), "cases.md") {
        assert!(known.contains(&file.as_str()), "{file} is read by no test: add it to tests/cases.rs");
    }
}

fn run(path: &str, found: fn(&Document, &Found, &[String]) -> Vec<Row>) {
    let cases = parse(&std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{path}: {e}")), path);
    assert!(!cases.is_empty(), "{path}: no case in it");
    let mut failures = Vec::new();
    for case in &cases {
        let article = Article { id: "case".into(), outlet: "Case".into(), text: case.text.clone(), ..Article::default() };
        let got = if path.contains("/actors/") {
            unlisted_rows(&case.text)
        } else {
            // The cases are of the rules; what the model makes of them is measured on whole articles.
            let rules = Settings { no_model: true, ..Settings::default() };
            let doc = Document::read(&article.text, None, &LEXICONS.text);
            found(&doc, &extract::extract(&doc, &article, &LEXICONS, &rules), &case.columns)
        };
        let want = case.rows.as_ref().expect("parse sees to it");
        let cell =
            |row: &Row, column: &String| row.get(column).cloned().unwrap_or_else(|| panic!("{path}:{}: no column {column:?}", case.line));
        let got: Vec<Vec<String>> = got.iter().map(|row| case.columns.iter().map(|c| cell(row, c)).collect()).collect();
        let known_miss = case.heading.to_lowercase().contains("known miss");
        match (got == *want, known_miss) {
            (true, false) | (false, true) => {}
            (true, true) => failures.push(format!("{path}:{}: {} passes now: take “known miss” away", case.line, case.heading)),
            (false, false) => {
                let show = |rows: &[Vec<String>]| rows.iter().map(|r| format!("\n    | {} |", r.join(" | "))).collect::<String>();
                failures.push(format!(
                    "{path}:{}: {}\n  text: {}\n  want:{}\n  got:{}",
                    case.line,
                    case.heading,
                    case.text,
                    show(want),
                    show(&got)
                ));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {} cases fail\n{}", failures.len(), cases.len(), failures.join("\n"));
}

fn parse(text: &str, path: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (number, line) in text.lines().enumerate().map(|(n, l)| (n + 1, l)) {
        if let Some(heading) = line.strip_prefix("## ") {
            cases.push(Case { line: number, heading: heading.trim().into(), text: String::new(), columns: Vec::new(), rows: None });
        } else if let Some(case) = cases.last_mut() {
            if let Some(quoted) = line.strip_prefix('>') {
                assert!(case.rows.is_none(), "{path}:{number}: text after the table; begin a new case with ##");
                let break_before = if case.text.is_empty() { "" } else { "\n" };
                case.text.push_str(&format!("{break_before}{}", quoted.strip_prefix(' ').unwrap_or(quoted)));
            } else if line.starts_with('|') {
                let cells: Vec<String> = line
                    .trim()
                    .trim_start_matches('|')
                    .trim_end_matches('|')
                    .replace("\\|", "\u{1}")
                    .split('|')
                    .map(|c| c.trim().replace('\u{1}', "|"))
                    .collect();
                if case.columns.is_empty() {
                    case.columns = cells;
                } else if cells.iter().all(|c| !c.is_empty() && c.chars().all(|x| x == '-' || x == ':')) {
                    case.rows = Some(Vec::new());
                } else {
                    let rows = case.rows.as_mut().unwrap_or_else(|| panic!("{path}:{number}: a row without a table head"));
                    assert_eq!(cells.len(), case.columns.len(), "{path}:{number}: cells and columns differ in number");
                    rows.push(cells);
                }
            } else if line.trim() == "(nothing)" {
                case.rows = Some(Vec::new());
            }
        }
    }
    for case in &cases {
        assert!(!case.text.is_empty(), "{path}:{}: {}: no text", case.line, case.heading);
        assert!(case.rows.is_some(), "{path}:{}: {}: needs either a table or (nothing)", case.line, case.heading);
    }
    cases
}

fn row(cells: Vec<(&str, String)>) -> Row {
    cells.into_iter().map(|(k, v)| (k.to_string(), v.replace('\n', " "))).collect()
}

fn quote_rows(doc: &Document, found: &Found, _: &[String]) -> Vec<Row> {
    let text = |s: Option<parallax::text::Span>| s.map_or(String::new(), |s| s.of(doc.text).to_string());
    let one = |q: &extract::Quote| {
        row(vec![
            ("content", q.content.iter().map(|c| c.of(doc.text)).collect::<Vec<_>>().join(" | ")),
            ("kind", q.kind.as_str().into()),
            ("cue", text(q.cue)),
            ("cue_lemma", q.cue_lemma.clone()),
            ("cue_class", q.cue_class.clone()),
            ("speaker", text(q.speaker)),
            ("source", q.source.clone()),
            ("source_type", q.source_type.clone()),
            ("official", q.official.map_or(String::new(), |o| o.to_string())),
            ("relay", q.relay.clone().unwrap_or_default()),
        ])
    };
    found.quotes.iter().map(one).collect()
}

fn label_rows(doc: &Document, found: &Found, _: &[String]) -> Vec<Row> {
    let one = |l: &extract::Label| {
        row(vec![
            ("text", l.span.of(doc.text).into()),
            ("kind", l.kind.as_str().into()),
            ("group", l.group.clone()),
            ("lemma", l.lemma.clone()),
            ("actor", l.actor.clone()),
            ("voice", l.voice.as_str().into()),
            ("form", l.form.as_str().into()),
        ])
    };
    found.labels.iter().map(one).collect()
}

/// The unlisted rows of all articles of an event.
fn unlisted_rows(text: &str) -> Vec<Row> {
    let articles: Vec<Article> = text.split("\n---\n").map(|t| Article { text: t.into(), ..Article::default() }).collect();
    let mut event = extract::all(&articles.iter().collect::<Vec<_>>(), &LEXICONS, &Settings::default());
    extract::add_unlisted(&mut event, &LEXICONS);
    let one = |doc: &Document, l: &extract::Label| {
        row(vec![
            ("text", l.span.of(doc.text).into()),
            ("actor", l.actor.clone()),
            ("named", if l.named { "name" } else { "label" }.into()),
            ("label", l.lemma.clone()),
            ("form", l.form.as_str().into()),
            ("rule", l.rule.trim_start_matches("unlisted/").into()),
        ])
    };
    let unlisted = |l: &&extract::Label| l.kind == extract::labels::LabelKind::Unlisted;
    event.iter().flat_map(|(doc, found)| found.labels.iter().filter(unlisted).map(|l| one(doc, l)).collect::<Vec<_>>()).collect()
}

fn figure_rows(doc: &Document, found: &Found, _: &[String]) -> Vec<Row> {
    let number = |x: Option<f64>| x.map_or(String::new(), parallax::render::csv::number);
    let one = |f: &extract::Figure| {
        row(vec![
            ("text", f.span.of(doc.text).into()),
            ("context", f.context.of(doc.text).into()),
            ("value", number(f.value)),
            ("low", number(f.low)),
            ("high", number(f.high)),
            ("modifier", f.modifier.as_str().into()),
            ("unit", f.unit.clone()),
            ("counted", f.counted.clone()),
            ("counted_head", f.counted_head.map_or(String::new(), |h| h.of(doc.text).into())),
            ("event_type", f.event_type.clone()),
            ("victim_class", f.victim_class.clone()),
            ("source", f.source.clone()),
            ("as_of", f.as_of.clone()),
            ("key", f.key.clone()),
            ("class", f.class.as_str().into()),
            ("voice", f.voice.as_str().into()),
            ("convention", f.convention.clone()),
            ("part_of", f.part_of.map_or(String::new(), |p| found.figures[p].span.of(doc.text).into())),
        ])
    };
    found.figures.iter().map(one).collect()
}

/// Words of style, or acts of harm where the first column asks for these. A case without a table has neither.
fn style_rows(doc: &Document, found: &Found, columns: &[String]) -> Vec<Row> {
    let phrase = |p: &extract::style::agency::Party| p.span.of(doc.text).to_string();
    let acts = found.acts.iter().filter(|a| !a.victim.class.is_empty()).map(|a| {
        row(vec![
            ("harm", a.harm.clone()),
            ("construction", a.construction.as_str().into()),
            ("victim", phrase(&a.victim)),
            ("victim_class", a.victim.class.clone()),
            ("agent", a.agent.as_ref().map_or(String::new(), phrase)),
        ])
    });
    let words = found.style.iter().map(|s| {
        row(vec![
            ("text", s.span.of(doc.text).into()),
            ("kind", s.kind.as_str().into()),
            ("category", s.category.clone()),
            ("voice", s.voice.as_str().into()),
        ])
    });
    match columns.first().map(String::as_str) {
        Some("harm") => acts.collect(),
        Some(_) => words.collect(),
        None => words.chain(acts).collect(),
    }
}

/// The text layer has four kinds of tables, told apart by their first column.
fn text_rows(doc: &Document, _: &Found, columns: &[String]) -> Vec<Row> {
    match columns.first().map(String::as_str) {
        Some("sentence") => doc.sentences.iter().map(|s| row(vec![("sentence", s.span.of(doc.text).into())])).collect(),
        Some("word") => (0..doc.tokens.len())
            .map(|i| {
                row(vec![
                    ("word", doc.word(i).into()),
                    ("tag", doc.tokens[i].tag.as_str().into()),
                    ("lemma", doc.lemma(i)),
                    ("head", doc.head(i).map_or(String::new(), |h| doc.word(h).into())),
                    ("relation", doc.relation(i).as_str().into()),
                    ("below", doc.cover(doc.subtree(i)).of(doc.text).into()),
                ])
            })
            .collect(),
        Some("chunk") => {
            doc.chunks.iter().map(|c| row(vec![("chunk", c.span.of(doc.text).into()), ("head", doc.word(c.head).into())])).collect()
        }
        _ => {
            let one = |b: &parallax::text::Block| {
                row(vec![("role", b.role.as_str().into()), ("kind", b.kind.into()), ("text", b.span.of(doc.text).into())])
            };
            doc.blocks.iter().map(one).collect()
        }
    }
}
