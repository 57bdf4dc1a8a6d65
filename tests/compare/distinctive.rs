//! The comparison `distinctive`: log-odds against an independent implementation, tables against the words.

use super::{DOCKERS, HARVAN, frames, number, rows};
use parallax::compare::distinctive::distinctive;
use parallax::compare::stats::{Counts, log_odds, split_halves};
use parallax::frame::Frames;
use std::collections::BTreeMap;

/// Two invented articles of 9 and 12 words ("rebels shell bridge / rebels cross river / rebels hold bridge" against "militants shell
/// bridge / army holds river / militants cross river / army shells town"), alpha0 = 21 / 2. The numbers were computed by a Python script of
/// its own from the equations of Monroe, Colaresi & Quinn (2008): y1 = n + alpha0 * total / 21; delta = ln(y1 / (9 + alpha0 - y1)) -
/// ln(y2 / (12 + alpha0 - y2)); variance = 1/y1 + 1/y2; z = delta / sqrt(variance).
#[test]
fn log_odds_are_those_of_an_independent_implementation() {
    // Term, uses in the first and in the second, log-odds, variance, z.
    let expected = [
        ("army", 0, 2, -1.045_968_555, 1.333_333_333, -0.905_835_340),
        ("bridge", 2, 1, 0.559_615_788, 0.685_714_286, 0.675_800_268),
        ("cross", 1, 1, 0.158_224_005, 1.0, 0.158_224_005),
        ("hold", 1, 0, 1.299_282_984, 2.666_666_667, 0.795_645_086),
        ("rebels", 3, 0, 1.435_084_525, 0.888_888_889, 1.522_136_999),
        ("river", 1, 2, -0.225_246_602, 0.685_714_286, -0.272_011_114),
        ("town", 0, 1, -0.998_528_830, 2.666_666_667, -0.611_471_532),
    ];
    for (term, here, there, delta, variance, z) in expected {
        let prior = 10.5 * (here + there) as f64 / 21.0;
        let found = log_odds(Counts { here, of_here: 9, there, of_there: 12, prior, alpha0: 10.5 }).expect("a prior");
        let near = |a: f64, b: f64| (a - b).abs() < 1e-8;
        assert!(near(found.log_odds, delta) && near(found.variance, variance) && near(found.z, z), "{term}: {found:?}");
    }
    assert_eq!(log_odds(Counts { here: 0, of_here: 0, there: 0, of_there: 0, prior: 0.0, alpha0: 1.0 }), None);
    assert_eq!(log_odds(Counts { here: 3, of_here: 3, there: 2, of_there: 2, prior: 4.0, alpha0: 4.0 }), None, "a single term has no odds");
}

#[test]
fn halves_of_an_even_text_are_alike_and_seeded() {
    let prior: BTreeMap<u32, f64> = (0..4).map(|t| (t, 5.0)).collect();
    let even: Vec<Vec<u32>> = (0..40).map(|_| vec![0, 1, 2, 3]).collect();
    assert_eq!(split_halves(&even, &prior, 20.0, "even"), Some(0.0));
    let bursts: Vec<Vec<u32>> = (0..40).map(|i| vec![i % 4; 4]).collect();
    let band = split_halves(&bursts, &prior, 20.0, "bursts").expect("halves");
    assert!((1.0..6.0).contains(&band), "{band}");
    assert_eq!(split_halves(&bursts, &prior, 20.0, "bursts"), Some(band));
    assert_eq!(split_halves(&bursts[..1], &prior, 20.0, "one"), None);
}

#[test]
fn terms_reconcile_with_the_words() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = distinctive(frames);
        let terms = rows(&exhibit, "distinctive_terms");
        assert!(!terms.is_empty());
        let s = &frames.sentences;
        let (outlets, roles) = (s.text("outlet"), s.text("role"));
        for row in terms.iter().filter(|r| r["kind"] == "word" && number(r, "rank") <= 3.0) {
            let folded = row["term"].to_lowercase();
            let uses = |here: bool| -> usize {
                let body = (0..s.height()).filter(|i| roles[*i] == "body" && (outlets[*i] == row["outlet"]) == here);
                body.flat_map(|i| frames.words.of(i)).filter(|w| frames.words.name(w.lemma).to_lowercase() == folded).count()
            };
            // A base form that is a noun here may be a word of another kind there, which is not counted.
            assert!(number(row, "n") as usize <= uses(true) && number(row, "rest_n") as usize <= uses(false), "{row:?}");
            assert!(uses(true) == 0 || number(row, "n") > 0.0, "{row:?}");
        }
        for row in &terms {
            let counts = Counts {
                here: number(row, "n") as usize,
                of_here: number(row, "of") as usize,
                there: number(row, "rest_n") as usize,
                of_there: number(row, "rest_of") as usize,
                prior: number(row, "prior"),
                alpha0: rows(&exhibit, "distinctive_outlets")
                    .iter()
                    .find(|s| s["kind"] == row["kind"])
                    .map_or(0.0, |s| number(s, "alpha0")),
            };
            let again = log_odds(counts).expect("a prior");
            assert!((again.z - number(row, "z")).abs() < 1e-9, "{row:?}");
            assert_eq!(row["direction"] == "more", number(row, "z") > 0.0);
            // Too little text gives no band, and then nothing stands out.
            let beyond = row["band"].parse::<f64>().is_ok_and(|band| number(row, "z").abs() > band);
            assert_eq!(row["stands_out"] == "true", beyond, "{row:?}");
            let (here, there) = (number(row, "articles"), number(row, "rest_articles"));
            assert!(here <= number(row, "n") && there <= number(row, "rest_n"), "{row:?}");
            assert_eq!(row["one_article"] == "true", here + there == 1.0);
        }
        for kind in ["word", "pair"] {
            let sides = rows(&exhibit, "distinctive_outlets");
            let all: f64 = sides.iter().filter(|r| r["kind"] == kind).map(|r| number(r, "terms")).sum();
            assert!(terms.iter().filter(|r| r["kind"] == kind).all(|r| number(r, "of") + number(r, "rest_of") == all));
        }
    }
}

/// Function words and the words of pages rank nowhere; words of labels and names are marked.
#[test]
fn stop_words_are_out_and_labels_marked() {
    let terms = rows(&distinctive(&HARVAN), "distinctive_terms");
    for word in ["the", "of", "be", "have", "monday"] {
        assert!(terms.iter().all(|r| r["term"].to_lowercase() != word), "{word}");
    }
    assert!(terms.iter().any(|r| r["marked"] == "label") && terms.iter().any(|r| r["marked"] == "name"));
}

#[test]
fn one_outlet_or_none_compares_nothing() {
    let none = Frames::new(&[], HARVAN.inputs.clone(), HARVAN.references.clone());
    assert!(rows(&distinctive(&none), "distinctive_terms").is_empty());
    let dir = std::env::temp_dir().join(format!("parallax-one-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    std::fs::write(dir.join("one_2025-01-01_a.txt"), "Rebels took the hill before dawn. Soldiers fled the village.").expect("a file");
    let one = distinctive(&frames(&dir.to_string_lossy()));
    std::fs::remove_dir_all(&dir).expect("ours");
    assert!(rows(&one, "distinctive_terms").is_empty() && one.charts.is_empty());
}
