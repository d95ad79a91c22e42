//! Lists, and terms with what they mean.

use dom_query::NodeRef;

use super::{Converter, Piece, behind, figure, name, written};

/// What stands for itself between the items of a list.
const BETWEEN: [&str; 13] =
    ["b", "strong", "p", "center", "blockquote", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"];

/// The numbers of Rome.
const ROMAN: [(u32, &str); 9] = [
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// A list with larger numbers has them as digits.
const MOST_LETTERS: u32 = 26;
const MOST_ROMAN: u32 = 400;

/// An item of a list.
struct Item {
    number: u32,
    blocks: Vec<Piece>,
}

impl Converter<'_, '_> {
    /// A list: its items, and what stands between them for itself, as the headings of a judgment do. A list right in it is of the
    /// item before.
    pub(super) fn list(&mut self, list: &NodeRef, is_numbered: bool) -> Vec<Piece> {
        let children = list.element_children();
        let has_items = children.iter().any(|child| name(child) == "li");
        let is_reversed = is_numbered && list.has_attr("reversed");
        let count = || children.iter().filter(|child| name(child) == "li").count();
        let first = if is_reversed { u32::try_from(count()).unwrap_or(1) } else { 1 };
        let mut next = number(list, "start").unwrap_or(first);
        let (mut blocks, mut items) = (Vec::new(), Vec::new());
        for child in &children {
            let name = name(child);
            let mut inner = Vec::new();
            self.block(child, &name, &mut inner);
            match items.last_mut() {
                _ if inner.is_empty() => {}
                Some(Item { blocks, .. }) if matches!(name.as_str(), "ul" | "ol") => {
                    blocks.extend(inner);
                }
                _ if has_items && BETWEEN.contains(&name.as_str()) => {
                    blocks.extend(written_list(list, std::mem::take(&mut items), is_numbered));
                    blocks.extend(inner);
                }
                _ => {
                    let number = number(child, "value").unwrap_or(next);
                    next = if is_reversed {
                        number.saturating_sub(1)
                    } else {
                        number.saturating_add(1)
                    };
                    items.push(Item { number, blocks: inner });
                }
            }
        }
        blocks.extend(written_list(list, items, is_numbered));
        blocks
    }

    /// Terms and what they mean.
    pub(super) fn terms(&mut self, list: &NodeRef) -> Vec<String> {
        let mut blocks: Vec<String> = Vec::new();
        for child in list.element_children() {
            let inner = self.inner(&child).join("\n\n");
            let name = name(&child);
            match blocks.last_mut() {
                _ if inner.is_empty() => {}
                Some(term) if name == "dd" => *term += &format!("\n{}", behind(&inner, ": ", "  ")),
                _ => blocks.push(inner),
            }
        }
        blocks
    }
}

/// Items as Markdown; those of a gallery as paragraphs, since a picture in an item has no caption that is seen.
fn written_list(list: &NodeRef, items: Vec<Item>, is_numbered: bool) -> Option<Piece> {
    if figure::is_gallery(items.iter().flat_map(|item| &item.blocks)) {
        let blocks = written(items.into_iter().flat_map(|item| item.blocks));
        return Some(Piece::of(list.id, blocks.join("\n\n")));
    }
    let mut lines: Vec<String> = Vec::new();
    let mut is_loose = false;
    let kind = list.attr_or("type", "");
    // Markdown counts the items of a list from the number of the first; with another sign behind it a new list begins.
    let (mut sign, mut next) = ('.', None);
    for Item { number, blocks } in items {
        let inner = written(blocks);
        if next.is_some_and(|next| next != number) {
            sign = if sign == '.' { ')' } else { '.' };
        }
        next = Some(number.saturating_add(1));
        let letters = if is_numbered { lettered(number, &kind) } else { None };
        let (marker, indent) = match letters {
            // Markdown has no lists with letters.
            Some(letters) => (format!("- {letters}. "), "  ".to_owned()),
            None if is_numbered => {
                let marker = format!("{number}{sign} ");
                let indent = " ".repeat(marker.len());
                (marker, indent)
            }
            None => ("- ".to_owned(), "  ".to_owned()),
        };
        let is_nested = inner.len() == 2 && inner[1].starts_with(['-', '1']);
        is_loose |= inner.len() > 1 && !is_nested;
        let inner = inner.join(if is_nested { "\n" } else { "\n\n" });
        lines.push(behind(&inner, &marker, &indent));
    }
    let markdown = lines.join(if is_loose { "\n\n" } else { "\n" });
    (!markdown.is_empty()).then(|| Piece::of(list.id, markdown))
}

/// A number as a list of that type shows it, where it is no digit.
fn lettered(number: u32, kind: &str) -> Option<String> {
    let words = match kind {
        "a" | "A" if (1..=MOST_LETTERS).contains(&number) => {
            char::from_digit(number + 9, 36)?.to_string()
        }
        "i" | "I" if (1..=MOST_ROMAN).contains(&number) => {
            let mut rest = number;
            ROMAN.iter().fold(String::new(), |made, (value, sign)| {
                let count = rest / value;
                rest %= value;
                made + &sign.repeat(count as usize)
            })
        }
        _ => return None,
    };
    Some(if kind.starts_with(char::is_uppercase) { words.to_uppercase() } else { words })
}

/// The number that an attribute has.
fn number(node: &NodeRef, attribute: &str) -> Option<u32> {
    node.attr(attribute)?.trim().parse().ok()
}
