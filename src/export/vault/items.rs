//! What was marked in an article, as the lists of its front matter.

use std::collections::BTreeSet;

use super::front::{Pairs, alias};
use super::text::markdown;
use super::yaml::Yaml;
use crate::fold;
use crate::model::annotation::{
    Annotation, ClaimRecord, EventReport, Naming, Note, Passage, Relation, Reply, Says, Selector,
    Stance,
};
use crate::model::article::Article;
use crate::model::date::{Basis, Calendar, Dated, Day};
use crate::model::figure::Figure;
use crate::source::Spanned;

/// The lists, in the order in which they stand in a file.
const LISTS: [&str; 4] = ["highlights", "entities", "events", "claims"];

/// Adds the four lists; marks in the text stay there.
pub(super) fn items(pairs: &mut Pairs, article: &Article, guarded: &BTreeSet<String>) {
    for name in LISTS {
        let is_in = |said: &&Annotation| list(said, guarded) == Some(name);
        let items = article.annotations.iter().filter(is_in).map(item).collect();
        pairs.add(name, Yaml::List(items));
    }
}

/// The list that an annotation stands in; nothing for a mark, and for a name that is not to be listed.
pub(super) fn list(said: &Annotation, guarded: &BTreeSet<String>) -> Option<&'static str> {
    let [highlights, entities, events, claims] = LISTS;
    match &said.says {
        _ if matches!(said.passage, Some(Passage::Mark(_))) => None,
        Says::Highlight(_) => Some(highlights),
        Says::Names(naming) if guarded.contains(&fold::label(&naming.name.value)) => None,
        Says::Names(_) => Some(entities),
        Says::Event(_) => Some(events),
        Says::Claim(_) => Some(claims),
    }
}

/// An annotation as an item of its list.
pub(super) fn item(said: &Annotation) -> Yaml {
    let mut pairs = Pairs::default();
    match &said.says {
        Says::Highlight(_) => {}
        Says::Names(naming) => self::naming(&mut pairs, naming),
        Says::Event(report) => event(&mut pairs, report),
        Says::Claim(record) => claim(&mut pairs, record),
    }
    match &said.passage {
        Some(Passage::Quote(selector)) => self::selector(&mut pairs, selector),
        Some(Passage::Picture(region)) => {
            pairs.word("picture", Some(&region.picture));
            let part = region.part.as_ref().map(|part| part.value.to_string());
            pairs.add("xywh", Yaml::words(part.as_deref().unwrap_or_default()));
        }
        Some(Passage::Mark(_)) | None => {}
    }
    if let Says::Highlight(kind) = &said.says {
        pairs.word("kind", kind.as_ref());
    }
    if !is_made(&said.id) && pairs.0.iter().all(|(key, _)| *key != "id") {
        pairs.add("id", Yaml::words(&said.id));
    }
    pairs.add("note", note(said.note.as_deref()));
    pairs.word("reader", said.details().reader.as_ref());
    pairs.add("created", dated(said.details().created.as_ref()));
    pairs.list("tags", &said.details().tags);
    pairs.add("locator", Yaml::words(said.details().locator.as_deref().unwrap_or_default()));
    pairs.flag("private", said.private);
    pairs.flag("suggested", said.suggested);
    pairs.add("replies", Yaml::List(said.details().replies.iter().map(reply).collect()));
    match pairs.0.as_slice() {
        [("quote" | "name", words)] => words.clone(),
        _ => Yaml::Map(pairs.0),
    }
}

