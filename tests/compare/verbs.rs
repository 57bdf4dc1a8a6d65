//! Verbs: tables against quotes.csv, odds ratios and exact tests against scipy.

use super::{DOCKERS, HARVAN, Row, aligned, all, empty, hama, number, rows};
use parallax::compare::stats::TwoByTwo;
use parallax::compare::verbs::verbs;
use parallax::frame::{Frames, table};

/// Attributions with a reporting word.
fn quotes(frames: &Frames) -> Vec<Row> {
    all(&frames.quotes).into_iter().filter(|q| q["kind"] != "scare_quote" && !q["cue_class"].is_empty()).collect()
}

/// p of scipy.stats.fisher_exact 1.x; ratio and interval of (a+½)(d+½)/(b+½)(c+½) computed with Python's math.
#[test]
fn odds_ratios_and_exact_tests() {
    let near = |a: f64, b: f64| (a - b).abs() < 1e-6 * b.abs().max(1e-3);
    for (cells, p) in [
        ((3, 4, 1, 4), 0.485_714_285_7),
        ((7, 10, 1, 10), 0.019_766_611_1),
        ((0, 5, 3, 9), 0.258_241_758_2),
        ((12, 40, 2, 55), 0.000_652_404_1),
        ((120, 400, 90, 500), 0.000_025_729_7),
        ((1, 5, 0, 9), 0.357_142_857_1),
        ((4, 14, 38, 67), 0.078_147_661_7),
    ] {
        let found = TwoByTwo::new(cells.0, cells.1, cells.2, cells.3).fisher();
        assert!((found - p).abs() < 1e-8, "{cells:?}: {found} is not {p}");
    }
    for (cells, ratio, low, high) in [
        ((7, 10, 1, 10), 13.571_428_571, 1.598_427_849, 115.228_018_298),
        ((0, 5, 3, 9), 0.168_831_169, 0.007_068_058, 4.032_785_589),
        ((12, 40, 2, 55), 9.385_964_912, 2.241_761_269, 39.297_822_906),
        ((120, 400, 90, 500), 1.948_582_346, 1.426_245_319, 2.662_216_035),
    ] {
        let found = TwoByTwo::new(cells.0, cells.1, cells.2, cells.3).odds_ratio().expect("cases on both sides");
        assert!(near(found.ratio, ratio) && near(found.low, low) && near(found.high, high), "{cells:?}: {found:?}");
    }
    assert_eq!(TwoByTwo::new(0, 0, 1, 3).odds_ratio(), None, "one side is not there");
    assert_eq!(TwoByTwo::new(0, 4, 0, 3).odds_ratio(), None, "no such word on either side");
    assert_eq!(TwoByTwo::new(0, 0, 1, 3).fisher(), 1.0);
}

