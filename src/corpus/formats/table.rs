//! CSV and TSV: the separator is found out, ragged rows and quotation marks without end are reported with row and line.

use super::{Fault, Row, Rows};
use csv::{ReaderBuilder, StringRecord};

/// Quotation marks without end that are stepped over in one file; each costs a pass over what follows.
const MOST_PASSES: usize = 100;

/// Reads a table. `known` says whether a column name means something to the loader: it helps to find the separator.
pub fn read(text: &str, known: &dyn Fn(&str) -> bool) -> Rows {
    let (declared, body, skipped) = declared_separator(text);
    let separator = declared.unwrap_or_else(|| sniff(body, known));
    let mut reader = Reader { body, separator, offset: 0, line: 1 + skipped, number: 0, rows: Rows::default() };
    reader.rows.layout = layout(separator).into();
    reader.all();
    reader.rows
}

fn layout(separator: u8) -> &'static str {
    match separator {
        b'\t' => "tab-separated",
        b';' => "semicolon-separated",
        b'|' => "bar-separated",
        _ => "comma-separated",
    }
}

/// Excel's first line `sep=;`, the text after it and the lines it took.
fn declared_separator(text: &str) -> (Option<u8>, &str, usize) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        Some([one]) => (Some(*one), rest, 1),
        _ => (None, text, 0),
    }
}

/// The separator whose header has most known names, then whose rows are most alike, then with most columns.
fn sniff(text: &str, known: &dyn Fn(&str) -> bool) -> u8 {
    let score = |separator: u8| {
        let mut records = builder(separator).from_reader(text.as_bytes()).into_records().take(20).flatten();
        let header = records.next().unwrap_or_default();
        let names = header.iter().filter(|name| known(name)).count();
        let (mut rows, mut alike) = (0usize, 0usize);
        for record in records {
            rows += 1;
            alike += usize::from(record.len() == header.len());
        }
        let share = if header.len() < 2 { 0 } else { (alike * 100).checked_div(rows).unwrap_or(0) };
        (names, share, header.len())
    };
    // The first of equals wins, so commas before semicolons.
    b",;\t|".iter().rev().copied().max_by_key(|s| score(*s)).unwrap_or(b',')
}

fn builder(separator: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(separator).has_headers(false).flexible(true);
    builder
}

struct Reader<'t> {
    body: &'t str,
    separator: u8,
    /// Where the part that is being read starts: byte in `body`, and line in the file.
    offset: usize,
    line: usize,
    number: usize,
    rows: Rows,
}

impl Reader<'_> {
    fn all(&mut self) {
        // A mark without end makes the reader start again on the next line; a file full of them is not worth more passes.
        let mut passes = 0;
        while self.offset < self.body.len() && self.pass() {
            passes += 1;
            if passes == MOST_PASSES {
                self.number += 1;
                let what =
                    format!("more than {MOST_PASSES} quotation marks are never closed; the file is not read from line {}", self.line);
                return self.bad(Fault::new("unclosed_quote", what, "export the table again with its cells quoted"));
            }
        }
    }

    /// Reads to the end, or to a quotation mark that is never closed; says whether to go on behind it.
    fn pass(&mut self) -> bool {
        let part = self.body.get(self.offset..).unwrap_or("");
        let mut records = builder(self.separator).from_reader(part.as_bytes());
        let mut record = StringRecord::new();
        // The text is valid UTF-8 and rows may be ragged: the reader has nothing left to complain of.
        while records.read_record(&mut record).unwrap_or(false) {
            let place = record.position().map_or((0, 1), |p| (p.byte() as usize, p.line() as usize));
            let line = self.line + place.1 - 1;
            if self.rows.columns.is_empty() {
                self.header(&record);
                continue;
            }
            if record.len() == 1 && record.get(0).is_some_and(|f| f.trim().is_empty()) {
                continue;
            }
            self.number += 1;
            let raw = part.get(place.0..).unwrap_or("");
            let last = records.position().byte() as usize >= part.len();
            if last && record.iter().any(|f| f.contains('\n')) && raw.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
                let what = format!("row {} (line {line}) opens a quotation mark that is never closed", self.number);
                self.bad(Fault::new(
                    "unclosed_quote",
                    what,
                    "close it, or double the marks inside a cell; reading went on at the next line",
                ));
                let next = raw.find('\n').map_or(part.len(), |n| place.0 + n + 1);
                self.line = line + 1;
                self.offset += next;
                return true;
            }
            self.row(&record, line);
        }
        false
    }

    fn header(&mut self, record: &StringRecord) {
        for (index, name) in record.iter().enumerate() {
            let name = name.trim().trim_start_matches('\u{FEFF}');
            let mut unique = if name.is_empty() { format!("column_{}", index + 1) } else { name.to_string() };
            if self.rows.columns.contains(&unique) {
                let renamed = format!("{unique}_{}", index + 1);
                let what = format!("two columns are called {unique:?}; the later one is read as {renamed:?}");
                self.rows.notes.push(Fault::new("same_column", what, "rename one of them"));
                unique = renamed;
            }
            self.rows.columns.push(unique);
        }
    }

    fn row(&mut self, record: &StringRecord, line: usize) {
        let (have, want) = (record.len(), self.rows.columns.len());
        let place = format!("row {} (line {line})", self.number);
        if have > want && record.iter().skip(want).any(|f| !f.trim().is_empty()) {
            let what = format!("{place} has {have} cells and the header has {want}: what belongs to which column cannot be said");
            return self.bad(Fault::new("ragged_row", what, "put cells that hold the separator in quotation marks"));
        }
        let mut notes = Vec::new();
        if have < want {
            let what = format!("{place} has {have} cells and the header has {want}; the last ones are read as empty");
            notes.push(Fault::new("ragged_row", what, "check for a line break outside quotation marks"));
        }
        let cells = self.rows.columns.iter().cloned().zip(record.iter().map(str::to_string)).collect();
        self.rows.rows.push(Row { number: self.number, cells: Ok(cells), notes });
    }

    fn bad(&mut self, fault: Fault) {
        self.rows.rows.push(Row { number: self.number, cells: Err(fault), notes: Vec::new() });
    }
}
