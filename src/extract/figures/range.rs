//! Two numbers that make one figure: ranges ("13 to 15", "between 20 and 30") and ratios ("one in four").

use super::grammar::{self, Form, Num};
use super::line::Line;
use super::number::Style;
use super::unit;
use crate::lexicon::figures::FigureWords;

/// The number with the second end of a range or ratio, if one follows.
pub fn join(line: &Line, first: Num, blocked: &[bool], words: &FigureWords, style: Style) -> Num {
    if !matches!(first.form, Form::Exact) {
        return first;
    }
    ratio(line, &first, blocked, words, style).or_else(|| range(line, &first, blocked, words, style)).unwrap_or(first)
}

fn range(line: &Line, a: &Num, blocked: &[bool], words: &FigureWords, style: Style) -> Option<Num> {
    let end = a.words.end;
    // "15 per cent to 20 per cent": the unit of the first end is passed over.
    let own = unit::behind(line, a, words);
    let joint = own.as_ref().map_or(end, |u| u.end);
    let j = if words.joiners.has(line.word(joint)) { joint } else { end };
    let joiner = line.word(j);
    if !words.joiners.has(joiner) {
        return None;
    }
    let dash = !joiner.starts_with(|c: char| c.is_alphabetic());
    let opener = unit::money_start(line, a, words).unwrap_or(a.words.start);
    let between = (1..=3).any(|k| line.back(opener, k) == "between");
    let from = line.back(opener, 1) == "from";
    if joiner == "and" && !between || joiner == "or" && j != end {
        return None;
    }
    let spaced = line.glued(j) == line.glued(j + 1);
    if dash && (!spaced || !a.digits) {
        return None;
    }
    let from_b = unit::money_behind(line, j + 1, words);
    if blocked.get(from_b).copied().unwrap_or(true) {
        return None;
    }
    let b = grammar::number(line, from_b, words, style).filter(|b| b.form == Form::Exact)?;
    if blocked[b.words.clone()].iter().any(|x| *x) {
        return None;
    }
    // "15 per cent to 20 per cent" is one figure, "27 % to $254 million" are two.
    let from_a = from || between;
    if let Some(own) = &own {
        let other = unit::of(line, &b, words);
        if other.as_ref().is_some_and(|o| o.unit != own.unit) || other.is_none() && !from_a {
            return None;
        }
    }
    let digits = |n: &Num| line.word(n.words.start).len();
    if dash && line.glued(j) && (digits(a) == 3 && digits(&b) == 4 && b.bare || b.high > 60.0 * a.high.max(1.0)) {
        return None;
    }
    let mut low = a.low;
    let money = unit::money_start(line, a, words).is_some();
    // "5 to 10 million": both ends are millions; "$200 to $4 million" are not.
    if b.scaled && !a.scaled && own.is_none() {
        // The last word of the number is its scale.
        let last = b.words.end.checked_sub(1).map_or("", |i| line.word(i));
        let scale = words.numbers.get(last).map(|n| n.1).or_else(|| words.short_scales.get(last).copied()).unwrap_or(1.0);
        let mantissa = b.high / scale;
        if low <= mantissa && mantissa < 1000.0 && (!money || from_b != j + 1 || line.is_hyphen(j) || joiner == "to") {
            low *= scale;
        }
    }
    // "up by 8,000 to 2,438,000": a change and a level.
    let level = joiner == "to" && !from_a && line.back(opener, 1) == "by" && b.high > 10.0 * low
        || low > 0.0 && !from_a && !b.scaled && b.high > 50.0 * low && joiner == "to";
    let rising = low < b.high && !level;
    let fine = match joiner {
        "or" => (b.high - low - 1.0).abs() < 1e-9 || b.scaled && rising,
        "and" => rising,
        "to" | "through" | "till" => rising || from,
        _ => rising && !(a.bare && b.bare && line.glued(j) && score(line, a, &b)),
    };
    if !fine {
        return None;
    }
    let num = Num { words: a.words.start..b.words.end, low: low.min(b.high), high: low.max(b.high), form: Form::Range, ..b };
    Some(Num { bare: false, decimal: None, ..num })
}

/// Small numbers of one digit with a hyphen and no noun behind them are the score of a game.
fn score(line: &Line, a: &Num, b: &Num) -> bool {
    a.high < 10.0 && b.high < 10.0 && (line.is_stop(b.words.end) || line.word(b.words.end).len() < 4)
}

/// "one in four", "three out of ten".
fn ratio(line: &Line, a: &Num, blocked: &[bool], words: &FigureWords, style: Style) -> Option<Num> {
    let (_, n) = words.set("in_every").at(&line.words, a.words.end)?;
    let at = a.words.end + n;
    if blocked.get(at).copied().unwrap_or(true) {
        return None;
    }
    let b = grammar::number(line, at, words, style).filter(|b| b.form == Form::Exact)?;
    let out_of = n > 1;
    let plain = a.high >= 1.0 && a.high < b.high && !a.scaled;
    let small = b.high <= 10.0 || out_of || a.high <= 1.0;
    let unit = unit::behind(line, &b, words).is_some_and(|u| words.units[u.unit].kind == "time");
    (plain && small && !unit && !blocked[b.words.clone()].iter().any(|x| *x)).then(|| {
        let share = a.high / b.high;
        Num { words: a.words.start..b.words.end, low: share, high: share, form: Form::Fraction, bare: false, ..b }
    })
}
