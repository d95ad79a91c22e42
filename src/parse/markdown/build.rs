//! The walk through the parser's events that makes a body: its state, and what becomes of words.
//!
//! Blocks begin and end in `blocks`, elements in a line in `inline`, raw HTML in `raw`. `text` keeps text, items and
//! places together. What is found *in* the words of a block when it ends is in `find`.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag as Start};

use super::caption::Titled;
use super::comments::Visible;
use super::text::{Begin, Leaf, LeafKind};
use super::{Place, brackets, emphasis, math, target, wikilinks};
use crate::diagnostic::Diagnostic;
use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::source::Span;

/// What is understood beyond `CommonMark`. Punctuation stays as printed, headings take no attributes, and alerts are
/// read in `blocks`, because there are more kinds than the parser knows.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_MATH)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_SUPERSCRIPT)
    .union(Options::ENABLE_SUBSCRIPT)
    .union(Options::ENABLE_WIKILINKS);

/// The state of the walk; at its end, what was made.
pub(super) struct Builder<'v> {
    /// The text without comments.
    pub(super) visible: &'v Visible<'v>,
    /// Where the text is from.
    pub(super) place: &'v Place<'v>,
    /// What is being made. Headings and paragraphs get their ids later.
    pub(super) body: Body,
    /// The id that the writer gave, for each heading.
    pub(super) heading_ids: Vec<Option<Box<str>>>,
    /// Whether a comment sign is in the text: what looked like code was none.
    pub(super) shows_comment: bool,
    /// The elements that are open, the innermost last.
    pub(super) frames: Vec<Frame>,
    /// The block whose words are being read.
    pub(super) leaf: Option<Leaf>,
    /// Whether a border is due before the next word.
    pub(super) due: bool,
    /// The first item after the last end of a block: the border that is due goes before it.
    pub(super) after_block: usize,
    /// Words of the leaf that are code or formulas: nothing is looked for in them.
    pub(super) opaque: Vec<TextRange>,
    /// Places in the leaf's words of the spaces that stand for line ends.
    pub(super) line_ends: Vec<usize>,
    /// Places in the leaf's words whose sign was escaped.
    pub(super) escaped: Vec<usize>,
    /// How many links are open; a link in a link is only its words.
    pub(super) links_open: usize,
    /// How many images are open; in them all is alternative text.
    pub(super) images_open: usize,
    /// The last picture that has a title.
    pub(super) titled: Option<Titled>,
    /// Where the picture that begins is defined, if that is elsewhere.
    pub(super) defined: Option<Range<usize>>,
    /// Why words are not taken at the moment.
    pub(super) silence: Silence,
    /// The reading in ruby that is open, as HTML.
    pub(super) reading: String,
    /// The title of the alert that begins.
    pub(super) title: Option<Title>,
    /// The columns of the table, and the one that comes next.
    pub(super) columns: (Vec<Alignment>, usize),
    /// The block of raw HTML that is being read.
    pub(super) raw: String,
    /// Where its lines begin, in it and in the text.
    pub(super) raw_lines: Vec<(usize, usize)>,
    /// What elements of raw HTML are closed anywhere, by name.
    pub(super) closed: HashSet<String>,
    /// How many elements of raw HTML are open.
    pub(super) html_open: usize,
    /// Whether items were emptied, to be swept out at the end.
    pub(super) emptied: bool,
    /// Code at which its grammar goes round in circles: its language, and where it is.
    pub(super) endless: Option<(Box<str>, Span)>,
    /// Footnotes by label, as an index into the body's, which are in the order met until the end.
    pub(super) footnotes: HashMap<String, usize>,
    /// The footnotes that are referred to, in that order.
    pub(super) referred: Vec<usize>,
    /// The footnotes that have words, and where those begin in the visible text.
    pub(super) definitions: Vec<(usize, usize)>,
    /// What is not shown as it was meant.
    pub(super) faults: Vec<Diagnostic>,
}

