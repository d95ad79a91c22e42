//! What is found in the words of a block when it ends: block ids, marks, superscripts, bare addresses, comment signs.

use super::build::Builder;
use super::code;
use super::target;
use super::text::{Leaf, LeafKind, count};
use crate::fold::joins;
use crate::model::body::{Item, Link, LinkStyle, Markup, Tag, TextRange};

impl Builder<'_> {
    /// Looks through the words of a block that ends; its block id, if it has one.
    pub(super) fn find(&mut self, leaf: &Leaf) -> Option<String> {
        if leaf.kind == LeafKind::Code {
            self.highlight(leaf);
            return None;
        }
        self.trim(leaf);
        let block = match leaf.kind {
            LeafKind::Paragraph | LeafKind::Item(_) => self.take_block_id(leaf),
            LeafKind::Heading(index) => {
                self.heading_ids[index as usize] = self.take_heading_id(leaf);
                None
            }
            _ => None,
        };
        let words = self.words(leaf);
        let (marks, addresses) = (words.contains("=="), words.contains("://"));
        let scripts = words.contains(['^', '~']);
        if self.visible.signs && !self.shows_comment {
            self.shows_comment = self.has_sign(leaf, "%%") || self.has_sign(leaf, "<!--");
        }
        self.find_lost_references(leaf);
        if scripts {
            self.find_scripts(leaf);
        }
        if marks {
            self.find_marks(leaf);
        }
        if addresses {
            self.find_addresses(leaf);
        }
        self.join_lines(leaf);
        block
    }

    fn words(&self, leaf: &Leaf) -> &str {
        &self.body.text[self.begin_of(leaf.begin)..]
    }

    /// Shortens the text; items and links that stood in what is gone stand at its end.
    pub(super) fn shorten(&mut self, leaf: &Leaf, to: usize) {
        self.body.text.truncate(to);
        for item in self.body.items[leaf.items..].iter_mut().rev() {
            if item.at <= count(to) {
                break;
            }
            item.at = count(to);
        }
        for link in &mut self.body.links[leaf.links..] {
            link.text.start = link.text.start.min(count(to));
            link.text.end = link.text.end.min(count(to));
        }
        self.trim_runs();
    }

    /// Cuts white space off the end of the words.
    fn trim(&mut self, leaf: &Leaf) {
        let begin = self.begin_of(leaf.begin);
        let kept = begin + self.body.text[begin..].trim_end_matches([' ', '\n', '\t']).len();
        let opaque = self.opaque.last().map_or(0, |words| words.end as usize);
        if kept.max(opaque) < self.body.text.len() {
            self.shorten(leaf, kept.max(opaque));
        }
    }

    /// Whether a sign stands in the words, neither escaped nor code.
    fn has_sign(&self, leaf: &Leaf, sign: &str) -> bool {
        let begin = self.begin_of(leaf.begin);
        self.words(leaf).match_indices(sign).any(|(at, _)| !self.is_closed(begin + at))
    }

    /// Whether nothing is looked for at a place: it is code, a formula or escaped.
    pub(super) fn is_closed(&self, at: usize) -> bool {
        let place = count(at);
        let after = self.opaque.partition_point(|words| words.start <= place);
        let opaque = after.checked_sub(1).is_some_and(|index| place < self.opaque[index].end);
        opaque || self.escaped.binary_search(&at).is_ok()
    }

    // Ids.

    /// Cuts ` ^name` off the end of a block. A block that is nothing else names the one before it.
    fn take_block_id(&mut self, leaf: &Leaf) -> Option<String> {
        let begin = self.begin_of(leaf.begin);
        let words = &self.body.text[begin..];
        let (before, name) = words.rsplit_once('^')?;
        let named = !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let apart = before.is_empty() || before.ends_with(' ');
        if !named || !apart || !self.is_plain(leaf, begin + before.len()) {
            return None;
        }
        let name = name.to_owned();
        let kept = begin + before.trim_end().len();
        let is_unseen = |item: &Item| item.is == Markup::HardBreak && item.at >= count(kept);
        while self.body.items.len() > leaf.items && self.body.items.last().is_some_and(is_unseen) {
            self.body.items.pop();
        }
        self.shorten(leaf, kept);
        if kept > begin {
            return Some(name);
        }
        if let Some(paragraph) = self.body.paragraphs.last_mut() {
            paragraph.block.get_or_insert(name);
        }
        None
    }

    /// Cuts `{#id}` off the end of a heading, and classes and other attributes, which mean nothing here.
    fn take_heading_id(&mut self, leaf: &Leaf) -> Option<Box<str>> {
        let begin = self.begin_of(leaf.begin);
        let words = &self.body.text[begin..];
        let (before, attributes) = words.strip_suffix('}')?.rsplit_once('{')?;
        let sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
        let is_name = |name: &str| !name.is_empty() && name.chars().all(sign);
        let is_sound = |part: &str| {
            part.strip_prefix(['#', '.']).is_some_and(is_name)
                || part
                    .split_once('=')
                    .is_some_and(|(name, value)| is_name(name) && !value.is_empty())
        };
        let are_some = attributes.trim_start().starts_with(['#', '.'])
            && attributes.split_whitespace().all(is_sound);
        if !are_some || !self.is_plain(leaf, begin + before.len()) {
            return None;
        }
        let id = attributes.split_whitespace().find_map(|part| part.strip_prefix('#'));
        let id = id.map(Box::from);
        let kept = begin + before.trim_end().len();
        self.shorten(leaf, kept);
        id
    }

    /// Whether from a place on there are only words.
    fn is_plain(&self, leaf: &Leaf, at: usize) -> bool {
        let marked = self.body.items[leaf.items..].last().is_some_and(|item| item.at > count(at));
        let coded = self.opaque.last().is_some_and(|words| words.end > count(at));
        !marked && !coded && self.escaped.binary_search(&at).is_err()
    }

    // What is taken out of the words.

    /// Takes the spaces out that stand for line ends in Chinese and Japanese.
    fn join_lines(&mut self, leaf: &Leaf) {
        let mut line_ends = std::mem::take(&mut self.line_ends);
        line_ends.retain(|&at| is_unseen(&self.body.text, at));
        self.squeeze(leaf, &line_ends, 1);
    }

    /// Takes signs of one length, which are at these places, out of the text.
    pub(super) fn squeeze(&mut self, leaf: &Leaf, signs: &[usize], length: u32) {
        let Some(&first) = signs.first() else { return };
        let moved = |at: u32| {
            let before = signs.partition_point(|&sign| count(sign) < at);
            let inside = before > 0 && at < count(signs[before - 1]) + length;
            let at = if inside { count(signs[before - 1]) + length } else { at };
            at - length * count(before)
        };
        self.squeeze_runs(leaf, signs, length, moved);
        for item in &mut self.body.items[leaf.items..] {
            item.at = moved(item.at);
        }
        let links = self.body.links[leaf.links..].iter_mut().map(|link| &mut link.text);
        let before = self.body.marks.partition_point(|mark| mark.start < count(first));
        let marks = &mut self.body.marks[before.saturating_sub(1)..];
        for range in links.chain(&mut self.opaque).chain(marks) {
            *range = TextRange { start: moved(range.start), end: moved(range.end) };
        }
        for at in self.escaped.iter_mut().chain(&mut self.line_ends) {
            *at = moved(count(*at)) as usize;
        }
        let mut kept = String::with_capacity(self.body.text.len() - first);
        for (index, sign) in signs.iter().enumerate() {
            let next = signs.get(index + 1).copied().unwrap_or(self.body.text.len());
            kept.push_str(&self.body.text[sign + length as usize..next]);
        }
        self.body.text.truncate(first);
        self.body.text.push_str(&kept);
    }

    fn squeeze_runs(
        &mut self,
        leaf: &Leaf,
        signs: &[usize],
        length: u32,
        moved: impl Fn(u32) -> u32,
    ) {
        if !self.place.verbatim {
            return;
        }
        let after = |sign: &usize| {
            let end = count(*sign) + length;
            (end, self.body.source_offset(end))
        };
        let mut runs: Vec<(u32, u32)> = self.body.origin[leaf.runs..].to_vec();
        runs.extend(signs.iter().map(after));
        runs.sort_unstable();
        self.body.origin.truncate(leaf.runs);
        for (text, source) in runs {
            let text = moved(text);
            match self.body.origin.last_mut() {
                Some(last) if last.0 == text => last.1 = source,
                _ => self.body.origin.push((text, source)),
            }
        }
    }

    // Addresses that are no links yet.

    fn find_addresses(&mut self, leaf: &Leaf) {
        let begin = self.begin_of(leaf.begin);
        let mut found = Vec::new();
        let mut passed = begin;
        let mut item = leaf.items;
        let mut depth = 0_usize;
        let mut drawn = 0;
        while let Some((start, mut end)) = next_address(&self.body.text, passed) {
            passed = end;
            while let Some(Item { at, is }) =
                self.body.items.get(item).filter(|item| item.at <= count(start))
            {
                match is {
                    Markup::Open(Tag::Link(_) | Tag::Image(_) | Tag::Code) => depth += 1,
                    Markup::Close(Tag::Link(_) | Tag::Image(_) | Tag::Code) => {
                        depth = depth.saturating_sub(1);
                    }
                    Markup::Instead(length, _) => drawn = at + length,
                    _ => {}
                }
                item += 1;
            }
            if let Some(next) = self.body.items.get(item) {
                end = end.min(next.at as usize);
            }
            end = start + trimmed(&self.body.text[start..end]).len();
            let whole = self.body.text[start..end]
                .split_once("://")
                .is_some_and(|(_, host)| !host.is_empty());
            if depth == 0 && count(start) >= drawn && whole {
                found.push((item, TextRange::new(start, end)));
            }
        }
        self.link_addresses(leaf, &found);
    }

    /// Puts links around addresses, each before the item that is named with it.
    fn link_addresses(&mut self, leaf: &Leaf, found: &[(usize, TextRange)]) {
        if found.is_empty() {
            return;
        }
        let mut items = self.body.items.split_off(leaf.items).into_iter();
        let mut passed = leaf.items;
        for &(before, range) in found {
            let Some(target) = target::read(&self.body.text[range.range()]) else { continue };
            self.body.items.extend(items.by_ref().take(before - passed));
            passed = before;
            let index = count(self.body.links.len());
            let span =
                if self.place.verbatim { self.body.source_span(range) } else { self.place.span };
            self.body.links.push(Link {
                style: LinkStyle::Markdown,
                target: target.to,
                fragment: target.fragment,
                title: None,
                text: range,
                span,
            });
            self.body.items.push(Item { at: range.start, is: Markup::Open(Tag::Link(index)) });
            self.body.items.push(Item { at: range.end, is: Markup::Close(Tag::Link(index)) });
        }
        self.body.items.extend(items);
    }

    // Code.

    /// Puts classes on the words of a code block, where it is shown.
    fn highlight(&mut self, leaf: &Leaf) {
        if self.body.text.len() > self.begin_of(leaf.begin) && self.body.text.ends_with('\n') {
            let end = self.body.text.len() - 1;
            self.shorten(leaf, end);
        }
        let Some(Markup::Open(Tag::CodeBlock(language))) =
            self.body.items.get(leaf.items - 1).map(|i| &i.is)
        else {
            return;
        };
        if self.endless.is_some() || !self.place.is_shown {
            return;
        }
        let begin = self.begin_of(leaf.begin);
        let Ok(parts) = code::highlight(&self.body.text[begin..], language) else {
            let words = TextRange::new(begin, self.body.text.len());
            self.endless = Some((language.clone(), self.body.source_span(words)));
            return;
        };
        for (range, class) in parts {
            let (start, end) = (count(begin + range.start), count(begin + range.end));
            self.body.items.push(Item { at: start, is: Markup::Open(Tag::Token(class.into())) });
            self.body.items.push(Item { at: end, is: Markup::Close(Tag::Token("".into())) });
        }
    }
}

