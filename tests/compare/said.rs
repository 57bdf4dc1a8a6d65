//! What charts and findings say, against what they show: counts, ties, marks, and titles that rest on too little.

use super::{DOCKERS, HARVAN, all, rows};
use parallax::compare::exhibit::{Chart, ChartKind, HeatMap};
use parallax::compare::{ALL, Finding};
use parallax::frame::Frames;
use std::collections::BTreeSet;

fn samples() -> [(&'static str, &'static Frames); 2] {
    [("harvan", &HARVAN), ("dockers", &DOCKERS)]
}

fn charts(frames: &Frames) -> Vec<Chart> {
    ALL.iter().flat_map(|compare| compare(frames).charts).collect()
}

fn findings(frames: &Frames) -> Vec<Finding> {
    ALL.iter().flat_map(|compare| compare(frames).findings).collect()
}

fn chart(frames: &Frames, name: &str) -> Chart {
    charts(frames).into_iter().find(|c| c.name == name).unwrap_or_else(|| panic!("no {name}"))
}

fn heat(chart: &Chart) -> &HeatMap {
    match &chart.kind {
        ChartKind::HeatMap(heat) => heat,
        other => panic!("{}: {other:?}", chart.name),
    }
}

/// The number after "n = ".
fn stated(chart: &Chart) -> Option<f64> {
    let digits: String =
        chart.n.strip_prefix("n = ")?.chars().take_while(|c| c.is_ascii_digit() || *c == ',').filter(|c| *c != ',').collect();
    digits.parse().ok()
}

/// Cases in the picture, of charts whose marks are the cases that `n` counts.
fn drawn(chart: &Chart) -> Option<f64> {
    let points = |only: bool| match &chart.kind {
        ChartKind::Dots(dots) => {
            let points = dots.rows.iter().flat_map(|r| &r.points);
            Some(points.filter(|p| !only || p.value.is_some()).map(|p| p.n as f64).sum())
        }
        _ => None,
    };
    match (&chart.kind, chart.name.as_str()) {
        (ChartKind::StackedBars(bars), _) => Some(bars.rows.iter().map(|r| r.n as f64).sum()),
        (ChartKind::Ranges(ranges), _) => {
            Some(ranges.groups.iter().flat_map(|g| &g.rows).filter(|r| r.low.is_some() || r.high.is_some()).count() as f64)
        }
        (ChartKind::HeatMap(heat), "figures_matrix" | "sources_matrix") => {
            Some(heat.rows.iter().flat_map(|r| &r.cells).filter_map(|c| c.value).sum())
        }
        (ChartKind::Dots(_), "verbs_by_outlet" | "sources_official" | "labels_first" | "labels_divergence") => points(true),
        _ => None,
    }
}

/// Whoever counts in the picture comes to the number under the title.
#[test]
fn n_is_the_n_of_what_is_drawn() {
    let mut met = BTreeSet::new();
    for (sample, frames) in samples() {
        for chart in charts(frames) {
            // Acts with several outlets, claims of equal words in one row: counted otherwise.
            let Some(drawn) = drawn(&chart) else { continue };
            assert_eq!(stated(&chart), Some(drawn), "{sample}/{}: {}", chart.name, chart.n);
            met.insert(chart.name);
        }
    }
    assert!(met.len() > 20, "{met:?}");
    let part = chart(&HARVAN, "figures_matrix");
    assert!(part.n.contains(" of "), "not all claims are in its cells: {}", part.n);
}

