//! Pages that are sent in pieces: what comes late stands hidden at the end, and a script moves it to its place. React does so.

use std::collections::HashMap;

use dom_query::{Document, NodeRef};

/// What the ids of pieces begin with, and those of the elements that hold their places.
const PIECE: &str = "S:";
const PLACES: [&str; 2] = ["B:", "P:"];

/// A piece is moved to no place that is deeper: together they would be deeper than any page.
const DEEPEST: usize = 60;

/// Moves the pieces of a page to their places, as its script would.
pub(super) fn place(document: &Document) {
    let pieces = document.select("div[hidden][id^='S:']");
    if pieces.nodes().is_empty() {
        return;
    }
    let places = document.select("template[id]");
    let places: HashMap<String, &NodeRef> =
        places.nodes().iter().map(|place| (place.attr_or("id", "").to_string(), place)).collect();
    for piece in pieces.nodes() {
        let id = piece.attr_or("id", "").to_string();
        let number = id.strip_prefix(PIECE).unwrap_or_default();
        let place = PLACES.iter().find_map(|kind| places.get(&format!("{kind}{number}")));
        let Some(place) = place else { continue };
        let above = place.ancestors(None);
        if above.len() <= DEEPEST && above.iter().all(|above| above.id != piece.id) {
            place.insert_before(piece);
            piece.remove_attr("hidden");
        }
    }
}
