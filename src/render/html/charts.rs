//! Charts in the page: the same drawing as in the files, its text as text in the reader's own fonts, and written shortly
//! ([`slim`]).

use super::printable;
use super::slim::{Shared, slim};
use crate::compare::{Chart, ChartKind};
use crate::render::chart::{self, Size};
use minijinja::context;
use minijinja::value::Value;
use rayon::prelude::*;

/// The charts as the template wants them.
pub fn figures(charts: &[Chart], size: Size, shared: &mut Shared) -> Vec<Value> {
    let drawn: Vec<String> = charts.par_iter().map(|c| chart::svg(c, size)).collect();
    let figure = |(c, svg): (&Chart, String)| {
        let svg = Value::from_safe_string(slim(&svg, matches!(c.kind, ChartKind::TextTable(_)), shared));
        context! { name => printable(&c.name), title => printable(&c.title), alt => printable(&c.alt), svg => svg }
    };
    charts.iter().zip(drawn).map(figure).collect()
}
