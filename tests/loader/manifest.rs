//! `corpus.toml`.

use super::*;

const MANIFEST: &str = r#"
[corpus]
name = "rain week"
title = "A week of rain"
event = "rain-2024"
packs = ["weather"]

[[outlet]]
name = "Daily Echo"
aliases = ["echo", "echo.example"]
country = "GB"
kind = "newspaper"
reach = 12_000

[[article]]
file = "b.txt"
outlet = "Daily Echo"
title = "Rain"
published = 2024-12-05
desk = "weather"

[[article]]
file = "gone.txt"
outlet = "Post"

[[actor]]
name = "River Board"
side = "state"
names = ["the Board"]

[[source]]
name = "Weather Office"
aliases = ["Met"]
type = "government"
official = true

[[reference]]
key = "displaced_total"
low = 1_000
high = 1.5e3
as_of = 2024-12-06

[sides]
state = ["River Board"]
"#;

#[test]
fn the_manifest_names_articles_outlets_actors() {
    let folder =
        Folder::new(&[("corpus.toml", MANIFEST.as_bytes()), ("a.txt", b"Sun."), ("b.txt", b"Rain."), ("notes/x.csv", b"text\nno\n")]);
    folder.add("c.jsonl", b"{\"outlet\": \"ECHO\", \"text\": \"Fog.\", \"country\": \"IE\"}");
    let corpus = folder.load();
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["b.txt", "a.txt", "c.jsonl#1"]);
    let article = &corpus.articles[0];
    assert_eq!(
        (article.outlet.as_str(), article.title.as_deref(), article.published.as_deref()),
        ("Daily Echo", Some("Rain"), Some("2024-12-05"))
    );
    assert_eq!(
        (article.user["country"].as_str(), article.user["reach"].as_str(), article.section.as_deref()),
        ("GB", "12000", Some("weather"))
    );
    assert_eq!(article.event.as_deref(), Some("rain-2024"));
    let third = &corpus.articles[2];
    assert_eq!((third.outlet.as_str(), third.user["country"].as_str(), third.user["kind"].as_str()), ("Daily Echo", "IE", "newspaper"));
    assert_eq!((corpus.name.as_str(), corpus.title.as_deref()), ("rain-week", Some("A week of rain")));
    assert_eq!(problem(&corpus, "missing_file").file, folder.path("gone.txt").display().to_string());
    assert!(corpus.problems.iter().any(|p| p.kind == "unlisted_file" && p.file.ends_with("a.txt")));
    let left = corpus.problems.iter().filter(|p| p.file.contains("notes")).map(|p| p.kind).collect::<Vec<_>>();
    assert_eq!(left, ["unlisted_folder"], "a folder that the manifest does not name is not entered, and that is said");
    let manifest = corpus.manifest.as_ref().expect("a manifest");
    assert_eq!((manifest.references[0].low, manifest.references[0].high), (Some(1000.0), Some(1500.0)));
    assert_eq!((manifest.sources[0].official, manifest.sides["state"].as_slice()), (Some(true), ["River Board".to_string()].as_slice()));
}

#[test]
fn the_manifest_also_counts_for_a_file_named_alone() {
    let folder = Folder::new(&[("corpus.toml", MANIFEST.as_bytes()), ("b.txt", b"Rain.")]);
    for input in ["b.txt", "*", "corpus.toml"] {
        let corpus = checked(load(&[folder.path(input)], &Options::default(), &CorpusWords::embedded()).expect("an article"));
        assert_eq!((corpus.counts().read, corpus.articles[0].outlet.as_str()), (1, "Daily Echo"), "{input}");
        assert_eq!(kinds(&corpus).contains(&"missing_file"), input == "corpus.toml");
    }
}

