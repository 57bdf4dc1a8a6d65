//! Figures: verdicts case by case, groups against their claims, and what must be found in the five real articles.

use super::{DOCKERS, HARVAN, Row, all, frames, hama, number, rows};
use parallax::compare::figures::{Claim, Verdict, claims, compare, figures, reconcile};
use parallax::frame::Frames;
use std::collections::{BTreeMap, BTreeSet};

/// A corpus of invented articles: file name (outlet and date) and text.
pub fn corpus(files: &[(&str, &str)]) -> Frames {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    frames(&folder.path().to_string_lossy())
}

/// The same frames without a single row.
pub fn nothing(of: &Frames) -> Frames {
    let mut f = of.clone();
    for t in [&mut f.features, &mut f.labels, &mut f.figures, &mut f.quotes, &mut f.sentences] {
        *t = t.only("article_id", &[]);
    }
    f.inputs = f.inputs.only("outcome", &[]);
    f.references = f.references.only("key", &[]);
    f
}

fn claim(low: f64, high: f64) -> Claim {
    Claim {
        id: format!("figure-{low}-{high}"),
        article: format!("a{low}"),
        outlet: "A".into(),
        key: "killed_total".into(),
        event_type: "killed".into(),
        unit: "persons".into(),
        modifier: "exact".into(),
        context: format!("{low} people"),
        low,
        high,
        value: (low == high).then_some(low),
        ..Claim::default()
    }
}

fn day(mut c: Claim, published: &str) -> Claim {
    c.published = published.into();
    c
}

fn words(mut c: Claim, modifier: &str) -> Claim {
    c.modifier = modifier.into();
    c
}

#[test]
fn verdicts_case_by_case() {
    use Verdict::{Compatible, Conflicting, NotComparable, Same};
    let exact = |n: f64| claim(n, n);
    let of = |mut c: Claim, event: &str| {
        c.event_type = event.into();
        c.key = format!("{event}_total");
        c
    };
    let further = |mut c: Claim| {
        c.further = true;
        c
    };
    let bodies = |mut c: Claim| {
        c.bodies = true;
        c
    };
    let unit = |mut c: Claim, unit: &str| {
        c.unit = unit.into();
        c.key = "distance_hill_river".into();
        c.event_type = "distance".into();
        c
    };
    let part = |mut c: Claim| {
        c.key = "killed_total_part".into();
        c
    };
    let (one, two) = ("2025-10-14T08:00Z", "2025-10-15T08:00Z");
    let cases: [(Claim, Claim, Verdict, &str); 19] = [
        (exact(40.0), exact(40.0), Same, "both 40"),
        (claim(45_000.0, 49_999.0), claim(20_000.0, 99_999.0), Compatible, "the ranges meet"),
        (words(claim(602.0, 662.0), "at_least"), exact(826.0), Compatible, "leave an end open"),
        (words(claim(45.0, 90.0), "up_to"), exact(30.0), Compatible, "leave an end open"),
        (exact(40.0), exact(60.0), Conflicting, "not both articles are dated"),
        (day(exact(40.0), one), day(exact(60.0), two), Compatible, "a later higher count: 40 (2025-10-14 08:00 UTC), then 60"),
        (day(exact(60.0), one), day(exact(40.0), two), Conflicting, "the later count is the lower one"),
        (day(of(exact(40.0), "attendance"), one), day(of(exact(60.0), "attendance"), two), Conflicting, "the ranges do not meet"),
        (day(of(exact(40.0), "troops"), one), day(of(exact(60.0), "troops"), two), NotComparable, "different days"),
        (exact(40.0), exact(4_000.0), NotComparable, "more than 10 times apart"),
        (further(exact(6.0)), exact(46.0), NotComparable, "on top of earlier ones"),
        (further(exact(6.0)), further(exact(6.0)), Same, "both 6"),
        (bodies(exact(83.0)), exact(231.0), NotComparable, "bodies in one place"),
        (bodies(exact(83.0)), bodies(exact(90.0)), Conflicting, "do not meet"),
        (unit(exact(45.0), "km"), unit(exact(28.0), "miles"), Compatible, "two units"),
        (unit(exact(45.0), "km"), unit(exact(45.0), "miles"), Conflicting, "differ in kilometres"),
        (unit(exact(45.0), "km"), unit(exact(45.0), "hours"), NotComparable, "different units"),
        (part(exact(185.0)), part(exact(46.0)), NotComparable, "need not be the same part"),
        (exact(0.0), exact(12.0), Conflicting, "do not meet"),
    ];
    for (a, b, verdict, why) in &cases {
        let (found, reason) = compare(a, b);
        assert_eq!((found, reason.contains(why)), (*verdict, true), "{} / {}: {reason}", a.context, b.context);
        assert_eq!(compare(b, a).0, found, "the order does not matter: {} / {}", a.context, b.context);
    }
    let mut b = exact(60.0);
    b.article = "a40".into();
    assert!(compare(&exact(40.0), &b).1.starts_with("within one article: "));
    let named = |mut c: Claim, d: i8| {
        c.day = jiff::civil::Date::new(2025, 10, d).ok();
        c
    };
    assert_eq!(compare(&named(exact(40.0), 14), &named(exact(60.0), 15)).0, Compatible);
    assert_eq!(compare(&named(exact(60.0), 14), &named(exact(40.0), 15)).0, Conflicting);
}

