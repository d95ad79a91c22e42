//! What a page says about its article: JSON-LD, then the names that `<meta>` goes by (Highwire, Open Graph, Dublin Core),
//! microdata, and the page itself.

mod authors;
mod published;
mod title;

use std::borrow::Cow;
use std::collections::BTreeMap;

use dom_query::Document;
use serde_json::Value;
use url::Url;

use super::{captured, dates, single_line};
use crate::config::is_language;
use crate::fold;
pub(super) use authors::is_person;
pub(super) use published::day_in;
use published::{Page, Told};
use title::Site;
pub(super) use title::Sure;

/// What a page says about its article.
#[derive(Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    /// How sure the title is.
    pub(super) sure: Sure,
    pub(super) authors: Vec<String>,
    pub(super) outlet: Option<String>,
    pub(super) url: Option<String>,
    pub(super) doi: Option<String>,
    pub(super) published: Option<String>,
    /// When it was changed, on another day than it was published.
    pub(super) modified: Option<String>,
    pub(super) accessed: Option<String>,
    pub(super) language: Option<String>,
    pub(super) licence: Option<String>,
    /// The text itself, as JSON-LD has it.
    pub(super) body: Option<String>,
}

const TITLES: [&str; 5] =
    ["citation_title", "og:title", "dc.title", "twitter:title", "parsely-title"];
/// What programs for phones are called is what the site is called.
const NAMES: [&str; 3] = ["apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name"];
const OUTLETS: [&str; 5] =
    ["citation_journal_title", "og:site_name", "dc.publisher", "publisher", "application-name"];
/// Names that a DOI goes by, among other numbers.
const DOIS: [&str; 4] = ["citation_doi", "dc.identifier", "dcterms.identifier", "prism.doi"];
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
];
/// What types of JSON-LD an article has.
const ARTICLES: [&str; 10] = [
    "newsarticle",
    "article",
    "blogposting",
    "reportagenewsarticle",
    "analysisnewsarticle",
    "opinionnewsarticle",
    "scholarlyarticle",
    "report",
    "techarticle",
    "socialmediaposting",
];

/// So many authors of JSON-LD are looked at.
const MOST_AUTHORS: usize = 100;

/// Where pages have their JSON-LD.
const JSON_LD: &str = "script[type=\"application/ld+json\"]";