#[test]
fn sides_and_outlets_reconcile() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let (exhibit, quotes) = (verbs(frames), quotes(frames));
        let count = |is: &dyn Fn(&Row) -> bool| quotes.iter().filter(|q| is(q)).count() as f64;
        let mut sum = 0.0;
        for row in rows(&exhibit, "verbs_by_side") {
            assert_eq!(number(&row, "n"), count(&|q| q["side"] == row["side"] && q["cue_class"] == row["cue_class"]), "{row:?}");
            assert_eq!(number(&row, "of"), count(&|q| q["side"] == row["side"]));
            assert_eq!(number(&row, "rest_of"), count(&|q| q["side"] != row["side"]));
            sum += number(&row, "n");
        }
        assert_eq!(sum, quotes.len() as f64);
        for row in rows(&exhibit, "verbs_by_outlet") {
            let side = |q: &Row| row["side"] == "all" || q["side"] == row["side"];
            let class = |q: &Row| q["cue_class"] == row["cue_class"];
            assert_eq!(number(&row, "n"), count(&|q| q["outlet"] == row["outlet"] && side(q) && class(q)), "{row:?}");
            assert_eq!(number(&row, "of"), count(&|q| q["outlet"] == row["outlet"] && side(q)));
            assert_eq!(number(&row, "rest_n"), count(&|q| q["outlet"] != row["outlet"] && side(q) && class(q)));
        }
        for row in rows(&exhibit, "verb_lemmas") {
            let same = |q: &Row| ["cue_lemma", "cue_class", "side"].iter().all(|c| q[*c] == row[*c]);
            assert_eq!(number(&row, "n"), count(&same), "{row:?}");
            let first = row["evidence"].split("; ").next().expect("a row");
            assert!(quotes.iter().any(|q| q["quote_id"] == first && same(q)), "{row:?}");
        }
        for row in rows(&exhibit, "verbs_asymmetry") {
            let marked = |q: &Row| ["claim", "doubt", "boast"].contains(&q["cue_class"].as_str());
            let class = |q: &Row| if row["cue_class"] == "marked" { marked(q) } else { q["cue_class"] == row["cue_class"] };
            let here = |q: &Row| row["outlet"] == "all" || q["outlet"] == row["outlet"];
            assert_eq!(number(&row, "n_a"), count(&|q| here(q) && class(q) && q["side"] == row["side_a"]), "{row:?}");
            assert_eq!(number(&row, "of_b"), count(&|q| here(q) && q["side"] == row["side_b"]), "{row:?}");
            let few = number(&row, "of_a") < 5.0 || number(&row, "of_b") < 5.0;
            let none = number(&row, "n_a") + number(&row, "n_b") == 0.0;
            assert_eq!(row["verdict"] == "too few to say", few && !none, "{row:?}");
        }
    }
}

/// Two aligned sentences of which one has a marked word, and two of which one states what the other attributes.
#[test]
fn the_same_claim_with_other_words() {
    let mut frames = HARVAN.clone();
    let sentences = all(&frames.sentences);
    let quotes = quotes(&frames);
    let sentence = |q: &Row| {
        let same = |s: &&Row| ["article_id", "part", "sentence"].iter().all(|c| s[*c] == q[*c]);
        sentences.iter().find(same).expect("its sentence")["sentence_id"].clone()
    };
    let boast = quotes.iter().find(|q| q["cue_class"] == "boast" && q["side"] == "rebels").expect("the sample has one");
    let only = |q: &&Row| {
        let place = |o: &&Row| ["article_id", "part", "sentence"].iter().all(|c| o[*c] == q[*c]);
        quotes.iter().filter(place).count() == 1
    };
    let plain = quotes.iter().filter(only).find(|q| q["cue_class"] == "neutral" && q["side"] == "rebels" && q["outlet"] != boast["outlet"]);
    let plain = plain.expect("the sample has one");
    let pairs = [(sentence(boast), sentence(plain))];
    frames.aligned = aligned(&pairs);
    let found = rows(&verbs(&frames), "verbs_same_claim");
    assert_eq!(found.len(), 1);
    assert_eq!((found[0]["contrast"].as_str(), found[0]["quote_a"].as_str()), ("verb", boast["quote_id"].as_str()));
    assert_eq!(found[0]["quote_b"], plain["quote_id"]);
    frames.aligned = table::<()>("aligned", "", Vec::new(), &[]);
    assert!(rows(&verbs(&frames), "verbs_same_claim").is_empty());
}

#[test]
fn nothing_found_is_no_panic() {
    let exhibit = verbs(&empty());
    assert!(exhibit.charts.is_empty() && exhibit.findings.is_empty());
}

/// The difference 10 of the five real articles: who says and who boasts.
#[test]
fn findings_of_the_real_articles() {
    let Some(frames) = hama() else { return };
    let findings = verbs(frames).findings;
    let boast = findings.iter().find(|f| f.kind == "marked_word" && f.text.contains("boasted"));
    let boast = boast.unwrap_or_else(|| panic!("{findings:#?}"));
    assert_eq!(boast.outlets, ["Outlet D"]);
}
