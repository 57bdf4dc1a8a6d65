//! A drawing written shortly: elements of one class that nothing separates are drawn together, and what many drawings
//! repeat (hatching, scales of shades) stands in the page once.
//!
//! What is drawn later lies on top. An element may therefore join an earlier group only if nothing drawn in between touches it.

use super::element::Element;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Lines that stand closer are a hatching, in pixels.
const CLOSE: i64 = 14;
/// Rectangles of a scale of shades, at least.
const STEPS: usize = 8;
/// Dashes of a line, at least.
const DASHES: usize = 4;

/// What the drawings of a page share.
#[derive(Default)]
pub struct Shared {
    /// Declarations to the number of their class.
    classes: BTreeMap<String, usize>,
    /// Markup to the number by which drawings refer to it: patterns (`h0`) and scales (`r0`).
    patterns: BTreeMap<String, usize>,
    scales: BTreeMap<String, usize>,
}

impl Shared {
    /// The style of the classes.
    pub fn style(&self) -> String {
        let mut rules: Vec<(usize, &str)> = self.classes.iter().map(|(d, n)| (*n, d.as_str())).collect();
        rules.sort_unstable();
        rules.iter().map(|(n, d)| format!(".z{n}{{{d}}}\n")).collect()
    }

    /// What drawings refer to.
    pub fn definitions(&self) -> String {
        let patterns = self.patterns.iter().map(|(markup, n)| format!("<pattern id=h{n} patternUnits=userSpaceOnUse {markup}</pattern>"));
        let scales = self.scales.iter().map(|(markup, n)| format!("<g id=r{n}>{markup}</g>"));
        patterns.chain(scales).collect()
    }

    fn class(&mut self, declarations: &str) -> usize {
        number(&mut self.classes, declarations)
    }
}

fn number(of: &mut BTreeMap<String, usize>, key: &str) -> usize {
    let next = of.len();
    *of.entry(key.to_string()).or_insert(next)
}

/// Left, top, right, bottom.
#[derive(Clone, Copy, PartialEq)]
pub struct Bounds(pub f64, pub f64, pub f64, pub f64);

impl Bounds {
    fn touches(&self, other: &Bounds) -> bool {
        self.0 < other.2 && other.0 < self.2 && self.1 < other.3 && other.1 < self.3
    }
}

type Point = (i64, i64);

/// What an element draws.
#[derive(Clone, PartialEq)]
pub enum Shape {
    /// Left, top, width, height.
    Rect(i64, i64, i64, i64),
    /// Points, and whether it is closed.
    Line(Vec<Point>, bool),
    /// A filled circle, drawn as a line without length.
    Dot(Point),
    /// A line of text on its baseline: further attributes, content.
    Text(String, String, String, String),
    /// Ready markup.
    Markup(String),
}

/// An element with its class.
#[derive(Clone)]
pub struct Item {
    pub class: usize,
    pub shape: Shape,
    pub bounds: Bounds,
    /// Whether others of its class may be drawn with it.
    pub joins: bool,
}

/// A drawing of the drawing library in few words; without title and description, which the page says itself.
/// `measured`: texts stand close behind each other, so each must be as wide as it was drawn.
pub fn slim(svg: &str, measured: bool, shared: &mut Shared) -> String {
    let Some((head, rest)) = svg.split_once(" role=\"img\"") else { return String::new() };
    let Some((_, body)) = rest.split_once("</desc>") else { return String::new() };
    let mut items: Vec<Item> = Vec::new();
    let mut last = "";
    for line in body.lines().filter(|l| !l.is_empty()) {
        match Element::read(line) {
            Some(element) => items.push(element.item(measured, &mut |d| shared.class(d))),
            None => last = line,
        }
    }
    let items = without_scales(without_dashes(without_hatching(items, shared), shared), shared);
    let mut out = format!("{head} aria-hidden=\"true\" focusable=\"false\">");
    for group in grouped(items) {
        write_group(&mut out, &group);
    }
    out + last
}

/// Items of one class that may be drawn at once, in order.
fn grouped(items: Vec<Item>) -> Vec<Vec<Item>> {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    for item in items {
        let mut joined = None;
        for (i, group) in groups.iter().enumerate().rev() {
            if item.joins && group.first().is_some_and(|g| g.joins && g.class == item.class) {
                joined = Some(i);
            }
            if group.iter().any(|g| g.bounds.touches(&item.bounds)) {
                break;
            }
        }
        match joined.and_then(|i| groups.get_mut(i)) {
            Some(group) => group.push(item),
            None => groups.push(vec![item]),
        }
    }
    groups
}

fn write_group(out: &mut String, group: &[Item]) {
    let Some(first) = group.first() else { return };
    match &first.shape {
        Shape::Markup(markup) => out.push_str(markup),
        Shape::Text(..) => write_texts(out, first.class, group),
        _ => {
            write!(out, "<path class=z{} d=", first.class).ok();
            let mut at = None;
            for item in group {
                write_path(out, &item.shape, &mut at);
            }
            out.push_str(" />");
        }
    }
}

