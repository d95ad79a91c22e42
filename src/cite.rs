//! How a work is cited: for reference managers, as BibTeX (with the dates of BibLaTeX), CSL-JSON 1.0 and RIS. What is
//! cited is the text that was read; where the archive has it is said beside it.

mod author;
mod kind;

pub use author::{Author, indexed, is_particle, is_suffix};
pub use kind::Kind;

use std::borrow::Cow;
use std::fmt::Write as _;

use edtf_core::{Date, Edtf, IntervalEndpoint};
use serde_json::{Value, json};

use crate::model::date::{Calendar, DateKind, Dated, Day};
use author::{PersonName, ends_in_name};

/// What citations say of a work.
#[derive(Debug, Clone)]
pub struct Work<'a> {
    /// Its address in the archive, which keys are made of.
    pub slug: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Whether that is the press of a book or report, and not what it appeared in.
    pub is_press: bool,
    /// When it was published.
    pub published: Option<&'a Dated>,
    /// When it was saved.
    pub accessed: Option<&'a Dated>,
    /// Where it was, on the web.
    pub url: Option<&'a str>,
    /// Its DOI, bare.
    pub doi: Option<Cow<'a, str>>,
    /// The page of the archive that has it, whole.
    pub page: Option<String>,
    /// The archive.
    pub archive: &'a str,
    /// BCP 47.
    pub language: &'a str,
    /// Its tags in the archive.
    pub tags: Vec<&'a str>,
    /// What it says, in a sentence.
    pub summary: Option<&'a str>,
}

/// Year, month and day, as far as they are known.
pub type Parts = (i64, Option<u8>, Option<u8>);

/// What is said beside a day of the Julian calendar.
pub const OLD_STYLE: &str = "O.S.";

/// How a date is said where a form has no numbers for it.
pub type InWords<'a> = &'a dyn Fn(&Dated) -> String;

