//! Dots and ranges: numbers as they were given, with what is known of their ends.

use plotters::style::RGBColor;

use super::axis::{AXIS_HEIGHT, Axis, number};
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, arrow, frame};
use super::palette::{GREY, GRID, INK, PAPER, colour, mix};
use super::rows::{draw_label, label_width, middle};
use super::text::{Cut, Weight, regular, semibold, shorten, width};
use crate::compare::exhibit::{Chart, RangeGroup, RangeRow, RangeStyle, Ranges, Symbol};

const HEADING: f64 = 26.0;
const GROUP_GAP: f64 = 14.0;
const MIN_PITCH: f64 = 14.5;
const COLUMN_GAP: f64 = 44.0;

/// A group, or the part of one that stands in one column.
struct Block<'a> {
    group: &'a RangeGroup,
    rows: &'a [RangeRow],
    hidden: usize,
}

impl Block<'_> {
    fn lines(&self) -> usize {
        self.rows.len().max(1) + usize::from(self.hidden > 0)
    }
    fn fixed(&self) -> f64 {
        let references = if self.group.references.is_empty() { 0.0 } else { 16.0 };
        AXIS_HEIGHT + references + if self.group.heading.is_empty() { 4.0 } else { HEADING }
    }
}

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, ranges: &Ranges, sheet: (f64, f64)) {
    let area = frame(canvas, chart, sheet, &legend(chart, ranges));
    let columns = arrange(ranges, area);
    let gaps = COLUMN_GAP * (columns.len().saturating_sub(1)) as f64;
    let w = (area.w - gaps) / columns.len().max(1) as f64;
    for (i, blocks) in columns.iter().enumerate() {
        let fixed: f64 = blocks.iter().map(Block::fixed).sum::<f64>() + GROUP_GAP * blocks.len().saturating_sub(1) as f64;
        let lines: usize = blocks.iter().map(Block::lines).sum();
        let pitch = ((area.h - fixed) / lines.max(1) as f64).clamp(MIN_PITCH, 44.0);
        let mut y = area.y;
        for block in blocks {
            let height = block.fixed() + pitch * block.lines() as f64;
            let place = Area { x: area.x + (w + COLUMN_GAP) * i as f64, y, w, h: height };
            draw_block(canvas, chart, ranges, block, place, pitch);
            y += height + GROUP_GAP;
        }
    }
}

/// Puts the groups into one column, or two if they are too many, and drops the rows that have no room.
fn arrange<'a>(ranges: &'a Ranges, area: Area) -> Vec<Vec<Block<'a>>> {
    let whole: Vec<Block> = ranges.groups.iter().map(|group| Block { group, rows: &group.rows, hidden: 0 }).collect();
    let height = |blocks: &[Block], pitch: f64| -> f64 {
        blocks.iter().map(|b| b.fixed() + b.lines() as f64 * pitch).sum::<f64>() + GROUP_GAP * blocks.len().saturating_sub(1) as f64
    };
    if height(&whole, 17.0) <= area.h || area.w < 900.0 && height(&whole, MIN_PITCH) <= area.h {
        return vec![whole];
    }
    let mut columns: Vec<Vec<Block>> = if area.w < 900.0 {
        vec![whole]
    } else if let [only] = ranges.groups.as_slice() {
        let (left, right) = only.rows.split_at(only.rows.len().div_ceil(2));
        [left, right].into_iter().map(|rows| vec![Block { group: only, rows, hidden: 0 }]).collect()
    } else {
        let half = height(&whole, MIN_PITCH) / 2.0;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for block in whole {
            if right.is_empty() && (left.is_empty() || height(&left, MIN_PITCH) + block.lines() as f64 * MIN_PITCH / 2.0 < half) {
                left.push(block);
            } else {
                right.push(block);
            }
        }
        vec![left, right]
    };
    for blocks in &mut columns {
        while height(blocks, MIN_PITCH) > area.h {
            let Some(longest) = blocks.iter_mut().max_by_key(|b| b.rows.len()).filter(|b| b.rows.len() > 1) else { break };
            longest.rows = longest.rows.split_last().map_or(longest.rows, |(_, rest)| rest);
            longest.hidden += 1;
        }
    }
    columns.retain(|blocks| !blocks.is_empty());
    columns
}

