//! The comparison `rules`: every rule fires in its example and not in its counter-example; files of users are checked.

use super::{DOCKERS, HARVAN, all, number, rows};
use parallax::compare::rules::{hits, rules};
use parallax::corpus::Article;
use parallax::extract::Settings;
use parallax::frame::{self, Frames};
use parallax::lexicon::Lexicons;
use parallax::lexicon::rules::{Rule, Rules};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

static LEXICONS: LazyLock<Lexicons> = LazyLock::new(|| Lexicons::load(None).0);

fn inside() -> Rules {
    let (rules, problems) = Rules::load(&[], Path::new(""));
    assert!(problems.is_empty(), "{problems:?}");
    rules
}

/// Hits of a rule in a text.
fn fires(rule: &Rule, text: &str) -> Vec<String> {
    let article = Article { id: "example".into(), outlet: "Example".into(), text: text.into(), ..Article::default() };
    let rows = frame::rows(&article, &LEXICONS, &Settings::default());
    let mut frames = Frames::new(&[rows], HARVAN.inputs.clone(), HARVAN.references.clone());
    frames.rules = frame::house_rules(std::slice::from_ref(rule));
    hits(&frames).0.into_iter().map(|h| h.why).collect()
}

#[test]
fn every_rule_fires_where_it_says() {
    let rules = inside().rules;
    assert!(rules.len() >= 12, "only {} rules", rules.len());
    let mut wrong = Vec::new();
    for rule in &rules {
        if fires(rule, &rule.example).is_empty() {
            wrong.push(format!("{}: does not fire in its example", rule.id));
        }
        wrong.extend(fires(rule, &rule.counter).into_iter().map(|why| format!("{}: fires in its counter-example: {why}", rule.id)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn hits_and_counts_reconcile() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let exhibit = rules(frames);
        let (found, counts) = (rows(&exhibit, "rule_hits"), rows(&exhibit, "rules_by_outlet"));
        let mut tally: BTreeMap<(String, String), usize> = BTreeMap::new();
        found.iter().for_each(|h| *tally.entry((h["rule"].clone(), h["outlet"].clone())).or_insert(0) += 1);
        for c in &counts {
            let n = tally.get(&(c["rule"].clone(), c["outlet"].clone())).copied().unwrap_or(0);
            assert_eq!(number(c, "n") as usize, n, "{c:?}");
            assert!(number(c, "n") <= number(c, "of"), "{c:?}");
        }
        assert_eq!(counts.iter().map(|c| number(c, "n") as usize).sum::<usize>(), found.len());
        let evidence: BTreeSet<String> = [
            (&frames.labels, "label_id"),
            (&frames.quotes, "quote_id"),
            (&frames.figures, "figure_id"),
            (&frames.sentences, "sentence_id"),
        ]
        .into_iter()
        .flat_map(|(t, id)| t.text(id).into_iter().map(String::from).collect::<Vec<_>>())
        .collect();
        assert!(found.iter().all(|h| evidence.contains(&h["evidence"]) && !h["why"].is_empty()), "{found:?}");
    }
    assert!(!rows(&rules(&HARVAN), "rule_hits").is_empty());
}

/// Of hits and occasions of label rules each is a row of labels.csv in the voice that the rule names.
#[test]
fn label_rules_look_only_at_their_voices() {
    let frames = &*HARVAN;
    let by_id: BTreeMap<String, super::Row> = all(&frames.labels).into_iter().map(|r| (r["label_id"].clone(), r)).collect();
    let exhibit = rules(frames);
    for hit in rows(&exhibit, "rule_hits").iter().filter(|h| h["rule"] == "own-voice-regime") {
        let label = &by_id[&hit["evidence"]];
        assert_eq!(label["label_group"], "regime");
        assert!(["narrator", "headline", "caption"].contains(&label["voice"].as_str()), "{label:?}");
    }
}

#[test]
fn files_of_users_are_read_and_checked() {
    let dir = std::env::temp_dir().join(format!("parallax-rules-{}", std::process::id()));
    std::fs::create_dir_all(&dir).expect("a folder");
    let about = "[about]\nname = \"ours\"\nwhat = \"ours\"\nprovenance = \"ours\"\nlicence = \"ours\"\n\n";
    let rule = |id: &str, more: &str| {
        format!("[[rule]]\nid = \"{id}\"\nasks = \"a\"\nwhy = \"b\"\nsource = \"c\"\n{more}\nexample = \"d\"\ncounter = \"e\"\n\n")
    };
    let good = rule("ours", "checks = \"word\"\nwords = [\"strongman\"]");
    std::fs::write(dir.join("good.toml"), format!("{about}{good}")).expect("a file");
    let bad =
        rule("bad-voice", "checks = \"label\"\nlabel_groups = [\"regime\"]\nvoices = [\"narator\"]") + &rule("empty", "checks = \"label\"");
    std::fs::write(dir.join("bad.toml"), format!("{about}{bad}")).expect("a file");
    std::fs::write(dir.join("typo.toml"), format!("{about}{}", rule("typo", "checks = \"lable\""))).expect("a file");
    let load = |names: &[&str]| Rules::load(&names.iter().map(|n| n.to_string()).collect::<Vec<_>>(), &dir);
    let (rules, problems) = load(&["good.toml", "symmetry"]);
    assert!(problems.is_empty(), "{problems:?}");
    assert!(rules.rules.iter().any(|r| r.id == "ours") && rules.rules.iter().any(|r| r.id == "claim-one-side"));
    assert!(rules.rules.iter().all(|r| r.id != "own-voice-regime"), "only what is named");
    let (_, problems) = load(&["bad.toml"]);
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        said.len() == 2 && said[0].contains("\"narator\"") && said[0].contains("headline") && said[1].contains("selects nothing"),
        "{said:?}"
    );
    assert!(problems.iter().all(|p| p.line.is_some() && p.file.ends_with("bad.toml") && p.kind == "bad_rule"), "{problems:?}");
    let (_, problems) = load(&["typo.toml"]);
    assert!(problems[0].what.contains("lable") && problems[0].line == Some(12), "{problems:?}");
    let (_, problems) = load(&["nowhere.toml"]);
    assert!(problems[0].remedy.contains("agency"), "{problems:?}");
    std::fs::remove_dir_all(&dir).expect("ours");
}

#[test]
fn no_rules_and_no_articles_are_no_panic() {
    let none = Frames::new(&[], HARVAN.inputs.clone(), HARVAN.references.clone());
    assert!(rules(&none).charts.is_empty());
    let mut some = HARVAN.clone();
    some.rules = frame::house_rules(&[]);
    assert!(rows(&rules(&some), "rule_hits").is_empty());
}
