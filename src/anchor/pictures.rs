//! Pictures of the text, by what annotations call them.

use std::collections::{HashMap, HashSet};

use crate::model::body::Body;

/// The pictures of a text, as links of it.
pub(super) struct Pictures<'a> {
    body: &'a Body,
    /// By the names of their files, which any way to call them ends in.
    by_file: HashMap<&'a str, Vec<u32>>,
    /// What was asked for already: many annotations are about one picture.
    asked: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Pictures<'a> {
    pub(super) fn of(body: &'a Body) -> Self {
        let mut by_file: HashMap<&str, Vec<u32>> = HashMap::new();
        for link in body.pictures() {
            by_file.entry(file(&body.links[link as usize].target)).or_default().push(link);
        }
        Self { body, by_file, asked: HashMap::new() }
    }

    /// The pictures that can be meant, each file once: the one that the text names so, else those whose path ends so or is
    /// the end of what is named.
    pub(super) fn meant(&mut self, name: &'a str) -> &[u32] {
        let Self { body, by_file, asked } = self;
        asked.entry(name).or_insert_with(|| {
            let target = |link: &u32| body.links[*link as usize].target.as_str();
            let path = |link: &u32| target(link).trim_start_matches("./").trim_start_matches("../");
            let alike = by_file.get(file(name)).map_or(&[][..], Vec::as_slice);
            if let Some(&own) = alike.iter().find(|link| target(link) == name) {
                return vec![own];
            }
            let is_called = |link: &&u32| ends(path(link), name) || ends(name, path(link));
            let mut known = HashSet::new();
            let each = alike.iter().filter(is_called).filter(|link| known.insert(path(link)));
            each.copied().collect()
        })
    }
}

/// The name of a file, without its folders.
fn file(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Whether a path ends in another one, at the border of a folder.
fn ends(whole: &str, part: &str) -> bool {
    let folder = whole.strip_suffix(part);
    folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}
