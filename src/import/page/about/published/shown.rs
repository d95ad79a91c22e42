//! The dates that readers see on a page, and which of them is the one of its text.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};

use dom_query::{Document, NodeId, NodeRef};

use super::super::super::{dates, readers};
use super::{day_in, is_of_the_web, words};

/// Elements that say when the text was published.
const SURE: &str = "[itemprop=datePublished], [property='schema:datePublished']";

/// Elements that say when something was published.
const TIMES: &str = "time[pubdate], time.entry-date, time.published, article time[datetime], header time[datetime], time[datetime], abbr.published";

/// Elements that are named after what they say.
const MARKED: &str = "[class*=date i], [class*=publish i], [class*=byline i], [class*=posted i], [class*=time i], [class*=meta i], [class*=kicker i], [class*=dateline i], [id*=date i], time";

/// Elements whose names say less.
const MARKED_LESS: &str =
    "[class*=datum i], [class*=fecha i], [class*=submitted i], [class*=created i]";

/// What is in these is about other things.
const OTHERS: [&str; 10] = [
    "card",
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

/// What stands before a day on which a text was changed, in small letters.
const CHANGED: [&str; 16] = [
    "updated",
    "update",
    "modified",
    "edited",
    "reviewed",
    "aktualisiert",
    "änderung",
    "geändert",
    "mis à jour",
    "modifié",
    "actualizado",
    "aggiornato",
    "atualizado",
    "обновлено",
    "päivitetty",
    "bijgewerkt",
];

/// What stands beside the day on which a text was published, in small letters.
const PUBLISHED: [&str; 20] = [
    "published",
    "posted",
    "publication date",
    "release date",
    "veröffentlicht",
    "erschienen",
    "datum",
    "publié",
    "mise en ligne",
    "publicado",
    "fecha",
    "pubblicato",
    "publicerad",
    "opublikowano",
    "gepubliceerd",
    "опубликован",
    "дата",
    "نشر",
    "yayın",
    "发布",
];

/// So many short texts before and behind the title are looked at, and none behind a longer one.
const NEAR: (usize, usize) = (4, 24);
const PARAGRAPH: usize = 24;

/// A line that has nothing but a day has not more words.
const ALONE: usize = 6;

/// A date opens one of so many paragraphs.
const FIRST: usize = 4;

/// The day that a paragraph opens with ends before so many letters.
const OPENING: usize = 40;

/// So many elements that hold most of a page are looked for.
const LAYOUT: usize = 12;

/// What a day is of stands among so many words before it.
const NEAREST: usize = 3;

/// A page, and the elements that hold its heading: whatever their names say, they are not about other things.
pub(in super::super) struct Page<'d> {
    pub(in super::super) document: &'d Document,
    /// Whether the day comes first in `3/4/2017`, where the language tells.
    is_day_first: Option<bool>,
    heading: Option<NodeId>,
    trunk: Vec<NodeId>,
    /// The first day on which the text was changed.
    changed: OnceCell<String>,
    texts: OnceCell<Vec<(String, NodeRef<'d>)>>,
    /// What readers say below the text.
    readers: OnceCell<HashSet<NodeId>>,
}

impl<'d> Page<'d> {
    pub(in super::super) fn of(
        document: &'d Document,
        title: Option<&'d str>,
        language: Option<&str>,
    ) -> Self {
        let headings = document.select("h1, h2, h3");
        let is_title = |node: &&NodeRef| title.is_some_and(|title| words(node).contains(title));
        let heading = headings.nodes().iter().find(is_title).copied();
        let heading = heading.or_else(|| document.select_single("h1").nodes().first().copied());
        let trunk = heading.iter().flat_map(|heading| heading.ancestors_it(None));
        let trunk = trunk.chain(layout(document)).map(|node| node.id).collect();
        let is_day_first = language.and_then(|language| match language {
            "en-US" => Some(false),
            "en" => None,
            _ => Some(!language.starts_with("en") || language.len() == 5),
        });
        let heading = heading.map(|heading| heading.id);
        let (changed, texts, readers) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { document, is_day_first, heading, trunk, changed, texts, readers }
    }

    /// The date of a `<time>` and its kin.
    pub(super) fn timed(&self) -> Option<String> {
        let (sure, times) = (self.document.select(SURE), self.document.select(TIMES));
        let day = |node: &NodeRef| {
            let given = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name));
            let given = given.and_then(|value| dates::day(&value));
            // What readers see is the day where the page was made; the day of a change is another one.
            let is_seen =
                given.as_ref().is_none_or(|given| given.len() == 10 && !is_of_a_change(node));
            is_seen.then(|| self.day_in(&node.text())).flatten().or(given)
        };
        let own = sure.nodes().iter().filter(|node| !self.is_of_readers(node));
        let days: BTreeSet<String> = own.filter_map(day).collect();
        if let (Some(only), 1) = (days.first().filter(|day| is_of_the_web(day)), days.len()) {
            return Some(only.clone());
        }
        let nodes = sure.nodes().iter().chain(times.nodes());
        self.first(nodes.copied().filter(|node| !self.is_of_others(node)), day)
    }

    /// The date in an element whose name says that it is one.
    pub(super) fn marked(&self) -> Option<String> {
        [MARKED, MARKED_LESS].iter().find_map(|marked| {
            let marked = self.document.select(marked);
            let marked = marked.nodes().iter().filter(|node| !self.is_of_others(node));
            self.first(marked.copied(), |node| self.day_in(&node.text()))
        })
    }

    /// The first text of the heading.
    pub(in super::super) fn title(&self) -> Option<usize> {
        let heading = self.heading?;
        let is_heading =
            |node: &NodeRef| node.ancestors_it(Some(6)).any(|above| above.id == heading);
        self.texts().iter().position(|(_, node)| is_heading(node))
    }

    /// The date in a short text beside the title.
    pub(super) fn beside(&self) -> Option<String> {
        let (at, texts) = (self.title()?, self.texts());
        let behind = texts[at..].iter().take(NEAR.1);
        let behind = behind.take_while(|(text, _)| text.split_whitespace().count() <= PARAGRAPH);
        let near = behind.chain(texts[at.saturating_sub(NEAR.0)..at].iter().rev());
        let near = near.map(|(_, node)| *node).filter(|node| !self.is_of_others(node));
        self.first(near, |node| self.day_in(&node.text()))
    }

    /// The date with words beside it that say so.
    pub(super) fn labelled(&self) -> Option<String> {
        let texts = self.texts();
        let is_label = |text: &str| {
            let text = text.to_lowercase();
            PUBLISHED.iter().any(|word| text.contains(word))
        };
        texts.iter().enumerate().find_map(|(at, (text, node))| {
            let told = self.day_in(text).filter(|_| is_label(text));
            let next = || {
                let is_only = is_label(text) && text.split_whitespace().count() <= ALONE;
                self.day_in(&texts.get(at + 1).filter(|_| is_only)?.0)
            };
            told.or_else(next).filter(|day| is_of_the_web(day) && !self.is_of_others(node))
        })
    }

    /// The date that the first paragraph opens with: `27.12.2017 – The wall …`.
    pub(super) fn opening(&self) -> Option<String> {
        let is_long = |text: &str| text.split_whitespace().count() > PARAGRAPH / 2;
        let first = self.texts().iter().filter(|(text, _)| is_long(text)).take(FIRST);
        first.filter(|(_, node)| !self.is_of_others(node)).find_map(|(text, _)| {
            let text = text.trim_start_matches('(');
            let end =
                text.find(" - ").or_else(|| text.find(['–', '—', ':', '|', ')', '„', '"']))?;
            let is_number = text.starts_with(|c: char| c.is_ascii_digit());
            let day = self.day_in(&text[..end]).filter(|_| is_number && end <= OPENING);
            day.filter(|day| is_of_the_web(day))
        })
    }

    /// The first day on which the text was changed, where nothing says when it was published.
    pub(super) fn changed(&self) -> Option<String> {
        self.changed.get().cloned()
    }

    /// The date that is the only one that a page marks, or has on a line of its own, wherever it stands.
    pub(super) fn only(&self) -> Option<String> {
        let marked = self.document.select(MARKED);
        let is_comment = |node: &NodeRef| {
            let mut above = node.ancestors_it(Some(6)).chain([*node]);
            above.any(|above| above.attr_or("class", "").contains("comment"))
                || self.is_of_readers(node)
        };
        let marked = marked.nodes().iter().filter(|node| !is_comment(node)).filter_map(|node| {
            let given = node.attr("datetime").and_then(|value| dates::day(&value));
            given.filter(|day| day.len() == 10).or_else(|| self.day_in(&node.text()))
        });
        let alone = |days: BTreeSet<String>| {
            let day = days.first().filter(|day| days.len() == 1 && is_of_the_web(day));
            day.cloned()
        };
        let lines = self.texts().iter().filter(|(_, node)| !self.is_of_others(node));
        let lines = lines.map(|(text, _)| text);
        let lines = lines.filter(|text| text.split_whitespace().count() <= ALONE);
        let marked: BTreeSet<String> = marked.collect();
        if marked.is_empty() {
            return alone(lines.filter_map(|text| self.day_in(text)).collect());
        }
        alone(marked)
    }

    /// The first day of some elements that is not the day of a change, or else the first one.
    fn first<'n>(
        &self,
        nodes: impl Iterator<Item = NodeRef<'n>>,
        day: impl Fn(&NodeRef<'n>) -> Option<String>,
    ) -> Option<String> {
        for node in nodes {
            let Some(day) = day(&node).filter(|day| is_of_the_web(day)) else { continue };
            if !is_of_a_change(&node) {
                return Some(day);
            }
            self.changed.get_or_init(|| day);
        }
        None
    }

    fn day_in(&self, text: &str) -> Option<String> {
        day_in(text).or_else(|| {
            let is_short = text.split_whitespace().count() <= ALONE;
            dates::numbered(text, self.is_day_first.filter(|_| is_short)?)
        })
    }

    /// The texts of the page, in their order.
    pub(in super::super) fn texts(&self) -> &[(String, NodeRef<'d>)] {
        self.texts.get_or_init(|| {
            let Some(body) = self.document.body() else { return Vec::new() };
            let texts = body.descendants_it().filter(is_shown).map(|node| (words(&node), node));
            texts.filter(|(text, _)| !text.is_empty()).collect()
        })
    }

    /// Whether a node is of what readers say below the text.
    fn is_of_readers(&self, node: &NodeRef) -> bool {
        self.readers.get_or_init(|| readers::said(self.document)).contains(&node.id)
    }

    /// Whether an element is about something else than the text.
    pub(in super::super) fn is_of_others(&self, node: &NodeRef) -> bool {
        let is_other = node.ancestors_it(Some(12)).chain([*node]).any(|node| {
            let name = node.node_name().unwrap_or_default();
            let told = [node.attr("class"), node.attr("id"), node.attr("href")];
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
        });
        is_other || self.is_of_readers(node)
    }
}

