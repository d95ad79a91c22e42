//! What the last delivery to a folder was made of, so that one that would be the same is not made again.
//!
//! Kept in the folder `.variorum` of the archive, which no site and no repository has a part in. Nothing depends on it: it
//! may be deleted at any time, and where it cannot be written there is none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::write::absolute;
use crate::diagnostic::{Code, Diagnostic, Label};
use crate::model::manifest::{self, MANIFEST};
use crate::model::site::Url;
use crate::source::Span;

/// The folder of what is only kept to save time.
pub(super) const FOLDER: &str = ".variorum";

/// What a delivery was made of, and what was said of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Last {
    /// The hash of everything that it was made of.
    pub made_of: String,
    /// How many articles there were.
    pub articles: usize,
    /// How many pages.
    pub pages: usize,
    /// Everything that was said of the content.
    pub said: Vec<Diagnostic>,
    /// The files that were there when it was done, each with its length and its time.
    pub files: BTreeMap<Url, (u64, u64)>,
}

impl Last {
    /// The last delivery from the archive at `root` to the folder `output`, if that is known and all its files still are
    /// as it left them.
    pub fn read(root: &Path, output: &Path) -> Option<Self> {
        let text = fs::read_to_string(file(root, output)?).ok()?;
        let last = parse(&serde_json::from_str(&text).ok()?)?;
        let files: Vec<_> = last.files.iter().collect();
        let output = absolute(output).ok()?;
        let same = files.par_iter().all(|(url, is)| stamp(&output.join(url)) == Some(**is));
        same.then_some(last)
    }

    /// Keeps what a delivery was made of that has just been committed.
    pub fn keep(mut self, root: &Path, output: &Path) {
        let (Some(file), Ok(output)) = (file(root, output), absolute(output)) else { return };
        let Ok(manifest) = fs::read_to_string(output.join(MANIFEST)) else { return };
        let urls = manifest::read(&manifest).into_keys().chain([MANIFEST.to_owned()]);
        self.files =
            urls.filter_map(|url| Some((url.clone(), stamp(&output.join(url))?))).collect();
        // Without it the next build takes longer, and nothing else.
        if make_folder(root) {
            fs::write(file, text(&self)).ok();
        }
    }
}

/// Makes the folder of what is only kept to save time; whether it is there.
pub(super) fn make_folder(root: &Path) -> bool {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder).is_ok() && fs::write(folder.join(".gitignore"), "*\n").is_ok()
}

/// Where it is kept: by the path of the output folder, since one archive can have several.
fn file(root: &Path, output: &Path) -> Option<PathBuf> {
    let output = absolute(output).ok()?;
    let name = blake3::hash(output.as_os_str().as_encoded_bytes()).to_hex();
    Some(root.join(FOLDER).join(format!("last-{}.json", &name[..16])))
}

/// The length and the time of a file; nothing for what is none.
fn stamp(path: &Path) -> Option<(u64, u64)> {
    let about = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((about.len(), u64::try_from(time.as_nanos()).ok()?))
}

fn text(last: &Last) -> String {
    let label =
        |label: &Label| json!([&*label.source, label.span.start, label.span.end, label.text]);
    let said = |fault: &Diagnostic| {
        let labels: Vec<Value> = fault.labels.iter().map(label).collect();
        json!([fault.code.name(), fault.message, fault.help, labels])
    };
    let value = json!({
        "made_of": last.made_of,
        "articles": last.articles,
        "pages": last.pages,
        "said": last.said.iter().map(said).collect::<Vec<_>>(),
        "files": last.files,
    });
    value.to_string()
}

fn parse(value: &Value) -> Option<Last> {
    let count = |key: &str| usize::try_from(value[key].as_u64()?).ok();
    let file =
        |(url, is): (&String, &Value)| Some((url.clone(), (is[0].as_u64()?, is[1].as_u64()?)));
    Some(Last {
        made_of: value["made_of"].as_str()?.to_owned(),
        articles: count("articles")?,
        pages: count("pages")?,
        said: value["said"].as_array()?.iter().map(said).collect::<Option<_>>()?,
        files: value["files"].as_object()?.iter().map(file).collect::<Option<_>>()?,
    })
}

fn said(value: &Value) -> Option<Diagnostic> {
    let name = value[0].as_str()?;
    let code = Code::ALL.iter().find(|code| code.name() == name)?;
    let mut fault = Diagnostic::new(*code, value[1].as_str()?);
    fault.help = value[2].as_str().map(str::to_owned);
    for label in value[3].as_array()? {
        let offset = |value: &Value| u32::try_from(value.as_u64()?).ok();
        let span = Span { start: offset(&label[1])?, end: offset(&label[2])? };
        fault = fault.at(&label[0].as_str()?.into(), span, label[3].as_str()?);
    }
    Some(fault)
}
