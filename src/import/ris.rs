//! RIS, which most keepers of references write, and the lines of MEDLINE, as `PubMed` writes them.

use super::names::turned;
use super::references::{self, Behind, language, place, untagged};
use super::{Imported, Input, Item, dates, decode, edtf};

/// The tags of MEDLINE that say what another one says, or are of the library: its numbers, and when it had a record in hand.
const OF_THE_LIBRARY: [&str; 20] = [
    "AID", "CRDT", "DA", "DCOM", "EDAT", "JID", "LID", "LR", "MHDA", "MID", "OTO", "OWN", "PHST",
    "PMC", "PMCR", "PST", "SB", "SO", "STAT", "TA",
];

/// Reads a line for each value, begun by a tag; a line without one goes on with the value above it.
pub(super) fn read(input: &Input) -> Imported {
    let text = decode::decode(input.bytes);
    let is_medline = text.trim_start_matches('\u{feff}').trim_start().starts_with("PMID");
    let field = if is_medline { medline } else { ris };
    let mut imported = Imported::default();
    let (mut entry, mut behind) = (Reference::default(), Behind::default());
    let close = |entry: &mut Reference, behind: &mut Behind, imported: &mut Imported| {
        let is_part = entry.item.outlet.is_some();
        if entry.press.is_some() && is_part && entry.press != entry.item.outlet {
            behind.leave("PB");
        }
        let item = std::mem::take(entry).item(input);
        behind.untitled += usize::from(item.title.is_empty() && item != Item::default());
        imported.items.extend(Some(item).filter(|item| !item.title.is_empty()));
    };
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((tag, value)) = field(line) else { continue };
        let mut values = vec![value];
        while let Some(more) = lines.next_if(|line| field(line).is_none()) {
            values.extend(Some(more.trim()).filter(|more| !more.is_empty()));
        }
        values.retain(|value| !value.is_empty());
        match tag {
            "TY" | "ER" => close(&mut entry, &mut behind, &mut imported),
            "PMID" => {
                close(&mut entry, &mut behind, &mut imported);
                entry.page = Some(format!("https://pubmed.ncbi.nlm.nih.gov/{value}/"));
            }
            "AB" | "N2" => behind.abstracts += 1,
            _ if values.is_empty() => {}
            "KW" => entry.item.tags.extend(values.into_iter().map(str::to_owned)),
            "N1" => entry.item.highlights.extend(behind.noted(Some(values.join("\n")))),
            _ if entry.take(tag, &values.join(" ")) => {}
            _ => behind
                .leave(line.trim_start_matches('\u{feff}').split(['-', ' ']).next().unwrap_or(tag)),
        }
    }
    close(&mut entry, &mut behind, &mut imported);
    behind.tell(&mut imported);
    imported
}

/// The two letters of a line of RIS, and what stands behind them. Some programs leave out a space.
fn ris(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if !tag.starts_with(|c: char| c.is_ascii_uppercase()) || !tag.chars().all(is_tag) {
        return None;
    }
    let value = rest.strip_prefix(' ')?.trim_start().strip_prefix('-')?;
    (value.is_empty() || value.starts_with(' ')).then(|| (tag, value.trim()))
}

/// The tag of a line of MEDLINE, as RIS has it, and what stands behind it; an empty one for what is not carried.
fn medline(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.trim_start_matches('\u{feff}').split_at_checked(4)?;
    let value = rest.strip_prefix('-')?.trim();
    let tag = match tag.trim_end() {
        tag @ ("PMID" | "TI" | "FAU" | "AU" | "AB" | "PB" | "LA") => tag,
        "BTI" => "BT",
        "CN" => "FAU",
        "DP" => "PY",
        "JT" => "T2",
        "OT" => "KW",
        "LID" | "AID" if value.ends_with("[doi]") => "DO",
        tag if OF_THE_LIBRARY.contains(&tag) => "ID",
        _ => "",
    };
    Some((tag, value.trim_end_matches("[doi]").trim_end()))
}

