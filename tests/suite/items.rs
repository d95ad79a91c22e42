//! Items of front matter: added, changed and taken out as a careful person would, and nothing else is touched.
//!
//! Every case in `tests/cases/items/` is a file, changes of it, and what each makes of it. `UPDATE=1 cargo test --test
//! suite items` writes anew what they make, for review.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use variorum::config::Config;
use variorum::edit;
use variorum::model::article::Document;
use variorum::parse::parse;
use variorum::source::{Source, Span, Spanned};
use variorum::yaml::{self, Node, Value};

#[test]
fn items_are_written_as_by_hand() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/items");
    let mut played = 0;
    for entry in fs::read_dir(folder).expect("cases") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file of cases");
        let now: String = text.split_inclusive(">>>>>> ").map(play).collect();
        played += now.matches("\n$ ").count();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("a file of cases");
        } else {
            assert!(text == now, "{}: this is made now:\n{now}", path.display());
        }
    }
    assert!(played > 20, "only {played} changes were made");
}

/// A case with what its changes make of it now.
fn play(case: &str) -> String {
    let mut text = String::new();
    let mut played = String::new();
    let mut lines = case.split_inclusive('\n');
    played.extend(lines.next());
    for line in lines {
        if line.starts_with("| ") || line == "|\n" {
            continue;
        }
        played.push_str(line);
        let Some(change) = line.strip_prefix("$ ") else {
            let is_text = !played.contains("\n$ ") && line != ">>>>>> ";
            text.push_str(if is_text { line } else { "" });
            continue;
        };
        let made = match made(&text.replace("\\r", "\r"), change.trim()) {
            Ok(made) => made.replace('\r', "\\r"),
            Err(reason) => format!("refused: {reason}\n"),
        };
        let line = |line: &str| format!("| {line}").trim_end().to_owned() + "\n";
        played.extend(made.lines().map(line));
    }
    played
}

/// What a change makes of a text: `add LIST ITEM`, `set NUMBER KEY VALUE`, `reply NUMBER ANSWER`, `remove NUMBER`,
/// `answer NUMBER REPLY KEY VALUE`, `unanswer NUMBER REPLY`; the number is that of the annotation.
fn made(text: &str, change: &str) -> Result<String, &'static str> {
    let source = Source::new("content/articles/a.md", text);
    let document = parse(&source, &Config::default()).value;
    let span = document.front_matter;
    let mut words = change.splitn(3, ' ');
    let (what, to, rest) = (words.next(), words.next().unwrap_or(""), words.next().unwrap_or(""));
    let at = || place(&document, to);
    match what {
        Some("add") => edit::add(text, span, to, &node(rest)),
        Some("set") => {
            let (key, value) = rest.split_once(' ').unwrap_or((rest, ""));
            let value = (!value.is_empty()).then(|| node(value));
            edit::set(text, span, at(), &[(key.to_owned(), value)])
        }
        Some("reply") => edit::reply(text, span, at(), &node(rest)),
        Some("remove") => edit::remove(text, span, at()),
        Some("answer") => {
            let mut words = rest.splitn(3, ' ');
            let number = words.next().and_then(|number| number.parse::<usize>().ok());
            let key = words.next().expect("a key").to_owned();
            let value = words.next().map(node);
            edit::set_reply(text, span, at(), number.expect("a reply") - 1, &[(key, value)])
        }
        Some("unanswer") => {
            edit::remove_reply(text, span, at(), rest.parse::<usize>().expect("a reply") - 1)
        }
        _ => panic!("no such change: {change}"),
    }
}

fn place(document: &Document, number: &str) -> Span {
    let number: usize = number.parse().expect("a number");
    document.article().expect("an article").annotations[number - 1].span
}

/// A value, written in YAML; all words are texts.
fn node(written: &str) -> Node {
    fn texts(node: &mut Node) {
        match &mut node.value {
            Value::Scalar { text, quoted } => *quoted |= text.parse::<u32>().is_err(),
            Value::List(items) => items.iter_mut().for_each(texts),
            Value::Map(entries) => entries.iter_mut().for_each(|(_, value)| texts(value)),
            _ => {}
        }
    }
    let mut node = yaml::read(written, 0).expect("YAML");
    texts(&mut node);
    node
}

/// Words with the signs that YAML has a use for, and signs that are not seen.
fn words() -> impl Strategy<Value = String> {
    const ODD: &str = "[-a-z\"'#:,{}\\[\\]&*!|>%@`?“é\\\\\u{85}\u{2028}]{1,5}";
    let words = proptest::collection::vec(ODD, 1..30).prop_map(|words| words.join(" "));
    words.prop_filter("words that are seen", |words| !words.trim().is_empty())
}

/// A note: lines of words.
fn note() -> impl Strategy<Value = String> {
    let lines = proptest::collection::vec(prop_oneof![words(), Just(String::new())], 1..4);
    lines.prop_map(|lines| format!("x {}", lines.join("\n").trim()).trim().to_owned())
}

fn text(words: &str) -> Node {
    let value = Value::Scalar { text: words.to_owned(), quoted: true };
    Node { value, span: Span::default() }
}

