//! The number grammar: digits, number words, scales, fractions and vague amounts to one number with its place.

use super::line::Line;
use super::number::{self, Literal, Style};
use crate::lexicon::figures::{FigureWords, Kind};
use std::ops::Range;

/// What kind of number the words make.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    Exact,
    /// Two ends were stated.
    Range,
    /// The name of the vague quantity ("dozens") and its multiple ("tens of *thousands*": 1000).
    Vague { name: String, times: f64 },
    /// A share of a whole, 0 to 1.
    Fraction,
}

/// A number in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Num {
    /// Words of the sentence.
    pub words: Range<usize>,
    pub low: f64,
    pub high: f64,
    pub form: Form,
    /// Written with digits.
    pub digits: bool,
    /// Digits only, without separator or scale: it may be a year, a day, an hour.
    pub bare: bool,
    /// It holds a scale word (million) or a hundred, a dozen.
    pub scaled: bool,
    /// The other reading of 115.000 (decimal), if it has one.
    pub decimal: Option<f64>,
}

impl Num {
    fn new(words: Range<usize>, value: f64, form: Form) -> Num {
        Num { words, low: value, high: value, form, digits: false, bare: false, scaled: false, decimal: None }
    }
}

/// The number that begins at word `i`.
pub fn number(line: &Line, i: usize, words: &FigureWords, style: Style) -> Option<Num> {
    vague(line, i, words).or_else(|| part(line, i, words, style)).or_else(|| cardinal(line, i, words, style))
}

/// "dozens", "tens of thousands", "several hundred", "a couple", "a few thousand".
fn vague(line: &Line, i: usize, words: &FigureWords) -> Option<Num> {
    let start = i;
    let article = matches!(line.word(i), "a" | "the") && words.vague.contains_key(line.word(i + 1));
    let i = if article { i + 1 } else { i };
    let vague = words.vague.get(line.word(i))?;
    let name = vague.name.clone();
    let of = usize::from(line.word(i + 1) == "of");
    // A word that stands for a scale of its own behind it: "several hundred", "tens of thousands", "a couple of dozen".
    let scale = |at: usize| {
        let word = line.word(at);
        let named = words.numbers.get(word).filter(|(k, _)| matches!(k, Kind::Hundred | Kind::Scale | Kind::Dozen)).map(|(_, v)| *v);
        named.or_else(|| words.vague.get(word).filter(|v| v.scale >= 12.0).map(|v| v.scale))
    };
    if let Some(times) = scale(i + 1 + of) {
        let end = i + 2 + of;
        let mut num = Num::new(start..end, vague.scale * times, Form::Vague { name, times });
        num.scaled = true;
        return Some(num);
    }
    let plain = match vague.name.as_str() {
        "few" | "tens" => false,
        "couple" => article && line.word(start) == "a" && of == 1,
        "scores" => of == 1 || line.word(i + 1) == "more" || i == 0,
        "most" => {
            let before = line.back(start, 1);
            of == 1 && !matches!(before, "the" | "at" | "one") || line.word(i) == "majority" && of == 1
        }
        "multiple" => !article,
        _ => true,
    };
    // "several" and the like stand alone; "the several hundred" keeps its article out.
    let from = if article && name != "couple" { i } else { start };
    plain.then(|| Num::new(from..i + 1, vague.scale, Form::Vague { name, times: 1.0 }))
}

