//! Changes of front matter: they say what was meant, and nothing else is touched.

use proptest::prelude::*;
use variorum::edit::{Readdressed, apply, readdress};
use variorum::source::{Change, Edit, Span};
use variorum::yaml::{self, Node, quoted};

/// The ways to write a text; none for a text that cannot be written so.
fn styles(words: &str) -> Vec<String> {
    let single = words.replace('\'', "''");
    let plain = yaml::read(&format!("- {words}"), 0).ok();
    let is_plain = plain.is_some_and(|node| node.items()[0].as_str() == Some(words));
    let mut styles = vec![quoted(words), format!("'{single}'"), format!("|\n      {words}")];
    styles.extend(is_plain.then(|| words.to_owned()));
    styles
}

/// The value of the second item of `list`: itself, or its `quote`.
fn second(node: &Node) -> &Node {
    let item = &node.get("list").expect("the list").items()[1];
    item.get("quote").unwrap_or(item)
}

/// Words with the signs that YAML has a use for. (proptest reads a string as a regular expression.)
fn words() -> impl Strategy<Value = String> {
    const ODD: &str = "[-a-z\"'#:,{}\\[\\]&*!|>%@`?“é\\\\]{1,5}";
    proptest::collection::vec(ODD, 1..4).prop_map(|words| words.join(" "))
}

/// Checks one change of the second item: the list has two lines of comments, the values around it stay.
fn check(written: &str, is_map: bool, ending: &str, change: &Change) -> Result<(), TestCaseError> {
    let key = if is_map { "quote: " } else { "" };
    let front = format!(
        "# one\nlist:\n  - first\n  - {key}{written}\n  # two\n  - 'third' # three\nlast: é\n"
    );
    let text = format!("---\n{front}---\nThe body.\n").replace('\n', ending);
    let start = 3 + ending.len();
    let span = Span::new(start, text.len() - "---The body.".len() - 2 * ending.len());
    let before = yaml::read(&text[span.range()], span.start).expect("YAML");
    let at = second(&before).span;
    let after = apply(&text, span, &Edit { at, change: change.clone() });
    let after = after.map_err(|reason| TestCaseError::fail(format!("{reason}:\n{text}")))?;
    let end = after.len() - (text.len() - span.end as usize);
    prop_assert_eq!(&after[end..], &text[span.end as usize..]);
    prop_assert_eq!(after.matches(ending).count(), after.matches('\n').count());
    for kept in ["# one", "  - first", "  # two", "  - 'third' # three", "last: é"] {
        prop_assert!(after.contains(&format!("{kept}{ending}")), "{} is gone in\n{}", kept, after);
    }
    let node = yaml::read(&after[span.start as usize..end], 0).expect("YAML");
    let item = &node.get("list").expect("the list").items()[1];
    match change {
        Change::Words(words) => prop_assert_eq!(second(&node).as_str(), Some(&**words)),
        Change::Beside(key, words) => {
            prop_assert_eq!(item.entries().len(), 2);
            prop_assert_eq!(item.get(key).and_then(Node::as_str), Some(&**words));
            let same = |node: &Node| node.as_str().map(|words| words.trim().to_owned());
            prop_assert_eq!(same(second(&node)), same(second(&before)));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_words_take_the_place_of_any_words(old in words(), new in words()) {
        for written in styles(&old) {
            for (is_map, ending) in [(true, "\n"), (false, "\n"), (true, "\r\n")] {
                check(&written, is_map, ending, &Change::Words(new.clone()))?;
                check(&written, is_map, ending, &Change::Beside("prefix", new.clone()))?;
            }
        }
    }
}

#[test]
fn what_cannot_be_changed_alone_is_left_as_it_is() {
    let other =
        "the value does not stand for itself; a block of passages has to be written as a list";
    let no_place = "the way it is written leaves no place for the change";
    for (front, quoted, reason) in [
        ("a: &a words\nb: *a\n", "words", no_place),
        ("a: | # why\n  words\n", "words\n", no_place),
        ("a: words more\n", "words", other),
        ("a: [words\n", "words", "the front matter cannot be read"),
    ] {
        let at = front.find(quoted).expect("the words");
        let at = Span::new(at, at + quoted.len());
        let edit = Edit { at, change: Change::Words("other".into()) };
        assert_eq!(apply(front, Span::new(0, front.len()), &edit), Err(reason), "{front}");
    }
}

#[test]
fn a_record_keeps_its_former_addresses() {
    const NEW: Readdressed = Readdressed { from: "old", to: "new", is_by_path: false, leads: true };
    let odd = Err("its `slug` or `redirect_from` is not written in the usual way");
    for (front, expected) in [
        ("name: A\n", Ok("name: A\nslug: new\nredirect_from: entities/old.html\n")),
        (
            "kind: place\nname: A\n",
            Ok("slug: new\nredirect_from: entities/old.html\nkind: place\nname: A\n"),
        ),
        ("", Ok("slug: new\nredirect_from: entities/old.html\n")),
        ("slug: x # why\n", Ok("slug: new # why\nredirect_from: entities/old.html\n")),
        ("slug:\nname: A\n", odd),
        ("redirect_from: x.html\n", Ok("slug: new\nredirect_from: [x.html, entities/old.html]\n")),
        (
            "redirect_from: [x, 'y'] #\n",
            Ok("slug: new\nredirect_from: [x, 'y', entities/old.html] #\n"),
        ),
        ("redirect_from: []\n", Ok("slug: new\nredirect_from: [entities/old.html]\n")),
        ("redirect_from:\n- x\n", Ok("slug: new\nredirect_from:\n- x\n- entities/old.html\n")),
        (
            "redirect_from:\r\n  - x #\r\nname: A\r\n",
            Ok("slug: new\r\nredirect_from:\r\n  - x #\r\n  - entities/old.html\r\nname: A\r\n"),
        ),
        ("redirect_from: &a [x]\nx-y: *a\n", odd),
    ] {
        let span = Span::new(4, 4 + front.len());
        let whole = |front: &str| format!("---\n{front}---\nText.\n");
        let actual = readdress(&whole(front), span, NEW);
        assert_eq!(actual, expected.map(whole), "{front}");
    }
    let bare = readdress("Text.\n", Span::at(0), Readdressed { leads: false, ..NEW });
    assert_eq!(bare, Ok("---\nslug: new\n---\nText.\n".to_owned()));
}

#[test]
fn a_record_that_gets_its_id_back_does_not_lead_to_itself() {
    for (front, expected) in [
        ("slug: old\nname: A\n", "redirect_from: entities/old.html\nname: A\n"),
        ("slug: old # why\n", "slug: new # why\nredirect_from: entities/old.html\n"),
        (
            "slug: old\r\nredirect_from: entities/new.html\r\n",
            "redirect_from: entities/old.html\r\n",
        ),
        (
            "{slug: old, redirect_from: [x, 'entities/new.html', y]}\n",
            "{slug: new, redirect_from: [x, entities/old.html, y]}\n",
        ),
        (
            "name: A\nredirect_from:\n  - entities/new.html # first\n  - x\nslug: old\n",
            "name: A\nredirect_from:\n  - entities/old.html # first\n  - x\n",
        ),
    ] {
        let whole = |front: &str| format!("---\n{front}---\nText.\n");
        let span = Span::new(4, 4 + front.len());
        let new = Readdressed { from: "old", to: "new", is_by_path: true, leads: true };
        assert_eq!(readdress(&whole(front), span, new), Ok(whole(expected)), "{front}");
    }
}
