//! Where notes and posts stood on their site, so that links between them lead to the articles that they became.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::{Item, tags};
use crate::fold;

/// Endings of files that are pages.
const ENDINGS: [&str; 5] = [".md", ".markdown", ".mdown", ".html", ".htm"];

/// Folders of lists, such as of all notes with a tag.
const LISTS: [&str; 8] =
    ["author", "authors", "categories", "category", "page", "series", "tag", "tags"];

/// The places of a note: its file, what it is called there, and the addresses that its front matter gives it. `name` is
/// the one of its file without a day.
pub(super) fn of(file: &str, name: &str, item: &Item) -> Vec<String> {
    let own = key(file);
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside =
        |name: &str| if folder.is_empty() { key(name) } else { key(&format!("{folder}/{name}")) };
    let mut places = vec![beside(name)];
    places.extend(item.slug.as_deref().map(beside));
    places.push(beside(&fold::slug(&item.title)));
    places.extend(item.redirect_from.iter().map(|path| key(path)));
    places.push(own);
    places.dedup();
    places.reverse();
    places
}

/// The articles that notes became, by their places.
#[derive(Debug, Default)]
pub struct Places {
    articles: HashMap<String, String>,
    /// By the last part of a place; nothing where several have it.
    by_last: HashMap<String, Option<String>>,
}

impl Places {
    /// Adds an article, by the path of its file.
    pub fn add(&mut self, places: &[String], article: &str) {
        for place in places.iter().filter(|place| !place.is_empty()) {
            self.articles.entry(place.clone()).or_insert_with(|| article.to_owned());
            let last = place.rsplit('/').next().unwrap_or(place);
            let known = self.by_last.entry(last.to_owned());
            let known = known.or_insert_with(|| Some(article.to_owned()));
            if known.as_deref() != Some(article) {
                *known = None;
            }
        }
    }

    /// The article that a link leads to, from a note that stood at a place.
    fn find(&self, from: &str, target: &str) -> Option<&str> {
        let target = percent_decode_str(target).decode_utf8().ok()?;
        let target = target.split('?').next().unwrap_or_default();
        let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = key(target);
        let is_whole = target.starts_with(['/', '@']);
        // A page is a folder of its own for links that were written for browsers.
        let near = [format!("{folder}/{target}"), format!("{from}/{target}")];
        let near = near.iter().filter(|_| !is_whole).map(|path| key(path));
        // Sites in several languages have a folder for each.
        let language = from.split('/').next().map(|first| format!("{first}/{whole}"));
        let places = near.chain([whole.clone()]).chain(language);
        let found = places.into_iter().find_map(|place| self.articles.get(&place));
        // A list of all that has a tag is called like the tag.
        let is_list = whole.split('/').next().is_some_and(|first| LISTS.contains(&first));
        // Vaults that are sites write the spaces of a name as hyphens.
        let known = |name| self.by_last.get(name).or_else(|| self.by_last.get(&fold::slug(name)));
        let last = || known(whole.rsplit('/').next()?)?.as_ref();
        let last = || if is_list { None } else { last() };
        found.or_else(last).map(String::as_str)
    }

    /// A note in which links to other notes lead to their articles, and how many lead to none that is known. `from` is
    /// the place of the note, `folder` the folder of the file that it became, and `text` begins where its front matter ends.
    pub fn linked(&self, from: &str, folder: &str, text: &str) -> (String, usize) {
        let mut made = String::with_capacity(text.len());
        let (mut at, mut lost) = (0, 0);
        for Target { range, address, name } in targets(text) {
            let (path, fragment) = match address.find('#') {
                Some(mark) => address.split_at(mark),
                None => (address.as_str(), ""),
            };
            let found = self.find(from, path);
            let link = match (found, &name) {
                (Some(article), None) => format!("{}{fragment}", called(article, folder)),
                (Some(article), Some(name)) => {
                    let article = article.strip_suffix(".md").unwrap_or(article);
                    let stem = article.rsplit('/').next().unwrap_or(article);
                    if !path.contains('/') && fold::slug(path) == stem {
                        continue;
                    }
                    let called = called(article, folder);
                    format!("{}{fragment}{name}", called.trim_start_matches('/'))
                }
                (None, name) => {
                    // A name that is no note may be one of somebody or something.
                    lost += usize::from(name.is_none() && looks_like_page(path));
                    continue;
                }
            };
            made += &text[at..range.start];
            made += &link;
            at = range.end;
        }
        (made + &text[at..], lost)
    }
}