/// "half a million", "a third of", "two-thirds", "three quarters of a million", "half an hour".
fn part(line: &Line, i: usize, words: &FigureWords, style: Style) -> Option<Num> {
    let fraction = |at: usize| words.fractions.get(line.word(at)).copied();
    let (above, at, mut value) = if let Some(below) = fraction(i).filter(|_| line.word(i) == "half" || line.word(i) == "quarter") {
        (1.0, i, 1.0 / below)
    } else if matches!(line.word(i), "a" | "an" | "one") {
        let hyphen = usize::from(line.is_hyphen(i + 1));
        (1.0, i + 1 + hyphen, 1.0 / fraction(i + 1 + hyphen)?)
    } else {
        let above = words.numbers.get(line.word(i)).filter(|(k, v)| *k == Kind::Unit && *v > 1.0)?.1;
        let hyphen = usize::from(line.is_hyphen(i + 1));
        let at = i + 1 + hyphen;
        let below = fraction(at).filter(|_| line.word(at).ends_with('s') || line.word(at) == "half")?;
        (above, at, above / below)
    };
    let _ = style;
    let mut end = at + 1;
    // A scale behind it: "half a million", "quarter million", "three quarters of a million".
    let mut k = end;
    if line.word(k) == "of" {
        k += 1;
    }
    if matches!(line.word(k), "a" | "an") {
        k += 1;
    }
    if line.is_hyphen(k) {
        k += 1;
    }
    if let Some((kind, scale)) = words.numbers.get(line.word(k)).filter(|(k, _)| matches!(k, Kind::Hundred | Kind::Scale | Kind::Dozen)) {
        let _ = kind;
        value *= scale;
        end = k + 1;
        let mut num = Num::new(i..end, value, Form::Exact);
        num.scaled = true;
        return Some(num);
    }
    if value >= 1.0 {
        return None;
    }
    // "half an hour", "a quarter of an hour", "half-hour": a number of units.
    if words.unit_forms.at(&line.words, k).is_some_and(|(u, _)| words.units[*u].kind == "time" || words.units[*u].kind == "length") {
        return Some(Num::new(i..end, value, Form::Exact));
    }
    let next = line.word(end);
    let plural = line.word(at).ends_with('s') && above > 1.0;
    let of = words.set("fraction_of").has(next);
    let hedged = words.before.before(&line.words, i).is_some_and(|(_, n)| line.back(i, n) != "the");
    let first = line.back(i, 1);
    let ordered = words.ordinals.contains_key(first) || matches!(first, "the" | "other" | "this" | "its" | "that");
    let known = match line.word(at) {
        "half" | "halves" => !ordered && (of || hedged),
        _ if line.word(i) == "quarter" => false,
        word if !word.ends_with('s') => next == "of" || line.is_hyphen(i + 1) || line.word(i) == "one",
        _ => plural,
    };
    known.then(|| Num::new(i..end, value, Form::Fraction))
}

/// Adds up number words as they come.
#[derive(Default)]
struct Sum {
    total: f64,
    /// Below the next scale.
    group: f64,
    /// What the last two digits of the group are made of.
    small: Option<Kind>,
    hundred: bool,
    last_scale: Option<f64>,
    any: bool,
    digits: bool,
    bare: bool,
    scaled: bool,
    decimal: Option<f64>,
}

impl Sum {
    fn value(&self) -> f64 {
        self.total + self.group
    }

    fn scale(&mut self, by: f64) {
        self.total += if self.any_group() { self.group } else { 1.0 } * by;
        (self.group, self.small, self.hundred, self.last_scale) = (0.0, None, false, Some(by));
        (self.scaled, self.any, self.bare, self.decimal) = (true, true, false, None);
    }

    fn any_group(&self) -> bool {
        self.group != 0.0 || self.small.is_some() || self.hundred
    }

    /// Takes a number word if it can follow.
    fn take(&mut self, kind: Kind, value: f64) -> bool {
        match (kind, self.small) {
            (Kind::Unit | Kind::Teen | Kind::Ten, None) if !self.digits || self.last_scale.is_some() => self.group += value,
            (Kind::Unit, Some(Kind::Ten)) if value > 0.0 => self.group += value,
            (Kind::Hundred, _) if !self.hundred && (self.group < 100.0 || self.digits && self.group < 1000.0) => {
                self.group = if self.any_group() { self.group } else { 1.0 } * value;
                (self.small, self.hundred, self.any, self.scaled, self.bare) = (None, true, true, true, false);
                return true;
            }
            (Kind::Dozen, _) if self.last_scale.is_none() && self.any_group() => {
                self.scale(value);
                return true;
            }
            (Kind::Scale, _) if (self.any_group() || !self.any) && self.last_scale.is_none_or(|s| value < s) => {
                self.scale(value);
                return true;
            }
            _ => return false,
        }
        (self.small, self.any) = (Some(kind), true);
        true
    }
}

