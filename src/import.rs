//! What people have already, as articles: saved pages, scraped text, exports of services.
//!
//! Bytes in, articles out. Reads no files, and does not look for passages: the shell anchors what is made here and
//! decides whether it is new.

mod annotations;
mod bookmarks;
mod citations;
mod dates;
mod decode;
mod edtf;
mod embeds;
mod entities;
mod extra;
mod goodreads;
mod hypothesis;
mod identity;
mod json;
mod kind;
mod kindle;
mod links;
mod markdown;
mod names;
mod notes;
mod page;
mod pictures;
mod places;
mod readwise;
mod references;
mod ris;
mod rows;
mod services;
mod shortcodes;
mod tables;
mod tags;
mod tex;
mod text;
mod tongue;
mod write;
mod zotero;

pub use identity::{Gathered, addresses, same_text};
pub use kind::{Kind, UNKNOWN, recognise, stands_alone};
pub use markdown::plain;
pub use pictures::Picture;
pub use places::Places;
pub use tongue::{Tongue, tongue};
pub use write::{captured, passages, quotations, source};

use crate::fold;
use crate::source::LARGEST;
use crate::yaml::Node;

/// So much is read of what people or programs write as lines of text.
const LARGEST_TEXT: usize = 2 * LARGEST;

/// So many names are said of what is left out.
const MOST_NAMED: usize = 20;

/// About how many bytes the keys of a passage take.
const KEYS: usize = 64;

/// A file that somebody brings along.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// Its name, with the folders above it.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The files that lie beside it, by their names from its folder.
    pub beside: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    /// The pictures that came along with it, by what a note calls them.
    pub within: &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync),
    /// Whether pictures that come with it are kept.
    pub images: bool,
    /// What front matter reads as a date in words of a text, in its language if that is known, as EDTF.
    pub date: &'a (dyn Fn(&str, Option<&str>) -> Option<String> + Sync),
}

/// What came out of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// What was read, in the order of the file.
    pub items: Vec<Item>,
    /// What could not be carried, in words.
    pub left: Vec<String>,
}

/// Something that was read, with what its reader marked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// What it is called.
    pub title: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Those of them that are organisations.
    pub bodies: Vec<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whether that is the press of a book or report, and not what it appeared in.
    pub is_press: bool,
    /// Where it was.
    pub url: Option<String>,
    /// The address of a capture of it.
    pub archived: Option<String>,
    /// When it was published: EDTF.
    pub published: Option<String>,
    /// When it was changed after that: EDTF.
    pub modified: Option<String>,
    /// When it was saved: EDTF.
    pub accessed: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// What it says, in a sentence.
    pub summary: Option<String>,
    /// What the article is called of which it is another version.
    pub version_of: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What allows to publish it.
    pub licence: Option<String>,
    /// Its own address below the folder of its kind.
    pub slug: Option<String>,
    /// Where it was on a site before.
    pub redirect_from: Vec<String>,
    /// Where it stood among the notes of a site or a vault, so that links of others find it; first its file.
    pub places: Vec<String>,
    /// Whether it is not done yet.
    pub draft: bool,
    /// Whether nothing of it may leave the machine, because its reader said so.
    pub private: bool,
    /// Other keys of its front matter, with what they say.
    pub extra: Vec<(String, Vec<String>)>,
    /// Front matter that is kept as it is written, instead of all the keys above.
    pub verbatim: Option<String>,
    /// The text, as Markdown; empty where an export has none.
    pub text: String,
    /// The pictures in the text that came along.
    pub pictures: Vec<Picture>,
    /// What its reader marked.
    pub highlights: Vec<Highlight>,
    /// What its reader marked, where it stood in an archive of Variorum: for each list what stood in it.
    pub listed: Vec<Listed>,
    /// The path of its file in that archive, below `content/`.
    pub file: Option<String>,
    /// What stood around the text and was cut.
    pub cut: Vec<String>,
    /// What could not be carried, and what is not known.
    pub left: Vec<String>,
}

