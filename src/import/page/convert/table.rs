//! Tables that hold figures become tables; those that only place things on a page become what is in them.

use dom_query::NodeRef;

use super::super::single_line;
use super::{Converter, Piece, name};

/// A cell of more bytes is a text of its own, and its table places things on a page.
const LONGEST_CELL: usize = 1200;

/// Writes a table as blocks.
pub(super) fn blocks(converter: &mut Converter, table: &NodeRef, blocks: &mut Vec<Piece>) {
    let rows = rows(table);
    let captions = children(table, "caption");
    let width = rows.iter().map(|row| cells(row).len()).max().unwrap_or(0);
    let is_layout = table.descendants_it().any(|node| {
        matches!(
            name(&node).as_str(),
            "table" | "ul" | "ol" | "blockquote" | "pre" | "h1" | "h2" | "h3"
        )
    });
    let is_text = |cell: &NodeRef| cell.text().len() > LONGEST_CELL;
    let is_layout = is_layout || rows.iter().flat_map(cells).any(|cell| is_text(&cell));
    if is_layout || width < 2 || rows.len() < 2 || rows.len() > 5000 {
        let mut inner = Vec::new();
        for node in captions.into_iter().chain(rows.iter().flat_map(cells)) {
            inner.extend(converter.blocks(&node));
        }
        blocks.extend(converter.figures.bound(table, inner));
        return;
    }
    let captions: Vec<String> =
        captions.iter().flat_map(|caption| converter.inner(caption)).collect();
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for row in &rows {
        let mut told: Vec<String> = cells(row).iter().map(|cell| words(converter, cell)).collect();
        told.resize(width, String::new());
        lines.push(format!("| {} |", told.join(" | ")));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    let parts: Vec<String> = captions.into_iter().chain([lines.join("\n")]).collect();
    blocks.push(Piece::of(table.id, parts.join("\n\n")));
}

/// The rows of a table, and not of those in its cells.
pub(in crate::import::page) fn rows<'a>(table: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let mut rows = Vec::new();
    for node in table.element_children() {
        match name(&node).as_str() {
            "tr" => rows.push(node),
            "thead" | "tbody" | "tfoot" => rows.extend(children(&node, "tr")),
            _ => {}
        }
    }
    rows
}

fn children<'a>(node: &NodeRef<'a>, called: &str) -> Vec<NodeRef<'a>> {
    node.element_children().into_iter().filter(|child| name(child) == called).collect()
}

/// The cells of a row.
pub(in crate::import::page) fn cells<'a>(row: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let is_cell = |cell: &NodeRef| matches!(name(cell).as_str(), "td" | "th");
    row.element_children().into_iter().filter(is_cell).collect()
}

fn words(converter: &mut Converter, cell: &NodeRef) -> String {
    let mut line = String::new();
    converter.children(cell, &mut line);
    single_line(&line.replace("\\\n", " ")).replace('|', "\\|")
}
