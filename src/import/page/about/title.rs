//! What a page is called: as its heading has it, without the name of its site.

mod heading;
mod site;

use std::cmp::Reverse;

use dom_query::Document;

use super::super::single_line;
use super::words;
use heading::Heading;
pub(super) use site::Site;

/// What stands between a title and the name of a site.
const BETWEEN: [&str; 22] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " › ", " -- ", " // ", " ~ ",
    "|", "｜", "│", " : ", " / ", " > ", "：", ": ", " on ",
];

/// Behind the first of them in a `<title>` a few words are the name of a site, also of one that is not known.
const SURE: usize = 16;

/// A name of a site has not more words, and a title that is left has as many at least.
const FEW: (usize, usize) = (4, 3);

/// A heading has so many tenths of the words of a title in common with it: the only one of its page, and one of several.
const LIKE: (usize, usize) = (3, 6);

/// Where posts are, whose windows have the name of who wrote one, and its words in quotation marks: `Ada on X: "…"`,
/// `Ada auf X: „…“`; and what stands behind these.
const PLACES: [&str; 6] = ["X", "Twitter", "Instagram", "Threads", "LinkedIn", "Facebook"];
const ENDS: [&str; 2] = [" / X", " / Twitter"];

/// What quotation marks begin and end with.
const QUOTES: ([char; 6], [char; 6]) =
    (['"', '“', '„', '«', '‹', '「'], ['"', '”', '“', '»', '›', '」']);

/// The title of a page, and whether more than a few words in its head say so. `told` is what its metadata say, the surest first.
pub(super) fn title(
    document: &Document,
    told: &[String],
    site: &mut Site,
) -> (Option<String>, bool) {
    if let Some(post) = words(document, "title").and_then(|window| posted(&window)) {
        return (Some(post), true);
    }
    let mut headings = heading::headings(document, site);
    headings.retain(|heading| !site.is(&heading.words));
    let told = told.iter().map(|told| site.without(single_line(told)));
    let mut told: Vec<String> = told.filter(|told| !told.is_empty() && !site.is(told)).collect();
    let is_marked = !told.is_empty();
    if let Some(page) = words(document, "title").map(|page| site.without(page)) {
        if !is_marked {
            told.push(without_tail(&page, &BETWEEN[..SURE]).to_owned());
        }
        told.push(page);
        unbroken(&mut told);
    }
    let shown =
        shown(&headings, &told, is_marked).map(|heading| site.without(heading.title(&told)));
    let shown = shown.filter(|heading| !site.is(heading));
    // Nobody writes ` | ` in a sentence; what metadata have behind it is a site or a section of it.
    let first = || told.first().map(|told| without_tail(told, &BETWEEN[..1]).to_owned());
    // A heading of few words that a title has for itself, behind the name of the site or before it.
    let short = || headings.iter().find(|heading| heading.is_apart(&told));
    let short = || short().map(|heading| heading.words.clone());
    let seen = shown.or_else(short).or_else(|| heading::line(document, &told, site));
    if seen.is_some() {
        return (seen, true);
    }
    let first = first();
    // Where metadata and the window have the same few words, they are the name of the site.
    let is_long = first.as_ref().is_some_and(|title| title.split_whitespace().count() > FEW.0);
    let is_sure = is_long || is_marked && told.iter().any(|other| *other != told[0]);
    (first, is_sure)
}

/// The words of a post that a window shows: `Ada Example on X: "The wall is low" / X`.
fn posted(window: &str) -> Option<String> {
    let window = ENDS.iter().find_map(|tail| window.strip_suffix(tail)).unwrap_or(window);
    let words = window.match_indices(':').find_map(|(at, _)| {
        let mut before = window[..at].split_whitespace().rev();
        let is_place = before.next().is_some_and(|place| PLACES.contains(&place));
        // A preposition stands before it, and a name before that.
        let words = window[at + 1..].trim_start().strip_prefix(QUOTES.0);
        words.filter(|_| is_place && before.count() > 1)
    })?;
    let words = words.strip_suffix(QUOTES.1)?.trim();
    (!words.is_empty() && words.len() <= heading::LONGEST).then(|| words.to_owned())
}

/// The heading that readers see: metadata have other words, written for searches and feeds.
fn shown<'h>(headings: &'h [Heading], told: &[String], is_marked: bool) -> Option<&'h Heading> {
    let named = headings.iter().filter(|heading| heading.is_named(told));
    let rank = |heading: &Heading| told.iter().position(|told| heading.says(told));
    let named = named.max_by_key(|heading| {
        (rank(heading).map(Reverse), heading.level == 1, heading.words.len())
    });
    if let Some(heading) = named {
        return Some(heading);
    }
    let mut first: Vec<&Heading> = headings.iter().filter(|heading| heading.level == 1).collect();
    if first.iter().any(|heading| !heading.is_link) {
        first.retain(|heading| !heading.is_link);
    }
    let likeness = |heading: &&Heading| told.iter().map(|told| heading.like(told)).max();
    // Of several that are as like, the first.
    let best = first.iter().copied().rev().max_by_key(likeness)?;
    // A word or two in the window are the name of the site.
    let is_told = told.iter().any(|told| told.split_whitespace().count() >= FEW.1);
    let needed = match first.len() {
        1 if is_marked || best.is_linked && is_told => LIKE.0,
        1 => 0,
        _ => LIKE.1,
    };
    Some(best).filter(|best| told.is_empty() || likeness(best) >= Some(needed))
}

/// Where a quotation mark ended what metadata say, the `<title>` has all of it.
fn unbroken(told: &mut [String]) {
    let is_whole = |other: &String| {
        let rest = other.strip_prefix(told[0].as_str());
        rest.is_some_and(|rest| rest.trim_start().starts_with('"'))
    };
    if let Some(at) = told.iter().position(is_whole) {
        told.swap(0, at);
    }
}

/// A title without a few words at its end, behind one of some signs, that are likely the name of its site.
fn without_tail<'t>(title: &'t str, signs: &[&str]) -> &'t str {
    let count = |words: &str| words.split_whitespace().count();
    let cut = signs.iter().filter_map(|sign| title.rsplit_once(sign));
    let cut = cut.min_by_key(|(_, tail)| tail.len());
    match cut {
        Some((head, tail)) if count(tail) <= FEW.0 && count(head) >= FEW.1 => head.trim(),
        _ => title,
    }
}
