//! Columns of a table in few letters.
//!
//! The different values of a column stand once, `d`, and a letter (or two, `two`) a row says which, `s`; what stood before is
//! pointed at in place of being repeated. Where it is shorter a column is written as its values alone, `v`, as the one
//! value of all rows, `c`, as what is to be added to the row before or to another column, `a`, or, where another column
//! decides it, as one value for each different value there, `f`. The script and `tests/page.rs` read it.

use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};

/// Says that the value before it is repeated: `}` and a letter for how often, less one.
const AGAIN: char = '}';
/// Says that earlier values are repeated: `~`, two letters for how far back, one for how many, less one.
const EARLIER: char = '~';
/// Values that are compared when repetitions are looked for.
const SEED: usize = 4;
/// Places with the same values that are tried, latest first.
const TRIES: usize = 16;

/// The letters of [`letters_of`] in their order: printable ones that mean nothing to JSON or HTML.
fn letters() -> Vec<char> {
    (' '..='|').filter(|c| !r#""\<>&"#.contains(*c)).collect()
}

/// The columns of a table, each in the shortest of the ways above. All have the same number of values.
pub fn packed(columns: &[Vec<Value>]) -> Vec<Map<String, Value>> {
    let coded: Vec<Coded> = columns.iter().map(|c| Coded::new(c)).collect();
    let one = |(i, (column, own)): (usize, (&Vec<Value>, &Coded))| {
        let mut best = shortest(column, own);
        if own.different.len() < 2 {
            return best;
        }
        let mut size = length(&best);
        let mut offer = |key: &str, of: i64, values: &[Value]| {
            let mut other = written(values);
            other.insert(key.into(), of.into());
            let length = length(&other);
            if length < size {
                (best, size) = (other, length);
            }
        };
        if let Some(steps) = sums(column, |row| row.checked_sub(1).and_then(|r| column.get(r))) {
            offer("a", -1, &steps);
        }
        for (j, (other, by)) in columns.iter().zip(&coded).enumerate().take(i) {
            if follows(column, other)
                && let Some(rest) = sums(column, |row| other.get(row))
            {
                offer("a", j as i64, &rest);
            }
            if let Some(decided) = by.decides(own) {
                offer("f", j as i64, &decided);
            }
        }
        best
    };
    columns.iter().zip(&coded).enumerate().map(one).collect()
}

/// Rows that are looked at before all of a column are set against those of another.
const SAMPLE: usize = 256;

/// Whether the differences between two columns of whole numbers are fewer than the values themselves, in a sample of the rows:
/// only then is it worth writing all of them.
fn follows(column: &[Value], other: &[Value]) -> bool {
    let rows = (0..column.len()).step_by(column.len().div_ceil(SAMPLE).max(1));
    let (mut values, mut steps) = (HashSet::new(), HashSet::new());
    for (value, other) in rows.filter_map(|row| Some((column.get(row)?.as_i64()?, other.get(row)?.as_i64()?))) {
        values.insert(value);
        steps.insert(value.wrapping_sub(other));
    }
    steps.len() < values.len()
}

/// Whole numbers as what is to be added to others; missing stays missing, and where the other is missing nothing is added.
fn sums<'v>(column: &'v [Value], other: impl Fn(usize) -> Option<&'v Value>) -> Option<Vec<Value>> {
    let mut met = false;
    let step = |(row, value): (usize, &Value)| -> Option<Value> {
        if value.is_null() {
            return Some(Value::Null);
        }
        let value = value.as_i64()?;
        met |= value != 0;
        match other(row) {
            Some(Value::Null) | None => Some(value.into()),
            Some(other) => Some((value.checked_sub(other.as_i64()?)?).into()),
        }
    };
    column.iter().enumerate().map(step).collect::<Option<Vec<Value>>>().filter(|_| met)
}

/// A column as places of its different values.
struct Coded {
    rows: Vec<usize>,
    different: Vec<Value>,
}

