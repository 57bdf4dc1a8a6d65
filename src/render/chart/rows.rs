//! Rows that fill an area: how high, in how many columns, and how many of them.

use super::canvas::{Anchor, Area, Canvas};
use super::text::{Cut, regular, width, wrap_even};

/// Smallest distance of two rows whose words can still be read.
pub const MIN_PITCH: f64 = 12.6;
/// Rows closer than this go into two columns where that is allowed.
pub const TIGHT_PITCH: f64 = 16.5;
/// Where rows do not fill the area, this share of the idle height stands above them.
pub const IDLE_ABOVE: f64 = 0.22;
/// Heights of rows, in sizes of letters, from which a label has two, three and four lines.
const LINES: [f64; 3] = [2.3, 3.6, 4.8];
/// Letters of a label that would be cut are no smaller than this.
const SMALLEST: f64 = 10.5;
/// Below this width labels get a larger share.
const NARROW: f64 = 600.0;
const COLUMN_GAP: f64 = 40.0;
/// Share of the height that a row may take, whatever else is said, and how much that is at most.
const HIGH_SHARE: f64 = 0.26;
const HIGHEST: f64 = 110.0;

/// Two columns where rows are many; but a sheet that grows has room for them below each other.
pub fn columns(canvas: &Canvas) -> Columns {
    if canvas.grows { Columns::One } else { Columns::UpToTwo }
}

/// Whether rows may be set in two columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    One,
    UpToTwo,
}

/// How rows fill an area.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows {
    /// The columns, all of one width; only the part that rows stand in.
    pub columns: Vec<Area>,
    pub per_column: usize,
    /// Distance from row to row.
    pub pitch: f64,
    /// Size of the words in a row.
    pub size: f64,
    /// How many rows are drawn.
    pub shown: usize,
    /// How many are not.
    pub hidden: usize,
    /// Height that they leave over.
    pub idle: f64,
}

impl Rows {
    /// Fits `count` rows into the area, at most `max_pitch` apart.
    pub fn fit(count: usize, area: Area, columns: Columns, max_pitch: f64) -> Rows {
        let tight = area.h / (count.max(1) as f64) < TIGHT_PITCH;
        let wanted = if columns == Columns::UpToTwo && tight { 2 } else { 1 };
        let room = (area.h / MIN_PITCH).floor().max(2.0) as usize;
        let per_column = count.max(1).div_ceil(wanted).min(room);
        let shown = if count > per_column * wanted { per_column * wanted - 1 } else { count };
        // Few rows stand farther apart, so that they use the room.
        let pitch = (area.h / per_column as f64).min(max_pitch.max((area.h * HIGH_SHARE).min(HIGHEST)));
        let w = (area.w - COLUMN_GAP * (wanted - 1) as f64) / wanted as f64;
        let height = pitch * per_column as f64;
        let columns = (0..wanted)
            .map(|i| Area { x: area.x + (w + COLUMN_GAP) * i as f64, y: area.y + (area.h - height) * IDLE_ABOVE, w, h: height })
            .collect();
        let largest = if pitch > 60.0 { 16.0 } else { 15.0 };
        let size = (pitch * 0.72).clamp(10.5, if wanted > 1 { 12.0 } else { largest });
        Rows { columns, per_column, pitch, size, shown, hidden: count - shown, idle: area.h - height }
    }

    /// The strip of the `i`th row, over the whole width of its column.
    pub fn strip(&self, i: usize) -> Area {
        let column = self.columns.get(i / self.per_column).or(self.columns.last());
        let column = column.copied().unwrap_or(Area { x: 0.0, y: 0.0, w: 0.0, h: 0.0 });
        Area { y: column.y + self.pitch * (i % self.per_column) as f64, h: self.pitch, ..column }
    }

    /// Says how many rows are not drawn, in the place of the last row, and what height is left over.
    pub fn close(&self, canvas: &Canvas) {
        canvas.idle(self.idle);
        if canvas.grows && self.pitch < TIGHT_PITCH {
            canvas.drop(1);
        }
        if self.hidden > 0 {
            let strip = self.strip(self.shown);
            say_more(canvas, self.hidden, (strip.x, middle(&strip)), self.size);
        }
    }
}

/// Says how many rows are not drawn. A sheet that may grow does so rather.
pub fn say_more(canvas: &Canvas, hidden: usize, (x, y): (f64, f64), size: f64) {
    canvas.drop(hidden);
    let words = format!("and {hidden} more (see table)");
    canvas.plate(&words, (x + width(&words, regular(size)) / 2.0, y), regular(size), canvas.theme.grey, canvas.theme.paper);
}

/// The middle of a strip.
pub fn middle(strip: &Area) -> f64 {
    strip.y + strip.h / 2.0
}

/// Width for a column of labels: as wide as the widest when it wraps, at most a share of `room`.
pub fn label_width<'a>(labels: impl Iterator<Item = &'a str>, size: f64, pitch: f64, room: f64) -> f64 {
    let most = (room * if room < NARROW { 0.46 } else { 0.3 }).min(300.0);
    let widest = labels.map(|l| {
        let (lines, size) = label_lines(l, size, pitch, most);
        lines.iter().map(|l| width(l, regular(size))).fold(0.0, f64::max)
    });
    widest.fold(0.0, f64::max).clamp(30.0, most) + 14.0
}

/// As many lines as the row is high enough for, cut in the middle; smaller letters rather than a cut.
pub fn label_lines(label: &str, size: f64, pitch: f64, room: f64) -> (Vec<String>, f64) {
    let lines = |size: f64| {
        let most = LINES.into_iter().take_while(|least| pitch >= size * least).count();
        wrap_even(label, regular(size), room, most + 1, Cut::Middle)
    };
    let whole = |size: f64| !lines(size).iter().any(|line| line.contains('…'));
    let size = if whole(size) || !whole(SMALLEST.min(size)) { size } else { SMALLEST.min(size) };
    (lines(size), size)
}

/// Writes a row's label at the left of its strip.
pub fn draw_label(canvas: &Canvas, label: &str, strip: &Area, size: f64, room: f64) {
    let (lines, size) = label_lines(label, size, strip.h, room - 14.0);
    let first = middle(strip) + size * 0.36 - size * 0.6 * (lines.len() as f64 - 1.0);
    for (i, line) in lines.iter().enumerate() {
        canvas.text(line, (strip.x, first + size * 1.2 * i as f64), regular(size), canvas.theme.ink, Anchor::Start);
    }
}
