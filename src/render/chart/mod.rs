//! Charts: from plain data to SVG, PNG and CSV. Same data, same bytes, on every machine.
//!
//! A chart is drawn in design units on a [`canvas`], surrounded by a [`frame`]; each kind has a file. Words are measured
//! with the embedded fonts, so that nothing overlaps and nothing depends on what the machine has installed.

mod axis;
mod bars;
mod canvas;
mod data;
mod dots;
mod frame;
mod headlines;
mod heat;
mod marks;
mod outline;
mod palette;
mod panels;
mod ranges;
mod raster;
mod rows;
mod series;
mod stacked;
mod text;
mod timeline;

use std::fmt::Write;

use crate::compare::exhibit::{Chart, ChartKind};
use canvas::Canvas;
pub use canvas::Spot;
pub use data::csv;
pub use outline::outlined_svg;
pub use palette::{Theme, contrast, on, theme, themes};
pub use raster::png;

/// Where the picture is to stand. All are meant for 220 dots an inch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// 16:9, 10 inches wide.
    #[default]
    Slide,
    /// As wide as the text of a letter or A4 page, 6.3 inches.
    Word,
    /// 8 by 8 inches.
    Square,
}

impl Size {
    /// Width and height of the PNG; one in a page of text may be higher.
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Size::Slide => (2200, 1238),
            Size::Word => (1386, 924),
            Size::Square => (1760, 1760),
        }
    }

    /// As `--size` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Size::Slide => "slide",
            Size::Word => "word",
            Size::Square => "square",
        }
    }

    /// Pixels a design unit.
    fn scale(self) -> f64 {
        match self {
            Size::Slide | Size::Square => 2.0,
            Size::Word => 1.65,
        }
    }

    /// Width and height in design units.
    fn sheet(self) -> (f64, f64) {
        let (w, h) = self.pixels();
        (f64::from(w) / self.scale(), f64::from(h) / self.scale())
    }

    /// How high a sheet may become, so that nothing is left out: a page of text, but slides and squares keep their shape.
    fn tallest(self) -> f64 {
        match self {
            Size::Slide | Size::Square => self.sheet().1,
            Size::Word => 1200.0,
        }
    }
}

/// By how much a sheet grows at a time.
const GROWTH: f64 = 40.0;

/// How large charts are and what they look like.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub size: Size,
    pub theme: &'static Theme,
}

impl Look {
    /// The look of charts inside the page, which goes dark by itself: never on a dark ground.
    pub fn in_page(self) -> Look {
        if self.theme.is_dark() { Look { theme: palette::first(), ..self } } else { self }
    }
}

impl Default for Look {
    fn default() -> Look {
        Size::default().into()
    }
}

impl From<Size> for Look {
    fn from(size: Size) -> Look {
        Look { size, theme: palette::first() }
    }
}

/// The chart as SVG with text as text.
pub fn svg(chart: &Chart, look: impl Into<Look>) -> String {
    drawn(chart, look).0
}

/// The chart as SVG, and where its numbers stand in it.
pub fn drawn(chart: &Chart, look: impl Into<Look>) -> (String, Vec<Spot>) {
    let look = look.into();
    let (width, height) = look.size.sheet();
    let mut best = drawn_on(chart, look, (width, height), 1.0);
    let mut high = height;
    while best.dropped > 0 && high + GROWTH <= look.size.tallest() {
        high += GROWTH;
        best = drawn_on(chart, look, (width, high), 1.0);
    }
    // Little on a square is drawn larger rather than with an empty half.
    for zoom in ZOOMS.into_iter().filter(|_| look.size == Size::Square) {
        let tried = drawn_on(chart, look, (width / zoom, height / zoom), zoom);
        if best.idle < height * IDLE || tried.dropped > 0 || tried.cut() > best.cut() {
            break;
        }
        best = tried;
    }
    (best.svg, best.spots)
}

/// How much larger a picture of little may be drawn, and the share of its height that must be empty for it.
const ZOOMS: [f64; 4] = [1.1, 1.2, 1.3, 1.4];
const IDLE: f64 = 0.12;

struct Drawn {
    svg: String,
    spots: Vec<Spot>,
    /// Things that had no room.
    dropped: usize,
    /// Height left over, in units of an ordinary sheet.
    idle: f64,
}

impl Drawn {
    /// How many words were cut.
    fn cut(&self) -> usize {
        self.svg.matches('…').count() + self.svg.matches(heat::MORE_COLUMNS).count()
    }
}

