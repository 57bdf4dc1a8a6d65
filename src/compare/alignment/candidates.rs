//! Pairs worth a look: an inverted index on rare units, bounded work a sentence, never all pairs.

use super::units::Event;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Candidates kept of each sentence.
const KEPT: usize = 24;
/// Entries of the index looked at for each sentence, rarest units first.
const WORK: usize = 4_000;

/// Pairs of sentences of different outlets, as indices into the event's, the earlier first. For each sentence the others that
/// share most weight with it: its units are looked up from the rarest on until [`WORK`] entries are seen.
pub fn candidates(event: &Event) -> Vec<(usize, usize)> {
    let mut index: HashMap<u32, Vec<u32>> = HashMap::new();
    for (i, sentence) in event.sentences.iter().enumerate() {
        let units = sentence.weights.iter().map(|w| w.0).chain(sentence.keys.iter().copied()).collect::<BTreeSet<u32>>();
        units.into_iter().for_each(|u| index.entry(u).or_default().push(i as u32));
    }
    let of = |i: usize| -> Vec<(usize, usize)> {
        let sentence = &event.sentences[i];
        // A claim of the same key is worth a look though no word is shared.
        let mut units: Vec<(usize, u32, f64)> = sentence.keys.iter().map(|k| (0, *k, 6.0)).collect();
        units.extend(sentence.weights.iter().map(|(u, w)| (index[u].len(), *u, *w)));
        units.sort_by_key(|u| (u.0, u.1));
        let mut shared: HashMap<u32, f64> = HashMap::new();
        let mut work = 0;
        for (_, unit, weight) in units {
            let others = &index[&unit];
            if work > 0 && work + others.len() > WORK {
                break;
            }
            work += others.len().min(WORK);
            for other in others.iter().take(WORK).filter(|o| event.sentences[**o as usize].outlet != sentence.outlet) {
                *shared.entry(*other).or_insert(0.0) += weight;
            }
        }
        let mut best: Vec<(f64, u32)> =
            shared.into_iter().map(|(o, w)| (w / event.sentences[o as usize].total.max(1.0).sqrt(), o)).collect();
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        best.into_iter().take(KEPT).map(|(_, o)| (i.min(o as usize), i.max(o as usize))).collect()
    };
    let all: Vec<Vec<(usize, usize)>> = (0..event.sentences.len()).into_par_iter().map(of).collect();
    all.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect()
}
