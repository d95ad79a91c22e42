//! Keys of front matter itself: one that says something more.

use super::front::Front;
use super::ways;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// A text whose front matter says something under a key that it does not have, or that has no value yet.
///
/// `Err` says in words why it cannot be written there.
pub fn put(text: &str, span: Span, key: &str, value: &Node) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let entries = front.tree.entries();
    let mut expected = front.tree.clone();
    match (entries.iter().position(|(name, _)| name.value == key), &mut expected.value) {
        (Some(index), _) if !entries[index].1.is_null() => {
            return Err("it says something else there");
        }
        (Some(index), _) => ways::set_entry(&mut expected, index, Some(value.clone())),
        (None, Value::Map(expected)) => {
            expected.insert(ways::after(entries, key) + 1, (ways::unplaced(key), value.clone()));
        }
        (None, _) => return Err("it has no front matter; give it one with a title"),
    }
    front.take(&expected, ways::in_lines(&front, entries, key, Some(value)))
}
