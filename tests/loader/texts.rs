//! Text files, front matter and encodings.

use super::*;

#[test]
fn a_text_file_is_kept_byte_for_byte() {
    let corpus = one("a.txt", "\r\n  Über\r\n\r\n\tTabs \u{a0}stay \r\n".as_bytes());
    assert_eq!(corpus.articles[0].text, "\r\n  Über\r\n\r\n\tTabs \u{a0}stay \r\n");
    assert_eq!((corpus.articles[0].id.as_str(), corpus.articles[0].outlet.as_str()), ("a.txt", "a"));
    assert_eq!(kinds(&corpus), ["no_outlet"]);
}

#[test]
fn the_file_name_gives_outlet_and_date() {
    let corpus = one("daily_echo_2024-12-05_flood-in-town.txt", b"Rain fell.");
    let article = &corpus.articles[0];
    assert_eq!((article.outlet.as_str(), article.published.as_deref()), ("daily_echo", Some("2024-12-05")));
    assert!(corpus.problems.is_empty());
}

#[test]
fn a_file_name_with_an_impossible_date_is_reported() {
    let corpus = one("echo_2024-13-45_x.txt", b"Rain fell.");
    assert_eq!((corpus.articles[0].outlet.as_str(), corpus.articles[0].published.as_deref()), ("echo", None));
    assert!(problem(&corpus, "bad_date").what.contains("2024-13-45"));
}

#[test]
fn front_matter_is_metadata_and_the_text_follows_it() {
    let head = "---\ntitle: \"Rain: more of it\"\nsource: Daily Echo\ndate: 5 December 2024\nauthors:\n  - A. Writer\n  - B. Writer\nmood: grim\n---\n";
    let corpus = one("x.md", format!("{head}Rain fell.\n").as_bytes());
    let article = &corpus.articles[0];
    assert_eq!(article.text, "Rain fell.\n");
    assert_eq!(article.title.as_deref(), Some("Rain: more of it"));
    assert_eq!((article.outlet.as_str(), article.published.as_deref()), ("Daily Echo", Some("2024-12-05")));
    assert_eq!((article.author.as_deref(), article.user["mood"].as_str()), (Some("A. Writer; B. Writer"), "grim"));
}

#[test]
fn toml_front_matter_works_and_a_bad_one_is_reported() {
    let corpus = one("x.md", b"+++\ntitle = \"Rain\"\ndate = 2024-12-05\n+++\nRain fell.");
    assert_eq!((corpus.articles[0].title.as_deref(), corpus.articles[0].published.as_deref()), (Some("Rain"), Some("2024-12-05")));
    let corpus = one("x.md", b"+++\ntitle = Rain\n+++\nRain fell.");
    assert!(problem(&corpus, "front_matter").what.contains("line 2"));
}

#[test]
fn dashes_that_open_no_metadata_stay_in_the_text() {
    for text in ["---\nRain fell.\n---\nMore.", "---\ntitle: never closed\nRain fell.", "---"] {
        assert_eq!(one("x.txt", text.as_bytes()).articles[0].text, text);
    }
}

#[test]
fn the_text_of_front_matter_cannot_replace_the_article() {
    let corpus = one("x.txt", b"---\ntext: not this\noutlet: Echo\n---\nThis.");
    assert_eq!(corpus.articles[0].text, "This.");
}

#[test]
fn byte_order_marks_are_taken_off() {
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Zürich “now”".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain("Zürich “now”".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    for bytes in [[b"\xEF\xBB\xBF".to_vec(), "Zürich “now”".into()].concat(), utf16, big] {
        let corpus = one("a.txt", &bytes);
        assert_eq!(corpus.articles[0].text, "Zürich “now”");
        assert!(corpus.files[0].bom && !corpus.files[0].guessed);
    }
}

#[test]
fn an_old_encoding_is_guessed_and_said() {
    let corpus = one("a.txt", b"The caf\xe9 in Z\xfcrich was \x93closed\x94 on Monday, the mayor said.");
    assert_eq!(corpus.articles[0].text, "The café in Zürich was “closed” on Monday, the mayor said.");
    assert!(problem(&corpus, "encoding").what.contains("windows-1252"));
    assert!(corpus.files[0].guessed);
}

#[test]
fn cyrillic_in_an_old_encoding_is_guessed() {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode("Дождь шёл весь день, и река вышла из берегов. Жители покинули дома.");
    assert!(one("a.txt", &bytes).articles[0].text.starts_with("Дождь шёл"));
}

#[test]
fn utf8_with_one_broken_byte_stays_utf8() {
    let corpus = one("a.txt", b"\xe2\x80\x9cRain\xe2\x80\x9d fell in Z\xc3\xbcrich and in K\xc3\xb6ln \xff today");
    assert_eq!(corpus.articles[0].text, "“Rain” fell in Zürich and in Köln \u{FFFD} today");
    assert!(problem(&corpus, "encoding").what.contains("1 characters"));
}

#[test]
fn utf16_without_a_mark_is_seen() {
    let bytes: Vec<u8> = "Rain fell on the town all day.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(one("a.txt", &bytes).articles[0].text, "Rain fell on the town all day.");
}

#[test]
fn binary_files_are_skipped_whatever_their_name() {
    let folder =
        Folder::new(&[("good.txt", b"Rain."), ("bad.txt", b"\x7fELF\0\0\0\x01\x02"), ("bad.csv", b"a,b\n\0\0,1\n"), ("bad.jsonl", b"\0")]);
    let corpus = folder.load();
    assert_eq!((corpus.counts().read, corpus.counts().skipped), (1, 3));
    assert_eq!(corpus.problems.iter().filter(|p| p.kind == "binary").count(), 3);
}
