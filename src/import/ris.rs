//! RIS, which most keepers of references write.

use super::citations::{Behind, address, language, unread};
use super::{Imported, Input, Item, dates, decode, edtf, single_line, turned};

/// Reads RIS: a line for each value, begun by two letters; a line without them goes on with the value above it.
pub(super) fn read(input: &Input) -> Imported {
    let text = decode::decode(input.bytes);
    let mut imported = Imported::default();
    let (mut entry, mut behind, mut untitled) = (Reference::default(), Behind::default(), 0);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((tag, value)) = field(line) else { continue };
        let mut values = vec![value];
        while let Some(more) = lines.next_if(|line| field(line).is_none()) {
            values.extend(Some(more.trim()).filter(|more| !more.is_empty()));
        }
        values.retain(|value| !value.is_empty());
        match tag {
            "TY" => entry = Reference::default(),
            "ER" => {
                let Reference { item, doi, date, .. } = std::mem::take(&mut entry);
                let (url, left) = (item.url.or(doi), unread(date, item.published.as_ref()));
                let item = Item { url, left, ..item };
                untitled += usize::from(item.title.is_empty() && item != Item::default());
                imported.items.extend(Some(item).filter(|item| !item.title.is_empty()));
            }
            "AB" | "N2" => behind.abstracts += 1,
            _ if values.is_empty() => {}
            "KW" => entry.item.tags.extend(values.into_iter().map(str::to_owned)),
            "N1" => entry.item.highlights.extend(behind.noted(Some(values.join("\n")))),
            _ => entry.take(tag, &values.join(" ")),
        }
    }
    let told = || format!("entries without a title are left out ({untitled})");
    imported.left.extend((untitled > 0).then(told));
    behind.tell(&mut imported);
    imported
}

/// The two letters of a line of RIS, and what stands behind them. Some programs leave out a space.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches('\u{feff}');
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    if !tag.starts_with(|c: char| c.is_ascii_uppercase()) || !tag.chars().all(is_tag) {
        return None;
    }
    let value = rest.strip_prefix(' ')?.trim_start().strip_prefix('-')?;
    (value.is_empty() || value.starts_with(' ')).then(|| (tag, value.trim()))
}

/// An entry of RIS, as far as it was read.
#[derive(Default)]
struct Reference {
    item: Item,
    doi: Option<String>,
    /// Whether its date is of the field that is only for it.
    is_dated: bool,
    /// Its date as it is written.
    date: Option<String>,
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
    let date = day.split_once('/').and_then(month).or_else(|| edtf::date(day))?;
    edtf::beside(&date, words).or(Some(date))
}

impl Reference {
    fn take(&mut self, tag: &str, value: &str) {
        let item = &mut self.item;
        match tag {
            "TI" | "T1" => item.title = single_line(value),
            "BT" | "CT" if item.title.is_empty() => item.title = single_line(value),
            "AU" | "A1" => item.authors.push(turned(value)),
            "T2" | "JO" | "JF" | "PB" if item.outlet.is_none() => {
                item.outlet = Some(value.to_owned());
            }
            "UR" if item.url.is_none() && value.starts_with("http") => {
                // Several stand in one value, with semicolons.
                item.url = value.split([';', ' ']).next().map(str::to_owned);
            }
            "DO" => self.doi = Some(address(value)),
            "DA" | "PY" | "Y1" => {
                let day = date(value);
                let is_finer = day.as_ref().map_or(0, String::len)
                    > item.published.as_ref().map_or(0, String::len);
                if is_finer || tag == "DA" && day.is_some() && !self.is_dated {
                    item.published = day;
                }
                self.is_dated |= tag == "DA";
                self.date = Some(value.to_owned());
            }
            "Y2" => item.accessed = date(value),
            "LA" => item.language = language(value),
            _ => {}
        }
    }
}
