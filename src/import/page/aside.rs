//! What stands beside a text, by the names that pages give to its elements.

use dom_query::{Document, NodeId, NodeRef};

use super::trunk;

/// So many elements around a block are looked at.
const AROUND: usize = 5;

/// Names of what is about the text, its author or its site, and not of the text.
const NAMES: [&str; 23] = [
    "about-author",
    "about-the-author",
    "author-bio",
    "author-box",
    "author-card",
    "author-description",
    "authorbio",
    "authorbox",
    "entry-author",
    "advert",
    "affiliate",
    "comment-item",
    "copyright",
    "disclaimer",
    "disclosure",
    "newsletter-cta",
    "newsletter-signup",
    "post-author",
    "post-ratings",
    "print-button",
    "sharedaddy",
    "subscribe",
    "subscription",
];

/// Elements that hold the text, whatever they are called.
const HOLDERS: [&str; 5] = ["html", "body", "main", "article", "form"];

/// Whether a block stands in an element that is named after something else than the text.
pub(super) fn is_aside(document: &Document, element: NodeId) -> bool {
    trunk::around(document, element, AROUND).iter().any(|node| {
        let told = [node.attr("class"), node.attr("id")];
        let is_named = |told: &str| {
            let told = told.to_lowercase().replace('_', "-");
            NAMES.iter().any(|name| told.contains(name))
        };
        told.iter().flatten().any(|told| is_named(told))
            && !HOLDERS.iter().any(|holder| node.has_name(holder))
    })
}

/// Whether an element stands among the comments of readers.
pub(super) fn is_comment(element: &NodeRef) -> bool {
    let named = |node: &NodeRef| {
        let told = ["class", "id", "itemprop"].map(|name| node.attr(name).unwrap_or_default());
        let mut words = told.iter().flat_map(|told| told.split_whitespace());
        // The article that has comments is often called after them too: `comments-open`.
        if HOLDERS.iter().any(|holder| node.has_name(holder)) {
            words.any(|word| matches!(word, "comment" | "comment-body"))
        } else {
            words.any(|word| word.to_lowercase().starts_with("comment"))
        }
    };
    named(element) || element.ancestors_it(None).any(|node| named(&node))
}

/// Whether a name stands in a page among the comments of readers, and nowhere else.
pub(super) fn is_commenter(document: &Document, name: &str) -> bool {
    let body = document.select("body *");
    let nodes = body.nodes().iter().filter(|node| node.immediate_text().contains(name));
    let mut places = nodes.map(is_comment).peekable();
    places.peek().is_some() && places.all(|is_comment| is_comment)
}
