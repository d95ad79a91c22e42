//! Which files are copied.
//!
//! Files beside a document only where something public refers to them; files of `static/` always.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::model::archive::{Archive, Edition, Resolved};
use crate::model::article::{Article, Document, Visibility};
use crate::model::site::file_address;
use crate::source::{Span, Spanned};
use crate::world::World;

use super::addresses::Addresses;

/// Gives the copied files their addresses.
pub(super) fn copied<'a>(archive: &'a Archive, world: &'a World, addresses: &mut Addresses<'a>) {
    for (url, path) in always(world) {
        addresses.file(url.to_owned(), path);
    }
    let mut wanted: BTreeSet<&'a str> = BTreeSet::new();
    for (reading, links) in archive.documents.iter().zip(&archive.links) {
        let document = &reading.document;
        if document.withdrawn.is_some() {
            continue;
        }
        for (&words, targets) in links {
            let written = document.words(words).map_or(&[][..], |body| &body.links);
            for (target, link) in targets.iter().zip(written) {
                let Resolved::File(path) = target else { continue };
                match world.assets.get_key_value(path) {
                    Some((path, _)) => _ = wanted.insert(path),
                    None if addresses.has(&file_address(path)) => {}
                    None => addresses.report(missing(world, document, &link.target, link.span)),
                }
            }
        }
        for name in named(archive, world, document) {
            match find(world, document, &name.value) {
                Some(path) => _ = wanted.insert(path),
                None => addresses.report(missing(world, document, &name.value, name.span)),
            }
        }
    }
    for path in wanted {
        addresses.file(file_address(path), path);
    }
}

/// The files of `static/`. The archive's own hide those of the theme, and those of the theme what is built in.
fn always(world: &World) -> BTreeMap<&str, &str> {
    let rung = |path: &str| match path {
        _ if path.starts_with("builtin:") => 0,
        _ if path.starts_with("themes/") => 1,
        _ => 2,
    };
    let mut files: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, asset) in &world.assets {
        let Some(url) = asset.url.as_deref() else { continue };
        let hidden = files.get(url).is_some_and(|other| rung(other) > rung(path));
        if !hidden {
            files.insert(url, path);
        }
    }
    files
}

/// The files that front matter names.
///
/// A saved copy holds the full text, so that it is public only where the text is.
fn named<'a>(archive: &Archive, world: &World, document: &'a Document) -> Vec<&'a Spanned<String>> {
    let image = document.entity().and_then(|record| record.image.as_ref());
    let visibility = document.visibility.unwrap_or(world.config.visibility);
    let whole = visibility == Visibility::Full || archive.edition == Edition::Private;
    let saved = document.article().filter(|_| whole).map(saved).unwrap_or_default();
    image.into_iter().chain(saved).collect()
}

fn saved(article: &Article) -> Vec<&Spanned<String>> {
    let copies = article.archived.iter().filter(|copy| !copy.value.contains("://"));
    let capture = article.capture.as_ref().and_then(|capture| capture.file.as_ref());
    copies.chain(capture).collect()
}

/// The path of a file that is named beside a document: relative to it, or from the root of the content with `@/`.
fn find<'a>(world: &'a World, document: &Document, name: &str) -> Option<&'a str> {
    let path = path_of(document, name)?;
    world.assets.get_key_value(&path).map(|(path, _)| path.as_str())
}

fn path_of(document: &Document, name: &str) -> Option<String> {
    let name = name.trim();
    let (folder, name) = match name.strip_prefix("@/").or_else(|| name.strip_prefix('/')) {
        Some(rest) => ("content", rest),
        None => (document.source.rsplit_once('/').map_or("", |(folder, _)| folder), name),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "." | "" => {}
            ".." => _ = parts.pop()?,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn missing(world: &World, document: &Document, name: &str, span: Span) -> Diagnostic {
    let message = format!("there is no file `{name}`");
    let diagnostic = Diagnostic::new(Code::MissingFile, message).at(&document.source, span, "");
    let folder = document.source.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside =
        world.assets.keys().filter_map(|path| path.strip_prefix(folder)?.strip_prefix('/'));
    match nearest(name, beside) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help("paths are relative to the file that names them"),
    }
}
