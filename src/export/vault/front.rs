//! The front matter of a note.

use std::collections::{BTreeMap, BTreeSet};

use super::items::{dated, items};
use super::yaml::{Map, Yaml};
use crate::model::annotation::Alias;
use crate::model::article::{
    Article, Direction, Document, EntityRecord, Kind, QuestionRecord, Visibility,
};
use crate::source::Spanned;
use crate::yaml::{Node, Value};

/// Identifiers that have keys of their own.
const SCHEMES: [&str; 5] = ["url", "wikidata", "viaf", "geonames", "orcid"];

/// Pairs of which only those are kept that say something.
#[derive(Default)]
pub(super) struct Pairs(pub(super) Map);

impl Pairs {
    pub(super) fn add(&mut self, key: &'static str, value: Yaml) {
        if !value.is_empty() {
            self.0.push((key, value));
        }
    }

    pub(super) fn word(&mut self, key: &'static str, word: Option<&Spanned<String>>) {
        self.add(key, Yaml::words(word.map_or("", |word| &word.value)));
    }

    pub(super) fn flag(&mut self, key: &'static str, is_set: bool) {
        self.add(key, Yaml::Plain(if is_set { "true".to_owned() } else { String::new() }));
    }

    pub(super) fn list(&mut self, key: &'static str, words: &[Spanned<String>]) {
        self.add(key, list(words, str::to_owned));
    }

    /// The name of something that has a note, or could have one.
    fn link(&mut self, key: &'static str, name: Option<&Spanned<String>>) {
        self.add(key, Yaml::Words(name.map_or(String::new(), |name| linked(&name.value))));
    }
}

fn list(words: &[Spanned<String>], shown: impl Fn(&str) -> String) -> Yaml {
    match words {
        [one] => Yaml::Words(shown(&one.value)),
        words => Yaml::List(words.iter().map(|word| Yaml::Words(shown(&word.value))).collect()),
    }
}

/// A name as a wikilink, unless brackets in it would end that.
fn linked(name: &str) -> String {
    if name.contains(['[', ']', '|', '#', '^']) { name.to_owned() } else { format!("[[{name}]]") }
}

/// What a document says of itself; only where it is `whole`, what was marked in it.
pub(super) fn matter(
    document: &Document,
    otherwise: Visibility,
    guarded: &BTreeSet<String>,
    is_whole: bool,
) -> Map {
    let mut pairs = Pairs::default();
    pairs.word("title", Some(&document.title));
    pairs.add("type", Yaml::words(document.is.name()));
    pairs.add("slug", Yaml::words(&document.slug));
    match &document.is {
        Kind::Article(article) => self::article(&mut pairs, document, article),
        Kind::Entity(record) => entity(&mut pairs, record),
        Kind::Question(record) => question(&mut pairs, record),
        Kind::Page => {}
    }
    common(&mut pairs, document, otherwise);
    if let Some(article) = document.article().filter(|_| is_whole) {
        items(&mut pairs, article, guarded);
    }
    pairs.0
}

fn common(pairs: &mut Pairs, document: &Document, otherwise: Visibility) {
    if document.entity().is_none() {
        pairs.list("aliases", &document.aliases);
    }
    pairs.list("redirect_from", &document.redirect_from);
    pairs.list("tags", &document.tags);
    pairs.word("summary", document.summary.as_ref());
    pairs.word("language", document.language.as_ref());
    let direction = document.direction.map_or("", |direction| match direction {
        Direction::Ltr => "ltr",
        Direction::Rtl => "rtl",
    });
    pairs.add("dir", Yaml::words(direction));
    // Always said: what is brought in without it would be taken for a text of others.
    let visibility = match document.visible(otherwise) {
        Visibility::Full => "full",
        Visibility::Excerpt => "excerpt",
        Visibility::Private => "private",
    };
    pairs.add("visibility", Yaml::words(visibility));
    pairs.flag("draft", document.draft);
    pairs.flag("noindex", document.noindex);
    if let Some(withdrawn) = &document.withdrawn {
        let mut inner = Pairs::default();
        inner.add("date", dated(withdrawn.date.as_ref()));
        inner.add("reason", Yaml::words(withdrawn.reason.as_deref().unwrap_or_default()));
        let says_more = !inner.0.is_empty();
        pairs.flag("withdrawn", !says_more);
        pairs.add("withdrawn", Yaml::Map(inner.0));
    }
    if !document.extra.is_empty() {
        pairs.add("extra", extra(document));
    }
}

/// What only templates know, in one line as JSON has it, which YAML reads as it is.
fn extra(document: &Document) -> Yaml {
    let pairs = document.extra.iter().map(|(key, node)| (key.value.clone(), json(node)));
    Yaml::Plain(pairs.collect::<serde_json::Value>().to_string())
}

fn json(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Bool(is) => (*is).into(),
        Value::Scalar { text, quoted } => match text.parse::<i64>() {
            Ok(number) if !quoted => number.into(),
            _ => text.as_str().into(),
        },
        Value::List(items) => items.iter().map(json).collect(),
        Value::Map(entries) => {
            entries.iter().map(|(key, node)| (key.value.clone(), json(node))).collect()
        }
    }
}

