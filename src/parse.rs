//! A source as what it says: front matter and body. Reads nothing but the text it is given.

mod claims;
pub mod date;
mod fields;
pub mod figure;
mod items;
pub mod markdown;
mod mend;
mod records;

use fields::{Context, Fields};
use markdown::Place;

use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::fold;
use crate::model::article::{Direction, Document, Kind, Visibility, Withdrawn};
use crate::model::body::Body;
use crate::source::{Source, Span, Spanned};
use crate::yaml::{self, Node, Value};

/// Parses a source. Never fails: a file with broken front matter still is a document with a text.
pub fn parse(source: &Source, config: &Config) -> Checked<Document> {
    let mut cx = Context { source, config, published: None, found: Vec::new() };
    let (front, text) = cut(&mut cx);
    let node = front_matter(&mut cx, front);
    let unread =
        cx.found.iter().any(|found| matches!(found.code, Code::Yaml | Code::FrontMatterOpen));
    let place = Place { source: &source.path, span: text, verbatim: true };
    let body = markdown::body(&source.text[text.range()], &place);
    cx.found.extend(body.diagnostics);
    let mut fields = Fields::new(&node, "front matter");
    let mut document = document(&mut cx, &mut fields, front, body.value);
    fields.finish(&mut cx);
    // Front matter that cannot be read may have said that nothing is to be published.
    if unread {
        document.visibility = Some(Visibility::Private);
    }
    Checked { value: document, diagnostics: cx.found }
}

/// Where the YAML of the front matter is, and where the text is.
fn cut(cx: &mut Context) -> (Span, Span) {
    let text = &cx.source.text;
    let all = Span::new(0, text.len());
    if text.trim().is_empty() {
        cx.fault(
            Code::EmptyFile,
            Span::at(0),
            "the file is empty",
            "write something in it, or remove it",
        );
        return (Span::at(0), all);
    }
    let Some(start) =
        ["---\n", "---\r\n"].iter().find(|open| text.starts_with(**open)).map(|o| o.len())
    else {
        return (Span::at(0), all);
    };
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (Span::new(start, at), Span::new(at + line.len(), text.len()));
        }
        at += line.len();
    }
    let message = "the front matter that begins here does not end";
    cx.fault(
        Code::FrontMatterOpen,
        Span::new(0, 3),
        message,
        "put a line `---` after its last key",
    );
    (Span::at(0), all)
}

