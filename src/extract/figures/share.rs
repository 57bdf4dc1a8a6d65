//! Units that are said once for several numbers of a sentence.

use super::build::{NEAR, Raw, Special};
use super::grammar::Form;
use super::line::Line;
use super::{range, unit};
use crate::lexicon::figures::FigureWords;

/// "From 21 mpg to 23", "from 240 to 273 horsepower": the old and the new value have one unit or noun.
pub fn units(line: &Line, raws: &mut [Raw], words: &FigureWords) {
    for i in 1..raws.len() {
        let [.., a, b] = &mut raws[..=i] else { continue };
        let end = a.unit.as_ref().map_or(a.num.words.end, |u| u.end);
        if line.word(end) != "to" || b.hedge.start.min(b.num.words.start) > end + 2 || !range::from_to(line, &a.num, words) {
            continue;
        }
        let bare = |raw: &Raw| raw.unit.is_none() && raw.counted.is_none();
        if bare(b) {
            let end = b.num.words.end;
            b.unit = a.unit.clone().map(|u| unit::Found { start: b.num.words.start, end, counts: None, ..u });
        } else if bare(a) {
            let end = a.num.words.end;
            a.unit = b.unit.clone().map(|u| unit::Found { start: a.num.words.start, end, counts: None, ..u });
            a.counted = b.counted.clone();
        }
    }
    for i in (1..raws.len()).rev() {
        let [.., a, b] = &mut raws[..=i] else { continue };
        if let Some(unit) = listed_unit(line, a, b) {
            a.unit = Some(unit);
        }
    }
    for i in 1..raws.len() {
        let (before, [b, ..]) = raws.split_at_mut(i) else { continue };
        if let Some(unit) = parallel(line, before, b, words).or_else(|| level(line, before, b, words)) {
            b.unit = Some(unit);
        }
        let [.., a] = before else { continue };
        if let Some(unit) = level_before(line, a, b, words) {
            a.unit = Some(unit);
        }
        was(line, a, b, words);
    }
}

/// "Prizes of 12,000, 8,000 and 5,000 dollars", "a 7- or 8-inch screen": what a list of numbers counts stands behind the last.
fn listed_unit(line: &Line, a: &Raw, b: &Raw) -> Option<unit::Found> {
    let end = a.num.words.end;
    // The hyphen of "7- or 8-inch" hangs: a blank follows.
    let hanging = usize::from(line.is_hyphen(end) && line.glued(end) && !line.glued(end + 1));
    let mark = line.word(end + hanging);
    let link = if mark == "," { 1 + usize::from(line.word(end + 1) == "and") } else { usize::from(matches!(mark, "and" | "or")) };
    let link = if link > 0 { link + hanging } else { 0 };
    let next = link > 0 && b.num.words.start == end + link;
    let bare = a.unit.is_none() && a.counted.is_none() && matches!(a.special, Special::None);
    let alike = a.num.form == Form::Exact && a.num.digits == b.num.digits && (a.num.digits || hanging > 0) && !b.num.scaled;
    let unit = b.unit.as_ref().filter(|u| next && bare && alike && u.start == b.num.words.start && b.counted.is_none())?;
    Some(unit::Found { start: a.num.words.start, end, counts: None, ..unit.clone() })
}

/// "Velm rose by 2 percent, Orra by 1", "at 1,463 points … at 1,334": behind the same preposition a number that ends its clause has
/// the unit of the measure before it.
fn parallel(line: &Line, before: &[Raw], b: &Raw, words: &FigureWords) -> Option<unit::Found> {
    let (start, end) = (b.hedge.start.min(b.num.words.start), b.num.words.end);
    let shared = words.set("parallel");
    let plain = matches!(b.special, Special::None) && b.num.form == Form::Exact && b.num.digits && !b.num.scaled;
    if b.unit.is_some() || b.counted.is_some() || !plain || !line.is_stop(end) || !shared.has(line.back(start, 1)) {
        return None;
    }
    let fits = |a: &&Raw| {
        let opener = a.unit.as_ref().map_or(a.num.words.start, |u| u.start).min(a.hedge.start);
        line.back(opener, 1) == line.back(start, 1)
    };
    let unit = before.iter().rev().take(NEAR).find(fits)?.unit.as_ref()?;
    let measure = matches!(words.units[unit.unit].kind.as_str(), "percent" | "points" | "temperature");
    measure.then(|| unit::Found { start: b.num.words.start, end, counts: None, ..unit.clone() })
}

/// A number in digits without a unit or noun of its own.
fn naked(raw: &Raw) -> bool {
    raw.unit.is_none() && raw.counted.is_none() && raw.num.form == Form::Exact && raw.num.digits && matches!(raw.special, Special::None)
}

/// The unit of a change that a level shares: points, degrees, money; a level is not told in percent of itself.
fn of_levels(a: &Raw, words: &FigureWords) -> Option<unit::Found> {
    a.unit.clone().filter(|u| matches!(words.units[u.unit].kind.as_str(), "points" | "temperature" | "money"))
}

/// "The index rose 64 points to 4,577.10", "lost 162 points, or 2 percent, to fall to 7,425": what a change leads to is told in the
/// unit of the change. The level ends its clause and is larger than the change.
fn level(line: &Line, before: &[Raw], b: &Raw, words: &FigureWords) -> Option<unit::Found> {
    let (start, end) = (b.hedge.start.min(b.num.words.start), b.num.words.end);
    if !naked(b) || !line.is_stop(end) || line.back(start, 1) != "to" {
        return None;
    }
    let a = before.iter().rev().take(NEAR).find(|a| of_levels(a, words).is_some())?;
    let opener = a.unit.as_ref().map_or(a.num.words.start, |u| u.start).min(a.hedge.start).min(a.num.words.start);
    let changes = |at: usize| line.tag(at).is_verb() && range::changes(line, at, words);
    let near = opener > 0 && (changes(opener - 1) || line.back(opener, 1) == "by" && opener > 1 && changes(opener - 2));
    let unit = of_levels(a, words).filter(|_| near && a.num.high < b.num.high)?;
    Some(unit::Found { start: b.num.words.start, end, counts: None, ..unit })
}

/// "16,369.03, up 58.06 points": the level stands before its change.
fn level_before(line: &Line, a: &Raw, b: &Raw, words: &FigureWords) -> Option<unit::Found> {
    let end = a.num.words.end;
    let direction = end + usize::from(line.word(end) == ",");
    let opener = b.unit.as_ref().map_or(b.num.words.start, |u| u.start).min(b.num.words.start);
    let next = opener == direction + 1 && range::changes(line, direction, words);
    let unit = of_levels(b, words).filter(|_| next && naked(a) && b.num.high < a.num.high)?;
    Some(unit::Found { start: a.num.words.start, end, counts: None, ..unit })
}

/// "3.9 million passengers, up from 2.4 million": what a number was before counts what it counts now.
fn was(line: &Line, a: &Raw, b: &mut Raw, words: &FigureWords) {
    let start = b.hedge.start.min(b.num.words.start);
    let close = line.back(start, 1) == "from" && start > 1 && range::changes(line, start - 2, words);
    let end = a.unit.as_ref().map_or(a.num.words.end, |u| u.end).max(a.counted.as_ref().map_or(0, |c| c.words.end));
    if !close || !naked(b) || !(end..=end + 1).contains(&(start - 2)) {
        return;
    }
    let end = b.num.words.end;
    b.unit = a.unit.clone().map(|u| unit::Found { start: b.num.words.start, end, counts: None, ..u });
    b.counted = a.counted.clone();
}
