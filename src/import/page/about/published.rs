//! When a page was published, as it marks it, shows it beside its title, or has it in its address. Never a guess.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::{dates, single_line};

/// The names that the date goes by, the surest first.
const NAMES: [&str; 29] = [
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "dcterms.available",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
    "article.published",
    "last-published",
    "published",
    "published-date",
    "publication-date",
    "article:created",
    "datecreated",
];

/// Elements that say when the text was published.
const SURE: &str = "[itemprop=datePublished], [property='schema:datePublished']";

/// Elements that say when something was published.
const TIMES: &str = "time[pubdate], time.entry-date, time.published, article time[datetime], header time[datetime], time[datetime], abbr.published";

/// Elements that are named after what they say.
const MARKED: &str = "[class*=date i], [class*=publish i], [class*=byline i], [class*=posted i], [class*=time i], [class*=meta i], [class*=kicker i], [class*=dateline i], [id*=date i], time";

/// What is in these is about other things.
const OTHERS: [&str; 9] = [
    "comment",
    "related",
    "sidebar",
    "footer",
    "widget",
    "teaser",
    "recent",
    "infobox",
    "basic-info",
];

/// So many words stand beside a date at the most.
const BESIDE: usize = 14;

/// So many short texts before and after the title are looked at.
const NEAR: (usize, usize) = (4, 10);

/// The day on which a page was published.
pub(super) fn published(
    document: &Document,
    metas: &BTreeMap<String, Vec<String>>,
    url: Option<&str>,
    title: Option<&str>,
) -> Option<String> {
    let named = NAMES.iter().find_map(|name| dates::day(metas.get(*name)?.first()?));
    let page = Page { document, trunk: trunk(document) };
    named
        .or_else(|| page.timed())
        .or_else(|| url.and_then(in_address))
        .or_else(|| page.marked())
        .or_else(|| page.beside(title?))
        .or_else(|| page.only())
}

/// A page, and the elements that hold its heading: whatever their names say, they are not about other things.
struct Page<'d> {
    document: &'d Document,
    trunk: Vec<NodeId>,
}

fn trunk(document: &Document) -> Vec<NodeId> {
    let heading = document.select_single("h1");
    let above = heading.nodes().first().map(|node| node.ancestors_it(None));
    above.into_iter().flatten().map(|node| node.id).collect()
}

impl Page<'_> {
    /// The date of a `<time>` and its kin.
    fn timed(&self) -> Option<String> {
        let (sure, times) = (self.document.select(SURE), self.document.select(TIMES));
        let times = times.nodes().iter().filter(|node| !self.is_of_others(node));
        sure.nodes().iter().chain(times).find_map(|node| {
            let given = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name));
            given.and_then(|value| dates::day(&value)).or_else(|| day_in(&node.text()))
        })
    }

    /// The date in an element whose name says that it is one.
    fn marked(&self) -> Option<String> {
        let marked = self.document.select(MARKED);
        let mut marked = marked.nodes().iter().filter(|node| !self.is_of_others(node));
        marked.find_map(|node| day_in(&node.text())).filter(|day| is_of_the_web(day))
    }

    /// The date that is the only one that a page marks, wherever it stands.
    fn only(&self) -> Option<String> {
        let marked = self.document.select(MARKED);
        let days = marked.nodes().iter().filter_map(|node| {
            let given = node.attr("datetime").and_then(|value| dates::day(&value));
            given.filter(|day| day.len() == 10).or_else(|| day_in(&node.text()))
        });
        let days: BTreeSet<String> = days.collect();
        days.first().filter(|day| days.len() == 1 && is_of_the_web(day)).cloned()
    }

    /// The date in a short text beside the title.
    fn beside(&self, title: &str) -> Option<String> {
        let body = self.document.body()?;
        let texts = body.descendants_it().filter(NodeRef::is_text);
        let texts: Vec<(String, NodeRef)> = texts
            .map(|node| (single_line(&node.text()), node))
            .filter(|(text, _)| !text.is_empty())
            .collect();
        let is_heading = |node: &NodeRef| {
            let above = node.ancestors_it(Some(3)).map(|node| node.node_name().unwrap_or_default());
            above.into_iter().any(|name| matches!(&*name, "h1" | "h2"))
        };
        let at = texts
            .iter()
            .position(|(text, node)| is_heading(node) && title.starts_with(text.as_str()))?;
        let (from, to) = (at.saturating_sub(NEAR.0), texts.len().min(at + 1 + NEAR.1));
        let near = texts[at..to].iter().chain(texts[from..at].iter().rev());
        near.filter(|(_, node)| !self.is_of_others(node))
            .find_map(|(text, _)| day_in(text))
            .filter(|day| is_of_the_web(day))
    }

    /// Whether an element is about something else than the text.
    fn is_of_others(&self, node: &NodeRef) -> bool {
        node.ancestors_it(Some(12)).chain([*node]).any(|node| {
            let name = node.node_name().unwrap_or_default();
            let told = [node.attr("class"), node.attr("id")];
            let is_named = || {
                told.iter().flatten().any(|told| {
                    let told = told.to_lowercase();
                    // Themes write names of widgets on the whole page.
                    !matches!(&*name, "body" | "html" | "main" | "article")
                        && OTHERS.iter().any(|other| told.contains(other))
                })
            };
            let is_other =
                matches!(&*name, "aside" | "footer" | "nav" | "td" | "th" | "dd" | "figcaption");
            (is_other || is_named()) && !self.trunk.contains(&node.id)
        })
    }
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

/// The day in an address like `/2017/12/27/` or `/20171227/`.
fn in_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-', '_', '.', ',']).collect();
    let is_ours = |day: &String| is_of_the_web(day) && day.len() == 10;
    let apart = parts.windows(3).find_map(|parts| {
        let is_day = parts[0].len() == 4 && parts[1].len() == 2 && parts[2].len() == 2;
        is_day.then(|| dates::day(&parts.join("-")))?.filter(is_ours)
    });
    apart.or_else(|| {
        let mut packed = parts.iter().filter(|part| part.len() == 8);
        packed.find_map(|part| dates::day(part).filter(is_ours))
    })
}
