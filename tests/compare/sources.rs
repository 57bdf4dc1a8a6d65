//! Sources: every table against the rows of quotes.csv, the statistics against numbers computed elsewhere.

use super::{DOCKERS, HARVAN, Row, all, empty, hama, number, rows};
use parallax::compare::sources::sources;
use parallax::compare::stats::{effective_interval, effective_number};
use parallax::frame::Frames;

fn quotes(frames: &Frames) -> Vec<Row> {
    all(&frames.quotes).into_iter().filter(|q| q["kind"] != "scare_quote").collect()
}

fn samples() -> [&'static Frames; 2] {
    [&HARVAN, &DOCKERS]
}

#[test]
fn the_outlet_table_reconciles() {
    for frames in samples() {
        let (exhibit, quotes) = (sources(frames), quotes(frames));
        for row in rows(&exhibit, "sources_by_outlet") {
            let own: Vec<&Row> = quotes.iter().filter(|q| q["outlet"] == row["outlet"]).collect();
            let count = |is: &dyn Fn(&Row) -> bool| own.iter().filter(|q| is(q)).count() as f64;
            assert_eq!(number(&row, "quotes"), own.len() as f64);
            assert_eq!(number(&row, "quoted_words"), own.iter().map(|q| number(q, "words")).sum::<f64>());
            assert_eq!(number(&row, "verbatim"), count(&|q| q["kind"] == "direct" || q["kind"] == "mixed"));
            assert_eq!(number(&row, "unknown"), count(&|q| q["source"] == "unknown"));
            assert_eq!(number(&row, "anonymous"), count(&|q| q["source_type"] == "anonymous"));
            assert_eq!(number(&row, "official"), count(&|q| q["official"] == "true"));
            assert_eq!(number(&row, "official_known"), count(&|q| !q["official"].is_empty()));
            let genders = number(&row, "women") + number(&row, "men") + number(&row, "gender_not_said");
            assert_eq!(genders, own.len() as f64);
            if let Ok(effective) = row["effective_sources"].parse::<f64>() {
                assert!(effective <= number(&row, "sources") + 1e-9 && effective >= 1.0);
                let ends = (row["effective_low"].parse::<f64>(), row["effective_high"].parse::<f64>());
                if let (Ok(low), Ok(high)) = ends {
                    assert!(low <= effective && effective <= high, "{row:?}");
                }
            }
        }
    }
}

#[test]
fn types_sides_and_sources_reconcile() {
    for frames in samples() {
        let (exhibit, quotes) = (sources(frames), quotes(frames));
        for (table, column) in [("sources_by_type", "source_type"), ("sources_by_side", "side"), ("sources_list", "source")] {
            let mut sum = 0.0;
            for row in rows(&exhibit, table) {
                let own: Vec<&Row> = quotes.iter().filter(|q| q["outlet"] == row["outlet"] && q[column] == row[column]).collect();
                assert_eq!(number(&row, "n"), own.len() as f64, "{table}: {row:?}");
                assert_eq!(number(&row, "words"), own.iter().map(|q| number(q, "words")).sum::<f64>(), "{table}: {row:?}");
                sum += number(&row, "n");
            }
            let known = quotes.iter().filter(|q| column != "source" || q["source"] != "unknown").count();
            assert_eq!(sum, known as f64, "{table} has every attribution");
        }
        let list = rows(&exhibit, "sources_list");
        for row in rows(&exhibit, "sources_matrix") {
            let cells: f64 = frames.outlets().iter().map(|o| number(&row, o)).sum();
            assert_eq!(cells, number(&row, "quotes"));
            let outlets: Vec<&Row> = list.iter().filter(|l| l["source"] == row["source"]).collect();
            assert_eq!(outlets.len() as f64, number(&row, "quoted_by"));
            let only = if outlets.len() == 1 { outlets[0]["outlet"].clone() } else { String::new() };
            assert_eq!(row["only_in"], only);
        }
    }
}

