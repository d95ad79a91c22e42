//! Who wrote a text: metadata, what a page marks, or the byline beside its title.

use std::collections::{BTreeMap, HashSet};

use dom_query::{NodeId, NodeRef};

use super::super::aside::is_comment;
use super::super::{Is, dates, people, single_line};
use super::published::Page;
use super::title::Site;
use crate::cite::is_suffix;
use crate::import::names::{is_turned, turned};
use crate::import::text::is_name;

/// The names that authors go by, the surest first.
const METAS: [&str; 10] = [
    "citation_author",
    "citation_authors",
    "article:author",
    "og:article:author",
    "author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
    "sailthru.author",
];

/// Those of them that libraries and journals write, a name in each.
const OF_WORKS: [&str; 4] =
    ["citation_author", "citation_authors", "dc.creator", "dcterms.creator"];

/// Elements that say who wrote the text.
const MARKED: &str = "[itemprop=author] [itemprop=name], [itemprop=author], a[rel~=author]";

/// What pages call the elements that do, as a part of a class.
const NAMES: [&str; 4] = ["author", "byline", "autor", "auteur"];

/// So many elements around a text are looked at.
const AROUND: usize = 3;

/// A name has not more letters, and a text has not more authors that are marked.
const LONGEST: usize = 60;
const MOST: usize = 8;

/// A byline stands among so many texts behind the title, and behind none of as many words.
const NEAR: usize = 24;
const PARAGRAPH: usize = 40;

/// What stands between a name and a day.
const DAYS: [&str; 10] = [", ", " | ", " · ", " • ", " – ", " — ", " - ", " by ", " von ", " par "];

/// What names of places begin with that stand before a day, in texts that are sent from there.
const PLACES: [&str; 25] = [
    "Abu", "Addis", "Bad", "Buenos", "Cape", "Den", "East", "El", "Fort", "Hong", "Kuala", "La",
    "Las", "Los", "Mexico", "New", "North", "Port", "Rio", "San", "Santa", "Sao", "South", "St",
    "Tel",
];

/// Who wrote the text of a page.
pub(super) fn authors(
    page: &Page,
    metas: &BTreeMap<String, Vec<String>>,
    site: &Site,
) -> Vec<String> {
    let mut authors = Vec::new();
    for name in METAS {
        let add = if OF_WORKS.contains(&name) { add_whole } else { add };
        for author in metas.get(name).into_iter().flatten().filter(|author| !author.contains("://"))
        {
            add(&mut authors, author);
        }
        authors.retain(|author| !site.is(author));
        if !authors.is_empty() {
            return authors;
        }
    }
    let marked = page.document.select(MARKED);
    let mut beside: HashSet<NodeId> = HashSet::new();
    for node in marked.nodes().iter().filter(|node| !is_comment(node) && !page.is_of_others(node)) {
        let words = single_line(&node.text());
        let mut above = node.ancestors_it(Some(AROUND)).map(|above| above.id);
        let is_beside = beside.is_empty() || above.any(|above| beside.contains(&above));
        if (3..LONGEST).contains(&words.chars().count()) && is_beside && authors.len() < MOST {
            add(&mut authors, &words);
            beside.extend(node.ancestors_it(Some(AROUND)).map(|above| above.id));
        }
    }
    authors.retain(|author| !site.is(author));
    if authors.is_empty() { byline(page, site) } else { authors }
}

/// The names in the byline: behind a word such as *By* beside the title, or else in an element that is named after authors.
fn byline(page: &Page, site: &Site) -> Vec<String> {
    let texts = page.texts();
    let Some(title) = page.title() else { return Vec::new() };
    let behind = (title + 1..texts.len()).take(NEAR);
    let near = behind.take_while(|at| texts[*at].0.split_whitespace().count() < PARAGRAPH);
    let told = |at: usize| {
        let (text, node) = &texts[at];
        let next = texts.get(at + 1).map_or("", |(next, _)| next);
        let is_label = text.split_whitespace().count() <= 2;
        let line = if is_label { format!("{text} {next}") } else { text.clone() };
        let Is::By(names) = Is::of(&line) else {
            let name = beside_day(text).filter(|_| !page.is_of_others(node));
            return name.map(str::to_owned).into_iter().collect();
        };
        let first = if is_label && !text.contains(names) { at + 1 } else { at };
        if page.is_of_others(node) { Vec::new() } else { names_at(texts, first, names) }
    };
    let named = |at: usize| {
        let (text, node) = &texts[at];
        let is_it = is_named(node) && !is_comment(node) && !page.is_of_others(node);
        if is_it { names_at(texts, at, text) } else { Vec::new() }
    };
    let is_found = |names: &Vec<String>| names.iter().any(|name| !site.is(name));
    let mut found = near.map(told).find(is_found);
    if found.is_none() {
        found = (title + 1..texts.len()).chain(0..title).map(named).find(is_found);
    }
    found.unwrap_or_default()
}

