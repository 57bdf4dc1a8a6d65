//! Dates as they stand in files, to ISO 8601; what could be two dates is reported and never guessed.

use super::words::DateWords;
use jiff::{Timestamp, civil};
use regex::{Captures, Regex};
use std::sync::LazyLock;

/// The order of day and month in dates of figures alone (`03/04/2024`), where the user knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// Not known: a date that could be two is left out and reported.
    #[default]
    Unknown,
    DayFirst,
    MonthFirst,
}

/// Why a value gave no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// Day and month could change places.
    Ambiguous,
    /// No such day, or a year that no article has; says which.
    Impossible(String),
    /// Year and month only.
    Partial,
    /// Nothing that looks like a date.
    Unreadable,
}

/// The patterns are constants, so none of them fails; the tests of dates would show it.
type Pattern = Result<Regex, regex::Error>;

/// A time, clock part and zone: `11:21`, `11:21:33.123 +02:00`, `11:21 AM GMT`, `11 a.m.`.
static CLOCK: LazyLock<Pattern> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) (?:^|[\sTt,(|]) (?: (\d{1,2}) : (\d{2}) (?: : (\d{2}) (?:[.,]\d+)? )? (?: \s* ([ap])\.?m\b\.? )? | (\d{1,2}) \s* ([ap])\.?m\b\.? )
          (?: \s* \(? (?: (?:utc|gmt)? \s* ([+-]\d{1,2}) :? (\d{2})? (?::\d{2})? | ([a-z]{1,5})\b ) \)? )? (?: \[ [^\]]* \] )?",
    )
});
static YEAR_FIRST: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$"));
static YEAR_LAST: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$"));
static YEAR_MONTH: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"^(?:\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{4})$"));
static COMPACT: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"^(\d{4})(\d{2})(\d{2})(?:[T_ -]?(\d{2})(\d{2})(\d{2})?(Z)?)?$"));
static UNIX: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"^(\d{9,10})(?:\.\d+)?$|^(\d{12,13})(?:\.0+)?$"));
static TOKEN: LazyLock<Pattern> = LazyLock::new(|| Regex::new(r"\d+|[^\d\s,.;()/\-]+"));

/// ISO date (`2024-12-05`), or date and time as far as they are given (`2024-12-05T11:21`, `2024-12-05T11:21:33+02:00`).
///
/// Takes ISO 8601, RFC 2822, month names in several languages, seconds or milliseconds since 1970 (then with `Z`).
pub fn parse(value: &str, order: DateOrder, words: &DateWords) -> Result<String, DateFault> {
    let value = value.trim().trim_matches('"').trim();
    if value.chars().count() > 80 {
        return Err(DateFault::Unreadable);
    }
    if let Some(found) = captures(&UNIX, value) {
        return unix(&found);
    }
    if let Some(found) = captures(&COMPACT, value).filter(|f| (1800..=2100).contains(&number(f, 1))) {
        return compact(&found);
    }
    let clock = captures(&CLOCK, value);
    let rest = match clock.as_ref().and_then(|c| c.get(0).map(|whole| (whole.start(), clock_end(c, whole.end(), words)))) {
        Some((start, end)) => format!("{} {}", value.get(..start).unwrap_or(""), value.get(end..).unwrap_or("")),
        None => value.to_string(),
    };
    let date = day(&rest, order, words)?;
    let time = match &clock {
        Some(found) => time_of(found, words)?,
        None => String::new(),
    };
    Ok(format!("{date}{time}"))
}

fn captures<'v>(pattern: &LazyLock<Pattern>, value: &'v str) -> Option<Captures<'v>> {
    pattern.iter().find_map(|p| p.captures(value))
}

/// A group of digits, or -1, which no calendar has.
fn number(found: &Captures, group: usize) -> i64 {
    found.get(group).map_or(-1, |m| m.as_str().parse().unwrap_or(-1))
}

