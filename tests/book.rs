//! Workbook, briefing, data package, flavours of CSV, reports without text: read back as those who open them do.

#[path = "book/office.rs"]
mod office;
#[path = "book/private.rs"]
mod private;
#[path = "book/sheets.rs"]
mod sheets;
#[path = "book/unzip.rs"]
pub mod unzip;

use parallax::compare::{Exhibit, Finding};
use parallax::frame::{Kind, Table, codebook, column, table};
use parallax::render::book::Book;
use parallax::render::csv::{Flavour, csv};
use parallax::render::{briefing, package};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use unzip::unzip;

/// The report of a sample corpus, made once with these options.
pub fn report(corpus: &str, options: &[&str]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("r");
    let run = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["report", corpus, "-o"]).arg(&out).args(options).output();
    let run = run.expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    (folder, out)
}

pub static HARVAN: LazyLock<(tempfile::TempDir, PathBuf)> = LazyLock::new(|| report("data/sample/harvan", &[]));

pub fn bytes(dir: &Path, name: &str) -> Vec<u8> {
    std::fs::read(dir.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

pub fn text(dir: &Path, name: &str) -> String {
    String::from_utf8(bytes(dir, name)).unwrap_or_else(|e| panic!("{name}: {e}"))
}

pub fn rows(dir: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let file = text(dir, &format!("tables/{table}.csv"));
    csv::Reader::from_reader(file.as_bytes()).deserialize().collect::<Result<_, _>>().expect("a table")
}

/// A table with a cell of every kind, some of them unpleasant.
fn unpleasant() -> Table {
    let long = "word ".repeat(8_000);
    let cells: Vec<(String, f64, i64)> =
        ["=1+1", "+49 30 1", "-5 degrees", "@handle", "\tx", "\rx", "plain; with \"marks\", and\nlines", &long]
            .into_iter()
            .zip([0.5, 1234.25, -1e-7, 2.0, 3.0, 4.0, 5.0, 6.0])
            .zip([1, -2, 3, 4, 5, 6, 7, 8])
            .map(|((t, x), n)| (t.to_string(), x, n))
            .collect();
    type R = (String, f64, i64);
    let columns = vec![
        column("label_id", Kind::Text, "", "id", |r: &R| format!("label-{:04}", r.2.abs()).into()),
        column("words", Kind::Text, "", "unpleasant words", |r: &R| (&r.0).into()),
        column("share", Kind::Float, "share 0..1", "a share", |r: &R| r.1.into()),
        column("n", Kind::Int, "mentions", "a count", |r: &R| r.2.into()),
        column("published", Kind::Text, "ISO 8601", "dates in all forms", |r: &R| {
            let forms = [
                "2025-10-14",
                "2025-10-14T18:10:00+02:00",
                "2025-10",
                "1812-06-24",
                "2025-10-14T18:10",
                "",
                "Thursday",
                "2025-10-14T06:00Z",
            ];
            forms[(r.2.unsigned_abs() as usize) - 1].into()
        }),
    ];
    table("labels", "One row an unpleasant value", columns, &cells)
}

fn findings() -> Vec<Finding> {
    let finding = |text: &str, report, evidence: &[&str]| Finding {
        report,
        kind: "own_voice_label",
        outlets: vec!["Tesna".into()],
        text: text.into(),
        effect: 0.9,
        certainty: 1.0,
        evidence: evidence.iter().map(|e| e.to_string()).collect(),
        table: "labels".into(),
    };
    vec![
        finding(
            "Tesna calls them “<b>terrorists</b>” in 4 of its 4 labels; the others in *none* of 31.",
            "labels",
            &["label-0002", "label-0003"],
        ),
        finding("Two tolls cannot both be true: 40 & 400.", "figures", &["figure-0001"]),
    ]
}

/// A book of one unpleasant table and two findings, handed to `use_it`.
pub fn with_book<T>(use_it: impl Fn(&Book) -> T) -> T {
    let (table, findings) = (unpleasant(), findings());
    let listed = parallax::compare::finding::listed(&findings, &[]);
    let book = codebook([&table, &listed]);
    let exhibit = |name, title| Exhibit { name, title, ..Exhibit::default() };
    let exhibits = vec![exhibit("labels", "What each outlet calls the actors"), exhibit("figures", "Which figures are cited")];
    use_it(&Book {
        title: "A test & its <title>".into(),
        name: "Test corpus".into(),
        summary: String::new(),
        scope: "2 outlets, 2 articles".into(),
        settings: vec![("convention".into(), "hama-v1".into())],
        tables: vec![&table, &listed, &book],
        exhibits: &exhibits,
        findings: &findings,
        evidence: None,
        pictures: BTreeMap::new(),
        problems: &[],
        flavour: Flavour::Plain,
        no_text: false,
    })
}

#[test]
fn plain_csv_leaves_every_value_as_it_is() {
    let text = String::from_utf8(csv(&unpleasant(), Flavour::Plain)).expect("UTF-8");
    assert!(text.starts_with("label_id,words,"), "no BOM, a header");
    assert!(text.contains("\nlabel-0001,=1+1,0.5,1,2025-10-14\n"), "{}", &text[..200]);
    assert!(text.contains("\nlabel-0003,-5 degrees,0,3,2025-10\n"), "negative nothing is 0: {}", &text[..300]);
    assert!(text.contains("\"plain; with \"\"marks\"\", and\nlines\""), "quotes are doubled");
    assert!(text.contains(",,") || text.contains("6,\n"), "missing is empty");
}

/// users.md and CWE-1236: = + - @ TAB CR at the start of text; numbers never.
#[test]
fn excel_csv_guards_text_and_only_text() {
    let excel = csv(&unpleasant(), Flavour::Excel);
    assert!(excel.starts_with(&[0xEF, 0xBB, 0xBF]));
    let text = String::from_utf8(excel[3..].to_vec()).expect("UTF-8");
    assert_eq!(text.matches("\r\n").count(), 9, "a line a row ends with CRLF");
    for guarded in ["'=1+1", "'+49 30 1", "'-5 degrees", "'@handle", "'\tx", "'\rx"] {
        assert!(text.contains(guarded), "{guarded:?}");
    }
    assert!(text.contains(",-2,"), "a negative number has no guard");
    let european = csv(&unpleasant(), Flavour::ExcelEu);
    let text = String::from_utf8(european[3..].to_vec()).expect("UTF-8");
    assert!(text.starts_with("label_id;words;share;n;published\r\n"));
    assert!(text.contains(";0,5;1;2025-10-14\r\n") && text.contains(";1234,25;-2;"), "{}", &text[..200]);
}

/// The plotted data takes the flavour too; what looks like a number stays one.
#[test]
fn charts_data_takes_the_flavour() {
    let (_folder, out) = report("data/sample/harvan", &["--csv-flavour", "excel-eu"]);
    for file in crate::tidy::files(&out, ".csv") {
        let bytes = std::fs::read(&file).expect("a file");
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]), "{file} has no BOM");
        assert!(bytes.ends_with(b"\r\n"), "{file} ends without CRLF");
    }
    let rates = text(&out, "tables/outlets_wide.csv");
    assert!(rates.lines().nth(1).is_some_and(|l| l.contains(';') && l.contains(',')), "{rates}");
    let package: serde_json::Value = serde_json::from_str(&text(&out, "datapackage.json")).expect("JSON");
    assert_eq!(package["resources"][0]["dialect"]["delimiter"], ";");
    let explained = Command::new(env!("CARGO_BIN_EXE_parallax")).args(["explain", "label-0001", "--in"]).arg(&out).output().expect("runs");
    assert!(String::from_utf8_lossy(&explained.stdout).contains('»'), "explain reads every flavour");
}

