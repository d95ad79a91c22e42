//! Annotations that are made on a page: found on exactly the words that were selected, or refused.

use proptest::prelude::*;
use variorum::anchor::anchor;
use variorum::annotate::{Wish, annotate};
use variorum::config::Config;
use variorum::edit::{Selection, locate};
use variorum::model::annotation::Anchoring;
use variorum::model::article::Reading;
use variorum::parse::parse;
use variorum::source::{Source, Span, Spanned};
use variorum::yaml::{Entry, Node, Value};

pub(crate) fn source(text: &str) -> Source {
    Source::new("content/articles/a.md", text)
}

pub(crate) fn read(text: &str) -> Reading {
    let source = source(text);
    anchor(parse(&source, &Config::default()).value, &source).value
}

pub(crate) fn entry(key: &str, words: &str) -> Entry {
    let value = Value::Scalar { text: words.to_owned(), quoted: true };
    (Spanned::new(key.to_owned(), Span::default()), Node { value, span: Span::default() })
}

/// The selection that is marked with `⟦…⟧` in words as a page shows them, `⏎` between blocks.
pub(crate) fn selected(page: &str) -> Selection {
    let (before, rest) = page.split_once('⟦').expect("a selection begins");
    let (words, after) = rest.split_once('⟧').expect("a selection ends");
    let places = |text: &str| text.matches(words).count();
    Selection {
        parts: words.split('⏎').map(str::to_owned).collect(),
        before: before.replace('⏎', " "),
        after: after.replace('⏎', " "),
        number: places(before) + 1,
        places: places(&format!("{before}{words}{after}")),
    }
}

pub(crate) fn add(list: &str, page: &str, entries: &[(&str, &str)]) -> Wish {
    let entries = entries.iter().map(|(key, words)| entry(key, words)).collect();
    Wish::Add { list: list.to_owned(), passage: Some(selected(page)), entries }
}

/// What a highlight of a selection is written as, and what it is found on.
fn check(body: &str, page: &str, written: &str, found: &[&str]) {
    let text = format!("---\ntitle: T\n---\n{body}\n");
    let changed = annotate(&source(&text), &Config::default(), None, &add("highlights", page, &[]));
    let changed = changed.unwrap_or_else(|why| panic!("{page}: {}", why.message));
    let front = changed.split("highlights:\n").nth(1).expect("a list");
    let front = front.split("---\n").next().expect("a border");
    assert_eq!(front, written, "{page}");
    let reading = read(&changed);
    let [Anchoring::Found(anchor), ..] = reading.anchors.as_slice() else { panic!("{page}") };
    let text = &reading.document.body.text;
    let ranges: Vec<&str> = anchor.ranges.iter().map(|range| &text[range.range()]).collect();
    assert_eq!(ranges, found, "{page}");
}