fn unix(found: &Captures) -> Result<String, DateFault> {
    let moment = match found.get(1) {
        Some(_) => Timestamp::from_second(number(found, 1)),
        None => Timestamp::from_millisecond(number(found, 2)),
    };
    let moment = moment.map_err(|_| DateFault::Unreadable)?;
    Ok(moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

fn compact(found: &Captures) -> Result<String, DateFault> {
    let date = civil_day(number(found, 1), number(found, 2), number(found, 3))?;
    if found.get(4).is_none() {
        return Ok(date);
    }
    let zone = if found.get(7).is_some() { "Z" } else { "" };
    let seconds = found.get(6).map(|_| number(found, 6));
    Ok(format!("{date}{}{zone}", clock(number(found, 4), number(found, 5), seconds)?))
}

/// Where the clock ends: a word behind it that belongs to the date (`11:21 May 5`) is no zone.
fn clock_end(found: &Captures, end: usize, words: &DateWords) -> usize {
    match found.get(9) {
        Some(name) => {
            let lower = name.as_str().to_lowercase();
            let dated = words.months.contains_key(&lower) || words.weekdays.contains(&lower) || words.around.contains(&lower);
            if dated { name.start() } else { end }
        }
        None => end,
    }
}

/// The day in what is left of the value when the clock is cut out.
fn day(rest: &str, order: DateOrder, words: &DateWords) -> Result<String, DateFault> {
    let lower = rest.to_lowercase();
    let kept: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|w| w.trim_end_matches([':', ';']))
        .map(|w| w.strip_suffix('t').filter(|w| w.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(w))
        .filter(|w| !w.is_empty() && !words.zones.contains_key(*w))
        .filter(|w| !words.around.contains(*w) && !words.weekdays.contains(w.trim_end_matches('.')))
        .collect();
    if let [one] = kept[..] {
        if let Some(found) = captures(&YEAR_FIRST, one) {
            return civil_day(number(&found, 1), number(&found, 2), number(&found, 3));
        }
        if let Some(found) = captures(&YEAR_LAST, one) {
            return year_last(number(&found, 1), number(&found, 2), number(&found, 3), order);
        }
        if captures(&YEAR_MONTH, one).is_some() {
            return Err(DateFault::Partial);
        }
    }
    named_month(&kept.join(" "), words)
}

fn year_last(first: i64, second: i64, year: i64, order: DateOrder) -> Result<String, DateFault> {
    match order {
        _ if first == second => civil_day(year, first, second),
        _ if first > 12 => civil_day(year, second, first),
        _ if second > 12 => civil_day(year, first, second),
        DateOrder::DayFirst => civil_day(year, second, first),
        DateOrder::MonthFirst => civil_day(year, first, second),
        DateOrder::Unknown => Err(DateFault::Ambiguous),
    }
}

/// `5 December 2024`, `Dec. 5th, 2024`, `5-Dec-2024`, `Dec 05 2024`; one month, one day and one year in any order.
fn named_month(text: &str, words: &DateWords) -> Result<String, DateFault> {
    let (mut month, mut days, mut years) = (None, Vec::new(), Vec::new());
    for token in TOKEN.iter().flat_map(|r| r.find_iter(text)).map(|m| m.as_str()) {
        if let Ok(value) = token.parse::<i64>() {
            if token.len() == 4 { years.push(value) } else { days.push(value) }
        } else if let Some(found) = words.months.get(token) {
            if month.replace(*found).is_some_and(|m| m != *found) {
                return Err(DateFault::Unreadable);
            }
        } else if !["st", "nd", "rd"].contains(&token) && token != "th" && !words.around.contains(token) && !words.weekdays.contains(token)
        {
            return Err(DateFault::Unreadable);
        }
    }
    match (month, &days[..], &years[..]) {
        (Some(month), [day], [year]) => civil_day(*year, i64::from(month), *day),
        (Some(_), [], [_]) => Err(DateFault::Partial),
        _ => Err(DateFault::Unreadable),
    }
}

fn civil_day(year: i64, month: i64, day: i64) -> Result<String, DateFault> {
    if !(1800..=2100).contains(&year) {
        return Err(DateFault::Impossible(format!("the year {year} is not between 1800 and 2100")));
    }
    let narrow = |n: i64| i8::try_from(n).unwrap_or(-1);
    let year = i16::try_from(year).unwrap_or(-1);
    match civil::Date::new(year, narrow(month), narrow(day)) {
        Ok(date) => Ok(date.strftime("%Y-%m-%d").to_string()),
        Err(_) => Err(DateFault::Impossible("there is no such day in the calendar".into())),
    }
}

fn clock(hour: i64, minute: i64, second: Option<i64>) -> Result<String, DateFault> {
    let narrow = |n: i64| i8::try_from(n).unwrap_or(-1);
    // A leap second is real, but no calendar library has it: the last second of the minute stands for it.
    let second = second.map(|s| if s == 60 { 59 } else { s });
    civil::Time::new(narrow(hour), narrow(minute), narrow(second.unwrap_or(0)), 0)
        .map_err(|_| DateFault::Impossible("there is no such time of day".into()))?;
    Ok(match second {
        Some(second) => format!("T{hour:02}:{minute:02}:{second:02}"),
        None => format!("T{hour:02}:{minute:02}"),
    })
}

fn time_of(found: &Captures, words: &DateWords) -> Result<String, DateFault> {
    let half = found.get(4).or(found.get(6)).map(|m| m.as_str().to_lowercase());
    let (mut hour, minute, second) = match found.get(1) {
        Some(_) => (number(found, 1), number(found, 2), found.get(3).map(|_| number(found, 3))),
        None => (number(found, 5), 0, None),
    };
    if half.is_some() && !(1..=12).contains(&hour) {
        // `13:05 PM` is written now and then; the half of the day adds nothing to it.
        if hour > 23 || found.get(1).is_none() {
            return Err(DateFault::Impossible("there is no such time of day".into()));
        }
    } else if let Some(half) = half {
        hour = hour % 12 + if half == "p" { 12 } else { 0 };
    }
    Ok(format!("{}{}", clock(hour, minute, second)?, zone(found, words)?))
}

/// `Z`, `+02:00`, or nothing where no zone is given or its name is not in the list (`IST` has three meanings).
fn zone(found: &Captures, words: &DateWords) -> Result<String, DateFault> {
    let minutes = match (found.get(7), found.get(9)) {
        (Some(hours), _) => {
            let sign = if hours.as_str().starts_with('-') { -1 } else { 1 };
            let (hours, rest) = (number_of(hours.as_str().get(1..)), number_of(found.get(8).map(|m| m.as_str())));
            if hours > 14 || rest > 59 {
                return Err(DateFault::Impossible("there is no such time zone".into()));
            }
            sign * (hours * 60 + rest)
        }
        (None, Some(name)) => match words.zones.get(&name.as_str().to_lowercase()) {
            Some(minutes) => *minutes,
            None => return Ok(String::new()),
        },
        (None, None) => return Ok(String::new()),
    };
    let (sign, size) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
    Ok(if size == 0 { "Z".into() } else { format!("{sign}{:02}:{:02}", size / 60, size % 60) })
}

fn number_of(digits: Option<&str>) -> i32 {
    digits.map_or(0, |d| d.parse().unwrap_or(0))
}