/// Texts of one line stand in one element; single letters even with their places in one attribute.
fn write_texts(out: &mut String, class: usize, group: &[Item]) {
    let mut lines: Vec<(&str, Vec<(&str, &str)>)> = Vec::new();
    let mut single = String::new();
    for item in group {
        let Shape::Text(x, y, more, content) = &item.shape else { continue };
        if !more.is_empty() {
            write!(single, "<text x={x} y={y}{more}>{content}</text>").ok();
            continue;
        }
        match lines.iter_mut().find(|(line, _)| line == y) {
            Some((_, texts)) => texts.push((x, content)),
            None => lines.push((y, vec![(x, content)])),
        }
    }
    let mut inner = String::new();
    for (y, texts) in lines {
        let letter = |t: &&(&str, &str)| t.1.len() == 1 || t.1 == "–";
        let letters: Vec<_> = texts.iter().filter(letter).collect();
        if letters.len() > 1 {
            let places: Vec<&str> = letters.iter().map(|(x, _)| *x).collect();
            let words: String = letters.iter().map(|(_, c)| *c).collect();
            write!(inner, "<text y={y} x=\"{}\">{words}</text>", places.join(" ")).ok();
        }
        let words: Vec<_> = texts.iter().filter(|t| letters.len() < 2 || !letter(t)).collect();
        match words.as_slice() {
            [] => {}
            [(x, content)] => drop(write!(inner, "<text x={x} y={y}>{content}</text>")),
            many => {
                let spans: String = many.iter().map(|(x, content)| format!("<tspan x={x}>{content}</tspan>")).collect();
                write!(inner, "<text y={y}>{spans}</text>").ok();
            }
        }
    }
    inner += &single;
    match inner.strip_prefix("<text").filter(|rest| !rest.contains("<text")) {
        Some(rest) => write!(out, "<text class=z{class}{rest}").ok(),
        None => write!(out, "<g class=z{class}>{inner}</g>").ok(),
    };
}

/// Path data of a shape, from the point where the path stands, in whichever words are shorter.
fn write_path(out: &mut String, shape: &Shape, at: &mut Option<Point>) {
    match shape {
        Shape::Rect(x, y, w, h) => {
            move_to(out, (*x, *y), at);
            let back = [format!("h{}", -w), format!("H{x}")];
            write!(out, "h{w}v{h}{}z", shorter(back)).ok();
        }
        Shape::Dot(point) => {
            move_to(out, *point, at);
            out.push_str("h0");
        }
        Shape::Line(points, closed) => {
            let Some(first) = points.first() else { return };
            move_to(out, *first, at);
            for (from, to) in points.iter().zip(points.iter().skip(1)) {
                let (dx, dy) = (to.0 - from.0, to.1 - from.1);
                out.push_str(&match () {
                    () if dx == 0 => shorter([format!("v{dy}"), format!("V{}", to.1)]),
                    () if dy == 0 => shorter([format!("h{dx}"), format!("H{}", to.0)]),
                    () => shorter([pair('l', (dx, dy)), pair('L', *to)]),
                });
            }
            if *closed {
                out.push('z');
            } else {
                *at = points.last().copied();
            }
        }
        Shape::Text(..) | Shape::Markup(_) => {}
    }
}

fn move_to(out: &mut String, to: Point, at: &mut Option<Point>) {
    let absolute = pair('M', to);
    out.push_str(&match at {
        Some(from) => shorter([pair('m', (to.0 - from.0, to.1 - from.1)), absolute]),
        None => absolute,
    });
    *at = Some(to);
}

/// A command with two numbers; a minus needs no comma before it.
fn pair(command: char, (x, y): Point) -> String {
    if y < 0 { format!("{command}{x}{y}") } else { format!("{command}{x},{y}") }
}

fn shorter([a, b]: [String; 2]) -> String {
    if a.len() <= b.len() { a } else { b }
}

/// The ends of a line of two points.
fn ends(item: &Item) -> Option<(Point, Point)> {
    match &item.shape {
        Shape::Line(points, false) if points.len() == 2 => Some((*points.first()?, *points.last()?)),
        _ => None,
    }
}

