//! `My Clippings.txt` of a Kindle, in whatever language it speaks.

pub(super) mod notebook;

use std::collections::BTreeMap;

use super::names::turned;
use super::{Highlight, Imported, Input, Item, dates, decode, markdown, single_line};

/// The words for a note, a bookmark and a page; everything else is a highlight at a location.
const NOTES: [&str; 12] = [
    "note",
    "notiz",
    "nota",
    "notitie",
    "anotação",
    "заметка",
    "замет",
    "メモ",
    "笔记",
    "筆記",
    "notatka",
    "메모",
];
const BOOKMARKS: [&str; 12] = [
    "bookmark",
    "lesezeichen",
    "signet",
    "marcador",
    "segnalibro",
    "bladwijzer",
    "закладка",
    "ブックマーク",
    "书签",
    "書籤",
    "zakładka",
    "북마크",
];
const PAGES: [&str; 10] =
    ["page", "seite", "página", "pagina", "страниц", "ページ", "页", "頁", "stronie", "페이지"];

/// The least letters of what a Kindle writes between angle brackets, in its language, where a publisher allows no more.
const LIMIT: usize = 14;

/// So many highlights around one are compared with it: nobody has marked as many at one place.
const NEAR: usize = 1000;

/// A clipping.
struct Clipping {
    highlight: Highlight,
    is_note: bool,
    /// Its first and last location or page.
    range: Option<(u32, u32)>,
    /// The how manieth of its book it is.
    order: usize,
}

/// Reads the clippings.
pub(super) fn read(input: &Input) -> Imported {
    let text = decode::decode(input.bytes).replace('\u{feff}', "");
    let mut books: Vec<(String, Vec<Clipping>)> = Vec::new();
    let mut named_at: BTreeMap<String, usize> = BTreeMap::new();
    let mut imported = Imported::default();
    let (mut marks, mut limited, mut cut) = (0, 0, 0);
    for entry in text.split("==========") {
        let lines: Vec<&str> = entry.trim().lines().map(str::trim).collect();
        // KOReader writes several authors on lines of their own.
        let is_about = |line: &&str| line.starts_with('-') && line.contains('|');
        let at = lines.iter().take(6).position(is_about).filter(|at| *at > 0).unwrap_or(1);
        let Some((book, rest)) = lines.split_at_checked(at) else { continue };
        let [about, words @ ..] = rest else { continue };
        let (about, book) = (*about, book.join("; "));
        let words =
            words.iter().copied().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        let (words, is_limited) = unlimited(&words);
        let kind = about.rsplit_once('|').map_or(about, |(places, _)| places).to_lowercase();
        if BOOKMARKS.iter().any(|word| kind.contains(word)) {
            marks += 1;
        } else if is_limited && words.is_empty() {
            limited += 1;
        } else if !words.is_empty() {
            let book = single_line(&book);
            let at = *named_at.entry(book).or_insert_with_key(|name| {
                books.push((name.clone(), Vec::new()));
                books.len() - 1
            });
            cut += usize::from(is_limited);
            let order = books[at].1.len();
            books[at].1.push(Clipping { order, ..clipping(about, &kind, words.to_owned()) });
        }
    }
    let item = |(name, clippings): (String, Vec<Clipping>)| {
        let (title, authors) = named(&name);
        book(title, authors, clippings)
    };
    imported.items = books.into_iter().map(item).collect();
    for (count, what) in [
        (marks, "bookmarks are left out: they have no words"),
        (limited, "highlights are empty, because the clipping limit of the book was reached"),
        (cut, "highlights end where the clipping limit of the book was reached"),
    ] {
        imported.left.extend((count > 0).then(|| format!("{what} ({count})")));
    }
    imported
}

