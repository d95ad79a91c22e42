//! A passage as a program writes it, with a link to where it was marked: `words ([View Highlight](…))`.

use super::super::super::markdown::plain;
use super::super::super::{Highlight, dates, parts, single_line};
use super::begins;

/// Where the links of programs lead that show a passage.
const HOSTS: [&str; 7] = [
    "readwise.io/open/",
    "readwise.io/read/",
    "readwise.io/to_kindle",
    "omnivore.app/",
    "hyp.is/",
    "kindle://",
    "zotero://open",
];

/// Where a link leads that stands before one of those, and says which text it is.
const WORK: &str = "zotero://select/";

/// Where no list tells passages from what is said of them, not more paragraphs stand below one.
const MOST_SAID: usize = 2;

/// What such a link is called where it leads nowhere.
const LABELS: [&str; 3] = ["View Highlight", "Location ", "View Tweet"];

/// So many bytes a link is called by at the most, and so many lead somewhere: a file of brackets takes no longer than others.
const LABEL: usize = 300;
const ADDRESS: usize = 2000;

/// What stands between words and the link behind them.
const BETWEEN: [&str; 6] = [" ", "(", "—", "–", "location:", "page:"];

/// The lines of a passage and those of what its reader said of it.
#[derive(Default)]
pub(super) struct Chunk<'l> {
    words: Vec<&'l str>,
    said: Vec<&'l str>,
    /// When it was marked, where that stands above it.
    day: Option<&'l str>,
}

/// A link of a program in some words: where the words before it end, what it is called, where those behind it begin.
struct Link<'w> {
    start: usize,
    labels: Vec<&'w str>,
    end: usize,
}

/// Whether a line has a link of a program, behind which it ends but for tags, or which stands in brackets: an essay may
/// well speak of one.
pub(super) fn is_marked(line: &str) -> bool {
    link(line).is_some_and(|link| {
        let after = line[link.end..].trim_start();
        after.is_empty() || after.starts_with([')', '#', '^', '—', '–', '-'])
    })
}

/// The passages among some lines; nothing where most have no link of a program, and it is not known that one wrote them.
pub(super) fn chunks<'l>(lines: &[&'l str], is_known: bool) -> Option<Vec<Chunk<'l>>> {
    let is_quote = |line: &&str| line.starts_with('>');
    let quotes =
        lines.iter().any(|line| is_quote(line) && is_marked(line) || callout(line).is_some());
    let items = || lines.iter().filter(|line| !begins(line)).filter_map(|line| bullet(line));
    let marked = items().filter(|(_, _, words)| is_marked(words)).min_by_key(|item| item.0);
    let first = || items().next().filter(|_| is_known);
    let mut most_said = usize::MAX;
    let chunks = if quotes {
        quoted(lines)
    } else if let Some((level, sign, _)) = marked.or_else(first) {
        itemised(lines, level, sign)
    } else {
        most_said = MOST_SAID;
        apart(lines)
    };
    let is_one =
        |chunk: &&Chunk| chunk.day.is_some() || chunk.words.iter().any(|line| is_marked(line));
    let marked = chunks.iter().filter(is_one).count();
    let said = chunks.iter().flat_map(|chunk| &chunk.said).filter(|line| line.is_empty()).count();
    let are_passages = is_known
        || marked > 0 && marked * 2 >= chunks.len() && said <= marked.saturating_mul(most_said);
    (are_passages && !chunks.is_empty()).then_some(chunks)
}

/// Passages that are block quotations, with notes between them.
fn quoted<'l>(lines: &[&'l str]) -> Vec<Chunk<'l>> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut is_within = false;
    for line in lines.iter().filter(|line| !begins(line)) {
        let inner = line.strip_prefix('>').map(str::trim);
        if inner.is_some() && !is_within {
            chunks.push(Chunk { day: callout(line), ..Chunk::default() });
        }
        is_within = inner.is_some();
        let Some(chunk) = chunks.last_mut() else { continue };
        match inner {
            Some(_) if callout(line).is_some() => {}
            Some(inner) => chunk.words.push(inner),
            None => chunk.said.push(line),
        }
    }
    chunks
}

/// The day in the head of a callout: `> [!quote]+ Updated on 2022/12/21 13:49:22`.
fn callout(line: &str) -> Option<&str> {
    let (_, words) = line.strip_prefix('>')?.trim_start().strip_prefix("[!")?.split_once(']')?;
    Some(words.trim_start_matches(['+', '-', ' '])).filter(|words| words.contains("pdated on "))
}

