//! The comparison `labels`: every table against the rows of labels.csv; divergence against scipy and against full enumeration.

use super::{DOCKERS, HARVAN, Row, all, number, rows};
use parallax::compare::{labels::labels, stats};
use parallax::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// The descriptions of listed actors, as the comparison counts them (both samples are known events).
fn counted(frames: &Frames) -> Vec<Row> {
    all(&frames.labels).into_iter().filter(|r| r["kind"] == "label").collect()
}

fn known(frames: &Frames) -> Vec<Row> {
    counted(frames).into_iter().filter(|r| r["actor"] != "unresolved").collect()
}

fn count(rows: &[Row], wanted: &[(&str, &str)]) -> usize {
    rows.iter().filter(|r| wanted.iter().all(|(k, v)| r[*k] == *v)).count()
}

fn ids(cell: &str) -> Vec<&str> {
    cell.split("; ").filter(|i| !i.is_empty()).collect()
}

#[test]
fn tables_reconcile_with_the_mentions() {
    let frames = &*HARVAN;
    let exhibit = labels(frames);
    let (counted, known) = (counted(frames), known(frames));
    for row in rows(&exhibit, "labels_by_outlet") {
        let mut wanted = vec![("outlet", row["outlet"].as_str()), ("actor", &row["actor"]), ("label_group", &row["label_group"])];
        if row["voices"] == "narrator" {
            wanted.push(("voice", "narrator"));
        }
        assert_eq!(number(&row, "n") as usize, count(&counted, &wanted), "{row:?}");
    }
    for row in rows(&exhibit, "labels_apart") {
        let voice = |r: &Row| row["voices"] == "all" || r["voice"] == "narrator";
        let of: Vec<Row> = known.iter().filter(|r| r["actor"] == row["actor"] && voice(r)).cloned().collect();
        let here = [("outlet", row["outlet"].as_str()), ("label_group", &row["label_group"])];
        assert_eq!(number(&row, "n") as usize, count(&of, &here), "{row:?}");
        assert_eq!(number(&row, "of") as usize, count(&of, &here[..1]), "{row:?}");
        assert_eq!(number(&row, "of") + number(&row, "rest_of"), of.len() as f64, "{row:?}");
        assert_eq!(number(&row, "n") + number(&row, "rest_n"), count(&of, &here[1..]) as f64, "{row:?}");
    }
    for row in rows(&exhibit, "label_divergence") {
        let voice = |r: &Row| row["voices"] == "all" || r["voice"] == "narrator";
        let of: Vec<Row> = known.iter().filter(|r| r["actor"] == row["actor"] && voice(r)).cloned().collect();
        let n = |outlet: &str| count(&of, &[("outlet", outlet)]);
        let other = if row["outlet_b"] == "all others" { of.len() - n(&row["outlet_a"]) } else { n(&row["outlet_b"]) };
        assert_eq!((number(&row, "n_a") as usize, number(&row, "n_b") as usize), (n(&row["outlet_a"]), other), "{row:?}");
        if !row["p"].is_empty() {
            assert!(number(&row, "p_holm") >= number(&row, "p") && number(&row, "low") <= number(&row, "high"), "{row:?}");
            assert_eq!(row["too_few"], "false");
        }
    }
}

#[test]
fn labels_of_one_outlet_alone_are_of_no_other() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = labels(frames);
        let by_id: BTreeMap<String, Row> = counted(frames).into_iter().map(|r| (r["label_id"].clone(), r)).collect();
        for row in rows(&exhibit, "labels_only_here") {
            let of = |r: &&Row| r["actor"] == row["actor"] && r["label_group"] == row["label_group"] && r["voice"] == "narrator";
            let outlets: BTreeSet<&str> = by_id.values().filter(of).map(|r| r["outlet"].as_str()).collect();
            assert_eq!(outlets.into_iter().collect::<Vec<_>>(), [row["outlet"].as_str()], "{row:?}");
            assert_eq!(ids(&row["evidence"]).len(), number(&row, "n") as usize);
            assert!(ids(&row["evidence"]).iter().all(|id| by_id[*id]["outlet"] == row["outlet"]), "{row:?}");
        }
    }
}

#[test]
fn every_known_label_is_a_description_and_a_first_use_is_the_first() {
    let frames = &*HARVAN;
    let exhibit = labels(frames);
    let known = known(frames);
    let described = rows(&exhibit, "actor_descriptions");
    assert_eq!(described.iter().map(|r| number(r, "n") as usize).sum::<usize>(), known.len());
    let mentioned = rows(&exhibit, "actors_by_outlet");
    assert_eq!(mentioned.iter().map(|r| number(r, "labels") as usize).sum::<usize>(), known.len());
    assert!(mentioned.iter().any(|r| number(r, "names") == 0.0 && number(r, "labels") == 0.0), "who is silent has a row");
    for row in rows(&exhibit, "labels_first") {
        assert!((0.0..1.0).contains(&number(&row, "position")), "{row:?}");
        let same = |r: &&Row| {
            ["article_id", "actor", "label_group"].iter().all(|k| r[*k] == row[*k]) && r["voice"] == "narrator" && r["part"] == "text"
        };
        let counted = counted(frames);
        let first = counted.iter().filter(same).min_by_key(|r| number(r, "char_start") as usize).expect("a mention");
        assert_eq!(first["label_id"], row["evidence"]);
    }
}

