//! What a comparison hands to the renderers: plain data, no drawing and no data frames.

use serde::{Deserialize, Serialize};

/// One picture with everything that must stand in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// File stem: `labels_by_outlet`.
    pub name: String,
    /// Says the finding. Two lines are shown, the rest is cut.
    pub title: String,
    /// What is counted, and of what.
    pub subtitle: String,
    /// The sample in words: `n = 123 mentions in 12 articles`. Stands after the subtitle.
    pub n: String,
    /// How to read it, or a caveat; stands above the footer. May be empty.
    pub note: String,
    /// Outlets, articles, dates, lexicon and convention version; filled in by the runner.
    pub footer: String,
    /// Text for readers who do not see the picture: kind of chart, of what, and what it shows.
    pub alt: String,
    /// All colour keys of the run in a fixed order. A key's place decides its colour, so a key looks the same in every
    /// chart that is given the same list. A key that is not in the list is grey.
    pub palette_keys: Vec<String>,
    /// The drawing and its data.
    pub kind: ChartKind,
}

/// The kinds of charts. Each draws its rows in the order given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// Shares or counts of categories, a bar a row.
    StackedBars(StackedBars),
    /// Numbers with their uncertainty on one axis a group.
    Ranges(Ranges),
    /// Rows by columns, a stronger shade is more.
    HeatMap(HeatMap),
    /// Estimates with intervals, a panel a category.
    Dots(Dots),
    /// One number a row.
    Bars(Bars),
    /// When something was published, a line a row.
    Timeline(Timeline),
    /// Numbers over time, a panel a thing.
    Series(Series),
    /// Texts side by side with marked words.
    TextTable(TextTable),
    /// Small multiples of lollipops on one axis.
    Panels(Panels),
}

/// Stacked horizontal bars.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StackedBars {
    /// What the segments are, in drawing and legend order.
    pub categories: Vec<Category>,
    /// The bars, from top to bottom.
    pub rows: Vec<StackedRow>,
    /// What the length of a bar means.
    pub scale: BarScale,
    /// A row with a smaller `n` gets its counts in words rather than shares. 0 switches this off.
    pub min_n: u64,
    /// What is counted, for the axis of counts: `mentions`.
    pub unit: String,
}

/// A segment of stacked bars.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// Decides the colour, see [`Chart::palette_keys`].
    pub key: String,
    /// What the legend says.
    pub label: String,
}

/// One bar of stacked bars.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct StackedRow {
    /// Whose bar: the outlet.
    pub label: String,
    /// The denominator. 0 is drawn as "none found".
    pub n: u64,
    /// A count for each category, in the order of the categories.
    pub values: Vec<f64>,
}

/// What the length of a stacked bar means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BarScale {
    /// Every bar is 100% long.
    #[default]
    Percent,
    /// Bars are as long as their counts.
    Count,
}

/// Dots and ranges.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Ranges {
    /// Each group has its own axis, logarithmic where the numbers span more than thirtyfold.
    pub groups: Vec<RangeGroup>,
    /// What the numbers count, where a group does not say: `people`.
    pub unit: String,
}

/// Numbers that can be compared with each other.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RangeGroup {
    /// `Killed`. Empty draws no heading.
    pub heading: String,
    /// The numbers, from top to bottom.
    pub rows: Vec<RangeRow>,
    /// Vertical lines, such as an official toll.
    pub references: Vec<Reference>,
    /// Unit of this axis. Empty takes that of the chart.
    pub unit: String,
}

/// One number as somebody gave it. All of `low`, `high` and `point` missing is drawn as "none found".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RangeRow {
    /// A label like that of the row before is not repeated.
    pub label: String,
    /// Small grey words after the label: the date, the headline.
    pub sublabel: Option<String>,
    /// The least it can be; missing (or infinite) if nothing is said.
    pub low: Option<f64>,
    /// The most it can be; missing (or infinite) if nothing is said.
    pub high: Option<f64>,
    /// The number itself, if there is one.
    pub point: Option<f64>,
    /// How sure it is.
    pub style: RangeStyle,
    /// Decides the colour.
    pub key: String,
    /// The shape of the point; the same for the same key.
    pub symbol: Symbol,
    /// Words at the right: `United Nations, at least`.
    pub note: String,
}

