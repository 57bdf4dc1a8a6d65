//! The number grammar: digits, number words, scales, fractions and vague amounts to one number with its place.

use super::line::Line;
use super::number::{self, Literal, Style};
use super::vague;
use crate::lexicon::figures::{FigureWords, Kind};
use crate::text::Tag;
use std::ops::Range;

/// What kind of number the words make.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    Exact,
    /// Two ends were stated.
    Range,
    /// The name of the vague quantity ("dozens") and its multiple ("tens of *thousands*": 1000).
    Vague {
        name: String,
        times: f64,
    },
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
    /// A number of one value.
    pub fn new(words: Range<usize>, value: f64, form: Form) -> Num {
        Num { words, low: value, high: value, form, digits: false, bare: false, scaled: false, decimal: None }
    }
}

/// The number that begins at word `i`.
pub fn number(line: &Line, i: usize, words: &FigureWords, style: Style) -> Option<Num> {
    vague::vague(line, i, words).or_else(|| vague::part(line, i, words)).or_else(|| cardinal(line, i, words, style))
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
            (Kind::Unit | Kind::Teen | Kind::Ten, None) if !self.digits || self.last_scale.is_some() || self.hundred => self.group += value,
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
            // "three lakh crore", "a thousand billion": the second scale multiplies the first.
            (Kind::Scale, _) if self.last_scale.is_some_and(|s| value > s && self.total < 1000.0 * s) && !self.any_group() => {
                self.total *= value;
                self.last_scale = Some(value);
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
        i = spaced_decimals(line, i, words, &mut sum);
        i = spaced_groups(line, i, &mut sum);
        i = mixed_fraction(line, i, &mut sum, style);
        i = power_of_ten(line, i, &mut sum);
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

/// "14 . 8 %", as tokenised corpora write it: only before a unit or a scale.
fn spaced_decimals(line: &Line, i: usize, words: &FigureWords, sum: &mut Sum) -> usize {
    let apart = line.word(i) == "." && !line.glued(i) && line.is_number(i + 1) && !line.glued(i + 1);
    let next = line.word(i + 2);
    if !(apart && sum.bare)
        || words.unit_forms.at(&line.words, i + 2).is_none() && !words.numbers.get(next).is_some_and(|(k, _)| *k == Kind::Scale)
    {
        return i;
    }
    let Ok(value) = format!("{}.{}", line.word(i - 1), line.word(i + 1)).parse() else { return i };
    (sum.group, sum.bare) = (value, false);
    i + 2
}

/// "1 000 000".
fn spaced_groups(line: &Line, mut i: usize, sum: &mut Sum) -> usize {
    let length = line.back(i, 1).len();
    // "101 102" are two numbers, "101 000" is one.
    let short = sum.bare && (length < 3 || length == 3 && line.word(i) == "000");
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
        Literal::Value { value, bare: false } if sum.bare && value < 1.0 && line.glued(i) => {
            (sum.group, sum.bare) = (sum.group + value, false)
        }
        _ => return i,
    }
    i + hyphen + 1
}

/// "1.99×10−30", "3 x 10^8": a mark of times, ten, and an exponent that is marked as one.
fn power_of_ten(line: &Line, i: usize, sum: &mut Sum) -> usize {
    if !matches!(line.word(i), "×" | "x") || line.word(i + 1) != "10" {
        return i;
    }
    let caret = line.word(i + 2) == "^";
    let at = i + 2 + usize::from(caret);
    // "3 x 10-15" may be a range; a minus sign, or a hyphen behind a decimal, is no range.
    let minus = line.word(at) == "−" || line.is_hyphen(at) && (caret || sum.group.fract() != 0.0);
    let at = at + usize::from(minus);
    let exponent = line.word(at).parse::<i32>().ok().filter(|e| (0..100).contains(e) && line.glued(at) && (caret || minus));
    let Some(exponent) = exponent else { return i };
    let power = 10f64.powi(exponent);
    sum.group = if minus { sum.group / power } else { sum.group * power };
    (sum.bare, sum.decimal) = (false, None);
    at + 1
}

/// The number words that follow.
fn rest(line: &Line, mut i: usize, words: &FigureWords, style: Style, sum: &mut Sum) -> usize {
    loop {
        let word = line.word(i);
        if let Some((kind, value)) = words.numbers.get(word) {
            let lone =
                !sum.any && !sum.any_group() && matches!(kind, Kind::Dozen | Kind::Hundred | Kind::Scale) && !hundreds(line, i, words);
            if lone || sum.last_scale == Some(12.0) || !sum.take(*kind, *value) {
                return i;
            }
            i += 1;
            continue;
        }
        if !sum.any || sum.last_scale == Some(12.0) {
            return i;
        }
        // "$3bn", "280k", "2 bn".
        if let Some(scale) = words.short_scales.get(word).filter(|_| sum.digits && sum.last_scale.is_none()) {
            let letter = word.len() == 1;
            let money = letter && money_before(line, i, words);
            let counted = matches!(line.tag(i + 1), Tag::Nns | Tag::Nnps)
                || words.unit_forms.has(line.word(i + 1))
                || words.persons.has(line.word(i + 1));
            let capital = line.capital(i) && word != "t";
            let billions = word == "b" && sum.group.fract() != 0.0;
            let clear = !letter || line.glued(i) && (money || capital || billions || word == "k" || word == "m" && counted);
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
            let after = next.filter(|(k, _)| {
                matches!(k, Kind::Unit | Kind::Teen | Kind::Ten) && sum.small.is_none() && (sum.hundred || sum.last_scale.is_some())
            });
            let after = after.filter(|(_, v)| *v > 0.0 && !word_starts_noun(line, i + 1));
            if after.is_some_and(|(kind, value)| sum.take(*kind, *value)) {
                i += 2;
                continue;
            }
            let digits = line.word(i + 1);
            let open = (sum.hundred || sum.last_scale.is_some() && !sum.digits) && sum.small.is_none();
            if open
                && digits.len() < 3
                && line.is_number(i + 1)
                && let Literal::Value { value, bare: true } = number::read(digits, style)
            {
                (sum.group, sum.small) = (sum.group + value, Some(Kind::Unit));
                i += 2;
                continue;
            }
        }
        let spoken = word == "point" && sum.last_scale.is_none() && !sum.digits;
        if spoken && let Some(end) = spoken_decimals(line, i + 1, words, sum) {
            i = end;
            continue;
        }
        return i;
    }
}

/// "hundred thousand", "hundred million": the article is left out.
fn hundreds(line: &Line, i: usize, words: &FigureWords) -> bool {
    let kind = |at: usize| words.numbers.get(line.word(at)).map(|(kind, _)| *kind);
    kind(i) == Some(Kind::Hundred) && kind(i + 1) == Some(Kind::Scale)
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
