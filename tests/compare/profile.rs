//! The comparison `profile`.

use super::{DOCKERS, HARVAN, all, number, rows};
use parallax::compare::profile::profile;
use parallax::frame::Frames;

/// Counts are those of the evidence rows, counted here in another way.
#[test]
fn places_reconcile_with_their_evidence() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = profile(frames);
        let (labels, quotes, figures) = (all(&frames.labels), all(&frames.quotes), all(&frames.figures));
        let places = rows(&exhibit, "profile");
        assert!(places.len() > 100);
        for row in &places {
            let here = |r: &&super::Row| r["article_id"] == row["article_id"];
            let labels = || labels.iter().filter(here).filter(|r| r["kind"] == "label");
            let quotes = || quotes.iter().filter(here).filter(|r| r["kind"] != "scare_quote");
            let figures = || figures.iter().filter(here).filter(|r| r["class"] == "claim");
            let (n, of) = match row["dimension"].as_str() {
                "own_voice_labels" => (labels().filter(|r| r["voice"] == "narrator").count(), labels().count()),
                "anonymous_sources" => (quotes().filter(|r| r["source_type"] == "anonymous").count(), quotes().count()),
                "figures_without_source" => (figures().filter(|r| r["source"].is_empty()).count(), figures().count()),
                "vague_figures" => (figures().filter(|r| r["modifier"] == "vague").count(), figures().count()),
                _ => continue,
            };
            assert_eq!((number(row, "n") as usize, number(row, "of") as usize), (n, of), "{row:?}");
            assert_eq!(row["value"].is_empty(), of == 0, "missing is not zero: {row:?}");
        }
        // An outlet's counts are the sum of its articles'.
        for row in rows(&exhibit, "profile_outlets") {
            let parts = places.iter().filter(|p| p["outlet"] == row["outlet"] && p["dimension"] == row["dimension"]);
            assert_eq!(parts.map(|p| number(p, "n")).sum::<f64>(), number(&row, "n"), "{row:?}");
        }
    }
}

#[test]
fn every_dimension_has_its_words() {
    let exhibit = profile(&HARVAN);
    let wide = exhibit.tables.iter().find(|t| t.name == "profile_wide").expect("the wide table");
    assert!(wide.headings.iter().skip(2).all(|h| !h.unit.is_empty() && !h.meaning.is_empty()));
}

/// One article alone has nothing to be compared with: no place, no finding, no chart, no panic.
#[test]
fn one_article_alone() {
    let frames = super::frames("data/sample/dockers");
    let one: Vec<&str> = frames.features.text("article_id").into_iter().take(1).collect();
    let only = |t: &parallax::frame::Table| t.only("article_id", &one);
    let alone = Frames {
        features: only(&frames.features),
        labels: only(&frames.labels),
        figures: only(&frames.figures),
        quotes: only(&frames.quotes),
        ..frames.clone()
    };
    let exhibit = profile(&alone);
    assert!(exhibit.findings.is_empty() && exhibit.charts.is_empty());
    assert!(rows(&exhibit, "profile").iter().all(|r| r["rank"].is_empty() && r["p"].is_empty()));
}
