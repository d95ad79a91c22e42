//! An article in schema.org terms.

use serde::Serialize;

use super::plain_date;
use crate::export::Source;
use crate::model::archive::DocumentId;
use crate::source::Spanned;

/// An article.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@type")]
    r#type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    headline: &'a str,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(rename = "isBasedOn", skip_serializing_if = "Option::is_none")]
    based_on: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
}

/// Somebody who wrote or published it.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    r#type: &'static str,
    name: &'a str,
}

/// The record of an article; nothing for other documents.
pub(super) fn of(source: Source<'_>, id: DocumentId) -> Option<Record<'_>> {
    let document = &source.archive.document(id).document;
    let article = document.article()?;
    let named = |r#type: &'static str, name| Named { r#type, name: words(name) };
    Some(Record {
        context: "https://schema.org",
        id: source.iri(&source.page_below(id)),
        r#type: "Article",
        r#abstract: document.summary.as_ref().map(words),
        author: article.authors.iter().map(|name| named("Person", name)).collect(),
        published: article.published.as_ref().and_then(plain_date),
        headline: words(&document.title),
        language: document.language.as_ref().map_or(&source.config.language, words),
        based_on: article.url.as_ref().map(words),
        keywords: document.tags.iter().map(words).collect(),
        license: article.licence.as_ref().map(words),
        publisher: article.outlet.as_ref().map(|name| named("Organization", name)),
    })
}

fn words(written: &Spanned<String>) -> &str {
    &written.value
}