fn draw_block(canvas: &Canvas, chart: &Chart, ranges: &Ranges, block: &Block, place: Area, pitch: f64) {
    let group = block.group;
    let mut top = place.y + 4.0;
    if !group.heading.is_empty() {
        let heading = shorten(&group.heading, semibold(15.0), place.w, Cut::End);
        canvas.text(&heading, (place.x, place.y + 14.0), semibold(15.0), INK, Anchor::Start);
        top = place.y + HEADING;
    }
    if !group.references.is_empty() {
        top += 16.0;
    }
    let size = (pitch * 0.72).clamp(10.5, 14.0);
    let named = |r: &RangeRow| {
        if sub_beside(r, pitch, size) { format!("{}  {}", r.label, r.sublabel.as_deref().unwrap_or("")) } else { r.label.clone() }
    };
    let names: Vec<String> = group.rows.iter().map(named).collect();
    let labels = label_width(names.iter().map(String::as_str), size, pitch, place.w);
    let note = regular((size - 1.0).max(10.5));
    let notes = group.rows.iter().map(|r| width(&r.note, note)).fold(0.0, f64::max);
    let notes = if notes > 0.0 { notes.min(place.w * 0.27) + 16.0 } else { 10.0 };
    let (x0, x1) = (place.x + labels + 6.0, place.right() - notes - 10.0);
    let values: Vec<f64> = group.rows.iter().flat_map(numbers).chain(group.references.iter().map(|r| r.value)).collect();
    let axis = Axis::fitting(&values, x0, x1);
    let body = Area { x: place.x, y: top, w: place.w, h: pitch * block.lines() as f64 };
    for i in 0..block.rows.len() {
        let y = top + pitch * (i as f64 + 0.5);
        canvas.line((x0, y), (x1, y), mix(GRID, PAPER, 0.35), 1.0);
    }
    let unit = if group.unit.is_empty() { &ranges.unit } else { &group.unit };
    axis.draw(canvas, &body, unit);
    draw_references(canvas, group, &axis, body, (x0, x1));
    let mut before: Option<&RangeRow> = None;
    for (i, row) in block.rows.iter().enumerate() {
        let strip = Area { y: top + pitch * i as f64, h: pitch, ..place };
        if before.is_none_or(|b| b.label != row.label) {
            draw_name(canvas, row, &strip, size, labels);
        }
        before = Some(row);
        let paint = colour(&row.key, &chart.palette_keys).colour;
        draw_row(canvas, row, &axis, (middle(&strip), x1), size, paint);
        let words = shorten(&row.note, note, notes - 16.0, Cut::End);
        canvas.text(&words, (place.right() - notes + 16.0, middle(&strip) + note.size * 0.36), note, GREY, Anchor::Start);
    }
    if block.hidden > 0 {
        let y = top + pitch * (block.rows.len() as f64 + 0.5) + size * 0.36;
        canvas.text(&format!("and {} more (see table)", block.hidden), (place.x, y), regular(size), GREY, Anchor::Start);
    }
}

/// Whether the small words stand beside the label rather than below it.
fn sub_beside(row: &RangeRow, pitch: f64, size: f64) -> bool {
    row.sublabel.is_some() && pitch < size * 2.3
}

fn draw_name(canvas: &Canvas, row: &RangeRow, strip: &Area, size: f64, room: f64) {
    let Some(sub) = row.sublabel.as_deref().filter(|s| !s.is_empty()) else {
        draw_label(canvas, &row.label, strip, size, room);
        return;
    };
    let small = regular((size - 2.0).max(10.5));
    if sub_beside(row, strip.h, size) {
        let sub_width = width(sub, small).min(room * 0.4);
        let label = shorten(&row.label, regular(size), room - 20.0 - sub_width, Cut::Middle);
        let baseline = middle(strip) + size * 0.36;
        canvas.text(&label, (strip.x, baseline), regular(size), INK, Anchor::Start);
        let after = strip.x + width(&label, regular(size)) + 6.0;
        canvas.text(&shorten(sub, small, sub_width, Cut::End), (after, baseline), small, GREY, Anchor::Start);
    } else {
        let label = shorten(&row.label, regular(size), room - 14.0, Cut::Middle);
        canvas.text(&label, (strip.x, middle(strip) - 1.0), regular(size), INK, Anchor::Start);
        let sub = shorten(sub, small, room - 14.0, Cut::End);
        canvas.text(&sub, (strip.x, middle(strip) + size), small, GREY, Anchor::Start);
    }
}

