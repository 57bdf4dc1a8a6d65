//! Just enough of ZIP to look into workbooks and documents: the central directory and DEFLATE (RFC 1951).

use std::collections::BTreeMap;

/// The files of an archive by name.
pub fn unzip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let u16_at = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]) as usize;
    let u32_at = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]) as usize;
    let end = (0..bytes.len() - 21).rev().find(|i| bytes[*i..].starts_with(b"PK\x05\x06")).expect("the end of an archive");
    let (count, mut at) = (u16_at(end + 10), u32_at(end + 16));
    let mut out = BTreeMap::new();
    for _ in 0..count {
        assert!(bytes[at..].starts_with(b"PK\x01\x02"), "an entry of the directory");
        let (method, packed, size) = (u16_at(at + 10), u32_at(at + 20), u32_at(at + 24));
        let (name, extra, comment, local) = (u16_at(at + 28), u16_at(at + 30), u16_at(at + 32), u32_at(at + 42));
        let stored_at = (u16_at(at + 12), u16_at(at + 14));
        assert_eq!(stored_at, (0, 33), "an entry has the time of a clock");
        let title = String::from_utf8_lossy(&bytes[at + 46..at + 46 + name]).into_owned();
        let data = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        let packed = &bytes[data..data + packed];
        let plain = if method == 0 { packed.to_vec() } else { inflate(packed) };
        assert_eq!(plain.len(), size, "{title}");
        if !title.ends_with('/') {
            out.insert(title, plain);
        }
        at += 46 + name + extra + comment;
    }
    out
}

struct Bits<'b> {
    bytes: &'b [u8],
    at: usize,
    held: u32,
    count: u32,
}

impl Bits<'_> {
    fn take(&mut self, n: u32) -> usize {
        while self.count < n {
            self.held |= u32::from(self.bytes[self.at]) << self.count;
            (self.at, self.count) = (self.at + 1, self.count + 8);
        }
        let out = self.held & ((1 << n) - 1);
        self.held >>= n;
        self.count -= n;
        out as usize
    }
}

/// A canonical Huffman code: how many codes have each length, and the symbols in order.
struct Code {
    counts: [usize; 16],
    symbols: Vec<usize>,
}

impl Code {
    fn new(lengths: &[usize]) -> Code {
        let mut counts = [0; 16];
        lengths.iter().for_each(|l| counts[*l] += 1);
        let mut symbols: Vec<usize> = (0..lengths.len()).filter(|s| lengths[*s] > 0).collect();
        symbols.sort_by_key(|s| (lengths[*s], *s));
        counts[0] = 0;
        Code { counts, symbols }
    }

    fn read(&self, bits: &mut Bits) -> usize {
        let (mut code, mut first, mut index) = (0, 0, 0);
        for count in &self.counts[1..] {
            code |= bits.take(1);
            if code < first + count {
                return self.symbols[index + code - first];
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        panic!("no such code")
    }
}

fn inflate(bytes: &[u8]) -> Vec<u8> {
    let mut bits = Bits { bytes, at: 0, held: 0, count: 0 };
    let mut out = Vec::new();
    loop {
        let last = bits.take(1) == 1;
        match bits.take(2) {
            0 => {
                (bits.held, bits.count) = (0, 0);
                let length = u16::from_le_bytes([bytes[bits.at], bytes[bits.at + 1]]) as usize;
                out.extend(&bytes[bits.at + 4..bits.at + 4 + length]);
                bits.at += 4 + length;
            }
            1 => {
                let lengths: Vec<usize> = (0..288)
                    .map(|i| {
                        if !(144..=279).contains(&i) {
                            8
                        } else if i < 256 {
                            9
                        } else {
                            7
                        }
                    })
                    .collect();
                block(&mut bits, &Code::new(&lengths), &Code::new(&[5; 30]), &mut out);
            }
            _ => {
                let (literals, distances, n) = (bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4);
                let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
                let mut lengths = [0; 19];
                order.iter().take(n).for_each(|i| lengths[*i] = bits.take(3));
                let code = Code::new(&lengths);
                let mut lengths: Vec<usize> = Vec::new();
                while lengths.len() < literals + distances {
                    match code.read(&mut bits) {
                        16 => (0..bits.take(2) + 3).for_each(|_| lengths.push(lengths[lengths.len() - 1])),
                        17 => lengths.resize(lengths.len() + bits.take(3) + 3, 0),
                        18 => lengths.resize(lengths.len() + bits.take(7) + 11, 0),
                        length => lengths.push(length),
                    }
                }
                let (first, second) = lengths.split_at(literals);
                block(&mut bits, &Code::new(first), &Code::new(second), &mut out);
            }
        }
        if last {
            return out;
        }
    }
}

fn block(bits: &mut Bits, literals: &Code, distances: &Code, out: &mut Vec<u8>) {
    // Lengths and distances grow by groups that have as many more bits (RFC 1951, 3.2.5).
    let base = |symbol: usize, per: usize, start: usize| {
        let extra = if symbol < 2 * per { 0 } else { symbol / per - 1 };
        let first: usize = (0..symbol).map(|s| 1 << if s < 2 * per { 0 } else { s / per - 1 }).sum();
        (start + first, extra as u32)
    };
    loop {
        match literals.read(bits) {
            256 => return,
            symbol if symbol < 256 => out.push(symbol as u8),
            symbol => {
                let (length, extra) = if symbol == 285 { (258, 0) } else { base(symbol - 257, 4, 3) };
                let length = length + bits.take(extra);
                let (back, extra) = base(distances.read(bits), 2, 1);
                let from = out.len() - (back + bits.take(extra));
                (from..from + length).for_each(|i| out.push(out[i]));
            }
        }
    }
}
