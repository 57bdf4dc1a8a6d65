//! Differences in who is quoted, in sentences.

use super::super::finding::Finding;
use super::super::speakers::Attribution;
use super::super::stats::{FEW, TwoByTwo, holm};
use super::super::{list as listed, plural, sentence_case, spaced};
use super::Quoted;
use super::list::Listed;
use crate::frame::Frames;
use std::collections::BTreeMap;

/// Quotes named as evidence of one finding.
const EVIDENCE: usize = 12;
/// Sources named in one sentence.
const NAMED: usize = 4;

/// All differences in who is quoted; none with one outlet.
pub fn findings(frames: &Frames, rows: &[Attribution], quoted: &[Quoted], list: &[Listed]) -> Vec<Finding> {
    if quoted.len() < 2 {
        return Vec::new();
    }
    let unit = frames.unit();
    // As many kinds, and as many outlets, as were looked at: certainties are held against all of them (Holm).
    let mut out = held(kinds(unit, rows, quoted));
    out.extend(held(quoted.iter().filter_map(|q| exclusive(unit, q, quoted, list)).collect()));
    out.extend(quotation_marks(unit, rows, quoted));
    out.extend(official(unit, rows, quoted));
    out
}

/// The findings of one family of tests, corrected.
fn held(mut family: Vec<Finding>) -> Vec<Finding> {
    let p = holm(&family.iter().map(|f| 1.0 - f.certainty).collect::<Vec<_>>());
    family.iter_mut().zip(p).for_each(|(f, p)| f.certainty = 1.0 - p);
    family
}

fn ids<'r>(rows: impl IntoIterator<Item = &'r Attribution<'r>>) -> Vec<String> {
    rows.into_iter().take(EVIDENCE).map(|a| a.id.to_string()).collect()
}

/// “Outlet A (3 of 40)”.
fn counts<'q>(quoted: impl IntoIterator<Item = &'q Quoted>, n: impl Fn(&Quoted) -> usize) -> String {
    listed(&quoted.into_iter().map(|q| format!("{} ({} of {})", q.outlet, n(q), q.n)).collect::<Vec<_>>())
}

/// A kind of source that at most half of the outlets quote, though the others quote somebody. The chance is that of no quote
/// among theirs if all outlets quoted the kind alike (Fisher's exact test).
fn kinds(unit: &str, rows: &[Attribution], quoted: &[Quoted]) -> Vec<Finding> {
    let units = crate::compare::several(unit);
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    quoted.iter().flat_map(|q| &q.types).for_each(|(t, c)| *totals.entry(t).or_insert(0) += c.n);
    let speaking: Vec<&Quoted> = quoted.iter().filter(|q| q.n > 0).collect();
    let one = |(kind, n): (&str, usize)| {
        let of = |q: &Quoted| q.types.get(kind).map_or(0, |c| c.n);
        let (with, without): (Vec<&Quoted>, Vec<&Quoted>) = speaking.iter().copied().partition(|q| of(q) > 0);
        let usual = 2 * with.len() > speaking.len();
        if kind == "other" || kind == "anonymous" || n < 2 || without.is_empty() || usual {
            return None;
        }
        let sum = |qs: &[&Quoted]| qs.iter().map(|q| q.n).sum::<usize>();
        let test = TwoByTwo::new(n, sum(&with), 0, sum(&without));
        let none = if with.len() + without.len() > 8 {
            format!("the other {} {units} quote none in {}", without.len(), plural(sum(&without), "attribution"))
        } else {
            format!("{} quote{} none", counts(without.iter().copied(), |_| 0), if without.len() == 1 { "s" } else { "" })
        };
        let who: Vec<&Quoted> = with.iter().copied().take(6).collect();
        let more = if with.len() > 6 { format!(" and {} more", with.len() - 6) } else { String::new() };
        Some(Finding {
            report: "sources",
            kind: "kind_of_source",
            outlets: with.iter().map(|q| q.outlet.clone()).collect(),
            text: format!("{} are quoted only in {}{more}; {none}.", sentence_case(&sources_called(kind)), counts(who, of)),
            effect: without.len() as f64 / speaking.len() as f64,
            certainty: 1.0 - test.fisher(),
            evidence: ids(rows.iter().filter(|a| a.source_type == kind)),
            table: "sources_by_type".into(),
        })
    };
    totals.into_iter().filter_map(one).collect()
}

