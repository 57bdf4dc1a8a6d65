//! The tagger's model: hashed features, the weights they give to tags, and the bytes it is kept in.

use super::Tag;
use super::features::Features;
use std::collections::HashMap;

/// Places for scores in a row; more than there are tags.
pub const SLOTS: usize = 40;

/// A trained tagger: hashed features and the weights they give to tags.
#[derive(Debug)]
pub struct Model {
    /// Open addressing: (key, first weight, number of weights); number 0 = empty.
    table: Vec<(u32, u32, u8)>,
    /// Tag and weight.
    weights: Vec<(u8, i8)>,
    sure: HashMap<u32, Tag>,
    classes: HashMap<u32, u16>,
}

const MAGIC: &[u8; 8] = b"PXTAG01\n";

impl Model {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut u32s = |n: usize| -> Option<Vec<u32>> {
            let (head, tail) = rest.split_at_checked(n.checked_mul(4)?)?;
            rest = tail;
            Some(head.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect())
        };
        let sizes = u32s(5)?;
        let [features, weights, sure, classes, check] = sizes[..] else { return None };
        let (features, weights, sure, classes) = (features as usize, weights as usize, sure as usize, classes as usize);
        let (keys, sure_keys, class_keys) = (u32s(features)?, u32s(sure)?, u32s(classes)?);
        let (counts, rest) = rest.split_at_checked(features)?;
        let (sure_tags, rest) = rest.split_at_checked(sure)?;
        let (class_values, pairs) = rest.split_at_checked(classes * 2)?;
        let ok =
            pairs.len() == weights * 2 && checksum(&bytes[28..]) == check && counts.iter().map(|c| *c as usize).sum::<usize>() == weights;
        let known = |t: u8| (t as usize) < Tag::ALL.len();
        if !ok || !pairs.chunks_exact(2).all(|p| known(p[0])) || !sure_tags.iter().all(|t| known(*t)) {
            return None;
        }
        let mut table = vec![(0, 0, 0); (features * 2).next_power_of_two().max(2)];
        let mut first = 0;
        for (key, count) in keys.iter().zip(counts) {
            let mut slot = *key as usize & (table.len() - 1);
            while table[slot].2 != 0 {
                slot = (slot + 1) & (table.len() - 1);
            }
            table[slot] = (*key, first, *count);
            first += u32::from(*count);
        }
        Some(Model {
            table,
            weights: pairs.chunks_exact(2).map(|p| (p[0], p[1] as i8)).collect(),
            sure: sure_keys.into_iter().zip(sure_tags.iter().map(|t| Tag::ALL[*t as usize])).collect(),
            classes: class_keys.into_iter().zip(class_values.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]]))).collect(),
        })
    }

    /// The bytes of a model: the heaviest weights that fit into `budget` bytes.
    pub fn write(keys: &[u32], rows: &[[f32; SLOTS]], sure: HashMap<u32, Tag>, classes: HashMap<u32, u16>, budget: usize) -> Vec<u8> {
        let mut sizes: Vec<f32> = rows.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        // One weight in a thousand is cut off at the top, so that the small ones keep their differences.
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 1000)).copied().unwrap_or(1.0).max(1e-6);
        let quant = |w: f32| (w / top * 127.0).round().clamp(-127.0, 127.0) as i8;
        let mut floor = 1u8;
        loop {
            let kept = |row: &[f32; SLOTS]| (0..Tag::ALL.len()).filter(|t| quant(row[*t]).unsigned_abs() >= floor).count();
            let bytes: usize = rows.iter().map(kept).filter(|n| *n > 0).map(|n| 5 + 2 * n).sum();
            if bytes <= budget || floor > 100 {
                break;
            }
            floor += 1;
        }
        let (mut sure, mut classes): (Vec<_>, Vec<_>) = (sure.into_iter().collect(), classes.into_iter().collect());
        sure.sort_unstable();
        classes.sort_unstable();
        let (mut used, mut counts, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
        for (key, row) in keys.iter().zip(rows) {
            let before = pairs.len();
            for (tag, weight) in row.iter().enumerate().take(Tag::ALL.len()) {
                if quant(*weight).unsigned_abs() >= floor {
                    pairs.push((tag as u8, quant(*weight)));
                }
            }
            if pairs.len() > before {
                used.push(*key);
                counts.push((pairs.len() - before) as u8);
            }
        }
        let mut body: Vec<u8> = Vec::new();
        used.iter().chain(sure.iter().map(|(k, _)| k)).chain(classes.iter().map(|(k, _)| k)).for_each(|k| body.extend(k.to_le_bytes()));
        body.extend(&counts);
        body.extend(sure.iter().map(|(_, t)| *t as u8));
        classes.iter().for_each(|(_, c)| body.extend(c.to_le_bytes()));
        pairs.iter().for_each(|(t, w)| body.extend([*t, *w as u8]));
        let mut out = MAGIC.to_vec();
        for n in [used.len(), pairs.len(), sure.len(), classes.len()] {
            out.extend((n as u32).to_le_bytes());
        }
        out.extend(checksum(&body).to_le_bytes());
        out.extend(body);
        out
    }

    /// The tag of a word form that has only one.
    pub fn sure(&self, exact: u32) -> Option<Tag> {
        self.sure.get(&exact).copied()
    }

    /// What tags a word form takes; 0 if it is rare.
    pub fn class(&self, word: u32) -> u16 {
        self.classes.get(&word).copied().unwrap_or(0)
    }

    /// The tag with the highest score.
    pub fn best(&self, found: &Features) -> Tag {
        let mut scores = [0i32; 256];
        for key in found {
            let mut slot = *key as usize & (self.table.len() - 1);
            while self.table[slot].2 != 0 {
                let (k, first, count) = self.table[slot];
                if k == *key {
                    for (tag, weight) in &self.weights[first as usize..first as usize + count as usize] {
                        scores[*tag as usize] += i32::from(*weight);
                    }
                    break;
                }
                slot = (slot + 1) & (self.table.len() - 1);
            }
        }
        let best = (0..Tag::ALL.len()).fold(0, |b, t| if scores[t] > scores[b] { t } else { b });
        Tag::ALL[best]
    }
}

/// FNV-1a over the bytes, eight at a time.
pub fn checksum(bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0u8; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3);
        hash ^= hash >> 29;
    }
    (hash >> 16) as u32
}
