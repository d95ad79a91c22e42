//! References of Zotero and its kin, with notes: CSL in JSON and YAML, and BibTeX.

use biblatex::{
    Bibliography, ChunksExt, DateValue, Entry, Pair, ParseError, PermissiveType, RawBibliography,
    RawChunk,
};
use serde_json::Value;

use super::names::{self, turned};
use super::references::{Behind, date, keywords, language, place, untagged};
use super::{Imported, Input, Item, dates, decode, edtf, json, single_line, tex};
use crate::cite::{Author, is_suffix};
use crate::yaml;

/// So many bytes of abbreviations are read again for each entry of a file with faults.
const MOST_NAMES: usize = 1 << 16;

/// The fields of a reader's words.
const NOTES: [&str; 3] = ["note", "annote", "annotation"];

/// The fields of where a text or a file is.
const PLACES: [&str; 3] = ["doi", "file", "url"];

/// The fields of the whole that a text is part of, and of who published it.
const OUTLETS: [&str; 7] =
    ["journaltitle", "journal", "booktitle", "publisher", "institution", "organization", "school"];

/// Those of the press of a book or report; an `organization` has a site.
const PRESSES: [&str; 3] = ["publisher", "institution", "school"];

/// The other fields of BibTeX that are carried, and those that other entries are made whole with.
const FIELDS: [&str; 17] = [
    "abstract", "author", "crossref", "date", "day", "doi", "keywords", "langid", "language",
    "month", "subtitle", "title", "url", "urldate", "xdata", "year", "xref",
];

/// The keys of CSL that are carried, and those that are for programs.
const KEYS: [&str; 14] = [
    "DOI",
    "URL",
    "abstract",
    "accessed",
    "author",
    "container-title",
    "id",
    "issued",
    "keyword",
    "language",
    "note",
    "publisher",
    "title",
    "type",
];

/// Stands for the end of a line in notes, since BibTeX takes all spaces for one.
const LINE: &str = "\u{1f}";

/// Stands for the sign `~`, which in TeX is a space that breaks no line.
const TILDE: &str = "\u{1e}";

/// How TeX writes that sign.
const TILDES: [&str; 4] = ["\\textasciitilde{}", "\\textasciitilde ", "\\textasciitilde", "\\~{}"];

/// Reads CSL-JSON, or the same in YAML.
pub(super) fn csl(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    let whole = if text.trim_start().starts_with(['{', '[']) {
        json::read(input.bytes)?
    } else {
        let text = text.trim_end().trim_end_matches("...").trim_end_matches("---");
        let tree = yaml::read(text, 0).map_err(|error| {
            let before = text.get(..error.span.start as usize).unwrap_or_default();
            format!("it is no YAML: {} in line {}", error.message, before.matches('\n').count() + 1)
        })?;
        json::of(&tree)
    };
    let mut imported = Imported::default();
    let mut behind = Behind::default();
    for entry in json::items(&whole, &["items", "references"]) {
        match reference(entry, &mut behind, input) {
            Some(item) => imported.items.push(item),
            None => behind.untitled += 1,
        }
    }
    behind.tell(&mut imported);
    Ok(imported)
}

