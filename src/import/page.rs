//! Saved pages: the article in a page, and what the page says about it.
//!
//! All of a page becomes Markdown here; which of its blocks are the main text, two extractors decide (`chosen`). Nothing of a page runs: only
//! words, and addresses of the web, come out.

mod about;
mod aside;
mod captured;
mod chosen;
mod convert;
mod depth;
mod head;
mod inset;
mod noscript;
mod numbered;
mod opened;
mod plain;
mod readers;
mod shielded;
mod streamed;
mod talk;
mod thread;
mod trimmed;
mod trunk;

use std::borrow::Cow;
use std::collections::HashSet;
use std::panic;

use dom_query::{Document, NodeRef};
use url::Url;

use super::pictures::{Find, Left, Pictures};
use super::text::{Is, people};
use super::{Input, Item, dates, decode, markdown, references, single_line, stem, tex};
use crate::fold;
use about::{About, Sure};
use chosen::{Chosen, Told, Voice};
pub(in crate::import) use depth::document;
use plain::plain;
use thread::Thread;
use trimmed::trimmed;

/// A text has begun with a paragraph of more words.
const PARAGRAPH: usize = 24;

/// Of so many long paragraphs of a page, if less than one in so many is kept, the report says so.
const MANY: usize = 8;
const FEW: usize = 3;

/// Words of a title that say little have not more letters.
const SHORT: usize = 3;

/// Elements that a page does not show.
const HIDDEN: &str = "[hidden], [style*='display:none'], [style*='display: none'], [style*='visibility:hidden'], [style*='visibility: hidden'], template, [role=tooltip]";

/// What `MediaWiki` puts into a text: links to edit its parts, a table of contents, boxes of links to other pages, and what it
/// leaves out of a book.
const WIKI: &str = ".mw-editsection, .mw-parser-output .toc, .mw-parser-output .navbox, .ws-noexport, .ws-pagenum, .licenseContainer";

/// Reads a saved page.
pub(super) fn read(input: &Input) -> Result<Item, String> {
    let find = |name: &str| (input.beside)(name);
    let item = page(&decode::decode(input.bytes), input.name, input.images.then_some(&find))?;
    Ok(dated(item, input))
}

/// Reads a page that was saved with all its parts as one message.
pub(super) fn read_message(input: &Input) -> Result<Item, String> {
    let message = captured::Message::of(input.bytes)?;
    let find = |name: &str| message.part(name);
    let mut item = page(&message.html, input.name, input.images.then_some(&find))?;
    item.url = item.url.or(message.url);
    item.accessed = item.accessed.or(message.saved);
    Ok(dated(item, input))
}

/// A page with its days as the calendar of its language has them: no page is of the Gregorian year 1390 or 2567. Front matter
/// reads a day with strokes in that calendar.
fn dated(mut item: Item, input: &Input) -> Item {
    let language = item.language.as_deref();
    for date in [&mut item.published, &mut item.modified] {
        let day = date.as_ref().filter(|day| language.is_some() && day.len() == "2017-12-27".len());
        let read = day.and_then(|day| (input.date)(&day.replace('-', "/"), language));
        *date = read.or(date.take());
    }
    item
}

fn page(html: &str, name: &str, find: Option<Find>) -> Result<Item, String> {
    let html = &*noscript::shown(html);
    let document = depth::document(&titled(html))?;
    streamed::place(&document);
    shielded::show(&document);
    numbered::place(&document);
    inset::move_out(&document);
    let mut about = About::of(&document, html);
    opened::show(&document);
    show(&document);
    let base = about.url.as_deref().and_then(|url| Url::parse(url).ok());
    let mut pictures = Pictures::new(find);
    let mut item = Item { title: about.title.clone().unwrap_or_default(), ..Item::default() };
    if let Some(thread) = Thread::of(&document, about.url.as_deref()) {
        item.text = posts(thread.html, &document, base.as_ref(), &mut pictures);
        about.authors = thread.author.into_iter().collect();
        about.published = thread.day.or(about.published);
    } else {
        take_article(&mut item, &mut about, &document, base.as_ref(), &mut pictures);
    }
    item.title = tex::shown(&item.title);
    if item.text.is_empty() {
        return Err("no text was found in it".to_owned());
    }
    if item.title.is_empty() {
        item.title = single_line(stem(name));
        item.left.push("no title was found; it is called like its file".to_owned());
    }
    item.authors = about.authors;
    if let Some((head, tail)) = item.title.rsplit_once(" | ")
        && item.authors.iter().any(|author| author == tail)
    {
        item.title.truncate(head.len());
    }
    item.outlet = about.outlet.filter(|outlet| !item.authors.contains(outlet));
    references::place(&mut item, about.url, about.doi.as_deref());
    // The extractor guesses a date from whatever looks like one, such as an infobox; only what is marked as one counts.
    item.published = about.published;
    item.modified = about.modified;
    item.accessed = about.accessed;
    item.language = about.language;
    item.licence = about.licence;
    if item.published.is_none() {
        item.left.push("no date of publication was found, and none is made up".to_owned());
    }
    let (pictures, left) = pictures.close(&item.text);
    item.pictures = pictures;
    item.left.extend(left);
    Ok(item)
}