#[test]
fn wrong_values_in_the_manifest_are_named_with_their_line() {
    let text = "[corpus]\nname = 5\ntitel = \"x\"\ndate_order = \"dmy\"\n[[article]]\noutlet = \"E\"\n[[article]]\nfile = \"a.txt\"\npublished = \"5/6/2024\"\n[[source]]\nname = \"S\"\nofficial = \"yes\"\n[[reference]]\nkey = \"k\"\nvalue = \"many\"\n[weather]\n";
    let corpus = Folder::new(&[("corpus.toml", text.as_bytes()), ("a.txt", b"Rain.")]).load();
    let lines: Vec<_> = corpus.problems.iter().filter(|p| p.kind == "manifest").map(|p| p.line.unwrap_or(0)).collect();
    assert_eq!(lines, [3, 4, 5, 12, 13, 15, 16]);
    assert_eq!(problem(&corpus, "ambiguous_date").what, "published: \"5/6/2024\" can be day/month or month/day");
}

#[test]
fn an_entry_for_a_table_fills_only_what_rows_leave_open() {
    let folder = Folder::new(&[
        ("corpus.toml", b"[[article]]\nfile = \"a.csv\"\noutlet = \"Echo\"\nlanguage = \"en\"\n"),
        ("a.csv", b"id,outlet,text\n1,,Rain\n2,Post,Sun\n"),
    ]);
    let corpus = folder.load();
    let found: Vec<_> = corpus.articles.iter().map(|a| (a.outlet.as_str(), a.language.as_deref())).collect();
    assert_eq!(found, [("Echo", Some("en")), ("Post", Some("en"))]);
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
}

#[test]
fn a_manifest_that_is_not_toml_stops_with_its_line() {
    let error =
        Folder::new(&[("corpus.toml", b"[corpus]\nname = hama\n"), ("a.txt", b"Rain.")]).try_load(&Options::default()).expect_err("bad");
    assert_eq!(error.exit_code(), 2);
    assert!(error.to_string().contains("corpus.toml:2:"), "{error}");
}

#[test]
fn a_manifest_entry_that_is_a_folder_or_outside() {
    let folder = Folder::new(&[
        ("in/corpus.toml", b"[[article]]\nfile = \"sub\"\n[[article]]\nfile = \"../out.txt\"\noutlet = \"Out\"\n"),
        ("in/sub/x.txt", b"X."),
        ("out.txt", b"O."),
    ]);
    let corpus = checked(load(&[folder.path("in")], &Options::default(), &CorpusWords::embedded()).expect("one"));
    assert_eq!(corpus.articles.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["O."]);
    assert!(problem(&corpus, "not_a_file").what.contains("a folder"));
}

#[test]
fn two_corpora_at_once_keep_neither_name() {
    let manifest = |name: &str| format!("[corpus]\nname = \"{name}\"\nevent = \"{name}\"\n");
    let folder = Folder::new(&[("x/a.txt", b"A."), ("y/a.txt", b"B.")]);
    folder.add("x/corpus.toml", manifest("ex").as_bytes());
    folder.add("y/corpus.toml", manifest("why").as_bytes());
    let corpus = folder.load();
    assert_eq!(corpus.articles.iter().map(|a| a.event.as_deref()).collect::<Vec<_>>(), [Some("ex"), Some("why")]);
    assert!(corpus.event.is_none() && corpus.name != "ex" && kinds(&corpus).contains(&"several_manifests"));
}

#[test]
fn many_rows_with_one_id_or_one_text_take_no_time() {
    let mut text = String::from("id,outlet,text\n");
    (0..20_000).for_each(|n| text.push_str(&format!("same,Outlet {n},Subscribe to read on.\n")));
    let start = std::time::Instant::now();
    let corpus = Folder::new(&[("a.csv", text.as_bytes())]).try_load(&Options::default()).expect("rows");
    assert_eq!((corpus.counts().read, corpus.articles[19_999].id.as_str()), (20_000, "same#20000"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

#[test]
fn a_map_that_fits_one_file_leaves_the_other_to_its_names() {
    let folder = Folder::new(&[("a.csv", b"medium name,text\nEcho,Rain\n"), ("b.csv", b"outlet,text\nPost,Sun\n")]);
    let corpus = folder.load_with(&map(&[("outlet", "medium name")]));
    assert_eq!(corpus.articles.iter().map(|a| a.outlet.as_str()).collect::<Vec<_>>(), ["Echo", "Post"]);
}
