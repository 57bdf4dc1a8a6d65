//! Which part of the page a line is: headline, subhead, body, caption, metadata or boilerplate.

use super::Span;
use crate::lexicon::text::TextWords;
use std::collections::HashSet;

/// What a stretch of text is on the page. Rates use body words; boilerplate feeds no extractor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    Headline,
    Subhead,
    Body,
    Caption,
    /// Date lines, tag lines, bylines.
    Metadata,
    /// Page furniture: counters, buttons, disclaimers, credits.
    Boilerplate,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Subhead => "subhead",
            Role::Body => "body",
            Role::Caption => "caption",
            Role::Metadata => "metadata",
            Role::Boilerplate => "boilerplate",
        }
    }

    /// Whether the article speaks there in sentences: body and headline. Attributions are read in these.
    pub fn tells(self) -> bool {
        matches!(self, Role::Body | Role::Headline)
    }
}

/// One line or paragraph of the text with its role. The span holds no blank at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub role: Role,
    /// What gave the role: `navigation`, `counter`, `caption`, `photo_credit`, `disclaimer`, `promo`, `dateline`, `tags`, … ("" for body).
    pub kind: &'static str,
}

/// Longest line that may be furniture, in bytes.
const LONGEST: usize = 400;

/// The blocks of a text, in order: one a line. A text of one line is body, whatever it says.
pub fn blocks(text: &str, title: Option<&str>, words: &TextWords) -> Vec<Block> {
    let lines = unwrap(text, lines(text));
    let mut out: Vec<Block> = lines.iter().map(|l| Block { span: l.span, role: Role::Body, kind: "" }).collect();
    if lines.len() < 2 {
        return out;
    }
    let page = Page { text, lines: &lines, words };
    for (block, line) in out.iter_mut().zip(&lines) {
        if let Some((role, kind)) = page.furniture(line) {
            (block.role, block.kind) = (role, kind);
        }
    }
    page.captions(&mut out);
    page.headline(&mut out, title);
    page.tags(&mut out);
    page.subheads(&mut out);
    out
}

/// A line: its words, whether a bullet stood before them, whether a blank line stands before it.
struct Line {
    span: Span,
    bullet: bool,
    gap: bool,
}

fn lines(text: &str) -> Vec<Line> {
    let (mut out, mut at, mut gap) = (Vec::new(), 0, true);
    for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let span = Span::new(at, at + line.len()).trim(text);
        at += line.len();
        // The second half of a CRLF is no line of its own.
        if line == "\n" && text[..at - 1].ends_with('\r') {
            continue;
        }
        if span.is_empty() || span.of(text).chars().all(|c| matches!(c, '\u{feff}' | '\u{200b}')) {
            gap = true;
            continue;
        }
        let bare = span.of(text).trim_start_matches(['•', '·', '●', '▪', '■', '►', '▶', '*']).trim_start();
        let bullet = !bare.is_empty() && bare.len() < span.len();
        let start = if bare.is_empty() { span.start } else { span.end - bare.len() };
        out.push(Line { span: Span::new(start, span.end), bullet, gap });
        gap = false;
    }
    out
}

/// Shortest line that can be one of a wrapped paragraph, in bytes.
const WRAPPED: usize = 40;

/// Joins the lines of a paragraph that was broken at a fixed width, and a sentence that runs on in lower case on the next
/// line. Pages whose lines are paragraphs stay as they are.
fn unwrap(text: &str, lines: Vec<Line>) -> Vec<Line> {
    let ends = |l: &Line| l.span.of(text).ends_with(['.', '!', '?', ':', '"', '”', '…', ')']);
    let runs_on = |a: &Line, b: &Line| {
        let (first, next) = (a.span.of(text), b.span.of(text));
        let open = first.ends_with(|c: char| c == ',' || c.is_lowercase());
        !b.gap && !b.bullet && first.len() >= WRAPPED && open && next.starts_with(|c: char| c.is_lowercase())
    };
    let pairs: Vec<(&Line, &Line)> = lines.iter().zip(lines.iter().skip(1)).filter(|(_, b)| !b.gap && !b.bullet).collect();
    let full = |a: &Line| (WRAPPED + 5..=120).contains(&a.span.len()) && !ends(a);
    let broken = pairs.iter().filter(|(a, _)| full(a)).count();
    let wrapped = broken >= 4 && broken * 10 >= pairs.len() * 6 && pairs.iter().any(|(a, b)| runs_on(a, b));
    let widest = pairs.iter().filter(|(a, _)| full(a)).map(|(a, _)| a.span.len()).max().unwrap_or(0);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut last = 0;
    for line in lines {
        let width = line.span.len();
        match out.last_mut() {
            Some(before) if runs_on(before, &line) || wrapped && !line.gap && !line.bullet && last * 10 >= widest * 7 => {
                before.span = before.span.cover(line.span);
            }
            _ => out.push(line),
        }
        last = width;
    }
    out
}

