//! Text that a page has for readers without scripts, as forums have their posts.

use std::borrow::Cow;
use std::ops::Range;

/// What is shown without scripts is of the text where it has as many words, and the page fewer beside it; else it is a
/// picture, a plea, or what the page has anyhow.
const TEXT: usize = 150;

/// Elements with words that nobody sees.
const UNSEEN: [&str; 2] = ["script", "style"];

/// A page in which long texts in `<noscript>` are part of it.
pub(super) fn shown(html: &str) -> Cow<'_, str> {
    let folded = html.to_ascii_lowercase();
    let texts = elements(&folded, "noscript");
    let count = |all: &[Element]| all.iter().map(|one| words(&html[one.inner.clone()])).sum();
    let within: usize = count(&texts);
    if within < TEXT {
        return html.into();
    }
    let unseen: usize =
        UNSEEN.iter().map(|name| -> usize { count(&elements(&folded, name)) }).sum();
    if words(html).saturating_sub(within + unseen) > within {
        return html.into();
    }
    let mut made = String::with_capacity(html.len());
    let mut at = 0;
    for text in texts {
        made += &format!("{}<div>{}</div>", &html[at..text.whole.start], &html[text.inner]);
        at = text.whole.end;
    }
    (made + &html[at..]).into()
}

/// Where an element stands, with its tags and without.
struct Element {
    whole: Range<usize>,
    inner: Range<usize>,
}

/// The elements of a name in a page in small letters.
fn elements(folded: &str, name: &str) -> Vec<Element> {
    let (open, close) = (format!("<{name}"), format!("</{name}"));
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = folded[at..].find(&open).map(|start| at + start) {
        let Some(inner) = folded[start..].find('>').map(|end| start + end + 1) else { break };
        let Some(end) = folded[inner..].find(&close).map(|end| inner + end) else { break };
        at = folded[end..].find('>').map_or(folded.len(), |tag| end + tag + 1);
        found.push(Element { whole: start..at, inner: inner..end });
    }
    found
}

/// How many words stand between tags.
fn words(html: &str) -> usize {
    let texts = html.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
    texts.map(|text| text.split_whitespace().count()).sum()
}
