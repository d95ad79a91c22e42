//! Tables that hold figures become tables; those that only place things on a page become what is in them.

use dom_query::NodeRef;

use super::super::single_line;
use super::{Converter, Piece, name};

/// A cell of more bytes is a text of its own, and its table places things on a page.
const LONGEST_CELL: usize = 1200;

/// A table of more columns, and of more rows, is none that somebody reads.
const MOST_COLUMNS: usize = 200;
const MOST_ROWS: usize = 5000;

/// Writes a table as blocks.
pub(super) fn blocks(converter: &mut Converter, table: &NodeRef, blocks: &mut Vec<Piece>) {
    let rows = rows(table);
    let captions = children(table, "caption");
    let is_list = rows.iter().all(|row| cells(row).len() < 2);
    let is_layout = table.descendants_it().any(|node| {
        matches!(
            name(&node).as_str(),
            "table" | "ul" | "ol" | "blockquote" | "pre" | "h1" | "h2" | "h3"
        )
    });
    let is_text = |cell: &NodeRef| cell.text().len() > LONGEST_CELL;
    let is_layout = is_layout || rows.iter().flat_map(cells).any(|cell| is_text(&cell));
    let is_table = !is_layout && !is_list && (2..=MOST_ROWS).contains(&rows.len());
    let lines = if is_table { placed(&rows) } else { Vec::new() };
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    if width == 0 || width > MOST_COLUMNS {
        let mut inner = Vec::new();
        for node in captions.into_iter().chain(rows.iter().flat_map(cells)) {
            inner.extend(converter.blocks(&node));
        }
        blocks.extend(converter.figures.bound(table, inner));
        return;
    }
    let captions: Vec<String> =
        captions.iter().flat_map(|caption| converter.inner(caption)).collect();
    let mut told = Vec::with_capacity(rows.len() + 1);
    for line in &lines {
        let cells = line.iter().map(|cell| cell.as_ref().map(|cell| words(converter, cell)));
        let mut cells: Vec<String> = cells.map(Option::unwrap_or_default).collect();
        cells.resize(width, String::new());
        told.push(format!("| {} |", cells.join(" | ")));
        if told.len() == 1 {
            told.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    let parts: Vec<String> = captions.into_iter().chain([told.join("\n")]).collect();
    blocks.push(Piece::of(table.id, parts.join("\n\n")));
}

/// The cells of each row in their columns. A cell of several columns or rows stands in the first of them, and the others are
/// empty.
fn placed<'a>(rows: &[NodeRef<'a>]) -> Vec<Vec<Option<NodeRef<'a>>>> {
    // Of each column in how many rows a cell goes on, this one and those below.
    let mut open: Vec<usize> = Vec::new();
    let mut part = None;
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        // No cell reaches from the head of a table into its body.
        let within = row.parent().map(|parent| parent.id);
        if part != within {
            (part, open) = (within, Vec::new());
        }
        let (mut line, mut column) = (Vec::new(), 0);
        for cell in cells(row) {
            column += open.iter().skip(column).take_while(|rows| **rows > 0).count();
            line.resize(column, None);
            line.push(Some(cell));
            let end = (column + span(&cell, "colspan").max(1)).min(MOST_COLUMNS);
            if end > open.len() {
                open.resize(end, 0);
            }
            // None is as many as there are.
            let height = span(&cell, "rowspan").checked_sub(1).map_or(MOST_ROWS, |more| more + 1);
            open.get_mut(column..end).unwrap_or_default().fill(height);
            column = end.max(column + 1);
        }
        open.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        lines.push(line);
    }
    lines
}

/// Over how many columns or rows a cell goes.
fn span(cell: &NodeRef, direction: &str) -> usize {
    cell.attr(direction).and_then(|count| count.trim().parse().ok()).unwrap_or(1)
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
