//! Blocks to Markdown. Words of articles cannot become marks: what Markdown would read is escaped.

use super::Block;

/// The whole text.
pub fn written(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut listed = false;
    for block in blocks {
        let item = matches!(block, Block::Item(..) | Block::Example(_));
        // A list has no blank lines inside and one around it.
        if !(out.is_empty() || listed && item) {
            out.push('\n');
        }
        listed = item;
        match block {
            Block::Heading(level, text) => out.push_str(&format!("{} {}\n", "#".repeat(*level), escape(text))),
            Block::Paragraph(text) => out.push_str(&format!("{}\n", escape(text))),
            Block::Item(text, proof) if proof.is_empty() => out.push_str(&format!("- {}\n", escape(text))),
            Block::Item(text, proof) => out.push_str(&format!("- {} *({})*\n", escape(text), escape(proof))),
            Block::Example(text) => out.push_str(&format!("  > {}\n", escape(text))),
            Block::Picture { name, alt, caption } => {
                out.push_str(&format!("![{}](charts/{name}.png)\n\n*{}*\n", escape(alt), escape(caption)));
            }
            Block::Table(header, rows) => {
                out.push_str(&line(header));
                out.push_str(&format!("|{}\n", " --- |".repeat(header.len())));
                rows.iter().for_each(|row| out.push_str(&line(row)));
            }
        }
    }
    out
}

fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|c| escape(c).replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

/// One line, without marks. Code between backticks of our own stays; `#`, `-`, `>` and figures count only at a line's start,
/// where the callers put a word.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '\\' | '*' | '[' | ']' | '<' => out.extend(['\\', c]),
            '_' if !out.ends_with(|c: char| c.is_alphanumeric()) => out.extend(['\\', c]),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    if out.starts_with(['#', '>', '+', '-', '=', '~']) { format!("\\{out}") } else { out }
}
