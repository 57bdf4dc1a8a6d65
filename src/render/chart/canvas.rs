//! A sheet to draw on in design units: the only place that speaks to the drawing library.

use std::cell::{Cell, RefCell};

use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontTransform, RGBColor};

use super::palette::{Paint, Pattern, Theme};
use super::text::{FAMILY, Type, Weight, clean, width};
use crate::compare::exhibit::Symbol;

/// The library writes text this much smaller than it is told.
const FONT_FACTOR: f64 = 1.24;

/// A part of the sheet, in design units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Area {
    /// The right edge.
    pub fn right(&self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.h
    }
}

/// Which point of a text its position is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    Start,
    Middle,
    End,
}

/// Whether a shape is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Filled,
    Open,
    /// In the colour as it is: a ring of ground around another symbol.
    Ring,
}

/// Where a number of the chart stands in the drawing, in pixels: left, top, width, height.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub place: (i32, i32, i32, i32),
    /// The row of the chart: its label.
    pub row: String,
    /// The column or category: its label; of a range its date and its note.
    pub column: String,
}

/// The sheet. Drawing cannot fail: the target is a string.
pub struct Canvas<'a> {
    area: DrawingArea<SVGBackend<'a>, Shift>,
    /// How everything on it looks.
    pub theme: &'static Theme,
    scale: f64,
    spots: RefCell<Vec<Spot>>,
    dropped: Cell<usize>,
    idle: Cell<f64>,
    /// Whether the sheet becomes higher where something has no room.
    pub grows: bool,
}

impl<'a> Canvas<'a> {
    /// A sheet in the theme's ground of `pixels`, `scale` pixels a design unit, that writes into `target`.
    pub fn new(target: &'a mut String, pixels: (u32, u32), scale: f64, theme: &'static Theme) -> Self {
        let area = SVGBackend::with_string(target, pixels).into_drawing_area();
        area.fill(&theme.paper).ok();
        Canvas { area, theme, scale, spots: RefCell::new(Vec::new()), dropped: Cell::new(0), idle: Cell::new(0.0), grows: false }
    }

    /// Closes the document and says where its numbers stand, how many things had no room and what height was left over.
    pub fn finish(self) -> (Vec<Spot>, usize, f64) {
        self.area.present().ok();
        (self.spots.into_inner(), self.dropped.get(), self.idle.get())
    }

    /// Notes that so much height is left over.
    pub fn idle(&self, height: f64) {
        self.idle.set(self.idle.get().max(height));
    }

    /// Notes that so many things have no room on the sheet.
    pub fn drop(&self, count: usize) {
        self.dropped.set(self.dropped.get() + count);
    }

    /// Notes that a number stands here.
    pub fn spot(&self, a: Area, row: &str, column: &str) {
        let ((x, y), (right, bottom)) = (self.at(a.x, a.y), self.at(a.right(), a.bottom()));
        let place = (x, y, (right - x).max(1), (bottom - y).max(1));
        self.spots.borrow_mut().push(Spot { place, row: row.to_string(), column: column.to_string() });
    }

    fn px(&self, v: f64) -> i32 {
        (v * self.scale).round() as i32
    }

    fn at(&self, x: f64, y: f64) -> (i32, i32) {
        (self.px(x), self.px(y))
    }

    /// A filled rectangle.
    pub fn rect(&self, a: Area, colour: RGBColor) {
        let corners = [self.at(a.x, a.y), self.at(a.right(), a.bottom())];
        self.area.draw(&Rectangle::new(corners, colour.filled())).ok();
    }

    /// A line; `width` in design units, at least one pixel.
    pub fn line(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        let style = colour.stroke_width(self.px(width).max(1) as u32);
        self.area.draw(&PathElement::new([self.at(from.0, from.1), self.at(to.0, to.1)], style)).ok();
    }

