//! `parallax diff`: what changed between two reports.

use std::path::Path;
use std::process::{Command, Output};

fn parallax(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_parallax")).args(args).output().expect("the binary runs")
}

fn report(corpus: &Path, out: &Path, options: &[&str]) {
    let run = Command::new(env!("CARGO_BIN_EXE_parallax")).arg("report").arg(corpus).arg("-o").arg(out).args(options).output();
    let run = run.expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

fn diff(before: &Path, after: &Path, format: &str) -> String {
    let out = parallax(&["diff", &before.to_string_lossy(), &after.to_string_lossy(), "--format", format]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("UTF-8")
}

fn write(dir: &Path, name: &str, text: &str) {
    std::fs::create_dir_all(dir).expect("a folder");
    std::fs::write(dir.join(name), text).expect("written");
}

const A: &str = "Rebels enter the town\n\nRebels killed at least 40 soldiers on Monday, the army said. The rebels hold the bridge.\n";
const B: &str = "Militants near the bridge\n\nMilitants shelled the bridge. At least 40 people were killed, the Red Cross said.\n";

#[test]
fn changes_are_found_by_place_and_not_by_running_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    write(&one, "herald_2025-10-14_a.txt", A);
    write(&one, "post_2025-10-14_b.txt", B);
    write(&one, "wire_2025-10-14_c.txt", "The army left\n\nThe army left the town on Monday.\n");
    // An article before the others moves every running number; one goes; one reads another figure.
    write(&two, "aurora_2025-10-13_z.txt", "Insurgents gather\n\nInsurgents gathered near the town on Sunday, officials said.\n");
    write(&two, "herald_2025-10-14_a.txt", A);
    write(&two, "post_2025-10-14_b.txt", &B.replace("At least 40", "At least 60"));
    let (before, after) = (folder.path().join("before"), folder.path().join("after"));
    report(&one, &before, &[]);
    report(&two, &after, &["--convention", "acled"]);

    let same = diff(&before, &before, "table");
    assert!(same.contains("Nothing changed."), "{same}");

    let json: serde_json::Value = serde_json::from_str(&diff(&before, &after, "json")).expect("JSON");
    let changes = json["changes"].as_array().expect("changes");
    let has = |kind: &str, what: &str, key: &str| {
        changes.iter().any(|c| c["kind"] == kind && c["what"] == what && c["key"].as_str().is_some_and(|k| k.contains(key)))
    };
    assert!(has("settings", "changed", "settings.convention"));
    assert!(has("inputs", "added", "aurora") && has("inputs", "removed", "wire") && has("inputs", "changed", "post"), "{json:#}");
    assert!(has("articles", "added", "aurora") && has("articles", "removed", "wire") && has("articles", "changed", "post"));
    assert!(has("rows", "changed", "labels") && has("numbers", "added", "Aurora") | has("numbers", "added", "aurora"), "{json:#}");
    let herald = changes.iter().filter(|c| c["kind"] == "evidence" && c["key"].as_str().is_some_and(|k| k.contains("herald")));
    let herald: Vec<String> = herald.filter(|c| c["table"] != "figures").map(|c| c.to_string()).collect();
    assert!(herald.is_empty(), "an article that did not change has no changes but those of the convention: {herald:?}");
    let moved = changes.iter().find(|c| c["table"] == "figures" && c["column"] == "value").expect("the toll moved");
    assert_eq!((moved["before"].as_str(), moved["after"].as_str()), (Some("40"), Some("60")));

    let table = diff(&before, &after, "table");
    for words in ["SETTINGS (", "ARTICLES (1 added, 1 removed, 1 changed)", "EVIDENCE (", "NUMBERS (", "40 → 60 (+20)"] {
        assert!(table.contains(words), "{words}: {table}");
    }
    let csv = diff(&before, &after, "csv");
    assert!(csv.starts_with("kind,what,table,key,column,before,after\n"));
    assert_eq!(csv::Reader::from_reader(csv.as_bytes()).records().count(), changes.len());
}

#[test]
fn a_folder_that_is_no_report_is_a_usage_error() {
    for args in [["diff", "data", "reports/harvan"], ["diff", "reports/harvan", "no/such/folder"], ["diff", "README.md", "reports/harvan"]]
    {
        let out = parallax(&args);
        assert_eq!(out.status.code(), Some(2), "{args:?}");
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(said.contains("no report: ") && said.contains("parallax report"), "{said}");
    }
}
