//! What a page is called: as its heading has it, without the name of its site.

mod heading;
mod labelled;
mod site;

use std::cmp::Reverse;

use dom_query::Document;

use super::super::single_line;
use super::words;
use heading::Heading;
pub(super) use site::Site;

/// What stands between a title and the name of a site.
const BETWEEN: [&str; 26] = [
    " | ", " - ", " – ", " — ", " :: ", " · ", " • ", " » ", " « ", " › ", " -- ", " // ", " ~ ",
    "|", "｜", "│", " _", "_", " : ", " / ", " > ", "：", ": ", " on ", "- ", " :",
];

/// Signs that some windows begin with: `» The wall :: Example`.
const AROUND: [char; 5] = [' ', '»', '«', '►', '|'];

/// Behind the first of them in a `<title>` a few words are the name of a site, also of one that is not known.
const SURE: usize = 18;

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

/// How sure a title is.
#[derive(Clone, Copy, Default, PartialEq)]
pub(in super::super) enum Sure {
    /// Readers see it.
    Seen,
    /// Metadata say it, or the window in more words than the name of a site has.
    Told,
    /// A few words that readers do not see are the name of the site.
    #[default]
    Named,
}

/// The title of a page. `told` is what its metadata say, the surest first.
pub(super) fn title(
    document: &Document,
    told: &[String],
    site: &mut Site,
) -> (Option<String>, Sure) {
    let window = words(document, "title");
    if let Some(post) = window.as_deref().and_then(posted) {
        return (Some(post), Sure::Seen);
    }
    let mut headings = heading::headings(document, site);
    headings.retain(|heading| !site.is(&heading.words));
    let told = told.iter().map(|told| site.without(single_line(told)));
    let mut told: Vec<String> = told.filter(|told| !told.is_empty() && !site.is(told)).collect();
    let is_marked = !told.is_empty();
    if let Some(window) = window {
        let window = site.without(window.trim_matches(AROUND).to_owned());
        if !is_marked {
            told.push(without_tail(&window, &BETWEEN[..SURE]).to_owned());
        }
        told.push(window);
        unbroken(&mut told);
    }
    let labelled = labelled::labelled(document, site);
    let seen = seen(document, &headings, &told, &labelled, is_marked, site);
    if seen.is_some() {
        return (seen, Sure::Seen);
    }
    // Nobody writes ` | ` in a sentence; what metadata have behind it is a site or a section of it.
    let first = told.first().map(|told| without_tail(told, &BETWEEN[..1]).to_owned());
    // Where metadata and the window have the same few words, they are the name of the site.
    let is_long = first.as_ref().is_some_and(|title| title.split_whitespace().count() > FEW.0);
    let is_sure = is_long || is_marked && told.iter().any(|other| *other != told[0]);
    (first, if is_sure { Sure::Told } else { Sure::Named })
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

/// The title that readers see: metadata have other words, written for searches and feeds.
fn seen(
    document: &Document,
    headings: &[Heading],
    told: &[String],
    labelled: &[String],
    is_marked: bool,
    site: &Site,
) -> Option<String> {
    let clean = |heading: &Heading| {
        Some(site.without(heading.title(told))).filter(|heading| !site.is(heading))
    };
    let named = named(headings, told);
    let is_said = named.is_some_and(|heading| told.iter().any(|told| heading.says(told)));
    let is_apart = |title: &&String| told.iter().any(|told| heading::is_apart(told, title));
    let apart = labelled.iter().filter(|_| !is_said).find(is_apart);
    let likely = likely(headings, told, is_marked);
    let likeness = likely.map_or(0, |heading| heading.likeness(told));
    let line = || heading::line(document, told, site);
    // Metadata know the title better than names of elements do.
    let labelled = || labelled.first().filter(|_| likeness < LIKE.1 && !is_marked);
    // A heading of few words that a title has for itself, behind the name of the site or before it.
    let short = || headings.iter().find(|heading| heading.level < 3 && heading.is_apart(told));
    apart
        .cloned()
        .or_else(|| named.and_then(clean))
        .or_else(|| line().filter(|_| likeness == 0 && !told.is_empty() && short().is_none()))
        .or_else(|| labelled().cloned())
        .or_else(|| likely.and_then(clean))
        .or_else(|| short().map(|heading| heading.words.clone()))
        .or_else(line)
}

/// The heading that a title names.
fn named<'h>(headings: &'h [Heading], told: &[String]) -> Option<&'h Heading> {
    // `Example Blog: The wall` with both of them as headings is a text of a site.
    let is_site = |heading: &Heading| {
        let mut rest = told.iter().filter_map(|told| told.strip_prefix(&*heading.words));
        rest.any(|rest| rest.starts_with(": ") && headings.iter().any(|other| other.says(rest)))
    };
    let named = headings.iter().filter(|heading| heading.is_named(told) && !is_site(heading));
    let rank = |heading: &Heading| told.iter().position(|told| heading.says(told));
    named.max_by_key(|heading| {
        // A word or two are the section of the site.
        let is_long = heading.words.split_whitespace().count() >= FEW.1;
        (rank(heading).map(Reverse), is_long, heading.level == 1, heading.words.len())
    })
}

/// The heading of the highest level that has words of a title.
fn likely<'h>(headings: &'h [Heading], told: &[String], is_marked: bool) -> Option<&'h Heading> {
    let mut first: Vec<&Heading> = headings.iter().filter(|heading| heading.level == 1).collect();
    if first.iter().any(|heading| !heading.is_link) {
        first.retain(|heading| !heading.is_link);
    }
    // Of several that are as like, the first.
    let best = first.iter().copied().rev().max_by_key(|heading| heading.likeness(told))?;
    // A word or two in the window are the name of the site.
    let is_told = told.iter().any(|told| told.split_whitespace().count() >= FEW.1);
    let needed = match first.len() {
        1 if is_marked || best.is_linked && is_told => LIKE.0,
        1 => 0,
        _ => LIKE.1,
    };
    Some(best).filter(|best| told.is_empty() || best.likeness(told) >= needed)
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
    // `snake_case` is a word.
    let is_sign = |sign: &str, tail: &str| sign != "_" || !tail.starts_with(char::is_lowercase);
    let cuts = signs.iter().filter_map(|sign| Some((sign, title.rsplit_once(sign)?)));
    let cut = cuts.filter(|(sign, (_, tail))| is_sign(sign, tail)).map(|(_, cut)| cut);
    let cut = cut.min_by_key(|(_, tail)| tail.len());
    match cut {
        Some((head, tail)) if count(tail) <= FEW.0 && count(head) >= FEW.1 => head.trim(),
        _ => title,
    }
}