impl Item {
    /// Its DOI, where it has one beside its address.
    pub fn doi(&self) -> Option<&str> {
        self.extra.iter().find(|(key, _)| key == "doi")?.1.first().map(String::as_str)
    }

    /// Says of which article it is another version, where its reader does not say so already.
    pub fn set_version_of(&mut self, article: String) {
        if let Some(front) = &mut self.verbatim
            && !front.lines().any(|line| line.starts_with("version_of:"))
        {
            write::pair(front, "version_of", &article);
        }
        self.version_of = Some(article);
    }

    /// Keeps its address for nothing but its reader, since another article has it.
    pub fn let_go_of_slug(&mut self) {
        self.slug = None;
        if let Some(front) = self.verbatim.as_mut() {
            *front = format!("\n{front}").replace("\nslug:", "\nx-slug:").split_off(1);
        }
    }
}

/// A passage that was marked, or a note on the whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Highlight {
    /// The words; empty for a note on the whole.
    pub quote: String,
    /// The words before it.
    pub prefix: Option<String>,
    /// The words after it.
    pub suffix: Option<String>,
    /// Whether prefix and suffix are needed to find it.
    pub in_context: bool,
    /// The reader's words, as Markdown.
    pub note: Option<String>,
    /// Answers to the note.
    pub replies: Vec<Reply>,
    /// Tags of it.
    pub tags: Vec<String>,
    /// A page or a location.
    pub locator: Option<String>,
    /// When it was marked: EDTF.
    pub created: Option<String>,
    /// Whether only its reader may see it.
    pub private: bool,
    /// The id under which the archive has it that gave it away, where it came back in the form of another program.
    pub id: Option<String>,
}

/// An answer to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The words, as Markdown.
    pub note: String,
    /// Whether only its reader may see it.
    pub private: bool,
}

/// An annotation as it stood in front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// `highlights`, `entities`, `events` or `claims`.
    pub list: &'static str,
    /// The id under which its article had it.
    pub id: String,
    /// The item of the list.
    pub item: Node,
}

impl Listed {
    /// The words of the text that it is about.
    pub fn quote(&self) -> Option<&str> {
        let bare = Some(&self.item).filter(|item| self.list == "highlights" && !item.is_map());
        self.item.get("quote").or(bare)?.as_str()
    }
}

/// Reads a file as what it is.
///
/// `Err` says in words why nothing can be made of it.
pub fn import(kind: Kind, input: &Input) -> Result<Imported, String> {
    let most = match kind {
        Kind::Text | Kind::Markdown | Kind::Kindle | Kind::Bibtex | Kind::Ris => LARGEST_TEXT,
        _ => input.bytes.len(),
    };
    if input.bytes.len() > most {
        return Err(format!("it has more than {} MiB of text", most >> 20));
    }
    let mut imported = read(kind, input)?;
    imported.items.iter_mut().filter(|item| item.verbatim.is_none()).for_each(leave_archive);
    if kind.is_listed() {
        imported.items.iter_mut().for_each(entities::read);
    }
    leave_empty(&mut imported);
    let read = imported.items.len();
    imported.items.retain(says_something);
    match read - imported.items.len() {
        0 => {}
        empty if empty == read => {
            return Err(
                "nothing that is known is in it: is it of the kind that `--from` says?".into()
            );
        }
        empty => imported.left.push(format!("entries that say nothing are left out ({empty})")),
    }
    let nameless = imported.items.iter_mut();
    let nameless = nameless.filter(|item| item.title.is_empty() && item.verbatim.is_none());
    nameless.for_each(|item| "Untitled".clone_into(&mut item.title));
    // What is written could not be read again.
    let (kept, large): (Vec<_>, Vec<_>) =
        imported.items.into_iter().partition(|item| size(item) <= LARGEST);
    imported.items = kept;
    let told = |item: &Item| {
        format!("`{}` would have more than {} MiB of text", item.title, LARGEST >> 20)
    };
    match &large[..] {
        [only] if imported.items.is_empty() => return Err(told(only)),
        large => imported.left.extend(large.iter().map(told)),
    }
    Ok(imported)
}

