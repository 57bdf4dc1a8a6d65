//! Dots and ranges: numbers as they were given, with what is known of their ends.

use super::axis::{Axis, number};
use super::canvas::{Anchor, Area, Canvas, Fill};
use super::frame::{Entry, Swatch, frame};
use super::marks::{Numbers, Opening, draw_row, label_end, note_type, numbers, opening};
use super::palette::mix;
use super::rows::{IDLE_ABOVE, MIN_PITCH, draw_label, label_lines, middle, say_more};
use super::text::{Cut, Type, regular, semibold, shorten, width, wrap_even};
use crate::compare::exhibit::{Chart, RangeGroup, RangeRow, RangeStyle, Ranges, Symbol};

const HEADING: f64 = 26.0;
const GROUP_GAP: f64 = 14.0;
const COLUMN_GAP: f64 = 44.0;
/// Columns narrower than this have no notes.
const NARROW: f64 = 560.0;
const REFERENCE_LINE: f64 = 16.0;

/// A group, or the part of one that stands in one column.
struct Block<'a> {
    group: &'a RangeGroup,
    heading: String,
    rows: &'a [RangeRow],
    hidden: usize,
    unit: &'a str,
}

impl Block<'_> {
    fn lines(&self) -> usize {
        self.rows.len().max(1) + usize::from(self.hidden > 0)
    }
    fn above(&self) -> f64 {
        let heading = if self.heading.is_empty() { 4.0 } else { HEADING };
        heading + REFERENCE_LINE * reference_lines(self.group) as f64
    }
    fn fixed(&self) -> f64 {
        // Under a heading the unit stands beside it, else below the axis.
        self.above() + if self.heading.is_empty() { 36.0 } else { 22.0 }
    }
}

/// What the blocks of a column share, so that their edges are flush.
#[derive(Clone, Copy)]
struct Layout {
    pitch: f64,
    /// Size of labels.
    size: f64,
    labels: f64,
    /// Whether small words stand beside the labels.
    beside: bool,
    notes: f64,
    /// What the numbers behind the marks need to the right of the axes.
    over: f64,
    numbers: Numbers,
}

/// Draws the chart.
pub fn draw(canvas: &Canvas, chart: &Chart, ranges: &Ranges, sheet: (f64, f64)) {
    let area = frame(canvas, chart, sheet, &legend(canvas, chart, ranges));
    let columns = arrange(ranges, area);
    let gaps = COLUMN_GAP * (columns.len().saturating_sub(1)) as f64;
    let w = (area.w - gaps) / columns.len().max(1) as f64;
    for (i, blocks) in columns.iter().enumerate() {
        let fixed: f64 = blocks.iter().map(Block::fixed).sum::<f64>() + GROUP_GAP * blocks.len().saturating_sub(1) as f64;
        let lines: usize = blocks.iter().map(Block::lines).sum();
        let pitch = ((area.h - fixed) / lines.max(1) as f64).clamp(MIN_PITCH, 60.0);
        let layout = layout(ranges, pitch, w);
        let used = fixed + pitch * lines as f64;
        canvas.idle((area.h - used).max(0.0));
        let mut y = area.y + (area.h - used).max(0.0) * IDLE_ABOVE;
        for block in blocks {
            let height = block.fixed() + pitch * block.lines() as f64;
            let place = Area { x: area.x + (w + COLUMN_GAP) * i as f64, y, w, h: height };
            draw_block(canvas, chart, block, place, layout);
            y += height + GROUP_GAP;
        }
    }
}

