//! An article as a careful person would type it: block style, only what there is, quotation marks only where YAML
//! needs them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use super::{Highlight, Item, Listed, single_line};
use crate::fold::{self, Level};
use crate::yaml;

/// The file of an article. `captured` are lines of front matter that say where the original is kept.
pub fn source(item: &Item, captured: &str) -> String {
    if let Some(front_matter) = &item.verbatim {
        // Its reader may have said already where the original is.
        let is_told = front_matter.lines().any(|line| line.starts_with("capture:"));
        let captured = if is_told { "" } else { captured };
        let front_matter = format!("---\n{front_matter}{captured}---\n");
        return match item.text.trim() {
            "" => front_matter,
            text => format!("{front_matter}\n{text}\n"),
        };
    }
    let mut text = String::from("---\n");
    pair(&mut text, "title", &item.title);
    match item.authors.as_slice() {
        [] => {}
        [author] => pair(&mut text, "author", author),
        authors => list(&mut text, "author", authors),
    }
    let single = [
        (if item.is_press { "publisher" } else { "outlet" }, &item.outlet),
        ("url", &item.url),
        ("archived", &item.archived),
        ("published", &item.published),
        ("modified", &item.modified),
        ("accessed", &item.accessed),
        ("slug", &item.slug),
        ("language", &item.language),
        ("summary", &item.summary),
        ("licence", &item.licence),
        ("version_of", &item.version_of),
    ];
    for (key, value) in single {
        pair(&mut text, key, value.as_deref().unwrap_or_default());
    }
    list(&mut text, "redirect_from", &item.redirect_from);
    list(&mut text, "tags", &item.tags);
    if item.draft {
        text += "draft: true\n";
    }
    // What is from elsewhere is not the reader's to publish whole.
    pair(&mut text, "visibility", if item.private { "private" } else { "excerpt" });
    text += captured;
    if !item.extra.is_empty() {
        text += "extra:\n";
        for (key, values) in &item.extra {
            match values.as_slice() {
                [value] => text += &format!("  {key}: {}\n", scalar(value)),
                values => {
                    text += &format!("  {key}:\n");
                    text.extend(values.iter().map(|value| format!("    - {}\n", scalar(value))));
                }
            }
        }
    }
    if !item.highlights.is_empty() {
        text += "highlights:\n";
        text += &passages(&item.highlights, "  ");
    }
    if !item.bodies.is_empty() {
        text += "entities:\n";
        let body = |body: &String| format!("  - name: {}\n    kind: organisation\n", scalar(body));
        text.extend(item.bodies.iter().map(body));
    }
    text += "---\n";
    let body = body(item);
    if !body.is_empty() {
        text += &format!("\n{body}\n");
    }
    text
}

/// The lines of front matter that say where the original of an article is kept, and what its bytes are.
pub fn captured(file: &str, sha256: &str) -> String {
    format!("capture:\n  file: {}\n  sha256: {}\n", scalar(file), scalar(sha256))
}

/// The text; where an export has none, the passages that it has, so that they stand somewhere.
fn body(item: &Item) -> String {
    if !item.text.trim().is_empty() {
        return item.text.trim().to_owned();
    }
    let listed = item.listed.iter().filter_map(Listed::quote);
    quotations(item.highlights.iter().map(|highlight| highlight.quote.as_str()).chain(listed))
}

/// Passages as quotations, each once; one that stands in another is not written for itself, unless there are several places
/// that it could stand for.
pub fn quotations<'q>(passages: impl Iterator<Item = &'q str>) -> String {
    let mut known = BTreeSet::new();
    let mut quotes: Vec<Quoted> = passages.map(Quoted::new).collect();
    quotes.retain(|quote| quote.words.len() > 1 && known.insert(quote.sought().to_owned()));
    let mut longest: Vec<usize> = (0..quotes.len()).collect();
    longest.sort_by_key(|&at| Reverse(quotes[at].words.len()));
    let mut kept: Vec<usize> = Vec::with_capacity(quotes.len());
    // A passage is looked for only where its rarest word stands: a book can have thousands of them.
    let mut having: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in longest {
        let words: BTreeSet<&str> = quotes[at].words.split_whitespace().collect();
        let those = words.iter().map(|word| having.get(word).map_or(&[][..], Vec::as_slice));
        let rarest = those.min_by_key(|those| those.len()).unwrap_or_default();
        let places = rarest.iter().flat_map(|&other| quotes[at].places(&quotes[other]));
        if places.take(2).count() != 1 {
            words.into_iter().for_each(|word| having.entry(word).or_default().push(at));
            kept.push(at);
        }
    }
    kept.sort_unstable();
    let quoted = kept.iter().map(|&at| {
        let lines =
            quotes[at].text.lines().map(|line| super::markdown::escaped(&single_line(line)));
        let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
        format!("> {}", lines.join("\n>\n> "))
    });
    quoted.collect::<Vec<_>>().join("\n\n")
}

/// Of so few letters a passage is looked for with the signs that it has.
const SHORT: usize = 12;

/// A passage among others.
struct Quoted<'q> {
    text: &'q str,
    /// Its words, with a space before and behind each.
    words: String,
    /// It as it is written, without case.
    signs: String,
    is_short: bool,
}

