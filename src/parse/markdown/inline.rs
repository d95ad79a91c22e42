//! Elements in a line: emphasis, links, images, transclusions.

use std::ops::Range;

use pulldown_cmark::{LinkType, Tag as Start};

use super::build::{Builder, Frame, Silence};
use super::caption::Titled;
use super::scripts;
use super::target::{self, Target};
use super::text::count;
use crate::model::body::{Link, LinkStyle, Markup, Tag, TextRange};
use crate::model::picture::is_picture;

/// What the writer says of a link or of a piece of media.
pub(super) struct Written<'a> {
    /// The target as written.
    pub(super) to: &'a str,
    /// The title, if it is not empty.
    pub(super) title: &'a str,
    /// Where it stands in the visible text.
    pub(super) range: Range<usize>,
}

impl Builder<'_> {
    /// An element in a line begins.
    pub(super) fn start_inline(&mut self, tag: Start, range: Range<usize>) {
        if self.title.is_some() || self.silence != Silence::No {
            return self.frames.push(Frame::Silent);
        }
        self.begin_words();
        let tag = match tag {
            Start::Link { link_type, dest_url, title, .. } => {
                return self
                    .start_link(link_type, &Written { to: &dest_url, title: &title, range });
            }
            Start::Image { link_type, dest_url, title, .. } => {
                return self
                    .start_image(link_type, &Written { to: &dest_url, title: &title, range });
            }
            Start::Emphasis => Tag::Emphasis,
            Start::Strong => Tag::Strong,
            Start::Strikethrough => Tag::Deleted,
            Start::Superscript => Tag::Superscript,
            _ => Tag::Subscript,
        };
        if self.images_open > 0 {
            return self.frames.push(Frame::Silent);
        }
        if matches!(tag, Tag::Superscript | Tag::Subscript)
            && !scripts::is_any(&self.visible.text[range.clone()])
        {
            self.push(&self.visible.text[range.start..=range.start], range.start);
            return self.frames.push(Frame::Sign(range.end - 1));
        }
        self.open(tag.clone());
        self.frames.push(Frame::Inline(tag));
    }

    fn start_link(&mut self, kind: LinkType, written: &Written) {
        let (style, target) = match kind {
            LinkType::WikiLink { .. } => {
                let name = self.name(written, "[[");
                (LinkStyle::Wiki, Some(target::read_wiki(name)))
            }
            LinkType::Email => {
                (LinkStyle::Markdown, target::read(&format!("mailto:{}", written.to)))
            }
            _ => (LinkStyle::Markdown, target::read(written.to)),
        };
        match target {
            Some(target) if self.links_open == 0 && self.images_open == 0 => {
                self.open_link(style, target, written, false);
            }
            _ => self.frames.push(Frame::Silent),
        }
    }

    /// The name in a wikilink as it stands in the text, of which the parser may have been given something else.
    fn name<'w>(&'w self, written: &'w Written, sign: &str) -> &'w str {
        let start = written.range.start + sign.len();
        self.visible.text.get(start..start + written.to.len()).unwrap_or(written.to)
    }

    fn start_image(&mut self, kind: LinkType, written: &Written) {
        if self.images_open > 0 {
            return self.frames.push(Frame::Silent);
        }
        if let LinkType::WikiLink { .. } = kind {
            return self.start_embed(written);
        }
        match target::read(written.to) {
            None => {
                self.refuse(written);
                self.frames.push(Frame::Silent);
            }
            Some(target) if target::is_foreign(&target.to) => self.start_foreign(target, written),
            Some(target) => self.open_image(target, written),
        }
    }

    /// Begins an image of the archive.
    pub(super) fn open_image(&mut self, target: Target, written: &Written) {
        let index = self.link(LinkStyle::Image, target, written);
        self.open(Tag::Image(index));
        self.images_open += 1;
        self.frames.push(Frame::Image(index));
    }

    /// A transclusion; what stands after its bar, as the alternative text of a picture does, is kept as its title. A
    /// size (`300`, `300x200`) is none: pictures are as large as the page lets them be.
    fn start_embed(&mut self, written: &Written) {
        if self.links_open > 0 {
            return self.frames.push(Frame::Silent);
        }
        let source = &self.visible.text[written.range.clone()];
        let title = source.split_once('|').map_or("", |(_, title)| title.trim_end_matches(']'));
        let title = if is_size(title) { "" } else { unsized_words(title).trim() };
        let written = Written { title, range: written.range.clone(), ..*written };
        let target = target::read_wiki(self.name(&written, "![["));
        let index = self.link(LinkStyle::Embed, target, &written);
        self.open(Tag::Embed(index));
        self.silence = Silence::Embed;
        self.frames.push(Frame::Embed(index));
    }

    /// Counts media that are neither files nor addresses, if they are the data themselves.
    pub(super) fn refuse(&mut self, written: &Written) {
        if target::is_data(written.to) {
            self.body.inlined.add(self.span(&written.range));
        }
    }

    /// Media of another host: a link whose words are the alternative text.
    pub(super) fn start_foreign(&mut self, target: Target, written: &Written) {
        self.body.foreign.add(self.span(&written.range));
        if self.links_open > 0 {
            return self.frames.push(Frame::Silent);
        }
        self.open_link(LinkStyle::Image, target, written, true);
    }

    /// Begins a link.
    pub(super) fn open_link(
        &mut self,
        style: LinkStyle,
        target: Target,
        written: &Written,
        media: bool,
    ) {
        let index = self.link(style, target, written);
        self.open(Tag::Link(index));
        self.links_open += 1;
        self.frames.push(Frame::Link { index, media: media.then_some(written.range.start) });
    }

    /// Adds a link whose words begin here.
    fn link(&mut self, style: LinkStyle, target: Target, written: &Written) -> u32 {
        let here = self.body.text.len();
        let defined = self.defined.take();
        let is_picture =
            style == LinkStyle::Image || style == LinkStyle::Embed && is_picture(&target.to);
        if is_picture && !written.title.is_empty() {
            let index = count(self.body.links.len());
            let range = defined.unwrap_or_else(|| written.range.clone());
            self.titled = Some(Titled { index, range });
        }
        self.body.links.push(Link {
            style,
            target: target.to,
            fragment: target.fragment,
            title: (!written.title.is_empty()).then(|| written.title.to_owned()),
            text: TextRange::new(here, here),
            span: self.span(&written.range),
        });
        count(self.body.links.len() - 1)
    }

    /// A link ends.
    pub(super) fn end_link(&mut self, index: u32, media: Option<usize>) {
        if media.is_some() {
            self.cut_size(index);
        }
        let link = &self.body.links[index as usize];
        if let Some(start) = media.filter(|_| link.text.start as usize == self.body.text.len()) {
            let name = target::name(&link.target).to_owned();
            self.push_opaque(&name, start);
        }
        self.links_open -= 1;
        self.words_end(index);
        self.item(Markup::Close(Tag::Link(index)));
    }

    /// An image ends.
    pub(super) fn end_image(&mut self, index: u32) {
        self.images_open -= 1;
        self.cut_size(index);
        self.words_end(index);
        self.item(Markup::Close(Tag::Image(index)));
    }

    /// Cuts the size off the end of the alternative text of a picture.
    fn cut_size(&mut self, index: u32) {
        let begin = self.body.links[index as usize].text.start as usize;
        let words = &self.body.text[begin..];
        let kept = begin + unsized_words(words).len();
        let bar = begin + words.rfind('|').unwrap_or_default();
        let is_marked = self.body.items.last().is_some_and(|item| item.at > count(bar));
        if kept < self.body.text.len() && !is_marked && !self.is_closed(bar) {
            self.body.text.truncate(kept);
            self.trim_runs();
        }
    }

    fn words_end(&mut self, index: u32) {
        self.body.links[index as usize].text.end = count(self.body.text.len());
    }
}

/// Whether words are the size that a vault gives a picture: `300`, `300x200`.
fn is_size(words: &str) -> bool {
    words.bytes().all(|byte| byte.is_ascii_digit() || byte == b'x')
}

/// Words without the size behind their last bar, which a table has with a backslash.
fn unsized_words(words: &str) -> &str {
    let sized = words.rsplit_once('|').filter(|(_, size)| !size.is_empty() && is_size(size));
    sized.map_or(words, |(words, _)| words.trim_end_matches(['\\', ' ']))
}
