//! What a page is called: without the name of its site, and as its heading has it.

use std::collections::BTreeSet;

use dom_query::Document;

use super::super::single_line;
use super::words;

/// What stands between a title and the name of a site.
const BETWEEN: [&str; 14] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " › ", " -- ", " : ", " / ",
    " on ",
];

/// Behind the first of them in a `<title>` a few words are the name of a site, also of one that is not known.
const SURE: usize = 10;

/// A name of a site has not more words, and a title that is left has as many at least.
const FEW: (usize, usize) = (4, 3);

/// A heading has so many tenths of the words of a title in common with it: the only one of its page, and one of several.
const LIKE: (usize, usize) = (3, 5);

/// A title is not longer, in bytes.
const LONGEST: usize = 250;

/// The title of a page. `own` is what its metadata say.
pub(super) fn title(
    document: &Document,
    own: Option<String>,
    site: Option<&str>,
    url: Option<&str>,
) -> Option<String> {
    let headings: Vec<String> = document
        .select("h1, h2")
        .nodes()
        .iter()
        .map(|node| single_line(&node.text()))
        .filter(|heading| !heading.is_empty())
        .collect();
    let page = words(document, "title");
    let host = url.map(host).unwrap_or_default();
    let is_site = |words: &str| {
        let key = key(words);
        let is_host = !host.is_empty() && key.len() > 2 && (host.contains(&key) || key == host);
        is_host || site.is_some_and(|site| self::key(site) == key)
    };
    let alone = || words(document, "h1").filter(|_| document.select("h1").length() == 1);
    let is_marked = own.is_some();
    // Some pages give the name of the site where the title should be.
    let told = own.filter(|own| !is_site(own) || headings.is_empty()).or_else(|| page.clone());
    let Some(told) = told else { return alone() };
    let told = single_line(&told);
    if is_site(&told)
        && let Some(heading) = alone()
    {
        return Some(heading);
    }
    // A heading that the title goes on after, behind a sign: the rest is of the site.
    let goes_on = |heading: &&String| {
        told.strip_prefix(heading.as_str())
            .is_some_and(|rest| BETWEEN.iter().any(|sign| rest.starts_with(sign)))
            || told
                .strip_suffix(heading.as_str())
                .is_some_and(|rest| BETWEEN.iter().any(|sign| rest.ends_with(sign)))
    };
    if let Some(heading) = headings.iter().filter(goes_on).max_by_key(|heading| heading.len())
        && !is_site(heading)
    {
        return Some(heading.clone());
    }
    let title = without(told, &is_site);
    let title = if is_marked { title } else { shortened(title) };
    let shown = as_shown(document, &title).map(|heading| without(heading, &is_site));
    let title = shown.filter(|heading| !is_site(heading)).unwrap_or(title);
    Some(title).filter(|title| !title.is_empty())
}

/// The heading that readers see, where metadata have other words for it, written for searches and feeds.
fn as_shown(document: &Document, title: &str) -> Option<String> {
    let headings = document.select("h1");
    let headings =
        headings.nodes().iter().map(|node| single_line(&node.text().replace('\u{ad}', "")));
    let headings: BTreeSet<String> =
        headings.filter(|heading| (1..LONGEST).contains(&heading.len())).collect();
    let told = keys(title);
    let common = |heading: &String| {
        let words = keys(heading);
        let least = words.len().min(told.len()).max(1);
        words.intersection(&told).count() * 10 / least
    };
    let needed = if headings.len() == 1 { LIKE.0 } else { LIKE.1 };
    let heading = headings.iter().max_by_key(|heading| common(heading))?;
    let is_title = common(heading) >= needed && keys(heading).len() * 3 >= told.len();
    (is_title && !has_more(heading, title)).then(|| heading.clone())
}

/// Whether a heading is the title and something else: the section or the day before it, a line of its own behind it.
fn has_more(heading: &str, title: &str) -> bool {
    let count = |words: &str| words.split_whitespace().count();
    let before = heading.strip_suffix(title).is_some_and(|before| count(before) <= FEW.0);
    let behind = heading.strip_prefix(title).map(str::trim_start);
    let is_line = |rest: &str| rest.starts_with(char::is_alphanumeric);
    before || behind.is_some_and(is_line) && count(title) >= FEW.0
}

/// The words of a title, each once.
fn keys(words: &str) -> BTreeSet<String> {
    words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A `<title>` without a few words at its end that are likely the name of its site.
fn shortened(title: String) -> String {
    let count = |words: &str| words.split_whitespace().count();
    let cut = BETWEEN[..SURE].iter().filter_map(|sign| title.rsplit_once(sign));
    let cut = cut.min_by_key(|(_, tail)| tail.len());
    match cut {
        Some((head, tail)) if count(tail) <= FEW.0 && count(head) >= FEW.1 => {
            head.trim().to_owned()
        }
        _ => title,
    }
}

/// A title without the names of its site behind it or before it.
fn without(mut title: String, is_site: &impl Fn(&str) -> bool) -> String {
    for sign in BETWEEN {
        if let Some((head, tail)) = title.rsplit_once(sign)
            && is_site(tail)
            && !is_site(head)
        {
            title = String::from(head.trim());
        }
        if let Some((head, tail)) = title.split_once(sign)
            && is_site(head)
        {
            title = String::from(tail.trim());
        }
    }
    title
}

/// The letters of a name.
fn key(words: &str) -> String {
    let words = words.to_lowercase();
    let words = words.trim_start_matches("www.");
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The letters of the host of an address: `example.org` is `exampleorg`.
fn host(url: &str) -> String {
    let host = url.split("://").nth(1).unwrap_or(url).split(['/', '?', '#']).next();
    key(host.unwrap_or_default())
}
