//! What the page of a record says of somebody or something.

use super::said::check;

/// Somebody with two names, two offices, a tag and a picture.
const PERSON: &str = "---\nname: Ida Vale\nkind: person\naliases: [I. V., {value: Ida Moor, from: 1871, to: 1895-06}, {value: Mrs Vale, from: 1895-06}, \
    {value: Miss Moor, to: '1895?'}, {value: The Keeper, from: between 1901 and 1903, to: 1920/1932}]\n\
    roles:\n  - {role: director, at: Harbour Museum, when: 1920/1932}\n  - {role: keeper, at: Harbour Museum, when: '1901~/1920'}\n  \
    - {role: founder, at: Harbour Museum}\n  - {at: Old College, when: 1899}\ntags: [Staff]\nimage: ida.png\n---\nShe kept the boats.\n";

const MUSEUM: &str = "---\nname: Harbour Museum\nkind: organisation\naliases: [The Museum]\nimage: house.tiff\n---\n";

/// Somebody whom nothing leads to.
const SENSITIVE: &str =
    "---\nname: Nobody\nsensitive: true\nroles: [{role: porter, at: The Museum}]\n---\n";

const FILES: [(&str, &str); 7] = [
    ("content/entities/ida.md", PERSON),
    ("content/entities/museum.md", MUSEUM),
    ("content/entities/nobody.md", SENSITIVE),
    ("content/articles/a.md", "---\ntags: [staff]\n---\nWords.\n"),
    ("content/questions/q.md", "---\ntitle: Who?\ntags: [staff]\n---\n"),
    ("content/entities/ida.png", ""),
    ("content/entities/house.tiff", ""),
];

#[test]
fn records_say_all_that_they_know() {
    check(
        &FILES,
        "entities/ida.html",
        &[
            "<li><bdi>I. V.</bdi></li>",
            "<bdi>Ida Moor</bdi>, <span class=\"num\">1871 – June 1895</span>",
            "<bdi>Mrs Vale</bdi>, <span class=\"num\">from June 1895</span>",
            "<bdi>Miss Moor</bdi>, <span class=\"num\">until 1895?</span>",
            "<bdi>The Keeper</bdi>, <span class=\"num\">1901–1932</span>",
            "<li>keeper, <a href=\"../entities/museum.html\">Harbour Museum</a>, <span class=\"num\">c. 1901 – 1920</span>",
            "<li>Old College, <time datetime=\"1899\">1899</time></li>",
            "<dd><ul class=\"tags\"><li><a href=\"../tags/staff.html\" rel=\"tag\">",
            "<img class=\"portrait\" src=\"../entities/ida.png\"",
        ],
    );
    // Who held an office stands where it was held, in the order of time; what browsers do not show is no picture.
    let keeper = "<ul><li><a href=\"../entities/ida.html\">Ida Vale</a>, keeper, <span class=\"num\">c. 1901 – 1920</span><span class=\"vh\"> (from–to)</span></li>\
        <li><a href=\"../entities/ida.html\">Ida Vale</a>, director, <span class=\"num\">1920–1932</span><span class=\"vh\"> (from–to)</span></li>\
        <li><a href=\"../entities/ida.html\">Ida Vale</a>, founder</li></ul>";
    check(&FILES, "entities/museum.html", &[keeper, "!Nobody", "!house.tiff", "!<dt>Tags<"]);
}

#[test]
fn tags_list_each_kind_of_page_by_itself() {
    let kinds = ["Articles", "Names", "Questions"].map(|kind| format!("-t\">{kind}</h2><ul"));
    check(&FILES, "tags/staff.html", &kinds.each_ref().map(String::as_str));
    check(&FILES, "questions/q.html", &["<ul class=\"tags\"><li><a href=\"../tags/staff.html\""]);
    let alone = [("content/about.md", "---\ntags: [staff]\n---\n")];
    check(&alone, "tags/staff.html", &["id=\"page-t\">Pages</h2>", "!>Articles</h2>"]);
}