impl About {
    /// Gathers it.
    pub(super) fn of(document: &Document, html: &str) -> Self {
        let metas = metas(document);
        let mut about = Self { doi: doi(&metas), ..Self::default() };
        let (captured_url, accessed) = captured::single_file(html);
        about.accessed = accessed;
        let told = json_ld(document);
        if let Some(article) =
            told.iter().find(|value| ARTICLES.iter().any(|name| is_a(value, name)))
        {
            let is_work = is_a(article, "scholarlyarticle")
                || metas.keys().any(|name| name.starts_with("citation_"));
            about.take(article, &told, if is_work { authors::add_whole } else { authors::add });
        }
        let bodies = told.iter().filter_map(|value| value.get("articleBody")?.as_str());
        about.body = bodies.max_by_key(|body| body.len()).map(written);
        // Of a page whose type says nothing, as `WebPage`, the date is still the one of what is on it.
        let dates = told.iter().filter_map(|value| value.get("datePublished").and_then(name));
        let mut linked = about.published.take().into_iter().chain(dates);
        let linked = linked.find(|date| dates::day(date).is_some());
        let linked = linked.or_else(|| published_in_broken(document));
        let canonical = attribute(document, "link[rel=canonical]", "href");
        let urls = [
            captured_url,
            canonical,
            first(&metas, &["og:url", "citation_public_url"]),
            about.url.take(),
        ];
        about.url = own_address(urls.into_iter().flatten());
        let titles = TITLES.iter().filter_map(|name| metas.get(*name)?.first().cloned());
        let titles = about.title.take().into_iter().chain(titles);
        // Some pages escape their title twice.
        let titles: Vec<String> = titles.map(|title| unescaped(&title)).collect();
        // Some pages give their own name for that of their site.
        let window = words(document, "title");
        let is_site = |name: &&String| {
            let is_address = name.contains("://") || name.starts_with('#');
            !is_address && !titles.contains(name) && Some(*name) != window.as_ref()
        };
        let metas_of = |names: &'static [&str]| {
            names.iter().filter_map(|name| metas.get(*name)?.first()).filter(is_site)
        };
        let site = about.outlet.take().filter(|name| is_site(&name));
        let site = site.or_else(|| metas_of(&OUTLETS).next().cloned());
        let named = metas_of(&NAMES).chain(metas_of(&OUTLETS)).chain(&site);
        let named: Vec<&str> = named.map(String::as_str).collect();
        let mut names = Site::of(document, &named, about.url.as_deref());
        (about.title, about.sure) = title::title(document, &titles, &mut names);
        about.outlet = site;
        about.language = language(document, &metas);
        let page = Page::of(document, about.title.as_deref(), about.language.as_deref());
        // Where a page names nobody but its site, its byline may.
        if about.authors.iter().all(|author| names.is(author)) {
            let told = authors::authors(&page, &metas, &names);
            if !told.is_empty() {
                about.authors = told;
            }
        }
        let told = Told { linked, metas: &metas, url: about.url.as_deref() };
        about.published = published::published(&page, &told);
        let modified =
            about.modified.take().or_else(|| first(&metas, &MODIFIED).and_then(|d| dates::day(&d)));
        about.modified =
            modified.filter(|day| about.published.as_ref().is_some_and(|from| day > from));
        let licence = about.licence.take();
        about.licence = licence
            .or_else(|| licence_of(document, &metas))
            .and_then(|written| known_licence(&written));
        about
    }

    /// Takes what an article of JSON-LD says. `told` is all that the page tells of; `add` reads the name of an author.
    fn take(&mut self, article: &Value, told: &[Value], add: fn(&mut Vec<String>, &str)) {
        let text = |key: &str| article.get(key).and_then(name).filter(|text| !text.is_empty());
        self.title = text("headline").or_else(|| text("name"));
        self.outlet = article.get("publisher").and_then(|publisher| name(meant(publisher, told)));
        self.url = text("url").or_else(|| article.pointer("/mainEntityOfPage/@id").and_then(name));
        self.published = text("datePublished");
        self.modified = text("dateModified").and_then(|date| dates::day(&date));
        self.licence = text("license");
        let authors = article.get("author").into_iter();
        let authors = authors.flat_map(|authors| match authors {
            Value::Array(authors) => authors.as_slice(),
            author => std::slice::from_ref(author),
        });
        let authors = authors.take(MOST_AUTHORS).filter_map(|author| name(meant(author, told)));
        for author in authors.filter(|name| !name.contains("://") && !name.starts_with('#')) {
            add(&mut self.authors, &author);
        }
    }
}

/// What a value of JSON-LD that has nothing but an `@id` refers to.
fn meant<'v>(value: &'v Value, told: &'v [Value]) -> &'v Value {
    let Some(id) = value.get("@id").filter(|_| value.get("name").is_none()) else { return value };
    told.iter()
        .find(|told| told.get("@id") == Some(id) && told.get("name").is_some())
        .unwrap_or(value)
}

/// Whether it is a whole address of the web.
fn is_address(url: &str) -> bool {
    url.starts_with("http") && Url::parse(url).is_ok_and(|url| url.has_host())
}

/// The address of a page among those that it names: some pages all name the front of their site.
fn own_address(urls: impl Iterator<Item = String>) -> Option<String> {
    let urls: Vec<String> = urls.filter(|url| is_address(url)).collect();
    urls.iter().find(|url| !is_front(url)).or(urls.first()).cloned()
}

/// Whether an address is the front of a site.
fn is_front(url: &str) -> bool {
    let place = url.split_once("://").map_or(url, |(_, rest)| rest);
    place.split_once('/').is_none_or(|(_, path)| path.is_empty())
}

/// What the first of some names that has a `<meta>` says there.
fn first(metas: &BTreeMap<String, Vec<String>>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| metas.get(*name)?.first().cloned())
}

/// The language that a page says it is in.
fn language(document: &Document, metas: &BTreeMap<String, Vec<String>>) -> Option<String> {
    attribute(document, "html", "lang")
        .or_else(|| first(metas, &["og:locale", "dc.language", "content-language"]))
        .map(|language| language.replace('_', "-"))
        .filter(|language| is_language(language))
}

/// The licence that a page names or links, as it is written.
fn licence_of(document: &Document, metas: &BTreeMap<String, Vec<String>>) -> Option<String> {
    first(metas, &["dc.rights.license", "dcterms.license"])
        .or_else(|| attribute(document, "a[rel~=license], link[rel~=license]", "href"))
}

/// A licence by its identifier or its address; nothing for a path of the site, or for the words of one.
fn known_licence(written: &str) -> Option<String> {
    let licence = spdx(written);
    (!licence.starts_with('/') && licence.len() < 200).then_some(licence)
}

