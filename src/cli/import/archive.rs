//! Where articles and records go: what is there already, and what is new.

mod merge;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use variorum::config::Config;
use variorum::disk::DiskError;
use variorum::disk::originals::{self, Kept, Original};
use variorum::disk::read::{self, CONFIG};
use variorum::import::{self, Item};
use variorum::model::article::{Kind, Reading, Visibility};
use variorum::source::Source;
use variorum::{anchor, parse, suggest};

use super::super::Common;
use super::super::suggest::{known_in, suggested};
use super::super::tongue;
use super::known::There;
use super::links::Links;
use super::names::{Names, joined};
use super::passages::{append, entry, in_context, lost};
use super::report::{Anchored, Outcome, What};

/// A file and what it says, of an article that is there or of one that is to be.
struct Written {
    source: Source,
    reading: Reading,
}

/// What is there, and the folders for what is new.
pub(super) struct Archive {
    root: PathBuf,
    /// The folder for new articles, below the root and with `/`.
    folder: String,
    config: Config,
    dry_run: bool,
    /// Whether the folder for new articles is not of an archive.
    is_elsewhere: bool,
    /// What suggestions begin with, if any are to be made.
    names: Option<Vec<suggest::Known>>,
    there: There,
    files: Names,
    links: Links,
}

impl Archive {
    /// The archive that is meant. With a folder to write to, none is needed.
    pub(super) fn open(
        common: &Common,
        to: Option<&Path>,
        dry_run: bool,
    ) -> Result<Self, DiskError> {
        let setup = common.setup()?;
        let is_there = setup.config.is_some() || setup.root.join(CONFIG).is_file();
        let mut archive = Self {
            root: setup.root.clone(),
            folder: String::new(),
            config: Config::default(),
            dry_run,
            is_elsewhere: !is_there && to.is_some(),
            names: None,
            there: There::default(),
            files: Names::default(),
            links: Links::default(),
        };
        // Git keeps no empty folder: an archive may have lost its own before anything was in it.
        let content = setup.root.join("content");
        let is_empty = is_there && !content.is_dir();
        if is_empty && !dry_run {
            fs::create_dir(&content).map_err(|e| DiskError::new("make", &content, &e))?;
        }
        if !(is_empty && dry_run) && (is_there || to.is_none()) {
            let world = read::read(&setup)?.value;
            let read = |source: &Arc<Source>| reading(source, &world.config);
            let readings: Vec<Reading> = world.sources.par_iter().map(read).collect();
            for (source, reading) in world.sources.iter().zip(&readings) {
                archive.there.know(Source::clone(source), reading);
            }
            archive.config = world.config;
        }
        let folder = to.map_or_else(
            || content.join(archive.config.first_folder("articles")),
            |to| std::path::absolute(to).unwrap_or_else(|_| to.to_owned()),
        );
        if let Ok(below) = folder.strip_prefix(&setup.root) {
            archive.folder = below.to_string_lossy().replace('\\', "/");
        } else {
            archive.root.clone_from(&folder);
            archive.is_elsewhere = true;
        }
        if is_there {
            archive.can_have_articles(&folder)?;
        }
        archive.know_folder(&folder, is_there)?;
        if !archive.is_elsewhere {
            let folders =
                ["entities", "questions"].map(|kind| archive.config.first_folder(kind).to_owned());
            for below in [String::new()].iter().chain(&folders) {
                archive.know_names(&content.join(below));
            }
        }
        Ok(archive)
    }

    /// Whether what is written to a folder of the archive will be an article.
    fn can_have_articles(&self, folder: &Path) -> Result<(), DiskError> {
        let Some(below) = self.folder.strip_prefix("content").filter(|_| !self.is_elsewhere) else {
            return Ok(());
        };
        let there = self.reading(&Source::new(joined(&self.folder, "x.md"), ""));
        if there.document.article().is_some() {
            return Ok(());
        }
        let help = match below.trim_matches('/') {
            "" => "name a folder in it, as `--to content/articles`".to_owned(),
            below => {
                format!("say in variorum.yaml that it is one: `folders: {{articles: [{below}]}}`")
            }
        };
        Err(DiskError::because("import into", folder, "it is no folder of articles", help))
    }

    /// The folder for new articles, where it is outside of what the archive is built of.
    pub(super) fn unread(&self) -> Option<&str> {
        let is_archive = !self.is_elsewhere && !self.folder.is_empty();
        (is_archive && !self.folder.starts_with("content/")).then_some(&self.folder)
    }

