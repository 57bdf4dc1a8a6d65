//! Bytes to text: byte order marks, UTF-8, and a reported guess for everything older.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// A decoded file and how sure its decoding is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Without byte order mark; line ends as they were.
    pub text: String,
    /// Name as in the WHATWG standard: `UTF-8`, `windows-1252`, `UTF-16LE`.
    pub encoding: &'static str,
    pub bom: bool,
    /// Neither a byte order mark nor valid UTF-8 said so.
    pub guessed: bool,
    /// Bytes that had no meaning in the encoding and became U+FFFD.
    pub replaced: usize,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotText {
    /// NUL bytes, or mostly control characters.
    Binary,
}

/// Decodes a whole file.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let decoded = with(encoding, &bytes[length..], true, false);
        return if decoded.text.contains('\0') { Err(NotText::Binary) } else { Ok(decoded) };
    }
    if bytes.contains(&0) {
        return utf16_without_mark(bytes).ok_or(NotText::Binary);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let decoded = Decoded { text: text.to_string(), encoding: UTF_8.name(), bom: false, guessed: false, replaced: 0 };
        return if mostly_control(text) { Err(NotText::Binary) } else { Ok(decoded) };
    }
    if broken_utf8(bytes) {
        return Ok(with(UTF_8, bytes, false, true));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let decoded = with(detector.guess(None, Utf8Detection::Deny), bytes, false, true);
    if mostly_control(&decoded.text) { Err(NotText::Binary) } else { Ok(decoded) }
}

fn with(encoding: &'static Encoding, bytes: &[u8], bom: bool, guessed: bool) -> Decoded {
    let (text, errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = if errors { text.matches('\u{FFFD}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: encoding.name(), bom, guessed, replaced }
}

/// Valid letters of several bytes outnumber the broken places: the file is UTF-8 that was cut or patched,
/// and reading it as a one-byte encoding would spoil every quotation mark.
fn broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > 2 * broken
}

/// UTF-16 without its mark shows as NULs in every second place of mostly western text.
fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded> {
    let nul = |first: usize| bytes.iter().skip(first).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (nul(0), nul(1), bytes.len() / 2);
    let encoding = match (even, odd) {
        _ if bytes.len() < 4 || !bytes.len().is_multiple_of(2) => return None,
        (0, odd) if odd * 10 > half * 6 => UTF_16LE,
        (even, 0) if even * 10 > half * 6 => UTF_16BE,
        _ => return None,
    };
    let decoded = with(encoding, bytes, false, true);
    (decoded.replaced == 0).then_some(decoded)
}

fn mostly_control(text: &str) -> bool {
    let control = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    control > 8 && control * 20 > text.chars().count()
}
