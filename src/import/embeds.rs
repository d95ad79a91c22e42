//! The files that a note names: its pictures, where they come along with it, in Markdown, in raw HTML, and as
//! `![[wall.png]]` of vaults.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag, TagEnd};

use super::pictures::Pictures;
use super::{entities, markdown, named, tags};

/// The endings of pictures; what else stands between `![[` and `]]` is a note.
pub(super) const ENDINGS: [&str; 10] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff"];

/// The endings of files that are neither pictures nor pages, as people put them beside their notes.
const OTHERS: [&str; 32] = [
    "3gp", "7z", "bib", "canvas", "csv", "doc", "docx", "epub", "flac", "gz", "ipynb", "m4a",
    "mkv", "mov", "mp3", "mp4", "odp", "ods", "odt", "ogg", "ogv", "pdf", "ppt", "pptx", "rtf",
    "tar", "tsv", "wav", "webm", "xls", "xlsx", "zip",
];

/// Elements of raw HTML that show or link to a file, and the attribute that names it.
const ELEMENTS: [(&str, &str); 5] =
    [("a", "href"), ("audio", "src"), ("img", "src"), ("source", "src"), ("video", "src")];

/// So many names are looked up for one note.
const MOST: usize = 1000;

/// A picture as a note writes it.
struct Shown {
    /// What is written anew of the text where it is taken.
    range: Range<usize>,
    address: String,
    /// What is to stand there before its path, and behind.
    before: String,
    after: String,
}

/// The files that a note names and that are not on the web.
#[derive(Default)]
struct Files {
    pictures: Vec<Shown>,
    others: BTreeSet<String>,
}

/// The text of a note, in which the pictures that are taken have their new names, and what is to be said of other files.
pub(super) fn carried(text: &str, pictures: &mut Pictures) -> (String, Option<String>) {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    let files = files(text);
    for shown in files.pictures {
        let path = match known.get(&shown.address) {
            Some(path) => path.clone(),
            None if known.len() == MOST => None,
            None => {
                let before = pictures.left_out();
                let path = pictures.meet(&shown.address, None);
                if path.is_none() && pictures.left_out() == before {
                    pictures.miss(&shown.address);
                }
                known.insert(shown.address, path.clone());
                path
            }
        };
        let Some(path) = path else { continue };
        made.extend([&text[at..shown.range.start], &shown.before, &path, &shown.after]);
        at = shown.range.end;
    }
    (made + &text[at..], told(&files.others))
}

/// What is to be said of files that are not carried.
fn told(files: &BTreeSet<String>) -> Option<String> {
    let (what, are) = if files.len() == 1 { ("file", "is") } else { ("files", "are") };
    let names = named(files);
    (!files.is_empty()).then(|| format!("{} {what} {are} not carried: {names}", files.len()))
}

/// The files that a text names, in order; a picture that stands in the words of another is of those.
fn files(text: &str) -> Files {
    let mut files = Files::default();
    let options = Options::ENABLE_WIKILINKS | Options::ENABLE_TABLES;
    let parser = Parser::new_ext(text, options);
    for (_, link) in parser.reference_definitions().iter() {
        files.linked(text, link.span.clone(), &link.dest);
    }
    let mut events = parser.into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::Image { link_type: LinkType::WikiLink { .. }, dest_url, .. }) => {
                files.embedded(text, range, &dest_url);
            }
            Event::Start(Tag::Image { link_type, dest_url, title, .. }) => {
                let words = words(text, &mut events, &range);
                // The definition says where it is.
                if matches!(link_type, LinkType::Inline) {
                    files.shown(range, &dest_url, &title, words);
                }
            }
            Event::Start(Tag::Link { link_type: LinkType::Inline, dest_url, .. }) => {
                files.linked(text, range, &dest_url);
            }
            Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_) => files.tagged(text, range),
            _ => {}
        }
    }
    files.pictures.sort_by_key(|shown| shown.range.start);
    files.pictures.dedup_by(|next, one| next.range.start < one.range.end);
    files
}

