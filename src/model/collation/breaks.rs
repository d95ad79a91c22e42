//! Where one of two versions of a text begins a paragraph and the other has none.

use super::lines::Line;
use super::words::Token;
use crate::model::body::TextRange;

/// So many signs may stand before the first word of a paragraph.
const SIGNS: usize = 4;

/// A paragraph that only one version begins, at words that both have or that stand in each other's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// Its first word in the first version.
    pub first: TextRange,
    /// Its first word in the second version.
    pub second: TextRange,
    /// Whether the second version begins it; else the first one does.
    pub is_divided: bool,
}

/// The paragraphs that only one of two texts begins between words that both keep.
pub(super) fn breaks(old: &[Line], new: &[Line], kept: &[(TextRange, TextRange)]) -> Vec<Break> {
    let [old, new]: [Vec<&Token>; 2] =
        [old, new].map(|lines| lines.iter().flat_map(|line| &line.tokens).collect());
    let number = |tokens: &[&Token], at: TextRange| {
        tokens.partition_point(|token| token.range.start < at.start)
    };
    let between = |pair: &[(TextRange, TextRange)]| {
        let [one, other] = [pair[0], pair[1]];
        let firsts = (number(&old, one.0), number(&old, other.0));
        let seconds = (number(&new, one.1), number(&new, other.1));
        let (begun, begun_too) = (begun(&old, firsts), begun(&new, seconds));
        let (first, second) = match (begun, begun_too) {
            (Some(first), None) => (first, in_place_of(first, firsts, seconds)),
            (None, Some(second)) => (in_place_of(second, seconds, firsts), second),
            _ => return None,
        };
        let (first, second) = (word(&old, first), word(&new, second));
        Some(Break { first, second, is_divided: begun_too.is_some() })
    };
    kept.windows(2).filter_map(between).collect()
}

/// The first of the tokens behind one and up to another that begins a paragraph.
fn begun(tokens: &[&Token], (from, to): (usize, usize)) -> Option<usize> {
    (from + 1..=to).find(|&at| tokens[at].paragraph != tokens[at - 1].paragraph)
}

/// Where in the other text a token stands: at the kept one, or at the head of what stands before that.
fn in_place_of(at: usize, own: (usize, usize), other: (usize, usize)) -> usize {
    if at == own.1 { other.1 } else { other.0 + 1 }
}

/// The word at a token, with the signs before it.
fn word(tokens: &[&Token], at: usize) -> TextRange {
    let end = tokens[at..].iter().take(SIGNS).find(|token| token.is_word);
    TextRange { start: tokens[at].range.start, end: end.unwrap_or(&tokens[at]).range.end }
}

#[cfg(test)]
mod tests {
    use super::super::collate;
    use crate::model::body::Body;

    #[test]
    fn who_begins_paragraphs() {
        // `¶word` for each that the second begins and the first does not, `-word` the other way round.
        for (first, second, shown) in [
            (
                "The ships left in May. They came back.",
                "The ships left in May. They came back.",
                "",
            ),
            (
                "The ships left in May. They came back.",
                "The ships left in May.\nThey came back.",
                "¶They",
            ),
            (
                "The ships left in May.\nThey came back.",
                "The ships left in May. They came back.",
                "-They",
            ),
            // Who has other words there begins them, and signs stand before a word.
            (
                "The ships left in May. They came back soon.",
                "The ships left in May.\nAll came back soon.",
                "¶They",
            ),
            (
                "The ships left in May.\n“They came back.",
                "The ships left in May. They came back.",
                "-“They",
            ),
            ("It is so. They left in May. All came back.", "It is so.\nAll came back.", "¶All"),
            // What only one has is begun by nobody else.
            ("One is here.\nTwo is here.", "One is here.\nTwo is here.\nThree.", ""),
            ("One is here.\nSomebody wrote it.\nTwo is there.", "One is here.\nTwo is there.", ""),
            ("a b c d. e f g h. i j k l.", "a b c d.\ne f g h.\ni j k l.", "¶e¶i"),
            ("", "", ""),
        ] {
            let body = |text: &str| Body { text: text.to_owned(), ..Body::default() };
            let found = collate(&body(first), &body(second)).breaks;
            let found = found.iter().map(|at| {
                let sign = if at.is_divided { "¶" } else { "-" };
                format!("{sign}{}", &first[at.first.range()])
            });
            assert_eq!(found.collect::<String>(), shown, "{first} / {second}");
        }
    }
}
