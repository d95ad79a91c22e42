//! The search index, read back from its shards as the script reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use variorum::anchor::anchor;
use variorum::config::{Config, Reader};
use variorum::model::annotation::{Annotation, Details, Note};
use variorum::model::archive::{Archive, DocumentId, Entity, EntityId, Mention, Target};
use variorum::model::article::Kind;
use variorum::model::body::Body;
use variorum::model::site::{Output, Site};
use variorum::parse::markdown::{Place, body};
use variorum::search::{Wording, index};
use variorum::source::{Source, Span, Spanned};

use crate::anchoring::{document, highlight, quote, spanned};

/// An article: its title, its text, and (quote, note) pairs; `all: ` before a quote means every place of it.
struct Text<'a> {
    title: &'a str,
    markdown: &'a str,
    notes: &'a [(&'a str, &'a str)],
}

fn parsed(markdown: &str, source: &Source) -> Body {
    let place = Place {
        source: &source.path,
        span: Span::new(0, markdown.len()),
        verbatim: true,
        is_shown: true,
    };
    body(markdown, &place).value
}

fn annotated(&(words, note): &(&str, &str), source: &Source) -> Annotation {
    let note = Note { body: parsed(note, source), span: Span::default() };
    let mut selector = quote(words.strip_prefix("all: ").unwrap_or(words));
    selector.all = words.starts_with("all: ");
    let reader = Some(Spanned::new("A".to_owned(), Span::default()));
    let detailed = Some(Details { reader, ..Details::default() }.into());
    Annotation { note: Some(note.into()), detailed, ..highlight(selector) }
}

fn archive(texts: &[Text], names: &[&str]) -> (Archive, Site, Config) {
    let mut archive = Archive::default();
    let mut site = Site::default();
    for (number, text) in (0..).zip(texts) {
        let source = Source::new(format!("content/articles/{number:05}.md"), text.markdown);
        let notes = text.notes.iter().map(|note| annotated(note, &source)).collect();
        let mut document = document(parsed(text.markdown, &source), notes, &source);
        document.title = spanned(text.title);
        if let Kind::Article(article) = &mut document.is {
            article.outlet = Some(spanned("The Paper"));
        }
        archive.documents.push(Arc::new(anchor(document, &source).value));
        archive.articles.push(DocumentId(number));
        site.addresses
            .insert(Target::Document(DocumentId(number)), format!("articles/{number:05}.html"));
    }
    for (number, name) in (0..).zip(names) {
        archive.entities.push(Arc::new(entity(name)));
        site.addresses.insert(Target::Entity(EntityId(number)), format!("entities/{number}.html"));
    }
    archive.mentions = vec![Arc::from(Vec::<Mention>::new()); texts.len()];
    let reader = Reader { id: "A".into(), name: "First reader".into(), url: None, colour: None };
    (archive, site, Config { readers: vec![reader], ..Config::default() })
}

fn entity(name: &str) -> Entity {
    Entity {
        slug: variorum::fold::slug(name),
        name: name.into(),
        sort: name.into(),
        kind: "place".into(),
        record: None,
        aliases: Vec::new(),
        summary: None,
        identifiers: Vec::new(),
        coordinates: None,
        radius_km: None,
        dates: Vec::new(),
        part_of: None,
        roles: Vec::new(),
        different_from: Vec::new(),
        sensitive: false,
    }
}

fn outputs(archive: &Archive, site: &Site, config: &Config) -> Vec<Output> {
    let mut outputs = Vec::new();
    let wording = Wording {
        when: &|when| when.text.clone(),
        kind: &ToOwned::to_owned,
        says: &|by, stance| format!("{} {}", by.unwrap_or("-"), stance.name()),
    };
    index(archive, site, config, &wording, |output| outputs.push(output));
    outputs
}

/// What each shard says, by name.
fn shards(outputs: &[Output]) -> BTreeMap<String, Value> {
    let read = |output: &Output| {
        let text = std::str::from_utf8(&output.bytes).expect("text");
        let call = text.strip_prefix("variorumSearch(").and_then(|t| t.strip_suffix(")\n"));
        let call: Value =
            serde_json::from_str(&format!("[{}]", call.expect("a call"))).expect("JSON");
        (call[0].as_str().expect("a name").to_owned(), call[1].clone())
    };
    outputs.iter().map(read).collect()
}

/// The titles of the units that a term is in, in their order, each with its score.
fn found(shards: &BTreeMap<String, Value>, term: &str) -> Vec<(String, u32)> {
    let lists = shards.iter().filter(|(name, _)| name.starts_with('t'));
    let terms: Vec<&Value> = lists.flat_map(|(_, list)| list.as_array().expect("a list")).collect();
    let postings = terms.chunks(2).find(|pair| pair[0] == term);
    let numbers = postings.map_or(Vec::new(), |pair| unpacked(pair[1].as_str().expect("postings")));
    let mut units = Vec::new();
    for number in 0.. {
        let Some(shard) = shards.get(&format!("u{number}")) else { break };
        units.extend(shard.as_array().expect("units"));
    }
    let mut unit = 0;
    let title = |&(distance, score): &(u32, u32)| {
        unit += distance;
        (units[unit as usize][1].as_str().expect("a title").to_owned(), score)
    };
    numbers.iter().map(title).collect()
}

