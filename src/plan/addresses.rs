//! Which address belongs to what.
//!
//! Nothing gets an address that somebody else has, that leaves the output folder, or that no file system can hold.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic};
use crate::model::site::{Page, Subject, Url};
use crate::source::{SourcePath, Span};

/// Whose page or file something is, for messages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Owner<'a> {
    /// A page that is made from all documents together.
    Generated,
    /// A document.
    Document(&'a SourcePath),
    /// An entity or a question that is only named.
    Named(&'a str),
    /// The former address of a document, and where it is written.
    Former(&'a SourcePath, Span),
    /// A file that is copied.
    File(&'a str),
}

/// The addresses that are taken, and by what.
#[derive(Debug, Default)]
pub(super) struct Addresses<'a> {
    taken: HashMap<String, Owner<'a>>,
    folders: HashMap<String, Owner<'a>>,
    pages: Vec<Page>,
    files: BTreeMap<Url, String>,
    reported: BTreeSet<(String, String)>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Addresses<'a> {
    /// No addresses.
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Gives a page its address; nothing when it cannot have it.
    pub(super) fn page(&mut self, url: Url, subject: Subject, owner: Owner<'a>) -> Option<Url> {
        self.claim(&url, owner).then(|| {
            self.pages.push(Page { url: url.clone(), subject });
            url
        })
    }

    /// Gives a copied file its address.
    pub(super) fn file(&mut self, url: Url, path: &'a str) {
        if self.claim(&url, Owner::File(path)) {
            self.files.insert(url, path.to_owned());
        }
    }

    /// Says of a file that it cannot have its address, which belongs to what is generated later.
    pub(super) fn refuse(&mut self, url: &str, path: &'a str) {
        self.collide(url, Owner::Generated, Owner::File(path));
    }

    /// Keeps an address free of anything but generated pages, also where there is nothing to show.
    pub(super) fn reserve(&mut self, url: &str) {
        self.taken.entry(url.to_owned()).or_insert(Owner::Generated);
    }

    /// Gives an address that was reserved to its page.
    pub(super) fn reserved(&mut self, url: &str, subject: Subject) {
        self.reserve(url);
        self.pages.push(Page { url: url.to_owned(), subject });
    }

    /// Whether something has an address.
    pub(super) fn has(&self, url: &str) -> bool {
        self.taken.contains_key(&*key(url))
    }

    /// The pages so far.
    pub(super) fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// Notes a fault that is not one of addresses alone.
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The pages by address, the files and the faults.
    pub(super) fn finish(mut self) -> (Vec<Page>, BTreeMap<Url, String>, Vec<Diagnostic>) {
        self.pages.par_sort_by(|a, b| a.url.cmp(&b.url));
        self.pages.shrink_to_fit();
        (self.pages, self.files, self.diagnostics)
    }

    fn claim(&mut self, url: &str, owner: Owner<'a>) -> bool {
        if let Err(fact) = usable(url) {
            let diagnostic = Diagnostic::new(Code::Slug, format!("the address `{url}` {fact}"));
            self.diagnostics.push(owner.label(diagnostic, "").help("give it another `slug`"));
            return false;
        }
        let key = key(url);
        // A folder that is known has known folders around it, and no page in its place.
        let folder = key.rfind('/').map(|at| &key[..at]);
        let new = folder.filter(|folder| !self.folders.contains_key(*folder));
        let folders = new.iter().flat_map(|folder| {
            let around = folder.match_indices('/').map(|(at, _)| &folder[..at]);
            around.chain([*folder])
        });
        let in_the_way = folders.clone().find_map(|folder| self.taken.get(folder));
        let first =
            self.taken.get(&*key).or_else(|| self.folders.get(&*key)).or(in_the_way).copied();
        if let Some(first) = first {
            self.collide(url, first, owner);
            return false;
        }
        for folder in folders {
            self.folders.entry(folder.to_owned()).or_insert(owner);
        }
        self.taken.insert(key.into_owned(), owner);
        true
    }

    fn collide(&mut self, url: &str, first: Owner<'a>, second: Owner<'a>) {
        if !self.reported.insert((first.name(), second.name())) {
            return;
        }
        let message = match first {
            Owner::Generated => format!(
                "{} wants the address `{url}`, which belongs to a generated page",
                second.name()
            ),
            _ => format!("{} and {} have the same address `{url}`", first.name(), second.name()),
        };
        // Every page is there all the same when a former address is not.
        let code = match second {
            Owner::Former(..) => Code::FormerAddress,
            _ => Code::DuplicateAddress,
        };
        let diagnostic = second.label(Diagnostic::new(code, message), "this one is left out");
        self.diagnostics.push(first.label(diagnostic, "this one keeps it").help(second.remedy()));
    }
}

/// An address in lower case and composed, as most are. Hosts and file systems that ignore case, or how a letter is
/// composed, would serve one of two for both.
pub(super) fn key(url: &str) -> Cow<'_, str> {
    let is_lower = url.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower {
        Cow::Borrowed(url)
    } else {
        Cow::Owned(url.nfc().flat_map(char::to_lowercase).collect())
    }
}

impl Owner<'_> {
    fn name(self) -> String {
        match self {
            Self::Generated => "a generated page".to_owned(),
            Self::Document(path) => format!("`{path}`"),
            Self::Named(name) => format!("the name `{name}`"),
            Self::Former(path, _) => format!("a former address of `{path}`"),
            Self::File(path) => format!("the file `{path}`"),
        }
    }

    fn label(self, diagnostic: Diagnostic, text: &str) -> Diagnostic {
        match self {
            Self::Generated | Self::Named(_) => diagnostic,
            Self::Document(path) => diagnostic.at(path, Span::at(0), text),
            Self::Former(path, span) => diagnostic.at(path, span, text),
            Self::File(path) => diagnostic.at(&path.into(), Span::at(0), text),
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Self::Former(..) => "remove the former address, or give the other page another one",
            Self::File(_) => "rename the file",
            Self::Generated | Self::Document(_) | Self::Named(_) => {
                "rename the file, or give it another `slug`"
            }
        }
    }
}

/// Whether an address stays in the output folder and can be a file there; else what is the case, as a predicate.
pub(super) fn usable(url: &str) -> Result<(), &'static str> {
    for part in url.split('/') {
        match part {
            "" => return Err("has an empty part"),
            ".html" => return Err("has no name before `.html`"),
            "." | ".." => return Err("leads out of its folder"),
            _ if part.len() > 255 => return Err("has a part of more than 255 bytes"),
            // As nearly all are.
            _ if part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) => {}
            _ if part.contains(['\\', ':', '?', '#', '*', '<', '>', '"', '|'])
                || part.contains(char::is_control) =>
            {
                return Err("has a character that a file name cannot have");
            }
            _ => {}
        }
    }
    Ok(())
}
