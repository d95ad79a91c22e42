//! Suggestions as items of front matter.

use std::sync::Arc;

use variorum::model::annotation::Stance;
use variorum::model::article::Reading;
use variorum::model::body::TextRange;
use variorum::model::date::{Calendar, When};
use variorum::parse::{date, figure};
use variorum::source::{Span, Spanned};
use variorum::suggest::{Claim, DateWords, Event, Name, Suggestions};
use variorum::yaml::{Entry, Node, Value};

/// Whether an item says that a program proposes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It does, until a reader accepts it.
    Suggested,
    /// It does not: a reader pastes it.
    None,
}

/// The items, each with the list that it belongs to.
///
/// `language` is that of a text that does not say its own.
pub(super) fn items(
    reading: &Reading,
    found: &Suggestions,
    language: &str,
    mark: Mark,
) -> Vec<(&'static str, Node)> {
    let text = reading.document.body.text.as_str();
    let language = reading.document.language.as_ref().map_or(language, |own| &own.value);
    let article = Article { text, whole: single(text), published: published(reading), language };
    let names = found.names.iter().map(|name| ("entities", named(name)));
    let events = found.events.iter().map(|event| ("events", article.event(event)));
    let claims = found.claims.iter().map(|claim| ("claims", article.claim(claim)));
    let marked = |(list, mut entries): (_, Vec<Entry>)| {
        if mark == Mark::Suggested {
            entries.push((key("suggested"), node(Value::Bool(true))));
        }
        let alone = matches!(&*entries, [(name, _)] if name.value == "name");
        let item = if alone { entries.remove(0).1 } else { node(Value::Map(entries)) };
        (list, item)
    };
    names.chain(events).chain(claims).map(marked).collect()
}

fn published(reading: &Reading) -> Option<Arc<When>> {
    reading.document.article()?.published.as_ref()?.when.clone()
}

fn named(name: &Name) -> Vec<Entry> {
    let mut entries = vec![words("name", &name.name)];
    if name.is_known {
        return entries;
    }
    entries.extend(name.kind.as_ref().map(|kind| words("kind", kind)));
    entries.extend(list("aliases", &name.aliases));
    entries.extend(name.role.as_ref().map(|role| words("note", role)));
    entries
}

/// What items refer to.
struct Article<'a> {
    text: &'a str,
    /// The text with single spaces.
    whole: String,
    published: Option<Arc<When>>,
    language: &'a str,
}