/// The examples of `data/lexicons/reconcile.toml`.
#[test]
fn the_rules_do_what_their_examples_say() {
    let file: toml::Table = std::fs::read_to_string("data/lexicons/reconcile.toml").expect("read").parse().expect("TOML");
    let mut ran = 0;
    for group in file["group"].as_array().expect("groups") {
        for kind in ["example", "counter"] {
            let texts: Vec<&str> = group[kind].as_array().expect("three texts").iter().filter_map(toml::Value::as_str).collect();
            let [first, second, verdict] = texts[..] else { panic!("{group:?}") };
            let frames = corpus(&[("alpha_2025-10-14_one.txt", first), ("beta_2025-10-15_two.txt", second)]);
            let all = reconcile(&frames);
            let said: Vec<&str> = all.pairs.iter().map(|p| p.2.as_str()).collect();
            assert_eq!(said, [verdict], "{first} / {second}: {:?}", all.pairs);
            ran += 1;
        }
    }
    assert!(ran >= 8, "{ran} examples");
}

/// Every count of the tables is that of the rows below it, on the samples and the real articles.
#[test]
fn figures_reconcile_with_their_claims() {
    let real = hama();
    for frames in [&*HARVAN, &*DOCKERS].into_iter().chain(real) {
        let exhibit = figures(frames);
        let (listed, keys, clusters) =
            (rows(&exhibit, "figures_claims"), rows(&exhibit, "figures_keys"), rows(&exhibit, "figures_clusters"));
        let evidence: BTreeMap<String, Row> = all(&frames.figures).into_iter().map(|r| (r["figure_id"].clone(), r)).collect();
        let keyed = evidence.values().filter(|r| r["class"] == "claim" && !r["key"].is_empty() && !r["low"].is_empty()).count();
        assert_eq!(listed.iter().map(|r| 1 + number(r, "repeats") as usize).sum::<usize>(), keyed);
        for r in &listed {
            let row = &evidence[&r["figure_id"]];
            for column in ["outlet", "article_id", "low", "high", "source", "key", "sentence_text"] {
                assert_eq!(r[column], row[column], "{column}");
            }
        }
        for key in &keys {
            let of = |t: &[Row]| t.iter().filter(|r| r["key"] == key["key"] && r["event"] == key["event"]).cloned().collect::<Vec<_>>();
            let claims = of(&listed);
            assert_eq!(claims.len() as f64, number(key, "claims"), "{key:?}");
            let outlets: BTreeSet<&String> = claims.iter().map(|c| &c["outlet"]).collect();
            assert_eq!(outlets.len() as f64, number(key, "outlets"));
            assert_eq!(claims.iter().filter(|c| !c["source"].is_empty()).count() as f64, number(key, "attributed"));
            let sets = of(&clusters);
            let inside: f64 = sets.iter().map(|c| number(c, "claims")).sum();
            assert_eq!(inside + number(key, "aside"), claims.len() as f64, "{key:?}");
            assert_eq!(sets.len() as f64, number(key, "clusters"));
            let pairs = rows(&exhibit, "figures_verdicts");
            for verdict in Verdict::ALL {
                let n = pairs.iter().filter(|p| p["key"] == key["key"] && p["event"] == key["event"] && p["verdict"] == verdict.as_str());
                assert_eq!(n.count() as f64, number(key, verdict.as_str()), "{key:?}");
            }
            let silent = key["none_given"].split("; ").filter(|o| !o.is_empty()).count() as f64;
            let told = silent + number(key, "published_before") + number(key, "no_article") + number(key, "outlets");
            assert_eq!(told, frames.outlets().len() as f64, "every outlet gives it or not: {key:?}");
        }
        for cluster in &clusters {
            let ids: Vec<&str> = cluster["figure_ids"].split("; ").collect();
            assert_eq!(ids.len() as f64, number(cluster, "claims"));
            for id in ids {
                let (low, high) = (number(&evidence[id], "low"), number(&evidence[id], "high"));
                assert!(low >= number(cluster, "low") && high <= number(cluster, "high"), "{cluster:?}");
            }
        }
        for finding in &exhibit.findings {
            assert!(!finding.evidence.is_empty() && finding.evidence.iter().all(|id| evidence.contains_key(id)), "{finding:?}");
            assert!((0.0..=1.0).contains(&finding.effect) && (0.0..=1.0).contains(&finding.certainty), "{finding:?}");
            assert!(exhibit.tables.iter().any(|t| t.name == finding.table), "{finding:?}");
            assert!(!finding.text.contains("  ") && finding.text.ends_with('.'), "{}", finding.text);
        }
        let by_event: f64 = rows(&exhibit, "figures_attribution_by_event").iter().map(|r| number(r, "claims")).sum();
        let counted = evidence.values().filter(|r| r["class"] == "claim" && !r["event_type"].is_empty()).count();
        assert_eq!(by_event, counted as f64);
    }
}

