//! What published items say of questions and records that are not published.
//!
//! Gathers what these are called before anything is disclosed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Options;
use super::called::{self, bare, key};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::annotation::{Annotation, Says};
use crate::model::archive::Edition;
use crate::model::article::{Document, Kind, Reading, Visibility, names_of};
use crate::source::Spanned;

/// What is called by names that an edition does not have, by the key of each.
#[derive(Default, PartialEq)]
pub(super) struct Secrets {
    /// Questions that are not published.
    questions: BTreeSet<String>,
    /// Whose record its reader keeps back.
    people: BTreeSet<String>,
}

impl Secrets {
    /// Those of an archive. The private edition has none.
    pub(super) fn gather(readings: &[Arc<Reading>], config: &Config, options: Options) -> Self {
        let mut secrets = Self::default();
        if options.edition == Edition::Private {
            return secrets;
        }
        let mut asked = BTreeSet::new();
        for reading in readings {
            let document = &reading.document;
            let visibility = document.visible(config.visibility);
            let is_draft = document.draft && !options.drafts;
            match &document.is {
                Kind::Question(_) if visibility == Visibility::Private || is_draft => {
                    secrets.questions.extend(called::names(document).map(key));
                }
                Kind::Question(_) => asked.extend(called::names(document).map(key)),
                // Who is redacted has no name here at all.
                Kind::Entity(record)
                    if document.visibility == Some(Visibility::Private) && !record.redact =>
                {
                    let names = names_of(&record.naming).map(|name| name.value.as_str());
                    secrets.people.extend(called::names(document).chain(names).map(key));
                }
                _ => {}
            }
        }
        secrets.questions.retain(|key| !asked.contains(key));
        secrets
    }

    /// Whether there is nothing that could be told.
    pub(super) fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.people.is_empty()
    }

    /// Whether an item names a question that is not published.
    pub(super) fn asks(&self, item: &Annotation) -> bool {
        let Says::Claim(claim) = &item.says else { return false };
        claim
            .question
            .as_ref()
            .is_some_and(|question| self.questions.contains(&key(bare(&question.value))))
    }

    /// What the published items of a document tell.
    pub(super) fn told(&self, document: &Document) -> Vec<Diagnostic> {
        let items = document.article().map_or(&[][..], |article| &article.annotations);
        let mut told = Vec::new();
        for item in items.iter().filter(|item| item.is_public()) {
            if let Says::Claim(claim) = &item.says
                && let Some(question) = claim.question.as_ref().filter(|_| self.asks(item))
            {
                let message = format!(
                    "the question `{}` is not published, and this claim is published without it",
                    question.value
                );
                let help = "publish the question, or make the claim `private: true`";
                told.push((question, message, help));
            }
            for name in names(item).filter(|name| self.people.contains(&key(bare(&name.value)))) {
                let message = format!(
                    "the record of `{}` is private, and this item is published with the name",
                    name.value
                );
                let help = "make the item `private: true`, or write `redact: true` into the record, which replaces the name everywhere";
                told.push((name, message, help));
            }
        }
        let fault = |(name, message, help): (&Spanned<String>, String, &str)| {
            let fault = Diagnostic::new(Code::WithheldLink, message);
            fault.at(&document.source, name.span, "").help(help)
        };
        told.into_iter().map(fault).collect()
    }
}

/// Whom an item names.
fn names(item: &Annotation) -> Box<dyn Iterator<Item = &Spanned<String>> + '_> {
    match &item.says {
        Says::Names(naming) => Box::new(std::iter::once(&naming.name)),
        Says::Event(event) => Box::new(event.who.iter().chain(&event.place)),
        Says::Claim(claim) => Box::new(claim.by.iter().chain(&claim.via).chain(&claim.basis)),
        Says::Highlight(_) => Box::new(std::iter::empty()),
    }
}
