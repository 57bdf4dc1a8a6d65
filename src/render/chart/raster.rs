//! SVG to PNG.

use resvg::{tiny_skia, usvg};

use super::{Size, text};
use crate::compare::exhibit::Chart;

/// 220 dots an inch, the density that slide programs keep.
const PIXELS_PER_METRE: u32 = 8661;

/// The picture as PNG: RGB, with its density, title and description.
pub fn png(svg: &str, chart: &Chart, size: Size) -> Result<Vec<u8>, String> {
    let tree = usvg::Tree::from_str(svg, &text::options()).map_err(|e| e.to_string())?;
    // As high as it was drawn.
    let width = size.pixels().0;
    let height = (tree.size().height() / tree.size().width() * width as f32).round() as u32;
    let mut pixels = tiny_skia::Pixmap::new(width, height).ok_or("a picture without pixels")?;
    pixels.fill(tiny_skia::Color::WHITE);
    let (sx, sy) = (width as f32 / tree.size().width(), height as f32 / tree.size().height());
    resvg::render(&tree, tiny_skia::Transform::from_scale(sx, sy), &mut pixels.as_mut());
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect();
    encode(&rgb, chart, (width, height)).map_err(|e| e.to_string())
}

fn encode(rgb: &[u8], chart: &Chart, (width, height): (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let (xppu, yppu) = (PIXELS_PER_METRE, PIXELS_PER_METRE);
    encoder.set_pixel_dims(Some(png::PixelDimensions { xppu, yppu, unit: png::Unit::Meter }));
    encoder.add_itxt_chunk("Software".to_owned(), concat!("Parallax ", env!("CARGO_PKG_VERSION")).to_owned())?;
    encoder.add_itxt_chunk("Title".to_owned(), text::clean(&chart.title))?;
    encoder.add_itxt_chunk("Description".to_owned(), text::clean(&chart.alt))?;
    let mut writer = encoder.write_header()?;
    writer.write_image_data(rgb)?;
    writer.finish()?;
    Ok(out)
}