/// How sure the number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RangeStyle {
    /// Filled symbol.
    #[default]
    Exact,
    /// Open symbol: "about", "dozens".
    Vague,
    /// Arrow at the end that is not known: "at least", "up to".
    Open,
}

/// A vertical line, or a band, across a group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// Whose number: `official toll`.
    pub label: String,
    /// Where it stands on the axis.
    pub value: f64,
    /// Where it ends, if it is a range: then a band between two lines.
    pub high: Option<f64>,
}

/// The shape of a point, so that colour is never alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symbol {
    /// ●
    #[default]
    Circle,
    /// ■
    Square,
    /// ▲
    Triangle,
    /// ◆
    Diamond,
    /// ▼
    TriangleDown,
    /// ✕
    Cross,
}

impl Symbol {
    /// The symbol of the `i`th key: they repeat after six.
    pub fn nth(i: usize) -> Symbol {
        use Symbol::*;
        let all = [Circle, Square, Triangle, Diamond, TriangleDown, Cross];
        all.get(i % all.len()).copied().unwrap_or_default()
    }
}

/// Rows by columns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatMap {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// The rows, from top to bottom.
    pub rows: Vec<HeatRow>,
    /// What the shade means: `per 1,000 words`; or what 1 and 0 mean, where there is nothing between: `has it|lacks it`.
    pub unit: String,
    /// What a missing cell means, for the legend: `the same outlet`. Empty is "no data".
    pub missing: String,
}

/// A row of a heat map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatRow {
    /// Whose row.
    pub label: String,
    /// A cell for each column; a cell that is not there is missing.
    pub cells: Vec<HeatCell>,
}

/// A cell of a heat map.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct HeatCell {
    /// What the shade shows; missing is hatched.
    pub value: Option<f64>,
    /// What stands in the cell. Empty writes the value, and nothing where it is missing.
    pub text: String,
}

/// Estimates with intervals.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dots {
    /// The rows, from top to bottom.
    pub rows: Vec<DotRow>,
    /// The axis in words. `%` at the start also puts "%" behind the numbers: `% of quotes`.
    pub unit: String,
    /// Ends of the axis, where they are natural (0 and 100 for shares).
    pub domain: Option<(f64, f64)>,
    /// What stands where a value is missing: `not quoted`. Empty is "no data".
    pub missing: String,
    /// A point with a smaller `n` is drawn open, as too few to say. 0 switches this off.
    #[serde(default)]
    pub min_n: u64,
    /// What the points' references are, for the legend: `by chance alone`.
    #[serde(default)]
    pub reference: String,
}

impl Dots {
    /// Shares on an axis from 0 to 100%; `unit` begins with `%`, `missing` stands where there is no share.
    pub fn percent(rows: Vec<DotRow>, unit: &str, missing: &str) -> Dots {
        Dots { rows, unit: unit.into(), domain: Some((0.0, 100.0)), missing: missing.into(), ..Dots::default() }
    }
}

/// A row of dots.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DotRow {
    /// Whose row.
    pub label: String,
    /// At most one point a category; categories become panels in the order of their first appearance.
    pub points: Vec<DotPoint>,
}

/// An estimate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct DotPoint {
    /// Names the panel and decides the colour.
    pub category: String,
    /// Missing is drawn in words, see [`Dots::missing`].
    pub value: Option<f64>,
    /// Lower end of the 95% interval.
    pub low: Option<f64>,
    /// Upper end of the 95% interval.
    pub high: Option<f64>,
    /// The denominator; 0 if there is none to show.
    pub n: u64,
    /// A value to read the estimate against, see [`Dots::reference`].
    #[serde(default)]
    pub reference: Option<f64>,
}

/// Simple horizontal bars; may go left of zero.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bars {
    /// The bars, from top to bottom.
    pub rows: Vec<BarRow>,
    /// The axis in words, as in [`Dots::unit`].
    pub unit: String,
    /// A band of values that mean nothing, such as the noise of a split half.
    pub band: Option<(f64, f64)>,
    /// What the band is: `noise band`.
    pub band_label: String,
}

