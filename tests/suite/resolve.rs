//! Files of an archive and what they say together.

use std::fmt::Write as _;
use std::sync::Arc;

use variorum::config::Config;
use variorum::diagnostic::Checked;
use variorum::model::archive::{Archive, Edition, EntityId};
use variorum::model::article::Reading;
use variorum::resolve::{Memory, Options, resolve};
use variorum::source::Source;
use variorum::{anchor::anchor, parse::parse};

mod claims;
mod disclose;
mod links;

/// The readings of files: each begins with a line `=== path`.
fn readings(files: &str, config: &Config) -> Vec<Arc<Reading>> {
    let mut sources: Vec<Source> = files
        .split("=== ")
        .filter(|file| !file.trim().is_empty())
        .map(|file| {
            let (path, text) = file.split_once('\n').expect("a path and a text");
            Source::new(format!("content/{}", path.trim()), text)
        })
        .collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let reading = |source: &Source| Arc::new(anchor(parse(source, config).value, source).value);
    sources.iter().map(reading).collect()
}

fn public(files: &str) -> Checked<Archive> {
    let config = Config::default();
    resolve(&readings(files, &config), &config, &Options::default(), &mut Memory::default())
}

fn private(files: &str) -> Checked<Archive> {
    let config = Config::default();
    let options = Options { edition: Edition::Private, drafts: false };
    resolve(&readings(files, &config), &config, &options, &mut Memory::default())
}

fn faults(archive: &Checked<Archive>) -> String {
    let mut text = String::new();
    for fault in &archive.diagnostics {
        let help = fault.help.as_deref().unwrap_or_default();
        writeln!(text, "{}: {} ({help})", fault.code.name(), fault.message).expect("a string");
    }
    text
}

/// The texts of all documents with the mentions in brackets: `[name=slug]`, with `*` where it is a link.
fn mentions(archive: &Archive) -> String {
    let mut all = String::new();
    for (reading, mentions) in archive.documents.iter().zip(&archive.mentions) {
        let text = &reading.document.body.text;
        let mut at = 0;
        for mention in &**mentions {
            let range = mention.range.range();
            let slug = &archive.entity(mention.entity).slug;
            let link = if mention.linked { "*" } else { "" };
            let words = &text[range.clone()];
            write!(all, "{}[{words}={slug}{link}]", &text[at..range.start]).expect("a string");
            at = range.end;
        }
        writeln!(all, "{}", &text[at..]).expect("a string");
    }
    all
}

#[track_caller]
fn check_mentions(files: &str, expected: &str, diagnostics: &str) {
    let archive = public(files);
    assert_eq!(mentions(&archive.value).trim(), expected.trim());
    assert_eq!(faults(&archive).trim(), diagnostics.trim());
}

#[test]
fn names_are_found_in_every_text() {
    check_mentions(
        "=== articles/a.md\n---\nentities: [Raqqa]\n---\nRaqqa fell.\nRaqqa’s walls. `Raqqa` [Raqqa](https://x.org)\n\n## Raqqa\n\nRaqqa\n\
         === articles/b.md\nPro-Raqqa, not Raqqan.\n",
        "[Raqqa=raqqa*] fell. [Raqqa=raqqa]’s walls. Raqqa [Raqqa=raqqa]\nRaqqa\n[Raqqa=raqqa*]\nPro-[Raqqa=raqqa*], not Raqqan.",
        "",
    );
}

#[test]
fn records_give_aliases_and_block_what_looks_like_them() {
    check_mentions(
        "=== articles/a.md\nAl Tanf and Tanf Street, then Tanf.\n\
         === entities/al-tanf.md\n---\nname: Al-Tanf\nkind: place\naliases: [Tanf]\nnot: [Tanf Street]\n---\nTanf is not linked here.\n",
        "[Al Tanf=al-tanf*] and Tanf Street, then [Tanf=al-tanf].\nTanf is not linked here.",
        "",
    );
}

#[test]
fn a_name_is_found_in_every_spelling_that_names_it() {
    check_mentions(
        "=== articles/a.md\n---\nentities: [JAPAN]\n---\nJAPAN won. Japan won.\n\n\
         === articles/b.md\n---\nentities: [Japan, japan]\n---\nJAPAN won. Japan won in japan.\n",
        "[JAPAN=japan*] won. [Japan=japan] won.\n[JAPAN=japan*] won. [Japan=japan] won in japan.",
        "",
    );
    check_mentions(
        "=== articles/a.md\n---\nentities: [سامي, علي]\n---\nوصل سامى على القارب.\n\n\
         === articles/b.md\n---\nentities: [سامى]\n---\nغادر سامي الميناء.\n",
        "وصل [سامى=سامي*] على القارب.\nغادر [سامي=سامي*] الميناء.",
        "",
    );
}