/// The words of a picture, up to its end.
fn words<'t>(text: &'t str, events: &mut OffsetIter, range: &Range<usize>) -> &'t str {
    let (mut depth, mut inner) = (1, range.end..range.start);
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        inner = inner.start.min(range.start)..inner.end.max(range.end);
    }
    text.get(inner).unwrap_or_default()
}

impl Files {
    /// A picture of Markdown.
    fn shown(&mut self, range: Range<usize>, address: &str, title: &str, words: &str) {
        if !is_near(address) {
            return self.named(address);
        }
        let after = match title {
            "" => ")".to_owned(),
            title => format!(" \"{}\")", markdown::title(title)),
        };
        let before = format!("![{}](", unsized_words(words).unwrap_or(words));
        self.pictures.push(Shown { range, address: address.to_owned(), before, after });
    }

    /// A name between `![[` and `]]`. In a table the bar behind it is written `\|`.
    fn embedded(&mut self, text: &str, range: Range<usize>, name: &str) {
        let name = name.trim_end_matches('\\');
        if !is_picture(name) {
            return self.named(name);
        }
        let written = &text[range.clone()];
        let words = written.split_once('|').map_or("", |(_, words)| words.trim_end_matches(']'));
        let is_size = is_size(words);
        let words = if is_size { "" } else { unsized_words(words).unwrap_or(words) };
        let (before, after) = (format!("![{words}]("), ")".to_owned());
        self.pictures.push(Shown { range, address: name.to_owned(), before, after });
    }

    /// A link, or where it is defined where it leads to.
    fn linked(&mut self, text: &str, range: Range<usize>, address: &str) {
        if !is_near(address) || !is_picture(address) {
            return self.named(address);
        }
        let written = &text[range.clone()];
        let words = written.rfind("](").or_else(|| written.find("]:")).unwrap_or(0);
        if let Some(at) = written[words..].find(address).map(|at| range.start + words + at) {
            self.in_place(at..at + address.len(), address.to_owned());
        }
    }

    /// What the tags of some raw HTML show and link to.
    fn tagged(&mut self, text: &str, range: Range<usize>) {
        for attribute in tags::attributes(&text[range.clone()]) {
            let named = |(element, name): &(&str, &str)| {
                attribute.element.eq_ignore_ascii_case(element)
                    && attribute.name.eq_ignore_ascii_case(name)
            };
            let Some((element, _)) = ELEMENTS.iter().find(|pair| named(pair)) else { continue };
            let value = range.start + attribute.value.start..range.start + attribute.value.end;
            let address = entities::decoded(&text[value.clone()]);
            if is_near(&address) && (*element == "img" || is_picture(&address)) {
                self.in_place(value, address);
            } else {
                self.named(&address);
            }
        }
    }

    /// A picture of which nothing but the address is written anew.
    fn in_place(&mut self, range: Range<usize>, address: String) {
        let (before, after) = (String::new(), String::new());
        self.pictures.push(Shown { range, address, before, after });
    }

    /// What may be another file.
    fn named(&mut self, address: &str) {
        if is_near(address) && has_ending(address, &OTHERS) {
            self.others.insert(path(address).to_owned());
        }
    }
}

/// Whether an address is not one on the web, and holds no data itself.
fn is_near(address: &str) -> bool {
    let is_data = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    !address.is_empty() && !address.contains("://") && !address.starts_with("//") && !is_data
}

/// Whether a name is one of a picture.
pub(super) fn is_picture(name: &str) -> bool {
    has_ending(name, &ENDINGS)
}

fn has_ending(address: &str, endings: &[&str]) -> bool {
    let ending = path(address).rsplit_once('.').map_or("", |(_, ending)| ending);
    endings.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// An address without what stands behind the path in it.
fn path(address: &str) -> &str {
    address.split(['?', '#']).next().unwrap_or_default()
}

/// The words before the width and height that a vault lets one write behind them.
fn unsized_words(words: &str) -> Option<&str> {
    let (before, last) = words.rsplit_once('|')?;
    is_size(last).then(|| before.trim_end_matches('\\'))
}

fn is_size(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|c| c.is_ascii_digit() || c == 'x')
}

