//! `fmt`: whatever the layout, the meaning and the comments stay, and a second time changes nothing.

use proptest::prelude::*;
use variorum::edit::{formatted, mended};
use variorum::keys;
use variorum::source::Span;
use variorum::yaml::{self, Node, Value, quoted};

/// What a value of generated front matter is.
#[derive(Debug, Clone)]
enum Meant {
    Words(String),
    Block(Vec<String>),
    Brackets(Vec<String>),
    List(Vec<Meant>),
    Map(Vec<Meant>),
}

fn meant() -> impl Strategy<Value = Meant> {
    let leaf = prop_oneof![
        "[-a-z\"'#:,{}\\[\\]&*!|>%@`?“é\\\\]{1,9}( [a-z'#:]{1,5}){0,3}".prop_map(Meant::Words),
        proptest::collection::vec("( {0,3}[-a-z#:\"]{1,6})?", 1..4).prop_map(Meant::Block),
        proptest::collection::vec("[a-z]{1,4}", 0..3).prop_map(Meant::Brackets),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Meant::List),
            proptest::collection::vec(inner, 1..4).prop_map(Meant::Map),
        ]
    })
}

/// Writes values in layouts that numbers decide.
struct Writer<I> {
    numbers: I,
    text: String,
}

impl<I: Iterator<Item = usize>> Writer<I> {
    fn pick(&mut self, below: usize) -> usize {
        self.numbers.next().unwrap_or(0) % below
    }

    fn space(&mut self, most: usize) -> String {
        " ".repeat(self.pick(most + 1))
    }

    fn comment(&mut self, column: usize) {
        match self.pick(6) {
            0 => self.text += &format!("{}# note: - {column}\n", " ".repeat(column)),
            1 => self.text += "\n",
            2 => self.text += "   \n",
            _ => {}
        }
    }

    /// The keys of a map; the first one stands where the text is.
    fn map(&mut self, values: &[Meant], column: usize) {
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                self.comment(column);
                self.text += &" ".repeat(column);
            }
            let name = ["x-b", "title", "x-a", "author"].get(index).unwrap_or(&"x-c");
            let space = self.space(1);
            self.text += &format!("{name}{space}:");
            self.value(value, column, true);
        }
    }

    /// A value behind a key or a dash of a column, to the end of its last line.
    fn value(&mut self, value: &Meant, column: usize, of_key: bool) {
        match value {
            Meant::Words(words) => {
                let single = format!("'{}'", words.replace('\'', "''"));
                let plain = yaml::read(&format!("k: {words}"), 0).ok();
                let plain = plain.filter(|node| {
                    node.get("k").and_then(Node::as_str) == Some(words) && !words.contains(" #")
                });
                let ways = [quoted(words), single, plain.map_or(quoted(words), |_| words.clone())];
                let way = &ways[self.pick(3)];
                let end = ["", "  ", "  # why"][self.pick(3)];
                let space = self.space(2);
                self.text += &format!(" {space}{way}{end}\n");
            }
            Meant::Block(lines) => {
                let indent = " ".repeat(column + 1 + self.pick(4));
                let header = ["|", ">-", "|-", ">"][self.pick(4)];
                let space = self.space(1);
                self.text += &format!(" {header}{space}\n{indent}x\n");
                for line in lines {
                    let indent = if line.is_empty() { "" } else { &indent };
                    self.text += &format!("{indent}{line}\n");
                }
            }
            Meant::Brackets(items) => {
                let comma = [",", ", ", " ,  "][self.pick(3)];
                let (before, after) = (self.space(1), self.space(1));
                self.text += &format!(" [{before}{}{after}]\n", items.join(comma));
            }
            Meant::List(items) => {
                let column = column + usize::from(!of_key) + self.pick(3);
                let end = ["\n", " # list\n"][self.pick(2)];
                self.text += end;
                for item in items {
                    self.comment(column);
                    let gap = 1 + self.pick(3);
                    self.text += &format!("{}-", " ".repeat(column));
                    if let Meant::Map(values) = item {
                        self.text += &" ".repeat(gap);
                        self.map(values, column + 1 + gap);
                    } else {
                        self.value(item, column, false);
                    }
                }
            }
            Meant::Map(values) => {
                let column = column + 1 + self.pick(3);
                let space = self.space(1);
                self.text += &format!("{space}\n{}", " ".repeat(column));
                self.map(values, column);
            }
        }
    }
}

/// A tree without places, its maps in the order of their keys.
fn meaning(node: &Node) -> String {
    match &node.value {
        Value::List(items) => format!("{:?}", items.iter().map(meaning).collect::<Vec<_>>()),
        Value::Map(entries) => {
            let mut entries: Vec<_> =
                entries.iter().map(|(key, value)| (&*key.value, meaning(value))).collect();
            entries.sort();
            format!("{entries:?}")
        }
        Value::Scalar { text, .. } => format!("{text:?}"),
        other => format!("{other:?}"),
    }
}

