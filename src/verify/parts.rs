//! What a document shows, quotes and comments: what both sides of the scales are made from.

use crate::config::Config;
use crate::model::annotation::{Anchoring, Annotation};
use crate::model::archive::Options;
use crate::model::article::{Document, Kind, Reading, Visibility};
use crate::model::body::TextRange;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Node, Value};

use super::runs::Words;

/// How much of a document the public edition shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    All,
    Passages,
    /// That it was, and why it is no longer.
    Tombstone,
    Nothing,
}

pub(super) fn shown(document: &Document, config: &Config, options: Options) -> Shown {
    let visibility = document.visible(config.visibility);
    let is_protected = document.entity().is_some_and(|record| record.redact || record.sensitive);
    if visibility == Visibility::Private || is_protected || document.draft && !options.drafts {
        Shown::Nothing
    } else if document.withdrawn.is_some() {
        Shown::Tombstone
    } else if visibility == Visibility::Excerpt && document.article().is_some() {
        Shown::Passages
    } else {
        Shown::All
    }
}

/// What readers wrote about a document.
pub(super) fn annotations(document: &Document) -> &[Annotation] {
    match &document.is {
        Kind::Article(article) => &article.annotations,
        Kind::Entity(_) | Kind::Question(_) | Kind::Page => &[],
    }
}

/// The passages of a text that are quoted in public, in order.
pub(super) fn quoted(reading: &Reading) -> Vec<TextRange> {
    let anchored = annotations(&reading.document).iter().zip(&reading.anchors);
    let mut ranges: Vec<TextRange> = anchored
        .filter(|(annotation, _)| !annotation.private && !annotation.suggested)
        .filter_map(|(_, anchoring)| match anchoring {
            Anchoring::Found(anchor) => Some(&anchor.ranges),
            Anchoring::Pictured(_) | Anchoring::Whole | Anchoring::Lost => None,
        })
        .flatten()
        .copied()
        .collect();
    ranges.sort_unstable();
    ranges
}

/// Which words stand in passages, wholly or in part.
pub(super) fn marked(words: &Words, passages: &[TextRange]) -> Vec<bool> {
    let (mut next, mut reach) = (0, 0);
    let is_marked = |word: &std::ops::Range<usize>| {
        while let Some(passage) = passages.get(next).filter(|p| p.range().start < word.end) {
            reach = reach.max(passage.range().end);
            next += 1;
        }
        reach > word.start
    };
    words.ranges.iter().map(is_marked).collect()
}

/// The comments in the text of a file and in the values of its front matter, where dates may end in `%` too: a comment
/// does not reach from one value into another. What only looks like one is let go of as a part of its text.
pub(super) fn comments(document: &Document, source: &Source) -> Vec<Span> {
    let front = document.front_matter;
    let mut places = vec![Span::new(front.end as usize, source.text.len())];
    if has_sign(&source.text[front.range()]) {
        match values(document, source) {
            Some(values) => places.extend(values.into_iter().map(|value| value.span)),
            None => places.push(front),
        }
    }
    let within = |place: Span| {
        let start = place.range().start;
        signed(&source.text[place.range()])
            .map(move |span| Span::new(start + span.range().start, start + span.range().end))
    };
    places.into_iter().flat_map(within).collect()
}

fn has_sign(text: &str) -> bool {
    text.contains("%%") || text.contains("<!--")
}

/// The values in the front matter of a file, unless it cannot be read: what each says, and where.
pub(super) fn values(document: &Document, source: &Source) -> Option<Vec<Spanned<String>>> {
    let front = document.front_matter;
    let node = yaml::read(&source.text[front.range()], front.start).ok()?;
    let mut values = Vec::new();
    scalars(node, &mut values);
    Some(values)
}

fn scalars(node: Node, values: &mut Vec<Spanned<String>>) {
    match node.value {
        Value::Scalar { text, quoted: _ } => values.push(Spanned::new(text, node.span)),
        Value::List(items) => items.into_iter().for_each(|item| scalars(item, values)),
        Value::Map(entries) => entries.into_iter().for_each(|(_, value)| scalars(value, values)),
        Value::Null | Value::Bool(_) => {}
    }
}

/// What stands between the signs of comments.
fn signed(text: &str) -> impl Iterator<Item = Span> {
    let mut at = 0;
    // Each kind is looked for once behind every comment of its own kind, so that a text is not searched again and again.
    let find = |from: usize, sign: &str| text[from..].find(sign).map(|begin| from + begin);
    let (mut percent, mut html) = (find(0, "%%"), find(0, "<!--"));
    std::iter::from_fn(move || {
        if percent.is_some_and(|begin| begin < at) {
            percent = find(at, "%%");
        }
        if html.is_some_and(|begin| begin < at) {
            html = find(at, "<!--");
        }
        let (begin, end) = match (percent, html) {
            (Some(percent), html) if html.is_none_or(|html| percent < html) => (percent + 2, "%%"),
            (_, html) => (html? + 4, "-->"),
        };
        let stop = find(begin, end).unwrap_or(text.len());
        at = (stop + end.len()).min(text.len());
        Some(Span::new(begin, stop))
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_end_where_their_sign_is() {
        for (text, expected) in [
            ("a %%b%% c <!-- d %% --> e %%f", &["b", " d %% ", "f"][..]),
            ("<!-- a %% b", &[" a %% b"]),
            ("%%<!--%%a-->", &["<!--"]),
            ("100 % of it", &[]),
        ] {
            let found: Vec<_> = super::signed(text).map(|span| &text[span.range()]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
