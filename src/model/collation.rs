//! Two versions of one text, collated: which words one of them has and the other has not.
//!
//! Lines that are versions of each other are found first, then what differs in them. Forms of quotation marks, dashes and
//! spaces are no variants. Knows no HTML.

mod breaks;
mod lines;
mod units;
mod witnesses;
mod words;

use std::ops::Range;

use crate::model::body::{Body, Markup, Tag, TextRange};
use crate::model::html::element;

pub use breaks::Break;
pub use lines::compared;
pub use units::{Reading, Unit, unite};
pub use witnesses::{in_order, is_retitled, of, siglum};
pub use words::equal;

use lines::{Group, Line};
use words::{Change, Token};

/// How two versions of a text stand to each other.
#[derive(Debug, Default)]
pub struct Collated {
    /// The lines that correspond, in order: where they begin in the first and in the second.
    pub matched: Vec<(u32, u32)>,
    /// The words and signs that are the same in both, in order.
    pub kept: Vec<(TextRange, TextRange)>,
    /// What differs, in order.
    pub variants: Vec<Variant>,
    /// The paragraphs that only one of them begins, in order.
    pub breaks: Vec<Break>,
}

/// Words of the first version, and those that the second has in their place; one of them may be none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variant {
    /// The words of the first.
    pub first: Option<TextRange>,
    /// The words of the second.
    pub second: Option<TextRange>,
    /// The word of the first behind which the second has more.
    pub after: Option<TextRange>,
    /// Where it stands in the first: of what only the second has a place behind words, or the word of the line that it stands
    /// at the head of.
    pub place: TextRange,
    /// Whether the other version has the same line in another place.
    pub is_moved: bool,
}

impl Variant {
    /// What it is told by in the first version: the words that differ, or those behind which the second has more.
    pub fn lemma(&self) -> Option<TextRange> {
        self.first.or(self.after)
    }
}

/// Collates two versions of a text.
pub fn collate(first: &Body, second: &Body) -> Collated {
    let (old, new) = (lines::lines(first), lines::lines(second));
    let mut collated = Collated::default();
    let groups = lines::groups(&old, &new);
    let (left, came) = lines::moved(&groups, &old, &new);
    // Where the line ends behind which only the second has lines.
    let mut end = 0;
    for group in groups {
        match group {
            Group::Versions(first, second) => {
                let (old, new) = (&old[first], &new[second]);
                for line in old {
                    let starts = new.iter().map(|other| (line.range.start, other.range.start));
                    collated.matched.extend(starts);
                    end = line.range.end;
                }
                collated.add(&tokens(old), &tokens(new));
            }
            Group::Replaced(first, second) => {
                let is_moved = first.is_some_and(|line| left.contains(&line))
                    || second.is_some_and(|line| came.contains(&line));
                let lines = |range: Option<usize>, lines: &[Line]| range.map(|at| lines[at].range);
                let (first, second) = (lines(first, &old), lines(second, &new));
                let place = first.unwrap_or(TextRange { start: end, end });
                end = place.end;
                collated.variants.push(Variant { first, second, after: None, place, is_moved });
            }
        }
    }
    collated.breaks = breaks::breaks(&old, &new, &collated.kept);
    collated
}

impl Collated {
    /// Adds what differs in lines that correspond, and what does not.
    fn add(&mut self, old: &[&Token], new: &[&Token]) {
        let kept = words::kept(old, new);
        let changes = words::changes(old, new, &kept);
        self.variants.extend(changes.iter().map(|change| variant(old, new, change)));
        self.kept.extend(kept.into_iter().map(|(a, b)| (old[a].range, new[b].range)));
    }
}

fn tokens(lines: &[Line]) -> Vec<&Token> {
    lines.iter().flat_map(|line| &line.tokens).collect()
}

