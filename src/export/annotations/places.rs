//! Where passages are: quotes with their context, and positions in the text file.

use serde_json::{Value, json};

use super::object;
use crate::export::Source;
use crate::model::archive::DocumentId;
use crate::model::body::{BLOCK_BORDER, TextRange};

/// Code points of context on each side of a quote.
const AROUND: usize = 32;
/// Every so many bytes the code points before are counted once.
const STRIDE: usize = 1024;

/// The text of an article, and what its passages are said to stand in.
pub(super) struct Places<'a> {
    text: &'a str,
    /// The text file, where the whole text is published.
    file: Option<String>,
    page: &'a str,
    /// How many code points begin before each stride.
    counts: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: Source<'a>, id: DocumentId, page: &'a str) -> Self {
        let below = source.page_below(id);
        let file = format!("{}.txt", below.strip_suffix(".html").unwrap_or(&below));
        let file = source.site.page(&file).map(|page| source.iri(&page.url));
        let text = &source.archive.document(id).document.body.text;
        let mut counts = vec![0];
        if file.is_some() {
            for stride in text.as_bytes().chunks(STRIDE) {
                counts.push(counts.last().copied().unwrap_or(0) + begun(stride));
            }
        }
        Self { text, file, page, counts }
    }

    /// The target of an annotation: one place, or several. The parts of an elided quote belong together, in order.
    pub(super) fn ranges(&self, ranges: &[TextRange], elided: bool) -> Value {
        let mut targets: Vec<Value> = ranges.iter().map(|&range| self.range(range)).collect();
        match targets.len() {
            1 => targets.remove(0),
            _ if elided => json!({"type": "List", "items": targets}),
            _ => Value::Array(targets),
        }
    }

    /// The target of an annotation whose words are not in the text.
    pub(super) fn lost(&self, quote: Option<&str>) -> Value {
        match quote {
            Some(quote) => {
                json!({"source": self.page, "selector": {"type": "TextQuoteSelector", "exact": quote}})
            }
            None => json!(self.page),
        }
    }

    fn range(&self, range: TextRange) -> Value {
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
        let words = |words: &str| if words.is_empty() { Value::Null } else { json!(words) };
        let quote = object([
            ("type", json!("TextQuoteSelector")),
            ("exact", json!(exact)),
            ("prefix", words(&before[start..])),
            ("suffix", words(&after[..end])),
        ]);
        let Some(file) = &self.file else { return json!({"source": self.page, "selector": quote}) };
        let (start, end) =
            (self.code_point(range.range().start), self.code_point(range.range().end));
        let position = json!({"type": "TextPositionSelector", "start": start, "end": end});
        json!({"source": file, "selector": [quote, position]})
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
