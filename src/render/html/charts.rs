//! Charts in the page: the same drawing as in the files, its text as text in the reader's own fonts.

use super::printable;
use crate::compare::Chart;
use crate::render::chart::{self, Size};
use minijinja::context;
use minijinja::value::Value;
use rayon::prelude::*;

/// The charts as the template wants them.
pub fn figures(charts: &[Chart], size: Size) -> Vec<Value> {
    let drawn: Vec<String> = charts.par_iter().map(|c| slim(&chart::svg(c, size))).collect();
    let figure = |(c, svg): (&Chart, String)| {
        context! { name => printable(&c.name), title => printable(&c.title), alt => printable(&c.alt), svg => Value::from_safe_string(svg) }
    };
    charts.iter().zip(drawn).map(figure).collect()
}

/// The drawing without what the page says once for all: the font, and the words for those who do not see it.
fn slim(svg: &str) -> String {
    let Some((head, rest)) = svg.split_once("<title>") else { return String::new() };
    let Some((_, body)) = rest.split_once("</desc>") else { return String::new() };
    let head = head.replace(" role=\"img\"", " aria-hidden=\"true\" focusable=\"false\"");
    let mut out = String::with_capacity(svg.len());
    out.push_str(&head);
    for line in body.lines() {
        let line = line.replace(" font-family=\"Inter, Noto Sans, Arial, sans-serif\"", "").replace(" font-weight=\"normal\"", "");
        out.push_str(line.trim_end());
    }
    out
}
