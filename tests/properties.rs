//! What must hold for any text: no panic, spans inside the text and on characters, sentences and gaps join to the text.

use parallax::corpus::Article;
use parallax::extract::{self, Settings};
use parallax::lexicon::Lexicons;
use parallax::text::{CodePoints, Document, Span};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(None).0);

/// Reads and extracts, and checks every span.
fn hold(text: &str) {
    let article = Article { id: "p".into(), outlet: "P".into(), text: text.into(), ..Article::default() };
    let doc = Document::read(text, None, &LEXICONS.text);
    let found = extract::extract(&doc, &article, &LEXICONS, &Settings::default());
    let points = CodePoints::new(text);
    let good = |what: &str, s: Span| {
        assert!(s.start <= s.end && s.end <= text.len(), "{what} {s:?} outside the text");
        assert!(text.is_char_boundary(s.start) && text.is_char_boundary(s.end), "{what} {s:?} cuts a character");
        let (a, b) = points.span(s);
        let again: String = text.chars().skip(a).take(b - a).collect();
        assert_eq!(again, s.of(text), "{what}: code points and bytes disagree");
    };
    doc.blocks.iter().for_each(|b| good("block", b.span));
    doc.sentences.iter().for_each(|s| good("sentence", s.span));
    doc.tokens.iter().for_each(|t| good("token", t.span));
    doc.chunks.iter().for_each(|c| good("chunk", c.span));
    for pair in doc.sentences.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "sentences overlap: {pair:?}");
    }
    // Nothing but blanks and bullets lies between sentences, so they and their gaps join to the text.
    let mut at = 0;
    for s in &doc.sentences {
        let gap = &text[at..s.span.start];
        assert!(gap.chars().all(|c| !c.is_alphanumeric()), "words lost between sentences: {gap:?}");
        at = s.span.end;
    }
    assert!(text[at..].chars().all(|c| !c.is_alphanumeric()), "words lost at the end: {:?}", &text[at..]);
    for pair in doc.tokens.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "tokens overlap: {pair:?}");
    }
    for q in &found.quotes {
        assert!(!q.content.is_empty(), "a quote without content");
        q.content.iter().chain(&q.marked).chain(&q.cue).chain(&q.speaker).for_each(|s| good("quote", *s));
        assert!(q.sentence < doc.sentences.len());
    }
    for l in &found.labels {
        good("label", l.span);
        assert!(!l.span.is_empty() && l.sentence < doc.sentences.len());
        assert!(l.quote.is_none_or(|q| q < found.quotes.len()));
    }
    for f in &found.figures {
        good("figure", f.span);
        good("figure context", f.context);
        assert!(f.low.zip(f.high).is_none_or(|(low, high)| low <= high), "{f:?}");
        assert!(f.part_of.is_none_or(|p| p < found.figures.len()));
    }
    // Two copies as one event: the unlisted rows hold too, and come out the same.
    let other = Article { outlet: "Q".into(), text: format!("{text} Ann Lee left. Lee waved."), ..Article::default() };
    let grouped = || {
        let mut event = extract::event(&[&article, &other], &LEXICONS, &Settings::default());
        extract::add_unlisted(&mut event, &LEXICONS);
        event.remove(0).1
    };
    let event = grouped();
    for l in event.labels.iter().filter(|l| l.kind == extract::labels::LabelKind::Unlisted) {
        good("unlisted", l.span);
        assert!(!l.span.is_empty() && !l.actor.is_empty() && l.sentence < doc.sentences.len());
    }
    let listed: Vec<_> = event.labels.iter().filter(|l| l.kind != extract::labels::LabelKind::Unlisted).collect();
    assert_eq!(listed, found.labels.iter().collect::<Vec<_>>(), "grouping changed a lexicon's rows");
    assert_eq!(event, grouped(), "the same event gave other rows");
    let again = extract::extract(&doc, &article, &LEXICONS, &Settings::default());
    assert_eq!(found, again, "the same text gave other rows");
    extract::contract::json(&article, &doc, &found).to_string();
}

/// Pieces of news and of nonsense that meet in odd ways.
fn newsy() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z]{1,9}",
        "[0-9]{1,7}([.,][0-9]{1,3})?",
        Just("rebels".to_string()),
        Just("said".to_string()),
        Just("according to".to_string()),
        Just("“".to_string()),
        Just("”".to_string()),
        Just("\"".to_string()),
        Just("’s".to_string()),
        Just("Hayat Tahrir al-Sham (HTS)".to_string()),
        Just("more than".to_string()),
        Just("tens of thousands of".to_string()),
        Just("killed".to_string()),
        Just("\n".to_string()),
        Just("\n\n".to_string()),
        Just(".".to_string()),
        Just(",".to_string()),
        Just("-".to_string()),
        Just("—".to_string()),
        Just("é".to_string()),
        Just("حماة".to_string()),
        Just("👩🏽‍🚒".to_string()),
        Just("e\u{301}".to_string()),
        Just("\u{202e}".to_string()),
        Just("\u{0}".to_string()),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|p| p.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() })]

    #[test]
    fn any_string_goes_through(text in any::<String>()) {
        hold(&text);
    }

    #[test]
    fn anything_like_news_goes_through(text in newsy()) {
        hold(&text);
    }
}

#[test]
fn the_samples_hold() {
    for corpus in ["data/sample/harvan", "data/sample/dockers"] {
        let corpus = parallax::corpus::load(&[corpus.into()], &parallax::corpus::Options::default(), &LEXICONS.corpus)
            .expect("the sample can be read");
        corpus.articles.iter().for_each(|a| hold(&a.text));
    }
}

#[test]
fn hostile_texts_hold() {
    let nasty = [
        "",
        " ",
        "\u{feff}",
        "\"",
        "“““",
        "””",
        "'",
        "1",
        "1.",
        "1,",
        "$",
        "%",
        "-",
        "a-",
        "-a",
        "No.",
        "said",
        "said said said",
        "\r\n\r\n",
    ];
    nasty.iter().for_each(|t| hold(t));
    for unit in ["\"", "“", "” ", "1 ", "1,", "(", "rebels ", "said ", "a-", "\n", "'s ", ". ", "X said ", "one hundred "] {
        hold(&unit.repeat(5_000));
    }
}
