//! Tables of exports as rows with named columns.

use std::rc::Rc;

use csv::StringRecord;

use super::decode;

/// Nobody has marked as many passages.
const MOST: usize = 200_000;

/// A row, by the names of its columns.
#[derive(Debug, Default)]
pub(super) struct Row {
    columns: Rc<StringRecord>,
    cells: StringRecord,
}

impl Row {
    /// What is in a column, as it is written.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        let is_it = |&at: &usize| self.columns.get(at).is_some_and(|name| name.trim() == column);
        self.cells.get((0..self.columns.len()).rev().find(is_it)?)
    }

    /// The words in a column, if there are any.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The names of the columns of a table.
pub(super) fn columns(beginning: &str) -> Vec<String> {
    let line = beginning.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    line.split(separator(line)).map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

/// What stands between the cells: some services let one choose tabs.
fn separator(line: &str) -> char {
    if line.contains('\t') && !line.contains(',') { '\t' } else { ',' }
}

/// The rows of a table whose first line names the columns.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Row>, String> {
    let text = decode::decode(bytes);
    let first = text.lines().next().unwrap_or_default();
    let separator = u8::try_from(separator(first)).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let told = |error: csv::Error| match error.position() {
        Some(place) => format!("it is no table with commas: the fault is in line {}", place.line()),
        None => "it is no table with commas".to_owned(),
    };
    let columns = Rc::new(reader.headers().map_err(told)?.clone());
    let row = |cells| Row { columns: Rc::clone(&columns), cells };
    let rows: Result<Vec<Row>, String> =
        reader.records().take(MOST + 1).map(|record| record.map(row).map_err(told)).collect();
    let rows = rows?;
    if rows.len() > MOST { Err(format!("it has more than {MOST} rows")) } else { Ok(rows) }
}