fn article(pairs: &mut Pairs, document: &Document, article: &Article) {
    pairs.add("author", list(&article.authors, linked));
    let outlet = if article.is_press { "publisher" } else { "outlet" };
    pairs.link(outlet, article.outlet.as_ref());
    pairs.word("url", article.url.as_ref());
    pairs.list("archived", &article.archived);
    pairs.add("published", dated(article.published.as_ref()));
    pairs.add("modified", dated(article.modified.as_deref()));
    pairs.add("accessed", dated(article.accessed.as_ref()));
    let read: Vec<Yaml> = article.read.iter().map(|day| dated(Some(day))).collect();
    pairs.add("read", Yaml::List(read));
    pairs.word("licence", article.licence.as_ref());
    pairs.word("rating", article.rating.as_ref());
    pairs.link("translation_of", article.translation_of.as_ref());
    pairs.link("corrects", article.corrects.as_ref());
    pairs.link("version_of", article.version_of.as_ref());
    pairs.link("part_of", article.part_of.as_ref());
    if let Some(capture) = article.capture.as_ref().filter(|_| document.withdrawn.is_none()) {
        let mut inner = Pairs::default();
        inner.word("file", capture.file.as_ref());
        for (key, value) in
            [("sha256", &capture.sha256), ("tool", &capture.tool), ("at", &capture.at)]
        {
            inner.add(key, Yaml::words(value.as_deref().unwrap_or_default()));
        }
        pairs.add("capture", Yaml::Map(inner.0));
    }
    pairs.list("rejected", &article.rejected);
}

fn entity(pairs: &mut Pairs, record: &EntityRecord) {
    pairs.word("name", Some(&record.naming.name));
    pairs.word("sort", record.sort.as_ref());
    pairs.word("kind", record.naming.kind.as_ref());
    pairs.add("aliases", Yaml::List(record.naming.aliases.iter().map(alias).collect()));
    pairs.list("not", &record.not);
    for scheme in SCHEMES {
        let values = record.identifiers.iter().filter(|(other, _)| other == scheme);
        let values: Vec<Spanned<String>> = values.map(|(_, value)| value.clone()).collect();
        pairs.list(scheme, &values);
    }
    let others = record.identifiers.iter().filter(|(key, _)| !SCHEMES.contains(&key.as_str()));
    let mut same: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    others.for_each(|(scheme, value)| same.entry(scheme).or_default().push(&value.value));
    if !same.is_empty() {
        let listed = |(scheme, values): (&str, Vec<&str>)| {
            let values = if let [one] = values[..] { one.into() } else { values.into() };
            (scheme.to_owned(), values)
        };
        let same: serde_json::Map<_, _> = same.into_iter().map(listed).collect();
        pairs.add("same_as", Yaml::Plain(serde_json::Value::from(same).to_string()));
    }
    let place = record.coordinates.map(|(north, east)| format!("[{north}, {east}]"));
    pairs.add("coordinates", Yaml::Plain(place.unwrap_or_default()));
    let radius = record.radius_km.map(|radius| radius.to_string());
    pairs.add("radius_km", Yaml::Plain(radius.unwrap_or_default()));
    for (which, date) in &record.dates {
        pairs.add(which.key(), dated(Some(date)));
    }
    pairs.link("part_of", record.part_of.as_ref());
    let roles = record.roles.iter().map(|role| {
        let mut inner = Pairs::default();
        inner.add("role", Yaml::words(&role.role));
        inner.word("at", role.at.as_ref());
        inner.add("when", dated(role.when.as_ref()));
        Yaml::Map(inner.0)
    });
    pairs.add("roles", Yaml::List(roles.collect()));
    pairs.add("different_from", list(&record.different_from, linked));
    pairs.word("image", record.image.as_ref());
    pairs.flag("sensitive", record.sensitive);
    pairs.flag("redact", record.redact);
}

/// Another name.
pub(super) fn alias(alias: &Alias) -> Yaml {
    if alias.language.is_none() && alias.from.is_none() && alias.to.is_none() {
        return Yaml::words(&alias.value.value);
    }
    let mut inner = Pairs::default();
    inner.word("value", Some(&alias.value));
    inner.add("language", Yaml::words(alias.language.as_deref().unwrap_or_default()));
    inner.add("from", dated(alias.from.as_ref()));
    inner.add("to", dated(alias.to.as_ref()));
    Yaml::Map(inner.0)
}

fn question(pairs: &mut Pairs, record: &QuestionRecord) {
    pairs.add("unit", Yaml::words(record.unit.as_deref().unwrap_or_default()));
    if let Some((standing, because)) = &record.standing {
        let mut inner = Pairs::default();
        inner.word("is", Some(standing));
        inner.add("because", Yaml::words(because.as_deref().unwrap_or_default()));
        pairs.add("standing", Yaml::Map(inner.0));
    }
}
