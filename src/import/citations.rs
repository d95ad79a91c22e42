//! References of Zotero and its kin, with notes: CSL in JSON and YAML, and BibTeX.

use biblatex::{
    Bibliography, ChunksExt, DateValue, Entry, Pair, ParseError, PermissiveType, RawBibliography,
    RawChunk,
};
use serde_json::Value;

use super::{
    Highlight, Imported, Input, Item, dates, decode, edtf, extra, json, markdown, page, parts,
    single_line, tongue,
};
use crate::config::is_language;
use crate::yaml;

/// So many bytes of abbreviations are read again for each entry of a file with faults.
const MOST_NAMES: usize = 1 << 16;

/// The fields of a reader's words.
const NOTES: [&str; 3] = ["note", "annote", "annotation"];

/// The fields of who published a text, and of the whole that it is part of.
const OUTLETS: [&str; 7] =
    ["journaltitle", "journal", "booktitle", "publisher", "institution", "organization", "school"];

/// Stands for the end of a line in notes, since BibTeX takes all spaces for one.
const LINE: &str = "\u{1f}";

/// In longer values, which nobody has written by hand, commands stay.
const LONGEST: usize = 1 << 14;

/// Commands of TeX that only say how words are set, or that they are an address.
const COMMANDS: [&str; 10] = [
    "textit",
    "textbf",
    "textsc",
    "textrm",
    "texttt",
    "textsf",
    "emph",
    "mkbibquote",
    "enquote",
    "url",
];

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
        let Some(title) = json::text(entry, "title") else { continue };
        let names = entry.get("author").map_or(&[][..], |list| json::items(list, &[]));
        let person = |name: &Value| {
            let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"]
                .map(|key| json::text(name, key));
            let whole = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            json::text(name, "literal").or(Some(whole)).filter(|name| !name.is_empty())
        };
        behind.abstracts += usize::from(json::text(entry, "abstract").is_some());
        let doi = json::text(entry, "DOI").map(|doi| address(&doi));
        let published = entry.get("issued").and_then(edtf::csl);
        imported.items.push(Item {
            title: untagged(&title),
            authors: names.iter().filter_map(person).collect(),
            outlet: json::text(entry, "container-title").or_else(|| json::text(entry, "publisher")),
            url: json::text(entry, "URL").or(doi).filter(|url| url.starts_with("http")),
            left: unread(entry.get("issued").and_then(edtf::words), published.as_ref()),
            published,
            accessed: entry.get("accessed").and_then(edtf::csl),
            language: json::text(entry, "language").and_then(|name| language(&name)),
            tags: parts(&json::text(entry, "keyword").unwrap_or_default(), ','),
            highlights: behind.noted(json::text(entry, "note")),
            ..Item::default()
        });
    }
    behind.tell(&mut imported);
    Ok(imported)
}

/// What of references is left behind, counted.
#[derive(Default)]
pub(super) struct Behind {
    /// They are neither the text nor the reader's words.
    pub(super) abstracts: usize,
    /// Lines of notes that are for programs.
    lines: usize,
}

impl Behind {
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
            (self.abstracts, "abstracts are not carried"),
            (self.lines, "lines of notes that are for programs are left out"),
        ] {
            imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
        }
    }
}

/// Reads BibTeX and BibLaTeX. What is wrong in one entry is its own: the others are read.
pub(super) fn bibtex(input: &Input) -> Result<Imported, String> {
    let text = decode::decode(input.bytes);
    let (bibliographies, left) = match parse(&text) {
        Ok(whole) => (vec![whole], Vec::new()),
        Err(error) => one_by_one(&text, &error)?,
    };
    let mut imported = Imported { left, ..Imported::default() };
    let (mut behind, mut untitled) = (Behind::default(), 0);
    for entry in bibliographies.iter().flat_map(Bibliography::iter) {
        let field = |name: &str| {
            let text = plain(&entry.get(name)?.format_verbatim());
            Some(text).filter(|text| !text.trim().is_empty())
        };
        let note = |name: &&str| {
            let note = field(name)?;
            Some(note.split(LINE).map(str::trim).collect::<Vec<_>>().join("\n"))
        };
        // TeX writes a space that breaks no line as `~`.
        let name = |name: &str| field(name).map(|name| single_line(&name.replace('~', " ")));
        let Some(title) = name("title") else {
            untitled += 1;
            continue;
        };
        behind.abstracts += usize::from(field("abstract").is_some());
        let published = published(entry, &field);
        imported.items.push(Item {
            title: titled(&title, name("subtitle").as_deref()),
            authors: entry
                .author()
                .unwrap_or_default()
                .into_iter()
                .map(person)
                // Of a long list only the first are written.
                .filter(|name| name != "others")
                .collect(),
            outlet: OUTLETS.iter().find_map(|outlet| name(outlet)),
            url: linked(&field),
            left: unread(field("date").or_else(|| field("year")), published.as_ref()),
            published,
            accessed: field("urldate").and_then(|day| dates::day(&day)),
            language: ["langid", "language"].iter().find_map(|name| language(&field(name)?)),
            tags: parts(&field("keywords").unwrap_or_default(), ','),
            highlights: NOTES.iter().flat_map(|name| behind.noted(note(name))).collect(),
            ..Item::default()
        });
    }
    let told = || format!("entries without a title are left out ({untitled})");
    imported.left.extend((untitled > 0).then(told));
    behind.tell(&mut imported);
    Ok(imported)
}

