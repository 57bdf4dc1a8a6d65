//! Omissions: the logic of statuses by a table, every row against its evidence, themes against their words.

use super::{DOCKERS, HARVAN, Row, aligned, all, empty, hama, number, rows};
use parallax::compare::omissions::{Moment, Status, omissions, status};
use parallax::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// Own articles, articles that report the item, and what follows for an outlet that lacks it.
#[test]
fn absent_published_before_or_no_article() {
    let read = |times: &[&str]| times.iter().map(|t| Moment::read(t)).collect::<Vec<_>>();
    let cases: &[(&[&str], &[&str], Status)] = &[
        (&[], &["2025-10-15"], Status::NoArticle),
        (&["2025-10-14"], &["2025-10-15"], Status::PublishedBefore),
        (&["2025-10-14T23:00"], &["2025-10-15"], Status::PublishedBefore),
        (&["2025-10-14", "2025-10-14T10:00"], &["2025-10-15", "2025-10-16"], Status::PublishedBefore),
        (&["2025-10-14", "2025-10-16"], &["2025-10-15", "2025-10-17"], Status::Absent),
        (&["2025-10-16"], &["2025-10-15", ""], Status::Absent),
        // The same moment is not before.
        (&["2025-10-15T10:00"], &["2025-10-15T10:00"], Status::Absent),
        (&["2025-10-15T12:00+02:00"], &["2025-10-15T09:00Z"], Status::Absent),
        (&["2025-10-15T12:00:00+02:00"], &["2025-10-15T11:00:00Z"], Status::PublishedBefore),
        // A bare day does not tell whether it was before or after a time of that day.
        (&["2025-10-15"], &["2025-10-15T10:00"], Status::AbsentUndated),
        (&["2025-10-15T10:00"], &["2025-10-15"], Status::AbsentUndated),
        // Without a date nothing is known.
        (&[""], &["2025-10-15"], Status::AbsentUndated),
        (&["2025-10-14"], &[""], Status::AbsentUndated),
        (&["2025-10-14"], &["2025-10-15", ""], Status::AbsentUndated),
        (&["2025-10-14", ""], &["2025-10-15"], Status::AbsentUndated),
        (&["Tuesday"], &["2025-10-15"], Status::AbsentUndated),
    ];
    for (own, reports, wanted) in cases {
        assert_eq!(status(false, &read(own), &read(reports)), *wanted, "{own:?} against {reports:?}");
        assert_eq!(status(true, &read(own), &read(reports)), Status::Present);
    }
}

/// Ids of every evidence table to their rows.
fn evidence(frames: &Frames) -> BTreeMap<String, Row> {
    let tables =
        [(&frames.labels, "label_id"), (&frames.figures, "figure_id"), (&frames.quotes, "quote_id"), (&frames.sentences, "sentence_id")];
    tables.into_iter().flat_map(|(t, id)| all(t).into_iter().map(move |r| (r[id].clone(), r))).collect()
}

#[test]
fn every_omission_reconciles_with_its_evidence() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let (exhibit, evidence) = (omissions(frames), evidence(frames));
        let outlets = frames.outlets();
        let found = rows(&exhibit, "omissions");
        assert!(!found.is_empty());
        for row in &found {
            let (with, others) = (number(row, "others_with"), number(row, "others"));
            assert!(with >= 2.0 && 2.0 * with >= others && others <= outlets.len() as f64, "{row:?}");
            let ids: Vec<&str> = row["evidence"].split("; ").collect();
            let have: BTreeSet<&str> = ids.iter().map(|id| evidence[*id]["outlet"].as_str()).collect();
            assert!(!have.contains(row["outlet"].as_str()), "an outlet that lacks it is no evidence: {row:?}");
            assert!(have.len() as f64 == with || ids.len() == 10, "every outlet that has it is named: {row:?}");
            let column = match row["kind"].as_str() {
                "figure" => "key",
                "source" => "source",
                "source_type" => "source_type",
                _ => continue,
            };
            assert!(ids.iter().all(|id| evidence[*id][column] == row["item"]), "{row:?}");
            let table = if column == "key" { &frames.figures } else { &frames.quotes };
            let counts = |r: &Row| r[column] == row["item"] && r["class"] != "incidental" && r["kind"] != "scare_quote";
            let any = |mut r: Row| {
                r.entry("class".into()).or_default();
                r.entry("kind".into()).or_default();
                counts(&r) && r.get("source").is_none_or(|s| column == "key" || s != "unknown")
            };
            let n = all(table).into_iter().filter(|r| any(r.clone())).count();
            assert_eq!(n as f64, number(row, "n"), "{row:?}");
        }
    }
}

