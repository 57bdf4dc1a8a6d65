//! Overview: pivots to paste, an outlet a row; the long tables with intervals are those of the other comparisons.

use super::{Exhibit, counted, ranked, stats, tally};
use crate::extract::Voice;
use crate::frame::{Cell, Column, Frames, Kind, Table, column, table};
use std::collections::BTreeMap;

/// Columns that people still read across; the long table has all actors.
const ACTORS: usize = 40;

/// Outlets by measure, by voice, by the actors they name.
pub fn overview(frames: &Frames) -> Exhibit {
    Exhibit {
        name: "overview",
        title: "Outlets side by side, to paste",
        tables: vec![outlets(frames), voices(frames), names(frames)],
        notes: vec![format!(
            "Shares of fewer than {} cases are left empty in outlets_wide.csv; the long tables have them with their intervals.",
            stats::FEW
        )],
        ..Exhibit::default()
    }
}

type Sums = BTreeMap<&'static str, f64>;

/// Counts of the features that are added up, an outlet at a time.
const ARTICLE: [&str; 3] = ["body_words", "quoted_words", "boilerplate_words"];
const LABELS: [&str; 3] = ["labels_n", "labels_narrator_n", "names_n"];
const FIGURES: [&str; 2] = ["figures_n", "figures_attributed_n"];
const QUOTES: [&str; 3] = ["quotes_n", "quotes_direct_n", "scare_quotes_n"];

fn outlets(frames: &Frames) -> Table {
    let names = frames.features.text("outlet");
    let articles = tally(names.iter().copied());
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for measure in ARTICLE.into_iter().chain(LABELS).chain(FIGURES).chain(QUOTES) {
        for (outlet, n) in names.iter().zip(frames.features.numbers(measure)) {
            *sums.entry(outlet).or_default().entry(measure).or_insert(0.0) += n.unwrap_or(0.0);
        }
    }
    // Official or not is not known of every quote.
    let spoken = frames.quotes.only("kind", &["direct", "indirect", "mixed"]);
    let flags = spoken.flags("official");
    let known = tally(spoken.text("outlet").into_iter().zip(flags).filter_map(|(o, f)| Some((o, f?))));
    let sum = |measure: &'static str| {
        let sums = &sums;
        move |o: &String| sums.get(o.as_str()).and_then(|s| s.get(measure)).copied().unwrap_or(0.0)
    };
    let count = |measure: &'static str| {
        let sum = sum(measure);
        move |o: &String| Cell::Int(sum(o) as i64)
    };
    let share = |part: &'static str, whole: &'static str| {
        let (part, whole) = (sum(part), sum(whole));
        move |o: &String| if whole(o) < stats::FEW as f64 { Cell::Missing } else { (part(o) / whole(o)).into() }
    };
    let (words, labels) = (sum("body_words"), sum("labels_n"));
    let official = |o: &String| known.get(&(o.as_str(), true)).copied().unwrap_or(0);
    let told = |o: &String| official(o) + known.get(&(o.as_str(), false)).copied().unwrap_or(0);
    let few = format!("; empty below {} cases", stats::FEW);
    let columns = vec![
        column("outlet", Kind::Text, "", "who published", |o: &String| o.into()),
        column("articles", Kind::Int, "articles", "articles read", |o: &String| articles.get(o.as_str()).copied().into()),
        column("body_words", Kind::Int, "words", "words of running text", count("body_words")),
        column("labels", Kind::Int, "mentions", "descriptive labels in all voices", count("labels_n")),
        column("labels_per_1000", Kind::Float, "per 1,000 body words", "labels / body words; empty without words", move |o: &String| {
            if words(o) == 0.0 { Cell::Missing } else { (1000.0 * labels(o) / words(o)).into() }
        }),
        column("labels_narrator", Kind::Int, "mentions", "labels in the outlet's own running text", count("labels_narrator_n")),
        column("names", Kind::Int, "mentions", "proper names of actors in all voices", count("names_n")),
        column("figures", Kind::Int, "figures", "figures that are claims", count("figures_n")),
        column("figures_attributed", Kind::Int, "figures", "claims whose sentence names a source", count("figures_attributed_n")),
        column(
            "figures_attributed_share",
            Kind::Float,
            "share 0..1",
            format!("figures_attributed / figures{few}"),
            share("figures_attributed_n", "figures_n"),
        ),
        column("quotes", Kind::Int, "quotes", "attributions: direct, mixed and indirect", count("quotes_n")),
        column("quotes_direct", Kind::Int, "quotes", "direct quotes", count("quotes_direct_n")),
        column("scare_quotes", Kind::Int, "quotes", "marked words without a reporting verb", count("scare_quotes_n")),
        column("quoted_words_share", Kind::Float, "share 0..1", "attributed words among body words", share("quoted_words", "body_words")),
        column("official", Kind::Int, "quotes", "quotes of official sources", |o: &String| official(o).into()),
        column("official_share", Kind::Float, "share 0..1", format!("official among the quotes where that is known{few}"), |o: &String| {
            if told(o) < stats::FEW { Cell::Missing } else { (official(o) as f64 / told(o) as f64).into() }
        }),
    ];
    table("outlets_wide", "One row an outlet, one column a measure", columns, &frames.outlets())
}

/// Outlets down, voices of their descriptive labels across.
fn voices(frames: &Frames) -> Table {
    let t = counted(frames, false);
    let cells = tally(t.text("outlet").into_iter().zip(t.text("voice")));
    let columns = Voice::ALL.map(|v| (v.as_str(), format!("labels in the voice {}", v.as_str())));
    pivot("voices_wide", "One row an outlet, one column a voice: descriptive labels", ("labels", &cells), &columns, frames)
}

/// Outlets down, the actors that they name across, most named first.
fn names(frames: &Frames) -> Table {
    let t = counted(frames, true);
    let actors: Vec<&str> = t.text("actor").into_iter().map(|a| a.split(';').next().unwrap_or(a)).collect();
    let cells = tally(t.text("outlet").into_iter().zip(actors.iter().copied()));
    let most = ranked(&tally(actors.iter().copied()));
    let columns: Vec<(&str, String)> = most.iter().take(ACTORS).map(|(a, _)| (*a, format!("names of {a}, in all voices"))).collect();
    pivot("names_wide", "One row an outlet, one column an actor: proper names, all voices", ("names", &cells), &columns, frames)
}

fn pivot(
    name: &str,
    about: &str,
    (all, cells): (&str, &BTreeMap<(&str, &str), usize>),
    across: &[(&str, String)],
    frames: &Frames,
) -> Table {
    let total = |o: &String| cells.iter().filter(|((outlet, _), _)| outlet == o).map(|(_, n)| *n).sum::<usize>();
    let mut columns: Vec<Column<String>> = vec![
        column("outlet", Kind::Text, "", "who published", |o: &String| o.into()),
        column(all, Kind::Int, "mentions", "of all columns, and of those that have none here", move |o: &String| total(o).into()),
    ];
    for (key, meaning) in across {
        let n = move |o: &String| cells.get(&(o.as_str(), *key)).copied().unwrap_or(0);
        columns.push(column(*key, Kind::Int, "mentions", meaning.as_str(), move |o: &String| n(o).into()));
    }
    table(name, about, columns, &frames.outlets())
}