fn layout(ranges: &Ranges, pitch: f64, w: f64) -> Layout {
    let rows = || ranges.groups.iter().flat_map(|g| &g.rows);
    let size = (pitch * 0.72).clamp(10.5, if w < 700.0 { 12.0 } else { 14.0 });
    // The small words stand beside the label rather than below it, unless rows are high or narrow.
    let beside = pitch < size * if w < NARROW { 2.2 } else { 2.75 };
    let named = |r: &RangeRow| match &r.sublabel {
        Some(sub) if beside => width(&r.label, regular(size)) + 6.0 + width(sub, sub_type(size)),
        Some(sub) => width(&r.label, regular(size)).max(width(sub, sub_type(size))),
        None => width(&r.label, regular(size)),
    };
    let widest = |words: &dyn Fn(&RangeRow) -> f64| rows().map(words).fold(0.0, f64::max);
    // Whole names first: what they leave to the axis and the notes is theirs.
    let labels = widest(&named).min(w * if w < NARROW { 0.55 } else { 0.42 }) + 14.0;
    let notes = widest(&|r| width(&r.note, note_type(size))).min(w * if w < 700.0 { 0.24 } else { 0.34 });
    // Beside another column there is no room for them: the number has its "+" and "~", the colour is the source.
    let notes = if w < NARROW { 0.0 } else { notes };
    let notes = if labels + notes > w * 0.66 { (w * 0.66 - labels).max(w * 0.15).min(notes) } else { notes };
    let numbers = if w < 700.0 { Numbers::Short } else { Numbers::Long };
    let notes = if notes > 0.0 { notes + 18.0 } else { 0.0 };
    let right = w - notes - 8.0;
    let needed = |group: &RangeGroup| {
        let axis = Axis::fitting(&on_axis(group), labels + 6.0, right);
        group.rows.iter().map(|r| label_end(r, &axis, size, numbers)).fold(right, f64::max) - right
    };
    let over = ranges.groups.iter().map(needed).fold(0.0, f64::max);
    Layout { pitch, size, labels, beside, notes, over, numbers }
}

/// All numbers that an axis must hold.
fn on_axis(group: &RangeGroup) -> Vec<f64> {
    group.rows.iter().flat_map(numbers).chain(group.references.iter().flat_map(|r| [Some(r.value), r.high]).flatten()).collect()
}

fn sub_type(size: f64) -> Type {
    regular((size - 2.0).max(10.5))
}

