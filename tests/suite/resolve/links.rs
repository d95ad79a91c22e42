//! Where links lead, and what leads to a passage.

use variorum::model::archive::{DocumentId, Resolved, Words};

use super::{check_mentions, faults, public};

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
fn a_file_that_cannot_be_read_is_there_all_the_same() {
    check_links(
        "=== articles/a.md\n[[The Battle]] [[bad]] [x](bad.md) [[Ann]]\n\
         === articles/bad.md\n---\ntitle: \"The Battle\nx: [\n---\nText.\n\
         === entities/ann-a.md\n---\nname: Ann\nx: {\n---\n",
        &["broken"; 4],
        "",
    );
}
