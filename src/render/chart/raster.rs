//! SVG to PNG, and to SVG whose letters are outlines.

use resvg::{tiny_skia, usvg};

use super::{Size, text};
use crate::compare::exhibit::Chart;

/// 220 dots an inch, the density that slide programs keep.
const PIXELS_PER_METRE: u32 = 8661;

/// The picture as PNG: RGB, with its density, title and description.
pub fn png(svg: &str, chart: &Chart, size: Size) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, &text::options()).map_err(|e| e.to_string())?;
    let (width, height) = size.pixels();
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("a picture without pixels")?;
    pixels.fill(tiny_skia::Color::WHITE);
    let (sx, sy) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(sx, sy), &mut pixels.as_mut());
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect();
    encode(&rgb, chart, size).map_err(|e| e.to_string())
}

fn encode(rgb: &[u8], chart: &Chart, size: Size) -> Result<Vec<u8>, png::EncodingError> {
    let (width, height) = size.pixels();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let (xppu, yppu) = (PIXELS_PER_METRE, PIXELS_PER_METRE);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu, yppu, unit: png::Unit::Meter }));
    encoder.add_itxt_chunk("Title".to_owned(), text::clean(&chart.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), text::clean(&chart.alt))?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(out)
}

/// The SVG with letters as outlines: looks the same where the fonts are missing. Title and description stay.
/// What cannot be read comes back unchanged.
pub fn outlined_svg(svg: &str) -> String {
    let Ok(tree) = usvg::Tree::from_str(svg, &text::options()) else { return svg.to_owned() };
    let options = usvg::WriteOptions {
        coordinates_precision: 2,
        transforms_precision: 6,
        indent: usvg::Indent::None,
        attributes_indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    let outlined = tree.to_string(&options);
    let (Some(head), Some(body)) = (head(svg), outlined.find('>').and_then(|i| outlined.get(i + 1..))) else {
        return svg.to_owned();
    };
    let scale = tree.size().width() / view_width(head).unwrap_or(tree.size().width());
    let end = body.rfind("</svg>").and_then(|i| body.get(..i)).unwrap_or(body);
    format!("{head}<g transform=\"scale({})\">{end}</g></svg>\n", 1.0 / scale)
}

/// Everything up to and with the description.
fn head(svg: &str) -> Option<&str> {
    let end = svg.find("</desc>")? + "</desc>".len();
    svg.get(..end)
}

fn view_width(head: &str) -> Option<f32> {
    let view = head.split("viewBox=\"").nth(1)?.split('"').next()?;
    view.split(' ').nth(2)?.parse().ok()
}