/// References of `corpus.toml` stand beside the claims of their key and no other.
#[test]
fn references_stand_beside_their_claims() {
    let table = rows(&figures(&HARVAN), "figures_references");
    assert!(table.iter().any(|r| r["key"] == "killed_total") && table.iter().all(|r| !r["reference_source"].is_empty()));
    for r in &table {
        let (low, high) = (number(r, "reference_low"), number(r, "reference_high"));
        match r["place"].as_str() {
            "within" => assert!(number(r, "low") >= low && number(r, "high") <= high),
            "below" | "open_below" => assert!(number(r, "high") < low),
            "above" | "open_above" => assert!(number(r, "low") > high),
            place => assert_eq!(place, "overlaps"),
        }
    }
}

/// Bodies in a morgue, further arrests and ten times apart stand aside and make no conflict.
#[test]
fn what_counts_something_else_stands_aside() {
    let frames = corpus(&[
        ("alpha_2025-10-14_one.txt", "The shelling killed 231 people, the Red Cross said.\n\nThe police arrested 46 people on Tuesday."),
        ("beta_2025-10-14_two.txt", "Volunteers counted 83 bodies in the morgue of the town.\n\nThe police reported six further arrests."),
        ("gamma_2025-10-14_three.txt", "The shelling killed 250 people, the army said."),
    ]);
    let exhibit = figures(&frames);
    let keys = rows(&exhibit, "figures_keys");
    let of = |key: &str| keys.iter().find(|r| r["key"] == key).unwrap_or_else(|| panic!("{key} in {keys:?}"));
    assert_eq!((of("killed_total")["aside"].as_str(), of("killed_total")["conflicting"].as_str()), ("1", "1"), "{keys:?}");
    assert_eq!((of("arrested_total")["aside"].as_str(), of("arrested_total")["conflicting"].as_str()), ("1", "0"));
    let said: Vec<&String> = exhibit.findings.iter().map(|f| &f.text).collect();
    assert!(said.iter().any(|t| t.contains("231") && t.contains("250") && !t.contains("83")), "{said:?}");
}

/// Who has no article, who came too early, and who is silent.
#[test]
fn silence_has_three_reasons() {
    let frames = corpus(&[
        ("alpha_2025-10-14_one.txt", "Soldiers entered the town."),
        ("beta_2025-10-15_two.txt", "The flood killed 40 people."),
        ("gamma_2025-10-16_three.txt", "The flood killed 41 people."),
        ("delta_2025-10-16_four.txt", "Soldiers left the town."),
    ]);
    let outlets = rows(&figures(&frames), "figures_outlets");
    let state = |outlet: &str| outlets.iter().find(|r| r["outlet"] == outlet).map(|r| r["state"].as_str()).unwrap_or("");
    assert_eq!((state("alpha"), state("beta"), state("delta")), ("published_before", "given", "none_given"), "{outlets:?}");
}