/// What a tree says, without its places and quotation marks.
fn said(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("{:?}", items.iter().map(said).collect::<Vec<_>>()),
        Value::Map(entries) => {
            format!("{:?}", entries.iter().map(|(k, v)| (&k.value, said(v))).collect::<Vec<_>>())
        }
        _ => format!("{:?}", node.as_str()),
    }
}

/// The ways to write two items, the second of which is these words.
fn lists(words: &str) -> Vec<String> {
    let quoted = yaml::quoted(words);
    let mut lists = vec![
        format!("\n  - first # one\n\n  - {quoted} # two"),
        format!("\n- quote: first\n  note: x\n- quote: {quoted}\n  kind: doubt # two"),
        format!("\n  - {{quote: first}} # one\n  -  {{quote: {quoted}, tags: [a]}}"),
        format!(" [first, {quoted}] # two"),
        format!(" [first, {{quote: {quoted}}}]"),
        format!(
            "\n  - quote: |\n      first\n  - note: >-\n      x\n    quote: |-\n      {words}\n\n"
        ),
    ];
    if !words.starts_with("-- ") && !words.contains(['\u{85}', '\u{2028}']) {
        lists.push(format!(" |\n  first\n  -- x\n\n  {words}"));
    }
    lists
}

struct Page {
    text: String,
    span: Span,
}

impl Page {
    fn read(text: String) -> Self {
        let span = parse(&Source::new("content/articles/a.md", &*text), &Config::default());
        Self { text, span: span.value.front_matter }
    }

    fn tree(&self) -> Node {
        yaml::read(&self.text[self.span.range()], self.span.start).expect("YAML")
    }

    /// Where the items stand.
    fn places(&self) -> Vec<Span> {
        let source = Source::new("content/articles/a.md", &*self.text);
        let document = parse(&source, &Config::default()).value;
        let annotations = &document.article().expect("an article").annotations;
        annotations.iter().map(|annotation| annotation.span).collect()
    }

    fn items(&self) -> Vec<String> {
        let item = |at: &Span| edit::item(&self.text, self.span, *at).expect("an item");
        self.places().iter().map(|at| said(&item(at)).replace("\\n", " ")).collect()
    }

    fn changed(&self, made: Result<String, &'static str>) -> Result<Self, TestCaseError> {
        let text = made.map_err(|why| TestCaseError::fail(format!("{why}:\n{}", self.text)))?;
        let page = Self::read(text);
        let kept = |page: &Self| {
            let others = page
                .tree()
                .entries()
                .iter()
                .filter(|(k, _)| k.value != "highlights")
                .map(|(_, v)| said(v))
                .collect::<Vec<_>>();
            (page.text.split_once("\n---").map(|(_, body)| body.to_owned()), others)
        };
        prop_assert_eq!(kept(self), kept(&page));
        for comment in ["# zero", "# last"] {
            prop_assert!(page.text.contains(comment), "{} is gone in\n{}", comment, page.text);
        }
        Ok(page)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_is_written_reads_as_meant(old in words(), quote in words(), note in note(), crlf: bool) {
        for list in lists(&old) {
            let page = format!("---\n# zero\ntitle: é\nhighlights:{list}\n# last\ntags: [a, b]\n---\nText.\n");
            let page = Page::read(if crlf { page.replace('\n', "\r\n") } else { page });
            let before = page.items();
            prop_assert_eq!(before.len(), 2);
            let item = Value::Map(vec![
                (Spanned::new("quote".to_owned(), Span::default()), text(&quote)),
                (Spanned::new("note".to_owned(), Span::default()), text(&note)),
            ]);
            let item = Node { value: item, span: Span::default() };
            let (text_, span) = (page.text.as_str(), page.span);
            let added = page.changed(edit::add(text_, span, "highlights", &item))?;
            let mut expected = before.clone();
            expected.push(said(&item).replace("\\n", " "));
            prop_assert_eq!(added.items(), expected, "\n{}", &added.text);
            let at = added.places()[2];
            let back = added.changed(edit::remove(&added.text, added.span, at))?;
            prop_assert_eq!(back.items(), before.clone(), "\n{}", &back.text);

            let at = page.places()[1];
            let noted = page.changed(edit::set(text_, span, at, &[("note".to_owned(), Some(text(&note)))]))?;
            prop_assert_eq!(&noted.items()[0], &before[0]);
            let now = edit::item(&noted.text, noted.span, noted.places()[1]).expect("an item");
            let now = now.get("note").and_then(Node::as_str).map(str::to_owned);
            prop_assert_eq!(now.as_deref(), Some(&*note), "\n{}", &noted.text);
            let bare = noted.changed(edit::set(&noted.text, noted.span, noted.places()[1], &[("note".to_owned(), None)]))?;
            prop_assert_eq!(&bare.items()[0], &before[0]);
            let one = page.changed(edit::remove(text_, span, page.places()[0]))?;
            prop_assert_eq!(&one.items()[..], &before[1..], "\n{}", &one.text);
        }
    }
}
