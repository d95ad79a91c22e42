//! What pages say of several versions of one text.

use variorum::model::archive::Edition;

use super::said::{check, page, plain};

#[test]
fn rows_and_verses_are_collated_one_by_one() {
    let base = "---\ntitle: Base\n---\n| Year | Dead |\n|---|---|\n| 2021 | 560 |\n| 2023 | 700 |\n\nBright is the day,\\\nand long the night,\\\nand far the sea.\n\nThe wall of the dam, the old one.\n\nIt held 10^6^ tons of CO~2~.\n";
    let other =
        base.replace("Base", "Other\nversion_of: base").replace("560 |", "561 |\n| 2022 | 610 |");
    let other = other.replace("long the night", "long the evening").replace("the sea", "a sea");
    let other = other.replace("the old", "an old").replace("10^6^", "10^−7^").replace("2~", "3~");
    let files = [("content/articles/base.md", base), ("content/articles/other.md", &other)];
    let line = |place: &str, lemma: &str, reading: &str| {
        format!(
            "\">{place}</a> <q class=\"lemma\" lang=\"en\"><bdi>{lemma}</bdi></q> <bdi lang=\"en\">{reading}</bdi></li>"
        )
    };
    let (title, figure, verse) = (
        line("Title", "Base", "Other"),
        line("¶1", "560", "561"),
        line("¶3.2", "night", "evening"),
    );
    let row = "\">Version ¶2</a>  <em>added</em> <bdi lang=\"en\">2022 610</bdi></li>";
    // Of several equal words in a paragraph it says which, in verse in a line.
    let (only, second) = (line("¶3.3", "the", "a"), line("¶4", "the<sup>2</sup>", "an"));
    // Superscripts and subscripts are told.
    let (raised, lowered) = (line("¶5", "10⁶", "10⁻⁷"), line("¶5", "CO₂", "CO₃"));
    // Who does not see the columns hears which text it is.
    let column = "role=\"group\" aria-label=\"Base text\" lang=\"en\"";
    check(
        &files,
        "articles/other.versions.html",
        &[&title, &figure, row, &verse, &only, &second, &raised, &lowered, column],
    );
}

/// Each witness has a scan of its own; what describes it is no word of the text, and it is part of no variant.
#[test]
fn pictures_are_not_collated() {
    let text = |scan: &str, last: &str| {
        format!(
            "![Scan of the {scan}](../images/{scan}.jpg)\n\nIt held the wall.\n\nUp to the ![Scan of the {scan}](../images/{scan}.jpg) {last}.\n"
        )
    };
    let base = format!("---\ntitle: Wall\n---\n{}", text("draft", "old wall"));
    let other =
        format!("---\ntitle: Wall\nversion_of: base\n---\n{}", text("fair copy", "new wall"));
    let files = [
        ("content/articles/base.md", &*base),
        ("content/articles/other.md", &other.replace("fair copy.jpg", "fair.jpg")),
        ("content/images/draft.jpg", "300x200"),
        ("content/images/fair.jpg", "300x200"),
    ];
    let url = "articles/other.versions.html";
    let pieces =
        ["<p class=\"label\">1 variant. ", "<bdi>old</bdi></q> <bdi lang=\"en\">new</bdi></li>"];
    check(&files, url, &pieces);
    // Where the words on both sides of a picture differ, it stands between them.
    let base = base.replace("Up to the ", "The flood of May overtopped");
    let other = files[1].1.replace("Up to the ", "In June a storm destroyed");
    let files = [(files[0].0, &*base), (files[1].0, &other), files[2], files[3]];
    let pieces = [
        "<del class=\"variant\" id=\"v-1\">The flood of May overtopped</del><img",
        "><del class=\"variant\"> old wall.</del>",
        "<ins class=\"variant\">In June a storm destroyed</ins><img",
        "<bdi>The flood of May overtopped old wall.</bdi>",
        "!<del><img",
    ];
    check(&files, url, &pieces);
}

