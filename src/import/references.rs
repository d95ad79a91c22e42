//! What references have in common, however they are written: what is not carried, dates, DOIs, keywords, languages.

use std::collections::BTreeSet;

use super::entities::decoded;
use super::{
    Highlight, Imported, Input, Item, dates, extra, markdown, not_carried, page, parts,
    single_line, tongue,
};
use crate::config::is_language;
use crate::fold;

/// Languages as BibLaTeX and libraries name them, where it is not their name in English.
const LANGUAGES: [(&str, &str); 15] = [
    ("american", "en-US"),
    ("british", "en-GB"),
    ("ngerman", "de"),
    ("ger", "de"),
    ("fre", "fr"),
    ("dut", "nl"),
    ("chi", "zh"),
    ("zho", "zh"),
    ("chinese", "zh"),
    ("cze", "cs"),
    ("gre", "el"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("norwegian", "no"),
];

/// What of the references of a file is left behind.
#[derive(Default)]
pub(super) struct Behind {
    /// How many references have no title.
    pub(super) untitled: usize,
    /// How many abstracts: they are neither the text nor the reader's words.
    pub(super) abstracts: usize,
    /// How many lines of notes that are for programs.
    lines: usize,
    /// The fields that are not carried.
    fields: BTreeSet<String>,
}

impl Behind {
    /// Leaves a field behind.
    pub(super) fn leave(&mut self, field: &str) {
        if !self.fields.contains(field) {
            self.fields.insert(field.to_owned());
        }
    }

    /// A note on the whole. Zotero keeps notes as HTML.
    pub(super) fn noted(&mut self, note: Option<String>) -> Vec<Highlight> {
        let Some(mut note) = note else { return Vec::new() };
        if note.trim_start().starts_with('<') {
            note = page::kept(&note, None).unwrap_or(note);
        } else {
            let (own, lines) = extra::own(&note);
            (note, self.lines) = (own, self.lines + lines);
        }
        let note = Some(note).filter(|note| !note.is_empty());
        let note = note.map(|note| Highlight { note: Some(note), ..Highlight::default() });
        note.into_iter().collect()
    }

    /// Says what it is.
    pub(super) fn tell(self, imported: &mut Imported) {
        for (count, what) in [
            (self.untitled, "entries without a title are left out"),
            (self.abstracts, "abstracts are not carried"),
            (self.lines, "lines of notes that are for programs are left out"),
        ] {
            imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
        }
        imported.left.extend(not_carried("fields", self.fields.iter().map(String::as_str)));
    }
}

/// A title without italics and the like, which are written as HTML.
pub(super) fn untagged(title: &str) -> String {
    if title.contains("</") { single_line(&markdown::plain(title)) } else { single_line(title) }
}

/// A date of a reference: the one that was read, or else what front matter reads in its words, or the day that they name. What
/// is none is told.
pub(super) fn date(
    read: Option<String>,
    words: Option<String>,
    item: &mut Item,
    input: &Input,
) -> Option<String> {
    let words = words.filter(|words| read.is_none() && !words.trim().is_empty());
    let Some(words) = words.as_deref().map(str::trim) else { return read };
    let date = (input.date)(words, item.language.as_deref()).or_else(|| dates::day(words));
    if date.is_none() {
        item.left.push(format!("`{words}` is not a date that can be read"));
    }
    date
}

/// Gives a reference its address, or else that of its DOI. A DOI beside another address is a key of its own.
pub(super) fn place(item: &mut Item, url: Option<String>, doi: Option<&str>) {
    let url = url.and_then(|written| address(&written, item));
    let Some(written) = doi.map(str::trim).filter(|doi| !doi.is_empty()) else {
        item.url = url;
        return;
    };
    let Some(doi) = fold::doi(written) else {
        let address = Some(written.to_owned()).filter(|written| written.starts_with("http"));
        if address.is_none() {
            item.left.push(format!("`{written}` is not a DOI"));
        }
        item.url = url.or(address);
        return;
    };
    let place = fold::doi_address(&doi);
    let url = url.unwrap_or_else(|| place.clone());
    if fold::address(&url) != fold::address(&place) {
        item.extra.push(("doi".to_owned(), vec![doi.into_owned()]));
    }
    item.url = Some(url);
}

/// The first address of those that stand in a field; what else stands there is told.
fn address(written: &str, item: &mut Item) -> Option<String> {
    let spaced = written.replace(";http", " http");
    let mut words: Vec<&str> =
        spaced.split_whitespace().map(|word| word.trim_end_matches([';', ','])).collect();
    let place = |word: &&str| word.starts_with("http") || is_host(word);
    let Some(at) = words.iter().position(place) else {
        if !words.is_empty() {
            item.left.push(format!("`{}` is not an address on the web", words.join(" ")));
        }
        return None;
    };
    let address = words.remove(at);
    if !words.is_empty() {
        item.left.push(format!("`{}` stands beside the address", words.join(" ")));
    }
    let scheme = if address.starts_with("http") { "" } else { "https://" };
    Some(format!("{scheme}{address}"))
}

/// Whether an address without a scheme begins with the name of a host: `www.example.org`, `example.org/walls`.
fn is_host(address: &str) -> bool {
    let (host, path) = address.split_once('/').map_or((address, None), |(h, p)| (h, Some(p)));
    let is_label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let top = host.rsplit_once('.').map_or("", |(_, top)| top);
    let is_top = top.len() > 1 && top.chars().all(char::is_alphabetic);
    is_top && host.split('.').all(is_label) && (path.is_some() || host.starts_with("www."))
}

/// Keywords with semicolons between them, or else with commas.
pub(super) fn keywords(list: &str) -> Vec<String> {
    let list = decoded(list);
    parts(&list, if list.contains(';') { ';' } else { ',' })
}

/// A language, where it is written as a code or by a name that is known.
pub(super) fn language(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches('.').replace('_', "-");
    let named = LANGUAGES.iter().find(|(name, _)| value.eq_ignore_ascii_case(name));
    let named = named.map(|(_, code)| *code).or_else(|| tongue::named(&value));
    let is_short = value.split('-').next().is_some_and(|part| matches!(part.len(), 2 | 3));
    named.map(str::to_owned).or((is_short && is_language(&value)).then_some(value))
}
