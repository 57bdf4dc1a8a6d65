//! Style: every table reconciles with its evidence rows; the exact test agrees with numbers computed elsewhere.

use super::{DOCKERS, HARVAN, all, hama, number, rows};
use parallax::compare::stats::rate_ratio;
use parallax::compare::style::style;
use parallax::frame::Frames;
use std::collections::BTreeSet;

fn reconciles(frames: &Frames) {
    let exhibit = style(frames);
    let words = all(&frames.style);
    let quotes = all(&frames.quotes);
    for row in rows(&exhibit, "style_by_outlet") {
        let role = |r: &str| if row["voice"] == "headline" { matches!(r, "headline" | "subhead") } else { r == "body" };
        let evidence = if row["kind"] == "scare_quote" { &quotes } else { &words };
        let is = |r: &&super::Row| {
            let own = row["kind"] == "scare_quote" || r.get("voice").is_some_and(|v| v == "narrator");
            r["kind"] == row["kind"] && r["outlet"] == row["outlet"] && role(&r["role"]) && (row["voice"] != "own" || own)
        };
        assert_eq!(number(&row, "n") as usize, evidence.iter().filter(is).count(), "{row:?}");
        if !row["per_1000"].is_empty() {
            assert!((number(&row, "per_1000") - 1000.0 * number(&row, "n") / number(&row, "words")).abs() < 1e-9);
            assert!(number(&row, "low") <= number(&row, "per_1000") && number(&row, "per_1000") <= number(&row, "high"));
        }
    }
    let by_word: f64 = rows(&exhibit, "style_words").iter().map(|r| number(r, "n")).sum();
    assert_eq!(by_word as usize, words.len(), "every word stands in style_words");

    let acts = all(&frames.agency);
    let agency = rows(&exhibit, "style_agency");
    for row in &agency {
        let ids: Vec<&str> = row["evidence"].split("; ").filter(|i| !i.is_empty()).collect();
        assert_eq!(ids.len(), number(row, "n") as usize, "{row:?}");
        for id in ids {
            let act = acts.iter().find(|a| a["agency_id"] == id).unwrap_or_else(|| panic!("no {id}"));
            assert_eq!((&act["outlet"], &act["construction"]), (&row["outlet"], &row["construction"]));
            assert!(act["victim"].split(';').any(|v| v == row["victim"]));
        }
    }
    for row in rows(&exhibit, "style_agentless") {
        let of = |victim: &str| {
            agency.iter().filter(|a| a["outlet"] == row["outlet"] && a["victim"] == victim).map(|a| number(a, "n")).sum::<f64>()
        };
        if row["victim"] != "everybody" {
            assert_eq!(of(&row["victim"]), number(&row, "acts"), "{row:?}");
        }
        assert!(number(&row, "bare_passives") <= number(&row, "nameless") && number(&row, "nameless") <= number(&row, "acts"));
    }
    let ids: BTreeSet<&String> = words.iter().map(|r| &r["style_id"]).collect();
    for pair in rows(&exhibit, "style_actor_words") {
        assert!(ids.contains(&pair["style_id"]), "{pair:?}");
    }
    for row in rows(&exhibit, "style_by_actor") {
        assert!(number(&row, "in_phrase") <= number(&row, "near") && number(&row, "near") <= number(&row, "own"));
    }
    let known: BTreeSet<&String> =
        ids.into_iter().chain(acts.iter().map(|r| &r["agency_id"])).chain(quotes.iter().map(|r| &r["quote_id"])).collect();
    for finding in &exhibit.findings {
        assert!(finding.evidence.iter().all(|id| known.contains(id)), "{finding:?}");
        assert!((0.0..=1.0).contains(&finding.effect) && (0.0..=1.0).contains(&finding.certainty), "{finding:?}");
        assert!(exhibit.tables.iter().any(|t| t.name == finding.table), "{finding:?}");
    }
}

#[test]
fn tables_reconcile_with_their_evidence() {
    reconciles(&HARVAN);
    reconciles(&DOCKERS);
    reconciles(&HARVAN.by("country").expect("the sample has countries"));
    if let Some(frames) = hama() {
        reconciles(frames);
    }
}

#[test]
fn an_empty_corpus_gives_empty_tables() {
    let none = Frames::new(&[], HARVAN.inputs.clone(), HARVAN.references.clone());
    let exhibit = style(&none);
    assert!(exhibit.charts.is_empty() && exhibit.findings.is_empty());
    assert!(exhibit.tables.iter().all(|t| t.height() == 0 || t.name == "style_by_speaker"), "nothing is counted");
}

/// scipy 1.16: binom.cdf, binom.sf, beta.ppf.
#[test]
fn rates_are_compared_exactly() {
    let close = |a: f64, b: f64| (a - b).abs() < 1e-4 * b.abs().max(1.0) || a == b;
    let cases = [
        ((10, 1000, 5, 1500), (3.0, 0.934289, 11.185944, 0.067667)),
        ((0, 400, 8, 900), (0.0, 0.0, 1.318125, 0.105541)),
        ((4, 310, 0, 2000), (f64::INFINITY, 4.258865, f64::INFINITY, 0.000649)),
    ];
    for ((a, wa, b, wb), (ratio, low, high, p)) in cases {
        let r = rate_ratio(a, wa, b, wb).expect("there are cases");
        assert!(close(r.ratio, ratio) && close(r.low, low) && close(r.high, high) && close(r.p, p), "{r:?}");
    }
    assert!(rate_ratio(0, 10, 0, 10).is_none() && rate_ratio(1, 0, 1, 10).is_none());
}

/// What the five articles are known to show: no quotation marks in two of them, joy in one alone.
#[test]
fn the_five_articles() {
    let Some(frames) = hama() else { return };
    let exhibit = style(frames);
    let marks = rows(&exhibit, "style_marks");
    assert_eq!(marks.iter().filter(|m| m["marked"] == "0").count(), 2, "{marks:?}");
    assert!(exhibit.findings.iter().any(|f| f.kind == "no_marks" && f.outlets.len() == 2));
    let joy: BTreeSet<String> = rows(&exhibit, "style_words")
        .into_iter()
        .filter(|w| w["kind"] == "emotion" && w["category"] == "joy")
        .map(|w| w["outlet"].clone())
        .collect();
    assert_eq!(joy.len(), 1, "{joy:?}");
}