#[test]
fn pictures_that_browsers_do_not_show_are_links() {
    let text = "![An engraving](a.tif) and ![](b.tif) and [![a seal](a.tif)](https://example.org/) and ![lost](c.tif)\n";
    let files = [
        ("content/articles/a.md", text),
        ("content/articles/a.tif", ""),
        ("content/articles/b.tif", ""),
    ];
    let expected = [
        "<a href=\"../articles/a.tif\">An engraving</a> and <a href=\"../articles/b.tif\">b.tif</a> and ",
        "<a rel=\"external\" href=\"https://example.org/\">a seal</a> and lost",
    ];
    check(&files, "articles/a.html", &expected);
}

#[test]
fn a_page_has_the_picture_of_what_it_is_about() {
    let base = ("variorum.yaml", "base_url: https://example.org/\n");
    let article =
        |more: &str| format!("---\n{more}\n---\n![](s.svg.txt) ![](<p q.png>) ![](r.png)\n");
    let (full, excerpt) = (article("title: A"), article("visibility: excerpt"));
    let files = [
        base,
        ("content/articles/a.md", &*full),
        ("content/articles/b.md", &*excerpt),
        ("content/articles/c.md", "---\nwithdrawn: true\n---\n![](r.png)\n"),
        ("content/articles/p q.png", ""),
        ("content/articles/r.png", ""),
        ("content/entities/ida.md", PERSON),
        ("content/entities/ida.png", ""),
    ];
    let tag =
        |url: &str| format!("<meta property=\"og:image\" content=\"https://example.org/{url}\">");
    for (page, picture) in [
        ("articles/a.html", tag("articles/p%20q.png")),
        ("articles/b.html", "!og:image".into()),
        ("articles/c.html", "!og:image".into()),
        ("entities/ida.html", tag("entities/ida.png")),
        ("index.html", "!og:image".into()),
    ] {
        check(&files, page, &[&picture]);
    }
    check(&files[1..], "articles/a.html", &["!og:image"]);
}

#[test]
fn a_note_on_a_name_stands_beside_its_first_mention_and_on_its_page() {
    let article = "---\ntitle: Ida Vale and others\nentities:\n  - {name: Ida Vale, note: A keeper., id: keeper}\n  \
        - {name: Nobody Else, note: Not in the text., id: other}\n  - {name: Sam Reed, id: silent}\n  \
        - {name: Ida Vale, note: Again., quote: Ida Vale again, id: again}\n---\n# Ida Vale and others\n\n\
        Sam Reed met Ida Vale, and Ida Vale again.\n";
    let files = [("content/articles/a.md", article)];
    for (page, expected) in [
        (
            "articles/a.html",
            &[
                "Ida Vale</a>,<a class=\"ref hl-name\" id=\"r-keeper\" href=\"#n-keeper\" role=\"doc-noteref\" \
                 aria-label=\"Note 1, Name\">1</a> and Ida Vale again.<a class=\"ref hl-name\" id=\"r-again\"",
                "id=\"n-other\" role=\"note\" aria-label=\"Note\"",
                "!id=\"n-silent\"",
            ][..],
        ),
        (
            "entities/ida-vale.html",
            &[
                "<p>A keeper.</p> <a href=\"../articles/a.html#n-keeper\">in its place</a>",
                "<p>Again.</p>",
            ],
        ),
        ("entities/sam-reed.html", &["!id=\"notes\""]),
    ] {
        check(&files, page, expected);
    }
    // Of a picture that browsers do not show nothing can be cut out.
    let scan = "---\nentities: [{name: Ida Vale, picture: a.tif, note: On the left.}]\n---\n![A group](a.tif)\n";
    let files = [("content/articles/a.md", scan), ("content/articles/a.tif", "")];
    check(
        &files,
        "entities/ida-vale.html",
        &["id=\"notes\"", "<p>On the left.</p>", "!id=\"pictures\""],
    );
}
