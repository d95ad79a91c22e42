//! The address of a record: the one that it gets, and the one that it had.

use super::splice::{Splice, spliced};
use super::{expect, formatted};
use crate::keys;
use crate::source::Span;
use crate::yaml::{self, Node, Value};

/// A record with the id `to`, whose former address leads to the new one; `former` is empty where it had none.
///
/// `Err` says in words why it has to be changed by hand.
pub fn readdress(
    text: &str,
    front_matter: Span,
    to: &str,
    former: &str,
) -> Result<String, &'static str> {
    let range = front_matter.range();
    let ending = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if range.is_empty() && !text.starts_with("---") {
        let former = line("redirect_from", former, ending);
        return Ok(format!("---{ending}{}{former}---{ending}{text}", line("slug", to, ending)));
    }
    let unreadable = "the front matter cannot be read";
    let before = yaml::read(&text[range.clone()], front_matter.start).map_err(|_| unreadable)?;
    let (mut splices, mut lines) = (Vec::new(), String::new());
    match before.get("slug").filter(|slug| !slug.is_null()) {
        Some(slug) => splices.push((slug.span.range(), to.to_owned())),
        None => lines += &line("slug", to, ending),
    }
    match before.get("redirect_from").filter(|list| !list.is_null()) {
        _ if former.is_empty() => {}
        Some(list) => splices.push(added(text, list, former, ending)),
        None => lines += &line("redirect_from", former, ending),
    }
    splices.push((range.start..range.start, lines));
    splices.sort_by_key(|(range, _)| range.start);
    let changed = spliced(text, splices);
    let end = range.end + changed.len() - text.len();
    let after = yaml::read(&changed[range.start..end], front_matter.start).ok();
    let is_meant = after.is_some_and(|after| is_meant(&before, &after, to, former));
    if is_meant {
        // What was in the one form of front matter stays in it.
        let is_formatted = formatted(&text[range.clone()], keys::ENTITY) == text[range.clone()];
        let front = &changed[range.start..end];
        let front = if is_formatted { formatted(front, keys::ENTITY) } else { front.to_owned() };
        Ok(format!("{}{front}{}", &changed[..range.start], &changed[end..]))
    } else {
        Err("its `slug` or `redirect_from` is not written in the usual way")
    }
}

fn line(key: &str, value: &str, ending: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{key}: {value}{ending}") }
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

/// Whether front matter says the same but for its address and one former address more.
fn is_meant(before: &Node, after: &Node, to: &str, former: &str) -> bool {
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
    expected.extend((!former.is_empty()).then(|| former.to_owned()));
    expect::same(&others(before), &others(after))
        && after.get("slug").and_then(Node::as_str) == Some(to)
        && formers(after) == expected
}