fn variant(old: &[&Token], new: &[&Token], change: &Change) -> Variant {
    let words = |tokens: &[&Token], at: &Range<usize>| {
        let (first, last) = (tokens[at.clone()].first()?, tokens[at.clone()].last()?);
        Some(TextRange { start: first.range.start, end: last.range.end })
    };
    let (first, second) = (words(old, &change.old), words(new, &change.new));
    let after = change.after.as_ref().and_then(|after| words(old, after));
    let after = after.filter(|_| first.is_none());
    let head = || {
        let (next, word) = (new.get(change.new.end)?, old.get(change.old.start)?);
        let is_head = after.is_none() && new[change.new.start].line == next.line;
        is_head.then_some(word.range)
    };
    let end = change.old.start.checked_sub(1).map_or(0, |last| old[last].range.end);
    let place = first.or_else(head).unwrap_or(TextRange { start: end, end });
    Variant { first, second, after, place, is_moved: false }
}

/// The lines of a text: paragraphs, headings, items of lists, lines of verse, rows of tables.
pub fn lines(body: &Body) -> Vec<TextRange> {
    lines::lines(body).into_iter().map(|line| line.range).collect()
}

/// What the writer of a text struck out, in order.
pub fn struck(body: &Body) -> Vec<TextRange> {
    let mut struck = Vec::new();
    let mut start = None;
    for item in &body.items {
        let begins = match &item.is {
            Markup::Open(Tag::Deleted) => true,
            Markup::Close(Tag::Deleted) => false,
            Markup::Html(tag) if matches!(element(tag), "del" | "s") => !tag.starts_with("</"),
            _ => continue,
        };
        if begins {
            start = start.or(Some(item.at));
        } else {
            let range = start.take().map(|start| TextRange { start, end: item.at });
            struck.extend(range.filter(|range| range.start < range.end));
        }
    }
    struck
}

#[cfg(test)]
mod tests {
    use crate::model::body::{Link, LinkStyle};
    use crate::source::Span;

    use super::{Body, TextRange, Variant, collate};

    #[test]
    fn what_differs() {
        // `[lemma|reading]` for each variant in order, and before what is added the words behind which it stands; `~` for
        // what stands in another place.
        for (first, second, shown) in [
            ("The dam is safe.", "The dam is safe.", ""),
            ("It is “safe” – for now.", "It is \"safe\" - for  now.", ""),
            ("Some 400 people came.", "About 350 people came.", "[Some 400|About 350]"),
            ("He said it was safe.", "He said.", "[it was safe|]"),
            ("He left.", "He left the city at night.", "left[|the city at night]"),
            ("One.\nTwo is here.\nThree.", "One.\nThree.", "[Two is here.|]"),
            ("One.\nThree.", "One.\nTwo is here.\nThree.", "[|Two is here.]"),
            ("", "New.", "[|New.]"),
            ("两艘船沉没了。", "三艘船沉没了。", "[两|三]"),
            // Nothing is shared but words that stand anywhere.
            (
                "The mayor of the town resigned on Friday.",
                "In the end nobody asked the council for the plans.",
                "[The mayor of the town resigned on Friday.|In the end nobody asked the council for the plans.]",
            ),
            // A paragraph is divided, and one half of it changed.
            (
                "The ships left the harbour in May. They came back in June with the fleet.",
                "The ships left the harbour in May.\nThey came back in July with the fleet.",
                "[June|July]",
            ),
            // A word in common between long passages is no island of its own, but what stands in another line is none of them.
            (
                "It began when the old bridge fell and ended.",
                "It began because a new road was opened and ended.",
                "[when the old bridge fell|because a new road was opened]",
            ),
            (
                "The council met on Monday to discuss the wall.",
                "The minister said that the report was wrong.\nThe council met on Monday to discuss the dam.",
                "[|The minister said that the report was wrong.][wall|dam]",
            ),
            (
                "Engineers inspected the wall last autumn.\nHe denied the report.",
                "Engineers inspected the dam last autumn.",
                "[wall|dam][He denied the report.|]",
            ),
            // As many lines stand in the place of others.
            ("a\n1\n2\nb", "a\n3\n4\nb", "[1|3][2|4]"),
            ("a\n1\nb", "a\n3\n4\nb", "[1|][|3][|4]"),
            // A short line was moved over long ones, and two long ones over each other.
            (
                "The wall was built in 1904 and made higher in 1987.\nThe council spent two million on it.\nTrains stopped.",
                "Trains stopped.\nThe wall was built in 1904 and made higher in 1988.\nThe council spent three million on it.",
                "[|~Trains stopped.][1987|1988][two|three][Trains stopped.|~]",
            ),
            (
                "The wall was built in 1904 and made higher.\nTrains stopped.\nThe council spent two million on repairs.",
                "The council spent three million on repairs.\nTrains stopped.\nThe wall was built in 1905 and made higher.",
                "[|The council spent three million on repairs.][|~Trains stopped.][1904|1905][Trains stopped.|~][The council spent two million on repairs.|]",
            ),
            // Whether a line was moved is not told of what stands in several places, or is only like it.
            (
                "I stood alone upon the shore,\nand heard the waves.",
                "and heard the waves.\nI stood alone upon the shore,",
                "[|~and heard the waves.][and heard the waves.|~]",
            ),
            (
                "Yes.\nYes.\nThe council met on Monday.",
                "The council met on Monday.\nYes.\nYes.",
                "[Yes.|][Yes.|][|Yes.][|Yes.]",
            ),
            (
                "The council met on Monday to discuss the wall.\nHe stayed for a week in May.",
                "He stayed for a day in May.\nThe council met on Monday to discuss the wall.",
                "[|He stayed for a day in May.][He stayed for a week in May.|]",
            ),
            // Sentences are added and left out as wholes.
            (
                "The minister resigned. The minister left.",
                "The minister resigned. The minister wept for an hour. The minister left.",
                "resigned.[|The minister wept for an hour.]",
            ),
            (
                "He came. He stayed for a week. He left.",
                "He came. He left.",
                "[He stayed for a week.|]",
            ),
            (
                "It said that it had lost. It declined to say how much. Nobody was hurt.",
                "It said that it had lost. Nobody was hurt.",
                "[It declined to say how much.|]",
            ),
            // So are paragraphs that begin like the next one.
            (
                "Rain fell.\nThe captain said that the tide was low.\nThe mate said that the tide was high.",
                "Rain fell.\nThe mate said that the tide was high.",
                "[The captain said that the tide was low.|]",
            ),
            // Signs have the word that they stand at.
            ("Bright is the day, and long.", "Bright is the day and long.", "[day,|day]"),
            ("It was -5 degrees.", "It was 5 degrees.", "[-5|5]"),
            ("the day; the night", "the day, the night", "[day;|day,]"),
        ] {
            assert_eq!(differences(first, second), shown, "{first} / {second}");
        }
    }

