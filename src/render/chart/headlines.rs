//! Texts side by side with marked words: colour and underline together.

use super::canvas::{Anchor, Area, Canvas};
use super::frame::{Entry, Swatch, frame};
use super::text::{Cut, Type, clean, is_rtl, regular, semibold, shorten, starts_rtl, width, wrap_even};
use crate::compare::exhibit::{Chart, TextCell, TextTable};

const HEAD: f64 = 26.0;
const GAP: f64 = 24.0;
/// Idle width that a column of short texts may have.
const MOST_LEFT: f64 = 70.0;
/// Line height in letter sizes.
const LEADING: f64 = 1.32;
const SIZES: [f64; 8] = [23.0, 21.0, 19.0, 17.0, 15.0, 13.5, 12.0, 11.0];

/// A word, or the part of one, that is marked throughout or not at all.
struct Piece {
    text: String,
    key: Option<String>,
    /// Whether a blank stands before it.
    spaced: bool,
}

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, table: &TextTable, sheet: (f64, f64)) {
    let entry = |c: &crate::compare::exhibit::Category| {
        let ink = canvas.theme.paint(&c.key, &chart.palette_keys).colour;
        Entry { label: c.label.clone(), swatch: Swatch::Underline(ink, style(chart, &c.key)) }
    };
    let legend: Vec<Entry> = table.marks.iter().map(entry).collect();
    let area = frame(canvas, chart, sheet, &legend);
    let count = table.columns.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
    let body_height = area.h - HEAD;
    let fitting = SIZES.into_iter().find(|&s| heights(table, &widths(table, area.w, count, s), s, 4).iter().sum::<f64>() <= body_height);
    let (size, most) = fitting.map_or((11.0, 2), |s| (s, 4));
    let widths = widths(table, area.w, count, size);
    let heights = heights(table, &widths, size, most);

    let mut shown = heights.len();
    while heights.iter().take(shown).sum::<f64>() + if shown < heights.len() { 20.0 } else { 0.0 } > body_height && shown > 1 {
        shown -= 1;
    }
    let used: f64 = heights.iter().take(shown).sum();
    let spread = if shown == heights.len() && shown > 0 { ((body_height - used) / shown as f64).min(36.0) } else { 0.0 };
    canvas.idle((body_height - used - spread * shown as f64).max(0.0));
    let mut x = area.x;
    for (name, w) in table.columns.iter().zip(&widths) {
        canvas.text(&shorten(name, semibold(12.0), *w, Cut::End), (x, area.y + 12.0), semibold(12.0), canvas.theme.grey, Anchor::Start);
        x += w + GAP;
    }
    let mut y = area.y + HEAD - 6.0;
    for (row, height) in table.rows.iter().zip(&heights).take(shown) {
        canvas.line((area.x, y), (area.right(), y), canvas.theme.grid, 1.0);
        let mut x = area.x;
        for (i, (cell, w)) in row.iter().zip(&widths).enumerate() {
            let place = Area { x, y: y + 5.0 + spread / 2.0, w: *w, h: *height };
            if i == 0 {
                draw_name(canvas, &cell.text, place, size)
            } else {
                draw_cell(canvas, chart, cell, place, size, most)
            }
            x += w + GAP;
        }
        y += height + spread;
    }
    if shown < heights.len() {
        let words = format!("and {} more (see table)", heights.len() - shown);
        canvas.drop(heights.len() - shown);
        canvas.text(&words, (area.x, y + 15.0), regular(12.0), canvas.theme.grey, Anchor::Start);
    }
}

/// Which kind of line stands under the words of a key.
fn style(chart: &Chart, key: &str) -> usize {
    chart.palette_keys.iter().position(|k| k == key).unwrap_or(0)
}

