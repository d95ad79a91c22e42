//! References of Zotero and its kin, with notes: CSL-JSON, RIS, BibTeX.

use biblatex::{Bibliography, ChunksExt, DateValue, PermissiveType};
use serde_json::Value;

use super::{Highlight, Imported, Input, Item, dates, decode, json, parts, single_line};

/// Reads CSL-JSON.
pub(super) fn csl(input: &Input) -> Result<Imported, String> {
    let whole = json::read(input.bytes)?;
    let mut imported = Imported::default();
    let mut abstracts = 0;
    for entry in json::items(&whole, &["items"]) {
        let Some(title) = json::text(entry, "title") else { continue };
        let names = entry.get("author").map_or(&[][..], |list| json::items(list, &[]));
        let person = |name: &Value| {
            let parts =
                ["given", "non-dropping-particle", "family"].map(|key| json::text(name, key));
            let whole = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            json::text(name, "literal").or(Some(whole)).filter(|name| !name.is_empty())
        };
        abstracts += usize::from(json::text(entry, "abstract").is_some());
        let doi = json::text(entry, "DOI").map(|doi| format!("https://doi.org/{doi}"));
        imported.items.push(Item {
            title: single_line(&title),
            authors: names.iter().filter_map(person).collect(),
            outlet: json::text(entry, "container-title").or_else(|| json::text(entry, "publisher")),
            url: json::text(entry, "URL").or(doi).filter(|url| url.starts_with("http")),
            published: entry.get("issued").and_then(date),
            accessed: entry.get("accessed").and_then(date),
            language: json::text(entry, "language"),
            highlights: noted(json::text(entry, "note")),
            ..Item::default()
        });
    }
    Ok(without_abstracts(imported, abstracts))
}

/// Says how many abstracts are left behind: they are neither the text nor the reader's words.
fn without_abstracts(mut imported: Imported, abstracts: usize) -> Imported {
    imported
        .left
        .extend((abstracts > 0).then(|| format!("abstracts are not carried ({abstracts})")));
    imported
}

fn noted(note: Option<String>) -> Vec<Highlight> {
    note.map(|note| Highlight { note: Some(note), ..Highlight::default() }).into_iter().collect()
}

/// A date of CSL: parts, or words.
fn date(value: &Value) -> Option<String> {
    let words = ["raw", "literal"].iter().find_map(|key| json::text(value, key));
    if let Some(day) = words.and_then(|words| dates::day(&words)) {
        return Some(day);
    }
    let parts = value.pointer("/date-parts/0")?.as_array()?;
    let parts = parts.iter().filter_map(json::words).map(|part| format!("{part:0>2}"));
    dates::day(&parts.collect::<Vec<_>>().join("-"))
}

/// Reads RIS: a line for each value, begun by two letters.
pub(super) fn ris(input: &Input) -> Imported {
    let text = decode::decode(input.bytes);
    let mut imported = Imported::default();
    let (mut item, mut abstracts) = (Item::default(), 0);
    for line in text.lines() {
        let Some((tag, value)) = line.split_once("  - ").or_else(|| line.split_once("  -")) else {
            continue;
        };
        let value = value.trim();
        match tag.trim_start_matches('\u{feff}') {
            "TY" => item = Item::default(),
            "ER" if !item.title.is_empty() => imported.items.push(std::mem::take(&mut item)),
            _ if value.is_empty() => {}
            "TI" | "T1" => item.title = single_line(value),
            "AU" | "A1" => item.authors.push(turned(value)),
            "T2" | "JO" | "JF" | "PB" if item.outlet.is_none() => {
                item.outlet = Some(value.to_owned());
            }
            "UR" if item.url.is_none() && value.starts_with("http") => {
                item.url = Some(value.to_owned());
            }
            "DO" if item.url.is_none() => item.url = Some(format!("https://doi.org/{value}")),
            "DA" | "PY" | "Y1" => {
                let day = dates::day(value.trim_end_matches('/'));
                let is_finer = day.as_ref().map_or(0, String::len)
                    > item.published.as_ref().map_or(0, String::len);
                item.published = if is_finer { day } else { item.published.take() };
            }
            "Y2" => item.accessed = dates::day(value.trim_end_matches('/')),
            "LA" => item.language = Some(value.to_owned()),
            "KW" => item.tags.push(value.to_owned()),
            "N1" => item.highlights.extend(noted(Some(value.to_owned()))),
            "AB" | "N2" => abstracts += 1,
            _ => {}
        }
    }
    without_abstracts(imported, abstracts)
}

/// Reads BibTeX and BibLaTeX.
pub(super) fn bibtex(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    let bibliography = Bibliography::parse(&text).map_err(|error| {
        let line = text.get(..error.span.start).map_or(0, |before| before.lines().count()).max(1);
        format!("it is no BibTeX: the fault is in line {line}")
    })?;
    let mut imported = Imported::default();
    let mut abstracts = 0;
    for entry in bibliography.iter() {
        let field = |name: &str| {
            entry.get(name).map(ChunksExt::format_verbatim).filter(|text| !text.trim().is_empty())
        };
        let Some(title) = field("title") else { continue };
        abstracts += usize::from(field("abstract").is_some());
        let person = |person: biblatex::Person| {
            let parts = [person.given_name, person.prefix, person.name];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
        };
        let published = match entry.date() {
            Ok(PermissiveType::Typed(date)) => match date.value {
                DateValue::At(at)
                | DateValue::After(at)
                | DateValue::Before(at)
                | DateValue::Between(at, _) => {
                    let (month, day) = (at.month.map(|month| month + 1), at.day.map(|day| day + 1));
                    let parts = [
                        Some(format!("{:04}", at.year)),
                        month.map(|m| format!("{m:02}")),
                        day.map(|d| format!("{d:02}")),
                    ];
                    dates::day(&parts.into_iter().flatten().collect::<Vec<_>>().join("-"))
                }
            },
            _ => field("year").and_then(|year| dates::day(&year)),
        };
        let doi = field("doi").map(|doi| format!("https://doi.org/{doi}"));
        imported.items.push(Item {
            title: single_line(&title),
            authors: entry.author().unwrap_or_default().into_iter().map(person).collect(),
            outlet: ["journaltitle", "journal", "booktitle", "publisher"]
                .iter()
                .find_map(|name| field(name)),
            url: field("url").or(doi).filter(|url| url.starts_with("http")),
            published,
            accessed: field("urldate").and_then(|day| dates::day(&day)),
            tags: parts(&field("keywords").unwrap_or_default(), ','),
            highlights: noted(field("note").or_else(|| field("annotation"))),
            ..Item::default()
        });
    }
    Ok(without_abstracts(imported, abstracts))
}

/// `Surname, Name` the other way round.
fn turned(name: &str) -> String {
    match name.split_once(", ") {
        Some((last, first)) => format!("{first} {last}"),
        None => name.to_owned(),
    }
}