#[test]
fn no_figure_and_one_article_make_no_panic() {
    let empty = figures(&nothing(&HARVAN));
    assert!(empty.findings.is_empty() && rows(&empty, "figures_keys").is_empty());
    let one = corpus(&[("alpha_2025-10-14_one.txt", "The flood killed 40 people.")]);
    let exhibit = figures(&one);
    assert!(exhibit.findings.is_empty(), "{:?}", exhibit.findings);
    assert_eq!(rows(&exhibit, "figures_keys")[0]["verdict"], "single");
    let bare = corpus(&[("alpha_2025-10-14_one.txt", "Nothing is known.")]);
    assert!(rows(&figures(&bare), "figures_claims").is_empty());
}

/// The five real articles: who gives how many displaced and dead, and what is kept out. Numbers and ids only: the texts are
/// not ours.
#[test]
fn hama_displaced_and_dead() {
    let Some(frames) = hama() else { return };
    let claims = claims(frames);
    let said = |key: &str| -> Vec<(String, f64, f64)> {
        claims.iter().filter(|c| c.key == key).map(|c| (c.outlet.replace("Outlet ", ""), c.low, c.high)).collect()
    };
    let mut displaced = said("displaced_total");
    displaced.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let expected = [
        ("A", 45_000.0, 49_999.0),
        ("B", 45_000.0, 49_999.0),
        ("C", 280_001.0, 308_000.0),
        ("D", 20_000.0, 99_999.0),
        ("D", 115_000.0, 115_000.0),
        ("E", 20_000.0, 99_999.0),
    ];
    let expected: Vec<(String, f64, f64)> = expected.into_iter().map(|(o, l, h)| (o.to_string(), l, h)).collect();
    assert_eq!(displaced, expected);
    let dead = said("killed_total");
    for wanted in [("A", 602.0, 662.0), ("B", 200.0, 999.0), ("D", 826.0, 826.0)] {
        assert!(dead.contains(&(wanted.0.to_string(), wanted.1, wanted.2)), "{wanted:?} in {dead:?}");
    }
    assert_eq!(said("killed_civilians"), [("A".to_string(), 104.0, 104.0), ("D".to_string(), 111.0, 111.0)]);
    // The war, 1982, the fighters of one city, and Homs alone are other keys.
    for (key, low) in [("killed_total", 500_000.0), ("killed_total", 2_000.0), ("killed_total", 222.0)] {
        assert!(!said(key).iter().any(|c| c.1 == low), "{low} is not one of {key}");
    }
    assert!(!claims.iter().any(|c| c.key == "displaced_total" && c.sentence.contains("Homs residents")));
    let exhibit = figures(frames);
    let keys = rows(&exhibit, "figures_keys");
    let of = |key: &str| keys.iter().find(|r| r["key"] == key).unwrap_or_else(|| panic!("{key}"));
    let displaced = of("displaced_total");
    assert_eq!((displaced["verdict"].as_str(), displaced["clusters"].as_str()), ("conflicting", "3"));
    assert_eq!((number(displaced, "lowest"), number(displaced, "highest")), (50_000.0, 280_000.0));
    assert_eq!(displaced["alone"], "Outlet C; Outlet D");
    assert_eq!((of("killed_total")["verdict"].as_str(), of("killed_total")["none_given"].as_str()), ("compatible", "Outlet C; Outlet E"));
    // Differences 5, 6 and 8 of the notes are findings, with the rows that prove them.
    let found = |kind: &str, words: &[&str]| {
        let hit = exhibit.findings.iter().find(|f| f.kind == kind && words.iter().all(|w| f.text.contains(w)));
        hit.unwrap_or_else(|| panic!("{kind} {words:?} in {:#?}", exhibit.findings))
    };
    let five = found("conflicting_figures", &["nearly 50,000 (United Nations)", "more than 280,000 (World Food Programme)", "115,000"]);
    assert_eq!(five.outlets.len(), 5);
    let six = found(
        "differing_figures",
        &["at least 602 (no source)", "826", "104 civilians", "111 civilians", "In Outlet C and Outlet E none is found"],
    );
    assert!(six.evidence.len() >= 3);
    found("rank_stated_differently", &["Aleppo", "“largest city”", "“second-largest city”"]);
    found("one_article_against_itself", &["Outlet D", "115,000"]);
    found("one_article_against_itself", &["Outlet A", "14-year"]);
}
