//! Items of the four lists: one more, one less, another value of a key of one.
//!
//! Knows the names of the lists; what their values mean is the parser's.

use super::front::{Front, NO_PLACE};
use super::{block, ways, write};
use crate::source::Span;
use crate::yaml::{Entry, Node, Value};

/// The lists, in the order in which they stand in a file, and the key that a bare item of each is the value of.
pub(super) const LISTS: [(&str, &str); 4] =
    [("highlights", "quote"), ("entities", "name"), ("events", "title"), ("claims", "says")];

/// The other name of `highlights`.
const RENAMED: &str = "annotations";

/// What is said of a place that has no item.
pub(super) const NO_ITEM: &str = "there is no such item in the front matter";

/// What is said where the last key of an item would go.
pub(super) const NOTHING_LEFT: &str = "nothing would be left of the item; delete it instead";

/// A text with one more item in a list of its front matter, which is begun where there is none.
///
/// `Err` says in words why it cannot be written there.
pub fn add(text: &str, span: Span, list: &str, item: &Node) -> Result<String, &'static str> {
    add_all(text, span, list, std::slice::from_ref(item))
}

/// The same with several items, which are written and read again in one go.
///
/// `Err` where not all of them can be written as people would; one by one they may have a place.
pub fn add_all(text: &str, span: Span, list: &str, items: &[Node]) -> Result<String, &'static str> {
    let [item, more @ ..] = items else { return Ok(text.to_owned()) };
    if span.end == 0 {
        return begun(text, list, items);
    }
    let front = Front::read(text, span)?;
    let mut expected = front.tree.clone();
    let Some(index) = position(&front.tree, list) else {
        let value = Node { value: Value::List(items.to_vec()), span: Span::default() };
        if expected.is_null() {
            expected.value = Value::Map(Vec::new());
        }
        if let Value::Map(entries) = &mut expected.value {
            entries.insert(ways::new_index(&front.tree, list), (ways::unplaced(list), value));
        }
        return front.take(&expected, ways::new_list(&front, list, items));
    };
    let entry = &front.tree.entries()[index];
    let value = &entry.1;
    if list == "highlights" && block::is(value) {
        return if more.is_empty() { block::add(&front, index, item) } else { Err(NO_PLACE) };
    }
    let all = [value.items(), items].concat();
    let ways = match &value.value {
        Value::Map(_) => {
            return Err("the list holds one item that is not written as one; put a dash before it");
        }
        Value::List(old) if !front.is_flow(value) && !old.is_empty() => {
            ways::appended(&front, old, items)
        }
        Value::List(_) if front.is_flow(value) && more.is_empty() => {
            ways::in_brackets(&front, entry, &all, item)
        }
        _ => ways::rewritten(&front, entry, &all),
    };
    let value = Node { value: Value::List(all), span: Span::default() };
    ways::set_entry(&mut expected, index, Some(value));
    front.take(&expected, ways)
}

/// A text with other values of keys of an item; a key without a value is taken away.
///
/// `at` is where the item stands. `Err` says in words why it cannot be written there.
pub fn set(
    text: &str,
    span: Span,
    at: Span,
    values: &[(String, Option<Node>)],
) -> Result<String, &'static str> {
    let (mut now, mut place) = (text.to_owned(), at);
    let number = spots(&Front::read(text, span)?).position(|spot| spot.start == at.start);
    for (key, value) in values {
        let grown = |now: &str| {
            let end = span.end as usize + now.len() - text.len();
            Span::new(span.start as usize, end)
        };
        now = set_one(&now, grown(&now), place, key, value.as_ref())?;
        // A list that was written anew has its items elsewhere.
        let spots = spots(&Front::read(&now, grown(&now))?);
        place = number.and_then(|number| spots.into_iter().nth(number)).ok_or(NO_ITEM)?;
    }
    Ok(now)
}

/// Where the items of all lists stand.
fn spots(front: &Front) -> std::vec::IntoIter<Span> {
    let of_list = |(list, _): &(&str, &str)| {
        let index = position(&front.tree, list)?;
        let value = &front.tree.entries()[index].1;
        if *list == LISTS[0].0 && block::is(value) {
            return Some(block::spots(front, index));
        }
        Some(value.items().iter().map(|item| item.span).collect())
    };
    LISTS.iter().filter_map(of_list).flatten().collect::<Vec<_>>().into_iter()
}

pub(super) fn set_one(
    text: &str,
    span: Span,
    at: Span,
    key: &str,
    value: Option<&Node>,
) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let Some(place) = Place::find(&front, at) else {
        let (index, passage) = block::find(&front, at).ok_or(NO_ITEM)?;
        if key == "note" && value.is_none_or(block::takes) {
            return block::note(&front, index, passage, value);
        }
        let listed = block::listed(&front, index)?;
        let end = span.end as usize + listed.len() - text.len();
        let span = Span::new(span.start as usize, end);
        let at = Front::read(&listed, span)?.tree.entries()[index].1.items()[passage].span;
        return set_one(&listed, span, at, key, value);
    };
    let Some(item) = place.with(key, value)? else { return Ok(text.to_owned()) };
    let entry = &front.tree.entries()[place.index];
    let mut items = entry.1.items().to_vec();
    items[place.number.unwrap_or(0)] = item.clone();
    let in_place = match &place.item.value {
        Value::Map(entries) if !front.is_flow(place.item) => {
            ways::in_lines(&front, entries, key, value)
        }
        _ if front.dash(place.item).is_some() => ways::in_item(&front, &place, key, value, &item),
        _ => {
            let mut ways = ways::rewritten(&front, entry, &items);
            if place.number.is_some() && front.is_flow(&entry.1) {
                ways.extend(ways::in_item(&front, &place, key, value, &item));
            }
            ways
        }
    };
    let is_alone = place.number.is_none() && place.item.is_map() && !front.is_flow(place.item);
    let node = if is_alone { item.value } else { Value::List(items) };
    let mut expected = front.tree.clone();
    let node = Node { value: node, span: Span::default() };
    ways::set_entry(&mut expected, place.index, Some(node));
    front.take(&expected, in_place)
}

