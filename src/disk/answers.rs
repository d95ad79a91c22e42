//! What was found out about addresses of others, so that they are not asked for at every run.
//!
//! Kept in the folder `.variorum` of the archive, like all that only saves time: it may be deleted at any time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::last::{FOLDER, make_folder};

/// The file in [`FOLDER`].
const FILE: &str = "links.json";

/// What an answer was, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Seconds since 1970.
    pub at: u64,
    /// `alive`, `dead` or `blocked`.
    pub is: String,
    /// Why, as a predicate.
    pub why: String,
}

/// What is known, by address; nothing where the file is missing or is not what was written.
pub fn read(root: &Path) -> BTreeMap<String, Known> {
    let text = fs::read_to_string(root.join(FOLDER).join(FILE)).unwrap_or_default();
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    let known = |(url, value): (&String, &Value)| {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        Some((url.clone(), Known { at: value["at"].as_u64()?, is: text("is")?, why: text("why")? }))
    };
    value.as_object().into_iter().flatten().filter_map(known).collect()
}

/// Keeps what is known; where it cannot be written, the next run asks again.
pub fn keep(root: &Path, known: &BTreeMap<String, Known>) {
    let record = |(url, known): (&String, &Known)| {
        (url.clone(), json!({"at": known.at, "is": known.is, "why": known.why}))
    };
    let value: Value = known.iter().map(record).collect();
    if make_folder(root) {
        fs::write(root.join(FOLDER).join(FILE), format!("{value:#}\n")).ok();
    }
}