impl<'q> Quoted<'q> {
    fn new(text: &'q str) -> Self {
        let text = text.trim();
        let words = fold::words(text).map(|word| fold::key(&text[word]) + " ");
        Self {
            text,
            words: format!(" {}", words.collect::<String>()),
            signs: fold::fold(text, Level::Case).text,
            is_short: fold::weight(text) < SHORT,
        }
    }

    fn sought(&self) -> &str {
        if self.is_short { &self.signs } else { &self.words }
    }

    /// Where it stands in another one, not counting parts of longer words.
    fn places<'o>(&'o self, other: &'o Self) -> impl Iterator<Item = usize> + 'o {
        let (sought, text) =
            (self.sought(), if self.is_short { &other.signs } else { &other.words });
        let goes_on = |one: Option<char>, two: Option<char>| {
            one.is_some_and(char::is_alphanumeric) && two.is_some_and(char::is_alphanumeric)
        };
        text.match_indices(sought).map(|(at, _)| at).filter(move |&at| {
            !goes_on(text[..at].chars().next_back(), sought.chars().next())
                && !goes_on(sought.chars().next_back(), text[at + sought.len()..].chars().next())
        })
    }
}

/// The items of a list of highlights, each line behind `indent`.
pub fn passages(highlights: &[Highlight], indent: &str) -> String {
    highlights.iter().map(|highlight| passage(highlight, indent)).collect()
}

fn passage(highlight: &Highlight, indent: &str) -> String {
    let quote = single_line(&highlight.quote);
    let bare = Highlight { quote: highlight.quote.clone(), ..Highlight::default() };
    let in_context = highlight.in_context;
    let needless = Highlight { prefix: None, suffix: None, ..highlight.clone() };
    if !in_context && needless == bare && !quote.is_empty() {
        return format!("{indent}- {}\n", scalar(&quote));
    }
    let mut pairs = String::new();
    let inner = format!("{indent}  ");
    let mut add = |key: &str, value: &str| {
        if !value.trim().is_empty() {
            pairs += &format!("{inner}{key}: {}\n", block(value, &inner));
        }
    };
    add("quote", &quote);
    let context = |words: &Option<String>| {
        words.as_deref().filter(|_| in_context).map(single_line).unwrap_or_default()
    };
    add("prefix", &context(&highlight.prefix));
    add("suffix", &context(&highlight.suffix));
    add("note", &uncommented(highlight.note.as_deref().unwrap_or_default()));
    add("locator", highlight.locator.as_deref().unwrap_or_default());
    add("created", highlight.created.as_deref().unwrap_or_default());
    if !highlight.tags.is_empty() {
        pairs += &format!("{inner}tags:\n");
        pairs.extend(highlight.tags.iter().map(|tag| format!("{inner}  - {}\n", scalar(tag))));
    }
    if !highlight.replies.is_empty() {
        pairs += &format!("{inner}replies:\n");
        let deeper = format!("{inner}    ");
        for reply in &highlight.replies {
            pairs += &format!("{inner}  - note: {}\n", block(&uncommented(&reply.note), &deeper));
            if reply.private {
                pairs += &format!("{deeper}private: true\n");
            }
        }
    }
    if highlight.private {
        pairs += &format!("{inner}private: true\n");
    }
    match pairs.strip_prefix(&inner) {
        Some(pairs) => format!("{indent}- {pairs}"),
        None => String::new(),
    }
}

/// A note in which nothing is taken for a comment, which others see as words.
fn uncommented(note: &str) -> String {
    let plain = note.replace("\\%%", "%%").replace("\\<!--", "<!--");
    plain.replace("%%", "\\%%").replace("<!--", "\\<!--")
}

/// A key and its value on a line.
pub(super) fn line(key: &str, value: &str) -> String {
    format!("{key}: {}\n", scalar(value))
}

/// Adds a line of front matter, where there is anything to say.
pub(super) fn pair(text: &mut String, key: &str, value: &str) {
    if !value.trim().is_empty() {
        *text += &line(key, value);
    }
}

fn list(text: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        *text += &format!("{key}:\n");
        text.extend(values.iter().map(|value| format!("  - {}\n", scalar(value))));
    }
}

/// A value on its line, or, where it has several, as a block of lines.
fn block(value: &str, indent: &str) -> String {
    let clean = clean(value);
    let lines: Vec<&str> = clean.trim().lines().map(str::trim_end).collect();
    if lines.len() < 2 {
        return scalar(value);
    }
    let lines = lines.iter().map(|line| match *line {
        "" => "\n".to_owned(),
        line => format!("\n{indent}  {line}"),
    });
    format!("|-{}", lines.collect::<String>())
}

/// A value on one line, in quotation marks where it needs them.
fn scalar(value: &str) -> String {
    yaml::scalar(&single_line(&clean(value)), false)
}

/// A text without the characters that YAML forbids or breaks lines at.
fn clean(text: &str) -> String {
    let kept = |c: char| match c {
        '\n' => Some('\n'),
        '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => None,
        c if c.is_control() => None,
        c => Some(c),
    };
    text.replace("\r\n", "\n").chars().filter_map(kept).collect()
}
