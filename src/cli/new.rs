//! `new`: the beginning of an article, an entity or a question.

use std::path::Path;

use clap::{Args, ValueEnum};
use variorum::disk::read::{self, CONFIG};
use variorum::disk::{DiskError, replace};
use variorum::source::{Span, Spanned};
use variorum::yaml::{Node, Value};
use variorum::{edit, fold};

use super::Common;
use super::print::out;

/// Begin an article, an entity or a question
#[derive(Debug, Args)]
pub(super) struct New {
    /// The kind of file
    kind: Kind,
    /// Its title or name
    title: String,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Something that you read
    Article,
    /// A person, an organisation, a place, a work, a concept
    Entity,
    /// Something that claims answer
    Question,
}

/// The keys that an article, an entity and a question have beside their titles, and what they begin with.
const ARTICLE: &[(&str, &str)] = &[
    ("author", ""),
    ("outlet", ""),
    ("url", ""),
    ("published", ""),
    ("licence", ""),
    ("visibility", "excerpt"),
    ("highlights", ""),
    ("entities", ""),
    ("events", ""),
    ("claims", ""),
];
const ENTITY: &[(&str, &str)] = &[("kind", "person"), ("aliases", ""), ("summary", "")];
const QUESTION: &[(&str, &str)] = &[("unit", ""), ("summary", "")];

impl New {
    pub(super) fn run(self, common: &Common) -> Result<bool, DiskError> {
        let setup = common.setup()?;
        let root = setup.root.clone();
        if !root.join(CONFIG).is_file() && common.config.is_none() {
            let help =
                "run `variorum init` to begin an archive here, or say where one is with `--root`";
            return Err(DiskError::because(
                "read",
                &root.join(CONFIG),
                "there is no such file",
                help,
            ));
        }
        let slug = fold::slug(&self.title);
        if slug.is_empty() {
            let help = "give it a title with letters or digits";
            return Err(DiskError::because(
                "name a file after",
                Path::new(&self.title),
                "no letters",
                help,
            ));
        }
        let (kind, text) = self.beginning();
        let config = read::settings(&setup)?.value;
        let folder = config.first_folder(kind);
        let path = root.join("content").join(folder).join(format!("{slug}.md"));
        write_new(&path, &text)?;
        out!("{}", path.display());
        Ok(true)
    }

    /// What it is, as the folders of the settings are called, and its text.
    fn beginning(&self) -> (&'static str, String) {
        let (kind, title, rest) = match self.kind {
            Kind::Article => ("articles", "title", ARTICLE),
            Kind::Entity => ("entities", "name", ENTITY),
            Kind::Question => ("questions", "title", QUESTION),
        };
        let value = |words: &str| match words {
            "" => Value::Null,
            words => Value::Scalar { text: words.to_owned(), quoted: true },
        };
        let keys = [(title, &*self.title)].into_iter().chain(rest.iter().copied());
        let entries = keys.map(|(key, words)| {
            let key = Spanned::new(key.to_owned(), Span::default());
            (key, Node { value: value(words), span: Span::default() })
        });
        let text = edit::front_matter(&entries.collect::<Vec<_>>());
        let body = if kind == "articles" { "\nThe text goes here.\n" } else { "" };
        (kind, text + body)
    }
}

/// Writes a text file that must not be there yet.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), DiskError> {
    write_new_bytes(path, text.as_bytes(), "choose another title")
}

/// Writes a file that must not be there yet; `help` is for when it is.
pub(super) fn write_new_bytes(path: &Path, bytes: &[u8], help: &str) -> Result<(), DiskError> {
    replace::begin(path, bytes, help)
}