/// The words of a clipping without what stands behind them where the limit was reached, and whether it was.
fn unlimited(words: &str) -> (&str, bool) {
    let told = words.strip_suffix('>').and_then(|words| words.rsplit_once('<'));
    let Some((before, told)) = told else { return (words, false) };
    let is_apart = before.is_empty() || before.ends_with(char::is_whitespace);
    let is_told =
        told.chars().filter(|c| c.is_alphabetic()).count() >= LIMIT && !told.contains('=');
    if is_apart && is_told { (before.trim_end(), true) } else { (words, false) }
}

fn clipping(about: &str, kind: &str, words: String) -> Clipping {
    let about = about.replace('–', "-");
    let parts: Vec<&str> = about.trim_start_matches('-').split('|').collect();
    let created = parts.iter().rev().find_map(|part| {
        // `Added on Monday, 2 January 2017 10:20:30`: what stands before the date is not of it.
        let digit = part.find(|c: char| c.is_ascii_digit())?;
        let month = part[..digit].split_whitespace().rev().take(1).collect::<Vec<_>>().join(" ");
        let date = format!("{month} {}", &part[digit..]);
        dates::day(&part[digit..]).or_else(|| dates::day(&date)).filter(|day| day.len() == 10)
    });
    let places = parts.get(..parts.len() - 1).filter(|places| !places.is_empty()).unwrap_or(&parts);
    let is_page = |part: &&&str| PAGES.iter().any(|word| part.to_lowercase().contains(word));
    let last = places.last().and_then(|part| numbers(part).last().copied());
    let page = places.iter().find(is_page);
    let told =
        |(from, to): (u32, u32)| if from == to { from.to_string() } else { format!("{from}-{to}") };
    let number = page.and_then(|part| numbers(part).first().copied().map(told));
    let locator = number
        .or_else(|| page.and_then(|part| roman(part)))
        .map(|page| format!("page {page}"))
        .or_else(|| last.map(|range| format!("location {}", told(range))));
    let is_note = NOTES.iter().any(|word| kind.contains(word));
    let highlight = if is_note {
        Highlight {
            note: Some(markdown::escaped(&words)),
            locator,
            created,
            ..Highlight::default()
        }
    } else {
        Highlight { quote: words, locator, created, ..Highlight::default() }
    };
    Clipping { highlight, is_note, range: last, order: 0 }
}

/// The numbers, each with the last of its range: `345-347`, and `1234-47` for `1234-1247`.
fn numbers(part: &str) -> Vec<(u32, u32)> {
    let runs = part.split(|c: char| !c.is_ascii_digit() && c != '-');
    let range = |run: &str| {
        let mut ends = run.split('-').filter(|end| !end.is_empty());
        let from = ends.next()?;
        let to = ends.next().unwrap_or(from);
        let to = if to.len() < from.len() {
            format!("{}{to}", &from[..from.len() - to.len()])
        } else {
            to.to_owned()
        };
        let (from, to): (u32, u32) = (from.parse().ok()?, to.parse().ok()?);
        Some((from.min(to), from.max(to)))
    };
    runs.filter_map(range).collect()
}

/// A page before the first chapter: `xii`, or `xii-xiii`.
fn roman(part: &str) -> Option<String> {
    let mut ends = part.split_whitespace().last()?.split('-');
    let (from, to) = (ends.next()?, ends.next());
    let is_one = |end: &str| !end.is_empty() && end.chars().all(|c| "ivxlc".contains(c));
    let is_range = is_one(from) && to.is_none_or(is_one);
    is_range.then(|| match to.filter(|to| *to != from) {
        Some(to) => format!("{from}-{to}"),
        None => from.to_owned(),
    })
}

/// A book with its clippings: notes go to the highlight at their place, and of a highlight that was made longer the last
/// one is kept.
fn book(title: String, authors: Vec<String>, clippings: Vec<Clipping>) -> Item {
    let (notes, marked): (Vec<Clipping>, Vec<Clipping>) =
        clippings.into_iter().partition(|clipping| clipping.is_note);
    let mut kept = Kept::default();
    marked.into_iter().for_each(|clipping| kept.add(clipping));
    let alone: Vec<Clipping> = notes.into_iter().filter_map(|note| kept.note(note)).collect();
    let all = kept.clippings.into_iter().flatten().chain(alone);
    Item { title, authors, highlights: all.map(|one| one.highlight).collect(), ..Item::default() }
}

