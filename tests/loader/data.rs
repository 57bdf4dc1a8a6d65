//! JSON, tables and Parquet, whole and broken.

use super::*;

#[test]
fn a_broken_line_is_reported_and_the_others_are_read() {
    let corpus = one("a.jsonl", b"{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"Rain.\"}\n\n{\"id\": \"2\", \"text\": \n[1, 2]\nnull\n{\"id\": \"3\", \"outlet\": \"E\", \"text\": \"Sun.\"}");
    assert_eq!(corpus.articles.iter().map(|a| (a.id.as_str(), a.line)).collect::<Vec<_>>(), [("1", Some(1)), ("3", Some(6))]);
    assert_eq!(
        corpus.problems.iter().map(|p| (p.kind, p.line)).collect::<Vec<_>>(),
        [("bad_json", Some(3)), ("bad_json", Some(4)), ("bad_json", Some(5))]
    );
}

#[test]
fn what_python_writes_is_mended() {
    let corpus = one(
        "a.jsonl",
        br#"{"id": 1, "outlet": "E", "score": NaN, "text": "Half \ud83d a pair, a whole one \ud83d\ude00, and NaN \\ud83d in words."}"#,
    );
    assert_eq!(corpus.articles[0].text, "Half \u{FFFD} a pair, a whole one 😀, and NaN \\ud83d in words.");
    assert_eq!((corpus.articles[0].id.as_str(), kinds(&corpus)), ("1", vec!["mended_json"]));
}

#[test]
fn an_array_that_breaks_off_keeps_what_stands_before() {
    let corpus =
        one("a.json", b"[{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"Rain.\"}, {\"id\": \"2\", \"outlet\": \"E\", \"text\": \"Su");
    assert_eq!(corpus.counts().read, 1);
    assert!(problem(&corpus, "bad_json").what.contains("after 1 articles"));
}

