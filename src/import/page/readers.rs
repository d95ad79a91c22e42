//! What readers say below a text: extractors take it for the text where it is more.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::{Is, PARAGRAPH};

/// A sentence above the comments has as many words.
const SENTENCE: usize = 4;

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

/// The elements with the comments that stand below a paragraph of the page, or below a sentence that is in none of them.
pub(super) fn comments(document: &Document) -> HashSet<NodeId> {
    let Some(body) = document.body() else { return HashSet::new() };
    let below = body.descendants_it().skip_while(|node| !is_paragraph(node) && !is_sentence(node));
    below
        .filter(|node| node.is_element() && is_called(node) && node.is(HOLDERS) && !has_own(node))
        .map(|node| node.id)
        .collect()
}

/// All that readers say below a text: what stands in the elements with the comments, and what stands behind the line that
/// says that they begin. A link to them is no such line.
pub(super) fn said(document: &Document) -> HashSet<NodeId> {
    let Some(body) = document.body() else { return HashSet::new() };
    let is_link = |node: &NodeRef| node.ancestors_it(None).any(|above| above.is("a, button"));
    let opens = |node: &NodeRef| {
        node.is_text() && matches!(Is::of(node.text().trim()), Is::Talk) && !is_link(node)
    };
    let below = body.descendants_it().skip_while(|node| !is_paragraph(node));
    let mut said: HashSet<NodeId> =
        below.skip_while(|node| !opens(node)).map(|node| node.id).collect();
    let within = |holder| NodeRef::new(holder, &document.tree).descendants_it();
    said.extend(comments(document).into_iter().flat_map(within).map(|node| node.id));
    said
}

fn is_paragraph(node: &NodeRef) -> bool {
    node.is_text() && node.text().split_whitespace().count() > PARAGRAPH && !is_unseen(node)
}

/// Whether it is a sentence that leads nowhere and that no reader says.
fn is_sentence(node: &NodeRef) -> bool {
    let is_one = || {
        let text = node.text();
        let is_ended = text.trim_end().ends_with(['.', '!', '?', '…', '。', '؟']);
        is_ended && text.split_whitespace().count() >= SENTENCE
    };
    let is_beside = |above: NodeRef| above.is("a, nav, header") || is_called(&above);
    node.is_text() && is_one() && !is_unseen(node) && !node.ancestors_it(None).any(is_beside)
}

fn is_unseen(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|above| above.is(UNSEEN))
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
    let told = ["class", "id"].map(|name| parted(&node.attr_or(name, "")));
    told.iter().any(|told| told.split_whitespace().any(is_name))
}

/// Names in small letters, with a sign between the words that begin with capitals: `articleComments`.
fn parted(names: &str) -> String {
    let mut made = String::with_capacity(names.len());
    for c in names.chars() {
        if c.is_ascii_uppercase() && made.ends_with(|c: char| c.is_ascii_lowercase()) {
            made.push('-');
        }
        made.push(c.to_ascii_lowercase());
    }
    made
}

fn has_own(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| inner.is(OWN))
}
