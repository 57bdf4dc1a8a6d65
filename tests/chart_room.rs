//! Pictures hold all they can: pages of text grow, little on a square is large, what is said once is said once.

use crate::compare::DOCKERS;
use parallax::compare::exhibit::{
    BarScale, Category, Chart, ChartKind, DotPoint, DotRow, Dots, Panel, PanelRow, Panels, RangeGroup, RangeRow, RangeStyle, Ranges,
    Series, SeriesLine, SeriesPanel, SeriesPoint, StackedBars, StackedRow,
};
use parallax::frame::Frames;
use parallax::render::chart::{self, Size};

fn chart(kind: ChartKind) -> Chart {
    Chart {
        name: "made".into(),
        title: "What is found".into(),
        subtitle: "What is counted".into(),
        n: "n = 9".into(),
        note: String::new(),
        footer: "footer".into(),
        alt: "A chart.".into(),
        palette_keys: Vec::new(),
        kind,
    }
}

fn all(frames: &Frames) -> Vec<Chart> {
    parallax::compare::ALL.iter().flat_map(|compare| compare(frames).charts).collect()
}

/// Width and height of the drawing in pixels.
fn pixels(svg: &str) -> (f64, f64) {
    let numbers = svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| rest.split_once('"')).expect("a view box").0;
    let (w, h) = numbers.split_once(' ').expect("two numbers");
    (w.parse().expect("a number"), h.parse().expect("a number"))
}

fn dots(rows: usize, panels: usize) -> Chart {
    let point = |p: usize| DotPoint { category: format!("kind {p}"), value: Some(50.0), ..DotPoint::default() };
    let row = |r: usize| DotRow { label: format!("Outlet number {r}"), points: (0..panels).map(point).collect() };
    let rows = (0..rows).map(row).collect();
    chart(ChartKind::Dots(Dots { rows, unit: "% of quotes".into(), domain: Some((0.0, 100.0)), ..Dots::default() }))
}

#[test]
fn a_page_of_text_leaves_nothing_out() {
    for (rows, panels) in [(8, 5), (24, 5), (24, 9), (40, 1)] {
        let chart = dots(rows, panels);
        let svg = chart::svg(&chart, Size::Word);
        assert!(!svg.contains("more (see table)"), "{rows} rows of {panels} panels");
        assert!((0..rows).all(|r| svg.contains(&format!(">Outlet number {r}<"))), "{rows} rows of {panels} panels");
        assert!((0..panels).all(|p| panels == 1 || svg.contains(&format!(">kind {p}<"))), "{rows} rows of {panels} panels");
        let png = chart::png(&svg, &chart, Size::Word).expect("a picture");
        let is = parallax::render::book::pixels(&png).expect("a PNG");
        assert_eq!((f64::from(is.0), f64::from(is.1)), pixels(&svg), "the picture is as high as the drawing");
    }
    assert_eq!(pixels(&chart::svg(&dots(8, 5), Size::Word)), (1386.0, 924.0), "what has room does not grow");
    assert!(pixels(&chart::svg(&dots(24, 9), Size::Word)).1 > 924.0);
    // A slide keeps its shape and says what it leaves out.
    let slide = chart::svg(&dots(60, 5), Size::Slide);
    assert_eq!(pixels(&slide), (2200.0, 1238.0));
    assert!(slide.contains("more (see table)"));
    assert_eq!(parallax::render::book::pixels(b"no picture"), None);
}

#[test]
fn every_panel_of_a_series_is_drawn() {
    let point = |day: usize| SeriesPoint { time: format!("2025-10-{day:02}"), value: Some(10.0), ..SeriesPoint::default() };
    let line = || SeriesLine { points: (1..5).map(point).collect(), ..SeriesLine::default() };
    let panel = |i: usize| SeriesPanel { heading: format!("panel {i}"), lines: vec![line()], ..SeriesPanel::default() };
    for (panels, size) in [(3, Size::Word), (6, Size::Word), (6, Size::Slide), (12, Size::Word)] {
        let panels: Vec<SeriesPanel> = (0..panels).map(panel).collect();
        let svg = chart::svg(&chart(ChartKind::Series(Series { panels: panels.clone(), ..Series::default() })), size);
        assert!(panels.iter().all(|p| svg.contains(&format!(">{}<", p.heading))), "{} panels on a {}", panels.len(), size.name());
    }
    let many: Vec<SeriesPanel> = (0..60).map(panel).collect();
    let svg = chart::svg(&chart(ChartKind::Series(Series { panels: many, ..Series::default() })), Size::Slide);
    assert!(svg.contains("more (see table)"), "what is left out is said");
}

fn bars(rows: usize) -> Chart {
    let category = |key: &str| Category { key: key.into(), label: key.into() };
    let row = |r: usize| StackedRow { label: format!("Outlet {r}"), n: 12, values: vec![7.0, 5.0] };
    let rows = (0..rows).map(row).collect();
    let kind =
        StackedBars { categories: vec![category("army"), category("soldier")], rows, scale: BarScale::Percent, ..StackedBars::default() };
    chart(ChartKind::StackedBars(kind))
}

