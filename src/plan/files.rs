//! Which files are copied.
//!
//! Files beside a document only where something public refers to them; files of `static/` always.

mod faults;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::fold;
use crate::model::archive::{Archive, Links, Resolved, Words};
use crate::model::article::{Document, Reading};
use crate::model::body::{Link, LinkStyle};
use crate::model::site::{Subject, Url, file_address};
use crate::source::{Span, Spanned, path_from};
use crate::world::World;

use super::addresses::{Addresses, Owner, key};
use super::{assets, is_whole};
use faults::{Beside, active, ambiguous, missing, outside, parts, spaced, unshown};

/// What is known of files when all have their addresses.
pub(super) struct Copied {
    /// The names of assets, by those that they have in `static/`.
    pub(super) assets: BTreeMap<Url, Url>,
    /// The files that are not where they were looked for: the path as named, and the path.
    pub(super) elsewhere: BTreeMap<String, String>,
}

/// Gives the copied files their addresses: those that always appear, then those that documents name.
pub(super) fn copied<'a>(
    world: &'a World,
    named: Vec<Named<'a>>,
    addresses: &mut Addresses<'a>,
) -> Copied {
    let fixed = always(world);
    let assets = assets::names(world, &fixed);
    keep(world, &fixed, &assets, addresses);
    let mut elsewhere = BTreeMap::new();
    let mut wanted: BTreeSet<&'a str> = BTreeSet::new();
    for named in named {
        named.faults.into_iter().for_each(|fault| addresses.report(fault));
        elsewhere.extend(named.elsewhere);
        wanted.extend(named.wanted);
    }
    for path in wanted {
        addresses.file(file_address(path), path);
    }
    Copied { assets, elsewhere }
}

/// What a document has to do with files.
#[derive(Default)]
pub(super) struct Named<'a> {
    /// The files that are copied because it names them.
    wanted: Vec<&'a str>,
    /// Those that are not where it says: the path as named, and the path.
    elsewhere: Vec<(String, String)>,
    faults: Vec<Diagnostic>,
}

/// What each document has to do with files.
pub(super) fn named<'a>(archive: &'a Archive, world: &'a World) -> Vec<Named<'a>> {
    let files = Files {
        archive,
        world,
        fixed: always(world),
        by_name: by_name(world),
        beside: Mutex::default(),
    };
    let documents = archive.documents.par_iter().zip(&archive.links);
    documents.map(|(reading, links)| files.named(reading, links)).collect()
}

/// The files that there are.
struct Files<'a> {
    archive: &'a Archive,
    world: &'a World,
    /// Those of `static/`, by address.
    fixed: BTreeMap<&'a str, &'a str>,
    by_name: BTreeMap<String, Vec<&'a str>>,
    beside: Mutex<Beside<'a>>,
}

impl<'a> Files<'a> {
    /// What a document has to do with them.
    fn named(&self, reading: &'a Reading, links: &Links) -> Named<'a> {
        let document = &reading.document;
        let mut named = Named::default();
        if document.withdrawn.is_some() {
            return named;
        }
        named.faults = spaced(self.world, document);
        named.faults.extend(unshown(document));
        let parts = parts(reading);
        for (words, targets) in links.iter() {
            let written = document.words(words).map_or(&[][..], |body| &body.links);
            for (index, (target, link)) in (0..).zip(targets.iter().zip(written)) {
                let Resolved::File(path) = target else { continue };
                let found = if self.is_there(path) { vec![] } else { self.anywhere(path, link) };
                if let [one, other, ..] = found[..] {
                    named.faults.push(ambiguous(document, link, one, other));
                }
                let found = found.first().copied();
                let written = (link.target.as_str(), link.span);
                self.want(document, path, found, written, &mut named);
                let asset = self.world.assets.get(found.unwrap_or(path));
                let size = asset.and_then(|asset| asset.dimensions);
                let parts = parts.get(&index).filter(|_| words == Words::Text);
                named.faults.extend(outside(document, parts.zip(size)));
            }
        }
        for name in of_front_matter(self.archive, self.world, document) {
            let path = path_from(&document.source, name.value.trim()).unwrap_or_default();
            let found = if self.is_there(&path) { None } else { at_top(self.world, &path) };
            self.want(document, &path, found, (&name.value, name.span), &mut named);
        }
        named
    }

    fn is_there(&self, path: &str) -> bool {
        self.world.assets.contains_key(path) || self.fixed.contains_key(&*file_address(path))
    }

    /// Has the file at `path` copied, which is at `found` if it is elsewhere.
    fn want(
        &self,
        document: &'a Document,
        path: &str,
        found: Option<&str>,
        (written, span): (&str, Span),
        named: &mut Named<'a>,
    ) {
        named.elsewhere.extend(found.map(|found| (path.to_owned(), found.to_owned())));
        let path = found.unwrap_or(path);
        let fault = match self.world.assets.get_key_value(path) {
            // It has its address already.
            Some((_, asset)) if asset.url.is_some() => return,
            None if self.fixed.contains_key(&*file_address(path)) => return,
            Some((path, _)) if is_passive(path) => return named.wanted.push(path),
            Some(_) => active(written),
            None => {
                let mut beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
                missing(self.world, &mut beside, document, written)
            }
        };
        named.faults.push(fault.at(&document.source, span, ""));
    }

    /// The files that a link can mean where its path leads to none: a wikilink names a file, wherever in the content that is, and
    /// another one can have the address of one on the site.
    fn anywhere(&self, path: &str, link: &Link) -> Vec<&'a str> {
        if !matches!(link.style, LinkStyle::Wiki | LinkStyle::Embed) {
            return at_top(self.world, path).into_iter().collect();
        }
        let target = fold::label(link.target.trim_start_matches(['.', '/']));
        let name = target.rsplit('/').next().unwrap_or(&target);
        let ends = |path: &&&str| {
            let path = fold::label(path);
            path.strip_suffix(&target).is_some_and(|folder| folder.ends_with('/'))
        };
        self.by_name.get(name).into_iter().flatten().filter(ends).copied().collect()
    }
}

