//! Digits: what one token of digits says, with both conventions for point and comma.

/// What a token that begins with a digit is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal {
    /// A number; `bare` if it is digits only (it may be a year), else separators were read.
    Value { value: f64, bare: bool },
    /// One point or comma before exactly three digits: thousands or thousandths, the context decides.
    Unclear { thousands: f64, decimal: f64 },
    /// `1/2`.
    Fraction(f64),
    /// `24th`.
    Ordinal(f64),
    /// Clock times, dates, decades, addresses: no number.
    None,
}

/// How an article writes its numbers, as far as its own clear cases tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Style {
    /// `1.234.567` or `12,5` stand in it: points part thousands.
    pub points: usize,
    /// `1,234` or `12.5` stand in it.
    pub commas: usize,
}

impl Style {
    /// Counts one token.
    pub fn see(&mut self, word: &str) {
        let (points, commas) = (word.matches('.').count(), word.matches(',').count());
        let last = word.rsplit(['.', ',']).next().unwrap_or("").len();
        if points > 1 && commas == 0 && last == 3 || commas == 1 && last != 3 {
            self.points += 1;
        } else if commas > 0 && last == 3 || points == 1 && last != 3 {
            self.commas += 1;
        }
    }

    /// Points part thousands here.
    pub fn continental(self) -> bool {
        self.points > self.commas
    }
}

/// Reads one token.
pub fn read(word: &str, style: Style) -> Literal {
    if let Some(value) = vulgar(word) {
        return Literal::Value { value, bare: false };
    }
    let digits = word.bytes().take_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'/' | b':')).count();
    let (number, ending) = word.split_at(digits);
    match ending.to_ascii_lowercase().as_str() {
        "" => {}
        ending if ending.len() == 2 && ending.is_ascii() => return number.parse().map_or(Literal::None, Literal::Ordinal),
        _ => return vulgar(ending).map_or(Literal::None, |part| whole(number).map_or(Literal::None, |n| value(n + part))),
    }
    if number.contains(':') {
        return Literal::None;
    }
    if number.contains('/') {
        return slash(number);
    }
    separated(number, style)
}

fn value(value: f64) -> Literal {
    Literal::Value { value, bare: false }
}

fn whole(digits: &str) -> Option<f64> {
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

/// `½`, `¾`.
fn vulgar(word: &str) -> Option<f64> {
    let mut chars = word.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return None };
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅛' => 0.125,
        _ => return None,
    })
}

/// A fraction only if it can be none of 22/04, 24/7, 2019/20.
fn slash(number: &str) -> Literal {
    let parts: Vec<&str> = number.split('/').collect();
    let [above, below] = parts.as_slice() else { return Literal::None };
    let (Some(a), Some(b)) = (whole(above), whole(below)) else { return Literal::None };
    let usual = [2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 16.0].contains(&b);
    if usual && a < b && a > 0.0 && !above.starts_with('0') && !below.starts_with('0') { Literal::Fraction(a / b) } else { Literal::None }
}

fn separated(number: &str, style: Style) -> Literal {
    let groups: Vec<&str> = number.split(['.', ',']).collect();
    if groups.iter().any(|g| whole(g).is_none()) {
        return Literal::None;
    }
    let joined: String = groups.concat();
    let all = joined.parse().unwrap_or(0.0);
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let last = groups.last().map_or(0, |g| g.len());
    let first = groups.first().map_or(0, |g| g.len());
    let threes = |groups: &[&str]| groups.iter().skip(1).all(|g| g.len() == 3) && first <= 3;
    let decimal = || {
        let (head, tail) = joined.split_at(joined.len() - last);
        format!("{head}.{tail}").parse().unwrap_or(0.0)
    };
    match (points, commas) {
        (0, 0) => {
            let padded = number.len() > 1 && number.starts_with('0');
            if padded || number.len() > 15 { Literal::None } else { Literal::Value { value: all, bare: true } }
        }
        // 1.234.567,8 and 1,234,567.8
        (p, c) if p > 0 && c > 0 => {
            let head = &groups[..groups.len() - 1];
            let lakhs = c > 1 && head.last().is_some_and(|g| g.len() == 3) && head[1..head.len() - 1].iter().all(|g| g.len() == 2);
            let mixed = p > 1 && c > 1 || !threes(head) && !lakhs;
            if mixed { Literal::None } else { value(decimal()) }
        }
        (1, 0) if last == 3 && first <= 3 && !number.starts_with('0') => Literal::Unclear { thousands: all, decimal: decimal() },
        (1, 0) => value(decimal()),
        (0, 1) if last == 3 && first <= 3 && !number.starts_with('0') => {
            if style.continental() && last == 3 && style.commas == 0 {
                Literal::Unclear { thousands: all, decimal: decimal() }
            } else {
                value(all)
            }
        }
        (0, 1) if last <= 2 => value(decimal()),
        (_, 0) | (0, _) if threes(&groups) => value(all),
        // 12,34,567: groups of two, the last of three.
        (0, _) if last == 3 && groups[1..groups.len() - 1].iter().all(|g| g.len() == 2) => value(all),
        _ => Literal::None,
    }
}
