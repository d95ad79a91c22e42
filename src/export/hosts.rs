//! What hosts and crawlers are told: `robots.txt`, the sitemap (sitemaps.org protocol 0.9), `_headers`, `_redirects`.

use std::fmt::Write as _;

use super::{Source, xml};
use crate::config::Crawlers;
use crate::model::archive::Edition;
use crate::model::assets::{FOLDER, is_hashed};
use crate::model::data::Data;
use crate::model::hosting::{HEADERS, cache_control, rare_type};
use crate::model::site::{Page, SITEMAP, Subject, encoded};

/// What crawlers that gather texts to train models call themselves, from their makers' own pages.
const TRAINERS: &[&str] = &[
    "AI2Bot",
    "Amazonbot",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "Meta-ExternalAgent",
    "Omgilibot",
    "PanguBot",
    "Timpibot",
];

pub(super) fn robots(source: Source) -> String {
    // The reader's own edition is for nobody else, wherever it ends up.
    if source.archive.edition == Edition::Private || source.config.crawlers == Crawlers::None {
        return "User-agent: *\nDisallow: /\n".to_owned();
    }
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if source.config.crawlers == Crawlers::Search {
        text.push('\n');
        for name in TRAINERS {
            text.extend(["User-agent: ", name, "\n"]);
        }
        text.push_str("Disallow: /\n\n");
    }
    if source.site.page("sitemap.xml").is_some() {
        text.extend(["Sitemap: ", &source.url("sitemap.xml"), "\n"]);
    }
    text
}

/// The sitemap: every page that search engines may know, or the list of the parts of one that is too long for a file.
pub(super) fn sitemap(source: Source, part: Option<usize>) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let xmlns = "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"";
    let is_part = |page: &&Page| matches!(page.subject, Subject::Data(Data::Sitemap(Some(_))));
    let parts: Vec<&Page> = source.site.pages.iter().filter(is_part).collect();
    let (list, item, urls): (_, _, Vec<&Page>) = match part {
        None if !parts.is_empty() => ("sitemapindex", "sitemap", parts),
        part => {
            let pages = source.site.pages.iter();
            let pages = pages.filter(|page| page.subject.is_indexed(source.archive));
            let (skip, most) = part.map_or((0, usize::MAX), |n| ((n - 1) * SITEMAP, SITEMAP));
            ("urlset", "url", pages.skip(skip).take(most).collect())
        }
    };
    let _ = writeln!(text, "<{list} {xmlns}>");
    for page in urls {
        let url = if page.url == "index.html" { "" } else { &page.url };
        let _ = writeln!(text, "<{item}><loc>{}</loc></{item}>", xml(&source.url(url)));
    }
    let _ = writeln!(text, "</{list}>");
    text
}

/// Rules as Netlify and Cloudflare Pages read them: a path, then its headers.
pub(super) fn headers(source: Source) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in HEADERS {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let pages = source.site.pages.iter().map(|page| &page.url);
    let mut assets = pages.chain(source.site.files.keys()).filter(|url| url.starts_with(FOLDER));
    // One rule is for all of them, so that all must be what it says.
    if let Some(one) =
        assets.next().filter(|one| is_hashed(one) && assets.all(|url| is_hashed(url)))
    {
        let _ = write!(text, "/{FOLDER}*\n  Cache-Control: {}\n", cache_control(one));
    }
    // Pages of others may read what is there for machines.
    if source.config.data {
        text.push_str("/data/*\n  Access-Control-Allow-Origin: *\n");
    }
    // Hosts limit how many rules they read: the files that the whole archive has once, not those of each article.
    let whole = source.site.pages.iter().filter(|page| {
        matches!(page.subject, Subject::Data(_)) && !page.url.starts_with("articles/")
    });
    for page in whole {
        if let Some(media) = rare_type(&page.url) {
            let _ = write!(text, "/{}\n  Content-Type: {media}\n", encoded(&page.url));
        }
    }
    text
}

/// Former addresses, for hosts that answer for them before the pages that stand there do.
pub(super) fn redirects(source: Source) -> String {
    let mut text = String::new();
    for page in &source.site.pages {
        if let Subject::Redirect(to) = &page.subject {
            let _ = writeln!(text, "/{} /{} 301", encoded(&page.url), encoded(to));
        }
    }
    text
}
