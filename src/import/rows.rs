//! Tables of exports as rows with named columns.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use csv::StringRecord;

use super::decode;

/// Nobody has marked as many passages.
const MOST: usize = 200_000;

/// The columns of a table: of each name the last one.
type Columns = BTreeMap<String, usize>;

/// A row, by the names of its columns.
#[derive(Debug, Default)]
pub(super) struct Row {
    columns: Rc<Columns>,
    cells: StringRecord,
}

impl Row {
    /// What is in a column, as it is written.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(*self.columns.get(column)?)
    }

    /// The words in a column, if there are any.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.get(column).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

/// The columns in which some row says more than no, by their names.
pub(super) fn used(rows: &[Row]) -> Vec<&str> {
    let says = |cell: &str| !matches!(&*cell.trim().to_lowercase(), "" | "0" | "false" | "[]");
    let mut used = BTreeSet::new();
    for row in rows {
        used.extend((0..row.cells.len()).filter(|&at| says(&row.cells[at])));
    }
    let columns = rows.first().into_iter().flat_map(|row| row.columns.iter());
    columns.filter(|(_, at)| used.contains(at)).map(|(name, _)| name.as_str()).collect()
}

/// The names of the columns of a table.
pub(super) fn columns(beginning: &str) -> Vec<String> {
    let line = beginning.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    line.split(separator(line)).map(|name| name.trim().trim_matches('"').to_owned()).collect()
}

/// What stands between the cells: some services let one choose tabs, and others write semicolons.
fn separator(line: &str) -> char {
    [',', '\t', ';'].into_iter().find(|&sign| line.contains(sign)).unwrap_or(',')
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
    let names = reader.headers().map_err(told)?.iter().zip(0..);
    let columns: Rc<Columns> =
        Rc::new(names.map(|(name, at)| (name.trim().to_owned(), at)).collect());
    let row = |cells| Row { columns: Rc::clone(&columns), cells };
    let rows: Result<Vec<Row>, String> =
        reader.records().take(MOST + 1).map(|record| record.map(row).map_err(told)).collect();
    let rows = rows?;
    if rows.len() > MOST { Err(format!("it has more than {MOST} rows")) } else { Ok(rows) }
}