/// "1.2 million", "$3bn", "two hundred and fifty", "a hundred", "two and a half million", "minus five".
fn cardinal(line: &Line, i: usize, words: &FigureWords, style: Style) -> Option<Num> {
    let start = i;
    let mut i = i;
    let mut sign = 1.0;
    if words.signs.has(line.word(i)) || line.is_hyphen(i) && line.is_number(i + 1) && line.glued(i + 1) && !line.glued(i) {
        (sign, i) = (-1.0, i + 1);
        if line.is_hyphen(i) && line.glued(i) && line.is_number(i + 1) {
            i += 1;
        }
    }
    let mut sum = Sum::default();
    let article = matches!(line.word(i), "a" | "an");
    if article {
        let (kind, _) = words.numbers.get(line.word(i + 1))?;
        if !matches!(kind, Kind::Hundred | Kind::Scale | Kind::Dozen) {
            return None;
        }
        (sum.group, sum.small, i) = (1.0, Some(Kind::Unit), i + 1);
    }
    // ".08"
    if line.word(i) == "." && line.is_number(i + 1) && line.glued(i + 1) && !line.glued(i) {
        let value = format!("0.{}", line.word(i + 1)).parse::<f64>().ok()?;
        (sum.group, sum.small, sum.any, sum.digits, i) = (value, Some(Kind::Unit), true, true, i + 2);
    } else if line.is_number(i) {
        match number::read(line.word(i), style) {
            Literal::Value { value, bare } => (sum.group, sum.bare) = (value, bare),
            Literal::Unclear { thousands, decimal } => (sum.group, sum.decimal) = (thousands, Some(decimal)),
            Literal::Fraction(value) => sum.group = value,
            Literal::Ordinal(_) | Literal::None => return None,
        }
        (sum.small, sum.any, sum.digits, i) = (Some(Kind::Unit), true, true, i + 1);
        i = spaced_groups(line, i, &mut sum);
        i = mixed_fraction(line, i, &mut sum, style);
    }
    i = rest(line, i, words, style, &mut sum);
    if !sum.any {
        return None;
    }
    let value = sum.value() * sign;
    let bare = sum.bare && sign > 0.0;
    let words = start..i;
    let num = Num::new(words, value, Form::Exact);
    Some(Num { digits: sum.digits, bare, scaled: sum.scaled, decimal: sum.decimal.map(|d| d * sign), ..num })
}

/// "1 000 000".
fn spaced_groups(line: &Line, mut i: usize, sum: &mut Sum) -> usize {
    let short = i > 0 && line.word(i - 1).len() <= 3 && sum.bare;
    while short && line.is_number(i) && line.word(i).len() == 3 && line.at(i).start == line.at(i - 1).end + 1 {
        let Ok(group) = line.word(i).parse::<f64>() else { break };
        sum.group = sum.group * 1000.0 + group;
        sum.bare = false;
        i += 1;
    }
    i
}

/// "10 1/2", "10½".
fn mixed_fraction(line: &Line, i: usize, sum: &mut Sum, style: Style) -> usize {
    let hyphen = usize::from(line.is_hyphen(i) && line.glued(i));
    let half = if line.is_number(i + hyphen) { number::read(line.word(i + hyphen), style) } else { Literal::None };
    match half {
        Literal::Fraction(part) if sum.bare => (sum.group, sum.bare) = (sum.group + part, false),
        Literal::Value { value, bare: false } if sum.bare && value < 1.0 && line.glued(i) => (sum.group, sum.bare) = (sum.group + value, false),
        _ => return i,
    }
    i + hyphen + 1
}

