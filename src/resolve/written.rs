//! The names that front matter writes.
//!
//! A name is the so-many-th of its document: where that one stands is looked up when a message shows it, so that
//! nothing of what is united moves with the lines of a file.

use std::sync::Arc;

use super::called::Hint;
use crate::model::annotation::Says;
use crate::model::archive::DocumentId;
use crate::model::article::{Document, Reading};
use crate::source::{SourcePath, Span, Spanned};

/// Where a name is written: the document, and which of its names.
pub(super) type Place = (DocumentId, usize);

/// The names that a document writes, with what their fields tell of them: the one of a record; or those under
/// `entities`, then authors and outlet, then those of events and claims.
pub(super) fn written(document: &Document) -> impl Iterator<Item = (Hint, &Spanned<String>)> {
    let record = document.entity().map(|record| (Hint::Bare, &record.naming.name));
    let fields = document.article().into_iter().flat_map(|article| {
        let namings = article.annotations.iter().filter_map(|annotation| match &annotation.says {
            Says::Names(naming) => Some((Hint::Bare, &naming.name)),
            _ => None,
        });
        let authors = article.authors.iter().map(|author| (Hint::Author, author));
        let outlet = article.outlet.iter().map(|outlet| (Hint::Outlet, outlet));
        let said = article.annotations.iter().flat_map(|annotation| of(&annotation.says));
        namings.chain(authors).chain(outlet).chain(said)
    });
    record.into_iter().chain(fields)
}

/// Whom an event or a claim names.
fn of(says: &Says) -> Vec<(Hint, &Spanned<String>)> {
    match says {
        Says::Event(report) => {
            let who = report.who.iter().map(|who| (Hint::Party, who));
            who.chain(report.place.iter().map(|place| (Hint::Place, place))).collect()
        }
        Says::Claim(claim) => {
            let by = claim.by.iter().map(|by| (Hint::Speaker, by));
            by.chain(claim.via.iter().map(|via| (Hint::Relay, via))).collect()
        }
        Says::Highlight(_) | Says::Names(_) => Vec::new(),
    }
}

/// Where a name stands now.
pub(super) fn stands(
    (id, number): Place,
    readings: &[Arc<Reading>],
) -> Option<(&SourcePath, Span)> {
    let document = &readings[id.index()].document;
    let (_, name) = written(document).nth(number)?;
    Some((&document.source, name.span))
}
