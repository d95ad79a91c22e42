//! A text without its title, and without what pages write around a text.

use super::plain::plain;
use super::{Is, PARAGRAPH, chosen, head, markdown, shown};
use crate::fold;

/// Between two lines of a block.
const BREAK: &str = "\\\n";

/// Whether a heading is the title, also with a line above it or the name of the site behind it. `title` is its [`fold::key`].
fn is_title(block: &str, line: &str, title: &str) -> bool {
    let key = fold::key(&plain(line).0);
    if title.is_empty() || !block.starts_with("## ") {
        return key == title;
    }
    // A title has formulas as they are read.
    let around = line.split_once('$').zip(line.rsplit_once('$'));
    let is_read = around.is_some_and(|((before, _), (_, behind))| {
        let [before, behind] = [before, behind].map(fold::key);
        let is_most = (before.len() + behind.len()) * 2 > title.len();
        is_most && title.starts_with(&before) && title.ends_with(&behind)
    });
    let is_short = |rest: &str| rest.split_whitespace().count() <= PARAGRAPH / 6;
    is_read || key.strip_suffix(title).or_else(|| key.strip_prefix(title)).is_some_and(is_short)
}

/// How many of the blocks below a heading are a list of other texts: links, and pictures before them.
fn linked(blocks: &[String]) -> usize {
    let is_picture = |block: &&String| block.starts_with("![") && plain(block).0.trim().is_empty();
    let pictures = blocks.iter().take_while(is_picture).count();
    let links = blocks[pictures..].iter().take_while(|block| chosen::is_links(block)).count();
    if links == 0 { 0 } else { pictures + links }
}

/// Whether what stands below a heading is not what it announces: links, a note, the next heading, or nothing.
fn announces_none(blocks: &[String]) -> bool {
    let is_none = |block: &String| block.starts_with('#') || block.starts_with("[^");
    blocks.first().is_none_or(is_none) || linked(blocks) > 0
}

/// Whether a line is of the page, and not of the text.
fn is_junk(line: &str) -> bool {
    matches!(Is::of(plain(line).0.replace("**", "").trim()), Is::Junk | Is::End)
}

/// Whether a paragraph is an element that a page shows as words by accident: `<a href="…">`.
fn is_markup(block: &str) -> bool {
    let name = block.strip_prefix("\\<").filter(|name| name.starts_with(char::is_alphabetic));
    name.is_some_and(|rest| rest.trim_end().ends_with('>') && rest.contains("=\""))
}

/// Whether a line says how many: `12 comments`.
fn is_counted(line: &str) -> bool {
    line.contains(|c: char| c.is_ascii_digit())
}

/// Blocks of Markdown as a text, without its title and without what pages write around a text.
pub(super) fn trimmed(
    blocks: Vec<String>,
    title: &str,
    authors: &[String],
    cut: &mut Vec<String>,
) -> String {
    let title = fold::key(title);
    let told: usize = blocks.iter().map(String::len).sum();
    let (mut kept, mut length): (Vec<String>, usize) = (Vec::new(), 0);
    let mut has_begun = false;
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        let block = if has_begun { block } else { head::unplaced(block, cut) };
        if block.is_empty() {
            continue;
        }
        let line = block.trim_start_matches(['#', ' ']).trim_matches(['*', '_']);
        let is_heading = block.starts_with('#');
        let may_be_title = is_heading || !title.is_empty() && !block.contains("![");
        if may_be_title && kept.len() < 3 && is_title(&block, line, &title) {
            continue;
        }
        length += block.len();
        let is_told = !is_heading && !has_begun && head::is_told(&block, authors);
        let leads_away = head::leads_away(&block);
        if is_told || leads_away || has_begun && chosen::is_pointer(&block) {
            cut.push(shown(&block));
            continue;
        }
        has_begun |= !is_heading && line.split_whitespace().count() > PARAGRAPH;
        match Is::of(line) {
            // What follows is no longer of the text, however much it is.
            is @ (Is::End | Is::Talk)
                if (length * 2 > told || is == Is::Talk && has_begun && is_counted(line))
                    && !block.starts_with(['|', '`']) =>
            {
                cut.push(shown(line));
                // Notes are of the text, wherever they stand.
                let (notes, rest): (Vec<_>, Vec<_>) =
                    blocks.by_ref().partition(|block| block.starts_with("[^"));
                cut.extend(rest.iter().map(|block| shown(block)));
                kept.extend(notes);
            }
            Is::Junk | Is::End if !block.contains('\n') => cut.push(shown(line)),
            _ if block.contains(BREAK) && block.split(BREAK).all(is_junk) => cut.push(shown(line)),
            _ if is_markup(&block) => cut.push(shown(line)),
            // What "Related stories" and its kin announce is a list of links; else it is a heading of the text.
            Is::More if announces_none(blocks.as_slice()) => {
                cut.push(shown(line));
                let count = linked(blocks.as_slice());
                let links = blocks.by_ref().take(count).map(|links| shown(&links));
                cut.extend(links.filter(|links| !links.is_empty()));
            }
            Is::More if !is_heading && line.contains(' ') && !block.contains('\n') => {
                cut.push(shown(line));
            }
            // Leads often are headings.
            _ if is_heading && line.split_whitespace().count() > PARAGRAPH => {
                kept.push(markdown::block(block.trim_start_matches('#')));
            }
            _ => kept.push(block),
        }
    }
    // The heading above the notes has nothing below it, since they are told on their own.
    let is_note = |block: &String| block.starts_with("[^");
    let notes =
        kept.split_off(kept.iter().rposition(|block| !is_note(block)).map_or(0, |at| at + 1));
    while kept.len() > 1 && kept.last().is_some_and(|block| head::is_left_over(block)) {
        cut.extend(kept.pop().map(|block| shown(&block)));
    }
    kept.extend(notes);
    kept.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::super::convert;
    use super::trimmed;

    /// What is announced are links, and the picture before them is theirs.
    #[test]
    fn a_picture_above_links_to_other_texts() {
        let picture = "![](https://example.org/a.png)";
        let links =
            "- [Ten years of storms](https://example.org/1)\n- [The tide](https://example.org/2)";
        let text = "The council will decide in March whether the wall is raised, and who pays.";
        for (blocks, expected) in [
            ([text, "## See also", picture, links, text], vec![text, text]),
            (
                [text, "## See also", picture, text, links],
                vec![text, "## See also", picture, text, links],
            ),
        ] {
            let blocks = blocks.map(str::to_owned).to_vec();
            let trimmed = trimmed(blocks, "The wall", &[], &mut Vec::new());
            assert_eq!(trimmed, expected.join("\n\n"));
        }
    }

    #[test]
    fn links_whose_address_is_not_known() {
        let told = convert::known(
            r"\[a] [The \[old\] wall](unknown:) and [its](https://a.example) [gate](unknown:).",
        );
        assert_eq!(told, r"\[a] The \[old\] wall and [its](https://a.example) gate.");
    }
}
