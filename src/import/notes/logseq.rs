//! What Logseq keeps of a PDF: a page `hls__NAME.md`, on which each passage is an item with properties, and what was said of
//! it are the items below.

use super::super::{Highlight, Imported, Item, dates, single_line};
use super::properties::property;

/// An item of the list, with its properties and those of its lines that are none.
#[derive(Default)]
struct Block<'t> {
    level: usize,
    properties: Vec<(&'t str, &'t str)>,
    lines: Vec<&'t str>,
}

/// The PDF whose passages a page has; nothing for another page.
pub(super) fn read(text: &str) -> Option<Imported> {
    let mut blocks = blocks(text);
    let page = blocks.remove(0);
    let mut item = about(&page)?;
    let (mut areas, mut above) = (0, Vec::<(usize, usize)>::new());
    for block in &blocks {
        while above.last().is_some_and(|(level, _)| *level >= block.level) {
            above.pop();
        }
        let words = block.words();
        if block.says("ls-type") == Some("annotation") {
            areas += usize::from(block.says("hl-type") == Some("area"));
            let quote = words.trim_start_matches('#').trim();
            above.push((block.level, item.highlights.len()));
            item.highlights.push(Highlight {
                quote: if quote == "[:span]" { String::new() } else { quote.to_owned() },
                locator: block.says("hl-page").map(|page| format!("page {page}")),
                created: block.says("hl-stamp").and_then(dates::day),
                ..Highlight::default()
            });
        } else if !words.is_empty() {
            match above.last() {
                Some((_, at)) => {
                    let note = item.highlights[*at].note.get_or_insert_default();
                    let border = if note.is_empty() { "" } else { "\n\n" };
                    *note += &format!("{border}{words}");
                }
                None => {
                    item.highlights.push(Highlight { note: Some(words), ..Highlight::default() });
                }
            }
        }
    }
    if !blocks.iter().any(|block| block.says("ls-type") == Some("annotation")) {
        return None;
    }
    let told = || format!("areas of pages are pictures, and not carried ({areas})");
    let left = (areas > 0).then(told).into_iter().collect();
    Some(Imported { items: vec![item], left })
}

/// The page itself and the items on it.
fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = vec![Block::default()];
    for line in text.lines() {
        let words = line.trim();
        let item = words.strip_prefix("- ").or((words == "-").then_some(""));
        if let Some(words) = item {
            let level = line.len() - line.trim_start().len();
            blocks.push(Block { level, lines: vec![words], ..Block::default() });
        } else if let Some(block) = blocks.last_mut() {
            match property(words) {
                Some(found) => block.properties.push(found),
                None => block.lines.push(words),
            }
        }
    }
    blocks
}

/// What the page says of the PDF.
fn about(page: &Block) -> Option<Item> {
    let path = page.says("file-path")?;
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".pdf").unwrap_or(name);
    // The time at which it was added, and a number.
    let mut parts = name.rsplitn(3, '_');
    let is_number = |part: Option<&str>| part.is_some_and(|part| part.parse::<u64>().is_ok());
    let is_stamped = is_number(parts.next()) && is_number(parts.next());
    let name = parts.next().filter(|_| is_stamped).unwrap_or(name);
    let url = Some(path).filter(|path| path.starts_with("http")).map(str::to_owned);
    Some(Item { title: single_line(&name.replace('_', " ")), url, ..Item::default() })
}

impl Block<'_> {
    /// What a property is.
    fn says(&self, key: &str) -> Option<&str> {
        self.properties.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
    }

    /// Its words.
    fn words(&self) -> String {
        self.lines.join("\n").trim().to_owned()
    }
}
