//! Answers to the note of an item: one more, one less, another value of a key of one.

use super::front::Front;
use super::items::{NO_ITEM, NOTHING_LEFT, Place, set_one};
use super::ways;
use crate::source::Span;
use crate::yaml::{Node, Value};

/// Where answers stand in an item, and the key that a bare one is the value of.
const REPLIES: (&str, &str) = ("replies", "note");

/// A text with one more answer to the note of an item.
///
/// `at` is where the item stands. `Err` says in words why it cannot be written there.
pub fn reply(text: &str, span: Span, at: Span, answer: &Node) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let place = Place::find(&front, at);
    let old = place.as_ref().and_then(|place| place.item.get(REPLIES.0));
    if let (Some(place), Some(Node { value: Value::List(items), .. })) = (&place, old)
        && !items.is_empty()
    {
        let mut expected = front.tree.clone();
        if let Some(Node { value: Value::List(items), .. }) = answers_mut(&mut expected, place) {
            items.push(answer.clone());
        }
        if let Ok(text) =
            front.take(&expected, ways::appended(&front, items, std::slice::from_ref(answer)))
        {
            return Ok(text);
        }
    }
    let mut items = old.map(Node::items).unwrap_or_default().to_vec();
    items.push(answer.clone());
    let list = Node { value: Value::List(items), span: Span::default() };
    set_one(text, span, at, REPLIES.0, Some(&list))
}

/// A text with other values of keys of an answer, which is counted from 0; a key without a value is taken away.
///
/// `Err` says in words why it cannot be written there.
pub fn set_reply(
    text: &str,
    span: Span,
    at: Span,
    number: usize,
    values: &[(String, Option<Node>)],
) -> Result<String, &'static str> {
    let mut now = text.to_owned();
    for (key, value) in values {
        let end = span.end as usize + now.len() - text.len();
        let span = Span::new(span.start as usize, end);
        now = set_value(&now, span, at, number, key, value.as_ref())?;
    }
    Ok(now)
}

fn set_value(
    text: &str,
    span: Span,
    at: Span,
    number: usize,
    key: &str,
    value: Option<&Node>,
) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let own = Place::find(&front, at).ok_or(NO_ITEM)?;
    let answer = answers(&own)?.get(number).ok_or(NO_ITEM)?;
    let place = Place { list: REPLIES, index: 0, number: Some(number), item: answer };
    let Some(changed) = place.with(key, value)? else { return Ok(text.to_owned()) };
    if changed.get(REPLIES.1).is_none() {
        return Err(NOTHING_LEFT);
    }
    let ways = match &answer.value {
        Value::Map(entries) if !front.is_flow(answer) => {
            ways::in_lines(&front, entries, key, value)
        }
        _ => ways::in_item(&front, &place, key, value, &changed),
    };
    let mut expected = front.tree.clone();
    match answers_mut(&mut expected, &own) {
        Some(Node { value: Value::List(items), .. }) => items[number] = changed,
        Some(alone) => *alone = changed,
        None => return Err(NO_ITEM),
    }
    front.take(&expected, ways)
}

/// A text with one answer less.
///
/// `Err` says in words why it cannot be taken out.
pub fn remove_reply(
    text: &str,
    span: Span,
    at: Span,
    number: usize,
) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let own = Place::find(&front, at).ok_or(NO_ITEM)?;
    let items = answers(&own)?;
    let answer = items.get(number).ok_or(NO_ITEM)?;
    if items.len() == 1 {
        return set_one(text, span, at, REPLIES.0, None);
    }
    let mut expected = front.tree.clone();
    if let Some(Node { value: Value::List(items), .. }) = answers_mut(&mut expected, &own) {
        items.remove(number);
    }
    front.take(&expected, [ways::taken_out(&front, answer)])
}

/// The answers to the note of an item.
fn answers<'n>(place: &Place<'n>) -> Result<&'n [Node], &'static str> {
    Ok(place.item.get(REPLIES.0).ok_or(NO_ITEM)?.items())
}

/// The same in a tree that is to be changed: a list, or the only answer itself.
fn answers_mut<'n>(tree: &'n mut Node, place: &Place) -> Option<&'n mut Node> {
    let Value::Map(entries) = &mut tree.value else { return None };
    let value = &mut entries.get_mut(place.index)?.1;
    let item = match place.number {
        Some(number) => match &mut value.value {
            Value::List(items) => items.get_mut(number)?,
            _ => return None,
        },
        None => value,
    };
    let Value::Map(entries) = &mut item.value else { return None };
    entries.iter_mut().find(|(key, _)| key.value == REPLIES.0).map(|(_, value)| value)
}
