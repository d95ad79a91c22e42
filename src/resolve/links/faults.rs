//! What is said of links that lead nowhere, or to several.

use std::collections::HashMap;

use super::Resolver;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::archive::{DocumentId, Target};
use crate::resolve::names::choices;

impl Resolver<'_> {
    /// A target of a document that nothing is called.
    pub(super) fn broken(&self, from: DocumentId, target: &str) -> Diagnostic {
        // The label that stands for a name.
        if target.starts_with('[') && target.ends_with(']') {
            let message = "this address shows a name that is redacted, so that it is no link";
            let help = "take the address out, or leave it as words";
            return Diagnostic::new(Code::WithheldLink, message).help(help);
        }
        let document = &self.disclosed.readings[from.index()].document;
        let help = match (self.holder(target), self.targets.nearest(target, document)) {
            (Some(id), _) => {
                let address = self.address(Target::Document(id));
                format!("this is an `id` in an article: write `[[{address}#{target}]]`")
            }
            (None, Some(near)) => format!("did you mean `{near}`?"),
            (None, None) => {
                "write the file, or link to the name, title or path of one that is there".to_owned()
            }
        };
        Diagnostic::new(Code::BrokenLink, format!("`{target}` leads to nothing")).help(help)
    }

    /// The article in which something has this id.
    fn holder(&self, id: &str) -> Option<DocumentId> {
        let holders = self.holders.get_or_init(|| {
            let mut holders = HashMap::new();
            for (holder, reading) in (0..).map(DocumentId).zip(&self.disclosed.readings) {
                for annotation in reading.document.article().iter().flat_map(|a| &a.annotations) {
                    holders.entry(&*annotation.id).or_insert(holder);
                }
            }
            holders
        });
        holders.get(id).copied()
    }

    /// A target that several are called.
    pub(super) fn ambiguous(&self, target: &str, several: &[Target]) -> Diagnostic {
        let message =
            format!("`{target}` can mean {}", choices(several, |&target| self.address(target)));
        let help = format!(
            "write the path of the one that is meant, as `[[{}]]`",
            self.address(several[0])
        );
        Diagnostic::new(Code::AmbiguousLink, message).help(help)
    }

    /// A place that a target does not have.
    pub(super) fn no_place(
        &self,
        to: Target,
        fragment: &str,
        id: Option<DocumentId>,
    ) -> Diagnostic {
        let message = format!("`{}` has no place `{fragment}`", self.address(to));
        let help = match id.and_then(|id| self.places.shown(id).nearest(fragment)) {
            Some(near) => format!("did you mean `#{near}`?"),
            None => "name a heading, a `^block` or the id of a passage".to_owned(),
        };
        Diagnostic::new(Code::BrokenFragment, message).help(help)
    }

    /// What a target can be called without doubt.
    fn address(&self, target: Target) -> String {
        match target {
            Target::Document(id) => {
                let source = &self.disclosed.readings[id.index()].document.source;
                let path = source.strip_prefix("content/").unwrap_or(source);
                path.strip_suffix(".md").unwrap_or(path).to_owned()
            }
            Target::Entity(id) => format!("entities/{}", self.names.person(id).slug),
            Target::Question(id) => format!("questions/{}", self.questions[id.index()].slug),
        }
    }
}

/// An address of the web at which no article was.
pub(super) fn nowhere(address: &str) -> Diagnostic {
    let message = format!("no article has the address `{address}`");
    let help = "give the article that is meant this `url`, or name it by its file or title";
    Diagnostic::new(Code::BrokenLink, message).help(help)
}

/// Something else, where a key takes an article.
pub(super) fn no_article(key: &str, name: &str, what: &str) -> Diagnostic {
    let message = format!("`{name}` is {what}, and `{key}` takes an article");
    let help = "name an article here, or take the key out";
    Diagnostic::new(Code::BrokenLink, message).help(help)
}

/// Words of a reader are not taken away: whoever wrote the name decides whether it may be read.
pub(super) fn told(target: &str) -> Diagnostic {
    let message = format!("`{target}` is not published, and this link shows its name");
    let help = format!("give the link words that may be read: `[[{target}|…]]`");
    Diagnostic::new(Code::WithheldLink, message).help(help)
}

/// What to write for a path that leads out of the archive: files of `static/` are at the root of the site.
pub(super) fn outside(target: &str) -> String {
    let below = target.trim_start_matches("../");
    match below.strip_prefix("static/") {
        Some(file) => format!("write `/{file}`: files of `static/` are at the root of the site"),
        None => "link to a file below `content/`, or to an address with `https://`".to_owned(),
    }
}