/// Quotation marks say that the words were printed: names that the tool gives to actors, sides and kinds wear none.
#[test]
fn only_printed_words_wear_marks() {
    for (sample, frames) in samples() {
        let labels = all(&frames.labels);
        let printed: BTreeSet<&String> = labels.iter().map(|l| &l["label_group"]).collect();
        let mut names: BTreeSet<String> = labels.iter().flat_map(|l| l["actor"].split(';').map(|a| a.replace('_', "-"))).collect();
        names.extend(labels.iter().flat_map(|l| l["actor"].split(';').map(|a| a.replace('_', " "))));
        for quote in all(&frames.quotes) {
            names.extend([quote["side"].replace('_', " "), quote["source_type"].replace('_', " ")]);
        }
        names.retain(|n| !n.is_empty() && !printed.contains(n));
        names.insert("anti-government forces".into());
        let mut said: Vec<String> = findings(frames).into_iter().map(|f| f.text).collect();
        said.extend(charts(frames).into_iter().flat_map(|c| [c.title, c.subtitle, c.note]));
        for text in &said {
            let marked = names.iter().find(|name| text.contains(&format!("“{name}”")));
            assert_eq!(marked, None, "{sample}: {text}");
        }
        assert!(said.iter().any(|text| text.contains('“')), "{sample}: printed words keep theirs");
    }
}

/// Where two lead, both are named.
#[test]
fn a_superlative_names_its_ties() {
    let voices = chart(&HARVAN, "labels_tesmaran_government_voices");
    assert!(voices.title.contains("“army” and “soldier” lead in own voice (narrator) (6 each of 37)"), "{}", voices.title);
    for (sample, frames) in samples() {
        let chart = chart(frames, "figures_matrix");
        let heat = heat(&chart);
        let of = |i: usize| heat.rows.iter().filter(|r| r.cells.get(i).is_some_and(|c| c.value.is_some())).count();
        let most = (0..heat.columns.len()).map(of).max().unwrap_or(0);
        let leading: Vec<&String> = (0..heat.columns.len()).filter(|i| of(*i) == most).map(|i| &heat.columns[i]).collect();
        let title = chart.title.to_lowercase();
        let all = leading.iter().all(|l| title.contains(&l.to_lowercase()));
        assert!(all || title.contains(&format!("; {} are in so many", leading.len())), "{sample}: {title}: {leading:?}");
        assert!(heat.columns.iter().all(|c| !c.starts_with("the rank")), "a rank is no amount: {:?}", heat.columns);
    }
}

/// A family of labels that holds other words says so where it is shown, and words of another colour have a family of their own.
#[test]
fn families_of_labels_say_what_they_hold() {
    let voices = chart(&DOCKERS, "voices_by_label");
    assert!(voices.note.contains("“police” also counts officer"), "{}", voices.note);
    let first = chart(&HARVAN, "labels_first");
    assert!(first.note.ends_with("“soldier” also counts serviceman; “forces” troops."), "{}", first.note);
    assert!(samples().into_iter().flat_map(|s| charts(s.1)).all(|c| !c.note.contains("….")), "an ellipsis ends a sentence");
    let strikers = chart(&DOCKERS, "labels_strikers");
    assert!(strikers.note.contains("Other labels: "), "{}", strikers.note);
    let group = |frames: &Frames, word: &str| -> BTreeSet<String> {
        all(&frames.labels).iter().filter(|l| l["kind"] == "label" && l["lemma"] == word).map(|l| l["label_group"].clone()).collect()
    };
    assert_eq!(group(&HARVAN, "revolutionary"), BTreeSet::from(["revolutionary".to_string()]));
    assert_eq!(group(&HARVAN, "rebel"), BTreeSet::from(["rebel".to_string()]));
    assert_eq!(group(&DOCKERS, "hooligan"), BTreeSet::from(["hooligan".to_string()]));
    assert_eq!(group(&DOCKERS, "rioter"), BTreeSet::from(["rioter".to_string()]));
}

