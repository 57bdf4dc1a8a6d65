//! The model of attributions: what it learns it knows again, broken bytes are no model, and without it the rules remain.

use parallax::corpus::Article;
use parallax::extract::quotes::learned::model::Model;
use parallax::extract::quotes::learned::train::{Gold, Lesson, train};
use parallax::extract::{Settings, extract, quotes::Quote};
use parallax::lexicon::Lexicons;
use parallax::text::Document;

const TEXT: &str = "The harbour master grumbled that the ferry was late.";

fn lesson() -> Lesson {
    let at = |part: &str| TEXT.find(part).map(|s| vec![[s, s + part.len()]]);
    let gold = Gold { content: at("that the ferry was late").unwrap_or_default(), cue: at("grumbled"), speaker: at("The harbour master") };
    Lesson { text: TEXT.into(), title: None, quotes: vec![gold] }
}

#[test]
fn a_taught_model_is_read_and_broken_bytes_are_not() {
    let (lexicons, _) = Lexicons::load(None);
    let lessons = vec![lesson(); 4];
    let bytes = train(&lessons, &lexicons);
    assert!(Model::read(&bytes).is_some());
    assert_eq!(bytes, train(&lessons, &lexicons), "the same lessons give the same bytes");
    for cut in [0, 7, 63, 64, bytes.len() / 2, bytes.len() - 1] {
        assert!(Model::read(&bytes[..cut]).is_none(), "{cut} bytes are no model");
    }
    for at in [3, 20, 100, bytes.len() - 3] {
        let mut broken = bytes.clone();
        broken[at] ^= 0x55;
        assert!(Model::read(&broken).is_none(), "byte {at} changed");
    }
}

fn quotes(text: &str, no_model: bool) -> Vec<Quote> {
    let (lexicons, _) = Lexicons::load(None);
    let article = Article { id: "a".into(), outlet: "A".into(), text: text.into(), ..Article::default() };
    let doc = Document::read(text, None, &lexicons.text);
    extract(&doc, &article, &lexicons, &Settings { no_model, ..Settings::default() }).quotes
}

#[test]
fn date_lines_and_transcript_names_are_nobodys_words() {
    let text = "NORTHPORT, Oct 14 (Coast Wire) - The ferry stayed in port on Monday, the harbour master said.\n\nCHAIR: Do you think that the ferry will ever leave?\n";
    let found = quotes(text, false);
    let content: Vec<&str> = found.iter().flat_map(|q| &q.content).map(|c| c.of(text)).collect();
    assert!(content.contains(&"The ferry stayed in port on Monday"), "{content:?}");
    assert!(content.iter().all(|c| !c.contains("NORTHPORT") && !c.starts_with("CHAIR")), "{content:?}");
}

#[test]
fn without_the_model_the_rules_remain() {
    let found = quotes("The ferry is late, the harbour master said.", true);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "tail");
}