    /// The folder for new documents of a kind, below the root. Outside of an archive, all lie together.
    fn folder(&self, kind: &Kind) -> String {
        match kind {
            Kind::Entity(_) if !self.is_elsewhere => {
                joined("content", self.config.first_folder("entities"))
            }
            Kind::Question(_) if !self.is_elsewhere => {
                joined("content", self.config.first_folder("questions"))
            }
            Kind::Page if !self.is_elsewhere => "content".to_owned(),
            _ => self.folder.clone(),
        }
    }

    /// The language of what says none.
    pub(super) fn language(&self) -> &str {
        &self.config.language
    }

    /// From now on new articles come with suggestions.
    pub(super) fn suggest(&mut self, common: &Common) -> Result<(), DiskError> {
        let setup = common.setup()?;
        let is_there = setup.config.is_some() || setup.root.join(CONFIG).is_file();
        let is_there = is_there && setup.root.join("content").is_dir();
        self.names = Some(if is_there { known_in(&setup)? } else { Vec::new() });
        Ok(())
    }

    /// From now on another text from the address of an article is another version of it.
    pub(super) fn keep_versions(&mut self) {
        self.there.keeps_versions = true;
    }

    /// The names in the folder for new articles; its articles too, where they are not of the archive.
    fn know_folder(&mut self, folder: &Path, is_archive: bool) -> Result<(), DiskError> {
        for name in self.know_names(folder) {
            let path = joined(&self.folder, &name);
            let is_known = self.there.known.iter().any(|known| *known.source.path == path);
            let is_outside = !is_archive || !path.starts_with("content/");
            if name.ends_with(".md") && is_outside && !is_known {
                let at = folder.join(&name);
                let text = fs::read_to_string(&at).map_err(|e| DiskError::new("read", &at, &e))?;
                let source = Source::new(path, text);
                let reading = self.reading(&source);
                self.there.know(source, &reading);
            }
        }
        Ok(())
    }

    /// The names in a folder, which nothing new is given.
    fn know_names(&mut self, folder: &Path) -> Vec<String> {
        let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
        let names = entries.filter_map(Result::ok).map(|entry| entry.file_name());
        let mut names: Vec<String> =
            names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        let below = folder.strip_prefix(&self.root).unwrap_or(Path::new(""));
        let below = below.to_string_lossy().replace('\\', "/");
        names.iter().for_each(|name| self.files.take(&joined(&below, name)));
        names
    }

    /// A source with what it says.
    fn written(&self, source: Source) -> Written {
        let reading = self.reading(&source);
        Written { source, reading }
    }

    /// A source as what it says; what is no part of an archive is an article, unless it says otherwise.
    fn reading(&self, source: &Source) -> Reading {
        if source.path.starts_with("content/") {
            return reading(source, &self.config);
        }
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let as_article =
            Source { path: format!("content/articles/{name}").into(), ..source.clone() };
        reading(&as_article, &self.config)
    }

    /// Whether originals can be kept: only an archive has the folder for them.
    pub(super) fn can_keep(&self) -> Result<(), DiskError> {
        if self.is_elsewhere {
            let help = "import into a folder of an archive, or leave out `--keep-original`";
            return Err(DiskError::because(
                "keep originals of",
                &self.root,
                "it is no archive",
                help,
            ));
        }
        Ok(())
    }

    /// The file that an item may be of, where that cannot be read.
    pub(super) fn unreadable(&self, item: &Item) -> Option<&str> {
        self.there.unreadable(item)
    }

    /// Adds an item: a new file, or what is new of it to the file that is there. Its original is kept where anything is.
    pub(super) fn add(
        &mut self,
        mut item: Item,
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let draft = self.drafted(&mut item, "");
        let document = &draft.reading.document;
        if document.article().is_none() {
            return match self.there.records.find(document, item.slug.as_deref()) {
                Some(at) => self.unite(at, item, document),
                None => self.add_new(item, draft, None, original),
            };
        }
        let Some(at) = self.there.find(&item, &draft.reading) else {
            return self.add_new(item, draft, None, original);
        };
        if self.there.keeps_versions && self.there.is_other_text(at, &item, &draft.reading) {
            return self.add_new(item, draft, Some(at), original);
        }
        self.links.known(&item.places, &self.there.known[at].source.path);
        self.there.meet(at);
        self.merge(at, item, &draft, original)
    }

