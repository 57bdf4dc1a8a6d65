//! Timeline and coverage: order, firsts and lags, bins, against the articles and evidence rows.

use super::figures::{corpus, nothing};
use super::{DOCKERS, HARVAN, Row, all, hama, number, rows};
use parallax::compare::coverage::coverage;
use parallax::compare::exhibit::{ChartKind, Join};
use parallax::compare::stats::TwoByTwo;
use parallax::compare::timeline::bins::{Bins, Step};
use parallax::compare::timeline::labels::{Change, Moved, change};
use parallax::compare::timeline::timeline;
use parallax::compare::when;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn articles_stand_in_order_of_time() {
    for frames in [&*HARVAN, &*DOCKERS].into_iter().chain(hama()) {
        let listed = rows(&timeline(frames), "timeline_articles");
        assert_eq!(listed.len(), frames.features.height(), "every article, dated or not");
        let dated: Vec<&Row> = listed.iter().filter(|r| !r["published"].is_empty()).collect();
        for pair in dated.windows(2).filter(|p| p[0]["event"] == p[1]["event"]) {
            assert!(when::order(&pair[0]["published"]) <= when::order(&pair[1]["published"]), "{pair:?}");
            assert_eq!(number(pair[1], "place"), number(pair[0], "place") + 1.0);
        }
        assert!(listed.iter().filter(|r| r["published"].is_empty()).all(|r| r["place"].is_empty() && r["hours_after_first"].is_empty()));
    }
}

/// Who was first is the earliest of those who have it, by the evidence rows themselves.
#[test]
fn firsts_are_the_earliest_rows() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let firsts = rows(&timeline(frames), "timeline_first");
        let quotes = all(&frames.quotes);
        let sources: Vec<&Row> = firsts.iter().filter(|r| r["kind"] == "source").collect();
        assert!(!sources.is_empty());
        for first in sources {
            let has = |q: &&Row| q["source"] == first["thing"] && q["kind"] != "scare_quote";
            let outlets: BTreeSet<&String> = quotes.iter().filter(has).map(|q| &q["outlet"]).collect();
            assert_eq!(outlets.len() as f64, number(first, "outlets"), "{first:?}");
            let earliest = quotes.iter().filter(has).filter(|q| !q["published"].is_empty()).map(|q| when::order(&q["published"])).min();
            assert_eq!(earliest, Some(when::order(&first["first_published"])));
            let row = quotes.iter().find(|q| q["quote_id"] == first["evidence"]).expect("the evidence row");
            assert_eq!((&row["outlet"], &row["source"]), (&first["first_outlet"], &first["thing"]));
        }
        let evidence: BTreeSet<String> = [(&frames.figures, "figure_id"), (&frames.labels, "label_id"), (&frames.quotes, "quote_id")]
            .into_iter()
            .chain([(&frames.sentences, "sentence_id")])
            .flat_map(|(t, id)| t.text(id).into_iter().map(String::from).collect::<Vec<_>>())
            .collect();
        assert!(firsts.iter().all(|f| evidence.contains(&f["evidence"]) && number(f, "outlets") >= 2.0));
        for finding in &timeline(frames).findings {
            assert!(!finding.evidence.is_empty() && finding.evidence.iter().all(|id| evidence.contains(id)), "{finding:?}");
            assert!((0.0..=1.0).contains(&finding.effect) && (0.0..=1.0).contains(&finding.certainty), "{finding:?}");
        }
    }
}

