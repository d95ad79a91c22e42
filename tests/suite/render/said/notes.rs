//! Where notes and the answers to them stand.

use variorum::model::archive::Edition;

use super::{check, check_in, page};

#[test]
fn in_public_only_readers_are_named_who_say_something_there() {
    let settings = "readers: {A: {name: Ann}, B: {name: Bob}, C: {name: Cleo}, D: {name: Dora}}\n";
    let text = "---\nhighlights:\n  - {quote: One, reader: A}\n  - {quote: two, reader: B, private: true}\n  \
        - quote: three\n    note: So?\n    replies:\n      - {note: Yes, reader: C}\n      \
        - {note: No, reader: D, private: true}\n---\nOne two three.\n";
    let files = [("variorum.yaml", settings), ("content/articles/a.md", text)];
    for url in ["index.html", "articles/a.html", "notes.html"] {
        check_in(Edition::Public, &files, url, &["Ann", "Cleo", "!Bob", "!Dora"]);
        check_in(Edition::Private, &files, url, &["Ann", "Cleo", "Bob", "Dora"]);
    }
}

#[test]
fn answers_stand_wherever_the_note_does() {
    let text = "---\nhighlights:\n  - {quote: One, replies: [{note: to one}]}\nentities:\n  \
        - {name: Ann, note: Who?, replies: [{note: to Ann}]}\nevents:\n  \
        - {title: Fire, replies: [{note: to fire, private: true}, {note: to the fire}]}\nclaims:\n  \
        - {says: It burned, question: Why?, note: So., replies: [{note: to burning}]}\n---\nOne by Ann.\n";
    let files = [("content/articles/a.md", text)];
    for (url, shown) in [
        (
            "articles/a.html",
            ["to one", "to Ann", "to the fire", "to burning", "!to fire"].as_slice(),
        ),
        ("notes.html", &["to one", "to Ann", "to the fire", "to burning", "!to fire"]),
        ("entities/ann.html", &["to Ann", "!to one"]),
        ("timeline.html", &["to the fire", "!to Ann", "!to fire"]),
        ("questions/why.html", &["to burning", "!to the fire"]),
    ] {
        check_in(Edition::Public, &files, url, shown);
    }
}

#[test]
fn notes_have_footnotes_of_their_own() {
    let note = "---\nhighlights:\n  - quote: a word\n    note: |\n      Doubted.[^1]\n\n      [^1]: By *everyone*.\n---\nHere is a word.[^1]\n\n[^1]: The text’s own.\n";
    let files = [("content/articles/a.md", note)];
    let list = "<ol class=\"fn\"><li value=\"1\"><p>By <em>everyone</em>.</p></li></ol>";
    check(&files, "articles/a.html", &["Doubted.<sup>1</sup>", list, "The text’s own."]);
    check(&files, "notes.html", &["Doubted.<sup>1</sup>", list, "!The text’s own."]);
}

#[test]
fn words_that_are_meant_everywhere_are_said_once() {
    let note = "---\nhighlights:\n  - quote: so-called\n    all: true\n    note: Scare words.\n---\nThe so-called army of the so-called capital.\n";
    let lemma = ">so-called<";
    check(&[("content/articles/a.md", note)], "notes.html", &[lemma, "!so-called … so-called"]);
}

#[test]
fn the_number_of_a_note_stands_behind_its_words() {
    for text in [
        "- a fox\n  - b\n",
        "- a fox\n\n  > b\n",
        "> a fox\n>\n> b\n",
        "a *b fox*\n",
        "- a **fox**\n- b\n",
    ] {
        let article = format!("---\nhighlights: [{{quote: fox, note: N}}]\n---\n{text}");
        let html = page(&[("content/articles/a.md", &article)], Edition::Public, "articles/a.html");
        let (_, after) = html.split_once(">fox").expect("the words are there");
        let after = after
            .trim_start_matches("</mark>")
            .trim_start_matches("</em>")
            .trim_start_matches("</strong>");
        let after = after.trim_start_matches("</mark>");
        assert!(after.starts_with("<a class=\"ref"), "{text:?}: {after}");
    }
}
