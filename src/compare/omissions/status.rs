//! Whether an outlet that lacks something could have had it: no article, published before, or absent.

use super::super::when;

/// What an outlet is to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It has it.
    Present,
    /// It lacks it, and at least one of its articles came out no earlier than the first report.
    Absent,
    /// It lacks it; the times of publication do not tell whether it came out before the first report.
    AbsentUndated,
    /// All its articles came out before the first report anywhere: it cannot have omitted it.
    PublishedBefore,
    /// It has no article with text on the event.
    NoArticle,
}

impl Status {
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Present => "present",
            Status::Absent => "absent",
            Status::AbsentUndated => "absent_undated",
            Status::PublishedBefore => "published_before",
            Status::NoArticle => "no_article",
        }
    }

    /// It lacks what it could have had, as far as can be told.
    pub fn lacks(self) -> bool {
        matches!(self, Status::Absent | Status::AbsentUndated)
    }
}

/// The earliest and latest moment at which something may have been published, in seconds since 1970: one moment for a time, a day for a
/// bare day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub from: i64,
    pub to: i64,
}

impl Moment {
    /// `None` for what is no date.
    ///
    /// ```
    /// use parallax::compare::omissions::Moment;
    /// let day = Moment::read("2025-10-14").unwrap();
    /// assert_eq!(day.to - day.from, 86_399);
    /// assert_eq!(Moment::read("Tuesday"), None);
    /// ```
    pub fn read(published: &str) -> Option<Moment> {
        let from = when::order(published)?;
        Some(Moment { from, to: if published.len() <= 10 { from + 86_399 } else { from } })
    }
}

/// The status of an outlet. `own`: when its articles on the event came out; `reports`: when the articles came out that have
/// the item, in any outlet; `None` for an article without a date.
///
/// ```
/// use parallax::compare::omissions::{Moment, Status, status};
/// let at = |s: &str| Moment::read(s);
/// let report = [at("2025-10-15T12:00")];
/// assert_eq!(status(false, &[at("2025-10-14")], &report), Status::PublishedBefore);
/// assert_eq!(status(false, &[at("2025-10-14"), at("2025-10-16")], &report), Status::Absent);
/// assert_eq!(status(false, &[at("2025-10-15")], &report), Status::AbsentUndated);
/// ```
pub fn status(present: bool, own: &[Option<Moment>], reports: &[Option<Moment>]) -> Status {
    if present {
        return Status::Present;
    }
    if own.is_empty() {
        return Status::NoArticle;
    }
    let first_from = reports.iter().map(|r| r.map(|m| m.from)).min_by_key(|r| r.unwrap_or(i64::MIN)).flatten();
    let first_to = reports.iter().flatten().map(|m| m.to).min();
    let all_before = first_from.is_some_and(|first| own.iter().all(|m| m.is_some_and(|m| m.to < first)));
    let one_after = first_to.is_some_and(|first| own.iter().flatten().any(|m| m.from >= first));
    match (all_before, one_after) {
        (true, _) => Status::PublishedBefore,
        (_, true) => Status::Absent,
        _ => Status::AbsentUndated,
    }
}
