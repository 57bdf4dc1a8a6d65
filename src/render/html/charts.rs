//! Charts in the page: the same drawing as in the files, its text as text in the reader's own fonts, and written shortly.
//!
//! What many elements share (colour, size of letters) becomes a class in the page's style; rectangles and lines become
//! paths, those of one class that follow each other one path.

use super::printable;
use crate::compare::{Chart, ChartKind};
use crate::render::chart::{self, Look};
use minijinja::context;
use minijinja::value::Value;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The charts of a page, drawn, and the classes that they use.
#[derive(Default)]
pub struct Drawings {
    /// Declarations to the number of their class.
    classes: BTreeMap<String, usize>,
}

impl Drawings {
    /// The charts as the template wants them.
    pub fn figures(&mut self, charts: &[Chart], look: Look) -> Vec<Value> {
        let drawn: Vec<String> = charts.par_iter().map(|c| chart::svg(c, look.in_page())).collect();
        let figure = |(c, svg): (&Chart, String)| {
            let svg = Value::from_safe_string(self.slim(&svg, matches!(c.kind, ChartKind::TextTable(_))));
            context! { name => printable(&c.name), title => printable(&c.title), alt => printable(&c.alt), svg => svg }
        };
        charts.iter().zip(drawn).map(figure).collect()
    }

    /// The style of the classes.
    pub fn style(&self) -> String {
        let mut rules: Vec<(usize, &str)> = self.classes.iter().map(|(d, n)| (*n, d.as_str())).collect();
        rules.sort_unstable();
        rules.iter().fold(String::new(), |mut out, (n, d)| {
            writeln!(out, ".z{n}{{{d}}}").ok();
            out
        })
    }

    fn class(&mut self, declarations: String) -> String {
        let next = self.classes.len();
        format!("z{}", self.classes.entry(declarations).or_insert(next))
    }

    /// The drawing in few words; without title and description, which the page says itself.
    /// `measured`: texts stand close behind each other, so each must be as wide as it was drawn.
    fn slim(&mut self, svg: &str, measured: bool) -> String {
        let Some((head, rest)) = svg.split_once(" role=\"img\"") else { return String::new() };
        let Some((_, body)) = rest.split_once("</desc>") else { return String::new() };
        let mut out = format!("{head} aria-hidden=\"true\" focusable=\"false\">");
        // The path that is still open: its class and whether another may join it.
        let mut path: Option<(String, bool)> = None;
        for line in body.lines().filter(|l| !l.is_empty()) {
            let Some(element) = Element::read(line) else {
                close(&mut out, &mut path);
                out.push_str(line);
                continue;
            };
            let class = self.class(element.declarations());
            let Some((d, joins)) = element.path() else {
                close(&mut out, &mut path);
                write!(out, "<{} class={class}", element.name).ok();
                for (name, value) in element.attributes.iter().filter(|(n, _)| !is_style(n)) {
                    // A value without quotes ends at a blank.
                    let bare = !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c));
                    if bare {
                        write!(out, " {name}={value}").ok()
                    } else {
                        write!(out, " {name}=\"{value}\"").ok()
                    };
                }
                if measured && let Some(width) = element.text_width() {
                    write!(out, " textLength={width:.0}").ok();
                }
                match element.content {
                    Some(content) => write!(out, ">{content}</{}>", element.name).ok(),
                    None => write!(out, " />").ok(),
                };
                continue;
            };
            if !path.as_ref().is_some_and(|(c, j)| *j && joins && *c == class) {
                close(&mut out, &mut path);
                write!(out, "<path class={class} d=").ok();
            }
            out.push_str(&d);
            path = Some((class, joins));
        }
        close(&mut out, &mut path);
        out
    }
}

fn close(out: &mut String, path: &mut Option<(String, bool)>) {
    if path.take().is_some() {
        out.push_str(" />");
    }
}

/// Whether a style may hold the attribute.
fn is_style(attribute: &str) -> bool {
    attribute == "opacity" || attribute == "text-anchor" || ["fill", "stroke", "font"].iter().any(|s| attribute.starts_with(s))
}

/// One element of a drawing, as the drawing library writes it: on one line.
struct Element<'l> {
    name: &'l str,
    attributes: Vec<(&'l str, &'l str)>,
    content: Option<&'l str>,
}

impl<'l> Element<'l> {
    /// `None` for what is no element, or one with others inside.
    fn read(line: &'l str) -> Option<Element<'l>> {
        let (tag, rest) = line.strip_prefix('<')?.split_once('>')?;
        let name = tag.split([' ', '/']).next().filter(|n| !n.is_empty() && n.chars().all(char::is_alphabetic))?;
        let content = if rest.is_empty() { None } else { Some(rest.strip_suffix('>')?.strip_suffix(name)?.strip_suffix("</")?) };
        if content.is_none() != tag.ends_with('/') || content.is_some_and(|c| c.contains('<')) {
            return None;
        }
        let mut attributes = Vec::new();
        let mut left = tag[name.len()..].trim_end_matches('/').trim();
        while !left.is_empty() {
            let (name, after) = left.split_once("=\"")?;
            let (value, after) = after.split_once('"')?;
            attributes.push((name.trim(), value.trim()));
            left = after.trim_start();
        }
        Some(Element { name, attributes, content })
    }

    fn get(&self, name: &str) -> &'l str {
        self.attributes.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)
    }

    fn text_width(&self) -> Option<f64> {
        let content = self.content.filter(|c| c.chars().count() > 1)?;
        let text = content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
        Some(chart::text_width(&text, self.get("font-size").parse().ok()?, self.get("font-weight") == "600"))
    }

    fn declarations(&self) -> String {
        let styled = self.attributes.iter().filter(|(n, v)| is_style(n) && !(*n == "text-anchor" && *v == "start") && *n != "font-family");
        let one = |(n, v): &(&str, &str)| if *n == "font-size" { format!("{n}:{v}px") } else { format!("{n}:{v}") };
        styled.map(one).collect::<Vec<_>>().join(";")
    }

    /// Rectangles and lines as path data, and whether the next of the same class may join them: not shapes that could cut
    /// holes into each other, nor what shines through.
    fn path(&self) -> Option<(String, bool)> {
        let number = |name| self.get(name).parse::<i64>().ok();
        let opaque = self.get("opacity").is_empty() && self.get("fill-opacity").is_empty();
        if self.attributes.iter().any(|(n, _)| *n == "transform") {
            return None;
        }
        match self.name {
            "rect" => {
                let (x, y, w, h) = (number("x")?, number("y")?, number("width")?, number("height")?);
                Some((format!("M{x},{y}h{w}v{h}H{x}z"), opaque && self.get("stroke").is_empty()))
            }
            "polyline" | "polygon" => {
                let points: Vec<&str> = self.get("points").split_whitespace().collect();
                let mut d = format!("M{}", points.first()?);
                for (from, to) in points.iter().zip(points.iter().skip(1)) {
                    let ((x0, y0), (x1, y1)) = (from.split_once(',')?, to.split_once(',')?);
                    match () {
                        () if x0 == x1 => write!(d, "V{y1}").ok()?,
                        () if y0 == y1 => write!(d, "H{x1}").ok()?,
                        () => write!(d, "L{to}").ok()?,
                    }
                }
                let line = self.name == "polyline" && self.get("fill") == "none";
                Some((if line { d } else { d + "z" }, opaque && line))
            }
            _ => None,
        }
    }
}
