//! The header of a file: what the text is, where it is from, who reads it, and its witnesses.

use super::apparatus::Apparatus;
use super::inline::uri;
use super::{dates, element, id, names, path};
use crate::export::{Source, licence_address, xml};
use crate::model::annotation::Annotation;
use crate::model::archive::{DocumentId, LinkKind, Target};
use crate::model::article::Article;
use crate::model::site::encoded;

/// The header; `parts` are what the file has besides.
pub(super) fn header(
    source: Source,
    document: DocumentId,
    apparatus: &Apparatus,
    parts: &[&str],
) -> String {
    let Some(article) = source.archive.document(document).document.article() else {
        return String::new();
    };
    let sources = sources(source, document, apparatus);
    let calendars = dates::calendars(&[parts, &[&sources]].concat());
    let about = about(source, document);
    let title = element("title", "", source.title(document));
    let (authors, readers) = (authors(source, document, article), readers(source, article));
    let publication = publication(source, document, article);
    let encoding = if apparatus.witnesses.is_empty() { "" } else { ENCODING };
    format!(
        "<teiHeader xml:lang=\"{}\">\n<fileDesc>\n<titleStmt>\n{title}{authors}{readers}</titleStmt>\n\
         {publication}<sourceDesc>\n{sources}</sourceDesc>\n</fileDesc>\n{encoding}\
         <profileDesc>\n{about}{calendars}</profileDesc>\n</teiHeader>\n",
        xml(&source.config.language),
    )
}

/// How the apparatus is made.
const ENCODING: &str = "<encodingDesc xml:lang=\"en\">\n<editorialDecl>\n\
    <p>The witnesses are collated with the base text, the lemma of every variant. Forms of quotation marks, \
    dashes and spaces are no variants, and pictures are not compared. What a witness has not is an empty reading; a \
    passage that stands in another place is one of the type transposed there and here; a milestone is the beginning of a \
    paragraph, a deletion is the writer's own.</p>\n\
    </editorialDecl>\n<variantEncoding method=\"parallel-segmentation\" location=\"internal\"/>\n</encodingDesc>\n";

/// Who wrote it.
fn authors(source: Source, document: DocumentId, article: &Article) -> String {
    let authors = article.authors.iter().map(|author| {
        let known = source.author(document, &author.value).map(|id| source.archive.entity(id));
        let known = known.filter(|entity| !entity.sensitive);
        let Some(entity) = known else { return element("author", "", &author.value) };
        let (name, attributes) = names::name(entity);
        format!("<author><{name}{attributes}>{}</{name}></author>\n", xml(&author.value))
    });
    authors.collect()
}

/// Whose notes are in the file.
fn readers(source: Source, article: &Article) -> String {
    let is_here = |id: &str| {
        article
            .annotations
            .iter()
            .any(|said: &Annotation| said.details().readers().any(|r| r == id))
    };
    let readers = source.config.readers.iter().filter(|reader| is_here(&reader.id));
    let readers = readers.map(|reader| {
        let id = id("reader", &reader.id);
        let name = element("name", "", &reader.name);
        format!("<respStmt xml:id=\"{id}\">\n<resp>annotation</resp>\n{name}</respStmt>\n")
    });
    readers.collect()
}

/// Where the archive has it, and what may be done with the text.
fn publication(source: Source, document: DocumentId, article: &Article) -> String {
    let page = source.page(Target::Document(document));
    let page = source.config.base_url.as_ref().map(|_| element("idno", " type=\"URI\"", &page));
    let licence = article.licence.as_ref().map(|written| {
        let target = licence_address(&written.value);
        let target = target.map(|url| format!(" target=\"{}\"", xml(&uri(&url))));
        let licence = element("licence", &target.unwrap_or_default(), &written.value);
        format!("<availability>\n{licence}</availability>\n")
    });
    format!(
        "<publicationStmt>\n<publisher>{}</publisher>\n{}{}</publicationStmt>\n",
        xml(&source.config.title),
        page.unwrap_or_default(),
        licence.unwrap_or_default(),
    )
}

/// What was read: the text, or all of its witnesses.
fn sources(source: Source, document: DocumentId, apparatus: &Apparatus) -> String {
    if apparatus.witnesses.is_empty() {
        return bibliographic(source, document);
    }
    let witnesses = apparatus.witnesses.iter().map(|witness| {
        let own = bibliographic(source, witness.id);
        let base = if witness.id == document { " n=\"base\"" } else { "" };
        format!("<witness xml:id=\"{}\"{base}>\n{own}</witness>\n", witness.siglum)
    });
    format!("<listWit>\n{}</listWit>\n", witnesses.collect::<String>())
}

/// A text as a bibliography has it.
fn bibliographic(source: Source, id: DocumentId) -> String {
    let document = &source.archive.document(id).document;
    let Some(article) = document.article() else { return String::new() };
    let mut bibl = String::from("<bibl>\n") + &element("title", "", &document.title.value);
    bibl.extend(article.authors.iter().map(|author| element("author", "", &author.value)));
    let outlet = article.outlet.as_ref().map(|outlet| element("publisher", "", &outlet.value));
    bibl += &outlet.unwrap_or_default();
    for (name, dated) in [
        ("published", article.published.as_ref()),
        ("modified", article.modified.as_deref()),
        ("accessed", article.accessed.as_ref()),
    ] {
        bibl +=
            &dated.map(|dated| dates::date(source, Some(name), dated) + "\n").unwrap_or_default();
    }
    let doi = document.doi().map(|doi| element("idno", " type=\"DOI\"", &doi));
    bibl += &doi.unwrap_or_default();
    if let Some(url) = &article.url {
        bibl += &format!("<ptr target=\"{}\"/>\n", xml(&uri(&url.value)));
    }
    let is_there = |id: DocumentId| source.archive.document(id).document.withdrawn.is_none();
    for (kind, other) in source.archive.related(id).filter(|&(_, other)| is_there(other)) {
        let target = encoded(&relative(&path(source, id), &path(source, other)));
        let kind = match kind {
            LinkKind::Translates => "translation_of",
            kind => kind.name(),
        };
        bibl += &format!("<relatedItem type=\"{kind}\" target=\"{}\"/>\n", xml(&target));
    }
    bibl + "</bibl>\n"
}

/// The path of a file as seen from another one.
fn relative(from: &str, to: &str) -> String {
    "../".repeat(from.matches('/').count()) + to
}

/// What it is about: its summary, language and tags.
fn about(source: Source, id: DocumentId) -> String {
    let document = &source.archive.document(id).document;
    let summary = document.summary.as_ref().map_or("", |summary| &summary.value);
    let summary = element("p", "", summary);
    let mut about =
        if summary.is_empty() { summary } else { format!("<abstract>\n{summary}</abstract>\n") };
    let language = document.language.as_ref().map_or(&source.config.language, |l| &l.value);
    let language = xml(language);
    about +=
        &format!("<langUsage><language ident=\"{language}\">{language}</language></langUsage>\n");
    let tags: String = document.tags.iter().map(|tag| element("term", "", &tag.value)).collect();
    if !tags.is_empty() {
        about += &format!("<textClass><keywords>\n{tags}</keywords></textClass>\n");
    }
    about
}
