//! Expressions of one or more words, found in the tokens of a sentence whatever the tokens are.

use rustc_hash::FxHashMap as HashMap;

/// Expressions with a value each. Blanks do not count ("per cent" is found in `per` `cent`), letter case neither.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    map: HashMap<String, T>,
    /// The most tokens an expression may have.
    longest: usize,
    /// How expressions begin and end: nearly all words fail here, and nothing is joined or looked up for them.
    begins: Edges,
    ends: Edges,
    /// All beginnings and endings of expressions: where words no longer make one, no further word is joined.
    fronts: Edges,
    backs: Edges,
}

/// Pieces of expressions, as bits of a small hash of their bytes.
#[derive(Debug, Clone)]
struct Edges([u64; 64]);

impl Edges {
    const NONE: Edges = Edges([0; 64]);

    fn add(&mut self, edge: Rolling) {
        let (at, bit) = edge.bit();
        self.0[at] |= 1 << bit;
    }

    /// Whether an expression may have this edge; wrong only in the safe direction.
    fn may(&self, edge: Rolling) -> bool {
        let (at, bit) = edge.bit();
        self.0[at] >> bit & 1 != 0
    }
}

/// A hash that goes on byte by byte.
#[derive(Debug, Clone, Copy, Default)]
struct Rolling(u32);

impl Rolling {
    fn of<'b>(bytes: impl IntoIterator<Item = &'b u8>) -> Rolling {
        Rolling::default().on(bytes)
    }

    fn on<'b>(self, bytes: impl IntoIterator<Item = &'b u8>) -> Rolling {
        Rolling(bytes.into_iter().fold(self.0, |h, b| (h ^ (u32::from(*b) + 1)).wrapping_mul(0x0100_0193)))
    }

    fn bit(self) -> (usize, u32) {
        let bit = (self.0 ^ self.0 >> 15) as usize % (64 * 64);
        (bit / 64, (bit % 64) as u32)
    }
}

/// The first bytes of a word, three at most.
fn begin(word: &str) -> &[u8] {
    &word.as_bytes()[..word.len().min(3)]
}

/// The last bytes of a word, three at most.
fn end(word: &str) -> &[u8] {
    &word.as_bytes()[word.len().saturating_sub(3)..]
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { map: HashMap::default(), longest: 0, begins: Edges::NONE, ends: Edges::NONE, fronts: Edges::NONE, backs: Edges::NONE }
    }
}

impl<T> Phrases<T> {
    /// Adds an expression; an earlier value of the same expression stays.
    pub fn add(&mut self, phrase: &str, value: T) {
        let tokens =
            1 + phrase.chars().filter(|c| *c == ' ').count() + 2 * phrase.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count();
        self.longest = self.longest.max(tokens.min(8));
        let key = key(phrase);
        for n in 0..=key.len() {
            let (front, back) = (Rolling::of(&key.as_bytes()[..n]), Rolling::of(key.as_bytes()[key.len() - n..].iter().rev()));
            self.fronts.add(front);
            self.backs.add(back);
            if n <= 3 {
                self.begins.add(front);
                self.ends.add(back);
            }
        }
        self.map.entry(key).or_insert(value);
    }

    /// The value of an expression for change, made where it is missing.
    pub fn entry(&mut self, phrase: &str) -> &mut T
    where
        T: Default + Clone,
    {
        self.add(phrase, T::default());
        self.map.entry(key(phrase)).or_default()
    }

    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The expressions, without their blanks, in no order.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        self.map.keys()
    }

    /// The value of a single word, lower case.
    pub fn get(&self, word: &str) -> Option<&T> {
        self.map.get(word)
    }

    pub fn has(&self, word: &str) -> bool {
        self.map.contains_key(word)
    }

    /// The longest expression that begins at word `at`: its value and the number of words.
    pub fn at<S: AsRef<str>>(&self, words: &[S], at: usize) -> Option<(&T, usize)> {
        let first = words.get(at)?.as_ref();
        if !self.begins.may(Rolling::of(begin(first))) {
            return None;
        }
        let (mut joined, mut front) = (String::new(), Rolling::of(first.as_bytes()));
        let mut best = self.map.get(first).map(|value| (value, 1));
        for n in 2..=self.longest.min(words.len() - at) {
            let word = words[at + n - 1].as_ref();
            front = front.on(word.as_bytes());
            if !self.fronts.may(front) {
                break;
            }
            if n == 2 {
                joined.push_str(first);
            }
            joined.push_str(word);
            if let Some(value) = self.map.get(&joined) {
                best = Some((value, n));
            }
        }
        best
    }

    /// The longest expression that ends before word `end`.
    pub fn before<S: AsRef<str>>(&self, words: &[S], end: usize) -> Option<(&T, usize)> {
        let last = words.get(end.checked_sub(1)?)?.as_ref();
        if !self.ends.may(Rolling::of(self::end(last).iter().rev())) {
            return None;
        }
        let (mut joined, mut back) = (String::new(), Rolling::of(last.as_bytes().iter().rev()));
        let mut best = self.map.get(last).map(|value| (value, 1));
        for n in 2..=self.longest.min(end) {
            let word = words[end - n].as_ref();
            back = back.on(word.as_bytes().iter().rev());
            if !self.backs.may(back) {
                break;
            }
            if n == 2 {
                joined.push_str(last);
            }
            joined.insert_str(0, word);
            if let Some(value) = self.map.get(&joined) {
                best = Some((value, n));
            }
        }
        best
    }
}

fn key(phrase: &str) -> String {
    phrase.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
