//! The workbook, read back.

use super::unzip::unzip;
use super::{HARVAN, bytes, rows, with_book};
use parallax::render::xlsx::xlsx;
use std::collections::BTreeMap;

/// Parts of a workbook, and its sheets by name.
struct Workbook {
    parts: BTreeMap<String, String>,
    sheets: Vec<(String, String)>,
    strings: Vec<String>,
}

fn opened(bytes: &[u8]) -> Workbook {
    let parts: BTreeMap<String, String> =
        unzip(bytes).into_iter().map(|(name, b)| (name, String::from_utf8_lossy(&b).into_owned())).collect();
    let named = regex::Regex::new(r#"<sheet name="([^"]+)" sheetId="(\d+)""#).expect("a pattern");
    let sheets = named
        .captures_iter(&parts["xl/workbook.xml"])
        .map(|c| (c[1].to_string(), parts[&format!("xl/worksheets/sheet{}.xml", &c[2])].clone()))
        .collect();
    let string = regex::Regex::new(r"(?s)<si><t[^>]*>(.*?)</t></si>").expect("a pattern");
    let strings = string.captures_iter(&parts["xl/sharedStrings.xml"]).map(|c| c[1].to_string()).collect();
    Workbook { parts, sheets, strings }
}

impl Workbook {
    fn sheet(&self, name: &str) -> &str {
        self.sheets.iter().find(|(n, _)| n == name).map(|(_, xml)| xml.as_str()).unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// A cell: its type and its value, strings looked up.
    fn cell(&self, sheet: &str, address: &str) -> (String, String) {
        let pattern = format!(r#"<c r="{address}"([^>]*)>(?:<v>([^<]*)</v>)?"#);
        let found = regex::Regex::new(&pattern).expect("a pattern").captures(self.sheet(sheet)).map(|c| {
            let kind = c[1].split("t=\"").nth(1).and_then(|t| t.split('"').next()).unwrap_or("n").to_string();
            (kind, c.get(2).map_or(String::new(), |v| v.as_str().to_string()))
        });
        let (kind, value) = found.unwrap_or_else(|| panic!("{sheet}!{address}"));
        let value = if kind == "s" { self.strings[value.parse::<usize>().expect("a number")].clone() } else { value };
        (kind, value)
    }
}

#[test]
fn every_table_has_its_sheet() {
    let book = opened(&bytes(&HARVAN.1, "report.xlsx"));
    let names: Vec<&String> = book.sheets.iter().map(|(n, _)| n).collect();
    let folded: std::collections::BTreeSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
    assert_eq!(folded.len(), names.len(), "names differ whatever the case");
    assert!(names.iter().all(|n| n.chars().count() < 31), "{names:?}");
    assert_eq!((names[0].as_str(), names[1].as_str()), ("contents", "findings"));
    assert_eq!(names.last().map(|n| n.as_str()), Some("settings"));
    for file in crate::tidy::files(&HARVAN.1.join("tables"), ".csv") {
        let table = std::path::Path::new(&file).file_stem().expect("a stem").to_string_lossy().into_owned();
        let sheet = book.sheet(&table);
        assert!(sheet.contains("<pane ") && sheet.contains("state=\"frozen\""), "{table}: the header does not stay");
        assert!(sheet.contains("<autoFilter "), "{table}: no filter");
        let height = rows(&HARVAN.1, &table).len();
        let last = format!("<row r=\"{}\"", height + 1);
        assert!(sheet.contains(&last) && !sheet.contains(&format!("<row r=\"{}\"", height + 2)), "{table}: not {height} rows");
    }
    assert!(book.parts["docProps/core.xml"].contains("2000-01-01T00:00:00Z"));
}

#[test]
fn evidence_is_linked_and_charts_have_words() {
    let book = opened(&bytes(&HARVAN.1, "report.xlsx"));
    let claims = book.sheet("figures_claims");
    let link = regex::Regex::new(r#"<hyperlink ref="([A-Z]+)(\d+)" location="'?figures'?!A(\d+)" display="[^"]*""#).expect("a pattern");
    let first = link.captures(claims).expect("a link from a claim to its figure");
    let (from, to) = (format!("{}{}", &first[1], &first[2]), format!("A{}", &first[3]));
    assert_eq!(book.cell("figures_claims", &from), book.cell("figures", &to), "the link leads to the row of that id");
    // A count leads to the first row that it counts, names them, and is a number still.
    let counts = book.sheet("labels_by_outlet");
    let counted =
        regex::Regex::new(r#"<hyperlink ref="([A-Z]+\d+)" location="'?labels'?!A(\d+)"[^>]*tooltip="(\d+) rows? of labels: (label-\d{4})"#)
            .expect("a pattern");
    let first = counted.captures(counts).unwrap_or_else(|| panic!("a link from a count: {counts}"));
    assert_eq!(book.cell("labels_by_outlet", &first[1]), ("n".into(), first[3].into()));
    assert_eq!(book.cell("labels", &format!("A{}", &first[2])), ("s".into(), first[4].into()));
    let drawings: Vec<&String> = book.parts.iter().filter(|(n, _)| n.starts_with("xl/drawings/drawing")).map(|(_, xml)| xml).collect();
    let pictures: usize = drawings.iter().map(|d| d.matches("<xdr:pic>").count()).sum();
    let described: usize = drawings.iter().map(|d| d.matches("descr=\"").count()).sum();
    assert_eq!(pictures, crate::tidy::files(&HARVAN.1.join("charts"), ".png").len());
    assert_eq!(described, pictures, "a picture without alt text");
}

#[test]
fn cells_have_their_types() {
    let made = with_book(|b| xlsx(b).expect("a workbook"));
    let book = opened(&made);
    for (row, words) in ["=1+1", "+49 30 1", "-5 degrees", "@handle"].into_iter().enumerate() {
        assert_eq!(book.cell("labels", &format!("B{}", row + 2)), ("s".into(), words.into()), "text is text");
    }
    assert!(!made.windows(3).any(|w| w == b"<f>"), "a formula");
    assert!(book.sheets.iter().all(|(_, xml)| !xml.contains("<f>")), "a formula");
    assert_eq!(book.cell("labels", "C2"), ("n".into(), "0.5".into()));
    assert_eq!(book.cell("labels", "D3"), ("n".into(), "-2".into()));
    // 2025-10-14 is day 45944 of the calendar of spreadsheets; 18:10 with +02:00 is 16:10 UTC.
    assert_eq!(book.cell("labels", "E2"), ("n".into(), "45944".into()));
    let (kind, value) = book.cell("labels", "E3");
    let clock = value.parse::<f64>().expect("a number") - 45944.0;
    assert!(kind == "n" && (clock - 970.0 / 1440.0).abs() < 1e-6, "{value}");
    for (cell, words) in [("E4", "2025-10"), ("E5", "1812-06-24"), ("E8", "Thursday")] {
        assert_eq!(book.cell("labels", cell), ("s".into(), words.into()), "no complete date of this calendar stays text");
    }
    let (_, long) = book.cell("labels", "B9");
    assert!(long.chars().count() <= 32_767 && long.ends_with("tables/labels.csv]"), "{}", long.len());
}

#[test]
fn findings_lead_to_their_rows() {
    let book = opened(&with_book(|b| xlsx(b).expect("a workbook")));
    let sheet = book.sheet("findings");
    assert!(sheet.contains("location=\"'labels'!A3\"") || sheet.contains("location=\"labels!A3\""), "{sheet}");
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let twice = || with_book(|b| xlsx(b).expect("a workbook"));
    assert!(twice() == twice());
}
