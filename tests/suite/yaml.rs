//! YAML as a tree: what is kept, where it stands, and what is said of that which cannot be read.

use variorum::yaml::{Node, Value, read};

/// A tree in one line: `'…'` for quoted words, `~` for nothing.
fn outline(node: &Node) -> String {
    let joined = |parts: Vec<String>| parts.join(", ");
    match &node.value {
        Value::Null => "~".into(),
        Value::Bool(value) => value.to_string().to_uppercase(),
        Value::Scalar { text, quoted: false } => text.clone(),
        Value::Scalar { text, quoted: true } => format!("'{}'", text.escape_debug()),
        Value::List(items) => format!("[{}]", joined(items.iter().map(outline).collect())),
        Value::Map(entries) => {
            let entry = |(key, node): &(_, Node)| format!("{}: {}", name(key), outline(node));
            format!("{{{}}}", joined(entries.iter().map(entry).collect()))
        }
    }
}

fn name(key: &variorum::source::Spanned<String>) -> &str {
    &key.value
}

#[test]
fn scalars_stay_as_they_are_written() {
    for (text, tree) in [
        ("", "~"),
        ("# nothing but a comment\n", "~"),
        (
            "a: 2017-10\nb: 11_000\nc: 0x1F\nd: no\ne: 2017-12-27?\n",
            "{a: 2017-10, b: 11_000, c: 0x1F, d: no, e: 2017-12-27?}",
        ),
        ("a: 007\nb: 1e3\nc: .inf\nd: 12:30\n", "{a: 007, b: 1e3, c: .inf, d: 12:30}"),
        ("a: true\nb: 'true'\nc: True\n", "{a: TRUE, b: 'true', c: True}"),
        ("a: ~\nb: null\nc:\nd: ''\n", "{a: ~, b: ~, c: ~, d: ''}"),
        ("h: |\n  one\n  two\n\n  -- note\nk: v\n", "{h: 'one\\ntwo\\n\\n-- note\\n', k: v}"),
        ("a: b\r\nl:\r\n  - x\r\n  - 'y'\r\n", "{a: b, l: [x, 'y']}"),
        (
            "a: >\n  これは\n  大事。\n\n  A\n  である\nb: 一 二\n   三\nc: \"一\n   二\"\n",
            "{a: 'これは大事。\\nA である\\n', b: 一 二三, c: '一二'}",
        ),
        (
            "a: |\n  一 \n  二\nb: >\n  한국\n  어 x\n  y\n",
            "{a: '一 \\n二\\n', b: '한국 어 x y\\n'}",
        ),
        ("a: \"一\\u0020\n  二\"\n", "{a: '一  二'}"),
        ("date: {1667,1668}\n", "{date: {1667: ~, 1668: ~}}"),
        ("e: {date: 2017-12-27?, title: x}\n", "{e: {date: 2017-12-27?, title: x}}"),
        ("a: {note: , b: 1}\n", "{a: {note: ~, b: 1}}"),
        ("- He said: \"no\"\n", "[{He said: 'no'}]"),
        ("- !important words\n- !!str 12\n", "['!important words', '12']"),
        ("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}"),
        ("1: a\n~: b\n", "{1: a, ~: b}"),
    ] {
        assert_eq!(read(text, 0).map(|node| outline(&node)), Ok(tree.to_owned()), "{text}");
    }
}

#[test]
fn places_are_bytes_of_the_source() {
    let before = "---\n";
    let text = "é: 'ü'\r\nlist:\r\n  - naïve: 1\r\n    x: [a, b]\r\n  - # gone\r\n  - b\r\n";
    let source = format!("{before}{text}");
    let node = read(text, 4).unwrap_or_else(|error| panic!("{error:?}"));
    let at = |node: &Node| &source[node.span.range()];
    assert_eq!(at(&node), text.trim_end());
    assert_eq!(node.get("é").map(at), Some("'ü'"));
    let items = node.get("list").map(Node::items).unwrap_or_default();
    let places: Vec<&str> = items.iter().map(at).collect();
    assert_eq!(places, ["naïve: 1\r\n    x: [a, b]", "# gone", "b"]);
    assert_eq!(items[0].get("x").map(at), Some("[a, b]"));
}