/// An entry of RIS, as far as it was read.
#[derive(Default)]
struct Reference {
    item: Item,
    /// Where it is.
    url: Option<String>,
    doi: Option<String>,
    /// Who published it, or what it is part of.
    press: Option<String>,
    /// Its page at `PubMed`.
    page: Option<String>,
    /// Whether its authors are there with their whole names, and not only with initials.
    is_in_full: bool,
    /// Whether its date is of the field that is only for it.
    is_dated: bool,
    /// Its date as it is written.
    date: Option<String>,
    /// The day on which it was saved, as it is written.
    accessed: Option<String>,
}

/// A date of RIS: year, month and day with strokes between them, and behind a third stroke what else is known.
fn date(value: &str) -> Option<String> {
    let (day, words) = match value.match_indices('/').nth(2) {
        Some((at, stroke)) => (&value[..at], &value[at + stroke.len()..]),
        None => (value, ""),
    };
    let day = day.trim_end_matches(['/', ' ']);
    // A month may be a number of one digit.
    let month = |(year, month): (&str, &str)| dates::day(&format!("{year}-{month:0>2}"));
    if day.is_empty() {
        return edtf::date(words);
    }
    let date = day.split_once('/').and_then(month).or_else(|| edtf::date(day))?;
    // The words may say the same date less exactly.
    let said = || edtf::date(words).filter(|said| said.get(..4) == date.get(..4));
    edtf::beside(&date, words).or_else(said).or(Some(date))
}

/// Somebody as RIS names them. A comma that stands twice has no surname before it.
fn author(value: &str) -> String {
    let whole = value.split_once(",,").map(|(start, rest)| format!("{start},{rest}"));
    whole.unwrap_or_else(|| turned(value))
}

impl Reference {
    /// What was read of it.
    fn item(self, input: &Input) -> Item {
        let Self { mut item, url, doi, press, page, date, accessed, .. } = self;
        if item.outlet.is_none() {
            (item.is_press, item.outlet) = (press.is_some(), press);
        }
        // In MEDLINE a title is a sentence.
        if page.is_some() && item.title.ends_with('.') {
            item.title.pop();
        }
        let other = page.filter(|_| doi.is_none());
        place(&mut item, url.or(other), doi.as_deref());
        item.published = references::date(item.published.take(), date, &mut item, input);
        item.accessed = references::date(item.accessed.take(), accessed, &mut item, input);
        item
    }

    /// Takes what a line says; whether it is carried.
    fn take(&mut self, tag: &str, value: &str) -> bool {
        let item = &mut self.item;
        match tag {
            "TI" | "T1" => item.title = untagged(value),
            "BT" | "CT" if item.title.is_empty() => item.title = untagged(value),
            "FAU" => {
                self.is_in_full = true;
                item.authors.push(author(value));
            }
            "AU" | "A1" if !self.is_in_full => item.authors.push(author(value)),
            // It says the same with initials.
            "AU" | "ID" => {}
            "T2" | "JO" | "JF" if item.outlet.is_none() => item.outlet = Some(value.to_owned()),
            "T2" | "JO" | "JF" => return item.outlet.as_deref() == Some(value),
            "PB" => self.press = Some(value.to_owned()),
            "UR" => {
                let others = self.url.take().map_or(String::new(), |url| url + " ");
                self.url = Some(others + value);
            }
            "DO" => self.doi = Some(value.to_owned()),
            "DA" | "PY" | "Y1" => {
                let day = date(value);
                let is_finer = day.as_ref().map_or(0, String::len)
                    > item.published.as_ref().map_or(0, String::len);
                if is_finer || tag == "DA" && day.is_some() && !self.is_dated {
                    item.published = day;
                }
                self.is_dated |= tag == "DA";
                self.date = Some(value.trim_start_matches('/').to_owned());
            }
            "Y2" => {
                item.accessed = date(value);
                self.accessed = Some(value.to_owned());
            }
            "LA" => item.language = language(value),
            _ => return false,
        }
        true
    }
}
