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

/// Of a quotation over several paragraphs the rules keep only those that the model leaves free: nothing is attributed twice.
#[test]
fn no_words_in_marks_are_said_twice() {
    let text = "The host asked about the pier.\n\n“HALE: Will the pier open?\n\n“ROOK: We shall open it in May. The council has the money.\n\n“HALE: Thank you.”\n";
    let found = quotes(text, false);
    let pieces: Vec<_> = found.iter().flat_map(|q| &q.content).filter(|c| text[..c.start].contains('“')).collect();
    for (i, a) in pieces.iter().enumerate() {
        assert!(!a.of(text).contains(':'), "{}", a.of(text));
        assert!(pieces.iter().skip(i + 1).all(|b| !a.overlaps(**b)), "{pieces:?}");
    }
}

#[test]
fn without_the_model_the_rules_remain() {
    let found = quotes("The ferry is late, the harbour master said.", true);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].rule, "tail");
}

/// Sentences about one thing in three topics: the word that was marked in two is known in the third.
#[test]
fn loaded_words_are_learned_and_broken_bytes_are_no_model() {
    use parallax::extract::style::learned::model::Model as StyleModel;
    use parallax::extract::style::learned::train::{Lesson as Sentence, folds, train as train_style};
    let (lexicons, _) = Lexicons::load(None);
    let sentence = |id: usize, text: &str, marked: Option<&str>| Sentence {
        id: format!("s{id}"),
        text: text.into(),
        outlet: format!("outlet {}", id % 3),
        topic: format!("topic {}", id % 3),
        biased: Some(marked.is_some()),
        spans: marked.and_then(|m| text.find(m).map(|at| (at, at + m.len()))).into_iter().collect(),
    };
    let lessons: Vec<Sentence> = (0..12)
        .map(|i| match i % 2 {
            0 => sentence(i, "The zorbulent council closed the bridge on Monday.", Some("zorbulent")),
            _ => sentence(i, "The second council closed the road on Monday.", None),
        })
        .collect();
    let bytes = train_style(&lessons, &lexicons);
    assert!(StyleModel::read(&bytes).is_some());
    assert_eq!(bytes, train_style(&lessons, &lexicons), "the same lessons give the same bytes");
    for cut in [0, 7, 64, bytes.len() - 1] {
        assert!(StyleModel::read(&bytes[..cut]).is_none(), "{cut} bytes are no model");
    }
    let mut broken = bytes.clone();
    broken[200] ^= 0x55;
    assert!(StyleModel::read(&broken).is_none());
    let scored = folds(&lessons, &lexicons, false);
    let of = |marked: bool| {
        scored.iter().filter(move |s| (s.start == 4 && s.id.trim_start_matches('s').parse::<usize>().unwrap_or(1) % 2 == 0) == marked)
    };
    let least = of(true).map(|s| s.score).fold(1.0, f32::min);
    assert!(of(false).all(|s| s.score < least), "{scored:?}");
}

#[test]
fn without_the_model_only_strong_words_are_loaded() {
    use parallax::lexicon::style::StyleKind;
    let text = "The shameful problem was a failure of the council.";
    let (lexicons, _) = Lexicons::load(None);
    let article = Article { id: "a".into(), outlet: "A".into(), text: text.into(), ..Article::default() };
    let doc = Document::read(text, None, &lexicons.text);
    let found = extract(&doc, &article, &lexicons, &Settings { no_model: true, ..Settings::default() });
    let loaded: Vec<&str> = found.style.iter().filter(|s| s.kind == StyleKind::Loaded).map(|s| s.span.of(text)).collect();
    assert_eq!(loaded, ["shameful"]);
}
