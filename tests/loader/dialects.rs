//! Columns of the tools that collect articles, and `--map`.

use super::*;

#[test]
fn news_please() {
    let row = br#"{"authors": ["A. Writer", "B. Writer"], "date_download": "2024-12-06 08:00:00", "date_modify": "None", "date_publish": "2024-12-05 11:21:00", "description": null, "filename": "x.json", "language": "en", "localpath": "/tmp/x", "maintext": "Rain fell.", "source_domain": "www.echo.example", "title": "Rain", "url": "https://www.echo.example/1"}"#;
    let corpus = one("a.json", row);
    let article = &corpus.articles[0];
    assert_eq!(corpus.files[0].dialect.as_deref(), Some("news-please"));
    assert_eq!(
        (article.text.as_str(), article.outlet.as_str(), article.author.as_deref()),
        ("Rain fell.", "www.echo.example", Some("A. Writer; B. Writer"))
    );
    assert_eq!((article.published.as_deref(), article.modified.as_deref()), (Some("2024-12-05T11:21:00"), None));
    assert_eq!((article.domain.as_deref(), article.user.len()), (Some("echo.example"), 0));
    assert!(corpus.problems.is_empty(), "None is no date to complain of: {:?}", corpus.problems);
}

#[test]
fn trafilatura_calls_the_address_source() {
    let row = br#"{"title": "Rain", "author": "A. Writer", "hostname": "echo.example", "date": "2024-12-05", "fingerprint": "ab12", "id": null, "raw_text": "Rain fell.", "text": "Rain fell.", "language": null, "source": "https://echo.example/1", "source-hostname": "Daily Echo", "excerpt": "Rain", "categories": "weather"}"#;
    let corpus = one("a.jsonl", row);
    let article = &corpus.articles[0];
    assert_eq!(corpus.files[0].dialect.as_deref(), Some("trafilatura"));
    assert_eq!(
        (article.outlet.as_str(), article.url.as_deref(), article.id.as_str()),
        ("Daily Echo", Some("https://echo.example/1"), "ab12")
    );
    assert_eq!((article.section.as_deref(), article.user.contains_key("raw_text")), (Some("weather"), false));
}

#[test]
fn nela_gt_calls_the_outlet_source() {
    let text = "id,date,source,title,content,author,url,published,published_utc,collection_utc\n\
        echo--2024--Rain,2024-12-05,echo,Rain,Rain fell.,,https://echo.example/1,\"Thu, 05 Dec 2024 11:21:00 +0000\",1733397660,1733400000\n";
    let corpus = one("a.csv", text.as_bytes());
    let article = &corpus.articles[0];
    assert_eq!(corpus.files[0].dialect.as_deref(), Some("nela-gt"));
    assert_eq!((article.outlet.as_str(), article.text.as_str()), ("echo", "Rain fell."));
    assert_eq!(article.published.as_deref(), Some("2024-12-05T11:21:00Z"));
}

#[test]
fn newspaper4k() {
    let row = br#"[{"url": "https://echo.example/1", "title": "Rain", "top_image": "", "meta_site_name": "Daily Echo", "meta_lang": "en", "text": "Rain fell.", "text_cleaned": "Rain", "authors": ["A"], "publish_date": "2024-12-05T00:00:00+01:00", "article_html": "<p>"}]"#;
    let corpus = one("a.json", row);
    let article = &corpus.articles[0];
    assert_eq!(corpus.files[0].dialect.as_deref(), Some("newspaper4k"));
    assert_eq!(
        (article.outlet.as_str(), article.language.as_deref(), article.published.as_deref()),
        ("Daily Echo", Some("en"), Some("2024-12-05T00:00:00+01:00"))
    );
    assert!(!article.user.contains_key("article_html") && !article.user.contains_key("text_cleaned"));
}

#[test]
fn media_cloud() {
    let text = "id,indexed_date,language,media_name,media_url,publish_date,title,url,text\n7,2024-12-06,en,Daily Echo,echo.example,2024-12-05,Rain,https://echo.example/1,Rain fell.\n";
    let corpus = one("a.csv", text.as_bytes());
    assert_eq!(corpus.files[0].dialect.as_deref(), Some("media-cloud"));
    assert_eq!((corpus.articles[0].outlet.as_str(), corpus.articles[0].domain.as_deref()), ("Daily Echo", Some("echo.example")));
}

#[test]
fn plain_names_in_any_case_and_unknown_columns_stay() {
    let corpus =
        one("a.csv", b"ID,Publication Title,Headline,Full Text,Date,Region,Empty\n7,Daily Echo,Rain,Rain fell.,2024-12-05,North,NaN\n");
    let article = &corpus.articles[0];
    assert_eq!((article.id.as_str(), article.outlet.as_str(), article.title.as_deref()), ("7", "Daily Echo", Some("Rain")));
    assert_eq!(article.user.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect::<Vec<_>>(), [("Region", "North")]);
    assert_eq!(corpus.files[0].columns["text"], "Full Text");
}

#[test]
fn a_plain_source_is_an_address_if_it_looks_like_one() {
    let corpus = one("a.jsonl", b"{\"source\": \"https://www.echo.example/1\", \"text\": \"Rain.\"}\n{\"source\": {\"id\": null, \"name\": \"Daily Echo\"}, \"text\": \"Sun.\"}");
    assert_eq!(
        (corpus.articles[0].outlet.as_str(), corpus.articles[0].url.as_deref()),
        ("echo.example", Some("https://www.echo.example/1"))
    );
    assert_eq!(corpus.articles[1].outlet, "Daily Echo");
    assert!(problem(&corpus, "no_outlet").what.starts_with("rows that name no outlet: 1;"));
}