#[test]
fn lags_and_who_cannot_be_told_apart() {
    let frames = corpus(&[
        ("alpha.md", "---\noutlet: Alpha\npublished: 2025-10-14T08:00Z\n---\nThe flood killed 40 people."),
        ("beta.md", "---\noutlet: Beta\npublished: 2025-10-14T11:30Z\n---\nThe flood killed 44 people."),
        ("gamma.md", "---\noutlet: Gamma\npublished: 2025-10-16\n---\nThe flood killed 44 people."),
        ("delta.md", "---\noutlet: Delta\n---\nThe flood injured 7 people."),
        ("echo.md", "---\noutlet: Echo\npublished: 2025-10-16\n---\nThe flood injured 9 people."),
    ]);
    let exhibit = timeline(&frames);
    let firsts = rows(&exhibit, "timeline_first");
    let of = |kind: &str, thing: &str| {
        firsts.iter().find(|r| r["kind"] == kind && r["thing"] == thing).unwrap_or_else(|| panic!("{thing}: {firsts:#?}"))
    };
    let killed = of("figure_key", "people killed");
    assert_eq!(
        (killed["first_outlet"].as_str(), killed["told_apart"].as_str(), killed["second_lag_hours"].as_str()),
        ("Alpha", "true", "3.5")
    );
    assert!(killed["others"].contains("Beta +3.5 h") && killed["others"].contains("Gamma +2 d"), "{killed:?}");
    assert_eq!(of("figure", "people killed: 44")["first_outlet"], "Beta");
    let injured = of("figure_key", "people injured");
    assert_eq!((injured["told_apart"].as_str(), injured["undated"].as_str()), ("false", "1"));
    let said = exhibit.findings.iter().find(|f| f.kind == "first_with_a_figure").map(|f| f.text.as_str()).unwrap_or_default();
    assert!(said.starts_with("Alpha was the first of 3 outlets to give a number of people killed"), "{said}");
    assert!(exhibit.notes[0].contains("Of 5 articles, 1 give no date and 2 only the day"), "{:?}", exhibit.notes);
}

/// Facts are the clusters that omissions uses: a sentence that resembles two things does not make them one.
#[test]
fn facts_are_those_of_the_alignment() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let facts = parallax::compare::alignment::facts::facts(frames);
        let outlets = frames.sentences.text("outlet");
        assert!(!facts.is_empty());
        let mut met = BTreeSet::new();
        for fact in &facts {
            assert!(fact.rows.iter().all(|r| met.insert(*r)), "a sentence in two facts: {fact:?}");
            assert!(fact.rows.contains(&fact.central));
            assert!(fact.rows.iter().map(|r| outlets[*r]).collect::<BTreeSet<_>>().len() > 1, "{fact:?}");
        }
        let firsts = rows(&timeline(frames), "timeline_first");
        let told = firsts.iter().filter(|r| r["kind"] == "fact").count();
        assert!(told > 0 && told <= facts.len(), "{told} of {}", facts.len());
    }
}

/// Bins and outlets add up to the labels of dated articles.
#[test]
fn labels_by_time_reconcile() {
    for frames in [&*HARVAN, &*DOCKERS] {
        let moved = rows(&timeline(frames), "timeline_labels");
        let labels = all(&frames.labels);
        let mut sums: BTreeMap<(String, String), (f64, f64)> = BTreeMap::new();
        for row in &moved {
            let sum = sums.entry((row["actor"].clone(), row["label_group"].clone())).or_default();
            let n = number(row, "n");
            if row["outlet"].is_empty() {
                sum.0 += n
            } else {
                sum.1 += n
            }
            assert!(n <= number(row, "of"));
        }
        for ((actor, group), (together, apart)) in sums {
            let same = |l: &&Row| {
                l["kind"] == "label"
                    && l["voice"] == "narrator"
                    && l["actor"] == actor
                    && l["label_group"] == group
                    && !l["published"].is_empty()
            };
            let n = labels.iter().filter(same).count() as f64;
            assert_eq!((together, apart), (n, n), "{actor} {group}");
        }
    }
}

#[test]
fn coverage_adds_up() {
    for frames in [&*HARVAN, &*DOCKERS].into_iter().chain(hama()) {
        let exhibit = coverage(frames);
        let sum = |table: &str, column: &str| rows(&exhibit, table).iter().map(|r| number(r, column)).sum::<f64>();
        let articles = frames.features.height() as f64;
        assert_eq!(sum("coverage_outlets", "articles"), articles);
        assert_eq!(sum("coverage_by_time", "articles"), articles);
        assert_eq!(sum("coverage_wide", "articles"), articles);
        assert_eq!(rows(&exhibit, "coverage_articles").len() as f64, articles);
        let words: f64 = frames.sentences.numbers("words").into_iter().flatten().sum();
        assert_eq!(sum("coverage_roles", "words"), words);
        assert_eq!(sum("coverage_articles", "body_words"), sum("coverage_outlets", "body_words"));
        assert!((sum("coverage_outlets", "articles_share") - 1.0).abs() < 1e-9);
    }
}

#[test]
fn texts_that_look_cut_off() {
    let frames = corpus(&[
        ("alpha_2025-10-14_one.txt", "The council met on Monday and talked for three hours about the new bridge over the river and…"),
        ("beta_2025-10-14_two.txt", "The council met on Monday and talked for three hours about the new bridge over the river."),
    ]);
    let texts = rows(&coverage(&frames), "coverage_articles");
    assert_eq!(texts.iter().map(|t| t["text_hint"].as_str()).collect::<Vec<_>>(), ["ends_in_dots", ""]);
}