/// The tree of the front matter; nothing in it when it cannot be read.
fn front_matter(cx: &mut Context, span: Span) -> Node {
    let empty = Node { value: Value::Null, span };
    match yaml::read(&cx.source.text[span.range()], span.start) {
        Ok(node) if matches!(node.value, Value::Map(_) | Value::Null) => node,
        Ok(node) => {
            let message = format!("the front matter is {}, not keys with values", node.kind());
            cx.fault(Code::Yaml, node.span, message, "write `key: value`, a line each");
            empty
        }
        Err(error) => {
            let help = mend::help(cx.source, span, error.span);
            let diagnostic =
                Diagnostic::new(Code::Yaml, format!("this is not YAML: {}", error.message));
            cx.found.push(diagnostic.at(&cx.source.path, error.span, "").help(help));
            empty
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folder {
    Articles,
    Entities,
    Questions,
    Pages,
}

fn document(cx: &mut Context, fields: &mut Fields, front: Span, body: Body) -> Document {
    let (folder, below) = folder(cx, fields);
    let title = title(cx, fields, folder, &body);
    let slug = slug(cx, fields, &below);
    let mut redirect_from = fields.texts(cx, &["redirect_from"]);
    let mut extra = fields.own();
    extra.extend(fields.take(&["extra"]).map(Node::entries).unwrap_or_default().iter().cloned());
    let tags = items::tags(cx, fields);
    let summary = fields.text(cx, &["summary", "description"]);
    let language = fields.text(cx, &["language", "lang"]);
    let dir = fields.text(cx, &["dir", "direction"]);
    let dir = cx.choice("dir", dir, &["ltr", "rtl"]);
    let visibility = visibility(cx, fields);
    let draft = fields.switch(cx, &["draft"]);
    let noindex = fields.switch(cx, &["noindex"]);
    let withdrawn = withdrawn(cx, fields);
    let (is, aliases) = match folder {
        Folder::Articles => {
            let article = records::article(cx, fields, &body, visibility);
            (Kind::Article(Box::new(article)), fields.texts(cx, &["aliases"]))
        }
        Folder::Entities => {
            let record = records::entity(cx, fields, &title);
            (Kind::Entity(Box::new(record)), Vec::new())
        }
        Folder::Questions => {
            let record = records::question(cx, fields);
            (Kind::Question(Box::new(record)), fields.texts(cx, &["aliases"]))
        }
        Folder::Pages => (Kind::Page, fields.texts(cx, &["aliases"])),
    };
    let is_address = |alias: &Spanned<String>| {
        alias.value.contains('/') || alias.value.to_lowercase().ends_with(".html")
    };
    let (former, aliases): (Vec<_>, Vec<_>) = aliases.into_iter().partition(is_address);
    redirect_from.extend(former);
    Document {
        source: cx.source.path.clone(),
        slug,
        title,
        aliases,
        redirect_from,
        tags,
        summary,
        language,
        direction: dir.map(|n| [Direction::Ltr, Direction::Rtl][n]),
        visibility,
        draft,
        noindex,
        withdrawn,
        extra,
        body,
        front_matter: front,
        is,
    }
}

/// What kind of document a source is, and its path below the folder of its kind, without its ending.
fn folder(cx: &mut Context, fields: &mut Fields) -> (Folder, String) {
    const WORDS: [&str; 4] = ["article", "entity", "question", "page"];
    const FOLDERS: [(&str, Folder); 3] = [
        ("articles", Folder::Articles),
        ("entities", Folder::Entities),
        ("questions", Folder::Questions),
    ];
    let path = cx.source.path.strip_prefix("content/").unwrap_or(&cx.source.path);
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let own = cx.config.folders.iter().flat_map(|(kind, folders)| {
        let folder = FOLDERS.iter().find(|(name, _)| name == kind).map_or(Folder::Pages, |f| f.1);
        folders.iter().map(move |name| (name.as_str(), folder))
    });
    let found = FOLDERS.into_iter().chain(own).find_map(|(name, folder)| {
        let below = path.strip_prefix(name)?.strip_prefix('/')?;
        Some((folder, below.to_owned()))
    });
    let (folder, below) = found.unwrap_or((Folder::Pages, path.to_owned()));
    let stated = fields.text(cx, &["type"]);
    let stated = cx
        .choice("type", stated, &WORDS)
        .map(|n| [Folder::Articles, Folder::Entities, Folder::Questions, Folder::Pages][n]);
    match stated {
        Some(stated) if stated != folder => (stated, below),
        _ => (folder, below),
    }
}

/// Stated, else the first heading, else the file name.
fn title(cx: &mut Context, fields: &mut Fields, folder: Folder, body: &Body) -> Spanned<String> {
    let keys: &[&'static str] =
        if folder == Folder::Entities { &["name", "title"] } else { &["title"] };
    if let Some(title) = fields.text(cx, keys) {
        return title;
    }
    if let Some(heading) = body.headings.first() {
        let words = body.text[heading.range.range()].trim();
        if !words.is_empty() {
            return Spanned::new(words.to_owned(), body.source_span(heading.range));
        }
    }
    let path = cx.source.path.strip_suffix("/index.md").unwrap_or(&cx.source.path);
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Spanned::new(stem.to_owned(), Span::at(0))
}

fn slug(cx: &mut Context, fields: &mut Fields, below: &str) -> String {
    let bundle = below.strip_suffix("/index").unwrap_or(below);
    let mut parts: Vec<String> = bundle.split('/').map(fold::slug).collect();
    if let Some(own) = fields.text(cx, &["slug"]) {
        let made = fold::slug(&own.value);
        if made.is_empty() || own.value.contains(['/', '\\']) || own.value.starts_with('.') {
            let message = format!("`{}` cannot be an address", own.value);
            let help = "use letters, digits and hyphens; folders come from where the file is";
            cx.fault(Code::Slug, own.span, message, help);
        } else {
            parts.pop();
            parts.push(made);
        }
    }
    if parts.iter().any(String::is_empty) {
        let message = format!(
            "the name of `{}` has no letters or digits to make an address of",
            cx.source.path
        );
        cx.fault(Code::Slug, Span::at(0), message, "rename the file, or give it a `slug`");
        let hash = fold::short_hash(&cx.source.path);
        parts.iter_mut().filter(|part| part.is_empty()).for_each(|part| part.push_str(&hash));
    }
    parts.join("/")
}

fn visibility(cx: &mut Context, fields: &mut Fields) -> Option<Visibility> {
    let word = fields.text(cx, &["visibility"]);
    let written = word.is_some();
    let stated = cx.choice("visibility", word, &["full", "excerpt", "private"]);
    // A word that is not understood may have meant to withhold the text.
    if written && stated.is_none() {
        return Some(Visibility::Private);
    }
    let publish = fields.take(&["publish"]).and_then(Node::as_bool);
    if publish == Some(false) {
        return Some(Visibility::Private);
    }
    stated.map(|n| [Visibility::Full, Visibility::Excerpt, Visibility::Private][n])
}

fn withdrawn(cx: &mut Context, fields: &mut Fields) -> Option<Withdrawn> {
    let node = fields.take(&["withdrawn"])?;
    match node.as_bool() {
        Some(false) => return None,
        Some(true) => return Some(Withdrawn { date: None, reason: None }),
        None => {}
    }
    if let Some(reason) = node.text() {
        return Some(Withdrawn { date: None, reason: Some(reason.value) });
    }
    let mut fields = Fields::new(node, "`withdrawn`");
    let date = fields.dated(cx, &["date"]);
    let reason = fields.text(cx, &["reason"]).map(|text| text.value);
    fields.finish(cx);
    Some(Withdrawn { date, reason })
}
