//! What stands in the lines of a text: emphasis, deletions, links, pictures.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::text::Scope;
use crate::export::xml;
use crate::model::archive::{Resolved, Target};
use crate::model::body::{Item, Markup, Tag, TextRange};
use crate::model::html;

/// An element in a line, or in several.
#[derive(Clone)]
pub(super) struct Element {
    pub(super) range: TextRange,
    pub(super) is: Is,
}

#[derive(Clone)]
pub(super) enum Is {
    /// A name or a link.
    Name { open: String, close: String },
    /// Markup of the base text. The readings of others have their own, so that it stands in the lemma.
    Mark { open: String, close: String },
    /// The words of the base text for which witnesses have others: the number of the variant.
    Lemma(usize),
}

impl Is {
    /// Whether it is the lemma of this variant.
    pub(super) fn is_lemma(&self, app: Option<usize>) -> bool {
        matches!(self, Self::Lemma(own) if Some(*own) == app)
    }
}

/// Where the elements of a text end.
pub(super) struct Ends {
    /// For each piece of markup that begins an element, the number of the one that ends it; for others their own.
    pub(super) of: Vec<usize>,
    /// The number of the piece of markup that begins each footnote.
    pub(super) footnotes: BTreeMap<u32, usize>,
}

impl Ends {
    pub(super) fn of(items: &[Item]) -> Self {
        let mut ends: Vec<usize> = (0..items.len()).collect();
        let mut footnotes = BTreeMap::new();
        let (mut tags, mut raw) = (Vec::new(), Vec::new());
        for (number, item) in items.iter().enumerate() {
            match &item.is {
                Markup::Open(tag) => {
                    tags.push(number);
                    if let Tag::Footnote(note) = tag {
                        footnotes.insert(*note, number);
                    }
                }
                Markup::Close(_) => tags.pop().into_iter().for_each(|first| ends[first] = number),
                Markup::Html(tag) if !tag.starts_with("</") => {
                    raw.push((html::element(tag), number));
                }
                Markup::Html(tag) => {
                    let name = html::element(tag);
                    if let Some(at) = raw.iter().rposition(|(begun, _)| *begun == name) {
                        ends[raw[at].1] = number;
                        raw.truncate(at);
                    }
                }
                _ => {}
            }
        }
        Self { of: ends, footnotes }
    }
}

/// Markup in a line; nothing for what TEI does not need.
pub(super) fn element(tag: &Tag) -> Option<Is> {
    Some(match tag {
        Tag::Emphasis => hi("italic"),
        Tag::Strong => hi("bold"),
        Tag::Superscript => hi("superscript"),
        Tag::Subscript => hi("subscript"),
        Tag::Deleted => plain("del"),
        Tag::Code => plain("code"),
        _ => return None,
    })
}

/// An element of raw HTML.
pub(super) fn raw(tag: &str) -> Option<Is> {
    if tag.starts_with("</") {
        return None;
    }
    Some(match html::element(tag) {
        "del" | "s" => plain("del"),
        "ins" => plain("add"),
        "sup" => hi("superscript"),
        "sub" => hi("subscript"),
        "em" | "i" | "cite" => hi("italic"),
        "strong" | "b" => hi("bold"),
        "u" => hi("underline"),
        "small" => hi("small"),
        _ => return None,
    })
}

fn plain(name: &str) -> Is {
    Is::Mark { open: format!("<{name}>"), close: format!("</{name}>") }
}

fn hi(rend: &str) -> Is {
    Is::Mark { open: format!("<hi rend=\"{rend}\">"), close: "</hi>".to_owned() }
}

/// Where a link leads, and the words that it shows; nothing where it leads nowhere, which may be what is withheld.
pub(super) fn reference<'a>(scope: &Scope<'a>, number: u32) -> Option<(String, Cow<'a, str>)> {
    let link = scope.body.links.get(number as usize)?;
    let leads = scope.leads(number)?;
    let source = scope.source;
    let fragment = |id: Option<&str>| id.map(|id| format!("#{id}")).unwrap_or_default();
    let to = match leads {
        Resolved::External => link.target.clone() + &fragment(link.fragment.as_deref()),
        Resolved::Page(target, place) => {
            let page = source.site.address(*target)?;
            source.url(&(page.to_owned() + &fragment(place.as_ref().map(|place| &*place.id))))
        }
        Resolved::Passage(id, _, place) => {
            let page = source.site.address(Target::Document(*id))?;
            source.url(&(page.to_owned() + &fragment(place.as_deref())))
        }
        Resolved::File(path) => source.url(&source.site.file(path)?),
        Resolved::Generated(url) => source.url(url),
        Resolved::Broken => return None,
    };
    let label = source.archive.label(scope.body, link, leads);
    let own = scope.body.text.get(link.text.range()).unwrap_or_default();
    let title = match leads {
        Resolved::Passage(id, ..) => Some(Cow::Borrowed(source.title(*id))),
        _ => label,
    };
    Some((format!("<ref target=\"{}\">", xml(&uri(&to))), title.unwrap_or(own.into())))
}

/// A picture: its file, and what describes it.
pub(super) fn figure(scope: &Scope, number: u32) -> String {
    let Some(link) = scope.body.links.get(number as usize) else { return String::new() };
    let file = match scope.leads(number) {
        Some(Resolved::File(path)) => scope.source.site.file(path),
        _ => None,
    };
    let file = file.map(|file| format!("<graphic url=\"{}\"/>", xml(&scope.source.url(&file))));
    let words = scope.body.text.get(link.text.range()).unwrap_or_default();
    let words = super::element("figDesc", "", words.trim());
    file.unwrap_or_default() + words.trim_end()
}

/// An address without signs that no address has.
pub(super) fn uri(address: &str) -> String {
    let mut uri = String::with_capacity(address.len());
    for (at, byte) in address.bytes().enumerate() {
        let is_code = || {
            let code = address.as_bytes().get(at + 1..at + 3);
            code.is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit))
        };
        let fits = byte.is_ascii_alphanumeric()
            || b"-._~:/?@!$&'()*+,;=#".contains(&byte)
            || byte == b'%' && is_code();
        if fits {
            uri.push(byte.into());
        } else {
            uri += &format!("%{byte:02X}");
        }
    }
    uri
}