/// What the writer of a text struck out is told from what another version has not.
#[test]
fn what_its_writer_struck_out_is_no_variant() {
    let text = |version: &str, word: &str, month: &str| {
        format!(
            "---\ntitle: Wall\n{version}---\nIt is ~~quite~~ safe, <del>they {word}</del> say.\n\nIn ~~{month}~~ it held 10^6^ tons.\n"
        )
    };
    let other = text("version_of: base\n", "often", "June");
    let texts = [text("", "always", "May"), other.clone(), other];
    let paths =
        ["content/articles/base.md", "content/articles/other.md", "content/articles/third.md"];
    let files = [0, 1, 2].map(|at| (paths[at], &*texts[at]));
    let line = |lemma, reading| format!("<bdi>{lemma}</bdi></q> <bdi lang=\"en\">{reading}</bdi>");
    let (word, month) = (line("⟦always⟧", "⟦often⟧"), line("⟦May⟧", "⟦June⟧"));
    let legend = "In ⟦ ⟧: struck out in the text itself.";
    let pieces = [
        &*word,
        &month,
        legend,
        "is <del>quite</del> safe",
        "<del>they <del class=\"variant\" id=\"v-1\">always</del></del>",
        "<ins class=\"variant\"><del>June</del></ins>",
    ];
    check(&files, "articles/other.versions.html", &pieces);
    check(&files, "articles/base.versions.html", &[&word, &month, legend]);
    let texts = texts.map(|text| text.replace("~~", "").replace("del>", "em>"));
    let files = [0, 1, 2].map(|at| (paths[at], &*texts[at]));
    for url in ["articles/other.versions.html", "articles/base.versions.html"] {
        check(&files, url, &["<bdi>always</bdi>", "!⟦"]);
    }
}

/// What stands in one text and is struck out in the other differs, though the words are the same.
#[test]
fn what_one_writer_struck_out_is_a_variant() {
    let text = |version: &str, words: &str| {
        format!("---\ntitle: Wall\n{version}---\nIt was {words} safe, they said, and it held.\n")
    };
    let (base, other) = (text("", "~~not~~ quite"), text("version_of: base\n", "not ~~quite~~"));
    let third = text("version_of: base\n", "~~not~~ quite");
    let files = [
        ("content/articles/base.md", &*base),
        ("content/articles/other.md", &other),
        ("content/articles/third.md", &third),
    ];
    let line = "<bdi>⟦not⟧ quite</bdi></q> <bdi lang=\"en\">not ⟦quite⟧</bdi>";
    check(&files, "articles/other.versions.html", &[line, "1 variant. "]);
    check(&files, "articles/third.versions.html", &["!<bdi>", "Both have the same words."]);
    check(&files, "articles/base.versions.html", &[line, "1 variant. ", ">B</a>", "!>C</a>"]);
}

/// A paragraph that only one text begins is a variant at its first word; lines of verse are counted on from stanza to stanza.
#[test]
fn paragraphs_that_are_divided_or_joined_are_variants() {
    let text = |version: &str, [may, monday, stanza]: [&str; 3]| {
        format!(
            "---\ntitle: Wall\n{version}---\nThe storm came in May.{may}It broke the wall.\n\nThe council met on Monday.{monday}It was late.\n\nRoses are red,\\\nviolets are blue,{stanza}sugar is sweet,\\\nand so are you.\n"
        )
    };
    let (whole, new, line) = (" ", "\n\n", "\\\n");
    let base = text("", [whole, new, new]);
    let other = text("version_of: base\n", [new, whole, line]);
    let third = text("version_of: base\n", [new, new, new]).replace("and so", "so");
    let files = [
        ("content/articles/base.md", &*base),
        ("content/articles/other.md", &other),
        ("content/articles/third.md", &third),
    ];
    let entry = |place: &str, lemma: &str, how: &str| {
        format!(
            "\">{place}</a> <q class=\"lemma\" lang=\"en\"><bdi>{lemma}</bdi></q> <em>{how}</em>"
        )
    };
    let divided = entry("¶1", "It", "new paragraph");
    let (joined, stanza) =
        (entry("¶3", "It", "no paragraph"), entry("¶5.3", "sugar", "no paragraph"));
    let addresses = [
        "<a class=\"num\" href=\"#d-1\">¶1",
        "<span id=\"d-1\">It</span> broke",
        "<span id=\"d-2\">It</span> was",
    ];
    let url = "articles/other.versions.html";
    check(&files, url, &[&divided, &joined, &stanza, "3 variants. "]);
    check(&files, url, &addresses);
    let [divided, joined] = [divided, joined].map(|entry| entry + " <a class=\"num\"");
    let verse = "\">¶5.4</a> <q class=\"lemma\" lang=\"en\"><bdi>and</bdi></q> <em>omitted</em>";
    let sigla = ["other.versions.html#d-1\">B</a>", "third.versions.html#d-1\">C</a>"];
    let pieces = [&*divided, &joined, verse, sigla[0], sigla[1]];
    check(&files, "articles/base.versions.html", &pieces);
}

