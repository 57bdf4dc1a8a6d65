//! `--no-text`: nothing of what the articles say is in any file.

use super::unzip::unzip;
use super::{HARVAN, bytes, report, rows, text};
use parallax::frame::withheld::{Withheld, hashed};
use std::collections::BTreeSet;

/// Words of a text without blanks and marks between them, so that no break or escape hides a sentence.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[test]
fn no_sentence_is_in_any_file() {
    let (_folder, out) = report("data/sample/harvan", &["--no-text"]);
    let said: BTreeSet<String> = rows(&HARVAN.1, "sentences").iter().map(|r| r["text"].clone()).collect();
    // Two words could stand anywhere: "By Anna Holt".
    let said: Vec<String> = said.iter().filter(|s| s.split_whitespace().count() >= 4).map(|s| squeezed(s)).collect();
    assert!(said.len() > 200);
    let mut looked = 0;
    for file in crate::tidy::files(&out, "") {
        let content = std::fs::read(&file).expect("a file");
        let parts: Vec<Vec<u8>> = if content.starts_with(b"PK") { unzip(&content).into_values().collect() } else { vec![content] };
        for part in parts.iter().filter(|p| !p.starts_with(b"\x89PNG")) {
            let text = squeezed(&String::from_utf8_lossy(part));
            looked += text.len();
            for sentence in &said {
                assert!(!text.contains(sentence.as_str()), "{file} holds “{sentence}”");
            }
        }
    }
    assert!(looked > 100_000, "the test looked at something");
    assert!(!out.join("charts/headlines.png").exists(), "a chart of texts");
    let (full, bare) = (rows(&HARVAN.1, "sentences"), rows(&out, "sentences"));
    assert_eq!(full.len(), bare.len());
    for (a, b) in full.iter().zip(&bare) {
        assert_eq!((&a["char_start"], &a["char_end"]), (&b["char_start"], &b["char_end"]));
        assert_eq!(b["text"], hashed(&a["text"]), "who has the sentence can check its hash");
    }
    for (table, column) in [("labels", "text"), ("figures", "value"), ("quotes", "source")] {
        let column = |dir| rows(dir, table).into_iter().map(|r| r[column].clone()).collect::<Vec<_>>();
        assert_eq!(column(&HARVAN.1), column(&out), "{table}: what was found is still there");
    }
    assert!(text(&out, "briefing.md").contains("--no-text"));
    assert!(!bytes(&out, "report.xlsx").is_empty());
}

#[test]
fn words_of_articles_are_found_inside_other_sentences() {
    let withheld = Withheld::new(["Rebels entered the old town before dawn on Monday, residents said.", "He left."]);
    let finding = "Outlet A writes “rebels entered the old town before dawn on Monday” and B does not.";
    let bare = withheld.text(finding).expect("eight words in order");
    assert!(bare.starts_with("Outlet A writes “[9 words withheld, sha256:") && bare.ends_with("]” and B does not."), "{bare}");
    assert_eq!(withheld.text("Outlet A calls them rebels in the old town."), None, "a few words are no text");
    assert_eq!(withheld.text("He left."), None, "two words could be anybody's");
    assert_eq!(
        withheld.text("Rebels entered the old town before dawn on Monday, residents said."),
        Some(hashed("Rebels entered the old town before dawn on Monday, residents said."))
    );
    assert_eq!(withheld.text("https://example.org/rebels-entered-the-old-town-before-dawn-on-monday"), None, "an address is one word");
}