/// Pairs of a number in digits of five bits, and a digit.
fn unpacked(packed: &str) -> Vec<(u32, u32)> {
    let digits = packed.bytes().map(|byte| u32::from(byte) - if byte < 92 { 35 } else { 36 });
    let (mut pairs, mut number, mut shift, mut whole) = (Vec::new(), 0, 0, false);
    for digit in digits {
        if whole {
            pairs.push((number, digit));
            (number, shift, whole) = (0, 0, false);
        } else {
            number += (digit % 32) << shift;
            shift += 5;
            whole = digit < 32;
        }
    }
    pairs
}

#[test]
fn terms_lead_to_units() {
    let (archive, site, config) = archive(
        &[
            Text {
                title: "The Convoy out of Raqqa",
                markdown: "A café was shut.\n\n## The way\n\nThe lorries left.\n",
                notes: &[("lorries left", "Who counted them?")],
            },
            Text { title: "车队", markdown: "车队离开了 Raqqa。", notes: &[] },
            Text {
                title: "Weather",
                markdown: "Here hail fell, and there hail fell.\n",
                notes: &[("all: hail fell", "On whom?")],
            },
        ],
        &["Raqqa"],
    );
    let outputs = outputs(&archive, &site, &config);
    let shards = shards(&outputs);
    for (term, titles) in [
        ("cafe", vec!["The Convoy out of Raqqa"]),
        ("counted", vec!["lorries left"]),
        ("lorries", vec!["The Convoy out of Raqqa", "lorries left"]),
        ("离开", vec!["车队"]),
        ("whom", vec!["hail fell"]),
        ("raqqa", vec!["Raqqa", "The Convoy out of Raqqa", "lorries left", "车队"]),
        ("!kind:note", vec!["lorries left", "hail fell"]),
        ("!reader:A", vec!["lorries left", "hail fell"]),
        (
            "!outlet:The Paper",
            vec!["The Convoy out of Raqqa", "lorries left", "车队", "Weather", "hail fell"],
        ),
        ("absent", vec![]),
    ] {
        let found = found(&shards, term);
        assert_eq!(found.iter().map(|(title, _)| title).collect::<Vec<_>>(), titles, "{term}");
    }
    let raqqa = found(&shards, "raqqa");
    let score = |title: &str| raqqa.iter().find(|found| found.0 == title).map(|found| found.1);
    assert!(score("Raqqa") >= score("The Convoy out of Raqqa"), "{raqqa:?}");
    assert!(score("The Convoy out of Raqqa") > score("车队"), "{raqqa:?}");
    let convoy = &shards["u0"][1];
    assert_eq!(convoy[2], "articles/00000.html");
    assert_eq!(convoy[6], archive.documents[0].document.body.paragraphs[0].id.as_str());
    assert_eq!((&convoy[8], &convoy[9]), (&Value::from("the-way"), &Value::from("The way")));
    assert_eq!(shards["filters"][2], serde_json::json!(["reader", [["A", "First reader", 2]]]));
}

/// Articles with words as frequent as in a language.
fn many(count: usize, bytes: usize) -> Vec<(String, String)> {
    let syllables =
        ["ka", "ro", "min", "tel", "sa", "ver", "du", "nor", "li", "pas", "e", "go", "con", "qa"];
    let mut state = 7_u64;
    let mut word = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        #[expect(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a rank is at most e^11.5"
        )]
        let mut rank = (((state >> 11) as f64 / (1_u64 << 53) as f64) * 11.5).exp() as usize;
        let mut word = String::new();
        while rank > 0 {
            word.push_str(syllables[rank % 14]);
            rank /= 14;
        }
        word
    };
    let mut text = |bytes: usize| {
        let mut text = String::new();
        while text.len() < bytes {
            text.push_str(&word());
            text.push_str(if text.len() % 600 < 9 { ".\n\n" } else { " " });
        }
        text
    };
    (0..count).map(|_| (text(40), text(bytes))).collect()
}

fn texts(made: &[(String, String)]) -> Vec<Text<'_>> {
    made.iter()
        .map(|(title, markdown)| Text { title: title.trim(), markdown, notes: &[] })
        .collect()
}

#[test]
fn the_same_archive_has_the_same_index() {
    let made = many(150, 2_000);
    let (archive, site, config) = archive(&texts(&made), &["Raqqa"]);
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let alone = one.install(|| outputs(&archive, &site, &config));
    assert_eq!(alone, outputs(&archive, &site, &config));
}

#[test]
fn shards_stay_small() {
    let made = many(600, 3_000);
    let (archive, site, config) = archive(&texts(&made), &["Raqqa"]);
    let outputs = outputs(&archive, &site, &config);
    let largest = outputs.iter().max_by_key(|output| output.bytes.len()).expect("shards");
    assert!(largest.bytes.len() < 20_000, "{} has {} bytes", largest.url, largest.bytes.len());
    let shards = shards(&outputs);
    assert!(shards.contains_key("h0"), "no head for a beginning that many terms share");
    let common = shards["index"]["common"].as_str().expect("words");
    assert!(!common.is_empty() && found(&shards, "absent").is_empty());
}
