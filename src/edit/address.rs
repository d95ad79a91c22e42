//! The address of a record: the one that it gets, and the one that it had.

use std::ops::Range;

use super::splice::{Splice, spliced};
use super::{expect, formatted};
use crate::keys;
use crate::source::{Span, Spanned};
use crate::yaml::{self, Node, Value};

/// A record that gets another id.
#[derive(Debug, Clone, Copy)]
pub struct Readdressed<'a> {
    /// The id that it had.
    pub from: &'a str,
    /// The id that it gets.
    pub to: &'a str,
    /// Whether the path of its file says that id, so that it needs no `slug`.
    pub is_by_path: bool,
    /// Whether its former address leads to the new one.
    pub leads: bool,
}

/// A record at another address.
///
/// `Err` says in words why it has to be changed by hand.
pub fn readdress(
    text: &str,
    front_matter: Span,
    addresses: Readdressed,
) -> Result<String, &'static str> {
    let Readdressed { from, to, is_by_path, leads } = addresses;
    let [former, own] = [from, to].map(|id| format!("entities/{id}.html"));
    let range = front_matter.range();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = |key: &str, value: &str| format!("{key}: {value}{ending}");
    let slug_line = if is_by_path { String::new() } else { line("slug", to) };
    let former_line = if leads { line("redirect_from", &former) } else { String::new() };
    if range.is_empty() && !text.starts_with("---") {
        return Ok(format!("---{ending}{slug_line}{former_line}---{ending}{text}"));
    }
    let unreadable = "the front matter cannot be read";
    let before = yaml::read(&text[range.clone()], front_matter.start).map_err(|_| unreadable)?;
    let (mut splices, mut lines) = (Vec::new(), String::new());
    match before.entries().iter().find(|(key, slug)| key.value == "slug" && !slug.is_null()) {
        Some((key, slug)) => splices.push(match line_of(text, key, slug) {
            Some(whole) if is_by_path => (whole, String::new()),
            _ => (slug.span.range(), to.to_owned()),
        }),
        None => lines += &slug_line,
    }
    match before.get("redirect_from").filter(|list| !list.is_null()) {
        _ if !leads => {}
        Some(list) => {
            // An id that it had before is its own again, and leads nowhere else.
            let again = list.items().iter().find(|item| item.as_str() == Some(&own));
            splices.push(match again {
                Some(item) => (item.span.range(), former.clone()),
                None => added(text, list, &former, ending),
            });
        }
        None => lines += &former_line,
    }
    splices.push((range.start..range.start, lines));
    splices.sort_by_key(|(range, _)| (range.start, range.end));
    let changed = spliced(text, splices);
    let end = range.end + changed.len() - text.len();
    let after = yaml::read(&changed[range.start..end], front_matter.start).ok();
    if after.is_some_and(|after| is_meant(&before, &after, addresses, (&former, &own))) {
        // What was in the one form of front matter stays in it.
        let is_formatted = formatted(&text[range.clone()], keys::ENTITY) == text[range.clone()];
        let front = &changed[range.start..end];
        let front = if is_formatted { formatted(front, keys::ENTITY) } else { front.to_owned() };
        Ok(format!("{}{front}{}", &changed[..range.start], &changed[end..]))
    } else {
        Err("its `slug` or `redirect_from` is not written in the usual way")
    }
}

/// The line of a key and its value where nothing else is on it.
fn line_of(text: &str, key: &Spanned<String>, value: &Node) -> Option<Range<usize>> {
    let (start, end) = (key.span.start as usize, value.span.end as usize);
    let newline = end + text[end..].find('\n')?;
    let is_alone = text[..start].ends_with('\n') && text[end..newline].trim().is_empty();
    is_alone.then_some(start..newline + 1)
}

/// One more item of a list, or of a value that becomes one.
fn added(text: &str, list: &Node, item: &str, ending: &str) -> Splice {
    let Span { start, end } = list.span;
    let (start, end) = (start as usize, end as usize);
    match list.items().last() {
        Some(last) if text[start..].starts_with('[') => {
            let at = last.span.end as usize;
            (at..at, format!(", {item}"))
        }
        Some(last) if matches!(list.value, Value::List(_)) => {
            let above =
                text[..last.span.start as usize].rfind('\n').map_or(0, |newline| newline + 1);
            let indent = &text[above..above + text[above..].find('-').unwrap_or(0)];
            let at = last.span.end as usize;
            let at = text[at..].find('\n').map_or(text.len(), |newline| at + newline + 1);
            (at..at, format!("{indent}- {item}{ending}"))
        }
        None => (start..end, format!("[{item}]")),
        Some(_) => (start..end, format!("[{}, {item}]", &text[start..end])),
    }
}

/// Whether front matter says the same but for its address, and its former one in place of that or as one more.
fn is_meant(
    before: &Node,
    after: &Node,
    addresses: Readdressed,
    (former, own): (&str, &str),
) -> bool {
    let ours = ["slug", "redirect_from"];
    let others = |node: &Node| {
        let others = node.entries().iter().filter(|(key, _)| !ours.contains(&key.value.as_str()));
        Node { value: Value::Map(others.cloned().collect()), span: node.span }
    };
    let formers = |node: &Node| -> Vec<String> {
        let items = node.get("redirect_from").map_or(&[][..], Node::items);
        items.iter().filter_map(Node::as_str).map(str::to_owned).collect()
    };
    let mut expected = formers(before);
    if addresses.leads {
        match expected.iter_mut().find(|address| *address == own) {
            Some(address) => former.clone_into(address),
            None => expected.push(former.to_owned()),
        }
    }
    let slug = after.get("slug").and_then(Node::as_str);
    expect::same(&others(before), &others(after))
        && slug.map_or(addresses.is_by_path, |slug| slug == addresses.to)
        && formers(after) == expected
}
