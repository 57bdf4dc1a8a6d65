//! The committed reports of the sample corpora are what the code makes; twice the same, on any thread count.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn parallax() -> Command {
    Command::new(env!("CARGO_BIN_EXE_parallax"))
}

fn made(sample: &str, threads: &str) -> BTreeMap<String, Vec<u8>> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("out");
    let run = parallax().args(["report", sample, "--threads", threads, "-o"]).arg(&out).output().expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    read(&out)
}

fn read(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let name = |f: &str| f.strip_prefix(&*root.to_string_lossy()).unwrap_or(f).trim_start_matches('/').to_string();
    crate::tidy::files(root, "").into_iter().map(|f| (name(&f), std::fs::read(&f).expect("a file of the report"))).collect()
}

fn compare(sample: &str) {
    let one = made(&format!("data/sample/{sample}"), "1");
    let committed = read(Path::new("reports").join(sample).as_path());
    // Workbook and document are megabytes that nobody can compare by eye: made anew wherever they are wanted (.gitignore).
    let kept = |name: &&String| !name.ends_with(".xlsx") && !name.ends_with(".docx");
    let names = |m: &BTreeMap<String, Vec<u8>>| m.keys().filter(kept).cloned().collect::<Vec<_>>();
    assert_eq!(names(&committed), names(&one), "reports/{sample} is stale: `just bless` makes it anew");
    for (name, bytes) in committed.iter().filter(|(name, _)| kept(name)) {
        assert!(one[name] == *bytes, "reports/{sample}/{name} is stale: `just bless` makes it anew");
    }
    let many = made(&format!("data/sample/{sample}"), "4");
    for (name, bytes) in &one {
        assert!(many[name] == *bytes, "{name} differs with four threads");
    }
}

#[test]
fn harvan_is_up_to_date_and_deterministic() {
    compare("harvan");
}

#[test]
fn dockers_is_up_to_date_and_deterministic() {
    compare("dockers");
}

fn table(text: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text).deserialize().collect::<Result<_, _>>().expect("a table")
}

/// Counts in comparison tables are those of the evidence rows.
#[test]
fn tables_reconcile_with_their_evidence() {
    for sample in ["harvan", "dockers"] {
        let files = read(Path::new("reports").join(sample).as_path());
        let table = |name: &str| table(&files[&format!("tables/{name}.csv")]);
        let (labels, quotes, features) = (table("labels"), table("quotes"), table("features"));
        let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<usize>().expect(column);
        for row in table("labels_by_outlet") {
            let same = |l: &&BTreeMap<String, String>| {
                l["kind"] == "label"
                    && l["outlet"] == row["outlet"]
                    && l["actor"] == row["actor"]
                    && l["label_group"] == row["label_group"]
                    && (row["voices"] == "all" || l["voice"] == "narrator")
            };
            assert_eq!(labels.iter().filter(same).count(), number(&row, "n"), "{sample}: {row:?}");
        }
        for row in table("sources_by_type") {
            let same = |q: &&BTreeMap<String, String>| {
                q["kind"] != "scare_quote" && q["outlet"] == row["outlet"] && q["source_type"] == row["source_type"]
            };
            assert_eq!(quotes.iter().filter(same).count(), number(&row, "n"), "{sample}: {row:?}");
        }
        for row in &features {
            let of = |t: &[BTreeMap<String, String>], kind: &str| {
                t.iter().filter(|r| r["article_id"] == row["article_id"] && r["kind"] == kind).count()
            };
            assert_eq!(of(&labels, "label"), number(row, "labels_n"), "{sample}: {}", row["article_id"]);
            assert_eq!(of(&labels, "name"), number(row, "names_n"), "{sample}: {}", row["article_id"]);
            assert_eq!(of(&quotes, "direct"), number(row, "quotes_direct_n"), "{sample}: {}", row["article_id"]);
        }
        let coverage: usize = table("coverage_outlets").iter().map(|r| number(r, "articles")).sum();
        assert_eq!(coverage, features.len());
        let outcomes: usize = table("coverage_inputs").iter().map(|r| number(r, "inputs")).sum();
        assert_eq!(outcomes, table("inputs").len());
        let claims = table("figures_claims");
        let kept: usize = claims.iter().map(|c| 1 + number(c, "repeats")).sum();
        let keyed = table("figures").iter().filter(|f| f["class"] == "claim" && !f["key"].is_empty() && !f["low"].is_empty()).count();
        assert_eq!(kept, keyed, "{sample}: every comparable claim stands in figures_claims or is counted as a repeat");
        let codebook = table("codebook");
        for (name, bytes) in files.iter().filter(|(n, _)| n.starts_with("tables/")) {
            let header = csv::Reader::from_reader(&bytes[..]).headers().expect("a header").clone();
            let stem = name.trim_start_matches("tables/").trim_end_matches(".csv");
            let told = codebook.iter().filter(|r| r["table"] == stem).count();
            assert!(stem == "codebook" || told == header.len(), "{sample}: the codebook does not tell every column of {stem}");
            let mut seen: Vec<&str> = header.iter().collect();
            seen.sort();
            seen.dedup();
            assert_eq!(seen.len(), header.len(), "{sample}: {stem} has a column twice");
        }
    }
}

/// Every row's words stand at its offsets.
#[test]
fn evidence_rows_equal_the_text() {
    for sample in ["harvan", "dockers"] {
        let corpus = parallax::corpus::load(
            &[format!("data/sample/{sample}").into()],
            &parallax::corpus::Options::default(),
            &parallax::corpus::CorpusWords::embedded(),
        )
        .expect("read");
        let files = read(Path::new("reports").join(sample).as_path());
        for name in ["labels", "figures"] {
            for row in table(&files[&format!("tables/{name}.csv")]) {
                let article = corpus.articles.iter().find(|a| a.id == row["article_id"]).expect("the article");
                let text = if row["part"] == "title" { article.title.clone().unwrap_or_default() } else { article.text.clone() };
                let at = |c: &str| row[c].parse::<usize>().expect(c);
                let words: String = text.chars().skip(at("char_start")).take(at("char_end") - at("char_start")).collect();
                assert_eq!(words, row["text"], "{sample}/{name}: {row:?}");
            }
        }
    }
}

/// The accuracy report needs texts that are not ours, so it is not made anew here; but it must be whole, and hold no path.
#[test]
fn the_accuracy_report_reconciles() {
    let files = read(Path::new("reports/accuracy"));
    let page = String::from_utf8_lossy(&files["README.md"]).into_owned();
    assert!(!page.contains("../") && !page.contains("/home") && !page.contains("/work"), "a path of some machine");
    let share = |s: &str| s.parse::<f64>().is_ok_and(|v| (0.0..=1.0).contains(&v));
    let scores = table(&files["scores.csv"]);
    assert!(!scores.is_empty(), "no scores");
    for row in &scores {
        assert!(page.contains(&format!("`{}`", row["corpus"])), "{row:?} is not on the page");
        for column in ["value", "peer", "human"] {
            assert!(row[column].is_empty() || share(&row[column]), "{column} of {row:?}");
        }
        assert_eq!(row["peer"].is_empty(), row["peer_name"].is_empty(), "{row:?}");
    }
    for row in table(&files["errors.csv"]) {
        let number = |column: &str| row[column].parse::<f64>().expect("a count");
        assert!(row["share"].is_empty() || (number("share") - number("count") / number("of")).abs() < 1e-3, "{row:?}");
    }
}