fn comments(text: &str) -> Vec<&str> {
    let mut comments: Vec<&str> = text
        .lines()
        .filter_map(|line| line.find("# ").map(|at| &line[at..]))
        .filter(|c| ["# note", "# why", "# list"].iter().any(|known| c.starts_with(known)))
        .collect();
    comments.sort_unstable();
    comments
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_meaning_and_the_comments_stay(
        values in proptest::collection::vec(meant(), 1..4),
        numbers in proptest::collection::vec(0usize..60, 0..80),
        windows in any::<bool>(),
    ) {
        let mut writer = Writer { numbers: numbers.into_iter(), text: String::new() };
        writer.map(&values, 0);
        let ending = if windows { "\r\n" } else { "\n" };
        let text = writer.text.replace('\n', ending);
        let Ok(before) = yaml::read(&text, 0) else { return Ok(()) };
        let once = formatted(&text, keys::ARTICLE);
        let after = yaml::read(&once, 0).map_err(|e| TestCaseError::fail(format!("{e:?}\n{once}")))?;
        prop_assert_eq!(meaning(&before), meaning(&after), "{}\n=>\n{}", &text, &once);
        prop_assert_eq!(comments(&text), comments(&once), "{}\n=>\n{}", &text, &once);
        prop_assert_eq!(once.matches('\n').count(), once.matches(ending).count());
        let twice = formatted(&once, keys::ARTICLE);
        prop_assert_eq!(&twice, &once, "{}", &text);
    }

    #[test]
    fn what_is_mended_can_be_read(lines in proptest::collection::vec("(- )?([a-z]{1,3}: )?[-a-z\"'#:,{}\\[\\]&*!|>%@` \t]{0,12}", 1..6)) {
        let text = lines.join("\n") + "\n";
        if let Some(changes) = mended(&text, Span::new(0, text.len())) {
            let last = changes.last().map_or(&text, |(text, _)| text);
            prop_assert!(yaml::read(last, 0).is_ok(), "{}\n=>\n{}", &text, last);
            prop_assert_eq!(last.lines().count() >= text.lines().count(), true);
        }
    }
}

#[test]
fn front_matter_has_one_form() {
    for (before, after) in [
        ("title:   A\n", "title: A\n"),
        (
            "x-own: 1\nauthor: B\ntags: [c]\ntitle: A\n",
            "title: A\nauthor: B\ntags: [c]\nx-own: 1\n",
        ),
        ("author: B\n# of the page\ntitle: A\n", "author: B\n# of the page\ntitle: A\n"),
        ("author: B\n\ntitle: A\n", "author: B\n\ntitle: A\n"),
        ("\n\ntitle: A\n\n\nauthor: B\n\n", "title: A\n\nauthor: B\n"),
        ("highlights:\n- a\n-   b\n", "highlights:\n  - a\n  - b\n"),
        (
            "highlights:\n-   quote: a\n    note: b\n    # c\n# d\ntitle: A\n",
            "highlights:\n  - quote: a\n    note: b\n    # c\n# d\ntitle: A\n",
        ),
        ("events:\n  -\n     title: a\n", "events:\n  -\n    title: a\n"),
        ("tags: [ a,b ,  c ]\n", "tags: [a, b, c]\n"),
        ("read: [1667,1668]\n", "read: [1667,1668]\n"),
        ("events: [{ title:  a,date : 2017 }]\n", "events: [{title: a, date: 2017}]\n"),
        ("title: 'A: b'\n", "title: \"A: b\"\n"),
        ("title: 'A \"b\"'\n", "title: 'A \"b\"'\n"),
        ("title: 'it''s'\n", "title: \"it's\"\n"),
        (
            "summary: one\n      two\nhighlights: |\n      a\n\n        b\n",
            "summary: one\n  two\nhighlights: |\n  a\n\n    b\n",
        ),
        ("highlights: |2\n    a\n", "highlights: |2\n    a\n"),
        ("title: A\r\nauthor:  B\r\n", "title: A\r\nauthor: B\r\n"),
        ("a: &x [1]\nb: *x\n", "a: &x [1]\nb: *x\n"),
        ("title: a: b\n", "title: a: b\n"),
        ("a:\n- []\n# b\n-  \":\"\n", "a:\n  - []\n  # b\n  - \":\"\n"),
        ("", ""),
    ] {
        assert_eq!(formatted(before, keys::ARTICLE), after, "{before}");
    }
}

#[test]
fn what_yaml_cannot_read_is_mended_where_one_change_does_it() {
    for (before, after) in [
        ("- \"no\" he said\n", Some("- '\"no\" he said'\n")),
        ("- \"no\" he said # who?\n", Some("- '\"no\" he said' # who?\n")),
        ("- [sic] so\n- @b\n", Some("- \"[sic] so\"\n- \"@b\"\n")),
        ("title: Mosul: the count\n", Some("title: \"Mosul: the count\"\n")),
        ("figure:\n  value: > 40000\n", Some("figure:\n  value: \"> 40000\"\n")),
        ("f: {value: about 11,000, unit: d}\n", Some("f: {value: \"about 11,000\", unit: d}\n")),
        ("a:\n\tb: 1\n", Some("a:\n  b: 1\n")),
        (
            "- note: By it.\n\n    So it says: a day.\n",
            Some("- note: |\n    By it.\n\n    So it says: a day.\n"),
        ),
        ("a: 1\na: 2\n", None),
        ("  a: 1\n b: 2\n", None),
    ] {
        let changes = mended(before, Span::new(0, before.len()));
        let found = changes.as_ref().map(|changes| changes.last().map_or(before, |(text, _)| text));
        assert_eq!(found, after, "{before}");
    }
}
