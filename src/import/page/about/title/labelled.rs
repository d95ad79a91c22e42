//! The element of a page that is named after the headline: pages from before headings were in use have theirs in one.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};

use super::super::super::{Is, single_line};
use super::super::day_in;
use super::heading::{LONGEST, is_beside, is_one_of};
use super::site::{Site, key};

/// What such elements are called: their names have one of the first, or end with one of the second.
const PARTS: [&str; 5] =
    ["articletitle", "contentheading", "entrytitle", "posttitle", "storytitle"];
const ENDS: [&str; 8] = [
    "articlehead",
    "articleheader",
    "articleheading",
    "entryheader",
    "headline",
    "newstitle",
    "storyhead",
    "storyheader",
];

/// What is called so and is not the headline.
const OTHERS: [&str; 2] = ["sub", "related"];

/// What a headline holds none of.
const BLOCKS: [&str; 5] = ["p", "div", "br", "ul", "table"];

/// What is the headline, where it stands in such an element.
const HEADINGS: [&str; 4] = ["h1", "h2", "h3", "h4"];

/// So many such elements are looked at, and so much in each: what has more is a list of texts, or made to take long.
const MOST: (usize, usize) = (200, 200);

/// The words of elements that are named so, those that lead nowhere first: headlines of other texts are links to them.
pub(super) fn labelled(document: &Document, site: &Site) -> Vec<String> {
    let nodes = document.select("body [class], body [id]");
    let named: Vec<&NodeRef> =
        nodes.nodes().iter().filter(|node| is_named(node)).take(MOST.0).collect();
    let ids: HashSet<_> = named.iter().map(|node| node.id).collect();
    let (mut plain, mut linked) = (Vec::new(), Vec::new());
    for node in named.iter().filter(|node| !node.ancestors_it(None).any(|above| is_beside(&above)))
    {
        let inner: Vec<NodeRef> = node.descendants_it().take(MOST.1).collect();
        let heading = inner.iter().find(|inner| is_one_of(inner, &HEADINGS));
        let is_whole = |inner: &NodeRef| !is_one_of(inner, &BLOCKS) && !ids.contains(&inner.id);
        if heading.is_none() && (inner.len() == MOST.1 || !inner.iter().all(is_whole)) {
            continue;
        }
        let words = single_line(&heading.unwrap_or(node).text());
        let is_line = words.contains(char::is_alphanumeric) && words.len() <= LONGEST;
        let is_title = || Is::of(&words) == Is::Words && day_in(&words).is_none();
        if is_line && !site.is(&words) && is_title() {
            let is_link = inner.iter().any(|inner| inner.has_attr("href"));
            if is_link { &mut linked } else { &mut plain }.push(words);
        }
    }
    // Of several links, none is the headline.
    linked.dedup();
    plain.extend(linked.pop().filter(|_| linked.is_empty()));
    plain
}

fn is_named(node: &NodeRef) -> bool {
    let told = ["class", "id"].map(|name| node.attr_or(name, "").to_string());
    told.iter().flat_map(|told| told.split_whitespace()).any(|word| {
        let name = key(word);
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_headline = PARTS.iter().any(|part| name.contains(part))
            || ENDS.iter().any(|end| name.ends_with(end));
        is_headline && !OTHERS.iter().any(|other| name.contains(other))
    })
}
