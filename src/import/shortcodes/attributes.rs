//! The attributes that dialects of Markdown let one write behind a heading, a link or a block: `{: .large }` (kramdown),
//! `{ #id .wide width=300 }` (Hugo, `MkDocs`, Pandoc). A heading keeps its id, as `{#id}`; all else of them goes, and so
//! does the item that kramdown makes a table of contents of.

/// Attributes have not more bytes.
const LONGEST: usize = 200;

/// So much is looked at of what stands before them.
const BEFORE: usize = 1000;

/// Attributes as they are written.
struct Attributes<'t> {
    inner: &'t str,
    length: usize,
    /// Whether a colon says that they are some, wherever they stand.
    is_marked: bool,
}

/// The length of the attributes at the beginning of a text, with their line where they have one for themselves. `made` is what
/// stands before them.
pub(super) fn taken(made: &mut String, text: &str) -> Option<usize> {
    let attributes = Attributes::read(text)?;
    let behind = text[attributes.length..].trim_start_matches([' ', '\t', '\r']);
    let ends_line = behind.is_empty() || behind.starts_with('\n');
    let mut lines = made[made.ceil_char_boundary(made.len().saturating_sub(BEFORE))..].rsplit('\n');
    let line = lines.next().unwrap_or_default();
    if is_heading(line) && ends_line {
        give(made, attributes.id());
        return Some(attributes.length);
    }
    if !line.trim().is_empty() || !ends_line {
        return (attributes.is_marked || ends_link(line)).then_some(attributes.length);
    }
    let above = lines.next().unwrap_or_default();
    let is_first = |over: &str| over.trim().is_empty() || is_heading(over);
    if is_heading(above) {
        give(made, attributes.id());
        made.push('\n');
    } else if is_table(attributes.inner)
        && is_item(above)
        && lines.next().map_or(made.len() <= BEFORE, is_first)
    {
        made.truncate(made.len() - line.len() - above.len() - 1);
    }
    Some(text.len() - behind.len() + usize::from(!behind.is_empty()))
}

impl<'t> Attributes<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let inner = text.strip_prefix('{')?;
        let inner = &inner[..inner.floor_char_boundary(LONGEST)];
        let end = inner.find(['{', '}', '\n']).filter(|&end| inner[end..].starts_with('}'))?;
        let inner = &inner[..end];
        let (is_marked, inner) = match inner.strip_prefix(':') {
            Some(inner) => (true, inner.trim()),
            None => (false, inner.trim()),
        };
        let are_some = if is_marked {
            inner.starts_with(['.', '#', ':']) || inner.contains('=') || is_table(inner)
        } else {
            !inner.is_empty() && inner.split_whitespace().all(is_sound)
        };
        are_some.then_some(Self { inner, length: end + 2, is_marked })
    }

    /// The id among them.
    fn id(&self) -> Option<&'t str> {
        self.inner.split_whitespace().find_map(|part| part.strip_prefix('#')).filter(|id| is_id(id))
    }
}

/// Whether attributes say that a table of contents is to stand here.
fn is_table(inner: &str) -> bool {
    inner.split_whitespace().next() == Some("toc")
}

/// Whether some words are an id, a class, or a name with a value.
fn is_sound(part: &str) -> bool {
    let is_name = |name: &str| name.starts_with(char::is_alphabetic) && is_id(name);
    match (part.strip_prefix('#'), part.strip_prefix('.'), part.split_once('=')) {
        (Some(id), ..) => is_id(id),
        (_, Some(class), _) => is_name(class),
        (.., Some((name, value))) => is_name(name) && !value.is_empty(),
        _ => false,
    }
}

fn is_id(id: &str) -> bool {
    let is_sign = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    !id.is_empty() && id.chars().all(is_sign)
}

/// Gives the heading at the end of a text its id.
fn give(made: &mut String, id: Option<&str>) {
    made.truncate(made.trim_end().len());
    if let Some(id) = id {
        made.extend([" {#", id, "}"]);
    }
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches(' ');
    let behind = words.trim_start_matches('#');
    line.len() - words.len() < 4
        && (1..=6).contains(&(words.len() - behind.len()))
        && behind.starts_with([' ', '\t'])
}

/// Whether a line is an item of a list.
fn is_item(line: &str) -> bool {
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match line.len() - behind.len() {
        0 => ["* ", "- ", "+ "].iter().any(|mark| line.starts_with(mark)),
        _ => behind.starts_with(". "),
    }
}

/// Whether a line ends with a link or a picture.
fn ends_link(line: &str) -> bool {
    let target = line.strip_suffix(')').and_then(|line| line.rsplit_once("]("));
    target.is_some_and(|(_, target)| !target.contains(')'))
}
