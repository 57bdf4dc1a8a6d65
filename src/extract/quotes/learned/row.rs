//! What the model sees of a token: numbers only, so that no word stands in what it learns.

/// One token of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Row {
    /// Hashes of the form: lower case, as written, last two and three letters, first three.
    pub word: u32,
    pub exact: u32,
    pub suffixes: [u32; 3],
    pub prefix: u32,
    pub shape: u8,
    pub tag: u8,
    /// Where it stands in quotation marks: 0 outside, 1 opens, 2 inside, 3 closes; + 4 in marks of few words.
    pub mark: u8,
    /// A cue of the lexicon begins here: what it takes (bits), 0 for none.
    pub takes: u16,
    /// 1 + the part of speech of that cue; 0 for none. + 4 inside a cue of several words.
    pub part: u8,
    /// Function word lists, as bits.
    pub lists: u32,
    /// What the rules say: 0 nothing, 1 content begins, 2 content, 3 cue begins, 4 cue, 5 speaker begins, 6 speaker.
    pub rule: u8,
    /// Which rule said it.
    pub how: u8,
    /// 1 begins a sentence, 0 else.
    pub first: u8,
    /// 0 outside noun phrases, 1 begins one, 2 inside, 3 its head.
    pub chunk: u8,
    /// Index of its head in the paragraph, or itself.
    pub head: u32,
    /// Its relation to the head.
    pub relation: u8,
}