/// A reference of CSL; nothing where it has no title.
fn reference(entry: &Value, behind: &mut Behind, input: &Input) -> Option<Item> {
    let title = json::text(entry, "title")?;
    let names = entry.get("author").map_or(&[][..], |list| json::items(list, &[]));
    let outlets = ["container-title", "publisher"];
    behind.abstracts += usize::from(json::text(entry, "abstract").is_some());
    let mut item = Item {
        title: untagged(&title),
        authors: names.iter().filter_map(named).collect(),
        bodies: names.iter().filter_map(body).collect(),
        outlet: outlets.iter().find_map(|outlet| json::text(entry, outlet)),
        is_press: json::text(entry, outlets[0]).is_none(),
        language: json::text(entry, "language").and_then(|name| language(&name)),
        tags: keywords(&json::text(entry, "keyword").unwrap_or_default()),
        highlights: behind.noted(json::text(entry, "note")),
        ..Item::default()
    };
    place(&mut item, json::text(entry, "URL"), json::text(entry, "DOI").as_deref());
    let mut dated = |key: &str| {
        let value = entry.get(key);
        let read = value.and_then(edtf::csl);
        let unread = value.and_then(|value| edtf::unread(value, read.as_deref()));
        item.left.extend(unread.map(|written| match &read {
            Some(read) => format!("of `{written}` only {read} can be read as a date"),
            None => format!("`{written}` is not a date that can be read"),
        }));
        date(read, value.and_then(edtf::words), &mut item, input)
    };
    (item.published, item.accessed) = (dated("issued"), dated("accessed"));
    for (key, value) in entry.as_object().into_iter().flatten() {
        let is_other = outlets.contains(&key.as_str()) && json::words(value) != item.outlet;
        if is_other || !KEYS.contains(&key.as_str()) && says(value) {
            behind.leave(key);
        }
    }
    Some(item)
}

/// Whether a value of CSL says anything.
fn says(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(words) => !words.trim().is_empty(),
        Value::Array(values) => !values.is_empty(),
        Value::Object(map) => !map.is_empty(),
        _ => true,
    }
}

/// Somebody as CSL names them.
fn named(name: &Value) -> Option<String> {
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family"]
        .map(|key| json::text(name, key));
    let whole = match &parts {
        [Some(given), None, None, Some(family)] => names::whole(family, given),
        _ => parts.into_iter().flatten().collect::<Vec<_>>().join(" "),
    };
    let suffix = json::text(name, "suffix").map(|suffix| format!(", {suffix}")).unwrap_or_default();
    json::text(name, "literal").or(Some(whole + &suffix)).filter(|name| !name.is_empty())
}

/// A name in one piece that could be a given name and a surname, and is none.
fn body(name: &Value) -> Option<String> {
    let name = json::text(name, "literal")?;
    Author::new(&name, "", "person").parts.is_some().then_some(name)
}

/// Reads BibTeX and BibLaTeX. What is wrong in one entry is its own: the others are read.
pub(super) fn bibtex(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    let (bibliographies, left) = match parse(&text) {
        Ok(whole) => (vec![whole], Vec::new()),
        Err(error) => one_by_one(&text, &error)?,
    };
    let mut imported = Imported { left, ..Imported::default() };
    let mut behind = Behind::default();
    for entry in bibliographies.iter().flat_map(Bibliography::iter) {
        match item(entry, &mut behind, input) {
            Some(item) => imported.items.push(item),
            None => behind.untitled += 1,
        }
    }
    behind.tell(&mut imported);
    Ok(imported)
}

