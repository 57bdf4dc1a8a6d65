//! ISO 8601 to the dates of spreadsheets.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use rust_xlsxwriter::ExcelDateTime;

/// A date, and whether it has a time. `None` for what is not complete (`2024-12`, `Thursday`) or stands before 1900, which
/// spreadsheets cannot say: it stays text. A time with an offset is put in UTC, so that a column can be sorted.
pub fn excel(text: &str) -> Option<(ExcelDateTime, bool)> {
    if text.len() <= 10 {
        let date = text.parse::<Date>().ok().filter(|_| text.len() == 10)?;
        return Some((day(date)?, false));
    }
    let utc = |t: Timestamp| t.to_string().trim_end_matches('Z').parse::<DateTime>();
    let time = text.parse::<Timestamp>().and_then(utc).or_else(|_| text.parse::<DateTime>()).ok()?;
    let clock = day(time.date())?.and_hms(time.hour() as u16, time.minute() as u8, f64::from(time.second())).ok()?;
    Some((clock, true))
}

fn day(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|y| (1900..=9999).contains(y))?;
    ExcelDateTime::from_ymd(year, date.month() as u8, date.day() as u8).ok()
}