/// Tables of a report; those without copies are the same ones again.
fn tables(dir: &Path) -> usize {
    crate::tidy::files(&dir.join("tables"), ".csv").iter().filter(|f| !f.contains("without_copies")).count()
}

#[test]
fn the_data_package_describes_every_table() {
    let dir = &HARVAN.1;
    let package: serde_json::Value = serde_json::from_str(&text(dir, "datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), tables(dir), "a resource a table");
    let mut foreign = Vec::new();
    for resource in resources {
        let name = resource["name"].as_str().expect("a name");
        let header = text(dir, resource["path"].as_str().expect("a path")).lines().next().unwrap_or_default().to_string();
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let names: Vec<&str> = fields.iter().filter_map(|f| f["name"].as_str()).collect();
        let read: Vec<String> = csv::Reader::from_reader(header.as_bytes()).headers().expect("a header").iter().map(String::from).collect();
        assert_eq!(names, read, "{name}");
        assert!(fields.iter().all(|f| f["description"].as_str().is_some_and(|d| !d.is_empty())), "{name}: a column without meaning");
        assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]));
        for key in resource["schema"]["foreignKeys"].as_array().into_iter().flatten() {
            let (column, home) = (key["fields"].as_str().expect("a column"), key["reference"]["resource"].as_str().expect("a table"));
            foreign.push(format!("{name}.{column} -> {home}"));
            let home = if home.is_empty() { name } else { home };
            let ids: Vec<String> = rows(dir, home).iter().map(|r| r[key["reference"]["fields"].as_str().expect("a key")].clone()).collect();
            for row in rows(dir, name).iter().filter(|r| !r[column].is_empty()) {
                assert!(ids.contains(&row[column]), "{name}.{column}: {} is no row of {home}", row[column]);
            }
        }
    }
    for wanted in
        ["labels.article_id -> features", "labels.quote_id -> quotes", "figures.part_of -> ", "figures_verdicts.figure_id_a -> figures"]
    {
        assert!(foreign.iter().any(|f| f == wanted), "no foreign key {wanted}: {foreign:?}");
    }
    let of = |name: &str| resources.iter().find(|r| r["name"] == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(of("labels")["schema"]["primaryKey"], "label_id");
    let kind = |table: &str, column: &str| {
        let fields = of(table)["schema"]["fields"].as_array().cloned().unwrap_or_default();
        fields.into_iter().find(|f| f["name"] == column).map(|f| f["type"].as_str().unwrap_or_default().to_string())
    };
    assert_eq!(kind("labels", "char_start").as_deref(), Some("integer"));
    assert_eq!(kind("labels_by_outlet", "share").as_deref(), Some("number"));
    assert_eq!(kind("labels_by_outlet", "too_few").as_deref(), Some("boolean"));
}