    /// Writes the file of an item, which may be another version of an article.
    fn add_new(
        &mut self,
        mut item: Item,
        mut draft: Written,
        base: Option<usize>,
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let base = base.map(|at| &self.there.known[at]);
        let version_of = base.map(|known| known.source.path.to_string());
        let is_version = base.map(|known| item.set_version_of(known.base().to_owned())).is_some();
        let kind = &draft.reading.document.is;
        let folder = self.folder(kind);
        let kept = self.keep(original)?;
        let tongue = self.tongue(&mut item, &draft.reading);
        let is_taken = self.let_go(&mut item, kind);
        if kept.is_some() || tongue.is_some() || is_taken || is_version {
            let captured = kept.as_ref().map(|kept| captured(kept, &folder)).unwrap_or_default();
            draft = self.drafted(&mut item, &captured);
        }
        let mut reason = None;
        if !item.listed.is_empty() {
            match append(&draft.source, &draft.reading, item.listed.iter().map(entry)) {
                Ok(text) => draft = self.written(Source::new(draft.source.path, text)),
                Err(why) => reason = Some(not_added(item.listed.len(), why)),
            }
        }
        let Written { source, mut reading } = draft;
        self.save_pictures(&item, &folder)?;
        let is_article = reading.document.article().is_some();
        let (text, suggested) = match &self.names {
            Some(names) if is_article => suggested(&source, &reading, names, &self.config),
            _ => (source.text, 0),
        };
        // A record is called by its address, which links to it have.
        let called = item.slug.as_ref().filter(|_| !is_article).unwrap_or(&item.title);
        let path = self.files.free(&folder, called);
        if !self.dry_run {
            super::super::new::write_new(&self.root.join(&path), &text)?;
        }
        self.files.take(&path);
        let source = Source::new(path.clone(), text);
        self.links.add(&item.places, &source);
        if is_article {
            self.there.meet(self.there.known.len());
            if item.slug.is_none() {
                let named = self.reading(&Source::new(source.path.clone(), ""));
                reading.document.slug = named.document.slug;
            }
        } else {
            reading = self.reading(&source);
        }
        self.there.know(source, &reading);
        let is_excerpt = reading.document.visible(self.config.visibility) == Visibility::Excerpt;
        Ok(Outcome {
            anchored: Anchored::of(&reading.anchors),
            suggested,
            kept,
            reason,
            is_excerpt,
            tongue,
            version_of,
            ..Outcome::new(What::New, reading.document.is.name(), path, item)
        })
    }

    /// Whether an item has to let go of its address, which something of its kind has.
    fn let_go(&self, item: &mut Item, kind: &Kind) -> bool {
        let Some(slug) = item.slug.take_if(|slug| self.there.has_slug(kind, slug)) else {
            return false;
        };
        item.let_go_of_slug();
        item.left.push(format!(
            "another {} has the address `{slug}`, so that its own is made of its title",
            kind.name()
        ));
        true
    }

    /// What its words tell of the language of a new article that does not say it, where it is not that of the archive.
    fn tongue(&self, item: &mut Item, reading: &Reading) -> Option<&'static str> {
        let tongue = tongue::unsaid(&reading.document, &self.config)?.code;
        item.language = Some(tongue.to_owned());
        if let Some(front_matter) = &mut item.verbatim {
            *front_matter += &format!("language: {tongue}\n");
        }
        Some(tongue)
    }

    /// All that is imported is there: links between it lead to the articles. Says of each how many are lost.
    pub(super) fn close(self) -> Result<Vec<(String, usize)>, DiskError> {
        self.links.close(&self.root, self.dry_run)
    }

    /// Keeps an original, if there is one to keep.
    fn keep(&self, original: Option<&Original>) -> Result<Option<Kept>, DiskError> {
        original.map(|original| originals::keep(&self.root, original, self.dry_run)).transpose()
    }

    /// Writes the pictures of an item. One that is there has the same bytes, of which its name tells.
    fn save_pictures(&self, item: &Item, folder: &str) -> Result<(), DiskError> {
        for picture in item.pictures.iter().filter(|_| !self.dry_run) {
            let at = self.root.join(joined(folder, &picture.path));
            if !at.try_exists().map_err(|error| DiskError::new("read", &at, &error))? {
                super::super::new::write_new_bytes(&at, &picture.bytes, "run the command again")?;
            }
        }
        Ok(())
    }

    /// The file of an item. Passages that stand more than once get the words around them that the export has.
    fn drafted(&self, item: &mut Item, captured: &str) -> Written {
        let written = |item: &Item| {
            self.written(Source::new("content/articles/x.md", import::source(item, captured)))
        };
        let draft = written(item);
        let lost = lost(&draft.reading.anchors);
        if in_context(&mut item.highlights, &lost, &draft.reading.document.body) {
            return written(item);
        }
        draft
    }
}

/// Where an original is kept, as the front matter of a new article in a folder says it.
fn captured(kept: &Kept, folder: &str) -> String {
    let above = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
    import::captured(&format!("{above}{}", kept.path), &kept.sha256)
}

/// A source as what it says, of which nothing is shown.
fn reading(source: &Source, config: &Config) -> Reading {
    anchor::anchor(parse::compared(source, config).value, source).value
}

/// Why some of what an item has is not in its article.
fn not_added(count: usize, why: &str) -> String {
    format!("{count} passages are not added: {why}")
}