/// A text with one item less.
///
/// `Err` says in words why it cannot be taken out.
pub fn remove(text: &str, span: Span, at: Span) -> Result<String, &'static str> {
    let front = Front::read(text, span)?;
    let Some(place) = Place::find(&front, at) else {
        let (index, passage) = block::find(&front, at).ok_or(NO_ITEM)?;
        return block::remove(&front, index, passage);
    };
    let mut items = front.tree.entries()[place.index].1.items().to_vec();
    items.remove(place.number.unwrap_or(0));
    if items.is_empty() {
        return ways::without_entry(&front, place.index);
    }
    let mut expected = front.tree.clone();
    let value = Node { value: Value::List(items), span: Span::default() };
    ways::set_entry(&mut expected, place.index, Some(value));
    front.take(&expected, [ways::taken_out(&front, place.item)])
}

/// An item of a list with these keys, in the order in which people write them; bare where it says one thing.
pub fn arranged(list: &str, mut entries: Vec<Entry>) -> Node {
    entries.sort_by_key(|(key, _)| ways::rank(&key.value));
    let bare = LISTS.iter().find(|(name, _)| *name == list).map_or("", |(_, bare)| bare);
    match entries.as_slice() {
        [(key, value)] if key.value == bare => value.clone(),
        _ => Node { value: Value::Map(entries), span: Span::default() },
    }
}

/// What an item says, as a map.
pub fn item(text: &str, span: Span, at: Span) -> Option<Node> {
    let front = Front::read(text, span).ok()?;
    if let Some(place) = Place::find(&front, at) {
        return Some(place.as_map());
    }
    let (index, passage) = block::find(&front, at)?;
    let item = block::as_items(&front, index).into_iter().nth(passage)?;
    Some(Place { list: LISTS[0], index, number: None, item: &item }.as_map())
}

/// Where an item stands.
pub(super) struct Place<'n> {
    /// The list, and what its bare items are.
    pub(super) list: (&'static str, &'static str),
    /// Which entry of the front matter is the list.
    pub(super) index: usize,
    /// Which item of the list; nothing where the value is the only item itself.
    pub(super) number: Option<usize>,
    /// The item.
    pub(super) item: &'n Node,
}

impl<'n> Place<'n> {
    pub(super) fn find(front: &'n Front, at: Span) -> Option<Self> {
        LISTS.iter().find_map(|&list| {
            let index = position(&front.tree, list.0)?;
            let value = &front.tree.entries()[index].1;
            if list == LISTS[0] && block::is(value) {
                return None;
            }
            let number = value.items().iter().position(|item| item.span.start == at.start)?;
            let listed = matches!(value.value, Value::List(_)).then_some(number);
            Some(Self { list, index, number: listed, item: &value.items()[number] })
        })
    }

    fn as_map(&self) -> Node {
        if self.item.is_map() {
            return self.item.clone();
        }
        let value = Value::Map(vec![(ways::unplaced(self.list.1), self.item.clone())]);
        Node { value, span: self.item.span }
    }

    /// The item with another value of a key; nothing where nothing changes.
    pub(super) fn with(
        &self,
        key: &str,
        value: Option<&Node>,
    ) -> Result<Option<Node>, &'static str> {
        let mut item = self.as_map();
        let Value::Map(entries) = &mut item.value else { return Err(NO_ITEM) };
        let old = entries.iter().position(|(name, _): &Entry| name.value == key);
        match (old, value) {
            (None, None) => return Ok(None),
            (Some(old), Some(value)) => entries[old].1 = value.clone(),
            (Some(_), None) if entries.len() == 1 => return Err(NOTHING_LEFT),
            (Some(old), None) => drop(entries.remove(old)),
            (None, Some(value)) => {
                let index = ways::after(entries, key) + 1;
                entries.insert(index, (ways::unplaced(key), value.clone()));
            }
        }
        Ok(Some(item))
    }
}

/// Which entry of the front matter is a list.
pub(super) fn position(tree: &Node, list: &str) -> Option<usize> {
    let names = |name: &str| name == list || list == LISTS[0].0 && name == RENAMED;
    tree.entries().iter().position(|(key, _)| names(&key.value))
}

/// A text that had no front matter, with one.
fn begun(text: &str, list: &str, items: &[Node]) -> Result<String, &'static str> {
    if text.lines().next().is_some_and(|line| line.trim_end() == "---") {
        return Err("the front matter begins and nothing ends it");
    }
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.starts_with(['\n', '\r']) { "" } else { "\n" };
    let items = items.iter().map(|item| write::item(item, "  ", " ", write::Hand::Easy));
    let lines = format!("---\n{list}:\n{}---\n{gap}", items.collect::<String>());
    Ok(lines.replace('\n', ending) + text)
}