#[test]
fn the_matrix_agrees_with_both_lists() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = omissions(frames);
        let outlets = frames.outlets();
        let (omitted, matrix) = (rows(&exhibit, "omissions"), rows(&exhibit, "omissions_matrix"));
        for row in &matrix {
            let ticks = outlets.iter().filter(|o| row[*o] == "✓").count();
            assert_eq!(ticks as f64, number(row, "outlets"), "{row:?}");
            assert!(ticks > 1);
        }
        for o in omitted.iter().filter(|o| o["status"].starts_with("absent")) {
            let row = matrix.iter().find(|m| m["kind"] == o["kind"] && m["item"] == o["item"] && m["event"] == o["event"]);
            assert_eq!(row.expect("a row of the matrix")[&o["outlet"]], "–", "{o:?}");
        }
        for row in rows(&exhibit, "only_here") {
            assert!(!matrix.iter().any(|m| m["kind"] == row["kind"] && m["item"] == row["item"] && m["event"] == row["event"]));
        }
        for row in rows(&exhibit, "omissions_by_outlet") {
            let own = |s: &str| omitted.iter().filter(|o| o["outlet"] == row["outlet"] && o["status"].starts_with(s)).count() as f64;
            assert_eq!(number(&row, "lacks"), own("absent"), "{row:?}");
            assert_eq!(number(&row, "published_before"), own("published_before"), "{row:?}");
            assert_eq!(number(&row, "has") + number(&row, "lacks"), number(&row, "widespread"));
        }
    }
}

/// Each sentence of a theme holds its words.
#[test]
fn themes_stand_in_their_sentences() {
    for row in all(&HARVAN.themes) {
        let cues: Vec<&str> = row["cues"].split("; ").collect();
        assert!(row["strong"] == "true" || cues.len() > 1, "{row:?}");
        let sentence = row["sentence_text"].to_lowercase();
        let stem = |cue: &str| cue.split(' ').next().unwrap_or("").chars().take(3).collect::<String>();
        assert!(cues.iter().any(|c| sentence.contains(&stem(c))), "{row:?}");
    }
    let themes: BTreeSet<String> = all(&HARVAN.themes).into_iter().map(|r| r["theme"].clone()).collect();
    assert!(themes.contains("prisoners") && themes.contains("aid_hunger"), "{themes:?}");
    let strike: BTreeSet<String> = all(&DOCKERS.themes).into_iter().map(|r| r["theme"].clone()).collect();
    assert!(strike.contains("strikes_wages") && strike.contains("policing"), "{strike:?}");
}

/// Aligned sentences of three outlets are one fact; it is described by the one with most partners.
#[test]
fn facts_are_joined_over_outlets() {
    let mut frames = HARVAN.clone();
    let sentences = all(&frames.sentences);
    let mut one_each: BTreeMap<String, String> = BTreeMap::new();
    for s in sentences.iter().filter(|s| s["role"] == "body") {
        one_each.entry(s["outlet"].clone()).or_insert(s["sentence_id"].clone());
    }
    let ids: Vec<String> = one_each.values().take(4).cloned().collect();
    let pairs = [(ids[0].clone(), ids[1].clone()), (ids[1].clone(), ids[2].clone()), ("no such".to_string(), ids[3].clone())];
    frames.aligned = aligned(&pairs);
    let facts: Vec<Row> = rows(&omissions(&frames), "omissions_matrix").into_iter().filter(|r| r["kind"] == "fact").collect();
    assert_eq!(facts.len(), 1);
    assert_eq!(number(&facts[0], "outlets"), 3.0);
    let central = sentences.iter().find(|s| s["sentence_id"] == ids[1]).expect("it");
    let begins: String = central["text"].split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    assert!(facts[0]["item"].starts_with(&begins), "{facts:?}");
}

#[test]
fn nothing_found_is_no_panic() {
    let exhibit = omissions(&empty());
    assert!(exhibit.charts.is_empty() && exhibit.findings.is_empty());
    let one = omissions(&HARVAN.by("country").expect("countries"));
    assert!(one.tables.iter().all(|t| !t.name.is_empty()));
}

/// The differences 3, 9 and 11 of the five real articles.
#[test]
fn findings_of_the_real_articles() {
    let Some(frames) = hama() else { return };
    let exhibit = omissions(frames);
    let evidence = evidence(frames);
    assert!(exhibit.findings.iter().flat_map(|f| &f.evidence).all(|e| evidence.contains_key(e)), "evidence is a row");
    let only = rows(&exhibit, "only_here");
    let alone = |outlet: &str, item: &str| only.iter().any(|r| r["outlet"] == outlet && r["item"].contains(item));
    assert!(alone("Outlet B", "Qaeda"), "Al-Qaeda is named in B alone");
    let says = |outlet: &str, word: &str| exhibit.findings.iter().any(|f| f.outlets == [outlet] && f.text.contains(word));
    assert!(says("Outlet B", "Turkey"), "{:#?}", exhibit.findings);
    assert!(says("Outlet D", "joy"), "{:#?}", exhibit.findings);
}
