//! `variorum.yaml`: the settings of an archive.
//!
//! Reads the tree of a YAML file; does not read files or the environment, which is the command line's.

mod read;
mod targets;
pub mod theme;

pub use read::{is_language, read};
pub use targets::{Git, Place, S3, Ssh, Target, Webdav};

use crate::model::article::Visibility;
use crate::model::hosting::Encoding;
use crate::source::Spanned;
use crate::yaml::Node;

/// The settings of an archive.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// What the archive is called.
    pub title: String,
    /// Where it will be published; ends in `/`. Only feeds, the sitemap, canonical links and the 404 page need it.
    pub base_url: Option<String>,
    /// The language of the interface, and of texts that name none: BCP 47.
    pub language: String,
    /// What it is, in a sentence.
    pub description: String,
    /// The name of the theme.
    pub theme: Spanned<String>,
    /// The archive's own templates: a folder below the root, or nothing for `templates: none`.
    pub templates: Option<Spanned<String>>,
    /// Further folders of `content/` for each kind of document: (`articles`, `entities`, `questions`; folders).
    pub folders: Vec<(String, Vec<String>)>,
    /// Files and folders of `content/` that are not part of the archive.
    pub ignore: Vec<String>,
    /// Who reads, in the order written.
    pub readers: Vec<Reader>,
    /// What of an article may be published when it does not say.
    pub visibility: Visibility,
    /// How much of a text may be quoted before there is a warning, in per cent.
    pub quoted_limit: f64,
    /// Which mentions become links.
    pub mentions: MentionStyle,
    /// Whether feeds are made.
    pub feeds: bool,
    /// Whether each tag has a feed of its own.
    pub tag_feeds: bool,
    /// Whether each entity has a feed of its own.
    pub entity_feeds: bool,
    /// What crawlers are asked to do.
    pub crawlers: Crawlers,
    /// How the files of `assets/` are named.
    pub assets: AssetNames,
    /// How text is compressed beside itself.
    pub compress: Vec<Encoding>,
    /// Whether a search index is made.
    pub search: bool,
    /// Whether files for machines are made.
    pub data: bool,
    /// Where it is published to, the first place first.
    pub publish: Vec<Target>,
    /// What only the archive's own templates know.
    pub extra: Vec<(Spanned<String>, Node)>,
}

/// Someone whose notes the archive holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// The siglum: one or two letters.
    pub id: String,
    /// The name.
    pub name: String,
    /// A page about them.
    pub url: Option<String>,
    /// A colour, as CSS has it.
    pub colour: Option<String>,
}

/// Which mentions of a name become links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum MentionStyle {
    /// The first one in each section.
    #[default]
    First,
    /// Every one.
    All,
    /// None.
    None,
}

/// What crawlers are asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Crawlers {
    /// Read everything.
    #[default]
    All,
    /// Read everything, but not to train models with it.
    Search,
    /// Read nothing.
    None,
}

/// How the files of `assets/` are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum AssetNames {
    /// With a hash of what is in them, so that browsers can keep them for good.
    #[default]
    Hashed,
    /// As they are.
    Plain,
}

impl Config {
    /// The first of the folders of `content/` for a kind of document, which new ones go to.
    pub fn first_folder<'a>(&'a self, kind: &'a str) -> &'a str {
        let own = self.folders.iter().find(|(own, _)| own == kind);
        own.and_then(|(_, folders)| folders.first()).map_or(kind, String::as_str)
    }

    /// Whether a path below the root of the archive is not part of it.
    pub fn ignores(&self, path: &str) -> bool {
        let Some(path) = path.strip_prefix("content/") else { return false };
        self.ignore.iter().any(|ignored| {
            path.strip_prefix(ignored.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Reading archive".into(),
            base_url: None,
            language: "en".into(),
            description: String::new(),
            theme: Spanned { value: "variorum".into(), ..Spanned::default() },
            templates: Some(Spanned { value: "templates".into(), ..Spanned::default() }),
            folders: Vec::new(),
            ignore: Vec::new(),
            readers: Vec::new(),
            visibility: Visibility::default(),
            quoted_limit: 10.0,
            mentions: MentionStyle::default(),
            feeds: true,
            tag_feeds: false,
            entity_feeds: false,
            crawlers: Crawlers::default(),
            assets: AssetNames::default(),
            compress: Vec::new(),
            search: true,
            data: true,
            publish: Vec::new(),
            extra: Vec::new(),
        }
    }
}
