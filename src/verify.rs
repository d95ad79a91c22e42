//! The second look at what is private: finished outputs, and nothing of what is withheld may be in them.
//!
//! `resolve::disclose` is what keeps texts private; this step trusts neither it nor the templates, and it sees what was
//! never theirs, such as a file of `static/`. Changes nothing and removes nothing.

mod blocks;
mod gather;
mod names;
mod parts;
mod public;
mod runs;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::model::archive::Options;
use crate::model::article::Reading;
use crate::model::site::{Output, Url};
use crate::source::{SourcePath, Span};
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

    /// Where the withheld words are from that are among those of a text.
    fn texts<'a>(&'a self, words: &'a Words, text: &'a str) -> impl Iterator<Item = Place> + 'a {
        let is_told = |run: &Range<usize>| {
            self.titles.find(&words.numbers[run.clone()]).next().is_some()
                && weight(&text[words.range(run)]) >= RUN
        };
        let found = self.texts.find(&words.numbers);
        found.filter(move |(run, _)| !is_told(run)).map(|(_, place)| *place)
    }
}

/// Where withheld words are from.
#[derive(Debug, Clone, Copy)]
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

/// Withheld words that stand in an output.
#[derive(Debug)]
pub struct Hit {
    url: Url,
    source: u32,
    is: Is,
    span: Span,
}

/// Gathers what the outputs of an edition must not hold, from the readings before anything was withheld; and says how
/// much of each excerpted text is quoted.
pub fn withheld(readings: &[Arc<Reading>], world: &World, options: Options) -> Checked<Withheld> {
    gather::gather(readings, world, options)
}

/// The withheld words that stand in an output or in its address: of each text the first ones.
pub fn verify(withheld: &Withheld, output: &Output) -> Vec<Hit> {
    if withheld.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<(u32, Is), Span> = BTreeMap::new();
    let mut words = Words::default();
    let mut see = |block: &str| {
        words.read(block);
        let texts = withheld.texts(&words, block);
        let names = withheld.names.runs.find(&words.numbers).flat_map(|(run, names)| {
            let text = &block[words.range(&run)];
            names.iter().filter(move |name| name.is(text)).map(|name| name.place)
        });
        for Place { source, span, is } in texts.chain(names) {
            let first = found.entry((source, is)).or_insert(span);
            *first = span.min(*first);
        }
    };
    see(&output.url);
    blocks::blocks(output, &mut see);
    let hit = |((source, is), span)| Hit { url: output.url.clone(), source, is, span };
    found.into_iter().map(hit).collect()
}

/// The errors that hits are: one for each withheld text, with the outputs that it stands in.
pub fn report(withheld: &Withheld, hits: Vec<Hit>) -> Vec<Diagnostic> {
    let mut leaks: BTreeMap<(u32, Is), (Span, BTreeSet<Url>)> = BTreeMap::new();
    for hit in hits {
        let (span, urls) =
            leaks.entry((hit.source, hit.is)).or_insert_with(|| (hit.span, BTreeSet::new()));
        *span = hit.span.min(*span);
        urls.insert(hit.url);
    }
    let error = |((source, is), (span, urls)): ((u32, Is), (Span, BTreeSet<Url>))| {
        let what = match is {
            Is::Text => "words of this text are withheld".to_owned(),
            Is::Title => "this title is withheld".to_owned(),
            Is::Note => "this note is withheld".to_owned(),
            Is::Comment => "this comment is withheld".to_owned(),
            Is::Name(index) => format!("the name `{}` is redacted", withheld.names.written[index]),
        };
        let message = format!("{what}, and {} would publish {}", listed(&urls), them(is));
        let help = "take them out of where they were copied to: a file of `static/`, a template, a setting";
        let source = &withheld.sources[source as usize];
        Diagnostic::new(Code::Leak, message).at(source, span, "").help(help)
    };
    leaks.into_iter().map(error).collect()
}

fn them(is: Is) -> &'static str {
    if is == Is::Text { "them" } else { "it" }
}

fn listed(urls: &BTreeSet<Url>) -> String {
    let first = urls.first().map_or("", String::as_str);
    match urls.len() {
        0 | 1 => format!("`{first}`"),
        2 => format!("`{first}` and another file"),
        n => format!("`{first}` and {} other files", n - 1),
    }
}
