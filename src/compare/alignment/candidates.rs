//! Pairs worth a look: an inverted index on rare units, bounded work a sentence, never all pairs.

use super::units::Event;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Candidates kept of each sentence.
const KEPT: usize = 24;
/// Entries of the index looked at for each sentence, rarest units first.
const WORK: usize = 4_000;
/// Weight of a key that both have: as much as the rarest unit.
const KEY: f64 = 6.0;

/// Pairs of sentences of different outlets, as indices into the event's, the earlier first. For each sentence the others that
/// share most weight with it: its units are looked up from the rarest on until [`WORK`] entries are seen.
pub fn candidates(event: &Event) -> Vec<(usize, usize)> {
    let mut index: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (i, sentence) in event.sentences.iter().enumerate() {
        let units = sentence.weights.iter().map(|w| w.0).chain(sentence.keys.iter().copied()).collect::<BTreeSet<u32>>();
        units.into_iter().for_each(|u| index.entry(u).or_default().push(i as u32));
    }
    // What each other sentence shares, and which share anything: made once a thread and emptied after each sentence.
    let scratch = || (vec![0.0_f64; event.sentences.len()], Vec::new());
    let all: Vec<Vec<(usize, usize)>> =
        (0..event.sentences.len()).into_par_iter().map_init(scratch, |(shared, met), i| of(event, &index, i, shared, met)).collect();
    let mut out: Vec<(usize, usize)> = all.into_iter().flatten().collect();
    out.par_sort_unstable();
    out.dedup();
    out
}

/// The candidates of one sentence; `shared` holds zeros before and after.
fn of(event: &Event, index: &FxHashMap<u32, Vec<u32>>, i: usize, shared: &mut [f64], met: &mut Vec<u32>) -> Vec<(usize, usize)> {
    let sentence = &event.sentences[i];
    // A claim of the same key is worth a look though no word is shared.
    let mut units: Vec<(usize, u32, f64)> = sentence.keys.iter().map(|k| (0, *k, KEY)).collect();
    units.extend(sentence.weights.iter().map(|(u, w)| (index[u].len(), *u, *w)));
    units.sort_by_key(|u| (u.0, u.1));
    let mut work = 0;
    for (_, unit, weight) in units {
        let others = &index[&unit];
        if work > 0 && work + others.len() > WORK {
            break;
        }
        work += others.len().min(WORK);
        for other in others.iter().take(WORK).filter(|o| event.sentences[**o as usize].outlet != sentence.outlet) {
            let sum = &mut shared[*other as usize];
            // Weights are above zero: a sum of none is one not met yet.
            if *sum == 0.0 {
                met.push(*other);
            }
            *sum += weight;
        }
    }
    let value = |o: u32| shared[o as usize] / event.sentences[o as usize].total.max(1.0).sqrt();
    let mut best: Vec<(f64, u32)> = met.iter().map(|o| (value(*o), *o)).collect();
    met.drain(..).for_each(|o| shared[o as usize] = 0.0);
    let order = |a: &(f64, u32), b: &(f64, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
    if best.len() > KEPT {
        best.select_nth_unstable_by(KEPT - 1, order);
        best.truncate(KEPT);
    }
    best.into_iter().map(|(_, o)| (i.min(o as usize), i.max(o as usize))).collect()
}
