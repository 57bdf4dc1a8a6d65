//! Tables to Parquet, with the same column names as the CSV.

use crate::frame::Table;
use polars::prelude::{ParquetCompression, ParquetWriter};

/// The table's bytes, or what polars said.
pub fn parquet(table: &Table) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut frame = table.frame.clone();
    let writer = ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Snappy).set_parallel(false);
    writer.finish(&mut frame).map_err(|error| format!("{}.parquet: {error}", table.name))?;
    Ok(bytes)
}
