//! Every input of a build as one value.
//!
//! `disk::read` makes a [`World`]; nothing after it reads anything. Assets are known by path and size only:
//! their bytes go from disk to disk.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::source::{Source, SourcePath};

/// All inputs.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The settings.
    pub config: Config,
    /// The file with the settings, if there is one.
    pub config_source: Option<Arc<Source>>,
    /// The Markdown files below `content/`, by path.
    pub sources: Vec<Arc<Source>>,
    /// Templates of all rungs of the ladder, by name: `own/article.html`, `theme/base.html`, `builtin/base.html`.
    pub templates: BTreeMap<String, Arc<Source>>,
    /// The words of the interface, lowest rung first: (language, file). Later files win.
    pub words: Vec<(String, Arc<Source>)>,
    /// The `theme.yaml` of the built-in theme and of the active one, lowest rung first. Later options win.
    pub themes: Vec<Arc<Source>>,
    /// Files that should be text and are not, with `\u{fffd}` where they are not; for messages only.
    pub not_text: Vec<Arc<Source>>,
    /// Files that are not read: beside articles, `static/` of the archive and of the theme; by path.
    pub assets: BTreeMap<String, Asset>,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its size in bytes.
    pub len: u64,
    /// Changes when the file changes; from its time and size.
    pub stamp: u64,
    /// The address at which it always appears (`static/`), or nothing for a file that must be referred to.
    pub url: Option<String>,
    /// Its bytes, for what is built into the program and for what may be named by its content.
    pub bytes: Option<Cow<'static, [u8]>>,
    /// How large it is shown, if it is a picture that says so.
    pub dimensions: Option<Dimensions>,
}

/// Width and height of a picture, in its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dimensions {
    /// From left to right.
    pub width: usize,
    /// From top to bottom.
    pub height: usize,
}

impl World {
    /// The source with this path, whatever its kind.
    pub fn source(&self, path: &SourcePath) -> Option<&Arc<Source>> {
        if let Ok(index) = self.sources.binary_search_by(|source| source.path.cmp(path)) {
            return Some(&self.sources[index]);
        }
        let words = self.words.iter().map(|(_, source)| source);
        let single = self.config_source.iter().chain(&self.themes);
        let mut others = single.chain(self.templates.values()).chain(words).chain(&self.not_text);
        others.find(|source| source.path == *path)
    }

    /// Puts another text in the place of the source with its path; an article gets one where there is none.
    pub fn replace(&mut self, source: Arc<Source>) {
        let words = self.words.iter_mut().map(|(_, source)| source);
        let mut others = self.templates.values_mut().chain(words).chain(&mut self.themes);
        if let Some(other) = others.find(|other| other.path == source.path) {
            *other = source;
            return;
        }
        match self.sources.binary_search_by(|other| other.path.cmp(&source.path)) {
            Ok(index) => self.sources[index] = source,
            Err(index) if source.path.starts_with("content/") => self.sources.insert(index, source),
            Err(_) => {}
        }
    }

    /// A hash of all inputs, and of what else a site is made of: with the same one, it is the same site.
    pub fn hash(&self, other: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        let mut put = |bytes: &[u8]| {
            // With its length before it, no text can be taken for two others.
            hasher.update(&bytes.len().to_le_bytes()).update(bytes);
        };
        put(other.as_bytes());
        put(format!("{:?}", self.config).as_bytes());
        let single = self.config_source.iter().chain(&self.themes).map(|source| ("", source));
        let sources = self.sources.iter().chain(&self.not_text).map(|source| ("", source));
        let templates = self.templates.iter().map(|(name, source)| (name.as_str(), source));
        let words = self.words.iter().map(|(language, source)| (language.as_str(), source));
        for (name, source) in single.chain(sources).chain(templates).chain(words) {
            put(name.as_bytes());
            put(source.path.as_bytes());
            put(&source.hash);
        }
        for (path, asset) in &self.assets {
            put(path.as_bytes());
            put(format!("{} {} {:?}", asset.len, asset.stamp, asset.url).as_bytes());
            put(asset.bytes.as_deref().unwrap_or_default());
        }
        hasher.finalize().to_hex().to_string()
    }
}
