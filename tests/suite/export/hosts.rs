//! What hosts and crawlers are told.

use variorum::config::{Config, Crawlers};
use variorum::model::archive::Edition;

use super::{article, at, file, given};

#[test]
fn crawlers_are_kept_from_the_private_edition() {
    assert_eq!(
        file(&article(""), None, Edition::Private, "robots.txt"),
        "User-agent: *\nDisallow: /\n"
    );
    let public = file(&article(""), Some("https://example.org/"), Edition::Public, "robots.txt");
    assert_eq!(public, "User-agent: *\nAllow: /\nSitemap: https://example.org/sitemap.xml\n");
}

#[test]
fn crawlers_are_told_what_was_chosen() {
    let robots = |crawlers| {
        let config = Config { crawlers, ..Config::default() };
        given(&[("articles/one.md", "Text.")], config, Edition::Public).file("robots.txt")
    };
    assert_eq!(robots(Crawlers::None), "User-agent: *\nDisallow: /\n");
    let search = robots(Crawlers::Search);
    assert!(search.starts_with("User-agent: *\nAllow: /\n\nUser-agent: "), "{search}");
    for name in ["GPTBot", "ClaudeBot", "CCBot", "Google-Extended"] {
        assert!(search.contains(&format!("User-agent: {name}\n")), "{search}");
    }
    assert!(search.ends_with("\nDisallow: /\n\n"), "{search}");
}

#[test]
fn hosts_are_told_in_their_own_words() {
    let given = super::given(
        &[("articles/a b.md", "---\nredirect_from: [/old/a.html, ä]\n---\nText.\n")],
        at(None),
        Edition::Public,
    );
    assert_eq!(
        given.file("_redirects"),
        "/old/a.html /articles/a-b.html 301\n/%C3%A4.html /articles/a-b.html 301\n"
    );
    let headers = given.file("_headers");
    assert!(headers.starts_with("/*\n  X-Content-Type-Options: nosniff\n"), "{headers}");
    assert!(headers.contains("/data/bibliography.ris\n  Content-Type: application/x-research"));
    assert_eq!(given.file(".nojekyll"), "\n");
}
