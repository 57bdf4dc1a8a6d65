//! "Forces loyal to X": the one label that takes in what follows its head, which alone says nothing.

use super::actor::UNRESOLVED;
use super::read::{Read, What};
use std::ops::Range;

/// The family of these labels.
pub const GROUP: &str = "forces loyal to X";

/// The end of "loyal to X" behind the head, X included.
pub fn end(read: &Read, end: usize, sentence: &Range<usize>) -> Option<usize> {
    if !(read.listed("loyalty", end) && read.lower(end + 1) == "to") {
        return None;
    }
    let mut t = end + 2;
    while t < sentence.end
        && (read.listed("determiners", t) || read.listed("titles", t) || read.tag(t).is_adjective() && read.mention(t).is_none())
    {
        t += 1;
    }
    if read.adjective(t).is_some() && read.listed("titles", t + 1) {
        t += 1;
        while t < sentence.end && read.listed("titles", t) && (read.listed("titles", t + 1) || read.name(t + 1).is_some()) {
            t += 1;
        }
    }
    match read.mention(t) {
        Some(m) => {
            let mut end = m.tokens.end;
            if matches!(m.what, What::Adjective(_)) {
                read.head(end, sentence)?;
                end += 1;
            }
            Some(end)
        }
        None => read.head(t, sentence).map(|_| t + 1),
    }
    .filter(|e| *e <= sentence.end)
}

/// Whose the forces are.
pub fn actor(read: &Read, start: usize, end: usize) -> Option<String> {
    let last = end.checked_sub(1)?;
    read.mention(last).map(|m| m.actor.clone()).filter(|a| !a.is_empty()).or_else(|| {
        let (head, _) = read.head(last, &(start..end))?;
        (head.role != UNRESOLVED).then(|| read.role(&head.role))
    })
}

/// "loyal to Assad": without the titles before the name.
pub fn words(read: &Read, start: usize, end: usize) -> String {
    let tail = (start + 2..end).rev().take_while(|t| !read.listed("titles", *t) && read.lower(*t) != "former").min().unwrap_or(start + 2);
    let target = if tail < end { read.doc.cover(tail..end).of(read.doc.text) } else { "" };
    format!("{} to {}", read.lower(start), target)
}
