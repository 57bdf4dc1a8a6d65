//! What the model sees of a token: numbers only, so that no word stands in what it learns.

use crate::text::Tag;
use crate::text::parse::Relation;

/// One token of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Row {
    /// Hash of the form in lower case.
    pub word: u32,
    pub shape: u8,
    /// [`Tag`] as a number.
    pub tag: u8,
    /// Where it stands in quotation marks: 0 outside, 1 opens, 2 inside, 3 closes; + 4 in marks of few words.
    pub mark: u8,
    /// A cue of the lexicon begins here: what it takes, as bits; 0 for none.
    pub takes: u16,
    /// 1 + the part of speech of that cue; 0 for none; + 4 on the further words of a cue.
    pub part: u8,
    /// Lists of function words, as bits.
    pub lists: u32,
    /// What the rules say: 0 nothing, 1 content begins, 2 content, 3 cue begins, 4 cue, 5 speaker begins, 6 speaker.
    pub rule: u8,
    /// Which rule said it, as a hash.
    pub how: u8,
    /// Whether it begins a sentence.
    pub first: bool,
    /// 0 outside noun phrases, 1 begins one, 2 inside, 3 its head.
    pub chunk: u8,
    /// Index of its head in the paragraph, or its own.
    pub head: u32,
    /// [`Relation`] to the head, as a number.
    pub relation: u8,
}

impl Row {
    /// What stands before the first and behind the last token.
    pub const EDGE: Row = Row {
        word: 1,
        shape: 20,
        tag: 63,
        mark: 0,
        takes: 0,
        part: 0,
        lists: 0,
        rule: 0,
        how: 0,
        first: false,
        chunk: 0,
        head: 0,
        relation: 0,
    };

    /// 0 outside quotation marks, 1 opens, 2 inside, 3 closes.
    pub fn place(&self) -> u32 {
        u32::from(self.mark & 3)
    }

    /// What it is as a cue.
    pub fn cue(&self) -> u32 {
        u32::from(self.takes) << 4 | u32::from(self.part)
    }

    /// Whether a cue of the lexicon begins here, outside quotation marks.
    pub fn begins_cue(&self) -> bool {
        (1..4).contains(&self.part) && self.place() == 0
    }

    pub fn is(&self, tag: Tag) -> bool {
        self.tag == tag as u8
    }

    /// A verb that can be the verb of a clause.
    pub fn is_finite(&self) -> bool {
        self.is(Tag::Vbd) || self.is(Tag::Vbz) || self.is(Tag::Vbp) || self.is(Tag::Md)
    }

    /// A stop, comma or quotation mark.
    pub fn is_mark(&self) -> bool {
        self.is(Tag::Punct) || self.is(Tag::Quote)
    }

    pub fn hangs_as(&self, relations: &[Relation]) -> bool {
        relations.iter().any(|r| self.relation == *r as u8)
    }
}

/// The token that a token hangs on, if it hangs on one of these rows.
pub fn head(rows: &[Row], at: usize) -> Option<usize> {
    rows.get(at).map(|r| r.head as usize).filter(|h| *h != at && *h < rows.len())
}

/// A distance in eleven steps, finer for the near.
pub fn bucket(distance: usize) -> u32 {
    match distance {
        0..=5 => distance as u32,
        6..=8 => 6,
        9..=12 => 7,
        13..=20 => 8,
        21..=35 => 9,
        _ => 10,
    }
}
