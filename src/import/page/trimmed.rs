//! A text without its title, and without what pages write around a text.

use super::plain::plain;
use super::{Is, PARAGRAPH, chosen, head, markdown, shown, talk};
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

/// Whether a list is one of teasers: headings of other texts, and what they begin with.
fn is_teasers(block: &str) -> bool {
    block.starts_with("- #")
}

/// How many of the blocks below a heading are a list of other texts: links, or teasers, and pictures before them.
fn linked(blocks: &[String]) -> usize {
    let is_picture = |block: &&String| block.starts_with("![") && plain(block).0.trim().is_empty();
    let pictures = blocks.iter().take_while(is_picture).count();
    let links = blocks[pictures..]
        .iter()
        .take_while(|block| chosen::is_links(block) || is_teasers(block))
        .count();
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

/// Whether the lines of a paragraph, or more than half of the items of a list without links, are of the page.
fn are_junk(block: &str) -> bool {
    if block.contains(BREAK) {
        return block.split(BREAK).all(is_junk);
    }
    let items: Vec<&str> =
        block.lines().map_while(|line| line.trim_start().strip_prefix("- ")).collect();
    let is_short = |item: &&str| plain(item).0.split_whitespace().count() <= PARAGRAPH / 6;
    let junk = items.iter().filter(|item| is_junk(item)).count();
    items.len() == block.lines().count() && junk * 2 > items.len() && items.iter().all(is_short)
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

/// What becomes of a block.
enum Fate {
    /// It is of the text.
    Kept,
    /// It is a lead in the guise of a heading.
    Lead,
    /// It is the title, or nothing.
    Dropped,
    /// It is not of the text, and neither are so many blocks behind it.
    Cut(usize),
    /// Nothing from it on is of the text, however much it is, but notes.
    Last,
}

/// What is known of a text, up to some block.
struct Begun<'t> {
    /// The [`fold::key`] of the title.
    title: String,
    authors: &'t [String],
    /// The bytes of all blocks, and of those up to here.
    told: usize,
    length: usize,
    /// Whether a paragraph stood among them.
    has_text: bool,
    /// How many blocks were kept.
    kept: usize,
}

impl Begun<'_> {
    /// What becomes of the next block; `rest` are those behind it.
    fn fate(&mut self, block: &str, rest: &[String]) -> Fate {
        let line = bare(block);
        let is_heading = block.starts_with('#');
        let may_be_title = is_heading || !self.title.is_empty() && !block.contains("![");
        let is_again = may_be_title && self.kept < 3 && is_title(block, line, &self.title);
        if block.is_empty() || is_again {
            return Fate::Dropped;
        }
        self.length += block.len();
        let is_told = !is_heading && !self.has_text && head::is_told(block, self.authors);
        let leads_away = head::leads_away(block);
        if is_told || leads_away || self.has_text && chosen::is_pointer(block) {
            return Fate::Cut(0);
        }
        let is_long = line.split_whitespace().count() > PARAGRAPH;
        self.has_text |= !is_heading && is_long;
        let said = plain(line).0.replace("**", "");
        let is = Is::of(&said);
        if self.is_over(is, block, &said) {
            return Fate::Last;
        }
        let is_line = !block.contains('\n');
        match is {
            Is::Junk | Is::End if is_line => Fate::Cut(0),
            // What "Related stories" and its kin announce is a list of links; else it is a heading of the text.
            Is::More if announces_none(rest) => Fate::Cut(linked(rest)),
            Is::More if !is_heading && said.contains(' ') && is_line => Fate::Cut(0),
            _ if is_markup(block) || are_junk(block) => Fate::Cut(0),
            // Leads often are headings.
            _ if is_heading && is_long => Fate::Lead,
            _ => Fate::Kept,
        }
    }

    /// Whether a block ends the text: most of it is told then, or its readers are counted.
    fn is_over(&self, is: Is, block: &str, said: &str) -> bool {
        let is_most = self.length * 2 > self.told;
        let is_block = block.starts_with(['|', '`']);
        let is_talk = is == Is::Talk && self.has_text && is_counted(said);
        !is_block && (is_talk || is_most && matches!(is, Is::End | Is::Talk))
    }
}

/// Blocks of Markdown as a text, without its title and without what pages write around a text.
pub(super) fn trimmed(
    mut blocks: Vec<String>,
    title: &str,
    authors: &[String],
    cut: &mut Vec<String>,
) -> String {
    let said = talk::begins(&blocks).map_or(Vec::new(), |at| blocks.split_off(at));
    let told = blocks.iter().map(String::len).sum();
    let title = fold::key(title);
    let mut begun = Begun { title, authors, told, length: 0, has_text: false, kept: 0 };
    let mut kept: Vec<String> = Vec::new();
    let mut blocks = blocks.into_iter();
    while let Some(block) = blocks.next() {
        let block = if begun.has_text { block } else { head::unplaced(block, cut) };
        begun.kept = kept.len();
        match begun.fate(&block, blocks.as_slice()) {
            Fate::Kept => kept.push(block),
            Fate::Lead => kept.push(markdown::block(block.trim_start_matches('#'))),
            Fate::Dropped => {}
            Fate::Cut(count) => tell([block].into_iter().chain(blocks.by_ref().take(count)), cut),
            Fate::Last => kept.extend(left([block].into_iter().chain(blocks.by_ref()), cut)),
        }
    }
    kept.extend(left(said.into_iter(), cut));
    // The heading above the notes has nothing below it, since they are told on their own.
    let last = kept.iter().rposition(|block| !is_note(block)).map_or(0, |at| at + 1);
    let notes = kept.split_off(last);
    while kept.len() > 1 && kept.last().is_some_and(|block| head::is_left_over(block)) {
        cut.extend(kept.pop().map(|block| shown(&block)));
    }
    kept.extend(notes);
    kept.join("\n\n")
}

fn is_note(block: &str) -> bool {
    block.starts_with("[^")
}

/// A block without the signs of a heading and of words that are set apart.
fn bare(block: &str) -> &str {
    block.trim_start_matches(['#', ' ']).trim_matches(['*', '_'])
}

/// Tells what is cut.
fn tell(blocks: impl Iterator<Item = String>, cut: &mut Vec<String>) {
    cut.extend(blocks.map(|block| shown(bare(&block))).filter(|told| !told.is_empty()));
}

/// The notes among blocks that are cut: they are of the text, wherever they stand.
fn left(blocks: impl Iterator<Item = String>, cut: &mut Vec<String>) -> Vec<String> {
    let (notes, rest): (Vec<_>, Vec<_>) = blocks.partition(|block| is_note(block));
    tell(rest.into_iter(), cut);
    notes
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
