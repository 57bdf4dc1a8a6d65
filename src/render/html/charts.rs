//! Charts in the page: the same drawing as in the files, its text as text in the reader's own fonts, and written shortly
//! ([`slim`]).

use super::addresses::Addresses;
use super::printable;
use super::slim::{Shared, slim};
use crate::compare::{Chart, ChartKind};
use crate::render::chart::{self, Look, Spot};
use minijinja::context;
use minijinja::value::Value;
use rayon::prelude::*;

/// The charts as the template wants them.
pub fn figures(charts: &[Chart], look: Look, shared: &mut Shared, addresses: &Addresses) -> Vec<Value> {
    let drawn: Vec<(String, Vec<Spot>)> = charts.par_iter().map(|c| chart::drawn(c, look.in_page())).collect();
    let figure = |(c, (svg, spots)): (&Chart, (String, Vec<Spot>))| {
        let mut svg = slim(&svg, matches!(c.kind, ChartKind::TextTable(_)), shared);
        // Over the marks, where they can be pointed at.
        svg.truncate(svg.trim_end_matches("</svg>").len());
        let svg = Value::from_safe_string(svg + &addresses.links(&c.name, &spots) + "</svg>");
        context! { name => printable(&c.name), title => printable(&c.title), alt => printable(&c.alt), svg => svg }
    };
    charts.iter().zip(drawn).map(figure).collect()
}