/// The name in a line that has only a day beside it: `12 May 2016, Ira Stone`. A place with two names stands before a day.
fn beside_day(line: &str) -> Option<&str> {
    let is_day = |words: &str| dates::day(words.trim()).is_some_and(|day| day.len() == 10);
    let is_name = |words: &str| is_person(words) && !words.contains(',');
    DAYS.iter().find_map(|sign| {
        line.match_indices(sign).find_map(|(at, _)| {
            let (head, tail) = (line[..at].trim(), line[at + sign.len()..].trim());
            let first = head.split(' ').next().unwrap_or_default();
            let is_place = *sign == DAYS[0] && PLACES.contains(&first);
            let behind = Some(tail).filter(|tail| is_day(head) && is_name(tail));
            behind.or_else(|| Some(head).filter(|_| is_day(tail) && is_name(head) && !is_place))
        })
    })
}

/// The names in a text, and in those behind it as long as a comma or *and* stands between them, or each stands in an element
/// for an author.
fn names_at(texts: &[(String, NodeRef)], at: usize, first: &str) -> Vec<String> {
    let mut names = Vec::new();
    add(&mut names, first);
    names.retain(|name| is_person(name));
    let is_joint = |text: &str| {
        let text = text.trim();
        matches!(text, "," | "&" | "and" | "und" | "et" | "y" | "и")
    };
    let own = marked(&texts[at].1);
    let is_next = |text: &NodeRef| {
        let (Some(own), Some(next)) = (&own, marked(text)) else { return false };
        let is_beside = own.parent().map(|above| above.id) == next.parent().map(|above| above.id);
        is_beside && own.id != next.id && own.class() == next.class()
    };
    let mut rest = texts[at + 1..].iter();
    let mut is_open = first.trim_end().ends_with([',', '&']);
    while !names.is_empty() && names.len() < MOST {
        let Some((text, node)) = rest.next() else { break };
        if is_joint(text) {
            is_open = true;
        } else if (is_open || is_next(node)) && is_person(text.trim_end_matches(',')) {
            add(&mut names, text);
            is_open = text.ends_with(',');
        } else {
            break;
        }
    }
    names
}

/// Whether some words that a page shows are a name, and no label such as *Written by*.
pub(in super::super) fn is_person(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let is_label = Is::of(&format!("{words}: X")) != Is::Words || Is::of(words) != Is::Words;
    let is_sign = |c: char| c.is_ascii_digit() || "@*:/?!".contains(c);
    (2..=5).contains(&count) && is_name(words) && !words.contains(is_sign) && !is_label
}

/// Whether a text stands in an element that is named after authors.
fn is_named(text: &NodeRef) -> bool {
    text.ancestors_it(Some(AROUND)).any(|node| has_part(&node, &NAMES))
}

/// The element for an author that a text stands in.
fn marked<'a>(text: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    text.ancestors_it(Some(AROUND)).find(|node| has_part(node, &NAMES[..1]))
}

/// Whether one of these is a part of a class of an element.
fn has_part(node: &NodeRef, parts: &[&str]) -> bool {
    let class = node.attr_or("class", "").to_lowercase();
    parts.iter().any(|part| class.contains(part))
}

/// Adds the people that some words name, each once.
pub(super) fn add(authors: &mut Vec<String>, words: &str) {
    let words = single_line(words);
    let words = if let Is::By(names) = Is::of(&words) { names } else { &words };
    let ends = [" @", " | ", " • ", " · "].iter().filter_map(|sign| words.find(sign));
    let words = &words[..ends.min().unwrap_or(words.len())];
    let people = if is_turned(words) { vec![turned(words)] } else { people(words) };
    people.iter().for_each(|person| push(authors, person));
}

/// Adds the one whom a tag of a library or a journal names, the surname first where there is a comma; some name several, with
/// semicolons between them.
pub(super) fn add_whole(authors: &mut Vec<String>, words: &str) {
    for person in words.split(';') {
        let mut behind = person.split(',').skip(2);
        let is_list = behind.any(|part| is_name(part) && !is_suffix(part));
        if is_list || !person.contains(',') {
            add(authors, person);
        } else {
            push(authors, &turned(person));
        }
    }
}

/// Adds a person, unless they are there.
fn push(authors: &mut Vec<String>, person: &str) {
    let person = person.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    // `Ben Sample (in Rome)` is where he was, or what he does.
    let person =
        person.split_once(" (").filter(|_| person.ends_with(')')).map_or(person, |(name, _)| name);
    // `More about ADA EXAMPLE` is nobody else.
    let is_known = authors.iter().any(|author| person.contains(author.as_str()));
    let is_name = !person.is_empty() && !person.contains('/') && person.chars().count() < 80;
    if is_name && !is_known {
        authors.push(person.to_owned());
    }
}