impl Work<'_> {
    /// What the work is called in BibTeX and CSL: one word of ASCII, and no other work's.
    pub fn key(&self) -> String {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut key: String =
            self.slug.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
        if !self.slug.chars().all(is_plain) {
            // Of a slug of another script nothing is left.
            if !key.contains(|c: char| c.is_ascii_alphabetic()) {
                let year = self.day().map(|(year, ..)| format!("-{year}"));
                key = format!("{}{}", self.language, year.unwrap_or_default());
            }
            key.push('-');
            key.push_str(&blake3::hash(self.slug.as_bytes()).to_hex()[..6]);
        }
        key
    }

    /// What kind of work it is, as far as that follows from who published it and where.
    pub fn kind(&self) -> Kind {
        match &self.outlet {
            Some(_) if self.is_press => kind::BOOK,
            Some(_) if self.doi.is_some() => kind::PAPER,
            _ if self.url.is_some() => kind::PAGE,
            Some(_) => kind::PRINTED,
            None => kind::DOCUMENT,
        }
    }

    /// As an entry of BibTeX.
    pub fn bibtex(&self, in_words: InWords) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        let date = edtf(self.published);
        if !self.authors.is_empty() {
            let authors: Vec<String> = self.authors.iter().map(author_in_bibtex).collect();
            fields.push(("author", authors.join(" and ")));
        }
        fields.push(("title", format!("{{{}}}", tex(self.title))));
        let (kind, outlet) = self.kind().bibtex;
        fields.extend(self.outlet.as_ref().map(|name| (outlet, whole(tex(name)))));
        if let Some((year, month, day)) = self.day() {
            fields.push(("year", year.to_string()));
            fields.extend(month.map(|month| ("month", month.to_string())));
            fields.extend(day.map(|day| ("day", day.to_string())));
        } else if let Some(date) = &date {
            // BibTeX, which knows no dates, wants a number.
            fields.extend(year(date).map(|year| ("year", year.to_string())));
        } else {
            fields.extend(self.dated().map(|dated| ("year", tex(&in_words(dated)))));
        }
        fields.extend(date.map(|date| ("date", date)));
        fields.extend(self.url.map(|url| ("url", braced(url))));
        fields.extend(self.doi.as_ref().map(|doi| ("doi", braced(doi))));
        fields.extend(edtf(self.accessed).map(|date| ("urldate", date)));
        fields.push(("langid", self.language.to_owned()));
        fields.extend(self.summary.map(|summary| ("abstract", tex(summary))));
        if !self.tags.is_empty() {
            fields.push(("keywords", tex(&self.keywords())));
        }
        fields.extend(self.page.as_ref().map(|page| ("annote", tex(page))));
        let mut text = format!("@{kind}{{{}", self.key());
        for (name, value) in fields {
            // Writing to a string cannot fail.
            let _ = write!(text, ",\n  {name} = {{{value}}}");
        }
        text.push_str("\n}\n");
        text
    }

    /// As an item of CSL-JSON; a date that has no parts is given in words.
    pub fn csl(&self, in_words: InWords) -> Value {
        let (kind, outlet) = self.kind().csl;
        let mut item = json!({
            "id": self.key(),
            "type": kind,
            "title": self.title,
            "language": self.language,
        });
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                item[key] = value;
            }
        };
        let authors: Vec<Value> = self.authors.iter().map(author_in_csl).collect();
        set("author", (!authors.is_empty()).then_some(Value::from(authors)));
        set(outlet, self.outlet.as_deref().map(Value::from));
        set("issued", self.published.map(|dated| csl_date(dated, in_words)));
        set("accessed", self.accessed.map(|dated| csl_date(dated, in_words)));
        set("URL", self.url.map(Value::from));
        set("DOI", self.doi.as_deref().map(Value::from));
        set("abstract", self.summary.map(Value::from));
        set("keyword", (!self.tags.is_empty()).then(|| Value::from(self.keywords())));
        set("archive", Some(Value::from(self.archive)));
        set("archive_location", self.page.as_deref().map(Value::from));
        item
    }

    /// As a record of RIS.
    pub fn ris(&self, in_words: InWords) -> String {
        let (kind, outlet) = self.kind().ris;
        let mut lines: Vec<(&str, String)> =
            vec![("TY", kind.into()), ("ID", self.key()), ("TI", self.title.to_owned())];
        lines.extend(self.authors.iter().map(|author| ("AU", author_in_ris(author))));
        lines.extend(self.outlet.iter().map(|name| (outlet, name.clone())));
        let two = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
        let slashed = |(year, month, day): Parts| format!("{year:04}/{}/{}/", two(month), two(day));
        if let Some(date) = self.day() {
            lines.push(("PY", format!("{:04}", date.0)));
            let words = self.published.map(|dated| match dated.calendar {
                Calendar::Julian if is_plain(dated) && date.2.is_some() => OLD_STYLE.to_owned(),
                Calendar::Julian | Calendar::Gregorian if is_plain(dated) => String::new(),
                _ => in_words(dated),
            });
            lines.push(("DA", slashed(date) + &words.unwrap_or_default()));
        } else {
            // What is no day of four digits stands behind one.
            lines.extend(self.dated().map(|dated| ("DA", format!("///{}", in_words(dated)))));
        }
        lines.extend(in_four_digits(self.accessed).map(|date| ("Y2", slashed(date))));
        lines.extend(self.url.map(|url| ("UR", url.to_owned())));
        lines.extend(self.doi.iter().map(|doi| ("DO", doi.to_string())));
        lines.push(("LA", self.language.to_owned()));
        lines.extend(self.summary.map(|summary| ("AB", summary.to_owned())));
        lines.extend(self.tags.iter().map(|tag| ("KW", (*tag).to_owned())));
        lines.extend(self.page.iter().map(|page| ("L2", page.clone())));
        lines.push(("ER", String::new()));
        let lines: Vec<String> =
            lines.iter().map(|(tag, value)| format!("{tag}  - {}\r\n", one_line(value))).collect();
        lines.concat()
    }

    /// Its tags in one field, with semicolons between them where commas are in them, and behind a single one.
    fn keywords(&self) -> String {
        let has_comma = self.tags.iter().any(|tag| tag.contains(','));
        let end = if has_comma && self.tags.len() == 1 { ";" } else { "" };
        self.tags.join(if has_comma { "; " } else { ", " }) + end
    }

    /// The date of the publication, where it says anything.
    fn dated(&self) -> Option<&Dated> {
        self.published.filter(|dated| dated.when.is_some() || dated.words.is_some())
    }

    /// The first day of the publication.
    fn day(&self) -> Option<Parts> {
        in_four_digits(self.published)
    }
}

