//! The figures as ranges: the keys that most outlets give, each on its own axis.

use super::super::exhibit::{RangeGroup, RangeRow, RangeStyle, Ranges, Reference, Symbol};
use super::super::figures::{Claim, Pair, Verdict};
use super::super::{Chart, ChartKind, grouped, plural, ranked, spaced, tally};
use super::{Words, chart};
use crate::frame::Frames;
use crate::text::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Keys that get a chart, most outlets first.
const KEYS: usize = 4;

/// A chart for each of the keys with most outlets, at least two outlets each; one for the best key where none has two.
pub fn figures(frames: &Frames, claims: &[Claim], pairs: &[Pair]) -> Vec<Chart> {
    let mut keys: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for c in claims {
        keys.entry(&c.key).or_default().insert(&c.outlet);
    }
    // Ranks and durations agree by nature: what people count comes first.
    let counted: BTreeSet<&str> = claims.iter().filter(|c| c.unit == "persons").map(|c| c.key.as_str()).collect();
    let people = |key: &str| counted.contains(key);
    let mut order: Vec<(&str, usize)> = keys.iter().map(|(k, o)| (*k, o.len())).collect();
    order.sort_by(|a, b| (people(b.0), b.1).cmp(&(people(a.0), a.1)).then_with(|| a.0.cmp(b.0)));
    let shared: Vec<&(&str, usize)> = order.iter().filter(|k| k.1 > 1).collect();
    let chosen: Vec<&str> =
        if shared.is_empty() { order.iter().take(1).map(|k| k.0).collect() } else { shared.iter().take(KEYS).map(|k| k.0).collect() };
    // One order of sources for all keys, so that a source keeps its colour and symbol from chart to chart.
    let palette: Vec<String> = ranked(&tally(claims.iter().map(source))).into_iter().map(|s| s.0).collect();
    chosen.into_iter().map(|key| one(frames, claims, pairs, key, &palette)).collect()
}

fn one(frames: &Frames, claims: &[Claim], pairs: &[Pair], key: &str, palette: &[String]) -> Chart {
    // One axis has one unit: the one that most claims have.
    let units = ranked(&tally(claims.iter().filter(|c| c.key == key).map(|c| c.unit.clone())));
    let unit = units.first().map_or(String::new(), |u| u.0.clone());
    let of: Vec<&Claim> = claims.iter().filter(|c| c.key == key && c.unit == unit).collect();
    let mut rows: Vec<RangeRow> = of.iter().map(|c| row(c, palette)).collect();
    let giving: BTreeSet<&str> = of.iter().map(|c| c.outlet.as_str()).collect();
    let silent: Vec<String> = frames.outlets().into_iter().filter(|o| !giving.contains(o.as_str())).collect();
    rows.extend(silent.iter().map(|o| RangeRow { label: o.clone(), ..RangeRow::default() }));
    let counts = |i: usize| claims[i].key == key && claims[i].unit == unit;
    let verdicts: Vec<&Pair> = pairs.iter().filter(|p| counts(p.0) && counts(p.1)).collect();
    let n = |v: Verdict| verdicts.iter().filter(|p| p.2 == v).count();
    let title = match (n(Verdict::Conflicting), n(Verdict::Compatible), n(Verdict::Same)) {
        (0, 0, 0) if of.len() > 1 => format!("{} of “{}”, none of them of the same event", plural(of.len(), "claim"), spaced(key)),
        (0, 0, 0) => format!("Only one claim of “{}”", spaced(key)),
        (0, 0, _) => format!("All claims of “{}” are the same", spaced(key)),
        (0, _, _) => format!("No two claims of “{}” disagree", spaced(key)),
        (c, _, _) => {
            format!("{} of {} of claims of “{}” disagree", grouped(c as f64), plural(verdicts.len(), "pair"), spaced(key))
        }
    };
    let references = references(frames, key);
    let bare = of.iter().filter(|c| c.source.is_empty()).count();
    chart(
        Words {
            name: format!("figures_{}", slug(key)),
            alt: format!(
                "Ranges on one axis, one row a claim of “{}”. {title}. {} give none.",
                spaced(key),
                plural(silent.len(), "outlet")
            ),
            title,
            subtitle: format!(
                "Every claim of “{}”, as the words allow, by time of publication; colour and symbol: source cited",
                spaced(key)
            ),
            n: format!("n = {} of {}", plural(of.len(), "claim"), plural(giving.len(), "outlet")),
            note: format!(
                "{bare} without a source. Open symbol: rounded or vague words. Arrow: open end (at least, more than).{}",
                if references.is_empty() { "" } else { " Dashed: reference figures of corpus.toml." }
            ),
            palette: palette.to_vec(),
        },
        ChartKind::Ranges(Ranges { groups: vec![RangeGroup { heading: String::new(), rows, references, unit: unit.clone() }], unit }),
    )
}

/// The figures that `corpus.toml` gives for the key, as lines across the axis.
fn references(frames: &Frames, key: &str) -> Vec<Reference> {
    let t = frames.references.only("key", &[key]);
    let (value, low, high) = (t.numbers("value"), t.numbers("low"), t.numbers("high"));
    let mut out = Vec::new();
    for i in 0..t.height() {
        let ends = [(value[i], "reference"), (low[i], "reference, low"), (high[i], "reference, high")];
        out.extend(ends.into_iter().filter_map(|(v, label)| Some(Reference { label: label.into(), value: v? })));
    }
    out
}

fn source(c: &Claim) -> String {
    if c.source.is_empty() { "no source".into() } else { c.source.clone() }
}

fn row(c: &Claim, palette: &[String]) -> RangeRow {
    let (up, down) = (c.modifier == "at_least" || c.modifier == "more_than", c.modifier == "up_to" || c.modifier == "less_than");
    let open = up || down;
    let exact = c.low == c.high;
    let key = source(c);
    RangeRow {
        label: c.outlet.clone(),
        sublabel: c.published.get(..10).map(String::from),
        low: Some(c.low),
        high: Some(c.high),
        point: exact.then_some(c.low).or_else(|| open.then_some(if down { c.high } else { c.low })),
        style: if open {
            RangeStyle::Open
        } else if exact {
            RangeStyle::Exact
        } else {
            RangeStyle::Vague
        },
        symbol: Symbol::nth(palette.iter().position(|k| *k == key).unwrap_or(0)),
        note: format!("{} · {key}", c.context),
        key,
    }
}
