//! One element of a drawing, as the drawing library writes it: on one line.

use super::slim::{Bounds, Item, Shape};
use crate::render::chart;
use std::fmt::Write;

/// An element without others inside.
pub struct Element<'l> {
    name: &'l str,
    attributes: Vec<(&'l str, &'l str)>,
    content: Option<&'l str>,
}

/// Whether a style may hold the attribute.
fn is_style(attribute: &str) -> bool {
    attribute == "opacity" || attribute == "text-anchor" || ["fill", "stroke", "font"].iter().any(|s| attribute.starts_with(s))
}

impl<'l> Element<'l> {
    /// `None` for what is no element, or one with others inside.
    pub fn read(line: &'l str) -> Option<Element<'l>> {
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

    /// What is to be drawn; `class` gives declarations their number.
    pub fn item(&self, measured: bool, class: &mut impl FnMut(&str) -> usize) -> Item {
        let declarations = self.declarations();
        let opaque = self.get("opacity").is_empty() && self.get("fill-opacity").is_empty();
        let plain = |declarations: &str, shape: Shape, bounds: Bounds, class: &mut dyn FnMut(&str) -> usize| Item {
            class: class(declarations),
            shape,
            bounds,
            joins: opaque,
        };
        if let Some((shape, bounds)) = self.text(measured) {
            return plain(&declarations, shape, bounds, class);
        }
        if let Some((dot, bounds, width)) = self.dot() {
            let dotted = format!("stroke:{};stroke-width:{width};stroke-linecap:round", self.get("fill"));
            return plain(&dotted, dot, bounds, class);
        }
        if let Some((shape, bounds)) = self.path() {
            return plain(&declarations, shape, bounds, class);
        }
        let everywhere = Bounds(f64::NEG_INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::INFINITY);
        let class = class(&declarations);
        Item { class, shape: Shape::Markup(self.markup(class)), bounds: everywhere, joins: false }
    }

    fn get(&self, name: &str) -> &'l str {
        self.attributes.iter().find(|(n, _)| *n == name).map_or("", |(_, v)| v)
    }

    fn declarations(&self) -> String {
        let styled = self.attributes.iter().filter(|(n, v)| is_style(n) && !(*n == "text-anchor" && *v == "start") && *n != "font-family");
        let one = |(n, v): &(&str, &str)| if *n == "font-size" { format!("{n}:{v}px") } else { format!("{n}:{v}") };
        styled.map(one).collect::<Vec<_>>().join(";")
    }

    /// The element as it is, with its class.
    fn markup(&self, class: usize) -> String {
        let mut out = format!("<{} class=z{class}", self.name);
        for (name, value) in self.attributes.iter().filter(|(n, _)| !is_style(n)) {
            write!(out, " {name}=\"{value}\"").ok();
        }
        match self.content {
            Some(content) => write!(out, ">{content}</{}>", self.name).ok(),
            None => write!(out, " />").ok(),
        };
        out
    }

    fn text(&self, measured: bool) -> Option<(Shape, Bounds)> {
        let content = self.content.filter(|_| self.name == "text")?;
        let (x, y): (f64, f64) = (self.get("x").parse().ok()?, self.get("y").parse().ok()?);
        let size: f64 = self.get("font-size").parse().ok()?;
        let text = content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
        let width = chart::text_width(&text, size, self.get("font-weight") == "600");
        // The reader's font may be wider.
        let room = width * 1.2 + 4.0;
        let (left, right) = match self.get("text-anchor") {
            "middle" => (x - room / 2.0, x + room / 2.0),
            "end" => (x - room, x),
            _ => (x, x + room),
        };
        let mut more = String::new();
        let mut bounds = Bounds(left, y - size, right, y + size * 0.3);
        let turn = self.get("transform");
        if !turn.is_empty() {
            write!(more, " transform=\"{turn}\"").ok();
            bounds = Bounds(x - room, y - room, x + room, y + room);
        }
        if measured && content.chars().count() > 1 {
            write!(more, " textLength={width:.0}").ok();
        }
        Some((Shape::Text(self.get("x").into(), self.get("y").into(), more, content.into()), bounds))
    }

    /// A filled circle: its middle, bounds and width.
    fn dot(&self) -> Option<(Shape, Bounds, i64)> {
        let number = |name| self.get(name).parse::<i64>().ok();
        if self.name != "circle" || !self.get("stroke").is_empty() || self.attributes.iter().any(|(n, _)| *n == "transform") {
            return None;
        }
        let (x, y, r) = (number("cx")?, number("cy")?, number("r")?);
        Some((Shape::Dot((x, y)), around(&[(x, y)], r as f64), 2 * r))
    }

    fn path(&self) -> Option<(Shape, Bounds)> {
        let number = |name| self.get(name).parse::<i64>().ok();
        if self.attributes.iter().any(|(n, _)| *n == "transform") {
            return None;
        }
        let width: f64 = if self.get("stroke").is_empty() { 0.0 } else { self.get("stroke-width").parse().unwrap_or(1.0) };
        match self.name {
            "rect" => {
                let (x, y, w, h) = (number("x")?, number("y")?, number("width")?, number("height")?);
                Some((Shape::Rect(x, y, w, h), around(&[(x, y), (x + w, y + h)], width / 2.0)))
            }
            "polyline" | "polygon" => {
                let point = |p: &str| p.split_once(',').and_then(|(x, y)| Some((x.parse().ok()?, y.parse().ok()?)));
                let mut points: Vec<(i64, i64)> = self.get("points").split_whitespace().map(point).collect::<Option<_>>()?;
                let closed = self.name == "polygon" || self.get("fill") != "none";
                // All turn the same way, so that none cuts a hole into another.
                if closed && turning(&points) < 0 {
                    points.reverse();
                }
                let bounds = around(&points, width / 2.0);
                Some((Shape::Line(points, closed), bounds))
            }
            _ => None,
        }
    }
}

/// Twice the area that points enclose, negative if they run against the clock.
fn turning(points: &[(i64, i64)]) -> i64 {
    points.iter().zip(points.iter().cycle().skip(1)).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum()
}

fn around(points: &[(i64, i64)], margin: f64) -> Bounds {
    let start = Bounds(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
    let all = points.iter().fold(start, |b, (x, y)| {
        let (x, y) = (*x as f64, *y as f64);
        Bounds(b.0.min(x), b.1.min(y), b.2.max(x), b.3.max(y))
    });
    Bounds(all.0 - margin, all.1 - margin, all.2 + margin, all.3 + margin)
}