/// Gives an item that was read at a web archive the address that it had itself.
fn leave_archive(item: &mut Item) {
    let page = item.url.as_deref().and_then(fold::captured).map(str::to_owned);
    if page.is_some() {
        item.archived = std::mem::replace(&mut item.url, page);
    }
}

/// Whether an item has a name, an address, or words.
fn says_something(item: &Item) -> bool {
    let has_words = item.verbatim.is_some() || !item.text.is_empty() || !item.highlights.is_empty();
    has_words || !item.title.is_empty() || item.url.is_some()
}

/// Leaves out what has neither words nor a note.
fn leave_empty(imported: &mut Imported) {
    let mut empty = 0;
    for item in &mut imported.items {
        let before = item.highlights.len();
        for highlight in &mut item.highlights {
            if !highlight.quote.contains(char::is_alphanumeric) {
                highlight.quote.clear();
            }
        }
        item.highlights.retain(|one| !one.quote.is_empty() || one.note.is_some());
        empty += before - item.highlights.len();
    }
    let told = || format!("passages without words are left out ({empty})");
    imported.left.extend((empty > 0).then(told));
}

/// About how long an article will be.
fn size(item: &Item) -> usize {
    let words = |highlight: &Highlight| {
        highlight.quote.len() + highlight.note.as_ref().map_or(0, String::len) + KEYS
    };
    item.text.len() + item.highlights.iter().map(words).sum::<usize>() + item.listed.len() * KEYS
}

fn read(kind: Kind, input: &Input) -> Result<Imported, String> {
    match kind {
        Kind::Text => text::read(input).map(one),
        Kind::Html => page::read(input).map(one),
        Kind::Mhtml => page::read_message(input).map(one),
        Kind::Markdown => notes::read(input),
        Kind::Hypothesis => hypothesis::read(input),
        Kind::HypothesisTable => hypothesis::read_table(input),
        Kind::Readwise => readwise::read(input),
        Kind::Zotero => zotero::read(input),
        Kind::Goodreads => goodreads::read(input),
        Kind::Omnivore => services::omnivore(input),
        Kind::PocketHighlights | Kind::Clipper => services::marked(input),
        Kind::KoReader => services::koreader(input),
        Kind::Wallabag => services::wallabag(input),
        Kind::Karakeep => links::karakeep(input),
        Kind::Linkwarden => links::linkwarden(input),
        Kind::Pinboard => links::pinboard(input),
        Kind::Kindle => Ok(kindle::read(input)),
        Kind::KindleNotebook => kindle::notebook::read(input),
        Kind::Csl => citations::csl(input),
        Kind::Bibtex => citations::bibtex(input),
        Kind::Ris => Ok(ris::read(input)),
        Kind::Bookmarks => bookmarks::read(input),
        Kind::Annotations => annotations::read(input),
        Kind::Reader | Kind::Pocket | Kind::Instapaper | Kind::Raindrop | Kind::Matter => {
            tables::read(kind, input)
        }
    }
}

fn one(item: Item) -> Imported {
    Imported { items: vec![item], left: Vec::new() }
}

/// The last part of a name without its ending, as a title of last resort.
fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// A text on one line.
fn single_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names in a row, as a report has them.
fn named<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> String {
    let names: Vec<String> = names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect();
    match names.split_at_checked(MOST_NAMED) {
        Some((named, others)) if !others.is_empty() => {
            format!("{} and {} more", named.join(", "), others.len())
        }
        _ => names.join(", "),
    }
}

/// The parts of a list with signs between them.
fn parts(list: &str, between: char) -> Vec<String> {
    let parts = list.split(between).map(single_line).filter(|part| !part.is_empty());
    parts.collect()
}

/// Says which columns or fields of a file are not carried, if any are.
fn not_carried<'n>(what: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let mut names = names.peekable();
    names.peek().is_some().then(|| format!("these {what} are not carried: {}", named(names)))
}