/// An entry of BibTeX; nothing where it has no title.
fn item(entry: &Entry, behind: &mut Behind, input: &Input) -> Option<Item> {
    let written = |name: &str| {
        let text = tex::unset(&entry.get(name)?.format_verbatim());
        Some(text).filter(|text| !text.trim().is_empty())
    };
    let field = |name: &str| written(name).map(|text| text.replace(TILDE, "~"));
    let note = |name: &&str| {
        let note = field(name).filter(|note| !is_address(note))?;
        Some(note.split(LINE).map(str::trim).collect::<Vec<_>>().join("\n"))
    };
    let spaced = |text: String| single_line(&text.replace('~', " ").replace(TILDE, "~"));
    let name = |name: &str| {
        let words = untagged(&spaced(tex::unset(&tex::read(entry.get(name)?))));
        Some(words).filter(|words| !words.is_empty())
    };
    let title = name("title")?;
    behind.abstracts += usize::from(field("abstract").is_some());
    let authors = entry.author().unwrap_or_default();
    let bodies = authors.iter().filter(|author| is_body(author)).cloned();
    let outlet = OUTLETS.iter().find_map(|&field| Some((field, name(field)?)));
    let mut item = Item {
        title: titled(&title, name("subtitle").as_deref()),
        bodies: bodies.map(person).collect(),
        // Of a long list only the first are written.
        authors: authors.into_iter().map(person).filter(|name| name != "others").collect(),
        is_press: outlet.as_ref().is_some_and(|(field, _)| PRESSES.contains(field)),
        outlet: outlet.map(|(_, name)| name),
        language: ["langid", "language"].iter().find_map(|name| language(&field(name)?)),
        tags: keywords(&field("keywords").unwrap_or_default()),
        highlights: NOTES.iter().flat_map(|name| behind.noted(note(name))).collect(),
        ..Item::default()
    };
    let doi = field("doi").map(|doi| untexed(&doi));
    place(&mut item, linked(&field, doi.is_some()), doi.as_deref());
    let words = field("date").or_else(|| field("year"));
    item.published = date(published(entry, &field), words, &mut item, input);
    let day = field("urldate");
    let accessed = day.as_deref().and_then(dates::day);
    item.accessed = date(accessed, day, &mut item, input);
    let place = item.url.as_deref().unwrap_or_default().to_lowercase();
    let is_there = |field: &str, words: String| {
        FIELDS.contains(&field)
            || NOTES.contains(&field) && !is_address(&words)
            || OUTLETS.contains(&field) && item.outlet.as_ref() == Some(&words)
            || place.contains(&words.to_lowercase())
    };
    let fields = entry.fields.keys().map(String::as_str);
    fields
        .filter(|field| name(field).is_some_and(|words| !is_there(field, words)))
        .for_each(|field| behind.leave(field));
    Some(item)
}

/// Reads BibTeX of which notes keep their lines.
fn parse(text: &str) -> Result<Bibliography, ParseError> {
    let raw = RawBibliography::parse(text)?;
    let is_one = |pair: &Pair, names: &[&str]| {
        names.iter().any(|name| pair.key.v.eq_ignore_ascii_case(name))
    };
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    let fields = fields.filter(|field| !is_one(field, &PLACES));
    let pieces = fields.flat_map(|field| field.value.v.iter().map(move |piece| (field, piece)));
    let (mut lined, mut at) = (String::with_capacity(text.len()), 0);
    for (field, piece) in pieces {
        let RawChunk::Normal(words) = piece.v else { continue };
        lined += &text[at..piece.span.start];
        let words = tex::mended(words);
        lined += &if is_one(field, &NOTES) { words.replace('\n', LINE) } else { words };
        at = piece.span.end;
    }
    lined += &text[at..];
    for tilde in TILDES {
        lined = lined.replace(tilde, TILDE);
    }
    Bibliography::parse(&lined)
}

/// The entries of a file that cannot be read as a whole, each for itself, and what is left out.
fn one_by_one(text: &str, error: &ParseError) -> Result<(Vec<Bibliography>, Vec<String>), String> {
    let line = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count()) + 1;
    let refused = || format!("it is no BibTeX: the fault is in line {}", line(error.span.start));
    let starts = text.match_indices('@').map(|(at, _)| at);
    let mut starts: Vec<usize> =
        starts.filter(|&at| at == 0 || text[..at].ends_with(['\n', '\r'])).collect();
    starts.push(text.len());
    let pieces = starts.windows(2).map(|ends| (ends[0], &text[ends[0]..ends[1]]));
    let is_name =
        |piece: &str| piece.get(1..7).is_some_and(|word| word.eq_ignore_ascii_case("string"));
    let names: String = pieces
        .clone()
        .map(|(_, piece)| piece)
        .filter(|piece| is_name(piece) && Bibliography::parse(piece).is_ok())
        .collect();
    // They are read once more for each entry.
    if names.len() > MOST_NAMES {
        return Err(refused());
    }
    let (mut read, mut left) = (Vec::new(), Vec::new());
    for (at, piece) in pieces.filter(|(_, piece)| !is_name(piece)) {
        match parse(&format!("{names}{piece}")) {
            Ok(one) => read.push(one),
            Err(_) => {
                left.push(format!("the entry in line {} is no BibTeX, and left out", line(at)));
            }
        }
    }
    if read.iter().all(Bibliography::is_empty) { Err(refused()) } else { Ok((read, left)) }
}

