//! How many elements a page has, how deep they stand in each other, and how many attributes one has. Readers of HTML go down as deep,
//! look through all open elements at each tag, and compare each attribute with all before it, so a page made to exhaust them
//! is refused: before anything reads it by its tags, and once it is read by how deep it is.

use dom_query::Document;

/// Pages that people wrote have less than a hundred.
const DEEPEST: usize = 400;

/// How many open elements all tags together may meet. Pages that people wrote have less than a hundredth.
const MOST_OPEN: usize = 50_000_000;

/// What people wrote has less than fifty attributes.
const MOST_ATTRIBUTES: usize = 2000;

/// The largest pages that people wrote, specifications on one page, have half as many.
const MOST_ELEMENTS: usize = 250_000;

/// Elements without an end, and those that the next one ends.
const UNENDED: [&str; 25] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option",
];

/// What drawings are made of, thousands of them one behind the other, which end themselves.
const DRAWN: [&str; 10] =
    ["g", "path", "circle", "ellipse", "line", "polygon", "polyline", "rect", "text", "use"];

/// Elements in which nothing is a comment.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Reads a page; `Err` says in words why it cannot be read.
pub(in crate::import) fn document(html: &str) -> Result<Document, String> {
    check(html)?;
    bounded(Document::from(html))
}

/// Reads a part of a page.
pub(super) fn fragment(html: &str) -> Result<Document, String> {
    check(html)?;
    bounded(Document::fragment(html))
}

/// A page whose elements can be gone through.
fn bounded(document: Document) -> Result<Document, String> {
    let mut open = vec![(document.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > DEEPEST {
            return Err(too_deep());
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    drop(open);
    Ok(document)
}

fn too_deep() -> String {
    format!("its elements stand in each other more than {DEEPEST} deep")
}

/// Whether a page can be read, as far as its tags tell.
fn check(html: &str) -> Result<(), String> {
    let (mut depth, mut met, mut is_drawing) = (0_usize, 0_usize, false);
    let mut elements = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with(['!', '?']) {
            rest = behind_comment(rest);
            continue;
        }
        elements += 1;
        if elements > 2 * MOST_ELEMENTS {
            return Err(format!("it has more than {MOST_ELEMENTS} elements"));
        }
        let is_end = rest.starts_with('/');
        let name = &rest[usize::from(is_end)..];
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = name[..end].to_ascii_lowercase();
        let mut ends_itself = false;
        if !name.is_empty() {
            let behind = behind_attributes(rest)?;
            let tag = &rest[..rest.len() - behind.len()];
            ends_itself = ["\"/>", "'/>", " />"].iter().any(|end| tag.ends_with(end));
            rest = behind;
        }
        met += depth;
        if met > MOST_OPEN {
            return Err(too_deep());
        }
        // Any other element ends the drawing, and elsewhere none ends itself.
        is_drawing = match name.as_str() {
            "svg" => !is_end,
            name => is_drawing && DRAWN.contains(&name),
        };
        if name.is_empty() || UNENDED.contains(&name.as_str()) || is_drawing && ends_itself {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
            continue;
        }
        if matches!(name.as_str(), "script" | "style") {
            let close = format!("</{name}");
            let end = find_folded(rest, &close).unwrap_or(rest.len());
            rest = &rest[end..];
            continue;
        }
        depth += 1;
    }
    Ok(())
}

/// What follows a comment or a declaration. Where an element ends in it in which it would be none, it is not passed over.
fn behind_comment(rest: &str) -> &str {
    let Some(inner) = rest.strip_prefix("!--").filter(|inner| !inner.starts_with(['>', '-']))
    else {
        return rest.find('>').map_or("", |end| &rest[end..]);
    };
    let Some(end) = inner.find("-->") else { return inner };
    let is_none = |name: &str| find_folded(&inner[..end], &format!("</{name}")).is_some();
    if RAW.iter().any(|name| is_none(name)) || inner[..end].contains("]]") {
        return inner;
    }
    &inner[end..]
}

/// What follows a tag. `Err` where it has more attributes than anybody writes.
fn behind_attributes(tag: &str) -> Result<&str, String> {
    let (mut rest, mut borders) = (tag, 0);
    while let Some(at) = rest.find(|c: char| c.is_ascii_whitespace() || "/>\"'".contains(c)) {
        let sign = &rest[at..=at];
        // A quotation mark begins a value only behind the sign for it.
        let is_value = tag[..tag.len() - rest.len() + at].trim_ascii_end().ends_with('=');
        rest = &rest[at + 1..];
        match sign {
            ">" => return Ok(rest),
            "\"" | "'" if is_value => rest = rest.find(sign).map_or("", |end| &rest[end + 1..]),
            _ => rest = rest.trim_ascii_start(),
        }
        borders += 1;
        if borders > MOST_ATTRIBUTES {
            return Err(format!("an element has more than {MOST_ATTRIBUTES} attributes"));
        }
    }
    Ok("")
}

fn find_folded(text: &str, word: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("</") {
        let here = from + at;
        let found = text.as_bytes().get(here..here + word.len());
        if found.is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes())) {
            return Some(here);
        }
        from = here + 2;
    }
    None
}