/// The title of first quotes is read off the dots, and every panel has dots to compare.
#[test]
fn where_sources_are_first_heard_is_read_off_the_dots() {
    for (sample, frames) in samples() {
        let chart = chart(frames, "sources_position");
        let ChartKind::Dots(dots) = &chart.kind else { panic!("{sample}: dots") };
        let kinds: BTreeSet<&str> = dots.rows.iter().flat_map(|r| &r.points).map(|p| p.category.as_str()).collect();
        let medians: Vec<(f64, &str)> = kinds
            .into_iter()
            .filter_map(|kind| {
                let points = dots.rows.iter().flat_map(|r| &r.points).filter(|p| p.category == kind);
                let articles: u64 = points.clone().map(|p| p.n).sum();
                let mut at: Vec<f64> = points.filter_map(|p| p.value).collect();
                assert!(at.len() >= 3, "{sample}: {kind} has {} dots", at.len());
                at.sort_by(f64::total_cmp);
                let middle = at.len() / 2;
                let median = if at.len() % 2 == 1 { at[middle] } else { (at[middle - 1] + at[middle]) / 2.0 };
                (articles >= 5).then_some((median, kind))
            })
            .collect();
        let first = medians.iter().min_by(|a, b| a.0.total_cmp(&b.0)).expect("kinds");
        let last = medians.iter().max_by(|a, b| a.0.total_cmp(&b.0)).expect("kinds");
        assert!(
            chart.title.starts_with(&format!("Of kinds heard in 5 articles or more, first: {} ({:.0}%", first.1, first.0)),
            "{sample}: {}",
            chart.title
        );
        assert!(chart.title.contains(&format!("last: {} ({:.0}%", last.1, last.0)), "{sample}: {}", chart.title);
    }
}

/// Sources that most outlets quote come first; a kind is never said to be most quoted past a bigger rest without a word.
#[test]
fn sources_are_ranked_as_they_are_said_to_be() {
    for (sample, frames) in samples() {
        let chart = chart(frames, "sources_matrix");
        let outlets: Vec<usize> =
            heat(&chart).rows.iter().map(|r| r.cells.iter().filter(|c| c.value.is_some_and(|n| n > 0.0)).count()).collect();
        assert!(outlets.is_sorted_by(|a, b| a >= b), "{sample}: {outlets:?}");
    }
    let mix = chart(&DOCKERS, "sources_mix");
    assert!(mix.title.ends_with("are of none of them"), "{}", mix.title);
    let official = chart(&DOCKERS, "sources_official");
    for said in ["Official: speaks for a state", "whose source cannot be told", "whose kind does not say"] {
        assert!(official.note.contains(said), "{}", official.note);
    }
}

/// A side and a kind of source of one name are told apart.
#[test]
fn a_side_is_no_kind_of_source() {
    for (sample, frames) in samples() {
        let chart = chart(frames, "verbs_by_outlet");
        let ChartKind::Dots(dots) = &chart.kind else { panic!("{sample}: dots") };
        for point in dots.rows.iter().flat_map(|r| &r.points) {
            assert!(point.category.ends_with(" side"), "{sample}: {}", point.category);
            assert_eq!(point.value.is_some(), point.n >= 5, "{sample}: too few make no dot: {point:?}");
        }
    }
}

/// One word in an attribution or two is a small finding, and 3 of 22 words lead nothing.
#[test]
fn no_finding_rests_on_a_handful() {
    let share = regex::Regex::new(r", (\d+) of \d+\)").expect("a pattern");
    for (sample, frames) in samples() {
        for finding in findings(frames).iter().filter(|f| f.kind == "marked_word") {
            let n: f64 = share.captures_iter(&finding.text).filter_map(|c| c[1].parse::<f64>().ok()).sum();
            assert!(n > 0.0 && finding.effect <= n / (n + 4.0), "{sample}: {finding:?}");
        }
        for finding in findings(frames).iter().filter(|f| f.kind == "leading_label") {
            for part in finding.text.split('(').filter_map(|p| p.split_once(')').map(|p| p.0)).filter(|p| !p.starts_with("permutation")) {
                let (n, of) = part.split_once(" of ").expect("a share");
                let (n, of): (f64, f64) = (n.parse().expect("n"), of.parse().expect("of"));
                assert!(4.0 * n >= of, "{sample}: {}", finding.text);
            }
        }
    }
}