fn draw_references(canvas: &Canvas, group: &RangeGroup, axis: &Axis, body: Area, (x0, x1): (f64, f64)) {
    let mut free = f64::NEG_INFINITY;
    let mut sorted: Vec<_> = group.references.iter().filter(|r| r.value.is_finite()).collect();
    sorted.sort_by(|a, b| a.value.total_cmp(&b.value));
    for reference in sorted {
        let x = axis.x(reference.value);
        canvas.dashes((x, body.y - 4.0), (x, body.bottom()), INK, 1.2);
        let words = shorten(&format!("{}: {}", reference.label, number(reference.value)), regular(11.0), x1 - x0, Cut::Middle);
        let half = width(&words, regular(11.0)) / 2.0;
        let centre = x.clamp(x0 + half, (x1 - half).max(x0 + half));
        if centre - half > free {
            canvas.text(&words, (centre, body.y - 8.0), regular(11.0), INK, Anchor::Middle);
            free = centre + half + 8.0;
        }
    }
}

fn draw_row(canvas: &Canvas, row: &RangeRow, axis: &Axis, (y, x1): (f64, f64), size: f64, paint: RGBColor) {
    let face = super::text::Type { size: (size - 1.0).max(10.5), weight: Weight::Regular };
    let baseline = y + face.size * 0.36;
    let known = numbers(row);
    let (Some(least), Some(most)) = (known.iter().copied().reduce(f64::min), known.iter().copied().reduce(f64::max)) else {
        canvas.plate("no figure", (axis.x(f64::MIN) + width("no figure", face) / 2.0 + 3.0, y), face, GREY, PAPER);
        return;
    };
    let r = (size * 0.42).clamp(4.0, 6.0);
    let (mut left, mut right) = (axis.x(least), axis.x(most));
    if most > least {
        canvas.rect(Area { x: left, y: y - 2.5, w: right - left, h: 5.0 }, mix(paint, PAPER, 0.45));
    }
    if row.style == RangeStyle::Open && row.high.is_none() {
        arrow(canvas, (right, y), right + 30.0, paint);
        right += 30.0;
    } else if row.style == RangeStyle::Open && row.low.is_none() {
        arrow(canvas, (left, y), left - 30.0, paint);
        left -= 30.0;
    }
    let fill = if row.style == RangeStyle::Vague { Fill::Open } else { Fill::Filled };
    if let Some(point) = row.point.or((least == most || row.style == RangeStyle::Open).then_some(least)) {
        canvas.symbol(row.symbol, (axis.x(point), y), r, paint, fill);
    } else {
        for end in [axis.x(least), axis.x(most)] {
            canvas.rect(Area { x: end - 1.0, y: y - 6.0, w: 2.0, h: 12.0 }, paint);
        }
    }
    let words = match row.point {
        Some(point) => number(point),
        None if least == most => number(least),
        None => format!("{}–{}", number(least), number(most)),
    };
    let w = width(&words, face);
    let (after, before) = (right + r + 6.0, left - r - 6.0);
    let x = if after + w <= x1 + 10.0 { after } else { (before - w).max(axis.x(f64::MIN)) };
    canvas.plate(&words, (x + w / 2.0, y), face, INK, PAPER);
    let _ = baseline;
}

fn numbers(row: &RangeRow) -> Vec<f64> {
    [row.low, row.point, row.high].into_iter().flatten().filter(|v| v.is_finite()).collect()
}

fn legend(chart: &Chart, ranges: &Ranges) -> Vec<Entry> {
    let rows = || ranges.groups.iter().flat_map(|g| &g.rows).filter(|r| !numbers(r).is_empty());
    let mut entries: Vec<Entry> = Vec::new();
    for key in &chart.palette_keys {
        if let Some(row) = rows().find(|r| &r.key == key) {
            let swatch = Swatch::Symbol(row.symbol, colour(key, &chart.palette_keys).colour, Fill::Filled);
            entries.push(Entry { label: key.clone(), swatch });
        }
    }
    if rows().any(|r| r.style == RangeStyle::Exact) && rows().any(|r| r.style != RangeStyle::Exact) {
        entries.push(Entry { label: "as given".into(), swatch: Swatch::Symbol(Symbol::Circle, GREY, Fill::Filled) });
    }
    if rows().any(|r| r.style == RangeStyle::Vague) {
        entries.push(Entry { label: "approximate".into(), swatch: Swatch::Symbol(Symbol::Circle, GREY, Fill::Open) });
    }
    if rows().any(|r| r.low != r.high && r.low.is_some() && r.high.is_some()) {
        entries.push(Entry { label: "range".into(), swatch: Swatch::Range(mix(GREY, PAPER, 0.45)) });
    }
    if rows().any(|r| r.style == RangeStyle::Open) {
        entries.push(Entry { label: "or more / or fewer".into(), swatch: Swatch::Arrow(GREY) });
    }
    entries
}
