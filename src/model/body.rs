//! The text of a document, with its markup beside it.
//!
//! A [`Body`] keeps what a reader sees as one plain string and everything else (paragraphs, emphasis, links) as
//! items that stand at places of that string. Passages and mentions are ranges of the same string, so a renderer
//! walks all of them together. Offsets are bytes of [`Body::text`].

use std::borrow::Cow;

use crate::model::picture::is_picture;
use crate::source::Span;

/// A range of bytes in [`Body::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TextRange {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl TextRange {
    /// The bytes from `start` up to `end`, which are offsets in a text of less than 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    /// As a range that can index [`Body::text`].
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// What a reader sees of a document, and how it is marked up.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Body {
    /// The projection (anchoring step 1): the words without markup. Between two blocks stands one [`BLOCK_BORDER`].
    pub text: String,
    /// The markup, in document order; items at one place are in the order in which they are written out.
    pub items: Vec<Item>,
    /// Where runs of `text` come from in the source, in order: (offset in `text`, offset in the source).
    pub origin: Vec<(u32, u32)>,
    /// The headings.
    pub headings: Vec<Heading>,
    /// The blocks that can be cited: paragraphs, list items, quotations, table rows, captions.
    pub paragraphs: Vec<Paragraph>,
    /// Every link, wikilink, transclusion and image; an [`Tag::Link`] names one by its index.
    pub links: Vec<Link>,
    /// The footnotes, in the order of first reference.
    pub footnotes: Vec<Footnote>,
    /// `==marked==` passages.
    pub marks: Vec<TextRange>,
    /// Pictures, frames and scripts of other hosts: links stand in their place, scripts are left out.
    pub foreign: NotShown,
    /// Pictures and frames that are written into the text as `data:`; they are left out.
    pub inlined: NotShown,
}

/// Media that a text names and that are not loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NotShown {
    /// How many.
    pub count: u32,
    /// Where the first of them is.
    pub first: Option<Span>,
}

impl NotShown {
    /// One more, at this place.
    pub fn add(&mut self, span: Span) {
        self.count += 1;
        self.first.get_or_insert(span);
    }
}

/// The schemes that a link may have; of any other it is not known that it runs nothing.
pub const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "ftp"];

/// Stands in [`Body::text`] between two blocks; matches a space, is shown to nobody.
pub const BLOCK_BORDER: char = '\n';

/// Markup at a place of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Before which byte of [`Body::text`] it stands.
    pub at: u32,
    /// What stands there.
    pub is: Markup,
}

/// One piece of markup.
#[derive(Debug, Clone, PartialEq)]
pub enum Markup {
    /// An element begins.
    Open(Tag),
    /// The innermost element ends; the same tag as its beginning, without what only the beginning needs.
    Close(Tag),
    /// A line break that the text has as a space.
    HardBreak,
    /// A thematic break.
    Rule,
    /// Words are left out here, because only passages of the text are published.
    Omission,
    /// A reference to [`Body::footnotes`], by index.
    FootnoteRef(u32),
    /// Raw HTML, cleaned: it runs nothing and loads nothing.
    Html(Box<str>),
    /// The box of a task list item.
    TaskBox(bool),
    /// The words of the text from `at` on, for this many bytes, are shown as this HTML instead (a formula as `MathML`).
    Instead(u32, Box<str>),
    /// How the words before it are read, as HTML that is not part of the text (`rt` and `rp` of ruby).
    Reading(Box<str>),
}

/// An element of the text.
#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// A paragraph: index into [`Body::paragraphs`] where it can be cited.
    Paragraph(Option<u32>),
    /// A picture with its caption: index into [`Body::paragraphs`].
    Figure(Option<u32>),
    /// The caption of a picture.
    Caption,
    /// A heading: index into [`Body::headings`].
    Heading(u32),
    /// A block quotation.
    Quote,
    /// `> [!NOTE]`. Behind a pointer, because it is rare and would make every item larger.
    Alert(Box<Alert>),
    /// A list; numbered from this on, if it is.
    List(Option<u64>),
    /// An item of a list: index into [`Body::paragraphs`].
    ListItem(Option<u32>),
    /// A code block with its language; its text is the code. `Token`s stand in it.
    CodeBlock(Box<str>),
    /// A class of the highlighter, inside a code block.
    Token(Box<str>),
    /// Inline code.
    Code,
    /// A table.
    Table,
    /// Its head.
    TableHead,
    /// A row: index into [`Body::paragraphs`].
    TableRow(Option<u32>),
    /// A cell of the head or of a row.
    TableCell(Align),
    /// A definition list, a term and a definition.
    Definitions,
    /// A term of a definition list.
    Term,
    /// A definition of a definition list.
    Definition,
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Deleted,
    /// `^…^`
    Superscript,
    /// `~…~`
    Subscript,
    /// A link or wikilink: index into [`Body::links`].
    Link(u32),
    /// An image: index into [`Body::links`]; its text is the alternative text.
    Image(u32),
    /// A transclusion `![[…]]`: index into [`Body::links`]; has no text of its own.
    Embed(u32),
    /// The definition of a footnote: index into [`Body::footnotes`].
    Footnote(u32),
}

/// A quotation that is a note or a warning.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its kind, in lower case.
    pub kind: Box<str>,
    /// Its own title, if it has one.
    pub title: Option<Box<str>>,
}

impl Tag {
    /// The tag of an alert.
    pub fn alert(kind: Box<str>, title: Option<Box<str>>) -> Self {
        Self::Alert(Box::new(Alert { kind, title }))
    }
}

