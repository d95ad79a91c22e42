//! What a careful first reader would mark in an article: names, dated events, attributed claims.
//!
//! Looks at the words alone and asks no service. Suggests, and decides nothing: what it finds is for a reader to accept.
//! Writes no front matter and resolves no dates.

mod according;
mod acronyms;
mod arabic;
mod attribution;
mod carried;
mod claims;
mod clauses;
mod content;
mod cues;
mod datelines;
mod dates;
mod decades;
mod figures;
mod genders;
mod german;
mod halves;
mod hearers;
mod indirect;
mod joints;
mod kinds;
mod known;
mod labels;
mod letters;
mod lexicon;
mod lies;
mod made;
mod marks;
mod memory;
mod nameless;
mod names;
mod numbered;
mod offices;
mod periods;
mod phrases;
mod rivals;
mod roles;
mod runs;
mod russian;
mod speakers;
mod speech;
mod subjects;
mod telling;
mod tense;
mod tokens;
mod turned;
mod units;
mod verbs;
mod wholes;
mod written;

pub use claims::Claim;
pub use dates::{DateWords, Event};
pub use figures::Figure;
pub use lexicon::languages;

use std::collections::BTreeSet;

use crate::fold;
use crate::model::annotation::{Alias, Anchoring, Passage, Says};
use crate::model::article::{Article, Reading};
use crate::model::body::TextRange;
use lexicon::Lexicon;
use tokens::Text;

/// Somebody or something that the archive knows already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// Whether its names are published nowhere.
    pub is_redacted: bool,
}

/// A name that the article has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// Its kind, where the text tells.
    pub kind: Option<String>,
    /// What else the article calls it.
    pub aliases: Vec<String>,
    /// The office or description that the article gives.
    pub role: Option<String>,
    /// Whether the archive knows it.
    pub is_known: bool,
}

/// Everything that a first reader would mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suggestions {
    /// Who and what is named, in the order of first mention.
    pub names: Vec<Name>,
    /// What happened when.
    pub events: Vec<Event>,
    /// What is said by whom.
    pub claims: Vec<Claim>,
}

/// What a first reader would mark in an article that is not marked yet.
///
/// `language` is that of a text that does not say its own, as a BCP 47 tag.
pub fn suggest(reading: &Reading, language: &str, known: &[Known]) -> Suggestions {
    let Some(article) = reading.document.article() else { return Suggestions::default() };
    let own = reading.document.language.as_ref();
    let language = own.map_or(language, |own| &own.value);
    let lexicon = Lexicon::of(language);
    let body = &reading.document.body;
    let lines = body.lines();
    let text = Text::new(body, &lines, &lexicon);
    if !is_read(language) {
        let found = names::known(&text, &lexicon, known);
        return Suggestions {
            names: unmarked(found, &Marked::of(reading, article), known),
            ..Suggestions::default()
        };
    }
    let found = names::names(&text, &lexicon, known);
    let marked = Marked::of(reading, article);
    let words = |passage: TextRange| &reading.document.body.text[passage.range()];
    let mut events = dates::events(&text, &lexicon, &found);
    let mut claims = claims::claims(&text, &lexicon, &found);
    // `Ann Harrow said on Friday that …` is a statement, and says itself when it was made, also where it is marked already.
    let sentence = |at: u32| {
        text.sentences.partition_point(|sentence| text.tokens[sentence.start].start <= at as usize)
    };
    let is_made = |event: &Event, claim: &Claim| {
        claim.made.as_ref() == Some(&event.date)
            && sentence(claim.passage.start) == sentence(event.passage.start)
    };
    events.retain(|event| {
        !overlaps(&marked.events, event.passage)
            && !marked.rejects(words(event.passage))
            && !claims.iter().any(|claim| is_made(event, claim))
    });
    claims.retain(|claim| {
        !overlaps(&marked.claims, claim.passage) && !marked.rejects(words(claim.passage))
    });
    Suggestions { names: unmarked(found, &marked, known), events, claims }
}

