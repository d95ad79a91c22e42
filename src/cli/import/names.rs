//! What the files of new articles are called.

use std::collections::{BTreeMap, BTreeSet};

use variorum::fold;

/// So long is a name at most, in bytes.
const LONGEST: usize = 80;

/// The names of a folder.
#[derive(Default)]
pub(super) struct Names {
    /// Those that are taken, in lower case.
    taken: BTreeSet<String>,
    /// The last number that was given to each of several files of one name.
    numbers: BTreeMap<String, usize>,
}

impl Names {
    /// A file has this name.
    pub(super) fn take(&mut self, name: &str) {
        self.taken.insert(name.to_lowercase());
    }

    /// A name for the article of this title, which no file and no folder has yet.
    pub(super) fn free(&mut self, title: &str) -> String {
        let name = short(title);
        let number = self.numbers.entry(name.clone()).or_default();
        loop {
            *number += 1;
            let name = if *number == 1 { name.clone() } else { format!("{name}-{number}") };
            let file = format!("{name}.md");
            if !self.taken.contains(&name) && !self.taken.contains(&file) {
                return file;
            }
        }
    }
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
