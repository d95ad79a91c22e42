//! What programs are told of events.

use std::collections::BTreeSet;

use serde_json::Value;
use variorum::config::Config;
use variorum::model::archive::Edition;

use super::{at, everything, given, json};

/// A day of some month is no day of January, and a year before Christ is said in words.
#[test]
fn slides_begin_with_what_is_known() {
    for (date, start, in_words) in [
        ("1572-XX-24", r#"{"year":1572}"#, true),
        ("1572-08-XX", r#"{"month":8,"year":1572}"#, true),
        ("15XX", r#"{"year":1500}"#, true),
        ("-0043-03-15", r#"{"day":15,"month":3,"year":-43}"#, true),
        // Words at its start would stand beside its end.
        ("1572-08-24/1572-08-26", r#"{"day":24,"month":8,"year":1572}"#, true),
        ("1572-08-24", r#"{"day":24,"month":8,"year":1572}"#, false),
    ] {
        let text = format!("---\nevents:\n  - {{title: E, date: {date}}}\n---\nText.\n");
        let given = given(&[("articles/a.md", &text)], at(None), Edition::Public);
        let slide = &json(&given.file("data/timeline.json"))["events"][0];
        assert_eq!(slide["start_date"].to_string(), start, "{date}");
        let words = in_words.then(|| format!("the date {date}"));
        assert_eq!(slide.get("display_date").and_then(Value::as_str), words.as_deref(), "{date}");
    }
}

#[test]
fn events_are_as_sure_as_they_are_known() {
    let given = everything();
    let slides = json(&given.file("data/timeline.json"));
    let of = |id: usize| &slides["events"][id];
    assert_eq!(of(0)["start_date"], serde_json::json!({"year": 2016, "month": 2, "day": 29}));
    let month = serde_json::json!({"year": 2017, "month": 10});
    assert_eq!((&of(1)["start_date"], &of(1)["group"]), (&month, &Value::from("North Quay")));
    let calendar = given.file("data/events.ics");
    assert!(
        calendar.contains("DTSTART;VALUE=DATE:20160229\r\nDTEND;VALUE=DATE:20160301\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("SUMMARY:Ships\\; came\\, once (the date 2017-10)\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("LOCATION:North Quay\r\nURL:https://example.org/a/"), "{calendar}");
    assert!(!calendar.contains('@'), "RFC 7986 wants no hosts in identifiers: {calendar}");
    let graph = given.file("data/graph.graphml");
    assert!(graph.contains("<data key=\"label\">North Quay</data>"), "{graph}");
    assert!(graph.contains("<data key=\"weight\">1</data>"), "{graph}");
}

/// A calendar knows an event again, and takes it for none of another archive.
#[test]
fn events_of_calendars_have_identifiers_of_their_own() {
    let event =
        |id: &str| format!("---\nevents: [{{id: {id}, title: E, date: 2016}}]\n---\nText.\n");
    let uid = |id: &str, config: Config| {
        let given = given(&[("articles/a.md", &event(id))], config, Edition::Public);
        let calendar = given.file("data/events.ics");
        let uid = calendar.lines().find_map(|line| line.strip_prefix("UID:")).expect("a UID");
        uid.to_owned()
    };
    let titled = |title: &str| Config { title: title.to_owned(), ..at(None) };
    let uids = [
        uid("loss", at(None)),
        uid("loss", titled("Another archive")),
        uid("loss", at(Some("https://example.org/a/"))),
        uid("loss", at(Some("https://example.org/b/"))),
        uid("find", at(None)),
    ];
    let others: BTreeSet<&String> = uids.iter().collect();
    assert_eq!(others.len(), uids.len(), "{uids:?}");
    assert_eq!(uids[0], uid("loss", at(None)));
    for uid in &uids {
        let parts: Vec<usize> = uid.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12], "{uid}");
        assert!(uid[14..].starts_with('8') && "89ab".contains(&uid[19..20]), "{uid}");
    }
}

#[test]
fn an_event_keeps_its_id_whatever_else_is_told() {
    let article = |date: &str, event: &str| {
        format!("---\npublished: {date}\nevents: [{event}]\n---\nIn October, and so on.\n")
    };
    let treaty = article("2018", "{title: The treaty, date: 1919-10, quote: In October}");
    let id = |files: &[(&str, &str)]| {
        let table = given(files, at(None), Edition::Public).file("data/events.csv");
        let row = table.lines().find(|line| line.contains(",The treaty,1919-10,")).expect("a row");
        row.split(',').next().map(str::to_owned)
    };
    let alone = id(&[("articles/treaty.md", &treaty)]);
    for other in [
        "{title: The bridge, date: 1919-10, quote: In October}",
        "{title: The treaty, date: 1920, quote: In October}",
        "{title: The treaty, date: 1919-10, quote: and so on}",
        "{title: The treaty, date: 1919-10, place: Bridge}",
    ] {
        for date in ["2017", "2019"] {
            let other = article(date, other);
            let with = id(&[("articles/bridge.md", &other), ("articles/treaty.md", &treaty)]);
            assert_eq!(with, alone, "{other}");
        }
    }
}