/// Gives the files that are always copied their addresses, which say what is in them.
fn keep<'a>(
    world: &World,
    fixed: &BTreeMap<&'a str, &'a str>,
    assets: &BTreeMap<String, String>,
    addresses: &mut Addresses<'a>,
) {
    let has_search = addresses.pages().iter().any(|page| page.subject == Subject::Search);
    for (&url, &path) in fixed {
        if has_search && is_of_search(url) {
            addresses.refuse(url, path);
            continue;
        }
        let name = assets.get(url).cloned().unwrap_or_else(|| url.to_owned());
        if name != url && assets::names_others(world, url, path, assets) {
            addresses.page(name, Subject::Asset(path.to_owned()), Owner::File(path));
        } else {
            addresses.file(name, path);
        }
    }
}

/// Whether a file would have a place among the scripts of the search, which are named when there is an index.
fn is_of_search(url: &str) -> bool {
    key(url).strip_prefix("search/").is_some_and(|name| name.ends_with(".js"))
}

/// The files of the content by their names.
fn by_name(world: &World) -> BTreeMap<String, Vec<&str>> {
    let mut names: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in world.assets.keys().filter(|path| path.starts_with("content/")) {
        let name = path.rsplit('/').next().unwrap_or(path);
        names.entry(fold::label(name)).or_default().push(path);
    }
    names
}

/// The file of the content that has the address on the site of one that is not in `static/`.
fn at_top<'a>(world: &'a World, path: &str) -> Option<&'a str> {
    let path = format!("content/{}", path.strip_prefix("static/")?);
    world.assets.get_key_value(&path).map(|(path, _)| path.as_str())
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
/// A saved copy holds the full text, so that it is public only where the text is. The originals that an import keeps lie
/// outside of the content, and are public nowhere.
fn of_front_matter<'a>(
    archive: &Archive,
    world: &World,
    document: &'a Document,
) -> Vec<&'a Spanned<String>> {
    let image = document.entity().and_then(|record| record.image.as_ref());
    let saved = if is_whole(archive, world, document) { saved(document) } else { Vec::new() };
    image.into_iter().chain(saved).collect()
}

/// The saved copies of an article in the content.
pub(super) fn saved(document: &Document) -> Vec<&Spanned<String>> {
    let Some(article) = document.article() else { return Vec::new() };
    let copies = article.archived.iter().filter(|copy| !copy.value.contains("://"));
    let capture = article.capture.as_ref().and_then(|capture| capture.file.as_ref());
    let is_inside =
        |file: &&Spanned<String>| path_from(&document.source, file.value.trim()).is_some();
    copies.chain(capture.filter(is_inside)).collect()
}

/// The endings of files that are shown, played or saved, and that no browser runs.
///
/// What is saved from the web is not to be trusted, and beside the pages it would be of their origin. A list of what is
/// dangerous would never be complete, so that this is one of what is not. SVG is missing because it runs its scripts
/// when it is opened by itself; so are files without an ending and rare ones, whose kind hosts leave to be guessed from
/// the content, and what is packed with gzip, which hosts unpack on the way.
const PASSIVE: &[&str] = &[
    // Pictures.
    "avif", "bmp", "gif", "heic", "heif", "ico", "jfif", "jpeg", "jpg", "png", "tif", "tiff",
    "webp", // Sound and films.
    "flac", "m4a", "m4v", "mov", "mp3", "mp4", "oga", "ogg", "ogv", "opus", "vtt", "wav", "webm",
    // Documents.
    "csv", "djvu", "docx", "epub", "json", "ods", "odt", "pdf", "pptx", "rtf", "tsv", "txt", "xlsx",
    "zip",
];

/// Whether a file can run nothing, by its ending.
fn is_passive(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    PASSIVE.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_passive() {
        for path in ["a.png", "a.b.PDF", "x/a.tar.zip"] {
            assert!(super::is_passive(path), "{path}");
        }
        for path in [
            "a.svg",
            "a.SVG",
            "a.svgz",
            "a.html",
            "a.htm",
            "a.xhtml",
            "a.shtml",
            "a.xml",
            "a.xsl",
            "a.mht",
            "a.mhtml",
            "a.js",
            "a.mjs",
            "a.css",
            "a.wasm",
            "a.php",
            "a.swf",
            "a.html.gz",
            "a.webmanifest",
            "a",
            "a.",
            "a.png.",
            "a.png ",
            "png",
            "x.png/a",
            ".htaccess",
            "",
        ] {
            assert!(!super::is_passive(path), "{path}");
        }
    }
}