/// The names and contents of all `<meta>`, names in lower case.
fn metas(document: &Document) -> BTreeMap<String, Vec<String>> {
    let mut metas: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in document.select("meta[content]").nodes() {
        let content = single_line(&node.attr_or("content", ""));
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(attribute).filter(|_| !content.is_empty()) {
                let name =
                    name.to_lowercase().replace("dcterms:", "dcterms.").replace("dc:", "dc.");
                metas.entry(name).or_default().push(content.clone());
            }
        }
    }
    metas
}

/// The DOI of what is on a page.
fn doi(metas: &BTreeMap<String, Vec<String>>) -> Option<String> {
    let mut numbers = DOIS.iter().filter_map(|name| metas.get(*name)).flatten();
    numbers.find_map(|number| fold::doi(number)).map(Cow::into_owned)
}

/// Everything that the JSON-LD of a page tells of, in its order.
fn json_ld(document: &Document) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    for script in document.select(JSON_LD).nodes() {
        // Many pages write line breaks into strings, which JSON forbids.
        let text = script.text().replace(|c: char| c.is_control(), " ");
        let text = text.trim().trim_end_matches(';');
        let text = text.strip_prefix("<!--").and_then(|t| t.strip_suffix("-->")).unwrap_or(text);
        if let Ok(value) = serde_json::from_str::<Value>(text) {
            gather(value, &mut found, 0);
        }
    }
    found
}

/// The date in JSON-LD that is no JSON, because the page writes quotation marks into strings.
fn published_in_broken(document: &Document) -> Option<String> {
    let scripts = document.select(JSON_LD);
    scripts.nodes().iter().find_map(|script| {
        let text = script.text();
        let (_, value) = text.split_once("\"datePublished\"")?;
        let date = value.trim_start().strip_prefix(':')?.split('"').nth(1)?;
        dates::day(date).map(|_| date.to_owned())
    })
}

/// Whether something in JSON-LD has a type, which is given in lower case.
fn is_a(value: &Value, name: &str) -> bool {
    let types = value.get("@type");
    let types = types
        .and_then(Value::as_array)
        .map_or_else(|| types.into_iter().collect::<Vec<_>>(), |types| types.iter().collect());
    let mut types = types.iter().filter_map(|name| name.as_str());
    types.any(|one| one.eq_ignore_ascii_case(name))
}

fn gather(value: Value, found: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(values) if depth < 8 => {
            values.into_iter().for_each(|value| gather(value, found, depth + 1));
        }
        Value::Object(mut map) => {
            if let Some(graph) = map.remove("@graph").filter(|_| depth < 8) {
                gather(graph, found, depth + 1);
            }
            found.push(Value::Object(map));
        }
        _ => {}
    }
}

/// The name of something in JSON-LD: words, or the `name` of a map, or of the first of several.
fn name(value: &Value) -> Option<String> {
    match value {
        Value::String(words) => Some(single_line(&unescaped(words))),
        Value::Array(values) => values.first().and_then(name),
        Value::Object(map) => map.get("name").or_else(|| map.get("@id")).and_then(name),
        _ => None,
    }
}

/// Words in which a page has written entities where it should not.
fn unescaped(words: &str) -> String {
    if !words.contains('&') {
        return words.to_owned();
    }
    Document::fragment(words.replace('<', "&lt;")).text().to_string()
}

/// A text that may be HTML, each paragraph on a line of its own.
fn written(text: &str) -> String {
    let text = text.replace("</p>", "\n").replace("<br", "\n<br");
    if text.contains(['<', '&']) { Document::fragment(text).text().to_string() } else { text }
}

fn words(document: &Document, selector: &str) -> Option<String> {
    let text = single_line(&document.select_single(selector).text());
    (!text.is_empty()).then_some(text)
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let value = document.select_single(selector).attr(name)?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The SPDX id of a Creative Commons licence by its address; anything else as it is.
fn spdx(licence: &str) -> String {
    let Some((_, path)) = licence.split_once("creativecommons.org/") else {
        return licence.to_owned();
    };
    let parts: Vec<&str> = path.split('/').collect();
    match parts.as_slice() {
        ["licenses", kind, version, ..] => format!("CC-{}-{version}", kind.to_uppercase()),
        ["publicdomain", "zero", version, ..] => format!("CC0-{version}"),
        _ => licence.to_owned(),
    }
}
