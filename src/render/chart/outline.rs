//! SVG whose letters are outlines: looks the same where the fonts are missing.

use std::collections::BTreeMap;
use std::fmt::Write;

use resvg::usvg;
use resvg::usvg::fontdb;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{GlyphId, MetadataProvider};

use super::text;

/// The chart's SVG with every letter as a reference to its outline, which is written once. Title and description stay.
/// What is not a chart of ours comes back unchanged.
pub fn outlined_svg(svg: &str) -> String {
    let Ok(tree) = usvg::Tree::from_str(&numbered(svg), &text::options()) else { return svg.to_owned() };
    let mut texts = BTreeMap::new();
    collect(tree.root(), &mut texts);
    let faces: Vec<fontdb::ID> = tree.fontdb().faces().map(|face| face.id).collect();
    let Some((head, body)) = svg.split_once("</desc>") else { return svg.to_owned() };
    let mut glyphs = BTreeMap::new();
    let mut drawn = String::with_capacity(svg.len() * 2);
    for (i, line) in body.lines().filter(|line| !line.is_empty()).enumerate() {
        if !line.starts_with("<text") {
            drawn.push_str(line);
            drawn.push('\n');
        } else if let Some(text) = texts.get(format!("t{i}").as_str()) {
            write_text(&mut drawn, line, text, &faces, &mut glyphs);
        }
    }
    let head = head.replacen("xmlns=", "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns=", 1);
    let mut out = format!("{head}</desc><defs>\n");
    for ((face, glyph), path) in &glyphs {
        if path.is_empty() {
            continue;
        }
        writeln!(out, "<path id=\"f{face}g{glyph}\" d=\"{path}\"/>").ok();
    }
    out + "</defs>" + &drawn
}

/// The SVG with an id on every text: the place of its line. A text without a letter that any font has is dropped when
/// the SVG is read, so counting is not enough.
fn numbered(svg: &str) -> String {
    let Some((head, body)) = svg.split_once("</desc>") else { return svg.to_owned() };
    let lines = body.lines().filter(|line| !line.is_empty()).enumerate();
    let line = |(i, line): (usize, &str)| line.replacen("<text ", &format!("<text id=\"t{i}\" "), 1);
    format!("{head}</desc>{}", lines.map(line).collect::<Vec<_>>().join("\n"))
}

fn collect<'t>(group: &'t usvg::Group, out: &mut BTreeMap<&'t str, &'t usvg::Text>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(inner) => collect(inner, out),
            usvg::Node::Text(text) => {
                out.insert(text.id(), text);
            }
            _ => {}
        }
    }
}

/// Writes a text as runs of letters of one font and height. Places in a run are in the units of the font.
fn write_text(out: &mut String, tag: &str, text: &usvg::Text, faces: &[fontdb::ID], glyphs: &mut BTreeMap<(usize, u32), String>) {
    let fill = attribute(tag, "fill").unwrap_or("#000000");
    let turn = attribute(tag, "transform");
    write!(out, "<g fill=\"{fill}\"").ok();
    if let Some(turn) = turn {
        write!(out, " transform=\"{turn}\"").ok();
    }
    out.push('>');
    let mut run: Option<(f32, f32, f32)> = None;
    for glyph in text.layouted().iter().flat_map(|span| &span.positioned_glyphs) {
        let Some(face) = faces.iter().position(|id| *id == glyph.font) else { continue };
        let number = glyph.id.0;
        let path = glyphs.entry((face, number)).or_insert_with(|| outline(face, number));
        if path.is_empty() {
            continue;
        }
        let at = glyph.outline_transform();
        let (x0, y0) = match run {
            Some((scale, x0, y0)) if scale == at.sx => (x0, y0),
            started => {
                out.push_str(if started.is_some() { "</g>" } else { "" });
                let scale = format!("{:.5}", at.sx);
                let scale = scale.trim_end_matches('0');
                write!(out, "<g transform=\"matrix({scale} 0 0 -{scale} {:.1} {:.1})\">", at.tx, at.ty).ok();
                run = Some((at.sx, at.tx, at.ty));
                (at.tx, at.ty)
            }
        };
        let (x, y) = (((at.tx - x0) / at.sx).round() as i64, ((y0 - at.ty) / at.sx).round() as i64);
        write!(out, "<use xlink:href=\"#f{face}g{number}\"").ok();
        for (name, value) in [("x", x), ("y", y)] {
            if value != 0 {
                write!(out, " {name}=\"{value}\"").ok();
            }
        }
        out.push_str("/>");
    }
    out.push_str(if run.is_some() { "</g></g>\n" } else { "</g>\n" });
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let after = tag.split_once(&format!(" {name}=\""))?.1;
    after.split_once('"').map(|(value, _)| value)
}

/// A glyph's outline as path data in units of its font.
fn outline(face: usize, glyph: u32) -> String {
    let mut pen = Pen::default();
    let glyph = text::face(face).and_then(|font| font.outline_glyphs().get(GlyphId::new(glyph)));
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    let drawn = glyph.map(|glyph| glyph.draw(settings, &mut pen));
    if matches!(drawn, Some(Ok(_))) { pen.path } else { String::new() }
}

#[derive(Default)]
struct Pen {
    path: String,
}

impl Pen {
    fn add(&mut self, letter: char, numbers: &[f32]) {
        self.path.push(letter);
        for (i, number) in numbers.iter().enumerate() {
            let blank = if i > 0 && *number >= 0.0 { " " } else { "" };
            write!(self.path, "{blank}{:.0}", number + 0.0).ok();
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[x, y]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[x, y]);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add('Q', &[cx, cy, x, y]);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add('C', &[ax, ay, bx, by, x, y]);
    }
    fn close(&mut self) {
        self.path.push('Z');
    }
}
