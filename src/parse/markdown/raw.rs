//! Raw HTML among Markdown: its tags become items, its words become text.
//!
//! Which tags may stand in a page is decided in `html`.

use super::build::{Builder, Frame, Silence};
use super::html::{self, Piece};
use super::inline::Written;
use super::{brackets, target};
use crate::model::body::{LinkStyle, Markup};

/// How many elements of raw HTML may be open at a time; deeper ones are dropped.
const DEEPEST: usize = 100;

/// Elements that show something of another file, and the attribute that names it.
const MEDIA: &[(&str, &str)] = &[
    ("audio", "src"),
    ("embed", "src"),
    ("frame", "src"),
    ("iframe", "src"),
    ("img", "src"),
    ("object", "data"),
    ("source", "src"),
    ("video", "src"),
];

impl Builder<'_> {
    /// One tag, or one comment, among words.
    pub(super) fn inline_html(&mut self, words: &str, start: usize) {
        let (tag, length) = match html::piece(words) {
            (Piece::Tag(tag), length) => (tag, length),
            (Piece::Text(_), _) => {
                if matches!(self.silence, Silence::Element(_)) || self.images_open > 0 {
                    return;
                }
                self.begin_words();
                return self.push_lines(words, start);
            }
            (Piece::Nothing, _) => return,
        };
        if let Silence::Element(name) = self.silence {
            if tag.closes && tag.name.eq_ignore_ascii_case(name) {
                self.silence = Silence::No;
            }
            return;
        }
        if brackets::is_words(&tag, &self.closed) {
            self.begin_words();
            return self.push_lines(&words[..length], start);
        }
        if self.images_open > 0 {
            return;
        }
        if self.ruby_tag(&tag) {
            return;
        }
        self.begin_words();
        if html::block(tag.name).is_none() {
            self.tag(&tag, start, start + length);
        }
        if let Some(name) = html::drops(tag.name).filter(|_| !tag.closes) {
            self.count_script(&tag, start, start + length);
            self.silence = Silence::Element(name);
        }
    }

    /// A block of raw HTML is complete.
    pub(super) fn raw_block(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let mut at = 0;
        while at < raw.len() {
            let (piece, length) = html::piece(&raw[at..]);
            let start = self.raw_place(at);
            at += length;
            match piece {
                Piece::Text(words) => self.raw_words(words, at - length),
                Piece::Nothing => {}
                Piece::Tag(tag) if brackets::is_words(&tag, &self.closed) => {
                    self.raw_words(&raw[at - length..at], at - length);
                }
                Piece::Tag(tag) => {
                    self.block_tag(&tag, start, self.raw_place(at));
                    if let Some(name) = html::drops(tag.name).filter(|_| !tag.closes) {
                        self.count_script(&tag, start, self.raw_place(at));
                        at += html::dropped(&raw[at..], name);
                    }
                }
            }
        }
        self.end_words();
        self.raw_lines.clear();
        self.raw = raw;
        self.raw.clear();
    }

    /// The place in the visible text of a place in the block of raw HTML.
    fn raw_place(&self, at: usize) -> usize {
        let after = self.raw_lines.partition_point(|&(line, _)| line <= at);
        let (line, place) = self.raw_lines[after.saturating_sub(1)];
        place + (at - line)
    }

    /// Words between tags: white space is one space, entities are what they stand for.
    fn raw_words(&mut self, words: &str, begin: usize) {
        if let Silence::Reading(_) = self.silence {
            return self.read(&html::decoded(words));
        }
        let preformatted =
            self.frames.iter().rev().any(|frame| matches!(frame, Frame::Html { name: "pre", .. }));
        if self.leaf.is_none() {
            if words.trim().is_empty() {
                return;
            }
            self.begin_words();
        }
        let mut at = 0;
        while at < words.len() {
            let rest = &words[at..];
            let start = self.raw_place(begin + at);
            if let Some((character, length)) = html::entity(rest) {
                self.push_opaque(&character, start);
                at += length;
            } else if rest.starts_with(char::is_whitespace) && !preformatted {
                let length = rest.len() - rest.trim_start().len();
                if self.body.text.ends_with(' ') {
                    // It is there already.
                } else if rest[..length].contains('\n') {
                    self.line_end(start);
                } else {
                    self.space(start);
                }
                at += length;
            } else {
                let stops = |c: char| c == '&' || c == '\n' || (c.is_whitespace() && !preformatted);
                let first = rest.chars().next().map_or(0, char::len_utf8);
                let length = rest[first..].find(stops).map_or(rest.len(), |found| first + found);
                self.push(&rest[..length], start);
                at += length;
            }
        }
    }

    /// A tag between blocks, or among the words of a block of raw HTML.
    fn block_tag(&mut self, tag: &html::Written, start: usize, end: usize) {
        if self.ruby_tag(tag) {
            return;
        }
        if tag.name.eq_ignore_ascii_case("p") {
            return self.end_words();
        }
        if tag.name.eq_ignore_ascii_case("hr") {
            self.end_words();
            return self.item(Markup::Rule);
        }
        match html::block(tag.name) {
            None => {
                let closes_nothing = tag.closes && self.leaf.is_none();
                if !closes_nothing && Self::is_seen(tag) {
                    self.begin_words();
                    self.tag(tag, start, end);
                }
            }
            Some(name) => {
                self.end_words();
                if tag.closes {
                    self.close_html(name);
                    self.block_ended();
                } else {
                    self.open_block_html(name, tag);
                }
            }
        }
    }

    /// Whether a tag in a line leaves anything in a page.
    fn is_seen(tag: &html::Written) -> bool {
        let special = ["a", "br", "wbr"].into_iter().chain(MEDIA.iter().map(|(name, _)| *name));
        html::inline(tag.name).is_some()
            || special.into_iter().any(|name| tag.name.eq_ignore_ascii_case(name))
    }

    fn open_block_html(&mut self, name: &'static str, tag: &html::Written) {
        while let Some(&Frame::Html { name: open, .. }) = self.frames.last() {
            if !html::ends(open, name) {
                break;
            }
            self.frames.pop();
            self.end_html(open);
            self.block_ended();
        }
        let parent = match self.frames.last() {
            Some(Frame::Html { name, .. }) => Some(*name),
            _ => None,
        };
        if html::fits(name, parent) {
            self.open_html(name, tag);
        }
    }

    /// A tag among words.
    fn tag(&mut self, tag: &html::Written, start: usize, end: usize) {
        if let Some(name) = html::inline(tag.name) {
            return if tag.closes { self.close_html(name) } else { self.open_html(name, tag) };
        }
        let name = tag.name.to_ascii_lowercase();
        match (&*name, tag.closes) {
            ("br", _) => self.hard_break(start),
            ("wbr", false) => self.item(Markup::Html("<wbr>".into())),
            ("a", false) => self.open_anchor(tag, start, end),
            ("a", true) => self.close_anchor(),
            (name, false) => {
                if let Some((_, attribute)) = MEDIA.iter().find(|(element, _)| *element == name) {
                    self.media(name, attribute, tag, start, end);
                }
            }
            _ => {}
        }
    }

    fn open_anchor(&mut self, tag: &html::Written, start: usize, end: usize) {
        // A link that was left open ends where the next begins.
        self.close_anchor();
        let target = tag.attribute("href").and_then(|to| Some((target::read(&to)?, to)));
        if let Some((target, to)) = target.filter(|_| self.links_open == 0) {
            let title = tag.attribute("title").unwrap_or_default();
            let written = Written { to: &to, title: &title, range: start..end };
            self.open_link(LinkStyle::Markdown, target, &written, false);
            // From here on the frame is one that a tag ends.
            if let Some(Frame::Link { index, .. }) = self.frames.pop() {
                self.frames.push(Frame::Html { name: "a", open: index as usize });
            }
            self.html_open += 1;
        }
    }

    fn close_anchor(&mut self) {
        let open = self.frames.iter().rev().take_while(|frame| matches!(frame, Frame::Html { .. }));
        if open.into_iter().any(|frame| matches!(frame, Frame::Html { name: "a", .. })) {
            self.close_html("a");
        }
    }

    /// Something of another file: an image of the archive, or a link.
    fn media(
        &mut self,
        name: &str,
        attribute: &str,
        tag: &html::Written,
        start: usize,
        end: usize,
    ) {
        let Some(to) = tag.attribute(attribute) else { return };
        let title = tag.attribute("title").unwrap_or_default();
        let words = tag.attribute("alt").unwrap_or_else(|| title.clone());
        let written = Written { to: &to, title: &title, range: start..end };
        let Some(target) = target::read(&to) else { return self.refuse(&written) };
        if target::is_foreign(&target.to) {
            self.start_foreign(target, &written);
        } else if name == "img" {
            self.open_image(target, &written);
        } else if self.links_open == 0 {
            self.open_link(LinkStyle::Markdown, target, &written, true);
        } else {
            return;
        }
        self.push_opaque(&words.split_whitespace().collect::<Vec<_>>().join(" "), start);
        self.end();
    }

    /// Counts a script of another host, which leaves nothing behind.
    fn count_script(&mut self, tag: &html::Written, start: usize, end: usize) {
        let from = tag.attribute("src").filter(|_| tag.name.eq_ignore_ascii_case("script"));
        let target = from.and_then(|from| target::read(&from));
        if target.is_some_and(|target| target::is_foreign(&target.to)) {
            self.body.foreign.add(self.span(&(start..end)));
        }
    }

    // Elements of raw HTML that are open.

    fn open_html(&mut self, name: &'static str, tag: &html::Written) {
        if self.html_open >= DEEPEST {
            return;
        }
        self.html_open += 1;
        let open = self.body.items.len();
        self.item(Markup::Html(tag.rebuilt(name)));
        self.frames.push(Frame::Html { name, open });
    }

    /// Closes the innermost open element of a name; those inside it that were left open are dropped.
    fn close_html(&mut self, name: &str) {
        let open = self.frames.iter().rev().take_while(|frame| matches!(frame, Frame::Html { .. }));
        let found = open
            .into_iter()
            .position(|frame| matches!(frame, Frame::Html { name: n, .. } if *n == name));
        let Some(inside) = found else { return };
        for _ in 0..inside {
            self.abandon_html();
        }
        if let Some(Frame::Html { name: "a", open }) = self.frames.last() {
            let index = u32::try_from(*open).unwrap_or(u32::MAX);
            self.frames.pop();
            self.html_open -= 1;
            self.end_link(index, None);
        } else if let Some(Frame::Html { name, .. }) = self.frames.pop() {
            self.end_html(name);
        }
    }

    fn end_html(&mut self, name: &str) {
        self.html_open -= 1;
        self.item(Markup::Html(format!("</{name}>").into()));
    }

    /// The innermost element was never closed: links and elements that need no closing tag end, others never were.
    pub(super) fn abandon_html(&mut self) {
        self.end_reading();
        match self.frames.pop() {
            Some(Frame::Html { name: "a", open }) => {
                self.html_open -= 1;
                self.end_link(u32::try_from(open).unwrap_or(u32::MAX), None);
            }
            Some(Frame::Html { name, .. }) if html::ends_itself(name) => self.end_html(name),
            Some(Frame::Html { open, .. }) => {
                self.html_open -= 1;
                self.body.items[open].is = Markup::Html("".into());
                self.emptied = true;
            }
            _ => {}
        }
    }
}