/// Passages that are items of a list, with notes as items below them.
fn itemised<'l>(lines: &[&'l str], level: usize, sign: char) -> Vec<Chunk<'l>> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let (mut is_within, mut is_apart, mut is_done) = (false, false, false);
    for line in lines.iter().filter(|line| !begins(line)) {
        let item = bullet(line);
        let is_free = item.is_none() && is_apart && line.starts_with(|c: char| !c.is_whitespace());
        is_apart = line.trim().is_empty();
        match item {
            // A line of a note that begins with another sign is one of its own list.
            Some((at, own, words)) if at == level && own == sign => {
                chunks.push(Chunk { words: vec![words], ..Chunk::default() });
                (is_within, is_done) = (true, is_marked(words));
            }
            // What stands for itself is said of none of them.
            Some((at, own, words)) if at < level && own == sign => {
                chunks.push(Chunk { said: vec![words], ..Chunk::default() });
                (is_within, is_done) = (true, true);
            }
            None if is_free => {
                chunks.push(Chunk { said: vec![line], ..Chunk::default() });
                (is_within, is_done) = (true, true);
            }
            item if is_within => {
                let Some(chunk) = chunks.last_mut() else { continue };
                is_done |= item.is_some();
                if is_done {
                    chunk.said.push(line);
                } else {
                    chunk.words.push(line);
                    is_done = is_marked(line);
                }
            }
            _ => {}
        }
    }
    chunks
}

/// Passages with rules or empty lines between them.
fn apart<'l>(lines: &[&'l str]) -> Vec<Chunk<'l>> {
    let has_rules = lines.iter().any(|line| line.trim() == "---");
    let is_border = |line: &&str| line.trim() == if has_rules { "---" } else { "" };
    let mut chunks: Vec<Chunk> = Vec::new();
    for block in lines.split(|line| is_border(line) || line.starts_with('#')) {
        if block.iter().all(|line| line.trim().is_empty()) {
            continue;
        }
        let end = block.iter().position(|line| is_marked(line));
        if end.is_none() && !has_rules {
            // Zotero says above them when they were put together.
            match chunks.last_mut() {
                Some(chunk) => chunk.said.extend([""].iter().chain(block)),
                None if block[0].starts_with('(')
                    && block[0].ends_with(')')
                    && block[0].contains(':') => {}
                None => chunks.push(Chunk { said: block.to_vec(), ..Chunk::default() }),
            }
            continue;
        }
        let (words, said) = block.split_at(end.map_or(block.len(), |at| at + 1));
        chunks.push(Chunk { words: words.to_vec(), said: said.to_vec(), day: None });
    }
    chunks
}

/// How far an item of a list stands from the edge, its sign, and its words.
fn bullet(line: &str) -> Option<(usize, char, &str)> {
    let words = line.trim_start();
    let sign = words.chars().next().filter(|sign| matches!(sign, '-' | '*'))?;
    let inner = words[1..].strip_prefix(' ')?;
    let indent = line[..line.len() - words.len()].chars();
    Some((indent.map(|c| if c == '\t' { 4 } else { 1 }).sum(), sign, inner))
}

impl Chunk<'_> {
    /// The highlight that it is.
    pub(super) fn highlight(&self) -> Highlight {
        let all = self.words.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n");
        let link = link(&all);
        let label = link.as_ref().map(|link| link.labels.join(" ")).unwrap_or_default();
        let (words, after) =
            link.map_or((&*all, ""), |link| (&all[..link.start], &all[link.end..]));
        let day = self.day.unwrap_or(&label).split_once("pdated on ");
        let mut highlight = Highlight {
            quote: unquoted(&plain(&unlinked(words))).to_owned(),
            locator: locator(&label),
            created: day.and_then(|(_, day)| dates::day(day)),
            ..Highlight::default()
        };
        let mut note = vec![behind(after.trim_start_matches(')'), &mut highlight)];
        for line in &self.said {
            let words = bullet(line).map_or(line.trim(), |(_, _, words)| words);
            match keyed(words) {
                Some(("tags", tags)) => highlight.tags.extend(tagged(tags)),
                Some(("color" | "colour" | "id" | "collapsed", _)) => {}
                Some((_, words)) => note.push(words),
                None => note.push(line),
            }
        }
        let note = note.join("\n");
        highlight.note = Some(note.trim().to_owned()).filter(|note| !note.is_empty());
        highlight
    }
}

/// What stands behind the link, without what says something of the passage: `— Group: #Public`, `#tag`, `^ref-12`.
fn behind<'l>(line: &'l str, highlight: &mut Highlight) -> &'l str {
    let mut rest = line.trim();
    if let Some((before, group)) = rest.split_once("Group: #") {
        let group = group.split(char::is_whitespace).next().unwrap_or_default();
        highlight.private = !group.eq_ignore_ascii_case("public");
        rest = before.trim_end_matches(['—', ' ']);
    }
    loop {
        let word = rest.split(char::is_whitespace).next().unwrap_or_default();
        let length = match rest.strip_prefix("#[[").and_then(|inner| inner.find("]]")) {
            Some(end) => end + "#[[]]".len(),
            None => word.len(),
        };
        match rest.get(..length).and_then(|word| word.strip_prefix(['#', '^'])) {
            Some(tag) if rest.starts_with('#') => {
                let tag = tag.trim_start_matches('[').trim_end_matches(']');
                match dates::day(tag).filter(|day| day.len() == 10) {
                    Some(day) => highlight.created = highlight.created.take().or(Some(day)),
                    None if tag.eq_ignore_ascii_case("highlight") => {}
                    None => highlight.tags.push(tag.to_owned()),
                }
            }
            Some(_) => {}
            None => return rest,
        }
        rest = rest[length..].trim_start();
    }
}