/// An author in BibTeX, which finds a surname of one word, with its particles, by itself. Braces keep whole what is no person, and
/// what does not end in a surname as far as its words tell: `Sample JA`.
fn author_in_bibtex(author: &Author) -> String {
    let name = tex(&one_line(&author.name));
    let Some(PersonName { family, given, suffix }) = &author.parts else {
        let is_found = author.is_person && ends_in_name(&author.name);
        return if is_found { name } else { format!("{{{name}}}") };
    };
    let is_found = !family.contains(' ') || family.starts_with(char::is_lowercase);
    if is_found && suffix.is_none() {
        return name;
    }
    let parts = [Some(family), suffix.as_ref(), Some(given)];
    parts.into_iter().flatten().map(|part| tex(part)).collect::<Vec<_>>().join(", ")
}

/// A name in TeX that BibTeX does not take for several: a word between names stands in braces.
fn whole(name: String) -> String {
    if name.to_ascii_lowercase().contains(" and ") { format!("{{{name}}}") } else { name }
}

/// An author in CSL.
fn author_in_csl(author: &Author) -> Value {
    let Some(PersonName { family, given, suffix }) = &author.parts else {
        return json!({"literal": author.name});
    };
    let mut name = json!({"family": family, "given": given});
    if let Some(suffix) = suffix {
        name["suffix"] = Value::from(suffix.as_str());
        name["comma-suffix"] = Value::from(true);
    }
    name
}