#[test]
fn a_name_is_found_in_capitals_and_with_its_article() {
    check_mentions(
        "=== articles/a.md\nThe Harbour is shut. HARBOUR. Words of ANN HARBOUR, THE HARBOUR, US and TIME; the Tide, THE TIDE. ÆLFRIC.\n\
         === entities/ann-harbour.md\n---\nname: Ann Harbour\naliases: [Harbour]\nnot: [the Harbour]\n---\n\
         === entities/us.md\n---\nname: Us\n---\n\
         === entities/time.md\n---\nname: Time\n---\n\
         === entities/tide.md\n---\nname: The Tide\n---\n\
         === entities/aelfric.md\n---\nname: Ælfric\n---\n",
        "The Harbour is shut. [HARBOUR=ann-harbour*]. Words of [ANN HARBOUR=ann-harbour], THE HARBOUR, US and TIME; \
         [the Tide=tide*], [THE TIDE=tide]. [ÆLFRIC=aelfric*].",
        "",
    );
}

#[test]
fn an_alias_with_two_owners_links_where_the_article_decides() {
    check_mentions(
        "=== articles/a.md\n---\nentities: [Adam Smith]\n---\nSmith wrote.\n\
         === articles/b.md\nSmith wrote, and Smith again.\n\
         === entities/adam-smith.md\n---\nname: Adam Smith\naliases: [Smith]\n---\n\
         === entities/john-smith.md\n---\nname: John Smith\naliases: [Smith]\n---\n",
        "[Smith=adam-smith*] wrote.\nSmith wrote, and Smith again.",
        "name-ambiguous: `Smith` can mean `adam-smith` or `john-smith` (name the one that is meant under `entities` of the article, by its address)",
    );
}

#[test]
fn the_scope_of_an_alias_decides_between_two() {
    let owners = "=== entities/old.md\n---\nname: Old Party\naliases: [{value: The Party, to: 1990}]\n---\n\
        === entities/new.md\n---\nname: New Party\naliases: [{value: The Party, from: 1991}, {value: Partei, language: de}]\n---\n\
        === entities/other.md\n---\nname: Other\naliases: [Partei]\n---\n";
    check_mentions(
        &format!(
            "=== articles/a.md\n---\npublished: 1980\n---\nThe Party. Partei.\n\
             === articles/b.md\n---\npublished: 2020-05\nlanguage: de-AT\nentities: [New Party]\n---\nThe Party. Partei.\n{owners}"
        ),
        "[The Party=old*]. [Partei=other*].\n[The Party=new*]. [Partei=new].",
        "",
    );
}

#[test]
fn thousands_of_aliases_are_found_in_one_pass() {
    let aliases: Vec<_> = (0..10_000).map(|number| format!("  - Alias {number}x\n")).collect();
    let aliases = aliases.concat();
    check_mentions(
        &format!(
            "=== articles/a.md\nAlias 9999x.\n=== entities/many.md\n---\nname: Many\naliases:\n{aliases}---\n"
        ),
        "[Alias 9999x=many*].",
        "name-common: `Many` has 10000 other names (keep those by which texts call it)",
    );
}

#[test]
fn a_quote_means_an_entity() {
    check_mentions(
        "=== articles/a.md\n---\nentities:\n  - name: Valery Gerasimov\n    quote: the general\n---\nThen the general spoke.\n",
        "Then [the general=valery-gerasimov*] spoke.",
        "",
    );
}

#[test]
fn who_passes_a_claim_on_is_a_person_unless_the_name_says_otherwise() {
    for (name, kind) in [
        ("Patrick Cockburn", "person"),
        ("Edmond Halley", "person"),
        ("Reuters", "organisation"),
        ("The Independent", "organisation"),
        ("Associated Press", "organisation"),
        ("AFP", "organisation"),
    ] {
        let claim = format!("claims: [{{says: x, by: Ann, via: [{name}]}}]");
        let archive = public(&format!("=== articles/a.md\n---\n{claim}\n---\n")).value;
        let entity =
            archive.entities.iter().find(|entity| entity.name == name).expect("it is named");
        assert_eq!(entity.kind, kind, "{name}");
    }
}