/// The highlights of a book, of which one is only looked for among those around it.
#[derive(Default)]
struct Kept {
    /// In the order of the file; nothing where one was made longer.
    clippings: Vec<Option<Clipping>>,
    /// Which begin at a place.
    at: BTreeMap<u32, Vec<usize>>,
    /// Which have no place.
    placeless: Vec<usize>,
    /// How far the longest one reaches.
    reach: u32,
}

impl Kept {
    /// Which may overlap a range, the last ones first.
    fn near(&self, range: Option<(u32, u32)>) -> Vec<usize> {
        let (from, to) = range.unwrap_or((0, u32::MAX));
        let placed = self.at.range(from.saturating_sub(self.reach)..=to).rev();
        let placed = placed.flat_map(|(_, those)| those.iter().rev()).take(NEAR);
        placed.chain(self.placeless.iter().rev().take(NEAR)).copied().collect()
    }

    /// Adds a highlight that is not part of one that is there; what is part of it is not kept any longer.
    fn add(&mut self, clipping: Clipping) {
        let quote = &clipping.highlight.quote;
        for at in self.near(clipping.range) {
            let Some(other) = &self.clippings[at] else { continue };
            let overlaps = match (other.range, clipping.range) {
                (Some((from, to)), Some((start, end))) => from <= end && start <= to,
                _ => true,
            };
            if overlaps && quote.contains(&other.highlight.quote) {
                self.clippings[at] = None;
            } else if overlaps && other.highlight.quote.contains(quote) {
                return;
            }
        }
        let at = self.clippings.len();
        match clipping.range {
            Some((from, to)) => {
                self.reach = self.reach.max(to.saturating_sub(from));
                self.at.entry(from).or_default().push(at);
            }
            None => self.placeless.push(at),
        }
        self.clippings.push(Some(clipping));
    }

    /// Gives a note to the highlight that it is on, or back, where there is none.
    fn note(&mut self, note: Clipping) -> Option<Clipping> {
        let Some((place, _)) = note.range else { return Some(note) };
        // Of several at one place, the one that it was made after.
        let distance = |at: &usize| {
            let other = self.clippings[*at].as_ref()?;
            let (from, to) = other.range?;
            let is_free = other.highlight.note.is_none() && (from..=to).contains(&place);
            let is_behind = other.order > note.order;
            is_free.then(|| (to - place, is_behind, other.order.abs_diff(note.order), *at))
        };
        let nearest = self.near(Some((place, place))).iter().filter_map(distance).min();
        let other = nearest.and_then(|(.., at)| self.clippings[at].as_mut());
        let Some(other) = other else { return Some(note) };
        other.highlight.note = note.highlight.note;
        None
    }
}

/// `Title (Surname, Name; Other)`: the last brackets hold the authors, unless there is no letter in them.
fn named(name: &str) -> (String, Vec<String>) {
    let mut depth = 0;
    let begins = |&(_, c): &(usize, char)| {
        depth += i32::from(c == ')') - i32::from(c == '(');
        depth == 0
    };
    let at = if name.ends_with(')') { name.char_indices().rev().find(begins) } else { None };
    let brackets = at.map(|(at, _)| (&name[..at], &name[at + 1..name.len() - 1]));
    let Some((title, authors)) =
        brackets.filter(|(_, authors)| authors.contains(char::is_alphabetic))
    else {
        return (name.to_owned(), Vec::new());
    };
    let authors = authors.split(';').map(str::trim).filter(|author| !author.is_empty());
    (title.trim().to_owned(), authors.map(turned).collect())
}