impl Coded {
    fn new(values: &[Value]) -> Coded {
        let mut different: Vec<Value> = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let place = |v: &Value| {
            *places.entry(v.to_string()).or_insert_with(|| {
                different.push(v.clone());
                different.len() - 1
            })
        };
        let rows = values.iter().map(place).collect();
        Coded { rows, different }
    }

    /// If each value here goes with one value of another column: those, in the order in which the values here first stand.
    fn decides(&self, other: &Coded) -> Option<Vec<Value>> {
        // Worth a look only where values repeat.
        if self.different.len() * 10 > self.rows.len() * 9 {
            return None;
        }
        let mut of: Vec<Option<usize>> = vec![None; self.different.len()];
        for (here, there) in self.rows.iter().zip(&other.rows) {
            let known = of.get_mut(*here)?;
            if known.is_some_and(|k| k != *there) {
                return None;
            }
            *known = Some(*there);
        }
        of.into_iter().map(|place| other.different.get(place?).cloned()).collect()
    }
}

/// Values as `c`, `v`, or `d` and `s`, whichever is shortest.
pub fn written(values: &[Value]) -> Map<String, Value> {
    shortest(values, &Coded::new(values))
}

fn shortest(values: &[Value], coded: &Coded) -> Map<String, Value> {
    if let [only] = coded.different.as_slice() {
        return Map::from_iter([("c".to_string(), only.clone())]);
    }
    let plain = Map::from_iter([("v".to_string(), values.into())]);
    let letters = letters();
    if coded.different.len() > letters.len() * letters.len() {
        return plain;
    }
    let two = coded.different.len() > letters.len();
    let mut short = Map::from_iter([
        ("d".to_string(), coded.different.clone().into()),
        ("s".to_string(), letters_of(&coded.rows, if two { 2 } else { 1 }, &letters).into()),
    ]);
    if two {
        short.insert("two".into(), 1.into());
    }
    if length(&short) < length(&plain) { short } else { plain }
}

fn length(map: &Map<String, Value>) -> usize {
    serde_json::to_string(map).map_or(usize::MAX, |text| text.len())
}

/// A letter a row, or `wide` ones, and repetitions.
fn letters_of(rows: &[usize], wide: usize, letters: &[char]) -> String {
    let base = letters.len();
    let mut out = String::with_capacity(rows.len() * wide);
    let put = |out: &mut String, number: usize, wide: usize| {
        if wide == 2 {
            out.extend(letters.get(number / base));
        }
        out.extend(letters.get(number % base));
    };
    let same = |a: usize, b: usize| (0..base).take_while(|k| rows.get(b + k).is_some_and(|v| rows.get(a + k) == Some(v))).count();
    let mut seen: HashMap<&[usize], Vec<usize>> = HashMap::new();
    let mut at = 0;
    while let Some(value) = rows.get(at) {
        let again = if at > 0 { same(at - 1, at) } else { 0 };
        let before = rows.get(at..at + SEED).and_then(|seed| seen.get(seed)).into_iter().flatten().rev().take(TRIES);
        let before = before.filter(|b| at - **b < base * base).map(|b| (same(*b, at), *b));
        let (earlier, from) = before.max().unwrap_or((0, 0));
        // What is saved by pointing back.
        let (near, far) = ((again * wide).saturating_sub(2), (earlier * wide).saturating_sub(4));
        let step = if near > 0 && near >= far {
            out.push(AGAIN);
            put(&mut out, again - 1, 1);
            again
        } else if far > 0 {
            out.push(EARLIER);
            put(&mut out, at - from, 2);
            put(&mut out, earlier - 1, 1);
            earlier
        } else {
            put(&mut out, *value, wide);
            1
        };
        for i in at..at + step {
            if let Some(seed) = rows.get(i..i + SEED) {
                seen.entry(seed).or_default().push(i);
            }
        }
        at += step;
    }
    out
}
