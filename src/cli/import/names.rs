//! What the files of new articles and records are called.

use std::collections::{BTreeMap, BTreeSet};

use variorum::fold;

/// So long is a name at most, in bytes.
const LONGEST: usize = 80;

/// The files and folders that are there.
#[derive(Default)]
pub(super) struct Names {
    /// Their paths, in lower case.
    taken: BTreeSet<String>,
    /// The last number that was given to each of several files of one name.
    numbers: BTreeMap<String, usize>,
}

impl Names {
    /// Something is at this path.
    pub(super) fn take(&mut self, path: &str) {
        self.taken.insert(path.to_lowercase());
    }

    /// A path in a folder for what has this title, which no file and no folder has yet.
    pub(super) fn free(&mut self, folder: &str, title: &str) -> String {
        let path = joined(folder, &short(title));
        let number = self.numbers.entry(path.clone()).or_default();
        loop {
            *number += 1;
            let path = if *number == 1 { path.clone() } else { format!("{path}-{number}") };
            let file = format!("{path}.md");
            if !self.taken.contains(&path.to_lowercase())
                && !self.taken.contains(&file.to_lowercase())
            {
                return file;
            }
        }
    }
}

/// The path of what is in a folder.
pub(super) fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A title as the name of a file.
fn short(title: &str) -> String {
    let mut name = fold::slug(title);
    while name.len() > LONGEST {
        // Whole words, as many as fit.
        let cut = name.rfind('-').filter(|&at| at > 20);
        match cut {
            Some(at) => name.truncate(at),
            None => _ = name.pop(),
        }
    }
    if name.is_empty() { "untitled".to_owned() } else { name }
}
