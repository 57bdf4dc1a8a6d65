//! A report read back from its folder: the manifest and the tables, in whatever flavour they were written.

use crate::problem::Error;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A row of a table by column.
pub type Row = BTreeMap<String, String>;

/// A report on disk.
pub struct Saved {
    pub dir: PathBuf,
    pub manifest: serde_json::Value,
}

impl Saved {
    /// Opens the folder of a report.
    ///
    /// # Errors
    /// A usage error that says what is there instead.
    pub fn open(dir: &Path) -> Result<Saved, Error> {
        let path = dir.join("manifest.json");
        let why = match (dir.is_dir(), path.is_file()) {
            (false, _) if dir.is_file() => "this is a file",
            (false, _) => "there is no such folder",
            (true, false) => "there is no manifest.json in it",
            _ => "",
        };
        let ask = "give the folder that `parallax report` wrote, for example reports/harvan";
        if !why.is_empty() {
            return Err(Error::Usage(format!("{}: no report: {why}; {ask}", dir.display())));
        }
        let text = std::fs::read_to_string(&path).map_err(super::io(&path, "cannot be read"))?;
        let manifest: serde_json::Value =
            serde_json::from_str(&text).map_err(|e| Error::Usage(format!("{}:{}: {e}; {ask}", path.display(), e.line())))?;
        match manifest.get("tables").is_some() {
            true => Ok(Saved { dir: dir.to_path_buf(), manifest }),
            false => Err(Error::Usage(format!("{}: its manifest names no tables, so it is no whole report; {ask}", dir.display()))),
        }
    }

    /// Names of the tables, in the order of the report.
    pub fn tables(&self) -> Vec<&str> {
        self.manifest["tables"].as_object().map(|t| t.keys().map(String::as_str).collect()).unwrap_or_default()
    }

    /// The columns and rows of a table.
    pub fn table(&self, name: &str) -> Result<(Vec<String>, Vec<Row>), Error> {
        read(&self.dir.join(format!("tables/{name}.csv")))
    }

    /// The rows of a table.
    pub fn rows(&self, name: &str) -> Result<Vec<Row>, Error> {
        Ok(self.table(name)?.1)
    }
}

/// A CSV file of any flavour: BOM, semicolons and decimal commas, guards before what looks like a formula.
fn read(path: &Path) -> Result<(Vec<String>, Vec<Row>), Error> {
    let bad = |e: csv::Error| Error::Usage(format!("{}: {e}; is this the folder of a report?", path.display()));
    let bytes = std::fs::read(path).map_err(super::io(path, "cannot be read; is this the folder of a report?"))?;
    let bare = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]);
    let (guarded, bytes) = (bare.is_some(), bare.unwrap_or(&bytes));
    let head = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |sign: u8| head.iter().filter(|b| **b == sign).count();
    let european = guarded && count(b';') > count(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(if european { b';' } else { b',' }).from_reader(bytes);
    let columns: Vec<String> = reader.headers().map_err(bad)?.iter().map(String::from).collect();
    let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(bad)?;
    // A column of numbers has decimal commas; "40,000" among words is words.
    let point = |v: &str| v.replace(',', ".");
    let numeric = |i: usize| european && records.iter().filter_map(|r| r.get(i)).all(|v| v.is_empty() || point(v).parse::<f64>().is_ok());
    let numeric: Vec<bool> = (0..columns.len()).map(numeric).collect();
    let value = |(i, v): (usize, &str)| {
        let text = || v.strip_prefix('\'').filter(|t| guarded && t.starts_with(['=', '+', '-', '@', '\t', '\r'])).unwrap_or(v);
        if numeric.get(i) == Some(&true) { point(v) } else { text().to_string() }
    };
    let rows = records.iter().map(|record| columns.iter().cloned().zip(record.iter().enumerate().map(value)).collect()).collect();
    Ok((columns, rows))
}