/// Forty outlets and a thousand articles: still a picture, and soon.
#[test]
fn many_outlets_stay_readable() {
    let bodies: Vec<(String, String)> = (0..1_000)
        .map(|i| {
            let (outlet, day, n) = (i % 40, 1 + i % 28, 20 + i % 7);
            let text = format!(
                "The flood killed {n} people, the Red Cross said.\n\nRebels and soldiers left the town on foot. Nothing else is known."
            );
            (format!("outlet{outlet:02}_2025-10-{day:02}_{i}.txt"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = bodies.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let frames = corpus(&files);
    assert_eq!(frames.outlets().len(), 40);
    let start = std::time::Instant::now();
    let exhibits = [parallax::compare::figures::figures(&frames), timeline(&frames), coverage(&frames)];
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    for chart in exhibits.iter().flat_map(|e| &e.charts) {
        let svg = parallax::render::chart::svg(chart, parallax::render::chart::Size::Slide);
        assert!(svg.len() < 1_000_000, "{} has {} bytes", chart.name, svg.len());
    }
    let pairs = exhibits[0].tables.iter().find(|t| t.name == "figures_verdicts").map_or(0, |t| t.height());
    assert!(pairs <= 60 * 1_000, "{pairs} pairs");
    assert!(exhibits.iter().flat_map(|e| &e.findings).all(|f| f.text.chars().count() < 900), "a finding is a sentence or three");
}

#[test]
fn no_article_and_no_date_make_no_panic() {
    let empty = nothing(&HARVAN);
    assert!(timeline(&empty).findings.is_empty());
    assert!(rows(&coverage(&empty), "coverage_articles").is_empty());
    let undated = corpus(&[("alpha.txt", "The flood killed 40 people."), ("beta.txt", "The flood killed 50 people.")]);
    let exhibit = timeline(&undated);
    assert!(rows(&exhibit, "timeline_first").is_empty(), "nobody is first without a date");
    assert!(exhibit.charts.is_empty());
    assert_eq!(rows(&coverage(&undated), "coverage_by_time").iter().map(|r| r["bin"].as_str()).collect::<BTreeSet<_>>(), [""].into());
}

/// One outlet changes nothing and another comes in late: all together move, those on both sides do not.
#[test]
fn a_change_is_that_of_outlets_on_both_sides() {
    let row = |outlet: &str, bin: &str, group: &str, n: usize, of: usize| Moved {
        bin: bin.into(),
        outlet: outlet.into(),
        actor: "them".into(),
        group: group.into(),
        n,
        of,
    };
    let moved = [
        row("", "1", "rebel", 2, 10),
        row("", "2", "rebel", 22, 30),
        row("Steady", "1", "rebel", 2, 10),
        row("Steady", "1", "fighter", 8, 10),
        row("Steady", "2", "rebel", 2, 10),
        row("Steady", "2", "fighter", 8, 10),
        row("Late", "2", "rebel", 20, 20),
    ];
    let found = change(&moved, "them", "rebel", "2").expect("one is on both sides");
    assert_eq!(found, Change { outlets: BTreeSet::from(["Steady"]), counts: TwoByTwo::new(2, 10, 2, 10) });
    assert_eq!(change(&moved[6..], "them", "rebel", "2"), None, "nobody is");
}

/// No line runs over a span without labels, or to a point that says too little.
#[test]
fn lines_end_where_labels_do() {
    let bins = Bins { step: Step::SixHours };
    let mut joined = 0;
    for frames in [&*HARVAN, &*DOCKERS] {
        for chart in timeline(frames).charts {
            let ChartKind::Series(series) = &chart.kind else { continue };
            for line in series.panels.iter().flat_map(|p| &p.lines) {
                assert_eq!(line.join == Join::Line, line.points.len() > 1, "{}", chart.name);
                for pair in line.points.windows(2) {
                    // A point stands in the middle of its span.
                    let start = |time: &str| bins.of(time).expect("a time");
                    assert!(bins.follows(&start(&pair[0].time), &start(&pair[1].time)), "{}: {pair:?}", chart.name);
                    assert!(pair.iter().all(|p| p.n >= 5), "{}: {pair:?}", chart.name);
                    joined += 1;
                }
            }
        }
    }
    assert!(joined > 0, "some spans follow each other");
}
