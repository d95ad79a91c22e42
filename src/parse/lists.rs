//! Files of words: a line is a list and its items, `list given: item, item`.
//!
//! Says nothing of what the lists are for.

use crate::fold::base;

/// A list: its name, what is given with it, and its items.
pub(super) type List = (&'static str, &'static str, Vec<String>);

/// The lists of a file. `_` is a space at an end of an item; lines that begin with `#` are for who reads the file. Letters are
/// those that others are forms of, as in words that are read.
pub(super) fn lists(text: &'static str) -> impl Iterator<Item = List> {
    let spaced = |item: &str| item.chars().map(|c| if c == '_' { ' ' } else { base(c) }).collect();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).map(move |(list, items)| {
        let (list, given) = list.split_once(' ').unwrap_or((list, ""));
        (list, given, items.trim_start().split(", ").map(spaced).collect())
    })
}

/// The lists of one file, to be asked by name.
pub(super) struct Lists(Vec<List>);

impl Lists {
    pub(super) fn read(text: &'static str) -> Self {
        Self(lists(text).collect())
    }

    /// The lists of a name, each with what is given.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = (&'static str, &[String])> {
        let named = self.0.iter().filter(move |(list, ..)| *list == name);
        named.map(|(_, given, items)| (*given, items.as_slice()))
    }

    /// What is given with the list of this name that has a word.
    pub(super) fn given(&self, name: &str, word: &str) -> Option<&'static str> {
        self.all(name)
            .find(|(_, items)| items.iter().any(|item| item == word))
            .map(|(given, _)| given)
    }

    /// Whether a list has a word.
    pub(super) fn has(&self, name: &str, word: &str) -> bool {
        self.given(name, word).is_some()
    }

    /// What comes after an item that words begin with, the longest one.
    pub(super) fn after<'a>(&self, name: &str, words: &'a str) -> Option<&'a str> {
        let items = self.all(name).flat_map(|(_, items)| items);
        let rests = items.filter_map(|item| words.strip_prefix(item.as_str()));
        rests.min_by_key(|rest| rest.len()).map(str::trim_start)
    }

    /// What comes before an item that words end with, the longest one.
    pub(super) fn before<'a>(&self, name: &str, words: &'a str) -> Option<&'a str> {
        let items = self.all(name).flat_map(|(_, items)| items);
        let rests = items.filter_map(|item| words.strip_suffix(item.as_str()));
        rests.min_by_key(|rest| rest.len()).map(str::trim_end)
    }
}
