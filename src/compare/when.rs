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

/// For people, on the clock of every axis: `2025-10-14T18:10:00+02:00` → `2025-10-14 16:10 UTC`; a day, or a time that names no
/// offset, as it stands.
///
/// ```
/// use parallax::compare::when::short;
/// assert_eq!(short("2025-10-14T18:10:00+02:00"), "2025-10-14 16:10 UTC");
/// assert_eq!((short("2025-10-14T18:10").as_str(), short("2025-10-14").as_str()), ("2025-10-14 18:10", "2025-10-14"));
/// ```
pub fn short(published: &str) -> String {
    if let Ok(time) = published.parse::<Timestamp>() {
        let utc = time.to_string();
        return format!("{} UTC", utc.get(..16).unwrap_or(&utc).replace('T', " "));
    }
    published.get(..16).unwrap_or(published).replace('T', " ")
}

/// The beginning of a bin of time for people: those with a time of day are UTC.
pub fn bin(start: &str) -> String {
    if start.contains(':') { format!("{start} UTC") } else { start.to_string() }
}

/// Hours from the first time to the second, where both say the time of day.
///
/// ```
/// use parallax::compare::when::hours;
/// assert_eq!(hours("2025-10-14T18:00Z", "2025-10-15T06:30Z"), Some(12.5));
/// assert_eq!(hours("2025-10-14", "2025-10-15T06:30Z"), None);
/// ```
pub fn hours(first: &str, second: &str) -> Option<f64> {
    Some((instant(second)? - instant(first)?) as f64 / 3_600.0)
}

/// Whole days from the day of the first time to that of the second.
pub fn days(first: &str, second: &str) -> Option<i64> {
    Some(i64::from(day(second)?.since(day(first)?).ok()?.get_days()))
}

/// The day of a publication time.
pub fn day(published: &str) -> Option<Date> {
    published.get(..10)?.parse().ok()
}

/// The day that time words name, seen from the day of publication: the last day of that name, or the date of that year.
/// What only says since when, or a longer time, names no day.
///
/// ```
/// use parallax::compare::when::day_of;
/// let day = |words| day_of(words, "2025-10-16T10:00").map(|d| d.to_string());
/// assert_eq!(day("on Tuesday evening").as_deref(), Some("2025-10-14"));
/// assert_eq!(day("yesterday").as_deref(), Some("2025-10-15"));
/// assert_eq!(day("On Oct. 9").as_deref(), Some("2025-10-09"));
/// assert_eq!(day("since Tuesday"), None);
/// assert_eq!(day("last week"), None);
/// ```
pub fn day_of(words: &str, published: &str) -> Option<Date> {
    let published = day(published)?;
    let lower = words.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let opener = |w: &str| matches!(w, "on" | "by" | "in");
    let first = *words.iter().find(|w| !opener(w))?;
    // Only what stands at the beginning, behind one small word, is the day itself.
    if words.first() != Some(&first) && words.get(1) != Some(&first) {
        return None;
    }
    let back = |n: i64| published.checked_sub(jiff::Span::new().try_days(n).ok()?).ok();
    if first == "today" || first == "yesterday" {
        return back(i64::from(first == "yesterday"));
    }
    let weekday = (0..7).filter_map(back).find(|d| d.strftime("%A").to_string().to_lowercase() == first);
    let named = |date: &Date| date.strftime("%B").to_string().to_lowercase();
    let number = |w: &&str| w.parse::<i8>().ok().filter(|n| (1..=31).contains(n));
    let of_month = || {
        let place =
            words.iter().position(|w| w.len() > 2 && (1..=12).any(|m| Date::new(2000, m, 1).is_ok_and(|d| named(&d).starts_with(w))))?;
        let month = (1..=12).find(|m| Date::new(2000, *m, 1).is_ok_and(|d| named(&d).starts_with(words[place])))?;
        let beside = [place.checked_sub(1), Some(place + 1)];
        let day = beside.into_iter().flatten().filter_map(|i| words.get(i)).find_map(number)?;
        let this = Date::new(published.year(), month, day).ok()?;
        if this <= published { Some(this) } else { Date::new(published.year() - 1, month, day).ok() }
    };
    weekday.or_else(of_month)
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
