//! Quotation marks of one paragraph: pairs, also unclosed ones; an odd mark never reaches beyond its paragraph.

use crate::text::Span;

/// A stretch in quotation marks, outermost level only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// With the marks.
    pub outer: Span,
    /// Between the marks, without blanks at its ends.
    pub inner: Span,
    /// Whether the closing mark is there; else it ends with the paragraph or where the next one opens.
    pub closed: bool,
    /// Single marks, which need more evidence.
    pub single: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Guillemet,
    Single,
}

/// A character that may be a quotation mark, and how it can be read where it stands.
#[derive(Debug, Clone, Copy)]
struct Sign {
    span: Span,
    family: Family,
    can_open: bool,
    can_close: bool,
}

/// The marks of a paragraph, in order, never overlapping. Linear in its length.
pub fn pairs(text: &str, paragraph: Span) -> Vec<Mark> {
    let signs = signs(text, paragraph);
    let surplus = surplus(&signs);
    let mut out: Vec<Mark> = Vec::new();
    let mut open: Option<Sign> = None;
    let mut depth = 0usize;
    for (i, sign) in signs.iter().enumerate() {
        let Some(first) = open else {
            if sign.can_open {
                (open, depth) = (Some(*sign), 0);
            }
            continue;
        };
        let starts = sign.can_open && !sign.can_close;
        if first.family == Family::Single && sign.family == Family::Double && sign.can_open {
            (open, depth) = (Some(*sign), 0);
        } else if first.family != sign.family {
            continue;
        } else if starts && surplus.get(i).is_some_and(|s| *s > 0) {
            depth += 1;
        } else if starts {
            push(text, &mut out, first, sign.span.start, None);
            (open, depth) = (Some(*sign), 0);
        } else if sign.can_close && depth > 0 {
            depth -= 1;
        } else if sign.can_close {
            push(text, &mut out, first, sign.span.start, Some(sign.span.end));
            open = None;
        }
    }
    if let Some(first) = open.filter(|f| f.family != Family::Single) {
        push(text, &mut out, first, paragraph.end, None);
    }
    out
}

/// For each sign, how many more of its family close than open from there on: whether an inner mark leaves one for the outer.
fn surplus(signs: &[Sign]) -> Vec<i64> {
    let mut totals = [0i64; 3];
    let mut out = vec![0; signs.len()];
    for (slot, sign) in out.iter_mut().zip(signs).rev() {
        let total = &mut totals[sign.family as usize];
        *total += i64::from(sign.can_close && !sign.can_open) - i64::from(sign.can_open && !sign.can_close);
        *slot = *total;
    }
    out
}

fn push(text: &str, out: &mut Vec<Mark>, open: Sign, inner_end: usize, outer_end: Option<usize>) {
    let inner = Span::new(open.span.end.min(inner_end), inner_end).trim(text);
    if inner.is_empty() {
        return;
    }
    let outer = Span::new(open.span.start, outer_end.unwrap_or(inner.end));
    out.push(Mark { outer, inner, closed: outer_end.is_some(), single: open.family == Family::Single });
}

fn signs(text: &str, paragraph: Span) -> Vec<Sign> {
    let part = paragraph.of(text);
    let mut out = Vec::new();
    let mut before: Option<char> = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let last = before.replace(c);
        if !matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '\'' | '’' | '‘' | '`' | '＂') {
            continue;
        }
        let twin = matches!(c, '\'' | '`' | '’' | '‘') && chars.next_if(|(_, n)| *n == c).is_some();
        let span = Span::new(paragraph.start + at, paragraph.start + at + c.len_utf8() * (1 + usize::from(twin)));
        let next = chars.peek().map(|(_, n)| *n);
        let left = last.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '‘' | '\''));
        let right = next.is_none_or(|n| !n.is_alphanumeric() && !matches!(n, '(' | '[' | '$' | '£' | '€' | '#' | '@' | '“' | '‘'));
        let (family, can_open, can_close) = match c {
            '“' | '„' => (Family::Double, !right || left, right && !left),
            '”' | '‟' => (Family::Double, left && !right, right || !left),
            '«' => (Family::Guillemet, true, false),
            '»' => (Family::Guillemet, false, true),
            '"' | '＂' => (Family::Double, left || !right, right || !left),
            _ if twin => (Family::Double, left || !right, right || !left),
            '‘' | '`' => (Family::Single, left && !right, false),
            '’' => (Family::Single, false, right && !left),
            _ => (Family::Single, left && !right, right && !left),
        };
        out.push(Sign { span, family, can_open, can_close });
    }
    out
}
