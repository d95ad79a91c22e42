//! Boxes that generators of documentation let people write with lines: `:::note Title` up to `:::` (Docusaurus, `VuePress`,
//! Pandoc), and `!!! note "Title"` with indented lines below (`MkDocs`). They become callouts.

use std::borrow::Cow;

/// How far the lines below `!!!` are indented.
const INDENT: &str = "    ";

/// Boxes within more boxes stay as they are written.
const DEEPEST: usize = 8;

/// A line that begins a box, or ends one.
enum Line<'t> {
    Opens {
        /// How many colons it has; none where its lines are indented.
        colons: usize,
        name: String,
        title: &'t str,
    },
    Closes(usize),
}

/// A text with callouts for its boxes. One that is not closed stays as it is written.
pub(super) fn boxed(text: &str) -> Cow<'_, str> {
    if !text.contains(":::") && !text.contains("!!! ") {
        return text.into();
    }
    let lines: Vec<&str> = text.lines().collect();
    let ends = ends(&lines);
    let mut made = String::with_capacity(text.len() + lines.len());
    // The lines at which the boxes end that a line is in, and whether their lines are indented.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        while open.last().is_some_and(|&(end, is_indented)| is_indented && end <= at) {
            open.pop();
        }
        if open.last().is_some_and(|&(end, _)| end == at) {
            open.pop();
            continue;
        }
        let indented = open.iter().filter(|(_, is_indented)| *is_indented).count();
        let line = (0..indented).fold(*line, |line, _| line.strip_prefix(INDENT).unwrap_or(line));
        let marks = "> ".repeat(open.len());
        match (ends[at], opens(line)) {
            (Some(end), Some(Line::Opens { colons, name, title })) if open.len() < DEEPEST => {
                made += format!("{marks}> [!{name}] {title}").trim_end();
                open.push((end, colons == 0));
            }
            _ if line.is_empty() => made += marks.trim_end(),
            _ => made.extend([&*marks, line]),
        }
        made.push('\n');
    }
    if !text.ends_with('\n') {
        made.pop();
    }
    made.into()
}

/// For each line that begins a box, the line that ends it: the last one of colons, or the first that is not indented.
fn ends(lines: &[&str]) -> Vec<Option<usize>> {
    let mut ends = vec![None; lines.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut fence: Option<&str> = None;
    for (at, line) in lines.iter().enumerate() {
        let words = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| words.starts_with(mark)) {
            fence = if fence.is_none() { Some(mark) } else { fence.filter(|open| *open != mark) };
        }
        match opens(words).filter(|_| fence.is_none()) {
            Some(Line::Opens { colons: 0, .. }) => {
                let indent = line.len() - words.len() + INDENT.len();
                let is_inside = |line: &&&str| {
                    line.trim().is_empty() || line.len() - line.trim_start().len() >= indent
                };
                let inside = &lines[at + 1..];
                let count = inside.iter().take_while(is_inside).count();
                let blank = inside[..count].iter().rev().take_while(|line| line.trim().is_empty());
                ends[at] = Some(at + 1 + count - blank.count());
            }
            Some(Line::Opens { colons, .. }) => open.push((at, colons)),
            Some(Line::Closes(colons)) => {
                let is_it = |&(_, own): &(usize, usize)| own == colons;
                if let Some(nth) = open.iter().rposition(is_it) {
                    ends[open[nth].0] = Some(at);
                    open.truncate(nth);
                }
            }
            None => {}
        }
    }
    ends
}

/// What a line begins or ends: `:::tip[Title]`, `::: {.callout-note}`, `!!! note "Title"`, `:::`.
fn opens(line: &str) -> Option<Line<'_>> {
    if let Some(rest) = line.strip_prefix("!!! ") {
        let (name, title) = rest.split_once(' ').unwrap_or((rest, ""));
        return Some(Line::Opens {
            colons: 0,
            name: named(name)?,
            title: title.trim().trim_matches('"'),
        });
    }
    let rest = line.trim_start_matches(':');
    let colons = line.len() - rest.len();
    let rest = rest.trim();
    match rest {
        _ if colons < 3 => None,
        "" => Some(Line::Closes(colons)),
        _ => {
            let inner = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let words = inner.map_or(rest, |inner| inner.trim().trim_start_matches('.'));
            let end = words.find([' ', '[']).unwrap_or(words.len());
            let (name, title) = words.split_at(end);
            let title = if inner.is_some() { "" } else { title.trim_matches([' ', '[', ']']) };
            Some(Line::Opens { colons, name: named(name.trim_start_matches("callout-"))?, title })
        }
    }
}

/// A word that a callout can be called by.
fn named(name: &str) -> Option<String> {
    let is_word = !name.is_empty() && name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    is_word.then(|| name.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::boxed;

    #[test]
    fn boxes_become_callouts() {
        for (text, callouts) in [
            (
                "a\n\n::: warning\nTake care.\n\nAnd more.\n:::\n\nb",
                "a\n\n> [!warning]\n> Take care.\n>\n> And more.\n\nb",
            ),
            (":::note Mind this\nx\n:::\n", "> [!note] Mind this\n> x\n"),
            (":::tip[My title]\nx\n:::", "> [!tip] My title\n> x"),
            ("::: {.callout-note}\nx\n:::", "> [!note]\n> x"),
            ("::::info\na\n:::tip\nb\n:::\n::::", "> [!info]\n> a\n> > [!tip]\n> > b"),
            ("!!! note \"Mind\"\n    x\n\n    y\n\nz", "> [!note] Mind\n> x\n>\n> y\n\nz"),
            (":::note\nnever closed", ":::note\nnever closed"),
            ("```\n:::note\nx\n:::\n```", "```\n:::note\nx\n:::\n```"),
            ("a :::note b", "a :::note b"),
            ("!!! wow, that is new", "!!! wow, that is new"),
        ] {
            assert_eq!(boxed(text), callouts, "{text}");
        }
    }
}
