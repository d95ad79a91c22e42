//! Where on a page its text stands: the element that holds most of what the extractors found.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

/// The trunk holds as much of the paragraphs that were found, in tenths.
const MOST: usize = 7;

/// The elements that a block stands in, the innermost first.
pub(super) fn above(page: &Document, element: NodeId) -> Vec<NodeId> {
    let node = NodeRef::new(element, &page.tree);
    [element].into_iter().chain(node.ancestors_it(None).map(|above| above.id)).collect()
}

/// An element and those that it stands in, the innermost first, so many of them.
pub(super) fn around(page: &Document, element: NodeId, count: usize) -> Vec<NodeRef<'_>> {
    let node = NodeRef::new(element, &page.tree);
    [node].into_iter().chain(node.ancestors_it(None)).take(count).collect()
}

/// The innermost element that holds most of the paragraphs, by their letters; nothing where there are none. `found` are
/// the elements above each paragraph, and how much it counts.
pub(super) fn trunk(found: &[(&[NodeId], usize)]) -> Option<NodeId> {
    let mut held: HashMap<NodeId, usize> = HashMap::new();
    for (above, letters) in found {
        above.iter().for_each(|element| *held.entry(*element).or_default() += letters);
    }
    let all: usize = found.iter().map(|(_, letters)| letters).sum();
    let holds = |element: &NodeId| held[element] * 10 >= all * MOST;
    // What holds most stands in each other, so that the deepest is one.
    let depths = found.iter().filter_map(|(above, _)| {
        let at = above.iter().position(holds)?;
        Some((above.len() - at, above[at]))
    });
    depths.max_by_key(|(depth, _)| *depth).map(|(_, element)| element).filter(|_| all > 0)
}