/// Two rows on a square are drawn larger: the picture keeps its size, letters and bars grow.
#[test]
fn little_on_a_square_is_large() {
    let title = |svg: &str| -> f64 {
        let line = svg.lines().find(|l| l.contains(">What is found<") && l.starts_with("<text")).expect("a title");
        line.split_once("font-size=\"").and_then(|(_, s)| s.split_once('"')).expect("a size").0.parse().expect("a number")
    };
    let (few, few_spots) = chart::drawn(&bars(2), Size::Square);
    let (many, _) = chart::drawn(&bars(20), Size::Square);
    assert_eq!((pixels(&few), pixels(&many)), ((1760.0, 1760.0), (1760.0, 1760.0)));
    assert!(title(&few) > 1.2 * title(&many), "{} and {}", title(&few), title(&many));
    let lowest = few_spots.iter().map(|s| s.place.1 + s.place.3).max().expect("bars");
    assert!(lowest > 850, "the lower half is empty: {lowest}");
    assert!(few_spots.iter().all(|s| s.place.3 >= 80), "thin bars");
}

#[test]
fn the_unit_of_small_multiples_stands_once() {
    let row = |i: usize| PanelRow { label: format!("word {i}"), value: 2.0, key: "word".into() };
    let panel = |i: usize| Panel { heading: format!("Outlet {i}"), rows: (0..9).map(row).collect(), ..Panel::default() };
    let kind = Panels { panels: (0..6).map(panel).collect(), unit: "z".into(), ..Panels::default() };
    for size in [Size::Slide, Size::Word, Size::Square] {
        let svg = chart::svg(&chart(ChartKind::Panels(kind.clone())), size);
        assert_eq!(svg.matches(">z<").count(), 1, "{}", size.name());
        assert_eq!(svg.matches(">word 8<").count(), 6, "{}: every stick is drawn", size.name());
    }
    let two_bands = chart::svg(&dots(6, 9), Size::Word);
    assert_eq!(two_bands.matches("% of quotes").count(), 1);
}

/// Too few for shares are counts, in no colour.
#[test]
fn too_few_for_shares_are_counted() {
    let ChartKind::StackedBars(mut stacked) = bars(1).kind else { panic!("no bars") };
    stacked.min_n = 5;
    stacked.categories.push(Category { key: "rest".into(), label: "4 other labels".into() });
    stacked.rows = vec![StackedRow { label: "TESNA".into(), n: 4, values: vec![1.0, 2.0, 1.0] }];
    let svg = chart::svg(&chart(ChartKind::StackedBars(stacked)), Size::Slide);
    assert!(svg.contains(">soldier 2, army 1, other labels 1<"), "{svg}");
    assert!(!svg.contains("50%<"), "no shares");
    let mut few = dots(1, 1);
    if let ChartKind::Dots(dots) = &mut few.kind {
        dots.min_n = 5;
        dots.rows[0].points[0] = DotPoint { category: "rebels".into(), value: Some(100.0), n: 1, ..DotPoint::default() };
    }
    let svg = chart::svg(&few, Size::Slide);
    assert!(svg.contains(">1 of 1<") && svg.contains("n below 5: too few to say"), "{svg}");
}

/// Nothing is drawn that nobody said: an open end has no length, a range no middle.
#[test]
fn numbers_keep_their_qualifiers() {
    let row = |style, low, point, high| RangeRow { label: "TESNA".into(), style, low, point, high, ..RangeRow::default() };
    let rows = vec![
        row(RangeStyle::Open, Some(212.0), Some(212.0), Some(233.0)),
        row(RangeStyle::Open, Some(4500.0), Some(9000.0), Some(8999.0)),
        row(RangeStyle::Open, None, None, Some(700.0)),
        row(RangeStyle::Vague, Some(360.0), Some(400.0), Some(440.0)),
        row(RangeStyle::Vague, Some(200.0), None, Some(999.0)),
        row(RangeStyle::Exact, Some(231.0), Some(231.0), Some(231.0)),
        RangeRow { label: "Digest24".into(), ..RangeRow::default() },
    ];
    let groups = vec![RangeGroup { rows, ..RangeGroup::default() }];
    let svg = chart::svg(&chart(ChartKind::Ranges(Ranges { groups, unit: "people".into() })), Size::Slide);
    for words in ["212+", "≤9,000", "≤700", "~400", "200–999", "231", "none found"] {
        assert!(svg.contains(&format!(">{words}<")), "no {words}");
    }
}

/// What nearly all call by one word makes no picture of choices.
#[test]
fn where_one_word_is_used_nothing_is_drawn() {
    let drawn = |name: &str| all(&DOCKERS).iter().any(|c| c.name == name);
    assert!(drawn("labels_strikers") && !drawn("labels_police"));
}
