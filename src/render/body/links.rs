//! Links, pictures and passages of other texts, as `resolve` found them.
//!
//! Looks for nothing: a link that leads nowhere is its words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::escape;
use crate::model::archive::{DEEPEST, DocumentId, EntityId, Resolved, Target, Words};
use crate::model::body::{Body, Link, LinkStyle};
use crate::model::picture::is_picture;
use crate::model::site::encoded;
use crate::render::body::pictured::Part;
use crate::render::body::walk;
use crate::render::context::Context;
use crate::world::Dimensions;

/// Which words are written, and how.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    /// What links are made from.
    pub(super) cx: Context<'a>,
    /// The words.
    pub(super) body: &'a Body,
    /// Where their links lead; in step with the links of the body.
    pub(super) resolved: &'a [Resolved],
    /// What ids begin with; nothing where there may be none.
    pub(super) ids: Option<&'a str>,
    /// Whether its footnotes stand below it.
    pub(super) footnoted: bool,
    /// Whether paragraphs show their numbers.
    pub(super) numbers: bool,
    /// The highest level of its headings, which becomes `h2`: the title of the page is its only `h1`. Nothing where
    /// there may be no headings.
    pub(super) highest: Option<u8>,
    /// The heading that only repeats the title of the page.
    pub(super) title: Option<usize>,
    /// The entities that the page has a card of.
    pub(super) cards: Option<&'a BTreeSet<EntityId>>,
    /// The places of the readers who left notes on the page, by siglum.
    pub(super) readers: Option<&'a BTreeMap<&'a str, usize>>,
    /// What is drawn over pictures, by their links.
    pub(super) pictured: Option<&'a BTreeMap<u32, Vec<Part>>>,
    /// In how many passages this one stands.
    pub(super) depth: u8,
}

/// How a heading is written.
pub(super) struct HeadingTag<'a> {
    /// 2 to 6.
    pub(super) level: u8,
    /// Its address.
    pub(super) id: &'a str,
    /// Whether only screen readers have it.
    pub(super) hidden: bool,
}

impl<'a> Scope<'a> {
    /// The words of a document or of a reader in it, without ids.
    pub(super) fn new(cx: Context<'a>, id: DocumentId, words: Words, body: &'a Body) -> Self {
        let resolved = cx.archive.links.get(id.index()).and_then(|links| links.get(words));
        let resolved = resolved.unwrap_or_default();
        Self {
            cx,
            body,
            resolved,
            ids: None,
            footnoted: false,
            numbers: false,
            highest: None,
            title: None,
            cards: None,
            readers: None,
            pictured: None,
            depth: 0,
        }
    }

    /// The id attribute of a citable block and its number, which is a link to it.
    pub(super) fn cited(&self, paragraph: Option<u32>) -> (String, String) {
        let Some((index, prefix)) = paragraph.zip(self.ids) else { return Default::default() };
        let Some(paragraph) = self.body.paragraphs.get(index as usize) else {
            return Default::default();
        };
        let id = &paragraph.id;
        let attribute = format!(" id=\"{prefix}{id}\"");
        if !self.numbers {
            return (attribute, String::new());
        }
        let number = index as usize + 1;
        let label = escape::escaped(&self.numbered("mark.paragraph", number));
        let mark =
            format!("<a class=\"pn\" href=\"#{prefix}{id}\" aria-label=\"{label}\">{number}</a> ");
        (attribute, mark)
    }