    /// A line of dashes.
    pub fn dashes(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor, width: f64) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let count = (length / 7.0).floor().clamp(1.0, 600.0) as usize;
        let on = |share: f64| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        for i in 0..count {
            let start = i as f64 * 7.0 / length;
            self.line(on(start), on((start + 4.0 / length).min(1.0)), colour, width);
        }
    }

    /// A filled polygon.
    pub fn polygon(&self, points: &[(f64, f64)], colour: RGBColor) {
        let points: Vec<_> = points.iter().map(|p| self.at(p.0, p.1)).collect();
        self.area.draw(&Polygon::new(points, colour.filled())).ok();
    }

    /// A line of text on a baseline.
    pub fn text(&self, text: &str, at: (f64, f64), face: Type, colour: RGBColor, anchor: Anchor) {
        self.turned_text(text, at, face, colour, anchor, FontTransform::None);
    }

    /// A line of text that runs upwards.
    pub fn upright_text(&self, text: &str, at: (f64, f64), face: Type, colour: RGBColor) {
        self.turned_text(text, at, face, colour, Anchor::Start, FontTransform::Rotate270);
    }

    fn turned_text(&self, text: &str, at: (f64, f64), face: Type, colour: RGBColor, anchor: Anchor, turn: FontTransform) {
        let text = clean(text);
        if text.is_empty() {
            return;
        }
        let h_pos = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = if face.weight == Weight::SemiBold { FontStyle::Bold } else { FontStyle::Normal };
        let font = FontDesc::new(FontFamily::Name(FAMILY), face.size * self.scale * FONT_FACTOR, style).transform(turn);
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(h_pos, VPos::Bottom));
        self.area.draw(&Text::new(text, self.at(at.0, at.1), style)).ok();
    }

    /// A rectangle in a key's paint.
    pub fn paint(&self, a: Area, paint: Paint) {
        self.rect(a, paint.fill);
        let steps = |length: f64| (0..).map(|i| 3.0 + 6.0 * f64::from(i)).take_while(move |at| *at < length.min(4000.0));
        match paint.pattern {
            Pattern::Plain => {}
            Pattern::Rising => self.hatch(a, paint.line, 1.0),
            Pattern::Falling => self.hatch(a, paint.line, -1.0),
            Pattern::Crossed => [1.0, -1.0].into_iter().for_each(|slope| self.hatch(a, paint.line, slope)),
            Pattern::Upright => steps(a.w).for_each(|x| self.line((a.x + x, a.y), (a.x + x, a.bottom()), paint.line, 1.5)),
            Pattern::Level => steps(a.h).for_each(|y| self.line((a.x, a.y + y), (a.right(), a.y + y), paint.line, 1.5)),
        }
        // What would sink into the ground gets an edge.
        if self.theme.edge(paint.fill) != paint.fill {
            self.outline(a, self.theme.edge(paint.colour));
        }
    }

    /// The edge of a rectangle, inside it.
    fn outline(&self, a: Area, colour: RGBColor) {
        let half = 0.5;
        let (left, right, top, bottom) = (a.x + half, (a.right() - half).max(a.x + half), a.y + half, a.bottom() - half);
        for (from, to) in
            [((left, top), (right, top)), ((left, bottom), (right, bottom)), ((left, top), (left, bottom)), ((right, top), (right, bottom))]
        {
            self.line(from, to, colour, 1.0);
        }
    }

    /// Slanted lines inside a rectangle; `slope` 1 rises to the right, -1 falls.
    pub fn hatch(&self, a: Area, colour: RGBColor, slope: f64) {
        // Nothing is wider than a sheet, whatever the numbers say.
        let a = Area { w: a.w.clamp(0.0, 4000.0), h: a.h.clamp(0.0, 4000.0), ..a };
        let mut offset = 5.0 - a.h;
        while offset < a.w {
            let (x0, x1) = (offset.max(0.0), (offset + a.h).min(a.w));
            if x1 > x0 {
                let y = |x: f64| if slope > 0.0 { a.bottom() - (x - offset) } else { a.y + (x - offset) };
                self.line((a.x + x0, y(x0)), (a.x + x1, y(x1)), colour, 1.5);
            }
            offset += 6.0;
        }
    }

    /// A symbol of radius `r` around a point. An open one shows the ground inside.
    pub fn symbol(&self, symbol: Symbol, at: (f64, f64), r: f64, colour: RGBColor, fill: Fill) {
        if symbol == Symbol::Cross {
            let r = r * 0.85;
            let width = if fill == Fill::Filled { 3.2 } else { 1.6 };
            self.line((at.0 - r, at.1 - r), (at.0 + r, at.1 + r), self.theme.edge(colour), width);
            self.line((at.0 - r, at.1 + r), (at.0 + r, at.1 - r), self.theme.edge(colour), width);
            return;
        }
        if fill == Fill::Ring {
            return self.shape(symbol, at, r, colour);
        }
        self.shape(symbol, at, r, self.theme.edge(colour));
        if fill == Fill::Filled && self.theme.edge(colour) != colour {
            self.shape(symbol, at, r * 0.78, colour);
        }
        if fill == Fill::Open {
            self.shape(symbol, at, r * if symbol == Symbol::Circle { 0.6 } else { 0.5 }, self.theme.paper);
        }
    }

    /// A line under words, of the `style`th kind, so that colour is never alone: one, two, dashes, dots.
    pub fn underline(&self, (x, y): (f64, f64), w: f64, colour: RGBColor, style: usize) {
        let piece = |x: f64, y: f64, w: f64, h: f64| self.rect(Area { x, y, w, h }, colour);
        let pieces = |on: f64, off: f64| {
            let mut at = 0.0;
            while at < w.min(4000.0) {
                piece(x + at, y, on.min(w - at), 2.5);
                at += on + off;
            }
        };
        match style % 4 {
            0 => piece(x, y, w, 2.5),
            1 => [0.0, 2.5].into_iter().for_each(|below| piece(x, y + below, w, 1.2)),
            2 => pieces(6.0, 3.0),
            _ => pieces(2.5, 2.5),
        }
    }

    fn shape(&self, symbol: Symbol, (x, y): (f64, f64), r: f64, colour: RGBColor) {
        match symbol {
            Symbol::Circle => {
                let r = (r * self.scale).round().max(1.0) as u32;
                self.area.draw(&Circle::new(self.at(x, y), r, colour.filled())).ok();
            }
            Symbol::Square => {
                let r = r * 0.88;
                self.rect(Area { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }, colour);
            }
            Symbol::Triangle => {
                let r = r * 1.2;
                self.polygon(&[(x, y - r), (x + r, y + r * 0.75), (x - r, y + r * 0.75)], colour);
            }
            Symbol::TriangleDown => {
                let r = r * 1.2;
                self.polygon(&[(x, y + r), (x + r, y - r * 0.75), (x - r, y - r * 0.75)], colour);
            }
            Symbol::Diamond | Symbol::Cross => {
                let r = r * 1.25;
                self.polygon(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], colour);
            }
        }
    }

    /// Text in the middle of a ground of its own, so that it reads on a pattern or a line.
    pub fn plate(&self, text: &str, centre: (f64, f64), face: Type, colour: RGBColor, ground: RGBColor) {
        let w = width(text, face) + 6.0;
        let h = face.size * 1.25;
        self.rect(Area { x: centre.0 - w / 2.0, y: centre.1 - h / 2.0, w, h }, ground);
        self.text(text, (centre.0, centre.1 + face.size * 0.36), face, colour, Anchor::Middle);
    }
}
