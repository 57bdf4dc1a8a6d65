//! Bins of time: hours, days, weeks or months, as the span of the corpus asks for.

use crate::compare::{plural, when};
use jiff::civil::Weekday;
use jiff::{Timestamp, tz::Offset};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

/// How long a bin is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    SixHours,
    Day,
    Week,
    Month,
}

/// The bins of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bins {
    pub step: Step,
}

impl Bins {
    /// Six hours where everything happened within four days and all times are known, days up to ten weeks, weeks up to a year
    /// and a half, else months.
    ///
    /// ```
    /// use parallax::compare::timeline::Bins;
    /// let bins = Bins::fitting(&["2025-10-14", "2025-10-16T09:30Z"]);
    /// assert_eq!(bins.of("2025-10-16T09:30Z").as_deref(), Some("2025-10-16"));
    /// let bins = Bins::fitting(&["2025-10-14T01:00Z", "2025-10-16T09:30Z"]);
    /// assert_eq!(bins.of("2025-10-16T09:30Z").as_deref(), Some("2025-10-16 06:00"));
    /// ```
    pub fn fitting(dates: &[&str]) -> Bins {
        let dated: Vec<&str> = dates.iter().copied().filter(|d| !d.is_empty()).collect();
        let times: Vec<i64> = dated.iter().filter_map(|d| when::order(d)).collect();
        let span = times.iter().max().zip(times.iter().min()).map_or(0, |(last, first)| last - first);
        let timed = dated.iter().all(|d| d.len() > 10);
        let step = match span / DAY {
            0..4 if timed => Step::SixHours,
            0..70 => Step::Day,
            70..550 => Step::Week,
            _ => Step::Month,
        };
        Bins { step }
    }

    /// What a bin is called: `day`.
    pub fn unit(&self) -> &'static str {
        match self.step {
            Step::SixHours => "span of six hours",
            Step::Day => "day",
            Step::Week => "week",
            Step::Month => "month",
        }
    }

    /// "3 days", "3 spans of six hours".
    pub fn counted(&self, n: usize) -> String {
        match self.step {
            Step::SixHours => format!("{} of six hours", plural(n, "span")),
            _ => plural(n, self.unit()),
        }
    }

    /// When the bin of a publication time begins: "2025-10-14 06:00", "2025-10-14" (a day, or the Monday of a week), "2025-10-01".
    pub fn of(&self, published: &str) -> Option<String> {
        let seconds = when::order(published)?;
        let length = if self.step == Step::SixHours { 6 * HOUR } else { DAY };
        let at = Offset::UTC.to_datetime(Timestamp::from_second(seconds.div_euclid(length) * length).ok()?);
        let date = at.date();
        Some(match self.step {
            Step::SixHours => at.strftime("%Y-%m-%d %H:%M").to_string(),
            Step::Day => date.to_string(),
            Step::Week => {
                let back = i64::from(date.weekday().since(Weekday::Monday));
                date.checked_sub(jiff::Span::new().try_days(back).ok()?).ok()?.to_string()
            }
            Step::Month => date.first_of_month().to_string(),
        })
    }

    /// Whether the second bin begins where the first ends.
    ///
    /// ```
    /// use parallax::compare::timeline::{Bins, bins::Step};
    /// let bins = Bins { step: Step::SixHours };
    /// assert!(bins.follows("2025-10-14 18:00", "2025-10-15 00:00"));
    /// assert!(!bins.follows("2025-10-14 12:00", "2025-10-15 00:00"));
    /// ```
    pub fn follows(&self, first: &str, second: &str) -> bool {
        let length = match self.step {
            Step::SixHours => 6 * HOUR,
            Step::Day => DAY,
            Step::Week => 7 * DAY,
            Step::Month => 31 * DAY,
        };
        let at = |bin: &str| when::order(&self.middle(bin));
        at(first).zip(at(second)).is_some_and(|(a, b)| b > a && b - a <= length)
    }

    /// A moment in the middle of a bin, as a chart takes it.
    pub fn middle(&self, bin: &str) -> String {
        let day = bin.get(..10).unwrap_or(bin);
        let hour = bin.get(11..13).and_then(|h| h.parse::<u8>().ok());
        match (self.step, hour) {
            (Step::SixHours, Some(hour)) => format!("{day}T{:02}:00Z", hour + 3),
            _ => format!("{day}T12:00Z"),
        }
    }
}
