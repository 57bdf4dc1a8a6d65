//! Blocks to a Word document: real styles, a list, pictures with alt text, a table whose header repeats.

use super::super::book::{Book, pixels};
use super::Block;
use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelText, LineSpacing, NumberFormat, Numbering, NumberingId, PageMargin,
    Paragraph, Pic, Run, RunFonts, Shading, SpecialIndentType, Start, Style, StyleType, Table, TableCell, TableCellMargins,
    TableLayoutType, TableRow, WidthType,
};

/// A4 with margins of 2.5 cm leaves 16 cm, in twentieths of a point.
const TEXT_WIDTH: usize = 9070;
/// The same in English metric units.
const PICTURE_WIDTH: u32 = 5_759_450;
/// The clock stays out of the file.
const WHEN: &str = "2000-01-01T00:00:00Z";

/// The document's bytes.
pub fn written(blocks: &[Block], book: &Book) -> Result<Vec<u8>, String> {
    let mut docx = styled().created_at(WHEN).updated_at(WHEN);
    let mut ids = 0_u32;
    // The library numbers paragraphs and pictures through a whole process; here the count begins with the document.
    let mut next = || {
        ids += 1;
        ids
    };
    let mut alts = Vec::new();
    for block in blocks {
        docx = match block {
            Block::Heading(level, text) => {
                let style = if *level == 1 { "Title".to_string() } else { format!("Heading{}", level - 1) };
                docx.add_paragraph(paragraph(&style, text, next()).keep_next(true))
            }
            Block::Paragraph(text) => docx.add_paragraph(paragraph("BodyText", text, next())),
            Block::Item(text, proof) => {
                let mut item = paragraph("ListBullet", text, next()).numbering(NumberingId::new(2), IndentLevel::new(0));
                if !proof.is_empty() {
                    item = item.add_run(Run::new().add_text(format!(" ({})", clean(proof))).color("5A5A5A").size(17));
                }
                docx.add_paragraph(item)
            }
            Block::Example(text) => docx.add_paragraph(paragraph("Quote", text, next())),
            Block::Picture { name, alt, caption } => {
                let Some((png, (w, h))) = book.pictures.get(name).and_then(|png| Some((png, pixels(png)?))) else { continue };
                alts.push((name.clone(), clean(alt)));
                let high = (u64::from(PICTURE_WIDTH) * u64::from(h) / u64::from(w.max(1))) as u32;
                let pic = Pic::new_with_dimensions(png.clone(), w, h).id(format!("rIdPicture{}", alts.len())).size(PICTURE_WIDTH, high);
                let picture = Paragraph::new().id(number(next())).keep_next(true).add_run(Run::new().add_image(pic));
                docx.add_paragraph(picture).add_paragraph(paragraph("Caption", caption, next()))
            }
            Block::Table(header, rows) => docx.add_table(table(header, rows, &mut next)).add_paragraph(paragraph("BodyText", "", next())),
        };
    }
    let mut parts = docx.build();
    let document = String::from_utf8(parts.document).map_err(|e| e.to_string())?;
    parts.document = finished(document, &alts).into_bytes();
    let mut bytes = std::io::Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes.into_inner())
}

