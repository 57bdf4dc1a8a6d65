//! What LibreOffice makes of workbook and document, where it is installed; says so where it is not.

use super::{HARVAN, rows};
use std::path::Path;
use std::process::Command;

/// Converts a file in a profile of its own; `None` where there is no LibreOffice.
fn convert(file: &Path, to: &str, out: &Path) -> Option<()> {
    let profile = format!("-env:UserInstallation=file://{}/profile", out.display());
    let run = Command::new("soffice").args([&profile, "--headless", "--convert-to", to, "--outdir"]).arg(out).arg(file).output();
    match run {
        Err(_) => {
            eprintln!("skipped: LibreOffice (soffice) is not installed");
            None
        }
        Ok(run) => {
            assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
            Some(())
        }
    }
}

/// The sheets of the workbook say what the CSV files say: every id, every count, every date as a date.
#[test]
fn libreoffice_reads_the_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    // Comma, quotes, UTF-8, values as shown, every sheet a file.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";
    let Some(()) = convert(&HARVAN.1.join("report.xlsx"), filter, folder.path()) else { return };
    let sheet = |name: &str| -> Vec<std::collections::BTreeMap<String, String>> {
        let path = folder.path().join(format!("report-{name}.csv"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        csv::Reader::from_reader(text.as_bytes()).deserialize().collect::<Result<_, _>>().expect("a table")
    };
    for table in ["labels", "figures", "quotes", "features", "outlets_wide", "labels_by_outlet", "codebook"] {
        let (shown, written) = (sheet(table), rows(&HARVAN.1, table));
        assert_eq!(shown.len(), written.len(), "{table}");
        let first = written[0].keys().find(|k| k.ends_with("_id")).cloned().unwrap_or_else(|| "outlet".into());
        for (a, b) in shown.iter().zip(&written) {
            assert_eq!(a.get(&first), b.get(&first), "{table}");
        }
    }
    let day = regex::Regex::new(r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?)?$").expect("a pattern");
    let (shown, written) = (sheet("features"), rows(&HARVAN.1, "features"));
    for (a, b) in shown.iter().zip(&written) {
        assert!(b["published"].is_empty() || day.is_match(&a["published"]), "{} became {}", b["published"], a["published"]);
        assert_eq!(a["body_words"].replace(',', ""), b["body_words"]);
    }
    let share = &sheet("labels_by_outlet")[0]["share"];
    assert!(share.ends_with('%'), "a share is shown as {share}");
}

/// The document opens and prints.
#[test]
fn libreoffice_reads_the_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some(()) = convert(&HARVAN.1.join("briefing.docx"), "pdf", folder.path()) else { return };
    let pdf = folder.path().join("briefing.pdf");
    if !pdf.is_file() {
        eprintln!("skipped: LibreOffice has no writer here");
        return;
    }
    assert!(std::fs::metadata(pdf).expect("a file").len() > 50_000, "the pictures are in it");
}