/// Who speaks first is the attribution with the least offset in the running text.
#[test]
fn who_speaks_first() {
    for frames in samples() {
        let (exhibit, quotes) = (sources(frames), quotes(frames));
        let firsts = rows(&exhibit, "sources_first");
        for row in &firsts {
            let own = quotes.iter().filter(|q| q["article_id"] == row["article_id"] && q["role"] == "body" && q["part"] == "text");
            let first = own.map(|q| number(q, "char_start")).fold(f64::INFINITY, f64::min);
            let named = quotes.iter().find(|q| q["quote_id"] == row["quote_id"]).expect("its row");
            assert_eq!(number(named, "char_start"), first, "{row:?}");
            assert!((0.0..=1.0).contains(&number(row, "position")));
        }
        let opens: f64 = rows(&exhibit, "sources_position").iter().map(|r| number(r, "opens")).sum();
        assert_eq!(opens, firsts.len() as f64, "every article that quotes is opened by one type");
        for row in rows(&exhibit, "sources_position") {
            let ends = (number(&row, "first_min"), number(&row, "first_max"));
            assert!(ends.0 <= number(&row, "first_median") && number(&row, "first_median") <= ends.1, "{row:?}");
        }
    }
}

/// Sides come from corpus.toml where it says: the dockers' union is the strikers', its employers the employers'.
#[test]
fn sides_of_the_corpus() {
    let quotes = quotes(&DOCKERS);
    let side = |source: &str| quotes.iter().find(|q| q["source"] == source).map(|q| q["side"].clone());
    assert_eq!(side("Veldonian Dockers' Federation").as_deref(), Some("strikers"));
    assert_eq!(side("Veldonian Port Employers' Association").as_deref(), Some("employers"));
    assert!(quotes.iter().filter(|q| q["source"] == "unknown").all(|q| q["side"] == "unknown"));
    assert!(quotes.iter().all(|q| !q["side"].is_empty()));
}

/// A woman or a man only by title, noun or pronoun; a given name says nothing.
#[test]
fn women_and_men_only_where_the_text_says_so() {
    let mut said = 0;
    for q in quotes(&HARVAN) {
        let words: Vec<String> = q["speaker"].split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        said += usize::from(words.iter().any(|w| w == "she" || w == "spokeswoman"));
    }
    let women: f64 = rows(&sources(&HARVAN), "sources_by_outlet").iter().map(|r| number(r, "women")).sum();
    assert!(said > 0 && women >= said as f64);
    let a = parallax::compare::speakers::Attribution::of_speaker;
    use parallax::compare::speakers::Gender;
    for (speaker, wanted) in [
        ("Mrs Orrick", Some(Gender::Woman)),
        ("she", Some(Gender::Woman)),
        ("Army spokesman Col. Irem Sadoval", Some(Gender::Man)),
        ("Maria Kell", None),
        ("John Kell, a teacher", None),
        ("a man and a woman", None),
        ("the chairman", None),
        ("Manfred Kell", None),
    ] {
        assert_eq!(a(speaker).gender(), wanted, "{speaker}");
    }
}

/// exp(H) of shares 0.5, 0.3, 0.2 is 2.800094 (Python's math).
#[test]
fn effective_numbers() {
    let found = effective_number([5, 3, 2]).expect("cases");
    assert!((found - 2.800_094).abs() < 1e-6, "{found}");
    let (low, high) = effective_interval(&[50, 30, 20], "a seed").expect("cases");
    assert!((2.4..2.75).contains(&low) && (2.8..3.2).contains(&high), "{low} {high}");
    assert_eq!(effective_interval(&[], "none"), None);
    assert_eq!(effective_interval(&[1], "one"), None);
    assert_eq!(effective_interval(&[3, 2], "same"), effective_interval(&[3, 2], "same"));
}

#[test]
fn nothing_found_is_no_panic() {
    let exhibit = sources(&empty());
    assert!(exhibit.charts.is_empty() && exhibit.findings.is_empty());
    assert!(exhibit.tables.iter().all(|t| t.height() == 0), "no outlet, no row");
}

/// The differences 9 and 12 of the five real articles.
#[test]
fn findings_of_the_real_articles() {
    let Some(frames) = hama() else { return };
    let findings = sources(frames).findings;
    let ids: Vec<String> = quotes(frames).into_iter().map(|q| q["quote_id"].clone()).collect();
    assert!(findings.iter().flat_map(|f| &f.evidence).all(|e| ids.contains(e)), "evidence is a row");
    let says = |kind: &str, outlet: &str, word: &str| {
        findings.iter().any(|f| f.kind == kind && f.outlets.contains(&outlet.to_string()) && f.text.contains(word))
    };
    assert!(says("quotation_marks", "Outlet A", "no quotation marks") && says("quotation_marks", "Outlet E", "no quotation marks"));
    assert!(says("exclusive_sources", "Outlet C", "Peskov"), "{findings:#?}");
    assert!(says("kind_of_source", "Outlet C", "nalysts") && says("kind_of_source", "Outlet D", "nalysts"));
}