/// Whether an id is one that follows from the words, and is the same when it is not written down.
fn is_made(id: &str) -> bool {
    let Some((kind, rest)) = id.split_once('-') else { return false };
    let hash = rest.split('-').next().unwrap_or_default();
    kind.len() == 1 && hash.len() == 4 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn note(note: Option<&Note>) -> Yaml {
    Yaml::Words(note.map_or(String::new(), |note| markdown(&note.body)))
}

fn reply(reply: &Reply) -> Yaml {
    let mut pairs = Pairs::default();
    pairs.word("reader", reply.reader.as_ref());
    pairs.add("note", note(Some(&reply.note)));
    pairs.add("created", dated(reply.created.as_ref()));
    pairs.flag("private", reply.private);
    Yaml::Map(pairs.0)
}

fn selector(pairs: &mut Pairs, selector: &Selector) {
    pairs.word("quote", Some(&selector.exact));
    pairs.word("prefix", selector.prefix.as_ref());
    pairs.word("suffix", selector.suffix.as_ref());
    let nth = selector.nth.as_ref().map(|nth| nth.value.to_string());
    pairs.add("nth", Yaml::Plain(nth.unwrap_or_default()));
    pairs.flag("all", selector.all);
    if selector.fuzzy != Selector::MOST_FUZZY {
        pairs.add("fuzzy", Yaml::Plain(selector.fuzzy.to_string()));
    }
}

fn naming(pairs: &mut Pairs, naming: &Naming) {
    pairs.word("name", Some(&naming.name));
    pairs.word("kind", naming.kind.as_ref());
    pairs.add("aliases", Yaml::List(naming.aliases.iter().map(alias).collect()));
}

fn event(pairs: &mut Pairs, report: &EventReport) {
    pairs.word("id", report.id.as_ref());
    pairs.word("title", Some(&report.title));
    pairs.add("date", dated(report.date.as_ref()));
    pairs.word("place", report.place.as_ref());
    pairs.list("who", &report.who);
}

fn claim(pairs: &mut Pairs, claim: &ClaimRecord) {
    pairs.word("id", claim.id.as_ref());
    pairs.word("says", Some(&claim.says));
    pairs.word("question", claim.question.as_ref());
    pairs.word("by", claim.by.as_ref());
    pairs.word("basis", claim.basis.as_ref());
    pairs.list("via", &claim.via);
    pairs.add("made", dated(claim.made.as_ref()));
    if claim.stance != Stance::Asserts {
        pairs.add("stance", Yaml::words(claim.stance.name()));
    }
    pairs.add("figure", figure(claim.figure.as_ref()));
    let rating = claim.rating.as_ref().map(|rating| rating.value.to_string());
    pairs.add("rating", Yaml::Plain(rating.unwrap_or_default()));
    for (wanted, key) in [
        (Relation::Contradicts, "contradicts"),
        (Relation::Supports, "supports"),
        (Relation::Repeats, "repeats"),
        (Relation::Updates, "updates"),
    ] {
        let to = claim.relations.iter().filter(|(relation, _)| *relation == wanted);
        let to: Vec<Spanned<String>> = to.map(|(_, to)| to.clone()).collect();
        pairs.list(key, &to);
    }
}

fn figure(figure: Option<&Figure>) -> Yaml {
    let Some(figure) = figure else { return Yaml::Words(String::new()) };
    let mut pairs = Pairs::default();
    pairs.add("value", Yaml::words(&figure.written));
    pairs.add("unit", Yaml::words(figure.unit.as_deref().unwrap_or_default()));
    pairs.add("scope", Yaml::words(figure.scope.as_deref().unwrap_or_default()));
    match pairs.0.as_slice() {
        [("value", words)] => words.clone(),
        _ => Yaml::Map(pairs.0),
    }
}

/// The days of an expression as the Julian calendar has them; months and years are written in it as they are.
fn in_julian(edtf: &str) -> String {
    let beside = ['/', ',', '.', '[', ']', '{', '}'];
    let dates = edtf.split_inclusive(beside).map(|part| {
        let date = part.trim_end_matches(beside);
        let day = date.trim_end_matches(['~', '?', '%']);
        let julian = day_of(day).map(|day| day.in_julian().to_string());
        julian.unwrap_or_else(|| day.to_owned()) + &part[day.len()..]
    });
    dates.collect()
}

/// A day as it is written; nothing for what is no single day.
fn day_of(written: &str) -> Option<Day> {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let [year, month, day] = digits.split('-').collect::<Vec<_>>()[..] else { return None };
    let year: i64 = year.parse().ok()?;
    let year = if digits == written { year } else { -year };
    Some(Day { year, month: month.parse().ok()?, day: day.parse().ok()? })
}

/// A date as EDTF; with the words of the text and what it rests on where there is more to say.
pub(super) fn dated(dated: Option<&Dated>) -> Yaml {
    let Some(dated) = dated else { return Yaml::Words(String::new()) };
    let edtf = dated.when.as_ref().map_or("", |when| &when.text);
    let is_julian = dated.calendar == Calendar::Julian;
    let edtf = if is_julian { in_julian(edtf) } else { edtf.to_owned() };
    let mut pairs = Pairs::default();
    pairs.add("text", Yaml::words(dated.words.as_deref().unwrap_or_default()));
    pairs.word("relative_to", dated.relative_to.as_ref());
    pairs.add("edtf", Yaml::words(&edtf));
    pairs.add("calendar", Yaml::words(if is_julian { "julian" } else { "" }));
    let basis = match dated.basis {
        Basis::Stated => "",
        Basis::Inferred => "inferred",
        Basis::Metadata => "metadata",
    };
    pairs.add("basis", Yaml::words(basis));
    match pairs.0.as_slice() {
        [("edtf" | "text", words)] => words.clone(),
        _ => Yaml::Map(pairs.0),
    }
}