/// The letters of versions are in the order of time, and each leads to the page that compares it with the base text alone.
#[test]
fn three_versions_have_one_apparatus() {
    let article = |(name, day, front, text): (&str, u8, &str, &str)| {
        let text = format!("---\naccessed: 2024-03-0{day}\n{front}\n---\n{text}");
        (format!("content/articles/{name}.md"), text)
    };
    let files = [
        ("a", 5, "title: The wall", "Some 400 people came to the dam.\n\nThey left.\n"),
        ("d", 8, "title: The dam\nversion_of: c", "About 350 people came to the dam.\n"),
        (
            "c",
            7,
            "title: The wall\nversion_of: a",
            "They left.\n\nSome 380^2^ people came to the dam.\n",
        ),
        (
            "b",
            6,
            "title: The wall\nversion_of: a",
            "About 350 people came to the dam.\n\nThey left.\n",
        ),
        ("e", 9, "title: Hidden\nversion_of: a\nvisibility: excerpt", "Secret people came.\n"),
    ];
    let files = files.map(article);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let html = page(&files, Edition::Public, "articles/a.versions.html");
    let list = html.split_once("id=\"witnesses\"").map_or("", |(_, list)| list);
    let lines = list.split("<li>").skip(1).filter_map(|line| line.split("</li>").next());
    let lines = lines.map(|line| {
        let words = plain(&line.replace("</span>", " "));
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "A The wall Base text 5 Mar 2024",
            "B The wall 6 Mar 2024 what differs",
            "C The wall 7 Mar 2024 what differs",
            "D The dam 8 Mar 2024",
            "Title The wall The dam D",
            "¶0 added They left. moved C",
            "¶1 Some 400 About 350 B D · Some 380² C",
            "¶2 They left. moved C · omitted D",
        ]
    );
    let reading = "Some 380²</bdi> <a class=\"num\" href=\"../articles/c.versions.html#v-2\">C</a>";
    let place = "<a class=\"num\" href=\"../articles/a.html#p-";
    let pieces = [reading, place, "!Secret", "!Hidden"];
    check(&files, "articles/a.versions.html", &pieces);
    let came = "Version ¶1</a>  <em>moved</em> <bdi lang=\"en\">They left.</bdi>";
    check(&files, "articles/c.versions.html", &[came, "<em>moved</em></li>"]);
    for url in ["articles/a.html", "articles/d.html", "articles/d.versions.html"] {
        check(&files, url, &["href=\"../articles/a.versions.html\""]);
    }
    check(&files, "articles/e.html", &["!versions.html"]);
    check(&files[..2], "articles/a.html", &["!versions.html"]);
}

#[test]
fn versions_stand_in_the_order_of_time() {
    let version = |day: &str| format!("---\n{day}\nversion_of: base\n---\nText.\n");
    let days = [
        ("d", "accessed: 2024-03-05\npublished: 2024-02-01"),
        ("c", "published: 2024-03-07"),
        ("b", "modified: 2024-03-09\naccessed: 2024-01-01"),
        ("a", "published: {text: in spring}"),
        ("e", "tags: [x]"),
    ];
    let files = days.map(|(name, day)| (format!("content/articles/{name}.md"), version(day)));
    let files = files.iter().map(|(path, text)| (path.as_str(), text.as_str()));
    let base = ("content/articles/base.md", "---\ntitle: Base\n---\nText.\n");
    let html =
        page(&files.chain([base]).collect::<Vec<_>>(), Edition::Public, "articles/base.html");
    let listed = html.split("Other version</dt>").skip(1);
    let listed = listed.filter_map(|row| row.split_once("articles/")?.1.split('.').next());
    assert_eq!(listed.collect::<Vec<_>>(), ["d", "c", "b", "a", "e"]);
    let (_, linking) = html.split_once("id=\"links\"").expect("what links to it");
    let linking = linking.split("../articles/").skip(1).filter_map(|row| row.split('.').next());
    assert_eq!(linking.collect::<Vec<_>>(), ["d", "c", "b", "a", "e"]);
}

/// A heading that repeats the title of its article is not seen beside another text, and what is said of it is.
#[test]
fn notes_on_a_repeated_title_stand_below_it() {
    let base = "---\ntitle: The wall\nhighlights:\n  - {quote: The wall, note: Which one?}\n  - {quote: Text, note: Here.}\n---\n# The wall\n\nText.\n";
    for (key, url) in
        [("version_of", "articles/b.versions.html"), ("translation_of", "articles/b.parallel.html")]
    {
        let other = format!("---\ntitle: B\n{key}: a\n---\nText.\n");
        let files = [("content/articles/a.md", base), ("content/articles/b.md", &other)];
        let html = page(&files, Edition::Public, url);
        let head = html.split_once("id=\"titles\"").and_then(|(_, rest)| rest.split_once("prose"));
        let (head, texts) = head.expect("titles stand above the texts");
        assert!(head.contains("Which one?") && !texts.contains("Which one?"), "{html}");
        assert!(texts.contains("Here.") && !head.contains("Here."), "{html}");
    }
}
