//! How cells look. Meaning is never in the look alone.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of the workbook.
pub struct Styles {
    pub title: Format,
    pub header: Format,
    pub text: Format,
    pub wrapped: Format,
    pub bold: Format,
    pub number: Format,
    pub count: Format,
    /// A count that leads to its rows.
    pub counted: Format,
    pub share: Format,
    pub rate: Format,
    pub truth: Format,
    pub date: Format,
    pub time: Format,
    pub link: Format,
    pub wrapped_link: Format,
}

impl Default for Styles {
    fn default() -> Styles {
        // Arial of 10 points, as statistical offices ask for.
        let base = Format::new().set_font_name("Arial").set_font_size(10).set_align(FormatAlign::Top);
        let link = base.clone().set_font_color(Color::RGB(0x0B4F8A)).set_underline(rust_xlsxwriter::FormatUnderline::Single);
        let header = base.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(0xE8EDF2));
        Styles {
            title: base.clone().set_bold().set_font_size(14),
            header: header.set_border_bottom(FormatBorder::Thin),
            text: base.clone(),
            wrapped: base.clone().set_text_wrap(),
            bold: base.clone().set_bold(),
            number: base.clone(),
            count: base.clone().set_num_format("#,##0"),
            counted: link.clone().set_num_format("#,##0"),
            share: base.clone().set_num_format("0.0%"),
            rate: base.clone().set_num_format("0.00"),
            // Excel writes TRUE whatever the format; LibreOffice would write 1.
            truth: base.clone().set_num_format("\"TRUE\";\"TRUE\";\"FALSE\"").set_align(FormatAlign::Left),
            date: base.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
            time: base.clone().set_num_format("yyyy-mm-dd hh:mm").set_align(FormatAlign::Left),
            wrapped_link: link.clone().set_text_wrap(),
            link,
        }
    }
}
