//! When a page was published, as it marks it, shows it beside its title, or has it in its address. Never a guess.

mod shown;

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeRef};

use super::super::{dates, single_line};
pub(super) use shown::Page;

/// The names that the date goes by, the surest first.
const NAMES: [&str; 29] = [
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "datepublished",
    "prism.publicationdate",
    "dc.date.issued",
    "dcterms.issued",
    "og:published_time",
    "og:article:published_time",
    "og:pubdate",
    "ob:date",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "pubdate",
    "pub_date",
    "publishdate",
    "publish-date",
    "publication_date",
    "publicationdate",
    "article.published",
    "published",
    "published-date",
    "w-published-date",
    "publication-date",
    "published_time",
    "govuk:first-published-at",
];

/// The names of dates that may also be of a change, or of the page itself.
const UNSURE: [&str; 9] = [
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "dcterms.available",
    "date",
    "article:created",
    "datecreated",
    "last-published",
];

/// What scripts call it.
const KEYS: [&str; 8] = [
    "datePublished",
    "publishDate",
    "publishedDate",
    "publishedAt",
    "published_at",
    "publish_date",
    "publication_date",
    "publicationDate",
];

/// So many words stand beside a date at the most.
const BESIDE: usize = 14;

/// What a page says of itself.
pub(super) struct Told<'t> {
    /// The date in JSON-LD, as written.
    pub(super) linked: Option<String>,
    pub(super) metas: &'t BTreeMap<String, Vec<String>>,
    pub(super) url: Option<&'t str>,
}

/// The day on which a page was published.
pub(super) fn published(page: &Page, told: &Told) -> Option<String> {
    let named = |names: &[&str]| {
        let dates = names.iter().filter_map(|name| told.metas.get(*name)?.first().cloned());
        told.linked.iter().filter(|_| names.len() == NAMES.len()).cloned().chain(dates).collect()
    };
    let sure: Vec<String> = named(&NAMES);
    if let Some((written, day)) = first(&sure) {
        return Some(local(page, told, written, day));
    }
    let unsure: Vec<String> = named(&UNSURE);
    let unsure = first(&unsure).map(|(_, day)| day);
    page.timed()
        .or_else(|| told.url.and_then(in_address))
        .or_else(|| unsure.map(|day| page.beside().unwrap_or(day)))
        .or_else(|| page.marked())
        .or_else(|| page.beside())
        .or_else(|| page.labelled())
        .or_else(|| page.opening())
        .or_else(|| page.changed())
        .or_else(|| page.only())
        .or_else(|| in_scripts(page.document))
}

/// The first date that is a whole day, or else the first one, with how it was written.
fn first(dates: &[String]) -> Option<(&str, String)> {
    let days = || dates.iter().filter_map(|date| Some((date.as_str(), dates::day(date)?)));
    days().find(|(_, day)| day.len() == 10).or_else(|| days().next())
}

/// The day where the page was made: programs write the time in London, which can be another day.
fn local(page: &Page, told: &Told, written: &str, day: String) -> String {
    let is_elsewhere =
        written.ends_with('Z') || written.ends_with("+00:00") || written.ends_with("GMT");
    if !is_elsewhere || !written.contains(':') {
        return day;
    }
    let is_it = |other: &String| dates::is_next_to(other, &day);
    let shown = told.url.and_then(in_address).into_iter();
    let shown = shown.chain(page.timed()).chain(page.marked()).chain(page.beside());
    let mut shown = shown.take_while(|other| *other != day);
    shown.find(is_it).unwrap_or(day)
}

/// An older date on a page is rather of what it tells of.
fn is_of_the_web(day: &str) -> bool {
    ("1990".."2100").contains(&day)
}

/// The whole day in a short text.
pub(in super::super) fn day_in(text: &str) -> Option<String> {
    let text = single_line(text);
    if text.split_whitespace().count() > BESIDE || text.len() > 120 {
        return None;
    }
    let parts = text.split([' ', ',', '|', '(', ')', '·', '•']);
    let number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.len() >= 8;
    let mut numbers = parts.filter(|part| number(part)).filter_map(dates::day);
    let whole = |day: &String| day.len() == 10;
    dates::day(&text).filter(whole).or_else(|| numbers.find(whole))
}

/// The day in an address like `/2017/12/27/`, `27-12-2017` or `/20171227/`.
fn in_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.', ',']).collect();
    let is_ours = |day: &String| is_of_the_web(day) && day.len() == 10;
    let digits = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let apart = parts.windows(3).find_map(|parts| {
        let is_year = |part: &str| part.len() == 4 && digits(part, 4);
        let day = match parts {
            [year, month, day] if is_year(year) && digits(month, 2) && digits(day, 2) => {
                [*year, *month, *day].join("-")
            }
            [day, month, year] if is_year(year) && day.len() == 2 && month.len() == 2 => {
                [*day, *month, *year].join(".")
            }
            _ => return None,
        };
        dates::day(&day).filter(is_ours)
    });
    apart.or_else(|| {
        let mut packed = parts.iter().filter(|part| part.len() == 8);
        packed.find_map(|part| dates::day(part).filter(is_ours))
    })
}

/// The day that the scripts of a page call its date, where they know only one.
fn in_scripts(document: &Document) -> Option<String> {
    let mut days = BTreeSet::new();
    for script in document.select("script").nodes() {
        let text = script.text();
        for key in KEYS {
            for (at, _) in text.match_indices(key) {
                let rest =
                    text[at + key.len()..].trim_start_matches(['\\', '"', '\'', ':', '=', ' ']);
                let end = rest.find(['\\', '"', '\'']).filter(|&end| end <= 40);
                days.extend(end.and_then(|end| dates::day(&rest[..end])));
            }
        }
    }
    days.retain(|day: &String| day.len() == 10 && is_of_the_web(day));
    days.first().filter(|_| days.len() == 1).cloned()
}

/// The words of an element.
fn words(node: &NodeRef) -> String {
    single_line(&node.text())
}