/// What the library leaves out: each picture's own number, name and alt text, and the header row of tables.
fn finished(document: String, alts: &[(String, String)]) -> String {
    let mut out = String::with_capacity(document.len());
    let mut rest = document.as_str();
    const DRAWN: &str = r#"<wp:docPr id="1" name="Figure" />"#;
    for (i, (name, alt)) in alts.iter().enumerate() {
        let Some((before, after)) = rest.split_once(DRAWN) else { break };
        out.push_str(before);
        out.push_str(&format!(r#"<wp:docPr id="{}" name="{}" descr="{}" />"#, i + 1, quoted(name), quoted(alt)));
        rest = after;
    }
    out.push_str(rest);
    out.replacen("<w:trPr />", "<w:trPr><w:tblHeader /></w:trPr>", 1)
}

fn quoted(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn paragraph(style: &str, text: &str, id: u32) -> Paragraph {
    let mut out = Paragraph::new().id(number(id)).style(style);
    // Code stands between backticks.
    for (i, part) in clean(text).split('`').enumerate().filter(|(_, p)| !p.is_empty()) {
        let run = Run::new().add_text(part);
        out = out.add_run(if i % 2 == 1 { run.fonts(RunFonts::new().ascii("Courier New").hi_ansi("Courier New")) } else { run });
    }
    out
}

/// Eight digits, as the format wants them.
fn number(id: u32) -> String {
    format!("{id:08X}")
}

/// One line without what XML cannot hold.
fn clean(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

fn table(header: &[String], rows: &[Vec<String>], next: &mut impl FnMut() -> u32) -> Table {
    // As wide as its longest word that must not break, names as wide as they are as far as there is room.
    let longest = |text: &str| text.split(' ').map(|w| w.chars().count()).max().unwrap_or(0);
    let need = |i: usize| {
        let cells = rows.iter().filter_map(|r| r.get(i));
        let least = cells.clone().map(|c| longest(c)).chain([longest(&header[i]) + 1]).max().unwrap_or(1).max(4);
        if i == 0 { cells.map(|c| c.chars().count()).max().unwrap_or(1).clamp(least, least.max(24)) } else { least }
    };
    let needs: Vec<usize> = (0..header.len()).map(need).collect();
    let needs: Vec<usize> = needs.iter().map(|n| n + 2).collect();
    let all = needs.iter().sum::<usize>().max(1);
    let widths: Vec<usize> = needs.iter().map(|n| TEXT_WIDTH * n / all).collect();
    let unit = TEXT_WIDTH / header.len().max(1);
    let mut cell = |text: &String, i: usize, head: bool| {
        let run = Run::new().add_text(clean(text)).size(14);
        let words = Paragraph::new().id(number(next())).style("TableText").add_run(if head { run.bold() } else { run });
        let cell = TableCell::new().add_paragraph(words).width(widths.get(i).copied().unwrap_or(unit), WidthType::Dxa);
        if head { cell.shading(Shading::new().fill("E8EDF2")) } else { cell }
    };
    let mut out = vec![TableRow::new(header.iter().enumerate().map(|(i, t)| cell(t, i, true)).collect())];
    for row in rows {
        out.push(TableRow::new(row.iter().enumerate().map(|(i, t)| cell(t, i, false)).collect()).cant_split());
    }
    let margins = TableCellMargins::new().margin_left(60, WidthType::Dxa).margin_right(60, WidthType::Dxa);
    Table::new(out).margins(margins).set_grid(widths.clone()).layout(TableLayoutType::Fixed).width(TEXT_WIDTH, WidthType::Dxa)
}

/// The styles that word processors know by these names, so that pasted text takes the look of the reader's own template.
fn styled() -> Docx {
    let spacing = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let style = |id: &str, name: &str| Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").q_format(true);
    let heading = |id: &str, name: &str, size: usize, level: usize| {
        style(id, name).next("BodyText").size(size).bold().color("1F3A56").outline_lvl(level).line_spacing(spacing(240, 80))
    };
    let bullet = Level::new(0, Start::new(1), NumberFormat::new("bullet"), LevelText::new("•"), LevelJc::new("left")).indent(
        Some(360),
        Some(SpecialIndentType::Hanging(260)),
        None,
        None,
    );
    Docx::new()
        .default_fonts(RunFonts::new().ascii("Arial").hi_ansi("Arial").cs("Arial"))
        .default_size(20)
        .page_size(11906, 16838)
        .page_margin(PageMargin { top: 1418, left: 1418, bottom: 1418, right: 1418, header: 709, footer: 709, gutter: 0 })
        .add_style(style("Title", "Title").next("BodyText").size(36).bold().color("1F3A56").line_spacing(spacing(0, 160)))
        .add_style(heading("Heading1", "heading 1", 28, 0))
        .add_style(heading("Heading2", "heading 2", 23, 1))
        .add_style(style("BodyText", "Body Text").line_spacing(spacing(0, 120)))
        .add_style(style("ListBullet", "List Bullet").line_spacing(spacing(0, 80)))
        .add_style(style("Quote", "Quote").italic().color("404040").indent(Some(360), None, None, None).line_spacing(spacing(0, 80)))
        .add_style(style("Caption", "caption").italic().size(17).line_spacing(spacing(40, 200)))
        .add_style(style("TableText", "Table Text").size(15))
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(bullet))
        .add_numbering(Numbering::new(2, 2))
}