/// Whether there are words of a language, as a BCP 47 tag. Of a text in another, only what the archive knows is suggested.
pub fn is_read(language: &str) -> bool {
    let main = language.split('-').next().unwrap_or_default();
    languages().any(|read| main.eq_ignore_ascii_case(read))
}

/// The names that a reader has neither marked nor rejected, and that do not tell whoever is redacted.
fn unmarked(found: names::Names, marked: &Marked, known: &[Known]) -> Vec<Name> {
    let redacted = known.iter().filter(|known| known.is_redacted);
    let redacted = redacted.flat_map(|known| {
        let is_person = matches!(&*known.kind, "" | "person");
        let names = std::iter::once(&known.name).chain(&known.aliases);
        names.map(move |name| (words(name), is_person))
    });
    let redacted: Vec<_> = redacted.filter(|(words, _)| !words.is_empty()).collect();
    // `Jane M. Roe` is `Jane Roe`, and `Roe` can be.
    let is_redacted = |name: &str| {
        let here = words(name);
        let is_of = |(words, is_person): &(BTreeSet<String>, bool)| {
            words.is_subset(&here) || *is_person && !here.is_empty() && here.is_subset(words)
        };
        redacted.iter().any(is_of)
    };
    let names = found.entities.into_iter().filter(|entity| {
        let key = fold::key(&entity.name);
        !marked.names.contains(&key)
            && !marked.rejected.contains(&key)
            && !is_redacted(&entity.name)
    });
    let names = names.map(|entity| {
        let names::Entity { name, kind, aliases, role, is_known, .. } = entity;
        Name { name, kind, aliases, role, is_known }
    });
    names.collect()
}

/// The words of a name, without initials.
fn words(name: &str) -> BTreeSet<String> {
    let words = fold::words(name).map(|word| fold::key(&name[word]));
    words.filter(|word| word.chars().nth(1).is_some()).collect()
}

/// What the reader has marked.
#[derive(Default)]
struct Marked {
    names: BTreeSet<String>,
    events: Vec<TextRange>,
    claims: Vec<TextRange>,
    /// The names and passages that the reader does not want.
    rejected: BTreeSet<String>,
}

impl Marked {
    fn of(reading: &Reading, article: &Article) -> Self {
        let mut marked = Self::default();
        let by = article.authors.iter().chain(&article.outlet);
        marked.names.extend(by.map(|name| fold::key(&name.value)));
        marked.rejected.extend(article.rejected.iter().map(|words| fold::key(&words.value)));
        for (annotation, anchoring) in article.annotations.iter().zip(&reading.anchors) {
            let ranges = match anchoring {
                Anchoring::Found(anchor) => anchor.ranges.clone(),
                _ => Vec::new(),
            };
            match &annotation.says {
                Says::Highlight(_) => {}
                Says::Event(_) => marked.events.extend(ranges),
                Says::Claim(_) => marked.claims.extend(ranges),
                Says::Names(naming) => {
                    let aliases = naming.aliases.iter().map(|Alias { value, .. }| &value.value);
                    let names = std::iter::once(&naming.name.value).chain(aliases);
                    marked.names.extend(names.map(|name| fold::key(name)));
                    if let Some(Passage::Quote(quote)) = &annotation.passage {
                        marked.names.insert(fold::key(&quote.exact.value));
                    }
                }
            }
        }
        marked
    }

    fn rejects(&self, words: &str) -> bool {
        self.rejected.contains(&fold::key(words))
    }
}

fn overlaps(marked: &[TextRange], passage: TextRange) -> bool {
    marked.iter().any(|marked| overlap(*marked, passage))
}

fn overlap(one: TextRange, other: TextRange) -> bool {
    one.start < other.end && other.start < one.end
}

/// A sentence begins with a capital letter.
fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}