/// Whether somebody is no person: braces keep several words together that would be a given name and a surname.
fn is_body(author: &biblatex::Person) -> bool {
    let is_whole =
        [&author.given_name, &author.prefix, &author.suffix].iter().all(|part| part.is_empty());
    let last = author.name.rsplit_once(' ').map(|(_, last)| last);
    is_whole && last.is_some_and(|last| !is_suffix(last))
}

fn person(person: biblatex::Person) -> String {
    let joined = |parts: &[String], between: &str| {
        let parts = parts.iter().filter(|part| !part.is_empty());
        parts.map(String::as_str).collect::<Vec<_>>().join(between)
    };
    let surname = joined(&[person.prefix, person.name], " ");
    // What has no other parts, as in braces, may have commas of its own.
    if person.given_name.is_empty() && person.suffix.is_empty() {
        return surname;
    }
    turned(&joined(&[surname, person.suffix, person.given_name], ", "))
}

/// A title with what stands below it.
fn titled(title: &str, below: Option<&str>) -> String {
    let border = if title.ends_with(['.', '?', '!', ':']) { " " } else { ": " };
    below.map_or_else(|| title.to_owned(), |below| format!("{title}{border}{below}"))
}

/// Where an entry is, in whatever field that stands; a DOI says it better than words about how it was published.
fn linked(field: &dyn Fn(&str) -> Option<String>, has_doi: bool) -> Option<String> {
    let url = field("url").map(|url| untexed(&url));
    if url.is_some() || has_doi {
        return url;
    }
    let archive = ["eprinttype", "archiveprefix"].iter().find_map(|name| field(name));
    let is_preprint = archive.is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
    let preprint = || {
        let number = field("eprint").filter(|_| is_preprint)?;
        Some(format!("https://arxiv.org/abs/{}", number.trim_start_matches("arXiv:")))
    };
    // `\url{…}`, perhaps with words before it.
    let how = || {
        let how = untexed(&field("howpublished")?);
        let address = how[how.find("http")?..].split(' ').next()?;
        Some(address.to_owned()).filter(|address| address.contains("://"))
    };
    let noted = || field("note").map(|note| untexed(note.trim())).filter(|note| is_address(note));
    how().or_else(noted).or_else(preprint)
}

/// Whether words are nothing but an address.
fn is_address(words: &str) -> bool {
    let words = words.trim();
    let ends = |c: char| c.is_whitespace() || c.is_control();
    words.starts_with("http") && words.contains("://") && !words.contains(ends)
}

/// An address or a DOI without the commands of TeX, which has signs of addresses behind a backslash.
fn untexed(address: &str) -> String {
    if address.contains('\\') { address.replace(['\\', '{', '}'], "") } else { address.to_owned() }
}

/// The date of an entry. A month may be named, or be a season.
fn published(entry: &Entry, field: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if let Some(date) = field("date").and_then(|date| edtf::date(&date)) {
        return Some(date);
    }
    let year = edtf::date(&field("year")?);
    let Some(month) = field("month") else { return year };
    let numbered = || {
        let Ok(PermissiveType::Typed(date)) = entry.date() else { return None };
        let DateValue::At(at) = date.value else { return None };
        let day = at.day.map(|day| format!("-{:02}", day + 1)).unwrap_or_default();
        dates::day(&format!("{:04}-{:02}{day}", at.year, at.month? + 1))
    };
    let year = year?;
    let named = || dates::day(&format!("{} {year}", month.replace('~', " ")));
    edtf::beside(&year, &month).or_else(numbered).or_else(named).or(Some(year.clone()))
}
