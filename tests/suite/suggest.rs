//! What is suggested for sentences of nine languages: who is named, what is dated, who says what.
//!
//! Every case in `tests/cases/suggest/` is a text and what is found in it; the file is named after the language.
//! `UPDATE=1 cargo test --test suite suggest` writes anew what is found, for review.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use variorum::anchor::anchor;
use variorum::config::Config;
use variorum::model::annotation::Stance;
use variorum::model::article::Reading;
use variorum::parse::parse;
use variorum::source::Source;
use variorum::suggest::{Claim, Event, Known, Name, suggest};

use super::commands::{archive, run};

#[test]
fn what_a_first_reader_would_mark() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/suggest");
    let mut played = 0;
    for entry in fs::read_dir(folder).expect("cases") {
        let path = entry.expect("an entry").path();
        let language = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("a file of cases");
        let cases = text.split(">>>>>> ").filter(|case| !case.is_empty());
        let now: String = cases.map(|case| play(case, &language)).collect();
        played += now.matches(">>>>>> ").count();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, now).expect("a file of cases");
        } else {
            assert!(text == now, "{}: this is found now:\n{now}", path.display());
        }
    }
    assert!(played > 20, "only {played} cases were played");
}

#[test]
fn names_of_the_archive_are_known_by_its_own_spelling() {
    let own = Known {
        name: "Al-Tanf".into(),
        kind: "base".into(),
        aliases: vec!["the garrison".into()],
        ..Known::default()
    };
    let reading = reading("", "They left the garrison. Ann Harrow stayed.");
    let found = suggest(&reading, "en", std::slice::from_ref(&own)).names;
    let found: Vec<_> =
        found.iter().map(|name| (&*name.name, name.kind.as_deref(), name.is_known)).collect();
    assert_eq!(found, [("Al-Tanf", Some("base"), true), ("Ann Harrow", Some("person"), false)]);
}

#[test]
fn whoever_is_redacted_is_not_proposed() {
    let known = Known { name: "Jane Roe".into(), is_redacted: true, ..Known::default() };
    let reading = reading(
        "",
        "They met Jane Roe. They met Roe at Leeds. They met Jane M. Roe and Ann Roe, but not Jane Harrow.",
    );
    let found = suggest(&reading, "en", std::slice::from_ref(&known)).names;
    let found: Vec<_> = found.iter().map(|name| &*name.name).collect();
    assert_eq!(found, ["Leeds", "Ann Roe", "Jane Harrow"]);
}

#[test]
fn a_surname_alone_is_the_person_who_is_named_whole() {
    let known = |name: &str| Known { name: name.into(), kind: "person".into(), ..Known::default() };
    let known = [known("Yusuf Demirel"), known("Ada Harrow"), known("Ben Harrow")];
    for (text, speaker) in [
        ("“It burned,” said Yusuf Demirel. “We saw it,” Demirel said.", "Yusuf Demirel"),
        ("Ada Harrow met Ben Harrow. “We saw it,” Harrow said.", "Harrow"),
        ("“We saw it,” Demirel said.", "Demirel"),
    ] {
        let found = suggest(&reading("title: T", text), "en", &known);
        let last = found.claims.last().and_then(|claim| claim.by.as_deref());
        assert_eq!(last, Some(speaker), "{text}");
    }
}

