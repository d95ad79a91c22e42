//! Lists, and terms with what they mean.

use dom_query::NodeRef;

use super::{Converter, Piece, behind, figure, name, written};

/// What stands for itself between the items of a list.
const BETWEEN: [&str; 13] =
    ["b", "strong", "p", "center", "blockquote", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6"];

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
        let mut next = number(list, "start").unwrap_or(1);
        let (mut blocks, mut items) = (Vec::new(), Vec::new());
        for child in children {
            let name = name(&child);
            let mut inner = Vec::new();
            self.block(&child, &name, &mut inner);
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
                    let number = number(&child, "value").unwrap_or(next);
                    next = number.saturating_add(1);
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
    // Markdown counts the items of a list from the number of the first; with another sign behind it a new list begins.
    let (mut sign, mut next) = ('.', None);
    for Item { number, blocks } in items {
        let inner = written(blocks);
        if next.is_some_and(|next| next != number) {
            sign = if sign == '.' { ')' } else { '.' };
        }
        next = Some(number.saturating_add(1));
        let marker = if is_numbered { format!("{number}{sign} ") } else { "- ".to_owned() };
        let indent = " ".repeat(marker.len());
        let is_nested = inner.len() == 2 && inner[1].starts_with(['-', '1']);
        is_loose |= inner.len() > 1 && !is_nested;
        let inner = inner.join(if is_nested { "\n" } else { "\n\n" });
        lines.push(behind(&inner, &marker, &indent));
    }
    let markdown = lines.join(if is_loose { "\n\n" } else { "\n" });
    (!markdown.is_empty()).then(|| Piece::of(list.id, markdown))
}

/// The number that an attribute has.
fn number(node: &NodeRef, attribute: &str) -> Option<u32> {
    node.attr(attribute)?.trim().parse().ok()
}
