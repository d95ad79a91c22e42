//! What readers say below a text: extractors take it for the text where it is more.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::PARAGRAPH;

/// Elements that can hold the comments of a page.
const HOLDERS: &str = "div, section, aside, ol, ul, dl, table, article";

/// Parts of names that do not call comments so, but what has them, or counts them.
const OTHERS: [&str; 10] =
    ["closed", "count", "disabled", "enabled", "has", "link", "no", "number", "open", "with"];

/// What begins like the word, and is none.
const WORDS: [&str; 2] = ["commenta", "commenti"];

/// What a page has of its own text, and not in its comments.
const OWN: &str = "h1, main, [itemprop~=articleBody]";

/// Elements with words that nobody reads.
const UNSEEN: &str = "script, style, noscript, template, textarea, title";

/// The elements with the comments that stand below a paragraph of the page.
pub(super) fn comments(document: &Document) -> HashSet<NodeId> {
    let Some(body) = document.body() else { return HashSet::new() };
    let below = body.descendants_it().skip_while(|node| !is_paragraph(node));
    below
        .filter(|node| node.is_element() && is_called(node) && node.is(HOLDERS) && !has_own(node))
        .map(|node| node.id)
        .collect()
}

fn is_paragraph(node: &NodeRef) -> bool {
    node.is_text()
        && node.text().split_whitespace().count() > PARAGRAPH
        && !node.ancestors_it(None).any(|above| above.is(UNSEEN))
}

/// Whether an element is named after comments: `comments`, `comment-list`, `post_comments`.
fn is_called(node: &NodeRef) -> bool {
    let is_word = |part: &str| {
        part == "disqus"
            || part.starts_with("comment") && !WORDS.iter().any(|word| part.starts_with(word))
    };
    let is_name = |name: &str| {
        let parts = || name.split(['-', '_']);
        parts().any(is_word) && !parts().any(|part| OTHERS.contains(&part))
    };
    let told = ["class", "id"].map(|name| node.attr_or(name, "").to_ascii_lowercase());
    told.iter().any(|told| told.split_whitespace().any(is_name))
}

fn has_own(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| inner.is(OWN))
}
