//! Colours: one for each key, the same in every chart, with patterns where colours run out. They come from a theme.

use std::sync::LazyLock;

use plotters::style::RGBColor;
use serde::Deserialize;

/// The looks of the charts, in the order of the file.
static THEMES: LazyLock<ThemeFile> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/page/themes.toml")).unwrap_or_else(|e| panic!("data/page/themes.toml: {e}"))
});

/// All themes; the first is the default.
pub fn themes() -> &'static [Theme] {
    &THEMES.theme
}

/// The default theme.
pub fn first() -> &'static Theme {
    themes().first().unwrap_or_else(|| panic!("data/page/themes.toml has no theme"))
}

/// The theme of a name or another name of it.
pub fn theme(name: &str) -> Option<&'static Theme> {
    themes().iter().find(|t| t.name == name || t.aliases.iter().any(|a| a == name))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    theme: Vec<Theme>,
}

/// How charts look: a ground, words that read on it, and marks that are told apart. Fields as `data/page/themes.toml` says.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    /// What it is for, in a few words.
    pub about: String,
    #[serde(rename = "ground", deserialize_with = "hex")]
    pub paper: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub ink: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub grey: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub grid: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub axis: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub pale: RGBColor,
    #[serde(deserialize_with = "hex")]
    pub other: RGBColor,
    ramp: [Hex; 4],
    marks: Vec<MarkLook>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct MarkLook {
    #[serde(deserialize_with = "hex")]
    fill: RGBColor,
    line: Option<Hex>,
    #[serde(default)]
    pattern: Pattern,
}

#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
struct Hex(#[serde(deserialize_with = "hex")] RGBColor);

fn hex<'de, D: serde::Deserializer<'de>>(from: D) -> Result<RGBColor, D::Error> {
    let text = String::deserialize(from)?;
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii());
    let part = |i: usize| digits.and_then(|d| u8::from_str_radix(d.get(i..i + 2)?, 16).ok());
    match (part(0), part(2), part(4)) {
        (Some(r), Some(g), Some(b)) => Ok(RGBColor(r, g, b)),
        _ => Err(serde::de::Error::custom(format!("{text:?} is no colour: write #rrggbb"))),
    }
}

/// What is laid over a colour to tell keys apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    #[default]
    Plain,
    Rising,
    Falling,
    Upright,
    Level,
    Crossed,
}

impl Pattern {
    /// The pattern of the `round`th time that marks begin again.
    fn again(self, round: usize) -> Pattern {
        use Pattern::*;
        let all = [Plain, Rising, Falling, Upright];
        let place = all.iter().position(|p| *p == self).unwrap_or(0);
        if round == 0 { self } else { all.get((place + round) % all.len()).copied().unwrap_or_default() }
    }
}

/// How an area is painted, and the colour of thin marks and words of the same key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Symbols, lines.
    pub colour: RGBColor,
    pub fill: RGBColor,
    /// The lines of the pattern.
    pub line: RGBColor,
    pub pattern: Pattern,
}

const BLACK: RGBColor = RGBColor(0, 0, 0);
const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);
/// Least contrast of a mark, and of words, on the ground (WCAG 2.1, 1.4.11 and 1.4.3); a little more for rounding.
const MARK: f64 = 3.02;
const WORD: f64 = 4.6;

impl Theme {
    /// The paint of a key: the place in `all` decides. That of other keys if it has none.
    pub fn paint(&self, key: &str, all: &[String]) -> Paint {
        match all.iter().position(|k| k == key) {
            Some(place) => self.mark(place),
            None => self.plain(self.other),
        }
    }

    /// The paint of the key at a place.
    pub fn mark(&self, place: usize) -> Paint {
        let Some(look) = self.marks.get(place % self.marks.len().max(1)) else { return self.plain(self.other) };
        let line = look.line.map_or_else(|| mix(look.fill, self.paper, 0.62), |l| l.0);
        // What is as good as the ground shows by its lines.
        let colour = if contrast(look.fill, self.paper) < 1.1 { line } else { look.fill };
        Paint { colour, fill: look.fill, line, pattern: look.pattern.again(place / self.marks.len().max(1)) }
    }

    /// How many keys have a mark before marks begin again.
    pub fn marks(&self) -> usize {
        self.marks.len()
    }

    /// One colour throughout.
    pub fn plain(&self, fill: RGBColor) -> Paint {
        let colour = if contrast(fill, self.paper) < 1.1 { self.grey } else { fill };
        Paint { colour, fill, line: fill, pattern: Pattern::Plain }
    }

    /// From least (0) to most (1) for heat maps.
    pub fn ramp(&self, share: f64) -> RGBColor {
        let at = share.clamp(0.0, 1.0) * 3.0;
        let i = (at.floor() as usize).min(2);
        match (self.ramp.get(i), self.ramp.get(i + 1)) {
            (Some(a), Some(b)) => mix(a.0, b.0, at - i as f64),
            _ => self.other,
        }
    }

    /// The colour, moved away from the ground until words in it read well.
    pub fn readable(&self, colour: RGBColor) -> RGBColor {
        self.apart(colour, WORD)
    }

    /// The colour of edges and thin marks: that of the key, or one farther from the ground where it would hardly be seen.
    pub fn edge(&self, colour: RGBColor) -> RGBColor {
        self.apart(colour, MARK)
    }

    /// As pale as a mark may be: for intervals and lines behind symbols.
    pub fn soft(&self, colour: RGBColor) -> RGBColor {
        let edge = self.edge(colour);
        let mut soft = edge;
        for step in 1..=11 {
            let paler = mix(edge, self.paper, f64::from(step) * 0.05);
            if contrast(paler, self.paper) < MARK {
                break;
            }
            soft = paler;
        }
        soft
    }

    fn apart(&self, colour: RGBColor, least: f64) -> RGBColor {
        let mut out = colour;
        let end = if self.is_dark() { WHITE } else { BLACK };
        // Each step goes a part of the way, so it ends; black and white are far enough from any ground in use.
        for _ in 0..80 {
            if contrast(out, self.paper) >= least {
                break;
            }
            out = mix(out, end, 0.06);
        }
        out
    }

    /// Whether the ground is nearer to black than to white.
    pub fn is_dark(&self) -> bool {
        contrast(self.paper, WHITE) > contrast(self.paper, BLACK)
    }
}

/// A colour between two, `share` of the way from `a` to `b`.
pub fn mix(a: RGBColor, b: RGBColor, share: f64) -> RGBColor {
    let part = |x: u8, y: u8| (f64::from(x) + (f64::from(y) - f64::from(x)) * share.clamp(0.0, 1.0)).round() as u8;
    RGBColor(part(a.0, b.0), part(a.1, b.1), part(a.2, b.2))
}

/// Black or white, whichever reads better on the ground: at least 4.5 to 1.
pub fn on(ground: RGBColor) -> RGBColor {
    if contrast(ground, BLACK) >= contrast(ground, WHITE) { BLACK } else { WHITE }
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