/// Puts the groups into one column, or two if they are too many, and drops the rows that have no room.
fn arrange<'a>(ranges: &'a Ranges, area: Area) -> Vec<Vec<Block<'a>>> {
    let block = |group: &'a RangeGroup, rows: &'a [RangeRow], heading: String| Block {
        group,
        heading,
        rows,
        hidden: 0,
        unit: if group.unit.is_empty() { &ranges.unit } else { &group.unit },
    };
    let whole: Vec<Block> = ranges.groups.iter().map(|g| block(g, &g.rows, g.heading.clone())).collect();
    let height = |blocks: &[Block], pitch: f64| -> f64 {
        blocks.iter().map(|b| b.fixed() + b.lines() as f64 * pitch).sum::<f64>() + GROUP_GAP * blocks.len().saturating_sub(1) as f64
    };
    let mut columns: Vec<Vec<Block>> = if height(&whole, MIN_PITCH) <= area.h || area.w < 900.0 {
        vec![whole]
    } else if let [only] = ranges.groups.as_slice() {
        let fixed = height(&[block(only, &[], only.heading.clone())], 0.0);
        let room = ((area.h - fixed) / MIN_PITCH).floor().max(2.0) as usize;
        let shown = if only.rows.len() > 2 * room { 2 * room - 1 } else { only.rows.len() };
        let rows = only.rows.get(..shown).unwrap_or(&only.rows);
        let (left, right) = rows.split_at(shown.div_ceil(2).min(room));
        let more = if only.heading.is_empty() { String::new() } else { format!("{} (continued)", only.heading) };
        let right = Block { hidden: only.rows.len() - shown, ..block(only, right, more) };
        vec![vec![block(only, left, only.heading.clone())], vec![right]]
    } else {
        let half = height(&whole, MIN_PITCH) / 2.0;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for block in whole {
            let middle = height(&left, MIN_PITCH) + block.lines() as f64 * MIN_PITCH / 2.0;
            if right.is_empty() && (left.is_empty() || middle < half) { left.push(block) } else { right.push(block) }
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

fn draw_block(canvas: &Canvas, chart: &Chart, block: &Block, place: Area, layout: Layout) {
    let (group, Layout { pitch, size, labels, notes, numbers: style, .. }) = (block.group, layout);
    let heading = shorten(&block.heading, semibold(15.0), place.w, Cut::End);
    canvas.text(&heading, (place.x, place.y + 14.0), semibold(15.0), canvas.theme.ink, Anchor::Start);
    let body = Area { y: place.y + block.above(), h: pitch * block.lines() as f64, ..place };
    let (x0, right) = (place.x + labels + 6.0, place.right() - notes - 8.0);
    let values = on_axis(group);
    let x1 = (right - layout.over).max(x0 + (right - x0) * 0.4);
    let axis = Axis::fitting(&values, x0, x1);
    for i in 0..block.rows.len() {
        let y = body.y + pitch * (i as f64 + 0.5);
        canvas.line((x0, y), (x1, y), mix(canvas.theme.grid, canvas.theme.paper, 0.35), 1.0);
    }
    if values.is_empty() {
        canvas.line((x0, body.y), (x0, body.bottom()), canvas.theme.grid, 1.0);
    } else {
        let after = place.x + width(&heading, semibold(15.0)) + 10.0;
        if heading.is_empty() {
            axis.draw(canvas, &body, block.unit);
        } else {
            axis.draw_ticks(canvas, &body, block.unit);
            let unit = shorten(&axis.unit_words(block.unit), regular(12.0), (place.right() - after).max(0.0), Cut::End);
            canvas.text(&unit, (after, place.y + 14.0), regular(12.0), canvas.theme.grey, Anchor::Start);
        }
    }
    draw_references(canvas, group, &axis, body, (place.x, place.right()));
    let mut before: Option<&RangeRow> = None;
    for (i, row) in block.rows.iter().enumerate() {
        let strip = Area { y: body.y + pitch * i as f64, h: pitch, ..place };
        if before.is_none_or(|b| b.label != row.label || b.sublabel != row.sublabel) {
            draw_name(canvas, row, &strip, layout);
        }
        before = Some(row);
        let said = row.sublabel.as_deref().map_or(row.note.clone(), |date| format!("{date} {}", row.note));
        canvas.spot(Area { x: x0, w: place.right() - x0, ..strip }, &row.label, &said);
        let paint = canvas.theme.paint(&row.key, &chart.palette_keys).colour;
        draw_row(canvas, row, &axis, (x0, middle(&strip)), (size, style), paint);
        let face = note_type(size);
        let lines = [2.9, 4.3].into_iter().filter(|least| pitch >= face.size * least).count() + 1;
        let lines = wrap_even(&row.note, face, notes - 18.0, lines, Cut::End);
        // Higher rows hold more lines.
        if lines.iter().any(|line| line.contains('…')) && pitch < face.size * 4.3 && notes > 0.0 {
            canvas.drop(1);
        }
        let first = middle(&strip) + face.size * (0.36 - 0.6 * (lines.len() as f64 - 1.0));
        for (i, line) in lines.iter().enumerate() {
            let y = first + face.size * 1.2 * i as f64;
            canvas.text(line, (place.right() - notes + 18.0, y), face, canvas.theme.grey, Anchor::Start);
        }
    }
    if block.hidden > 0 {
        say_more(canvas, block.hidden, (place.x, body.y + pitch * (block.rows.len() as f64 + 0.5)), size);
    }
}

fn draw_name(canvas: &Canvas, row: &RangeRow, strip: &Area, Layout { size, labels: room, beside, .. }: Layout) {
    let Some(sub) = row.sublabel.as_deref().filter(|s| !s.is_empty()) else {
        draw_label(canvas, &row.label, strip, size, room);
        return;
    };
    let small = sub_type(size);
    if beside {
        let sub_width = width(sub, small).min(room * 0.4);
        let label = shorten(&row.label, regular(size), room - 20.0 - sub_width, Cut::Middle);
        let baseline = middle(strip) + size * 0.36;
        canvas.text(&label, (strip.x, baseline), regular(size), canvas.theme.ink, Anchor::Start);
        let after = strip.x + width(&label, regular(size)) + 6.0;
        canvas.text(&shorten(sub, small, sub_width, Cut::End), (after, baseline), small, canvas.theme.grey, Anchor::Start);
    } else {
        // The name on as many lines as there is room for, the small words below it.
        let (lines, size) = label_lines(&row.label, size, strip.h - small.size * 1.4, room - 14.0);
        let first = middle(strip) - 1.0 - size * 0.6 * (lines.len() as f64 - 1.0);
        for (i, line) in lines.iter().enumerate() {
            canvas.text(line, (strip.x, first + size * 1.2 * i as f64), regular(size), canvas.theme.ink, Anchor::Start);
        }
        let below = first + size * 1.2 * (lines.len() as f64 - 1.0) + size + 1.0;
        canvas.text(&shorten(sub, small, room - 14.0, Cut::End), (strip.x, below), small, canvas.theme.grey, Anchor::Start);
    }
}

/// Lines and bands across the rows. Their words stand above, one over the other where they would meet.
fn draw_references(canvas: &Canvas, group: &RangeGroup, axis: &Axis, body: Area, (x0, x1): (f64, f64)) {
    let mut sorted: Vec<_> = group.references.iter().filter(|r| r.value.is_finite()).collect();
    sorted.sort_by(|a, b| a.value.total_cmp(&b.value));
    // Where each line of words ends; the lowest first.
    let mut ends: Vec<f64> = Vec::new();
    for reference in sorted {
        let high = reference.high.filter(|h| h.is_finite() && *h > reference.value);
        let (left, right) = (axis.x(reference.value), axis.x(high.unwrap_or(reference.value)));
        canvas.rect(Area { x: left, w: right - left, ..body }, mix(canvas.theme.grid, canvas.theme.paper, 0.35));
        let amount = high.map_or(number(reference.value), |high| format!("{}–{}", number(reference.value), number(high)));
        let words = shorten(&format!("{}: {amount}", reference.label), regular(11.0), x1 - x0, Cut::Middle);
        let half = width(&words, regular(11.0)) / 2.0;
        let centre = ((left + right) / 2.0).clamp(x0 + half, (x1 - half).max(x0 + half));
        let line = ends.iter().position(|end| centre - half > *end).unwrap_or(ends.len());
        if line >= reference_lines(group) {
            continue;
        }
        ends.resize(ends.len().max(line + 1), f64::NEG_INFINITY);
        if let Some(end) = ends.get_mut(line) {
            *end = centre + half + 8.0;
        }
        let y = body.y - 8.0 - REFERENCE_LINE * line as f64;
        for x in [Some(left), high.map(|_| right)].into_iter().flatten() {
            canvas.dashes((x, y + 4.0), (x, body.bottom()), canvas.theme.ink, 1.2);
        }
        canvas.text(&words, (centre, y), regular(11.0), canvas.theme.ink, Anchor::Middle);
    }
}

/// How many lines of words the references may take.
fn reference_lines(group: &RangeGroup) -> usize {
    group.references.len().min(4)
}

fn legend(canvas: &Canvas, chart: &Chart, ranges: &Ranges) -> Vec<Entry> {
    let rows = || ranges.groups.iter().flat_map(|g| &g.rows).filter(|r| !numbers(r).is_empty());
    let mut entries: Vec<Entry> = Vec::new();
    for key in &chart.palette_keys {
        if let Some(row) = rows().find(|r| &r.key == key) {
            let swatch = Swatch::Symbol(row.symbol, canvas.theme.paint(key, &chart.palette_keys).colour, Fill::Filled);
            entries.push(Entry { label: key.clone(), swatch });
        }
    }
    if rows().any(|r| r.style == RangeStyle::Exact) && rows().any(|r| r.style != RangeStyle::Exact) {
        entries.push(Entry { label: "as given".into(), swatch: Swatch::Symbol(Symbol::Circle, canvas.theme.grey, Fill::Filled) });
    }
    if rows().any(|r| r.style == RangeStyle::Vague) {
        entries.push(Entry { label: "approximate".into(), swatch: Swatch::Symbol(Symbol::Circle, canvas.theme.grey, Fill::Open) });
    }
    if rows().any(|r| opening(r) == Opening::None && r.low != r.high && r.low.is_some() && r.high.is_some()) {
        entries.push(Entry { label: "range".into(), swatch: Swatch::Range(canvas.theme.soft(canvas.theme.grey)) });
    }
    let open = |way: Opening| rows().any(|r| opening(r) == way);
    let words = match (open(Opening::Up), open(Opening::Down)) {
        (true, false) => "or more",
        (false, true) => "or fewer",
        _ => "or more / or fewer",
    };
    if open(Opening::Up) || open(Opening::Down) {
        entries.push(Entry { label: words.into(), swatch: Swatch::Arrow(canvas.theme.grey) });
    }
    entries
}
