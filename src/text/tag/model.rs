//! The tagger's model: hashed features, the weights they give to tags, and the bytes it is kept in.

use super::Tag;
use super::features::Features;
use std::collections::HashMap;

/// Places for scores in a row; more than there are tags.
pub const SLOTS: usize = 40;

/// A trained tagger: hashed features and the weights they give to tags.
#[derive(Debug)]
pub struct Model {
    /// A feature to its first weight (upper bits) and the number of its weights (lower bits). Few and narrow slots: every
    /// word looks up two dozen features, and what does not fit into the cache is what the time goes into.
    features: Map,
    /// Tag and weight (an i8).
    weights: Vec<[u8; 2]>,
    sure: Map,
    classes: Map,
}

/// Bits for the number of weights of a feature.
const COUNT_BITS: u32 = 6;

/// Hashed keys to numbers, by open addressing; half of the slots or more are empty.
#[derive(Debug)]
struct Map {
    /// Key, and value + 1; 0 = empty.
    slots: Vec<(u32, u32)>,
}

impl Map {
    fn new(entries: impl ExactSizeIterator<Item = (u32, u32)>) -> Map {
        let mut slots = vec![(0, 0); (entries.len() * 3 / 2).next_power_of_two().max(2)];
        let mask = slots.len() - 1;
        for (key, value) in entries {
            let mut slot = key as usize & mask;
            while slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            slots[slot] = (key, value + 1);
        }
        Map { slots }
    }

    fn get(&self, key: u32) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        loop {
            match self.slots[slot] {
                (_, 0) => return None,
                (k, value) if k == key => return Some(value - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }
}

const MAGIC: &[u8; 8] = b"PXTAG01\n";

impl Model {
    /// Reads a model; `None` if the bytes are not one, whole and sound.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |n: usize, size: usize| -> Option<&[u8]> {
            let (head, tail) = rest.split_at_checked(n.checked_mul(size)?)?;
            rest = tail;
            Some(head)
        };
        let sizes = take(5, 4)?;
        let size = |i: usize| number(&sizes[4 * i..]);
        let (features, weights, sure, classes) = (size(0) as usize, size(1) as usize, size(2) as usize, size(3) as usize);
        let (keys, sure_keys, class_keys) = (take(features, 4)?, take(sure, 4)?, take(classes, 4)?);
        let (counts, sure_tags, class_values) = (take(features, 1)?, take(sure, 1)?, take(classes, 2)?);
        let pairs = rest.as_chunks::<2>().0;
        let narrow = weights < 1 << (32 - COUNT_BITS) && counts.iter().all(|c| *c < 1 << COUNT_BITS);
        let whole = rest.len() == weights.checked_mul(2)? && counts.iter().map(|c| *c as usize).sum::<usize>() == weights;
        let known = |t: u8| (t as usize) < Tag::ALL.len();
        if !whole
            || !narrow
            || checksum(&bytes[28..]) != size(4)
            || !pairs.iter().all(|p| known(p[0]))
            || !sure_tags.iter().all(|t| known(*t))
        {
            return None;
        }
        let mut first = 0;
        let places = numbers(keys).zip(counts).map(|(key, count)| {
            let place = first << COUNT_BITS | u32::from(*count);
            first += u32::from(*count);
            (key, place)
        });
        Some(Model {
            features: Map::new(places),
            weights: pairs.to_vec(),
            sure: Map::new(numbers(sure_keys).zip(sure_tags.iter().map(|t| u32::from(*t)))),
            classes: Map::new(numbers(class_keys).zip(class_values.as_chunks::<2>().0.iter().map(|c| u32::from(u16::from_le_bytes(*c))))),
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
        self.sure.get(exact).map(|t| Tag::ALL[t as usize])
    }

    /// What tags a word form takes; 0 if it is rare.
    pub fn class(&self, word: u32) -> u16 {
        self.classes.get(word).unwrap_or(0) as u16
    }

    /// The tag with the highest score.
    pub fn best(&self, found: &Features) -> Tag {
        let mut scores = [0i32; 64];
        for key in found {
            let Some(place) = self.features.get(*key) else { continue };
            let (first, count) = ((place >> COUNT_BITS) as usize, (place & ((1 << COUNT_BITS) - 1)) as usize);
            for [tag, weight] in &self.weights[first..first + count] {
                // Tags are known to be fewer than 64; the mask tells the compiler.
                scores[usize::from(*tag & 63)] += i32::from(*weight as i8);
            }
        }
        let best = (0..Tag::ALL.len()).fold(0, |b, t| if scores[t] > scores[b] { t } else { b });
        Tag::ALL[best]
    }
}

/// The number at the front, little endian.
fn number(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |b| u32::from_le_bytes(*b))
}

fn numbers(bytes: &[u8]) -> impl ExactSizeIterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|b| u32::from_le_bytes(*b))
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