/// Named sources of an outlet that nobody else quotes, as a share of its quotes, against the same share in the others.
fn exclusive(unit: &str, q: &Quoted, quoted: &[Quoted], list: &[Listed]) -> Option<Finding> {
    let own = |l: &&Listed| l.named && l.only().is_some() && l.source_type != "civilian" && l.source_type != "anonymous";
    let here: Vec<&Listed> = list.iter().filter(own).filter(|l| l.only() == Some(&q.outlet)).collect();
    let elsewhere: usize = list.iter().filter(own).filter(|l| l.only() != Some(&q.outlet)).map(|l| l.n).sum();
    let (n, others) = (here.iter().map(|l| l.n).sum::<usize>(), quoted.iter().filter(|o| o.outlet != q.outlet).map(|o| o.n).sum());
    let test = TwoByTwo::new(n, q.n, elsewhere, others);
    if n < 2 || q.n < FEW || test.difference()? < 0.05 {
        return None;
    }
    let called = |l: &&&Listed| {
        let given = &l.outlets[&q.outlet];
        let words = if given.speaker.chars().count() > l.source.chars().count() && given.speaker.chars().count() <= 60 {
            format!(" (“{}”)", given.speaker)
        } else {
            String::new()
        };
        format!("{}{words}, {}", l.source, plural(given.n, "quote"))
    };
    let names: Vec<String> = here.iter().take(NAMED).map(|l| called(&l)).collect();
    let more = if here.len() > NAMED { format!("; and {} more", here.len() - NAMED) } else { String::new() };
    Some(Finding {
        report: "sources",
        kind: "exclusive_sources",
        outlets: vec![q.outlet.clone()],
        text: format!(
            "Only {} quotes {}{more}. Named sources that no other {unit} quotes give {n} of its {} attributions; in the others such \
             sources give {elsewhere} of {others}.",
            q.outlet,
            names.join("; "),
            q.n
        ),
        effect: test.difference()?.max(0.0),
        certainty: 1.0 - test.fisher(),
        evidence: here.iter().take(NAMED).flat_map(|l| l.outlets[&q.outlet].evidence.iter().take(3).cloned()).collect(),
        table: "sources_matrix".into(),
    })
}

/// Outlets that print no quotation marks at all beside others that do.
fn quotation_marks(unit: &str, rows: &[Attribution], quoted: &[Quoted]) -> Option<Finding> {
    let units = crate::compare::several(unit);
    let none = |q: &&Quoted| q.sentences > 0 && q.marked_sentences == 0 && q.verbatim == 0 && q.n >= FEW;
    let without: Vec<&Quoted> = quoted.iter().filter(none).collect();
    let with: Vec<&Quoted> = quoted.iter().filter(|q| q.marked_sentences > 0).collect();
    if without.is_empty() || with.is_empty() {
        return None;
    }
    let sum = |qs: &[&Quoted], of: fn(&Quoted) -> usize| qs.iter().map(|q| of(q)).sum::<usize>();
    let test = TwoByTwo::new(sum(&with, |q| q.marked_sentences), sum(&with, |q| q.sentences), 0, sum(&without, |q| q.sentences));
    let names: Vec<String> = without.iter().take(6).map(|q| q.outlet.clone()).collect();
    let rest = if without.len() > 6 { format!(" and {} more {units}", without.len() - 6) } else { String::new() };
    let said: Vec<String> = with.iter().take(6).map(|q| format!("{} in {} of {}", q.outlet, q.marked_sentences, q.sentences)).collect();
    let gone: Vec<&str> = without.iter().map(|q| q.outlet.as_str()).collect();
    Some(Finding {
        report: "sources",
        kind: "quotation_marks",
        outlets: gone.iter().map(|o| o.to_string()).collect(),
        text: format!(
            "{}{rest} print{} no quotation marks (0 of {} sentences): every one of {} is in the writer's words. Marks stand in {}.",
            listed(&names),
            if without.len() == 1 { "s" } else { "" },
            sum(&without, |q| q.sentences),
            plural(sum(&without, |q| q.n), "attribution"),
            listed(&said)
        ),
        effect: test.difference()?.max(0.0),
        certainty: 1.0 - test.fisher(),
        evidence: ids(rows.iter().filter(|a| gone.contains(&a.outlet)).chain(rows.iter().filter(|a| a.verbatim()))),
        table: "sources_by_outlet".into(),
    })
}

/// The outlets with the largest and the smallest share of official sources, each against all others.
fn official(unit: &str, rows: &[Attribution], quoted: &[Quoted]) -> Vec<Finding> {
    let units = crate::compare::several(unit);
    let enough: Vec<&Quoted> = quoted.iter().filter(|q| q.official_known >= FEW).collect();
    let share = |q: &Quoted| q.official as f64 / q.official_known as f64;
    let ends = [
        enough.iter().max_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| b.outlet.cmp(&a.outlet))),
        enough.iter().min_by(|a, b| share(a).total_cmp(&share(b)).then_with(|| a.outlet.cmp(&b.outlet))),
    ];
    let one = |q: &Quoted| {
        let (mut n, mut of) = (0, 0);
        quoted.iter().filter(|o| o.outlet != q.outlet).for_each(|o| (n, of) = (n + o.official, of + o.official_known));
        let test = TwoByTwo::new(q.official, q.official_known, n, of);
        // The ends of all outlets that could be one (Bonferroni).
        let p = (test.fisher() * enough.len() as f64).min(1.0);
        let chance = super::super::chance(p);
        (p < 0.2 && enough.len() > 1).then(|| Finding {
            report: "sources",
            kind: "official_share",
            outlets: vec![q.outlet.clone()],
            text: format!(
                "Officials speak in {} of {} attributions in {} ({:.0}%), in the other {units} in {n} of {of} ({:.0}%; Fisher's exact test, \
                 {chance} after Bonferroni).",
                q.official,
                q.official_known,
                q.outlet,
                100.0 * share(q),
                100.0 * n as f64 / of as f64
            ),
            effect: test.difference().unwrap_or(0.0).abs(),
            certainty: 1.0 - p,
            evidence: ids(rows.iter().filter(|a| a.outlet == q.outlet && a.official == Some(true))),
            table: "sources_by_outlet".into(),
        })
    };
    ends.into_iter().flatten().filter_map(|q| one(q)).collect()
}

/// A kind of source as the subject of a sentence.
fn sources_called(kind: &str) -> String {
    let name = spaced(kind);
    if name.ends_with('s') { name } else { format!("{name} sources") }
}
