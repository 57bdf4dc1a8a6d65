//! `briefing.md` and `briefing.docx`: the findings in sentences with numbers and evidence ids, pictures, method and limits.
//!
//! One list of blocks is written twice, so that both say the same.

mod content;
mod docx;
mod markdown;

use super::book::Book;

/// A part of the briefing.
pub(crate) enum Block {
    /// 1 is the title.
    Heading(usize, String),
    Paragraph(String),
    /// A sentence of a list, and in small letters what proves it.
    Item(String, String),
    /// The sentence of an article that proves the item before it.
    Example(String),
    /// A chart: file stem, words for those who do not see it, caption.
    Picture {
        name: String,
        alt: String,
        caption: String,
    },
    /// Header and rows of words and numbers.
    Table(Vec<String>, Vec<Vec<String>>),
}

/// The briefing in Markdown; pictures are those of `charts/`.
pub fn markdown(book: &Book) -> String {
    markdown::written(&content::blocks(book))
}

/// The briefing as a document for word processors, pictures inside. The same bytes for the same book.
///
/// # Errors
/// What the writer of the format says.
pub fn docx(book: &Book) -> Result<Vec<u8>, String> {
    docx::written(&content::blocks(book), book).map_err(|error| format!("briefing.docx: {error}"))
}