#[test]
fn what_is_marked_or_rejected_is_not_suggested() {
    let text = "Ann Harrow told the Harbour Times that 300 people had left Eastmouth on Monday.";
    let names = |front: &str| {
        suggest(&reading(front, text), "en", &[])
            .names
            .into_iter()
            .map(|name| name.name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(""), ["Ann Harrow", "Harbour Times", "Eastmouth"]);
    assert_eq!(
        names("entities: [{name: A. Harrow, aliases: [Ann Harrow]}]\nrejected: [harbour times]"),
        ["Eastmouth"]
    );
    let found = |front: &str| {
        let found = suggest(&reading(front, text), "en", &[]);
        (found.events.len(), found.claims.len())
    };
    assert_eq!(found(""), (1, 1));
    assert_eq!(found("claims: [{quote: 300 people}]\nevents: [{quote: on Monday}]"), (0, 0));
    assert_eq!(found("rejected: [300 people had left Eastmouth on Monday]"), (0, 0));
}

#[test]
fn what_is_written_is_found_and_is_no_name_of_the_archive_yet() {
    let again = "---\ntitle: A\npublished: 2017-12-27\n---\n“It is safe,” said Ann Harrow. The port was open. “It is safe,” said Ben Tarlow. The mayor said more than half of the boats were lost. Ann Harrow said 5 or 6 men had left.\n";
    let other = "---\ntitle: B\n---\nThe harrow is safe, and old Ann Harrow stands.\n";
    let folder = archive(&[
        ("variorum.yaml", "title: T\n"),
        ("content/articles/a.md", again),
        ("content/articles/b.md", other),
    ]);
    let (code, _) = run(folder.path(), &["suggest", "--write", "a"]);
    assert_eq!(code, 0);
    let (code, checked) = run(folder.path(), &["check"]);
    assert_eq!((code, checked.contains("0 warnings")), (0, true), "{checked}");
    let written = fs::read_to_string(folder.path().join("content/articles/a.md")).expect("a file");
    assert_eq!(written.matches("quote: It is safe").count(), 2, "{written}");
    assert!(written.contains("by: Ben Tarlow"), "{written}");
    // A name that is known has nothing beside it to tell what it is.
    let (_, suggested) = run(folder.path(), &["suggest", "b"]);
    assert!(suggested.contains("kind: person"), "{suggested}");
}

#[test]
fn the_tense_says_which_day_is_meant() {
    let suggested = |published: &str, text: &str| {
        let article = format!("---\ntitle: A\npublished: {published}\n---\n{text}\n");
        let files = [("variorum.yaml", "title: T\n"), ("content/articles/a.md", &*article)];
        run(archive(&files).path(), &["suggest", "a"]).1
    };
    for (published, text, edtf) in [
        ("2024-03-14", "The station will open in April.", "2024-04?"),
        ("2024-03-14", "The post will be filled by June 30.", "2024-06-30?"),
        ("2024-02-10", "The hall will open this spring.", "2024-21?"),
        ("2024-03-14", "The mayor resigned on June 9.", "2023-06-09?"),
        ("2024-03-14", "The bureau closed before 1992.", "../1991"),
    ] {
        let found = suggested(published, text);
        assert!(found.contains(edtf), "{text} on {published}: {found}");
    }
    // What a reader would count from the words is not written beside them.
    for (published, text) in [
        ("2024-04-14", "The station will open in April."),
        ("2024-03-14", "The talks will begin next Monday."),
        ("2024-03-14", "The mayor resigned on March 3."),
    ] {
        let found = suggested(published, text);
        assert!(found.contains("text:") && !found.contains("edtf"), "{text}: {found}");
    }
}

fn reading(front: &str, text: &str) -> Reading {
    let source = Source::new(
        "content/articles/a.md",
        format!("---\ntitle: T\npublished: 2017-12-27\n{front}\n---\n{text}"),
    );
    anchor(parse(&source, &Config::default()).value, &source).value
}

/// A case with what is found in its text now.
fn play(case: &str, language: &str) -> String {
    let text: String = case.split_inclusive('\n').filter(|line| !line.starts_with("| ")).collect();
    let body = text.split_once('\n').map_or("", |(_, body)| body);
    let reading = reading("", body);
    let found = suggest(&reading, language, &[]);
    let mut played = format!(">>>>>> {text}");
    for name in &found.names {
        writeln!(played, "| {}", named(name)).expect("a string");
    }
    for event in &found.events {
        writeln!(played, "| {}", dated(event)).expect("a string");
    }
    for claim in &found.claims {
        let quote = &reading.document.body.text[claim.passage.range()];
        writeln!(played, "| {}: {quote}", said(claim)).expect("a string");
    }
    played
}

fn named(Name { name, kind, aliases, role, .. }: &Name) -> String {
    let mut line = format!("{} {name}", kind.as_deref().unwrap_or("name"));
    for alias in aliases {
        line += &format!(" = {alias}");
    }
    role.iter().for_each(|role| line += &format!(", {role}"));
    line
}

fn dated(Event { title, date, place, who, .. }: &Event) -> String {
    let mut line = format!("event {} ({}): {title}", date.text, date.english);
    place.iter().for_each(|place| line += &format!(" @ {place}"));
    who.iter().for_each(|who| line += &format!(" + {who}"));
    line
}

fn said(claim: &Claim) -> String {
    let Claim { by, via, basis, made, stance, figure, .. } = claim;
    let mut line = by.clone().unwrap_or_else(|| "the article".into());
    via.iter().for_each(|via| line += &format!(" > {via}"));
    basis.iter().for_each(|basis| line += &format!(" (from {basis})"));
    made.iter().for_each(|made| line += &format!(" on {}", made.text));
    if let Some(figure) = figure {
        line += &format!(" [{}: {}]", figure.value, figure.unit.as_deref().unwrap_or("?"));
    }
    let verb = if *stance == Stance::Asserts { "says" } else { stance.name() };
    format!("{line} {verb}")
}
