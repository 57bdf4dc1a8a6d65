//! Colours: one for each key, the same in every chart, with patterns where colours run out.

use plotters::style::RGBColor;

/// Okabe and Ito's colours for readers of every colour vision, those that tell bars apart best first.
const OKABE_ITO: [RGBColor; 8] = [
    RGBColor(0x00, 0x72, 0xb2),
    RGBColor(0xe6, 0x9f, 0x00),
    RGBColor(0x00, 0x9e, 0x73),
    RGBColor(0xd5, 0x5e, 0x00),
    RGBColor(0x56, 0xb4, 0xe9),
    RGBColor(0xcc, 0x79, 0xa7),
    RGBColor(0xf0, 0xe4, 0x42),
    RGBColor(0x00, 0x00, 0x00),
];

/// Titles and labels.
pub const INK: RGBColor = RGBColor(0x1c, 0x21, 0x28);
/// Subtitles and secondary words.
pub const GREY: RGBColor = RGBColor(0x57, 0x60, 0x6a);
/// Grid lines.
pub const GRID: RGBColor = RGBColor(0xe2, 0xe5, 0xe9);
/// Axis lines, zero lines.
pub const AXIS: RGBColor = RGBColor(0x9a, 0xa2, 0xab);
/// Empty areas.
pub const PAPER: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Ground of what is missing or means nothing.
pub const PALE: RGBColor = RGBColor(0xf1, 0xf3, 0xf5);
/// Keys that no list names.
const UNKNOWN: RGBColor = RGBColor(0x99, 0x99, 0x99);

/// What is laid over a colour to tell keys beyond the eighth apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    Plain,
    Rising,
    Falling,
    Upright,
}

/// A colour and a pattern.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    pub colour: RGBColor,
    pub pattern: Pattern,
}

/// The paint of a key: the place in `all` decides. Grey if it has none.
pub fn colour(key: &str, all: &[String]) -> Paint {
    let Some(place) = all.iter().position(|k| k == key) else {
        return Paint { colour: UNKNOWN, pattern: Pattern::Plain };
    };
    let pattern = match place / OKABE_ITO.len() {
        0 => Pattern::Plain,
        1 => Pattern::Rising,
        2 => Pattern::Falling,
        _ => Pattern::Upright,
    };
    Paint { colour: OKABE_ITO.get(place % OKABE_ITO.len()).copied().unwrap_or(UNKNOWN), pattern }
}

/// A colour between two, `share` of the way from `a` to `b`.
pub fn mix(a: RGBColor, b: RGBColor, share: f64) -> RGBColor {
    let part = |x: u8, y: u8| (f64::from(x) + (f64::from(y) - f64::from(x)) * share.clamp(0.0, 1.0)).round() as u8;
    RGBColor(part(a.0, b.0), part(a.1, b.1), part(a.2, b.2))
}

/// One hue from nearly white (0) to dark (1) for heat maps.
pub fn sequential(share: f64) -> RGBColor {
    let stops = [RGBColor(0xf0, 0xf6, 0xfb), RGBColor(0x9c, 0xc9, 0xe3), RGBColor(0x2b, 0x7b, 0xba), RGBColor(0x08, 0x30, 0x6b)];
    let at = share.clamp(0.0, 1.0) * 3.0;
    let i = (at.floor() as usize).min(2);
    match (stops.get(i), stops.get(i + 1)) {
        (Some(&a), Some(&b)) => mix(a, b, at - i as f64),
        _ => UNKNOWN,
    }
}

/// Black or white, whichever reads better on the ground: at least 4.5 to 1.
pub fn on(ground: RGBColor) -> RGBColor {
    let black = RGBColor(0, 0, 0);
    if contrast(ground, black) >= contrast(ground, PAPER) { black } else { PAPER }
}

/// The colour, darkened until words in it read well on white.
pub fn readable(colour: RGBColor) -> RGBColor {
    let mut dark = colour;
    while contrast(dark, PAPER) < 4.6 {
        dark = mix(dark, RGBColor(0, 0, 0), 0.08);
    }
    dark
}

/// A colour for thin marks: that of the key, or a darker one where it would hardly be seen on white.
pub fn edge(colour: RGBColor) -> RGBColor {
    if contrast(colour, PAPER) < 1.6 { mix(colour, RGBColor(0, 0, 0), 0.35) } else { colour }
}

/// Contrast ratio after WCAG 2.1, from 1 to 21.
pub fn contrast(a: RGBColor, b: RGBColor) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(c: RGBColor) -> f64 {
    let linear = |v: u8| {
        let v = f64::from(v) / 255.0;
        if v <= 0.03928 { v / 12.92 } else { ((v + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(c.0) + 0.7152 * linear(c.1) + 0.0722 * linear(c.2)
}
