//! Where passages are: quotes with their context, and positions in the text file.

use std::borrow::Cow;

use serde::Serialize;

use crate::export::Source;
use crate::model::annotation::{Anchor, Annotation, Fidelity};
use crate::model::archive::{DocumentId, Resolved, Words};
use crate::model::body::{BLOCK_BORDER, TextRange};

/// Code points of context on each side of a quote.
const AROUND: usize = 32;
/// Every so many bytes the code points before are counted once.
const STRIDE: usize = 1024;

const QUOTE: &str = "TextQuoteSelector";

/// What an annotation is about.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Place<'a> {
    /// A page, or another annotation.
    Whole(Cow<'a, str>),
    Passage {
        #[serde(skip_serializing_if = "Option::is_none")]
        scope: Option<&'a str>,
        selector: Selector<'a>,
        #[serde(rename = "skos:hiddenLabel", skip_serializing_if = "Option::is_none")]
        spelling: Option<&'a str>,
        source: Cow<'a, str>,
    },
    Several(Vec<Place<'a>>),
    List {
        items: Vec<Place<'a>>,
        r#type: &'static str,
    },
}

/// Where a passage is; several selectors select the same.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Selector<'a> {
    Quote(Quote<'a>),
    Fragment(Fragment),
    Both(Quote<'a>, Position),
}

/// Words, with some of those around them.
#[derive(Serialize)]
pub(in crate::export) struct Quote<'a> {
    exact: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<&'a str>,
    r#type: &'static str,
}

#[derive(Serialize)]
pub(super) struct Position {
    end: usize,
    start: usize,
    r#type: &'static str,
}

/// A part of a picture.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fragment {
    conforms_to: &'static str,
    r#type: &'static str,
    value: String,
}

impl<'a> Quote<'a> {
    /// Words that stand nowhere, or of which it is not told what stands around them.
    pub(in crate::export) fn alone(exact: &'a str) -> Self {
        Self { exact, prefix: None, suffix: None, r#type: QUOTE }
    }
}

/// The text of an article, and what its passages are said to stand in.
pub(in crate::export) struct Places<'a> {
    text: Cow<'a, str>,
    /// The text file, where the whole text is published.
    file: Option<String>,
    page: &'a str,
    /// Where the article was when it was read, by which other programs know it.
    scope: Option<&'a str>,
    /// How many code points begin before each stride.
    counts: Vec<usize>,
}

impl<'a> Places<'a> {
    /// Those of an article, whose page stands at an address.
    pub(in crate::export) fn new(source: Source<'a>, id: DocumentId, page: &'a str) -> Self {
        let below = source.page_below(id);
        let file = format!("{}.txt", below.strip_suffix(".html").unwrap_or(&below));
        let file = source.site.page(&file).map(|page| source.iri(&page.url));
        let body = &source.archive.document(id).document.body;
        let text = if file.is_some() { body.lines() } else { Cow::Borrowed(&*body.text) };
        let mut counts = vec![0];
        if file.is_some() {
            for stride in text.as_bytes().chunks(STRIDE) {
                counts.push(counts.last().copied().unwrap_or(0) + begun(stride));
            }
        }
        let article = source.archive.document(id).document.article();
        let scope = article.and_then(|article| Some(article.url.as_ref()?.value.as_str()));
        let scope = scope.filter(|url| url.contains("://"));
        Self { text, file, page, scope, counts }
    }

    /// The target of an annotation: one place, or several. The parts of an elided quote belong together, in order. Words
    /// that differ from the text in a few letters stay with the place as a spelling to search by.
    pub(super) fn anchored<'b>(&'b self, anchor: &Anchor, quote: Option<&'b str>) -> Place<'b> {
        let spelling = quote.filter(|_| anchor.fidelity == Fidelity::Fuzzy);
        if let [range] = anchor.ranges[..] {
            return self.range(range, spelling);
        }
        let items = anchor.ranges.iter().map(|&range| self.range(range, spelling)).collect();
        match anchor.fidelity {
            Fidelity::Elided => Place::List { items, r#type: "List" },
            _ => Place::Several(items),
        }
    }

    /// The target of an annotation that is about a picture or a part of it.
    pub(super) fn pictured<'b>(
        &'b self,
        source: Source,
        id: DocumentId,
        link: u32,
        said: &Annotation,
    ) -> Place<'b> {
        let links = source.archive.links.get(id.index()).and_then(|links| links.get(Words::Text));
        let file = match links.and_then(|links| links.get(link as usize)) {
            Some(Resolved::File(path)) => source.site.file(path),
            _ => None,
        };
        let Some(file) = file else { return Place::Whole(self.page.into()) };
        let file = source.iri(&file);
        let Some(part) = said.part() else { return Place::Whole(file.into()) };
        let selector = Selector::Fragment(Fragment {
            conforms_to: "http://www.w3.org/TR/media-frags/",
            r#type: "FragmentSelector",
            value: format!("xywh={part}"),
        });
        let scope = Some(self.page);
        Place::Passage { scope, selector, spelling: None, source: file.into() }
    }

    /// The target of an annotation whose words are not in the text.
    pub(super) fn lost<'b>(&'b self, quote: Option<&'b str>) -> Place<'b> {
        let Some(exact) = quote else { return Place::Whole(self.page.into()) };
        let selector = Selector::Quote(Quote::alone(exact));
        Place::Passage { scope: self.scope, selector, spelling: None, source: self.page.into() }
    }

    /// The words of a range with those around them.
    pub(in crate::export) fn quote(&self, range: TextRange) -> Quote<'_> {
        let (before, exact, after) = (
            &self.text[..range.range().start],
            &self.text[range.range()],
            &self.text[range.range().end..],
        );
        // Where only passages are published, each is a block of its own: the next one may be from another page.
        let (before, after) = match self.file {
            Some(_) => (before, after),
            None => (
                before.rsplit(BLOCK_BORDER).next().unwrap_or(before),
                after.split(BLOCK_BORDER).next().unwrap_or(after),
            ),
        };
        let start =
            before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at);
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let known = |words| Some(words).filter(|words: &&str| !words.is_empty());
        let (prefix, suffix) = (known(&before[start..]), known(&after[..end]));
        Quote { prefix, suffix, ..Quote::alone(exact) }
    }

    fn range<'b>(&'b self, range: TextRange, spelling: Option<&'b str>) -> Place<'b> {
        let quote = self.quote(range);
        let Some(file) = &self.file else {
            return Place::Passage {
                scope: self.scope,
                selector: Selector::Quote(quote),
                spelling,
                source: self.page.into(),
            };
        };
        let position = Position {
            end: self.code_point(range.range().end),
            start: self.code_point(range.range().start),
            r#type: "TextPositionSelector",
        };
        let selector = Selector::Both(quote, position);
        Place::Passage { scope: self.scope, selector, spelling, source: file.into() }
    }

    /// How many code points stand before a byte.
    fn code_point(&self, at: usize) -> usize {
        let stride = at / STRIDE;
        self.counts[stride] + begun(&self.text.as_bytes()[stride * STRIDE..at])
    }
}

/// How many code points begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}
