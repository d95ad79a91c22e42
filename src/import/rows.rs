//! Tables of exports as rows with named columns.

use std::collections::BTreeMap;

use super::decode;

/// A row, by the names of its columns.
#[derive(Debug, Default)]
pub(super) struct Row(BTreeMap<String, String>);

impl Row {
    /// What is in a column, as it is written.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }

    /// The words in a column, if there are any.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The names of the columns of a table.
pub(super) fn columns(beginning: &str) -> Vec<String> {
    let line = beginning.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    line.split(',').map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

/// The rows of a table whose first line names the columns.
pub(super) fn read(bytes: &[u8], separator: char) -> Result<Vec<Row>, String> {
    let text = decode::decode(bytes);
    let separator = u8::try_from(separator).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let told = |error: csv::Error| match error.position() {
        Some(place) => format!("it is no table with commas: the fault is in line {}", place.line()),
        None => "it is no table with commas".to_owned(),
    };
    let columns = reader.headers().map_err(told)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(told)?;
        let cells =
            columns.iter().map(|name| name.trim().to_owned()).zip(record.iter().map(str::to_owned));
        rows.push(Row(cells.collect()));
    }
    Ok(rows)
}
