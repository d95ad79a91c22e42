//! Annotations in files of all layouts: each is made and nothing else changes, or it is refused.

use proptest::prelude::*;
use variorum::annotate::{Wish, annotate};
use variorum::config::Config;
use variorum::edit;
use variorum::model::annotation::{Anchoring, Passage};
use variorum::source::{Span, Spanned};
use variorum::yaml::{self, Node, Value};

use crate::annotate::{add, entry, read, selected, source};

/// Front matter with three annotations, in each layout that people write; the last has nobody written yet.
const LAYOUTS: [&str; 9] = [
    "---\n# zero\ntitle: T # as printed\nhighlights:\n  # first\n  - quote: alpha beta # why\n    note: Who?\n    replies:\n      - Yes.\n  - gamma\nentities:\n- name: Delta # hers\n  suggested: true\nx-own: [1, 2] # last\n---\n",
    "---\ntitle: T\nhighlights: [alpha beta, {quote: gamma, note: Who?}] # both\nentities: [{name: Delta, suggested: true}]\n---\n",
    "---\ntitle: T\nhighlights: |\n  alpha beta\n  -- Who?\n\n  gamma\n# zero\nentities: {name: Delta}\n---\n",
    "---\ntitle: &t T\nx-own: &own {quote: alpha beta, note: Who?}\nhighlights: [*own, gamma]\nentities:\n  - Delta\nx-more: *t\n---\n",
    "---\ntitle: T\nhighlights:\n  - quote: >-\n      alpha\n      beta\n    note: |\n      Who?\n\n      And why?\n  - 'gamma'\nentities:\n\n  -   name: \"Delta\"\n      kind: person\n\n\n---\n",
    "---\nhighlights:\n- alpha beta\n- gamma\nentities: Delta\nevents:\n- title: It happens\n  date: 2017-10 # or later\nclaims:\n- {says: Many, quote: delta}\ntitle: T\n---\n",
    "---\n---\n",
    "---\n# Nothing yet.\ntitle: T\n---\n",
    "",
];

const TEXT: &str = "One alpha beta, two gamma.\n\n- Delta said *so* to three\n- and four\n";

/// Everything that a file says.
struct Everything {
    /// Item by item, with where its passage is.
    items: Vec<String>,
    /// The other keys of the front matter.
    others: Vec<String>,
    body: String,
}

fn everything(text: &str) -> Everything {
    let reading = read(text);
    let document = &reading.document;
    let annotations = document.article().map_or(&[][..], |article| &article.annotations);
    let items = annotations.iter().zip(&reading.anchors).map(|(item, anchoring)| {
        let ranges = match anchoring {
            Anchoring::Found(found) => format!("{:?}", found.ranges),
            _ => String::new(),
        };
        let quote = match &item.passage {
            Some(Passage::Quote(selector)) => selector.exact.value.as_str(),
            _ => "",
        };
        let note = item.note.as_ref().map_or("", |note| &note.body.text);
        let answers: Vec<_> =
            item.details().replies.iter().map(|reply| &reply.note.body.text).collect();
        format!("{:?} {quote:?} {ranges} {note:?} {answers:?}", item.kind())
    });
    let front = yaml::read(&text[document.front_matter.range()], 0);
    let lists = ["highlights", "entities", "events", "claims", "rejected"];
    let others =
        front.iter().flat_map(Node::entries).filter(|(key, _)| !lists.contains(&&*key.value));
    let others = others.map(|(key, value)| format!("{} {:?}", key.value, plain(value))).collect();
    Everything { items: items.collect(), others, body: document.body.text.clone() }
}

/// A tree without its places.
fn plain(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("{:?}", items.iter().map(plain).collect::<Vec<_>>()),
        Value::Map(entries) => {
            format!("{:?}", entries.iter().map(|(k, v)| (&k.value, plain(v))).collect::<Vec<_>>())
        }
        _ => format!("{:?}", node.as_str()),
    }
}

/// Words with the signs that YAML, Markdown and Windows have a use for.
fn odd() -> impl Strategy<Value = String> {
    const ODD: &str =
        "[-a-z\"'#:,{}\\[\\]&*!|>%@`?“é\\\\ \u{85}\u{2028}]{1,12}|Who\\?|x: y|- z|الرقّة";
    let line = proptest::collection::vec(ODD, 1..4).prop_map(|words| words.join(" "));
    let lines =
        proptest::collection::vec(line, 1..3).prop_map(|lines| lines.join("\n").trim().to_owned());
    lines.prop_filter("words that are seen", |words| words.chars().any(char::is_alphabetic))
}