#[test]
fn findings_name_rows_that_exist_in_outlets_that_exist() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let known: BTreeSet<String> = frames.labels.text("label_id").into_iter().map(String::from).collect();
        let outlets = frames.outlets();
        let exhibit = labels(frames);
        for finding in &exhibit.findings {
            assert!(!finding.evidence.is_empty() && finding.evidence.iter().all(|id| known.contains(id)), "{finding:?}");
            assert!(finding.outlets.iter().all(|o| outlets.contains(o)), "{finding:?}");
            assert!((0.0..=1.0).contains(&finding.effect) && (0.0..=1.0).contains(&finding.certainty), "{finding:?}");
            assert!(exhibit.tables.iter().any(|t| t.name == finding.table), "{finding:?}");
        }
    }
}

/// `scipy.spatial.distance.jensenshannon(p, q, base=2) ** 2`, scipy 1.x.
#[test]
fn divergence_is_that_of_scipy() {
    let cases: [(&[usize], &[usize], f64); 4] = [
        (&[4, 1, 0], &[1, 6, 3], 0.449_022_499_567),
        (&[10, 2, 3, 1], &[3, 3, 3, 3], 0.121_884_362_783),
        (&[1, 0, 0], &[0, 1, 1], 1.0),
        (&[5, 7, 2, 0, 1], &[6, 8, 3, 1, 0], 0.062_645_208_655),
    ];
    for (a, b, bits) in cases {
        assert!((stats::jensen_shannon(a, b).expect("cases") - bits).abs() < 1e-10, "{a:?} {b:?}");
        let turned = stats::jensen_shannon(b, a).expect("cases");
        assert!((turned - bits).abs() < 1e-10, "the same both ways: {turned}");
    }
    assert_eq!(stats::jensen_shannon(&[0, 0], &[1, 0]), None);
}

/// All 924 ways to deal these twelve cases were enumerated with Python's itertools: 74 of them are at least as far apart.
#[test]
fn the_permutation_test_comes_near_full_enumeration() {
    let (a, b) = (vec![vec![0, 0, 0, 0, 0, 1]], vec![vec![1, 1, 1, 1, 0, 2]]);
    let found = stats::compare(&a, &b, 3, "test").expect("cases");
    assert!((found.bits - 0.374_185_416).abs() < 1e-8);
    // Of 2,000 draws the standard error is 0.006; of twenty seeds together 0.0014.
    let several: Vec<f64> = (0..20).filter_map(|i| stats::compare(&a, &b, 3, &format!("test {i}"))).map(|d| d.p).collect();
    let mean = several.iter().sum::<f64>() / several.len() as f64;
    assert!((mean - 74.0 / 924.0).abs() < 0.006, "{mean}: {several:?}");
    assert!(!found.by_group && found.low <= found.bits && found.bits <= found.high, "{found:?}");
    assert_eq!(stats::compare(&a, &b, 3, "test"), Some(found), "seeded");
    let same = stats::compare(&vec![vec![0, 1], vec![0, 1]], &vec![vec![0, 1]], 2, "same").expect("cases");
    assert_eq!((same.bits, same.p), (0.0, 1.0));
}

/// Articles are dealt whole where there are enough of them: labels that differ by article are then no difference of outlets.
#[test]
fn articles_are_clusters() {
    let side = |first: usize| -> stats::Cases { (0..6).map(|i| vec![(first + i) % 2; 10]).collect() };
    let mixed = stats::compare(&side(0), &side(1), 2, "clusters").expect("cases");
    assert!(mixed.by_group && mixed.p > 0.5, "{mixed:?}");
    let apart = stats::compare(&vec![vec![0; 10]; 6], &vec![vec![1; 10]; 6], 2, "apart").expect("cases");
    assert!(apart.by_group && apart.p < 0.01 && apart.bits == 1.0, "{apart:?}");
}

#[test]
fn spread_is_mutual_information() {
    // By hand: two sides of equal size without a common kind share one bit.
    let (bits, p) = stats::spread(&[vec![0; 8], vec![1; 8]], 2, "spread").expect("two sides");
    assert!((bits - 1.0).abs() < 1e-12 && p < 0.01, "{bits} {p}");
    assert_eq!(stats::spread(&[vec![0; 8], Vec::new()], 2, "spread"), None);
}

/// The differences that a person found in the five real articles.
#[test]
fn the_five_articles() {
    let Some(frames) = super::hama() else { return };
    let said: Vec<String> = labels(frames).findings.into_iter().map(|f| f.text).collect();
    let has = |parts: &[&str]| assert!(said.iter().any(|t| parts.iter().all(|p| t.contains(p))), "{parts:?} in\n{}", said.join("\n"));
    has(&["anti-government forces", "“rebel” in", "“militant” in Outlet A", "“insurgent” in Outlet E"]);
    has(&["Only Outlet A calls HTS “terrorists” in its own voice"]);
    has(&["HTS is described", "Outlet A “terrorists", "with roots in Al-Qaeda", "jihadist group", "jihadi group"]);
    has(&["SNA is described", "militia group", "do not mention it"]);
}

#[test]
fn nothing_to_compare_is_no_panic() {
    let none = Frames::new(&[], HARVAN.inputs.clone(), HARVAN.references.clone());
    let exhibit = labels(&none);
    assert!(exhibit.findings.is_empty() && exhibit.charts.is_empty());
}