/// Names and short texts (a date) as wide as they are, the others by the length of their texts.
fn widths(table: &TextTable, room: f64, count: usize, size: f64) -> Vec<f64> {
    let cells = |i: usize| table.rows.iter().filter_map(move |r| r.get(i));
    let natural = |i: usize, face: Type| -> f64 {
        let heading = table.columns.get(i).map_or(0.0, |name| width(&clean(name), semibold(12.0)));
        cells(i).map(|c| width(&clean(&c.text), face)).fold(heading, f64::max) + 2.0
    };
    let short = |i: usize| Some(natural(i, semibold(size))).filter(|w| *w < room * if i + 1 < count { 0.18 } else { 0.12 });
    let first = if count == 1 { room } else { natural(0, name_type(size)).clamp(70.0, room * 0.22) };
    let fixed: Vec<Option<f64>> = (0..count).map(|i| if i == 0 { Some(first) } else { short(i) }).collect();
    // Where all texts fit as they are, each column has a share of what is left, but none so much that they stand apart.
    let whole: Vec<f64> = (0..count).map(|i| if i == 0 { first } else { natural(i, semibold(size)) }).collect();
    let left = (room - whole.iter().sum::<f64>() - GAP * (count - 1) as f64) / count as f64;
    if count > 1 && left > 0.0 {
        return whole.into_iter().map(|w| w + left.min(MOST_LEFT)).collect();
    }
    let mean = |i: usize| {
        let lengths: Vec<f64> = cells(i).map(|c| c.text.chars().count() as f64).collect();
        (lengths.iter().sum::<f64>() / lengths.len().max(1) as f64).clamp(12.0, 200.0).sqrt()
    };
    let rest = room - fixed.iter().flatten().sum::<f64>() - GAP * (count - 1) as f64;
    let total: f64 = (0..count).filter(|i| fixed.get(*i).is_some_and(Option::is_none)).map(mean).sum();
    fixed.iter().enumerate().map(|(i, w)| w.unwrap_or_else(|| rest * mean(i) / total)).collect()
}

fn name_type(size: f64) -> Type {
    regular((size - 1.5).clamp(11.0, 16.0))
}

fn heights(table: &TextTable, widths: &[f64], size: f64, most: usize) -> Vec<f64> {
    let height = |row: &Vec<TextCell>| {
        let lines = row.iter().zip(widths).skip(1).map(|(c, w)| lines(c, regular(size), *w, most).len()).max().unwrap_or(1).max(1);
        let first = row.first().zip(widths.first()).map_or(1, |(c, w)| wrap_even(&c.text, name_type(size), *w, 2, Cut::Middle).len());
        (lines as f64 * size * LEADING).max(first as f64 * name_type(size).size * 1.2) + 12.0
    };
    table.rows.iter().map(height).collect()
}

fn draw_name(canvas: &Canvas, name: &str, place: Area, size: f64) {
    let face = name_type(size);
    for (i, line) in wrap_even(name, face, place.w, 2, Cut::Middle).iter().enumerate() {
        let y = place.y + size * 1.0 + face.size * 1.2 * i as f64;
        canvas.text(line, (place.x, y), face, canvas.theme.ink, Anchor::Start);
    }
}

fn draw_cell(canvas: &Canvas, chart: &Chart, cell: &TextCell, place: Area, size: f64, most: usize) {
    if cell.text.trim().is_empty() {
        canvas.text("no text", (place.x, place.y + size), regular(size), canvas.theme.grey, Anchor::Start);
        return;
    }
    let rtl = starts_rtl(&cell.text);
    for (i, line) in even_lines(cell, regular(size), place.w, most).iter().enumerate() {
        let y = place.y + size + size * LEADING * i as f64;
        let mut x = if rtl { place.right() } else { place.x };
        for piece in join(line, rtl) {
            let face = if piece.key.is_some() { semibold(size) } else { regular(size) };
            let step = width(&piece.text, face);
            let blank = if piece.spaced { width(" ", regular(size)) } else { 0.0 };
            x += if rtl { -blank - step } else { blank };
            let paint = piece.key.as_ref().map(|key| (canvas.theme.paint(key, &chart.palette_keys).colour, style(chart, key)));
            canvas.text(&piece.text, (x, y), face, paint.map_or(canvas.theme.ink, |(c, _)| canvas.theme.readable(c)), Anchor::Start);
            if let Some((colour, style)) = paint {
                canvas.underline((x, y + size * 0.18), step, canvas.theme.edge(colour), style);
            }
            x += if rtl { 0.0 } else { step };
        }
    }
}