/// An author in RIS: the surname first, where it is known. A comma that has no surname before it stands twice, as in `EndNote`,
/// unless what a name is followed by stands behind it.
fn author_in_ris(author: &Author) -> String {
    let Some(PersonName { family, given, suffix }) = &author.parts else {
        let is_followed = author.name.split_once(',').is_some_and(|(_, rest)| is_suffix(rest));
        let comma = if is_followed { "," } else { ",," };
        return author.name.replacen(',', comma, 1);
    };
    let parts = [Some(family), Some(given), suffix.as_ref()];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// Words without what some program would take for the end of a line.
fn one_line(words: &str) -> String {
    let ends = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    words.replace(ends, " ")
}

/// Words with the characters that TeX would read as commands.
fn tex(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    // BibTeX counts braces behind a backslash too: those that have no other would end the field.
    let are_paired = paired(words);
    for c in one_line(words).chars() {
        match c {
            '{' if !are_paired => text.push_str("\\textbraceleft{}"),
            '}' if !are_paired => text.push_str("\\textbraceright{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => text.extend(['\\', c]),
            '\\' => text.push_str("\\textbackslash{}"),
            '~' => text.push_str("\\textasciitilde{}"),
            '^' => text.push_str("\\textasciicircum{}"),
            _ => text.push(c),
        }
    }
    text
}

/// Whether every brace has its other one.
fn paired(words: &str) -> bool {
    let mut open = 0_usize;
    let closes = |c| match c {
        '{' => {
            open += 1;
            true
        }
        '}' => open.checked_sub(1).map(|less| open = less).is_some(),
        _ => true,
    };
    words.chars().all(closes) && open == 0
}

/// An address without the characters that would end a field.
fn braced(url: &str) -> String {
    one_line(url).replace('{', "%7B").replace('}', "%7D")
}

fn csl_date(dated: &Dated, in_words: InWords) -> Value {
    let parts: Vec<Value> = ends(dated).iter().map(|&date| Value::from(csl_parts(date))).collect();
    if parts.is_empty() {
        return json!({"literal": in_words(dated)});
    }
    let about = dated
        .when
        .as_ref()
        .is_some_and(|when| matches!(when.kind, DateKind::Approximate | DateKind::Uncertain));
    let mut date = json!({"date-parts": parts});
    if about {
        date["circa"] = Value::from(true);
    }
    if let Some(season) = dated.when.as_ref().and_then(|when| season(&when.edtf)) {
        date["season"] = Value::from(season);
    }
    date
}

/// Whether year, month and day are all that a date says.
fn is_plain(dated: &Dated) -> bool {
    dated.when.as_ref().is_some_and(|when| {
        matches!(when.kind, DateKind::Exact | DateKind::Reduced) && season(&when.edtf).is_none()
    })
}

/// The number of a season, from spring on.
fn season(edtf: &Edtf) -> Option<u8> {
    let Edtf::Date(date) = edtf else { return None };
    date.month?.value().filter(|code| (21..=24).contains(code)).map(|code| code - 20)
}

/// A date with the years of CSL, which has no year 0: -44 is 44 BC.
fn csl_parts((year, month, day): Parts) -> Vec<i64> {
    let year = if year > 0 { year } else { year - 1 };
    std::iter::once(year).chain(month.map(i64::from)).chain(day.map(i64::from)).collect()
}

/// A date as BibLaTeX reads it: EDTF without sets, with the days that the work bears.
fn edtf(dated: Option<&Dated>) -> Option<String> {
    let dated = dated?;
    let when = dated.when.as_ref().filter(|when| !matches!(when.edtf, Edtf::Set(_)))?;
    let end = |text: &str| match Edtf::parse(text) {
        Ok(Edtf::Date(date)) if dated.calendar == Calendar::Julian => {
            let marks = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            day(&date).map_or(text.to_owned(), |day| format!("{}{marks}", day.in_julian()))
        }
        _ => text.to_owned(),
    };
    let ends: Vec<String> = when.text.split('/').map(end).collect();
    Some(ends.join("/"))
}

/// The year that a date of BibLaTeX begins with, if it is sure to.
fn year(date: &str) -> Option<u16> {
    date.get(..4)?.parse().ok().filter(|year| *year > 0)
}

/// The first day that a date names, where it is of a year that formats of four digits have.
fn in_four_digits(dated: Option<&Dated>) -> Option<Parts> {
    dated.and_then(day_of).filter(|&(year, ..)| (1..=9999).contains(&year))
}

/// The first day that a date names, as far as it names one.
pub fn day_of(dated: &Dated) -> Option<Parts> {
    ends(dated).first().copied()
}

/// The date, or the first and last one of an interval, in the calendar that the work is dated in.
fn ends(dated: &Dated) -> Vec<Parts> {
    let Some(when) = &dated.when else { return Vec::new() };
    let parts = |date: &Date| parts(date, dated.calendar);
    match &when.edtf {
        Edtf::Date(date) => parts(date).into_iter().collect(),
        Edtf::DateTime(at) => parts(&at.date).into_iter().collect(),
        Edtf::Interval(interval) => match (interval.start, interval.end) {
            (IntervalEndpoint::Date(from), IntervalEndpoint::Date(to)) => {
                parts(&from).into_iter().chain(parts(&to)).collect()
            }
            _ => Vec::new(),
        },
        Edtf::Set(_) => Vec::new(),
    }
}

fn parts(date: &Date, calendar: Calendar) -> Option<Parts> {
    let month = date.month.and_then(edtf_core::DateField::value).filter(|month| *month <= 12);
    match day(date) {
        Some(day) => {
            let written = if calendar == Calendar::Julian { day.in_julian() } else { day };
            Some((written.year, Some(written.month), Some(written.day)))
        }
        None => Some((date.year.value()?, month, None)),
    }
}

/// The day of a date that is one.
fn day(date: &Date) -> Option<Day> {
    let (month, day) = (date.month?.value()?, date.day?.value()?);
    Some(Day { year: date.year.value()?, month, day })
}