struct Page<'a> {
    text: &'a str,
    lines: &'a [Line],
    words: &'a TextWords,
}

impl Page<'_> {
    /// The role that a line has by its words alone.
    fn furniture(&self, line: &Line) -> Option<(Role, &'static str)> {
        let words = line.span.of(self.text);
        if words.len() > LONGEST {
            return None;
        }
        if !words.contains(char::is_alphanumeric) {
            return Some((Role::Boilerplate, "separator"));
        }
        if self.date(words) {
            return Some((Role::Metadata, "dateline"));
        }
        self.words.furniture(words)
    }

    /// A line that holds a date and nothing else.
    fn date(&self, words: &str) -> bool {
        if words.len() > 90 {
            return false;
        }
        let (mut numbers, mut month, mut ago) = (0, false, false);
        for word in
            words.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '-' | '–' | '—' | '(' | ')' | ':' | '/' | 'ـ'))
        {
            let word = word.trim_matches(['.', ';']);
            if word.is_empty() {
                continue;
            }
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            let tail = &word[digits..];
            let parts = tail.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'T'));
            if digits > 0 && (parts || tail.len() <= 4 && self.words.is_date_word(tail)) {
                // 05.12.2024 and 2024-12-05T11:21 hold several.
                numbers += 1 + tail.bytes().filter(|b| !b.is_ascii_digit()).count().min(2);
            } else if self.words.is_month(word) && word.starts_with(char::is_uppercase) {
                month = true;
            } else if digits > 0 || !(self.words.is_date_word(word) || self.words.goes_with_hour(word)) {
                return false;
            }
            ago |= word.eq_ignore_ascii_case("ago");
        }
        let numeric = numbers >= 3 && words.len() < 40 && words.bytes().filter(u8::is_ascii_digit).count() >= 4;
        month && numbers > 0 || numeric || ago && numbers > 0
    }

    /// Captions by their neighbours: before a credit, or said twice.
    fn captions(&self, out: &mut [Block]) {
        let mut known: HashSet<&str> = HashSet::new();
        for i in 0..out.len() {
            let here = self.line(i);
            let next = self.lines.get(i + 1).filter(|n| !n.gap).map(|_| self.line(i + 1));
            if out[i].role == Role::Body && here.len() <= 250 {
                let sentence = ends_sentence(here);
                let credit = i > 0 && next.is_some() && out[i + 1].kind == "photo_credit";
                let alone = self.lines[i].gap && self.lines.get(i + 2).is_none_or(|l| l.gap);
                // "Detail" / "Detail photo: AGENCY": the second line says the first again, with its credit.
                let twice = next.is_some_and(|n| n == here || out[i + 1].role == Role::Caption && n.starts_with(here));
                if credit && (alone || !sentence && here.len() <= 120) || twice && here.len() <= 200 {
                    (out[i].role, out[i].kind) = (Role::Caption, "caption");
                }
            }
            let again = known.contains(here) || i > 0 && out[i - 1].role == Role::Caption && here.starts_with(self.line(i - 1));
            if out[i].role == Role::Body && here.len() <= 200 && again {
                (out[i].role, out[i].kind) = (Role::Caption, "caption_duplicate");
            } else if out[i].kind == "caption" && again {
                out[i].kind = "caption_duplicate";
            }
            if out[i].kind == "caption" {
                known.insert(here);
            }
        }
    }

    /// The line that is the title, or a first line that looks like one.
    fn headline(&self, out: &mut [Block], title: Option<&str>) {
        let wanted = title.filter(|t| letters(t).next().is_some());
        let same = |t: &str, i: usize| self.lines[i].span.len() < 400 && letters(self.line(i)).eq(letters(t));
        let named = wanted.and_then(|t| (0..out.len().min(12)).find(|i| same(t, *i)));
        let found = named.or_else(|| {
            // "Opinion: …" on top is the headline; further down it is a link.
            let i =
                (0..out.len()).find(|i| out[*i].role == Role::Body || *i == 0 && out[0].kind == "promo" && self.line(0).contains(": "))?;
            (i < 12 && self.looks_like_headline(i, out)).then_some(i)
        });
        if let Some(i) = found {
            (out[i].role, out[i].kind) = (Role::Headline, "headline");
        }
    }

    fn looks_like_headline(&self, i: usize, out: &[Block]) -> bool {
        let here = self.line(i);
        let count = here.split_whitespace().count();
        let Some(next) = out.iter().skip(i + 1).find(|b| b.role == Role::Body) else { return false };
        let stop = here.ends_with(['.', ',', ';', ':', '…']) || here.ends_with(['"', '”']) && ends_sentence(here);
        let set_apart = self.lines.get(i + 1).is_some_and(|l| l.gap) || next.span.len() > here.len();
        let short = here.len() <= 180 && (3..=28).contains(&count) && !here.starts_with(['(', '[', '@']);
        short && set_apart && !self.lines[i].bullet && !starts_low(here) && (!stop || here.ends_with('.') && title_case(here))
    }

    /// A list of keywords under the headline: a bullet, commas, no sentence.
    fn tags(&self, out: &mut [Block]) {
        for (block, line) in out.iter_mut().zip(self.lines).filter(|(b, _)| b.role == Role::Body) {
            let here = line.span.of(self.text);
            let list = here.contains(", ") && here.split(", ").all(|p| p.split_whitespace().count() <= 4);
            if !(line.bullet && list && here.len() <= 160 && !ends_sentence(here)) {
                return;
            }
            (block.role, block.kind) = (Role::Metadata, "tags");
        }
    }

    /// Short lines between paragraphs.
    fn subheads(&self, out: &mut [Block]) {
        for i in 1..out.len().saturating_sub(1) {
            let here = self.line(i);
            if out[i].role != Role::Body || self.lines[i].bullet || here.len() > 90 || here.split_whitespace().count() > 12 {
                continue;
            }
            let before = (0..i).rev().take(8).find(|j| matches!(out[*j].role, Role::Body | Role::Headline));
            let after = (i + 1..out.len()).take(8).find(|j| out[*j].role == Role::Body);
            let (Some(before), Some(after)) = (before, after) else { continue };
            let question = here.ends_with('?') && here.split_whitespace().count() <= 7;
            let open = here.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’' | '!')) || question;
            let closed_before = out[before].role == Role::Headline || ends_sentence(self.line(before)) || self.line(before).ends_with(':');
            let paragraph = self.line(after).len() > 60.max(here.len()) && !starts_low(self.line(after));
            let quoted = here.starts_with(['"', '“', '‘', '\'', '(', '[', '-', '–', '—', '@']);
            if open && closed_before && paragraph && !quoted && !starts_low(here) {
                (out[i].role, out[i].kind) = (Role::Subhead, "subhead");
            }
        }
    }

    fn line(&self, i: usize) -> &str {
        self.lines[i].span.of(self.text)
    }
}

/// Ends as a sentence does, closing marks aside.
fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…'])
}

fn starts_low(line: &str) -> bool {
    line.starts_with(char::is_lowercase)
}

/// Most words have a capital.
fn title_case(line: &str) -> bool {
    let long = line.split_whitespace().filter(|w| w.chars().count() > 3);
    let (all, high) = long.fold((0, 0), |(a, h), w| (a + 1, h + usize::from(w.starts_with(|c: char| !c.is_lowercase()))));
    all > 1 && high * 10 >= all * 8
}

/// Letters and digits alone, lower case: what two spellings of a title share.
fn letters(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