/// The outermost elements of a page that hold most of its words each: `layout-with-sidebar` is no sidebar.
fn layout(document: &Document) -> Vec<NodeRef<'_>> {
    let mut layout: Vec<NodeRef> = document.body().into_iter().collect();
    while let Some(outer) = layout.last().filter(|_| layout.len() < LAYOUT) {
        let most = letters(outer) / 2;
        let mut inner = outer.element_children().into_iter();
        let Some(inner) = inner.find(|inner| letters(inner) > most) else { break };
        layout.push(inner);
    }
    layout
}

/// How long the texts in an element are.
fn letters(node: &NodeRef) -> usize {
    node.descendants_it().filter(is_shown).map(|text| text.text().len()).sum()
}

/// Whether it is a text, and no script.
fn is_shown(node: &NodeRef) -> bool {
    let is_code = |parent: NodeRef| parent.has_name("script") || parent.has_name("style");
    node.is_text() && !node.parent().is_some_and(is_code)
}

/// Whether a day is one on which a text was changed, by what stands before it.
fn is_of_a_change(node: &NodeRef) -> bool {
    let class = node.attr_or("class", "").to_lowercase();
    let names = |name: &str| class.contains(name);
    if names("modif") || names("updat") && !names("publish") && !names("entry-date") {
        return true;
    }
    let own = words(node).to_lowercase();
    let before = node.prev_sibling().or_else(|| node.parent()?.prev_sibling());
    let before = before.map(|before| words(&before).to_lowercase()).unwrap_or_default();
    let label = own.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let mut nearest = before.split_whitespace().rev().take(NEAREST);
    CHANGED.iter().any(|word| label.contains(word))
        || nearest.any(|word| CHANGED.iter().any(|changed| word.starts_with(changed)))
}