/// Takes the main text of a page and what readers wrote below it, and what stands around the text where the page says
/// nothing better of itself.
fn take_article(
    item: &mut Item,
    about: &mut About,
    document: &Document,
    base: Option<&Url>,
    pictures: &mut Pictures,
) {
    let told = Told { title: about.title.as_deref(), body: about.body.as_deref() };
    let found = main_text(document, &told, base, pictures);
    let is_better = match about.sure {
        Sure::Seen => false,
        Sure::Told => is_foreign(&item.title, &found.blocks),
        Sure::Named => true,
    };
    if let Some(heading) = found.heading.filter(|_| is_better) {
        item.title = heading;
    }
    if item.title.is_empty() {
        item.title = found.title.unwrap_or_default();
    }
    if about.authors.is_empty() {
        about.authors = found.authors;
    }
    item.cut.extend(found.left.iter().map(|block| shown(block)));
    let text = trimmed(found.blocks, &item.title, &about.authors, &mut item.cut);
    let kept = text.split("\n\n").filter(|block| is_paragraph(block)).count();
    if found.long >= MANY && kept * FEW < found.long {
        let all = found.long;
        item.left.push(format!("only {kept} of {all} long paragraphs of the page are in the text"));
    }
    item.text = convert::known(&text);
    if let Some(replies) = thread::replies(document, about.url.as_deref()) {
        let replies = posts(replies, document, base, pictures);
        if !replies.is_empty() {
            item.text += &format!("\n\n{replies}");
        }
    }
}

/// The posts of a thread as Markdown.
fn posts(html: String, page: &Document, base: Option<&Url>, pictures: &mut Pictures) -> String {
    let posts = Document::fragment(html);
    joined(convert::convert(&posts, page, base, pictures))
}

/// Blocks as one text.
fn joined(blocks: Vec<convert::Piece>) -> String {
    let blocks: Vec<String> = blocks.into_iter().map(|block| block.markdown).collect();
    blocks.join("\n\n")
}

/// The text that a service kept of a page, as Markdown: all of it, without looking for the main text. Its pictures stay
/// where they are.
pub(super) fn kept(html: &str, url: Option<&str>) -> Result<String, String> {
    let document = depth::fragment(&closed(html))?;
    let base = url.and_then(|url| Url::parse(url).ok());
    let blocks = convert::convert(&document, &document, base.as_ref(), &mut Pictures::new(None));
    Ok(convert::known(&joined(blocks)))
}

/// A text with an end for each `<div/>`: services that keep pages as XML write empty elements so, and readers of HTML take them
/// for begun.
fn closed(html: &str) -> Cow<'_, str> {
    let mut made = String::new();
    let mut at = 0;
    for (end, _) in html.match_indices("/>") {
        let Some(begin) = html[at..end].rfind('<').map(|begin| at + begin) else { continue };
        let tag = &html[begin + 1..end];
        let name = &tag[..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())];
        if !["div", "span", "td", "p", "a", "b", "i", "em", "li", "iframe"].contains(&name) {
            continue;
        }
        made += &html[at..end];
        made += &format!("></{name}>");
        at = end + 2;
    }
    if made.is_empty() { html.into() } else { (made + &html[at..]).into() }
}

/// A page with an end for its `<title>`: without one, all that follows is the title. It ends with its line, or where a tag
/// begins.
fn titled(html: &str) -> Cow<'_, str> {
    let folded = html.to_ascii_lowercase();
    let Some(open) = folded.find("<title") else { return html.into() };
    let Some(begin) = folded[open..].find('>').map(|end| open + end + 1) else {
        return html.into();
    };
    let close = folded[begin..].find("</title");
    let inner = close.map_or(&folded[begin..], |end| &folded[begin..begin + end]);
    if close.is_some() && !inner.contains("<body") && !inner.contains("<script") {
        return html.into();
    }
    let words = begin + inner.len() - inner.trim_start().len();
    let end = html[words..].find(['<', '\n']).map_or(html.len(), |end| words + end);
    format!("{}</title>{}", &html[..end], &html[end..]).into()
}

