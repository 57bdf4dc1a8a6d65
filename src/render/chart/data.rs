//! The plotted data as CSV in long form: a line a number.

use csv::Writer;

use crate::compare::exhibit::{Chart, ChartKind};

/// The numbers behind the chart: UTF-8, comma, LF; missing is empty.
pub fn csv(chart: &Chart) -> String {
    let mut out = Table { writer: Writer::from_writer(Vec::new()) };
    match &chart.kind {
        ChartKind::StackedBars(bars) => {
            out.line(&["row", "n", "category", "value", "share"]);
            for row in &bars.rows {
                let total: f64 = row.values.iter().filter(|v| v.is_finite() && **v > 0.0).sum();
                for (category, &value) in bars.categories.iter().zip(&row.values) {
                    let share = (total > 0.0).then(|| value / total);
                    out.line(&[
                        &row.label,
                        &row.n.to_string(),
                        &category.label,
                        &value.to_string(),
                        &share.map(rounded).unwrap_or_default(),
                    ]);
                }
            }
        }
        ChartKind::Ranges(ranges) => {
            out.line(&["group", "row", "sublabel", "low", "high", "point", "style", "key", "note", "unit"]);
            for group in &ranges.groups {
                let unit = if group.unit.is_empty() { &ranges.unit } else { &group.unit };
                for row in &group.rows {
                    let sub = row.sublabel.as_deref().unwrap_or_default();
                    let style = format!("{:?}", row.style).to_lowercase();
                    let (low, high, point) = (some(row.low), some(row.high), some(row.point));
                    out.line(&[&group.heading, &row.label, sub, &low, &high, &point, &style, &row.key, &row.note, unit]);
                }
                for reference in &group.references {
                    let value = reference.value.to_string();
                    let high = some(reference.high);
                    // A range has ends, a line is a point.
                    let (low, point) = if high.is_empty() { ("", value.as_str()) } else { (value.as_str(), "") };
                    out.line(&[&group.heading, &reference.label, "", low, &high, point, "reference", "", "", unit]);
                }
            }
        }
        ChartKind::HeatMap(heat) => {
            out.line(&["row", "column", "value", "text", "unit"]);
            for row in &heat.rows {
                for (i, column) in heat.columns.iter().enumerate() {
                    let cell = row.cells.get(i);
                    let text = cell.map(|c| c.text.as_str()).unwrap_or_default();
                    out.line(&[&row.label, column, &some(cell.and_then(|c| c.value)), text, &heat.unit]);
                }
            }
        }
        ChartKind::Dots(dots) => {
            out.line(&["row", "category", "value", "low", "high", "n", "unit", "reference"]);
            for row in &dots.rows {
                for p in &row.points {
                    let (value, low, high, reference) = (some(p.value), some(p.low), some(p.high), some(p.reference));
                    out.line(&[&row.label, &p.category, &value, &low, &high, &p.n.to_string(), &dots.unit, &reference]);
                }
            }
        }
        ChartKind::Bars(bars) => {
            out.line(&["row", "key", "value", "n", "unit"]);
            for row in &bars.rows {
                let n = row.n.map(|n| n.to_string()).unwrap_or_default();
                out.line(&[&row.label, &row.key, &some(row.value), &n, &bars.unit]);
            }
        }
        ChartKind::Timeline(timeline) => {
            out.line(&["row", "time", "label", "symbol"]);
            for row in &timeline.rows {
                for p in &row.points {
                    let symbol = format!("{:?}", p.symbol).to_lowercase();
                    out.line(&[&row.label, p.time.as_deref().unwrap_or_default(), &p.label, &symbol]);
                }
            }
        }
        ChartKind::Series(series) => {
            out.line(&["panel", "line", "time", "value", "low", "high", "n", "open", "note", "unit"]);
            for panel in &series.panels {
                for line in &panel.lines {
                    for p in &line.points {
                        let (value, low, high) = (some(p.value), some(p.low), some(p.high));
                        let n = if p.n > 0 { p.n.to_string() } else { String::new() };
                        let open = p.open.to_string();
                        out.line(&[&panel.heading, &line.label, &p.time, &value, &low, &high, &n, &open, &p.note, &series.unit]);
                    }
                }
                if let Some((low, high)) = panel.band {
                    let (low, high) = (low.to_string(), high.to_string());
                    out.line(&[&panel.heading, &panel.band_label, "", "", &low, &high, "", "", "reference", &series.unit]);
                }
            }
        }
        ChartKind::TextTable(table) => {
            out.line(&["row", "column", "text", "marked"]);
            for row in &table.rows {
                let name = row.first().map(|c| c.text.as_str()).unwrap_or_default();
                for (cell, column) in row.iter().zip(&table.columns).skip(1) {
                    let marked = |m: &crate::compare::exhibit::Mark| -> String {
                        cell.text.chars().skip(m.start).take(m.end.saturating_sub(m.start)).collect()
                    };
                    let marks = cell.marks.iter().map(marked).collect::<Vec<_>>().join(" | ");
                    out.line(&[name, column, &cell.text, &marks]);
                }
            }
        }
        ChartKind::Panels(panels) => {
            out.line(&["panel", "n", "row", "value", "key", "band", "unit"]);
            for panel in &panels.panels {
                for row in &panel.rows {
                    out.line(&[&panel.heading, &panel.n, &row.label, &row.value.to_string(), &row.key, &some(panel.band), &panels.unit]);
                }
            }
        }
    }
    out.text()
}

struct Table {
    writer: Writer<Vec<u8>>,
}

impl Table {
    /// Writing into memory cannot fail, and every line of a chart has the same number of cells.
    fn line(&mut self, cells: &[&str]) {
        self.writer.write_record(cells).ok();
    }

    fn text(self) -> String {
        self.writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn some(value: Option<f64>) -> String {
    value.filter(|v| v.is_finite()).map(|v| v.to_string()).unwrap_or_default()
}

fn rounded(value: f64) -> String {
    format!("{:.4}", value).trim_end_matches('0').trim_end_matches('.').to_owned()
}
