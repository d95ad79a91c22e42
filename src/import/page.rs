//! Saved pages: the article in a page, and what the page says about it.
//!
//! What the main text is, is judged by `rs-trafilatura`; its elements become Markdown here. Nothing of a page runs: only
//! words, and addresses of the web, come out.

mod about;
mod captured;
mod convert;
mod depth;

use std::borrow::Cow;

use dom_query::Document;
use url::Url;

use super::text::{Is, people};
use super::{Input, Item, dates, decode, markdown, single_line, stem};
use crate::fold;
use about::About;
pub(in crate::import) use depth::check;

/// Elements that a page does not show.
const HIDDEN: &str = "[hidden], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], [style*='visibility: hidden'], template";

/// Reads a saved page.
pub(super) fn read(input: &Input) -> Result<Item, String> {
    page(&decode::decode(input.bytes), input.name)
}

/// Reads a page that was saved with all its parts as one message.
pub(super) fn read_message(input: &Input) -> Result<Item, String> {
    let (html, url) = captured::message(input.bytes)?;
    let mut item = page(&html, input.name)?;
    item.url = item.url.or(url);
    Ok(item)
}

fn page(html: &str, name: &str) -> Result<Item, String> {
    depth::check(html)?;
    let document = Document::from(html);
    let about = About::of(&document, html);
    let found = main_text(&shown(html));
    let mut item = Item::default();
    let content = Document::fragment(found.html.as_str());
    let base = about.url.as_deref().and_then(|url| Url::parse(url).ok());
    let converted = convert::convert(&content, &document, base.as_ref());
    item.title = about.title.or(found.title).unwrap_or_default();
    item.text = trimmed(converted.blocks, &item.title, &mut item.cut);
    if item.text.is_empty() {
        return Err("no text was found in it".to_owned());
    }
    if item.title.is_empty() {
        item.title = single_line(stem(name));
        item.left.push("no title was found; it is called like its file".to_owned());
    }
    item.authors = if about.authors.is_empty() { found.authors } else { about.authors };
    if let Some((head, tail)) = item.title.rsplit_once(" | ")
        && item.authors.iter().any(|author| author == tail)
    {
        item.title.truncate(head.len());
    }
    item.outlet = about.outlet.filter(|outlet| !item.authors.contains(outlet));
    item.url = about.url;
    // The extractor guesses a date from whatever looks like one, such as an infobox; only what is marked as one counts.
    item.published = about.published;
    item.accessed = about.accessed;
    item.language = about.language;
    item.licence = about.licence;
    if item.published.is_none() {
        item.left.push("no date of publication was found, and none is made up".to_owned());
    }
    if converted.inlined > 0 {
        item.left.push(format!(
            "{} pictures that are written into the page are left out",
            converted.inlined
        ));
    }
    Ok(item)
}

/// The text that a service kept of a page, as Markdown: all of it, without looking for the main text.
pub(super) fn kept(html: &str, url: Option<&str>) -> Result<String, String> {
    depth::check(html)?;
    let document = Document::fragment(html);
    let base = url.and_then(|url| Url::parse(url).ok());
    Ok(convert::convert(&document, &document, base.as_ref()).blocks.join("\n\n"))
}

/// A page without what it hides, unless it hides most of its words and shows them by a script.
fn shown(html: &str) -> Cow<'_, str> {
    let document = Document::from(html);
    let before = document.text().len();
    document.select(HIDDEN).remove();
    let is_most = document.text().len() * 2 < before;
    if is_most { Cow::Borrowed(html) } else { Cow::Owned(document.html().to_string()) }
}

/// The main text of a page and what its extractor says of it.
struct Found {
    html: String,
    title: Option<String>,
    authors: Vec<String>,
}

fn main_text(html: &str) -> Found {
    let options = rs_trafilatura::Options {
        include_links: true,
        include_images: true,
        ..rs_trafilatura::Options::default()
    };
    let Ok(result) = rs_trafilatura::extract_with_options(html, &options) else {
        return Found { html: String::new(), title: None, authors: Vec::new() };
    };
    let paragraphs = || {
        let lines = result.content_text.lines().filter(|line| !line.trim().is_empty());
        lines
            .fold(String::new(), |html, line| html + "<p>" + &crate::escape::escaped(line) + "</p>")
    };
    let meta = &result.metadata;
    let authors = meta.author.as_deref().map(people).unwrap_or_default();
    Found {
        html: result
            .content_html
            .clone()
            .filter(|html| !html.trim().is_empty())
            .unwrap_or_else(paragraphs),
        title: meta.title.clone().filter(|title| !title.trim().is_empty()),
        authors: authors.into_iter().filter(|author| author.len() < 80).collect(),
    }
}

/// Blocks of Markdown as a text, without its title and without what pages write around a text.
fn trimmed(blocks: Vec<String>, title: &str, cut: &mut Vec<String>) -> String {
    let title = fold::key(title);
    let told: usize = blocks.iter().map(String::len).sum();
    let (mut kept, mut length): (Vec<String>, usize) = (Vec::new(), 0);
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        let line = block.trim_start_matches(['#', ' ']).trim_matches(['*', '_']);
        let is_heading = block.starts_with('#');
        if is_heading && kept.len() < 3 && fold::key(line) == title {
            continue;
        }
        length += block.len();
        match Is::of(line) {
            Is::End if length * 2 > told && !block.starts_with(['|', '`']) => {
                cut.push(line.to_owned());
                cut.extend(blocks.by_ref());
            }
            Is::Junk | Is::End if !block.contains('\n') => cut.push(line.to_owned()),
            _ => kept.push(block),
        }
    }
    // A heading over nothing is of what was cut.
    while kept.last().is_some_and(|block| block.starts_with('#')) {
        cut.extend(kept.pop());
    }
    kept.join("\n\n")
}