/// Removes what a page hides, unless it hides most of its words and shows them by a script; and the tools of wikis.
fn show(document: &Document) {
    let hidden = document.select(HIDDEN);
    let words = |text: &str| text.split_whitespace().count();
    if words(&hidden.text()) * 2 < words(&document.text()) {
        // Wikis hide the source of a formula beside the picture of it.
        let is_formula = |node: &NodeRef| {
            node.has_name("math") || node.descendants_it().any(|inner| inner.has_name("math"))
        };
        hidden
            .nodes()
            .iter()
            .filter(|node| !is_formula(node))
            .for_each(NodeRef::remove_from_parent);
    }
    document.select(WIKI).remove();
}

/// The main text of a page and what its extractor says of it.
struct Found {
    blocks: Vec<String>,
    /// How many long paragraphs the page has, without those of readers.
    long: usize,
    /// What stands among them and is not of the text.
    left: Vec<String>,
    /// The heading right above the text.
    heading: Option<String>,
    title: Option<String>,
    authors: Vec<String>,
}

fn main_text(
    document: &Document,
    told: &Told,
    base: Option<&Url>,
    pictures: &mut Pictures,
) -> Found {
    let by_kinds = guarded(|| by_kinds(document)).unwrap_or_default();
    let by_density = guarded(|| by_density(document)).unwrap_or_default();
    let blocks = convert::convert(document, document, base, pictures);
    let voices = [Voice::of(&by_kinds.content_text), Voice::of(&said(&by_density))];
    let said = readers::said(document);
    let own = blocks.iter().filter(|block| !said.contains(&block.element));
    let long = own.filter(|block| is_paragraph(&block.markdown)).count();
    let Chosen { kept: mut blocks, left, heading } =
        chosen::chosen(document, blocks, &voices, told);
    if blocks.is_empty() {
        // The text is not in the elements of the page, but for example in its JSON-LD.
        let longer = if let Some(body) = told.body {
            paragraphs(body)
        } else if by_kinds.content_text.len() > by_density.len() {
            by_kinds.content_html.unwrap_or_else(|| paragraphs(&by_kinds.content_text))
        } else {
            by_density
        };
        let found = convert::convert(&Document::fragment(longer), document, base, pictures);
        blocks = found.into_iter().map(|block| block.markdown).collect();
    }
    let meta = by_kinds.metadata;
    let authors = meta.author.as_deref().map(people).unwrap_or_default();
    Found {
        blocks,
        long,
        left,
        heading,
        title: meta.title.filter(|title| !title.trim().is_empty()),
        authors: authors
            .into_iter()
            .filter(|author| about::is_person(author) && !aside::is_commenter(document, author))
            .collect(),
    }
}

/// Whether a block of Markdown is a long paragraph that is hardly links.
fn is_paragraph(block: &str) -> bool {
    let is_other = block.starts_with(['#', '-', '|', '`', '[']) || chosen::is_links(block);
    !is_other && plain(block).0.split_whitespace().count() > PARAGRAPH
}

/// Whether a text says less than a third of what its title does, in words of more than a few letters: what nobody sees on the page
/// is then what its site is called.
fn is_foreign(title: &str, blocks: &[String]) -> bool {
    let words = |text: &str| -> HashSet<String> {
        let text = text.to_lowercase();
        fold::words(&text).map(|place| text[place].to_owned()).filter(|w| w.len() > SHORT).collect()
    };
    let title = words(title);
    let said: HashSet<String> = blocks.iter().flat_map(|block| words(block)).collect();
    title.intersection(&said).count() * 3 < title.len()
}

/// What an extractor finds; nothing where it breaks on a page, which must not stop the others.
fn guarded<T>(find: impl FnOnce() -> Option<T>) -> Option<T> {
    panic::catch_unwind(panic::AssertUnwindSafe(find)).ok().flatten()
}

fn by_kinds(document: &Document) -> Option<rs_trafilatura::ExtractResult> {
    rs_trafilatura::extract_with_options(&document.html(), &rs_trafilatura::Options::default()).ok()
}

/// What Readability takes for the main text, as HTML.
fn by_density(document: &Document) -> Option<String> {
    let mut reader = dom_smoothie::Readability::with_document(document.clone(), None, None).ok()?;
    Some(reader.parse().ok()?.content.to_string())
}

/// The words of HTML, each block on lines of its own.
fn said(html: &str) -> String {
    let document = Document::fragment(html);
    let blocks = convert::convert(&document, &document, None, &mut Pictures::new(None));
    blocks.iter().fold(String::new(), |said, block| said + &plain(&block.markdown).0 + "\n")
}

/// Lines as paragraphs of HTML.
fn paragraphs(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.fold(String::new(), |html, line| html + "<p>" + &crate::escape::escaped(line) + "</p>")
}

/// A block of Markdown as the report shows it.
fn shown(block: &str) -> String {
    plain(block.trim_start_matches(['#', ' '])).0.replace("**", "")
}
