//! What must hold for any text: no panic, spans inside the text and on characters, sentences and gaps join to the text.

use parallax::corpus::Article;
use parallax::extract::{self, Settings};
use parallax::lexicon::Lexicons;
use parallax::text::parse::{parse, parse_with};
use parallax::text::tag::tag;
use parallax::text::{Arc, CodePoints, Document, Relation, Span};
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
    trees(&doc);
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
        let mut event = extract::all(&[&article, &other], &LEXICONS, &Settings::default());
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
    extract::contract::json(&article, &doc, &found, &LEXICONS.confidence);
}

/// Every sentence is one tree; what lies below a token is a stretch that holds its children's, which do not overlap.
fn trees(doc: &Document) {
    assert_eq!(doc.arcs.len(), doc.tokens.len());
    for sentence in &doc.sentences {
        let all = sentence.tokens.clone();
        let roots: Vec<usize> = all.clone().filter(|t| doc.head(*t).is_none()).collect();
        assert!(roots.len() == usize::from(!all.is_empty()), "{} roots", roots.len());
        assert!(roots.iter().all(|r| doc.subtree(*r) == all && doc.relation(*r) == Relation::Root));
        // Each token is met once on the way down from the root, so there is no cycle.
        let (mut met, mut open) = (0, roots);
        while let Some(token) = open.pop() {
            met += 1;
            let below = doc.subtree(token);
            let mut at = below.start;
            for child in doc.children(token) {
                let part = doc.subtree(child);
                assert!(doc.head(child) == Some(token) && part.contains(&child), "{child} is no child of {token}");
                at += usize::from(at == token);
                assert_eq!(part.start, at, "children do not fill what lies below their head");
                at = part.end;
                open.push(child);
            }
            at += usize::from(at == token);
            assert_eq!(at, below.end);
        }
        assert_eq!(met, all.len());
    }
}

#[test]
fn any_weights_make_trees_and_broken_ones_none() {
    use parallax::text::parse::model::{Model, OUTPUTS, ROWS, WIDTH};
    let mut seed = 7u64;
    let mut noise = |n: usize| -> Vec<f32> {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as f32 / 8_388_608.0 - 1.0
        };
        (0..n).map(|_| next() * 3.0).collect()
    };
    let bytes = Model::write(&noise(ROWS * WIDTH), &noise(WIDTH), &noise(OUTPUTS * WIDTH), &[1, 2, 3]);
    let text = "Troops , the mayor ’s “ old friend ” said -- on Monday in Harvan - were ( not ) tired , and left . . .".repeat(3);
    let mut doc = Document::read(&text, None, &LEXICONS.text);
    let model = Model::read(&bytes);
    assert!(model.is_some());
    let parse = |doc: &mut Document, model: Option<&Model>| {
        let sentences: Vec<_> = doc.sentences.iter().map(|s| s.tokens.clone()).collect();
        doc.arcs = parse_with(model, &text, &doc.tokens, &sentences);
    };
    parse(&mut doc, model.as_ref());
    trees(&doc);
    parse(&mut doc, None);
    assert!((0..doc.tokens.len()).all(|t| doc.head(t).is_none() && doc.subtree(t) == (t..t + 1) && doc.children(t).count() == 0));
    for cut in [0, 7, 63, 64, 5_000, bytes.len() - 1] {
        assert!(Model::read(&bytes[..cut]).is_none(), "a model of {cut} bytes");
    }
    for at in [0, 9, 25, 64, 1_000_000, bytes.len() - 1] {
        let mut broken = bytes.clone();
        broken[at] ^= 1;
        assert!(Model::read(&broken).is_none(), "a model broken at byte {at}");
    }
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
        for article in &corpus.articles {
            hold(&article.text);
            alone(&Document::read(&article.text, None, &LEXICONS.text));
        }
    }
}

/// Sentences are tagged and parsed side by side: each comes out as it would alone.
fn alone(doc: &Document) {
    for s in &doc.sentences {
        let mut tokens = doc.tokens[s.tokens.clone()].to_vec();
        tag(doc.text, &mut tokens, &LEXICONS.text);
        assert_eq!(tokens, &doc.tokens[s.tokens.clone()], "{:?}", s.span.of(doc.text));
        let whole = 0..tokens.len();
        let arcs = parse(doc.text, &tokens, &[whole]);
        let place = |arc: &Arc, base: usize| (arc.head as usize - base, arc.left as usize - base, arc.right as usize - base, arc.relation);
        let there = doc.arcs[s.tokens.clone()].iter().map(|a| place(a, s.tokens.start));
        assert!(arcs.iter().map(|a| place(a, 0)).eq(there), "{:?}", s.span.of(doc.text));
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