/// What a page can ask for.
fn wishes() -> impl Strategy<Value = Wish> {
    let passages = [
        "One ⟦alpha beta⟧, two",
        "two ⟦gamma⟧.",
        "⟦beta, two⟧ gamma",
        "two ⟦gamma.⏎Delta said⟧ so",
        "to ⟦three⏎and four⟧",
        "⟦Delta⟧ said",
        "Delta said ⟦so⟧ to",
    ];
    let passage = prop::option::of(prop::sample::select(passages.to_vec()));
    let kinds = [
        ("highlights", &["note"][..]),
        ("highlights", &[]),
        ("highlights", &["note", "kind"]),
        ("entities", &["name", "note"]),
        ("events", &["title", "place"]),
        ("claims", &["says", "by", "note"]),
    ];
    let add = (passage, prop::sample::select(kinds.to_vec()), proptest::collection::vec(odd(), 3));
    let add = add.prop_map(|(passage, (list, keys), words)| Wish::Add {
        list: list.to_owned(),
        passage: passage.map(selected),
        entries: keys.iter().zip(&words).map(|(key, words)| entry(key, words)).collect(),
    });
    let set =
        |words: Option<String>| vec![("note".to_owned(), words.map(|words| entry("", &words).1))];
    prop_oneof![
        6 => add,
        3 => prop::option::of(odd()).prop_map(move |words| Wish::Set(set(words))),
        2 => odd().prop_map(|words| Wish::Reply(entry("", &words).1)),
        1 => odd().prop_map(move |words| Wish::SetReply(0, set(Some(words)))),
        1 => Just(Wish::RemoveReply(0)),
        2 => Just(Wish::Remove),
        1 => Just(Wish::Reject),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is asked of whatever file: it is in the file then, and nothing else is another, or it is refused in words.
    #[test]
    fn any_annotation_of_any_file_is_made_alone_or_refused(
        layout in prop::sample::select(LAYOUTS.to_vec()),
        asked in proptest::collection::vec((wishes(), any::<prop::sample::Index>()), 1..5),
        crlf: bool,
        bom: bool,
    ) {
        let mut text = format!("{}{layout}{TEXT}", if bom { "\u{feff}" } else { "" });
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        for (wish, index) in asked {
            let reading = read(&text);
            let annotations = reading.document.article().map_or(&[][..], |article| &article.annotations);
            let is_new = matches!(wish, Wish::Add { .. });
            if annotations.is_empty() && !is_new {
                continue;
            }
            let own = (!is_new).then(|| index.index(annotations.len()));
            let id = own.map(|own| annotations[own].id.clone());
            let made = match annotate(&source(&text), &Config::default(), id.as_deref(), &wish) {
                Ok(made) => made,
                Err(why) => {
                    prop_assert!(why.message.chars().any(char::is_alphabetic));
                    continue;
                }
            };
            alone(&text, &made, own, &wish)?;
            text = made;
        }
    }
}

/// Whether a changed file says what was asked for, and nothing else is another.
fn alone(text: &str, made: &str, own: Option<usize>, wish: &Wish) -> Result<(), TestCaseError> {
    let (before, now) = (everything(text), everything(made));
    prop_assert_eq!(&before.others, &now.others, "\n{}", made);
    prop_assert_eq!(&before.body, &now.body, "\n{}", made);
    prop_assert_eq!(text.starts_with('\u{feff}'), made.starts_with('\u{feff}'));
    if text.contains("\r\n") {
        prop_assert_eq!(made.matches("\r\n").count(), made.matches('\n').count(), "\n{:?}", made);
    }
    // What is said of an item or of a list goes with it.
    let own_comments = ["# both", "# first", "# why", "# hers", "# or later"];
    let kept = ["# zero", "# as printed", "# last", "# Nothing yet."];
    let others = own_comments.iter().filter(|_| own.is_none());
    for comment in kept.iter().chain(others) {
        let stays = !text.contains(comment) || made.contains(comment);
        prop_assert!(stays, "{} is gone in\n{}", comment, made);
    }
    let (mut old, mut new) = (before.items, now.items);
    let changed = match own {
        Some(own) => own,
        None => old.iter().zip(&new).take_while(|(one, other)| one == other).count(),
    };
    if let Some(own) = own {
        old.remove(own);
    }
    if !matches!(wish, Wish::Remove | Wish::Reject) {
        prop_assert!(changed < new.len(), "\n{}", made);
        new.remove(changed);
    }
    prop_assert_eq!(old, new, "\n{}", made);
    let given = match wish {
        Wish::Add { entries, .. } => entries.clone(),
        Wish::Set(values) => {
            let given = values.iter().filter_map(|(key, value)| Some((key, value.clone()?)));
            given.map(|(key, value)| (Spanned::new(key.clone(), Span::default()), value)).collect()
        }
        _ => return Ok(()),
    };
    let reading = read(made);
    let at = reading.document.article().expect("an article").annotations[changed].span;
    let item = edit::item(made, reading.document.front_matter, at).expect("an item");
    let line = |node: &Node| {
        node.as_str().map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    for (key, value) in given {
        let written = item.get(&key.value).unwrap_or(&item);
        prop_assert_eq!(line(written), line(&value), "{} in\n{}", key.value, made);
    }
    Ok(())
}

/// In none of these layouts is there no place for another annotation.
#[test]
fn every_layout_takes_an_annotation() {
    for layout in LAYOUTS {
        let text = format!("{layout}{TEXT}");
        for (list, entries) in
            [("highlights", &[("note", "x: y")][..]), ("events", &[("title", "It")])]
        {
            let wish = add(list, "to ⟦three⏎and four⟧", entries);
            let made = annotate(&source(&text), &Config::default(), None, &wish);
            assert!(made.is_ok(), "{made:?} {list}:\n{text}");
        }
    }
}
