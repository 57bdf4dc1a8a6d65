//! Parquet: each column becomes text, whatever its type; a broken file is a fault and never a panic.

use super::{Fault, Row, Rows};
use polars::prelude::{AnyValue, DataFrame, ParquetReader, SerReader, TimeUnit};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

const REMEDY: &str = "write or copy the file again";

/// Reads a file. It is checked for its marks first, since a file cut in transfer is the usual trouble.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Rows, Fault> {
    if bytes.len() < 12 || !bytes.starts_with(b"PAR1") || !bytes.ends_with(b"PAR1") {
        return Err(Fault::new("bad_parquet", "not a whole Parquet file: the mark PAR1 is missing at its start or end", REMEDY));
    }
    let footer =
        bytes.get(bytes.len() - 8..bytes.len() - 4).map_or(&[][..], |b| b).iter().rev().fold(0usize, |n, b| (n << 8) | usize::from(*b));
    if footer > bytes.len() - 12 {
        return Err(Fault::new("bad_parquet", "not a whole Parquet file: its table of contents is longer than the file", REMEDY));
    }
    let file = File::open(path).map_err(|e| Fault::new("unreadable", e.to_string(), "check the file's permissions"))?;
    // Bytes inside a page can still be wrong in ways the reader did not foresee; the file is at fault, not the run.
    match catch_unwind(AssertUnwindSafe(|| ParquetReader::new(file).finish())) {
        Ok(Ok(frame)) => Ok(rows(&frame)),
        Ok(Err(error)) => Err(Fault::new("bad_parquet", first_line(&error.to_string()), REMEDY)),
        Err(_) => Err(Fault::new("bad_parquet", "the file is damaged inside", REMEDY)),
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or("cannot be read").chars().take(200).collect()
}

fn rows(frame: &DataFrame) -> Rows {
    let columns: Vec<String> = frame.columns().iter().map(|c| c.name().to_string()).collect();
    let mut rows = Rows { columns, layout: "columns".into(), ..Rows::default() };
    for index in 0..frame.height() {
        let cells = frame.columns().iter().filter_map(|column| match column.get(index) {
            Ok(value) => plain(&value).map(|text| Ok((column.name().to_string(), text))),
            Err(error) => Some(Err(Fault::new("bad_parquet", first_line(&error.to_string()), REMEDY))),
        });
        rows.rows.push(Row { number: index + 1, cells: cells.collect(), notes: Vec::new() });
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
        AnyValue::Datetime(count, unit, zone) => Some(moment(*count, *unit, zone.is_some())),
        AnyValue::DatetimeOwned(count, unit, zone) => Some(moment(*count, *unit, zone.is_some())),
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

/// A moment since 1970. With a zone it is stored as UTC; without one it is the clock on the wall. One beyond all calendars
/// stays a number, which the reading of dates then reports.
fn moment(count: i64, unit: TimeUnit, zoned: bool) -> String {
    let moment = match unit {
        TimeUnit::Nanoseconds => jiff::Timestamp::from_nanosecond(i128::from(count)),
        TimeUnit::Microseconds => jiff::Timestamp::from_microsecond(count),
        TimeUnit::Milliseconds => jiff::Timestamp::from_millisecond(count),
    };
    match moment {
        Ok(moment) => format!("{}{}", moment.strftime("%Y-%m-%dT%H:%M:%S"), if zoned { "Z" } else { "" }),
        Err(_) => count.to_string(),
    }
}