/// Neighbours on a line with the same mark and direction, joined: they are shaped and ordered together.
fn join(line: &[Piece], rtl: bool) -> Vec<Piece> {
    let mut out: Vec<(Piece, bool)> = Vec::new();
    for piece in line {
        let direction = if piece.text.chars().any(char::is_alphabetic) { piece.text.chars().any(is_rtl) } else { rtl };
        match out.last_mut() {
            Some((last, same)) if last.key == piece.key && *same == direction => {
                if piece.spaced {
                    last.text.push(' ');
                }
                last.text.push_str(&piece.text);
            }
            first => {
                let spaced = piece.spaced && first.is_some();
                out.push((Piece { text: piece.text.clone(), key: piece.key.clone(), spaced }, direction));
            }
        }
    }
    out.into_iter().map(|(piece, _)| piece).collect()
}

/// The cell's pieces on as few lines as they need, lines of about the same length.
fn even_lines(cell: &TextCell, face: Type, room: f64, most: usize) -> Vec<Vec<Piece>> {
    let greedy = lines(cell, face, room, most);
    let cut = |lines: &[Vec<Piece>]| lines.iter().flatten().any(|p| p.text.ends_with('…'));
    if greedy.len() < 2 || cut(&greedy) {
        return greedy;
    }
    let (mut narrow, mut wide) = (room / greedy.len() as f64, room);
    while wide - narrow > 8.0 {
        let middle = (narrow + wide) / 2.0;
        let tried = lines(cell, face, middle, greedy.len());
        if cut(&tried) { narrow = middle } else { wide = middle }
    }
    lines(cell, face, wide, greedy.len())
}

/// The cell's pieces, broken into lines that fit; what is over is cut with an ellipsis.
fn lines(cell: &TextCell, face: Type, room: f64, most: usize) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut x = 0.0;
    for word in words(cell) {
        let heavy = |p: &Piece| Type { weight: if p.key.is_some() { super::text::Weight::SemiBold } else { face.weight }, ..face };
        let w: f64 = word.iter().map(|p| width(&p.text, heavy(p))).sum();
        let blank = width(" ", face);
        let full = x > 0.0 && x + blank + w > room;
        if full && out.len() == most {
            if let Some(last) = out.last_mut() {
                let over = x + width("…", face) > room && last.len() > 1;
                if over {
                    last.pop();
                }
                last.push(Piece { text: "…".into(), key: None, spaced: false });
            }
            break;
        }
        if full {
            out.push(Vec::new());
            x = 0.0;
        }
        x += w + if x > 0.0 { blank } else { 0.0 };
        if let Some(line) = out.last_mut() {
            line.extend(word.into_iter().map(|p| Piece { text: shorten(&p.text, heavy(&p), room, Cut::End), ..p }));
        }
    }
    out
}

/// The cell's words, each cut where a mark begins or ends.
fn words(cell: &TextCell) -> Vec<Vec<Piece>> {
    let mut words: Vec<Vec<Piece>> = Vec::new();
    let mut fresh = true;
    for (i, c) in cell.text.chars().enumerate() {
        if c.is_whitespace() {
            fresh = true;
            continue;
        }
        let key = cell.marks.iter().find(|m| m.start <= i && i < m.end).map(|m| m.key.clone());
        if fresh {
            words.push(vec![Piece { text: c.to_string(), key, spaced: true }]);
        } else if let Some(word) = words.last_mut() {
            match word.last_mut() {
                Some(piece) if piece.key == key => piece.text.push(c),
                _ => word.push(Piece { text: c.to_string(), key, spaced: false }),
            }
        }
        fresh = false;
    }
    words
}