    /// How a heading is written.
    pub(super) fn heading(&self, index: usize) -> Option<HeadingTag<'a>> {
        let highest = self.highest?;
        let heading = self.body.headings.get(index)?;
        let hidden = self.title == Some(index);
        let level =
            if hidden { 2 } else { (heading.level + 2).saturating_sub(highest).clamp(2, 6) };
        Some(HeadingTag { level, id: &heading.id, hidden })
    }

    /// Words with a number in them.
    pub(super) fn numbered(&self, key: &str, number: usize) -> String {
        self.cx.words.count(key, number as u64)
    }

    /// The opening tag of a link; nothing when it leads nowhere.
    pub(super) fn anchor(&self, index: u32) -> Option<String> {
        let link = self.body.links.get(index as usize)?;
        let mut html = String::from("<a");
        match self.resolved.get(index as usize)? {
            // What is seen elsewhere is named here.
            Resolved::External if link.style == LinkStyle::Image => {
                html.push_str(" class=\"elsewhere\" rel=\"external\"");
            }
            Resolved::External => html.push_str(" rel=\"external\""),
            Resolved::Page(Target::Entity(id), _) => {
                html.push_str(" class=\"ent\"");
                self.card(*id, &mut html);
            }
            _ => {}
        }
        html.push_str(" href=\"");
        escape::attribute(&self.address(index, link)?, &mut html);
        html.push('"');
        titled(link, &mut html);
        html.push('>');
        Some(html)
    }

    /// What a wikilink shows that only gives an address. The words of an article stay as they are, because passages are
    /// counted in them.
    pub(super) fn label(&self, index: u32) -> Option<Cow<'a, str>> {
        let link = self.body.links.get(index as usize).filter(|_| !self.numbers)?;
        self.cx.archive.label(self.body, link, self.resolved.get(index as usize)?)
    }

    /// Names the card of an entity, where the page has one.
    pub(super) fn card(&self, id: EntityId, html: &mut String) {
        if self.cards.is_some_and(|cards| cards.contains(&id)) {
            html.push_str(" data-card=\"");
            escape::attribute(&self.cx.archive.entity(id).slug, html);
            html.push('"');
        }
    }

    /// Where a link leads, from this page.
    fn address(&self, index: u32, link: &Link) -> Option<String> {
        let cx = self.cx;
        let inside = |url: &str, fragment: Option<&str>| {
            let fragment =
                fragment.map_or(String::new(), |fragment| format!("#{}", encoded(fragment)));
            format!("{}{url}{fragment}", cx.root)
        };
        match self.resolved.get(index as usize)? {
            Resolved::External => Some(match &link.fragment {
                Some(fragment) => format!("{}#{fragment}", link.target),
                None => link.target.clone(),
            }),
            Resolved::Page(target, place) => {
                let fragment = place.as_ref().map(|place| &*place.id);
                Some(inside(&cx.url(*target)?, fragment))
            }
            Resolved::Passage(id, _, fragment) => {
                Some(inside(&cx.url(cx.owner(*id))?, fragment.as_deref()))
            }
            Resolved::File(path) => Some(inside(&encoded(&cx.site.file(path)?), None)),
            Resolved::Generated(url) => {
                let (url, own) =
                    url.split_once('#').map_or((url.as_str(), None), |(url, own)| (url, Some(own)));
                Some(inside(&encoded(url), own.or(link.fragment.as_deref())))
            }
            Resolved::Broken => None,
        }
    }

    /// Where the file of a picture is, from this page, and how large it is; nothing where it is none, or not part of the
    /// site.
    pub(super) fn picture(&self, index: u32) -> Option<(String, Option<Dimensions>)> {
        let link = self.body.links.get(index as usize)?;
        let Resolved::File(path) = self.resolved.get(index as usize)? else { return None };
        let address = self.address(index, link).filter(|_| is_picture(path))?;
        Some((address, self.cx.dimensions(path)))
    }

    /// A picture; nothing where the file is none, or not part of the site.
    pub(super) fn image(&self, index: u32) -> Option<String> {
        let (address, size) = self.picture(index)?;
        let link = self.body.links.get(index as usize)?;
        let mut html = String::from("<img src=\"");
        escape::attribute(&address, &mut html);
        html.push_str("\" alt=\"");
        escape::attribute(self.body.text.get(link.text.range()).unwrap_or_default(), &mut html);
        html.push('"');
        // With them a browser keeps its place free, and what stands below a picture stays where a link found it.
        if let Some(Dimensions { width, height }) = size {
            html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        html.push_str(" loading=\"lazy\"");
        titled(link, &mut html);
        html.push('>');
        Some(html)
    }

    /// A passage of another text as blocks, with where it is from.
    pub(super) fn embedded(&self, index: u32) -> Option<String> {
        let link = self.body.links.get(index as usize)?;
        let Some(Resolved::Passage(id, range, _)) = self.resolved.get(index as usize) else {
            return self.quoted(index);
        };
        if self.depth >= DEEPEST {
            return self.source(index, link, *id);
        }
        let document = self.cx.source(*id);
        let passage =
            Self { depth: self.depth + 1, ..Self::new(self.cx, *id, Words::Text, &document.body) };
        let written = walk::write(&passage, Some(*range), &[], &[]);
        let blocks: String = written.blocks.iter().map(|block| block.html.as_str()).collect();
        let language = self.cx.language(document);
        let source = self.source(index, link, *id).unwrap_or_default();
        Some(format!(
            "<blockquote lang=\"{}\" dir=\"{}\">{blocks}</blockquote><p class=\"embed__source\">{source}</p>",
            escape::escaped(language),
            self.cx.direction(document),
        ))
    }

    /// A passage of another text, or what a transclusion names, inside a line.
    pub(super) fn quoted(&self, index: u32) -> Option<String> {
        let link = self.body.links.get(index as usize)?;
        if let Some(Resolved::Passage(id, range, _)) = self.resolved.get(index as usize) {
            let words = self.cx.source(*id).body.line(*range);
            let source = self.source(index, link, *id).unwrap_or_default();
            return Some(format!("<q>{}</q> ({source})", escape::escaped(&words)));
        }
        if let Some(image) = self.image(index) {
            return Some(image);
        }
        let shown =
            if link.target.is_empty() { link.fragment.as_deref() } else { Some(&*link.target) };
        let shown = escape::escaped(shown.unwrap_or_default());
        Some(match self.anchor(index) {
            Some(open) => format!("{open}{shown}</a>"),
            None => shown,
        })
    }

    /// The link to where a passage is from.
    fn source(&self, index: u32, link: &Link, id: DocumentId) -> Option<String> {
        let title = escape::escaped(&self.cx.source(id).title.value);
        let address = escape::escaped(&self.address(index, link)?);
        Some(format!("<a href=\"{address}\">{title}</a>"))
    }
}

/// The title of a link or picture, as an attribute.
fn titled(link: &Link, html: &mut String) {
    if let Some(title) = &link.title {
        html.push_str(" title=\"");
        escape::attribute(title, html);
        html.push('"');
    }
}
