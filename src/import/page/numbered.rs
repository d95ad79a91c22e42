//! Paragraphs that stand in a table of their own beside their number, letter or year, as courts and gazettes set them.

use dom_query::{Document, NodeRef};

use super::convert::table::{cells, rows};

/// A number or a letter is not longer, with the signs around it.
const LONGEST: usize = 7;

/// Takes such paragraphs out of their tables, with their numbers before them.
pub(super) fn place(document: &Document) {
    // A table in another one comes after it, and is taken out first.
    for table in document.select("table").nodes().iter().rev() {
        let Some((number, paragraph)) = numbered(table) else { continue };
        let first = first_block(&paragraph);
        first.prepend_html(format!("{number} "));
        if first.id == paragraph.id {
            paragraph.rename("p");
            table.insert_before(&paragraph);
        } else {
            paragraph.children().iter().for_each(|part| table.insert_before(part));
        }
        table.remove_from_parent();
    }
}

/// The number and the cell with the paragraph, where a table has nothing else.
fn numbered<'a>(table: &NodeRef<'a>) -> Option<(String, NodeRef<'a>)> {
    let rows = rows(table);
    let [row] = &rows[..] else { return None };
    let has_words = |cell: &NodeRef| !cell.text().trim().is_empty();
    let filled: Vec<NodeRef> = cells(row).into_iter().filter(has_words).collect();
    let [number, paragraph] = &filled[..] else { return None };
    Some((number_of(number.text().trim())?, *paragraph))
}

/// A number as it stands before a paragraph: `4.`, `(a)`, `iv)`, `–`; also the year that it tells of.
fn number_of(text: &str) -> Option<String> {
    if text.chars().count() > LONGEST {
        return None;
    }
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']', '.', '°']);
    let mut letters = inner.chars();
    let is_roman = |c: char| "ivxlcIVXLC".contains(c);
    let is_year = inner.len() == 4 && text == inner && inner.parse::<u32>().is_ok();
    let is_number = inner.len() <= 3 && inner.parse::<u32>().is_ok()
        || letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        || !inner.is_empty() && inner.chars().all(is_roman)
        || matches!(text, "–" | "—" | "-" | "•" | "·");
    // Its column set it apart.
    let sign = if is_number && text.ends_with(|c: char| c.is_ascii_digit()) { "." } else { "" };
    (is_number || is_year).then(|| format!("{text}{sign}"))
}

/// The innermost block that begins a cell.
fn first_block<'a>(cell: &NodeRef<'a>) -> NodeRef<'a> {
    let mut block = *cell;
    loop {
        let mut parts = block.children_it(false).filter(|part| !part.text().trim().is_empty());
        match parts
            .next()
            .filter(|part| part.is("p, div, section, blockquote, h1, h2, h3, h4, h5, h6"))
        {
            Some(first) => block = first,
            None => return block,
        }
    }
}
