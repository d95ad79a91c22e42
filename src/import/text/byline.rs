//! Who wrote a text, as the line says it that names them.

use super::rules::{self, is_name};
use super::{BETWEEN, Line, dates, single_line};
use crate::cite::{is_particle, is_suffix};

/// What stands between a name and a place or a day.
pub(super) const IN: [&str; 12] =
    [" in ", " at ", " on ", " à ", " en ", " aus ", " в ", " из ", " في ", " - ", " – ", " — "];

/// A name that nothing tells to be one has so many words without particles, and where letters have no case not more than these.
const NAME: usize = 2;
const CASELESS: usize = 4;

/// The names in a byline, without the places and offices beside them, and what it says behind them, which may be a day:
/// `Ann Lee in Berlin, editor, and Bob Ray | 3 March 2021`.
pub(super) fn byline(words: &str) -> (Vec<String>, &str) {
    let (names, rest) = undated(words);
    let (names, rest) = names.split_once(BETWEEN).unwrap_or((names, rest));
    // `Ann Lee. Photographs by Bob Ray`
    let mut others = names.match_indices(". ");
    let other = others.find(|&(at, _)| rules::until(&names[at + 1..], "by").is_some());
    let names = other.map_or(names, |(at, _)| &names[..at]);
    let names = people(&unbracketed(names));
    let names = names.iter().map(|name| officeless(&placeless(name)));
    let names: Vec<String> = names.filter(|name| !rules::is_role(name)).collect();
    // Where the others have two names, a single one is a place.
    let full = |name: &String| name.contains(' ');
    let names =
        if names.iter().any(full) { names.into_iter().filter(full).collect() } else { names };
    (names, rest)
}

/// A name without the place behind it: `Ann Lee in Berlin`.
pub(super) fn placeless(name: &str) -> String {
    let names = IN.iter().filter_map(|place| name.split_once(place)).map(|(name, _)| name);
    let shortest = names.filter(|name| name.contains(' ')).min_by_key(|name| name.len());
    shortest.unwrap_or(name).to_owned()
}

/// The names in a line that is nothing but names.
pub(super) fn names(line: Line) -> Vec<String> {
    let is_sign = |c: char| c.is_ascii_digit() || "@*:/?!".contains(c);
    if !line.is_open() || line.words.contains(is_sign) {
        return Vec::new();
    }
    let has_case = line.words.contains(|c: char| c.is_lowercase() || c.is_uppercase());
    let most = if has_case || !line.words.contains(" - ") { NAME } else { CASELESS };
    let is_full = |name: &String| is_name(name) && (NAME..=most).contains(&parts(name));
    let (names, _) = byline(line.words);
    if names.iter().all(is_full) { names } else { Vec::new() }
}

/// How many words a name has without its particles.
fn parts(name: &str) -> usize {
    name.split(' ').filter(|word| !is_particle(word)).count()
}

/// A name without the office behind it, which begins with the last capital: `Ann Lee Environment correspondent`.
fn officeless(name: &str) -> String {
    let mut begins = name.match_indices(' ').map(|(at, _)| name.split_at(at));
    let last = begins.rfind(|(_, office)| office[1..].starts_with(char::is_uppercase));
    let office = last.filter(|(name, office)| {
        parts(name) == NAME && office[1..].contains(' ') && rules::is_role(office)
    });
    office.map_or(name, |(name, _)| name).to_owned()
}

/// The names in `A, B and C`.
pub(in super::super) fn people(words: &str) -> Vec<String> {
    let words = single_line(words);
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: &str| match names.last_mut() {
        // `Ben Sample, Jr.` is one name.
        Some(last) if is_suffix(name) => *last += &format!(", {name}"),
        _ => names.push(name.to_owned()),
    };
    for part in words.split([',', ';', '&', '،', '、']) {
        let mut part = part.trim();
        if let Some(rest) = rules::AND.iter().find_map(|and| part.strip_prefix(and.trim_start())) {
            part = rest.trim();
        }
        while let Some((name, rest)) = rules::AND.iter().find_map(|and| part.split_once(and)) {
            add(name.trim());
            part = rest.trim();
        }
        add(part);
    }
    names.retain(|name| is_name(name));
    if names.is_empty() { vec![words] } else { names }
}

/// What of a byline stands before a day, and the day.
fn undated(words: &str) -> (&str, &str) {
    let begins = words.match_indices(' ').map(|(at, _)| words.split_at(at));
    let day = begins.map(|(before, rest)| (before, rest.trim_start())).find(|(_, rest)| {
        let first = rest.split([' ', '.', ',']).next().unwrap_or_default();
        let is_first = first.starts_with(|c: char| c.is_ascii_digit())
            || dates::month(&first.to_lowercase()).is_some();
        is_first && dates::day(rest).is_some_and(|day| day.len() == 10)
    });
    let Some((before, day)) = day else { return (words, "") };
    // `Ann Lee on 3 March 2021`
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    let (name, last) = before.rsplit_once(' ').unwrap_or((before, ""));
    let is_name = !last.starts_with(char::is_lowercase);
    (if is_name { before } else { name }.trim_end_matches([' ', ',', '-', '–', '—', '|']), day)
}

/// Some words without what stands in brackets between them: `Ann Lee (with agencies)`.
fn unbracketed(words: &str) -> String {
    let mut depth = 0_usize;
    let is_kept = |c: &char| {
        depth += usize::from(*c == '(');
        let is_outside = depth == 0;
        depth -= usize::from(*c == ')' && depth > 0);
        is_outside
    };
    words.chars().filter(is_kept).collect()
}