/// Reads BibTeX of which notes keep their lines.
fn parse(text: &str) -> Result<Bibliography, ParseError> {
    let raw = RawBibliography::parse(text)?;
    let is_note = |pair: &&Pair| NOTES.iter().any(|name| pair.key.v.eq_ignore_ascii_case(name));
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields).filter(is_note);
    let (mut lined, mut at) = (String::with_capacity(text.len()), 0);
    for piece in fields.flat_map(|field| &field.value.v) {
        let RawChunk::Normal(words) = piece.v else { continue };
        lined += &text[at..piece.span.start];
        lined += &words.replace('\n', LINE);
        at = piece.span.end;
    }
    lined += &text[at..];
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

fn person(person: biblatex::Person) -> String {
    let parts = [person.given_name, person.prefix, person.name];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A title with what stands below it.
fn titled(title: &str, below: Option<&str>) -> String {
    let border = if title.ends_with(['.', '?', '!', ':']) { " " } else { ": " };
    below.map_or_else(|| title.to_owned(), |below| format!("{title}{border}{below}"))
}

/// Where an entry is, in whatever field that stands.
fn linked(field: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let is_address = |url: &String| url.starts_with("http");
    let archive = ["eprinttype", "archiveprefix"].iter().find_map(|name| field(name));
    let is_preprint = archive.is_some_and(|archive| archive.eq_ignore_ascii_case("arxiv"));
    let preprint = || {
        let number = field("eprint").filter(|_| is_preprint)?;
        Some(format!("https://arxiv.org/abs/{}", number.trim_start_matches("arXiv:")))
    };
    let doi = || field("doi").map(|doi| address(&doi)).filter(is_address);
    // `\url{…}`, perhaps with words before it.
    let how = || {
        let how = field("howpublished")?;
        let address = how[how.find("http")?..].split(['}', ' ']).next()?;
        Some(address.to_owned()).filter(|address| address.contains("://"))
    };
    field("url").filter(is_address).or_else(doi).or_else(how).or_else(preprint)
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

/// A title without italics and the like, which are written as HTML.
pub(super) fn untagged(title: &str) -> String {
    if title.contains("</") { single_line(&markdown::plain(title)) } else { single_line(title) }
}

/// Says that the words of a date were not read as one, where there are any.
pub(super) fn unread(words: Option<String>, date: Option<&String>) -> Vec<String> {
    let words = words.filter(|words| date.is_none() && !words.trim().is_empty());
    words
        .map(|words| format!("`{}` is not a date that can be read", words.trim()))
        .into_iter()
        .collect()
}

/// Words without the commands that set them in italics and the like.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    if text.len() > LONGEST {
        return text;
    }
    for command in COMMANDS {
        let begin = format!("\\{command}{{");
        while let Some(at) = text.find(&begin) {
            let inner = at + begin.len();
            let mut depth = 1;
            let end = text[inner..].find(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth == 0
            });
            let Some(end) = end.map(|end| inner + end) else { return text };
            text.replace_range(end..=end, "");
            text.replace_range(at..inner, "");
        }
    }
    text
}

/// The address of a DOI, however it is written.
pub(super) fn address(value: &str) -> String {
    let value = value.trim();
    let bare = value.strip_prefix("doi:").or_else(|| value.strip_prefix("DOI:")).unwrap_or(value);
    if bare.starts_with("http") {
        bare.to_owned()
    } else {
        format!("https://doi.org/{}", bare.trim())
    }
}

/// A language, where it is written as a code or by a name that is known.
pub(super) fn language(value: &str) -> Option<String> {
    let value = value.trim().trim_end_matches('.').replace('_', "-");
    let named = LANGUAGES.iter().find(|(name, _)| value.eq_ignore_ascii_case(name));
    let named = named.map(|(_, code)| *code).or_else(|| tongue::named(&value));
    let is_short = value.split('-').next().is_some_and(|part| matches!(part.len(), 2 | 3));
    named.map(str::to_owned).or((is_short && is_language(&value)).then_some(value))
}
