//! Files of an archive and what they say together.

use std::fmt::Write as _;
use std::sync::Arc;

use variorum::config::Config;
use variorum::diagnostic::Checked;
use variorum::model::archive::{Archive, DocumentId, Edition, EntityId, Resolved, Words};
use variorum::model::article::Reading;
use variorum::resolve::{Memory, Options, resolve};
use variorum::source::Source;
use variorum::{anchor::anchor, parse::parse};

mod claims;
mod disclose;

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
fn a_file_that_cannot_be_read_is_there_all_the_same() {
    check_links(
        "=== articles/a.md\n[[The Battle]] [[bad]] [x](bad.md) [[Ann]]\n\
         === articles/bad.md\n---\ntitle: \"The Battle\nx: [\n---\nText.\n\
         === entities/ann-a.md\n---\nname: Ann\nx: {\n---\n",
        &["broken"; 4],
        "",
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

/// Where the links of the text of the first document lead.
#[track_caller]
fn check_links(files: &str, expected: &[&str], diagnostics: &str) {
    let archive = public(files);
    let links = archive.value.links[0].get(Words::Text).unwrap_or_default();
    let name = |id: &DocumentId| archive.value.document(*id).document.slug.clone();
    let links: Vec<String> = links
        .iter()
        .map(|link| match link {
            Resolved::Page(target, place) => {
                format!("{target:?}#{}", place.as_ref().map_or("", |place| &*place.id))
            }
            Resolved::Passage(id, words, fragment) => {
                let text = &archive.value.document(*id).document.body.text;
                format!(
                    "{}#{}: {}",
                    name(id),
                    fragment.as_deref().unwrap_or_default(),
                    text[words.range()].trim()
                )
            }
            Resolved::File(path) | Resolved::Generated(path) => path.clone(),
            Resolved::External => "external".to_owned(),
            Resolved::Broken => "broken".to_owned(),
        })
        .collect();
    assert_eq!(links, expected);
    assert_eq!(faults(&archive).trim(), diagnostics.trim());
}

const TARGET: &str = "=== articles/z/index.md\n---\ntitle: The Target\naliases: [Goal]\nhighlights:\n  - id: h-key\n    quote: key words\n\
    entities:\n  - name: Raqqa\n    kind: place\n---\nOpening with key words. ^top\n\n## First part\n\nBody.\n\n## Second\n\nEnd.\n";

#[test]
fn links_lead_somewhere() {
    let file = |text: &str| format!("=== articles/a.md\n{text}\n{TARGET}");
    check_links(
        &file(
            "[[z]] [[the target]] [[Goal|x]] [[raqqa]] [[articles/z]] [x](z/index.md#first-part) [x](@/articles/z/index.md)",
        ),
        &[
            "Document(DocumentId(1))#",
            "Document(DocumentId(1))#",
            "Document(DocumentId(1))#",
            "Entity(EntityId(0))#",
            "Document(DocumentId(1))#",
            "Document(DocumentId(1))#first-part",
            "Document(DocumentId(1))#",
        ],
        "",
    );
    check_links(
        &file(
            "[[z#First Part]] [[z#h-key]] [x](https://x.org) [x](../timeline.html#e) [x](map.svg) [x](../../../x)",
        ),
        &[
            "Document(DocumentId(1))#first-part",
            "Document(DocumentId(1))#h-key",
            "external",
            "timeline.html#e",
            "content/articles/map.svg",
            "broken",
        ],
        "broken-link: `../../../x` leads out of the archive (link to a file below `content/`, or to an address with `https://`)",
    );
    check_links(
        &file("[[The Targte]] [[z#Frist part]] [x](y.md) [[h-key]]"),
        &["broken", "Document(DocumentId(1))#", "broken", "broken"],
        "broken-link: `The Targte` leads to nothing (did you mean `The Target`?)\n\
         broken-fragment: `articles/z/index` has no place `Frist part` (did you mean `#First part`?)\n\
         broken-link: `y.md` leads to nothing (write the file, or link to the name, title or path of one that is there)\n\
         broken-link: `h-key` leads to nothing (this is an `id` in an article: write `[[articles/z/index#h-key]]`)",
    );
    check_links(
        &file("![[z]]\n\n![[z#First part]]\n\n![[z#h-key]]\n\n![[z#^top]]\n\n![[map.svg]]"),
        &[
            "z#: Opening with key words.",
            "z#first-part: Body.",
            "z#h-key: key words",
            "z#p-cb2f: Opening with key words.",
            "content/articles/map.svg",
        ],
        "",
    );
}

#[test]
fn a_ligature_is_the_same_as_two_letters() {
    check_links(
        "=== articles/a.md\n[[Aelfric]] [[Ælfric]] [[Alfric]]\n=== entities/abbot.md\n---\nname: Ælfric\n---\n",
        &["Entity(EntityId(0))#", "Entity(EntityId(0))#", "broken"],
        "broken-link: `Alfric` leads to nothing (write the file, or link to the name, title or path of one that is there)",
    );
}

#[test]
fn a_title_of_two_is_ambiguous() {
    check_links(
        "=== articles/a.md\n[[Same]]\n=== articles/b.md\n---\ntitle: Same\n---\n=== articles/c.md\n---\ntitle: Same\n---\n",
        &["Document(DocumentId(1))#"],
        "ambiguous-link: `Same` can mean `articles/b` or `articles/c` (write the path of the one that is meant, as `[[articles/b]]`)",
    );
}

#[test]
fn of_many_that_are_called_the_same_the_first_are_named() {
    let record = |number| {
        format!("=== entities/s-{number}.md\n---\nname: S. {number}\naliases: [Smith]\n---\n")
    };
    let records = (1..8).map(record).collect::<Vec<_>>().concat();
    check_mentions(
        &format!("=== articles/a.md\nSmith wrote.\n{records}"),
        "Smith wrote.",
        "name-ambiguous: `Smith` can mean `s-1` or `s-2` or `s-3` or `s-4` or `s-5` or one of 2 others (name the one that is meant under `entities` of the article, by its address)",
    );
    check_links(
        &format!("=== articles/z.md\n[[Smith|x]]\n{records}"),
        &["Entity(EntityId(0))#"],
        "ambiguous-link: `Smith` can mean `entities/s-1` or `entities/s-2` or `entities/s-3` or `entities/s-4` or `entities/s-5` or one of 2 others (write the path of the one that is meant, as `[[entities/s-1]]`)",
    );
}

#[test]
fn passages_are_not_put_in_place_of_themselves() {
    check_links(
        "=== articles/a.md\nSome ![[b]] words.\n=== articles/b.md\nOther ![[a]] words.\n",
        &["b#: Other  words."],
        "transclusion-cycle: this passage would be put in place of itself (link to it with `[[…]]` instead of `![[…]]`)",
    );
}

#[test]
fn a_passage_can_stand_below_what_leads_to_it() {
    check_links(
        "=== articles/a.md\nWords. ^one\n\n![[b]]\n\nOthers.\n=== articles/b.md\nOf ![[a#^one]] here.\n",
        &["b#: Of  here."],
        "",
    );
}

#[test]
fn a_section_that_begins_with_itself_is_a_circle() {
    check_links(
        "=== articles/a.md\n## A\n\n![[b#B]]\n\nWords.\n=== articles/b.md\n## B\n\n![[a#A]]\n\nOthers.\n",
        &["b#b: Others."],
        "transclusion-cycle: this passage would be put in place of itself (link to it with `[[…]]` instead of `![[…]]`)",
    );
}

#[test]
fn backlinks_have_their_sentence() {
    let archive = public(
        "=== articles/a.md\n---\ntranslation_of: The Target\n---\nFirst. Then [[z|see]] this. Last.\n=== articles/z.md\n---\ntitle: The Target\n---\n",
    );
    assert_eq!(faults(&archive), "");
    let links: Vec<_> = archive.value.backlinks.values().flatten().collect();
    let text = &archive.value.documents[0].document.body.text;
    assert_eq!(links.len(), 2);
    assert_eq!(&text[links[0].sentence.range()], "Then see this.");
    assert_eq!(&text[links[0].link.range()], "see");
    assert_eq!(archive.value.relations.len(), 1);
}

#[test]
fn an_article_is_known_by_where_it_was() {
    let files = "=== articles/b-version.md\n---\nurl: https://www.example.org/wall/\nversion_of: first\n---\n\
         === articles/first.md\n---\nurl: https://example.org/wall\n---\n\
         === articles/hidden.md\n---\nurl: https://example.org/hidden\ndraft: true\n---\n\
         === articles/star.md\n---\ntitle: 'Tel: a star'\n---\n";
    let nowhere = |address: &str| {
        format!(
            "broken-link: no article has the address `{address}` (give the article that is meant this `url`, or name it by its file or title)"
        )
    };
    for (named, found, fault) in [
        ("http://example.org/wall?utm_source=x#top", "first", String::new()),
        ("'[[https://example.org/wall]]'", "first", String::new()),
        ("https://example.org/hidden", "", String::new()),
        ("https://example.org/star", "", nowhere("https://example.org/star")),
        ("https://example.org/Wall", "", nowhere("https://example.org/Wall")),
        ("articles/star", "star", String::new()),
        ("'Tel: a star'", "star", String::new()),
    ] {
        let new = format!(
            "=== articles/a.md\n---\nurl: https://example.org/wall\nversion_of: {named}\n---\n{files}"
        );
        let archive = public(&new);
        let documents = &archive.value.documents;
        let of_a = archive.value.relations.iter().filter(|(from, ..)| from.0 == 0);
        let of_a: String = of_a.map(|(.., to)| &*documents[to.index()].document.slug).collect();
        assert_eq!((&*of_a, faults(&archive).trim()), (found, &*fault), "{named}");
    }
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
