//! Numbers beside the lines of a page: transcripts, pleadings and bills count their lines, on each page anew.

use std::ops::Range;

/// So many pages have them, if any has.
const PAGES: usize = 3;

/// The lines of such a page go on to this number at least.
const LINES: usize = 20;

/// Every line has its number, or every fifth.
const STEPS: [usize; 2] = [1, 5];

/// Headings and feet have no numbers, and a number may be a line of its own.
const SHARE: usize = 3;

/// Where the numbers stand.
#[derive(Debug, Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// The lines of a page that are counted, and how far that goes.
#[derive(Debug, Default)]
struct Count {
    lines: Vec<usize>,
    last: usize,
}

/// Takes the numbers of lines away, and tells them once. Of each page, the lines that have numbers are of the text.
pub(super) fn uncounted(pages: &mut [Vec<&str>], cut: &mut Vec<String>) -> Vec<Range<usize>> {
    let mut texts = vec![0..0; pages.len()];
    for (side, step) in [Side::Left, Side::Right].into_iter().flat_map(|s| STEPS.map(|n| (s, n))) {
        let counts: Vec<Count> = pages.iter().map(|page| Count::of(page, side, step)).collect();
        let last = counts.iter().map(|count| count.last).max().unwrap_or_default();
        if counts.iter().filter(|count| count.last >= LINES).count() < PAGES {
            continue;
        }
        cut.push(format!("{step} {} … {last}", 2 * step));
        for ((page, count), text) in pages.iter_mut().zip(&counts).zip(&mut texts) {
            let counted = count.take(page, side, step);
            *text = if counted.is_empty() { text.clone() } else { counted };
        }
    }
    texts
}

impl Count {
    /// Counts the lines of a page; nothing where too many have no number. One may be missing between two others.
    fn of(page: &[&str], side: Side, step: usize) -> Self {
        let mut count = Self::default();
        for (at, line) in page.iter().enumerate() {
            let number = side.number(line).filter(|number| number % step == 0);
            let is_next =
                |number: &usize| (1..=2 * step).contains(&number.saturating_sub(count.last));
            if let Some(number) = number.filter(is_next) {
                count.lines.push(at);
                count.last = number;
            }
        }
        let told = page.iter().filter(|line| !line.is_empty()).count();
        if count.last * SHARE < told { Self::default() } else { count }
    }

    /// Takes the numbers away; the lines that they stand beside. Where each line has its number, an empty line has one too, and
    /// others are only the room between two. Numbers that stand alone are lines of their own.
    fn take(&self, page: &mut Vec<&str>, side: Side, step: usize) -> Range<usize> {
        let (Some(&first), Some(&last)) = (self.lines.first(), self.lines.last()) else {
            return 0..0;
        };
        for &at in &self.lines {
            page[at] = side.words(page[at]);
        }
        let alone = self.lines.iter().filter(|&&at| page[at].is_empty()).count();
        let are_beside = alone * 2 <= self.lines.len();
        let length = page.len();
        let mut at = 0..;
        page.retain(|line| {
            let at = at.next().unwrap_or_default();
            let is_counted = self.lines.binary_search(&at).is_ok();
            let is_room = if are_beside { step == 1 && !is_counted } else { is_counted };
            !line.is_empty() || !is_room || !(first..=last).contains(&at)
        });
        if are_beside { first..last + 1 - (length - page.len()) } else { 0..0 }
    }
}

impl Side {
    /// The number of a line.
    fn number(self, line: &str) -> Option<usize> {
        self.word(line).filter(|word| word.len() <= 3)?.parse().ok()
    }

    /// A line without its number.
    fn words(self, line: &str) -> &str {
        let length = self.word(line).map_or(0, str::len);
        match self {
            Self::Left => line[length..].trim_start(),
            Self::Right => line[..line.len() - length].trim_end(),
        }
    }

    /// The word on this side of a line.
    fn word(self, line: &str) -> Option<&str> {
        match self {
            Self::Left => line.split_whitespace().next(),
            Self::Right => line.split_whitespace().next_back(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::uncounted;

    /// So many pages of so many lines each, made of their numbers.
    fn pages(count: usize, lines: usize, line: &dyn Fn(usize) -> String) -> Vec<String> {
        (0..count).map(|_| (1..=lines).map(line).collect::<Vec<_>>().join("\n")).collect()
    }

    #[test]
    fn numbers_beside_lines() {
        let fifth =
            |at: usize| if at.is_multiple_of(5) { format!("   {at}") } else { String::new() };
        for (text, told, first) in [
            (pages(3, 25, &|at| format!("{at}   the wall is low")), "1 2 … 25", "the wall is low"),
            (pages(3, 25, &|at| format!("the wall is low  {at}")), "1 2 … 25", "the wall is low"),
            (pages(3, 28, &|at| format!("{at}\nthe wall is low")), "1 2 … 28", "the wall is low"),
            (pages(3, 25, &|at| format!("{at} the wall is low\n")), "1 2 … 25", "the wall is low"),
            (pages(4, 40, &|at| format!("the wall{}", fifth(at))), "5 10 … 40", "the wall"),
            // A ranking, a list that goes on, and what only some pages have.
            (pages(1, 25, &|at| format!("{at}  Northport  {at}00")), "", "1  Northport  100"),
            (pages(3, 25, &|at| format!("{at}. The wall is low")), "", "1. The wall is low"),
            (pages(3, 12, &|at| format!("{at}  Northport")), "", "1  Northport"),
            (pages(3, 25, &|at| format!("In {at} the wall was low")), "", "In 1 the wall was low"),
        ] {
            let mut lines: Vec<Vec<&str>> =
                text.iter().map(|page| page.lines().collect()).collect();
            let mut cut = Vec::new();
            uncounted(&mut lines, &mut cut);
            assert_eq!((cut.concat().as_str(), lines[0][0]), (told, first));
            let is_counted = |line: &&str| line.contains(char::is_numeric);
            assert_eq!(lines.iter().flatten().any(is_counted), told.is_empty(), "{lines:?}");
        }
    }
}
