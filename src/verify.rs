//! The second look at what is private: finished outputs, and nothing of what is withheld may be in them.
//!
//! `resolve::disclose` is what keeps texts private; this step trusts neither it nor the templates, and it sees what was
//! never theirs, such as a file of `static/`. Changes nothing and removes nothing.

mod blocks;
mod copies;
mod gather;
mod markup;
mod names;
mod packed;
mod parts;
mod pdf;
mod pictures;
mod public;
mod runs;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Checked, Code, Diagnostic, Label};
use crate::fold::is_unseen;
use crate::model::archive::Options;
use crate::model::article::Reading;
use crate::model::picture::is_picture;
use crate::model::site::{Output, Url};
use crate::source::{Position, SourcePath, Span};
use crate::world::World;
use names::Names;
use runs::{Runs, WORD, Words, weight};

/// Eight words in a row tell that they are of a text; fewer occur in any.
const RUN: usize = 8 * WORD;

/// A run with six words in a row that are of a public title tells of that title: pages set others beside it.
const TITLED: usize = 6 * WORD;

/// A note, a title or a comment that is shorter than a run is looked for as a whole, from four words on.
const SHORTEST: usize = 4 * WORD;

/// What no output of the public edition may hold.
#[derive(Debug, Default)]
pub struct Withheld {
    sources: Vec<SourcePath>,
    texts: Runs<Place>,
    /// So much of public titles as makes a run one of theirs.
    titles: Runs<()>,
    names: Names,
}

impl Withheld {
    /// Whether nothing is withheld, so that there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.names.is_empty()
    }

    /// The withheld words that are among those of a text, and where they are from.
    fn among<'a>(
        &'a self,
        words: &'a Words,
        text: &'a str,
    ) -> impl Iterator<Item = (Range<usize>, Place)> + 'a {
        let is_told = |run: &Range<usize>| {
            self.titles.find(&words.numbers[run.clone()]).next().is_some()
                && weight(&text[words.range(run)]) >= RUN
        };
        let texts = self.texts.find(&words.numbers).map(|(run, place)| (run, *place));
        let texts = texts.filter(move |(run, _)| !is_told(run));
        let names = self.names.find(words, text).into_iter();
        texts.chain(names.map(|(run, name)| (run, name.place)))
    }
}

/// Where withheld words are from.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Place {
    /// The index of the reading.
    source: u32,
    span: Span,
    is: Is,
}

/// What withheld words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Is {
    Text,
    Title,
    Note,
    Comment,
    /// A redacted name, by its index in [`Names::written`].
    Name(usize),
}

impl Is {
    /// Which name it is, if it is one.
    fn name(self) -> Option<usize> {
        if let Self::Name(index) = self { Some(index) } else { None }
    }
}

/// Withheld words that stand in an output.
#[derive(Debug)]
pub struct Hit {
    url: Url,
    place: Place,
    /// Where, if the output has the words as they are read.
    at: Option<Position>,
}

/// Gathers what the outputs of an edition must not hold, from the readings before anything was withheld; and says how
/// much of each excerpted text is quoted.
pub fn withheld(readings: &[Arc<Reading>], world: &World, options: Options) -> Checked<Withheld> {
    gather::gather(readings, world, options)
}

/// Whether the words of a file can be read, by how it begins: of a video nobody could say what they are.
pub fn is_read(beginning: &[u8]) -> bool {
    blocks::is_read(beginning)
}

/// What is said of a copied file that cannot be looked into.
pub fn encrypted(path: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let message = || format!("`{path}` cannot be looked into: it is encrypted");
    let help =
        "publish it without a password, or see for yourself that it holds nothing that is withheld";
    blocks::is_encrypted(bytes).then(|| Diagnostic::new(Code::Encrypted, message()).help(help))
}

/// The withheld words that stand in an output or in its address: of each text the first ones.
pub fn verify(withheld: &Withheld, output: &Output) -> Vec<Hit> {
    if withheld.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<(u32, Is), Span> = BTreeMap::new();
    let has_terms = blocks::has_postings(&output.url);
    let mut words = Words::default();
    let mut see = |block: &str| {
        // What nobody sees within a word keeps nobody from reading it.
        let seen: Cow<str> = if block.contains(is_unseen) {
            block.chars().filter(|&c| !is_unseen(c)).collect()
        } else {
            block.into()
        };
        words.read(&seen);
        let told = withheld.among(&words, &seen);
        let told = told.filter(|(_, place)| !(has_terms && withheld.names.is_unclear(place.is)));
        let names = &withheld.names;
        let hidden =
            names.find_apart(&words, &seen).into_iter().chain(names.find_alike(&words, &seen));
        for Place { source, span, is } in told.map(|(_, place)| place).chain(hidden) {
            let first = found.entry((source, is)).or_insert(span);
            *first = span.min(*first);
        }
    };
    see(&output.url);
    blocks::blocks(output, &mut see);
    for Place { source, span, is } in withheld.names.find_typed(&output.url) {
        found.entry((source, is)).or_insert(span);
    }
    let hit = |((source, is), span)| {
        let place = Place { source, span, is };
        // The notes of a picture have no lines.
        let text = str::from_utf8(&output.bytes).ok();
        let at = text.and_then(|text| copies::position(withheld, text, place));
        Hit { url: output.url.clone(), place, at }
    };
    found.into_iter().map(hit).collect()
}

