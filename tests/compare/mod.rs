//! The comparisons: each table against its evidence rows, each statistic against numbers computed elsewhere.
//!
//! One file a comparison; frames of the sample corpora are made once.

mod alignment;
mod distinctive;
mod figures;
mod labels;
mod omissions;
mod profile;
mod rules;
mod said;
mod sources;
mod style;
mod timeline;
mod verbs;
mod voices;

use parallax::compare::Exhibit;
use parallax::frame::{Cell, Frames, Kind, Table, column, table};
use parallax::run::{self, InputOptions};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

/// A row as text, by column; missing is "".
pub type Row = BTreeMap<String, String>;

/// Frames of the sample corpora.
pub static HARVAN: LazyLock<Frames> = LazyLock::new(|| frames("data/sample/harvan"));
pub static DOCKERS: LazyLock<Frames> = LazyLock::new(|| frames("data/sample/dockers"));

/// The five real articles, where they are at hand; says so where they are not.
pub fn hama() -> Option<&'static Frames> {
    static HAMA: LazyLock<Option<Frames>> = LazyLock::new(|| {
        let folder = "../shared/corpora/hama";
        Path::new(folder).is_dir().then(|| frames(folder))
    });
    if HAMA.is_none() {
        eprintln!("skipped: the five real articles are not at hand");
    }
    HAMA.as_ref()
}

pub fn frames(corpus: &str) -> Frames {
    let input = InputOptions { inputs: vec![corpus.into()], ..InputOptions::default() };
    run::frames_of(&input).unwrap_or_else(|e| panic!("{corpus}: {e}"))
}

/// Frames without any article.
pub fn empty() -> Frames {
    let none = || table::<()>("none", "", Vec::new(), &[]);
    Frames::new(&[], none(), none())
}

/// The alignment's table with nothing but these pairs of sentence ids.
pub fn aligned(pairs: &[(String, String)]) -> Table {
    let columns = vec![
        column("sentence_a", Kind::Text, "", "", |p: &(String, String)| Cell::from(&p.0)),
        column("sentence_b", Kind::Text, "", "", |p: &(String, String)| Cell::from(&p.1)),
    ];
    table("aligned", "", columns, pairs)
}

/// The rows of a table of an exhibit.
pub fn rows(exhibit: &Exhibit, table: &str) -> Vec<Row> {
    let found = exhibit.tables.iter().find(|t| t.name == table);
    found.map(all).unwrap_or_else(|| panic!("{} has no table {table}", exhibit.name))
}

/// The rows of a table.
pub fn all(table: &Table) -> Vec<Row> {
    let names: Vec<String> = table.headings.iter().map(|h| h.name.clone()).collect();
    let text = |cell: Cell| match cell {
        Cell::Missing => String::new(),
        Cell::Text(t) => t,
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) => x.to_string(),
        Cell::Bool(b) => b.to_string(),
    };
    table.cells().into_iter().map(|row| names.iter().cloned().zip(row.into_iter().map(text)).collect()).collect()
}

/// A number of a row; missing fails.
pub fn number(row: &Row, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} is {:?} in {row:?}", row[column]))
}

/// Groups and dropped sentences keep every number what it was.
#[test]
fn groups_and_parts_of_the_frames() {
    let by = HARVAN.by("country").expect("the sample has countries");
    assert_eq!(by.unit(), "country");
    assert_eq!(by.labels.height(), HARVAN.labels.height());
    assert!(by.outlets().contains(&"Tesmara".to_string()), "{:?}", by.outlets());
    let wrong = HARVAN.by("colour").expect_err("no such column");
    assert!(wrong.contains("country"), "{wrong}");
    assert_eq!(HARVAN.words.sentences().len(), HARVAN.sentences.height(), "words of every sentence");
    let texts = HARVAN.sentences.text("text");
    for (row, words) in HARVAN.words.sentences().iter().enumerate() {
        assert!(words.iter().all(|w| texts[row].contains(HARVAN.words.name(w.form))), "{}", texts[row]);
    }
}
