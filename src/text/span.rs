//! Spans: byte ranges into an article's text, and their translation to code points for output.

/// A half-open range of bytes, always on character boundaries of the text it was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "span {start}..{end}");
        Span { start, end }
    }

    /// The words it covers.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Without the white space at both ends.
    pub fn trim(self, text: &str) -> Span {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Span::new(start, start + words.trim().len())
    }
}

/// Byte offsets to Unicode code points, in constant time for ASCII and by a table otherwise.
pub struct CodePoints {
    /// Empty for ASCII; else the code points before every 64th byte.
    blocks: Vec<usize>,
    bytes: Vec<u8>,
}

impl CodePoints {
    pub fn new(text: &str) -> CodePoints {
        if text.is_ascii() {
            return CodePoints { blocks: Vec::new(), bytes: Vec::new() };
        }
        let bytes = text.as_bytes().to_vec();
        let mut seen = 0;
        let blocks = bytes
            .chunks(64)
            .map(|block| {
                let before = seen;
                seen += starts(block);
                before
            })
            .collect();
        CodePoints { blocks, bytes }
    }

    /// How many characters stand before this byte.
    pub fn at(&self, byte: usize) -> usize {
        if self.blocks.is_empty() {
            return byte;
        }
        let block = (byte / 64).min(self.blocks.len() - 1);
        self.blocks[block] + starts(&self.bytes[block * 64..byte])
    }

    /// A span as `(char_start, char_end)`.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.at(span.start), self.at(span.end))
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}