    /// What describes pictures, which stand in `{…}` here, is not compared.
    #[test]
    fn pictures_are_left_out() {
        for (first, second, shown) in [
            ("{Scan of the draft}\nIt held.", "{Scan of the copy}\nIt held.", ""),
            ("It held.", "It held.\n{Scan of the copy}", ""),
            ("It{a scan}held for a week.", "It held{the dam}for a day.", "[week|day]"),
            ("{A scan}Yes.\nIt held.", "No.{Another}\nIt held.", "[Yes.|No.]"),
        ] {
            assert_eq!(differences(first, second), shown, "{first} / {second}");
        }
    }

    fn differences(first: &str, second: &str) -> String {
        let words = |text: &str, range: Option<TextRange>| {
            range.map_or(String::new(), |range| text[range.range()].to_owned())
        };
        let variants = collate(&body(first), &body(second)).variants;
        let differs = |variant: Variant| {
            let Variant { first: lemma, second: reading, after, is_moved, .. } = variant;
            let [after, lemma] = [after, lemma].map(|range| words(first, range));
            let moved = if is_moved { "~" } else { "" };
            format!("{after}[{lemma}|{moved}{}]", words(second, reading))
        };
        variants.into_iter().map(differs).collect()
    }

    fn body(text: &str) -> Body {
        let ends = text.match_indices('}').map(|(end, _)| end + 1);
        let pictures = text.match_indices('{').zip(ends).map(|((start, _), end)| Link {
            style: LinkStyle::Image,
            target: String::new(),
            fragment: None,
            title: None,
            text: TextRange::new(start, end),
            span: Span::default(),
        });
        Body { text: text.to_owned(), links: pictures.collect(), ..Body::default() }
    }
}
