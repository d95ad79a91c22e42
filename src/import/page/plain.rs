//! Markdown as the words that readers see.

/// The words of a block of Markdown without its marks, and how many of its letters are links.
pub(super) fn plain(markdown: &str) -> (String, usize) {
    let (mut text, mut linked) = (String::with_capacity(markdown.len()), 0);
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut rest = markdown;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let next = rest.chars().next().unwrap_or(' ');
                text.push(next);
                rest = &rest[next.len_utf8().min(rest.len())..];
            }
            '$' => {
                // A formula is drawn, and extractors see the drawing.
                let sign = if rest.starts_with('$') { "$$" } else { "$" };
                let inner = &rest[sign.len() - 1..];
                rest = inner.find(sign).map_or("", |end| &inner[end + sign.len()..]);
            }
            '[' => {
                let is_picture = text.ends_with('!');
                open.push((text.len() - usize::from(is_picture), is_picture));
            }
            ']' => {
                let Some((from, is_picture)) = open.pop() else { continue };
                let is_link = rest.starts_with('(');
                if is_link {
                    rest = behind_address(rest);
                }
                if is_picture && is_link || text[from..].starts_with('^') {
                    text.truncate(from);
                } else if is_link {
                    linked += text[from..].chars().filter(|c| c.is_alphanumeric()).count();
                }
            }
            _ => text.push(c),
        }
    }
    (text, linked)
}

/// What follows the address of a link or a picture, and the title in it.
pub(super) fn behind_address(rest: &str) -> &str {
    let close = |text: &'_ str| text.find(')').map_or(text.len(), |end| end + 1);
    let Some(title) = rest[..close(rest)].find(" \"") else { return &rest[close(rest)..] };
    let mut is_escaped = false;
    let end = rest[title + 2..].find(|c| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    let rest = end.map_or("", |end| &rest[title + 2 + end..]);
    &rest[close(rest)..]
}