#[test]
fn the_briefing_states_findings_with_their_evidence() {
    let text = with_book(briefing::markdown);
    assert!(text.starts_with("# Coverage compared: A test & its \\<title>"), "{text}");
    let line = "- [1] Tesna calls them “\\<b>terrorists\\</b>” in 4 of its 4 labels; the others in \\*none\\* of 31. *(evidence label-0002, label-0003; table labels)*";
    assert!(text.contains(&line.replace("[1]", "\\[1\\]")), "{text}");
    for heading in ["## Findings", "## Method and conventions", "## Limits", "## What was skipped", "## How to cite"] {
        assert!(text.contains(heading), "{heading}");
    }
    assert!(text.contains("convention: hama-v1"));
}

/// Each finding with the sentences that prove it; the briefing gives the first.
#[test]
fn findings_stand_beside_their_sentences() {
    let frames = &*crate::compare::HARVAN;
    let sentence = frames.labels.text("sentence_text")[0].to_string();
    let finding = Finding { evidence: vec![frames.labels.text("label_id")[0].into(), "figure-9999".into()], ..findings()[0].clone() };
    let proved = parallax::compare::finding::proved(std::slice::from_ref(&finding), frames);
    assert_eq!(proved.text("finding_id"), ["finding-0001", "finding-0001"]);
    assert_eq!(proved.text("evidence_id"), ["label-0001", "figure-9999"]);
    assert_eq!(proved.text("sentence_text"), [sentence.as_str(), ""], "a row that is not there has no sentence and stays");
    let text = with_book(|book| {
        let mut tables = book.tables.clone();
        tables.push(&proved);
        let scope = book.scope.clone();
        briefing::markdown(&Book { tables, scope, ..copy(book) })
    });
    assert!(text.contains("\n  > “") && text.contains("label-0001)\n"), "{text}");
}

fn copy<'r>(book: &Book<'r>) -> Book<'r> {
    Book {
        title: book.title.clone(),
        name: book.name.clone(),
        summary: book.summary.clone(),
        scope: book.scope.clone(),
        settings: book.settings.clone(),
        tables: book.tables.clone(),
        pictures: book.pictures.clone(),
        ..*book
    }
}

#[test]
fn the_briefing_of_a_report_has_its_pictures() {
    let dir = &HARVAN.1;
    let text = text(dir, "briefing.md");
    let picture = regex::Regex::new(r"(?m)^!\[(.+)\]\((charts/[a-z0-9_]+\.png)\)$").expect("a pattern");
    let found: Vec<_> = picture.captures_iter(&text).collect();
    assert!(found.len() >= 5, "{text}");
    for picture in found {
        assert!(dir.join(&picture[2]).is_file(), "{}", &picture[2]);
        assert!(picture[1].chars().count() > 30, "alt text: {}", &picture[1]);
    }
    assert!(text.contains("| outlet | articles |"), "the table of coverage");
    assert!(text.contains("found 12 = read 12 + skipped 0 + duplicates 0"));
}

#[test]
fn the_document_has_styles_pictures_and_alt_text() {
    let files = unzip(&bytes(&HARVAN.1, "briefing.docx"));
    let part = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    let document = part("word/document.xml");
    let drawn = regex::Regex::new(r#"<wp:docPr id="(\d+)" name="([a-z0-9_]+)" descr="([^"]{30,})" />"#).expect("a pattern");
    let ids: Vec<String> = drawn.captures_iter(&document).map(|c| c[1].to_string()).collect();
    assert!(ids.len() >= 5 && document.matches("<wp:docPr").count() == ids.len(), "every picture has its own alt text");
    let different: std::collections::BTreeSet<&String> = ids.iter().collect();
    assert_eq!(different.len(), ids.len());
    let media = files.keys().filter(|n| n.starts_with("word/media/")).count();
    assert_eq!(media, ids.len());
    for style in ["Title", "Heading1", "Heading2", "BodyText", "ListBullet", "Caption"] {
        assert!(part("word/styles.xml").contains(&format!("w:styleId=\"{style}\"")), "no style {style}");
        assert!(style == "ListBullet" || document.contains(&format!("<w:pStyle w:val=\"{style}\" />")), "style {style} is not used");
    }
    assert!(document.contains("<w:tblHeader />"), "the header of the table repeats");
    assert!(part("docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    // A second one in the same process: the library's counters go on, the document's do not.
    let twice = || with_book(|b| briefing::docx(b).expect("a document"));
    assert!(twice() == twice(), "the same book gives other bytes");
}

#[test]
fn names_of_packages_are_legal() {
    let text = with_book(package::package);
    let package: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(package["name"], "test-corpus");
}