#[test]
fn selections_are_quoted_in_the_words_of_the_text() {
    let one = "They crossed the bridge at *night*. By day they crossed the bridge again.";
    check(
        one,
        "They ⟦crossed the bridge at night⟧.",
        "  - crossed the bridge at night\n",
        &["crossed the bridge at night"],
    );
    let first = "  - quote: the bridge\n    suffix: at\n";
    check(
        one,
        "They crossed ⟦the bridge⟧ at night. By day they crossed the bridge again.",
        first,
        &["the bridge"],
    );
    let second = "  - quote: the bridge\n    suffix: again\n";
    check(
        one,
        "They crossed the bridge at night. By day they crossed ⟦the bridge⟧ again.",
        second,
        &["the bridge"],
    );
    let blocks = "# A head\n\nFirst *end*.\n\n- an item\n- another";
    check(blocks, "A head⏎First ⟦end.⏎an item⟧⏎another", "  - end. an item\n", &["end.\nan item"]);
    check(blocks, "⟦A head⏎First⟧ end.", "  - A head First\n", &["A head\nFirst"]);
    let table = "| a | b |\n|---|---|\n| 1 | 2 |\n| 2 | 1 |";
    check(table, "a⏎b⏎⟦1⏎2⟧⏎2⏎1", "  - 1 2\n", &["1\n2"]);
    check(table, "a⏎b⏎1⏎⟦2⟧⏎2⏎1", "  - quote: \"2\"\n    prefix: \"1\"\n", &["2"]);
    let footnote =
        "The first words[^1] that are here\n\n[^1]: A note of the writer.\n\nand the second words.";
    check(
        footnote,
        "The ⟦first words that are here⏎and the second⟧ words.⏎A note of the writer.",
        "  - first words that are here … and the second\n",
        &["first words that are here", "and the second"],
    );
    let arabic = "غادرت القافلة مدينة الرقّة ليلًا، ثم غادرت القافلة.";
    check(arabic, "غادرت القافلة ⟦مدينة الرقّة⟧ ليلًا", "  - مدينة الرقّة\n", &["مدينة الرقّة"]);
    check(
        "没有人知道。他说没有人知道。",
        "没有人知道。他说⟦没有人知道⟧。",
        "  - quote: 没有人知道\n    prefix: 说\n",
        &["没有人知道"],
    );
    let korean = "김민수는 서울에서 열었다.";
    check(korean, "⟦김민수⟧는 서울에서 열었다.", "  - 김민수\n", &["김민수"]);
    check(korean, "김민수는 ⟦서울에서⟧ 열었다.", "  - 서울에서\n", &["서울에서"]);
    let read = "<ruby>漢字<rt>かんじ</rt></ruby>の読み";
    check(read, "⟦漢字の⟧読み", "  - 漢字の\n", &["漢字の"]);
    check(
        "Same. Same. Same.",
        "Same. ⟦Same⟧. Same.",
        "  - quote: Same\n    prefix: Same.\n    suffix: . Same\n",
        &["Same"],
    );
    let picture = "Before ![a map of it](map.png) after, and more.";
    check(picture, "Before ⟦after, and⟧ more.", "  - after, and\n", &["after, and"]);
    let formulas = r"So $p<0.05$ and $\beta=1.07$ where $p<0.05$ again.";
    for (page, written, found) in [
        (
            "⟦So \u{FFFC} and \u{FFFC}⟧ where \u{FFFC}",
            r"- So p<0.05 and \beta=1.07",
            r"So p<0.05 and \beta=1.07",
        ),
        ("So \u{FFFC} and ⟦\u{FFFC}⟧ where", r"- \beta=1.07", r"\beta=1.07"),
        ("where ⟦\u{FFFC}⟧ again", "- quote: p<0.05\n    prefix: where", "p<0.05"),
        ("and \u{FFFC} ⟦where⟧ \u{FFFC} again", "- where", "where"),
    ] {
        check(formulas, page, &format!("  {written}\n"), &[found]);
    }
    check(
        "An ==old mark== here.",
        "An ⟦old mark here⟧.",
        "  - old mark here\n",
        &["old mark here"],
    );
    check(
        "He wrote “so […] on” & <left>.",
        "He ⟦wrote “so […] on” &⟧ <left>.",
        "  - wrote “so […] on” &\n",
        &["wrote “so […] on” &"],
    );
}

#[test]
fn what_cannot_be_quoted_is_refused() {
    let cut = "the selection begins or ends inside of a word or a number; select all of it";
    let absent = "these words are not in the text of the article as the file has it now";
    for (body, page, why) in [
        ("A word.", "A w⟦or⟧d.", cut),
        ("김민수는 갔다.", "⟦김민⟧수는 갔다.", cut),
        ("The 11,000 dead.", "The ⟦11⟧,000 dead.", cut),
        ("A word.", "A word⟦.⟧", "there are no letters or digits in the selection"),
        ("A word.", "A word⟦ ⟧", "there are no words in the selection"),
        ("A word.", "A ⟦sword⟧.", absent),
    ] {
        let text = format!("---\ntitle: T\n---\n{body}\n");
        let wish = add("highlights", page, &[]);
        let refused = annotate(&source(&text), &Config::default(), None, &wish);
        assert_eq!(refused.map_err(|why| why.message), Err(why.to_owned()), "{page}");
    }
}

