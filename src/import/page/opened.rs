//! Questions that open their answers: a page has each as a button, and what it opens behind that.

use dom_query::{Document, NodeRef};

use super::{Is, single_line};

/// So many elements can stand around nothing but a button.
const AROUND: usize = 4;

/// So many elements behind a button can be empty.
const EMPTY: usize = 2;

/// A question has not more words, and what is neither marked as one nor a heading has as many.
const WORDS: (usize, usize) = (3, 40);

/// Among the first texts of an answer one has as many words, and is no link.
const SENTENCE: usize = 6;
const FIRST: usize = 8;

const HEADINGS: &str = "h1, h2, h3, h4, h5, h6";

/// What a page shows one below the other by itself.
const ITEMS: &str = "dt, li";

/// Where buttons open menus and windows.
const ELSEWHERE: &str = "nav, form, dialog, menu, [role=dialog], [role=menu], [role=tablist]";

/// Makes headings of such buttons, and shows what they open.
pub(super) fn show(document: &Document) {
    for button in document.select("button").nodes() {
        if !is_question(button) || button.ancestors_it(None).any(|above| above.is(ELSEWHERE)) {
            continue;
        }
        let Some(answer) = opened(button).filter(is_answer) else { continue };
        for shown in answer.element_children().iter().chain([&answer]) {
            ["hidden", "aria-hidden", "style"].iter().for_each(|name| shown.remove_attr(name));
        }
        let has_heading = button.descendants_it().any(|inner| inner.is(HEADINGS));
        let is_part = has_heading || stands_in(button, HEADINGS) || stands_in(button, ITEMS);
        button.rename(if is_part { "div" } else { "h3" });
    }
}

fn stands_in(button: &NodeRef, names: &str) -> bool {
    button.ancestors_it(Some(AROUND)).any(|above| above.is(names))
}

/// Whether a button has the words of a question, or of a heading.
fn is_question(button: &NodeRef) -> bool {
    let words = single_line(&button.text());
    let count = words.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count();
    let is_sure = words.ends_with(['?', '？', '؟']) || stands_in(button, HEADINGS);
    let is_marked = button.has_attr("aria-expanded") && count >= WORDS.0;
    (is_sure || is_marked) && count <= WORDS.1 && Is::of(&words) == Is::Words
}

/// The element with words behind a button, or behind what stands around it alone.
fn opened<'a>(button: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    let own = texts(button).count();
    let mut node = *button;
    for _ in 0..AROUND {
        let next = node.next_element_sibling();
        let behind = std::iter::successors(next, NodeRef::next_element_sibling);
        if let Some(found) = behind.take(EMPTY + 1).find(|next| texts(next).next().is_some()) {
            return Some(found);
        }
        node = node.parent()?;
        if texts(&node).take(own + 1).count() > own {
            return None;
        }
    }
    None
}

/// The texts in an element that are not empty.
fn texts<'a>(node: &NodeRef<'a>) -> impl Iterator<Item = NodeRef<'a>> {
    node.descendants_it().filter(|inner| inner.is_text() && !inner.text().trim().is_empty())
}

/// Whether an element begins with a sentence, as menus do not.
fn is_answer(node: &NodeRef) -> bool {
    texts(node).take(FIRST).any(|text| {
        let is_link = text
            .ancestors_it(Some(AROUND))
            .any(|above| above.has_name("a") || above.has_name("button"));
        !is_link && text.text().split_whitespace().count() >= SENTENCE
    })
}
