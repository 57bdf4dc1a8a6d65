//! The house's rules, as tests: who may know what, words are data, documents name real paths.

use std::path::Path;

/// Files below a folder whose name ends so, with `/` between names, in order.
pub fn files(dir: &Path, ending: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut entries: Vec<_> =
        std::fs::read_dir(dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display())).flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            out.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            out.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    out
}

fn sources() -> Vec<(String, String)> {
    let read = |f: String| (std::fs::read_to_string(&f).unwrap_or_else(|e| panic!("{f}: {e}")), f);
    files(Path::new("src"), ".rs").into_iter().map(read).map(|(text, name)| (name, text)).collect()
}

/// Code without comments.
fn code(text: &str) -> String {
    text.lines().map(|l| l.split("//").next().unwrap_or("")).collect::<Vec<_>>().join("\n")
}

#[test]
fn who_may_know_what() {
    let rules: [(&str, &[&str]); 9] = [
        ("polars::", &["src/corpus/formats/", "src/frame/", "src/compare/", "src/render/parquet.rs"]),
        ("plotters::", &["src/render/chart/"]),
        ("clap::", &["src/cli.rs"]),
        ("indicatif::", &["src/run/progress.rs"]),
        ("rust_xlsxwriter::", &["src/render/xlsx/"]),
        ("docx_rs::", &["src/render/briefing/docx.rs"]),
        ("std::fs", &["src/run/", "src/corpus/", "src/lexicon/mod.rs"]),
        ("std::process", &["src/main.rs", "src/cli.rs"]),
        ("unsafe", &["src/text/machine.rs"]),
    ];
    for (name, text) in sources() {
        for (word, allowed) in rules {
            let may = allowed.iter().any(|a| name.starts_with(a));
            assert!(may || !code(&text).contains(word), "{name} may not use {word}: only {}", allowed.join(", "));
        }
    }
}

#[test]
fn extractors_do_not_call_one_another() {
    for extractor in ["labels", "figures"] {
        for other in ["labels", "figures"].iter().filter(|o| **o != extractor) {
            for (name, text) in sources().iter().filter(|(n, _)| n.starts_with(&format!("src/extract/{extractor}/"))) {
                let called = code(text).contains(&format!("{other}::find"));
                assert!(!called, "{name} calls {other}");
            }
        }
    }
}

#[test]
fn every_file_says_what_it_is() {
    for (name, text) in sources() {
        assert!(text.starts_with("//!"), "{name} begins without //!");
    }
}

/// Words are data: four strings in a row of an array or of a pattern belong into data/.
#[test]
fn no_word_lists_in_rust() {
    // Strings with a letter in them: marks are no words.
    let string = r#""[^"\\\n]*\p{L}[^"\\\n]*""#;
    let array = regex::Regex::new(&format!(r"[\[(]\s*{string}\s*(,\s*{string}\s*){{3,}}")).expect("a pattern");
    let pattern = regex::Regex::new(&format!(r"{string}\s*(\|\s*{string}\s*){{3,}}")).expect("a pattern");
    // The headers of the plotted data are columns, not words.
    for (name, text) in sources().into_iter().filter(|(n, _)| n != "src/render/chart/data.rs") {
        let text = code(&text);
        let found = array.find_iter(&text).chain(pattern.find_iter(&text));
        let said: Vec<String> = found.map(|m| format!("{name}:{}: {}", 1 + text[..m.start()].matches('\n').count(), m.as_str())).collect();
        assert!(said.is_empty(), "lists of words in Rust:\n{}", said.join("\n"));
    }
}

#[test]
fn files_stay_small() {
    for (name, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{name} has {lines} lines: divide it");
    }
}

/// Paths in backticks that look like ours exist.
#[test]
fn paths_in_documents_exist() {
    let path = regex::Regex::new(r"`((?:src|data|tests|benches|reports|\.ci)/[A-Za-z0-9_./-]*)`").expect("a pattern");
    let mut documents = vec!["README.md".to_string(), "CHANGELOG.md".into(), "src/lib.rs".into()];
    documents.extend(files(Path::new("data"), ".md"));
    for document in documents {
        let text = std::fs::read_to_string(&document).unwrap_or_else(|e| panic!("{document}: {e}"));
        for found in path.captures_iter(&text) {
            assert!(Path::new(&found[1]).exists(), "{document} names {}, which is not there", &found[1]);
        }
    }
}

#[test]
fn nothing_is_ignored_or_swallowed() {
    for (name, text) in sources() {
        let reads = name.starts_with("src/corpus") || name.starts_with("src/lexicon");
        for (number, line) in code(&text).lines().enumerate().filter(|(_, l)| l.contains(".ok()")) {
            assert!(!reads, "{name}:{}: .ok() swallows what a user wrote: {}", number + 1, line.trim());
        }
        assert!(!text.contains("#[cfg(test)]"), "{name}: tests live in tests/");
    }
    for file in files(Path::new("tests"), ".rs") {
        let ignore = format!("#[{}]", "ignore");
        assert!(!std::fs::read_to_string(&file).unwrap_or_default().contains(&ignore), "{file}: a test that does not run");
    }
}
