//! Expressions of one or more words, found in the tokens of a sentence whatever the tokens are.

use rustc_hash::FxHashMap as HashMap;

/// Expressions with a value each. Blanks do not count ("per cent" is found in `per` `cent`), letter case neither.
#[derive(Debug, Clone)]
pub struct Phrases<T> {
    map: HashMap<String, T>,
    /// The most tokens an expression may have.
    longest: usize,
    /// How expressions begin and end: nearly all words fail here, and nothing is joined or hashed for them.
    begins: Edges,
    ends: Edges,
}

/// The first (or last) one, two and three bytes of expressions, as bits of a small hash.
#[derive(Debug, Clone)]
struct Edges([u64; 64]);

impl Edges {
    fn bit(edge: &[u8]) -> (usize, u32) {
        let hash = edge.iter().fold(edge.len() as u32, |h, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
        let bit = (hash ^ hash >> 15) as usize % (64 * 64);
        (bit / 64, (bit % 64) as u32)
    }

    fn add(&mut self, edge: &[u8]) {
        let (at, bit) = Edges::bit(edge);
        self.0[at] |= 1 << bit;
    }

    /// Whether an expression may have this edge; wrong only in the safe direction.
    fn may(&self, edge: &[u8]) -> bool {
        let (at, bit) = Edges::bit(edge);
        self.0[at] >> bit & 1 != 0
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
        Phrases { map: HashMap::default(), longest: 0, begins: Edges([0; 64]), ends: Edges([0; 64]) }
    }
}

impl<T> Phrases<T> {
    /// Adds an expression; an earlier value of the same expression stays.
    pub fn add(&mut self, phrase: &str, value: T) {
        let tokens =
            1 + phrase.chars().filter(|c| *c == ' ').count() + 2 * phrase.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count();
        self.longest = self.longest.max(tokens.min(8));
        let key = key(phrase);
        for n in 0..=key.len().min(3) {
            self.begins.add(&key.as_bytes()[..n]);
            self.ends.add(&key.as_bytes()[key.len() - n..]);
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
        if !words.get(at).is_some_and(|w| self.begins.may(begin(w.as_ref()))) {
            return None;
        }
        let (mut joined, mut best) = (String::new(), None);
        for n in 1..=self.longest.min(words.len().saturating_sub(at)) {
            joined.push_str(words[at + n - 1].as_ref());
            if let Some(value) = self.map.get(&joined) {
                best = Some((value, n));
            }
        }
        best
    }

    /// The longest expression that ends before word `end`.
    pub fn before<S: AsRef<str>>(&self, words: &[S], end: usize) -> Option<(&T, usize)> {
        let last = end.checked_sub(1).and_then(|i| words.get(i));
        if !last.is_some_and(|w| self.ends.may(self::end(w.as_ref()))) {
            return None;
        }
        let (mut joined, mut best) = (String::new(), None);
        for n in 1..=self.longest.min(end.min(words.len())) {
            joined.insert_str(0, words[end - n].as_ref());
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
