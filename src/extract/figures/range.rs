//! Two numbers that make one figure: ranges ("13 to 15", "between 20 and 30") and ratios ("one in four").

use super::Modifier;
use super::build::Setting;
use super::grammar::{self, Form, Num};
use super::line::Line;
use super::number::Style;
use super::unit;
use crate::lexicon::figures::FigureWords;

/// The number with the second end of a range or ratio, if one follows.
pub fn join(line: &Line, first: Num, blocked: &[bool], setting: &Setting) -> Num {
    if !matches!(first.form, Form::Exact) {
        return first;
    }
    let (words, style) = (setting.words, setting.style);
    // "The toll rose from 20 to 35": an old and a new value, and no range.
    let change = setting.convention.change == "values" && from_to(line, &first, words);
    let range = |first: &Num| if change { None } else { range(line, first, blocked, words, style) };
    ratio(line, &first, blocked, words, style).or_else(|| range(&first)).unwrap_or(first)
}

/// Whether a number is what another has been before: "rose from 20 to 35", "up from 20".
pub fn old_value(line: &Line, num: &Num, words: &FigureWords) -> bool {
    num.form == Form::Exact && from_to(line, num, words)
}

/// How many words before a number "from" may stand behind its verb.
const VERB: usize = 6;

/// Whether "from" before a number is that of a change: "rose from 20", "raised the toll to 35 from 20".
pub fn from_to(line: &Line, num: &Num, words: &FigureWords) -> bool {
    let opener = unit::money_start(line, num, words).unwrap_or(num.words.start);
    // "up from about 40,000"
    let opener = words.before.before(&line.words, opener).map_or(opener, |(_, n)| opener - n);
    let from = opener.saturating_sub(1);
    let verb = |at: usize| changes(line, at, words);
    line.back(opener, 1) == "from" && (from.saturating_sub(VERB)..from).rev().take_while(|at| !line.is_stop(*at)).any(verb)
}

/// Whether a word tells a rise or a fall: rose, lost, up, down.
pub fn changes(line: &Line, at: usize, words: &FigureWords) -> bool {
    let events = words.event_before.get(line.word(at));
    line.is_word(at) && events.is_some_and(|events| events.iter().any(|e| words.events[*e].change()))
}

/// "More than 40 but fewer than 60": two hedges make a range. `low` is whether the first number is the lower end.
pub fn bounded(line: &Line, a: &Num, hedge: Modifier, blocked: &[bool], setting: &Setting) -> Option<Num> {
    let (words, style) = (setting.words, setting.style);
    let lower = |m: &Modifier| matches!(m, Modifier::MoreThan | Modifier::AtLeast);
    let upper = |m: &Modifier| matches!(m, Modifier::LessThan | Modifier::UpTo);
    let own = unit::behind(line, a, words);
    let at = own.as_ref().map_or(a.words.end, |u| u.end);
    if a.form != Form::Exact || !words.set("bound_link").has(line.word(at)) || !lower(&hedge) && !upper(&hedge) {
        return None;
    }
    let (other, n) = words.before.at(&line.words, at + 1)?;
    let start = unit::money_behind(line, at + 1 + n, words);
    if blocked.get(start).copied().unwrap_or(true) {
        return None;
    }
    let b = grammar::number(line, start, words, style).filter(|b| b.form == Form::Exact)?;
    let same = own.as_ref().is_none_or(|own| unit::of(line, &b, words).is_some_and(|u| u.unit == own.unit));
    let fits = lower(&hedge) && upper(other) && a.high < b.high || upper(&hedge) && lower(other) && b.high < a.high;
    (same && fits).then(|| {
        let (low, high) = (a.low.min(b.low), a.high.max(b.high));
        Num { words: a.words.start..b.words.end, low, high, form: Form::Range, bare: false, decimal: None, ..b }
    })
}

/// "Six feet two inches", "3 dollars and 50 cents": two units make one number of the larger.
pub fn compound(line: &Line, a: &Num, blocked: &[bool], setting: &Setting) -> Option<(Num, unit::Found)> {
    let (words, style) = (setting.words, setting.style);
    let mut own = unit::behind(line, a, words)?;
    let (minor, many) = words.units[own.unit].minor.as_ref()?;
    let and = usize::from(line.word(own.end) == "and");
    if a.form != Form::Exact || a.high.fract() != 0.0 || blocked.get(own.end + and).copied().unwrap_or(true) {
        return None;
    }
    let b = grammar::number(line, own.end + and, words, style).filter(|b| b.form == Form::Exact && b.high < *many)?;
    let unit = unit::behind(line, &b, words).filter(|u| words.units[u.unit].name == *minor)?;
    let value = a.high + b.high / many;
    own.end = unit.end;
    Some((Num { low: value, high: value, words: a.words.start..b.words.end, bare: false, decimal: None, ..a.clone() }, own))
}

fn range(line: &Line, a: &Num, blocked: &[bool], words: &FigureWords, style: Style) -> Option<Num> {
    let end = a.words.end;
    // "15 per cent to 20 per cent": the unit of the first end is passed over.
    let own = unit::behind(line, a, words);
    let joint = own.as_ref().map_or(end, |u| u.end);
    let j = if words.joiners.has(line.word(joint)) { joint } else { end };
    // "18- to 24-year-olds"
    let hanging = line.is_hyphen(j) && line.glued(j) && !line.glued(j + 1) && line.word(j + 1) == "to";
    // "a 10-to-15-minute walk"
    let glued = |at: usize| line.is_hyphen(at) && line.glued(at) && line.glued(at + 1);
    let chained = glued(j) && glued(j + 2) && line.word(j + 1) == "to";
    let j = j + usize::from(hanging || chained);
    let opener = unit::money_start(line, a, words).unwrap_or(a.words.start);
    let between = (1..=3).any(|k| line.back(opener, k) == "between");
    let from = line.back(opener, 1) == "from";
    // "from 450 sq ft up to 900 sq ft"
    let up_to = from && line.word(joint) == "up" && line.word(joint + 1) == "to";
    let j = if up_to { joint + 1 } else { j };
    let joiner = line.word(j);
    if !words.joiners.has(joiner) {
        return None;
    }
    let dash = !joiner.starts_with(|c: char| c.is_alphabetic());
    if joiner == "and" && !between || joiner == "or" && j != end {
        return None;
    }
    let spaced = line.glued(j) == line.glued(j + 1);
    if dash && (!spaced || !a.digits) {
        return None;
    }
    let from_b = unit::money_behind(line, j + 1 + usize::from(chained), words);
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