#[cfg(test)]
mod tests {
    use super::{carried, files};
    use crate::import::pictures::Pictures;

    #[test]
    fn what_notes_show() {
        let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 200]].concat();
        let find = |name: &str| name.ends_with("wall.png").then(|| picture.clone());
        let name = Pictures::new(Some(&find)).meet("wall.png", None).expect("a picture");
        for (text, expected) in [
            ("a ![[wall.png]] b", "a ![](N) b"),
            ("![[sea/wall.png|300]]", "![](N)"),
            ("![[wall.png|The wall]]", "![The wall](N)"),
            ("![[wall.png|The wall|300x200]]", "![The wall](N)"),
            (
                "![The *wall*](../a/wall.png \"In \\\"May\\\"\")",
                "![The *wall*](N \"In \\\"May\\\"\")",
            ),
            ("![w](<./the sea/wall.png>)", "![w](N)"),
            ("![w][one] [one]\n\n[one]: wall.png", "![w][one] [one]\n\n[one]: N"),
            ("![[wall.png#right|300]] ![w](wall.png#right)", "![](N) ![w](N)"),
            ("![The wall|300x200](wall.png) ![1904](wall.png)", "![The wall](N) ![1904](N)"),
            ("|a|\n|-|\n|![[wall.png\\|300]]|", "|a|\n|-|\n|![](N)|"),
            ("|a|\n|-|\n|![[wall.png\\|A|300]]|", "|a|\n|-|\n|![[wall.png\\|A|300]]|"),
            ("|a|\n|-|\n|![[wall.png\\|A\\|300]]|", "|a|\n|-|\n|![A](N)|"),
            ("[a *wall*](wall.png \"wall.png\")", "[a *wall*](N \"wall.png\")"),
            (
                "<img alt=wall.png src='wall.png' width=300> x",
                "<img alt=wall.png src='N' width=300> x",
            ),
            (
                "<figure>\n<a href=\"/b/wall.png\"><img\n src=wall.png></a>\n<figcaption>wall.png</figcaption></figure>",
                "<figure>\n<a href=\"N\"><img\n src=N></a>\n<figcaption>wall.png</figcaption></figure>",
            ),
            (
                "<picture><source srcset=wall.png><img src=a/&#119;all.png></picture>",
                "<picture><source srcset=wall.png><img src=N></picture>",
            ),
            (
                "`<img src=wall.png>` <!-- <img src=wall.png> -->",
                "`<img src=wall.png>` <!-- <img src=wall.png> -->",
            ),
            (
                "<a href=wall.md>w</a> <a href=https://example.org/wall.png>w</a>",
                "<a href=wall.md>w</a> <a href=https://example.org/wall.png>w</a>",
            ),
            ("[![w](wall.png)](https://example.org)", "[![w](N)](https://example.org)"),
            ("[![w](wall.png)](a/wall.png)", "[![w](N)](N)"),
            ("`![w](wall.png)`", "`![w](wall.png)`"),
            ("![[A note]] ![[A note.md]]", "![[A note]] ![[A note.md]]"),
            ("![w](https://example.org/wall.png)", "![w](https://example.org/wall.png)"),
            ("![w](gone.png) ![[gone.png]]", "![w](gone.png) ![[gone.png]]"),
        ] {
            let made = carried(text, &mut Pictures::new(Some(&find)));
            assert_eq!(made.0, expected.replace('N', &name), "{text}");
        }
        assert_eq!(carried("![w](wall.png)", &mut Pictures::new(None)).0, "![w](wall.png)");
        assert_eq!(files("![![a](b.png)](c.png)").pictures.len(), 1);
    }

    #[test]
    fn other_files() {
        let text = "![[talk.mp4]] [a](/b/c%20d.PDF#page=2) <video src=talk.mp4> [[Node.js]] [v](v1.2) [[d.md]] \
                    [w](https://example.org/e.pdf) `[x](f.pdf)`";
        let told = carried(text, &mut Pictures::new(None)).1;
        assert_eq!(told.as_deref(), Some("2 files are not carried: `/b/c%20d.PDF`, `talk.mp4`"));
    }
}
