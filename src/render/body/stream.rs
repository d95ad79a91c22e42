//! HTML with what lies over it: highlights and names, which begin and end anywhere in the text.
//!
//! A [`Stream`] keeps what it writes well nested: an overlay is split wherever it would cross the border of an element
//! or of another overlay. It does not know what elements or overlays mean.

use std::borrow::Cow;

use crate::escape;
use crate::model::body::TextRange;

/// Something that lies over a range of the text.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Which words.
    pub range: TextRange,
    /// The tag of its first piece, which bears its id.
    pub first: String,
    /// The tag of its further pieces.
    pub again: String,
    /// The tag that ends each piece.
    pub close: &'static str,
    /// Whether it is a link: there are no links inside links.
    pub link: bool,
}

/// HTML that stands at a place of the text, after what ends there. It holds links.
#[derive(Debug, Clone)]
pub(super) struct Insert {
    /// Before which byte of the text.
    pub(super) at: u32,
    /// The HTML.
    pub(super) html: String,
    /// The link of the picture at this place that it waits for: several may stand there that have no words.
    pub(super) waits: Option<u32>,
}

/// What is open, innermost last.
enum Frame {
    Element { close: Cow<'static, str>, link: bool },
    Overlay(usize),
}

/// HTML that is being written.
pub(super) struct Stream<'a> {
    /// What has been written.
    pub(super) out: String,
    /// How many of the inserts have been written.
    pub(super) inserted: usize,
    overlays: &'a [Overlay],
    inserts: &'a [Insert],
    /// The link before which nothing waits for a picture any more.
    released: u32,
    started: usize,
    /// What covers the current place, the ones that go on longest first.
    active: Vec<usize>,
    stack: Vec<Frame>,
    begun: Vec<bool>,
}

impl<'a> Stream<'a> {
    /// A stream; overlays are sorted by start, longer ones first, and inserts by place.
    pub(super) fn new(overlays: &'a [Overlay], inserts: &'a [Insert]) -> Self {
        Self {
            out: String::new(),
            inserted: 0,
            overlays,
            inserts,
            released: 0,
            started: 0,
            active: Vec::new(),
            stack: Vec::new(),
            begun: vec![false; overlays.len()],
        }
    }

    /// Writes words that begin at `at`.
    pub(super) fn text(&mut self, words: &str, at: u32) {
        let end = at + length(words);
        let mut from = at;
        while from < end {
            self.arrive(from);
            self.cover(from);
            let border = self.border(from).map_or(end, |border| border.min(end));
            escape::text(&words[(from - at) as usize..(border - at) as usize], &mut self.out);
            from = border;
        }
    }

    /// Writes the space between blocks, which nothing lies over, after what stands at the end of the words before it.
    pub(super) fn space(&mut self, space: &str, at: u32) {
        self.end(at);
        self.insert(at);
        self.out.push_str(space);
    }

    /// Writes HTML that stands for words and cannot be split.
    pub(super) fn whole(&mut self, html: &str, range: TextRange) {
        self.arrive(range.start);
        self.start(range.end);
        self.cover(range.start);
        self.out.push_str(html);
    }

    /// Begins what lies over words that something stands for which holds links: all but links.
    pub(super) fn cover_whole(&mut self, range: TextRange) {
        self.arrive(range.start);
        self.start(range.end);
        self.close_from(|overlay| overlay.link);
        self.cover_where(range.start, |overlay| !overlay.link);
    }

    /// Writes HTML that nothing has to lie over: a line break.
    pub(super) fn bare(&mut self, html: &str, at: u32) {
        self.arrive(at);
        self.out.push_str(html);
    }

    /// Writes HTML that belongs to the element around it, and to no overlay.
    pub(super) fn beside(&mut self, html: &str) {
        self.close_overlays();
        self.out.push_str(html);
    }

    /// Writes a link that is not part of the text; inside a link only what it says.
    pub(super) fn link(&mut self, html: &str, says: &str, at: u32) {
        self.arrive(at);
        self.close_from(|overlay| overlay.link);
        self.out.push_str(if self.in_link() { says } else { html });
    }

    /// Begins a block: no overlay crosses its border.
    pub(super) fn open_block(&mut self, open: &str, close: impl Into<Cow<'static, str>>) {
        self.close_overlays();
        self.out.push_str(open);
        self.stack.push(Frame::Element { close: close.into(), link: false });
    }

    /// Begins an element of a line. Overlays that go on to its end go around it.
    pub(super) fn open_inline(
        &mut self,
        open: &str,
        close: impl Into<Cow<'static, str>>,
        range: TextRange,
        link: bool,
    ) {
        self.arrive(range.start);
        let crosses = |overlay: &Overlay| overlay.range.end < range.end || (link && overlay.link);
        self.close_from(|overlay| crosses(overlay));
        if range.start < range.end && !link {
            self.cover(range.end - 1);
        }
        self.out.push_str(open);
        self.stack.push(Frame::Element { close: close.into(), link });
    }

    /// Ends the innermost element, which is one of a line.
    pub(super) fn close(&mut self) {
        self.close_overlays();
        self.pop();
    }