#[test]
fn the_record_wins() {
    let archive = public(
        "=== articles/a.md\n---\nauthor: \"[[Reuters]]\"\nentities:\n  - name: Reuters\n    kind: person\n    aliases: [RTR]\n---\n\
         === entities/reuters.md\n---\nname: Reuters\nkind: organisation\naliases: [Reuters Ltd]\n---\n",
    );
    let reuters = &archive.value.entities[0];
    assert_eq!(archive.value.entities.len(), 1);
    assert_eq!(reuters.kind, "organisation");
    let aliases: Vec<_> = reuters.aliases.iter().map(|alias| &*alias.value.value).collect();
    assert_eq!(aliases, ["Reuters Ltd", "RTR"]);
    assert_eq!(archive.value.known.wrote.of(EntityId(0)).len(), 1);
    assert_eq!(
        faults(&archive).trim(),
        "entity-conflict: `Reuters` has the kind `person` here and `organisation` elsewhere (the record holds: take the kind out here, or change it there)"
    );
}

#[test]
fn reports_of_one_event_are_united() {
    let archive = public(
        "=== articles/a.md\n---\npublished: 2018\nevents:\n  - id: x\n    title: It burns\n    date: 2017-10\n    place: Raqqa\n---\n\
         === articles/b.md\n---\npublished: 2017\nevents:\n  - id: x\n    title: The fire\n    date: 2017-11\n    place: Mosul\n  - title: Later\n    date: 2017-12\n  - Undated\n---\n\
         === articles/c.md\n---\nevents:\n  - title: later\n    date: 2017-12\n    who: [Ann]\n---\n",
    );
    let events: Vec<_> = archive
        .value
        .events
        .iter()
        .map(|e| (e.title.as_str(), e.reports.len(), e.disputed, e.who.len()))
        .collect();
    assert_eq!(
        events,
        [("It burns", 2, true, 0), ("Later", 2, false, 1), ("Undated", 1, false, 0)]
    );
    assert_eq!(
        faults(&archive).trim(),
        "event-conflict: `It burns` happens in `Raqqa` and in `Mosul` (give one place, or another `id` if these are two events)"
    );
}

#[test]
fn companions_share_a_paragraph() {
    let archive = public(
        "=== articles/a.md\n---\nentities: [Ann, Bob, Cid]\n---\nAnn and Bob, Ann.\n\nBob and Cid. Ann.\n\nAnn, Bob\n",
    );
    let with = |slug: &str| -> Vec<(String, u32)> {
        let mut all = (0..).map(EntityId).take(archive.value.entities.len());
        let entity = all.find(|&e| archive.value.entity(e).slug == slug).expect("an entity");
        let slug = |e| archive.value.entity(e).slug.clone();
        archive.value.known.with(entity).iter().map(|&(e, times)| (slug(e), times)).collect()
    };
    assert_eq!(with("ann"), [("bob".to_owned(), 3), ("cid".to_owned(), 1)]);
    assert_eq!(with("cid"), [("ann".to_owned(), 1), ("bob".to_owned(), 1)]);
}

#[test]
fn dates_that_can_all_be_true_do_not_differ() {
    for (one, other, date, disputed) in [
        ("1526", "1526-08-29", "1526-08-29", false),
        ("\"1917-11-07?\"", "1917-11-07", "1917-11-07", false),
        ("1812/..", "1815", "1815", false),
        ("1914-08", "1914-08-01/1914-08-04", "1914-08-01/1914-08-04", false),
        ("1590~", "1591", "1591", false),
        ("1590~", "1592~", "1590~", false),
        ("\"1590%\"", "1588/1592", "1590%", false),
        ("1590-03~", "1590-07-14", "1590-07-14", false),
        ("January 1648/9", "30 January 1648/9", "1649-02-09", false),
        ("1590~", "1598", "1590~", true),
        ("1590-03-02~", "1590-03-14", "1590-03-02~", true),
        ("1590", "1591", "1590", true),
        ("1525-05-01", "1525-05-09", "1525-05-01", true),
        ("1914-08-01/1914-08-04", "1914-08-03/1914-08-09", "1914-08-01/1914-08-04", true),
    ] {
        let report = |name: &str, date: &str| {
            format!(
                "=== articles/{name}.md\n---\nevents:\n  - {{id: e, title: E, date: {date}}}\n---\nx\n"
            )
        };
        let archive = public(&(report("a", one) + &report("b", other))).value;
        let event = &archive.events[0];
        let when = event.when.as_ref().map(|when| when.text.as_str());
        assert_eq!((when, event.disputed), (Some(date), disputed), "{one} and {other}");
    }
}