/// Why words are not taken into the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// They are.
    No,
    /// They name what a transclusion is.
    Embed,
    /// They are in an element of raw HTML whose content is dropped.
    Element(&'static str),
    /// They are in this element, which says how other words are read.
    Reading(&'static str),
}

/// The title of an alert, which stands in its first line.
pub(super) struct Title {
    /// What was read of it, the sign of the alert included.
    pub(super) words: String,
    /// How long that sign is.
    pub(super) sign: usize,
    /// Where the line ends.
    pub(super) end: usize,
}

/// An element that is open.
pub(super) enum Frame {
    /// It leaves no trace.
    Silent,
    /// A block around blocks, with what ends it.
    Block(Tag),
    /// An element in a line, with what ends it.
    Inline(Tag),
    /// Words that the parser takes for an element in a line, and where the sign stands that ends it.
    Sign(usize),
    /// A list item: its `Open`, and whether it still waits for words of its own.
    Item { open: usize, waits: bool },
    /// A table row: its `Open` and where its words begin.
    Row { open: usize, begin: Begin },
    /// An alert: its `Open` and its kind.
    Alert { open: usize, kind: Box<str> },
    /// The definition of a footnote, and where its words begin.
    Footnote { index: usize, begin: Begin },
    /// A block of words that the parser ends; what it is, is in `leaf`.
    Words,
    /// A block of words that ends where another block begins or the one around it ends.
    LooseWords,
    /// A block of raw HTML that is being gathered.
    Raw,
    /// A link; where it stands in place of media, it needs a name when there are no words.
    Link { index: u32, media: Option<usize> },
    /// An image.
    Image(u32),
    /// A transclusion.
    Embed(u32),
    /// An element of raw HTML, and its `Open`.
    Html { name: &'static str, open: usize },
}

impl<'v> Builder<'v> {
    /// Walks through a text.
    pub(super) fn build(visible: &'v Visible<'v>, place: &'v Place<'v>) -> Self {
        let text = &*visible.text;
        let mut builder = Self {
            visible,
            place,
            body: Body { text: String::with_capacity(text.len()), ..Body::default() },
            heading_ids: Vec::new(),
            shows_comment: false,
            frames: Vec::new(),
            leaf: None,
            due: false,
            after_block: 0,
            opaque: Vec::new(),
            line_ends: Vec::new(),
            escaped: Vec::new(),
            links_open: 0,
            images_open: 0,
            titled: None,
            defined: None,
            silence: Silence::No,
            reading: String::new(),
            title: None,
            columns: (Vec::new(), 0),
            raw: String::new(),
            raw_lines: Vec::new(),
            closed: brackets::closed(text),
            html_open: 0,
            emptied: false,
            endless: None,
            footnotes: HashMap::new(),
            referred: Vec::new(),
            definitions: Vec::new(),
            faults: Vec::new(),
        };
        let worded = brackets::given(text, OPTIONS, &builder.closed);
        let worded = worded.as_deref().unwrap_or(text);
        let linked = wikilinks::given(worded, OPTIONS);
        let linked = linked.as_deref().unwrap_or(worded);
        let given = emphasis::given(linked, OPTIONS);
        let given = given.as_deref().unwrap_or(linked);
        let mut events = Parser::new_ext(given, OPTIONS).into_offset_iter();
        while let Some((event, range)) = events.next() {
            let event = match event {
                Event::Text(words) if *words == given[range.clone()] => {
                    Event::Text(text[range.clone()].into())
                }
                other => other,
            };
            if let Event::Start(Start::Image { id, .. }) = &event {
                let definition = events.reference_definitions().get(id);
                builder.defined = definition.map(|definition| definition.span.clone());
            }
            builder.event(event, range);
        }
        while !builder.frames.is_empty() {
            builder.end();
        }
        builder.find_lost_footnotes();
        builder.number_footnotes();
        if builder.emptied {
            builder
                .body
                .items
                .retain(|item| !matches!(&item.is, Markup::Html(tag) if tag.is_empty()));
        }
        builder
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if self.title.as_ref().is_some_and(|title| range.start >= title.end) {
            self.end_title();
        }
        match event {
            Event::Start(Start::HtmlBlock) => {
                self.end_words();
                self.frames.push(Frame::Raw);
            }
            Event::Html(line) => {
                self.raw_lines.push((self.raw.len(), range.start));
                self.raw.push_str(&line);
            }
            Event::Start(
                tag @ (Start::Emphasis
                | Start::Strong
                | Start::Strikethrough
                | Start::Superscript
                | Start::Subscript
                | Start::Link { .. }
                | Start::Image { .. }),
            ) => self.start_inline(tag, range),
            Event::Start(tag) => self.start_block(tag, &range),
            Event::End(_) => self.end(),
            Event::Rule => {
                self.end_words();
                self.item(Markup::Rule);
            }
            event => self.words_event(event, range),
        }
    }

    fn words_event(&mut self, event: Event, range: Range<usize>) {
        if let Some(title) = &mut self.title {
            if let Event::Text(words) | Event::Code(words) | Event::InlineMath(words) = event {
                title.words.push_str(&words);
            }
            return;
        }
        match (self.silence, event) {
            (Silence::Embed, _) => {}
            (_, Event::InlineHtml(tag)) => self.inline_html(&tag, range.start),
            (Silence::Reading(_), Event::Text(words) | Event::Code(words)) => self.read(&words),
            (Silence::Reading(_), Event::SoftBreak | Event::HardBreak) => self.read(" "),
            (Silence::Element(_) | Silence::Reading(_), _) => {}
            (_, Event::Text(words)) => self.text(&words, range),
            (_, Event::Code(code)) => self.code(&code, range.start),
            (_, Event::InlineMath(formula)) => self.math(&formula, math::Mode::Inline, range),
            (_, Event::DisplayMath(formula)) => self.math(&formula, math::Mode::Display, range),
            (_, Event::SoftBreak) => self.line_end(range.start),
            (_, Event::HardBreak) => self.hard_break(range.start),
            (_, Event::FootnoteReference(label)) => self.refer(&label),
            (_, Event::TaskListMarker(done)) => {
                self.begin_words();
                self.item(Markup::TaskBox(done));
            }
            _ => {}
        }
    }

    fn text(&mut self, words: &str, range: Range<usize>) {
        self.begin_words();
        let source = self.visible.text.as_bytes();
        if self.leaf.as_ref().is_some_and(|leaf| leaf.kind == LeafKind::Code) {
            self.push(words, range.start);
        } else if words.contains('\n') {
            // The name in a wikilink may be wrapped.
            self.push_lines(words, range.start);
        } else {
            let backslash = range.start > 0 && source[range.start - 1] == b'\\';
            let entity = source.get(range.start) != words.as_bytes().first();
            self.push(words, range.start);
            if backslash || entity {
                self.escaped.push(self.body.text.len() - words.len());
            }
        }
    }

    /// Adds words that may have several lines.
    pub(super) fn push_lines(&mut self, words: &str, start: usize) {
        for (at, line) in target::lines(words) {
            if at > 0 {
                self.line_end(start + at);
            }
            self.push(line, start + at);
        }
    }

    fn code(&mut self, code: &str, start: usize) {
        let signs = &self.visible.text.as_bytes()[start..];
        // Before the code stand its backticks and sometimes a space.
        let first = code.as_bytes().first();
        let skipped = signs.iter().position(|byte| *byte != b'`').unwrap_or(0);
        let skipped = skipped + usize::from(signs.get(skipped) != first);
        self.begin_words();
        if self.images_open > 0 {
            return self.push(code, start + skipped);
        }
        self.item(Markup::Open(Tag::Code));
        self.push_opaque(code, start + skipped);
        self.item(Markup::Close(Tag::Code));
    }

    fn math(&mut self, written: &str, mode: math::Mode, range: Range<usize>) {
        let next = self.visible.text.as_bytes().get(range.end);
        if mode == math::Mode::Inline && next.is_some_and(u8::is_ascii_digit) {
            // `$5-$10` is two prices.
            let prices = self.visible.text[range.clone()].replace(['\n', '\r'], " ");
            return self.text(&prices, range);
        }
        let formula = written.trim();
        let signs = if mode == math::Mode::Display { 2 } else { 1 };
        let start = range.start + signs + written.len() - written.trim_start().len();
        self.begin_words();
        if self.images_open > 0 {
            return self.push(&formula.replace(['\n', '\r'], " "), start);
        }
        let shown = formula.replace(['\n', '\r'], " ");
        if let Some(drawn) = math::mathml(formula, mode) {
            self.item(Markup::Instead(u32::try_from(shown.len()).unwrap_or(u32::MAX), drawn));
            self.push_opaque(&shown, start);
        } else {
            self.lose_formula(&range);
            self.code(&shown, range.start);
        }
    }

    /// A line break that is seen.
    pub(super) fn hard_break(&mut self, start: usize) {
        self.begin_words();
        if self.images_open == 0 {
            self.item(Markup::HardBreak);
        }
        self.space(start);
    }
}
