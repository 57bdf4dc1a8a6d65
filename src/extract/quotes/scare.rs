//! Marked words that nobody is said to have spoken: names, titles, scare quotes.

use super::page::Page;
use crate::lexicon::quotes::List;
use crate::text::Kind;

/// The most words that a scare quote has.
const LONGEST: usize = 6;

/// Whether marks hold a name or title: every longer word begins with a capital, and no sentence ends inside.
pub fn is_name(page: &Page, mark: usize) -> bool {
    let Some(m) = page.marks.get(mark) else { return false };
    let inner = m.inner.of(page.doc.text);
    if !m.closed || inner.len() > 80 || inner.ends_with(['.', '!', '?', ';']) {
        return false;
    }
    let mut words = inner.split_whitespace();
    let short = |w: &str| w.len() <= 3 && w.starts_with(char::is_lowercase);
    let capital = |w: &str| w.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let first = words.next().is_some_and(capital);
    let more = inner.split_whitespace().count() > 1;
    first
        && words.all(|w| capital(w) || short(w))
        && (more || named(page, mark))
        && (!inner.ends_with(',') || named(page, mark) || before_noun(page, mark))
}

/// Whether the marks follow a noun with `’s` or a preposition: `television’s “Scandal,”`, `the star of “Selma,”`.
fn before_noun(page: &Page, mark: usize) -> bool {
    let start = page.tokens_of_mark(mark).start;
    start > 0 && matches!(page.tag(start - 1), crate::text::Tag::Pos | crate::text::Tag::In)
}

/// Whether a word before the marks says that a name follows: `the film`, `called`.
fn named(page: &Page, mark: usize) -> bool {
    let start = page.tokens_of_mark(mark).start;
    start > 0 && page.is(start - 1, List::Named)
}

/// Whether marked words outside every attribution are held at arm's length.
pub fn is_scare(page: &Page, mark: usize) -> bool {
    let Some(m) = page.marks.get(mark) else { return false };
    let tokens = page.tokens_of_mark(mark);
    let words = page.doc.tokens.get(tokens).map_or(0, |t| t.iter().filter(|t| t.kind != Kind::Punct).count());
    let inner = m.inner.of(page.doc.text);
    m.closed && words <= LONGEST && words > 0 && !inner.ends_with(['.', '!', '?']) && !is_name(page, mark) && !named(page, mark)
}
