//! What front matter should say after a change, as a tree.

use crate::source::{Change, Edit, Span, Spanned};
use crate::yaml::{Node, Value};

/// Where a value stands.
pub(super) struct Place<'n> {
    /// The value: text.
    pub(super) value: &'n Node,
    /// The map in which it is the `quote`, and that key.
    pub(super) quote_of: Option<(&'n Node, &'n Spanned<String>)>,
}

/// The value that a change is of: text, or for other words anything.
pub(super) fn find<'n>(node: &'n Node, edit: &Edit) -> Option<Place<'n>> {
    let is_meant = |value: &Node| {
        let is_words = matches!(edit.change, Change::Words(_)) && stands_alone(value);
        value.span == edit.at && (is_words || value.as_str().is_some())
    };
    match &node.value {
        Value::List(items) => items.iter().find_map(|item| {
            let place = is_meant(item).then_some(Place { value: item, quote_of: None });
            place.or_else(|| find(item, edit))
        }),
        Value::Map(entries) => entries.iter().find_map(|(key, value)| {
            let quote_of = (key.value == "quote").then_some((node, key));
            let place = is_meant(value).then_some(Place { value, quote_of });
            place.or_else(|| find(value, edit))
        }),
        _ => None,
    }
}

/// Whether a value is not a list that begins where its first item does.
fn stands_alone(node: &Node) -> bool {
    let Value::List(items) = &node.value else { return true };
    items.first().is_none_or(|first| first.span.start != node.span.start)
}

/// Makes a change in a tree; its new values have no places.
pub(super) fn make(node: &mut Node, edit: &Edit) {
    if let Change::Words(words) = &edit.change
        && node.span == edit.at
        && stands_alone(node)
    {
        node.value = text(words).value;
        return;
    }
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| make(item, edit)),
        Value::Map(entries) => {
            let quote =
                entries.iter().position(|(key, v)| key.value == "quote" && v.span == edit.at);
            match (quote, &edit.change) {
                (Some(quote), Change::Beside(name, words)) => {
                    match entries.iter_mut().find(|(key, _)| key.value == *name) {
                        Some((_, value)) => *value = text(words),
                        None => entries.insert(quote + 1, entry(name, words)),
                    }
                }
                _ => entries.iter_mut().for_each(|(_, value)| make(value, edit)),
            }
        }
        _ if node.span != edit.at => {}
        _ => {
            if let Change::Beside(name, words) = &edit.change {
                let own = single_line(node.as_str().unwrap_or_default());
                node.value = Value::Map(vec![entry("quote", &own), entry(name, words)]);
            }
        }
    }
}

/// A text on one line.
pub(super) fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entry(key: &str, words: &str) -> (Spanned<String>, Node) {
    (Spanned::new(key.to_owned(), Span::default()), text(words))
}

fn text(words: &str) -> Node {
    let value = Value::Scalar { text: words.to_owned(), quoted: true };
    Node { value, span: Span::default() }
}

/// Whether two trees say the same, wherever and in whatever quotation marks.
pub fn same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Scalar { text: one, .. }, Value::Scalar { text: other, .. }) => one == other,
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Map(one), Value::Map(other)) => {
            let alike = |((key, value), (other_key, other_value)): (&(_, _), &(_, _))| {
                let (key, other_key): (&Spanned<String>, &Spanned<String>) = (key, other_key);
                key.value == other_key.value && same(value, other_value)
            };
            one.len() == other.len() && one.iter().zip(other).all(alike)
        }
        (one, other) => one == other,
    }
}