/// Texts, and of the fault of each: the place, the message, and the help.
const FAULTS: &[[&str; 4]] = &[
    ["a: 1\nb: 2\na: 3\n", "a", "the key `a` is here twice", "keep one of the two"],
    [
        "a:\n\tb: 1\n",
        "\t",
        "a tab stands where YAML takes only spaces",
        "indent with spaces instead of tabs",
    ],
    [
        "a: 1\n \tb: 1\n",
        "\t",
        "a tab stands where YAML takes only spaces",
        "indent with spaces instead of tabs",
    ],
    [
        "a:one\nb: 1\n",
        ":",
        "there is no space behind this colon, so that it ends no key",
        "write `key: value`, with a space",
    ],
    [
        "a: [b, c\nd: 1\n",
        "[b, c",
        "a bracket is not closed",
        "close it; or, if it is one of the words, put it in quotation marks: `a: \"[b, c\"`",
    ],
    [
        "a: \"open\nb: 1\n",
        "\"open",
        "a quotation mark is not closed",
        "put it in quotation marks: `a: '\"open'`",
    ],
    [
        "h:\n  - \"no\" he said\n",
        "he said",
        "there are words after the closing quotation mark",
        "put it in quotation marks: `- '\"no\" he said'`",
    ],
    [
        "h:\n  - [sic] so\n  - x\n",
        "so",
        "this does not belong to the list above",
        "put it in quotation marks: `- \"[sic] so\"`",
    ],
    [
        "- @handle wrote\n",
        "@handle wrote",
        "a value cannot begin with this character",
        "put it in quotation marks: `- \"@handle wrote\"`",
    ],
    [
        "- *emphasis* of words\n",
        "*emphasis* of words",
        "a value that begins with `*` or `&` refers to another one, and there is none of this name",
        "put it in quotation marks: `- \"*emphasis* of words\"`",
    ],
    [
        "figure:\n  value: > 40000\n  unit: deaths\n",
        "> 40000",
        "a value that begins with `>` or `|` is a block and has its words on the next lines",
        "put it in quotation marks: `value: \"> 40000\"`",
    ],
    [
        "title: Mosul: the count\n",
        ": the count",
        "a second `: ` stands where there can be only one",
        "put it in quotation marks: `title: \"Mosul: the count\"`",
    ],
    [
        "title: it's: \\so\n",
        ": \\so",
        "a second `: ` stands where there can be only one",
        "put it in quotation marks: `title: 'it''s: \\so'`",
    ],
    [
        "a: b\n c: d\n",
        ": d",
        "a second `: ` stands where there can be only one",
        "begin the line in the same column as the other keys, and see that the line above is complete",
    ],
    [
        "- quote: x\n  note: By the calendar.\n\n    So it says: a day.\n- y\n",
        ": a day.",
        "a second `: ` stands where there can be only one",
        "write `note: |`, and the text on lines of its own below it",
    ],
    [
        "figure: {value: about 11,000, unit: deaths}\n",
        "000",
        "the comma ends the value, so `000` is a key without one",
        "put the value in quotation marks: `figure: {value: \"about 11,000\", unit: deaths}`",
    ],
    [
        "  a: 1\n b: 2\n",
        "b: 2",
        "this line is not indented like the ones above",
        "begin the line in the same column as the other keys, and see that the line above is complete",
    ],
    [
        "a: 1\n---\nb: 2\n",
        "---",
        "a second YAML document begins here",
        "remove this line and what follows it",
    ],
    ["? [a]\n: b\n", "[a]", "a key is not a word", ""],
];

#[test]
fn faults_say_where_and_what_to_paste() {
    for &[text, place, message, help] in FAULTS {
        let Err(error) = read(text, 0) else { panic!("{text} can be read") };
        let found = (&text[error.span.range()], error.message.as_str(), error.help.as_deref());
        assert_eq!(found, (place, message, Some(help).filter(|help| !help.is_empty())), "{text}");
    }
}

#[test]
fn bombs_end_in_a_fault() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..30 {
        let item = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [item.as_str(); 10].join(", "));
    }
    for (text, message) in [
        (bomb, "aliases repeat more than 10000 values"),
        ("[".repeat(100_000), "lists and maps stand in each other more than 64 deep"),
        ("- ".repeat(100_000), "lists and maps stand in each other more than 64 deep"),
        ("a:\n".repeat(200_000), "the key `a` is here twice"),
        ("a: &a [*a]\n".into(), "this alias stands inside of what it repeats"),
    ] {
        assert_eq!(read(&text, 0).map_err(|error| error.message), Err(message.to_owned()));
    }
}