/// Withheld words with the outputs that they stand in, and where.
struct Leak {
    place: Place,
    urls: BTreeMap<Url, Option<Position>>,
}

impl Leak {
    /// For each file but the first that is copied a leak of its own, since each is to be mended.
    fn apart(self, files: &BTreeMap<Url, String>) -> Vec<Self> {
        let place = self.place;
        let (copied, made): (Vec<_>, Vec<_>) =
            self.urls.into_iter().partition(|(url, _)| files.contains_key(url));
        let mut copied = copied.into_iter();
        let first = Self { place, urls: made.into_iter().chain(copied.next()).collect() };
        let others = copied.map(|one| Self { place, urls: BTreeMap::from([one]) });
        std::iter::once(first).chain(others).collect()
    }
}

/// The errors that hits are: one for each withheld text, with the outputs that it stands in and the place to mend, and one for each
/// further file that is copied. Of each file that is copied, `files` has its path by its address.
pub fn report(
    withheld: &Withheld,
    hits: Vec<Hit>,
    world: &World,
    files: &BTreeMap<Url, String>,
) -> Vec<Diagnostic> {
    let mut leaks: BTreeMap<(u32, Is), Leak> = BTreeMap::new();
    for Hit { url, place, at } in hits {
        let first = || Leak { place, urls: BTreeMap::new() };
        let leak = leaks.entry((place.source, place.is)).or_insert_with(first);
        leak.place.span = place.span.min(leak.place.span);
        leak.urls.insert(url, at);
    }
    let leaks = leaks.into_values().flat_map(|leak| leak.apart(files));
    leaks.map(|leak| error(withheld, &leak, world, files)).collect()
}

fn error(
    withheld: &Withheld,
    Leak { place, urls }: &Leak,
    world: &World,
    files: &BTreeMap<Url, String>,
) -> Diagnostic {
    let what = match place.is {
        Is::Text => "words of this text are withheld".to_owned(),
        Is::Title => "this title is withheld".to_owned(),
        Is::Note => "this note is withheld".to_owned(),
        Is::Comment => "this comment is withheld".to_owned(),
        Is::Name(index) => format!("the name `{}` is redacted", withheld.names.written[index]),
    };
    let (them, were) = if place.is == Is::Text { ("them", "they were") } else { ("it", "it was") };
    let message = format!("{what}, and {} would publish {them}", listed(urls));
    let mut fault = Diagnostic::new(Code::Leak, message);
    let copied = urls.iter().find_map(|(url, at)| {
        let path = files.get(url)?;
        let notes = if at.is_none() && is_picture(path) { "what is noted in " } else { "" };
        Some(format!("{notes}`{}`", placed(path, *at)))
    });
    let copied = copied.or_else(|| {
        let (copy, span) = copies::source(withheld, world, *place)?;
        fault.labels.push(Label { source: copy.path.clone(), span, text: "published".to_owned() });
        Some(format!("`{}`", placed(&copy.path, Some(copy.position(span.start)))))
    });
    let help = match copied {
        Some(copied) => format!("take {them} out of {copied}"),
        None => format!(
            "take {them} out of where {were} copied to: a file of `static/`, a template, a setting"
        ),
    };
    fault.at(&withheld.sources[place.source as usize], place.span, "").help(help)
}

/// A place in a file, or the file where it is not known.
fn placed(path: &str, at: Option<Position>) -> String {
    at.map_or_else(|| path.to_owned(), |at| format!("{path}:{}:{}", at.line, at.column))
}

fn listed(urls: &BTreeMap<Url, Option<Position>>) -> String {
    let first = urls.keys().next().map_or("", String::as_str);
    match urls.len() {
        0 | 1 => format!("`{first}`"),
        2 => format!("`{first}` and another file"),
        n => format!("`{first}` and {} other files", n - 1),
    }
}
