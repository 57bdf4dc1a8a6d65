//! Publication times: which of two is earlier, as far as they say.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

/// Whether the first time is before the second; `None` where they do not say (a bare day against a time on that day, or
/// what is no time). A time without an offset is taken as UTC.
///
/// ```
/// use parallax::compare::when::before;
/// assert_eq!(before("2025-10-14T23:30:00-02:00", "2025-10-15T02:00:00Z"), Some(true));
/// assert_eq!(before("2025-10-14", "2025-10-14T06:00Z"), None);
/// assert_eq!(before("2025-10-14", "2025-10-15T06:00"), Some(true));
/// ```
pub fn before(a: &str, b: &str) -> Option<bool> {
    match (instant(a), instant(b)) {
        (Some(a), Some(b)) => Some(a < b),
        _ => {
            let (a, b) = (day(a)?, day(b)?);
            (a != b).then_some(a < b)
        }
    }
}

/// Seconds since 1970 of a time, or of the beginning of a bare day: for putting articles in order.
pub fn order(published: &str) -> Option<i64> {
    let midnight = || instant(&format!("{}T00:00", published.get(..10)?));
    instant(published).or_else(midnight)
}

/// For people: `2025-10-14T18:10:00+02:00` → `2025-10-14 18:10`.
pub fn short(published: &str) -> String {
    published.get(..16).unwrap_or(published).replace('T', " ")
}

fn instant(published: &str) -> Option<i64> {
    if published.len() <= 10 {
        return None;
    }
    let with_offset = published.parse::<Timestamp>().ok();
    let utc = || {
        let civil = published.parse::<DateTime>().ok()?;
        let days = civil.date().since(Date::constant(1970, 1, 1)).ok()?.get_days();
        Some(i64::from(days) * 86_400 + i64::from(civil.hour()) * 3_600 + i64::from(civil.minute()) * 60 + i64::from(civil.second()))
    };
    with_offset.map(|t| t.as_second()).or_else(utc)
}

fn day(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}