/// How a cell is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// As the text runs.
    #[default]
    None,
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end of the line.
    End,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its address, unique in the document.
    pub id: String,
    /// 1 to 6.
    pub level: u8,
    /// Its words.
    pub range: TextRange,
}

/// A block that can be cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its address, `p-3fa9`: a hash of its folded words, so that it stays when other paragraphs change.
    pub id: String,
    /// The block id that the writer gave it with `^name`.
    pub block: Option<String>,
    /// Its words.
    pub range: TextRange,
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The label in the source.
    pub label: String,
    /// How often it is referred to.
    pub references: u32,
    /// Its words; empty where it is not defined.
    pub range: TextRange,
}

/// How a link is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkStyle {
    /// `[text](target)` and autolinks.
    Markdown,
    /// `[[target]]`.
    Wiki,
    /// `![[target]]`.
    Embed,
    /// `![alt](target)`; also media of another host, which become links.
    Image,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// How.
    pub style: LinkStyle,
    /// The target without fragment: a path, an address, a title or an alias.
    pub target: String,
    /// The part after `#`; `^name` for a block.
    pub fragment: Option<String>,
    /// The title in quotation marks.
    pub title: Option<String>,
    /// The words that are linked.
    pub text: TextRange,
    /// Where it stands in the source.
    pub span: Span,
}

impl Body {
    /// All of its words.
    pub fn whole(&self) -> TextRange {
        TextRange::new(0, self.text.len())
    }

    /// The words of a range as one line.
    pub fn line(&self, range: TextRange) -> String {
        let words = self.text.get(range.range()).unwrap_or_default();
        let mut line = String::with_capacity(words.len());
        for word in words.split_whitespace() {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
        line
    }

    /// All of its words, with an end of line for each line break that is seen. Places are the same.
    pub fn lines(&self) -> Cow<'_, str> {
        let breaks = self.items.iter().filter(|item| item.is == Markup::HardBreak);
        let mut lines = Cow::Borrowed(self.text.as_str());
        for at in breaks.map(|item| item.at as usize) {
            // Nothing is there at the end, or at the beginning of a block.
            if lines[at..].starts_with(' ') {
                lines.to_mut().replace_range(at..=at, "\n");
            }
        }
        lines
    }

    /// The words that describe its pictures, in order: those of a picture that is shown are not seen.
    pub fn alternatives(&self) -> Vec<TextRange> {
        let pictures = self.links.iter().filter(|link| link.style == LinkStyle::Image);
        let mut words: Vec<TextRange> = pictures.map(|link| link.text).collect();
        // What stands in footnotes is not where the text refers to it.
        words.sort_unstable();
        words
    }

    /// The words of its blocks of code, in order.
    pub fn code_blocks(&self) -> impl Iterator<Item = TextRange> {
        let mut start = 0;
        self.items.iter().filter_map(move |item| match &item.is {
            Markup::Open(Tag::CodeBlock(_)) => {
                start = item.at;
                None
            }
            Markup::Close(Tag::CodeBlock(_)) => Some(TextRange { start, end: item.at }),
            _ => None,
        })
    }

    /// Gives back the room it grew in. Bodies are most of what a large archive keeps.
    pub fn fit(&mut self) {
        self.text.shrink_to_fit();
        self.items.shrink_to_fit();
        self.origin.shrink_to_fit();
        self.headings.shrink_to_fit();
        self.paragraphs.shrink_to_fit();
        self.links.shrink_to_fit();
    }

    /// The place in the source that a place of the text comes from.
    pub fn source_offset(&self, at: u32) -> u32 {
        let after = self.origin.partition_point(|&(text, _)| text <= at);
        match after.checked_sub(1).map(|run| self.origin[run]) {
            Some((text, source)) => source + (at - text),
            None => self.origin.first().map_or(0, |&(_, source)| source),
        }
    }

    /// The place in the source that a range of the text comes from.
    pub fn source_span(&self, range: TextRange) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        let end = self.source_offset(last) + u32::from(range.end > range.start);
        let start = self.source_offset(range.start);
        Span { start, end: end.max(start) }
    }

    /// The words that are shown and stand in no text: titles of alerts and of links, each with its place in the source.
    pub fn titles(&self) -> impl Iterator<Item = (&str, Span)> {
        let alerts = self.items.iter().filter_map(|item| match &item.is {
            Markup::Open(Tag::Alert(alert)) => Some((
                alert.title.as_deref()?,
                self.source_span(TextRange::new(item.at as usize, item.at as usize)),
            )),
            _ => None,
        });
        alerts.chain(self.links.iter().filter_map(|link| Some((link.title.as_deref()?, link.span))))
    }

    /// The pictures of the archive that stand in the text, in order: indices into [`Body::links`].
    pub fn pictures(&self) -> impl Iterator<Item = u32> {
        self.items.iter().filter_map(|item| match item.is {
            Markup::Open(Tag::Image(link)) => Some(link),
            Markup::Open(Tag::Embed(link)) if is_picture(&self.links[link as usize].target) => {
                Some(link)
            }
            _ => None,
        })
    }

    /// The index of the citable block that holds a place of the text.
    pub fn paragraph_at(&self, at: u32) -> Option<usize> {
        let after = self.paragraphs.partition_point(|p| p.range.start <= at);
        (0..after).rev().find(|&index| at < self.paragraphs[index].range.end)
    }
}