#[test]
fn the_examples_of_the_dialects_hold() {
    let words = CorpusWords::embedded();
    assert!(words.dialects.len() >= 6);
    for dialect in &words.dialects {
        let name_of = |header: &str| words.detect(&header.split(',').collect::<Vec<_>>()).map(|d| d.name.clone());
        assert_eq!(name_of(&dialect.example).as_deref(), Some(dialect.name.as_str()), "{}", dialect.example);
        assert_ne!(name_of(&dialect.counter).as_deref(), Some(dialect.name.as_str()), "{}", dialect.counter);
    }
    let canonical = "article_id author collected domain event_id language modified outlet published section text title url";
    assert_eq!(words.canonical().into_iter().collect::<Vec<_>>().join(" "), canonical);
}

#[test]
fn the_examples_of_the_other_words_hold() {
    let file = |name: &str| -> toml::Table {
        let text = std::fs::read_to_string(format!("data/lexicons/corpus/{name}.toml")).expect("a lexicon");
        text.parse().expect("TOML")
    };
    let text = |table: &toml::Value, key: &str| table[key].as_str().expect("a text").to_string();
    let (words, dates) = (CorpusWords::embedded(), file("dates"));
    for month in dates["month"].as_array().expect("months") {
        let number = month["number"].as_integer().expect("a number");
        assert_eq!(date(&text(month, "example")).expect("a date")[5..7], format!("{number:02}"));
    }
    for key in ["weekdays", "around", "zones"] {
        assert!(date(&text(&dates[key], "example")).expect("a date").starts_with("2024-12-05"), "{key}");
    }
    let small = file("words");
    assert!(words.is_null(&text(&small["null"], "example")) && !words.is_null(&text(&small["null"], "counter")));
    assert!(words.is_ignored(&text(&small["ignored"], "example")) && !words.is_ignored(&text(&small["ignored"], "counter")));
    assert!(words.is_cut(&text(&small["cut"], "example")) && !words.is_cut(&text(&small["cut"], "counter")));
    assert!(words.canonical().contains(text(&small["canonical"], "example").as_str()));
    assert!(!words.canonical().contains(text(&small["canonical"], "counter").as_str()));
    for unread in small["unread"].as_array().expect("types") {
        let name = text(unread, "example");
        assert!(words.unread(name.rsplit('.').next().expect("an ending")).is_some(), "{name}");
    }
    let held = format!("{{\"{}\": [{{\"outlet\": \"E\", \"text\": \"Rain.\"}}]}}", text(&small["containers"], "example"));
    assert_eq!(one("a.json", held.as_bytes()).articles[0].outlet, "E");
}

#[test]
fn a_dialect_of_ones_own_and_its_slips() {
    use parallax::lexicon::Sources;
    let own = "[about]\nname = \"own\"\n[[dialect]]\nname = \"own\"\nneed = 2\nmarks = [\"artikel\", \"zeitung\"]\nignore = []\nexample = \"artikel,zeitung\"\ncounter = \"a\"\n[dialect.columns]\ntext = [\"artikel\"]\noutlet = [\"zeitung\"]\n";
    let folder = Folder::new(&[("corpus/dialects_own.toml", own.as_bytes())]);
    let read = || {
        let mut problems = Vec::new();
        let words = CorpusWords::load(&Sources::load(Some(folder.0.path())).0, &mut problems);
        (words, problems)
    };
    let (words, problems) = read();
    assert!(problems.is_empty(), "{problems:?}");
    let line = br#"{"artikel": "Regen.", "zeitung": "Echo"}"#;
    let options = Options::default();
    let articles: Vec<_> = stream_jsonl(&line[..], "stdin", &options, &words).collect();
    assert_eq!(articles[0].as_ref().map(|a| (a.outlet.as_str(), a.text.as_str())), Ok(("Echo", "Regen.")));
    folder.add("corpus/dialects_own.toml", own.replace("outlet =", "outlit =").replace("need = 2", "need = 3").as_bytes());
    let problems = read().1;
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].what.contains("outlit"));
}

#[test]
fn map_goes_before_the_dialect() {
    let folder = Folder::new(&[("a.csv", b"source,medium name,text,body\nwire,Daily Echo,short,Rain fell.\n")]);
    let corpus = folder.load_with(&map(&[("outlet", "medium name"), ("text", "body")]));
    let article = &corpus.articles[0];
    assert_eq!((article.outlet.as_str(), article.text.as_str(), article.user["source"].as_str()), ("Daily Echo", "Rain fell.", "wire"));
}

#[test]
fn map_to_a_column_that_is_not_there_lists_those_that_are() {
    let folder = Folder::new(&[("a.csv", b"source,text\nEcho,Rain fell.\n")]);
    let error = folder.try_load(&map(&[("outlet", "media_name")])).expect_err("a slip").to_string();
    assert!(error.contains("media_name") && error.contains("source, text"), "{error}");
    assert_eq!(folder.try_load(&map(&[("colour", "text")])).expect_err("a slip").exit_code(), 2);
    let mut options = Options::default();
    let words = CorpusWords::embedded();
    assert!(options.add_map("outlet=media_name", &words).is_ok() && options.map["outlet"] == "media_name");
    assert!(options.add_map("id=nr", &words).is_ok() && options.map["article_id"] == "nr");
    for wrong in ["outlet", "=x", "colour=x", "outlet=other", ""] {
        assert_eq!(options.add_map(wrong, &words).expect_err(wrong).exit_code(), 2);
    }
}
