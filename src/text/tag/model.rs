//! The tagger's model: hashed features, the weights they give to tags, and the bytes it is kept in.

use super::Tag;
use super::features::Features;
use crate::text::machine;
use std::collections::HashMap;

/// Places for scores in a row; more than there are tags.
pub const SLOTS: usize = 40;

/// A trained tagger: hashed features and the weights they give to tags.
#[derive(Debug)]
pub struct Model {
    /// A feature to its first group of weights (upper bits) and the number of its groups (lower bits).
    features: Map,
    /// Groups of tag and weight (an i8), filled up with weights of nothing.
    weights: Vec<[[u8; 2]; GROUP]>,
    sure: Map,
    classes: Map,
}

/// Weights that are added in one go: most features have two or three.
const GROUP: usize = 4;
/// Weights of nothing, each for a tag of its own that there is not: adding to one need not wait for adding to another.
const NOTHING: [[u8; 2]; GROUP] = [[60, 0], [61, 0], [62, 0], [63, 0]];
/// Bits for the number of groups of a feature.
const COUNT_BITS: u32 = 4;

/// Hashed keys to numbers, each in the cache line that its key names, or in the next with room: a look-up touches one line,
/// and compares all that is in it at once.
#[derive(Debug)]
struct Map {
    lines: Vec<Line>,
}

/// Keys with their values + 1, filled from the front; 0 = empty.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C, align(64))]
struct Line {
    keys: [u32; 8],
    values: [u32; 8],
}

impl Map {
    /// Half of the room is left empty.
    fn new(entries: impl ExactSizeIterator<Item = (u32, u32)>) -> Map {
        let mut map = Map { lines: vec![Line::default(); entries.len() / 4 + 1] };
        for (key, value) in entries {
            let mut at = map.line(key);
            let room = loop {
                match map.lines[at].values.iter().position(|v| *v == 0) {
                    Some(room) => break room,
                    None => at = map.next(at),
                }
            };
            (map.lines[at].keys[room], map.lines[at].values[room]) = (key, value + 1);
        }
        map
    }

    /// The line of a key: its share of all keys.
    #[inline(always)]
    fn line(&self, key: u32) -> usize {
        ((u64::from(key) * self.lines.len() as u64) >> 32) as usize
    }

    fn next(&self, line: usize) -> usize {
        if line + 1 < self.lines.len() { line + 1 } else { 0 }
    }

    /// The value of a key, and 1; 0 if there is none.
    #[inline(always)]
    fn get(&self, key: u32) -> u32 {
        let mut at = self.line(key);
        loop {
            let line = &self.lines[at];
            let mut value = 0;
            // Without branches, so that the compiler compares all at once.
            for i in 0..line.keys.len() {
                value |= line.values[i] & u32::from(line.keys[i] == key).wrapping_neg();
            }
            if value != 0 || line.values[7] == 0 {
                return value;
            }
            at = self.next(at);
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
        let narrow = weights < 1 << (31 - COUNT_BITS) && counts.iter().all(|c| usize::from(*c) <= GROUP * 15);
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
        let mut groups = Vec::with_capacity(features + weights / GROUP);
        let mut rest = pairs;
        let places = numbers(keys).zip(counts).map(|(key, count)| {
            let (own, behind) = rest.split_at(usize::from(*count));
            rest = behind;
            let first = groups.len() as u32;
            for part in own.chunks(GROUP) {
                let mut group = NOTHING;
                group[..part.len()].copy_from_slice(part);
                groups.push(group);
            }
            (key, first << COUNT_BITS | (groups.len() as u32 - first))
        });
        Some(Model {
            features: Map::new(places),
            weights: groups,
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
        self.sure.get(exact).checked_sub(1).map(|t| Tag::ALL[t as usize])
    }

    /// What tags a word form takes; 0 if it is rare.
    pub fn class(&self, word: u32) -> u16 {
        self.classes.get(word).saturating_sub(1) as u16
    }

    /// Asks for the places of features ahead of [`Model::places`].
    #[inline(always)]
    pub fn fetch(&self, features: &Features) {
        features.iter().for_each(|key| machine::fetch(&self.features.lines, self.features.line(*key)));
    }

    /// Where the weights of those features are that have any; gives how many these are, and asks for the weights.
    #[inline(always)]
    pub fn places(&self, features: &Features, places: &mut Features) -> usize {
        let mut found = 0;
        for key in features {
            let value = self.features.get(*key);
            places[found] = value.wrapping_sub(1);
            found += usize::from(value != 0);
        }
        places[..found].iter().for_each(|place| machine::fetch(&self.weights, (place >> COUNT_BITS) as usize));
        found
    }

    /// The tag with the highest score.
    #[inline(always)]
    pub fn best(&self, places: &[u32]) -> Tag {
        // Two sums in turn: the next weight often is for the same tag, and would have to wait.
        let (mut even, mut odd) = ([0i32; 64], [0i32; 64]);
        for place in places {
            let (first, count) = ((place >> COUNT_BITS) as usize, (place & ((1 << COUNT_BITS) - 1)) as usize);
            for group in &self.weights[first..first + count] {
                // Tags are known to be fewer than 64; the mask tells the compiler.
                let add = |sum: &mut [i32; 64], i: usize| sum[usize::from(group[i][0] & 63)] += i32::from(group[i][1] as i8);
                add(&mut even, 0);
                add(&mut odd, 1);
                add(&mut even, 2);
                add(&mut odd, 3);
            }
        }
        // Of equals the first.
        let ranked = (0..Tag::ALL.len()).map(|t| (even[t] + odd[t]) * 64 + (63 - t as i32));
        let best = ranked.fold(i32::MIN, i32::max);
        Tag::ALL[(63 - (best & 63)) as usize]
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
