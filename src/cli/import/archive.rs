//! Where articles go: what is there already, and what is new.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use variorum::config::Config;
use variorum::disk::originals::{self, Kept, Original};
use variorum::disk::read::{self, CONFIG};
use variorum::disk::{DiskError, replace};
use variorum::import::{self, Item};
use variorum::model::article::{Reading, Visibility};
use variorum::source::Source;
use variorum::{anchor, parse, suggest};

use super::super::Common;
use super::super::suggest::{known_in, suggested};
use super::super::tongue;
use super::known::There;
use super::links::Links;
use super::names::Names;
use super::passages::{
    added, append, below, entry, in_context, lost, missing, own, passages, unlisted,
};
use super::report::{Anchored, Outcome, What};

/// The articles that are there, and the folder for new ones.
pub(super) struct Archive {
    root: PathBuf,
    /// Below the root, with `/`.
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
        let setup = common.setup(Vec::new())?;
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
        let own = archive.config.folders.iter().find(|(kind, _)| kind == "articles");
        let first =
            own.and_then(|(_, folders)| folders.first()).map_or("articles", |folder| folder);
        let folder = to.map_or_else(
            || setup.root.join("content").join(first),
            |to| std::path::absolute(to).unwrap_or_else(|_| to.to_owned()),
        );
        if let Ok(below) = folder.strip_prefix(&setup.root) {
            archive.folder = below.to_string_lossy().replace('\\', "/");
        } else {
            archive.root.clone_from(&folder);
            archive.is_elsewhere = true;
        }
        archive.know_folder(&folder, is_there)?;
        Ok(archive)
    }

    /// The language of what says none.
    pub(super) fn language(&self) -> &str {
        &self.config.language
    }

    /// From now on new articles come with suggestions.
    pub(super) fn suggest(&mut self, common: &Common) -> Result<(), DiskError> {
        let setup = common.setup(Vec::new())?;
        let is_there = setup.config.is_some() || setup.root.join(CONFIG).is_file();
        let is_there = is_there && setup.root.join("content").is_dir();
        self.names = Some(if is_there { known_in(&setup)? } else { Vec::new() });
        Ok(())
    }

    /// The names in the folder for new articles; its articles too, where they are not of the archive.
    fn know_folder(&mut self, folder: &Path, is_archive: bool) -> Result<(), DiskError> {
        let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        for name in names {
            let path = self.path(&name);
            let is_known = self.there.known.iter().any(|known| *known.source.path == path);
            let is_outside = !is_archive || !path.starts_with("content/");
            if name.ends_with(".md") && is_outside && !is_known {
                let at = folder.join(&name);
                let text = fs::read_to_string(&at).map_err(|e| DiskError::new("read", &at, &e))?;
                let source = Source::new(path, text);
                let reading = self.reading(&source);
                self.there.know(source, &reading);
            }
            self.files.take(&name);
        }
        Ok(())
    }

    /// The path of a file in the folder for new articles, below the root.
    fn path(&self, name: &str) -> String {
        if self.folder.is_empty() { name.to_owned() } else { format!("{}/{name}", self.folder) }
    }

    /// A source as an article, wherever it stands.
    fn reading(&self, source: &Source) -> Reading {
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

    /// Adds an item: a new file, or what is new of it to the file that is there. Its original is kept where anything is.
    pub(super) fn add(
        &mut self,
        mut item: Item,
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let (mut source, mut reading) = self.drafted(&mut item, "");
        if let Some(at) = self.there.find(&item, &reading) {
            let there = self.linked(&self.there.known[at].source.path);
            self.links.known(&item.places, &there);
            self.there.meet(at);
            return self.merge(at, item, (&source, &reading), original);
        }
        let kept = self.keep(original)?;
        let tongue = self.tongue(&mut item, &reading);
        let taken = item.slug.take_if(|slug| self.there.has_slug(slug));
        if let Some(slug) = &taken {
            item.let_go_of_slug();
            item.left.push(format!(
                "another article has the address `{slug}`, so that its own is made of its title"
            ));
        }
        if kept.is_some() || tongue.is_some() || taken.is_some() {
            let captured = kept.as_ref().map(|kept| self.captured(kept)).unwrap_or_default();
            (source, reading) = self.drafted(&mut item, &captured);
        }
        let mut reason = None;
        if !item.listed.is_empty() {
            let front_matter = reading.document.front_matter;
            match append(&source.text, front_matter, item.listed.iter().map(entry)) {
                Ok(text) => {
                    source = Source::new(source.path, text);
                    reading = self.reading(&source);
                }
                Err(why) => reason = Some(not_added(item.listed.len(), why)),
            }
        }
        self.save_pictures(&item)?;
        let (text, suggested) = match &self.names {
            Some(names) => suggested(&source, &reading, names, &self.config),
            None => (source.text.clone(), 0),
        };
        let name = self.files.free(&item.title);
        let path = self.path(&name);
        if !self.dry_run {
            super::super::new::write_new(&self.root.join(&path), &text)?;
        }
        self.files.take(&name);
        let source = Source::new(path.clone(), text);
        self.links.add(&item.places, &name, &source);
        self.there.meet(self.there.known.len());
        self.there.know(source, &reading);
        let anchored = Anchored::of(&reading.anchors);
        let is_excerpt = reading.document.visible(self.config.visibility) == Visibility::Excerpt;
        Ok(Outcome {
            what: What::New,
            path,
            anchored,
            suggested,
            kept,
            item,
            reason,
            is_excerpt,
            tongue,
        })
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

    /// Where an original is kept, as the front matter of a new article says it.
    fn captured(&self, kept: &Kept) -> String {
        let above = "../".repeat(self.folder.split('/').filter(|part| !part.is_empty()).count());
        import::captured(&format!("{above}{}", kept.path), &kept.sha256)
    }

    /// The address of an article in a link of a new one.
    fn linked(&self, path: &str) -> String {
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_beside = self.path(name) == path;
        if is_beside {
            return name.to_owned();
        }
        format!("/{}", path.strip_prefix("content/").unwrap_or(path))
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
    fn save_pictures(&self, item: &Item) -> Result<(), DiskError> {
        for picture in item.pictures.iter().filter(|_| !self.dry_run) {
            let at = self.root.join(self.path(&picture.path));
            if !at.try_exists().map_err(|error| DiskError::new("read", &at, &error))? {
                super::super::new::write_new_bytes(&at, &picture.bytes, "run the command again")?;
            }
        }
        Ok(())
    }

    /// The file of an item. Passages that stand more than once get the words around them that the export has.
    fn drafted(&self, item: &mut Item, captured: &str) -> (Source, Reading) {
        let draft = |item: &Item| {
            let source = Source::new("content/articles/x.md", import::source(item, captured));
            let reading = self.reading(&source);
            (source, reading)
        };
        let (source, reading) = draft(item);
        let lost = lost(&reading.anchors);
        if in_context(&mut item.highlights, &lost, &reading.document.body) {
            return draft(item);
        }
        (source, reading)
    }

    /// Adds the passages of an item that an article does not have yet; nothing else of it is touched.
    fn merge(
        &mut self,
        at: usize,
        mut item: Item,
        draft: (&Source, &Reading),
        original: Option<&Original>,
    ) -> Result<Outcome, DiskError> {
        let known = &self.there.known[at];
        let before = self.reading(&known.source);
        let path = known.source.path.to_string();
        let has_text = known.has(&draft.1.document.body.text);
        if item.verbatim.is_some() && has_text {
            let (listed, marked) = own(draft.0, draft.1, &before);
            item.listed.extend(listed);
            item.highlights.extend(marked);
        }
        let reason = match item.text.is_empty() {
            false if known.is_bare => Some("the article is there without its text; paste it in by hand, or remove the file and import again".to_owned()),
            false if !has_text => Some("the article has another text, which stays".to_owned()),
            _ => None,
        };
        item.highlights = missing(item.highlights, &before);
        item.listed = unlisted(item.listed, &before);
        let same = |item, reason| Outcome {
            what: What::Same,
            path: path.clone(),
            anchored: Anchored::default(),
            suggested: 0,
            kept: None,
            item,
            reason,
            is_excerpt: false,
            tongue: None,
        };
        let count = item.highlights.len() + item.listed.len();
        if count == 0 {
            return Ok(same(item, reason));
        }
        let append = |item: &Item| {
            let passages = passages(&item.highlights)?;
            let entries = passages.into_iter().chain(item.listed.iter().map(entry));
            append(&known.source.text, before.document.front_matter, entries)
        };
        let read = |text: &str| self.reading(&Source::new(known.source.path.clone(), text));
        let mut text = match append(&item) {
            Ok(text) => text,
            Err(why) => return Ok(same(item, Some(not_added(count, why)))),
        };
        let mut more = String::new();
        // Below an article that is nothing but its passages stand those that are not found in it.
        for is_last in [false, true] {
            let after = read(&text);
            let missed = lost(&added(&before, &after));
            // Where the passages are all there is of the text, they get a place first.
            if (!known.is_bare || is_last)
                && in_context(&mut item.highlights, &missed, &after.document.body)
                && let Ok(better) = append(&item)
            {
                text = better + &more;
            }
            if !known.is_bare || is_last {
                break;
            }
            let missed = lost(&added(&before, &read(&text)));
            more = below(&text, &item.highlights, &missed);
            if more.is_empty() {
                break;
            }
            text += &more;
        }
        let anchored = Anchored::of(&added(&before, &read(&text)));
        let kept = self.keep(original)?;
        if !self.dry_run {
            replace::replace(&self.root, &known.source, &text)?;
        }
        let source = Source::new(known.source.path.clone(), text);
        self.links.changed(&source);
        self.there.known[at].source = source;
        Ok(Outcome {
            what: What::Merged,
            path,
            anchored,
            suggested: 0,
            kept,
            item,
            reason,
            is_excerpt: false,
            tongue: None,
        })
    }
}

/// A source as what it says, of which nothing is shown.
fn reading(source: &Source, config: &Config) -> Reading {
    anchor::anchor(parse::compared(source, config).value, source).value
}

/// Why some of what an item has is not in its article.
fn not_added(count: usize, why: &str) -> String {
    format!("{count} passages are not added: {why}")
}