    /// Ends a block: what has to stand inside of it is written first.
    pub(super) fn close_block(&mut self, at: u32) {
        self.close_overlays();
        self.end(at);
        self.insert(at);
        self.pop();
    }

    fn pop(&mut self) {
        if let Some(Frame::Element { close, .. }) = self.stack.pop() {
            self.out.push_str(&close);
        }
    }

    /// Ends and begins what ends and begins at a place.
    fn arrive(&mut self, at: u32) {
        // What ended in words that were left out is let go of too.
        self.start(at + 1);
        self.end(at);
        self.insert(at);
    }

    /// Overlays that end at a place or before it end now.
    fn end(&mut self, at: u32) {
        while let Some(&index) =
            self.active.last().filter(|&&index| self.overlays[index].range.end <= at)
        {
            self.active.pop();
            let frame = self
                .stack
                .iter()
                .rposition(|frame| matches!(frame, Frame::Overlay(i) if *i == index));
            // An overlay below an element ends after it, so nothing but overlays is above this one.
            if let Some(frame) = frame.filter(|&frame| frame >= self.innermost()) {
                self.close_to(frame);
            }
        }
    }

    /// Writes what stands at a place or before it, unless a link is open.
    fn insert(&mut self, at: u32) {
        if self.in_link() {
            return;
        }
        let released = self.released;
        let comes = |insert: &&Insert| {
            insert.at < at || insert.at == at && insert.waits.is_none_or(|link| link < released)
        };
        while let Some(insert) = self.inserts.get(self.inserted).filter(comes) {
            self.out.push_str(&insert.html);
            self.inserted += 1;
        }
    }

    /// Writes what has waited for a picture that ends at a place.
    pub(super) fn release(&mut self, link: u32, at: u32) {
        self.released = link + 1;
        self.end(at);
        self.insert(at);
    }

    /// Overlays that begin before a place count from now on; they are written when words come.
    fn start(&mut self, before: u32) {
        while self.overlays.get(self.started).is_some_and(|next| next.range.start < before) {
            let end = self.overlays[self.started].range.end;
            let at = self.active.partition_point(|&index| self.overlays[index].range.end >= end);
            self.active.insert(at, self.started);
            self.started += 1;
        }
    }

    /// Opens every overlay that lies over a place and is not open.
    fn cover(&mut self, at: u32) {
        self.cover_where(at, |_| true);
    }

    fn cover_where(&mut self, at: u32, is_so: impl Fn(&Overlay) -> bool) {
        for position in 0..self.active.len() {
            let index = self.active[position];
            let overlay = &self.overlays[index];
            let open =
                self.stack.iter().any(|frame| matches!(frame, Frame::Overlay(i) if *i == index));
            if open || !is_so(overlay) || overlay.range.end <= at || overlay.link && self.in_link()
            {
                continue;
            }
            let begun = std::mem::replace(&mut self.begun[index], true);
            self.out.push_str(if begun { &overlay.again } else { &overlay.first });
            self.stack.push(Frame::Overlay(index));
        }
    }

    /// The next place after `at` where something begins, ends or stands.
    fn border(&self, at: u32) -> Option<u32> {
        let ends = self.active.last().map(|&index| self.overlays[index].range.end);
        let starts = self.overlays.get(self.started).map(|next| next.range.start);
        let inserts = self.inserts.get(self.inserted).map(|next| next.at);
        [ends, starts, inserts].into_iter().flatten().filter(|&border| border > at).min()
    }

    /// Whether what is written now stands in a link.
    pub(super) fn in_link(&self) -> bool {
        self.stack.iter().any(|frame| match frame {
            Frame::Element { link, .. } => *link,
            Frame::Overlay(index) => self.overlays[*index].link,
        })
    }

    /// The frame after the innermost element: from there on there are overlays only.
    fn innermost(&self) -> usize {
        self.stack.iter().rposition(is_element).map_or(0, |element| element + 1)
    }

    /// Closes the overlays that are open inside the innermost element.
    fn close_overlays(&mut self) {
        self.close_to(self.innermost());
    }

    /// Closes the first open overlay that is so, and those inside of it.
    fn close_from(&mut self, is_so: impl Fn(&Overlay) -> bool) {
        let innermost = self.innermost();
        let first = self.stack[innermost..].iter().position(|frame| match frame {
            Frame::Overlay(index) => is_so(&self.overlays[*index]),
            Frame::Element { .. } => false,
        });
        if let Some(first) = first {
            self.close_to(innermost + first);
        }
    }

    fn close_to(&mut self, depth: usize) {
        for frame in self.stack.drain(depth..).rev() {
            self.out.push_str(match &frame {
                Frame::Overlay(index) => self.overlays[*index].close,
                Frame::Element { close, .. } => close,
            });
        }
    }
}

fn is_element(frame: &Frame) -> bool {
    matches!(frame, Frame::Element { .. })
}

fn length(words: &str) -> u32 {
    u32::try_from(words.len()).unwrap_or(u32::MAX)
}
