//! The pictures that a note shows, where they come along with it: those of Markdown, and `![[wall.png]]` of vaults.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use super::markdown;
use super::pictures::{Left, Pictures};

/// The endings of pictures; what else stands between `![[` and `]]` is a note.
const ENDINGS: [&str; 10] =
    ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "tif", "tiff"];

/// So many names are looked up for one note.
const MOST: usize = 1000;

/// A picture as a note writes it.
struct Shown {
    /// Where it stands in the text, from the exclamation mark to the last bracket.
    range: std::ops::Range<usize>,
    address: String,
    title: String,
    /// What stands for it where it is not seen, as Markdown.
    words: String,
}

/// The text of a note, in which the pictures that are taken have their new names.
pub(super) fn carried(text: &str, pictures: &mut Pictures) -> String {
    let mut made = String::with_capacity(text.len());
    let mut at = 0;
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    for shown in shown(text) {
        let path = match known.get(&shown.address) {
            Some(path) => path.clone(),
            None if known.len() == MOST => None,
            None => {
                let before = pictures.left_out();
                let path = pictures.meet(&shown.address, None);
                if path.is_none() && pictures.left_out() == before {
                    pictures.leave(Left::Along);
                }
                known.insert(shown.address, path.clone());
                path
            }
        };
        let Some(path) = path else { continue };
        made += &text[at..shown.range.start];
        at = shown.range.end;
        let title = match shown.title.as_str() {
            "" => String::new(),
            title => format!(" \"{}\"", markdown::title(title)),
        };
        made += &format!("![{}]({path}{title})", shown.words);
    }
    made + &text[at..]
}

/// The pictures of a text that are not on the web, in order; one that stands in the words of another is of those.
fn shown(text: &str) -> Vec<Shown> {
    let mut all = Vec::new();
    let mut events = Parser::new_ext(text, Options::ENABLE_WIKILINKS).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let Event::Start(Tag::Image { link_type, dest_url, title, .. }) = event else { continue };
        let (mut depth, mut inner) = (1, range.end..range.start);
        for (event, range) in events.by_ref() {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            inner = inner.start.min(range.start)..inner.end.max(range.end);
        }
        let words = text.get(inner).unwrap_or_default();
        let is_wiki = matches!(link_type, LinkType::WikiLink { .. });
        let is_picture = is_picture(&dest_url);
        let is_far = dest_url.contains("://") || dest_url.starts_with("//");
        if dest_url.is_empty() || is_far || is_wiki && !is_picture {
            continue;
        }
        let words = match link_type {
            LinkType::WikiLink { has_pothole: false } => "",
            LinkType::WikiLink { .. } => unsized_words(words),
            _ => words,
        };
        all.push(Shown {
            range,
            address: dest_url.into_string(),
            title: title.into_string(),
            words: words.to_owned(),
        });
    }
    all
}

/// Whether a name is one of a picture.
pub(super) fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The words without the width and height that a vault lets one write behind them.
fn unsized_words(words: &str) -> &str {
    let is_size =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || c == 'x');
    match words.rsplit_once('|') {
        Some((before, last)) if is_size(last) => before,
        None if is_size(words) => "",
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::{carried, shown};
    use crate::import::pictures::Pictures;

    #[test]
    fn what_notes_show() {
        let picture = [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 200]].concat();
        let find = |name: &str| name.ends_with("wall.png").then(|| picture.clone());
        let name = Pictures::new(Some(&find)).meet("wall.png", None).expect("a picture");
        for (text, expected) in [
            ("a ![[wall.png]] b", "a ![](N) b"),
            ("![[sea/wall.png|300]]", "![](N)"),
            ("![[wall.png|The wall]]", "![The wall](N)"),
            ("![[wall.png|The wall|300x200]]", "![The wall](N)"),
            (
                "![The *wall*](../a/wall.png \"In \\\"May\\\"\")",
                "![The *wall*](N \"In \\\"May\\\"\")",
            ),
            ("![w](<./the sea/wall.png>)", "![w](N)"),
            ("![w][one]\n\n[one]: wall.png", "![w](N)\n\n[one]: wall.png"),
            ("[![w](wall.png)](https://example.org)", "[![w](N)](https://example.org)"),
            ("`![w](wall.png)`", "`![w](wall.png)`"),
            ("![[A note]] ![[A note.md]]", "![[A note]] ![[A note.md]]"),
            ("![w](https://example.org/wall.png)", "![w](https://example.org/wall.png)"),
            ("![w](gone.png) ![[gone.png]]", "![w](gone.png) ![[gone.png]]"),
        ] {
            let made = carried(text, &mut Pictures::new(Some(&find)));
            assert_eq!(made, expected.replace('N', &name), "{text}");
        }
        assert_eq!(carried("![w](wall.png)", &mut Pictures::new(None)), "![w](wall.png)");
        assert_eq!(shown("![![a](b.png)](c.png)").len(), 1);
    }
}