/// The last link of a program in some words, with those directly before it.
fn link(words: &str) -> Option<Link<'_>> {
    let mut found: Option<Link> = None;
    let mut leads = false;
    for (middle, _) in words.match_indices("](") {
        let back = |at: usize| words.floor_char_boundary(at.saturating_sub(LABEL));
        let (from, to) = (back(middle), words.floor_char_boundary(middle + ADDRESS));
        let Some(start) = words[from..middle].rfind('[').map(|at| from + at) else { continue };
        let Some(close) = words[middle..to].find(')') else { continue };
        let (label, target) = (&words[start + 1..middle], &words[middle + 2..middle + close]);
        let before = back(start) + bare(&words[back(start)..start]);
        let is_named = LABELS.iter().any(|known| label.starts_with(known));
        let is_empty = target.is_empty() && words[before..start].contains("location:");
        let is_shown = is_named || is_empty || HOSTS.iter().any(|host| target.contains(host));
        if !is_shown && !target.starts_with(WORK) {
            continue;
        }
        let end = middle + close + 1;
        match &mut found {
            Some(link) if words[link.end..start].chars().all(|c| " ()".contains(c)) => {
                link.labels.push(label);
                link.end = end;
                leads |= is_shown;
            }
            _ => {
                found = Some(Link { start: before, labels: vec![label], end });
                leads = is_shown;
            }
        }
    }
    found.filter(|_| leads)
}

/// Where words end that have a link behind them.
fn bare(words: &str) -> usize {
    let mut words = words;
    while let Some(rest) = BETWEEN.iter().find_map(|between| words.strip_suffix(between)) {
        words = rest;
    }
    words.len()
}

/// Where a passage stands, by what the link to it is called: `Location 30`, `Page 12`, `Example, 2020, p. 5`, and `503` behind
/// `location:`.
fn locator(label: &str) -> Option<String> {
    let number = |words: &str| {
        let end = words.find(|c: char| !c.is_alphanumeric() && !"-–:".contains(c));
        Some(words[..end.unwrap_or(words.len())].to_owned()).filter(|number| !number.is_empty())
    };
    let behind = |word: &str| label.split_once(word).and_then(|(_, rest)| number(rest));
    if let Some(place) = behind("Location ") {
        return Some(format!("location {place}"));
    }
    if let Some(place) = behind("Page ").or_else(|| behind(", p. ")).or_else(|| behind(", S. ")) {
        return Some(format!("page {place}"));
    }
    let is_number = !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| format!("location {label}"))
}

/// A key and what is said under it: `**Note**: words`, `Tags: #a #b`.
pub(super) fn keyed(line: &str) -> Option<(&'static str, &str)> {
    const KEYS: [&str; 10] = [
        "tags",
        "color",
        "colour",
        "id",
        "collapsed",
        "notes",
        "note",
        "annotation",
        "comment",
        "tag",
    ];
    let line = line.trim_start_matches('*');
    let (key, words) = line.split_once(':')?;
    let name = key.trim_end_matches('*').trim();
    let key = KEYS.into_iter().find(|known| name.eq_ignore_ascii_case(known))?;
    let words = words.trim_start_matches([':', '*']).trim();
    Some((if key == "tag" { "tags" } else { key }, words))
}

/// The tags in `#a #[[b c]] [[d]], e`.
pub(super) fn tagged(words: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = words;
    while let Some(start) = rest.find("[[") {
        let Some(end) = rest[start..].find("]]") else { break };
        tags.push(single_line(&rest[start + 2..start + end]));
        rest = &rest[start + end + 2..];
    }
    let outside = if tags.is_empty() { words } else { rest };
    let signs = |part: &str| part.trim_start_matches('#').to_owned();
    if outside.contains('#') {
        tags.extend(outside.split([' ', ',']).map(signs));
    } else {
        tags.extend(parts(outside, ','));
    }
    tags.retain(|tag| !tag.is_empty());
    tags
}

/// Words without the brackets that make them names of other notes.
pub(super) fn unlinked(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(start) = rest.find("[[") {
        let Some(end) =
            rest[start..].find("]]").filter(|end| !rest[start..start + end].contains('\n'))
        else {
            break;
        };
        let inner = &rest[start + 2..start + end];
        plain += &rest[..start];
        plain += inner.rsplit('|').next().unwrap_or(inner);
        rest = &rest[start + end + 2..];
    }
    plain + rest
}

/// A passage without the quotation marks that stand around the whole of it.
fn unquoted(words: &str) -> &str {
    let is_one = |inner: &&str| {
        let mut open = 0;
        inner.chars().all(|c| {
            open += i32::from(c == '“') - i32::from(c == '”');
            open >= 0
        })
    };
    let inner = words.strip_prefix('“').and_then(|words| words.strip_suffix('”')).filter(is_one);
    inner.unwrap_or(words)
}