/// The chart on a sheet, everything so much larger.
fn drawn_on(chart: &Chart, Look { size, theme }: Look, sheet: (f64, f64), zoom: f64) -> Drawn {
    let mut drawn = String::new();
    let scale = size.scale() * zoom;
    let pixels = (size.pixels().0, (sheet.1 * scale).round() as u32);
    let mut canvas = Canvas::new(&mut drawn, pixels, scale, theme);
    canvas.grows = sheet.1 < size.tallest();
    match &chart.kind {
        kind if is_empty(kind) => frame::nothing(&canvas, chart, sheet),
        ChartKind::StackedBars(bars) => stacked::draw(&canvas, chart, bars, sheet),
        ChartKind::Ranges(ranges) => ranges::draw(&canvas, chart, ranges, sheet),
        ChartKind::HeatMap(heat) => heat::draw(&canvas, chart, heat, sheet),
        ChartKind::Dots(dots) => dots::draw(&canvas, chart, dots, sheet),
        ChartKind::Bars(bars) => bars::draw(&canvas, chart, bars, sheet),
        ChartKind::Timeline(timeline) => timeline::draw(&canvas, chart, timeline, sheet),
        ChartKind::Series(series) => series::draw(&canvas, chart, series, sheet),
        ChartKind::TextTable(table) => headlines::draw(&canvas, chart, table, sheet),
        ChartKind::Panels(panels) => panels::draw(&canvas, chart, panels, sheet),
    }
    let (spots, dropped, idle) = canvas.finish();
    let svg = finish(&drawn, chart, pixels, (sheet.0 * zoom, sheet.1 * zoom));
    Drawn { svg, spots, dropped, idle: idle * zoom }
}

/// How wide a text is in the embedded font, in the unit of `size`: what a drawing in another font must keep to.
pub fn text_width(text: &str, size: f64, semibold: bool) -> f64 {
    text::width(text, if semibold { text::semibold(size) } else { text::regular(size) })
}

fn is_empty(kind: &ChartKind) -> bool {
    match kind {
        ChartKind::StackedBars(bars) => bars.rows.is_empty(),
        ChartKind::Ranges(ranges) => ranges.groups.iter().all(|g| g.rows.is_empty()),
        ChartKind::HeatMap(heat) => heat.rows.is_empty() || heat.columns.is_empty(),
        ChartKind::Dots(dots) => dots.rows.is_empty(),
        ChartKind::Bars(bars) => bars.rows.is_empty(),
        ChartKind::Timeline(timeline) => timeline.rows.is_empty(),
        ChartKind::Series(series) => series.panels.iter().all(|p| p.lines.iter().all(|l| l.points.is_empty())),
        ChartKind::TextTable(table) => table.rows.is_empty(),
        ChartKind::Panels(panels) => panels.panels.iter().all(|p| p.rows.is_empty()),
    }
}

/// Gives the drawing its head with title and description, and removes what the drawing library writes in vain.
fn finish(drawn: &str, chart: &Chart, (w, h): (u32, u32), (dw, dh): (f64, f64)) -> String {
    let body = drawn.split_once('>').map_or("", |(_, rest)| rest);
    let mut out = String::with_capacity(drawn.len());
    let (title, alt) = (escape(&text::clean(&chart.title)), escape(&text::clean(&chart.alt)));
    let id: String = chart.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    write!(
        out,
        "<svg width=\"{dw:.0}\" height=\"{dh:.0}\" viewBox=\"0 0 {w} {h}\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\"><title id=\"{id}-title\">{title}</title><desc id=\"{id}-desc\">{alt}</desc>"
    )
    .ok();
    // The library writes a text on three lines; here every element stands on one.
    let mut in_text = false;
    for line in body.lines() {
        if line.starts_with("<text") {
            in_text = true;
            out.push_str(&tidy_text(line));
        } else if in_text {
            in_text = line != "</text>";
            out.push_str(line);
        } else {
            out.push_str(&line.replace(" opacity=\"1\"", "").replace(" stroke=\"none\"", ""));
        }
        if !in_text {
            out.push('\n');
        }
    }
    out
}

/// A text stands on its baseline, in round sizes, with a fallback for readers without the font.
fn tidy_text(tag: &str) -> String {
    let tag = tag.replace(" dy=\"-0.5ex\"", "").replace(" opacity=\"1\"", "").replace("\"bold\"", "\"600\"");
    let tag = tag.replace("font-family=\"Inter\"", "font-family=\"Inter, Noto Sans, Arial, sans-serif\"");
    let Some((before, rest)) = tag.split_once("font-size=\"") else { return tag };
    let Some((size, after)) = rest.split_once('"') else { return tag };
    let size = (size.parse::<f64>().unwrap_or(24.0) * 100.0).round() / 100.0;
    format!("{before}font-size=\"{size}\"{after}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