#[test]
fn json_in_its_other_shapes() {
    for text in [
        r#"{"status": "ok", "articles": [{"id": "1", "outlet": "E", "text": "Rain."}]}"#,
        r#"{"id": "1", "outlet": "E", "text": "Rain."}"#,
        "{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"Rain.\"}\n{\"id\": \"2\", \"outlet\": \"E\", \"text\": \"Sun.\"}\n",
        r#"[{"id": "1", "outlet": "E", "paragraphs": ["Rain."]}, 5]"#,
    ] {
        let corpus = one("a.json", text.as_bytes());
        assert_eq!((corpus.articles[0].id.as_str(), corpus.articles[0].text.as_str()), ("1", "Rain."), "{text}");
    }
    let corpus = one("a.jsonl", br#"{"outlet": "E", "paragraphs": ["Rain.", "Sun."], "tags": ["a", "b"], "deep": {"x": 1}}"#);
    assert_eq!((corpus.articles[0].text.as_str(), corpus.articles[0].user["tags"].as_str()), ("Rain.\n\nSun.", "a; b"));
    assert_eq!(corpus.articles[0].user["deep"], "{\"x\":1}");
}

#[test]
fn json_that_is_none_is_an_error_with_a_reason() {
    for text in ["[", "{", "nonsense", "5", "\"text\"", "[]", "{}", "[[[[", "{\"a\": {\"b\": "] {
        let error = fails("a.json", text.as_bytes());
        assert_eq!(error.exit_code(), 3, "{text}: {error}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(fails("a.json", deep.as_bytes()).exit_code(), 3);
}

#[test]
fn separators_are_found() {
    for (separator, layout) in [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")] {
        let text = format!("id{separator}outlet{separator}text\n1{separator}Echo{separator}\"Rain, wind; sun | fog\"\n");
        let corpus = one("a.csv", text.as_bytes());
        assert_eq!(corpus.articles[0].text, "Rain, wind; sun | fog");
        assert!(corpus.files[0].layout.starts_with(layout));
    }
    assert_eq!(one("a.csv", b"sep=;\r\nid;outlet;text\r\n1;Echo;Rain\r\n").articles[0].text, "Rain");
}

#[test]
fn cells_with_quotes_and_line_breaks() {
    let corpus = one("a.csv", "\u{FEFF}id,outlet,text\r\n1,Echo,\"He said \"\"rain\"\",\r\nthen left.\"\r\n2,Echo,Sun\r\n".as_bytes());
    assert_eq!(corpus.articles[0].text, "He said \"rain\",\r\nthen left.");
    assert_eq!((corpus.articles[1].id.as_str(), corpus.articles[1].line), ("2", Some(2)));
}

#[test]
fn ragged_rows_are_reported_with_row_and_line() {
    let corpus = one("a.csv", b"id,outlet,text,url\n1,Echo,\"two\nlines\",u\n2,Echo,Rain, and wind,u\n3,Echo,Sun\n4,Echo,Fog,u,,\n");
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["1", "3", "4"]);
    let skipped = problem(&corpus, "ragged_row");
    assert_eq!(skipped.line, Some(2));
    assert!(skipped.what.contains("(line 4)") && skipped.what.contains("5 cells"), "{}", skipped.what);
}

#[test]
fn a_quotation_mark_without_end_does_not_swallow_the_file() {
    let corpus = one("a.csv", b"id,outlet,text\n1,Echo,Rain\n2,Echo,\"Sun and\n3,Echo,Fog\n4,Echo,Snow\n");
    assert_eq!(corpus.articles.iter().map(|a| a.id.as_str()).collect::<Vec<_>>(), ["1", "3", "4"]);
    assert!(problem(&corpus, "unclosed_quote").what.contains("row 2 (line 3)"));
}

#[test]
fn columns_without_or_with_the_same_name() {
    let corpus = one("a.csv", b",outlet,text,tag,tag\n9,Echo,Rain,x,y\n");
    let article = &corpus.articles[0];
    assert_eq!((article.user["column_1"].as_str(), article.user["tag"].as_str(), article.user["tag_5"].as_str()), ("9", "x", "y"));
    assert_eq!(problem(&corpus, "same_column").line, None);
}

#[test]
fn a_table_without_text_names_its_columns() {
    let folder = Folder::new(&[("a.csv", b"id,media_name,summary\n1,Echo,Rain\n2,Echo,Sun\n"), ("b.txt", b"Rain.")]);
    let corpus = folder.load();
    let what = &problem(&corpus, "no_text_column").what;
    assert!(what.contains("2 rows") && what.contains("id, media_name, summary"), "{what}");
}

#[test]
fn empty_cells_words_for_nothing_and_headers_alone() {
    let corpus = one("a.csv", b"id,outlet,text\n1,Echo,None\n2,Echo,\n3,Echo,   \n4,nan,Rain\n");
    assert_eq!(corpus.counts().skipped, 3);
    assert_eq!(corpus.problems.iter().filter(|p| p.kind == "empty_text").map(|p| p.line).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert_eq!(corpus.articles[0].outlet, "a", "nan is no outlet");
    assert_eq!(fails("a.csv", b"id,outlet,text\n").exit_code(), 3);
}

#[test]
fn texts_that_are_not_whole_are_counted_once_a_file() {
    let masked = "The @ @ @ of the town was @ by rain on Monday.";
    let corpus = one(
        "a.csv",
        format!("id,outlet,text\n1,E,{masked}\n2,E,The council met… [+99 chars]\n3,E,Rain. Subscribe to continue.\n4,E,mail us @ home\n")
            .as_bytes(),
    );
    assert!(problem(&corpus, "masked_text").what.ends_with("1 (first: \"1\")"));
    assert!(problem(&corpus, "cut_text").what.ends_with("2 (first: \"2\")"));
}

#[test]
fn a_huge_line_is_read() {
    let long = "word ".repeat(400_000);
    let corpus = one("a.csv", format!("id,outlet,text\n1,Echo,{long}\n").as_bytes());
    assert_eq!(corpus.articles[0].text.len(), long.len());
    let corpus = one("a.jsonl", format!("{{\"id\": \"1\", \"outlet\": \"E\", \"text\": \"{long}\"}}").as_bytes());
    assert_eq!(corpus.articles[0].text.len(), long.len());
}

#[test]
fn parquet_of_any_type() {
    use polars::prelude::*;
    let folder = Folder::new(&[]);
    let moment = Column::new("published".into(), [1_733_397_660_000_000i64, 0])
        .cast(&DataType::Datetime(TimeUnit::Microseconds, None))
        .expect("a cast");
    let columns = vec![
        Column::new("id".into(), [7i64, 8]),
        Column::new("outlet".into(), ["Daily Echo", "Post"]),
        Column::new("text".into(), [Some("Rain fell."), None]),
        moment,
        Column::new("score".into(), [0.5f64, f64::NAN]),
        Column::new("paid".into(), [true, false]),
    ];
    let mut frame = DataFrame::new(2, columns).expect("a frame");
    ParquetWriter::new(std::fs::File::create(folder.path("a.parquet")).expect("a file")).finish(&mut frame).expect("written");
    let corpus = folder.load();
    let article = &corpus.articles[0];
    assert_eq!(
        (article.id.as_str(), article.text.as_str(), article.published.as_deref()),
        ("7", "Rain fell.", Some("2024-12-05T11:21:00"))
    );
    assert_eq!((article.user["score"].as_str(), article.user["paid"].as_str()), ("0.5", "true"));
    assert_eq!(problem(&corpus, "empty_text").line, Some(2));
    let whole = std::fs::read(folder.path("a.parquet")).expect("bytes");
    for cut in [4, 11, 12, whole.len() / 2, whole.len() - 1] {
        assert_eq!(fails("b.parquet", &whole[..cut]).exit_code(), 3);
    }
    for at in (4..whole.len()).step_by(7) {
        let mut spoiled = whole.clone();
        spoiled[at] ^= 0x5A;
        // Whatever it says, it must not panic.
        let _ = Folder::new(&[("c.parquet", &spoiled)]).try_load(&Options::default());
    }
}
