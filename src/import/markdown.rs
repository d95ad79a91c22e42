//! Plain text as Markdown that says the same, and Markdown as plain text.

use pulldown_cmark::{Event, Parser, TagEnd};

/// The words of a passage or a note in Markdown. Pictures have none.
pub fn plain(text: &str) -> String {
    if !text.contains(['*', '_', '[', '`', '!', '<', '>', '#', '\\', '&']) {
        return text.trim().to_owned();
    }
    let (mut words, mut pictures) = (String::new(), 0_usize);
    for event in Parser::new(text) {
        match event {
            Event::Start(pulldown_cmark::Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Text(text) | Event::Code(text) if pictures == 0 => words += &text,
            Event::SoftBreak
            | Event::HardBreak
            | Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => words.push('\n'),
            _ => {}
        }
    }
    words.trim().to_owned()
}

/// A paragraph of plain text, with a backslash before each sign that Markdown would take for its own.
pub(super) fn escaped(text: &str) -> String {
    block(&inline(text))
}

/// Lines of Markdown, none of which begins a heading, a list, a quotation or a rule by accident.
pub(super) fn block(text: &str) -> String {
    let lines = text.split('\n').map(|line| {
        let line = line.trim();
        let begun = beginning(line);
        match begun.chars().next_back() {
            Some(last) => {
                let before = &begun[..begun.len() - last.len_utf8()];
                format!("{before}\\{last}{}", &line[begun.len()..])
            }
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The marker at the beginning of a line that would make it a heading, a list, a quotation, a rule.
fn beginning(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let length = if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        let after = rest[1..].chars().next();
        if after.is_none_or(|c| c == ' ' || c == '\t') { digits + 1 } else { 0 }
    } else if line.starts_with(['#', '>', '+', '-', '=', ':', '|']) {
        let mark = line.chars().next().unwrap_or(' ');
        let run = line.len() - line.trim_start_matches(mark).len();
        let after = line[run..].chars().next();
        let alone = after.is_none_or(|c| c == ' ' || c == '\t');
        usize::from(alone || matches!(mark, '>' | '|' | ':'))
    } else {
        0
    };
    &line[..length]
}

/// Words inside of a line.
pub(super) fn inline(words: &str) -> String {
    let mut markdown = String::with_capacity(words.len() + 8);
    let mut before = '\n';
    let mut rest = words.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map_or('\n', |&(_, c)| c);
        let escape = match c {
            '\\' => after.is_ascii_punctuation() || after == '\n',
            '*' | '`' | '~' | '^' | '$' => true,
            // Inside of a word an underscore is one.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '=' | '%' => after == c || before == c,
            '[' => begins_link(&words[at..]),
            '!' => after == '[',
            '<' => after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?'),
            '&' => is_entity(&words[at + 1..]),
            _ => false,
        };
        if escape {
            markdown.push('\\');
        }
        markdown.push(c);
        before = c;
    }
    markdown
}

/// Words as the title of a link or a picture, which stands in quotation marks.
pub(super) fn title(words: &str) -> String {
    let mut markdown = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        if matches!(c, '\\' | '"') || c == '&' && is_entity(&words[at + 1..]) {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// Whether a bracket is the first of a link or of a footnote.
fn begins_link(words: &str) -> bool {
    let inner = &words[1..];
    if inner.starts_with(['[', '^']) {
        return true;
    }
    // A link that is longer than a paragraph of a page is none.
    let close = inner.char_indices().take(2000).find(|&(_, c)| c == ']').map(|(at, _)| at);
    close.is_some_and(|at| inner[at + 1..].starts_with(['(', ':', '[']))
}

/// Whether an ampersand and what follows it are taken for one character.
pub(super) fn is_entity(follows: &str) -> bool {
    let end = follows.char_indices().take(32).find(|&(_, c)| c == ';').map(|(at, _)| at);
    let name = end.map_or("", |end| &follows[..end]);
    !name.is_empty() && name.trim_start_matches('#').chars().all(|c| c.is_ascii_alphanumeric())
}