/// Whether the space at a place is none, because its line ends between characters that have none between them.
fn is_unseen(text: &str, at: usize) -> bool {
    // What is behind the last word is cut off already.
    let Some(after) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else { return false };
    text[..at].chars().next_back().is_some_and(|before| joins(before, after))
}

/// The first `http://…` or `https://…` from a place on.
fn next_address(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let sign = at + text[at..].find("://")?;
        at = sign + "://".len();
        let scheme =
            ["https", "http"].into_iter().find(|scheme| text[from..sign].ends_with(scheme));
        let Some(scheme) = scheme else { continue };
        let start = sign - scheme.len();
        if text[from..start].chars().next_back().is_some_and(char::is_alphanumeric) {
            continue;
        }
        let stops = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || "<>\"“”„«»‘’`|{}。，、！？（）「」『』".contains(c)
        };
        let end = text[at..].find(stops).map_or(text.len(), |length| at + length);
        return Some((start, end));
    }
}

/// An address without the punctuation that belongs to the sentence around it.
fn trimmed(address: &str) -> &str {
    let count = |sign| address.matches(sign).count();
    let [mut round, mut square] = [count(')'), count(']')];
    let (open_round, open_square) = (count('('), count('['));
    let is_outside = |sign: char| {
        let closing = match sign {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '^' | '…' => {
                return true;
            }
            ')' if round > open_round => &mut round,
            ']' if square > open_square => &mut square,
            _ => return false,
        };
        *closing -= 1;
        true
    };
    address.trim_end_matches(is_outside)
}
