//! Marks of emphasis, so that Markdown takes them for what they are: between a letter and a sign it does not.

/// Signs that a mark can stand before or behind, and nobody sees a difference.
const SIGNS: &str =
    ".,:;!?…/\"'“”„‘’«»–—( 、。，．・：；！？‥「」『』（）〈〉《》【】〔〕［］｛｝〖〗〝〟～〜－％";

/// The marks, the longer ones first.
const MARKS: [&str; 5] = ["**", "*", "~~", "~", "=="];

/// So many signs are two marks, `*` and `**`.
const BOTH: usize = 3;

/// Writes emphasised words into a line. Two emphases that touch, or have a space between them, are one.
pub(super) fn push(line: &mut String, mark: &str, words: &str) {
    let bare = line.trim_end_matches(' ');
    if closes(bare, mark) && !words.starts_with(mark) {
        let space = if bare.len() < line.len() { " " } else { "" };
        line.truncate(bare.len() - mark.len());
        *line += &format!("{space}{words}{mark}");
        return;
    }
    let is_letter = |c: char| c.is_alphanumeric();
    let inner = words.trim_start_matches(|c| SIGNS.contains(c));
    // What stands behind a letter cannot begin with a sign.
    if line.ends_with(is_letter) && inner.starts_with(is_letter) {
        *line += &words[..words.len() - inner.len()];
        *line += &format!("{mark}{inner}{mark}");
    } else {
        *line += &format!("{mark}{words}{mark}");
    }
}

/// Moves a mark at the end of what was written before a letter from behind a sign to before it.
pub(super) fn mend(line: &mut String, at: usize) {
    // A reference to a note takes the space before it away.
    if at == 0 || !line.get(at..).is_some_and(|told| told.starts_with(char::is_alphanumeric)) {
        return;
    }
    let Some(mark) = MARKS.iter().find(|mark| closes(&line[..at], mark)) else { return };
    let behind = line[..at - mark.len()].trim_end_matches(|c| SIGNS.contains(c)).len();
    let is_sign = behind < at - mark.len() && line[..behind].ends_with(char::is_alphanumeric);
    if is_sign {
        let signs = line[behind..at - mark.len()].to_owned();
        line.replace_range(behind..at, &format!("{mark}{signs}"));
    }
}

/// The words of a heading that is emphasised as a whole, without the marks.
pub(super) fn within(words: &str) -> &str {
    let inner = words.strip_prefix('*').and_then(|words| words.strip_suffix('*'));
    inner.filter(|inner| !inner.contains('*')).unwrap_or(words)
}

/// Whether a line ends with a mark, also where it stands beside another one, and not with a sign that is none.
fn closes(line: &str, mark: &str) -> bool {
    let rest = line.trim_end_matches(&mark[..1]);
    let count = line.len() - rest.len();
    (count == mark.len() || count == BOTH) && !rest.ends_with('\\')
}

#[cfg(test)]
mod tests {
    use super::{mend, push, within};

    #[test]
    fn marks() {
        for (line, mark, words, then, told) in [
            ("", "**", "a", "b", "**a**b"),
            ("", "**", "Note:", "b", "**Note**:b"),
            ("", "**", "Note:", " b", "**Note:** b"),
            ("**a**", "**", "b", "", "**ab**"),
            ("**a** ", "**", "b", "", "**a b**"),
            ("**a**", "*", "b", "", "**a***b*"),
            ("5 \\*", "*", "b", "", "5 \\**b*"),
            ("a", "**", "“b”", " c", "a“**b”** c"),
            ("a ", "**", "“b”", "", "a **“b”**"),
            ("", "**", "7.3/", "10", "**7.3**/10"),
            ("***a***", "**", "b", "", "***a*b**"),
            ("***a***", "*", "b", "", "***a**b*"),
            ("", "*", "not (", "as", "*not* (as"),
            ("これは", "**", "注意。", "次の", "これは**注意**。次の"),
            ("は", "==", "「印」", "で", "は「==印==」で"),
            ("。", "**", "【注】（一）", "は", "。**【注】（一**）は"),
            ("は", "*", "「甲」と「乙」", "。", "は「*甲」と「乙」*。"),
        ] {
            let mut made = line.to_owned();
            push(&mut made, mark, words);
            let at = made.len();
            made += then;
            mend(&mut made, at);
            assert_eq!(made, told);
        }
        assert_eq!(within("*Vacation*"), "Vacation");
        assert_eq!(within("*Vacation* and *more*"), "*Vacation* and *more*");
    }
}
