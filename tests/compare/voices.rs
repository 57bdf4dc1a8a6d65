//! The comparison `voices`: who calls whom what, and who says a label in its own voice.

use super::{DOCKERS, HARVAN, Row, all, number, rows};
use parallax::compare::voices::voices;
use parallax::frame::Frames;
use std::collections::BTreeMap;

fn counted(frames: &Frames) -> Vec<Row> {
    all(&frames.labels).into_iter().filter(|r| r["kind"] == "label").collect()
}

#[test]
fn calls_add_up_to_the_labels() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = voices(frames);
        let calls = rows(&exhibit, "who_calls_whom");
        let counted = counted(frames);
        assert_eq!(calls.iter().map(|r| number(r, "n") as usize).sum::<usize>(), counted.len());
        let by_id: BTreeMap<&str, &Row> = counted.iter().map(|r| (r["label_id"].as_str(), r)).collect();
        let mut of: BTreeMap<(String, String), f64> = BTreeMap::new();
        for row in &calls {
            *of.entry((row["speaker_type"].clone(), row["actor"].clone())).or_default() += number(row, "n");
            let evidence: Vec<&str> = row["evidence"].split("; ").collect();
            assert_eq!(evidence.len(), number(row, "n") as usize);
            for id in evidence {
                let label = by_id[id];
                let speaker = if label["speaker_type"].is_empty() { &label["voice"] } else { &label["speaker_type"] };
                assert_eq!((speaker, &label["actor"], &label["label_group"]), (&row["speaker_type"], &row["actor"], &row["label_group"]));
            }
        }
        for row in &calls {
            assert_eq!(number(row, "of"), of[&(row["speaker_type"].clone(), row["actor"].clone())], "{row:?}");
        }
        assert_eq!(calls[0]["speaker_type"], "narrator", "the outlets' own voice comes first");
    }
}

#[test]
fn who_says_a_label_itself() {
    let frames = &*HARVAN;
    let exhibit = voices(frames);
    let said = rows(&exhibit, "label_voices");
    let known = counted(frames).into_iter().filter(|r| r["actor"] != "unresolved").count();
    let sum = |r: &Row| ["narrator", "headline_caption", "reported", "quoted"].iter().map(|c| number(r, c) as usize).sum::<usize>();
    assert_eq!(said.iter().map(sum).sum::<usize>(), known);
    for row in &said {
        let own = number(row, "narrator") + number(row, "headline_caption") > 0.0;
        assert_eq!(row["how"] == "own voice", own, "{row:?}");
        assert_eq!(row["how"] == "only quoted", !own && sum(row) > 0, "{row:?}");
        assert!(number(row, "of") as usize >= sum(row));
    }
}

/// A person found that one of the five articles says it itself, that three let sources say it, and that one never does.
#[test]
fn the_five_articles() {
    let Some(frames) = super::hama() else { return };
    let findings = voices(frames).findings;
    let wanted = "Outlet E in the outlet's own voice";
    let regime = findings.iter().find(|f| f.text.contains("“regime”")).unwrap_or_else(|| panic!("{findings:?}"));
    assert!(regime.text.contains(wanted) && regime.text.contains("Outlet A, Outlet B and Outlet C only inside"), "{}", regime.text);
    assert!(regime.text.contains("never in Outlet D"), "{}", regime.text);
}