/// The strongest omission of the findings stands in the matrix, and its title names all who lack the thing.
#[test]
fn the_matrix_of_omissions_has_the_strongest() {
    let chart = chart(&HARVAN, "omissions_matrix");
    let heat = heat(&chart);
    assert!(
        heat.rows.iter().any(|r| r.label == "quoted: armed opposition"),
        "{:?}",
        heat.rows.iter().map(|r| &r.label).collect::<Vec<_>>()
    );
    assert!(chart.title.starts_with("TESNA does not quote anybody of the kind armed opposition; 7 of 8 outlets do"), "{}", chart.title);
    let counts: Vec<usize> = heat.rows.iter().map(|r| r.cells.iter().filter(|c| c.value == Some(1.0)).count()).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
}

/// Only what can grow is followed over time; what is drawn open there is drawn open in the ranges.
#[test]
fn old_tolls_do_not_move() {
    let over_time = chart(&HARVAN, "figures_over_time");
    assert!(over_time.title.contains("231 (Tesmara Conflict Monitor), 2025-10-16"), "whose number it is: {}", over_time.title);
    let ChartKind::Series(series) = over_time.kind else { panic!("a series") };
    assert!(!series.panels.is_empty());
    let headings: Vec<&String> = series.panels.iter().map(|p| &p.heading).collect();
    assert!(headings.iter().all(|h| !h.contains("1994")), "{headings:?}");
    let figures = all(&HARVAN.figures);
    for point in series.panels.iter().flat_map(|p| &p.lines).flat_map(|l| &l.points).filter(|p| !p.note.is_empty()) {
        let row = figures.iter().find(|f| f["figure_id"] == point.note).expect("the claim");
        let vague = row["modifier"] == "about" || row["modifier"] == "nearly" || row["modifier"] == "vague";
        assert!(!point.open || vague, "{row:?}");
    }
}

/// Claims that count something else are not drawn and not lost.
#[test]
fn claims_left_out_are_named() {
    let chart = chart(&HARVAN, "figures_killed_total");
    assert!(chart.note.contains("Left out, as they count something else: "), "{}", chart.note);
    assert!(chart.note.contains("Ilmet Valley Post “"), "{}", chart.note);
}

/// Only passives and nouns can lack a doer; an active clause has a subject, found or not.
#[test]
fn an_active_clause_never_names_nobody() {
    for (sample, frames) in samples() {
        let (mut nameless, mut met) = (0, BTreeSet::new());
        for act in all(&frames.agency) {
            let victims = act["victim"].split(';').any(|v| !["pronoun", "name", "unresolved"].contains(&v));
            let open = ["passive_bare", "passive_means", "nominal"].contains(&act["construction"].as_str());
            if victims && open && ["", "event"].contains(&act["agent"].as_str()) && met.insert(act["agency_id"].clone()) {
                nameless += 1;
            }
        }
        let title = chart(frames, "style_agency").title;
        assert!(title.starts_with(&format!("Passives and nouns that name no doer: {nameless} of ")), "{sample}: {title}");
    }
}

/// A rule on tolls without a source has tolls with one as occasions.
#[test]
fn a_rule_kept_is_an_occasion() {
    for (sample, frames) in samples() {
        let counts = rows(&parallax::compare::rules::rules(frames), "rules_by_outlet");
        let tolls: Vec<_> = counts.iter().filter(|c| c["rule"] == "toll-without-source" && c["of"] != "0").collect();
        assert!(tolls.iter().any(|c| c["n"] != c["of"]), "{sample}: {tolls:?}");
        let chart = chart(frames, "rules_by_outlet");
        assert!(heat(&chart).rows.iter().flat_map(|r| &r.cells).any(|c| c.text.contains(" of ")), "{sample}: no denominators");
    }
}

/// A star is explained where there is one.
#[test]
fn the_profile_explains_only_what_it_shows() {
    for (sample, frames) in samples() {
        let chart = chart(frames, "profile");
        let starred = heat(&chart).rows.iter().flat_map(|r| &r.cells).any(|c| c.text.ends_with('*'));
        assert_eq!(chart.note.contains('*'), starred, "{sample}: {}", chart.note);
    }
}
