//! Prints rows with gold labels.

use super::rows;
use crate::extract::quotes::{join, page::Page};
use crate::lexicon::Lexicons;
use crate::text::{CodePoints, Document, Role};
use std::fmt::Write;

/// The rows of one article with gold attributions, one token a line.
pub fn dump(article: &serde_json::Value, lexicons: &Lexicons) -> String {
    let text = article["text"].as_str().unwrap_or("");
    let doc = Document::read(text, article["title"].as_str(), &lexicons.text);
    let page = Page::new(&doc, &lexicons.quotes);
    let links = join::links(&page);
    let points = CodePoints::new(text);
    let mut gold: Vec<(usize, usize, char, usize)> = Vec::new();
    for (n, q) in article["quotes"].as_array().into_iter().flatten().enumerate() {
        for (field, letter) in [("content", 'C'), ("cue", 'Q'), ("speaker", 'S')] {
            for span in q[field].as_array().into_iter().flatten() {
                let at = |i: usize| span[i].as_u64().unwrap_or(0) as usize;
                gold.push((at(0), at(1), letter, n));
            }
        }
    }
    let mut out = String::new();
    for (b, block) in doc.blocks.iter().enumerate().filter(|(_, b)| b.role == Role::Body) {
        let _ = writeln!(out, "#\t{}\t{b}", article["id"].as_str().unwrap_or(""));
        let tokens = doc.tokens_in(block.span);
        for (i, r) in rows(&page, &links, tokens.clone()).iter().enumerate() {
            let span = doc.tokens[tokens.start + i].span;
            let (s, e) = (points.at(span.start), points.at(span.end));
            let marks: Vec<String> =
                gold.iter().filter(|g| g.0 < e && s < g.1).map(|g| format!("{}{}:{}", g.2, g.3, u8::from(g.0 >= s))).collect();
            let link: Vec<String> = links
                .iter()
                .enumerate()
                .flat_map(|(n, l)| {
                    let t = tokens.start + i;
                    let mut v = Vec::new();
                    if l.pieces.iter().any(|p| p.contains(&t)) {
                        v.push(format!("C{n}"));
                    }
                    if l.cue.as_ref().is_some_and(|p| p.contains(&t)) {
                        v.push(format!("Q{n}"));
                    }
                    if l.speaker.as_ref().is_some_and(|p| p.contains(&t)) {
                        v.push(format!("S{n}"));
                    }
                    v
                })
                .collect();
            let _ = writeln!(
                out,
                "{}\t{s}\t{e}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}",
                doc.word(tokens.start + i),
                r.word,
                r.exact,
                r.suffixes[0],
                r.suffixes[1],
                r.suffixes[2],
                r.prefix,
                r.shape,
                r.tag,
                r.mark,
                r.takes,
                r.part,
                r.lists,
                r.rule,
                r.how,
                r.first,
                r.chunk,
                r.head,
                r.relation,
                marks.join(","),
                link.join(",")
            );
        }
    }
    out
}
