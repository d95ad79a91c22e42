//! What stands beside a text, by the names that pages give to its elements.

use dom_query::{Document, NodeId};

use super::trunk;

/// So many elements around a block are looked at.
const AROUND: usize = 5;

/// Names of what is about the text, its author or its site, and not of the text.
const NAMES: [&str; 22] = [
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
            && !HOLDERS.iter().any(|holder| node.is(holder))
    })
}