/// The number words that follow.
fn rest(line: &Line, mut i: usize, words: &FigureWords, style: Style, sum: &mut Sum) -> usize {
    loop {
        let word = line.word(i);
        if let Some((kind, value)) = words.numbers.get(word) {
            if (matches!(kind, Kind::Dozen) && !sum.any_group()) || !sum.take(*kind, *value) {
                return i;
            }
            i += 1;
            continue;
        }
        if !sum.any {
            return i;
        }
        // "$3bn", "280k", "2 bn".
        if let Some(scale) = words.short_scales.get(word).filter(|_| sum.digits && sum.last_scale.is_none()) {
            let letter = word.len() == 1;
            let money = letter && money_before(line, i, words);
            let counted = line.is_word(i + 1) && !words.set("stop").has(line.word(i + 1));
            let clear = if letter { line.glued(i) && (money || word == "k" || (word == "m" && counted)) } else { true };
            if clear && (word != "t" || money) {
                sum.scale(*scale);
                i += 1;
                continue;
            }
            return i;
        }
        let next = words.numbers.get(line.word(i + 1));
        let evenly = line.glued(i) == line.glued(i + 1);
        let hyphen = line.is_hyphen(i) && evenly && (line.glued(i) || sum.small == Some(Kind::Ten));
        if hyphen && next.is_some_and(|(k, v)| sum.take(*k, *v)) {
            i += 2;
            continue;
        }
        if word == "and" {
            if let Some(end) = and_fraction(line, i, words, sum) {
                i = end;
                continue;
            }
            let after = next.filter(|(k, _)| matches!(k, Kind::Unit | Kind::Teen | Kind::Ten) && sum.small.is_none() && (sum.hundred || sum.last_scale.is_some()));
            if let Some((kind, value)) = after.filter(|(_, v)| *v > 0.0 && !word_starts_noun(line, i + 1)) {
                if sum.take(*kind, *value) {
                    i += 2;
                    continue;
                }
            }
            let digits = line.word(i + 1);
            if (sum.hundred || sum.last_scale.is_some()) && sum.small.is_none() && digits.len() < 3 && line.is_number(i + 1) && !sum.digits {
                if let Literal::Value { value, bare: true } = number::read(digits, style) {
                    (sum.group, sum.small) = (sum.group + value, Some(Kind::Unit));
                    i += 2;
                    continue;
                }
            }
        }
        if word == "point" && sum.last_scale.is_none() && !sum.digits {
            if let Some(end) = spoken_decimals(line, i + 1, words, sum) {
                i = end;
                continue;
            }
        }
        return i;
    }
}

/// "one hundred and one villagers" is 101; "two thousand and one of them" begins anew.
fn word_starts_noun(line: &Line, i: usize) -> bool {
    line.word(i) == "one" && line.word(i + 1) == "of"
}

fn money_before(line: &Line, i: usize, words: &FigureWords) -> bool {
    i.checked_sub(1).and_then(|n| super::unit::money_before(line, n, words)).is_some_and(|(u, _)| words.units[u].kind == "money")
}

/// "two and a half million", "a million and a half", "five billion and three quarters".
fn and_fraction(line: &Line, i: usize, words: &FigureWords, sum: &mut Sum) -> Option<usize> {
    let mut k = i + 1;
    let above = match line.word(k) {
        "a" | "one" => 1.0,
        word => words.numbers.get(word).filter(|(kind, _)| *kind == Kind::Unit)?.1,
    };
    k += 1;
    if line.is_hyphen(k) {
        k += 1;
    }
    let below = words.fractions.get(line.word(k))?;
    let part = above / below;
    if part >= 1.0 || sum.hundred {
        return None;
    }
    let scale = words.numbers.get(line.word(k + 1)).filter(|(kind, _)| *kind == Kind::Scale).map(|(_, v)| *v);
    match (sum.last_scale, scale) {
        // "one billion and three quarters million"
        (Some(last), Some(own)) if own < last && !sum.any_group() => {
            sum.total += part * own;
            return Some(k + 2);
        }
        (Some(last), None) if !sum.any_group() => sum.total += part * last,
        _ => sum.group += part,
    }
    (sum.bare, sum.small) = (false, Some(Kind::Unit));
    Some(k + 1)
}

/// "nought point nought three".
fn spoken_decimals(line: &Line, mut i: usize, words: &FigureWords, sum: &mut Sum) -> Option<usize> {
    let (from, mut place) = (i, 0.1);
    while let Some((kind, value)) = words.numbers.get(line.word(i)).filter(|(k, _)| matches!(k, Kind::Unit | Kind::Teen)) {
        if *kind == Kind::Teen {
            place /= 10.0;
        }
        sum.group += value * place;
        place /= 10.0;
        i += 1;
    }
    (i > from).then_some(i)
}