/// Hatched rectangles as rectangles with a pattern.
fn without_hatching(items: Vec<Item>, shared: &mut Shared) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut i = 0;
    while let Some(item) = items.get(i) {
        i += 1;
        let before = out.last().cloned();
        if let Some(Item { shape: Shape::Rect(x, y, w, h), bounds, .. }) = before {
            let inside = |(px, py): Point| (x - 1..=x + w + 1).contains(&px) && (y - 1..=y + h + 1).contains(&py);
            // Which way a line runs, and its distance from the first of its kind.
            let way = |item: &Item| -> Option<(&'static str, i64)> {
                let (from, to) = ends(item).filter(|(a, b)| inside(*a) && inside(*b))?;
                match (to.0 - from.0, to.1 - from.1) {
                    (0, dy) if (dy - h).abs() <= 1 => Some(("upright", from.0)),
                    (dx, dy) if dx > 0 && (dx + dy).abs() <= 1 => Some(("rising", from.0 + from.1)),
                    (dx, dy) if dx > 0 && (dx - dy).abs() <= 1 => Some(("falling", from.0 - from.1)),
                    _ => None,
                }
            };
            let first = way(item);
            let run = items.iter().skip(i - 1).map_while(|l| way(l).filter(|w| l.class == item.class && Some(w.0) == first.map(|f| f.0)));
            let places: Vec<i64> = run.map(|(_, place)| place).collect();
            let steps = places.len().saturating_sub(1) as i64;
            if let (Some((kind, _)), true) = (first, steps > 0) {
                let step = (places.iter().max().unwrap_or(&0) - places.iter().min().unwrap_or(&0) + steps / 2) / steps;
                if (2..=CLOSE).contains(&step) {
                    let fill = format!("fill:url(#h{})", number(&mut shared.patterns, &pattern(kind, step, item.class)));
                    out.push(Item { class: shared.class(&fill), shape: Shape::Rect(x, y, w, h), bounds, joins: true });
                    i += places.len() - 1;
                    continue;
                }
            }
        }
        out.push(item.clone());
    }
    out
}

/// The inside of a `pattern` of lines that stand `s` pixels apart.
fn pattern(kind: &str, s: i64, class: usize) -> String {
    let half = s / 2;
    let lines = match kind {
        "upright" => format!("M{half},0v{s}"),
        "rising" => format!("M-{half},{half}L{half}-{half}M0,{s}L{s},0M{half},{}L{},{half}", s + half, s + half),
        _ => format!("M-{half},{half}L{half},{}M0,0L{s},{s}M{half}-{half}L{},{half}", s + half, s + half),
    };
    format!("width={s} height={s}><path class=z{class} d={lines} />")
}

/// Lines of dashes as one line whose class says how it is dashed.
fn without_dashes(items: Vec<Item>, shared: &mut Shared) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut i = 0;
    while let Some(item) = items.get(i) {
        let mut run: Vec<(Point, Point)> = Vec::new();
        while let Some((from, to)) = items.get(i + run.len()).filter(|n| n.class == item.class && n.joins).and_then(ends) {
            let level = from.1 == to.1 && to.0 > from.0;
            let upright = from.0 == to.0 && to.1 > from.1;
            let follows = run.last().is_none_or(|(_, end)| {
                let gap = (from.0 - end.0) + (from.1 - end.1);
                (1..=CLOSE).contains(&gap) && if level { from.1 == end.1 } else { from.0 == end.0 }
            });
            if !(level || upright) || !follows || (to.0 - from.0) + (to.1 - from.1) > CLOSE {
                break;
            }
            run.push((from, to));
        }
        let (Some((start, on)), Some((_, end)), Some((off, _)), true) = (run.first(), run.last(), run.get(1), run.len() >= DASHES) else {
            out.push(item.clone());
            i += 1;
            continue;
        };
        let length = |a: &Point, b: &Point| (b.0 - a.0) + (b.1 - a.1);
        let dashed = shared.classes.iter().find(|(_, n)| **n == item.class).map_or(String::new(), |(d, _)| d.clone());
        let class = shared.class(&format!("{dashed};stroke-dasharray:{} {}", length(start, on), length(on, off)));
        let bounds = Bounds(start.0 as f64 - 2.0, start.1 as f64 - 2.0, end.0 as f64 + 2.0, end.1 as f64 + 2.0);
        out.push(Item { class, shape: Shape::Line(vec![*start, *end], false), bounds, joins: true });
        i += run.len();
    }
    out
}

/// Scales of shades, rectangles on rectangles with one right edge, as a reference to one that the page holds once.
fn without_scales(items: Vec<Item>, shared: &mut Shared) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut i = 0;
    while let Some(item) = items.get(i) {
        let Shape::Rect(x, y, w, h) = item.shape else {
            out.push(item.clone());
            i += 1;
            continue;
        };
        let mut markup = String::new();
        let mut left = x - 1;
        let mut steps = 0;
        while let Some(Item { class, shape: Shape::Rect(x1, y1, w1, h1), .. }) = items.get(i + steps) {
            if *x1 <= left || *y1 != y || *h1 != h || x1 + w1 != x + w {
                break;
            }
            left = *x1;
            steps += 1;
            write!(markup, "<path class=z{class} d=").ok();
            write_path(&mut markup, &Shape::Rect(x1 - x, 0, *w1, h), &mut None);
            markup.push_str(" />");
        }
        if steps < STEPS {
            out.push(item.clone());
            i += 1;
            continue;
        }
        let scale = number(&mut shared.scales, &markup);
        let markup = format!("<use href=#r{scale} x={x} y={y} />");
        out.push(Item { class: 0, shape: Shape::Markup(markup), bounds: item.bounds, joins: false });
        i += steps;
    }
    out
}
