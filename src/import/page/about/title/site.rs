//! What the site of a page is called, so that its name can be told from a title.

use dom_query::{Document, NodeRef};

use super::super::super::single_line;
use super::{BETWEEN, FEW};

/// Where pages have a name of their site, beside metadata.
const FEEDS: &str = "link[type='application/rss+xml'], link[type='application/atom+xml']";

/// Articles that a name begins with and an address lacks.
const ARTICLES: [&str; 9] = ["the ", "der ", "die ", "das ", "le ", "la ", "el ", "il ", "los "];

/// The names of a site.
pub(in super::super) struct Site {
    /// The letters of its names.
    names: Vec<String>,
    /// The letters of its host: `example.org` is `exampleorg`.
    host: String,
    /// The longest part of its host: `example`.
    label: String,
}

impl Site {
    /// Gathers them. `told` is what metadata say.
    pub(in super::super) fn of(document: &Document, told: &[&str], url: Option<&str>) -> Self {
        let host = url.and_then(|url| url.split("://").nth(1));
        let host =
            host.and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
        let label = host.split('.').max_by_key(|part| part.len()).unwrap_or_default();
        let mut site = Self { names: Vec::new(), host: key(host), label: key(label) };
        told.iter().for_each(|name| site.add(name));
        for feed in document.select(FEEDS).nodes() {
            let title = single_line(&feed.attr_or("title", ""));
            title.split_once(" » ").into_iter().for_each(|(name, _)| site.add(name));
        }
        site
    }

    /// Adds a name.
    pub(super) fn add(&mut self, name: &str) {
        let name = key(name);
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Whether some words are a name of the site.
    pub(in super::super) fn is(&self, words: &str) -> bool {
        let key = key(words);
        let lower = words.to_lowercase();
        let bare = ARTICLES.iter().find_map(|article| lower.strip_prefix(article));
        let is_host = |key: &str| key.chars().count() > 2 && self.host.contains(key);
        self.names.contains(&key)
            || is_host(&key)
            || bare.is_some_and(|bare| is_host(&self::key(bare)))
    }

    /// Whether a few words behind a title have a name of the site in them: `Example News`, for `example.org`.
    fn is_of(&self, words: &str) -> bool {
        let key = key(words);
        let initials: String =
            words.split_whitespace().filter_map(|word| word.chars().next()).collect();
        let has = |name: &str| name.chars().count() > 3 && key.contains(name);
        let is_few = words.split_whitespace().count() <= FEW.0;
        let is_short = initials.chars().count() > 2 && initials.to_lowercase() == self.label;
        is_few && (has(&self.label) || self.names.iter().any(|name| has(name)) || is_short)
    }

    /// A title without the names of its site behind it or before it.
    pub(super) fn without(&self, mut title: String) -> String {
        for sign in BETWEEN {
            let is_behind = |(at, _): &(usize, &str)| {
                let (head, tail) = (&title[..*at], &title[at + sign.len()..]);
                let count = |words: &str| words.split_whitespace().count();
                let is_sure = ![": ", " on "].contains(&sign);
                let is_of = is_sure && count(head) > count(tail) && self.is_of(tail);
                (self.is(tail) || is_of) && !self.is(head) && !head.trim().is_empty()
            };
            if let Some((at, _)) = title.match_indices(sign).find(is_behind) {
                title.truncate(title[..at].trim_end().len());
            }
            if let Some((head, tail)) = title.split_once(sign)
                && self.is(head)
                && !tail.trim().is_empty()
            {
                title = String::from(tail.trim());
            }
        }
        title
    }
}

/// Whether a heading is nothing but a link to the front of its site.
pub(super) fn leads_home(heading: &NodeRef) -> bool {
    let inner = heading.descendants_it().find(|inner| inner.has_name("a"));
    let link = inner.or_else(|| heading.ancestors_it(Some(2)).find(|above| above.has_name("a")));
    let Some(link) = link else { return false };
    let address = link.attr_or("href", "").to_string();
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/').map_or("", |(_, path)| path),
        None => address.trim_start_matches('.').strip_prefix('/').unwrap_or("…"),
    };
    let is_front = matches!(path, "" | "index.html" | "index.php" | "index.htm");
    is_front && key(&link.text()).contains(&key(&heading.text()))
}

/// The letters of a name.
pub(super) fn key(words: &str) -> String {
    let words = words.to_lowercase();
    let words = words.trim_start_matches("www.");
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}