impl Article<'_> {
    fn event(&self, event: &Event) -> Vec<Entry> {
        let mut entries = vec![words("title", &event.title), (key("date"), self.date(&event.date))];
        entries.extend(event.place.as_ref().map(|place| words("place", place)));
        entries.extend(list("who", &event.who));
        entries.extend(self.quote(event.passage));
        entries
    }

    fn claim(&self, claim: &Claim) -> Vec<Entry> {
        let mut entries = vec![words("says", &claim.says)];
        entries.extend(self.quote(claim.passage));
        entries.extend(claim.by.as_ref().map(|by| words("by", by)));
        entries.extend(claim.basis.as_ref().map(|basis| words("basis", basis)));
        entries.extend(list("via", &claim.via));
        entries.extend(claim.made.as_ref().map(|made| (key("made"), self.date(made))));
        if claim.stance != Stance::Asserts {
            entries.push(plain("stance", claim.stance.name()));
        }
        if let Some(figure) = claim
            .figure
            .as_ref()
            .filter(|figure| figure::range(&figure.value, self.language).is_some())
        {
            let mut parts = vec![words("value", &figure.value)];
            parts.extend(figure.unit.as_ref().map(|unit| words("unit", unit)));
            entries.push((key("figure"), node(Value::Map(parts))));
        }
        entries
    }

    /// A date as EDTF where it is written out, else as its words with what they count from.
    fn date(&self, words_of: &DateWords) -> Node {
        let DateWords { text, english } = words_of;
        // `early 1990s`
        let is_year = |word: &str| {
            let digits = word.strip_suffix('s').unwrap_or(word);
            digits.len() == 4 && digits.parse::<u16>().is_ok()
        };
        let has_year = english.split([' ', '/', '–']).any(is_year);
        if let Some(read) = date::read(english, "en").filter(|_| has_year) {
            // The words say of which calendar they are, and EDTF cannot.
            let is_julian = read.calendar == Calendar::Julian;
            if !is_julian && self.is_announced(&read.when) {
                return node(Value::Map(vec![
                    words("edtf", &read.when.text),
                    plain("basis", "inferred"),
                ]));
            }
            return scalar(if is_julian { text } else { &read.when.text });
        }
        let mut entries = vec![words("text", text), plain("relative_to", "published")];
        let counts =
            |words: &str| self.published.as_ref().and_then(|from| date::relative(words, from));
        let near = self.weekday_near(english).or_else(|| self.by_tense(english));
        let edtf = match (counts(text), near) {
            (Some(read), Some(near)) if read.text != near.text => Some(near.text),
            (Some(_), _) => None,
            (None, near) => near
                .or_else(|| counts(english))
                .map(|when| when.text)
                .or_else(|| self.days_near(english)),
        };
        entries.extend(edtf.map(|edtf| words("edtf", &edtf)));
        entries.push(plain("basis", "inferred"));
        node(Value::Map(entries))
    }

    /// Whether a date lies behind the publication, so that what is dated so was only announced.
    fn is_announced(&self, when: &When) -> bool {
        let published = self.published.as_ref().and_then(|published| published.latest);
        when.earliest.zip(published).is_some_and(|(first, last)| first.ordinal() > last.ordinal())
    }

    /// `next sunday`, and `this sunday`: the next one where it is nearer than the last.
    fn weekday_near(&self, english: &str) -> Option<When> {
        let published = self.published.as_ref()?;
        let (which, name) = english.split_once(' ').filter(|(_, name)| name.ends_with("day"))?;
        let [last, next] = [String::new(), "next ".to_owned()]
            .map(|over| date::relative(&format!("{over}{name}"), published));
        let days =
            |when: &When| Some((when.earliest?.ordinal() - published.earliest?.ordinal()).abs());
        let [before, after] = [&last, &next].map(|when| when.as_ref().and_then(days));
        match which {
            "next" => next,
            "this" if after? < before? => next,
            "this" => last,
            _ => None,
        }
    }

    /// The first `coming may` or `coming june 9` that is not over at the publication, or the last `past june 9` that has begun.
    fn by_tense(&self, english: &str) -> Option<When> {
        let published = self.published.as_ref()?;
        let (tense, name) = english.split_once(' ')?;
        // The date has to be precise enough to count from.
        date::relative(name, published)?;
        let (first, last) = (published.earliest?, published.latest?);
        let read = |year: i64| Some(date::read(&format!("{name} {year}?"), "en")?.when);
        let mut years = (first.year - 1..=last.year + 1).filter_map(read);
        let ends = |when: &When| when.latest.is_some_and(|end| end.ordinal() >= first.ordinal());
        let begins = |when: &When| when.earliest.is_some_and(|one| one.ordinal() <= last.ordinal());
        match tense {
            "coming" => years.find(ends),
            "past" => years.rfind(begins),
            _ => None,
        }
    }

    /// The last `from october 12 to october 15` on or before the publication, or the next one where it is at most [`date::SOON`]
    /// away.
    fn days_near(&self, words: &str) -> Option<String> {
        let published = self.published.as_ref()?.latest?;
        // In EDTF, what lies between two dates takes no mark.
        let read = |year: i64| {
            let marked = date::read(&format!("{words} {year}?"), "en");
            Some(marked.or_else(|| date::read(&format!("{words} {year}"), "en"))?.when)
        };
        let years = [published.year + 1, published.year, published.year - 1];
        let is_near = |when: &When| {
            when.earliest.is_some_and(|first| first.ordinal() <= published.ordinal() + date::SOON)
        };
        years.into_iter().filter_map(read).find(is_near).map(|when| when.text)
    }

    /// The words of a passage, with words before or behind them where they stand more than once.
    fn quote(&self, passage: TextRange) -> Vec<Entry> {
        let quote = single(&self.text[passage.range()]);
        let mut entries = vec![words("quote", &quote)];
        let is_once = |words: &str| self.whole.matches(words).nth(1).is_none();
        if is_once(&quote) {
            return entries;
        }
        let (start, end) = (passage.start as usize, passage.end as usize);
        let spaces = self.text[..start].trim_end().rmatch_indices(char::is_whitespace).take(8);
        let mut words_before = spaces.map(|(at, space)| at + space.len());
        let unique = |from: &usize| is_once(&single(&self.text[*from..end]));
        if let Some(from) = words_before.find(unique) {
            entries.push(words("prefix", &single(&self.text[from..start])));
            return entries;
        }
        // What stands at the beginning has words behind it only.
        let ends = self.text[end..].match_indices(char::is_whitespace).map(|(at, _)| end + at);
        let unique = |to: &usize| is_once(&single(&self.text[start..*to]));
        let suffix = ends.skip(1).take(8).find(unique).map(|to| single(&self.text[end..to]));
        entries.extend(suffix.map(|suffix| words("suffix", &suffix)));
        entries
    }
}

/// Items as a program reads them: the keys of front matter, and every value as its words.
pub(super) fn json(items: &Node) -> serde_json::Value {
    match &items.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(is) => (*is).into(),
        Value::Scalar { text, .. } => text.as_str().into(),
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => {
            entries.iter().map(|(key, value)| (key.value.clone(), json(value))).collect()
        }
    }
}

/// Words with single spaces.
fn single(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn key(name: &str) -> Spanned<String> {
    Spanned::new(name.to_owned(), Span::default())
}

fn node(value: Value) -> Node {
    Node { value, span: Span::default() }
}

fn scalar(words: &str) -> Node {
    node(Value::Scalar { text: words.to_owned(), quoted: true })
}

fn words(name: &str, words: &str) -> Entry {
    (key(name), scalar(words))
}

fn plain(name: &str, word: &str) -> Entry {
    (key(name), scalar(word))
}

fn list(name: &str, items: &[String]) -> Option<Entry> {
    let nodes = items.iter().map(|item| scalar(item)).collect();
    (!items.is_empty()).then(|| (key(name), node(Value::List(nodes))))
}