/// A bar.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BarRow {
    /// What is measured.
    pub label: String,
    /// Missing is drawn as "no data".
    pub value: Option<f64>,
    /// The denominator, in a column of its own if any row has one.
    pub n: Option<u64>,
    /// Decides the colour.
    pub key: String,
}

/// Points in time. Times are in UTC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// The lines, from top to bottom.
    pub rows: Vec<TimeRow>,
}

/// A line of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimeRow {
    /// Whose line.
    pub label: String,
    /// Decides the colour.
    pub key: String,
    /// In any order; drawn in order of time.
    pub points: Vec<TimePoint>,
}

/// A point in time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimePoint {
    /// ISO 8601: a day, or a day and time (with or without offset; without means UTC). Missing is listed as "no date".
    pub time: Option<String>,
    /// Words beside the point, where there is room.
    pub label: String,
    /// The shape of the point. Filled where the time is known, open where only the day is.
    pub symbol: Symbol,
}

/// Numbers over time. Times are in UTC.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Side by side, on one axis of time.
    pub panels: Vec<SeriesPanel>,
    /// What the numbers count: `people`. `%` at the start also puts "%" behind the numbers.
    pub unit: String,
    /// Ends of the axis of numbers, where they are natural (0 and 100 for shares).
    pub domain: Option<(f64, f64)>,
}

/// A panel of a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesPanel {
    /// `People killed`. Empty draws no heading.
    pub heading: String,
    /// Drawn in this order, the last on top.
    pub lines: Vec<SeriesLine>,
    /// A range that the numbers are to be read against, such as a reference figure.
    pub band: Option<(f64, f64)>,
    /// What the band is: `commission, Nov 2025`.
    pub band_label: String,
}

/// Points that belong together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesLine {
    /// Whose numbers, for the legend. Empty is not listed.
    pub label: String,
    /// Decides the colour.
    pub key: String,
    /// The shape of the points.
    pub symbol: Symbol,
    /// How the points are joined.
    pub join: Join,
    /// In any order; drawn in order of time.
    pub points: Vec<SeriesPoint>,
}

/// How points are joined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// Not at all.
    #[default]
    None,
    /// By straight lines.
    Line,
    /// By steps, without symbols: what held until the next point.
    Step,
}

/// A number at a time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SeriesPoint {
    /// ISO 8601, as in [`TimePoint::time`]; a bare day stands at its noon.
    pub time: String,
    /// Missing leaves the range alone.
    pub value: Option<f64>,
    /// Lower end of its range or interval.
    pub low: Option<f64>,
    /// Upper end of its range or interval.
    pub high: Option<f64>,
    /// Drawn open: vague words, too few cases.
    pub open: bool,
    /// The denominator; 0 if there is none.
    pub n: u64,
    /// Words for the table of the plotted data.
    pub note: String,
}

/// Texts side by side.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextTable {
    /// Headings; the first column is the name of the row.
    pub columns: Vec<String>,
    /// A cell for each column.
    pub rows: Vec<Vec<TextCell>>,
    /// What the marks mean, for the legend. Empty draws no legend.
    pub marks: Vec<Category>,
}

/// A text with marked words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TextCell {
    /// As published.
    pub text: String,
    /// The words that stand out.
    pub marks: Vec<Mark>,
}

/// A stretch of a cell's text to stand out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// First code point in the cell's text.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// Decides the colour.
    pub key: String,
}

/// Small multiples: a panel a heading, all on one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panels {
    /// In reading order.
    pub panels: Vec<Panel>,
    /// The axis in words.
    pub unit: String,
    /// Kinds of rows: each with its colour and symbol, for the legend.
    pub keys: Vec<Category>,
    /// What the bands are.
    pub band_label: String,
}

/// One of small multiples.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// Whose panel.
    pub heading: String,
    /// Its sample in words, at the right of the heading.
    pub n: String,
    /// The sticks, from top to bottom.
    pub rows: Vec<PanelRow>,
    /// Values from minus this to this mean nothing; those inside are drawn open.
    pub band: Option<f64>,
}

/// A stick of a panel.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PanelRow {
    /// What is measured.
    pub label: String,
    pub value: f64,
    /// Decides colour and symbol.
    pub key: String,
}
