//! How to cite an article: as a sentence, for reference managers, and in the head of the page.
//!
//! What is cited is the text that was read; where the archive has it is said after it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::cite::{Author, Parts, Work, day_of};
use crate::escape::escaped;
use crate::fold;
use crate::model::archive::DocumentId;
use crate::model::article::Article;
use crate::model::date::Dated;
use crate::model::site::encoded;
use crate::render::article::is_web;
use crate::render::context::Context;
use crate::render::page::canonical;
use crate::render::shared::Shared;
use crate::render::view::{CiteView, EntityRef};
use crate::render::words::fill;

fn work<'a>(cx: Context<'a>, id: DocumentId, url: &str) -> Work<'a> {
    let document = cx.source(id);
    let article: Option<&Article> = document.article();
    let original = article.and_then(|article| article.url.as_ref()).map(|url| url.value.as_str());
    let known = &cx.archive.authors[id.index()];
    let author = |author: &Shared<EntityRef>| {
        let name = author.text("name");
        let meant = known.iter().map(|&id| cx.archive.entity(id)).find(|one| one.name == name);
        Author::new(name, meant.map_or(name, |one| &one.sort), author.text("kind"))
    };
    Work {
        slug: &document.slug,
        title: &document.title.value,
        authors: cx.authors(id).iter().map(author).collect(),
        outlet: cx.outlet(id).map(|outlet| outlet.text("name").to_owned()),
        is_press: article.is_some_and(|article| article.is_press),
        published: article.and_then(|article| article.published.as_ref()),
        accessed: article.and_then(|article| article.accessed.as_ref()),
        url: original.filter(|url| is_web(url)),
        doi: document.doi(),
        page: cx.world.config.base_url.as_ref().map(|base| canonical(base, url)),
        archive: &cx.world.config.title,
        language: cx.language(document),
        // These are of the archive, and a citation is of the work.
        tags: Vec::new(),
        summary: None,
    }
}

/// Every form of a citation.
pub(super) fn view(cx: Context, id: DocumentId, url: &str) -> CiteView {
    let work = work(cx, id, url);
    let in_words = |dated: &Dated| borne(cx, dated);
    let csl = work.csl(&in_words);
    CiteView {
        html: sentence(cx, &work),
        bibtex: work.bibtex(&in_words),
        // A tree of strings and numbers always has a text.
        csl: serde_json::to_string_pretty(&Value::from(vec![csl])).unwrap_or_default(),
        ris: work.ris(&in_words),
    }
}

/// A date in words, in the calendar that the work is dated in.
fn borne(cx: Context, dated: &Dated) -> String {
    let view = cx.dated(dated);
    let julian = view.text("julian");
    if julian.is_empty() { view.text("words").to_owned() } else { julian.to_owned() }
}

fn sentence(cx: Context, work: &Work) -> String {
    let mut html = String::new();
    // Names and titles may run the other way than the sentence.
    let isolated = |words: &str| format!("<bdi>{}</bdi>", escaped(words));
    if !work.authors.is_empty() {
        let authors: Vec<String> =
            work.authors.iter().map(|author| isolated(&author.name)).collect();
        html.push_str(&authors.join(cx.words.get("list.comma")));
        let is_ended = work.authors.last().is_some_and(|author| is_ended(&author.name));
        html.push_str(if is_ended { " " } else { ". " });
    }
    let pattern = escaped(cx.words.get("cite.title"));
    let is_whole = is_ended(work.title);
    let pattern = if is_whole { pattern.replace("{title}.", "{title}") } else { pattern };
    html.push_str(&fill(&pattern, &[("title", &isolated(work.title))]));
    let outlet = work.outlet.as_ref().map(|outlet| {
        // A press has no title.
        if work.is_press { isolated(outlet) } else { format!("<cite>{}</cite>", escaped(outlet)) }
    });
    let date = work.published.map(|dated| escaped(&borne(cx, dated)));
    let where_and_when: Vec<String> = outlet.into_iter().chain(date).collect();
    let where_and_when = where_and_when.join(cx.words.get("list.comma"));
    if !where_and_when.is_empty() {
        // `1907?`
        let is_ended =
            is_ended(where_and_when.trim_end_matches("</cite>").trim_end_matches("</bdi>"));
        html.push_str(&format!(" {where_and_when}{}", if is_ended { "" } else { "." }));
    }
    let address = |url: &str| format!("<bdi dir=\"ltr\">{}</bdi>", escaped(url));
    if let Some(url) = work.url {
        html.push_str(&format!(" {}.", address(url)));
    }
    let archive = format!("<cite>{}</cite>", escaped(&cx.world.config.title));
    html.push(' ');
    html.push_str(&fill(cx.words.get("cite.in"), &[("archive", &archive)]));
    if let Some(page) = &work.page {
        html.push_str(", ");
        html.push_str(&address(page));
    }
    html.push('.');
    html
}

/// Whether words end like a sentence, and need no stop of their own.
fn is_ended(words: &str) -> bool {
    words.ends_with(['.', '?', '!', '…', '؟'])
}

/// `citation_…` for the head of a page.
pub(super) fn highwire(cx: Context, id: DocumentId, url: &str) -> Vec<(String, String)> {
    let work = work(cx, id, url);
    let kind = work.kind();
    let mut tags = vec![("citation_title", work.title.to_owned())];
    tags.extend(work.authors.into_iter().map(|author| ("citation_author", author.name)));
    tags.extend(work.outlet.map(|name| (kind.highwire, name)));
    tags.extend(
        work.published.and_then(day_of).map(|date| ("citation_publication_date", slashed(date))),
    );
    tags.push(("citation_language", work.language.to_owned()));
    tags.extend(work.doi.map(|doi| ("citation_doi", doi.into_owned())));
    tags.extend(work.url.map(|url| ("citation_public_url", url.to_owned())));
    tags.extend(work.page.map(|page| ("citation_fulltext_html_url", page)));
    tags.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

/// The `title` of a `COinS` span: an `OpenURL` in Dublin Core.
pub(super) fn coins(cx: Context, id: DocumentId, url: &str) -> String {
    let work = work(cx, id, url);
    let (kind, outlet) = work.kind().coins;
    let mut fields = vec![("rft.type", kind.to_owned()), ("rft.title", work.title.to_owned())];
    fields.extend(work.authors.into_iter().map(|author| ("rft.creator", author.name)));
    fields.extend(work.outlet.map(|name| (outlet, name)));
    fields.extend(
        work.published.and_then(day_of).map(|date| ("rft.date", slashed(date).replace('/', "-"))),
    );
    fields.push(("rft.language", work.language.to_owned()));
    fields.extend(work.doi.as_ref().map(|doi| ("rft_id", format!("info:doi/{doi}"))));
    let of_doi = work.doi.map(|doi| fold::doi_address(&doi));
    let address = work.url.map(str::to_owned).or(of_doi).or(work.page);
    fields.extend(address.map(|url| ("rft.identifier", url)));
    let mut title =
        String::from("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc");
    for (name, value) in fields {
        let _ =
            write!(title, "&{name}={}", encoded(&value).replace('#', "%23").replace('/', "%2F"));
    }
    title
}

fn slashed((year, month, day): Parts) -> String {
    let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("/{part:02}"));
    format!("{year:04}{}{}", part(month), part(day))
}