#[test]
fn a_change_that_would_be_a_fault_is_refused_in_its_words() {
    let text = "---\ntitle: T\nhighlights:\n  - words\n---\nSome ==marked== words.\n";
    let source = source(text);
    let id = |number: usize| {
        let reading = read(text);
        reading.document.article().expect("an article").annotations[number].id.clone()
    };
    let config = Config::default();
    let set = |key: &str, words: &str| {
        Wish::Set(vec![(key.to_owned(), (!words.is_empty()).then(|| entry(key, words).1))])
    };
    let highlight = |page: &str| add("highlights", page, &[]);
    for (id, wish, expected) in [
        (
            id(0),
            set("note", "Why?"),
            Ok("---\ntitle: T\nhighlights:\n  - quote: words\n    note: Why?\n---\n"),
        ),
        (id(0), Wish::Remove, Ok("---\ntitle: T\n---\n")),
        (id(0), set("created", "no day"), Err("`no day` is not a date")),
        (id(0), set("reader", "Z"), Err("`Z` is not one of the readers")),
        (id(0), set("quote", "sword"), Err("this passage is not in the article")),
        (id(1), set("note", "Why?"), Ok("  - quote: marked\n    note: Why?\n---\n")),
        (id(1), Wish::Remove, Ok("---\nSome marked words.\n")),
        (
            id(1),
            Wish::Reply(entry("note", "So.").1),
            Err("these words are marked in the text itself"),
        ),
        (id(0), Wish::RemoveReply(0), Err("there is no such item in the front matter")),
        (id(0), highlight("Some marked ⟦words⟧."), Err("these words are highlighted already")),
        (id(0), highlight("Some ⟦marked⟧ words."), Err("these words are highlighted already")),
        (id(0), highlight("Some ⟦marked words⟧."), Ok("  - words\n  - marked words\n")),
        (
            id(0),
            add("highlights", "Some marked ⟦words⟧.", &[("note", "Why?")]),
            Ok("  - words\n  - quote: words\n    note: Why?\n"),
        ),
        ("h-0000".to_owned(), Wish::Remove, Err("this annotation is not in the file any more")),
    ] {
        let made = annotate(&source, &config, Some(&id), &wish).map_err(|why| why.message);
        match expected {
            Ok(part) => assert!(made.as_ref().is_ok_and(|made| made.contains(part)), "{made:?}"),
            Err(part) => assert!(made.as_ref().is_err_and(|why| why.contains(part)), "{made:?}"),
        }
    }
}

#[test]
fn what_is_refused_names_the_value_that_it_is_about() {
    let figure = |value: &str| {
        let map = Value::Map(vec![entry("value", value), entry("unit", "people")]);
        (entry("figure", "").0, Node { value: map, span: Span::default() })
    };
    for (list, entries, key) in [
        ("claims", vec![entry("says", "x"), entry("made", "foo")], Some("claims.made")),
        ("claims", vec![entry("says", "x"), figure("many")], Some("claims.figure.value")),
        ("events", vec![entry("title", "x"), entry("date", "foo")], Some("events.date")),
        ("highlights", vec![entry("note", "x"), entry("reader", "Z")], Some("highlights.reader")),
        ("claims", vec![entry("says", "x"), entry("made", "2017")], None),
    ] {
        let source = source("---\ntitle: T\nclaims: [y]\n---\nSome words.\n");
        let wish = Wish::Add { list: list.to_owned(), passage: None, entries };
        let refused = annotate(&source, &Config::default(), None, &wish).err();
        assert_eq!(refused.and_then(|why| why.key).as_deref(), key, "{list}");
    }
}

/// The signs around marked words are all that is taken out, whatever markup stands between them and the words.
#[test]
fn marks_are_taken_out_of_the_text() {
    for (body, number, expected) in [
        ("An ==old mark== here.", 0, "An old mark here."),
        ("==One== and ==two== == three.", 1, "==One== and two == three."),
        ("A ==**bold** one== here.", 0, "A **bold** one here."),
        ("A ==one with *all of it*==, here.", 0, "A one with *all of it*, here."),
        ("A ==[link](https://example.org/?a==b)== x.", 0, "A [link](https://example.org/?a==b) x."),
        ("A ==`code == x`== here.", 0, "A `code == x` here."),
        ("- ==an item==\r\n- b", 0, "- an item\r\n- b"),
    ] {
        let text = format!("---\nhighlights: [x]\n---\n{body}\n\nx\n");
        let marks = read(&text).document.article().expect("an article").annotations.clone();
        let id = &marks[number + 1].id;
        let made = annotate(&source(&text), &Config::default(), Some(id), &Wish::Remove);
        let whole = format!("---\nhighlights: [x]\n---\n{expected}\n\nx\n");
        assert_eq!(made, Ok(whole), "{body}");
    }
}

