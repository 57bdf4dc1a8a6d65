//! Parquet: each column becomes text, whatever its type; a broken file is a fault and never a panic.

use super::{Fault, Row, Rows};
use polars::prelude::{AnyValue, DataFrame, ParquetReader, SerReader, TimeUnit};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Reads a file. It is checked for its marks first, since a file cut in transfer is the usual trouble.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Rows, Fault> {
    let remedy = "write or copy the file again";
    if bytes.len() < 12 || !bytes.starts_with(b"PAR1") || !bytes.ends_with(b"PAR1") {
        return Err(Fault::new("bad_parquet", "not a whole Parquet file: the mark PAR1 is missing at its start or end", remedy));
    }
    let footer =
        bytes.len().checked_sub(8).and_then(|at| bytes.get(at..at + 4)).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes);
    if footer as usize > bytes.len() - 12 {
        return Err(Fault::new("bad_parquet", "not a whole Parquet file: its table of contents is longer than the file", remedy));
    }
    let file = File::open(path).map_err(|e| Fault::new("unreadable", e.to_string(), "check the file's permissions"))?;
    // Bytes inside a page can still be wrong in ways the reader did not foresee; the file is at fault, not the run.
    match catch_unwind(AssertUnwindSafe(|| ParquetReader::new(file).finish())) {
        Ok(Ok(frame)) => Ok(rows(&frame)),
        Ok(Err(error)) => Err(Fault::new("bad_parquet", first_line(&error.to_string()), remedy)),
        Err(_) => Err(Fault::new("bad_parquet", "the file is damaged inside", remedy)),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("cannot be read").chars().take(200).collect()
}

fn rows(frame: &DataFrame) -> Rows {
    let columns: Vec<String> = frame.columns().iter().map(|c| c.name().to_string()).collect();
    let mut rows = Rows { columns, layout: "columns".into(), ..Rows::default() };
    for index in 0..frame.height() {
        let cells = frame.columns().iter().filter_map(|column| {
            let text = plain(&column.get(index).ok()?)?;
            Some((column.name().to_string(), text))
        });
        rows.rows.push(Row { number: index + 1, cells: Ok(cells.collect()), notes: Vec::new() });
    }
    rows
}

/// A value as a cell; nothing for null.
fn plain(value: &AnyValue) -> Option<String> {
    if let Some(text) = value.get_str() {
        return Some(text.to_string());
    }
    match value {
        AnyValue::Null => None,
        AnyValue::Binary(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        AnyValue::Datetime(count, unit, zone) => moment(*count, *unit, zone.is_some()),
        AnyValue::DatetimeOwned(count, unit, zone) => moment(*count, *unit, zone.is_some()),
        AnyValue::Float32(number) => number.is_finite().then(|| number.to_string()),
        AnyValue::Float64(number) => number.is_finite().then(|| number.to_string()),
        AnyValue::List(series) => {
            let parts: Vec<String> = series.iter().filter_map(|v| plain(&v)).collect();
            (!parts.is_empty()).then(|| parts.join(if parts.iter().any(|p| p.len() > 120) { "\n\n" } else { "; " }))
        }
        other if other.is_integer() => other.extract::<i128>().map(|n| n.to_string()),
        other => Some(other.to_string()),
    }
}

/// A moment since 1970. With a zone it is stored as UTC; without one it is the clock on the wall.
fn moment(count: i64, unit: TimeUnit, zoned: bool) -> Option<String> {
    let moment = match unit {
        TimeUnit::Nanoseconds => jiff::Timestamp::from_nanosecond(i128::from(count)),
        TimeUnit::Microseconds => jiff::Timestamp::from_microsecond(count),
        TimeUnit::Milliseconds => jiff::Timestamp::from_millisecond(count),
    };
    let text = moment.ok()?.strftime("%Y-%m-%dT%H:%M:%S").to_string();
    Some(if zoned { text + "Z" } else { text })
}