/// What a link in a file of a folder calls an article: by its name where it lies beside, else from the top of all content.
fn called<'a>(article: &'a str, folder: &str) -> Cow<'a, str> {
    match article.rsplit_once('/').unwrap_or(("", article)) {
        (own, name) if own == folder => name.into(),
        _ => format!("/{}", article.strip_prefix("content/").unwrap_or(article)).into(),
    }
}

/// The address of a link, and where it is written.
struct Target {
    range: Range<usize>,
    address: String,
    /// Of a link that is a name, `[[…]]`: what is to follow the address, so that its words stay.
    name: Option<String>,
}

/// The addresses of the links in a text that lead to other pages of its site.
fn targets(text: &str) -> Vec<Target> {
    let parser = Parser::new_ext(text, Options::ENABLE_WIKILINKS | Options::ENABLE_TABLES);
    let defined: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(_, link)| (link.span.clone(), link.dest.to_string(), None))
        .collect();
    let mut found = defined;
    let mut sign = "|";
    for (event, range) in parser.into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => sign = "\\|",
            Event::End(TagEnd::Table) => sign = "|",
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                found.push((range, dest_url.into_string(), None));
            }
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole },
                dest_url,
                ..
            }) => {
                let address = dest_url.trim_end_matches('\\').to_owned();
                let name = if has_pothole { String::new() } else { format!("{sign}{address}") };
                found.push((range, address, Some(name)));
            }
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                let address = dest_url.trim_end_matches('\\').to_owned();
                found.push((range, address, Some(String::new())));
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => {
                found.extend(tagged(text, range));
            }
            _ => {}
        }
    }
    found.retain(|(_, address, _)| is_within(address));
    found.sort_by_key(|(range, ..)| range.start);
    let exact = found.into_iter().filter_map(|(range, address, name)| {
        let written = &text[range.clone()];
        let at = if name.is_some() { written.find(&address) } else { written.rfind(&address) };
        let start = range.start + at?;
        Some(Target { range: start..start + address.len(), address, name })
    });
    let mut exact: Vec<_> = exact.collect();
    exact.dedup_by(|next, one| next.range.start < one.range.end);
    exact
}

/// The addresses that links in raw HTML lead to.
fn tagged(
    text: &str,
    html: Range<usize>,
) -> impl Iterator<Item = (Range<usize>, String, Option<String>)> {
    let is_link = |attribute: &tags::Attribute| {
        attribute.element.eq_ignore_ascii_case("a") && attribute.name.eq_ignore_ascii_case("href")
    };
    let links = tags::attributes(&text[html.clone()]).into_iter().filter(is_link);
    links.map(move |link| {
        let range = html.start + link.value.start..html.start + link.value.end;
        (range.clone(), text[range].to_owned(), None)
    })
}

/// Whether an address leads to another page of the same site.
fn is_within(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    !target.is_empty()
        && !target.starts_with('#')
        && !target.starts_with("//")
        && !scheme.contains(':')
}

/// Whether a path is one of a page, and not of a picture or another file.
fn looks_like_page(path: &str) -> bool {
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    !last.contains('.') || ENDINGS.iter().any(|ending| last.ends_with(ending))
}

/// A place without what makes no difference: the folder of all content, the ending, a slash at its end.
fn key(path: &str) -> String {
    let path = path.trim_start_matches('@').to_lowercase();
    let path = path
        .rsplit_once("content/")
        .filter(|(before, _)| before.is_empty() || before.ends_with('/'))
        .map_or(path.as_str(), |(_, path)| path);
    let ending = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending));
    let mut parts: Vec<&str> = Vec::new();
    for part in ending.unwrap_or(path).split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    if parts.last().is_some_and(|last| matches!(*last, "index" | "_index")) {
        parts.pop();
    }
    parts.join("/")
}