/// A suggestion that is accepted stays without its sign; one that is rejected is not suggested again.
#[test]
fn suggestions_are_accepted_or_rejected() {
    let text = "---\ntitle: T # as printed\nentities:\n  - name: Ann Harrow\n    kind: person\n    suggested: true\n\
                claims:\n  # hers\n  - says: Over 300 people had crossed\n    quote: over 300 people had crossed\n    \
                suggested: true\nrejected: Harbour\n---\nAnn Harrow said that over\n300 people had crossed.\n";
    let id = |number: usize| {
        read(text).document.article().expect("an article").annotations[number].id.clone()
    };
    let made = |number: usize, wish: &Wish| {
        annotate(&source(text), &Config::default(), Some(&id(number)), wish).expect("a change")
    };
    let accepted = made(1, &Wish::Set(vec![("suggested".to_owned(), None)]));
    assert_eq!(
        accepted,
        text.replace("crossed\n    suggested: true\nrejected", "crossed\nrejected")
    );
    let without = text.replace("  - name: Ann Harrow\n    kind: person\n    suggested: true\n", "");
    let rejected = made(0, &Wish::Reject);
    assert_eq!(
        rejected,
        without
            .replace("entities:\n", "")
            .replace("rejected: Harbour", "rejected:\n  - Harbour\n  - Ann Harrow")
    );
    let rejected = made(1, &Wish::Reject);
    assert!(
        rejected.contains("rejected:\n  - Harbour\n  - over 300 people had crossed\n"),
        "{rejected}"
    );
    let again = variorum::suggest::suggest(&read(&rejected), "en", &[]);
    assert_eq!(again.claims, [], "{rejected}");
}

#[test]
fn names_need_no_quote_where_they_stand() {
    let text = source("---\ntitle: T\n---\nThe general, Valery Gerasimov, said so.\n");
    for (page, name, written) in [
        (
            "The general, ⟦Valery Gerasimov⟧, said",
            "Valery Gerasimov",
            "entities:\n  - Valery Gerasimov\n",
        ),
        (
            "The ⟦general⟧, Valery",
            "Valery Gerasimov",
            "entities:\n  - name: Valery Gerasimov\n    quote: general\n",
        ),
    ] {
        let wish = add("entities", page, &[("name", name)]);
        let made = annotate(&text, &Config::default(), None, &wish).expect("a name");
        assert!(made.contains(written), "{made}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_selection_is_found_where_it_was_made_or_refused(
        words in proptest::collection::vec("[a-c]{1,4}|[a-c]{1,3}[.,]|\\*[ab]{1,4}\\*|\n\n|é|“a”|1,000|الر", 1..40),
        start: prop::sample::Index,
        end: prop::sample::Index,
    ) {
        let text = format!("---\ntitle: T\n---\nx {}\n", words.join(" "));
        let reading = read(&text);
        let body = &reading.document.body.text;
        let at = |index: prop::sample::Index| body.floor_char_boundary(index.index(body.len() + 1));
        let (start, end) = (at(start).min(at(end)), at(start).max(at(end)));
        let selection = Selection {
            parts: body[start..end].split('\n').map(str::to_owned).collect(),
            before: body[..start].to_owned(),
            after: body[end..].to_owned(),
            ..Selection::default()
        };
        let Ok(ranges) = locate(&reading.document.body, &selection) else {
            prop_assert!(body[start..end].trim().is_empty());
            return Ok(());
        };
        prop_assert_eq!(&body[ranges[0].range()], body[start..end].trim());
        let wish = Wish::Add { list: "highlights".into(), passage: Some(selection), entries: Vec::new() };
        if let Ok(changed) = annotate(&source(&text), &Config::default(), None, &wish) {
            let after = read(&changed);
            let Anchoring::Found(found) = &after.anchors[0] else { panic!("{changed}") };
            prop_assert_eq!(&found.ranges, &ranges);
        }
    }
}
